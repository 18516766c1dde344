"""How far is it to a target: progress, gap, required growth."""

from kztrade.codes import Unit
from kztrade.errors import PeriodError, UnitError, UsageError
from kztrade.message import Message
from kztrade.metrics.ledger import derived, label, name, subject
from kztrade.model import Level, Metric, Target
from kztrade.period import read_period


def progress(level: Level, target: Target) -> Metric:
    """Share of a target that a level reaches: level ÷ target, in percent. May exceed 100.

    Raises:
        UnitError: The target is for another amount or in another unit.
    """
    require_own_target(level, target)
    formula = Message("{level} ÷ target", level=label(level))
    rows = (level, target.observation())
    return derived("progress", level.period, Unit.PERCENT, lambda have, want: have * 100 / want, formula, *rows)


def gap(level: Level, target: Target) -> Metric:
    """What is missing to a target: target − level. Negative once the target is passed.

    Raises:
        UnitError: The target is for another amount or in another unit.
    """
    require_own_target(level, target)
    formula = Message("target − {level}", level=label(level))
    rows = (level, target.observation())
    return derived("gap", level.period, target.unit, lambda have, want: want - have, formula, *rows)


def required_growth(level: Level, target: Target, year: int) -> Metric:
    """Compound annual growth from a level to a target: (target ÷ level) ** (1 ÷ years) − 1, in percent a year.

    From a floor it is a ceiling: "at most". Not a forecast.

    Returns:
        The rate; without a value from a level of nothing, from which no growth leads anywhere.

    Raises:
        UnitError: The target is for another amount or in another unit.
        PeriodError: The year is not after the level's.
    """
    require_own_target(level, target)
    start = level.period.year
    years = year - start
    if years < 1:
        raise PeriodError(
            "Growth to {year} cannot be told from a level of {period}.",
            "Choose a year from {first} on.",
            year=str(year),
            period=level.period,
            first=str(start + 1),
        )

    def rate(end: float) -> float:
        if end < 0:
            raise UsageError("No steady growth leads from below zero to a target.", "Take a level above zero.")
        return (float(end ** (1 / years)) - 1) * 100

    formula = Message("(target ÷ {level}) ** (1 ÷ {years}) − 1", level=label(level), years=years)
    return derived(
        "required_growth",
        read_period(f"{start}/{year}"),
        Unit.PERCENT,
        lambda have, want: (want / have).increasing(rate),
        formula,
        level,
        target.observation(),
    )


def require_own_target(level: Level, target: Target) -> None:
    """Make sure that level and target speak of the same.

    Raises:
        UnitError: They do not.
    """
    if level.unit is not target.unit:
        raise UnitError(
            "{level} is in {unit}, the target in {other}.",
            "Compare a level with its own target.",
            level=name(level),
            unit=level.unit,
            other=target.unit,
        )
    if subject(level) not in (target.indicator, "implied_level", "path"):
        raise UnitError(
            "{level} cannot be measured against a target for {indicator}.",
            "Take a level of {indicator}.",
            level=name(level),
            indicator=target.indicator,
        )
