import pytest

from kztrade import answers, metrics
from kztrade.metrics import Outcome
from kztrade.store import shipped_data


def test_january_to_july_2023_adds_up(observation) -> None:
    rows = [
        observation(f"{name} KAZ KGZ 2023-01/2023-07 exact {value}e6")
        for name, value in (("exports", 469.7), ("imports", 285.6), ("turnover", 755.4))
    ]
    found = metrics.sum_check(*rows)
    assert found.outcome is Outcome.PASSES
    assert round(found.computed.value / 1e6, 1) == 755.3
    assert found.stated.value == 755.4e6


def test_a_sum_that_misses_by_more_than_rounding_fails(observation) -> None:
    rows = [
        observation(f"{name} KGZ KAZ 2012-01/2012-05 exact {value}e6")
        for name, value in (("exports", 178.4), ("imports", 196.5), ("turnover", 374))
    ]
    # 374.9 ± 0.1 against 374 ± 0.5
    assert metrics.sum_check(*rows).outcome is Outcome.FAILS


def test_two_publishers_are_not_tested_against_each_other(observation) -> None:
    found = metrics.sum_check(
        observation("exports KAZ KGZ 2022 exact 1e6 source=bns"),
        observation("imports KAZ KGZ 2022 exact 1e6 source=imf-dots"),
        observation("turnover KAZ KGZ 2022 exact 2e6 source=bns"),
    )
    assert (found.outcome, found.reason) == (Outcome.NOT_COMPARABLE, "publisher")


@pytest.mark.parametrize(("level", "outcome"), [("1317e6", Outcome.PASSES), ("1350e6", Outcome.FAILS)])
def test_growth_times_base_is_the_level(observation, level, outcome) -> None:
    # 1,181 × 1.116 = 1,318.0, within what 11.6 % leaves open: 1,316.8 to 1,319.1
    found = metrics.growth_check(
        observation("turnover KGZ KAZ 2022 exact 1181e6"),
        observation("turnover_growth KGZ KAZ 2023 exact 11.6"),
        observation(f"turnover KGZ KAZ 2023 exact {level}"),
    )
    assert found.outcome is outcome


def test_a_sum_never_falls(observation) -> None:
    earlier = observation("investment_cumulative KAZ KGZ 2005/2021 exact 1.5e9")
    later = observation("investment_cumulative KAZ KGZ 2005/2023 exact 1.3e9")
    assert metrics.cumulative_check(earlier, later).outcome is Outcome.FAILS
    assert metrics.cumulative_check(later, earlier).outcome is Outcome.PASSES


def test_a_sum_covers_the_flows_in_between(observation) -> None:
    earlier = observation("investment_cumulative KAZ KGZ 2005/2021 exact 1000e6")
    flow = observation("investment KAZ KGZ 2022 exact 205e6")
    enough = observation("investment_cumulative KAZ KGZ 2005/2023 exact 1311e6")
    short = observation("investment_cumulative KAZ KGZ 2005/2023 exact 1101e6")
    assert metrics.cumulative_check(earlier, enough, [flow]).outcome is Outcome.PASSES  # 1,205 < 1,311
    assert metrics.cumulative_check(earlier, short, [flow]).outcome is Outcome.FAILS


def test_sums_with_different_starts_are_no_series(observation) -> None:
    found = metrics.cumulative_check(
        observation("investment_cumulative KAZ KGZ 1991/2014 exact 1e9"),
        observation("investment_cumulative KAZ KGZ 2005/2021 over 1e9"),
    )
    assert (found.outcome, found.reason) == (Outcome.NOT_COMPARABLE, "start")


def test_3500_ventures_against_3200_legal_entities_is_no_fall(observation) -> None:
    indicators = shipped_data().indicators
    found = metrics.count_check(
        observation("joint_ventures KAZ KGZ 2023-09-23 exact 3500"),
        observation("kyrgyz_enterprises KAZ KGZ 2024-05-01 about 3200"),
        indicators,
    )
    assert found.outcome is Outcome.NOT_COMPARABLE


def test_counts_of_one_kind_may_rise_or_fall(observation) -> None:
    indicators = shipped_data().indicators
    low = observation("kyrgyz_enterprises KAZ KGZ 2021-01 exact 1273")
    high = observation("kyrgyz_enterprises KAZ KGZ 2021-12 exact 1983")
    assert metrics.count_check(low, high, indicators).outcome is Outcome.PASSES
    assert metrics.count_check(high, low, indicators).outcome is Outcome.FAILS


def test_over_a_billion_invested_is_one_claim_with_a_moving_start() -> None:
    groups = answers.moving_claims(shipped_data())
    billion = next(group for group in groups if group[0].value == 1e9)
    said = {shipped_data().sources[row.source].published.year for row in billion}
    starts = {row.period.start.year for row in billion if row.period.is_span}
    assert {2012, 2014, 2019, 2021} <= said
    assert {1991, 2005} <= starts


def test_the_shipped_statements_pass_and_fail_where_they_did_by_hand() -> None:
    found = {
        (check.test, check.rows[-1].source, check.rows[-1].indicator, check.rows[-1].period.text): check.outcome
        for check in answers.checks(shipped_data())
    }
    assert found["sum", "kazinform-2023-09-24-deals", "turnover", "2023-01/2023-07"] is Outcome.PASSES
    assert found["sum", "regnum-2012-08-22", "turnover", "2012-01/2012-05"] is Outcome.FAILS
    assert found["growth", "trend-2024-04-09", "turnover", "2023"] is Outcome.PASSES
    assert found["count", "kun-uz-2024-05-20", "kyrgyz_enterprises", "2024-05-01"] is Outcome.NOT_COMPARABLE
