"""The reader's own copies of originals: kept, listed, removed, and searched for the recorded figures."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kztrade.cli import speech
from kztrade.cli.lines import print_table, table_lines
from kztrade.cli.options import Id
from kztrade.errors import FilterError, SourceError

if TYPE_CHECKING:
    from kztrade.model import Data, Observation
    from kztrade.originals import Original


def verify(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Text of the original, if none is kept.")] = None,
    source: Annotated[
        str,
        typer.Option(metavar="ID", help="The source it is of; the first that is recorded by passages unless given."),
    ] = "",
) -> None:
    """A line a figure, and how many were found; exit code 1 unless all were."""
    from kztrade import evidence, listings
    from kztrade.words import commands

    told = speech.told()
    source = source or next((passage.source for passage in told.data.passages), "")
    rows = _stated(told.data, source)
    passages = [passage for passage in told.data.passages if passage.source == source]
    findings = evidence.check(rows, passages, _original_text(told.data, source, file))
    typer.echo(table_lines(listings.found_in_original(told, findings)))
    missed = {finding.passage for finding in findings if not finding.found}
    for passage in sorted({finding.passage for finding in findings if finding.reworded} - missed):
        typer.echo(commands.reworded(told.words, passage))
    typer.echo(commands.found_figures(told.words, sum(finding.found for finding in findings), len(findings)))
    if missed:
        raise typer.Exit(1)


def _stated(data: "Data", source: str) -> "list[Observation]":
    """The figures of a source that stand in its passages."""
    from kztrade.selection import Selection, choices

    rows = [row for row in Selection(sources=(source,)).rows(data) if row.passage is not None]
    if not rows:
        known = sorted({passage.source for passage in data.passages})
        raise FilterError("Of {source} no passages are recorded.", choices("", known), source=source)
    return rows


def _original_text(data: "Data", source: str, file: Path | None) -> str:
    """The text to search: that of the file, else that of the kept copy.

    Raises:
        SourceError: None is kept, or the file is no text.
        KztradeError: The kept copy is in trouble.
    """
    from kztrade import originals

    if file is not None:
        return originals.likely_text(data, source, originals.read_original_file(file))
    kept = originals.read_original(data, source)
    if kept is None:
        raise SourceError(
            "No original of {source} is kept here.",
            "Name a FILE, or run `kztrade original add {source} FILE` or `kztrade original fetch {source}`.",
            source=source,
        )
    if kept.trouble:
        raise kept.trouble
    return kept.text


Unchecked = Annotated[
    bool, typer.Option("--unchecked", help="Keep it unasked where no paragraph is recorded to compare it with.")
]
Replace = Annotated[bool, typer.Option("--replace", help="Put it in the place of an earlier copy unasked.")]


def add(
    source: Id,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Its text, as a plain text file.")],
    unchecked: Unchecked = False,
    replace: Replace = False,
) -> None:
    """A file is taken only if a recorded paragraph of the source stands in it, where any is recorded."""
    from kztrade import originals

    data = _data_with(source)
    _keep(data, source, originals.read_original_file(file), "file", unchecked, replace)


def fetch(source: Id, unchecked: Unchecked = False, replace: Replace = False) -> None:
    """What comes is taken as a file would be."""
    from kztrade import originals

    data = _data_with(source)
    fetched = originals.fetch_original(data.sources[source])
    _keep(data, source, fetched.text.encode(), fetched.url, unchecked, replace)


def _keep(data: "Data", source: str, raw: bytes, origin: str, unchecked: bool, replace: bool) -> None:
    """Keep a text, once every doubt is answered by an option or at the prompt.

    Raises:
        UsageError: Nobody answers.
    """
    from kztrade import originals
    from kztrade.words import commands

    text, answers = originals.usable_text(data, source, raw), {"unchecked": unchecked, "replace": replace}
    for name, doubt in originals.doubts(data, source, text).items():
        if not answers[name] and not sys.stdin.isatty():
            raise doubt
        if not answers[name]:
            typer.echo(speech.words().error(doubt)[0], err=True)
            typer.confirm(commands.keep_it(speech.words()), abort=True, err=True)
    _tell_kept(originals.keep_original(source, text, origin=origin, now=datetime.now(UTC)))


def _data_with(source: str) -> "Data":
    """All data, once it is clear that they know the source.

    Raises:
        FilterError: They do not.
    """
    from kztrade.selection import LONGEST, choices

    data = speech.told().data
    if source not in data.sources:
        raise FilterError(
            "There is no source {value!r}.", choices(source, sorted(data.sources)), value=source[:LONGEST]
        )
    return data


def _tell_kept(kept: "Original") -> None:
    from kztrade import originals
    from kztrade.words import commands

    typer.echo(commands.kept(speech.words(), kept.source, str(originals.folder()), kept.sha256))


def list_copies() -> None:
    """A line a copy, those of no use with the reason."""
    from kztrade import listings, originals
    from kztrade.words import commands

    told = speech.told()
    kept = originals.list_originals(told.data)
    last = commands.kept_copies(told.words, len(kept), str(originals.folder()))
    if kept:
        print_table(listings.kept_originals(told, [_cells(copy) for copy in kept]), last)
    else:
        typer.echo(last)


def _cells(copy: "Original") -> tuple[str, str, str, str, str]:
    if copy.trouble:
        return (copy.source, "", "", "", speech.words().error(copy.trouble)[0])
    return (copy.source, copy.added.isoformat() if copy.added else "", copy.origin, copy.sha256, "")


def remove(source: Id) -> None:
    """The copy is gone afterwards, whatever state it was in."""
    from kztrade import originals
    from kztrade.words import commands

    if not originals.remove_original(source):
        raise FilterError("No original of {source!r} is kept here.", "Run `kztrade original list`.", source=source[:60])
    typer.echo(commands.removed(speech.words(), source))
