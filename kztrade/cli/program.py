"""The program: language and streams before a command runs, words and an exit code after it."""

import io
import os
import sys
from collections.abc import Sequence

import typer

from kztrade.cli import speech
from kztrade.cli.app import app
from kztrade.cli.usage import usage_error
from kztrade.errors import KztradeError, SourceError, UsageError


def main() -> None:
    """Run the command that the arguments name; the one place where an error becomes words and an exit code."""
    _speak_utf8()
    try:
        sys.exit(run(sys.argv[1:]))
    except KztradeError as error:
        speech.tell_error(error)
        sys.exit(2 if isinstance(error, UsageError) else 3 if isinstance(error, SourceError) else 1)
    except OSError as error:  # what the output goes to is full, for one; on its way out Python would try it again
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        speech.tell_fault(error.strerror or str(error))
        sys.exit(1)


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name.

    Returns:
        The exit code that the command chose.

    Raises:
        KztradeError: What the command could not do.
    """
    code, rest = speech.language_of(arguments)
    speech.choose(code)
    command = typer.main.get_command(app)
    speech.translate(command)
    try:
        ended = command.main(rest, prog_name="kztrade", standalone_mode=False)
    except typer.TyperException as error:
        wrong = usage_error(error)
        if wrong is None:  # nothing was asked for, so the help is the answer
            typer.echo(error.message, err=True)
            return 2
        raise wrong from None
    except typer.Abort:
        return 1
    return ended if isinstance(ended, int) else 0


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # whatever the locale says
