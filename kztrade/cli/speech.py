"""In which language a run speaks: its words, its help, its errors."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import typer

from kztrade.errors import KztradeError, UsageError

if TYPE_CHECKING:
    from kztrade.model import Data
    from kztrade.words import Format, Telling

OPTION = "--lang"
USUAL = "en"

_chosen = {"language": USUAL}


def language_of(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The language that is asked for, wherever that stands, and the other arguments.

    >>> language_of(["figures", "--lang", "ru", "--json"])
    ('ru', ['figures', '--json'])

    Raises:
        UsageError: No language is named after the option.
    """
    code, words = USUAL, iter(arguments)
    rest: list[str] = []
    for word in words:
        if word == "--":
            return code, [*rest, word, *words]
        if word == OPTION:
            code = next(words, "")
        elif word.startswith(f"{OPTION}="):
            code = word.removeprefix(f"{OPTION}=")
        else:
            rest.append(word)
    if not code:
        raise UsageError("The option {option} names no language.", "Name one, such as {example}.", **_example())
    return code, rest


def _example() -> dict[str, str]:
    return {"option": OPTION, "example": f"{OPTION} {USUAL}"}


def choose(code: str) -> None:
    """Speak a language from now on; English, with a notice, where nobody translated anything into it."""
    code = code.replace("-", "_")
    _chosen["language"] = USUAL
    if code == USUAL:
        return
    from kztrade.words import commands, has_catalogue

    if has_catalogue(code):
        _chosen["language"] = code
    else:
        typer.echo(commands.no_catalogue(words(), code), err=True)


def words() -> Format:
    """Words and numbers of the language."""
    from kztrade.words import Format

    return Format(_chosen["language"])


def told(data: Data | None = None) -> Telling:
    """Data in the language; those we ship unless others are given."""
    from kztrade import store
    from kztrade.words import Telling

    return Telling(data or store.shipped_data(), words())


def translate(command: Any) -> None:
    """Say the help of a command, of its options and of all commands below it in the language."""
    if _chosen["language"] == USUAL and not os.environ.get("KZTRADE_LOCALES"):
        return  # nobody waits for what changes nothing
    spoken = words()
    for part in _parts(command):
        if part.help:
            part.help = spoken.translation(part.help)


def _parts(command: Any) -> Iterator[Any]:
    yield command
    # the library's own option --help among them
    yield from (parameter for parameter in command.get_params(typer.Context(command)) if hasattr(parameter, "help"))
    for below in getattr(command, "commands", {}).values():
        yield from _parts(below)


def tell_error(error: KztradeError) -> None:
    """Say what went wrong and what to do, on the error stream."""
    from kztrade.words import commands

    typer.echo(commands.told_error(words(), error), err=True)


def tell_fault(reason: str) -> None:
    """Say what this computer refused, in its own words."""
    from kztrade.words import commands

    typer.echo(commands.error_text(words(), f"{reason}.", ""), err=True)
