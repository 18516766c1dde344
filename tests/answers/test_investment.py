"""Money and firms of the article: flow, sum and count apart."""

from datetime import date

from kztrade.answers.investment import NAMES, courses, investment_answer, refusal
from kztrade.codes import Kind, Unit
from kztrade.model import Data


def test_the_articles_money_and_firms_are_worked_out_by_hand(shipped: Data) -> None:
    found = investment_answer(shipped)
    assert (found.flow.value, found.flow.qualifier) == (200e6, "almost")
    assert (found.sum.value, found.sum.period.text) == (1.3e9, "2005/2023-09")
    assert found.count.value == 3500
    assert found.before.value == 80e6  # 200 ÷ 2.5
    assert round(found.share.value or 0, 1) == 15.4  # 200 ÷ 1,300
    assert found.ventures.value == 3300  # 3,500 − 200


def test_every_sum_flow_and_count_that_was_told_is_there_and_no_rate(shipped: Data) -> None:
    found = investment_answer(shipped)
    own = [row.indicator for row in found.stated if row.source == found.article.id]
    assert own == [name for name in NAMES if name != "investment_ratio"]
    kinds = [shipped.indicators[row.indicator].kind for row in found.stated]
    told = {
        row.key for row in shipped.observations if row.unit == "enterprises" or row.indicator.startswith("investment")
    }
    assert Kind.RATE not in kinds
    assert {row.key for row in found.stated} <= told
    kept = [
        (Kind.STOCK, Unit.USD),
        (Kind.FLOW, Unit.USD),
        (Kind.COUNT, Unit.ENTERPRISES),
        (Kind.FLOW, Unit.ENTERPRISES),
    ]
    assert sum(len(found.of(shipped, *kind)) for kind in kept) == len(found.stated)


def test_figures_come_latest_told_first(shipped: Data) -> None:
    days = [shipped.sources[row.source].published for row in investment_answer(shipped).stated]
    assert days == sorted(days, key=lambda day: day.end if day else date.max, reverse=True)


def test_sums_come_largest_first_and_what_two_reports_of_a_month_tell_alike_once(shipped: Data) -> None:
    answer = investment_answer(shipped)
    found = courses(shipped, answer)
    amounts = [course.row.value for course in found]
    assert amounts == sorted(amounts, reverse=True)
    assert sum(len(course.rows) for course in found) == len(answer.of(shipped, Kind.STOCK, Unit.USD))
    told = {
        row.source for course in found if course.row.value == 1.0e9 and len(course.rows) == 2 for row in course.rows
    }
    assert told >= {"astana-times-2021-03", "azattyk-2021-03", "kazinform-2012-05-10", "caci-analyst-2012-05-16"}
    assert [course.rows for course in found if answer.sum in course.rows] == [(answer.sum,)]  # others say almost


def test_money_into_one_country_is_not_divided_by_firms_in_the_other(shipped: Data) -> None:
    assert str(refusal(shipped)).endswith(".")
