"""Where steady growth leads: the path of a level, and the year in which it reaches a target."""

import math
from collections.abc import Sequence

from kztrade.codes import ObsStatus, Unit
from kztrade.errors import UsageError
from kztrade.interval import Quantity
from kztrade.message import Message
from kztrade.metrics.ledger import derived, label
from kztrade.metrics.target import require_own_target
from kztrade.model import Level, Metric, Target
from kztrade.period import read_period

LAST_YEAR = 2100
"""No path is drawn beyond; a growth that needs longer does not reach its target."""

NEVER = math.inf
"""The year after `LAST_YEAR`, whichever it is."""


def year_reached(level: Level, target: Target, rate: float) -> Metric:
    """First year in which a level that grows at a steady rate is at or above the target.

    From a floor the year is the latest: "or sooner". There are no half years, so rounding is not left to a whisker: a
    floor that may be rounded down gives the year that even its lower end reaches.

    Args:
        level: Where growth starts.
        target: Where it shall end.
        rate: Growth in percent a year, chosen by the reader.

    Returns:
        The year; no value, with a reason, when the rate never leads there before `LAST_YEAR`.

    Raises:
        UnitError: The target is for another amount or in another unit.
        UsageError: A rate that no level can have.
    """
    require_own_target(level, target)
    require_rate(rate)
    start = level.period.year

    def year(end: float) -> float:
        return _year(start, end, target.value, rate)

    def reached(have: Quantity, _: Quantity) -> Quantity:
        interval = have.interval.decreasing(year) if year(have.value) < NEVER else None
        if interval is None or interval.boundless:
            raise UsageError(
                "At {rate}% a year the target need not be reached before {year}.", rate=shown(rate), year=str(LAST_YEAR)
            )
        hedge = have.hedge.decreasing(year)
        return Quantity(hedge if hedge.end is None else interval, interval)

    formula = Message(
        "first year with {level} × (1 + {rate} ÷ 100) ** years ≥ target", level=label(level), rate=shown(rate)
    )
    return derived("year_reached", level.period, Unit.YEAR, reached, formula, level, target.observation())


def _year(start: int, level: float, target: float, rate: float) -> float:
    if level >= target:
        return float(start)
    step = math.log1p(rate / 100) if rate > -100 else NEVER
    if level <= 0 or rate <= 0 or step <= 0:  # a rate too small for a float to hold is none
        return NEVER
    # The small tolerance keeps a level that meets the target to the last digit from waiting a year for rounding.
    years = (math.log(target) - math.log(level)) / step - 1e-9
    return float(start + math.ceil(years)) if start + years <= LAST_YEAR else NEVER


def path(level: Level, rate: float, until: int) -> Sequence[Metric]:
    """A level carried on at a steady rate, a value a year up to a year: level × (1 + rate ÷ 100) ** years.

    Not a forecast: an illustration of the rate that the reader chose.

    Raises:
        UsageError: A rate that no level can have, or one that leads beyond all numbers.
    """
    require_rate(rate)
    return [_step(level, rate, year) for year in range(level.period.year + 1, until + 1)]


def _step(level: Level, rate: float, year: int) -> Metric:
    years = year - level.period.year
    factor = compound(rate, years)
    formula = Message("{level} × (1 + {rate} ÷ 100) ** {years}", level=label(level), rate=shown(rate), years=years)
    period = read_period(str(year))
    return derived("path", period, level.unit, lambda have: have * factor, formula, level, status=ObsStatus.FORECAST)


def compound(rate: float, years: int) -> float:
    """What a steady rate in percent a year makes of one in a number of years.

    Raises:
        UsageError: More than a number can hold.
    """
    try:
        return (1 + rate / 100) ** years
    except OverflowError:
        raise UsageError(
            "Growth of {rate} % a year leads beyond all numbers.", "Choose a smaller rate.", rate=shown(rate)
        ) from None


def require_rate(rate: float) -> None:
    """Make sure that a level can grow or fall at a rate.

    Raises:
        UsageError: No number, or a fall by more than everything.
    """
    if not -100 <= rate < math.inf:
        raise UsageError("No level can grow by {rate} % a year.", "Choose a number from -100 on.", rate=shown(rate))


def shown(rate: float) -> float | int:
    """A rate as a reader would write it: 19 and not 19.0."""
    return int(rate) if abs(rate) < 1e15 and rate == int(rate) else rate
