"""All commands of the program under their names."""

from typing import Annotated, Any

import typer

from kztrade import __version__
from kztrade.cli import copies, datafiles, pages, printing, serving, writing
from kztrade.cli.speech import OPTION, USUAL
from kztrade.cli.usage import Commands

PLAIN: dict[str, Any] = {
    "cls": Commands,
    "no_args_is_help": True,
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
}

app = typer.Typer(
    help="Trade and investment between two neighbours, every figure with the words that state it.", **PLAIN
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kztrade {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    lang: Annotated[
        str, typer.Option(OPTION, metavar="CODE", help="Language to speak; may stand anywhere on the line.")
    ] = USUAL,
) -> None:
    """What stands before any command; the language is taken out of the line before this is read."""


app.command("serve", help="Serve the dashboard until Ctrl-C.")(serving.serve)
app.command("figures", help="Print the figures that sources state, targets among them.")(printing.figures)
app.command(
    "metrics",
    help="Print what the figures imply, the article's or a ledger's. Each comes with its interval and its formula.",
)(printing.metrics)
app.command("statements", help="Print what officials said, each with its verdict by either side's statistics.")(
    printing.statements
)
app.command("targets", help="Print every target, who set it and what became of it in each ledger.")(printing.targets)
app.command(
    "mirror",
    help="Print both flows at both ends, as each pair of ledgers records them, and the gap between them.",
)(printing.mirror)
app.command("page", help="Print a page as its address shows it, or write it into a file; without a name, list them.")(
    pages.page
)
app.command(
    "chart",
    help="Draw the chart of a page into a file. PNG, SVG and PDF need a Chrome or Chromium on this computer.",
)(pages.chart)
app.command(
    "export",
    help="Write figures into a file. A .zip is a Data Package: figures, sources, codebook, citations and checksums.",
)(writing.export)
app.command(
    "verify", help="Find the figures of a source in its original text. The exit code is 1 unless all are there."
)(copies.verify)

original = typer.Typer(help="Keep your own copies of original texts, outside the project.", **PLAIN)
app.add_typer(original, name="original")
original.command("add", help="Keep a copy of an original. It takes the place of an earlier one only when you say so.")(
    copies.add
)
original.command("fetch", help="Download an original and keep it. This is the one command that uses the network.")(
    copies.fetch
)
original.command("list", help="List the kept copies and where they lie.")(copies.list_copies)
original.command("remove", help="Remove the kept copy of an original.")(copies.remove)

records = typer.Typer(help="Check the data files of the project, and record their checksums.", **PLAIN)
app.add_typer(records, name="data")
records.command("check", help="Read all data files and report every fault, or their version and what they hold.")(
    datafiles.check
)
records.command("record", help="Record the checksums of the data files, once they have no fault.")(datafiles.record)
