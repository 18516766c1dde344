"""Events at which officials spoke, and what was stated at each."""

from dataclasses import dataclass

from kztrade.model import Data, Event, Observation, Target


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure or a target of an event.

    Attributes:
        row: The figure; a target as the row of its announcement.
        target: The announcement, where it is one.
        same_day: Its source belongs to no event, yet its announcement bears the event's day.
    """

    row: Observation
    target: Target | None = None
    same_day: bool = False


def stated_at(data: Data, event: Event) -> list[Stated]:
    """What was stated at an event: by its own sources, then targets of its very day from sources of no event.

    A later report may quote a target of an earlier day. Its figures belong to no event or to another one; the target
    itself is dated by its announcement, which a whole month or year is too coarse to tie to a day.
    """
    announced = {target.observation(): target for target in data.targets}
    own = [row for row in data.figures() if data.sources[row.source].event == event.id]
    linked = [Stated(row, announced.get(row)) for row in own]
    quoted = [
        Stated(row, target, same_day=True)
        for row, target in announced.items()
        if not data.sources[target.source].event and target.set_on == event.date and target.set_on.is_date
    ]
    return [*linked, *quoted]


def events(data: Data) -> list[tuple[Event, list[Stated]]]:
    """Every event, latest first, with what was stated there."""
    ordered = sorted(data.events.values(), key=lambda event: event.date, reverse=True)
    return [(event, stated_at(data, event)) for event in ordered]


def count_stated(data: Data) -> int:
    """How many figures and targets anybody stated, at an event or elsewhere; what statistics publish is not counted."""
    return sum(not data.is_statistic(row) for row in data.figures())
