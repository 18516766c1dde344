"""The one door to data/: every file read strictly, every fault reported at once, the whole typed and fingerprinted.

Reading is by the standard `csv` module because it keeps line numbers; the contract is a `pyarrow` schema.
"""

import csv
import hashlib
import io
import math
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from kztrade import model, schemas
from kztrade.cells import quoted, text, typed_cell
from kztrade.checks import Faults, Row, Rows, check_order, check_tables
from kztrade.digests import read_digests
from kztrade.errors import ChecksumError, ContractError, DataError, Fault, UnknownCodeError
from kztrade.message import Message
from kztrade.paragraphs import Passage

PACKAGED = Path(__file__).parent / "data"
FOLDER = PACKAGED if PACKAGED.is_dir() else Path(__file__).parent.parent / "data"
"""In an installed wheel the files lie inside the package, in a checkout beside it."""

SUMS = "SHA256SUMS"
FILES: dict[str, tuple[pa.Schema, tuple[str, ...]]] = {
    "areas.csv": (schemas.AREAS, ("code",)),
    "area_names.csv": (schemas.AREA_NAMES, ("area", "language", "form")),
    "ledgers.csv": (schemas.LEDGERS, ("id",)),
    "indicators.csv": (schemas.INDICATORS, ("code",)),
    "events.csv": (schemas.EVENTS, ("id",)),
    "sources.csv": (schemas.SOURCES, ("id",)),
    "targets.csv": (schemas.TARGETS, ("indicator", "reporter", "partner", "set_on", "source", "value", "deadline")),
    "passages.csv": (schemas.PASSAGES, ("source", "passage")),
    "observations.csv": (schemas.OBSERVATIONS, schemas.KEY),
}
"""Every table with its schema and the columns that identify a row."""

_QUOTE = '"'


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
    rows = {name: _rows(name, _content(folder, name, faults), faults) for name in FILES}
    names = sorted(path.name for path in (folder / "digests").glob("*.md"))
    told = {name: _content(folder, f"digests/{name}", faults) for name in names}
    check_tables(rows, faults)
    if faults:
        raise _error(faults)
    data = _typed(rows)
    digests = read_digests(told, data, faults)
    if faults:
        raise _error(faults)
    if verify:
        _check_sums(folder)
    return replace(data, version=fingerprint(folder), digests=digests)


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
    try:
        recorded = (folder / SUMS).read_text("utf-8")
    except OSError as error:
        message = Message("data/{file} cannot be read: {reason}.", file=SUMS, reason=error.strerror)
        raise ChecksumError(message, _record()) from None
    except UnicodeDecodeError:
        raise ChecksumError(Message("data/{file} is not UTF-8 text.", file=SUMS), _record()) from None
    differing = set(checksums(folder).splitlines()) ^ set(recorded.splitlines())
    if differing:
        names = sorted({line[66:] or SUMS for line in differing})
        raise ChecksumError(
            Message("Not as recorded in data/{file}: {names}.", file=SUMS, names=", ".join(names)), _record()
        )


def _record() -> Message:
    return Message("If the change is meant, run `kztrade data record` and commit SHA256SUMS with it.")


def _error(faults: Faults) -> DataError:
    kind = UnknownCodeError if all(fault.unknown for fault in faults) else ContractError
    message = Message("The data files cannot be used: {count} faults were found.", count=len(faults))
    if len(faults) == 1:
        message = Message("The data files cannot be used: one fault was found.")
    return kind(message, "Mend the lines named above, then run `kztrade data check`.", faults)


def _content(folder: Path, file: str, faults: Faults) -> str:
    """The text of a file, empty where it cannot be read."""
    name = f"data/{file}"
    try:
        raw = (folder / file).read_bytes()
    except OSError as error:
        faults.append(Fault(name, 0, "", text(error.strerror or "-"), Message("a readable file")))
        return ""
    try:
        content = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = Message("the byte {byte}", byte=f"{raw[error.start]:#04x}")
        faults.append(Fault(name, line, "", found, Message("UTF-8 text")))
        return ""
    faults += _ending_faults(name, content)
    return content


def _ending_faults(name: str, content: str) -> Faults:
    if not content:
        return [Fault(name, 0, "", Message("an empty file"), Message("a header and rows"))]
    if not content.endswith("\n"):
        found = Message("no line feed at the end: the file is cut off")
        return [Fault(name, content.count("\n") + 1, "", found, Message('a last line ending in "\\n"'))]
    if "\r" in content:
        line = content.count("\n", 0, content.index("\r")) + 1
        return [Fault(name, line, "", Message("a carriage return"), Message('lines ending in "\\n" alone'))]
    return []


def _rows(name: str, content: str, faults: Faults) -> list[Row]:
    """Rows as typed cells, each with its line number under `_line`."""
    if not content:
        return []
    file = f"data/{name}"
    schema, _ = FILES[name]
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    rows: list[Row] = []
    line = 0
    try:
        header = next(reader)
        if header != schema.names:
            faults.append(Fault(file, 1, "", text(",".join(header)), text(",".join(schema.names))))
            return []
        line = reader.line_num
        for cells in reader:
            line, start = reader.line_num, line + 1
            if len(cells) == len(schema.names):
                rows.append(_row(name, cells, start, content, faults))
            else:
                found, expected = (Message("{count} cells", count=len(names)) for names in (cells, schema.names))
                faults.append(Fault(file, start, "", found, expected))
    except csv.Error as error:
        faults.append(Fault(file, line + 1, "", text(error), Message("a row of comma-separated values")))
        return []  # where rows begin and end is not known from here on
    check_order(file, rows, faults)
    return rows


def _row(name: str, cells: list[str], line: int, content: str, faults: Faults) -> Row:
    schema, key = FILES[name]
    row: Row = {"_line": line, "_key": tuple(cells[schema.names.index(column)] for column in key)}
    for field, cell in zip(schema, cells, strict=True):
        row[field.name] = typed_cell(name, field, cell, line, faults)
        if _QUOTE in cell and f'"{cell.replace(_QUOTE, _QUOTE * 2)}"' not in content:
            expected = Message("a cell with a quote in it to stand in quotes, with the quote doubled")
            faults.append(Fault(f"data/{name}", line, field.name, quoted(cell), expected))
    return row


def _fields(rows: Rows, name: str) -> list[Row]:
    """Rows without what reading noted about them, a text that is missing as an empty one."""
    schema = FILES[name][0]
    empty = {field.name: "" if pa.types.is_string(field.type) else None for field in schema}
    dates = {"published", "deadline"}
    return [
        {
            column: empty[column] if row[column] is None and column not in dates else row[column]
            for column in schema.names
        }
        for row in rows[name]
    ]


def _typed(rows: Rows) -> model.Data:
    sources = {row["id"]: model.Source(**row) for row in _fields(rows, "sources.csv")}
    return model.Data(
        "",
        _areas(rows),
        {row["id"]: model.Ledger(**row) for row in _fields(rows, "ledgers.csv")},
        {row["code"]: model.Indicator(**row) for row in _fields(rows, "indicators.csv")},
        sources,
        {row["id"]: model.Event(**row) for row in _fields(rows, "events.csv")},
        tuple(_observation(row, sources) for row in _fields(rows, "observations.csv")),
        tuple(model.Target(**row) for row in _fields(rows, "targets.csv")),
        tuple(
            Passage(row["source"], row["passage"], row["sha256"], tuple(row["numerals"].split()))
            for row in _fields(rows, "passages.csv")
        ),
    )


def _areas(rows: Rows) -> dict[str, model.Area]:
    names: dict[str, dict[tuple[str, str], str]] = {}
    for row in rows["area_names.csv"]:
        names.setdefault(row["area"], {})[row["language"], row["form"]] = row["text"]
    return {
        row["code"]: model.Area(
            **{column: cell for column, cell in row.items() if cell not in ("", None)}, names=names.get(row["code"], {})
        )
        for row in _fields(rows, "areas.csv")
    }


def _observation(row: Row, sources: Mapping[str, model.Source]) -> model.Observation:
    low = -math.inf if row["low"] is None else row["low"]
    high = math.inf if row["high"] is None else row["high"]
    return model.Observation(**{**row, "low": low, "high": high}, ledger=sources[row["source"]].ledger)
