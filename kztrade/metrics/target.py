"""How far is it to a target: growth, implied level, progress, gap, required growth, year reached, path."""

import math
from collections.abc import Sequence

from kztrade.codes import ObsStatus, Unit
from kztrade.errors import PeriodError, UnitError
from kztrade.interval import Quantity
from kztrade.metrics.ledger import (
    Level,
    inputs,
    known,
    name,
    require_one_ledger,
    require_one_subject,
    status,
    subject,
)
from kztrade.model import Metric, Observation, Target
from kztrade.period import Period, read_period

LAST_YEAR = 2100
"""No path is drawn beyond; a growth that needs longer does not reach its target."""


def growth(later: Level, earlier: Level) -> Metric:
    """Change on the year before: later ÷ earlier − 1, in percent.

    Must not be compared across publishers, and not with growth that the source itself states from unrounded figures.

    Args:
        later: An amount of a period, stated or derived.
        earlier: The same amount by the same source and reporter, one year before.

    Raises:
        UnitError: Another amount, publisher, reporter, unit or scope, or two bounds, whose ratio nothing is known of.
        PeriodError: The periods are not one year apart.
    """
    _require_year_apart(later, earlier)
    return _change("growth", later, earlier, later.period)


def change(later: Level, earlier: Level) -> Metric:
    """Change over several years: later ÷ earlier − 1, in percent; the period runs from the first to the last year.

    Raises:
        UnitError: Another amount, publisher, reporter, unit or scope, or two bounds, whose ratio nothing is known of.
        PeriodError: The first does not lie before the last, or one is longer than the other.
    """
    if earlier.period.months != later.period.months or earlier.period.end >= later.period.start:
        raise PeriodError(
            f"{later.period} is not a period of the same length after {earlier.period}.", "Take two calendar years."
        )
    return _change("change", later, earlier, read_period(f"{earlier.period}/{later.period}"))


def _change(metric: str, later: Level, earlier: Level, period: Period) -> Metric:
    require_one_subject(later, earlier)
    ledger = require_one_ledger(later, earlier)
    quantity = (_ratio(later, earlier) - 1) * 100
    formula = f"{name(later)} ÷ {name(earlier)} − 1"
    return Metric(
        metric, period, Unit.PERCENT, *ledger, quantity, inputs(later, earlier), formula, status(later, earlier)
    )


def index(level: Level, base: Level) -> Metric:
    """A level where that of a base period is 100: level ÷ base × 100.

    Raises:
        UnitError: Another amount, publisher, reporter, unit or scope, or two bounds, whose ratio nothing is known of.
    """
    require_one_subject(level, base)
    ledger = require_one_ledger(level, base)
    quantity = Quantity.point(100.0) if level == base else _ratio(level, base) * 100
    formula = f"{name(level)} ÷ {name(base)} × 100"
    rows = (level, base)
    return Metric("index", level.period, Unit.INDEX, *ledger, quantity, inputs(*rows), formula, status(*rows))


def implied_level(base: Observation, rate: Observation) -> Metric:
    """The level that a stated growth implies: base × (1 + growth ÷ 100).

    The source states no such level. A floor stays a floor: from "at least 1e9" and 19 % follows "at least 1.19e9",
    whose lower end, with the rounding of the 19 %, is 1.185e9.

    Args:
        base: The amount of the year before.
        rate: Its growth in percent, stated by the same source.

    Raises:
        UnitError: Not a percentage of the base's indicator, or another publisher.
        PeriodError: The rate's period does not follow the base's.
    """
    if rate.unit is not Unit.PERCENT or rate.indicator != f"{base.indicator}_growth":
        raise UnitError(
            f"{name(rate)} is no growth of {base.indicator} in percent.", f"Take {base.indicator}_growth of a year."
        )
    ledger = require_one_ledger(base, rate)
    _require_year_apart(rate, base)
    level = base.quantity * (1 + rate.quantity / 100)
    formula = f"{base.indicator} {base.period} × (1 + {rate.indicator} {rate.period} ÷ 100)"
    return Metric("implied_level", rate.period, base.unit, *ledger, level, inputs(base, rate), formula)


def progress(level: Level, target: Target) -> Metric:
    """Share of a target that a level reaches: level ÷ target, in percent. May exceed 100."""
    share = _known(level, target) * 100 / target.value
    formula = f"{name(level)} ÷ target"
    return _of_target("progress", level, target, level.period, Unit.PERCENT, share, formula)


def gap(level: Level, target: Target) -> Metric:
    """What is missing to a target: target − level. Negative once the target is passed."""
    missing = target.value - _known(level, target)
    return _of_target("gap", level, target, level.period, target.unit, missing, f"target − {name(level)}")


def required_growth(level: Level, target: Target, year: int) -> Metric:
    """Compound annual growth from a level to a target: (target ÷ level) ** (1 ÷ years) − 1, in percent a year.

    From a floor it is a ceiling: "at most". Not a forecast.

    Raises:
        PeriodError: The year is not after the level's.
    """
    years = year - level.period.year
    if years < 1:
        raise PeriodError(
            f"Growth to {year} cannot be told from a level of {level.period}.",
            f"Choose a year from {level.period.year + 1} on.",
        )
    ratio = target.value / _known(level, target)
    rate = ratio.increasing(lambda end: (end ** (1 / years) - 1) * 100)
    formula = f"(target ÷ {name(level)}) ** (1 ÷ {years}) − 1"
    period = read_period(f"{level.period.year}/{year}")
    return _of_target("required_growth", level, target, period, Unit.PERCENT, rate, formula)


def year_reached(level: Level, target: Target, rate: float) -> Metric:
    """First year in which a level that grows at a steady rate is at or above the target.

    From a floor the year is the latest: "or sooner".

    Args:
        level: Where growth starts.
        target: Where it shall end.
        rate: Growth in percent a year, chosen by the reader.

    Returns:
        The year; no value, with a reason, when the rate never leads there before `LAST_YEAR`.
    """
    formula = f"first year with {name(level)} × (1 + {rate:g} ÷ 100) ** years ≥ target"
    quantity = _known(level, target)

    def year(end: float) -> float:
        if end >= target.value:
            return float(level.period.year)
        if rate <= 0:
            return math.inf
        # The small tolerance keeps a level that meets the target to the last digit from waiting a year for rounding.
        years = math.log(target.value / end) / math.log1p(rate / 100)
        return level.period.year + math.ceil(years - 1e-9)

    if year(quantity.value) > LAST_YEAR:
        return Metric(
            "year_reached",
            level.period,
            Unit.YEAR,
            level.source,
            level.reporter,
            None,
            inputs(level, target.observation()),
            formula,
            ObsStatus.MISSING_VALUE,
            f"At {rate:g} % a year the target is not reached before {LAST_YEAR}.",
        )
    reached = quantity.decreasing(year)
    return _of_target("year_reached", level, target, level.period, Unit.YEAR, reached, formula)


def path(level: Level, rate: float, until: int) -> Sequence[Metric]:
    """A level carried on at a steady rate, a value a year up to a year: level × (1 + rate ÷ 100) ** years.

    Not a forecast: an illustration of the rate that the reader chose.
    """
    quantity = known(level)
    steps = []
    for year in range(level.period.year + 1, until + 1):
        years = year - level.period.year
        carried = quantity * (1 + rate / 100) ** years
        formula = f"{name(level)} × (1 + {rate:g} ÷ 100) ** {years}"
        steps.append(
            Metric(
                "path",
                read_period(str(year)),
                level.unit,
                level.source,
                level.reporter,
                carried,
                inputs(level),
                formula,
                ObsStatus.FORECAST,
            )
        )
    return steps


def _require_year_apart(later: Level, earlier: Level) -> None:
    if later.period != earlier.period.a_year_later():
        raise PeriodError(
            f"{later.period} is not the period one year after {earlier.period}.",
            "Take the same months of the year before.",
        )


def _ratio(level: Level, base: Level) -> Quantity:
    """Level ÷ base, refused where the ratio of two bounds would be printed as if something were known of it."""
    ratio = known(level) / known(base)
    if math.isinf(ratio.interval.low) and math.isinf(ratio.interval.high):
        raise UnitError(
            f"{name(level)} and {name(base)} are both bounds: nothing follows for their ratio.",
            "Take a figure that is closed on both sides.",
        )
    return ratio


def _known(level: Level, target: Target) -> Quantity:
    """The level's quantity, once it is clear that level and target speak of the same."""
    if level.unit is not target.unit:
        raise UnitError(
            f"{name(level)} is in {level.unit}, the target in {target.unit}.", "Compare a level with its own target."
        )
    if subject(level) not in (target.indicator, "implied_level", "path"):
        raise UnitError(
            f"{name(level)} cannot be measured against a target for {target.indicator}.",
            f"Take a level of {target.indicator}.",
        )
    return known(level)


def _of_target(
    metric: str, level: Level, target: Target, period: Period, unit: Unit, quantity: Quantity, formula: str
) -> Metric:
    return Metric(
        metric, period, unit, level.source, level.reporter, quantity, inputs(level, target.observation()), formula
    )
