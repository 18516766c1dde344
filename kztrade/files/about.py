"""What travels with a table beside its rows."""

from collections.abc import Sequence

from kztrade.errors import UsageError
from kztrade.files.plain import Field, PlainTable
from kztrade.model import Source
from kztrade.table import Table
from kztrade.words import Telling
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
