"""What the command line says of errors and of itself; a command says what it did, and its help stands beside it."""

from kztrade.errors import DataError, KztradeError
from kztrade.message import Message
from kztrade.words.format import Format

HELP = Message("Show this message and exit.")
"""What the option --help says, in the words of the library that adds it."""


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


def refused(words: Format, metric: str, reason: str) -> str:
    """Why a quotient that readers look for is not among the metrics."""
    return words.say("{metric}: refused. {reason}", metric=metric, reason=reason)
