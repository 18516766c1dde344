"""What a file says beside its rows: title, rule of intervals, licence, how cells are guarded, how to cite."""

from collections.abc import Sequence

from kztrade.codes import Dating
from kztrade.message import Message
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
        "to the value, “over” and “at least” from the value upward with no upper end. A hedge speaks of a size: the "
        "interval of a negative value is mirrored, and a fall by “over” 19 % is −19 % or less. A count told in full, an "
        "amount of nothing and a number spelled out in words have no interval. Targets are points. Where the text is not at "
        "hand, the printed digits are inferred as the shortest usual way to write the value."
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
    parts = (told.publisher(source), source.title, figures_by(told, source), day(told, source))
    sentences = [part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in parts if part]
    return " ".join([*sentences, source.address]).strip()


def figures_by(told: Telling, source: Source) -> str:
    """Whose figures a source gives, unless they are its own."""
    if source.speaker == source.publisher:
        return ""
    return told.say("Figures by {speaker}", speaker=told.speaker(source))


def day(told: Telling, source: Source) -> str:
    """When a source was published, as a citation says it."""
    if source.published is None:
        return told.say("Day of publication unknown")
    if source.dating is Dating.INFERRED:
        return told.say("Published {day} (inferred)", day=source.published.text)
    return told.say("Published {day}", day=source.published.text)


# A sheet


def brief_rows(told: Telling, shown: str, count: int) -> str:
    """That a sheet holds only the first rows of a table."""
    return told.say("The first {shown} of {count} rows.", shown=shown, count=told.words.number(count))


def view_address(told: Telling, address: str) -> str:
    """Where a view is found again."""
    return told.say("This view: {address}", address=address)


# The package


def table_title(told: Telling, name: str) -> str:
    """What a table of the package holds, by the table's name."""
    return told.tell(TABLES[name])


TABLES = {
    "observations": Message("One row is one value that one source published."),
    "targets": Message("Announced levels."),
    "indicators": Message("What is measured."),
    "sources": Message("Who published the figures."),
    "events": Message("Occasions at which officials spoke."),
    "areas": Message("Countries and groups that report or are reported on."),
    "area_names": Message("How areas are called, by language and form."),
    "ledgers": Message("Publishers’ figures over all their editions."),
}


def licence_name(told: Telling) -> str:
    """The licence, as a package names it."""
    return told.say("Creative Commons Attribution 4.0 International, for selection and notes")


def package_version(told: Telling) -> str:
    """Of which data the package is, in full."""
    return told.say("Data version {version}.", version=f"`{told.data.version}`")


def package_parts(told: Telling) -> str:
    """What lies in the package beside its tables."""
    return told.say(
        "A Data Package: {descriptor} describes every table, {codebook} every column and what it may say. {parquet} holds "
        "the rows of {csv} with their types.",
        descriptor="`datapackage.json`",
        codebook="`codebook.csv`",
        parquet="`observations.parquet`",
        csv="`observations.csv`",
    )


def filters_title(told: Telling) -> str:
    """Heading over what was chosen."""
    return told.say("Active filters")


def no_filter(told: Telling) -> str:
    """Nothing was filtered."""
    return told.say("None: everything that kztrade holds.")


def package_holds(told: Telling) -> str:
    """What a package of a selection holds of the tables around the figures."""
    return told.say("Of areas, ledgers, indicators, sources and events the package holds what its figures refer to.")


def cite_title(told: Telling) -> str:
    """Heading over how to cite."""
    return told.say("How to cite")


def package_citations(told: Telling, publishers: Sequence[str]) -> tuple[str, str, str]:
    """The project in short and in full, and where every source is cited."""
    return (
        told.say("Short: kztrade, data version {version}.", version=told.data.short_version),
        told.say(
            "Long: {citation} Figures as published by: {publishers}.",
            citation=citation(told),
            publishers="; ".join(publishers),
        )
        if publishers
        else told.say("Long: {citation}", citation=citation(told)),
        told.say(
            "{text} and {bibtex} cite every source. Who quotes a figure should name its source too.",
            text="`citation.txt`",
            bibtex="`CITATION.bib`",
        ),
    )


def licence_title(told: Telling) -> str:
    """Heading over the terms."""
    return told.say("Licence")


def reading_title(told: Telling) -> str:
    """Heading over how the files are written."""
    return told.say("How to read the tables")


def csv_rule(told: Telling) -> str:
    """How the CSV files are written."""
    return told.say(
        "The CSV files are UTF-8 with commas; lines end in CR LF. Values are in base units, periods as ISO 8601 writes "
        "them. An empty cell is missing, never zero."
    )


def sums_rule(told: Telling) -> str:
    """How to check that no file was altered."""
    return told.say("To check the files: {command}.", command="`sha256sum -c SHA256SUMS`")


def columns_title(told: Telling) -> str:
    """Heading over the columns."""
    return told.say("Columns")
