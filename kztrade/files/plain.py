"""A table's rows as plain typed cells under stable names: what every format of a table writes.

In every format a missing cell is empty or null, and so are an open end and an empty text; a whole number is written
without decimals.
"""

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from kztrade.period import Period
from kztrade.table import Amount, Cell, Coded, Column, Dated, Link, Stack, Table
from kztrade.words import Telling
from kztrade.words.files import beside_value

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")

Plain = str | int | float | bool | None
"""What a file can hold: never NaN, infinite or an empty text."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a file.

    Attributes:
        unit: Of all its numbers, empty where the rows differ or it holds none.
        kind: `string`, `number`, `integer` or `boolean`.
        by_row: Whether the rows' own column `unit` says the unit of each number.
    """

    name: str
    meaning: str
    unit: str
    kind: str
    by_row: bool = False


@dataclass(frozen=True, slots=True)
class PlainTable:
    """Fields and rows."""

    fields: tuple[Field, ...]
    rows: tuple[tuple[Plain, ...], ...]

    def __post_init__(self) -> None:
        assert len(set(self.names)) == len(self.fields), self.names

    @property
    def names(self) -> list[str]:
        """The header."""
        return [field.name for field in self.fields]

    def records(self) -> list[dict[str, Plain]]:
        """The rows as objects that strict JSON can hold."""
        return [dict(zip(self.names, row, strict=True)) for row in self.rows]


def plain_table(told: Telling, table: Table) -> PlainTable:
    """The columns that files hold; a figure becomes its value, both ends and the qualifier.

    Where figures of one column have different units and no column `unit` tells which, one more tells it.
    """
    saved = [place for place, column in enumerate(table.columns) if column.saved and not column.scale]
    cells = {place: [_main(row[place]) for row in table.rows] for place in saved}
    by_id = {table.columns[place].id: cells[place] for place in saved}
    made: list[tuple[Field, list[Plain]]] = []
    for place in saved:
        made += _made(told, table.columns[place], cells[place], by_id.get("unit"))
    rows = tuple(zip(*(content for _, content in made), strict=True)) if table.rows else ()
    return PlainTable(tuple(field for field, _ in made), rows)


def _made(
    told: Telling, column: Column, cells: list[Cell], units: list[Cell] | None
) -> list[tuple[Field, list[Plain]]]:
    """A column as the columns that a file has for it."""
    if any(isinstance(cell, Amount) for cell in cells):
        return _amount(told, column, cells, units)
    content = [plain(cell) for cell in cells]
    kind = _kind(column, content)
    by_row = units is not None and column.unit is None and column.number
    own = {str(plain(unit)) for unit, cell in zip(units or [], content, strict=False) if cell is not None}
    unit = str(column.unit or "") if not by_row else _only(own)
    return [(Field(column.id, column.meaning, unit, kind, by_row and not unit), content)]


def _main(cell: Cell) -> Cell:
    return _main(cell.lines[0]) if isinstance(cell, Stack) and cell.lines else cell


def _amount(
    told: Telling, column: Column, cells: list[Cell], units: list[Cell] | None
) -> list[tuple[Field, list[Plain]]]:
    stem = "" if column.id == "value" else f"{column.id}_"
    amounts = [cell if isinstance(cell, Amount) else None for cell in cells]
    quantities = [amount.quantity if amount else None for amount in amounts]
    unit = _only({str(amount.unit) for amount in amounts if amount})
    by_row = not unit and stem == "" and units is not None
    numbers = {
        column.id: [plain(found.value) if found else None for found in quantities],
        f"{stem}low": [plain(found.interval.low) if found else None for found in quantities],
        f"{stem}high": [plain(found.interval.high) if found else None for found in quantities],
    }
    meanings = (column.meaning, *beside_value(told))
    made = [
        (Field(name, meaning, unit, "number", by_row), content)
        for (name, content), meaning in zip(numbers.items(), meanings, strict=False)
    ]
    words: list[Plain] = [str(found.qualifier) if found else None for found in quantities]
    made.append((Field(f"{stem}qualifier", meanings[3], "", "string"), words))
    if not unit and not by_row:
        own: list[Plain] = [str(amount.unit) if amount else None for amount in amounts]
        made.append((Field(f"{stem}unit", meanings[4], "", "string"), own))
    return made


def _only(units: set[str]) -> str:
    return next(iter(units)) if len(units) == 1 else ""


def plain(cell: Cell) -> Plain:
    """A cell as a file holds it."""
    match cell:
        case None | bool():
            return cell
        case Amount():
            return plain(cell.quantity.value) if cell.quantity else None
        case Coded():
            return str(cell.code) or None
        case Dated():
            return cell.period.text if cell.period else None
        case Link():
            return cell.name or None
        case Stack():
            return plain(cell.lines[0]) if cell.lines else None
        case int():
            return int(cell)
        case float():
            return _number(float(cell))
    return str(cell) or None


def stored(value: object) -> Plain:
    """An attribute of a record as a file holds it: a code of a vocabulary as plain text, an empty text as missing."""
    if isinstance(value, Period):
        return value.text
    return plain(value) if value is None or isinstance(value, str | int | float) else str(value) or None


def _number(number: float) -> int | float | None:
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _kind(column: Column, cells: list[Plain]) -> str:
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {bool}:
        return "boolean"
    if column.number and kinds <= {int, float}:
        return "number"
    if kinds == {int}:
        return "integer"
    return "number" if kinds and kinds <= {int, float} else "string"


def text(cell: Plain) -> str | None:
    """A cell as text: every digit that tells a number apart, and no exponent."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}"
    return None if cell is None else str(cell)


def printable(text: str) -> str:
    """A text for eyes alone: it moves no cursor, changes no colour and turns no line around."""
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n"))


def with_version(table: PlainTable, version: str) -> PlainTable:
    """The same with a last column for the data version, where a format has no room beside its rows."""
    field = Field("data_version", "", "", "string")
    return PlainTable((*table.fields, field), tuple((*row, version) for row in table.rows))
