"""The door to data/: what comes in typed, and what every broken file is told."""

import hashlib
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import store
from kztrade.codes import (
    AreaKind,
    Dash,
    Dating,
    Kind,
    ObsStatus,
    Qualifier,
    Role,
    Scope,
    Shape,
    SourceKind,
    TargetKind,
    Unit,
)
from kztrade.errors import ChecksumError, ContractError, DataError, KztradeError, UnknownCodeError
from kztrade.model import Data, Ledger, Observation
from kztrade.paragraphs import Mark
from kztrade.period import read_period

FILES = {
    "areas.csv": """\
code,kind,rank,light,dark,word_light,word_dark,shape,dash,sign
EAEU,group,,,,,,,,
KAZ,country,1,#0072B2,#0072B2,#00659E,#5CB3E6,circle,solid,●
KGZ,country,2,#D55E00,#D55E00,#AD4C00,#F28C45,square,dashed,■
_X,unspecified,,,,,,,,
""",
    "area_names.csv": """\
area,language,form,text
EAEU,en,name,EAEU
KAZ,en,adjective,Kazakh
KAZ,en,name,Kazakhstan
KGZ,en,name,Kyrgyzstan
_X,en,name,Neither side
""",
    "ledgers.csv": """\
id,role,name
bureau,office,Bureau
""",
    "indicators.csv": """\
code,unit,kind,direction,name,inside,short,definition
investment,USD,flow,KAZ>KGZ,Investment,investment,,Money put in.
turnover,USD,flow,both,Turnover,turnover,,Exports plus imports.
turnover_growth,percent,rate,both,Growth,growth,,On the year before.
""",
    "events.csv": """\
id,kind,date,name,place,note
forum-2023,forum,2023-09-23,A forum,Taraz,
""",
    "sources.csv": """\
id,publisher,title,address,published,dating,language,speaker,kind,event,valuation,licence,ledger,voice,quoting
bureau-2024,The bureau,Tables,https://example.org/tables,2024,stated,en,The bureau,statistics,,not stated,Free to use,bureau,KAZ,
paper,The paper,"A report, in brief",,,unknown,kk,A minister,article,forum-2023,,Figures only,,KGZ,The bureau
""",
    "targets.csv": """\
indicator,reporter,partner,set_on,source,kind,value,unit,deadline,set_by,passage,token,note
turnover,KAZ,KGZ,2023-09-23,paper,target,2000000000,USD,2030,A minister,2,$2 bn,
""",
    "passages.csv": """\
source,passage,sha256,numerals
paper,1,1111111111111111111111111111111111111111111111111111111111111111,2021 1 19
paper,2,2222222222222222222222222222222222222222222222222222222222222222,2 2030
""",
    "observations.csv": """\
indicator,reporter,partner,period,source,scope,value,low,high,unit,qualifier,hedge,obs_status,passage,token,note
turnover,KAZ,KGZ,2021,bureau-2024,total,1050532153.18,1050532153.175,1050532153.185,USD,exact,,P,,,
turnover,KAZ,KGZ,2021,paper,total,1000000000,1000000000,,USD,at_least,no less than,A,1,$1 bn,A floor.
turnover_growth,KAZ,KGZ,2022,paper,total,19,18.5,19.5,percent,exact,,A,1,19%,
""",
    "digests/paper.en.md": """\
# The paper, in our own words

## 1
At least [$1 billion](turnover/2021) in 2021, then [19%](turnover_growth/2022) more.

## 2
Now [$2 billion](turnover_target/2023-09-23) by 2030.
""",
}
"""A whole data folder on one screen; the numbers of its lines are those of the faults below."""


def write(folder: Path, files: dict[str, str] = FILES) -> Path:
    """Write a data folder with its checksums, as `sha256sum` would print them."""
    (folder / "digests").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    record(folder)
    return folder


def record(folder: Path) -> None:
    sums = ((hashlib.sha256((folder / name).read_bytes()).hexdigest(), name) for name in sorted(FILES, key=Path))
    (folder / "SHA256SUMS").write_text("".join(f"{digest}  {name}\n" for digest, name in sums), "utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write(tmp_path / "data")


def replace(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_bytes().decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (folder / file).write_bytes(text.replace(old, new).encode())


def faults(folder: Path) -> list[str]:
    """What reading says, a line a fault; the checksums are not looked at."""
    with pytest.raises(DataError) as error:
        store.read_data(folder, verify=False)
    return [str(fault) for fault in error.value.faults]


# What comes in


def test_a_row_comes_in_typed(small: Path) -> None:
    observations = store.read_data(small).observations
    assert observations[1] == Observation(
        "turnover",
        "KAZ",
        "KGZ",
        read_period("2021"),
        "paper",
        Scope.TOTAL,
        1e9,
        1e9,
        float("inf"),
        Unit.USD,
        Qualifier.AT_LEAST,
        "no less than",
        ObsStatus.NORMAL,
        1,
        "$1 bn",
        "A floor.",
        "paper",
    )
    first = observations[0]
    assert (first.passage, first.token, first.note, first.hedge) == (None, "", "", "")
    assert (first.obs_status, first.ledger) == (ObsStatus.PROVISIONAL, "bureau")


def test_areas_come_in_with_their_looks_and_names(small: Path) -> None:
    areas = store.read_data(small).areas
    assert list(areas) == ["EAEU", "KAZ", "KGZ", "_X"]
    kgz, group = areas["KGZ"], areas["EAEU"]
    assert (kgz.kind, kgz.rank, kgz.light, kgz.word_dark) == (AreaKind.COUNTRY, 2, "#D55E00", "#F28C45")
    assert (kgz.shape, kgz.dash, kgz.sign) == (Shape.SQUARE, Dash.DASHED, "■")
    assert areas["KAZ"].names == {("en", "name"): "Kazakhstan", ("en", "adjective"): "Kazakh"}
    assert (group.kind, group.rank, group.light, group.sign) == (AreaKind.GROUP, None, "", "")


def test_the_other_tables_come_in_typed(small: Path) -> None:
    data = store.read_data(small)
    turnover, paper, bureau = data.indicators["turnover"], data.sources["paper"], data.sources["bureau-2024"]
    assert (turnover.unit, turnover.kind, turnover.direction) == (Unit.USD, Kind.FLOW, "both")
    assert (paper.title, paper.published, paper.dating) == ("A report, in brief", None, Dating.UNKNOWN)
    assert (paper.address, paper.kind, paper.event) == ("", SourceKind.ARTICLE, "forum-2023")
    assert (bureau.published, bureau.kind) == (read_period("2024"), SourceKind.STATISTICS)
    assert (bureau.valuation, bureau.ledger, paper.ledger) == ("not stated", "bureau", "")
    assert data.ledgers == {"bureau": Ledger("bureau", Role.OFFICE, "Bureau")}
    assert data.events["forum-2023"].date == read_period("2023-09-23")
    (target,) = data.targets
    assert (target.value, target.deadline, target.kind) == (2e9, read_period("2030"), TargetKind.TARGET)
    assert [passage.numerals for passage in data.passages] == [("2021", "1", "19"), ("2", "2030")]


def test_a_digest_is_text_and_marks_in_turn(small: Path) -> None:
    digest = store.read_data(small).digests["paper", "en"]
    assert digest.passages[1] == (
        "At least ",
        Mark("$1 billion", "turnover", "2021"),
        " in 2021, then ",
        Mark("19%", "turnover_growth", "2022"),
        " more.",
    )
    assert list(digest.passages) == [1, 2]


def test_the_version_is_the_checksum_of_the_checksums(small: Path) -> None:
    sums = (small / "SHA256SUMS").read_bytes()
    data = store.read_data(small)
    assert data.version == hashlib.sha256(sums).hexdigest()
    assert data.short_version == f"v{data.version[:8]}"


@given(st.text("0123456789abcdef", min_size=64, max_size=64))
def test_no_data_version_reads_as_a_number(version: str) -> None:
    short = Data(version, {}, {}, {}, {}, {}, (), ()).short_version
    assert short[1:] in version
    with pytest.raises(ValueError, match="could not convert"):
        float(short)


def test_the_version_changes_with_any_file_and_not_with_the_folder(small: Path, tmp_path: Path) -> None:
    version = store.read_data(small).version
    assert store.read_data(write(tmp_path / "elsewhere")).version == version
    for name in FILES:
        changed = write(tmp_path / "changed", FILES)
        (changed / name).write_bytes((changed / name).read_bytes() + b"\n")
        assert store.fingerprint(changed) != version


def test_the_shipped_files_are_as_recorded(folder: Path) -> None:
    assert store.read_data(folder).version == store.shipped_data().version


def test_the_shipped_data_are_read_once() -> None:
    assert store.shipped_data() is store.shipped_data()


def test_reading_writes_nothing_and_leaves_the_files_as_they_were(folder: Path) -> None:
    def state() -> dict[Path, tuple[bytes, int]]:
        files = [path for path in folder.parent.rglob("*") if path.is_file()]
        return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    before = state()
    store.read_data(folder)
    assert state() == before
    (folder / SOURCES).unlink()
    broken = state()
    with pytest.raises(DataError):
        store.read_data(folder)
    assert state() == broken


# What every broken cell is told

OBSERVATIONS, TARGETS, SOURCES = "observations.csv", "targets.csv", "sources.csv"
INDICATORS, PASSAGES, EVENTS, DIGEST = "indicators.csv", "passages.csv", "events.csv", "digests/paper.en.md"
PLAIN = "a plain decimal number such as 1300000000 or 2.5, with no comma, exponent or NaN"
A_PERIOD = "a period such as 2022, 2023-09, 2023-09-23, 2023-01/2023-07 or 2005/2023-09"
GROWTH = "turnover_growth,KAZ,KGZ,2022,paper,total,19,18.5,19.5,percent,exact,,A,1,19%,"

CELLS: dict[str, tuple[str, str, str, list[str]]] = {
    # numbers
    "a value with a comma": (
        *(OBSERVATIONS, ",19,18.5", ',"1,9",18.5'),
        [f"data/observations.csv:4: value: found '1,9', expected {PLAIN}"],
    ),
    "a decimal comma": (
        *(OBSERVATIONS, ",19,18.5", ',"18,7",18.5'),
        [f"data/observations.csv:4: value: found '18,7', expected {PLAIN}"],
    ),
    "a value that is NaN": (
        *(OBSERVATIONS, ",19,18.5", ",NaN,18.5"),
        [f"data/observations.csv:4: value: found 'NaN', expected {PLAIN}"],
    ),
    "an infinite value": (
        *(OBSERVATIONS, ",19,18.5", ",inf,18.5"),
        [f"data/observations.csv:4: value: found 'inf', expected {PLAIN}"],
    ),
    "a value with an exponent": (
        *(TARGETS, ",2000000000,", ",2e9,"),
        [f"data/targets.csv:2: value: found '2e9', expected {PLAIN}"],
    ),
    "a value of 400 digits": (
        *(TARGETS, ",2000000000,", f",{'9' * 400},"),
        [f"data/targets.csv:2: value: found '{'9' * 400}', expected {PLAIN}"],
    ),
    "a value in other digits": (
        *(OBSERVATIONS, ",19,18.5", ",１９,18.5"),
        [f"data/observations.csv:4: value: found '１９', expected {PLAIN}"],
    ),
    "a value with zeros before it": (
        *(OBSERVATIONS, ",19,18.5", ",019,18.5"),
        [f"data/observations.csv:4: value: found '019', expected {PLAIN}"],
    ),
    "no value": (
        *(OBSERVATIONS, ",19,18.5", ",,18.5"),
        ["data/observations.csv:4: value: found '', expected a value"],
    ),
    "an end that is NaN": (
        *(OBSERVATIONS, ",18.5,", ",NaN,"),
        [f"data/observations.csv:4: low: found 'NaN', expected {PLAIN}"],
    ),
    # the interval rule
    "a low end not by the rule": (
        *(OBSERVATIONS, ",18.5,", ",18,"),
        ["data/observations.csv:4: low: found 18, expected 18.5, by the interval rule for exact 19"],
    ),
    "a high end not by the rule": (
        *(OBSERVATIONS, "19.5", "20"),
        ["data/observations.csv:4: high: found 20, expected 19.5, by the interval rule for exact 19"],
    ),
    "an open end that the hedge closes": (
        *(OBSERVATIONS, ",19.5,", ",,"),
        ["data/observations.csv:4: high: found an empty cell, expected 19.5, by the interval rule for exact 19"],
    ),
    "a closed end that the hedge opens": (
        *(OBSERVATIONS, ",1000000000,,USD", ",1000000000,1100000000,USD"),
        [
            "data/observations.csv:3: high: found 1100000000, expected an empty cell, "
            "by the interval rule for at_least 1000000000"
        ],
    ),
    "another hedge than the ends tell": (
        *(OBSERVATIONS, "percent,exact,", "percent,about,about"),
        [
            "data/observations.csv:4: low: found 18.5, expected 18, by the interval rule for about 19",
            "data/observations.csv:4: high: found 19.5, expected 20, by the interval rule for about 19",
        ],
    ),
    # periods
    "a thirteenth month": (
        *(OBSERVATIONS, "KGZ,2022,", "KGZ,2023-13,"),
        [f"data/observations.csv:4: period: found '2023-13', expected {A_PERIOD}"],
    ),
    "a month zero": (
        *(OBSERVATIONS, "KGZ,2022,", "KGZ,2023-00,"),
        [f"data/observations.csv:4: period: found '2023-00', expected {A_PERIOD}"],
    ),
    "a span that runs backwards": (
        *(OBSERVATIONS, "KGZ,2022,", "KGZ,2023-07/2023-01,"),
        [f"data/observations.csv:4: period: found '2023-07/2023-01', expected {A_PERIOD}"],
    ),
    "a deadline before its date": (
        *(TARGETS, ",2030,", ",2022,"),
        ["data/targets.csv:2: deadline: found '2022', expected a deadline not before 2023-09-23"],
    ),
    "an event without a date": (
        *(EVENTS, "2023-09-23", "in autumn"),
        [f"data/events.csv:2: date: found 'in autumn', expected {A_PERIOD}"],
    ),
    # codes
    "an unknown indicator": (
        *(OBSERVATIONS, "turnover_growth,", "turnover_grwth,"),
        ["data/observations.csv:4: indicator: found 'turnover_grwth', expected one of those defined in indicators.csv"],
    ),
    "an unknown source": (
        *(OBSERVATIONS, "2021,bureau-2024,", "2021,bureaux,"),
        [
            "data/observations.csv:2: source: found 'bureaux', expected one of those defined in sources.csv",
        ],
    ),
    "an unknown event": (
        *(SOURCES, "forum-2023", "forum-2024"),
        ["data/sources.csv:3: event: found 'forum-2024', expected one of those defined in events.csv"],
    ),
    "an unknown reporter": (
        *(OBSERVATIONS, "turnover_growth,KAZ", "turnover_growth,UZB"),
        ["data/observations.csv:4: reporter: found 'UZB', expected one of those defined in areas.csv"],
    ),
    "an unknown scope": (
        *(OBSERVATIONS, "paper,total,19", "paper,farms,19"),
        ["data/observations.csv:4: scope: found 'farms', expected one of total, agriculture, product, region, project"],
    ),
    "an unknown hedge": (
        *(OBSERVATIONS, "percent,exact", "percent,roughly"),
        ["data/observations.csv:4: qualifier: found 'roughly', expected one of exact, about, almost, over, at_least"],
    ),
    "an unknown status": (
        *(OBSERVATIONS, "exact,,P", "exact,,X"),
        ["data/observations.csv:2: obs_status: found 'X', expected one of A, E, F, M, O, P, U"],
    ),
    "an unknown kind of indicator": (
        *(INDICATORS, "USD,flow,both", "USD,flux,both"),
        ["data/indicators.csv:3: kind: found 'flux', expected one of flow, stock, count, rate, fact"],
    ),
    "an unknown kind of source": (
        *(SOURCES, "article,forum", "blog,forum"),
        ["data/sources.csv:3: kind: found 'blog', expected one of article, statement, statistics"],
    ),
    "a reporter that is its own partner": (
        *(OBSERVATIONS, "turnover_growth,KAZ,KGZ", "turnover_growth,KAZ,KAZ"),
        ["data/observations.csv:4: partner: found 'KAZ', expected another area than the reporter"],
    ),
    "a percentage in dollars": (
        *(OBSERVATIONS, "19.5,percent", "19.5,USD"),
        ["data/observations.csv:4: unit: found 'USD', expected percent, the unit of turnover_growth"],
    ),
    "a target in percent": (
        *(TARGETS, "2000000000,USD", "2000000000,percent"),
        ["data/targets.csv:2: unit: found 'percent', expected USD, the unit of turnover"],
    ),
    "an id with blanks": (
        *(EVENTS, "forum-2023,", "Forum 2023,"),
        [
            "data/events.csv:2: id: found 'Forum 2023', expected an id of lower-case letters, digits, - and _",
            "data/sources.csv:3: event: found 'forum-2023', expected one of those defined in events.csv",
        ],
    ),
    "an address that is no address": (
        *(SOURCES, "https://example.org/tables", "javascript:alert(1)"),
        [
            "data/sources.csv:2: address: found 'javascript:alert(1)', "
            "expected an address that starts with https:// or http://"
        ],
    ),
    # passages and tokens
    "a passage without a token": (
        *(OBSERVATIONS, ",1,19%,", ",1,,"),
        ["data/observations.csv:4: token: found an empty cell, expected passage and token both, or neither"],
    ),
    "a token without a passage": (
        *(OBSERVATIONS, ",A,1,19%,", ",A,,19%,"),
        ["data/observations.csv:4: passage: found an empty cell, expected passage and token both, or neither"],
    ),
    "a passage that nobody recorded": (
        *(OBSERVATIONS, ",1,19%,", ",7,19%,"),
        ["data/observations.csv:4: passage: found 7, expected a passage recorded in passages.csv"],
    ),
    "a passage that is no number": (
        *(OBSERVATIONS, ",1,19%,", ",first,19%,"),
        ["data/observations.csv:4: passage: found 'first', expected a whole number from 1 upward"],
    ),
    "a token that does not say the value": (
        *(OBSERVATIONS, ",1,19%,", ",1,18%,"),
        ["data/observations.csv:4: value: found 19, expected 18, as the token '18%' says"],
    ),
    "a token of another size": (
        *(TARGETS, "$2 bn", "$2 m"),
        ["data/targets.csv:2: value: found 2000000000, expected 2000000, as the token '$2 m' says"],
    ),
    "a token with points between its thousands": (
        *(TARGETS, "$2 bn", "2.000.000"),
        ["data/targets.csv:2: value: found 2000000000, expected 2000000, as the token '2.000.000' says"],
    ),
    "a fingerprint cut short": (
        *(PASSAGES, "paper,1,1111", "paper,1,"),
        [f"data/passages.csv:2: sha256: found '{'1' * 60}', expected 64 hexadecimal digits"],
    ),
    # hedged statistics
    "a statistical series with a hedge": (
        *(OBSERVATIONS, "1050532153.175,1050532153.185,USD,exact,", "1050532153.17,1050532153.19,USD,about,about"),
        ["data/observations.csv:2: qualifier: found about, expected exact, for a statistical series"],
    ),
    # hedges and their words
    "a hedge without its word": (
        *(OBSERVATIONS, "no less than", ""),
        ["data/observations.csv:3: hedge: found '', expected the word that says at_least"],
    ),
    "a hedge whose word is a sign": (
        *(OBSERVATIONS, "no less than", "≥"),
        ["data/observations.csv:3: hedge: found '≥', expected the word that says at_least"],
    ),
    "a word without its hedge": (
        *(OBSERVATIONS, "percent,exact,", "percent,exact,nearly"),
        [
            "data/observations.csv:4: hedge: found 'nearly', "
            "expected an empty cell: exact means that no word hedges the figure"
        ],
    ),
    # areas and ledgers
    "a side without a colour": (
        *("areas.csv", "1,#0072B2,#0072B2", "1,,#0072B2"),
        ["data/areas.csv:3: light: found an empty cell, expected a value, for a side"],
    ),
    "a colour that is none": (
        *("areas.csv", "#00659E", "blue"),
        ["data/areas.csv:3: word_light: found 'blue', expected a colour such as #0072B2"],
    ),
    "a group with a look": (
        *("areas.csv", "EAEU,group,,,", "EAEU,group,,#0072B2,"),
        ["data/areas.csv:2: light: found '#0072B2', expected an empty cell: only a side has a look"],
    ),
    "a group that is a side": (
        *("areas.csv", "KGZ,country", "KGZ,group"),
        ["data/areas.csv:4: kind: found group, expected a country, for a side"],
    ),
    "two sides of one rank": (
        *("areas.csv", "KGZ,country,2", "KGZ,country,1"),
        ["data/areas.csv: rank: found 1, 1, expected one area of rank 1 and one of rank 2, the two sides"],
    ),
    "three sides": (
        *("areas.csv", "EAEU,group,,,,,,,,", "EAEU,country,3,#0072B2,#0072B2,#0072B2,#0072B2,circle,solid,●"),
        ["data/areas.csv: rank: found 1, 2, 3, expected one area of rank 1 and one of rank 2, the two sides"],
    ),
    "no area for neither side": (
        *("areas.csv", "_X,unspecified,,,,,,,,\n", ""),
        [
            "data/area_names.csv:6: area: found '_X', expected one of those defined in areas.csv",
            "data/areas.csv: code: found no _X, expected a row for what no side is said to vouch for",
        ],
    ),
    "an area without a name": (
        *("area_names.csv", "EAEU,en,name,EAEU\n", ""),
        ["data/areas.csv:2: code: found 'EAEU', expected an English name for it in area_names.csv"],
    ),
    "a form that nobody asks for": (
        *("area_names.csv", "adjective", "accusative"),
        ["data/area_names.csv:3: form: found 'accusative', expected one of name, of, in, adjective"],
    ),
    "a direction from nowhere": (
        *(INDICATORS, "KAZ>KGZ", "KAZ>UZB"),
        [
            "data/indicators.csv:2: direction: found 'KAZ>UZB', "
            "expected both, from reporter, to reporter, or two codes of areas.csv as A>B"
        ],
    ),
    "a direction in a circle": (
        *(INDICATORS, "KAZ>KGZ", "KAZ>KAZ"),
        [
            "data/indicators.csv:2: direction: found 'KAZ>KAZ', "
            "expected both, from reporter, to reporter, or two codes of areas.csv as A>B"
        ],
    ),
    "statistics of no ledger": (
        *(SOURCES, "Free to use,bureau", "Free to use,"),
        [
            "data/sources.csv:2: ledger: found an empty cell, "
            "expected the ledger that these statistics are an edition of"
        ],
    ),
    "a statement in a ledger": (
        *(SOURCES, "Figures only,", "Figures only,bureau"),
        [
            "data/sources.csv:3: ledger: found 'bureau', "
            "expected an empty cell: only statistics are an edition of a ledger"
        ],
    ),
    "an office of no side": (
        *(SOURCES, "bureau,KAZ,", "bureau,EUR,"),
        ["data/sources.csv:2: voice: found 'EUR', expected the code of a side, _X, or an empty cell"],
    ),
    "an unknown ledger": (
        *(SOURCES, "Free to use,bureau", "Free to use,office"),
        ["data/sources.csv:2: ledger: found 'office', expected one of those defined in ledgers.csv"],
    ),
    "an unknown kind of target": (
        *(TARGETS, "paper,target", "paper,hope"),
        ["data/targets.csv:2: kind: found 'hope', expected one of target, potential"],
    ),
    # the cell itself
    "a blank before a cell": (
        *(OBSERVATIONS, "percent,exact", "percent, exact"),
        [
            "data/observations.csv:4: qualifier: found ' exact', "
            "expected a cell without blanks around it or control characters in it"
        ],
    ),
    "a control character": (
        *(OBSERVATIONS, "A floor.", "A\x07floor."),
        [
            "data/observations.csv:3: note: found 'A\\x07floor.', "
            "expected a cell without blanks around it or control characters in it"
        ],
    ),
    # the row
    "a cell too few": (
        *(OBSERVATIONS, ",1,19%,", ",1,19%"),
        ["data/observations.csv:4: found 15 cells, expected 16 cells"],
    ),
    "a cell too many": (
        *(OBSERVATIONS, "A floor.", "A floor.,"),
        ["data/observations.csv:3: found 17 cells, expected 16 cells"],
    ),
    "a blank line": (
        *(OBSERVATIONS, "A floor.\n", "A floor.\n\n"),
        ["data/observations.csv:4: found 0 cells, expected 16 cells"],
    ),
    "a duplicate key": (
        *(OBSERVATIONS, GROWTH, f"{GROWTH}\n{GROWTH}Again."),
        [
            "data/observations.csv:5: found turnover_growth, KAZ, KGZ, 2022, paper, total again, "
            "expected one row a key; it is in line 4"
        ],
    ),
    "a key again, its period written another way": (
        *(OBSERVATIONS, GROWTH, f"{GROWTH}\n{GROWTH.replace('2022', '2022-01/2022-12')}"),
        [
            "data/observations.csv:5: found turnover_growth, KAZ, KGZ, 2022-01/2022-12, paper, total again, "
            "expected one row a key; it is in line 4"
        ],
    ),
    "two values for one key": (
        *(OBSERVATIONS, GROWTH, f"{GROWTH}\n{GROWTH.replace('19,18.5,19.5', '18,17.5,18.5').replace('19%', '18%')}"),
        [
            "data/observations.csv:5: found turnover_growth, KAZ, KGZ, 2022, paper, total again, "
            "expected one row a key; it is in line 4"
        ],
    ),
    "rows out of order": (
        *(PASSAGES, "paper,1,1111", "paper,3,1111"),
        [
            "data/passages.csv:3: found paper, 2 after paper, 3, expected rows sorted by key",
            "data/observations.csv:3: passage: found 1, expected a passage recorded in passages.csv",
            "data/observations.csv:4: passage: found 1, expected a passage recorded in passages.csv",
        ],
    ),
    # quotes
    "a quote never closed": (
        *(SOURCES, '"A report, in brief"', '"A report, in brief'),
        ["data/sources.csv:3: found unexpected end of data, expected a row of comma-separated values"],
    ),
    "letters after a closing quote": (
        *(SOURCES, '"A report, in brief"', '"A report"s'),
        ["data/sources.csv:3: found ',' expected after '\"', expected a row of comma-separated values"],
    ),
    "a bare quote": (
        *(OBSERVATIONS, "A floor.", 'A "floor".'),
        [
            """data/observations.csv:3: note: found 'A "floor".', """
            "expected a cell with a quote in it to stand in quotes, with the quote doubled"
        ],
    ),
    # the digest
    "a mark for a figure of another passage": (
        *(DIGEST, "Now [$2 billion](turnover_target/2023-09-23)", "Now [$2 billion](turnover/2021)"),
        [
            "data/digests/paper.en.md:7: found turnover/2021, expected a figure that passage 2 of paper states",
            "data/digests/paper.en.md: found no mark for turnover_target/2023-09-23, "
            "expected every figure of the source marked",
        ],
    ),
    "a mark for no figure": (
        *(DIGEST, "turnover_growth/2022", "turnover_growth/2023"),
        ["data/digests/paper.en.md:4: found turnover_growth/2023, expected a figure that passage 1 of paper states"],
    ),
    "a mark left out": (
        *(DIGEST, "[19%](turnover_growth/2022)", "19%"),
        [
            "data/digests/paper.en.md: found no mark for turnover_growth/2022, "
            "expected every figure of the source marked"
        ],
    ),
    "a mark misspelt": (
        *(DIGEST, "by 2030.", "by [2030](Deadline)."),
        [
            "data/digests/paper.en.md:7: found 'by [2030](Deadline).', "
            "expected a mark such as [19%](turnover_growth/2022)"
        ],
    ),
}
"""What is wrong → file, what stood there, what stands there now, and every fault that reading must name."""


@pytest.mark.parametrize("wrong", CELLS)
def test_a_broken_file_is_told_where_it_is_broken(small: Path, wrong: str) -> None:
    file, old, new, expected = CELLS[wrong]
    replace(small, file, old, new)
    assert faults(small) == expected


@pytest.mark.parametrize("wrong", CELLS)
def test_an_error_names_the_count_and_the_next_step(small: Path, wrong: str) -> None:
    file, old, new, expected = CELLS[wrong]
    replace(small, file, old, new)
    with pytest.raises(DataError) as error:
        store.read_data(small)
    count = "one fault was" if len(expected) == 1 else f"{len(expected)} faults were"
    assert str(error.value).splitlines() == [
        f"The data files cannot be used: {count} found.",
        *(f"  {fault}" for fault in expected),
        "Hint: Mend the lines named above, then run `kztrade data check`.",
    ]


@pytest.mark.parametrize("wrong", [name for name in CELLS if name.startswith("an unknown")])
def test_a_code_that_nothing_defines_is_an_unknown_code(small: Path, wrong: str) -> None:
    file, old, new, _ = CELLS[wrong]
    replace(small, file, old, new)
    with pytest.raises(UnknownCodeError):
        store.read_data(small)


def test_an_unknown_code_beside_another_fault_is_a_broken_contract(small: Path) -> None:
    replace(small, OBSERVATIONS, "exact,,P", "exact,,X")
    replace(small, OBSERVATIONS, ",19,18.5", ",NaN,18.5")
    with pytest.raises(ContractError):
        store.read_data(small)


def test_an_unknown_unit_is_told_once_and_its_interval_is_not(small: Path) -> None:
    replace(small, OBSERVATIONS, "1000000000,,USD", "1000000000,,EUR")
    units = "USD, KZT, percent, ratio, enterprises, oblasts, documents, pairs, checkpoints, km, tonnes"
    (fault,) = faults(small)
    assert fault.startswith(f"data/observations.csv:3: unit: found 'EUR', expected one of {units}")


@pytest.mark.parametrize("token", ["−19 %", "-19%", "–19 %", "19%"])
@pytest.mark.parametrize("value", ["-19", "19"])
def test_a_decline_can_be_stored_with_its_sign_or_with_the_word_that_carries_it(
    small: Path, token: str, value: str
) -> None:
    low, high = {"-19": ("-19.5", "-18.5"), "19": ("18.5", "19.5")}[value]
    replace(
        small, OBSERVATIONS, "19,18.5,19.5,percent,exact,,A,1,19%,", f"{value},{low},{high},percent,exact,,A,1,{token},"
    )
    if value == "19" and token != "19%":  # a minus is never read as a plus
        assert len(faults(small)) == 1
    else:
        assert store.read_data(small, verify=False).observations[2].value == float(value)


@pytest.mark.parametrize(
    ("ends", "hedge"),
    [
        (",-19", "over,more than"),
        (",-19", "at_least,not less than"),
        ("-19,-18", "almost,almost"),
        ("-20,-18", "about,about"),
    ],
)
def test_a_hedged_decline_has_the_interval_of_its_size_mirrored(small: Path, ends: str, hedge: str) -> None:
    replace(small, OBSERVATIONS, "19,18.5,19.5,percent,exact,,A,1,19%,", f"-19,{ends},percent,{hedge},A,1,19%,")
    fallen = store.read_data(small, verify=False).observations[2]
    assert fallen.value == -19
    assert fallen.quantity.interval.high <= (-18 if "-18" in ends else -19)


def test_a_part_and_its_whole_stand_beside_each_other(small: Path) -> None:
    replace(small, OBSERVATIONS, GROWTH, f"{GROWTH.replace('total', 'agriculture')}\n{GROWTH}")
    scopes = [row.scope for row in store.read_data(small, verify=False).observations[2:]]
    assert scopes == [Scope.AGRICULTURE, Scope.TOTAL]


def test_a_name_in_another_language_is_one_more_name(small: Path) -> None:
    replace(small, "area_names.csv", "KAZ,en,name,Kazakhstan\n", "KAZ,en,name,Kazakhstan\nKAZ,ru,of,Казахстана\n")
    assert store.read_data(small, verify=False).areas["KAZ"].names["ru", "of"] == "Казахстана"


def test_all_faults_of_all_files_are_told_at_once(small: Path) -> None:
    replace(small, INDICATORS, "USD,flow,both", "USD,flux,both")
    replace(small, SOURCES, "forum-2023", "forum-2024")
    replace(small, TARGETS, ",2030,", ",2022,")
    replace(small, OBSERVATIONS, "exact,,P", "exact,,X")
    replace(small, OBSERVATIONS, ",19,18.5", ",NaN,18.5")
    (small / PASSAGES).unlink()
    assert {fault.split(": ")[0] for fault in faults(small)} == {
        "data/indicators.csv:3",
        "data/sources.csv:3",
        "data/targets.csv:2",
        "data/observations.csv:2",
        "data/observations.csv:4",
        "data/passages.csv",
    }


# Broken files

WHOLE: dict[str, tuple[str, Callable[[bytes], bytes | None], list[str]]] = {
    "missing": (
        *(INDICATORS, lambda content: None),
        ["data/indicators.csv: found No such file or directory, expected a readable file"],
    ),
    "a missing table of sources": (
        *(SOURCES, lambda content: None),
        ["data/sources.csv: found No such file or directory, expected a readable file"],
    ),
    "a missing table of passages": (
        *(PASSAGES, lambda content: None),
        ["data/passages.csv: found No such file or directory, expected a readable file"],
    ),
    "empty": (
        *(OBSERVATIONS, lambda content: b""),
        ["data/observations.csv: found an empty file, expected a header and rows"],
    ),
    "an empty digest": (
        *(DIGEST, lambda content: b""),
        ["data/digests/paper.en.md: found an empty file, expected a header and rows"],
    ),
    "not UTF-8": (
        *(OBSERVATIONS, lambda content: content.replace(b"A floor.", "Пол".encode("cp1251"))),
        ["data/observations.csv:3: found the byte 0xcf, expected UTF-8 text"],
    ),
    "lines that end as on Windows": (
        *(EVENTS, lambda content: content.replace(b"\n", b"\r\n")),
        ['data/events.csv:1: found a carriage return, expected lines ending in "\\n" alone'],
    ),
    "one line that ends as on Windows": (
        *(OBSERVATIONS, lambda content: content.replace(b"A floor.\n", b"A floor.\r\n")),
        ['data/observations.csv:3: found a carriage return, expected lines ending in "\\n" alone'],
    ),
    "a digest with lines as on Windows": (
        *(DIGEST, lambda content: content.replace(b"by 2030.\n", b"by 2030.\r\n")),
        ['data/digests/paper.en.md:7: found a carriage return, expected lines ending in "\\n" alone'],
    ),
    "cut in the middle of a line": (
        *(OBSERVATIONS, lambda content: content[: content.index(b",18.5")]),
        [
            "data/observations.csv:4: found no line feed at the end: the file is cut off, "
            'expected a last line ending in "\\n"',
            "data/observations.csv:4: found 7 cells, expected 16 cells",
        ],
    ),
    "cut before its last line feed": (
        *(OBSERVATIONS, lambda content: content[:-1]),
        [
            "data/observations.csv:4: found no line feed at the end: the file is cut off, "
            'expected a last line ending in "\\n"',
        ],
    ),
    "cut at the end of a line": (
        *(OBSERVATIONS, lambda content: content[: content.index(b"turnover_growth")]),
        ["data/digests/paper.en.md:4: found turnover_growth/2022, expected a figure that passage 1 of paper states"],
    ),
    "cut after its header": (
        *(EVENTS, lambda content: content[: content.index(b"forum-2023")]),
        ["data/sources.csv:3: event: found 'forum-2023', expected one of those defined in events.csv"],
    ),
    "columns in another order": (
        *(EVENTS, lambda content: content.replace(b"id,kind,date", b"id,date,kind")),
        ["data/events.csv:1: found id,date,kind,name,place,note, expected id,kind,date,name,place,note"],
    ),
    "a column too many": (
        *(EVENTS, lambda content: content.replace(b"place,note", b"place,note,colour")),
        ["data/events.csv:1: found id,kind,date,name,place,note,colour, expected id,kind,date,name,place,note"],
    ),
    "no header": (
        *(EVENTS, lambda content: content[content.index(b"forum-2023") :]),
        ["data/events.csv:1: found forum-2023,forum,2023-09-23,A forum,Taraz,, expected id,kind,date,name,place,note"],
    ),
    "a byte order mark": (
        *(EVENTS, lambda content: b"\xef\xbb\xbf" + content),
        ["data/events.csv:1: found \ufeffid,kind,date,name,place,note, expected id,kind,date,name,place,note"],
    ),
    "a blank line alone": (
        *(EVENTS, lambda content: b"\n"),
        ["data/events.csv:1: found , expected id,kind,date,name,place,note"],
    ),
    "rows in another order": (
        *(OBSERVATIONS, lambda content: swapped(content, 1, 3)),
        [
            "data/observations.csv:3: found turnover, KAZ, KGZ, 2021, paper, total after "
            "turnover_growth, KAZ, KGZ, 2022, paper, total, expected rows sorted by key",
            "data/observations.csv:4: found turnover, KAZ, KGZ, 2021, bureau-2024, total after "
            "turnover, KAZ, KGZ, 2021, paper, total, expected rows sorted by key",
        ],
    ),
}
"""What is wrong → file, what was done to its bytes (`None` takes it away), and every fault that reading must name."""


def swapped(content: bytes, first: int, second: int) -> bytes:
    lines = content.splitlines(keepends=True)
    lines[first], lines[second] = lines[second], lines[first]
    return b"".join(lines)


@pytest.mark.parametrize("wrong", WHOLE)
def test_a_broken_file_is_one_fault_and_not_one_for_every_row_that_needs_it(small: Path, wrong: str) -> None:
    file, broken, expected = WHOLE[wrong]
    path = small / file
    content = broken(path.read_bytes())
    path.unlink() if content is None else path.write_bytes(content)
    assert faults(small) == expected


def test_no_folder_at_all_is_a_fault_for_every_table(tmp_path: Path) -> None:
    assert faults(tmp_path / "nowhere") == [
        f"data/{name}: found No such file or directory, expected a readable file" for name in store.FILES
    ]


def test_a_folder_in_place_of_a_file_is_a_fault(small: Path) -> None:
    (small / EVENTS).unlink()
    (small / EVENTS).mkdir()
    assert faults(small) == ["data/events.csv: found Is a directory, expected a readable file"]


def test_a_digest_of_an_unknown_source_is_a_fault(small: Path) -> None:
    shutil.copy(small / DIGEST, small / "digests" / "gazette.en.md")
    assert faults(small) == [
        "data/digests/gazette.en.md: found 'gazette', expected one of those defined in sources.csv"
    ]


def test_a_digest_in_another_language_is_another_digest(small: Path) -> None:
    shutil.copy(small / DIGEST, small / "digests" / "paper.ru.md")
    assert set(store.read_data(small, verify=False).digests) == {("paper", "en"), ("paper", "ru")}


# Checksums

HINT = "If the change is meant, run `kztrade data record` and commit SHA256SUMS with it."


def without_observation(folder: Path) -> None:
    """Cut a whole line that no digest marks: only the checksum can notice."""
    text = (folder / OBSERVATIONS).read_text()
    start = text.index("turnover,KAZ,KGZ,2021,bureau-2024")
    (folder / OBSERVATIONS).write_text(text[:start] + text[text.index("\n", start) + 1 :])


def two_words(folder: Path) -> None:
    replace(folder, INDICATORS, "Exports plus", "Exports and")
    replace(folder, DIGEST, "Now ", "Then ")


SUMS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a line less": (without_observation, "Not as recorded in data/SHA256SUMS: observations.csv."),
    "another word": (
        lambda folder: replace(folder, INDICATORS, "Exports plus", "Exports and"),
        "Not as recorded in data/SHA256SUMS: indicators.csv.",
    ),
    "two files changed": (
        two_words,
        "Not as recorded in data/SHA256SUMS: digests/paper.en.md, indicators.csv.",
    ),
    "a digest more": (
        lambda folder: shutil.copy(folder / DIGEST, folder / "digests" / "paper.ru.md"),
        "Not as recorded in data/SHA256SUMS: digests/paper.ru.md.",
    ),
    "a digest less": (
        lambda folder: (folder / DIGEST).unlink(),
        "Not as recorded in data/SHA256SUMS: digests/paper.en.md.",
    ),
    "no sums": (
        lambda folder: (folder / "SHA256SUMS").unlink(),
        "data/SHA256SUMS cannot be read: No such file or directory.",
    ),
    "empty sums": (
        lambda folder: (folder / "SHA256SUMS").write_text(""),
        f"Not as recorded in data/SHA256SUMS: {', '.join(sorted(FILES))}.",
    ),
    "sums that are no text": (
        lambda folder: (folder / "SHA256SUMS").write_bytes(b"\xff\xfe"),
        "data/SHA256SUMS is not UTF-8 text.",
    ),
    "sums with a stray line": (
        lambda folder: (folder / "SHA256SUMS").open("a").write("checked\n"),
        "Not as recorded in data/SHA256SUMS: SHA256SUMS.",
    ),
}


@pytest.mark.parametrize("change", SUMS)
def test_a_well_formed_change_is_noticed_by_its_checksum(small: Path, change: str) -> None:
    make, message = SUMS[change]
    make(small)
    with pytest.raises(ChecksumError) as error:
        store.read_data(small)
    assert str(error.value) == f"{message}\nHint: {HINT}"


def test_a_change_that_is_recorded_is_read(small: Path) -> None:
    replace(small, INDICATORS, "Exports plus", "Exports and")
    record(small)
    assert store.read_data(small).indicators["turnover"].definition == "Exports and imports."


# Whatever happens to a file


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch") / "data"


@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_file_cut_anywhere_is_a_data_error(scratch: Path, name: str, data: st.DataObject) -> None:
    write(scratch)
    content = FILES[name].encode()
    (scratch / name).write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
    with pytest.raises(DataError):
        store.read_data(scratch)


@given(st.sampled_from(sorted(FILES)), st.binary(max_size=4), st.data())
def test_bytes_put_anywhere_are_read_or_refused_and_never_break_the_reader(
    scratch: Path, name: str, put: bytes, data: st.DataObject
) -> None:
    write(scratch)
    content = FILES[name].encode()
    place = data.draw(st.integers(0, len(content)))
    over = data.draw(st.integers(0, 4))
    changed = content[:place] + put + content[place + over :]
    (scratch / name).write_bytes(changed)
    accepted(store.read_data, scratch, False)
    assert accepted(store.read_data, scratch, True) == (changed == content)


def accepted(read: Callable[..., object], *arguments: object) -> bool:
    try:
        read(*arguments)
    except KztradeError as error:
        return not isinstance(error, DataError)
    return True


@given(st.permutations(FILES[OBSERVATIONS].splitlines()[1:]))
def test_rows_are_accepted_in_one_order_only(scratch: Path, rows: Iterable[str]) -> None:
    write(scratch)
    header, *sorted_rows = FILES[OBSERVATIONS].splitlines()
    (scratch / OBSERVATIONS).write_text("\n".join([header, *rows]) + "\n", "utf-8")
    assert accepted(store.read_data, scratch, False) == (list(rows) == sorted_rows)


@pytest.mark.parametrize("name", ["observations.csv", "sources.csv", "targets.csv", "passages.csv"])
def test_the_shipped_files_cut_at_any_tenth_are_a_data_error(folder: Path, name: str) -> None:
    content = (folder / name).read_bytes()
    for tenth in range(10):
        (folder / name).write_bytes(content[: len(content) * tenth // 10])
        with pytest.raises(DataError):
            store.read_data(folder)


def test_the_shipped_article_with_a_digit_changed_is_a_fault_in_its_line(folder: Path) -> None:
    path = folder / OBSERVATIONS
    lines = path.read_text("utf-8").split("\n")
    start = "turnover_growth,KAZ,KGZ,2022,astanatv-2023-09-23,total,19,"
    number = next(number for number, line in enumerate(lines, 1) if line.startswith(start))
    lines[number - 1] = lines[number - 1].replace(",19,", ",18,", 1)
    path.write_text("\n".join(lines), "utf-8")
    assert faults(folder)[0] == f"data/observations.csv:{number}: value: found 18, expected 19, as the token '19%' says"
