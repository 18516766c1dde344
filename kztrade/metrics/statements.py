"""Does what was said agree with what was recorded? A verdict from intervals alone."""

from dataclasses import dataclass
from enum import StrEnum

from kztrade.codes import Area, ObsStatus, Qualifier, Scope
from kztrade.errors import PeriodError
from kztrade.interval import Interval
from kztrade.metrics.ledger import Level, known
from kztrade.model import Observation

FINE = 0.01
"""Digits that leave open at most this share of the value are fine enough to say "agrees" without "after rounding"."""


class Agreement(StrEnum):
    """The possible verdicts on a statement."""

    AGREES = "agrees"
    AGREES_ROUNDED = "agrees_after_rounding"
    AGREES_HEDGED = "agrees_as_hedged"
    TOO_HIGH = "too_high"
    TOO_LOW = "too_low"
    NO_STATISTIC = "no_statistic"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one statement before one ledger.

    Attributes:
        by: How much the statement is off at least, in its unit; zero where it agrees.
        statistic: The ledger's figure, if there is one.
        suspect: Whether that figure, or one behind it, is marked as doubtful.
        reason: Which of scope and kind forbids a comparison.
    """

    agreement: Agreement
    source: str = ""
    reporter: Area = Area.OTHER
    by: float = 0.0
    statistic: float | None = None
    suspect: bool = False
    reason: str = ""


def printed_interval(statement: Observation) -> Interval:
    """What the printed digits alone leave open, within what the hedge allows.

    Half a resolution to both sides; "almost", "over" and "at least" cut off the side that they deny.
    """
    value, half = statement.value, statement.resolution / 2
    return Interval(value, max(value - half, statement.low), min(value + half, statement.high))


def verdict(statement: Observation, statistic: Level | None) -> Verdict:
    """Compare a statement with one ledger's figure for the same indicator and period.

    The rule, from intervals alone:

    1. A scope other than the total is not comparable; without a figure there is nothing to compare.
    2. If the printed digits overlap the statistic: agrees, or agrees after rounding where the digits leave more than
       `FINE` of the value open.
    3. Else if the hedge's interval overlaps it: agrees only because of the hedge.
    4. Else too high or too low, by the distance between the two intervals: at least that much.

    Args:
        statement: What a person or report said.
        statistic: A level or rate of one ledger; `None` where it publishes none for the period.

    Raises:
        PeriodError: The statistic is of another period.
    """
    if statement.scope is not Scope.TOTAL:
        return Verdict(Agreement.NOT_COMPARABLE, reason="scope")
    if statistic is None:
        return Verdict(Agreement.NO_STATISTIC)
    if statistic.period != statement.period:
        raise PeriodError(
            f"A statement on {statement.period} says nothing about {statistic.period}.",
            "Compare it with the figure for its own period.",
        )
    if statistic.unit is not statement.unit:
        return Verdict(Agreement.NOT_COMPARABLE, statistic.source, statistic.reporter, reason="kind")
    recorded = known(statistic).interval
    said = statement.quantity.interval
    printed = printed_interval(statement)
    agreement, by = Agreement.AGREES_HEDGED, 0.0
    if printed.overlaps(recorded):
        fine = printed.width <= FINE * abs(statement.value) and statement.qualifier is Qualifier.EXACT
        agreement = Agreement.AGREES if fine else Agreement.AGREES_ROUNDED
    elif said.low > recorded.high:
        agreement, by = Agreement.TOO_HIGH, said.low - recorded.high
    elif said.high < recorded.low:
        agreement, by = Agreement.TOO_LOW, recorded.low - said.high
    suspect = statistic.obs_status is ObsStatus.LOW_RELIABILITY
    return Verdict(agreement, statistic.source, statistic.reporter, by, recorded.value, suspect)
