"""Every announced level: who set it, who repeated it, and what became of it in each ledger."""

from collections.abc import Sequence
from dataclasses import dataclass

from kztrade import ledgers, metrics
from kztrade.answers.statements import said_on
from kztrade.answers.trade import turnover_by_year
from kztrade.codes import Role, Scope, SourceKind, TargetKind
from kztrade.ledgers import Books
from kztrade.metrics import Level, Rating
from kztrade.model import Data, Observation, Target
from kztrade.period import Period

SAID = "said"
"""In the place of a ledger: what officials of a side said of a year by the end of the next."""


@dataclass(frozen=True, slots=True)
class TargetStory:
    """A level with its deadline, or without one: everyone who announced it, and what became of it in each ledger.

    Attributes:
        announcements: In the order in which they were made; the first one sets the target.
        offices: What became of it by each side's statistics office, in the order of the sides.
        others: The same by the ledgers of third parties.
        said: The same by what either side's officials said. None of the three of a level called possible.
    """

    announcements: tuple[Target, ...]
    offices: tuple[Rating, ...] = ()
    others: tuple[Rating, ...] = ()
    said: tuple[Rating, ...] = ()

    @property
    def first(self) -> Target:
        """The announcement that set it."""
        return self.announcements[0]

    @property
    def ratings(self) -> tuple[Rating, ...]:
        """All of them, the offices' own first."""
        return (*self.offices, *self.others, *self.said)

    @property
    def rated(self) -> bool:
        """Whether it is a target, which can be met or missed, and not a level that was called possible."""
        return self.first.kind is TargetKind.TARGET

    @property
    def days(self) -> tuple[Period, ...]:
        """When it was announced, each time once: reports of one day are one, and so is a month that holds a known day."""
        found = dict.fromkeys(target.set_on for target in self.announcements)
        return tuple(day for day in found if not any(day != other and _holds(day, other) for other in found))

    def of(self, side: str) -> tuple[Rating | None, tuple[Rating, ...]]:
        """What became of it on one side: by its office, and by third parties and what was said."""
        office = next((rating for rating in self.offices if rating.reporter == side), None)
        return office, tuple(rating for rating in (*self.others, *self.said) if rating.reporter == side)


def _holds(period: Period, other: Period) -> bool:
    return period.start <= other.start and other.end <= period.end


def target_stories(data: Data, year: int) -> list[TargetStory]:
    """Every level and deadline with its announcements and its fate.

    Those for trade come first, in each kind targets before levels called possible, the highest level on top, of one
    level the one announced last.

    Args:
        data: All rows.
        year: The year from which deadlines are looked at.
    """
    levels = {books: turnover_by_year(data, books) for books in ledgers.books(data)}
    stories = [_story(data, tuple(group), levels, year) for group in _announced(data)]
    latest_first = sorted(stories, key=lambda story: story.first.set_on, reverse=True)
    return sorted(
        latest_first, key=lambda story: (story.first.indicator != "turnover", not story.rated, -story.first.value)
    )


def _story(data: Data, group: tuple[Target, ...], levels: dict[Books, list[Level]], year: int) -> TargetStory:
    first = group[0]
    if first.kind is not TargetKind.TARGET:
        return TargetStory(group)
    recorded = levels if first.indicator == "turnover" else {}
    found = {books: metrics.rating(first, known, *books, year) for books, known in recorded.items()}
    office = {books: data.ledgers[books.ledger].role is Role.OFFICE for books in found}
    said = [
        metrics.rating(first, _said(data, first, side.code), SAID, side.code, year, remarks=True)
        for side in ledgers.sides(data)
    ]
    return TargetStory(
        group,
        tuple(rating for books, rating in found.items() if office[books]),
        tuple(rating for books, rating in found.items() if not office[books]),
        tuple(said),
    )


def _said(data: Data, first: Target, side: str) -> Sequence[Observation]:
    """What a side's officials said of whole years, from the year before the announcement on, by the end of the next.

    Who names a figure later looks back: it may have been chosen for what it shows.
    """
    other = ledgers.other_side(data, side)
    return [
        row
        for row in data.observations
        if (row.indicator, row.reporter, row.partner, row.scope) == (first.indicator, side, other, Scope.TOTAL)
        and row.period.is_year
        and row.period.year >= first.set_on.year - 1
        and data.sources[row.source].kind is not SourceKind.STATISTICS
        and _timely(data, row)
    ]


def _timely(data: Data, row: Observation) -> bool:
    published = data.sources[row.source].published
    return published is not None and published.end.year <= row.period.year + 1


def _announced(data: Data) -> list[list[Target]]:
    """Announcements by level, deadline and kind, in the order of the day; those of one day as they were published."""
    groups: dict[tuple[object, ...], list[Target]] = {}
    for target in sorted(data.targets, key=lambda target: (target.set_on, said_on(data, target))):
        key = (target.indicator, target.kind, target.value, target.deadline)
        groups.setdefault(key, []).append(target)
    return list(groups.values())
