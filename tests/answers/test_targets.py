"""Targets, who repeated them, and what became of each in every ledger."""

from collections.abc import Callable

import pytest

from kztrade.answers.targets import target_stories
from kztrade.codes import TargetKind
from kztrade.metrics import Fate
from kztrade.model import Data
from tests.answers.conftest import LEDGERS


def test_announcements_of_one_level_and_deadline_are_one_story_until_years_pass(dataset: Callable[..., Data]) -> None:
    data = dataset(
        LEDGERS,
        """
        turnover KAZ KGZ 2012-05 1e9      source=a
        turnover KAZ KGZ 2014    1e9      source=b
        turnover KAZ KGZ 2017-12 1e9 2020 source=c
        turnover _X  _X  2019-07 1e9 2020 source=d
        turnover KAZ KGZ 2018-08 1e9      source=e
        turnover KAZ KGZ 2022    2e9      source=f
        """,
    )
    stories = target_stories(data, 2026)
    assert [[target.source for target in story.announcements] for story in stories] == [
        *(["a", "b"], ["c", "d"], ["e"], ["f"]),
    ]


@pytest.mark.parametrize(("second", "stories"), [("2015-12", 1), ("2016-01", 2)])
def test_three_years_apart_is_the_same_target_and_four_a_new_one(
    dataset: Callable[..., Data], second: str, stories: int
) -> None:
    data = dataset("", f"turnover KAZ KGZ 2012-05 1e9 source=a\nturnover KAZ KGZ {second} 1e9 source=b")
    assert len(target_stories(data, 2026)) == stories


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
        ("said", "KAZ"): Fate.MET_LATE,  # 1.3 for 2022, 1.7 for 2024
        ("said", "KGZ"): Fate.MET_LATE,  # 1.2 and about 1.8
    }


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
