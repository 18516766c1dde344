"""How one level stands to another: growth, change, revision, index, implied level."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import metrics
from kztrade.codes import ObsStatus, Unit
from kztrade.errors import PeriodError, UnitError

AMOUNTS, SHARES = st.floats(1e6, 1e10), st.floats(0, 0.2)


def test_the_implied_level_of_2022_is_at_least_1_19_billion(article) -> None:
    level = metrics.implied_level(article["turnover"], article["turnover_growth"])
    assert level.value == 1.19e9  # 1 billion × 1.19
    assert level.qualifier == "at_least"
    assert level.low == 1.185e9  # 19 % may be 18.5 %
    assert level.high is None
    assert str(level.formula) == "turnover 2021 × (1 + turnover_growth 2022 ÷ 100)"
    assert level.inputs == (str(article["turnover"].key), str(article["turnover_growth"].key))


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


def test_an_index_starts_at_100(observation) -> None:
    base, later = observation("exports KAZ KGZ 2020 exact 200e6"), observation("exports KAZ KGZ 2021 exact 250e6")
    assert metrics.index(base, base).value == 100
    assert metrics.index(later, base).value == 125


@given(st.floats(1e6, 1e10), st.floats(-50, 200))
def test_growing_by_the_growth_found_leads_back_to_the_level(observation, base, percent) -> None:
    earlier = observation(f"turnover KAZ KGZ 2021 exact {base!r} low={base!r} high={base!r}")
    level = base * (1 + percent / 100)
    later = observation(f"turnover KAZ KGZ 2022 exact {level!r} low={level!r} high={level!r}")
    assert math.isclose(metrics.growth(later, earlier).value, percent, abs_tol=1e-6)
    assert metrics.growth(later, earlier).unit is Unit.PERCENT


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
    found = metric(later, earlier)
    assert (found.value, found.obs_status) == (None, ObsStatus.MISSING_VALUE)
    assert str(found.reason) == "The figures behind it are bounds, and nothing follows from them."


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


@given(AMOUNTS, SHARES, st.floats(-50, 200), SHARES)
def test_growth_to_the_level_that_a_growth_implies_holds_that_growth(
    observation, rounded, base, fine, percent, rough
) -> None:
    before = rounded("turnover", "2021", base, fine)
    rate = rounded("turnover_growth", "2022", percent, rough)
    implied = metrics.implied_level(before, rate)
    after = observation(f"turnover KAZ KGZ 2022 exact {implied.value!r} low={implied.low!r} high={implied.high!r}")
    found = metrics.growth(after, before)
    assert found.value == pytest.approx(percent, abs=1e-6)
    assert found.low - 1e-6 <= rate.low
    assert rate.high <= found.high + 1e-6


@given(AMOUNTS, SHARES, AMOUNTS, SHARES)
def test_the_level_that_a_growth_implies_holds_the_level_it_came_from(
    observation, rounded, base, fine, level, rough
) -> None:
    before = rounded("turnover", "2021", base, fine)
    after = rounded("turnover", "2022", level, rough)
    grown = metrics.growth(after, before)
    rate = observation(f"turnover_growth KAZ KGZ 2022 exact {grown.value!r} low={grown.low!r} high={grown.high!r}")
    found = metrics.implied_level(before, rate)
    assert found.value == pytest.approx(level)
    assert found.low <= after.low * (1 + 1e-9)
    assert after.high <= found.high * (1 + 1e-9)


@pytest.mark.parametrize("metric", [metrics.growth, metrics.change, metrics.index])
@pytest.mark.parametrize("base", ["exact 0", "exact 0 low=-1 high=1", "about 5 low=0 high=10"])
def test_on_a_base_that_may_be_zero_there_is_a_reason_and_no_value(observation, metric, base) -> None:
    found = metric(observation("turnover KAZ KGZ 1993 exact 5"), observation(f"turnover KAZ KGZ 1992 {base}"))
    assert (found.value, found.obs_status) == (None, ObsStatus.MISSING_VALUE)
    assert str(found.reason) == "Nothing can be divided by an amount that is zero or may be zero."


def test_nothing_is_no_hundred_of_itself(observation) -> None:
    nothing = observation("turnover KAZ KGZ 1992 exact 0")
    assert metrics.index(nothing, nothing).value is None


def test_what_follows_from_no_value_has_none_for_the_same_reason(observation) -> None:
    never = metrics.growth(observation("turnover KAZ KGZ 1993 exact 5"), observation("turnover KAZ KGZ 1992 exact 0"))
    found = metrics.revision(never, never)
    assert (found.value, found.reason) == (None, never.reason)


def test_growth_from_about_to_a_floor_tells_what_is_known(observation) -> None:
    # at least 1.3 over 1.0 to 1.2: the values give 18.2 %, known are 8.3 % or more
    grown = metrics.growth(
        observation("turnover KAZ KGZ 2022 at_least 1.3e9"),
        observation("turnover KAZ KGZ 2021 about 1.1e9 low=1e9 high=1.2e9"),
    )
    assert (round(grown.value, 1), grown.qualifier, round(grown.low, 1), grown.high) == (8.3, "at_least", 8.3, None)


def test_a_revision_is_by_how_much_a_figure_moved(observation) -> None:
    today = replace(observation("turnover KAZ KGZ 2023 exact 1688.1e6 source=bns-2024-07"), ledger="bns")
    then = replace(observation("turnover KAZ KGZ 2023 exact 1572e6 source=bns-2024-03"), ledger="bns")
    found = metrics.revision(today, then)
    assert (found.name, round(found.value, 1), found.unit) == ("revision", 7.4, Unit.PERCENT)
    assert found.inputs == (str(today.key), str(then.key))
    assert str(found.formula) == "turnover 2023 today ÷ as first known − 1"


def test_the_revision_of_a_rate_is_in_points(observation) -> None:
    today = observation("turnover_growth KAZ KGZ 2023 exact 35.4")
    found = metrics.revision(today, observation("turnover_growth KAZ KGZ 2023 exact 26.0"))
    assert (found.name, round(found.value, 1)) == ("revision_points", 9.4)


def test_two_periods_are_no_editions_of_one_figure(observation) -> None:
    with pytest.raises(PeriodError, match="speak of two periods"):
        metrics.revision(observation("turnover KAZ KGZ 2023 exact 2"), observation("turnover KAZ KGZ 2022 exact 1"))
