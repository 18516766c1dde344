"""Money and firms of the article: flow, sum and count apart."""

from kztrade.answers.investment import NAMES, investment_answer, refusal
from kztrade.model import Data, Metric


def test_the_articles_money_and_firms_are_worked_out_by_hand(shipped: Data) -> None:
    found = investment_answer(shipped)
    assert (found.flow.value, found.flow.qualifier) == (200e6, "almost")
    assert (found.sum.value, found.sum.period.text) == (1.3e9, "2005/2023-09")
    assert found.count.value == 3500
    assert found.before.value == 80e6  # 200 ÷ 2.5
    assert round(found.share.value or 0, 1) == 15.4  # 200 ÷ 1,300
    assert found.ventures.value == 3300  # 3,500 − 200


def test_every_stated_figure_is_drawn_as_it_is_and_every_derived_one_beside_its_kind(shipped: Data) -> None:
    found = investment_answer(shipped).explored()
    assert [one.row.indicator for one in found if one.shown is one.row] == list(NAMES)
    derived = [one for one in found if isinstance(one.shown, Metric)]
    assert all(one.row.unit is one.shown.unit for one in derived)


def test_what_others_said_is_not_the_articles(shipped: Data) -> None:
    found = investment_answer(shipped)
    assert found.others
    assert found.article.id not in {row.source for row in found.others}


def test_money_into_one_country_is_not_divided_by_firms_in_the_other(shipped: Data) -> None:
    assert str(refusal(shipped)).endswith(".")
