"""What the command line says: its help, what it did, what it did not find."""

from collections.abc import Mapping

from kztrade.message import Message
from kztrade.words.format import Format

ABOUT = Message("Trade and investment between two neighbours, every figure with the words that state it.")

COMMANDS: Mapping[str, Message] = {
    "serve": Message("Serve the dashboard until Ctrl-C."),
    "figures": Message("Print the figures that sources state, targets among them."),
    "metrics": Message(
        "Print what the figures imply, the article's or a ledger's. Each comes with its interval and its formula."
    ),
    "statements": Message("Print what officials said, each with its verdict by either side's statistics."),
    "targets": Message("Print every target, who set it and what became of it in each ledger."),
    "mirror": Message("Print both flows at both ends, as each pair of ledgers records them, and the gap between them."),
    "show": Message("Print a page: its answer, its figures and its table."),
    "export": Message(
        "Write figures into a file. A .zip is a Data Package: figures, sources, codebook, citations and checksums."
    ),
    "chart": Message("Draw a chart into a file. PNG, SVG and PDF need a Chrome or Chromium on this computer."),
    "verify": Message("Find the figures of a source in its original text. The exit code is 1 unless all are there."),
    "original": Message("Keep your own copies of original texts, outside the project."),
    "original add": Message("Keep a copy of an original. It takes the place of an earlier one."),
    "original fetch": Message("Download an original and keep it. This is the one command that uses the network."),
    "original list": Message("List the kept copies and where they lie."),
    "original remove": Message("Remove the kept copy of an original."),
    "data": Message("Check the data files of the project, and record their checksums."),
    "data check": Message("Read all data files and report every fault, or their version and what they hold."),
    "data record": Message("Record the checksums of the data files, once they have no fault."),
}
"""Help of each command."""

OPTIONS: Mapping[str, Message] = {
    "version": Message("Show the version and exit."),
    "json": Message("Print a JSON list instead of a table."),
    "id": Message("Id of a source."),
    "folder": Message("Folder of the data files, if not the installed ones."),
    "indicator": Message("Indicator, such as turnover. May be repeated."),
    "kind": Message("Kind of indicator: {codes}. May be repeated."),
    "from": Message("First year, by the end of the period."),
    "to": Message("Last year."),
    "source": Message("Source, such as {id}. May be repeated."),
    "reporter": Message("Whose authority says so: {codes}. May be repeated."),
    "scope": Message("Part of the total: {codes}. May be repeated."),
    "published": Message("When the source was published, such as 2023."),
    "period": Message("Period spoken of, such as 2022 or 2023-01/2023-07."),
    "by": Message("Year for the required growth."),
    "growth": Message("Growth in percent a year for the path."),
    "host": Message("Address of this computer to listen on."),
    "port": Message("Port to listen on."),
    "open": Message("Open it in a browser."),
    "base-path": Message("Path under which a proxy serves the dashboard, such as /trade."),
    "show-originals": Message("Show every visitor the copies of originals that are kept on this computer."),
    "out": Message("File to write, as {formats}."),
    "page": Message("Name of a page: {pages}."),
    "chart": Message("Name of a chart, such as target."),
    "verify": Message("Text of the original, if none is kept."),
    "of": Message("The source it is of."),
    "text": Message("Its text, as plain UTF-8."),
    "one of": Message("{label}: {codes}."),
    "any of": Message("{label}: {codes}. May be repeated."),
}
"""Help of each option and argument."""

HEADINGS: Mapping[str, Message] = {
    "period": Message("period"),
    "reporter": Message("reporter"),
    "indicator": Message("indicator"),
    "value": Message("value"),
    "interval": Message("interval"),
    "source": Message("source"),
    "passage": Message("passage"),
    "scope": Message("scope"),
    "status": Message("status"),
    "metric": Message("metric"),
    "formula": Message("formula"),
    "published": Message("published"),
    "who": Message("who"),
    "said": Message("said"),
    "verdict": Message("verdict"),
    "token": Message("token"),
    "figure": Message("figure"),
    "instead": Message("instead"),
    "added": Message("added"),
    "origin": Message("origin"),
    "table": Message("table"),
    "rows": Message("rows"),
}
"""Heads of columns."""


def error_text(words: Format, sentence: str, advice: str) -> str:
    """An error as the last thing a command says."""
    if advice:
        return words.say("Error: {sentence}\nHint: {advice}", sentence=sentence, advice=advice)
    return words.say("Error: {sentence}", sentence=sentence)


def counted(words: Format, figures: int, version: str) -> str:
    """How many figures were printed, by which data."""
    return words.plural(
        "{count} figure, data version {version}", "{count} figures, data version {version}", figures, version=version
    )


def counted_rows(words: Format, rows: int, version: str) -> str:
    """How many rows were printed, by which data."""
    return words.plural(
        "{count} row, data version {version}", "{count} rows, data version {version}", rows, version=version
    )


def version_line(words: Format, version: str) -> str:
    """By which data something was said."""
    return words.say("data version {version}", version=version)


def wrote(words: Format, place: str, figures: int, version: str) -> str:
    """That figures stand in a file now."""
    return words.plural(
        "Wrote {place}: {count} figure, data version {version}",
        "Wrote {place}: {count} figures, data version {version}",
        figures,
        place=place,
        version=version,
    )


def wrote_chart(words: Format, place: str, chart: str, version: str) -> str:
    """That a chart stands in a file now."""
    return words.say("Wrote {place}: chart {chart}, data version {version}", place=place, chart=chart, version=version)


def refused(words: Format, metric: str, reason: str) -> str:
    """Why a quotient that readers look for is not among the metrics."""
    return words.say("{metric}: refused. {reason}", metric=metric, reason=reason)


def found_figures(words: Format, found: int, wanted: int) -> str:
    """How many of a source's figures stand in its original."""
    return words.plural("{found} of {count} figure found", "{found} of {count} figures found", wanted, found=found)


def reworded(words: Format, passage: int) -> str:
    """That a passage is not worded as recorded, though its figures stand in it."""
    return words.say(
        "Note: passage {passage} is worded differently from what is recorded; its figures stand.", passage=passage
    )


def kept(words: Format, source: str, folder: str, digest: str) -> str:
    """That a copy is kept."""
    return words.say(
        "Kept the original of {source} in {folder}, SHA-256 {digest}", source=source, folder=folder, digest=digest
    )


def kept_copies(words: Format, copies: int, folder: str) -> str:
    """How many copies are kept, and where."""
    return words.plural("{count} kept in {folder}", "{count} kept in {folder}", copies, folder=folder)


def removed(words: Format, source: str) -> str:
    """That a copy is gone."""
    return words.say("Removed the original of {source}", source=source)


def no_fault(words: Format, version: str) -> str:
    """That the data files keep their contract."""
    return words.say("No fault found, data version {version}", version=version)


def recorded(words: Format, place: str, version: str) -> str:
    """That checksums are recorded."""
    return words.say("Wrote {place}: data version {version}", place=place, version=version)
