"""What was stated at an event: by its own sources, or on its very day."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kztrade.answers.calendar import count_stated, events, stated_at
from kztrade.codes import EventKind
from kztrade.model import Data, Event
from kztrade.period import read_period

FORUM = Event("forum", EventKind.FORUM, read_period("2023-09-23"), "A forum", "Taraz", "")
COUNCIL = Event("council", EventKind.COUNCIL, read_period("2022-08"), "A council", "", "")


@pytest.fixture
def data(dataset: Callable[..., Data]) -> Data:
    made = dataset(
        """
        turnover KAZ KGZ 2022 about 1.3e9 source=minister
        exports  KAZ KGZ 2022 exact 793e6 source=minister
        turnover KGZ KAZ 2022 about 1.2e9 source=cabinet
        turnover KAZ KGZ 2021 exact 1e9   source=paper
        """,
        """
        turnover KAZ KGZ 2023-09-23 2e9   source=minister
        turnover KAZ KGZ 2023-09-23 3e9   source=paper
        turnover KAZ KGZ 2023-09    4e9   source=paper
        turnover KAZ KGZ 2023-09-23 5e9   source=cabinet
        turnover KAZ KGZ 2022-08    6e9   source=paper
        """,
        events={"minister": "forum", "cabinet": "council"},
    )
    return replace(made, events={"forum": FORUM, "council": COUNCIL})


def test_what_was_said_at_an_event_are_the_figures_and_targets_of_its_sources(data: Data) -> None:
    found = [(one.row.indicator, one.row.source) for one in stated_at(data, FORUM) if not one.same_day]
    assert sorted(found) == [("exports", "minister"), ("turnover", "minister"), ("turnover_target", "minister")]


def test_a_target_of_the_very_day_joins_from_a_source_of_no_event_and_from_no_other(data: Data) -> None:
    (quoted,) = (one for one in stated_at(data, FORUM) if one.same_day)
    assert (quoted.row.source, quoted.row.value) == ("paper", 3e9)  # a month ties 4e9 to no day
    assert quoted.target is not None
    assert not any(one.same_day for one in stated_at(data, COUNCIL))  # nor does its own month tie 6e9 to a council


def test_events_come_latest_first_each_with_what_was_stated(data: Data) -> None:
    assert [(event.id, len(rows)) for event, rows in events(data)] == [("forum", 4), ("council", 2)]


def test_what_anybody_stated_is_counted_whether_at_an_event_or_not(data: Data) -> None:
    assert count_stated(data) == 9  # four figures and five targets, of which six belong to an event
