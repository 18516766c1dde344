"""Does what was said agree with what was recorded? A verdict from intervals alone."""

from dataclasses import dataclass, replace
from enum import StrEnum

from kztrade.codes import UNSPECIFIED, Qualifier, Scope
from kztrade.errors import PeriodError
from kztrade.interval import Interval
from kztrade.metrics.growth import revision
from kztrade.model import Level, Metric, Observation

FINE = 0.01
"""Digits that leave open at most this share of the value are fine: they agree without "after rounding", and with their
rest cut off too."""


class Agreement(StrEnum):
    """The possible verdicts on a statement."""

    AGREES = "agrees"
    AGREES_ROUNDED = "agrees_after_rounding"
    AGREES_HEDGED = "agrees_as_hedged"
    AGREES_CUT = "agrees_cut_off"
    ONLY_CUT = "only_if_cut_off"
    TOO_HIGH = "too_high"
    TOO_LOW = "too_low"
    NO_STATISTIC = "no_statistic"
    NOT_COMPARABLE = "not_comparable"

    @property
    def agrees(self) -> bool:
        """Whether the statement fits the statistic; one that fits only if cut off is left open."""
        return self in (
            Agreement.AGREES,
            Agreement.AGREES_ROUNDED,
            Agreement.AGREES_HEDGED,
            Agreement.AGREES_CUT,
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one statement before one ledger.

    Attributes:
        agreement: By today's figure.
        level: Today's figure, if there is one; a level without a value is kept, since it knows why.
        by: How much the statement is off at least, in its unit; zero where it is neither too high nor too low.
        reason: Which of `scope` and `kind` forbids a comparison.
        then: The verdict by the figure that was known on the day of the statement, where that was another one.
        revision: How that figure moved until today; `revision_points` for rates, without a value where it cannot be told.
    """

    agreement: Agreement
    level: Level | None = None
    by: float = 0.0
    reason: str = ""
    then: "Verdict | None" = None
    revision: Metric | None = None

    @property
    def ledger(self) -> str:
        """The ledger that judges; empty where none does."""
        return self.level.ledger if self.level else ""

    @property
    def reporter(self) -> str:
        """The side under whose authority it judges."""
        return self.level.reporter if self.level else UNSPECIFIED

    @property
    def statistic(self) -> float | None:
        """The ledger's figure, if there is one."""
        return self.level.value if self.level else None


def printed_interval(statement: Observation) -> Interval:
    """What the printed digits alone leave open, within what the hedge allows.

    Half a resolution to both sides; "almost", "over" and "at least" cut off the side that they deny.
    """
    half = Interval.stated(statement.value, Qualifier.EXACT, statement.resolution)
    return Interval(statement.value, max(half.low, statement.low), min(half.high, statement.high))


def cut_off_interval(statement: Observation) -> Interval:
    """What the digits of a statement leave open where the rest was cut off instead of rounded.

    A hedge says of itself to which side the figure lies: a hedged figure is read as it stands.
    """
    if statement.qualifier is not Qualifier.EXACT or statement.low == statement.high:
        return printed_interval(statement)
    return Interval.cut_off(statement.value, statement.resolution)


def verdict(statement: Observation, statistic: Level | None, known_then: Level | None = None) -> Verdict:
    """Compare a statement with one ledger's figure for the same indicator and period.

    The rule, from intervals alone:

    1. A scope other than the total is not comparable; without a figure there is nothing to compare.
    2. If the printed digits overlap the statistic: agrees, or agrees after rounding where the digits leave more than
       `FINE` of the value open. One end in common is enough.
    3. Else if the hedge's interval overlaps it: agrees only because of the hedge.
    4. Else if an unhedged figure overlaps it once its last digits are read as cut off: agrees, cut off, where the digits
       leave at most `FINE` of the value open (770.215 million of 770,215,582); fits only if cut off where they leave
       more (1.1 billion of 1.181).
    5. Else too high or too low, by the distance between the two intervals: at least that much.

    Whoever spoke could know only what was published by then. Where that was another figure, the verdict holds both
    judgements and the revision between them.

    Args:
        statement: What a person or report said.
        statistic: A level or rate of one ledger; `None` where it publishes none for the period.
        known_then: The ledger's figure as known on the day of the statement; `None` where there was none, or where
            nobody asks.

    Raises:
        PeriodError: A statistic is of another period.
        UnitError: The figure known then is not one of the same ledger.
    """
    today = _judged(statement, statistic)
    if known_then is None or known_then.quantity is None:
        return today
    if statistic is None or statistic.quantity is None:
        return replace(today, then=_judged(statement, known_then))
    if known_then.quantity == statistic.quantity:
        return today
    return replace(today, then=_judged(statement, known_then), revision=revision(statistic, known_then))


def _judged(statement: Observation, statistic: Level | None) -> Verdict:
    if statement.scope is not Scope.TOTAL:
        return Verdict(Agreement.NOT_COMPARABLE, reason="scope")
    if statistic is None:
        return Verdict(Agreement.NO_STATISTIC)
    if statistic.period != statement.period:
        raise PeriodError(
            "A statement on {period} says nothing about {other}.",
            "Compare it with the figure for its own period.",
            period=statement.period,
            other=statistic.period,
        )
    if statistic.unit is not statement.unit:
        return Verdict(Agreement.NOT_COMPARABLE, statistic, reason="kind")
    if statistic.quantity is None:
        return Verdict(Agreement.NO_STATISTIC, statistic)
    agreement, by = _agreement(statement, statistic.quantity.interval)
    return Verdict(agreement, statistic, by)


def _agreement(statement: Observation, recorded: Interval) -> tuple[Agreement, float]:
    said, printed = statement.quantity.interval, printed_interval(statement)
    fine = printed.width <= FINE * abs(statement.value) and statement.qualifier is Qualifier.EXACT
    if printed.overlaps(recorded):
        return (Agreement.AGREES if fine else Agreement.AGREES_ROUNDED), 0.0
    if cut_off_interval(statement).overlaps(recorded):
        return (Agreement.AGREES_CUT if fine else Agreement.ONLY_CUT), 0.0
    if said.low > recorded.high:
        return Agreement.TOO_HIGH, said.low - recorded.high
    if said.high < recorded.low:
        return Agreement.TOO_LOW, recorded.low - said.high
    return Agreement.AGREES_HEDGED, 0.0
