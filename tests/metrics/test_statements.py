"""Verdicts on what was said."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import metrics
from kztrade.errors import PeriodError, UnitError
from kztrade.metrics import Agreement

KAZAKH = "turnover KAZ KGZ 2022 exact 1246876979.59 source=bns"
KYRGYZ = "turnover KGZ KAZ 2022 exact 1181103668 source=nsc"


@pytest.mark.parametrize(
    ("said", "recorded", "agreement", "by"),
    [
        # 1.25 to 1.35 billion against 1,246.9 million: 3.1 million apart; against 1,181.1: 68.9
        ("exact 1.3e9", KAZAKH, Agreement.TOO_HIGH, 3.1),
        ("exact 1.3e9", KYRGYZ, Agreement.TOO_HIGH, 68.9),
        # about: 1.2 to 1.4 billion holds the first, and lies 18.9 million above the second
        ("about 1.3e9", KAZAKH, Agreement.AGREES_HEDGED, 0),
        ("about 1.3e9", KYRGYZ, Agreement.TOO_HIGH, 18.9),
        # 1.15 to 1.25 billion is what "1.2" leaves open
        ("about 1.2e9", KYRGYZ, Agreement.AGREES_ROUNDED, 0),
        ("exact 1.181e9", KYRGYZ, Agreement.AGREES, 0),
        ("exact 1.181e9", KAZAKH, Agreement.TOO_LOW, 65.4),  # 1,246.9 − 1,181.5
        ("over 1.1e9", KYRGYZ, Agreement.AGREES_HEDGED, 0),
        ("over 1.2e9", KYRGYZ, Agreement.TOO_HIGH, 18.9),
        ("almost 1.2e9", KYRGYZ, Agreement.AGREES_ROUNDED, 0),
        ("almost 1.2e9", KAZAKH, Agreement.TOO_LOW, 46.9),
        ("at_least 1e9", KAZAKH, Agreement.AGREES_HEDGED, 0),
    ],
)
def test_a_statement_on_2022_is_judged_by_its_interval(observation, said, recorded, agreement, by) -> None:
    found = metrics.verdict(observation(f"turnover KAZ KGZ 2022 {said}"), observation(recorded))
    assert found.agreement is agreement
    assert round(found.by / 1e6, 1) == by


def test_19_percent_agrees_after_rounding_with_18_7(observation) -> None:
    growth = metrics.growth(observation(KAZAKH), observation("turnover KAZ KGZ 2021 exact 1050532153.18 source=bns"))
    found = metrics.verdict(observation("turnover_growth KAZ KGZ 2022 exact 19"), growth)
    assert (found.agreement, found.ledger) == (Agreement.AGREES_ROUNDED, "bns")


def test_a_right_rounding_is_never_called_wrong(observation) -> None:
    said = observation("turnover KAZ KGZ 2022 exact 1.3e9")
    assert (
        metrics.verdict(said, observation("turnover KAZ KGZ 2022 exact 1.26e9")).agreement is Agreement.AGREES_ROUNDED
    )


def test_a_part_of_the_trade_is_not_comparable(observation) -> None:
    said = observation("turnover KAZ KGZ 2023 exact 299.4e6 scope=agriculture")
    found = metrics.verdict(said, observation(KAZAKH))
    assert (found.agreement, found.reason) == (Agreement.NOT_COMPARABLE, "scope")


def test_another_unit_is_not_comparable(observation) -> None:
    found = metrics.verdict(observation("turnover_growth KAZ KGZ 2022 exact 19"), observation(KAZAKH))
    assert (found.agreement, found.reason) == (Agreement.NOT_COMPARABLE, "kind")


def test_without_a_figure_there_is_nothing_to_compare(observation) -> None:
    said = observation("turnover KAZ KGZ 2023-01/2023-07 exact 757e6")
    assert metrics.verdict(said, None).agreement is Agreement.NO_STATISTIC


UNITS = {"thousand": 10**3, "m": 10**6, "bn": 10**9}


@given(
    st.decimals("0.1", 9999, places=2).map(lambda number: f"{number.normalize():f}"),
    st.integers(1, 999_999),
    st.integers(0, 999),
    st.sampled_from(["exact", "about", "almost", "over", "at_least"]),
)
def test_a_verdict_does_not_depend_on_the_unit_of_money(observation, said, recorded, half, hedge) -> None:
    def judged(word: str) -> tuple[Agreement, float]:
        unit = UNITS[word]
        # the statistic in hundredths of the unit, as the statement may be
        middle, low, high = (number * unit / 100 for number in (recorded, recorded - half, recorded + half))
        statement = observation(f"turnover KAZ KGZ 2022 {hedge} {Decimal(said) * unit} token='{said} {word}'")
        statistic = observation(f"turnover KAZ KGZ 2022 exact {middle!r} low={low!r} high={high!r} source=bns")
        found = metrics.verdict(statement, statistic)
        return found.agreement, round(found.by / unit, 6)

    assert judged("thousand") == judged("m") == judged("bn")


@pytest.mark.parametrize(
    ("said", "recorded", "agreement"),
    [
        ("exact 1.3e9", "exact 1250e6 low=1250e6 high=1250e6", Agreement.AGREES_ROUNDED),  # on the edge
        ("exact 1.3e9", "exact 1249.9e6 low=1249.9e6 high=1249.9e6", Agreement.TOO_HIGH),
        ("about 1.3e9", "exact 1200e6 low=1200e6 high=1200e6", Agreement.AGREES_HEDGED),
        ("almost 200e6", "exact 200.1e6", Agreement.TOO_LOW),  # whoever says almost denies the level itself
        ("over 1e9", "exact 999e6", Agreement.TOO_HIGH),
        ("over 1e9", "exact 5e9", Agreement.AGREES_HEDGED),  # true, and says little
        ("at_least 1e9", "exact 1e9", Agreement.AGREES_ROUNDED),
        ("exact 1.2468e9", "exact 1246876979.59", Agreement.AGREES_CUT),  # 1,246.85 at most when rounded
        ("exact 1.2467e9", "exact 1246876979.59", Agreement.TOO_LOW),  # 1,246.8 is not in it when cut off
        ("exact 1.2469e9", "exact 1246876979.59", Agreement.AGREES),
        ("exact 1e9 token='1.00 bn'", "exact 1001e6", Agreement.AGREES),  # digits that leave 1 % open are fine
        ("exact 0.99e9 token='0.99 bn'", "exact 991e6", Agreement.AGREES_ROUNDED),
    ],
)
def test_the_ends_of_the_intervals_decide(observation, said, recorded, agreement) -> None:
    found = metrics.verdict(
        observation(f"turnover KAZ KGZ 2022 {said}"), observation(f"turnover KAZ KGZ 2022 {recorded} source=bns")
    )
    assert found.agreement is agreement
    assert (found.by > 0) == (agreement in (Agreement.TOO_HIGH, Agreement.TOO_LOW))


@given(st.floats(1e6, 1e10), st.floats(1e6, 1e10), st.sampled_from(["exact", "about", "almost", "over", "at_least"]))
def test_a_statement_is_off_exactly_when_its_interval_does_not_reach_the_statistic(
    observation, said, recorded, hedge
) -> None:
    statement = observation(f"turnover KAZ KGZ 2022 {hedge} {said!r}")
    statistic = observation(f"turnover KAZ KGZ 2022 exact {recorded!r} source=bns")
    found = metrics.verdict(statement, statistic)
    cut = metrics.cut_off_interval(statement)
    apart = max(statement.low, statistic.low) > min(statement.high, statistic.high)
    apart = apart and (statistic.high < cut.low or statistic.low > cut.high)
    assert (found.agreement in (Agreement.TOO_HIGH, Agreement.TOO_LOW)) == apart
    assert (found.by > 0) == apart
    assert found.statistic == recorded


def test_only_a_hedge_agrees_as_hedged(observation) -> None:
    for value in range(1200, 1400):
        found = metrics.verdict(
            observation("turnover KAZ KGZ 2022 exact 1.3e9"),
            observation(f"turnover KAZ KGZ 2022 exact {value}e6 source=bns"),
        )
        assert found.agreement is not Agreement.AGREES_HEDGED


def test_what_the_digits_leave_open_ends_where_the_hedge_denies_it(observation) -> None:
    intervals = {
        hedge: metrics.printed_interval(observation(f"turnover KAZ KGZ 2022 {hedge} 1.3e9"))
        for hedge in ("exact", "about", "almost", "over")
    }
    assert {hedge: (ends.low, ends.high) for hedge, ends in intervals.items()} == {
        "exact": (1.25e9, 1.35e9),
        "about": (1.25e9, 1.35e9),
        "almost": (1.25e9, 1.3e9),
        "over": (1.3e9, 1.35e9),
    }


def test_a_statement_on_one_year_is_no_statement_on_another(observation) -> None:
    said, recorded = observation("turnover KAZ KGZ 2022 exact 1.2e9"), observation("turnover KAZ KGZ 2023 exact 1.2e9")
    with pytest.raises(PeriodError, match="2022 says nothing about 2023"):
        metrics.verdict(said, recorded)


def test_a_right_rounding_to_ten_percent_agrees(observation) -> None:
    said = observation("turnover_growth KAZ KGZ 2022 exact 10 token='10 %'")
    assert metrics.verdict(said, observation("turnover_growth KAZ KGZ 2022 exact 10.4 source=bns")).by == 0
    assert (
        metrics.verdict(said, observation("turnover_growth KAZ KGZ 2022 exact 10.6 source=bns")).agreement
        is Agreement.ONLY_CUT
    )


@pytest.mark.parametrize(
    ("said", "recorded", "agreement"),
    [
        # 770,214.5 to 770,215.5 thousand when rounded, 770,215 to 770,216 when cut off: one part in 770,000 is fine
        ("770.215e6", 770_215_582, Agreement.AGREES_CUT),
        ("770.215e6", 770_215_000, Agreement.AGREES),  # both
        ("770.215e6", 770_216_000, Agreement.TOO_LOW),  # is cut off to 770.216
        ("770.216e6", 770_215_582, Agreement.AGREES),  # rounded
        # 1,050 to 1,150 million when rounded, 1,100 to 1,200 when cut off: a tenth of it is coarse
        ("1.1e9", 1_181_103_668, Agreement.ONLY_CUT),
        ("1.1e9", 1_150_000_000, Agreement.AGREES_ROUNDED),
        ("1.1e9", 1_199_999_999, Agreement.ONLY_CUT),
        ("1.1e9", 1_200_000_000, Agreement.TOO_LOW),  # would be cut off to 1.2
        ("1.1e9", 1_049_999_999, Agreement.TOO_HIGH),
        # digits that leave at most 1 % open: 101 ± 0.5; one that leaves more: 99 ± 0.5
        ("101e6", 101_700_000, Agreement.AGREES_CUT),
        ("99e6", 99_700_000, Agreement.ONLY_CUT),
        # a number that ends in zeros is cut off as coarsely as it is rounded: 410 is 405 to 415, or 410 to 420
        ("410e6", 418_000_000, Agreement.ONLY_CUT),
    ],
)
def test_an_unhedged_figure_may_have_its_last_digits_cut_off(observation, said, recorded, agreement) -> None:
    found = metrics.verdict(
        observation(f"imports KGZ KAZ 2022 exact {said}"),
        observation(f"imports KGZ KAZ 2022 exact {recorded} low={recorded} high={recorded} source=nsc"),
    )
    assert found.agreement is agreement
    assert (found.by == 0) == (agreement not in (Agreement.TOO_HIGH, Agreement.TOO_LOW))
    assert found.agreement.agrees == (agreement in (Agreement.AGREES, Agreement.AGREES_ROUNDED, Agreement.AGREES_CUT))


@pytest.mark.parametrize("hedge", ["about", "almost", "over", "at_least"])
def test_a_hedged_figure_is_never_read_as_cut_off(observation, hedge) -> None:
    for recorded in range(1000, 1400, 7):
        found = metrics.verdict(
            observation(f"turnover KAZ KGZ 2022 {hedge} 1.1e9"),
            observation(f"turnover KAZ KGZ 2022 exact {recorded}e6 source=bns"),
        )
        assert found.agreement not in (Agreement.AGREES_CUT, Agreement.ONLY_CUT)


def test_a_fall_is_cut_off_towards_nothing(observation) -> None:
    said = observation("turnover_growth KAZ KGZ 2022 exact -18")
    cut = metrics.verdict(said, observation("turnover_growth KAZ KGZ 2022 exact -18.6 low=-18.6 high=-18.6 source=bns"))
    assert cut.agreement is Agreement.ONLY_CUT
    more = metrics.verdict(
        said, observation("turnover_growth KAZ KGZ 2022 exact -17.4 low=-17.4 high=-17.4 source=bns")
    )
    assert (more.agreement, round(more.by, 1)) == (Agreement.TOO_LOW, 0.1)


@pytest.mark.parametrize(
    ("hedge", "low", "high", "agreement"),
    [
        # "about 1.3 billion" is 1.2 to 1.4, its digits are 1.25 to 1.35; one end in common is enough
        ("about 1.3e9", 1.0e9, 1.25e9, Agreement.AGREES_ROUNDED),
        ("about 1.3e9", 1.35e9, 1.5e9, Agreement.AGREES_ROUNDED),
        ("about 1.3e9", 1.0e9, 1.2499e9, Agreement.AGREES_HEDGED),
        ("about 1.3e9", 1.0e9, 1.2e9, Agreement.AGREES_HEDGED),
        ("about 1.3e9", 1.4e9, 1.5e9, Agreement.AGREES_HEDGED),
        ("about 1.3e9", 1.0e9, 1.1999e9, Agreement.TOO_HIGH),
        ("about 1.3e9", 1.4001e9, 1.5e9, Agreement.TOO_LOW),
        # no last binary digit decides: 18.7 − 0.05 is 18.65
        ("exact 18.7 unit=percent", 18.6, 18.65, Agreement.AGREES),
        ("exact 18.7 unit=percent", 18.75, 18.8, Agreement.AGREES),
    ],
)
def test_a_statement_agrees_at_equal_ends(observation, hedge, low, high, agreement) -> None:
    unit = "unit=percent" if "percent" in hedge else ""
    statistic = observation(f"turnover KAZ KGZ 2022 exact {low!r} low={low!r} high={high!r} source=bns {unit}")
    assert metrics.verdict(observation(f"turnover KAZ KGZ 2022 {hedge}"), statistic).agreement is agreement


@pytest.fixture
def editions(observation):
    """The Kazakh figure for 2023 as known in spring 2024, and as published in July."""

    def edition(source: str, value: str):
        return replace(observation(f"turnover KAZ KGZ 2023 exact {value} source={source}"), ledger="bns")

    return edition("bns-2024-03", "1572e6"), edition("bns-2024-07", "1688.1e6")


def test_a_statement_is_judged_by_the_figure_of_its_day_too(observation, editions) -> None:
    then, today = editions
    said = observation("turnover KAZ KGZ 2023 exact 1.57e9")
    found = metrics.verdict(said, today, then)
    assert (found.agreement, found.level, found.ledger) == (Agreement.TOO_LOW, today, "bns")
    assert found.then is not None
    assert (found.then.agreement, found.then.level) == (Agreement.AGREES, then)
    assert round(found.revision.value) == 7  # 1,688.1 ÷ 1,572


def test_without_another_figure_on_the_day_there_is_one_verdict(observation, editions) -> None:
    _, today = editions
    said = observation("turnover KAZ KGZ 2023 exact 1.57e9")
    for known_then in (None, today, replace(today, source="bns-2024-04")):  # the same value, published before
        found = metrics.verdict(said, today, known_then)
        assert (found.then, found.revision) == (None, None)
        assert found == metrics.verdict(said, today)


def test_a_figure_withdrawn_since_is_named_as_what_was_known(observation, editions) -> None:
    then, _ = editions
    found = metrics.verdict(observation("turnover KAZ KGZ 2023 exact 1.57e9"), None, then)
    assert (found.agreement, found.then.agreement, found.revision) == (
        Agreement.NO_STATISTIC,
        Agreement.AGREES,
        None,
    )


def test_a_figure_of_another_ledger_was_not_known_as_this_ones(observation, editions) -> None:
    then, today = editions
    with pytest.raises(UnitError, match="cannot be combined"):
        metrics.verdict(observation("turnover KAZ KGZ 2023 exact 1.57e9"), today, replace(then, ledger="nsc"))


def test_growth_on_a_year_of_nothing_is_no_statistic(observation) -> None:
    growth = metrics.growth(observation("turnover KAZ KGZ 1993 exact 5"), observation("turnover KAZ KGZ 1992 exact 0"))
    found = metrics.verdict(observation("turnover_growth KAZ KGZ 1993 exact 19"), growth)
    assert (found.agreement, found.level, found.statistic) == (Agreement.NO_STATISTIC, growth, None)
