"""The copies that a reader keeps, a file each: its text, whence it came and when. A file is replaced whole or not at all.

What reading cannot use it tells in `Original.trouble`, so that a page shows its digest and never falls.
"""

import hashlib
import json
import os
import re
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from kztrade.errors import FilterError, KztradeError, PlaceError, ShapeError, UsageError
from kztrade.evidence import standing
from kztrade.message import Message
from kztrade.model import Data
from kztrade.originals.reading import fitting_text, recorded_paragraphs

HOME = "KZTRADE_DATA_HOME"
"""The environment variable that names another home for the reader's data than the system's usual one."""

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_HINT = "Make the folder writable, or set {home} to one that is."


@dataclass(frozen=True, slots=True)
class Original:
    """The text of a source that a reader brought.

    Attributes:
        source: The source's id.
        text: Its text, a paragraph a line; empty when there is trouble.
        kept: Whether it lies on disk, or in a session alone.
        origin: `file`, `upload` or the address it was fetched from.
        added: When it was kept, in UTC.
        trouble: Why a kept copy cannot be used.
    """

    source: str
    text: str
    kept: bool = False
    origin: str = "upload"
    added: datetime | None = None
    trouble: KztradeError | None = None

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def folder() -> Path:
    """Where originals are kept: in the user's data folder, or in the one that `KZTRADE_DATA_HOME` names."""
    if home := os.environ.get(HOME):
        return Path(home).expanduser() / "originals"
    return platformdirs.user_data_path("kztrade", appauthor=False) / "originals"


def read_original(data: Data, source: str, place: Path | None = None) -> Original | None:
    """The kept copy of a source, `None` when there is none. Raises nothing: a copy that is of no use says why.

    Args:
        data: All data, with the recorded paragraphs that the text must fit.
        source: Its id.
        place: The folder of the copies; `folder()` unless given.
    """
    place = place or folder()
    if not _ID.fullmatch(source):
        return None
    again = Message("Add it again with `kztrade original add {source} FILE`.", source=source)
    try:
        found = _read(source, place / f"{source}.json")
        return replace(found, text=fitting_text(data, source, found.text))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        trouble: KztradeError = PlaceError(
            "The originals in {folder} cannot be read: {reason}.", _HINT, **_place(place, error)
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        trouble = ShapeError("The kept copy of {source} is damaged.", again, source=source)
    except ShapeError:
        trouble = ShapeError("No recorded paragraph of {source} stands in the kept copy.", again, source=source)
    return Original(source, "", kept=True, trouble=trouble)


def doubts(data: Data, source: str, text: str, place: Path | None = None) -> dict[str, UsageError]:
    """What must be asked before a text is kept, by the name of the answer: `unchecked`, `replace`. Nothing is written.

    A copy that is damaged, or the same one, is replaced without asking.

    Args:
        data: All data.
        source: Its id.
        text: What `usable_text` let pass.
        place: The folder of the copies; `folder()` unless given.
    """
    recorded, found = recorded_paragraphs(data, source), dict[str, UsageError]()
    if not recorded:
        found["unchecked"] = UsageError(
            "No paragraph of {source} is recorded, so nothing tells whether this is its text. It begins: {start}",
            "Add `--unchecked` to keep it all the same.",
            source=source,
            start=" ".join(text[:400].split())[:80],
        )
    earlier = read_original(data, source, place)
    if earlier and not isinstance(earlier.trouble, ShapeError) and earlier.text != text:
        found["replace"] = UsageError(
            "Another copy of {source} is kept already; {old} recorded paragraphs stand in it, {new} in the new one.",
            "Add `--replace` to put the new one in its place.",
            source=source,
            old=standing(earlier.text, recorded),
            new=standing(text, recorded),
        )
    return found


def keep_original(
    source: str, text: str, place: Path | None = None, *, origin: str = "file", now: datetime | None = None
) -> Original:
    """Keep a text that `usable_text` let pass; it takes the place of an earlier copy. What must be asked before: `doubts`.

    Args:
        source: The source's id.
        text: Its text.
        place: The folder of the copies; `folder()` unless given.
        origin: `file`, `upload` or the address it was fetched from.
        now: When it is added, aware of its time zone; the present unless given.

    Raises:
        FilterError: That is no id.
        PlaceError: The folder cannot be written; an earlier copy is as it was.
    """
    place = place or folder()
    if not _ID.fullmatch(source):
        raise FilterError(
            "No source is called {source!r}.", "Run `kztrade page method` for those we know.", source=source[:100]
        )
    added = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    fields = {"source": source, "origin": origin, "added": added.isoformat(), "text": text}
    try:
        place.mkdir(parents=True, exist_ok=True)
        _write(place / f"{source}.json", f"{json.dumps(fields, ensure_ascii=False, indent=2)}\n".encode())
    except OSError as error:
        raise PlaceError("The original cannot be kept in {folder}: {reason}.", _HINT, **_place(place, error)) from None
    return Original(source, text, True, origin, added)


def list_originals(data: Data, place: Path | None = None) -> tuple[Original, ...]:
    """The kept copies, those in trouble too, sorted by source."""
    place = place or folder()
    names = sorted(path.stem for path in place.glob("*.json"))
    return tuple(original for name in names if (original := read_original(data, name, place)))


def remove_original(source: str, place: Path | None = None) -> bool:
    """Remove the kept copy, whatever its state.

    Returns:
        Whether there was one.

    Raises:
        PlaceError: The folder cannot be written.
    """
    place = place or folder()
    if not _ID.fullmatch(source):
        return False
    try:
        # the second is what a write left that was cut off by force
        paths = [path for name in (f"{source}.*", f".{source}.*") for path in place.glob(name)]
        for path in paths:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise PlaceError(
            "The copy of {source} cannot be removed from {folder}: {reason}.",
            _HINT,
            source=source,
            **_place(place, error),
        ) from None
    return bool(paths)


def _place(folder: Path, error: OSError) -> dict[str, str]:
    """What messages about the folder of the copies tell."""
    return {"folder": str(folder), "reason": error.strerror or str(error), "home": HOME}


def _read(source: str, path: Path) -> Original:
    fields = json.loads(path.read_bytes())
    text, origin, added = fields["text"], fields["origin"], datetime.fromisoformat(fields["added"])
    text.encode()  # what is no text, or half a character, shows here
    return Original(source, text, True, str(origin), added)


def _write(path: Path, content: bytes) -> None:
    """Write a file, for its owner's eyes alone, whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
