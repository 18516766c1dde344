"""Turnover, balance and growth by ledger: each inside one edition, each of the pair's trade and nobody else's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade.answers import trade
from kztrade.answers.ledgers import all_mirrors
from kztrade.answers.statements import judged, stated
from kztrade.answers.target import said_later
from kztrade.answers.targets import target_stories
from kztrade.codes import Scope
from kztrade.ledgers import Books, books
from kztrade.model import Data, Key, Level, Metric, Observation
from kztrade.selection import Selection
from kztrade.store import shipped_data

BNS, NSC = Books("bns", "KAZ"), Books("nsc", "KGZ")
IMF_KAZ, IMF_KGZ = Books("imf-dots", "KAZ"), Books("imf-dots", "KGZ")

LEDGERS = """
    exports KAZ KGZ 2021 exact 674755155.26  source=bns
    imports KAZ KGZ 2021 exact 375776997.92  source=bns
    exports KAZ KGZ 2022 exact 792951726.44  source=bns
    imports KAZ KGZ 2022 exact 453925253.15  source=bns
    exports KAZ KGZ 2023 exact 1147176217.54 source=bns
    imports KAZ KGZ 2023 exact 540959389.7   source=bns
    exports KGZ KAZ 2021 exact 382191799     source=nsc
    imports KGZ KAZ 2021 exact 661839422     source=nsc
    exports KGZ KAZ 2022 exact 410888086     source=nsc
    imports KGZ KAZ 2022 exact 770215582     source=nsc
    exports KGZ KAZ 2023 exact 449009325     source=nsc
    imports KGZ KAZ 2023 exact 862182567     source=nsc
    exports KAZ KGZ 2020 exact 550e6 source=imf-dots
    imports KAZ KGZ 2020 exact 250e6 source=imf-dots
    exports KGZ KAZ 2020 exact 290e6 source=imf-dots
"""


@pytest.fixture
def data(dataset: Callable[..., Data]) -> Data:
    return dataset(LEDGERS)


def millions(levels: list[Level]) -> dict[int, float]:
    return {level.period.year: round((level.value or 0) / 1e6, 1) for level in levels}


@pytest.mark.parametrize(
    ("ledger", "turnovers"),
    [
        (BNS, {2021: 1050.5, 2022: 1246.9, 2023: 1688.1}),
        (NSC, {2021: 1044.0, 2022: 1181.1, 2023: 1311.2}),  # 382.2 + 661.8, 410.9 + 770.2, 449.0 + 862.2
        (IMF_KAZ, {2020: 800.0}),
        (IMF_KGZ, {}),  # exports without imports are no turnover
    ],
)
def test_turnover_by_year_is_each_ledgers_own(data: Data, ledger: Books, turnovers: dict[int, float]) -> None:
    found = trade.turnover_by_year(data, ledger)
    assert millions(found) == turnovers
    assert {(level.ledger, level.reporter, level.partner) for level in found} <= {(*ledger, other(ledger))}


def other(ledger: Books) -> str:
    return {"KAZ": "KGZ", "KGZ": "KAZ"}[ledger.reporter]


# The whole key

FOREIGN = [
    "exports  KGZ W00  2022 exact 2.2e9   source=nsc",  # once made Kyrgyz turnover 2.97 billion
    "imports  KGZ W00  2022 exact 9.6e9   source=nsc",
    "imports  KGZ EAEU 2022 exact 4e9     source=nsc",
    "turnover KGZ W00  2022 exact 11.8e9  source=nsc",
    "turnover KGZ _X   2022 exact 3e9     source=nsc",
    "exports  KGZ KAZ  2022 exact 50e6    source=nsc scope=agriculture",
    "imports  KGZ KAZ  2022 exact 40e6    source=nsc scope=agriculture",
    "turnover KGZ KAZ  2022 exact 90e6    source=nsc scope=agriculture",
    "turnover KGZ KAZ  2022-01/2022-07 exact 600e6 source=nsc",
    "exports  KGZ KAZ  2022 exact 1e9     source=premier",
    "turnover KGZ KAZ  2022 about 1.2e9   source=premier",
]


@given(st.lists(st.sampled_from(FOREIGN), unique=True))
def test_rows_of_other_partners_and_scopes_change_no_turnover_balance_or_growth(
    dataset: Callable[..., Data], rows: list[str]
) -> None:
    data = dataset("\n".join([LEDGERS, *rows]))
    assert millions(trade.turnover_by_year(data, NSC)) == {2021: 1044.0, 2022: 1181.1, 2023: 1311.2}
    assert millions(trade.balance_by_year(data, NSC)) == {2021: -279.6, 2022: -359.3, 2023: -413.2}
    growths = [round(metric.value or 0, 1) for metric in trade.growth_by_year(data, NSC)]
    assert growths == [13.1, 11.0]  # 1,181.1 ÷ 1,044.0 and 1,311.2 ÷ 1,181.1


# Editions

REVISED = """
    exports  KAZ KGZ 2022 exact 780e6 source=bns-2023
    imports  KAZ KGZ 2022 exact 420e6 source=bns-2023
    exports  KAZ KGZ 2022 exact 793e6 source=bns-2024
    imports  KAZ KGZ 2022 exact 454e6 source=bns-2024
"""
DAYS = {"bns-2023": "2023-04-14", "bns-2024": "2024-07-25", "bns-2025": "2025-04-10"}


def test_a_sum_is_of_one_edition_the_latest_by_the_day(dataset: Callable[..., Data]) -> None:
    data = dataset(REVISED, published=DAYS)
    assert millions(trade.turnover_by_year(data, BNS)) == {2022: 1247.0}
    assert millions(trade.turnover_by_year(data, BNS, date(2024, 7, 24))) == {2022: 1200.0}
    assert millions(trade.balance_by_year(data, BNS, date(2024, 7, 24))) == {2022: 360.0}
    assert trade.turnover_by_year(data, BNS, date(2023, 4, 13)) == []


def test_a_flow_revised_alone_enters_no_sum_while_an_edition_has_both(dataset: Callable[..., Data]) -> None:
    data = dataset(REVISED + "exports KAZ KGZ 2022 exact 800e6 source=bns-2025", published=DAYS)
    ((exports, imports),) = trade.paired(data, BNS)
    assert (exports.source, imports.source) == ("bns-2024", "bns-2024")


def test_flows_that_a_publisher_prints_apart_are_added_all_the_same(dataset: Callable[..., Data]) -> None:
    data = dataset(
        """
        exports  KAZ KGZ 2022 exact 793e6 source=bns-exports
        imports  KAZ KGZ 2022 exact 454e6 source=bns-imports
        """
    )
    assert millions(trade.turnover_by_year(data, BNS)) == {2022: 1247.0}


@pytest.mark.parametrize(
    ("total", "turnover", "stated"),
    [
        ("turnover KAZ KGZ 2022 exact 1200e6 source=bns-2023", 1247.0, False),  # the flows came later
        ("turnover KAZ KGZ 2022 exact 1300e6 source=bns-2025", 1300.0, True),  # the total came later
        ("turnover KAZ KGZ 2022 exact 1246e6 source=bns-2024", 1247.0, False),  # one edition: its flows
        ("turnover KAZ KGZ 2022 exact 1246e6 source=bns-undated", 1247.0, False),
    ],
)
def test_the_latest_edition_tells_turnover_by_its_flows_or_else_by_its_total(
    dataset: Callable[..., Data], total: str, turnover: float, stated: bool
) -> None:
    (level,) = trade.turnover_by_year(dataset(REVISED + total, published=DAYS), BNS)
    assert round((level.value or 0) / 1e6, 1) == turnover
    assert isinstance(level, Observation) == stated


def test_a_total_that_an_office_prints_stands_in_for_flows_it_does_not(dataset: Callable[..., Data]) -> None:
    data = dataset(REVISED + "turnover KAZ KGZ 2021 exact 1000e6 source=bns-2024", published=DAYS)
    first, second = trade.turnover_by_year(data, BNS)
    assert (first.value, type(first), type(second)) == (1e9, Observation, Metric)
    (growth,) = trade.growth_by_year(data, BNS)
    assert (growth.period.text, round(growth.value or 0, 1)) == ("2022", 24.7)
    assert [metric.name for metric in trade.ledger_metrics(data, BNS)] == ["turnover", "balance", "growth"]


# Zero and gaps


def test_a_year_of_no_trade_is_a_level_and_no_base_for_growth(dataset: Callable[..., Data]) -> None:
    data = dataset(
        """
        exports KAZ KGZ 2020 exact 100e6 source=bns
        imports KAZ KGZ 2020 exact 100e6 source=bns
        exports KAZ KGZ 2021 exact 0 source=bns
        imports KAZ KGZ 2021 exact 0 source=bns
        exports KAZ KGZ 2022 exact 300e6 source=bns
        imports KAZ KGZ 2022 exact 150e6 source=bns
        """
    )
    assert millions(trade.turnover_by_year(data, BNS)) == {2020: 200.0, 2021: 0.0, 2022: 450.0}
    fall, rise = trade.growth_by_year(data, BNS)
    assert fall.value == -100
    assert (rise.value, bool(rise.reason)) == (None, True)


def test_a_ledger_says_growth_of_the_years_that_follow_each_other(dataset: Callable[..., Data]) -> None:
    gap = dataset(
        """
        exports KAZ KGZ 2018 exact 100e6 source=bns
        imports KAZ KGZ 2018 exact 100e6 source=bns
        exports KAZ KGZ 2020 exact 200e6 source=bns
        imports KAZ KGZ 2020 exact 100e6 source=bns
        exports KAZ KGZ 2021 exact 300e6 source=bns
        imports KAZ KGZ 2021 exact 150e6 source=bns
        exports KAZ KGZ 2022 exact 300e6 source=bns
        """
    )
    found = [
        (metric.name, metric.period.text, round(metric.value or 0, 6)) for metric in trade.ledger_metrics(gap, BNS)
    ]
    assert found == [
        ("turnover", "2018", 200e6),
        ("balance", "2018", 0),
        ("turnover", "2020", 300e6),
        ("balance", "2020", 100e6),
        ("turnover", "2021", 450e6),
        ("balance", "2021", 150e6),
        ("growth", "2021", 50),  # none for 2020: nothing is known of 2019
    ]


def test_kazakh_turnover_grew_by_18_7_percent_in_2022(data: Data) -> None:
    growth = {metric.period.year: metric for metric in trade.growth_by_year(data, BNS)}
    assert round(growth[2022].value or 0, 1) == 18.7


# Filters


@pytest.mark.parametrize(
    ("selection", "ledgers", "years"),
    [
        (Selection(), {"bns", "nsc", "imf-dots"}, {2020, 2021, 2022, 2023}),
        (Selection(sources=("nsc",)), {"nsc"}, {2021, 2022, 2023}),
        (Selection(reporters=("KAZ",), first=2022), {"bns"}, {2022, 2023}),
        (Selection(last=2020), {"imf-dots"}, {2020}),
    ],
)
def test_filters_choose_among_the_ledgers_metrics(
    data: Data, selection: Selection, ledgers: set[str], years: set[int]
) -> None:
    found = trade.selected_metrics(data, selection)
    assert {metric.ledger for metric in found} == ledgers
    assert {metric.period.year for metric in found} == years


def test_an_edition_chooses_its_ledger(dataset: Callable[..., Data]) -> None:
    data = dataset(REVISED + LEDGERS, published=DAYS)
    assert trade.selected_books(data, Selection(sources=("bns-2023",))) == [BNS]


def test_every_shipped_ledger_has_turnover_of_its_own() -> None:
    data = shipped_data()
    for ledger in books(data):
        levels = trade.turnover_by_year(data, ledger)
        assert levels
        assert {(level.ledger, level.reporter) for level in levels} == {ledger}
        assert [level.period.year for level in levels] == sorted({level.period.year for level in levels})


def foreign(rows: tuple[Observation, ...]) -> list[Observation]:
    """Every figure of the pair once more with other partners and another scope, a hundred times as large."""
    other = [("partner", "W00"), ("partner", "EAEU"), ("partner", "_X"), ("scope", Scope.AGRICULTURE)]
    return [
        replace(row, **{column: cell}, value=row.value * 100, low=row.value * 100, high=row.value * 100)  # type: ignore[arg-type]
        for row in rows
        if row.scope is Scope.TOTAL and row.reporter != "_X"
        for column, cell in other
    ]


def test_the_world_and_a_part_beside_every_shipped_figure_change_no_answer_on_the_pair() -> None:
    data = shipped_data()
    crowded = replace(data, observations=tuple(sorted(data.observations + tuple(foreign(data.observations)), key=key)))
    assert books(crowded) == books(data)
    for ledger in books(data):
        assert trade.turnover_by_year(crowded, ledger) == trade.turnover_by_year(data, ledger)
        assert trade.ledger_metrics(crowded, ledger) == trade.ledger_metrics(data, ledger)
    assert all_mirrors(crowded) == all_mirrors(data)
    assert said_later(crowded) == said_later(data)
    assert target_stories(crowded, 2026) == target_stories(data, 2026)
    for row in stated(data):
        assert judged(crowded, row) == judged(data, row)


def key(row: Observation) -> Key:
    return row.key
