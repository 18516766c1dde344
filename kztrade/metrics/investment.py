"""Investment and joint ventures: what a stated ratio, share or addition implies.

Flows and stocks are told apart as BPM6 does: what was invested during a year, and what had been by a day.
"""

from collections.abc import Mapping

from kztrade.codes import FROM_REPORTER, TO_REPORTER, Kind, Unit
from kztrade.errors import PeriodError, UnitError
from kztrade.message import Message
from kztrade.metrics.ledger import derived, label, name, require_one_ledger, require_one_period, require_one_unit
from kztrade.model import Indicator, Metric, Observation
from kztrade.period import read_period


def year_before(flow: Observation, ratio: Observation) -> Metric:
    """Flow of the year before, from a flow and its ratio to the period before: flow ÷ ratio.

    The source names no period for the comparison; reading it as the year before is an inference.

    Raises:
        UnitError: Not a ratio, not of this flow, or another ledger.
        PeriodError: Flow and ratio speak of different periods, or not of a year.
    """
    _require_ratio(ratio)
    _require_companion(ratio, flow, "ratio")
    require_one_ledger(flow, ratio)
    require_one_period(flow, ratio)
    if not flow.period.is_year:
        raise PeriodError("{period} is no calendar year.", "Take the flow of a year.", period=flow.period)
    before = read_period(f"{flow.period.year - 1:04d}")
    formula = Message("{flow} ÷ {ratio}", flow=label(flow), ratio=label(ratio))
    return derived("year_before", before, flow.unit, lambda amount, times: amount / times, formula, flow, ratio)


def share_of_sum(flow: Observation, total: Observation) -> Metric:
    """A year's share of a sum since a start: flow ÷ sum, in percent.

    Raises:
        UnitError: Other unit or ledger, or a sum of something else.
        PeriodError: The flow's period does not lie inside the sum's.
    """
    require_one_unit(flow, total)
    _require_companion(total, flow, "cumulative")
    require_one_ledger(flow, total)
    if not (total.period.start <= flow.period.start and flow.period.end <= total.period.end):
        raise PeriodError(
            "{period} does not lie inside {sum}.",
            "Take a sum that covers the flow.",
            period=flow.period,
            sum=total.period,
        )
    formula = Message("{flow} ÷ {sum}", flow=label(flow), sum=label(total))
    return derived("share_of_sum", flow.period, Unit.PERCENT, lambda part, all: part / all * 100, formula, flow, total)


def ventures_before(count: Observation, added: Observation) -> Metric:
    """Joint ventures before an addition: count − added. Closures in between are not known and not allowed for.

    Raises:
        UnitError: Other unit or ledger, or an addition to something else.
        PeriodError: The addition does not end with the count.
    """
    require_one_unit(count, added)
    _require_companion(added, count, "new")
    require_one_ledger(count, added)
    if not added.period.start <= count.period.end <= added.period.end:
        raise PeriodError(
            "{added} does not lead up to {period}.",
            "Take the addition before the count.",
            added=added.period,
            period=count.period,
        )
    formula = Message("{count} − {added}", count=label(count), added=label(added))
    before = read_period(str(added.period.start.year))
    return derived("ventures_before", before, count.unit, lambda now, new: now - new, formula, count, added)


def investment_per_venture(money: Observation, ventures: Observation, indicators: Mapping[str, Indicator]) -> Metric:
    """Investment divided by the number of enterprises, if both go the same way.

    Investment by one side in the other says nothing about joint ventures in the first.

    Raises:
        UnitError: Other direction, other kind than a stock and a count, or another ledger.
    """
    first, second = indicators[money.indicator], indicators[ventures.indicator]
    way = _way(first, money)
    if way is None or way != _way(second, ventures):
        raise UnitError(
            "{first} and {second} do not go the same way: one says nothing about the other.",
            "Divide investment only by enterprises in the country it went to.",
            first=first.name,
            second=second.name,
        )
    if (first.kind, second.kind) != (Kind.STOCK, Kind.COUNT):
        raise UnitError(
            "{first} by {second} is no stock by a count.",
            "Take a sum and a count at a date.",
            first=first.code,
            second=second.code,
        )
    require_one_ledger(money, ventures)
    formula = Message("{money} ÷ {ventures}", money=label(money), ventures=label(ventures))
    return derived(
        "investment_per_venture",
        ventures.period,
        money.unit,
        lambda invested, count: invested / count,
        formula,
        money,
        ventures,
    )


def _way(indicator: Indicator, row: Observation) -> tuple[str, ...] | None:
    """From which area to which a row's goods or money move; `None` where they move both ways."""
    if indicator.direction == FROM_REPORTER:
        return (row.reporter, row.partner)
    if indicator.direction == TO_REPORTER:
        return (row.partner, row.reporter)
    return tuple(indicator.direction.split(">")) if ">" in indicator.direction else None


def _require_ratio(ratio: Observation) -> None:
    if ratio.unit is not Unit.RATIO:
        raise UnitError(
            "{row} is in {unit} and not a ratio.",
            "Take how many times the period before.",
            row=name(ratio),
            unit=ratio.unit,
        )


def _require_companion(row: Observation, of: Observation, suffix: str) -> None:
    companion = f"{of.indicator}_{suffix}"
    if row.indicator != companion:
        raise UnitError(
            "{row} says nothing of {indicator}.",
            "Take {companion}.",
            row=name(row),
            indicator=of.indicator,
            companion=companion,
        )
