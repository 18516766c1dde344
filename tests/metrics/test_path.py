"""Where steady growth leads."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kztrade import metrics
from kztrade.codes import ObsStatus
from kztrade.errors import UsageError

GOAL = "turnover KAZ KGZ 2023-09-23 2e9"


AMOUNTS, SHARES = st.floats(1e6, 1e10), st.floats(0, 0.2)


@pytest.mark.parametrize(
    ("rate", "year"),
    [
        (19, 2026),  # 1.185 × 1.19 ** 3 = 1.997, still below 2; 1.19 × 1.19 ** 3 = 2.005 is not known
        (10, 2028),  # 1.19 × 1.1 ** 5 = 1.92, ** 6 = 2.11
        (30, 2024),  # 1.55, 2.01
        (0.68, 2100),  # ln(2 ÷ 1.185) ÷ ln(1.0068) = 77.2 years; the last year that is told
    ],
)
def test_the_year_reached_is_the_latest(article, target, rate, year) -> None:
    level = metrics.implied_level(article["turnover"], article["turnover_growth"])
    reached = metrics.year_reached(level, target(GOAL), rate)
    assert (reached.value, reached.qualifier) == (year, "at_most")


@pytest.mark.parametrize("rate", [0, -5, 0.01, 0.67])  # 0.67: 78.4 years
def test_without_enough_growth_no_year_is_given_and_a_reason_is(article, target, rate) -> None:
    level = metrics.implied_level(article["turnover"], article["turnover_growth"])
    reached = metrics.year_reached(level, target(GOAL), rate)
    assert reached.value is None
    assert str(reached.reason) == f"At {rate}% a year the target need not be reached before 2100."


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


def test_the_year_reached_and_its_interval_say_the_same(article, target) -> None:
    level = metrics.implied_level(article["turnover"], article["turnover_growth"])
    reached = metrics.year_reached(level, target(GOAL), 19)
    # 1.185 × 1.19 ** 3 = 1.997, still below 2: with 18.5 % in 2022 it takes until 2026
    assert (reached.value, reached.qualifier, reached.low, reached.high) == (2026, "at_most", None, 2026)


@given(AMOUNTS, SHARES, st.floats(0.5, 50), st.sampled_from(["exact", "about", "at_least", "over"]))
def test_a_bound_on_a_year_is_the_end_of_its_interval(observation, target, value, fine, rate, hedge) -> None:
    low, high = value * (1 - fine), "open" if hedge in ("at_least", "over") else value * (1 + fine)
    level = observation(f"turnover KAZ KGZ 2022 {hedge} {value!r} low={low!r} high={high}")
    reached = metrics.year_reached(level, target(GOAL), rate)
    if reached.qualifier == "at_most":
        assert (reached.value, reached.low) == (reached.high, None)
    elif reached.qualifier == "at_least":
        assert (reached.value, reached.high) == (reached.low, None)
    elif reached.value is not None:
        assert reached.low <= reached.value <= (reached.high or math.inf)
    assert hedge != "exact" or reached.qualifier == "exact"  # what nobody hedged is no bound


@given(st.floats(), st.floats(0, 1e12), st.sampled_from(["exact", "at_least"]))
@example(1e-322, 1e9, "exact")
@example(5e-324, 1e9, "at_least")
@example(-99.99999999999999, 1e9, "exact")
@example(-100.0, 1e9, "exact")
@example(1e300, 1e9, "at_least")
@example(1.7e308, 5e-324, "exact")
@example(19.0, 0.0, "at_least")
@example(19.0, 5e-324, "exact")
def test_no_rate_is_too_odd_for_a_year_or_a_path(observation, target, rate, value, hedge) -> None:
    level = observation(f"turnover KAZ KGZ 2022 {hedge} {value!r}")
    for compute in (
        lambda: [metrics.year_reached(level, target(GOAL), rate)],
        lambda: metrics.path(level, rate, 2100),
    ):
        try:
            found = compute()
        except UsageError:
            continue
        for metric in found:
            assert metric.value is None or math.isfinite(metric.value)
            assert bool(metric.reason) == (metric.value is None)


@pytest.mark.parametrize("rate", [math.nan, math.inf, -math.inf, -100.1, -1e300])
def test_no_level_grows_by_a_rate_that_is_no_number_or_falls_by_more_than_all(observation, target, rate) -> None:
    level = observation("turnover KAZ KGZ 2022 exact 1e9")
    for compute in (lambda: metrics.year_reached(level, target(GOAL), rate), lambda: metrics.path(level, rate, 2030)):
        with pytest.raises(UsageError, match="No level can grow by"):
            compute()


def test_a_path_beyond_all_numbers_is_refused(observation) -> None:
    with pytest.raises(UsageError, match="leads beyond all numbers"):
        metrics.path(observation("turnover KAZ KGZ 2022 exact 1e9"), 1e300, 2030)


@given(AMOUNTS, SHARES, st.integers(2023, 2060))
def test_growing_at_the_required_rate_arrives_at_the_target(rounded, target, value, fine, year) -> None:
    level, goal = rounded("turnover", "2022", value, fine), target(GOAL)
    required = metrics.required_growth(level, goal, year)
    assert metrics.path(level, required.value, year)[-1].value == pytest.approx(2e9)
    if value < 2e9:
        assert metrics.year_reached(level, goal, required.value).value == year


def test_a_figure_without_a_value_enters_no_other(article, target) -> None:
    level = metrics.implied_level(article["turnover"], article["turnover_growth"])
    never = metrics.year_reached(level, target(GOAL), 0)
    assert (never.value, never.low, never.high, never.obs_status) == (None, None, None, ObsStatus.MISSING_VALUE)
    assert [(step.value, step.reason) for step in metrics.path(never, 19, 2023)] == [(None, never.reason)]
