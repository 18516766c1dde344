"""What travels with a table beside its rows."""

from collections.abc import Sequence
from dataclasses import replace

from kztrade import schemas
from kztrade.errors import UsageError
from kztrade.files.plain import Field, Plain, PlainTable, stored
from kztrade.marks import Chart
from kztrade.model import Source
from kztrade.table import Table
from kztrade.words import Telling
from kztrade.words.captions import drawn_from
from kztrade.words.files import citation, interval_rule, licence, open_ends


def sources_of(told: Telling, table: Table) -> list[Source]:
    """The sources behind a table, in the order of the data.

    Raises:
        UsageError: The table names a source that we do not hold.
    """
    return sources_behind(told, [table])


def sources_behind(told: Telling, tables: Sequence[Table]) -> list[Source]:
    """The sources behind tables, each once, in the order of the data.

    Raises:
        UsageError: A table names a source that we do not hold.
    """
    known = told.data.sources
    wanted = {source for table in tables for source in table.sources}
    unknown = sorted(wanted - known.keys())
    if unknown:
        raise UsageError(
            "The table names sources that we do not hold: {names}.", "Give ids of sources.", names=", ".join(unknown)
        )
    return [source for source in known.values() if source.id in wanted]


def alone(told: Telling, chart: Chart) -> Chart:
    """A chart as it stands without its page: it names the publishers of all its figures itself."""
    behind = chart.sources or [source.id for source in sources_of(told, chart.table)]
    return replace(chart, source=drawn_from(told, behind, every=True)) if behind else chart


WORDS = frozenset({"publisher", "speaker", "quoting", "valuation", "licence"})
"""Columns of a source that hold words and not a title, a code or an address."""


def source_record(told: Telling, source: Source) -> dict[str, Plain]:
    """A source under the contract's own columns, what it says in words in the reader's language."""
    row = {name: stored(getattr(source, name)) for name in schemas.SOURCES.names}
    return {
        name: told.text(cell) or None if name in WORDS and isinstance(cell, str) else cell for name, cell in row.items()
    }


def about(told: Telling, table: Table, made: PlainTable) -> list[tuple[str, str]]:
    """Title, version, filters, notes, citation, licence and columns, as pairs of name and text."""
    return [
        (told.say("Title"), table.title),
        (told.say("Data version"), told.data.version),
        *((told.say("Filter: {name}", name=name), chosen) for name, chosen in table.filters.items()),
        *((told.say("Note"), note) for note in table.notes),
        (told.say("How to cite"), citation(told)),
        (told.say("Licence"), licence(told)),
        (told.say("Intervals"), f"{open_ends(told)} {interval_rule(told)}"),
        *((told.say("Column {name}", name=field.name), described(told, field)) for field in made.fields),
    ]


def described(told: Telling, field: Field) -> str:
    """What a column says and its unit."""
    return " ".join(filter(None, [field.meaning, _unit(told, field)]))


def _unit(told: Telling, field: Field) -> str:
    if field.by_row:
        return told.say("Unit: as the column unit says.")
    return told.say("Unit: {unit}.", unit=field.unit) if field.unit else ""
