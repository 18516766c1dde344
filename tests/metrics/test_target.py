"""How far it is to a target, on the article's figures and by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import metrics
from kztrade.codes import ObsStatus
from kztrade.errors import PeriodError, UnitError

GOAL = "turnover KAZ KGZ 2023-09-23 2e9"


AMOUNTS, SHARES = st.floats(1e6, 1e10), st.floats(0, 0.2)


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


def test_required_growth_refuses_a_year_that_is_past(observation, target) -> None:
    with pytest.raises(PeriodError, match="from 2023 on"):
        metrics.required_growth(observation("turnover KAZ KGZ 2022 exact 1e9"), target(GOAL), 2022)


def test_a_level_in_another_unit_cannot_be_measured_against_a_target(observation, target) -> None:
    with pytest.raises(UnitError, match="the target in USD"):
        metrics.progress(observation("joint_ventures KAZ KGZ 2023 exact 3500"), target(GOAL))


def test_the_gap_is_negative_and_progress_above_100_once_the_target_is_passed(observation, target) -> None:
    level = observation("turnover KAZ KGZ 2025 exact 2.5e9")
    assert metrics.gap(level, target(GOAL)).value == -0.5e9
    assert metrics.progress(level, target(GOAL)).value == 125


@pytest.mark.parametrize("metric", [metrics.progress, metrics.gap])
def test_only_the_amount_that_a_target_is_for_is_measured_against_it(observation, target, metric) -> None:
    exports, imports = (observation(f"{flow} KAZ KGZ 2022 exact 500e6") for flow in ("exports", "imports"))
    assert metric(metrics.turnover(exports, imports), target(GOAL)).value in (50, 1e9)
    for other in (exports, metrics.balance(exports, imports)):
        with pytest.raises(UnitError, match="cannot be measured against a target for turnover"):
            metric(other, target(GOAL))


def test_a_derived_figure_hands_on_all_its_inputs(article, target) -> None:
    level = metrics.implied_level(article["turnover"], article["turnover_growth"])
    assert metrics.gap(level, target(GOAL)).inputs == (
        "turnover.KAZ.KGZ.2021.astanatv-2023-09-23.total",
        "turnover_growth.KAZ.KGZ.2022.astanatv-2023-09-23.total",
        "turnover_target.KAZ.KGZ.2023-09-23.paper.total",
    )


@given(AMOUNTS, SHARES)
def test_progress_and_gap_tell_the_same_of_one_level(rounded, target, value, fine) -> None:
    level, goal = rounded("turnover", "2022", value, fine), target(GOAL)
    progress, gap = metrics.progress(level, goal), metrics.gap(level, goal)
    assert progress.value / 100 * 2e9 + gap.value == pytest.approx(2e9)
    assert progress.low / 100 * 2e9 + gap.high == pytest.approx(2e9)


def test_from_nothing_no_growth_leads_to_a_target(observation, target) -> None:
    nothing = observation("turnover KAZ KGZ 1992 exact 0")
    required = metrics.required_growth(nothing, target(GOAL), 2030)
    assert (required.value, required.obs_status) == (None, ObsStatus.MISSING_VALUE)
    assert str(required.reason) == "Nothing can be divided by an amount that is zero or may be zero."
    assert metrics.gap(nothing, target(GOAL)).value == 2e9
    assert metrics.progress(nothing, target(GOAL)).value == 0


def test_from_below_nothing_no_steady_growth_leads_to_a_target(observation, target) -> None:
    below = observation("turnover KAZ KGZ 2022 exact -1e9")
    assert str(metrics.required_growth(below, target(GOAL), 2030).reason).startswith("No steady growth leads")


def test_the_formulas_are_told_with_what_goes_into_them(observation, target) -> None:
    level, goal = observation("turnover KAZ KGZ 2022 exact 1e9"), target(GOAL)
    assert str(metrics.progress(level, goal).formula) == "turnover 2022 ÷ target"
    assert str(metrics.gap(level, goal).formula) == "target − turnover 2022"
    assert str(metrics.required_growth(level, goal, 2030).formula) == "(target ÷ turnover 2022) ** (1 ÷ 8) − 1"


@given(AMOUNTS, SHARES, st.integers(2023, 2100))
def test_the_required_growth_of_every_level_known_lies_inside(rounded, target, value, fine, year) -> None:
    level = rounded("turnover", "2022", value, fine)
    required = metrics.required_growth(level, target(GOAL), year)
    for end in (level.low, level.value, level.high):
        rate = ((2e9 / end) ** (1 / (year - 2022)) - 1) * 100
        assert required.low - 1e-9 <= rate <= required.high + 1e-9
