"""Tables as CSV: RFC 4180, UTF-8 without a byte order mark, text guarded against spreadsheets that run formulas."""

import csv
import io
import re
from collections.abc import Iterable

from kztrade.files.plain import Plain, plain_table, text, with_version
from kztrade.files.registry import Format, Kind
from kztrade.table import Table
from kztrade.words import Telling

FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet may take for a formula, and what already looks guarded."""


def guarded(cell: str) -> str:
    """A text that no spreadsheet takes for a formula when it opens the file that holds it.

    A text that already looks guarded gets an apostrophe too, so that dropping one always brings the text back.

    >>> [guarded(text) for text in ("=2+2", "-5 %", "about 5 %", "'=2+2")]
    ["'=2+2", "'-5 %", 'about 5 %', "''=2+2"]
    """
    return f"'{cell}" if FORMULA.match(cell) else cell


def csv_bytes(header: Iterable[str], rows: Iterable[Iterable[Plain]]) -> bytes:
    r"""Rows as CSV; lines end in CR LF, numbers stand without exponent or grouping.

    >>> csv_bytes(["value", "token"], [[1000000000, "$1 bn"], [-2.5, "=2+2"], [None, None]])
    b"value,token\r\n1000000000,$1 bn\r\n-2.5,'=2+2\r\n,\r\n"
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(map(guarded, header))
    writer.writerows([guarded(cell) if isinstance(cell, str) else text(cell) for cell in row] for row in rows)
    return stream.getvalue().encode()


def _write(told: Telling, table: Table) -> bytes:
    made = with_version(plain_table(told, table), told.data.short_version)
    return csv_bytes(made.names, made.rows)


FORMATS = (Format("csv", "CSV", "text/csv", Kind.TABLE, _write, place=10),)
