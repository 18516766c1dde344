"""What a file says beside its rows: title, rule of intervals, licence, how cells are guarded, how to cite."""

from kztrade.codes import Dating
from kztrade.model import Source
from kztrade.words.telling import Telling

AUTHOR = "kztrade contributors"
"""Whom to cite; a name, the same in every language."""


def title(told: Telling) -> str:
    """The project's title."""
    first, second = (area.code for area in sorted(told.data.areas.values(), key=lambda a: a.rank or 9)[:2])
    return told.say(
        "kztrade: trade and investment between {first} and {second}", first=told.area(first), second=told.area(second)
    )


def licence(told: Telling) -> str:
    """On what terms everything may be used."""
    return told.say(
        "Selection, notes and digests: CC BY 4.0, {address}. The figures are facts of their publishers. The code of "
        "kztrade: MIT.",
        address="https://creativecommons.org/licenses/by/4.0/",
    )


def interval_rule(told: Telling) -> str:
    """How a hedge and printed digits become an interval."""
    return told.say(
        "A speaker’s “about” and the digits printed leave something open. The resolution r is the unit of the last printed "
        "digit. Where a number ends in zeros, or is a lone digit before a scale word, nobody knows how far it was rounded: "
        "r is then the unit of the last non-zero digit or 5 % of the value, whichever is less, but after zeros never finer "
        "than the last printed digit. Without a hedge the interval is the value ± r/2, “about” ± r, “almost” from r below up "
        "to the value, “over” and “at least” from the value upward with no upper end. A count told in full and a number "
        "spelled out in words have no interval. Targets are points. Where the text is not at hand, the printed digits are "
        "inferred as the shortest usual way to write the value."
    )


def open_ends(told: Telling) -> str:
    """How files write what is open."""
    return told.say("The value lies between low and high. An empty end is open.")


def beside_value(told: Telling) -> tuple[str, str, str, str]:
    """What the columns beside a figure say: lower end, upper end, qualifier, unit."""
    return (
        told.say("Lower end of the interval; empty when open."),
        told.say("Upper end of the interval; empty when open."),
        told.say("The hedge: exact, about, almost, over, at_least; of a derived figure also at_most, below."),
        told.say("Unit of the figure."),
    )


def guard_rule(told: Telling) -> str:
    """How text cells of a CSV file are kept from being taken for formulas, and how to undo it."""
    return told.say(
        "A text cell that starts with =, +, -, @, a tab or a carriage return has an apostrophe before it, so that no "
        "spreadsheet takes it for a formula; numbers never do. To undo it, drop the first apostrophe of every text cell that "
        "matches the regular expression {pattern}.",
        pattern=r"^'+[=+@\t\r-]",
    )


def citation(told: Telling) -> str:
    """How to cite the project."""
    return told.say(
        "{author}. {title}. Data version {version}.",
        author=AUTHOR,
        title=title(told),
        version=told.data.short_version,
    )


def source_citation(told: Telling, source: Source) -> str:
    """How to cite one source: publisher, title, whose figures, day, address."""
    parts = (source.publisher, source.title, figures_by(told, source), day(told, source))
    sentences = [part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in parts if part]
    return " ".join([*sentences, source.address]).strip()


def figures_by(told: Telling, source: Source) -> str:
    """Whose figures a source gives, unless they are its own."""
    if source.speaker == source.publisher:
        return ""
    return told.say("Figures by {speaker}", speaker=told.text(source.speaker))


def day(told: Telling, source: Source) -> str:
    """When a source was published, as a citation says it."""
    if source.published is None:
        return told.say("Day of publication unknown")
    if source.dating is Dating.INFERRED:
        return told.say("Published {day} (inferred)", day=source.published.text)
    return told.say("Published {day}", day=source.published.text)
