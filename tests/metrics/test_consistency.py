"""Whether figures fit each other."""

from dataclasses import replace

import pytest

from kztrade import metrics
from kztrade.answers import consistency
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
    found = metrics.sum_check(*rows)
    assert found.outcome is Outcome.FAILS
    assert (found.computed.interval.low, found.computed.interval.high) == (374.8e6, 375.0e6)
    assert (found.stated.interval.low, found.stated.interval.high) == (373.5e6, 374.5e6)


@pytest.mark.parametrize(
    ("exports", "imports", "turnover", "outcome", "cut"),
    [
        (178.4, 196.5, 374, Outcome.FAILS, True),  # 374.8 to 375.0, and 374 to 375 when cut off
        (410, 770, 1100, Outcome.FAILS, True),  # 1,170 to 1,190, and 1,100 to 1,200
        (455.7, 862.2, 1317, Outcome.FAILS, True),  # 1,317.8 to 1,318.0, and 1,317 to 1,318
        (455.7, 862.3, 1318, Outcome.PASSES, False),
        (455.7, 862.5, 1317, Outcome.FAILS, False),  # 1,318.1 at least
        (455.7, 860.1, 1317, Outcome.FAILS, False),  # 1,315.9 at most: nothing is made larger by cutting off
    ],
)
def test_a_failed_sum_may_have_a_total_that_was_cut_off(observation, exports, imports, turnover, outcome, cut) -> None:
    rows = [
        observation(f"{name} KGZ KAZ 2023 exact {value}e6")
        for name, value in (("exports", exports), ("imports", imports), ("turnover", turnover))
    ]
    found = metrics.sum_check(*rows)
    assert (found.outcome, found.passes_if_cut_off) == (outcome, cut)


def test_only_a_total_can_have_been_cut_off(observation) -> None:
    falling = metrics.cumulative_check(
        observation("investment_cumulative KAZ KGZ 2005/2021 exact 1.5e9"),
        observation("investment_cumulative KAZ KGZ 2005/2023 exact 1.3e9"),
    )
    assert (falling.outcome, falling.if_cut_off, falling.passes_if_cut_off) == (Outcome.FAILS, None, False)


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
    groups = consistency.moving_claims(shipped_data())
    billion = next(group for group in groups if group[0].value == 1e9)
    said = {shipped_data().sources[row.source].published.year for row in billion}
    starts = {row.period.start.year for row in billion if row.period.is_span}
    assert {2012, 2014, 2019, 2021} <= said
    assert {1991, 2005} <= starts


def test_the_shipped_statements_pass_and_fail_where_they_did_by_hand() -> None:
    found = {
        (check.test, check.rows[-1].source, check.rows[-1].indicator, check.rows[-1].period.text): check.outcome
        for check in consistency.checks(shipped_data())
    }
    assert found["sum", "kazinform-2023-09-24-deals", "turnover", "2023-01/2023-07"] is Outcome.PASSES
    assert found["sum", "regnum-2012-08-22", "turnover", "2012-01/2012-05"] is Outcome.FAILS
    assert found["growth", "trend-2024-04-09", "turnover", "2023"] is Outcome.PASSES
    assert found["count", "kun-uz-2024-05-20", "kyrgyz_enterprises", "2024-05-01"] is Outcome.NOT_COMPARABLE


def test_the_arithmetic_is_written_out(observation) -> None:
    rows = [
        observation(f"{name} KAZ KGZ 2023-01/2023-07 exact {value}e6")
        for name, value in (("exports", 469.7), ("imports", 285.6), ("turnover", 755.4))
    ]
    found = metrics.sum_check(*rows)
    assert found.rows == tuple(rows)
    assert found.inputs == tuple(str(row.key) for row in rows)
    assert found.reason == ""


@pytest.mark.parametrize(
    ("exports", "imports", "turnover", "outcome", "reason"),
    [
        # 0.05 each: 755.2 to 755.4 against 755.35 to 755.45
        ("exact 469.7e6", "exact 285.6e6", "exact 755.4e6", Outcome.PASSES, ""),
        ("exact 469.7e6", "exact 285.6e6", "exact 755.6e6", Outcome.FAILS, ""),
        # 1.1 and 0.4952 billion: 1.5452 to 1.6452, against 1.55 to 1.65
        ("exact 1.1e9", "exact 495.2e6", "exact 1.6e9", Outcome.PASSES, ""),
        ("over 1.1e9", "exact 495.2e6", "exact 1.6e9", Outcome.CANNOT_TELL, "open"),
        ("over 1.1e9", "exact 495.2e6", "exact 1.5e9", Outcome.FAILS, ""),  # a floor of 1.595 is enough to tell
        ("exact 455e6", "exact 862e6", "over 1.3e9", Outcome.CANNOT_TELL, "open"),
    ],
)
def test_a_sum_passes_where_the_intervals_meet(observation, exports, imports, turnover, outcome, reason) -> None:
    found = metrics.sum_check(
        observation(f"exports KAZ KGZ 2023 {exports}"),
        observation(f"imports KAZ KGZ 2023 {imports}"),
        observation(f"turnover KAZ KGZ 2023 {turnover}"),
    )
    assert (found.outcome, found.reason) == (outcome, reason)


def test_two_periods_are_not_added(observation) -> None:
    found = metrics.sum_check(
        observation("exports KAZ KGZ 2022 exact 1e6"),
        observation("imports KAZ KGZ 2021 exact 1e6"),
        observation("turnover KAZ KGZ 2022 exact 2e6"),
    )
    assert (found.outcome, found.reason) == (Outcome.NOT_COMPARABLE, "period")


@pytest.mark.parametrize("word", ["source=gazette", "scope=agriculture"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_row_of_another_publisher_or_scope_spoils_a_test(observation, place, word) -> None:
    sums = ["exports KAZ KGZ 2022 exact 1e6", "imports KAZ KGZ 2022 exact 1e6", "turnover KAZ KGZ 2022 exact 2e6"]
    growth = [
        "turnover KAZ KGZ 2021 exact 1e6",
        "turnover_growth KAZ KGZ 2022 exact 9",
        "turnover KAZ KGZ 2022 exact 2e6",
    ]
    for check, texts in ((metrics.sum_check, sums), (metrics.growth_check, growth)):
        rows = [observation(f"{text} {word if number == place else ''}") for number, text in enumerate(texts)]
        found = check(*rows)
        assert (found.outcome, found.reason) == (Outcome.NOT_COMPARABLE, "publisher")


@pytest.mark.parametrize(
    ("base", "rate", "level", "reason"),
    [
        ("turnover KAZ KGZ 2021", "turnover_growth KAZ KGZ 2022", "turnover KAZ KGZ 2023", "period"),
        ("turnover KAZ KGZ 2020", "turnover_growth KAZ KGZ 2022", "turnover KAZ KGZ 2022", "period"),
        ("turnover KAZ KGZ 2021", "turnover_growth KAZ KGZ 2022", "exports KAZ KGZ 2022", "indicator"),
        ("turnover KAZ KGZ 2021", "exports_growth KAZ KGZ 2022", "turnover KAZ KGZ 2022", "indicator"),
        ("turnover KAZ KGZ 2021", "turnover_growth KGZ KAZ 2022", "turnover KAZ KGZ 2022", "publisher"),
    ],
)
def test_growth_is_tested_on_its_own_base_and_level(observation, base, rate, level, reason) -> None:
    found = metrics.growth_check(
        observation(f"{base} exact 1e9"), observation(f"{rate} exact 19"), observation(f"{level} exact 1.19e9")
    )
    assert (found.outcome, found.reason) == (Outcome.NOT_COMPARABLE, reason)


@pytest.mark.parametrize(
    ("earlier", "later", "outcome", "reason"),
    [
        ("KAZ KGZ 1991/2011 over 1e9", "KAZ KGZ 1991/2014 over 1e9", Outcome.CANNOT_TELL, "digits"),
        ("KAZ KGZ 1991/2011 over 1e9", "KAZ KGZ 1991/2014 exact 0.8e9", Outcome.FAILS, ""),  # 0.82 at most
        ("KAZ KGZ 2019-11 over 1e9", "KAZ KGZ 2005/2021 over 1e9", Outcome.CANNOT_TELL, "no_start"),
        ("KAZ KGZ 2005/2021 exact 1e9", "KGZ KAZ 2005/2023 exact 0.5e9", Outcome.NOT_COMPARABLE, "publisher"),
        (
            "KAZ KGZ 2005/2021 exact 1e9",
            "KAZ KGZ 2005/2023 exact 0.5e9 scope=project",
            Outcome.NOT_COMPARABLE,
            "publisher",
        ),
        ("KAZ KGZ 2005/2021 exact 1e9", "KAZ KGZ 2005/2023 exact 1.3e9", Outcome.PASSES, ""),
    ],
)
def test_a_sum_is_tested_on_an_earlier_one_of_its_start_and_side(observation, earlier, later, outcome, reason) -> None:
    found = metrics.cumulative_check(
        observation(f"investment_cumulative {earlier}"), observation(f"investment_cumulative {later}")
    )
    assert (found.outcome, found.reason) == (outcome, reason)


def test_a_flow_of_the_other_side_does_not_enter_a_sum(observation) -> None:
    found = metrics.cumulative_check(
        observation("investment_cumulative KAZ KGZ 2005/2021 exact 1e9"),
        observation("investment_cumulative KAZ KGZ 2005/2023 exact 1.3e9"),
        [observation("investment KGZ KAZ 2022 exact 500e6")],
    )
    assert (found.outcome, found.reason) == (Outcome.NOT_COMPARABLE, "publisher")


def test_counts_whose_intervals_meet_tell_nothing(observation) -> None:
    found = metrics.count_check(
        observation("kyrgyz_enterprises KAZ KGZ 2021-12 almost 2000"),  # 1,900 to 2,000
        observation("kyrgyz_enterprises KAZ KGZ 2022-12 exact 1983"),
        shipped_data().indicators,
    )
    assert (found.outcome, found.reason) == (Outcome.CANNOT_TELL, "digits")


@pytest.mark.parametrize(
    ("claims", "moving"),
    [
        (["1991/2011 over 1e9", "1991/2014 exact 1e9", "2005/2021 over 1e9"], True),
        (["1991/2011 over 1e9", "1991/2014 exact 1e9"], False),  # one start
        (["1991/2011 over 1e9", "2005/2021 over 1.3e9"], False),  # not one claim
        (["1991/2011 over 1e9", "2019-11 over 1e9"], False),  # a start that nobody named does not move
        (["1991/2011 over 1e9", "2019-11 over 1e9", "2005/2021 over 1e9"], True),
        ([], False),
    ],
)
def test_a_start_moves_when_one_sum_is_claimed_since_two(observation, claims, moving) -> None:
    rows = [observation(f"investment_cumulative KAZ KGZ {claim}") for claim in claims]
    assert metrics.moving_start(rows) is moving


@pytest.mark.parametrize(
    ("exports", "imports", "turnover", "outcome"),
    [
        # 1 ± 0.5 and 2 ± 0.5 million make 2 to 4; one end in common is enough
        ("exact 1e6 low=0.5e6 high=1.5e6", "exact 2e6 low=1.5e6 high=2.5e6", "exact 5e6 low=4e6 high=6e6", "passes"),
        ("exact 1e6 low=0.5e6 high=1.5e6", "exact 2e6 low=1.5e6 high=2.5e6", "exact 1e6 low=0 high=2e6", "passes"),
        ("exact 1e6 low=0.5e6 high=1.5e6", "exact 2e6 low=1.5e6 high=2.5e6", "exact 5e6 low=4000001 high=6e6", "fails"),
        ("exact 1e6 low=0.5e6 high=1.5e6", "exact 2e6 low=1.5e6 high=2.5e6", "exact 1e6 low=0 high=1999999", "fails"),
    ],
)
def test_a_sum_passes_at_equal_ends(observation, exports, imports, turnover, outcome) -> None:
    found = metrics.sum_check(
        observation(f"exports KAZ KGZ 2023 {exports}"),
        observation(f"imports KAZ KGZ 2023 {imports}"),
        observation(f"turnover KAZ KGZ 2023 {turnover}"),
    )
    assert found.outcome == outcome


@pytest.mark.parametrize(
    ("earlier", "later", "outcome"),
    [
        ("exact 10 low=9 high=11", "exact 12 low=11 high=13", "passes"),  # 11 at most, 11 at least: it did not fall
        ("exact 10 low=9 high=11", "exact 12 low=10.9 high=13", "cannot_tell"),
        ("exact 10 low=9 high=11", "exact 8 low=7 high=9", "cannot_tell"),  # it may have stayed at 9
        ("exact 10 low=9 high=11", "exact 8 low=7 high=8.9", "fails"),
    ],
)
def test_sums_and_counts_with_one_end_in_common_did_not_fall(observation, earlier, later, outcome) -> None:
    sums = [
        observation(f"investment_cumulative KAZ KGZ {period} {row}")
        for period, row in (("2005/2021", earlier), ("2005/2023", later))
    ]
    counts = [
        observation(f"kyrgyz_enterprises KAZ KGZ {period} {row}")
        for period, row in (("2021-01", earlier), ("2021-12", later))
    ]
    assert metrics.cumulative_check(*sums).outcome == outcome
    assert metrics.count_check(*counts, shipped_data().indicators).outcome == outcome


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_row_about_another_partner_spoils_a_test(observation, place) -> None:
    sums = [
        replace(observation(f"{name} KAZ KGZ 2022 exact {value}"), partner="W00" if number == place else "KGZ")
        for number, (name, value) in enumerate([("exports", 1e6), ("imports", 1e6), ("turnover", 2e6)])
    ]
    assert metrics.sum_check(*sums).reason == "publisher"


def test_growth_that_leaves_everything_open_cannot_be_tested(observation) -> None:
    found = metrics.growth_check(
        observation("turnover KAZ KGZ 2021 over 1e9"),
        observation("turnover_growth KAZ KGZ 2022 about -100"),  # 1 ± 5 % of a floor: from below nothing to anything
        observation("turnover KAZ KGZ 2022 exact 1e9"),
    )
    assert (found.outcome, found.reason, found.computed) == (Outcome.CANNOT_TELL, "open", None)
