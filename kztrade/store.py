"""The one door to data/: every file read strictly, every fault reported at once, the whole typed and fingerprinted.

Reading is by the standard `csv` module because it keeps line numbers; the contract is a `pyarrow` schema.
"""

import csv
import hashlib
import io
import math
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from kztrade import model
from kztrade.codes import MONEY, Area, Qualifier, SourceKind, Unit
from kztrade.errors import ChecksumError, ContractError, DataError, Fault, PeriodError, UnknownCodeError, UsageError
from kztrade.interval import Interval, read_printed, resolution
from kztrade.period import read_period

PACKAGED = Path(__file__).parent / "data"
FOLDER = PACKAGED if PACKAGED.is_dir() else Path(__file__).parent.parent / "data"
"""In an installed wheel the files lie inside the package, in a checkout beside it."""

SUMS = "SHA256SUMS"
FILES: dict[str, tuple[pa.Schema, tuple[str, ...]]] = {
    "indicators.csv": (model.INDICATORS, ("code",)),
    "events.csv": (model.EVENTS, ("id",)),
    "sources.csv": (model.SOURCES, ("id",)),
    "targets.csv": (model.TARGETS, ("indicator", "reporter", "partner", "set_on", "source", "value", "deadline")),
    "passages.csv": (model.PASSAGES, ("source", "passage")),
    "observations.csv": (model.OBSERVATIONS, model.KEY),
}
"""Every table with its schema and the columns that identify a row."""

_QUOTE = '"'
_PERIODS = {"period", "set_on", "deadline", "published", "date"}
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?\Z", re.ASCII)
_PASSAGE = re.compile(r"[1-9]\d{0,3}\Z", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*\Z")
_MARK = re.compile(r"\[([^\]]+)\]\(([a-z_]+)/([0-9/-]+)\)")

Row = dict[str, Any]
Faults = list[Fault]


def read_data(folder: Path = FOLDER, verify: bool = True) -> model.Data:
    """Read, check and type everything under data/.

    Args:
        folder: Where the files lie.
        verify: Compare the files with the recorded checksums.

    Raises:
        ContractError: A file is missing, cannot be read as its schema says, or its rows contradict each other; carries
            every fault of every file.
        UnknownCodeError: The only faults are codes that no vocabulary or table defines.
        ChecksumError: All is well formed, yet not what `SHA256SUMS` records.
    """
    faults: Faults = []
    content = {name: _content(folder, name, faults) for name in FILES}
    names = sorted(path.name for path in (folder / "digests").glob("*.md"))
    digests = {name: _content(folder, f"digests/{name}", faults) for name in names}
    rows = {name: _rows(name, text, faults) for name, text in content.items()}
    _check_references(rows, faults)
    _check_amounts(rows, faults)
    data = _typed(rows) if not faults else None
    if data is not None:
        data.digests.update(_digests(digests, data, faults))
    if faults or data is None:
        raise _error(faults)
    if verify:
        _check_sums(folder)
    return model.Data(
        fingerprint(folder),
        data.indicators,
        data.sources,
        data.events,
        data.observations,
        data.targets,
        data.passages,
        data.digests,
    )


@lru_cache(maxsize=1)
def shipped_data() -> model.Data:
    """The data that comes with the project, read once."""
    return read_data()


def data_files(folder: Path = FOLDER) -> list[Path]:
    """The files that make up the data version, sorted by name."""
    return sorted([*(folder / name for name in FILES), *(folder / "digests").glob("*.md")])


def fingerprint(folder: Path = FOLDER) -> str:
    """SHA-256 over name and content of the sorted data files: the data version."""
    return hashlib.sha256(checksums(folder).encode()).hexdigest()


def checksums(folder: Path = FOLDER) -> str:
    """One line a file, as `sha256sum` prints and checks them."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in data_files(folder)
    )


def _check_sums(folder: Path) -> None:
    hint = "If the change is meant, run `kztrade data record` and commit SHA256SUMS with it."
    try:
        recorded = (folder / SUMS).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ChecksumError(f"data/{SUMS} cannot be read: {reason}.", hint) from None
    differing = set(checksums(folder).splitlines()) ^ set(recorded.splitlines())
    if differing:
        names = sorted({line[66:] or SUMS for line in differing})
        raise ChecksumError(f"Not as recorded in data/{SUMS}: {', '.join(names)}.", hint)


def _error(faults: Faults) -> DataError:
    kind = UnknownCodeError if all(fault.expected.startswith("one of") for fault in faults) else ContractError
    count = f"{len(faults)} faults" if len(faults) > 1 else "1 fault"
    return kind(
        f"The data files cannot be used, {count} found.",
        "Mend the lines named above, then run `kztrade data check`.",
        faults,
    )


def _content(folder: Path, file: str, faults: Faults) -> str:
    name = f"data/{file}"
    try:
        raw = (folder / file).read_bytes()
    except OSError as error:
        faults.append(Fault(name, 0, "", error.strerror or "no file", "a readable file"))
        return ""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        faults.append(Fault(name, line, "", f"the byte {raw[error.start]:#04x}", "UTF-8 text"))
        return ""
    if not text:
        faults.append(Fault(name, 0, "", "an empty file", "a header and rows"))
    elif not text.endswith("\n"):
        line = text.count("\n") + 1
        faults.append(
            Fault(name, line, "", "no line feed at the end: the file is cut off", 'a last line ending in "\\n"')
        )
    elif "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        faults.append(Fault(name, line, "", "a carriage return", 'lines ending in "\\n" alone'))
    return text


def _rows(name: str, text: str, faults: Faults) -> list[Row]:
    """Rows as typed cells, each with its line number under `_line`."""
    if not text:
        return []
    schema, key = FILES[name]
    file = f"data/{name}"
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    line = 0
    try:
        header = next(reader)
        if header != schema.names:
            faults.append(Fault(file, 1, "", ",".join(header), ",".join(schema.names)))
            return []
        line = reader.line_num
        for cells in reader:
            line, start = reader.line_num, line + 1
            if len(cells) != len(schema.names):
                faults.append(Fault(file, start, "", f"{len(cells)} cells", f"{len(schema.names)} cells"))
                continue
            row: Row = {"_line": start, "_key": tuple(cells[schema.names.index(column)] for column in key)}
            for field, cell in zip(schema, cells, strict=True):
                row[field.name] = _cell(name, field, cell, start, faults)
                if _QUOTE in cell and f'"{cell.replace(_QUOTE, _QUOTE * 2)}"' not in text:
                    expected = "a cell with a quote in it to stand in quotes, with the quote doubled"
                    faults.append(Fault(file, start, field.name, repr(cell), expected))
            rows.append(row)
    except csv.Error as error:
        faults.append(Fault(file, line + 1, "", str(error), "a row of comma-separated values"))
        return []  # where rows begin and end is not known from here on
    _check_order(file, rows, key, faults)
    return rows


def _cell(name: str, field: "pa.Field[Any]", cell: str, line: int, faults: Faults) -> object:
    def fault(expected: str) -> None:
        faults.append(Fault(f"data/{name}", line, field.name, repr(cell), expected))

    if cell == "":
        if not field.nullable:
            fault("a value")
        return None
    if cell != cell.strip() or any(ord(letter) < 32 for letter in cell):
        fault("a cell without blanks around it or control characters in it")
        return None
    if pa.types.is_floating(field.type):
        if not _NUMBER.match(cell) or math.isinf(float(cell)):
            fault("a plain decimal number such as 1300000000 or 2.5, with no comma, exponent or NaN")
            return None
        return float(cell)
    if pa.types.is_integer(field.type):
        if not _PASSAGE.match(cell):
            fault("a paragraph number from 1 upward")
            return None
        return int(cell)
    return _text(name, field.name, cell, fault)


def _text(name: str, column: str, cell: str, fault: Callable[[str], None]) -> object:
    vocabulary = model.KINDS[name] if column == "kind" else model.VOCABULARIES.get(column)
    if vocabulary is not None:
        if cell not in set(vocabulary):
            fault(f"one of {', '.join(vocabulary)}")
            return None
        return vocabulary(cell)
    if column in _PERIODS:
        try:
            return read_period(cell)
        except PeriodError as error:
            fault(error.hint.removesuffix(".").replace("Write ", "a period such as "))
            return None
    if column in {"id", "code"} and not _ID.match(cell):
        fault("an id of lower-case letters, digits, - and _")
    if column == "sha256" and not _SHA256.match(cell):
        fault("64 hexadecimal digits")
    if column == "address" and not cell.startswith(("https://", "http://")):
        fault("an address that starts with https:// or http://")
    return cell


def _sort_key(cells: Iterable[str]) -> tuple[tuple[int, str], ...]:
    return tuple((len(cell) if cell.isdigit() else 0, cell) for cell in cells)


def _check_order(file: str, rows: list[Row], key: tuple[str, ...], faults: Faults) -> None:
    seen: dict[tuple[str, ...], int] = {}
    previous: tuple[str, ...] | None = None
    for row in rows:
        cells = row["_key"]
        shown = ", ".join(cells)
        if cells in seen:
            faults.append(
                Fault(file, row["_line"], "", f"{shown} again", f"one row a key; it is in line {seen[cells]}")
            )
        elif previous is not None and _sort_key(cells) < _sort_key(previous):
            faults.append(Fault(file, row["_line"], "", f"{shown} after {', '.join(previous)}", "rows sorted by key"))
        seen.setdefault(cells, row["_line"])
        previous = cells


def _check_references(rows: Mapping[str, list[Row]], faults: Faults) -> None:
    known = {
        "indicator": {row["code"]: row for row in rows["indicators.csv"]},
        "source": {row["id"]: row for row in rows["sources.csv"]},
        "event": {row["id"]: row for row in rows["events.csv"]},
    }
    # a table that could not be read at all is one fault, not one for every row that names its codes
    unread = {column for column in known if _unread(f"{column}s.csv", rows, faults)}
    for name, table in rows.items():
        for row in table:
            for column, ids in known.items():
                cell = row.get(column)
                if cell is not None and cell not in ids and column not in unread:
                    expected = f"one of the {column}s defined in {column}s.csv"
                    faults.append(Fault(f"data/{name}", row["_line"], column, repr(cell), expected))


def _unread(name: str, rows: Mapping[str, list[Row]], faults: Faults) -> bool:
    return not rows[name] and any(fault.file == f"data/{name}" for fault in faults)


def _check_amounts(rows: Mapping[str, list[Row]], faults: Faults) -> None:
    units = {row["code"]: row["unit"] for row in rows["indicators.csv"]}
    kinds = {row["id"]: row["kind"] for row in rows["sources.csv"]}
    passages = {(row["source"], row["passage"]) for row in rows["passages.csv"]}
    recorded = not _unread("passages.csv", rows, faults)
    spoiled = {(fault.file, fault.line, fault.column) for fault in faults}
    for name in ("observations.csv", "targets.csv"):
        for row in rows[name]:

            def fault(column: str, found: object, expected: str, row: Row = row, name: str = name) -> None:
                if (f"data/{name}", row["_line"], column) not in spoiled:
                    faults.append(Fault(f"data/{name}", row["_line"], column, str(found), expected))

            unit = units.get(row["indicator"])
            if unit is not None and row["unit"] is not None and row["unit"] != unit:
                fault("unit", repr(str(row["unit"])), f"{unit}, the unit of {row['indicator']}")
            if row["reporter"] is not None and row["reporter"] == row["partner"] != Area.OTHER:
                fault("partner", repr(str(row["partner"])), "another area than the reporter")
            if (row["passage"] is None) != (row["token"] is None):
                if (f"data/{name}", row["_line"], "passage") not in spoiled:
                    fault("token", repr(row["token"]), "passage and token both, or neither")
            elif row["passage"] is not None and recorded and (row["source"], row["passage"]) not in passages:
                fault("passage", row["passage"], "a passage recorded in passages.csv")
            if row["token"] is not None and row["value"] is not None:
                printed = read_printed(row["token"])
                if printed is not None and not math.isclose(printed.value, row["value"]):
                    fault("value", f"{row['value']:.12g}", f"{printed.value:.12g}, as the token {row['token']!r} says")
            if name == "targets.csv":
                if row["deadline"] and row["set_on"] and row["deadline"].end < row["set_on"].start:
                    fault("deadline", repr(str(row["deadline"])), f"a deadline not before {row['set_on']}")
            elif unit is not None and None not in (row["value"], row["qualifier"]):
                _check_interval(row, unit, kinds.get(row["source"]), fault)


def _check_interval(row: Row, unit: Unit, kind: SourceKind | None, fault: Callable[[str, object, str], None]) -> None:
    try:
        expected = stated_interval(row["value"], row["qualifier"], unit, row["token"])
    except UsageError:
        return
    for column, end in (("low", expected.low), ("high", expected.high)):
        cell = row[column]
        if (cell is None) != math.isinf(end) or (cell is not None and not math.isclose(cell, end, abs_tol=1e-9)):
            wanted = "empty" if math.isinf(end) else f"{end:.15g}"
            found = "empty" if cell is None else f"{cell:.15g}"
            fault(column, found, f"{wanted}, by the interval rule for {row['qualifier']} {row['value']:.15g}")
    if kind is SourceKind.STATISTICS and row["qualifier"] is not Qualifier.EXACT:
        fault("qualifier", row["qualifier"], "exact, for a statistical series")


def stated_interval(value: float, qualifier: Qualifier, unit: Unit, token: str | None) -> Interval:
    """The interval of a figure by the rule in `Interval.stated`.

    The printed digits are those of the token; where the token is not at hand they are inferred from the value, and
    where it spells the number out in words the figure is a count and nothing is open.
    """
    return Interval.stated(value, qualifier, resolution(value, unit in MONEY, token or ""))


def _typed(rows: Mapping[str, list[Row]]) -> model.Data:
    def fields(name: str) -> list[Row]:
        schema = FILES[name][0]
        return [{column: row[column] for column in schema.names} for row in rows[name]]

    def texts(row: Row, *columns: str) -> Row:
        return {**row, **{column: row[column] or "" for column in columns}}

    observations = tuple(
        model.Observation(
            **{
                **texts(row, "token", "note"),
                "low": -math.inf if row["low"] is None else row["low"],
                "high": math.inf if row["high"] is None else row["high"],
            }
        )
        for row in fields("observations.csv")
    )
    return model.Data(
        "",
        {row["code"]: model.Indicator(**row) for row in fields("indicators.csv")},
        {row["id"]: model.Source(**texts(row, "address", "event", "valuation")) for row in fields("sources.csv")},
        {row["id"]: model.Event(**texts(row, "place", "note")) for row in fields("events.csv")},
        observations,
        tuple(model.Target(**texts(row, "token", "note")) for row in fields("targets.csv")),
        tuple(
            model.Passage(row["source"], row["passage"], row["sha256"], tuple((row["numerals"] or "").split()))
            for row in fields("passages.csv")
        ),
    )


def _digests(files: Mapping[str, str], data: model.Data, faults: Faults) -> dict[tuple[str, str], model.Digest]:
    """Digests with every mark resolved: `## 5` starts a passage, `[$1 billion](turnover/2021)` marks a figure."""
    stated = {(row.source, row.indicator, row.period.text): row.passage for row in data.figures()}
    digests = {}
    for name, text in files.items():
        source, _, language = name.removesuffix(".md").rpartition(".")
        if source not in data.sources:
            expected = "one of the sources defined in sources.csv"
            faults.append(Fault(f"data/digests/{name}", 0, "", repr(source), expected))
            continue
        passages: dict[int, tuple[str | model.Mark, ...]] = {}
        number = 0
        for line, content in enumerate(text.splitlines(), 1):
            if heading := re.fullmatch(r"## (\d+)", content):
                number = int(heading[1])
            elif number and content:
                parts = _parts(content)
                passages[number] = (*passages.get(number, ()), *parts)
                for mark in parts:
                    if isinstance(mark, str) and "](" in mark:
                        expected = "a mark such as [19%](turnover_growth/2022)"
                        faults.append(Fault(f"data/digests/{name}", line, "", repr(mark.strip()[:60]), expected))
                    if isinstance(mark, model.Mark) and stated.get((source, mark.indicator, mark.period)) != number:
                        expected = f"a figure that passage {number} of {source} states"
                        found = f"{mark.indicator}/{mark.period}"
                        faults.append(Fault(f"data/digests/{name}", line, "", found, expected))
        marked = {part.indicator for parts in passages.values() for part in parts if isinstance(part, model.Mark)}
        for row in data.figures():
            if row.source == source and row.passage and row.indicator not in marked:
                found = f"no mark for {row.indicator}/{row.period}"
                faults.append(Fault(f"data/digests/{name}", 0, "", found, "every figure of the source marked"))
        digests[source, language] = model.Digest(source, language, passages)
    return digests


def _parts(text: str) -> tuple[str | model.Mark, ...]:
    parts: list[str | model.Mark] = []
    position = 0
    for match in _MARK.finditer(text):
        parts += [text[position : match.start()], model.Mark(*match.groups())]
        position = match.end()
    return tuple(part for part in [*parts, text[position:]] if part)
