"""Every export read back, by the tools a reader would use."""

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import frictionless
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kztrade import exports, model
from kztrade.codes import (
    Area,
    Bound,
    Dating,
    Direction,
    EventKind,
    Kind,
    ObsStatus,
    Qualifier,
    Scope,
    SourceKind,
    Unit,
)
from kztrade.errors import UsageError
from kztrade.exports import Caption
from kztrade.interval import Interval, Quantity
from kztrade.period import read_period

COLUMNS = [
    *("indicator", "reporter", "partner", "period", "source", "value", "low", "high", "unit", "qualifier"),
    *("obs_status", "scope", "passage", "token", "note"),
]
"""The contract, said again: importing it would prove nothing."""

VERSION = "3f9c1e07" + "0" * 56


def source(name: str, **changes: object) -> model.Source:
    facts: dict[str, object] = {
        "publisher": "Akipress",
        "title": "Trade & growth",
        "address": "",
        "published": None,
        "dating": Dating.UNKNOWN,
        "language": "ru",
        "speaker": "Akipress",
        "kind": SourceKind.STATEMENT,
        "event": "",
        "valuation": "",
        "licence": "Figures are facts",
    }
    return model.Source(id=name, **{**facts, **changes})


def observation(indicator: str, period: str, of: str, value: float, **changes: object) -> model.Observation:
    facts: dict[str, object] = {
        "reporter": Area.KAZ,
        "partner": Area.KGZ,
        "low": value,
        "high": value,
        "unit": Unit.USD,
        "qualifier": Qualifier.EXACT,
        "obs_status": ObsStatus.NORMAL,
        "scope": Scope.TOTAL,
    }
    return model.Observation(
        indicator=indicator,
        period=read_period(period),
        source=of,
        value=value,
        **{**facts, **changes},
    )


FLOOR = observation(
    "turnover",
    "2021",
    "speech",
    1e9,
    high=float("inf"),
    qualifier=Qualifier.AT_LEAST,
    passage=5,
    token="$1 млрд",
    note='A floor, "not a level".',
)
FALL = observation("turnover_growth", "2022", "yearbook", -2.5, low=-2.55, high=-2.45, unit=Unit.PERCENT)
FAR = observation("turnover", "2020", "unused", 7e8)
GOAL = model.Target(
    "turnover", Area.KAZ, Area.KGZ, read_period("2023-09-23"), "speech", 2e9, Unit.USD, None, "The Prime Minister"
)
DATA = model.Data(
    VERSION,
    {
        "exports": model.Indicator(
            "exports", Unit.USD, Kind.FLOW, Direction.FROM_REPORTER, "Exports", "Goods sent to the partner."
        ),
        "turnover": model.Indicator(
            "turnover", Unit.USD, Kind.FLOW, Direction.BOTH, "Turnover", "Exports plus imports."
        ),
        "turnover_growth": model.Indicator(
            "turnover_growth", Unit.PERCENT, Kind.RATE, Direction.BOTH, "Growth", "On the year before."
        ),
    },
    {
        "speech": source(
            "speech",
            publisher="AstanaTV",
            title="Documents signed",
            address="https://example.org/news/1?a=1&b=2",
            published=read_period("2023-09-23"),
            dating=Dating.STATED,
            speaker="A. Smailov, Prime Minister",
            kind=SourceKind.ARTICLE,
            event="forum",
        ),
        "unused": source("unused"),
        "yearbook": source("yearbook"),
    },
    {
        "council": model.Event("council", EventKind.COUNCIL, read_period("2024-02"), "Council", "Astana", ""),
        "forum": model.Event("forum", EventKind.FORUM, read_period("2023-09-23"), "Forum of regions", "Taraz", ""),
    },
    (FAR, FLOOR, FALL),
    (GOAL,),
)
ROWS = (FLOOR, FALL, GOAL.observation())
FRAME = model.frame(ROWS)


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def unguarded(text: str) -> str:
    """What a reader does by the rule that travels with the files."""
    return text[1:] if re.match(r"^'+[=+@\t\r-]", text) else text


def workbook(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def parquet(content: bytes) -> pa.Table:
    return pq.read_table(io.BytesIO(content))


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# CSV


def test_csv_is_rfc_4180_with_plain_numbers_and_iso_periods() -> None:
    assert exports.csv_bytes(FRAME).decode("utf-8").split("\r\n") == [
        ",".join(COLUMNS),
        "turnover,KAZ,KGZ,2021,speech,1000000000,1000000000,,USD,at_least,A,total,5,$1 млрд,"
        '"A floor, ""not a level""."',
        "turnover_growth,KAZ,KGZ,2022,yearbook,-2.5,-2.55,-2.45,percent,exact,A,total,,,",
        "turnover_target,KAZ,KGZ,2023-09-23,speech,2000000000,2000000000,2000000000,USD,exact,A,total,,,"
        "no deadline set",
        "",
    ]


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (1e9, "1000000000"),
        (2.5, "2.5"),
        (-19.0, "-19"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"),
        (-0.0, "0"),
        (float("nan"), ""),
        (float("inf"), ""),
    ],
)
def test_csv_prints_a_number_plainly(number: float, printed: str) -> None:
    rows = read_csv(exports.csv_bytes(pd.DataFrame({"value": [number], "name": ["x"]})))
    assert rows[1] == [printed, "x"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("=1+1", "'=1+1"),
        ("+7 727", "'+7 727"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("'=1", "''=1"),
        ("$2 млрд", "$2 млрд"),
        ("'tis", "'tis"),
        (" =1", " =1"),
        ("−5", "−5"),
    ],
)
def test_csv_guards_text_that_a_spreadsheet_would_compute(text: str, printed: str) -> None:
    assert read_csv(exports.csv_bytes(pd.DataFrame({text: [text]}))) == [[printed], [printed]]
    assert unguarded(printed) == text


def test_csv_never_guards_a_negative_number() -> None:
    assert exports.csv_bytes(pd.DataFrame({"a": [-1.5], "b": [-2]})) == b"a,b\r\n-1.5,-2\r\n"


def test_csv_tells_types_of_any_frame_apart() -> None:
    frame = pd.DataFrame(
        {
            "year": [2022, 2023],
            "passage": pd.array([7, None], dtype="Int16"),
            "suspect": [True, False],
            "open": pd.array([None, True], dtype="boolean"),
            "verdict": [None, "agrees"],
            "qualifier": [Qualifier.AT_LEAST, None],
            "period": [read_period("2005/2023-09"), None],
        }
    )
    assert exports.csv_bytes(frame).decode() == (
        "year,passage,suspect,open,verdict,qualifier,period\r\n"
        "2022,7,true,,,at_least,2005/2023-09\r\n"
        "2023,,false,true,agrees,,\r\n"
    )


# JSON


def test_json_has_the_keys_of_the_contract_in_order_and_null_for_an_open_end() -> None:
    content = exports.json_bytes(FRAME)
    records = json.loads(content)
    assert list(records[0].items()) == list(
        {
            "indicator": "turnover",
            "reporter": "KAZ",
            "partner": "KGZ",
            "period": "2021",
            "source": "speech",
            "value": 1000000000,
            "low": 1000000000,
            "high": None,
            "unit": "USD",
            "qualifier": "at_least",
            "obs_status": "A",
            "scope": "total",
            "passage": 5,
            "token": "$1 млрд",
            "note": 'A floor, "not a level".',
        }.items()
    )
    assert [record["passage"] for record in records] == [5, None, None]
    assert type(records[0]["passage"]) is int
    assert content.startswith(b'[\n  {\n    "indicator": "turnover",\n')
    assert content.endswith(b"}\n]\n")
    assert '"$1 млрд"'.encode() in content
    assert b"1000000000,\n" in content


def test_json_of_no_rows_is_an_empty_list() -> None:
    assert exports.json_bytes(model.frame(())) == b"[]\n"


def test_json_is_strict() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        exports.json_text([{"value": float("nan")}])


def test_a_derived_bound_keeps_its_word_and_its_open_end() -> None:
    floor = Interval(59.5, 59.5, float("inf"))
    progress = model.Metric(
        "progress",
        read_period("2022"),
        Unit.PERCENT,
        "speech",
        Area.KAZ,
        Quantity(floor, floor),
        ("turnover.KAZ.KGZ.2021.speech", "turnover_target.KAZ.KGZ.2023-09-23.speech"),
        "turnover ÷ target",
    )
    missing = model.Metric(
        "gap",
        read_period("2022"),
        Unit.USD,
        "speech",
        Area.KAZ,
        None,
        (),
        "target − turnover",
        ObsStatus.MISSING_VALUE,
        "no turnover",
    )
    assert json.loads(exports.json_text(exports.metrics_records([progress, missing]))) == [
        {
            "name": "progress",
            "source": "speech",
            "reporter": "KAZ",
            "period": "2022",
            "value": 59.5,
            "low": 59.5,
            "high": None,
            "unit": "percent",
            "qualifier": "at_least",
            "obs_status": "E",
            "formula": "turnover ÷ target",
            "inputs": ["turnover.KAZ.KGZ.2021.speech", "turnover_target.KAZ.KGZ.2023-09-23.speech"],
            "reason": None,
        },
        {
            "name": "gap",
            "source": "speech",
            "reporter": "KAZ",
            "period": "2022",
            "value": None,
            "low": None,
            "high": None,
            "unit": "USD",
            "qualifier": "exact",
            "obs_status": "O",
            "formula": "target − turnover",
            "inputs": [],
            "reason": "no turnover",
        },
    ]


def test_a_ceiling_is_null_below() -> None:
    ceiling = Interval(0.81e9, float("-inf"), 0.81e9)
    gap = model.Metric(
        "gap", read_period("2022"), Unit.USD, "speech", Area.KAZ, Quantity(ceiling, ceiling), (), "target − turnover"
    )
    [record] = exports.metrics_records([gap])
    assert (record["low"], record["value"], record["high"]) == (None, 810000000, 810000000)
    assert record["qualifier"] == Bound.AT_MOST


# XLSX


def test_xlsx_has_typed_cells_under_a_frozen_bold_header() -> None:
    book = workbook(exports.xlsx_bytes(DATA, FRAME))
    assert book.sheetnames == ["Figures", "Sources", "About"]
    sheet = book["Figures"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        COLUMNS,
        [
            *("turnover", "KAZ", "KGZ", "2021", "speech", 1000000000, 1000000000, None, "USD", "at_least", "A"),
            *("total", 5, "$1 млрд", 'A floor, "not a level".'),
        ],
        [
            *("turnover_growth", "KAZ", "KGZ", "2022", "yearbook", -2.5, -2.55, -2.45, "percent", "exact", "A"),
            *("total", None, None, None),
        ],
        [
            *("turnover_target", "KAZ", "KGZ", "2023-09-23", "speech", 2000000000, 2000000000, 2000000000, "USD"),
            *("exact", "A", "total", None, None, "no deadline set"),
        ],
    ]
    assert all(cell.font.bold for cell in sheet[1])
    assert not sheet["A2"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:O4"


def test_xlsx_formats_an_amount_by_the_unit_of_its_row_and_never_groups_a_year() -> None:
    sheet = workbook(exports.xlsx_bytes(DATA, FRAME))["Figures"]
    assert [sheet[place].number_format for place in ("F2", "F3", "M2")] == ["#,##0", '#,##0.0##"%"', "General"]
    frame = pd.DataFrame({"year": [2022], "gap": [-9.5], "ratio": [2.0], "reached": [2027]})
    units = {"gap": "percent", "ratio": "ratio", "reached": "year"}
    sheet = workbook(exports.xlsx_bytes(DATA, frame, Caption(units=units)))["Figures"]
    assert [cell.number_format for cell in sheet[2]] == ["General", '#,##0.0##"%"', '#,##0"×"', "General"]


def test_xlsx_names_every_source_of_its_rows_and_no_other() -> None:
    sheet = workbook(exports.xlsx_bytes(DATA, FRAME))["Sources"]
    header, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert header == [
        *("id", "publisher", "title", "address", "published", "dating", "language", "speaker", "kind", "event"),
        *("valuation", "licence"),
    ]
    assert [row[0] for row in rows] == ["speech", "yearbook"]
    assert rows[0][1:5] == ["AstanaTV", "Documents signed", "https://example.org/news/1?a=1&b=2", "2023-09-23"]
    assert rows[1][3:5] == [None, None]
    assert sheet["D2"].hyperlink.target == "https://example.org/news/1?a=1&b=2"


def test_xlsx_says_what_it_is() -> None:
    caption = Caption(
        "Turnover", {"Years": "2021–2023"}, ["Kazakh figures only."], {"value": "USD"}, {"verdict": "By rule."}
    )
    frame = FRAME.assign(verdict="agrees")
    sheet = workbook(exports.xlsx_bytes(DATA, frame, caption))["About"]
    said = {label.value: text.value for label, text in sheet.iter_rows(min_row=2)}
    assert said["Title"] == "Turnover"
    assert said["Data version"] == VERSION
    assert said["Filter: Years"] == "2021–2023"
    assert said["Note"] == "Kazakh figures only."
    assert said["How to cite"] == (
        "kztrade contributors. kztrade: trade and investment between Kazakhstan and Kyrgyzstan. Data version 3f9c1e07."
    )
    assert "CC BY 4.0" in said["Licence"]
    assert "value ± r/2" in said["Intervals"]
    assert said["Column value"] == "The figure in base units. Unit: USD."
    assert said["Column low"] == "Lower end of the interval; empty when open. Unit: as the column unit says."
    assert said["Column verdict"] == "By rule."


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "{=1}",
        "-1",
        "https://example.org",
        "internal:A1",
        "<r>x</r>",
        "1",
        "#N/A",
        "TRUE",
        "_x0041_",
        " a \n b ",
    ],
)
def test_xlsx_keeps_text_as_text(text: str) -> None:
    frame = pd.DataFrame({text: [text]})
    for cell in workbook(exports.xlsx_bytes(DATA, frame))["Figures"]["A"]:
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert cell.value in (text, f"{text} " if text == "<r>x</r>" else text)


def test_xlsx_keeps_a_text_a_text_even_when_its_cell_is_edited() -> None:
    sheet = workbook(exports.xlsx_bytes(DATA, pd.DataFrame({"note": ["=1+1", "plain"]})))["Figures"]
    assert [bool(cell.quotePrefix) for cell in sheet["A"][1:]] == [True, False]


def test_xlsx_shows_what_excel_cannot_hold() -> None:
    frame = pd.DataFrame({"note": ["a\x00b\x0bc\ufffe", "one\r\ntwo\rthree", "😀" * 20_000], "ok": [True, False, True]})
    sheet = workbook(exports.xlsx_bytes(DATA, frame))["Figures"]
    assert [cell.value for cell in sheet["A"]][1:] == ["a�b�c�", "one\ntwo\nthree", "😀" * 16_000 + "…"]
    assert [cell.value for cell in sheet["B"]][1:] == [True, False, True]


def test_xlsx_keeps_the_text_of_an_address_that_is_no_web_page() -> None:
    frame = pd.DataFrame({"address": ["javascript:alert(1)", "file:///etc/passwd", "https://example.org/я"]})
    cells = workbook(exports.xlsx_bytes(DATA, frame))["Figures"]["A"][1:]
    assert [cell.value for cell in cells] == list(frame["address"])
    assert [cell.hyperlink is None for cell in cells] == [True, True, False]


# Parquet


def test_parquet_has_the_types_and_the_words_of_the_contract() -> None:
    table = parquet(exports.parquet_bytes(DATA, FRAME, Caption("Turnover", {"Years": "2021–2023"}, ["One side."])))
    types = {name: str(table.schema.field(name).type) for name in COLUMNS}
    numbers = {"value": "double", "low": "double", "high": "double", "passage": "int16"}
    assert types == {**dict.fromkeys(COLUMNS, "string"), **numbers}
    assert {name for name in COLUMNS if table.schema.field(name).nullable} == {
        "low",
        "high",
        "passage",
        "token",
        "note",
    }
    assert table.schema.field("value").metadata[b"description"] == b"The figure in base units."
    assert table.schema.field("value").metadata[b"unit"] == b"as the column unit says"
    assert table.to_pylist()[0]["high"] is None
    assert table.column("token").to_pylist() == ["$1 млрд", None, None]
    about = {key.decode(): text.decode() for key, text in table.schema.metadata.items()}
    assert about["title"] == "Turnover"
    assert about["data_version"] == VERSION
    assert about["citation"].endswith("Data version 3f9c1e07.")
    assert "CC BY 4.0" in about["licence"]
    assert "value ± r/2" in about["interval_rule"]
    assert json.loads(about["filters"]) == {"Years": "2021–2023"}
    assert json.loads(about["notes"]) == ["One side."]
    assert [(item["id"], item["published"]) for item in json.loads(about["sources"])] == [
        ("speech", "2023-09-23"),
        ("yearbook", None),
    ]


def test_parquet_of_any_frame_keeps_types_units_and_sources() -> None:
    frame = pd.DataFrame(
        {
            "year": [2022, 2023],
            "gap": [3.0, None],
            "mixed": [1, 2.5],
            "loose": pd.Series([1.5, None], dtype=object),
            "flag": pd.Series([True, None], dtype=object),
            "nothing": pd.Series([None, None], dtype="str"),
            "either": pd.Series(["a", 1e9], dtype=object),
        }
    )
    caption = Caption(units={"gap": "percent"}, meanings={"gap": "Mirror gap."}, sources=["yearbook"])
    table = parquet(exports.parquet_bytes(DATA, frame, caption))
    assert [str(kind) for kind in table.schema.types] == [
        *("int64", "double", "double", "double", "bool", "string", "string"),
    ]
    assert table.to_pylist()[1] == {
        "year": 2023,
        "gap": None,
        "mixed": 2.5,
        "loose": None,
        "flag": None,
        "nothing": None,
        "either": "1000000000",
    }
    assert table.schema.field("gap").metadata == {b"description": b"Mirror gap.", b"unit": b"percent"}
    assert [item["id"] for item in json.loads(table.schema.metadata[b"sources"])] == ["yearbook"]


def test_one_unit_for_all_rows_is_named() -> None:
    table = parquet(exports.parquet_bytes(DATA, model.frame((FLOOR,))))
    assert table.schema.field("low").metadata[b"unit"] == b"USD"


def test_a_comparison_carries_both_its_sources() -> None:
    frame = pd.DataFrame({"source": ["yearbook+speech", None], "gap": [1.0, 2.0]})
    table = parquet(exports.parquet_bytes(DATA, frame))
    assert [item["id"] for item in json.loads(table.schema.metadata[b"sources"])] == ["speech", "yearbook"]


def test_a_source_that_we_do_not_hold_is_an_error() -> None:
    frame = FRAME.assign(source="gossip")
    for export in (exports.xlsx_bytes, exports.parquet_bytes):
        with pytest.raises(UsageError, match="sources that we do not hold: gossip"):
            export(DATA, frame)
    with pytest.raises(UsageError, match="gossip"):
        exports.parquet_bytes(DATA, FRAME, Caption(sources=["gossip"]))


# The package


def package(tmp_path: Path, frame: pd.DataFrame = FRAME, data: model.Data = DATA) -> Path:
    with zipfile.ZipFile(io.BytesIO(exports.package_bytes(data, frame, {"Years": "2021–2023"}))) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def faults(folder: Path) -> list[str]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    return [kind for [kind] in report.flatten(["type"])]


def test_the_package_is_a_valid_data_package(tmp_path: Path) -> None:
    folder = package(tmp_path)
    assert faults(folder) == []
    described = frictionless.Package(str(folder / "datapackage.json"))
    rows = {resource.name: len(resource.read_rows()) for resource in described.resources}
    assert rows == {"observations": 2, "targets": 1, "indicators": 2, "sources": 2, "events": 1}
    [floor, fall] = described.get_resource("observations").read_rows()
    assert (floor["value"], floor["high"], floor["passage"], floor["token"]) == (1000000000, None, 5, "$1 млрд")
    assert float(fall["low"]) == -2.55


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("observations.csv", b"-2.5,", b"low,", "type-error"),
        ("observations.csv", b"at_least", b"at_worst", "constraint-error"),
        ("observations.csv", b"speech", b"gossip", "foreign-key"),
        ("sources.csv", b"yearbook", b"speech", "primary-key"),
        ("targets.csv", b"2000000000", b"", "constraint-error"),
        ("events.csv", b"Forum", b"Fora", "byte-count"),
        ("indicators.csv", b"Growth", b"growth", "hash-count"),
    ],
)
def test_the_package_knows_when_it_was_altered(tmp_path: Path, name: str, old: bytes, new: bytes, fault: str) -> None:
    file = package(tmp_path) / name
    content = file.read_bytes()
    assert old in content
    file.write_bytes(content.replace(old, new))
    assert fault in faults(tmp_path)


def test_a_package_of_nothing_is_valid(tmp_path: Path) -> None:
    folder = package(tmp_path, model.frame(()))
    assert faults(folder) == []
    assert (folder / "sources.csv").read_text("utf-8").startswith("id,publisher,")


def test_a_package_of_guarded_text_is_valid_and_brings_the_text_back(tmp_path: Path) -> None:
    row = observation("turnover", "2022", "speech", 1.0, note="=1+1;\"x\",\r\n'2'", token="-1")
    folder = package(tmp_path, model.frame((row,)))
    assert faults(folder) == []
    [cells] = frictionless.Package(str(folder / "datapackage.json")).get_resource("observations").read_rows()
    assert cells["note"] == "'=1+1;\"x\",\r\n'2'"
    assert [unguarded(cells[name]) for name in ("note", "token")] == [row.note, row.token]


def test_the_package_holds_what_its_figures_refer_to() -> None:
    files = unpacked(exports.package_bytes(DATA, model.frame((FALL,)), {}))
    assert [row[0] for row in read_csv(files["sources.csv"])] == ["id", "yearbook"]
    assert [row[0] for row in read_csv(files["indicators.csv"])] == ["code", "turnover_growth"]
    assert [row[0] for row in read_csv(files["events.csv"])] == ["id"]
    assert len(read_csv(files["targets.csv"])) == 1
    assert b"gossip" not in files["CITATION.bib"]
    assert b"AstanaTV" not in b"".join(files.values())


def test_a_target_stands_in_its_own_table() -> None:
    files = unpacked(exports.package_bytes(DATA, FRAME, {}))
    header, *rows = read_csv(files["observations.csv"])
    assert header == COLUMNS
    assert [row[0] for row in rows] == ["turnover", "turnover_growth"]
    assert read_csv(files["targets.csv"]) == [
        [
            *("indicator", "reporter", "partner", "set_on", "source", "value", "unit", "deadline", "set_by"),
            *("passage", "token", "note"),
        ],
        ["turnover", "KAZ", "KGZ", "2023-09-23", "speech", "2000000000", "USD", "", "The Prime Minister", "", "", ""],
    ]
    assert parquet(files["observations.parquet"]).num_rows == 2


def test_a_derived_row_has_no_place_in_the_package() -> None:
    frame = FRAME.assign(indicator="implied_turnover")
    with pytest.raises(UsageError, match=r"observations and targets, not implied_turnover\.KAZ\.KGZ\.2021\.speech"):
        exports.package_bytes(DATA, frame, {})


def test_the_sums_cover_every_other_file_of_the_package() -> None:
    files = unpacked(exports.package_bytes(DATA, FRAME, {}))
    sums = files.pop("SHA256SUMS").decode()
    lines = [re.fullmatch(r"([0-9a-f]{64})  (\S+)", line) for line in sums.splitlines()]
    assert {match[2]: match[1] for match in lines if match} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    assert len(lines) == len(files) == 11


def test_the_codebook_explains_every_column() -> None:
    header, *rows = read_csv(unpacked(exports.package_bytes(DATA, FRAME, {}))["codebook.csv"])
    assert header == ["table", "column", "type", "required", "values", "description"]
    assert [row[1] for row in rows if row[0] == "observations"] == COLUMNS
    assert all(row[2] in {"string", "number", "integer"} and row[5] for row in rows)
    [qualifier] = [row for row in rows if row[:2] == ["observations", "qualifier"]]
    assert qualifier[3:5] == ["true", "exact, about, almost, over, at_least"]


def test_the_readme_tells_filters_citations_and_how_to_undo_the_guard() -> None:
    readme = unpacked(exports.package_bytes(DATA, FRAME, {"Years": "2021–2023"}))["README.md"].decode()
    assert "- Years: 2021–2023\n" in readme
    assert "Short: kztrade, data version 3f9c1e07.\n" in readme
    assert "Figures as published by: AstanaTV; Akipress.\n" in readme
    assert r"^'+[=+@\t\r-]" in readme
    assert "None: everything" in unpacked(exports.package_bytes(DATA, FRAME, {}))["README.md"].decode()


def test_no_date_or_right_of_this_machine_enters_the_package() -> None:
    with zipfile.ZipFile(io.BytesIO(exports.package_bytes(DATA, FRAME, {}))) as archive:
        entries = archive.infolist()
    assert entries[0].filename == "datapackage.json"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.external_attr >> 16) for entry in entries} == {(3, 0o100644)}


# Citations and names


def test_the_project_is_cited_by_its_data_version() -> None:
    assert exports.citation_text(DATA) == (
        "kztrade contributors. kztrade: trade and investment between Kazakhstan and Kyrgyzstan. Data version 3f9c1e07."
    )
    assert exports.citation_bibtex(DATA) == (
        "@misc{kztrade,\n"
        "  author = {{kztrade contributors}},\n"
        "  title = {{kztrade: trade and investment between Kazakhstan and Kyrgyzstan}},\n"
        "  note = {Data version 3f9c1e07},\n"
        "}\n"
    )
    assert exports.citation_bibtex(DATA, "kz2026").startswith("@misc{kz2026,\n")


def test_a_source_is_cited_with_all_that_is_known_of_it() -> None:
    assert exports.source_text(DATA.sources["speech"]) == (
        "AstanaTV. Documents signed. Figures by A. Smailov, Prime Minister. Published 2023-09-23. "
        "https://example.org/news/1?a=1&b=2"
    )
    assert exports.source_bibtex(DATA.sources["speech"]) == (
        "@misc{speech,\n"
        "  author = {{AstanaTV}},\n"
        "  title = {{Documents signed}},\n"
        "  year = {2023},\n"
        "  note = {Figures by A. Smailov, Prime Minister. Published 2023-09-23},\n"
        "  url = {https://example.org/news/1?a=1&b=2},\n"
        "}\n"
    )


def test_what_is_not_known_of_a_source_is_not_invented() -> None:
    assert exports.source_text(DATA.sources["yearbook"]) == "Akipress. Trade & growth. Day of publication unknown."
    assert exports.source_bibtex(DATA.sources["yearbook"]) == (
        "@misc{yearbook,\n"
        "  author = {{Akipress}},\n"
        "  title = {{Trade \\& growth}},\n"
        "  note = {Day of publication unknown},\n"
        "}\n"
    )
    inferred = source("x", published=read_period("2023-09"), dating=Dating.INFERRED, title="Will it grow?")
    assert exports.source_text(inferred) == "Akipress. Will it grow? Published 2023-09 (inferred)."


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("50 % & $2_bn #1", r"50 \% \& \$2\_bn \#1"),
        ("a\\b", r"a\textbackslash{}b"),
        ("{x}", r"\textbraceleft{}x\textbraceright{}"),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("two\n  lines", "two lines"),
        ("«Сауда»", "«Сауда»"),
    ],
)
def test_bibtex_escapes_what_latex_would_obey(text: str, escaped: str) -> None:
    assert f"  title = {{{{{escaped}}}}},\n" in exports.source_bibtex(source("x", title=text))


@given(st.text(max_size=40))
def test_a_bibtex_entry_has_as_many_closing_braces_as_opening_ones(text: str) -> None:
    entry = exports.source_bibtex(source("x", title=text, address=f"https://example.org/{text}"))
    assert entry.count("{") == entry.count("}")


@pytest.mark.parametrize(
    ("indicators", "years", "extension", "what", "name"),
    [
        (["turnover"], (2018, 2025), "csv", "figures", "turnover_2018-2025_3f9c1e07.csv"),
        (["turnover", "turnover"], (2022, 2022), ".xlsx", "figures", "turnover_2022_3f9c1e07.xlsx"),
        (["exports", "imports"], (2018, 2025), "parquet", "figures", "figures_2018-2025_3f9c1e07.parquet"),
        ([], None, "zip", "kztrade", "kztrade_3f9c1e07.zip"),
        ([], None, "csv", "Торговля", "3f9c1e07.csv"),
        (["../../etc/passwd"], None, "c/s:v", "figures", "etc-passwd_3f9c1e07.csv"),
    ],
)
def test_a_file_name_tells_indicator_years_and_version(
    indicators: list[str], years: tuple[int, int] | None, extension: str, what: str, name: str
) -> None:
    assert exports.file_name(indicators, years, VERSION, extension, what) == name


@given(st.lists(st.text(), max_size=2), st.text(), st.text())
def test_a_file_name_is_safe_whatever_it_is_made_of(indicators: list[str], version: str, what: str) -> None:
    name = exports.file_name(indicators, (1992, 2026), version, "csv", what)
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*\.csv", name)
    assert len(name) <= 100


# Properties

TEXTS = st.text(max_size=30) | st.sampled_from(
    ["=1", "+", "-", "@a", "\t", "\r", "'=", '"', "a,b;c", "\n", "Қазақ", "😀"]
)
FRAMES = st.lists(
    st.tuples(
        st.none() | TEXTS,
        st.none() | st.floats(allow_nan=False, allow_infinity=False),
        st.none() | st.integers(-(2**15), 2**15 - 1),
        st.booleans(),
    ),
    max_size=5,
).map(
    lambda rows: pd.DataFrame(
        {
            "text": pd.Series([row[0] for row in rows], dtype="str"),
            "number": pd.Series([row[1] for row in rows], dtype="float64"),
            "whole": pd.array([row[2] for row in rows], dtype="Int16"),
            "truth": pd.Series([row[3] for row in rows], dtype="bool"),
        }
    )
)


def cells(frame: pd.DataFrame) -> list[list[object]]:
    """What must come back: an empty text is missing."""
    rows = frame.astype(object).itertuples(index=False)
    return [[None if pd.isna(cell) or cell == "" else cell for cell in row] for row in rows]


@given(FRAMES)
def test_csv_read_back_is_the_frame(frame: pd.DataFrame) -> None:
    header, *rows = read_csv(exports.csv_bytes(frame))
    assert header == list(frame.columns)
    assert all("e" not in row[1].casefold() for row in rows)
    assert not any(row[0].startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows)
    assert [
        [
            unguarded(text) or None,
            float(number) if number else None,
            int(whole) if whole else None,
            {"true": True, "false": False}[truth],
        ]
        for text, number, whole, truth in rows
    ] == cells(frame)


@given(FRAMES)
def test_json_read_back_is_the_frame(frame: pd.DataFrame) -> None:
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    records = json.loads(exports.json_bytes(frame), parse_constant=refuse)
    assert [list(record.values()) for record in records] == cells(frame)


@given(FRAMES)
def test_parquet_read_back_is_the_frame(frame: pd.DataFrame) -> None:
    table = parquet(exports.parquet_bytes(DATA, frame))
    assert [str(kind) for kind in table.schema.types] == ["string", "double", "int64", "bool"]
    assert [list(row.values()) for row in table.to_pylist()] == cells(frame)


@given(FRAMES)
@example(pd.DataFrame({"text": ["<r>x</r>"], "number": [1.7976931348623157e308], "whole": [1], "truth": [True]}))
def test_xlsx_read_back_is_the_frame_but_for_what_excel_cannot_hold(frame: pd.DataFrame) -> None:
    def held(text: object) -> object:
        if not isinstance(text, str):
            return text
        text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "�", re.sub("\r\n?", "\n", text))
        return f"{text} " if re.fullmatch("<r>.*</r>", text, re.DOTALL) else text

    sheet = workbook(exports.xlsx_bytes(DATA, frame))["Figures"]
    rows = list(sheet.iter_rows(min_row=2, max_row=len(frame) + 1, max_col=4))[: len(frame)]
    assert [[cell.value for cell in row] for row in rows] == [[held(cell) for cell in row] for row in cells(frame)]
    assert not any(cell.data_type == "f" for row in rows for cell in row)


# Purity

SCRIPT = """
import hashlib
from kztrade import exports, model, store
data = store.read_data(verify=False)
frame = model.frame(data.figures())
files = [
    exports.csv_bytes(frame),
    exports.json_bytes(frame),
    exports.parquet_bytes(data, frame),
    exports.xlsx_bytes(data, frame),
    exports.package_bytes(data, frame, {}),
]
print(*(hashlib.sha256(content).hexdigest() for content in files))
"""


def test_the_shipped_data_give_the_same_bytes_in_every_process() -> None:
    def run(**settings: str) -> list[str]:
        environment = {**os.environ, "PYTHONPATH": str(Path(exports.__file__).parent.parent), **settings}
        return subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
        ).stdout.split()

    first = run(PYTHONHASHSEED="1", TZ="Asia/Almaty", LC_ALL="C")
    assert len(set(first)) == 5
    assert run(PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C.UTF-8") == first


def test_the_order_in_which_a_frame_was_filtered_leaves_the_bytes_alone() -> None:
    frame = pd.concat([model.frame((FAR,)), FRAME]).iloc[1:]
    for export in (exports.xlsx_bytes, exports.parquet_bytes):
        assert export(DATA, frame) == export(DATA, FRAME)
    assert exports.package_bytes(DATA, frame, {}) == exports.package_bytes(DATA, FRAME, {})


def test_an_export_leaves_its_frame_unchanged() -> None:
    frame = FRAME.copy(deep=True)
    exports.csv_bytes(frame)
    exports.json_bytes(frame)
    exports.parquet_bytes(DATA, frame)
    exports.xlsx_bytes(DATA, frame)
    exports.package_bytes(DATA, frame, {})
    pd.testing.assert_frame_equal(frame, FRAME)
