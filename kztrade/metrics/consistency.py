"""Do a source's own figures fit each other? Each test says pass, fail or cannot tell, with the arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kztrade.codes import Kind, Scope
from kztrade.errors import PeriodError, UnitError
from kztrade.interval import Interval, Quantity
from kztrade.metrics.growth import implied_level
from kztrade.metrics.ledger import inputs
from kztrade.metrics.statements import cut_off_interval
from kztrade.model import Indicator, Observation


class Outcome(StrEnum):
    """What a test says."""

    PASSES = "passes"
    FAILS = "fails"
    CANNOT_TELL = "cannot_tell"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class Check:
    """One test with its arithmetic.

    Attributes:
        test: Which one.
        rows: The figures tested, in the order of the arithmetic.
        computed: What follows from all but the last of them; its interval is what they allow.
        stated: What the last of them says; its interval is what it allows.
        reason: Why it cannot be told or compared: `start`, `no_start`, `indicator`, `period`, `publisher`, `digits`,
            `open`.
    """

    test: str
    outcome: Outcome
    rows: tuple[Observation, ...]
    computed: Quantity | None = None
    stated: Quantity | None = None
    reason: str = ""

    @property
    def scope(self) -> Scope:
        """What part of the trade the figures speak of: a test of farm trade says nothing of all trade."""
        return self.rows[-1].scope

    @property
    def if_cut_off(self) -> Interval | None:
        """What a stated total would allow if its last digits were cut off and not rounded; `None` where none is tested."""
        return cut_off_interval(self.rows[-1]) if self.test in ("sum", "growth") and self.stated else None

    @property
    def passes_if_cut_off(self) -> bool:
        """Whether a test that fails would pass if its total was cut off instead of rounded."""
        cut = self.if_cut_off
        if self.outcome is not Outcome.FAILS or cut is None or self.computed is None:
            return False
        return self.computed.interval.overlaps(cut)

    @property
    def inputs(self) -> tuple[str, ...]:
        """Keys of the figures tested."""
        return inputs(*self.rows)


def sum_check(exports: Observation, imports: Observation, turnover: Observation) -> Check:
    """Exports + imports = turnover, as one source states all three for one period."""
    rows = (exports, imports, turnover)
    reason = "publisher" if _publishers(rows) > 1 else "period" if len({row.period for row in rows}) > 1 else ""
    if reason:
        return Check("sum", Outcome.NOT_COMPARABLE, rows, reason=reason)
    return _compared("sum", rows, exports.quantity + imports.quantity, turnover.quantity)


def growth_check(base: Observation, rate: Observation, level: Observation) -> Check:
    """Base × (1 + stated growth) = level, as one source states all three."""
    rows = (base, rate, level)
    if _publishers(rows) > 1:
        return Check("growth", Outcome.NOT_COMPARABLE, rows, reason="publisher")
    if base.indicator != level.indicator:
        return Check("growth", Outcome.NOT_COMPARABLE, rows, reason="indicator")
    if rate.period != level.period:
        return Check("growth", Outcome.NOT_COMPARABLE, rows, reason="period")
    try:
        implied = implied_level(base, rate)
    except PeriodError:
        return Check("growth", Outcome.NOT_COMPARABLE, rows, reason="period")
    except UnitError:  # a rate of something else, or a part of the total
        return Check("growth", Outcome.NOT_COMPARABLE, rows, reason="indicator")
    if implied.quantity is None:  # bounds that leave everything open
        return Check("growth", Outcome.CANNOT_TELL, rows, None, level.quantity, "open")
    return _compared("growth", rows, implied.quantity, level.quantity)


def cumulative_check(earlier: Observation, later: Observation, flows: Sequence[Observation] = ()) -> Check:
    """A sum since one start never falls, and what it gains covers the flows in between.

    Two sums with different starts are no series: the claim has a moving start and nothing follows from its change. A
    sum that names no start cannot be tested.

    Args:
        earlier: The sum said first.
        later: The sum said later.
        flows: Flows that lie wholly between the two ends.
    """
    rows = (earlier, *flows, later)
    if earlier.indicator != later.indicator:
        return Check("cumulative", Outcome.NOT_COMPARABLE, rows, reason="indicator")
    if len({(row.reporter, row.partner, row.scope) for row in rows}) > 1:
        return Check("cumulative", Outcome.NOT_COMPARABLE, rows, reason="publisher")
    if not (earlier.period.is_span and later.period.is_span):
        return Check("cumulative", Outcome.CANNOT_TELL, rows, reason="no_start")
    if earlier.period.start != later.period.start:
        return Check("cumulative", Outcome.NOT_COMPARABLE, rows, reason="start")
    floor = earlier.quantity
    for flow in flows:
        floor = floor + flow.quantity
    return _risen("cumulative", rows, floor, later.quantity)


def count_check(earlier: Observation, later: Observation, indicators: dict[str, Indicator]) -> Check:
    """A count against a later count of the same kind; other counts are not comparable, whichever is larger."""
    rows = (earlier, later)
    kinds = {indicators[row.indicator].kind for row in rows}
    if earlier.indicator != later.indicator or kinds != {Kind.COUNT}:
        return Check("count", Outcome.NOT_COMPARABLE, rows, earlier.quantity, later.quantity, "indicator")
    return _risen("count", rows, earlier.quantity, later.quantity)


def moving_start(claims: Sequence[Observation]) -> bool:
    """Whether sums of equal size are claimed since different starts: one claim whose start moves.

    Args:
        claims: Cumulative observations of one indicator with the same value.
    """
    starts = {claim.period.start for claim in claims if claim.period.is_span}
    return len({claim.value for claim in claims}) == 1 and len(starts) > 1


def _publishers(rows: Sequence[Observation]) -> int:
    return len({(row.source, row.reporter, row.partner, row.scope) for row in rows})


def _risen(test: str, rows: tuple[Observation, ...], floor: Quantity, later: Quantity) -> Check:
    """Pass where an amount wholly reaches its floor, fail where it wholly lies under it."""
    if later.interval.low >= floor.interval.high:
        return Check(test, Outcome.PASSES, rows, floor, later)
    if later.interval.high < floor.interval.low:
        return Check(test, Outcome.FAILS, rows, floor, later)
    return Check(test, Outcome.CANNOT_TELL, rows, floor, later, "digits")


def _compared(test: str, rows: tuple[Observation, ...], computed: Quantity, stated: Quantity) -> Check:
    """Pass where the intervals overlap; an open end on both sides proves nothing."""
    if not computed.interval.overlaps(stated.interval):
        return Check(test, Outcome.FAILS, rows, computed, stated)
    open_ended = max(computed.interval.width, stated.interval.width) == float("inf")
    return Check(
        test, Outcome.CANNOT_TELL if open_ended else Outcome.PASSES, rows, computed, stated, "open" * open_ended
    )
