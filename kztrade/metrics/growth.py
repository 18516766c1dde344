"""How one level stands to another: growth, change, revision, index, and the level that a growth implies."""

from kztrade.codes import Unit
from kztrade.errors import PeriodError, UnitError
from kztrade.interval import Quantity
from kztrade.message import Message
from kztrade.metrics.ledger import derived, label, name, require_one_ledger, require_one_period, require_one_subject
from kztrade.model import Level, Metric, Observation
from kztrade.period import Period, read_period


def growth(later: Level, earlier: Level) -> Metric:
    """Change on the year before: later ÷ earlier − 1, in percent.

    Must not be compared across publishers, and not with growth that the source itself states from unrounded figures.

    Args:
        later: An amount of a period, stated or derived.
        earlier: The same amount in the same ledger, one year before.

    Returns:
        The growth; without a value on a year of nothing, and between two bounds, whose ratio nothing is known of.

    Raises:
        UnitError: Another amount, ledger, reporter, partner, unit or scope.
        PeriodError: The periods are not one year apart.
    """
    _require_year_apart(later, earlier)
    return _change("growth", later, earlier, later.period)


def change(later: Level, earlier: Level) -> Metric:
    """Change over several years: later ÷ earlier − 1, in percent; the period runs from the first to the last year.

    Raises:
        UnitError: Another amount, ledger, reporter, partner, unit or scope.
        PeriodError: The first does not lie before the last, or one is longer than the other.
    """
    if earlier.period.months != later.period.months or earlier.period.end >= later.period.start:
        raise PeriodError(
            "{later} is not a period of the same length after {earlier}.",
            "Take two calendar years.",
            later=later.period,
            earlier=earlier.period,
        )
    return _change("change", later, earlier, read_period(f"{earlier.period}/{later.period}"))


def _change(metric: str, later: Level, earlier: Level, period: Period) -> Metric:
    require_one_subject(later, earlier)
    require_one_ledger(later, earlier)
    formula = Message("{later} ÷ {earlier} − 1", later=label(later), earlier=label(earlier))
    return derived(metric, period, Unit.PERCENT, lambda now, then: (now / then - 1) * 100, formula, later, earlier)


def revision(today: Level, then: Level) -> Metric:
    """How a ledger's figure for one period moved between two editions, in percent: today's ÷ the earlier one − 1.

    Of a figure that is itself in percent it is the difference, in percentage points, and bears the name
    `revision_points`. Both editions are the publisher's word; no more is in doubt than their digits leave open.

    Raises:
        UnitError: Another amount, ledger, reporter, partner, unit or scope.
        PeriodError: Two periods.
    """
    require_one_subject(today, then)
    require_one_ledger(today, then)
    require_one_period(today, then)
    if today.unit is Unit.PERCENT:
        formula = Message("{figure} today − as first known", figure=label(today))
        return derived("revision_points", today.period, Unit.PERCENT, lambda a, b: a - b, formula, today, then)
    formula = Message("{figure} today ÷ as first known − 1", figure=label(today))
    return derived("revision", today.period, Unit.PERCENT, lambda a, b: (a / b - 1) * 100, formula, today, then)


def index(level: Level, base: Level) -> Metric:
    """A level where that of a base period is 100: level ÷ base × 100. Two indices are compared on one base year only.

    Raises:
        UnitError: Another amount, ledger, reporter, partner, unit or scope.
    """
    require_one_subject(level, base)
    require_one_ledger(level, base)

    def indexed(now: Quantity, then: Quantity) -> Quantity:
        then.interval.require_no_zero()
        return Quantity.point(100.0) if level == base else now / then * 100

    formula = Message("{level} ÷ {base} × 100", level=label(level), base=label(base))
    return derived("index", level.period, Unit.INDEX, indexed, formula, level, base)


def implied_level(base: Observation, rate: Observation) -> Metric:
    """The level that a stated growth implies: base × (1 + growth ÷ 100).

    The source states no such level. A floor stays a floor: from "at least 1e9" and 19 % follows "at least 1.19e9",
    whose lower end, with the rounding of the 19 %, is 1.185e9.

    Args:
        base: The amount of the year before.
        rate: Its growth in percent, stated by the same source.

    Raises:
        UnitError: Not a percentage of the base's indicator, or another ledger, reporter, partner or scope.
        PeriodError: The rate's period does not follow the base's.
    """
    companion = f"{base.indicator}_growth"
    if rate.unit is not Unit.PERCENT or rate.indicator != companion:
        raise UnitError(
            "{rate} is no growth of {base} in percent.",
            "Take {companion} of a year.",
            rate=name(rate),
            base=name(base),
            companion=companion,
        )
    require_one_ledger(base, rate)
    _require_year_apart(rate, base)
    formula = Message("{base} × (1 + {rate} ÷ 100)", base=label(base), rate=label(rate))
    return derived("implied_level", rate.period, base.unit, lambda old, up: old * (1 + up / 100), formula, base, rate)


def _require_year_apart(later: Level, earlier: Level) -> None:
    if later.period != earlier.period.a_year_later():
        raise PeriodError(
            "{later} is not the period one year after {earlier}.",
            "Take the same months of the year before.",
            later=later.period,
            earlier=earlier.period,
        )
