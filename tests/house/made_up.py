"""Data of two countries that are not on any map, with everything that the pages ask for: a whole folder of few rows."""

import csv
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from kztrade.codes import Qualifier, Unit
from kztrade.printed import stated_interval
from kztrade.store import FILES

REPORT = "post-2020-05-04"

AREAS = """
AAA,country,1,#117733,#2A9D5C,#0E5F29,#5FD08F,diamond,solid,◆
BBB,country,2,#882255,#C0568C,#882255,#E08BB5,circle,dotted,○
W00,group,,,,,,,,
_X,unspecified,,,,,,,,
"""

AREA_NAMES = """
AAA,en,adjective,Arlish
AAA,en,in,Arland
AAA,en,name,Arland
AAA,en,of,Arland
BBB,en,adjective,Borvian
BBB,en,in,Borvia
BBB,en,name,Borvia
BBB,en,of,Borvia
W00,en,name,World
_X,en,name,Neither side
"""

LEDGERS = """
arl,office,Arlish statistics
bor,office,Borvian statistics
guild,other,Guild
"""

INDICATORS = """
exports,USD,flow,from reporter,Exports,exports,,Goods sent.
imports,USD,flow,to reporter,Imports,imports,,Goods received.
investment,USD,flow,AAA>BBB,Investment,investment,,Money put into firms during the period.
investment_cumulative,USD,stock,AAA>BBB,Investment since a start,investment since a start,,Money put into firms since a start.
investment_ratio,ratio,rate,AAA>BBB,Investment against before,investment against before,,How many times as much.
joint_ventures,enterprises,count,BBB>AAA,Joint ventures,joint ventures,,Firms with owners of both.
joint_ventures_new,enterprises,flow,BBB>AAA,New joint ventures,new joint ventures,,Firms that joined.
turnover,USD,flow,both,Turnover of goods,turnover of goods,,Exports plus imports.
turnover_growth,percent,rate,both,Growth of turnover,growth of turnover,,Change on the year before.
"""

SOURCES = f"""
arl-2019,Arlish Office,Yearbook,https://example.org/arl,2020-03-01,stated,en,Arlish Office,statistics,,FOB and CIF,Free,arl,AAA,
bor-2019,Borvian Office,Yearbook,https://example.org/bor,2020-02-01,stated,en,Borvian Office,statistics,,FOB and CIF,Free,bor,BBB,
guild-2019,Guild of Merchants,Table,,,unknown,en,Guild of Merchants,statistics,,not stated,Free,guild,_X,
{REPORT},Post,A bridge,https://p.test/bridge,2020-05-04,stated,en,"P. Quill, Chancellor of Arland",article,bridge-2020,,Free,,AAA,
tide-2020,The Tide,On trade,https://p.test/tide,2020-06-01,stated,en,"R. Moss, Envoy of Borvia",statement,bridge-2020,,Free,,BBB,
"""

EVENTS = """
bridge-2020,forum,2020-05-04,Opening of the bridge,Midwater,
"""

TARGETS = f"""
turnover,AAA,BBB,2020-05-04,{REPORT},target,900000000,USD,,"P. Quill, Chancellor of Arland",2,$900 m,
turnover,AAA,BBB,2020-06-01,tide-2020,target,950000000,USD,2024,"R. Moss, Envoy of Borvia",,,
"""

PASSAGES = f"""
{REPORT},1,{"1" * 64},2018 500 2019 12
{REPORT},2,{"2" * 64},900
{REPORT},3,{"3" * 64},2010 300 2019 50 2
{REPORT},4,{"4" * 64},120 20
"""

DIGEST = """# Post, 4 May 2020, told in our own words

## 1
In 2018 trade had reached [$500 million](turnover/2018), and in 2019 it grew by [12%](turnover_growth/2019).

## 2
Next comes [$900 million](turnover_target/2020-05-04).

## 3
Since 2010 firms put in about [$300 million](investment_cumulative/2010/2020-05).
In 2019 they put in [$50 million](investment/2019), [twice](investment_ratio/2019) the year before.

## 4
[120](joint_ventures/2020-05-04) ventures work, [20](joint_ventures_new/2019/2020-05) of them new.
"""

STATED = f"""
investment,AAA,BBB,2019,{REPORT},total,50000000,,,USD,exact,,A,3,$50 m,
investment_cumulative,AAA,BBB,2010/2020-05,{REPORT},total,300000000,,,USD,about,about,A,3,$300 m,
investment_ratio,AAA,BBB,2019,{REPORT},total,2,,,ratio,exact,,A,3,2,
joint_ventures,AAA,BBB,2020-05-04,{REPORT},total,120,,,enterprises,exact,,A,4,120,
joint_ventures_new,AAA,BBB,2019/2020-05,{REPORT},total,20,,,enterprises,exact,,A,4,20,
turnover,AAA,BBB,2018,{REPORT},total,500000000,,,USD,at_least,reached,A,1,$500 m,
turnover,AAA,BBB,2019,tide-2020,total,560000000,,,USD,exact,,A,,,
turnover_growth,AAA,BBB,2019,{REPORT},total,12,,,percent,exact,,A,1,12%,
"""
"""Without the ends of intervals, which follow from the words and digits."""


def ledger_rows() -> str:
    """Both flows of four years in both offices, and one flow in the table of the guild."""
    rows = []
    for place, year in enumerate(range(2016, 2020)):
        for reporter, partner, source, sent, received in (
            ("AAA", "BBB", "arl-2019", 300 + 20 * place, 180 + 10 * place),
            ("BBB", "AAA", "bor-2019", 190 + 8 * place, 290 + 15 * place),
            ("AAA", "BBB", "guild-2019", 305 + 20 * place, 170 + 10 * place),
        ):
            for indicator, value in (("exports", sent), ("imports", received)):
                rows.append(f"{indicator},{reporter},{partner},{year},{source},total,{value}000001,,,USD,exact,,A,,,")
    return "\n".join(rows)


def with_ends(row: Sequence[str]) -> list[str]:
    """A row of observations with its interval."""
    value, unit, qualifier, token = row[6], row[9], row[10], row[14]
    interval = stated_interval(float(value), Qualifier(qualifier), Unit(unit), token)
    ends = ("" if math.isinf(end) else f"{end:.12g}" for end in (interval.low, interval.high))
    return [*row[:7], *ends, *row[9:]]


def write_pair(folder: Path) -> Path:
    """Write the data of the two countries under a folder; `store.read_data(folder, verify=False)` reads them."""
    texts: Mapping[str, str] = {
        "areas.csv": AREAS,
        "area_names.csv": AREA_NAMES,
        "ledgers.csv": LEDGERS,
        "indicators.csv": INDICATORS,
        "events.csv": EVENTS,
        "sources.csv": SOURCES,
        "targets.csv": TARGETS,
        "passages.csv": PASSAGES,
        "observations.csv": STATED + ledger_rows(),
    }
    (folder / "digests").mkdir(parents=True)
    (folder / "digests" / f"{REPORT}.en.md").write_text(DIGEST, "utf-8")
    for name, text in texts.items():
        rows = list(csv.reader(text.strip().splitlines()))
        write_rows(folder / name, [with_ends(row) for row in rows] if name == "observations.csv" else rows)
    return folder


def write_rows(file: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write a data file: its header, and its rows in the order of their keys."""
    schema, key = FILES[file.name]
    places = [schema.names.index(name) for name in key]
    ordered = sorted(rows, key=lambda row: [(len(row[at]) if row[at].isdigit() else 0, row[at]) for at in places])
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([schema.names, *ordered])


def read_rows(file: Path) -> list[list[str]]:
    """The rows of a data file, without its header."""
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]
