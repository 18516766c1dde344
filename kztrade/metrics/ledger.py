"""What may be computed with what, and the one way in which a derived figure is made.

Arithmetic stays inside one ledger, one pair, one unit and one scope. Editions of one ledger may be combined: what a
publisher says of 2021 in one year and of 2022 in the next is the word of one publisher.
"""

from collections.abc import Callable

from kztrade.codes import ObsStatus, Scope, Unit
from kztrade.errors import PeriodError, UnitError, UsageError
from kztrade.interval import Quantity
from kztrade.message import Message
from kztrade.model import Level, Metric, Observation
from kztrade.period import Period

DOUBT = (
    ObsStatus.NORMAL,
    ObsStatus.ESTIMATED,
    ObsStatus.FORECAST,
    ObsStatus.PROVISIONAL,
    ObsStatus.LOW_RELIABILITY,
    ObsStatus.MISSING,
    ObsStatus.MISSING_VALUE,
)
"""Statuses (SDMX CL_OBS_STATUS) from the least to the most doubtful."""


def derived(
    metric: str,
    period: Period,
    unit: Unit,
    arithmetic: Callable[..., Quantity],
    formula: Message,
    *rows: Level,
    status: ObsStatus = ObsStatus.ESTIMATED,
) -> Metric:
    """A figure that no source states, computed from rows. Every metric is made here and nowhere else.

    Ledger, reporter, partner and scope are those of the first row. The status is the most doubtful of all rows and of
    the metric's own: what follows from a suspect figure is suspect.

    Args:
        metric: Its name, that of the function that makes it.
        period: What it speaks of.
        unit: Its base unit.
        arithmetic: From the quantities of the rows, in their order, to the quantity of the metric.
        formula: The same for readers.
        rows: What it is computed from; rows that may not be combined were refused before.
        status: What it is when nothing is doubtful: estimated, or a forecast.

    Returns:
        The metric. It has no value, and the reason, where a row has none, where it would be divided by zero, where
        what the rows leave open allows any value, or where it is too large to compute.
    """
    quantity, reason = _computed(arithmetic, rows)
    first = rows[0]
    found = {status, *(row.obs_status for row in rows), *([] if quantity else [ObsStatus.MISSING_VALUE])}
    return Metric(
        metric,
        period,
        unit,
        first.ledger,
        first.reporter,
        first.partner,
        first.scope,
        quantity,
        inputs(*rows),
        formula,
        max(found, key=DOUBT.index),
        reason,
    )


def _computed(arithmetic: Callable[..., Quantity], rows: tuple[Level, ...]) -> tuple[Quantity | None, Message]:
    for row in rows:
        if row.quantity is None:
            return None, row.reason if isinstance(row, Metric) else Message("")
    try:
        quantity = arithmetic(*(row.quantity for row in rows))
    except UsageError as error:
        return None, error.sentence
    if quantity.interval.boundless:
        return None, Message("The figures behind it are bounds, and nothing follows from them.")
    return quantity, Message("")


def name(row: Level) -> str:
    """How a row is named among the inputs of a metric and in an error."""
    return str(row.key) if isinstance(row, Observation) else f"{row.name}.{row.period}.{row.ledger}"


def subject(row: Level) -> str:
    """What a row is an amount of: its indicator, or the metric that it is a result of."""
    return row.indicator if isinstance(row, Observation) else row.name


def label(row: Level) -> Message:
    """How a row is named in a formula."""
    return Message("{subject} {period}", subject=subject(row), period=row.period)


def inputs(*rows: Level) -> tuple[str, ...]:
    """The keys of all observations behind the rows; a derived row hands on its own inputs."""
    found: dict[str, None] = {}
    for row in rows:
        keys = (str(row.key),) if isinstance(row, Observation) else row.inputs
        found.update(dict.fromkeys(keys))
    return tuple(found)


def require_one_unit(*rows: Level) -> None:
    """Make sure that all rows are in one unit.

    Raises:
        UnitError: They are not; the message names two that differ.
    """
    _require_one("unit", rows)


def require_one_subject(*rows: Level) -> None:
    """Make sure that all rows are amounts of one thing in one unit.

    Raises:
        UnitError: They are not; the message names two that differ.
    """
    require_one_unit(*rows)
    _require_one("subject", rows)


def require_one_ledger(*rows: Level) -> None:
    """Make sure that all rows stand in one ledger, under one reporter, with one partner, and speak of the total.

    Raises:
        UnitError: They do not; the message names two that differ, or the one that is a part only.
    """
    for what in ("ledger", "reporter", "partner"):
        _require_one(what, rows)
    require_total(*rows)


def require_one_period(first: Level, second: Level) -> None:
    """Make sure that two rows speak of the same days.

    Raises:
        PeriodError: They do not.
    """
    if first.period != second.period:
        raise PeriodError(
            "{first} and {second} speak of two periods.", "Take one period.", first=name(first), second=name(second)
        )


_KNOWN_BY = {
    "unit": Message("unit"),
    "subject": Message("indicator"),
    "ledger": Message("ledger"),
    "reporter": Message("reporter"),
    "partner": Message("partner"),
}
"""What figures that are combined must have in common."""


def _require_one(what: str, rows: tuple[Level, ...]) -> None:
    one, *found = (subject(row) if what == "subject" else str(getattr(row, what)) for row in rows)
    for row, other in zip(rows[1:], found, strict=True):
        if other != one:
            raise UnitError(
                "{first} and {second} cannot be combined ({what}: {one}, {other}).",
                "Take figures of one unit, indicator, ledger, reporter and partner.",
                first=name(rows[0]),
                second=name(row),
                what=_KNOWN_BY[what],
                one=one,
                other=other,
            )


def require_total(*rows: Level) -> None:
    """Make sure that no row speaks of a part of the trade.

    Raises:
        UnitError: One does.
    """
    for row in rows:
        if row.scope is not Scope.TOTAL:
            raise UnitError(
                "{row} speaks of {scope} only and cannot enter a bilateral total.",
                "Take a figure whose scope is total.",
                row=name(row),
                scope=row.scope,
            )
