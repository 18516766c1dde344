import pytest

from kztrade import metrics
from kztrade.errors import PeriodError, UnitError
from kztrade.store import shipped_data


def test_the_year_before_had_below_80_million(article) -> None:
    before = metrics.year_before(article["investment"], article["investment_ratio"])
    assert (before.value, before.qualifier, before.period.text) == (80e6, "below", "2021")
    assert round(before.low / 1e6, 1) == 74.5  # 190 ÷ 2.55
    assert round(before.high / 1e6, 1) == 81.6  # 200 ÷ 2.45


def test_the_years_share_of_the_sum_is_about_15_percent(article) -> None:
    share = metrics.share_of_sum(article["investment"], article["investment_cumulative"])
    assert (round(share.value, 1), share.qualifier) == (15.4, "about")
    assert round(share.low, 1) == 13.6  # 190 ÷ 1,400
    assert round(share.high, 1) == 16.7  # 200 ÷ 1,200


def test_there_were_about_3300_joint_ventures_before_the_addition(article) -> None:
    before = metrics.ventures_before(article["joint_ventures"], article["joint_ventures_new"])
    assert (before.value, before.qualifier) == (3300, "about")
    assert (before.low, before.high) == (3250, 3360)  # 3,450 − 200 and 3,550 − 190


def test_investment_in_one_country_is_never_divided_by_ventures_in_the_other(article) -> None:
    with pytest.raises(UnitError, match="one says nothing about the other"):
        metrics.investment_per_venture(
            article["investment_cumulative"], article["joint_ventures"], shipped_data().indicators
        )


def test_a_share_needs_a_sum_that_covers_the_flow(observation) -> None:
    with pytest.raises(PeriodError, match="does not lie inside"):
        metrics.share_of_sum(
            observation("investment KAZ KGZ 2024 exact 1e6"),
            observation("investment_cumulative KAZ KGZ 2005/2023-09 exact 1e9"),
        )


def test_a_percentage_is_no_ratio(observation) -> None:
    with pytest.raises(UnitError, match="not a ratio"):
        metrics.year_before(
            observation("investment KAZ KGZ 2022 exact 1e6"), observation("investment_growth KAZ KGZ 2022 exact 19")
        )
