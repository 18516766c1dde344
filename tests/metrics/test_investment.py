"""What a ratio, a share and an addition imply."""

import pytest

from kztrade import metrics
from kztrade.codes import Kind, Unit
from kztrade.errors import PeriodError, UnitError
from kztrade.model import Indicator
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


@pytest.mark.parametrize("year", ["2005", "2023"])
def test_the_first_and_the_last_year_lie_inside_a_sum(observation, year) -> None:
    share = metrics.share_of_sum(
        observation(f"investment KAZ KGZ {year} exact 1e6"),
        observation("investment_cumulative KAZ KGZ 2005/2023 exact 10e6"),
    )
    assert share.value == 10


def test_a_percentage_is_no_ratio(observation) -> None:
    with pytest.raises(UnitError, match="not a ratio"):
        metrics.year_before(
            observation("investment KAZ KGZ 2022 exact 1e6"), observation("investment_growth KAZ KGZ 2022 exact 19")
        )


@pytest.mark.parametrize(
    ("metric", "first", "second"),
    [
        (metrics.year_before, "turnover KAZ KGZ 2022 exact 1e6", "investment_ratio KAZ KGZ 2022 exact 2"),
        (metrics.share_of_sum, "turnover KAZ KGZ 2022 exact 1e6", "investment_cumulative KAZ KGZ 2005/2023 exact 1e9"),
        (
            metrics.ventures_before,
            "kyrgyz_enterprises KAZ KGZ 2023-09 exact 3500",
            "joint_ventures_new KAZ KGZ 2022/2023-09 exact 200",
        ),
    ],
)
def test_a_ratio_a_sum_or_an_addition_speaks_of_its_own_indicator_only(observation, metric, first, second) -> None:
    with pytest.raises(UnitError, match="says nothing of"):
        metric(observation(first), observation(second))


@pytest.mark.parametrize(
    ("flow", "ratio"),
    [("2022", "2021"), ("2022-01/2022-06", "2022-01/2022-06"), ("2022-06", "2022-06")],
)
def test_the_year_before_needs_flow_and_ratio_of_one_year(observation, flow, ratio) -> None:
    with pytest.raises(PeriodError):
        metrics.year_before(
            observation(f"investment KAZ KGZ {flow} exact 1e6"),
            observation(f"investment_ratio KAZ KGZ {ratio} exact 2"),
        )


@pytest.mark.parametrize("added", ["2021/2022", "2024", "2023-10/2023-12"])
def test_an_addition_leads_up_to_the_count(observation, added) -> None:
    with pytest.raises(PeriodError, match="does not lead up to"):
        metrics.ventures_before(
            observation("joint_ventures KAZ KGZ 2023-09-23 exact 3500"),
            observation(f"joint_ventures_new KAZ KGZ {added} exact 200"),
        )


def test_investment_is_divided_by_ventures_in_the_country_it_went_to(observation, dataset) -> None:
    rows = """
        investment_cumulative KAZ KGZ 2005/2023-09 exact 1e9
        investment_ventures   KAZ KGZ 2023-09-23   exact 500
    """
    indicators = dataset(rows).indicators  # both go from Kazakhstan to Kyrgyzstan
    money = observation("investment_cumulative KAZ KGZ 2005/2023-09 exact 1e9")
    ventures = observation("investment_ventures KAZ KGZ 2023-09-23 exact 500")
    assert metrics.investment_per_venture(money, ventures, indicators).value == 2e6
    with pytest.raises(UnitError, match="no stock by a count"):
        metrics.investment_per_venture(ventures, money, indicators)


@pytest.mark.parametrize(
    ("money", "ventures", "fits"),
    [
        ("KAZ>KGZ", "KAZ>KGZ", True),
        ("from reporter", "KAZ>KGZ", True),
        ("from reporter", "from reporter", True),
        ("to reporter", "KGZ>KAZ", True),
        ("from reporter", "to reporter", False),
        ("KAZ>KGZ", "KGZ>KAZ", False),
        ("both", "both", False),  # nobody says which of the ventures the money went to
    ],
)
def test_investment_and_ventures_go_one_way_whatever_it_is_called(observation, dataset, money, ventures, fits) -> None:
    rows = [
        observation("investment_cumulative KAZ KGZ 2005/2023-09 exact 1e9"),
        observation("investment_ventures KAZ KGZ 2023-09-23 exact 500"),
    ]
    kinds = {
        "investment_cumulative": (Unit.USD, Kind.STOCK, money),
        "investment_ventures": (Unit.ENTERPRISES, Kind.COUNT, ventures),
    }
    indicators = {code: Indicator(code, unit, kind, way, code, "") for code, (unit, kind, way) in kinds.items()}
    if fits:
        assert metrics.investment_per_venture(*rows, indicators).value == 2e6
        return
    with pytest.raises(UnitError, match="one says nothing about the other"):
        metrics.investment_per_venture(*rows, indicators)


@pytest.mark.parametrize(
    ("metric", "first", "second"),
    [
        (metrics.year_before, "investment KAZ KGZ 2022 exact 1e6", "investment_ratio KAZ KGZ 2022 exact 0"),
        (metrics.share_of_sum, "investment KAZ KGZ 2022 exact 1", "investment_cumulative KAZ KGZ 2005/2023 exact 0"),
    ],
)
def test_by_nothing_there_is_no_value_and_a_reason(observation, metric, first, second) -> None:
    found = metric(observation(first), observation(second))
    assert (found.value, bool(found.reason)) == (None, True)
