"""What stands around every page: the frame's own words, whatever the page says."""

from collections.abc import Sequence
from dataclasses import dataclass

from kztrade.errors import DataError, KztradeError
from kztrade.words import Format, Telling

FAULTS = 5
"""Faults of the data files that a page tells; the log has them all."""


def about(words: Format) -> str:
    """What the dashboard is, in a sentence."""
    return words.say("Trade and investment between two neighbours, with every source.")


def trouble(words: Format, error: KztradeError) -> tuple[str, str]:
    """An error, and what to do: the first faults of the data files where it has any."""
    sentence, advice = words.error(error)
    faults = error.faults if isinstance(error, DataError) else ()
    parts = [words.tell(fault.sentence) for fault in faults[:FAULTS]]
    if len(faults) > FAULTS:
        parts.append(words.plural("And one more.", "And {count} more.", len(faults) - FAULTS))
    if advice:
        parts.append(words.say("Hint: {hint}", hint=advice))
    return sentence, " ".join(parts)


# Links


def unread_link(told: Telling, parts: Sequence[str]) -> tuple[str, str]:
    """That something of a link could not be read."""
    first = told.say("Part of this link could not be read ({parts}).", parts="; ".join(parts))
    return first, told.say("The usual choice stands in its place.")


def outdated_link(told: Telling, version: str) -> tuple[str, str]:
    """That a link was made with other data."""
    first = told.say("This link was made with data version {version}.", version=version)
    return first, told.say("Figures may have been added or revised since.")


# Navigation


def page_title(words: Format, title: str) -> str:
    """What the browser calls a page."""
    return words.say("{page} · kztrade", page=title)


def navigation(words: Format) -> str:
    """What the list of all pages is called."""
    return words.say("Pages")


def next_question(told: Telling) -> str:
    """What stands over the questions that other pages answer."""
    return told.say("Next question")


# Parts of a page


def folded(told: Telling, title: str, below: str) -> str:
    """The name of what is folded, and in lesser letters what is inside: CommonMark in one line."""
    return (
        told.say("**{title}** :gray[{inside}]", title=title, inside=below)
        if below
        else told.say("**{title}**", title=title)
    )


# Tables


def show_all(told: Telling, count: int) -> str:
    """The button that shows every row of a table."""
    return told.say("Show all {count}", count=told.words.number(count))


def find(told: Telling) -> tuple[str, str]:
    """The label of a field that searches rows, and what is said where nothing is found."""
    return told.say("Search"), told.say("Nothing found.")


def quotation(told: Telling) -> tuple[str, str]:
    """The button that copies a sentence, and what it says when that is done."""
    return told.say("Copy as quotation"), told.say("Copied")


# Controls


def more_filters(told: Telling, count: int) -> str:
    """The name of what is folded away, and how many of it are in use."""
    return told.plural("More · {count} filter", "More · {count} filters", count) if count else told.say("More")


def clear(told: Telling, count: int) -> str:
    """The button that gives the filters that are folded away their usual values."""
    return told.plural("Clear it", "Clear the {count}", count)


def filters_in_use(told: Telling, labels: Sequence[str]) -> str:
    """Which of the folded filters are not as usual."""
    return told.say("In use among them: {filters}.", filters=", ".join(labels))


def chosen(told: Telling, names: Sequence[str]) -> str:
    """What is chosen of several options, short enough for the face of a button."""
    if not names:
        return told.say("None chosen")
    if len(names) < 3:
        return told.listed(names)
    return told.plural("{first} and {count} more", "{first} and {count} more", len(names) - 1, first=names[0])


def usual_choice(told: Telling) -> tuple[str, str]:
    """The buttons that choose as usual, and nothing."""
    return told.say("As usual"), told.say("None of them")


# Files


@dataclass(frozen=True, slots=True)
class FileWords:
    """The words of the row of downloads."""

    picture: str
    table: str
    everything: str
    brief: str
    copy: str
    copied: str


def file_words(told: Telling) -> FileWords:
    """The words of the row of downloads."""
    return FileWords(
        told.say("Picture"),
        told.say("Table"),
        told.say("Download everything (ZIP)"),
        told.say("Brief"),
        told.say("Copy link"),
        told.say("Link copied"),
    )


def chart_as(told: Telling, label: str) -> str:
    """What a button does that brings the chart as a file."""
    return told.say("Download the chart as {format}", format=label)


# The reader's own copies


def keep_copy(told: Telling) -> str:
    """The switch that keeps an upload."""
    return told.say("Keep it on this computer")


def where_it_stays(told: Telling) -> str:
    """What becomes of an upload that nobody keeps."""
    return told.say("It is read in this session alone and forgotten with it.")


def copy_in_use(told: Telling, kept: bool) -> str:
    """That the reader's own copy is read."""
    if kept:
        return told.say("Your copy is kept on this computer.")
    return told.say("Your copy is read in this session alone.")


def remove_copy(told: Telling) -> str:
    """The button that removes what the session brought."""
    return told.say("Remove this copy")


# The foot


@dataclass(frozen=True, slots=True)
class FootWords:
    """The words under every page."""

    promise: str
    version: str
    counts: str
    intervals: str
    cite: str
    licence: str


def foot_words(told: Telling) -> FootWords:
    """Data version, size and licences."""
    data, number = told.data, told.words.number
    return FootWords(
        told.say("Figures as published, never repaired."),
        told.say("Data version"),
        told.say(
            "{observations} observations, {targets} targets, {publishers} publishers",
            observations=number(len(data.observations)),
            targets=number(len(data.targets)),
            publishers=number(len({source.publisher for source in data.sources.values()})),
        ),
        told.say("How intervals are read"),
        told.say("How to cite"),
        told.say("Code MIT; notes and digests CC BY 4.0; figures are their publishers’ facts"),
    )
