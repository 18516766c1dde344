"""Any table of any cells read back from every format."""

import csv
import io
import json
import re
from collections.abc import Callable

import openpyxl
import pyarrow.parquet as pq
from hypothesis import example, given
from hypothesis import strategies as st

from kztrade.codes import Unit
from kztrade.files import Kind, formats
from kztrade.interval import Interval, Quantity
from kztrade.period import read_period
from kztrade.table import Amount, Coded, Column, Dated, Link, Stack, Table
from kztrade.words import Telling

BY_ENDING = {one.extension: one for one in formats(Kind.TABLE)}


def unguarded(text: str) -> str:
    """What a reader does by the rule that travels with the files."""
    return text[1:] if re.match(r"^'+[=+@\t\r-]", text) else text


def written(told: Telling, table: Table, ending: str) -> bytes:
    return BY_ENDING[ending].write(told, table)


TEXTS = st.text(max_size=30) | st.sampled_from(
    ["=1", "+", "-", "@a", "\t", "\r", "'=", '"', "a,b;c", "\n", "Қазақ", "😀"]
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
PERIODS = st.sampled_from(["2022", "2023-09", "2005/2023-09"]).map(read_period)
CODES = st.builds(Coded, TEXTS, TEXTS)
LINKS = st.builds(Link, TEXTS, TEXTS)
DATES = st.builds(Dated, st.none() | PERIODS, TEXTS)
QUANTITIES = st.tuples(NUMBERS, st.booleans()).map(
    lambda made: Quantity(
        Interval.point(made[0]), Interval(made[0], made[0], float("inf")) if made[1] else Interval.point(made[0])
    )
)
AMOUNTS = st.builds(Amount, st.none() | QUANTITIES, st.just(Unit.USD), TEXTS)
STACKS = st.lists(st.none() | TEXTS | LINKS | CODES, max_size=2).map(lambda lines: Stack(tuple(lines)))
HEADS = (
    Column("text", "Text"),
    Column("number", "Number", number=True),
    Column("whole", "Whole"),
    Column("truth", "Truth"),
    Column("code", "Code"),
    Column("day", "Day"),
    Column("value", "Value"),
    Column("stack", "Stack"),
)
TABLES = st.lists(
    st.tuples(
        st.none() | TEXTS,
        st.none() | NUMBERS,
        st.none() | st.integers(-(2**15), 2**15 - 1),
        st.booleans(),
        CODES,
        DATES,
        AMOUNTS,
        STACKS,
    ),
    min_size=1,
    max_size=4,
).map(lambda rows: Table("made", "Made", HEADS, tuple(rows)))
KINDS = ["string", "number", "whole", "truth", "string", "string", "number", "number", "number", "string", "string"]


def first_of(stack: Stack) -> object:
    return stack.lines[0] if stack.lines else None


def text_of(cell: object) -> str | None:
    """What stands in a file for a cell of words."""
    match cell:
        case Coded():
            return cell.code or None
        case Link():
            return cell.name or None
    return cell or None  # type: ignore[return-value]


def expected(table: Table) -> list[list[object]]:
    """What must come back: an empty text and an open end are missing."""
    rows: list[list[object]] = []
    for text, number, whole, truth, code, day, amount, stack in table.rows:
        assert isinstance(code, Coded)
        assert isinstance(day, Dated)
        assert isinstance(amount, Amount)
        assert isinstance(stack, Stack)
        figure: list[object] = [None] * 4
        if amount.quantity:
            ends = amount.quantity.interval
            figure = [ends.value, ends.low, None if ends.high == float("inf") else ends.high, "exact"]
        period = day.period.text if day.period else None
        last = text_of(first_of(stack))
        rows.append([text or None, number, whole, truth, code.code or None, period, *figure, last])
    return rows


READERS: dict[str, Callable[[str], object]] = {
    "string": lambda cell: unguarded(cell) or None,
    "number": lambda cell: float(cell) if cell else None,
    "whole": lambda cell: int(cell) if cell else None,
    "truth": lambda cell: {"true": True, "false": False}[cell],
}


@given(made=TABLES)
def test_csv_read_back_is_the_table(told: Telling, made: Table) -> None:
    _, *rows = csv.reader(io.StringIO(written(told, made, "csv").decode("utf-8"), newline=""), strict=True)
    assert all("e" not in row[1].casefold() for row in rows)
    assert not any(row[0].startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows)
    read = [[READERS[kind](cell) for kind, cell in zip(KINDS, row[:-1], strict=True)] for row in rows]
    assert read == expected(made)


@given(made=TABLES)
def test_json_read_back_is_the_table(told: Telling, made: Table) -> None:
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    records = json.loads(written(told, made, "json"), parse_constant=refuse)
    assert [list(record.values())[:-1] for record in records] == expected(made)


@given(made=TABLES)
def test_parquet_read_back_is_the_table(told: Telling, made: Table) -> None:
    read = pq.read_table(io.BytesIO(written(told, made, "parquet")))
    assert [list(row.values()) for row in read.to_pylist()] == expected(made)
    types = {str(read.schema.field(name).type) for name in ("number", "value", "low", "high")}
    assert types == {"double"}


@given(made=TABLES)
@example(
    made=Table(
        *("made", "Made", HEADS[:1] + HEADS[1:]),
        (
            (
                *("<r>x</r>", 1.7976931348623157e308, 1, True, Coded("_x0041_", ""), Dated(None, "")),
                *(Amount(None, Unit.USD, ""), Stack(())),
            ),
        ),
    )
)
def test_xlsx_read_back_is_the_table_but_for_what_excel_cannot_hold(told: Telling, made: Table) -> None:
    def held(text: object) -> object:
        if not isinstance(text, str):
            return text
        text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", re.sub("\r\n?", "\n", text))
        return f"{text} " if re.fullmatch("<r>.*</r>", text, re.DOTALL) else text

    sheet = openpyxl.load_workbook(io.BytesIO(written(told, made, "xlsx")))["Figures"]
    rows = list(sheet.iter_rows(min_row=2, max_row=len(made.rows) + 1, max_col=len(KINDS)))
    assert [[cell.value for cell in row] for row in rows] == [[held(cell) for cell in row] for row in expected(made)]
    assert not any(cell.data_type == "f" for row in rows for cell in row)
