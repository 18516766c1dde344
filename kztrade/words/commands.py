"""What the command line says: what it did, what it did not find. Its help stands beside each command."""

from kztrade.errors import DataError, KztradeError
from kztrade.message import Message
from kztrade.words.format import Format

HELP = Message("Show this message and exit.")
"""What the option --help says, in the words of the library that adds it."""


def no_catalogue(words: Format, code: str) -> str:
    """That a language is not spoken here yet."""
    return words.say("Note: nobody has translated kztrade into {language!r} yet; this is English.", language=code[:20])


def usage(command: str) -> Message:
    """Where the use of a command is told."""
    return Message("Run `{command} --help` to see how it is used.", command=command)


def a_number(whole: bool, low: float | None, high: float | None) -> Message:
    """What kind of number an option takes."""
    if low is not None and high is not None:
        return Message("Give a whole number from {low} to {high}.", low=str(low), high=str(high))
    return Message("Give a whole number, such as 2027.") if whole else Message("Give a number, such as 2.5.")


def told_error(words: Format, error: KztradeError) -> str:
    """An error as the last thing a command says, every fault of the data files with it."""
    sentence, advice = words.error(error)
    faults = error.faults if isinstance(error, DataError) else ()
    return error_text(words, "\n  ".join([sentence, *(words.tell(fault.sentence) for fault in faults)]), advice)


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


def wrote_page(words: Format, place: str, page: str, version: str) -> str:
    """That a page stands in a file now."""
    return words.say("Wrote {place}: page {page}, data version {version}", place=place, page=page, version=version)


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


def keep_it(words: Format) -> str:
    """The question whether a doubtful text is kept."""
    return words.say("Keep it all the same?")


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
