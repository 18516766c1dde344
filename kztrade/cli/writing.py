"""Files: figures as tables, and how any file is written."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from kztrade.cli import speech
from kztrade.cli.options import (
    First,
    Indicators,
    Kinds,
    Last,
    Partners,
    Published,
    Reporters,
    Scopes,
    Sources,
    selection,
)
from kztrade.errors import PlaceError


def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="File to write, as csv, xlsx, parquet, json or zip.")],
    indicator: Indicators = None,
    kind: Kinds = None,
    first: First = None,
    last: Last = None,
    source: Sources = None,
    reporter: Reporters = None,
    partner: Partners = None,
    scope: Scopes = None,
    published: Published = "",
) -> None:
    """Figures under the contract's own columns, in the format that the file's name asks for."""
    from kztrade import files
    from kztrade.words import commands

    chosen = files.extension(out, files.Kind.TABLE, files.Kind.EVERYTHING)
    told = speech.told()
    asked = selection(indicator, kind, first, last, source, reporter, scope, published, partner)
    rows = asked.rows(told.data)
    write_file(out, files.exported(told, chosen, files.Chosen(rows, asked.filters())))
    typer.echo(commands.wrote(told.words, str(out), len(rows), told.data.short_version))


def write_file(out: Path, content: bytes) -> None:
    """Write a file whole or not at all; an earlier one stays as it was until then.

    Raises:
        PlaceError: The folder is not there or cannot be written.
    """
    target = Path(os.path.realpath(out))  # a link keeps pointing where it points
    temporary = target.with_name(f".kztrade-{secrets.token_hex(8)}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError as error:
        raise PlaceError(
            "The file {file} cannot be written: {reason}.",
            "Choose a folder that exists and can be written.",
            file=str(out),
            reason=error.strerror or str(error),
        ) from None
    finally:
        with suppress(OSError):  # it has its new name, or was never made
            temporary.unlink()
