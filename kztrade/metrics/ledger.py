"""What may be computed with what: arithmetic stays inside one publisher's ledger, one unit and one scope."""

from kztrade.codes import Area, ObsStatus, Scope
from kztrade.errors import UnitError
from kztrade.interval import Quantity
from kztrade.model import Metric, Observation

Level = Observation | Metric
"""An amount with a period, stated or derived."""


def name(row: Level) -> str:
    """How a row is named among the inputs of a metric."""
    return str(row.key) if isinstance(row, Observation) else f"{row.name}.{row.period}.{row.source}"


def inputs(*rows: Level) -> tuple[str, ...]:
    """The keys of all observations behind the rows; a derived row hands on its own inputs."""
    found: dict[str, None] = {}
    for row in rows:
        keys = (str(row.key),) if isinstance(row, Observation) else row.inputs
        found.update(dict.fromkeys(keys))
    return tuple(found)


def require_one(attribute: str, *rows: Level) -> object:
    """The value that all rows share.

    Raises:
        UnitError: They differ; the message names both.
    """
    first, *others = rows
    expected = getattr(first, attribute)
    for row in others:
        found = getattr(row, attribute)
        if found != expected:
            raise UnitError(
                f"{name(first)} and {name(row)} cannot be combined: their {attribute} is {expected} and {found}.",
                f"Take figures of one {attribute}.",
            )
    return expected


def subject(row: Level) -> str:
    """What a row is an amount of: its indicator, or the metric that it is a result of."""
    return row.indicator if isinstance(row, Observation) else row.name


def require_one_subject(*rows: Level) -> None:
    """Make sure that all rows are amounts of one thing in one unit.

    Raises:
        UnitError: They are not; the message names both.
    """
    require_one("unit", *rows)
    first, *others = rows
    for row in others:
        if subject(row) != subject(first):
            raise UnitError(
                f"{name(first)} and {name(row)} cannot be combined: one is {subject(first)}, one {subject(row)}.",
                "Take figures of one indicator.",
            )


def require_one_ledger(*rows: Level) -> tuple[str, Area]:
    """Source and reporter that all rows share; all of them speak of the bilateral total.

    Raises:
        UnitError: Two publishers or reporters, or a scope that is not the total.
    """
    source = require_one("source", *rows)
    reporter = require_one("reporter", *rows)
    for row in rows:
        if isinstance(row, Observation) and row.scope is not Scope.TOTAL:
            raise UnitError(
                f"{name(row)} speaks of {row.scope} only and cannot enter a bilateral total.",
                "Take a figure whose scope is total.",
            )
    return str(source), Area(str(reporter))


def known(row: Level) -> Quantity:
    """The quantity of a row that has one.

    Raises:
        UnitError: A derived row without a value.
    """
    if row.quantity is None:
        raise UnitError(f"{name(row)} has no value: {row.reason if isinstance(row, Metric) else ''}", "Choose another.")
    return row.quantity


def status(*rows: Level) -> ObsStatus:
    """Status of what is derived from rows: doubt and provision are handed on, else estimated."""
    found = {row.obs_status for row in rows}
    for doubtful in (ObsStatus.LOW_RELIABILITY, ObsStatus.PROVISIONAL):
        if doubtful in found:
            return doubtful
    return ObsStatus.ESTIMATED
