"""Investment and joint ventures: what a stated ratio, share or addition implies."""

from collections.abc import Mapping

from kztrade.codes import Direction, Kind, Unit
from kztrade.errors import PeriodError, UnitError
from kztrade.metrics.ledger import inputs, name, require_one, require_one_ledger
from kztrade.model import Indicator, Metric, Observation
from kztrade.period import read_period


def year_before(flow: Observation, ratio: Observation) -> Metric:
    """Flow of the year before, from a flow and its ratio to the period before: flow ÷ ratio.

    The source names no period for the comparison; reading it as the year before is an inference.

    Raises:
        UnitError: Not a ratio, not of this flow, or another publisher.
        PeriodError: Flow and ratio speak of different periods, or not of a year.
    """
    if ratio.unit is not Unit.RATIO:
        raise UnitError(f"{name(ratio)} is in {ratio.unit} and not a ratio.", "Take how many times the period before.")
    _require_companion(ratio, flow, "ratio")
    ledger = require_one_ledger(flow, ratio)
    if flow.period != ratio.period:
        raise PeriodError(f"{name(flow)} and {name(ratio)} speak of two periods.", "Take one period.")
    if not flow.period.is_year:
        raise PeriodError(f"{flow.period} is no calendar year.", "Take the flow of a year.")
    before = read_period(str(flow.period.year - 1))
    formula = f"{flow.indicator} {flow.period} ÷ {ratio.indicator} {ratio.period}"
    quantity = flow.quantity / ratio.quantity
    return Metric("year_before", before, flow.unit, *ledger, quantity, inputs(flow, ratio), formula)


def share_of_sum(flow: Observation, total: Observation) -> Metric:
    """A year's share of a sum since a start: flow ÷ sum, in percent.

    Raises:
        UnitError: Other unit or publisher, or a sum of something else.
        PeriodError: The flow's period does not lie inside the sum's.
    """
    require_one("unit", flow, total)
    _require_companion(total, flow, "cumulative")
    ledger = require_one_ledger(flow, total)
    if not (total.period.start <= flow.period.start and flow.period.end <= total.period.end):
        raise PeriodError(f"{flow.period} does not lie inside {total.period}.", "Take a sum that covers the flow.")
    formula = f"{flow.indicator} {flow.period} ÷ {total.indicator} {total.period}"
    quantity = flow.quantity / total.quantity * 100
    return Metric("share_of_sum", flow.period, Unit.PERCENT, *ledger, quantity, inputs(flow, total), formula)


def ventures_before(count: Observation, added: Observation) -> Metric:
    """Joint ventures before an addition: count − added. Closures in between are not known and not allowed for.

    Raises:
        UnitError: Other unit or publisher, or an addition to something else.
        PeriodError: The addition does not end with the count.
    """
    require_one("unit", count, added)
    _require_companion(added, count, "new")
    ledger = require_one_ledger(count, added)
    if not added.period.start <= count.period.end <= added.period.end:
        raise PeriodError(f"{added.period} does not lead up to {count.period}.", "Take the addition before the count.")
    formula = f"{count.indicator} {count.period} − {added.indicator} {added.period}"
    before = read_period(str(added.period.start.year))
    quantity = count.quantity - added.quantity
    return Metric("ventures_before", before, count.unit, *ledger, quantity, inputs(count, added), formula)


def investment_per_venture(money: Observation, ventures: Observation, indicators: Mapping[str, Indicator]) -> Metric:
    """Investment divided by the number of enterprises, if both go the same way.

    Kazakh investment in Kyrgyzstan says nothing about joint ventures in Kazakhstan.

    Raises:
        UnitError: Other direction, other kind than a stock and a count, or another publisher.
    """
    first, second = indicators[money.indicator], indicators[ventures.indicator]
    if first.direction is not second.direction or first.direction is Direction.BOTH:
        raise UnitError(
            f"{first.name} goes {first.direction}, {second.name} {second.direction}: one says nothing about the other.",
            "Divide investment only by enterprises in the country it went to.",
        )
    if (first.kind, second.kind) != (Kind.STOCK, Kind.COUNT):
        raise UnitError(f"{first.code} by {second.code} is no stock by a count.", "Take a sum and a count at a date.")
    ledger = require_one_ledger(money, ventures)
    formula = f"{money.indicator} {money.period} ÷ {ventures.indicator} {ventures.period}"
    quantity = money.quantity / ventures.quantity
    return Metric(
        "investment_per_venture", ventures.period, money.unit, *ledger, quantity, inputs(money, ventures), formula
    )


def _require_companion(row: Observation, of: Observation, suffix: str) -> None:
    if row.indicator != f"{of.indicator}_{suffix}":
        raise UnitError(f"{name(row)} says nothing of {of.indicator}.", f"Take {of.indicator}_{suffix}.")
