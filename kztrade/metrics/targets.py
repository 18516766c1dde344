"""What became of a target, by rule and by ledger."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kztrade.metrics.ledger import Level, known
from kztrade.metrics.target import required_growth
from kztrade.model import Metric, Target


class Fate(StrEnum):
    """What became of a target."""

    MET = "met"
    MET_LATE = "met_late"
    MISSED = "missed"
    OPEN = "open"
    NO_DEADLINE = "no_deadline"
    CANNOT_BE_RATED = "cannot_be_rated"


@dataclass(frozen=True, slots=True)
class Rating:
    """What became of a target according to one ledger.

    Attributes:
        year: The year it was met, or the last year the ledger knows.
        needed: For an open target, growth a year from the ledger's last year.
        reason: Why it cannot be rated: `no_figures`, `starts_after`, `ends_before`, `no_figure`, `digits`.
    """

    fate: Fate
    source: str
    reporter: str
    year: int | None = None
    needed: Metric | None = None
    reason: str = ""


def rating(target: Target, levels: Sequence[Level], source: str, reporter: str, year: int) -> Rating:
    """Rate a target by one ledger's annual levels.

    The rule: a ledger that starts later than the year after the announcement, or ends before the year ahead of it,
    cannot tell. Else the first year, from the year of the announcement on, whose interval lies wholly at or above the
    target meets it: in time, or late if after the deadline. Without a year in time, a closed interval up to the
    deadline that reaches the target leaves it undecided: the digits do not tell. Else a deadline that a known year has
    reached is missed, one still to come is open, and one whose own year has no figure cannot be rated.

    Args:
        target: The announced level, its day and its deadline.
        levels: Annual levels of the target's indicator in one ledger, of any years.
        source: The ledger's publisher.
        reporter: The ledger's side.
        year: The year from which a deadline is looked at.
    """
    known_years = sorted(level.period.year for level in levels if level.period.is_year)
    if known_years and known_years[0] > target.set_on.year + 1:
        return Rating(Fate.CANNOT_BE_RATED, source, reporter, known_years[0], reason="starts_after")
    since = sorted(
        (level for level in levels if level.period.is_year and level.period.year >= target.set_on.year),
        key=lambda level: level.period,
    )
    deadline = target.deadline.year if target.deadline else None
    met = next((level.period.year for level in since if known(level).interval.low >= target.value), None)
    if met is not None:
        if deadline is None or met <= deadline:
            return Rating(Fate.MET, source, reporter, met)
        for level in since:
            if level.period.year <= deadline and target.value <= known(level).interval.high < math.inf:
                return Rating(Fate.CANNOT_BE_RATED, source, reporter, level.period.year, reason="digits")
        return Rating(Fate.MET_LATE, source, reporter, met)
    last = known_years[-1] if known_years else None
    if last is None:
        return Rating(Fate.CANNOT_BE_RATED, source, reporter, reason="no_figures")
    if last < target.set_on.year - 1:
        return Rating(Fate.CANNOT_BE_RATED, source, reporter, last, reason="ends_before")
    for level in since:
        interval, due = known(level).interval, deadline is None or level.period.year <= deadline
        decisive = not math.isinf(interval.high) or (deadline is not None and last >= deadline)
        if interval.high >= target.value and due and decisive:
            return Rating(Fate.CANNOT_BE_RATED, source, reporter, level.period.year, reason="digits")
    if deadline is None:
        return Rating(Fate.NO_DEADLINE, source, reporter, last)
    if last >= deadline and deadline not in known_years:  # it may have been met then
        return Rating(Fate.CANNOT_BE_RATED, source, reporter, deadline, reason="no_figure")
    if last >= deadline:
        return Rating(Fate.MISSED, source, reporter, last)
    if deadline < year:
        return Rating(Fate.CANNOT_BE_RATED, source, reporter, last, reason="ends_before")
    latest = next(level for level in levels if level.period.is_year and level.period.year == last)
    return Rating(Fate.OPEN, source, reporter, last, required_growth(latest, target, deadline))
