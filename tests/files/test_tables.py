"""Every table read back from every format, by the tools a reader would use."""

import csv
import io
import json
import re

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kztrade.codes import Unit
from kztrade.errors import UsageError
from kztrade.figures import contract_table
from kztrade.files import Chosen, Kind, exported, formats
from kztrade.files.csv_table import csv_bytes
from kztrade.files.json_table import json_text
from kztrade.files.plain import plain_table
from kztrade.interval import Interval, Quantity
from kztrade.table import Amount, Column, Table
from kztrade.words import Telling

COLUMNS = [
    *("indicator", "reporter", "partner", "period", "source", "scope", "value", "low", "high", "unit", "qualifier"),
    *("hedge", "obs_status", "passage", "token", "note"),
]
"""The contract, said again: importing it would prove nothing."""

VERSION = "3f9c1e07" + "0" * 56
BY_ENDING = {one.extension: one for one in formats(Kind.TABLE)}


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def unguarded(text: str) -> str:
    """What a reader does by the rule that travels with the files."""
    return text[1:] if re.match(r"^'+[=+@\t\r-]", text) else text


def workbook(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def parquet(content: bytes) -> pa.Table:
    return pq.read_table(io.BytesIO(content))


def written(told: Telling, table: Table, ending: str) -> bytes:
    return BY_ENDING[ending].write(told, table)


def one_column(*cells: object, name: str = "note", **more: object) -> Table:
    return Table("made", "Made", (Column(name, name, **more),), tuple((cell,) for cell in cells))


# CSV


def test_csv_is_rfc_4180_with_plain_numbers_and_iso_periods(told: Telling, chosen: Chosen) -> None:
    assert exported(told, BY_ENDING["csv"], chosen).decode("utf-8").split("\r\n") == [
        ",".join([*COLUMNS, "data_version"]),
        "turnover,KAZ,KGZ,2021,speech,total,1000000000,1000000000,,USD,at_least,кемінде,A,5,$1 млрд,"
        '"A floor, ""not a level"".",v3f9c1e07',
        "turnover_growth,KAZ,KGZ,2022,yearbook,total,-2.5,-2.55,-2.45,percent,exact,,A,,,,v3f9c1e07",
        "turnover_target,KAZ,KGZ,2023-09-23,speech,total,2000000000,2000000000,2000000000,USD,exact,,A,,,"
        "no deadline set,v3f9c1e07",
        "",
    ]


def test_csv_tells_types_of_any_cell_apart(told: Telling, table: Table) -> None:
    [header, first, second] = read_csv(written(told, table, "csv"))
    assert header == [
        *("period", "source", "value", "low", "high", "qualifier", "gap", "count", "suspect", "speaker", "address"),
        "data_version",
    ]
    assert first == [
        *("2021", "speech", "1000000000", "1000000000", "", "at_least", "-9.5", "3", "true", "A. Smailov"),
        *("https://example.org/news/1?a=1&b=2", "v3f9c1e07"),
    ]
    assert second == ["", "yearbook", "", "", "", "", "", "", "false", "'=1+1", "", "v3f9c1e07"]


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
def test_csv_prints_a_number_plainly(told: Telling, number: float, printed: str) -> None:
    assert read_csv(written(told, one_column(number), "csv"))[1] == [printed, "v3f9c1e07"]


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
    assert read_csv(csv_bytes([text], [[text]])) == [[printed], [printed]]
    assert unguarded(printed) == text


def test_csv_never_guards_a_negative_number() -> None:
    assert csv_bytes(["a", "b"], [[-1.5, -2]]) == b"a,b\r\n-1.5,-2\r\n"


# JSON


def test_json_has_the_keys_of_the_contract_in_order_and_null_for_an_open_end(told: Telling, chosen: Chosen) -> None:
    content = exported(told, BY_ENDING["json"], chosen)
    records = json.loads(content)
    assert list(records[0].items()) == list(
        {
            "indicator": "turnover",
            "reporter": "KAZ",
            "partner": "KGZ",
            "period": "2021",
            "source": "speech",
            "scope": "total",
            "value": 1000000000,
            "low": 1000000000,
            "high": None,
            "unit": "USD",
            "qualifier": "at_least",
            "hedge": "кемінде",
            "obs_status": "A",
            "passage": 5,
            "token": "$1 млрд",
            "note": 'A floor, "not a level".',
            "data_version": "v3f9c1e07",
        }.items()
    )
    assert [record["passage"] for record in records] == [5, None, None]
    assert type(records[0]["passage"]) is int
    assert content.startswith(b'[\n  {\n    "indicator": "turnover",\n')
    assert content.endswith(b"}\n]\n")
    assert '"$1 млрд"'.encode() in content
    assert b"1000000000,\n" in content


def test_json_of_no_rows_is_an_empty_list(told: Telling) -> None:
    assert exported(told, BY_ENDING["json"], Chosen(())) == b"[]\n"


def test_json_is_strict() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text([{"value": float("nan")}])


# Figures in any format


@pytest.mark.parametrize(
    ("low", "high", "cells"),
    [
        (59.5, float("inf"), [59.5, 59.5, None, "at_least"]),
        (float("-inf"), 59.5, [59.5, None, 59.5, "at_most"]),
        (59.5, 59.5, [59.5, 59.5, 59.5, "exact"]),
    ],
)
def test_a_bound_keeps_its_word_and_its_open_end(told: Telling, low: float, high: float, cells: list[object]) -> None:
    bound = Interval(59.5, low, high)
    table = one_column(Amount(Quantity(bound, bound), Unit.PERCENT, "words"), name="progress")
    made = plain_table(told, table)
    assert made.names == ["progress", "progress_low", "progress_high", "progress_qualifier"]
    assert [list(row) for row in made.rows] == [cells]
    assert [field.unit for field in made.fields] == ["percent", "percent", "percent", ""]


def test_a_figure_that_cannot_be_told_is_missing_and_has_no_hedge(told: Telling) -> None:
    made = plain_table(told, one_column(Amount(None, Unit.USD, "cannot be told"), name="value"))
    assert made.records() == [{"value": None, "low": None, "high": None, "qualifier": None}]


def test_figures_of_several_units_are_never_left_without_them(told: Telling) -> None:
    def amount(unit: Unit) -> Amount:
        return Amount(Quantity(Interval.point(2.0), Interval.point(2.0)), unit, "2")

    made = plain_table(told, one_column(amount(Unit.USD), amount(Unit.KM), name="most"))
    assert [record["most_unit"] for record in made.records()] == ["USD", "km"]


def test_every_column_that_a_figure_becomes_has_a_meaning(told: Telling, table: Table) -> None:
    assert all(field.meaning for field in plain_table(told, table).fields)


# Parquet


def test_parquet_has_the_types_and_the_words_of_the_contract(told: Telling, chosen: Chosen) -> None:
    found = parquet(exported(told, BY_ENDING["parquet"], chosen))
    types = {name: str(found.schema.field(name).type) for name in COLUMNS}
    numbers = {"value": "double", "low": "double", "high": "double", "passage": "int16"}
    assert types == {**dict.fromkeys(COLUMNS, "string"), **numbers}
    nullable = {name for name in COLUMNS if found.schema.field(name).nullable}
    assert nullable == {"low", "high", "hedge", "passage", "token", "note"}
    assert found.schema.field("value").metadata[b"description"] == b"The figure in base units."
    assert found.schema.field("value").metadata[b"unit"] == b"as the column unit says"
    assert found.to_pylist()[0]["high"] is None
    assert found.column("token").to_pylist() == ["$1 млрд", None, None]


def test_parquet_explains_itself(told: Telling, table: Table) -> None:
    schema = parquet(written(told, table, "parquet")).schema
    about = {key.decode(): text.decode() for key, text in schema.metadata.items()}
    assert about["title"].startswith("Figures <script>")
    assert about["data_version"] == VERSION
    assert about["citation"].endswith("Data version v3f9c1e07.")
    assert "CC BY 4.0" in about["licence"]
    assert "value ± r/2" in about["interval_rule"]
    assert json.loads(about["filters"]) == {"Years": "2021–2023"}
    assert json.loads(about["notes"]) == ["One side."]
    assert [(item["id"], item["published"]) for item in json.loads(about["sources"])] == [
        ("speech", "2023-09-23"),
        ("yearbook", None),
    ]
    assert schema.field("gap").metadata == {b"description": b"Against the other side.", b"unit": b"percent"}


@pytest.mark.parametrize(
    ("cells", "kind", "read"),
    [
        ((2022, 2023), "int64", [2022, 2023]),
        ((3.5, None), "double", [3.5, None]),
        ((1, 2.5), "double", [1, 2.5]),
        ((True, None), "bool", [True, None]),
        ((None, None), "string", [None, None]),
        (("a", 1e9), "string", ["a", "1000000000"]),
    ],
)
def test_parquet_types_a_column_by_its_cells(
    told: Telling, cells: tuple[object, ...], kind: str, read: list[object]
) -> None:
    found = parquet(written(told, one_column(*cells), "parquet"))
    assert str(found.schema.field("note").type) == kind
    assert found.column("note").to_pylist() == read


def test_figures_in_whole_numbers_are_typed_as_all_figures_are(told: Telling) -> None:
    whole = Amount(Quantity(Interval.point(2e9), Interval.point(2e9)), Unit.USD, "$2 bn")
    assert (
        str(parquet(written(told, one_column(whole, name="value"), "parquet")).schema.field("value").type) == "double"
    )


def test_one_unit_for_all_rows_is_named(told: Telling, chosen: Chosen) -> None:
    found = parquet(exported(told, BY_ENDING["parquet"], Chosen(chosen.rows[:1])))
    assert found.schema.field("low").metadata[b"unit"] == b"USD"


def test_a_source_that_we_do_not_hold_is_an_error(told: Telling) -> None:
    table = Table("made", "Made", (), (), sources=("gossip",))
    for ending in ("xlsx", "parquet"):
        with pytest.raises(UsageError, match="sources that we do not hold: gossip"):
            written(told, table, ending)


def test_the_contract_table_has_the_columns_of_the_contract(told: Telling, chosen: Chosen) -> None:
    table = contract_table(told, chosen.rows, chosen.filters)
    assert [column.id for column in table.columns] == COLUMNS
    assert all(column.meaning for column in table.columns)
    assert table.sources == ("speech", "yearbook")
    assert table.filters == {"Years": "2021–2023"}


@pytest.mark.parametrize("ending", BY_ENDING)
def test_a_table_without_rows_keeps_its_header(told: Telling, ending: str) -> None:
    content = exported(told, BY_ENDING[ending], Chosen(()))
    header = {
        "csv": lambda: read_csv(content)[0][:-1],
        "xlsx": lambda: [cell.value for cell in workbook(content)["Figures"][1]],
        "parquet": lambda: parquet(content).schema.names,
        "json": lambda: COLUMNS,  # objects without rows have no keys to show
    }
    assert header[ending]() == COLUMNS
