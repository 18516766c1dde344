"""Whether stated figures fit each other, on small sets of statements."""

from collections.abc import Callable

from kztrade.answers.consistency import by_outcome, checks, counts, moving_claims
from kztrade.codes import Scope
from kztrade.metrics import Outcome
from kztrade.model import Data


def test_every_sum_and_growth_that_one_source_states_is_tested(ledgers_and_statements: Data) -> None:
    found = [(check.test, check.outcome, check.rows[-1].source) for check in checks(ledgers_and_statements)]
    assert found == [("sum", Outcome.PASSES, "ministry")]


def test_growth_is_tested_where_one_source_states_base_rate_and_level(dataset: Callable[..., Data]) -> None:
    data = dataset(
        """
        turnover        KGZ KAZ 2022 exact 1181e6 source=cabinet
        turnover        KGZ KAZ 2023 exact 1317e6 source=cabinet
        turnover_growth KGZ KAZ 2023 exact 11.6   source=cabinet
        turnover_growth KGZ KAZ 2023 exact 40     source=gazette
        """
    )
    assert [(check.test, check.outcome) for check in checks(data)] == [("growth", Outcome.PASSES)]


def test_a_part_and_its_whole_of_one_source_are_never_tested_on_each_other(dataset: Callable[..., Data]) -> None:
    data = dataset(
        """
        exports  KGZ KAZ 2022 exact 411e6 source=cabinet
        imports  KGZ KAZ 2022 exact 40e6  source=cabinet scope=agriculture
        turnover KGZ KAZ 2022 exact 1.2e9 source=cabinet
        imports  KGZ W00 2022 exact 9e9   source=cabinet
        """
    )
    assert checks(data) == []


def test_a_sum_is_tested_on_the_one_before_it_with_the_flows_of_its_own_side(dataset: Callable[..., Data]) -> None:
    data = dataset(
        """
        investment_cumulative KAZ KGZ 2005/2021 exact 1e9   source=early
        investment_cumulative KAZ KGZ 2005/2023 exact 1.3e9 source=late
        investment            KAZ KGZ 2022      exact 195e6 source=late
        investment            KGZ KAZ 2023      exact 900e6 source=cabinet
        investment            KAZ W00 2023      exact 900e6 source=late
        investment            KAZ KGZ 2021      exact 900e6 source=early
        """
    )
    (check,) = checks(data)
    # 0.975 to 1.025 billion and 194.5 to 195.5 million are 1.1695 to 1.2205 billion, under 1.25
    assert (check.test, check.outcome) == ("cumulative", Outcome.PASSES)
    assert [row.period.text for row in check.rows] == ["2005/2021", "2022", "2005/2023"]


def test_ventures_and_legal_entities_are_not_comparable(dataset: Callable[..., Data]) -> None:
    data = dataset(
        """
        joint_ventures     KAZ KGZ 2023-09-23 exact 3500 source=premier
        kyrgyz_enterprises KAZ KGZ 2024-05-01 about 3200 source=gazette
        """
    )
    assert [check.outcome for check in checks(data)] == [Outcome.NOT_COMPARABLE]


def test_of_two_reports_of_one_count_the_articles_stands_for_both(dataset: Callable[..., Data]) -> None:
    data = dataset(
        """
        joint_ventures     KAZ KGZ 2023-09-23 exact 3500 source=aaa
        joint_ventures     KAZ KGZ 2023-09-23 exact 3500 source=astanatv-2023-09-23
        kyrgyz_enterprises KAZ KGZ 2024-05-01 about 3200 source=gazette
        """
    )
    (check,) = checks(data)
    assert [row.source for row in check.rows] == ["astanatv-2023-09-23", "gazette"]


def test_a_claim_with_a_moving_start_is_one_group_in_the_order_in_which_it_was_said(
    dataset: Callable[..., Data],
) -> None:
    data = dataset(
        """
        investment_cumulative KAZ KGZ 2005/2021    over  1e9   source=last
        investment_cumulative KAZ KGZ 1991/2011    over  1e9   source=first
        investment_cumulative KAZ KGZ 2019-11      over  1e9   source=third
        investment_cumulative KAZ KGZ 1991/2014    exact 1e9   source=second
        investment_cumulative KAZ KGZ 2005/2023-09 about 1.3e9 source=premier
        investment_cumulative KAZ W00 2000/2020    exact 1e9   source=world
        """,
        published={"first": "2012-05-10", "second": "2014-11", "third": "2019-11", "last": "2021-12"},
    )
    assert [[row.source for row in group] for group in moving_claims(data)] == [["first", "second", "third", "last"]]


SUMS = """
    exports  KGZ KAZ 2022 exact 411e6 source=early
    imports  KGZ KAZ 2022 exact 770e6 source=early
    turnover KGZ KAZ 2022 exact 1181e6 source=early
    exports  KGZ KAZ 2023 exact 455.7e6 source=early
    imports  KGZ KAZ 2023 exact 862.2e6 source=early
    turnover KGZ KAZ 2023 exact 1317e6  source=early
    exports  KGZ KAZ 2023 exact 455.7e6 source=late
    imports  KGZ KAZ 2023 exact 862.2e6 source=late
    turnover KGZ KAZ 2023 exact 1317e6  source=late
    exports  KGZ KAZ 2024 exact 200e6 source=farms scope=agriculture
    imports  KGZ KAZ 2024 exact 80e6  source=farms scope=agriculture
    turnover KGZ KAZ 2024 exact 280e6 source=farms scope=agriculture
"""


def test_failed_tests_come_first_and_the_same_figures_of_two_publications_as_one(
    dataset: Callable[..., Data],
) -> None:
    data = dataset(SUMS, published={"early": "2024-04-01", "late": "2024-05-01"})
    found = checks(data)
    assert [check.outcome for check in found] == [Outcome.FAILS] * 2 + [Outcome.PASSES] * 2
    assert counts(found) == {
        Outcome.FAILS: 2,
        Outcome.PASSES: 2,
        Outcome.CANNOT_TELL: 0,
        Outcome.NOT_COMPARABLE: 0,
    }
    grouped = by_outcome(found)
    (failed,) = grouped[Outcome.FAILS]
    assert failed.sources == ("early", "late")
    assert failed.check.passes_if_cut_off
    assert [tested.check.scope for tested in grouped[Outcome.PASSES]] == [Scope.TOTAL, Scope.AGRICULTURE]
    assert grouped[Outcome.CANNOT_TELL] == ()


def test_every_shipped_test_that_fails_would_pass_with_its_total_cut_off(shipped: Data) -> None:
    found = checks(shipped)
    assert found[0].outcome is Outcome.FAILS
    assert {check.passes_if_cut_off for check in found if check.outcome is Outcome.FAILS} == {True}
