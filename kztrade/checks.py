"""What every cell, row and table under data/ must be. Each check notes its faults and goes on, so that one pass finds all."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from kztrade.cells import EMPTY, quoted, text
from kztrade.codes import (
    BOTH,
    FROM_REPORTER,
    TO_REPORTER,
    UNSPECIFIED,
    AreaKind,
    Qualifier,
    SourceKind,
    Unit,
)
from kztrade.errors import Fault, UsageError
from kztrade.message import Message
from kztrade.period import Period
from kztrade.printed import read_printed, stated_interval

Row = dict[str, Any]
"""Typed cells by column, with the line under `_line` and the cells of the key as text under `_key`."""

Rows = Mapping[str, list[Row]]
"""The rows of every table, by file name."""

Faults = list[Fault]

_LOOKS = ("light", "dark", "word_light", "word_dark", "shape", "dash", "sign")
_REFERENCES = {
    "indicator": "indicators.csv",
    "source": "sources.csv",
    "event": "events.csv",
    "ledger": "ledgers.csv",
    "reporter": "areas.csv",
    "partner": "areas.csv",
    "area": "areas.csv",
}
"""Columns whose cells are defined in the first column of another file."""


# Tables


def check_order(file: str, rows: list[Row], faults: Faults) -> None:
    """One row a key, sorted by key: cells of digits alone by their length first."""
    seen: dict[tuple[str | Period, ...], int] = {}
    previous: tuple[str, ...] | None = None
    for row in rows:
        cells, period = row["_key"], row.get("period")
        shown = ", ".join(cells)
        key = tuple(period if period and cell == period.text else cell for cell in cells)  # 2022-01/2022-12 is 2022
        if key in seen:
            expected = Message("one row a key; it is in line {line}", line=seen[key])
            faults.append(Fault(file, row["_line"], "", Message("{key} again", key=shown), expected))
        elif previous is not None and _sort_key(cells) < _sort_key(previous):
            found = Message("{key} after {previous}", key=shown, previous=", ".join(previous))
            faults.append(Fault(file, row["_line"], "", found, Message("rows sorted by key")))
        seen.setdefault(key, row["_line"])
        previous = cells


def _sort_key(cells: Iterable[str]) -> tuple[tuple[int, str], ...]:
    return tuple((len(cell) if cell.isdigit() else 0, cell) for cell in cells)


def check_tables(rows: Rows, faults: Faults) -> None:
    """All that can be told of rows once every file is read."""
    _check_references(rows, faults)
    for check, names in (
        (_area_faults, ("areas.csv",)),
        (_direction_faults, ("indicators.csv",)),
        (_ledger_faults, ("sources.csv",)),
        (_voice_faults, ("sources.csv",)),
        (_amount_faults, ("observations.csv", "targets.csv")),
        (_interval_faults, ("observations.csv",)),
        (_deadline_faults, ("targets.csv",)),
    ):
        for name in names:
            _note_faults(name, rows, faults, check)
    _check_sides(rows, faults)


RowCheck = Callable[[Row, Rows], Iterator[tuple[str, Message, Message]]]
"""Faults of one row, given all: column, found, expected."""


def _note_faults(name: str, rows: Rows, faults: Faults, check: RowCheck) -> None:
    # a cell that could not be read has its fault already
    spoiled = {(fault.file, fault.line, fault.column) for fault in faults}
    file = f"data/{name}"
    for row in rows[name]:
        for column, found, expected in check(row, rows):
            if (file, row["_line"], column) not in spoiled:
                faults.append(Fault(file, row["_line"], column, found, expected))


def _check_references(rows: Rows, faults: Faults) -> None:
    # a table that could not be read at all is one fault, not one for every row that names its codes
    unread = {fault.file.removeprefix("data/") for fault in faults if not rows.get(fault.file.removeprefix("data/"))}
    defined = {file: {row["_key"][0] for row in rows[file]} for file in set(_REFERENCES.values()) - unread}
    for name, table in rows.items():
        for row in table:
            for column, file in _REFERENCES.items():
                cell = row.get(column)
                if cell is not None and file in defined and cell not in defined[file]:
                    expected = Message("one of those defined in {file}", file=file)
                    faults.append(Fault(f"data/{name}", row["_line"], column, quoted(cell), expected, True))


def _check_sides(rows: Rows, faults: Faults) -> None:
    areas = rows["areas.csv"]
    if not areas:
        return
    ranks = sorted(row["rank"] for row in areas if row["rank"] is not None)
    if ranks != [1, 2]:
        expected = Message("one area of rank 1 and one of rank 2, the two sides")
        faults.append(Fault("data/areas.csv", 0, "rank", text(", ".join(map(str, ranks)) or "-"), expected))
    if UNSPECIFIED not in {row["code"] for row in areas}:
        found = Message("no {code}", code=UNSPECIFIED)
        faults.append(Fault("data/areas.csv", 0, "code", found, Message("a row for what no side is said to vouch for")))
    named = {(row["area"], row["form"]) for row in rows["area_names.csv"] if row["language"] == "en"}
    for row in areas if named else ():
        if (row["code"], "name") not in named:
            expected = Message("an English name for it in area_names.csv")
            faults.append(Fault("data/areas.csv", row["_line"], "code", quoted(row["code"]), expected))


# Rows


def _area_faults(row: Row, rows: Rows) -> Iterator[tuple[str, Message, Message]]:
    side = row["rank"] is not None
    if side and row["kind"] is not AreaKind.COUNTRY:
        yield "kind", text(row["kind"]), Message("a country, for a side")
    for column in _LOOKS:
        if side and row[column] is None:
            yield column, EMPTY, Message("a value, for a side")
        if not side and row[column] is not None:
            yield column, quoted(str(row[column])), Message("an empty cell: only a side has a look")


def _direction_faults(row: Row, rows: Rows) -> Iterator[tuple[str, Message, Message]]:
    direction = row["direction"]
    if direction is None or direction in (BOTH, FROM_REPORTER, TO_REPORTER):
        return
    known = {area["code"] for area in rows["areas.csv"]}
    origin, _, destination = direction.partition(">")
    if known and not (origin != destination and {origin, destination} <= known):
        expected = Message("both, from reporter, to reporter, or two codes of areas.csv as A>B")
        yield "direction", quoted(direction), expected


def _ledger_faults(row: Row, rows: Rows) -> Iterator[tuple[str, Message, Message]]:
    statistics = row["kind"] is SourceKind.STATISTICS
    if statistics and row["ledger"] is None:
        yield "ledger", EMPTY, Message("the ledger that these statistics are an edition of")
    if row["kind"] is not None and not statistics and row["ledger"] is not None:
        yield "ledger", quoted(row["ledger"]), Message("an empty cell: only statistics are an edition of a ledger")


def _voice_faults(row: Row, rows: Rows) -> Iterator[tuple[str, Message, Message]]:
    areas = {area["code"]: area["rank"] for area in rows["areas.csv"]}
    if row["voice"] is not None and areas and row["voice"] != UNSPECIFIED and areas.get(row["voice"]) is None:
        yield (
            "voice",
            quoted(row["voice"]),
            Message("the code of a side, {neither}, or an empty cell", neither=UNSPECIFIED),
        )


def _amount_faults(row: Row, rows: Rows) -> Iterator[tuple[str, Message, Message]]:
    unit = _cell(rows, "indicators.csv", row["indicator"], "unit")
    if unit is not None and row["unit"] is not None and row["unit"] != unit:
        expected = Message("{unit}, the unit of {indicator}", unit=unit, indicator=row["indicator"])
        yield "unit", quoted(str(row["unit"])), expected
    if row["reporter"] is not None and row["reporter"] == row["partner"] != UNSPECIFIED:
        yield "partner", quoted(row["partner"]), Message("another area than the reporter")
    yield from _passage_faults(row, rows)
    yield from _token_faults(row)


def _passage_faults(row: Row, rows: Rows) -> Iterator[tuple[str, Message, Message]]:
    recorded = {(passage["source"], passage["passage"]) for passage in rows["passages.csv"]}
    if (row["passage"] is None) != (row["token"] is None):
        missing = "passage" if row["passage"] is None else "token"
        yield missing, EMPTY, Message("passage and token both, or neither")
    elif row["passage"] is not None and recorded and (row["source"], row["passage"]) not in recorded:
        yield "passage", text(row["passage"]), Message("a passage recorded in passages.csv")


def _token_faults(row: Row) -> Iterator[tuple[str, Message, Message]]:
    printed = read_printed(row["token"]) if row["token"] is not None and row["value"] is not None else None
    if printed is None or math.isclose(printed.value, row["value"]):
        return
    # "fell by 19 %" prints no sign: the word carries it
    if row["unit"] is Unit.PERCENT and row["value"] < 0 < printed.value and math.isclose(printed.value, -row["value"]):
        return
    expected = Message("{value}, as the token {token!r} says", value=f"{printed.value:.12g}", token=row["token"])
    yield "value", text(f"{row['value']:.12g}"), expected


def _deadline_faults(row: Row, rows: Rows) -> Iterator[tuple[str, Message, Message]]:
    if row["deadline"] and row["set_on"] and row["deadline"].end < row["set_on"].start:
        yield "deadline", quoted(row["deadline"].text), Message("a deadline not before {day}", day=row["set_on"])


def _interval_faults(row: Row, rows: Rows) -> Iterator[tuple[str, Message, Message]]:
    unit = _cell(rows, "indicators.csv", row["indicator"], "unit")
    if unit is None or row["value"] is None or row["qualifier"] is None:
        return
    hedged = row["qualifier"] is not Qualifier.EXACT
    if hedged and _cell(rows, "sources.csv", row["source"], "kind") is SourceKind.STATISTICS:
        yield "qualifier", text(row["qualifier"]), Message("exact, for a statistical series")
    if hedged and not re.search(r"[^\W\d_]", row["hedge"] or ""):
        yield "hedge", quoted(row["hedge"] or ""), Message("the word that says {hedge}", hedge=row["qualifier"].value)
    if not hedged and row["hedge"] is not None:
        yield "hedge", quoted(row["hedge"]), Message("an empty cell: exact means that no word hedges the figure")
    yield from _end_faults(row, unit)


def _end_faults(row: Row, unit: Unit) -> Iterator[tuple[str, Message, Message]]:
    try:
        expected = stated_interval(row["value"], row["qualifier"], unit, row["token"] or "")
    except UsageError:
        return
    for column, end in (("low", expected.low), ("high", expected.high)):
        cell = row[column]
        if (cell is None) == math.isinf(end) and (cell is None or math.isclose(cell, end, abs_tol=1e-9)):
            continue
        rule = {"qualifier": row["qualifier"].value, "value": f"{row['value']:.15g}"}
        if math.isinf(end):
            wanted = Message("an empty cell, by the interval rule for {qualifier} {value}", **rule)
        else:
            wanted = Message("{end}, by the interval rule for {qualifier} {value}", end=f"{end:.15g}", **rule)
        yield column, EMPTY if cell is None else text(f"{cell:.15g}"), wanted


def _cell(rows: Rows, file: str, code: object, column: str) -> Any:
    """A cell of the row that a code names, `None` where there is none."""
    return next((row[column] for row in rows[file] if row["_key"][0] == code), None)
