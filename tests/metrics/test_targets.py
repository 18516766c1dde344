"""What became of targets."""

from itertools import permutations

import pytest

from kztrade import metrics
from kztrade.answers.targets import target_stories
from kztrade.metrics import Fate
from kztrade.store import shipped_data

SERIES = {2018: 0.90, 2019: 0.94, 2020: 0.85, 2021: 1.05, 2022: 1.247, 2023: 1.688}


@pytest.fixture
def levels(observation):
    return [observation(f"turnover KAZ KGZ {year} exact {value}e9 source=bns") for year, value in SERIES.items()]


@pytest.mark.parametrize(
    ("announced", "fate", "year", "reason"),
    [
        ("2018-08 1e9", Fate.MET, 2021, ""),
        ("2018-08 1e9 2021", Fate.MET, 2021, ""),
        ("2017-12 1e9 2020", Fate.MET_LATE, 2021, ""),
        ("2018-08 1.5e9 2022", Fate.MET_LATE, 2023, ""),
        ("2018-08 2e9 2022", Fate.MISSED, 2023, ""),
        ("2022-04 2e9", Fate.NOT_REACHED, 2023, ""),
        ("2024-05 2e9", Fate.CANNOT_BE_RATED, 2023, "set_after"),
        ("2024-05 3e9 2030", Fate.OPEN, 2023, ""),
        ("2024-04 2e9 2024", Fate.CANNOT_BE_RATED, 2023, "ends_before"),
        ("2025-08 3e9 2030", Fate.CANNOT_BE_RATED, 2023, "ends_before"),
        # the years from 2012 to 2017 are not known: it may have been reached before
        ("2012-05 1e9", Fate.REACHED, 2021, "starts_after"),
        ("2012-05 0.8e9", Fate.REACHED, 2018, "starts_after"),
        ("2012-05 1e9 2017", Fate.CANNOT_BE_RATED, 2018, "starts_after"),  # in time or late?
        ("2012-05 1e9 2021", Fate.REACHED, 2021, "starts_after"),  # in time, whichever year
        ("2012-05 2e9", Fate.CANNOT_BE_RATED, 2018, "starts_after"),
    ],
)
def test_a_target_is_rated_by_the_years_after_its_announcement(target, levels, announced, fate, year, reason) -> None:
    found = metrics.rating(target(f"turnover KAZ KGZ {announced}"), levels, "bns", "KAZ", 2026)
    assert (found.fate, found.year, found.reason) == (fate, year, reason)


@pytest.mark.parametrize(
    ("rows", "fate", "at", "reason"),
    [
        ("2011 exact 0.8e9, 2012 exact 1.2e9", Fate.MET, None, ""),
        ("2012 exact 1.2e9", Fate.REACHED, 2012, "starts_after"),  # nothing is known of the year before
        ("2011 exact 1.1e9, 2012 exact 1.2e9", Fate.REACHED, 2011, "already"),
        ("2011 about 1e9, 2012 exact 1.2e9", Fate.REACHED, 2011, "digits"),
        ("2011 over 0.8e9, 2012 exact 1.2e9", Fate.REACHED, 2011, "digits"),  # how far over is not told
        ("2011 exact 0.8e9, 2013 exact 1.2e9", Fate.REACHED, 2012, "no_figure"),
        ("2012 exact 0.8e9, 2014 exact 1.2e9", Fate.REACHED, 2013, "no_figure"),
        # whoever announced it in 2012 knew that 2012 was below; but a year that is named must have one before
        ("2013 exact 0.8e9, 2014 exact 1.2e9", Fate.MET, None, ""),
        ("2013 exact 1.2e9", Fate.REACHED, 2013, "starts_after"),
        ("2012 exact 0.8e9, 2013 exact 0.9e9, 2014 exact 1e9, 2015 exact 1.2e9", Fate.REACHED, 2014, "digits"),
    ],
)
def test_a_target_is_reached_in_a_year_only_if_the_years_before_are_known_to_be_below(
    target, observation, rows, fate, at, reason
) -> None:
    levels = [observation(f"turnover KAZ KGZ {row}") for row in rows.split(", ")]
    found = metrics.rating(target("turnover KAZ KGZ 2012-05 1e9"), levels, "bns", "KAZ", 2026)
    assert (found.fate, found.reason, found.at) == (fate, reason, at)
    assert found.year == levels[-1].period.year
    assert found.fate.reached


@pytest.mark.parametrize(
    ("rows", "fate", "reason"),
    [
        ("2012 over 1e9", Fate.CANNOT_BE_RATED, "starts_after"),  # a lone remark
        ("2011 exact 0.75e9, 2013 over 1e9", Fate.CANNOT_BE_RATED, "no_figure"),
        ("2011 exact 0.75e9, 2012 over 1e9", Fate.MET, ""),
        ("2012 exact 1e9, 2013 over 1.1e9", Fate.REACHED, "digits"),
    ],
)
def test_one_remark_makes_no_target_reached(target, observation, rows, fate, reason) -> None:
    said = [observation(f"turnover KAZ KGZ {row}") for row in rows.split(", ")]
    found = metrics.rating(target("turnover KAZ KGZ 2012-05 1e9"), said, "said", "KAZ", 2026, remarks=True)
    assert (found.fate, found.reason) == (fate, reason)


def test_a_rating_holds_the_figures_it_rests_on(target, levels) -> None:
    def rated(announced: str):
        found = metrics.rating(target(f"turnover KAZ KGZ {announced}"), levels, "bns", "KAZ", 2026)
        return found.level and found.level.value, found.before and found.before.value, found.late, found.share

    assert rated("2018-08 1e9") == (1.05e9, 0.85e9, 0, None)  # 2021, and the year before it
    assert rated("2018-08 1e9 2019") == (1.05e9, 0.94e9, 2, None)  # and that of the deadline
    assert rated("2018-08 2e9 2022") == (1.688e9, 1.247e9, 0, None)
    found = metrics.rating(target("turnover KAZ KGZ 2022-04 2e9"), levels, "bns", "KAZ", 2026)
    assert round(found.share.value, 1) == 84.4  # 1.688 ÷ 2


def test_years_that_reach_a_target_again_after_a_year_below_are_named(target, observation) -> None:
    values = {2011: 0.7, 2012: 1.1, 2013: 1.2, 2014: 0.9, 2015: 1.3, 2016: 0.8, 2017: 1.1}
    rows = [observation(f"turnover KAZ KGZ {year} exact {value}e9") for year, value in values.items()]
    found = metrics.rating(target("turnover KAZ KGZ 2012-05 1e9"), rows, "bns", "KAZ", 2026)
    assert (found.fate, found.year, found.again) == (Fate.MET, 2012, (2015, 2017))


def test_a_floor_opens_nothing_that_a_figure_beside_it_closes(target, observation) -> None:
    rows = [observation(f"turnover KGZ KAZ {row}") for row in ("2023 exact 1.317e9", "2023 over 1.3e9 source=b")]
    higher = observation("turnover KGZ KAZ 2023 over 1.4e9 source=c")
    goal = target("turnover KGZ KAZ 2023-01 2e9 2023")
    assert metrics.rating(goal, rows, "said", "KGZ", 2026).fate is Fate.MISSED
    assert metrics.rating(goal, [*rows, higher], "said", "KGZ", 2026).reason == "digits"


def test_an_open_target_says_what_it_needs(target, levels) -> None:
    found = metrics.rating(target("turnover KAZ KGZ 2024-05 3e9 2030"), levels, "bns", "KAZ", 2026)
    assert round(found.needed.value, 1) == 8.6  # (3 ÷ 1.688) ** (1 ÷ 7) − 1


def test_digits_that_hold_the_target_leave_it_undecided(target, observation) -> None:
    said = [observation("turnover KAZ KGZ 2024 about 1.7e9"), observation("turnover KAZ KGZ 2025 exact 2e9")]
    found = metrics.rating(target("turnover KAZ KGZ 2024-05 2e9"), said, "said", "KAZ", 2026)
    assert (found.fate, found.reason, found.year) == (Fate.CANNOT_BE_RATED, "digits", 2025)  # 1.95 to 2.05 billion


def test_over_the_target_meets_it(target, observation) -> None:
    said = [observation("turnover KGZ KAZ 2024 exact 1.34e9"), observation("turnover KGZ KAZ 2025 over 2e9")]
    found = metrics.rating(target("turnover KGZ KAZ 2024-04 2e9 2024"), said, "said", "KGZ", 2026, remarks=True)
    assert (found.fate, found.year) == (Fate.MET_LATE, 2025)


def test_without_figures_nothing_is_rated(target) -> None:
    found = metrics.rating(target("investment KAZ KGZ 2006 2.5e9"), [], "said", "KAZ", 2026)
    assert (found.fate, found.reason) == (Fate.CANNOT_BE_RATED, "no_figures")


def test_the_two_ledgers_differ_on_the_billion_of_2012_and_agree_on_that_of_2020() -> None:
    stories = {
        (story.first.value, story.first.set_on.year, story.first.deadline and story.first.deadline.year): {
            (rating.ledger, rating.reporter): (rating.fate, rating.year) for rating in story.ratings
        }
        for story in target_stories(shipped_data(), 2026)
        if story.rated
    }
    first = stories[1e9, 2012, None]
    assert first["nsc", "KGZ"] == (Fate.MET, 2012)  # 394.7 + 698.6 = 1,093.3 million
    assert first["imf-dots", "KAZ"] == (Fate.MET, 2012)  # 725.9 + 333.0 = 1,058.9
    assert first["imf-dots", "KGZ"] == (Fate.NOT_REACHED, 2020)  # never above 992.4
    assert first["bns", "KAZ"] == (Fate.REACHED, 2021)  # its figures start in 2018
    # 2012 was called "over $1 bn" in November 2014, two years later; 2013 was too, and nothing in time of 2012
    assert first["said", "KAZ"] == (Fate.CANNOT_BE_RATED, 2012)
    again = stories[1e9, 2017, 2020]
    assert again["bns", "KAZ"] == again["nsc", "KGZ"] == (Fate.MET_LATE, 2021)
    assert again["said", "KAZ"] == (Fate.CANNOT_BE_RATED, 2019)  # of 2019 and 2020 nothing was said
    assert stories[2e9, 2022, None]["said", "KGZ"] == (Fate.MET, 2025)  # 1.34 in 2024, over 2 in 2025
    assert stories[2e9, 2024, 2024]["said", "KAZ"] == (Fate.MISSED, 2025)
    assert stories[3e9, 2024, 2030]["bns", "KAZ"][0] is Fate.OPEN


@pytest.mark.parametrize(
    ("said", "fate", "reason"),
    [
        # the deadline's own year may have met it already: neither in time nor late is certain
        ("2018 exact 0.8e9, 2019 exact 0.8e9, 2020 about 1e9, 2021 exact 1.2e9", Fate.CANNOT_BE_RATED, "digits"),
        ("2018 exact 0.8e9, 2019 exact 0.8e9, 2020 exact 0.9e9, 2021 exact 1.2e9", Fate.MET_LATE, ""),
        ("2018 exact 0.8e9, 2019 exact 0.8e9, 2020 exact 1.2e9, 2021 exact 0.9e9", Fate.MET, ""),
        # so may a year before it that is not known
        ("2017 exact 0.8e9, 2020 exact 0.9e9, 2021 exact 1.2e9", Fate.CANNOT_BE_RATED, "no_figure"),
        ("2018 exact 0.8e9, 2019 exact 0.8e9, 2020 exact 0.9e9, 2022 exact 1.2e9", Fate.REACHED_LATE, "no_figure"),
        # what came after decides nothing
        ("2018 exact 0.8e9, 2019 exact 0.8e9, 2020 exact 0.9e9, 2021 about 1e9", Fate.MISSED, ""),
        ("2017 exact 0.8e9, 2019 exact 0.9e9, 2021 exact 0.9e9", Fate.CANNOT_BE_RATED, "no_figure"),
        ("2018 exact 0.8e9, 2019 exact 0.9e9, 2021 exact 0.9e9", Fate.CANNOT_BE_RATED, "no_figure"),
        ("2018 exact 0.8e9, 2019 exact 0.8e9, 2020 about 1e9", Fate.CANNOT_BE_RATED, "digits"),
        # how far over is not told
        ("2018 exact 0.8e9, 2019 exact 0.8e9, 2020 over 0.9e9", Fate.CANNOT_BE_RATED, "digits"),
        ("2018 exact 0.8e9, 2019 exact 0.8e9, 2020 over 1e9", Fate.MET, ""),
        ("2017 exact 0.8e9, 2020 over 1e9", Fate.REACHED, "no_figure"),  # in time, whichever year
        ("2017 exact 0.8e9, 2018 exact 0.9e9", Fate.CANNOT_BE_RATED, "ends_before"),
        ("2015 exact 0.8e9", Fate.CANNOT_BE_RATED, "ends_before"),
        ("2019 exact 0.9e9, 2020 exact 0.9e9", Fate.CANNOT_BE_RATED, "starts_after"),
        # half a year is no annual level
        (
            "2018 exact 0.8e9, 2019 exact 0.8e9, 2019-01/2019-06 exact 1.2e9, 2020 exact 0.9e9",
            Fate.MISSED,
            "",
        ),
        ("2019-01/2019-06 exact 1.2e9", Fate.CANNOT_BE_RATED, "no_figures"),
        ("", Fate.CANNOT_BE_RATED, "no_figures"),
    ],
)
def test_a_target_of_2017_for_2020_is_rated_by_what_is_certain(target, observation, said, fate, reason) -> None:
    rows = [observation(f"turnover KAZ KGZ {row}") for row in said.split(", ") if row]
    found = metrics.rating(target("turnover KAZ KGZ 2017-12 1e9 2020"), rows, "said", "KAZ", 2026)
    assert (found.fate, found.reason) == (fate, reason)


@pytest.mark.parametrize(("year", "fate"), [(2024, Fate.OPEN), (2025, Fate.OPEN), (2026, Fate.CANNOT_BE_RATED)])
def test_a_deadline_is_open_until_it_has_passed(target, levels, year, fate) -> None:
    found = metrics.rating(target("turnover KAZ KGZ 2024-04 2e9 2025"), levels, "bns", "KAZ", year)
    assert found.fate is fate
    assert (found.needed is None) == (fate is not Fate.OPEN)


def test_a_level_from_before_the_announcement_does_not_meet_a_target(target, observation) -> None:
    rows = [observation("turnover KAZ KGZ 2016 exact 1.2e9"), observation("turnover KAZ KGZ 2017 exact 0.9e9")]
    found = metrics.rating(target("turnover KAZ KGZ 2017-12 1e9"), rows, "said", "KAZ", 2026)
    assert found.fate is Fate.NOT_REACHED


def test_the_order_of_the_levels_does_not_matter(target, levels) -> None:
    goal = target("turnover KAZ KGZ 2017-12 1e9 2020")
    assert metrics.rating(goal, levels[::-1], "bns", "KAZ", 2026) == metrics.rating(goal, levels, "bns", "KAZ", 2026)


def test_a_rating_names_the_ledger_it_is_by(target, levels) -> None:
    found = metrics.rating(target("turnover KAZ KGZ 2018-08 1e9"), levels, "bns", "KAZ", 2026)
    assert (found.ledger, found.reporter) == ("bns", "KAZ")


@pytest.mark.parametrize(
    ("low", "high", "fate", "reason"),
    [
        (1.0e9, 1.1e9, Fate.MET, ""),  # the low end is the target: it is met
        (0.9999e9, 1.1e9, Fate.CANNOT_BE_RATED, "digits"),
        (0.9e9, 1.0e9, Fate.CANNOT_BE_RATED, "digits"),  # the high end is the target: it may be met
        (0.9e9, 0.9999e9, Fate.MISSED, ""),
    ],
)
def test_equality_with_the_target_meets_it(target, observation, low, high, fate, reason) -> None:
    rows = [
        observation("turnover KAZ KGZ 2018 exact 0.8e9"),
        observation("turnover KAZ KGZ 2019 exact 0.8e9"),
        observation(f"turnover KAZ KGZ 2020 exact {low!r} low={low!r} high={high!r}"),
    ]
    found = metrics.rating(target("turnover KAZ KGZ 2017-12 1e9 2020"), rows, "said", "KAZ", 2026)
    assert (found.fate, found.reason) == (fate, reason)


@pytest.mark.parametrize(
    ("announced", "years", "fate", "reason"),
    [
        # a ledger that starts in the year after the announcement can tell, one a year later cannot
        ("2012-05 1e9", "2013 exact 0.9e9", Fate.NOT_REACHED, ""),
        ("2012-05 1e9", "2014 exact 0.9e9", Fate.CANNOT_BE_RATED, "starts_after"),
        # one that ends before it knows nothing of it, and still tells what a deadline to come takes
        ("2012-05 1e9", "2011 exact 0.9e9", Fate.CANNOT_BE_RATED, "set_after"),
        ("2025-05 3e9 2030", "2024 exact 0.9e9", Fate.OPEN, ""),
        ("2025-05 3e9 2030", "2023 exact 0.9e9", Fate.CANNOT_BE_RATED, "ends_before"),
        # a year that is missing may have reached it
        ("2012-05 1e9", "2012 exact 0.9e9, 2014 exact 0.9e9", Fate.CANNOT_BE_RATED, "no_figure"),
        # a floor decides nothing while the deadline is to come
        ("2024-05 3e9 2030", "2023 exact 1.7e9, 2024 over 1.6e9", Fate.OPEN, ""),
    ],
)
def test_a_ledger_must_touch_the_years_of_a_target(target, observation, announced, years, fate, reason) -> None:
    rows = [observation(f"turnover KAZ KGZ {row}") for row in years.split(", ")]
    found = metrics.rating(target(f"turnover KAZ KGZ {announced}"), rows, "said", "KAZ", 2026)
    assert (found.fate, found.reason) == (fate, reason)


def test_a_potential_is_never_rated(target, levels) -> None:
    for announced in ("2012-08 1e9", "2018-08 2e9 2022", "2018-08 1e9 2020"):
        found = metrics.rating(target(f"turnover KAZ KGZ {announced} kind=potential"), levels, "bns", "KAZ", 2026)
        assert (found.fate, found.year, found.needed, found.reason) == (Fate.POTENTIAL, None, None, "")


def test_years_without_a_value_rate_nothing(target, observation) -> None:
    nothing, some = observation("turnover KAZ KGZ 2019 exact 0"), observation("turnover KAZ KGZ 2020 exact 5")
    unknown = metrics.growth(some, nothing)
    found = metrics.rating(target("turnover KAZ KGZ 2018-12 1e9 2020"), [unknown], "bns", "KAZ", 2026)
    assert (found.fate, found.reason) == (Fate.CANNOT_BE_RATED, "no_figures")


def test_figures_of_one_year_that_disagree_decide_nothing_whichever_comes_first(observations, target) -> None:
    said = observations(
        """
        turnover KAZ KGZ 2023 exact 1.5e9 source=a
        turnover KAZ KGZ 2024 exact 1.4e9 source=b
        turnover KAZ KGZ 2024 exact 2.1e9 source=c
        """
    )
    goal = target("turnover KAZ KGZ 2023 2e9 2024")
    found = {metrics.rating(goal, order, "said", "KAZ", 2026) for order in permutations(said)}
    assert [(one.fate, one.year, one.reason) for one in found] == [(Fate.CANNOT_BE_RATED, 2024, "digits")]


def test_no_growth_follows_from_figures_of_one_year_that_disagree(observations, target) -> None:
    said = observations(
        """
        turnover KAZ KGZ 2024 exact 1.4e9 source=b
        turnover KAZ KGZ 2024 exact 1.7e9 source=c
        """
    )
    found = {
        metrics.rating(target("turnover KAZ KGZ 2024 3e9 2030"), order, "said", "KAZ", 2026)
        for order in permutations(said)
    }
    assert [(one.fate, one.needed) for one in found] == [(Fate.OPEN, None)]
