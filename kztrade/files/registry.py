"""Every format under its extension: what it is called, of what it is a file, and how it is written."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from kztrade.errors import UsageError
from kztrade.words import Telling


class Kind(StrEnum):
    """Of what a format is a file."""

    TABLE = "table"
    CHART = "chart"
    VIEW = "view"
    BRIEF = "brief"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write one kind of thing.

    Attributes:
        extension: Of the file's name, without its dot.
        label: Its name, the same in every language.
        mime: Media type.
        of: What it writes.
        write: From the data, the language and a thing of that kind to bytes; `None` stands for everything.
        browser: Whether writing needs a Chromium on this computer; a page then makes it in the reader's own browser.
        place: Where it stands among the formats of its kind.
    """

    extension: str
    label: str
    mime: str
    of: Kind
    write: Callable[[Telling, Any], bytes]
    browser: bool = False
    place: int = 50


@cache
def _formats() -> tuple[Format, ...]:
    package = import_module("kztrade.files")
    modules = [import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__)]
    every = [one for module in modules for one in getattr(module, "FORMATS", ())]
    return tuple(sorted(every, key=lambda one: (one.place, one.extension)))


def formats(of: Kind) -> Sequence[Format]:
    """Every format of a kind of thing, in the order in which they are offered."""
    return [one for one in _formats() if one.of is of]


def extension(path: Path, *kinds: Kind) -> Format:
    """The format that a file's name asks for.

    Raises:
        UsageError: No format of these kinds ends like that.
    """
    known = [one for kind in kinds for one in formats(kind)]
    ending = path.suffix.lower().removeprefix(".")
    for one in known:
        if one.extension == ending:
            return one
    raise UsageError(
        "The name {name!r} tells no format that can be written.",
        "End it in one of {endings}.",
        name=str(path),
        endings=", ".join(f".{one.extension}" for one in known),
    )


def file_name(told: Telling, stem: str, extension: str) -> str:
    """A name that tells what is in it and the data version; safe and short enough on every system."""
    safe = re.sub(r"[^a-z0-9_-]+", "-", stem.casefold()).strip("-_")[:120] or "figures"
    return f"{safe}_{told.data.short_version}.{extension}"
