"""Every announced level: who set it, who repeated it, and what became of it in each ledger."""

from collections.abc import Sequence
from dataclasses import dataclass

from kztrade import ledgers, metrics
from kztrade.answers.statements import said_on
from kztrade.answers.trade import turnover_by_year
from kztrade.codes import Scope, SourceKind, TargetKind
from kztrade.ledgers import Books
from kztrade.metrics import Level, Rating
from kztrade.model import Data, Observation, Target

APART = 3
"""Announcements of one level and deadline more than so many years apart count as a new target."""

SAID = "said"
"""In the place of a ledger: what officials of a side said later."""


@dataclass(frozen=True, slots=True)
class TargetStory:
    """A target, everyone who announced it, and what became of it in each ledger.

    Attributes:
        announcements: In the order in which they were made; the first one sets the target.
        ratings: By each ledger, then by what either side's officials said; none of a level called possible.
    """

    announcements: tuple[Target, ...]
    ratings: tuple[Rating, ...]

    @property
    def first(self) -> Target:
        """The announcement that set it."""
        return self.announcements[0]

    @property
    def rated(self) -> bool:
        """Whether it is a target, which can be met or missed, and not a level that was called possible."""
        return self.first.kind is TargetKind.TARGET


def target_stories(data: Data, year: int) -> list[TargetStory]:
    """Every target with its repetitions and its fate, those for trade first, each kind in the order of announcement.

    Args:
        data: All rows.
        year: The year from which deadlines are looked at.
    """
    levels = {books: turnover_by_year(data, books) for books in ledgers.books(data)}
    stories = [
        TargetStory(
            tuple(wave), tuple(_ratings(data, wave[0], levels, year)) if wave[0].kind is TargetKind.TARGET else ()
        )
        for wave in _announced(data)
    ]
    return sorted(stories, key=lambda story: (story.first.indicator != "turnover", story.first.set_on))


def _ratings(data: Data, first: Target, levels: dict[Books, list[Level]], year: int) -> list[Rating]:
    recorded = levels if first.indicator == "turnover" else {}
    found = [metrics.rating(first, known, books.ledger, books.reporter, year) for books, known in recorded.items()]
    for side in ledgers.sides(data):
        found.append(metrics.rating(first, _said(data, first, side.code), SAID, side.code, year))
    return found


def _said(data: Data, first: Target, side: str) -> Sequence[Observation]:
    """What a side's officials said of whole years from the announcement on."""
    other = ledgers.other_side(data, side)
    return [
        row
        for row in data.observations
        if (row.indicator, row.reporter, row.partner, row.scope) == (first.indicator, side, other, Scope.TOTAL)
        and row.period.is_year
        and row.period.year >= first.set_on.year
        and data.sources[row.source].kind is not SourceKind.STATISTICS
    ]


def _announced(data: Data) -> list[list[Target]]:
    """Announcements of one level, deadline and kind in waves; those of one day as they were published."""
    groups: dict[tuple[object, ...], list[list[Target]]] = {}
    for target in sorted(data.targets, key=lambda target: (target.set_on, said_on(data, target))):
        key = (target.indicator, target.kind, target.value, target.deadline.text if target.deadline else "")
        waves = groups.setdefault(key, [])
        if waves and target.set_on.year - waves[-1][-1].set_on.year <= APART:
            waves[-1].append(target)
        else:
            waves.append([target])
    return [wave for waves in groups.values() for wave in waves]
