"""How far it is to a target, on the article's figures and by property."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import metrics
from kztrade.codes import ObsStatus, Unit
from kztrade.errors import PeriodError, UnitError
from kztrade.model import Observation

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
        (0.67, 2100),  # ln(2 ÷ 1.19) ÷ ln(1.0067) = 77.7 years; the last year that is told
    ],
)
def test_the_year_reached_is_the_latest(article, target, rate, year) -> None:
    level = metrics.implied_level(article["turnover"], article["turnover_growth"])
    reached = metrics.year_reached(level, target(GOAL), rate)
    assert (reached.value, reached.qualifier) == (year, "at_most")


@pytest.mark.parametrize("rate", [0, -5, 0.01, 0.66])  # 0.66: 78.9 years
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


def test_the_year_reached_from_the_low_end_is_a_year_later(article, target) -> None:
    level = metrics.implied_level(article["turnover"], article["turnover_growth"])
    reached = metrics.year_reached(level, target(GOAL), 19)
    # 1.185 × 1.19 ** 3 = 1.997, still below 2: with 18.5 % in 2022 it takes until 2026
    assert (reached.low, reached.high) == (None, 2026)


def test_the_gap_is_negative_and_progress_above_100_once_the_target_is_passed(observation, target) -> None:
    level = observation("turnover KAZ KGZ 2025 exact 2.5e9")
    assert metrics.gap(level, target(GOAL)).value == -0.5e9
    assert metrics.progress(level, target(GOAL)).value == 125


def test_growth_carries_the_rounding_of_both_levels(observation) -> None:
    grown = metrics.growth(
        observation("turnover KAZ KGZ 2022 exact 120e6 low=119e6 high=121e6"),
        observation("turnover KAZ KGZ 2021 exact 100e6 low=99e6 high=101e6"),
    )
    assert grown.value == pytest.approx(20)
    assert grown.low == pytest.approx(17.8218, abs=1e-4)  # 119 ÷ 101
    assert grown.high == pytest.approx(22.2222, abs=1e-4)  # 121 ÷ 99
    assert grown.qualifier == "exact"


@pytest.mark.parametrize(
    ("later", "earlier", "qualifier"),
    [
        ("at_least 1.3e9", "exact 1e9", "at_least"),
        ("exact 1.3e9", "at_least 1e9", "at_most"),
        ("over 1.3e9", "exact 1e9", "at_least"),
        ("about 1.3e9", "exact 1e9", "about"),
    ],
)
def test_growth_from_or_to_a_bound_is_a_bound(observation, later, earlier, qualifier) -> None:
    grown = metrics.growth(
        observation(f"turnover KAZ KGZ 2022 {later}"), observation(f"turnover KAZ KGZ 2021 {earlier}")
    )
    assert grown.qualifier == qualifier


@pytest.mark.parametrize("metric", [metrics.growth, metrics.change, metrics.index])
def test_nothing_follows_from_two_bounds(observation, metric) -> None:
    later, earlier = (observation(f"turnover KAZ KGZ {year} over 1e9") for year in (2022, 2021))
    with pytest.raises(UnitError, match="are both bounds: nothing follows"):
        metric(later, earlier)


@pytest.mark.parametrize("metric", [metrics.growth, metrics.change, metrics.index])
@pytest.mark.parametrize("other", ["exports KAZ KGZ 2021 exact 1e9", "turnover_growth KAZ KGZ 2021 exact 19"])
def test_only_amounts_of_one_thing_are_compared(observation, metric, other) -> None:
    with pytest.raises(UnitError, match="cannot be combined"):
        metric(observation("turnover KAZ KGZ 2022 exact 1e9"), observation(other))


@pytest.mark.parametrize("metric", [metrics.growth, metrics.change, metrics.index])
def test_a_stated_and_a_derived_amount_are_compared_only_when_both_are_the_same_thing(observation, metric) -> None:
    stated = observation("turnover KAZ KGZ 2022 exact 1200e6 source=bns")
    exports, imports = (observation(f"{flow} KAZ KGZ 2021 exact 500e6 source=bns") for flow in ("exports", "imports"))
    assert metric(stated, metrics.turnover(exports, imports)).value == pytest.approx(
        120 if metric is metrics.index else 20
    )
    with pytest.raises(UnitError, match="cannot be combined"):
        metric(stated, metrics.balance(exports, imports))
    with pytest.raises(UnitError, match="cannot be combined"):
        metric(metrics.balance(exports, imports), observation("turnover KAZ KGZ 2020 exact 1200e6 source=bns"))


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("2019", "2023"),  # backwards
        ("2022", "2022"),
        ("2022-06", "2021"),  # a month against a year
        ("2022", "2021-06"),
        ("2022-06", "2022"),  # a month of the year itself
    ],
)
def test_a_change_leads_from_a_period_to_a_later_one_of_its_length(observation, later, earlier) -> None:
    with pytest.raises(PeriodError):
        metrics.change(
            observation(f"turnover KAZ KGZ {later} exact 2e9"), observation(f"turnover KAZ KGZ {earlier} exact 1e9")
        )


def test_growth_of_seven_months_compares_with_the_same_seven(observation) -> None:
    earlier = observation("turnover KAZ KGZ 2022-01/2022-07 exact 500e6")
    assert metrics.growth(observation("turnover KAZ KGZ 2023-01/2023-07 exact 750e6"), earlier).value == 50
    with pytest.raises(PeriodError):
        metrics.growth(observation("turnover KAZ KGZ 2023 exact 750e6"), earlier)


@pytest.mark.parametrize(
    ("base", "rate", "error"),
    [
        ("turnover KAZ KGZ 2021 exact 1e9", "exports_growth KAZ KGZ 2022 exact 19", UnitError),
        ("turnover KAZ KGZ 2021 exact 1e9", "turnover_change KAZ KGZ 2022 exact 19", UnitError),
        ("turnover KAZ KGZ 2021 exact 1e9", "turnover_growth KAZ KGZ 2022 exact 1.19 unit=ratio", UnitError),
        ("turnover KAZ KGZ 2021 exact 1e9", "turnover_growth KAZ KGZ 2023 exact 19", PeriodError),
        ("turnover KAZ KGZ 2021 exact 1e9", "turnover_growth KAZ KGZ 2021 exact 19", PeriodError),
    ],
)
def test_a_level_is_implied_only_by_its_own_growth_of_the_next_year(observation, base, rate, error) -> None:
    with pytest.raises(error):
        metrics.implied_level(observation(base), observation(rate))


@pytest.mark.parametrize("metric", [metrics.progress, metrics.gap])
def test_only_the_amount_that_a_target_is_for_is_measured_against_it(observation, target, metric) -> None:
    exports, imports = (observation(f"{flow} KAZ KGZ 2022 exact 500e6") for flow in ("exports", "imports"))
    assert metric(metrics.turnover(exports, imports), target(GOAL)).value in (50, 1e9)
    for other in (exports, metrics.balance(exports, imports)):
        with pytest.raises(UnitError, match="cannot be measured against a target for turnover"):
            metric(other, target(GOAL))


def test_a_figure_without_a_value_enters_no_other(article, target) -> None:
    level = metrics.implied_level(article["turnover"], article["turnover_growth"])
    never = metrics.year_reached(level, target(GOAL), 0)
    assert (never.value, never.low, never.high, never.obs_status) == (None, None, None, ObsStatus.MISSING_VALUE)
    with pytest.raises(UnitError, match="has no value: At 0 % a year the target is not reached before 2100"):
        metrics.path(never, 19, 2025)


def test_a_derived_figure_hands_on_all_its_inputs(article, target) -> None:
    level = metrics.implied_level(article["turnover"], article["turnover_growth"])
    assert metrics.gap(level, target(GOAL)).inputs == (
        "turnover.KAZ.KGZ.2021.astanatv-2023-09-23",
        "turnover_growth.KAZ.KGZ.2022.astanatv-2023-09-23",
        "turnover_target.KAZ.KGZ.2023-09-23.paper",
    )


AMOUNTS, SHARES = st.floats(1e6, 1e10), st.floats(0, 0.2)


def rounded(observation, indicator: str, period: str, value: float, share: float) -> Observation:
    low, high = sorted((value - abs(value) * share, value + abs(value) * share))
    return observation(f"{indicator} KAZ KGZ {period} exact {value!r} low={low!r} high={high!r}")


@given(AMOUNTS, SHARES, st.floats(-50, 200), SHARES)
def test_growth_to_the_level_that_a_growth_implies_holds_that_growth(observation, base, fine, percent, rough) -> None:
    before = rounded(observation, "turnover", "2021", base, fine)
    rate = rounded(observation, "turnover_growth", "2022", percent, rough)
    implied = metrics.implied_level(before, rate)
    after = observation(f"turnover KAZ KGZ 2022 exact {implied.value!r} low={implied.low!r} high={implied.high!r}")
    found = metrics.growth(after, before)
    assert found.value == pytest.approx(percent, abs=1e-6)
    assert found.low - 1e-6 <= rate.low
    assert rate.high <= found.high + 1e-6


@given(AMOUNTS, SHARES, AMOUNTS, SHARES)
def test_the_level_that_a_growth_implies_holds_the_level_it_came_from(observation, base, fine, level, rough) -> None:
    before = rounded(observation, "turnover", "2021", base, fine)
    after = rounded(observation, "turnover", "2022", level, rough)
    grown = metrics.growth(after, before)
    rate = observation(f"turnover_growth KAZ KGZ 2022 exact {grown.value!r} low={grown.low!r} high={grown.high!r}")
    found = metrics.implied_level(before, rate)
    assert found.value == pytest.approx(level)
    assert found.low <= after.low * (1 + 1e-9)
    assert after.high <= found.high * (1 + 1e-9)


@given(AMOUNTS, SHARES, st.integers(2023, 2060))
def test_growing_at_the_required_rate_arrives_at_the_target(observation, target, value, fine, year) -> None:
    level, goal = rounded(observation, "turnover", "2022", value, fine), target(GOAL)
    required = metrics.required_growth(level, goal, year)
    assert metrics.path(level, required.value, year)[-1].value == pytest.approx(2e9)
    if value < 2e9:
        assert metrics.year_reached(level, goal, required.value).value == year


@given(AMOUNTS, SHARES)
def test_progress_and_gap_tell_the_same_of_one_level(observation, target, value, fine) -> None:
    level, goal = rounded(observation, "turnover", "2022", value, fine), target(GOAL)
    progress, gap = metrics.progress(level, goal), metrics.gap(level, goal)
    assert progress.value / 100 * 2e9 + gap.value == pytest.approx(2e9)
    assert progress.low / 100 * 2e9 + gap.high == pytest.approx(2e9)
