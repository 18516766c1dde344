"""What became of a target, by rule and by ledger."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kztrade.codes import TargetKind
from kztrade.interval import Interval
from kztrade.metrics.target import progress, required_growth
from kztrade.model import Level, Metric, Target


class Fate(StrEnum):
    """What became of a target: reached in a year, or by a year where the years before are not all known to be below."""

    MET = "met"
    REACHED = "reached_by"
    MET_LATE = "met_late"
    REACHED_LATE = "reached_late_by"
    MISSED = "missed"
    OPEN = "open"
    NOT_REACHED = "not_reached"
    POTENTIAL = "potential"
    CANNOT_BE_RATED = "cannot_be_rated"

    @property
    def reached(self) -> bool:
        """Whether the level was reached, in time or late."""
        return self in (Fate.MET, Fate.REACHED, Fate.MET_LATE, Fate.REACHED_LATE)


@dataclass(frozen=True, slots=True)
class Rating:
    """What became of a target according to one ledger.

    Attributes:
        ledger: Whose figures rate it.
        reporter: Under which side's authority.
        year: The year in or by which it was reached, or the last year the ledger knows, or that of the reason.
        needed: For an open target, growth a year from the ledger's last year; none where its figures disagree.
        reason: Why it cannot be rated, or why no single year can be named in which it was reached: `no_figures`,
            `starts_after`, `ends_before`, `set_after`, `no_figure`, `digits`, `already`.
        at: The year of the reason.
        late: Years between the deadline and the year it was reached; zero where it was in time.
        level: The figure of `year`; none where there is none, or several that disagree.
        before: The figure to be seen beside it: that of the deadline of a target missed or late, else that of the year
            before the one in which it was reached.
        share: For a target not reached, how much of it the last figure is.
        again: Years in which it was reached anew after a year below it.
    """

    fate: Fate
    ledger: str
    reporter: str
    year: int | None = None
    needed: Metric | None = None
    reason: str = ""
    at: int | None = None
    late: int = 0
    level: Level | None = None
    before: Level | None = None
    share: Metric | None = None
    again: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Doubt:
    """Why a year may have reached a target, for all that is known."""

    reason: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class _Years:
    """What a ledger knows of a target's amount, by year.

    Attributes:
        levels: The annual levels that have a value, by year; officials may give several for one.
        known: What the figures of each year leave open.
        remarks: Whether they are remarks, of which one alone makes no target met.
    """

    target: Target
    levels: dict[int, list[Level]]
    known: dict[int, Interval]
    remarks: bool

    @property
    def announced(self) -> int:
        return self.target.set_on.year

    @property
    def deadline(self) -> int | None:
        return self.target.deadline.year if self.target.deadline else None

    @property
    def first(self) -> int:
        return min(self.known)

    @property
    def last(self) -> int:
        return max(self.known)

    @property
    def met(self) -> int | None:
        """The first year since the announcement that lies wholly at or above the target."""
        return next((year for year in self.known if year >= self.announced and self.above(year)), None)

    def above(self, year: int) -> bool:
        return year in self.known and self.known[year].low >= self.target.value

    def below(self, year: int) -> bool:
        return year in self.known and self.known[year].high < self.target.value

    def doubt(self, years: range, floors: bool = True) -> _Doubt | None:
        """The first of some years that may have reached the target.

        The announcement's own year may be missing at their head: whoever announced it knew that it was not reached.

        Args:
            years: One after the other.
            floors: Whether a figure without an upper end leaves it open too.
        """
        for year in years:
            if year not in self.known:
                if year == self.announced and year != years[-1]:
                    continue
                return _Doubt("starts_after" if year < self.first else "no_figure", year)
            high = self.known[year].high
            if high >= self.target.value and (floors or not math.isinf(high)):
                return _Doubt("already" if self.above(year) else "digits", year)
        return None

    def one(self, year: int | None) -> Level | None:
        """The figure of a year, if there is but one value."""
        distinct = {level.value: level for level in self.levels.get(year or 0, [])}
        return next(iter(distinct.values())) if len(distinct) == 1 else None

    def again(self, met: int) -> tuple[int, ...]:
        """Years that reached it anew, after one below."""
        fallen = next((year for year in self.known if year > met and self.below(year)), math.inf)
        return tuple(year for year in self.known if year > fallen and self.above(year))


def rating(
    target: Target, levels: Sequence[Level], ledger: str, reporter: str, year: int, remarks: bool = False
) -> Rating:
    """Rate a target by one ledger's annual levels.

    The rule: what was only called possible is never rated. The first year, from the announcement on, whose interval
    lies wholly at or above the target reaches it: *in* that year, if every year since the announcement and the one
    before are known to be below; *by* that year, if one of them is missing or leaves it open. After a deadline it is
    late, which takes that every year up to the deadline is known to be below; the same makes a target missed that no
    later year reached. Before its deadline it is open. Without a deadline it is not reached by the last year, unless it
    was set after that.

    Where several figures of one year disagree, all that they leave open counts: no order of theirs decides. A figure
    without an upper end that lies below the target leaves open that it was reached; only of a target without deadline,
    or before its deadline, it is not taken for that.

    Args:
        target: The announced level, its day and its deadline.
        levels: Annual levels of the target's indicator in one ledger, of any years and in any order.
        ledger: The ledger's id.
        reporter: The ledger's side.
        year: The year from which a deadline is looked at.
        remarks: Whether the levels are remarks of officials. A remark on one year makes no target reached while there
            is none on the years before.
    """
    if target.kind is TargetKind.POTENTIAL:
        return Rating(Fate.POTENTIAL, ledger, reporter)
    years = _years(target, levels, remarks)
    fate, told, doubt = _fate(years, year)
    deadline = years.deadline
    late = fate in (Fate.MET_LATE, Fate.REACHED_LATE, Fate.MISSED)
    level = years.one(told)
    return Rating(
        fate,
        ledger,
        reporter,
        told,
        _needed(years) if fate is Fate.OPEN else None,
        doubt.reason if doubt else "",
        doubt.year if doubt else None,
        told - deadline if told and deadline and late and fate is not Fate.MISSED else 0,
        level,
        years.one(deadline if late else told - 1 if told and fate is Fate.MET else None),
        progress(level, target) if level and fate is Fate.NOT_REACHED else None,
        years.again(told) if told and fate.reached else (),
    )


def _needed(years: _Years) -> Metric | None:
    """Growth from the last year; `None` where its figures disagree."""
    latest = years.one(years.last)
    return required_growth(latest, years.target, years.deadline) if latest and years.deadline else None


def _years(target: Target, levels: Iterable[Level], remarks: bool) -> _Years:
    known: dict[int, list[Level]] = {}
    for level in sorted(levels, key=lambda level: level.period):
        if level.period.is_year and level.quantity is not None:
            known.setdefault(level.period.year, []).append(level)
    return _Years(target, known, {year: _hull(rows) for year, rows in known.items()}, remarks)


def _hull(levels: Sequence[Level]) -> Interval:
    """All that the figures of one year leave open: where they disagree, from the lowest to the highest.

    A figure without an upper end opens nothing that another one closes, unless it lies above that: "over 1.3" beside
    1.317.
    """
    found = [level.quantity.interval for level in levels if level.quantity]
    closed = [known for known in found if not math.isinf(known.high)]
    top = max((known.high for known in closed), default=-math.inf)
    counted = [known for known in found if not math.isinf(known.high) or known.low > top]
    low, high = min(known.low for known in counted), max(known.high for known in counted)
    return Interval(counted[0].value, low, high)


Found = tuple[Fate, int | None, _Doubt | None]
"""What became of a target, the year to be told, and why no more is known."""


def _unrated(doubt: _Doubt, years: _Years) -> Found:
    if doubt.reason == "starts_after":
        doubt = _Doubt("starts_after", years.first)
    return Fate.CANNOT_BE_RATED, doubt.year, doubt


def _fate(years: _Years, today: int) -> Found:
    if not years.known:
        return Fate.CANNOT_BE_RATED, None, _Doubt("no_figures")
    met = years.met
    return _fate_of_unmet(years, today) if met is None else _fate_of_met(years, met)


def _fate_of_met(years: _Years, met: int) -> Found:
    announced, deadline = years.announced, years.deadline
    late = deadline is not None and met > deadline
    if late and deadline is not None:
        doubt = years.doubt(range(min(announced, deadline), deadline + 1))
        if doubt:
            return _unrated(doubt, years)
    doubt = years.doubt(range(min(announced, met - 1), met))
    if doubt is None:
        return (Fate.MET_LATE if late else Fate.MET), met, None
    if years.remarks and doubt.reason in ("starts_after", "no_figure"):
        return _unrated(doubt, years)
    if doubt.reason == "starts_after":
        doubt = _Doubt("starts_after", years.first)
    return (Fate.REACHED_LATE if late else Fate.REACHED), met, doubt


def _fate_of_unmet(years: _Years, today: int) -> Found:
    announced, deadline, last = years.announced, years.deadline, years.last
    if deadline is None and last < announced:
        return _unrated(_Doubt("set_after", last), years)
    if last < announced - 1:
        return _unrated(_Doubt("ends_before", last), years)
    if years.first > announced + 1:
        return _unrated(_Doubt("starts_after", years.first), years)
    if deadline is None:
        doubt = years.doubt(range(announced, last + 1), floors=False)
        return _unrated(doubt, years) if doubt else (Fate.NOT_REACHED, last, None)
    if last >= deadline:
        doubt = years.doubt(range(min(announced, deadline), deadline + 1))
        return _unrated(doubt, years) if doubt else (Fate.MISSED, last, None)
    return _fate_of_coming(years, deadline, today)


def _fate_of_coming(years: _Years, deadline: int, today: int) -> Found:
    """Of a target whose deadline the ledger has not reached: a floor decides nothing, a closed interval may."""
    for year in years.known:
        high = years.known[year].high
        if year >= years.announced and not math.isinf(high) and high >= years.target.value:
            return _unrated(_Doubt("digits", year), years)
    if deadline < today:
        return _unrated(_Doubt("ends_before", years.last), years)
    return Fate.OPEN, years.last, None
