"""One cell of a file under data/, as its column types it."""

import math
import re
from collections.abc import Callable
from typing import Any

import pyarrow as pa

from kztrade import schemas
from kztrade.errors import Fault, PeriodError
from kztrade.message import Message
from kztrade.period import read_period

_PERIODS = {"period", "set_on", "deadline", "published", "date"}
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?\Z", re.ASCII)
_WHOLE = re.compile(r"[1-9]\d{0,3}\Z", re.ASCII)
_PATTERNS: dict[str, tuple[str, Message]] = {
    "id": (r"[a-z0-9][a-z0-9_-]*", Message("an id of lower-case letters, digits, - and _")),
    "sha256": (r"[0-9a-f]{64}", Message("64 hexadecimal digits")),
    "address": (r"https?://.*", Message("an address that starts with https:// or http://")),
    "colour": (r"#[0-9A-F]{6}", Message("a colour such as #0072B2")),
    "language": (r"[a-z]{2}", Message("an ISO 639-1 code such as en")),
    "form": ("|".join(schemas.FORMS), Message("one of {codes}", codes=", ".join(schemas.FORMS))),
}
EMPTY = Message("an empty cell")


def quoted(cell: object) -> Message:
    """A cell as found, in quotes."""
    return Message("{cell!r}", cell=cell)


def text(found: object) -> Message:
    """Something found that needs no words."""
    return Message("{found}", found=found)


def typed_cell(name: str, field: "pa.Field[Any]", cell: str, line: int, faults: list[Fault]) -> object:
    """A cell as its column types it; `None` where it is empty or at fault."""

    def fault(expected: Message, unknown: bool = False) -> None:
        faults.append(Fault(f"data/{name}", line, field.name, quoted(cell), expected, unknown))

    if cell == "":
        if not field.nullable:
            fault(Message("a value"))
        return None
    if cell != cell.strip() or any(ord(letter) < 32 for letter in cell):
        fault(Message("a cell without blanks around it or control characters in it"))
        return None
    if pa.types.is_floating(field.type):
        if _NUMBER.match(cell) and not math.isinf(float(cell)):
            return float(cell)
        fault(Message("a plain decimal number such as 1300000000 or 2.5, with no comma, exponent or NaN"))
        return None
    if pa.types.is_integer(field.type):
        if _WHOLE.match(cell):
            return int(cell)
        fault(Message("a whole number from 1 upward"))
        return None
    return _typed_text(name, field.name, cell, fault)


def _typed_text(name: str, column: str, cell: str, fault: Callable[..., None]) -> object:
    vocabulary = schemas.KINDS[name] if column == "kind" else schemas.VOCABULARIES.get(column)
    if vocabulary is not None:
        try:
            return vocabulary(cell)
        except ValueError:
            fault(Message("one of {codes}", codes=", ".join(vocabulary)), unknown=True)
            return None
    if column in _PERIODS:
        try:
            return read_period(cell)
        except PeriodError:
            fault(Message("a period such as 2022, 2023-09, 2023-09-23, 2023-01/2023-07 or 2005/2023-09"))
            return None
    pattern, expected = _PATTERNS.get(_pattern(name, column), (".*", EMPTY))
    if not re.fullmatch(pattern, cell):
        fault(expected)
    return cell


def _pattern(name: str, column: str) -> str:
    if column in ("light", "dark", "word_light", "word_dark"):
        return "colour"
    return "id" if column == "code" and name == "indicators.csv" else column
