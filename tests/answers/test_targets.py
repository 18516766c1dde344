"""Targets, who repeated them, and what became of each in every ledger."""

from collections.abc import Callable

import pytest

from kztrade.answers.targets import target_stories
from kztrade.codes import TargetKind
from kztrade.metrics import Fate
from kztrade.model import Data
from tests.answers.conftest import LEDGERS


def test_announcements_of_one_level_and_deadline_are_one_story_however_far_apart(
    dataset: Callable[..., Data],
) -> None:
    data = dataset(
        LEDGERS,
        """
        turnover KAZ KGZ 2012-05 1e9      source=a
        turnover KAZ KGZ 2014    1e9      source=b
        turnover KAZ KGZ 2017-12 1e9 2020 source=c
        turnover _X  _X  2019-07 1e9 2020 source=d
        turnover KAZ KGZ 2018-08 1e9      source=e
        turnover KAZ KGZ 2022    2e9      source=f
        turnover KAZ KGZ 2011    2e9      source=g kind=potential
        """,
    )
    stories = target_stories(data, 2026)
    # the highest level on top, of one level the latest; what was only called possible comes last
    assert [[target.source for target in story.announcements] for story in stories] == [
        *(["f"], ["c", "d"], ["a", "b", "e"], ["g"]),
    ]


def test_six_levels_and_deadlines_were_announced_for_trade_in_the_shipped_data(shipped: Data) -> None:
    stories = [story for story in target_stories(shipped, 2026) if story.first.indicator == "turnover" and story.rated]
    told = [(story.first.value / 1e9, story.first.deadline and story.first.deadline.text) for story in stories]
    assert told == [(3, "2030"), (3, None), (2, "2024"), (2, None), (1, "2020"), (1, None)]
    assert [story.first.set_on.text for story in stories] == [
        *("2024-12-05", "2024-05-24", "2024-04", "2022-04-29", "2017-12", "2012-05-10"),
    ]
    every = [target for target in shipped.targets if target.indicator == "turnover" and target.kind == "target"]
    assert sum(len(story.announcements) for story in stories) == len(every)


def test_an_announcement_is_counted_once_a_day_and_a_month_that_holds_the_day_not_at_all(
    dataset: Callable[..., Data],
) -> None:
    data = dataset(
        "",
        """
        turnover KAZ KGZ 2024-04-19 2e9 source=a
        turnover KGZ KAZ 2024-04-19 2e9 source=b
        turnover _X  _X  2024-04    2e9 source=c
        turnover _X  _X  2024-05    2e9 source=d
        """,
    )
    (story,) = target_stories(data, 2026)
    assert len(story.announcements) == 4
    assert [day.text for day in story.days] == ["2024-04-19", "2024-05"]


def test_announcements_of_one_day_come_in_one_order_whatever_the_order_of_the_rows(
    dataset: Callable[..., Data],
) -> None:
    lines = ["turnover KAZ KGZ 2022-05-01 1e9 source=b", "turnover KAZ KGZ 2022-05-01 1e9 source=a"]
    for given in (lines, lines[::-1]):
        (story,) = target_stories(dataset("", "\n".join(given)), 2026)
        assert [target.source for target in story.announcements] == ["a", "b"]


def test_a_target_is_rated_by_every_ledger_and_by_what_each_side_said(ledgers_and_statements: Data) -> None:
    (story,) = target_stories(ledgers_and_statements, 2026)
    rated = {(rating.ledger, rating.reporter): rating.fate for rating in story.ratings}
    assert rated == {
        ("bns", "KAZ"): Fate.MET,  # 1.5 billion for 2023: 1,688.1
        ("nsc", "KGZ"): Fate.MISSED,  # 1,311.2
        ("imf-dots", "KAZ"): Fate.CANNOT_BE_RATED,  # ends in 2020
        ("imf-dots", "KGZ"): Fate.CANNOT_BE_RATED,  # no turnover at all
        ("said", "KAZ"): Fate.CANNOT_BE_RATED,  # 1.3 for 2022, 1.7 for 2024, nothing for 2023
        ("said", "KGZ"): Fate.CANNOT_BE_RATED,  # 1.2 and about 1.8
    }
    assert [rating.reporter for rating in story.offices] == ["KAZ", "KGZ"]
    assert {rating.ledger for rating in story.others} == {"imf-dots"}
    assert {rating.ledger for rating in story.said} == {"said"}
    office, rest = story.of("KGZ")
    assert office is not None
    assert (office.ledger, [rating.ledger for rating in rest]) == ("nsc", ["imf-dots", "said"])


@pytest.mark.parametrize(
    ("days", "fate", "reason"),
    [
        ({"first": "2022-03", "second": "2023-12"}, Fate.MET, ""),
        ({"first": "2022-03", "second": "2024-01"}, Fate.CANNOT_BE_RATED, "no_figure"),  # of 2022, two years later
        ({"first": "2023-01", "second": "2023-06"}, Fate.CANNOT_BE_RATED, "starts_after"),
        ({"first": "2022-03"}, Fate.CANNOT_BE_RATED, "no_figure"),  # nobody knows when it was said
    ],
)
def test_officials_rate_a_target_only_by_what_they_said_by_the_end_of_the_next_year(
    dataset: Callable[..., Data], days: dict[str, str], fate: Fate, reason: str
) -> None:
    data = dataset(
        """
        turnover KAZ KGZ 2021 exact 0.9e9 source=first
        turnover KAZ KGZ 2022 exact 1.2e9 source=second
        turnover KAZ KGZ 2023 exact 1.3e9 source=third
        """,
        "turnover KAZ KGZ 2022-01 1e9 source=a",
        {**days, "third": "2024-01"},
    )
    rating = target_stories(data, 2026)[0].said[0]
    assert (rating.fate, rating.reason) == (fate, reason)


def test_a_level_called_possible_is_its_own_story_and_is_never_rated(dataset: Callable[..., Data]) -> None:
    data = dataset(
        LEDGERS,
        """
        turnover KAZ KGZ 2022-10 1.5e9 2023 source=a
        turnover KAZ KGZ 2022-10 1.5e9 2023 source=b kind=potential
        """,
    )
    target, potential = sorted(target_stories(data, 2026), key=lambda story: not story.rated)
    assert (target.first.kind, potential.first.kind) == (TargetKind.TARGET, TargetKind.POTENTIAL)
    assert target.ratings
    assert potential.ratings == ()


def test_a_target_for_investment_is_rated_by_no_ledger_of_trade(dataset: Callable[..., Data]) -> None:
    (story,) = target_stories(dataset(LEDGERS, "investment KAZ KGZ 2006 2.5e9 source=a"), 2026)
    assert {rating.ledger for rating in story.ratings} == {"said"}


def test_every_shipped_potential_goes_unrated_and_every_target_is_rated_six_times(shipped: Data) -> None:
    stories = [story for story in target_stories(shipped, 2026) if story.first.indicator == "turnover"]
    assert {(story.rated, len(story.ratings)) for story in stories} == {(True, 6), (False, 0)}


@pytest.mark.parametrize(("first", "later"), [("a", "z"), ("z", "a")])
def test_of_one_days_announcements_the_one_published_first_sets_the_target(
    dataset: Callable[..., Data], first: str, later: str
) -> None:
    lines = f"turnover KAZ KGZ 2022-05-01 1e9 source={first}\nturnover KAZ KGZ 2022-05-01 1e9 source={later}"
    data = dataset("", lines, {first: "2022-05-02", later: "2022-05-03"})
    (story,) = target_stories(data, 2026)
    assert [target.source for target in story.announcements] == [first, later]
