import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import metrics
from kztrade.codes import ObsStatus, Unit
from kztrade.errors import PeriodError, UnitError

GOAL = "turnover KAZ KGZ 2023-09-23 2e9"


def test_the_implied_level_of_2022_is_at_least_1_19_billion(article) -> None:
    level = metrics.implied_level(article["turnover"], article["turnover_growth"])
    assert level.value == 1.19e9  # 1 billion × 1.19
    assert level.qualifier == "at_least"
    assert level.low == 1.185e9  # 19 % may be 18.5 %
    assert level.high is None
    assert level.formula == "turnover 2021 × (1 + turnover_growth 2022 ÷ 100)"
    assert level.inputs == (str(article["turnover"].key), str(article["turnover_growth"].key))


def test_progress_and_gap_keep_the_bound(article, target) -> None:
    level = metrics.implied_level(article["turnover"], article["turnover_growth"])
    progress, gap = metrics.progress(level, target(GOAL)), metrics.gap(level, target(GOAL))
    assert (progress.value, progress.qualifier, progress.low, progress.high) == (59.5, "at_least", 59.25, None)
    assert (gap.value, gap.qualifier, gap.low, gap.high) == (0.81e9, "at_most", None, 0.815e9)


@pytest.mark.parametrize(
    ("year", "rate", "ceiling"),
    [
        (2025, 18.9, 19.1),  # (2 ÷ 1.19) ** (1 ÷ 3) − 1, and from 1.185
        (2027, 10.9, 11.0),
        (2030, 6.7, 6.8),
    ],
)
def test_required_growth_from_a_floor_is_a_ceiling(article, target, year, rate, ceiling) -> None:
    level = metrics.implied_level(article["turnover"], article["turnover_growth"])
    required = metrics.required_growth(level, target(GOAL), year)
    assert round(required.value, 1) == rate
    assert required.qualifier == "at_most"
    assert round(required.high, 1) == ceiling
    assert required.low is None
    assert required.period.text == f"2022/{year}"


@pytest.mark.parametrize(
    ("rate", "year"),
    [
        (19, 2025),  # 1.19, 1.42, 1.69, 2.01
        (10, 2028),  # 1.19 × 1.1 ** 5 = 1.92, ** 6 = 2.11
        (30, 2024),  # 1.55, 2.01
    ],
)
def test_the_year_reached_is_the_latest(article, target, rate, year) -> None:
    level = metrics.implied_level(article["turnover"], article["turnover_growth"])
    reached = metrics.year_reached(level, target(GOAL), rate)
    assert (reached.value, reached.qualifier) == (year, "at_most")


@pytest.mark.parametrize("rate", [0, -5, 0.01])
def test_without_enough_growth_no_year_is_given_and_a_reason_is(article, target, rate) -> None:
    level = metrics.implied_level(article["turnover"], article["turnover_growth"])
    reached = metrics.year_reached(level, target(GOAL), rate)
    assert reached.value is None
    assert "not reached before 2100" in reached.reason


def test_a_level_at_the_target_reaches_it_in_its_own_year(observation, target) -> None:
    level = observation("turnover KAZ KGZ 2025 at_least 2e9")
    assert metrics.year_reached(level, target(GOAL), 0).value == 2025


def test_the_path_grows_by_the_rate_every_year_and_is_a_forecast(article) -> None:
    level = metrics.implied_level(article["turnover"], article["turnover_growth"])
    steps = metrics.path(level, 19, 2025)
    # 1.19 × 1.19 = 1.4161, × 1.19 = 1.685159, × 1.19 = 2.00533921
    assert [round(step.value / 1e9, 6) for step in steps] == [1.4161, 1.685159, 2.005339]
    assert {step.obs_status for step in steps} == {ObsStatus.FORECAST}
    assert {step.qualifier for step in steps} == {"at_least"}


def test_kazakh_turnover_grew_by_18_7_percent_in_2022(observation) -> None:
    later = observation("turnover KAZ KGZ 2022 exact 1246876979.59 source=bns")
    earlier = observation("turnover KAZ KGZ 2021 exact 1050532153.18 source=bns")
    assert round(metrics.growth(later, earlier).value, 1) == 18.7


def test_a_change_over_years_names_both(observation) -> None:
    later = observation("turnover KAZ KGZ 2023 exact 150e6 source=bns")
    earlier = observation("turnover KAZ KGZ 2019 exact 100e6 source=bns")
    changed = metrics.change(later, earlier)
    assert (changed.value, changed.period.text) == (50.0, "2019/2023")


def test_growth_refuses_years_that_do_not_follow(observation) -> None:
    with pytest.raises(PeriodError, match="not the period one year after"):
        metrics.growth(observation("turnover KAZ KGZ 2023 exact 2e9"), observation("turnover KAZ KGZ 2021 exact 1e9"))


def test_required_growth_refuses_a_year_that_is_past(observation, target) -> None:
    with pytest.raises(PeriodError, match="from 2023 on"):
        metrics.required_growth(observation("turnover KAZ KGZ 2022 exact 1e9"), target(GOAL), 2022)


def test_an_index_starts_at_100(observation) -> None:
    base, later = observation("exports KAZ KGZ 2020 exact 200e6"), observation("exports KAZ KGZ 2021 exact 250e6")
    assert metrics.index(base, base).value == 100
    assert metrics.index(later, base).value == 125


def test_a_level_in_another_unit_cannot_be_measured_against_a_target(observation, target) -> None:
    with pytest.raises(UnitError, match="the target in USD"):
        metrics.progress(observation("joint_ventures KAZ KGZ 2023 exact 3500"), target(GOAL))


@given(st.floats(1e6, 1e10), st.floats(-50, 200))
def test_growing_by_the_growth_found_leads_back_to_the_level(observation, base, percent) -> None:
    earlier = observation(f"turnover KAZ KGZ 2021 exact {base!r} low={base!r} high={base!r}")
    level = base * (1 + percent / 100)
    later = observation(f"turnover KAZ KGZ 2022 exact {level!r} low={level!r} high={level!r}")
    assert math.isclose(metrics.growth(later, earlier).value, percent, abs_tol=1e-6)
    assert metrics.growth(later, earlier).unit is Unit.PERCENT
