"""Which figures a filter keeps, and what it says to nonsense."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade.errors import FilterError, PeriodError, UsageError
from kztrade.model import Data
from kztrade.selection import Selection, kind
from kztrade.store import shipped_data

ROWS = """
    exports         KAZ KGZ 2021            exact    674.8e6 source=bns
    exports         KAZ KGZ 2022            exact    793e6   source=bns
    imports         KGZ KAZ 2022            exact    770.2e6 source=nsc
    exports         KGZ KAZ 2019            exact    337.5e6 source=imf-dots-2021
    exports         KGZ KAZ 2020            exact    293.9e6 source=imf-dots-2022
    turnover        KAZ KGZ 2022            about    1.3e9   source=premier
    turnover        KAZ KGZ 2023-01/2023-07 exact    755.4e6 source=premier
    turnover        KAZ KGZ 2023            exact    299.4e6 source=farms scope=agriculture
    turnover_growth KAZ KGZ 2022            exact    19      source=premier
    joint_ventures  KAZ KGZ 2023-09-23      exact    3500    source=premier
    investment_cumulative KAZ KGZ 2005/2023-09 about 1.3e9   source=premier
"""
TARGETS = "turnover KAZ KGZ 2023-09-23 2e9 source=premier"
PUBLISHED = {"bns": "2024", "premier": "2023-09-23", "farms": "2024-10"}

PREMIER = {
    "turnover 2022",
    "turnover 2023-01/2023-07",
    "turnover_growth 2022",
    "joint_ventures 2023-09-23",
    "investment_cumulative 2005/2023-09",
    "turnover_target 2023-09-23",
}


@pytest.fixture
def data(dataset: Callable[..., Data]) -> Data:
    return dataset(ROWS, TARGETS, PUBLISHED)


@pytest.mark.parametrize(
    ("selection", "kept"),
    [
        (Selection(indicators=("exports",), first=2021), {"exports 2021", "exports 2022"}),
        (Selection(indicators=("turnover_target",)), {"turnover_target 2023-09-23"}),
        (Selection(indicators=("exports", "imports"), first=2022), {"exports 2022", "imports 2022"}),
        (Selection(kinds=("rate",)), {"turnover_growth 2022"}),
        (Selection(kinds=("stock", "count")), {"investment_cumulative 2005/2023-09", "joint_ventures 2023-09-23"}),
        (Selection(kinds=("fact",)), {"turnover_target 2023-09-23"}),
        (Selection(last=2021), {"exports 2019", "exports 2020", "exports 2021"}),
        # the year in which a period ends: a sum from 2005 to September 2023 belongs to 2023
        (Selection(first=2005, last=2019), {"exports 2019"}),
        (Selection(first=2022, last=2022, sources=("premier",)), {"turnover 2022", "turnover_growth 2022"}),
        (Selection(sources=("nsc",)), {"imports 2022"}),
        (Selection(sources=("premier",)), PREMIER),
        (Selection(reporters=("KGZ",), first=2021), {"imports 2022"}),
        (Selection(reporters=("_X",)), set()),
        (Selection(scopes=("agriculture",)), {"turnover 2023"}),
        # `nsc` has no date: nothing is known of when it was published
        (Selection(published="2023-09-23"), PREMIER),
        (Selection(published="2023"), PREMIER),
        (Selection(published="2023-09/2023-10"), PREMIER),
        (Selection(published="2024"), {"exports 2021", "exports 2022", "turnover 2023"}),
        (Selection(published="2024-10"), {"turnover 2023"}),
        (Selection(published="1999"), set()),
        # a ledger stands for all its editions
        (Selection(sources=("imf-dots",)), {"exports 2019", "exports 2020"}),
        (Selection(sources=("imf-dots-2021",)), {"exports 2019"}),
    ],
)
def test_a_filter_keeps_what_it_names(data: Data, selection: Selection, kept: set[str]) -> None:
    assert {f"{row.indicator} {row.period}" for row in selection.rows(data)} == kept


def test_without_filters_every_figure_is_kept_targets_among_them(data: Data) -> None:
    assert Selection().rows(data) == data.figures()
    assert len(data.figures()) == 12


def test_figures_come_sorted_by_key(data: Data) -> None:
    keys = [row.key for row in Selection(first=2022).rows(data)]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("selection", "message", "hint"),
    [
        (Selection(indicators=("export",)), "There is no indicator 'export'.", "Did you mean exports or imports?"),
        (
            Selection(indicators=("exports", "gdp")),
            "There is no indicator 'gdp'.",
            "Choose from exports, imports, investment_cumulative, joint_ventures, turnover, turnover_growth, "
            "turnover_target.",
        ),
        (Selection(kinds=("flows",)), "There is no kind 'flows'.", "Did you mean flow?"),
        (Selection(sources=("bsn",)), "There is no source 'bsn'.", "Did you mean bns?"),
        (Selection(reporters=("UZB",)), "There is no reporter 'UZB'.", "Choose from KAZ, KGZ, _X."),
        (Selection(reporters=("kaz",)), "There is no reporter 'kaz'.", "Choose from KAZ, KGZ, _X."),
        (Selection(scopes=("totals",)), "There is no scope 'totals'.", "Did you mean total?"),
        (
            Selection(first=2023, last=2021),
            "The years run backwards, from 2023 to 2021.",
            "Give the earlier first.",
        ),
        (Selection(first=1899), "The year 1899 is out of range.", "Give a year from 1900 to 2199."),
        (Selection(last=2200), "The year 2200 is out of range.", "Give a year from 1900 to 2199."),
        (Selection(first=0), "The year 0 is out of range.", "Give a year from 1900 to 2199."),
    ],
)
def test_a_filter_that_names_nothing_says_what_it_could_name(
    data: Data, selection: Selection, message: str, hint: str
) -> None:
    with pytest.raises(FilterError) as error:
        selection.rows(data)
    assert (error.value.message, error.value.hint) == (message, hint)


def test_a_hint_lists_all_there_is_or_says_how_many_more(dataset: Callable[..., Data]) -> None:
    def hint(count: int) -> str:
        data = dataset("\n".join(f"exports KAZ KGZ 2022 exact 1e6 source=z{number:02}" for number in range(count)))
        with pytest.raises(FilterError) as error:
            Selection(sources=("qqqqqq",)).rows(data)
        return error.value.hint

    # three ledgers can be named too
    assert hint(18) == f"Choose from bns, imf-dots, nsc, {', '.join(f'z{number:02}' for number in range(18))}."
    assert (
        hint(29) == f"Choose from bns, imf-dots, nsc, {', '.join(f'z{number:02}' for number in range(17))} and 12 more."
    )


@pytest.mark.parametrize(
    ("selection", "advised"),
    [
        (Selection(indicators=("turnover",), sources=("nsc",)), True),
        (Selection(indicators=("turnover",), sources=("bns",), first=2021), True),
        (Selection(indicators=("turnover", "joint_ventures"), reporters=("KGZ",)), True),
        (Selection(indicators=("turnover",), sources=("premier",)), False),  # states turnover, and no flows
        (Selection(indicators=("turnover",), sources=("bns",), first=2023), False),  # states nothing of those years
        (Selection(indicators=("exports",), sources=("bns",)), False),
        (Selection(sources=("bns",)), False),
    ],
)
def test_whoever_asks_statistics_for_turnover_is_told_what_they_state_instead(
    data: Data, selection: Selection, advised: bool
) -> None:
    advice = selection.advice(data)
    assert (advice is not None) == advised
    if advice:
        assert str(advice).startswith("Some statistics state exports and imports and no turnover.")


def test_an_office_that_prints_its_turnover_needs_no_advice(dataset: Callable[..., Data]) -> None:
    data = dataset("exports KAZ KGZ 2022 exact 1e6 source=bns\nturnover KAZ KGZ 2022 exact 2e6 source=bns")
    assert Selection(indicators=("turnover",), sources=("bns",)).advice(data) is None


def test_a_publication_period_that_cannot_be_read_is_refused(data: Data) -> None:
    with pytest.raises(PeriodError, match="'2023-13'"):
        Selection(published="2023-13").rows(data)


def test_ten_kilobytes_of_junk_are_quoted_in_part(data: Data) -> None:
    with pytest.raises(FilterError) as error:
        Selection(indicators=("junk" * 2500,)).rows(data)
    assert len(error.value.message) < 100


def test_active_filters_are_told_and_idle_ones_are_not() -> None:
    selection = Selection(indicators=("exports", "imports"), first=2021, published="2024")
    assert selection.filters() == {"indicators": "exports, imports", "first": "2021", "published": "2024"}
    assert Selection().filters() == {}


def test_a_target_is_a_fact_and_not_an_amount_of_trade(data: Data) -> None:
    kinds = {row.indicator: kind(row, data) for row in data.figures()}
    assert kinds["turnover_target"] == "fact"
    assert kinds["turnover"] == "flow"


WORDS = st.lists(st.sampled_from(["turnover", "exports", "bns", "KAZ", "total", "flow", "rate", "", "x"]), max_size=2)
YEARS = st.none() | st.integers(1890, 2210)


@given(WORDS, WORDS, WORDS, YEARS, YEARS, st.sampled_from(["", "2023", "2024-04", "soon"]))
def test_any_filter_keeps_a_part_of_the_figures_or_is_refused(
    indicators: list[str], kinds: list[str], sources: list[str], first: int | None, last: int | None, published: str
) -> None:
    data = shipped_data()
    selection = Selection(tuple(indicators), tuple(kinds), first, last, tuple(sources), published=published)
    try:
        rows = selection.rows(data)
    except UsageError:
        return
    assert set(rows) <= set(data.figures())
    assert all((first or 0) <= row.period.year <= (last or 9999) for row in rows)
    assert all(not indicators or row.indicator in indicators for row in rows)


@given(st.integers(1992, 2030))
def test_two_ranges_of_years_that_meet_hold_every_figure_once(year: int) -> None:
    data = shipped_data()
    before, after = Selection(last=year).rows(data), Selection(first=year + 1).rows(data)
    assert len(before) + len(after) == len(data.figures())
    assert not set(before) & set(after)
