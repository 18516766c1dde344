"""Pages without a browser: printed, written as files, or their chart alone."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kztrade.cli import speech
from kztrade.cli.lines import table_lines
from kztrade.cli.options import Filters
from kztrade.cli.writing import write_file
from kztrade.errors import FilterError, UsageError

if TYPE_CHECKING:
    from kztrade.view import View
    from kztrade.words import Telling


def page(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Name of a page, such as target.")] = "",
    filters: Filters = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="File to write, as html, json or txt, in place of printing."),
    ] = None,
    brief: Annotated[
        bool, typer.Option("--brief", help="Write the page on one sheet of A4, as html or pdf, into the file of --out.")
    ] = False,
) -> None:
    """A page in words; without a name, all pages with what they answer."""
    from kztrade import listings
    from kztrade.cli.asking import page_of, view_of

    told = speech.told()
    if not name:
        typer.echo(table_lines(listings.all_pages(told)))
        return
    view = view_of(told, page_of(name), filters or (), date.today())
    if brief and not out:
        raise UsageError("A brief is a file.", "Add --out FILE.html or --out FILE.pdf.")
    if out:
        _write(told, view, out, brief)
    else:
        typer.echo(_text(told, view), nl=False)


def _text(told: "Telling", view: "View") -> str:
    from kztrade import files

    text = next(one for one in files.formats(files.Kind.VIEW) if one.extension == "txt")
    return text.write(told, view).decode()


def _write(told: "Telling", view: "View", out: Path, brief: bool) -> None:
    from kztrade import files
    from kztrade.words import commands

    write_file(out, files.extension(out, files.Kind.BRIEF if brief else files.Kind.VIEW).write(told, view))
    typer.echo(commands.wrote_page(told.words, str(out), view.page, told.data.short_version))


def chart(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of a page, such as target.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="File to write, as png, svg, pdf, html or json.")],
    filters: Filters = None,
) -> None:
    """The first chart of a page, for what the page is asked."""
    from kztrade import files
    from kztrade.cli.asking import page_of, view_of
    from kztrade.words import commands

    chosen = files.extension(out, files.Kind.CHART)
    told = speech.told()
    drawn = view_of(told, page_of(name), filters or (), date.today()).charts()
    if not drawn:
        raise FilterError(
            "The page {page} draws no chart of what it is asked.", "Run `kztrade page {page}` to read it.", page=name
        )
    write_file(out, chosen.write(told, drawn[0]))
    typer.echo(commands.wrote_chart(told.words, str(out), name, told.data.short_version))
