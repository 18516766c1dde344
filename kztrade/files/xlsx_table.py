"""Tables as Excel workbooks: the rows, their sources, and what a reader must know, each on its sheet."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from kztrade import schemas
from kztrade.codes import Unit
from kztrade.files.about import about, source_record, sources_of
from kztrade.files.csv_table import FORMULA
from kztrade.files.plain import Plain, plain_table
from kztrade.files.registry import Format, Kind
from kztrade.table import Table
from kztrade.words import Telling
from kztrade.words.files import AUTHOR

SUFFIXES: dict[str, str] = {Unit.PERCENT: '"%"', Unit.RATIO: '"×"'}
WIDEST = 60
"""Letters; a longer text wraps."""

LONGEST = 16_000
"""Letters; a cell holds 32,767 UTF-16 units, of which a letter takes up to two."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class _Number(float):
    """A number that XlsxWriter, which prints 16 digits, prints with all its digits."""

    def __format__(self, spec: str) -> str:
        text = super().__format__(spec)
        return text if float(text) == self else repr(float(self))


def xlsx_bytes(told: Telling, table: Table) -> bytes:
    """A table as a workbook of three sheets.

    Cells are typed, no text becomes a formula, and only the column `address` holds links. A control character, which
    Excel cannot hold, shows as U+FFFD; a text longer than a cell can hold ends in an ellipsis.

    Raises:
        UsageError: The table names a source that we do not hold.
    """
    import xlsxwriter  # only those who want the file wait for it

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties(
        {
            "title": table.title,
            "author": AUTHOR,
            "comments": told.say("Data version {version}", version=told.data.version),
            "created": datetime(1980, 1, 1, tzinfo=UTC),  # a real date would change the bytes
        }
    )
    made = plain_table(told, table)
    units = {field.name: None if field.by_row else field.unit for field in made.fields}
    sources = [list(source_record(told, source).values()) for source in sources_of(told, table)]
    _Sheet(book, told.context("sheet", "Figures")).write(made.names, made.rows, units)
    _Sheet(book, told.context("sheet", "Sources")).write(schemas.SOURCES.names, sources, {})
    heads = [told.context("sheet", "What"), told.context("sheet", "Text")]
    _Sheet(book, told.context("sheet", "About")).write(heads, about(told, table, made), {})
    book.close()
    return stream.getvalue()


class _Sheet:
    """A table with a frozen bold header, filter buttons, typed cells and columns as wide as what they hold."""

    def __init__(self, book: Any, name: str) -> None:  # XlsxWriter is untyped
        self.sheet = book.add_worksheet(name[:31])
        self.bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})

        @cache
        def look(number: str = "General", quoted: bool = False) -> object:
            # the quote prefix keeps a text a text even after somebody edits the cell
            return book.add_format({"valign": "top", "text_wrap": True, "num_format": number, "quote_prefix": quoted})

        self.look = look

    def write(self, header: Sequence[str], rows: Iterable[Sequence[Plain]], units: Mapping[str, str | None]) -> None:
        widths = [len(column) + 4 for column in header]  # room for the filter button
        for place, column in enumerate(header):
            self.sheet.write_string(0, place, _excel_text(column), self.bold)
        count = 0
        for count, cells in enumerate(rows, 1):
            own = dict(zip(header, cells, strict=True)).get("unit")
            for place, (column, cell) in enumerate(zip(header, cells, strict=True)):
                unit = units.get(column, "")
                self._cell(count, place, column, cell, own if unit is None else unit)
                widths[place] = max(widths[place], _width(cell))
        for place, width in enumerate(widths):
            self.sheet.set_column(place, place, min(width, WIDEST))
        self.sheet.freeze_panes(1, 0)
        self.sheet.autofilter(0, 0, count, max(len(header) - 1, 0))

    def _cell(self, line: int, place: int, column: str, cell: Plain, unit: Plain) -> None:
        match cell:
            case None:
                return
            case bool():
                self.sheet.write_boolean(line, place, cell, self.look())
            case int() | float():
                self.sheet.write_number(line, place, _Number(cell), self.look(_number_format(cell, unit)))
            case str():
                quoted = bool(FORMULA.match(cell))
                self.sheet.write_string(line, place, _excel_text(cell), self.look(quoted=quoted))
                if column == "address" and cell.startswith(("https://", "http://")):
                    self.sheet.write_url(line, place, cell)  # over the text, which stays if Excel has no room for it


def _width(cell: Plain) -> int:
    return 0 if cell is None else len(f"{cell:,}" if isinstance(cell, int) else str(cell)) + 2


def _number_format(cell: float, unit: Plain) -> str:
    """Thousands are grouped only in an amount, not in a year or the number of a paragraph."""
    if not unit or unit == Unit.YEAR:
        return "General"
    return ("#,##0" if isinstance(cell, int) else "#,##0.0##") + SUFFIXES.get(str(unit), "")


def _excel_text(text: str) -> str:
    text = _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"
    # XlsxWriter takes a text between these two for its own markup and writes it unescaped
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


FORMATS = (
    Format(
        "xlsx",
        "XLSX",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Kind.TABLE,
        xlsx_bytes,
        place=20,
    ),
)
