"""A table's rows as plain typed cells under stable names: what every format of a table writes.

In every format a missing cell is empty or null, and so are an open end and an empty text; a whole number is written
without decimals.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kztrade.period import Period
from kztrade.table import Amount, Cell, Coded, Column, Dated, Link, Stack, Table

Plain = str | int | float | bool | None
"""What a file can hold: never NaN, infinite or an empty text."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a file.

    Attributes:
        unit: Of all its numbers, empty where the rows differ or it holds none.
        kind: `string`, `number`, `integer` or `boolean`.
    """

    name: str
    meaning: str
    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class PlainTable:
    """Fields and rows."""

    fields: tuple[Field, ...]
    rows: tuple[tuple[Plain, ...], ...]

    @property
    def names(self) -> list[str]:
        """The header."""
        return [field.name for field in self.fields]

    def records(self) -> list[dict[str, Plain]]:
        """The rows as objects that strict JSON can hold."""
        return [dict(zip(self.names, row, strict=True)) for row in self.rows]


def plain_table(table: Table) -> PlainTable:
    """The columns that files hold; a figure becomes its value, both ends and the qualifier."""
    fields: list[Field] = []
    columns: list[list[Plain]] = []
    for place, column in enumerate(table.columns):
        if not column.saved:
            continue
        cells = [_main(row[place]) for row in table.rows]
        if any(isinstance(cell, Amount) for cell in cells):
            made = _amount(column, cells)
        else:
            made = {column.id: [plain(cell) for cell in cells]}
        for name, content in made.items():
            fields.append(Field(name, _meaning(column, name), _unit(column, name), _kind(column, content)))
            columns.append(content)
    rows = tuple(zip(*columns, strict=True)) if table.rows else ()
    return PlainTable(tuple(fields), rows)


def _main(cell: Cell) -> Cell:
    return _main(cell.lines[0]) if isinstance(cell, Stack) and cell.lines else cell


def _amount(column: Column, cells: list[Cell]) -> Mapping[str, list[Plain]]:
    stem = "" if column.id == "value" else f"{column.id}_"
    quantities = [cell.quantity if isinstance(cell, Amount) else None for cell in cells]
    return {
        column.id: [plain(quantity.value) if quantity else None for quantity in quantities],
        f"{stem}low": [plain(quantity.interval.low) if quantity else None for quantity in quantities],
        f"{stem}high": [plain(quantity.interval.high) if quantity else None for quantity in quantities],
        f"{stem}qualifier": [str(quantity.qualifier) if quantity else None for quantity in quantities],
    }


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


def _meaning(column: Column, name: str) -> str:
    return column.meaning if name == column.id else ""


def _unit(column: Column, name: str) -> str:
    return str(column.unit) if column.unit and not name.endswith("qualifier") else ""


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


def with_version(table: PlainTable, version: str) -> PlainTable:
    """The same with a last column for the data version, where a format has no room beside its rows."""
    field = Field("data_version", "", "", "string")
    return PlainTable((*table.fields, field), tuple((*row, version) for row in table.rows))
