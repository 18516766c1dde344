from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import metrics
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
    assert (found.agreement, found.source) == (Agreement.AGREES_ROUNDED, "bns")


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


@given(st.integers(100, 9999), st.integers(100, 9999), st.sampled_from(["exact", "about", "almost", "over"]))
def test_a_verdict_does_not_depend_on_the_unit_of_money(observation, said, recorded, hedge) -> None:
    def judged(scale: int):
        statement = observation(f"turnover KAZ KGZ 2022 {hedge} {said * scale}")
        return metrics.verdict(statement, observation(f"turnover KAZ KGZ 2022 exact {recorded * scale}"))

    in_millions, in_billions = judged(10**6), judged(10**9)
    # a lone digit or a trailing zero is read otherwise before another scale word, so compare the verdicts' own rule
    statement = observation(f"turnover KAZ KGZ 2022 {hedge} {said}e6")
    scaled = replace(
        statement, value=statement.value * 1000, low=statement.low * 1000, high=statement.high * 1000, token=""
    )
    if scaled.resolution == statement.resolution * 1000:
        assert in_millions.agreement is in_billions.agreement
