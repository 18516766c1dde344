"""What became of a target, by rule and by ledger."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kztrade.codes import TargetKind
from kztrade.interval import Interval
from kztrade.metrics.target import required_growth
from kztrade.model import Level, Metric, Target


class Fate(StrEnum):
    """What became of a target."""

    MET = "met"
    MET_LATE = "met_late"
    MISSED = "missed"
    OPEN = "open"
    NO_DEADLINE = "no_deadline"
    POTENTIAL = "potential"
    CANNOT_BE_RATED = "cannot_be_rated"


@dataclass(frozen=True, slots=True)
class Rating:
    """What became of a target according to one ledger.

    Attributes:
        ledger: Whose figures rate it.
        reporter: Under which side's authority.
        year: The year it was met, or the last year the ledger knows.
        needed: For an open target, growth a year from the ledger's last year; none where its figures disagree.
        reason: Why it cannot be rated: `no_figures`, `starts_after`, `ends_before`, `no_figure`, `digits`.
    """

    fate: Fate
    ledger: str
    reporter: str
    year: int | None = None
    needed: Metric | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Years:
    """What a ledger knows of a target's amount, by year.

    Attributes:
        all: The annual levels that have a value, by year; officials may give several for one.
        since: What each year leaves open, from the year of the announcement on.
    """

    target: Target
    all: dict[int, list[Level]]
    since: dict[int, Interval]

    @property
    def deadline(self) -> int | None:
        return self.target.deadline.year if self.target.deadline else None

    @property
    def last(self) -> int:
        return max(self.all)

    def due(self, year: int) -> bool:
        """Whether a year is in time."""
        return self.deadline is None or year <= self.deadline

    @property
    def met(self) -> int | None:
        """The first year that lies wholly at or above the target."""
        return next((year for year, known in self.since.items() if known.low >= self.target.value), None)

    def undecided(self, open_too: bool) -> int | None:
        """The first year in time whose digits do not tell; with or without figures that only have a floor."""
        for year, known in self.since.items():
            if self.due(year) and known.high >= self.target.value and (open_too or not math.isinf(known.high)):
                return year
        return None


def rating(target: Target, levels: Sequence[Level], ledger: str, reporter: str, year: int) -> Rating:
    """Rate a target by one ledger's annual levels.

    The rule: what was only called possible is never rated. A ledger that starts later than the year after the
    announcement, or ends before the year ahead of it, cannot tell. Else the first year, from the year of the
    announcement on, whose interval lies wholly at or above the target meets it: in time, or late if after the
    deadline. Without a year in time, a closed interval up to the deadline that reaches the target leaves it undecided:
    the digits do not tell. Else a deadline that a known year has reached is missed, one still to come is open, and one
    whose own year has no figure cannot be rated.

    Where several figures of one year disagree, all that they leave open counts: no order of theirs decides.

    Args:
        target: The announced level, its day and its deadline.
        levels: Annual levels of the target's indicator in one ledger, of any years and in any order.
        ledger: The ledger's id.
        reporter: The ledger's side.
        year: The year from which a deadline is looked at.
    """
    if target.kind is TargetKind.POTENTIAL:
        return Rating(Fate.POTENTIAL, ledger, reporter)
    fate, told, reason = _fate(_years(target, levels), year)
    needed = None
    if fate is Fate.OPEN and target.deadline:
        needed = _needed(target, [row for row in levels if _usable(row)], target.deadline.year)
    return Rating(fate, ledger, reporter, told, needed, reason)


def _needed(target: Target, levels: Sequence[Level], year: int) -> Metric | None:
    """Growth from the last year; `None` where its figures disagree."""
    last = max(row.period for row in levels)
    latest = {row.value: row for row in levels if row.period == last}
    return required_growth(next(iter(latest.values())), target, year) if len(latest) == 1 else None


def _usable(level: Level) -> bool:
    return level.period.is_year and level.quantity is not None


def _years(target: Target, levels: Sequence[Level]) -> _Years:
    known: dict[int, list[Level]] = {}
    for level in sorted(filter(_usable, levels), key=lambda level: level.period):
        known.setdefault(level.period.year, []).append(level)
    since = {year: _hull(rows) for year, rows in known.items() if year >= target.set_on.year}
    return _Years(target, known, since)


def _hull(levels: Sequence[Level]) -> Interval:
    """All that the figures of one year leave open: where they disagree, from the lowest to the highest."""
    intervals = [level.quantity.interval for level in levels if level.quantity]
    return Interval(intervals[0].value, min(known.low for known in intervals), max(known.high for known in intervals))


def _fate(years: _Years, today: int) -> tuple[Fate, int | None, str]:
    announced = years.target.set_on.year
    if not years.all:
        return Fate.CANNOT_BE_RATED, None, "no_figures"
    if min(years.all) > announced + 1:
        return Fate.CANNOT_BE_RATED, min(years.all), "starts_after"
    if years.met is not None:
        return _fate_of_met(years, years.met)
    if years.last < announced - 1:
        return Fate.CANNOT_BE_RATED, years.last, "ends_before"
    return _fate_of_unmet(years, today)


def _fate_of_met(years: _Years, met: int) -> tuple[Fate, int | None, str]:
    if years.due(met):
        return Fate.MET, met, ""
    undecided = years.undecided(open_too=False)
    if undecided is not None:
        return Fate.CANNOT_BE_RATED, undecided, "digits"
    return Fate.MET_LATE, met, ""


def _fate_of_unmet(years: _Years, today: int) -> tuple[Fate, int | None, str]:
    deadline, last = years.deadline, years.last
    # a floor may hide that the target was met; while the deadline is to come that decides nothing
    undecided = years.undecided(open_too=deadline is not None and last >= deadline)
    if undecided is not None:
        return Fate.CANNOT_BE_RATED, undecided, "digits"
    if deadline is None:
        return Fate.NO_DEADLINE, last, ""
    if last >= deadline and deadline not in years.all:  # it may have been met then
        return Fate.CANNOT_BE_RATED, deadline, "no_figure"
    if last >= deadline:
        return Fate.MISSED, last, ""
    return (Fate.OPEN, last, "") if deadline >= today else (Fate.CANNOT_BE_RATED, last, "ends_before")
