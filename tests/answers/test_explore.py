"""Figures by filter, as stated or transformed: one base year for an index, no line crosses ledgers."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade.answers.article import article
from kztrade.answers.explore import TRANSFORMS, Exploration, exploration, series_of
from kztrade.model import Data, Observation
from kztrade.selection import Selection


@pytest.fixture
def data(ledgers_and_statements: Data) -> Data:
    return ledgers_and_statements


def explored(data: Data, selection: Selection, transform: str, base: int | None = None):
    found = exploration(data, selection, transform, data.targets[0], base)
    return [
        (f"{one.row.ledger} {series_of(one.row).indicator}", one.row.period.text, round(one.shown.value or 0, 1))
        for one in found.rows
    ]


def test_turnover_that_ledgers_imply_joins_where_turnover_is_asked_for(data: Data) -> None:
    found = explored(data, Selection(indicators=("turnover",), sources=("bns",), first=2022), "stated")
    assert found == [("bns turnover", "2022", 1246876979.6), ("bns turnover", "2023", 1688135607.2)]
    found = explored(data, Selection(indicators=("turnover",), sources=("bns",), first=2022, last=2022), "stated")
    assert found == [("bns turnover", "2022", 1246876979.6)]
    assert explored(data, Selection(indicators=("exports",), sources=("bns",), first=2023), "stated") == [
        ("bns exports", "2023", 1147176217.5)
    ]


@pytest.mark.parametrize(
    "selection",
    [
        Selection(indicators=("turnover",), sources=("ministry",)),
        Selection(indicators=("turnover",), kinds=("rate",)),
        Selection(indicators=("turnover",), scopes=("agriculture",)),
        Selection(indicators=("turnover",), published="2023-09"),
        Selection(indicators=("turnover",), partners=("EAEU",)),
        Selection(indicators=("turnover",), partners=("W00",)),
    ],
)
def test_turnover_that_ledgers_imply_keeps_to_the_filters(data: Data, selection: Selection) -> None:
    assert not any(name.startswith(("bns", "nsc", "imf")) for name, _, _ in explored(data, selection, "stated"))


def test_growth_looks_at_the_year_before_even_where_the_filter_hides_it(data: Data) -> None:
    found = explored(data, Selection(indicators=("exports",), sources=("bns",), first=2022), "growth")
    assert found == [("bns exports", "2022", 17.5), ("bns exports", "2023", 44.7)]  # 1,147.2 ÷ 793.0


# Editions

EDITIONS = """
    exports KAZ KGZ 2021 exact 670e6 source=bns-2022
    exports KAZ KGZ 2022 exact 780e6 source=bns-2023
    exports KAZ KGZ 2022 exact 800e6 source=bns-2024
"""


def test_a_ledger_shows_its_latest_edition_of_a_year_unless_all_are_wanted(dataset: Callable[..., Data]) -> None:
    data = dataset(
        EDITIONS,
        "turnover KAZ KGZ 2022 1e9 source=paper",
        published={"bns-2022": "2022", "bns-2023": "2023", "bns-2024": "2024"},
    )
    asked = Selection(indicators=("exports",))
    latest = exploration(data, asked, "stated", data.targets[0])
    assert [(one.row.source, one.row.value) for one in latest.rows] == [("bns-2022", 670e6), ("bns-2024", 800e6)]
    every = exploration(data, asked, "stated", data.targets[0], editions=True)
    assert [one.row.value for one in every.rows] == [670e6, 780e6, 800e6]


# Index

LINES = """
    exports KAZ KGZ 2018 exact 100e6 source=bns
    exports KAZ KGZ 2019 exact 110e6 source=bns
    exports KAZ KGZ 2020 exact 132e6 source=bns
    imports KGZ KAZ 2019 exact 200e6 source=nsc
    imports KGZ KAZ 2020 exact 230e6 source=nsc
    exports KAZ KGZ 2016 exact 50e6  source=imf-dots
    exports KAZ KGZ 2017 exact 60e6  source=imf-dots
"""


@pytest.fixture(scope="module")
def lines(dataset: Callable[..., Data]) -> Data:
    return dataset(LINES, "turnover KAZ KGZ 2022 1e9 source=paper")


def index(data: Data, base: int | None = None, **filters) -> Exploration:
    return exploration(data, Selection(**filters), "index", data.targets[0], base)


def test_an_index_begins_with_the_first_year_that_all_lines_have(data: Data, lines: Data) -> None:
    found = explored(data, Selection(indicators=("imports",), sources=("bns", "nsc")), "index")
    assert [row for row in found if row[1] == "2021"] == [("bns imports", "2021", 100), ("nsc imports", "2021", 100)]
    assert ("bns imports", "2023", 144.0) in found  # 541.0 ÷ 375.8
    assert ("nsc imports", "2023", 130.3) in found  # 862.2 ÷ 661.8
    both = index(lines, sources=("bns", "nsc"))
    assert (both.base, both.lacking) == (2019, ())  # not 2018, which one of them lacks
    assert explored(lines, Selection(sources=("bns", "nsc")), "index") == [
        *(("bns exports", "2018", 90.9), ("bns exports", "2019", 100), ("bns exports", "2020", 120)),
        *(("nsc imports", "2019", 100), ("nsc imports", "2020", 115)),
    ]


def test_where_no_year_is_common_most_lines_decide_and_the_others_are_named(lines: Data) -> None:
    found = index(lines)
    assert (found.base, found.bases) == (2019, (2016, 2017, 2018, 2019, 2020))
    assert [(series.ledger, series.indicator) for series in found.lacking] == [("imf-dots", "exports")]
    assert {one.row.ledger for one in found.rows} == {"bns", "nsc"}


def test_the_readers_year_is_100_and_a_year_that_nobody_has_is_no_choice(lines: Data) -> None:
    found = index(lines, 2018)
    assert found.base == 2018
    assert {series.ledger for series in found.lacking} == {"nsc", "imf-dots"}
    assert index(lines, 1999).base == 2019


@given(st.integers(2010, 2022), st.sets(st.sampled_from(["bns", "nsc", "imf-dots"]), min_size=1))
def test_every_line_of_an_index_is_100_in_one_and_the_same_year(lines: Data, base: int, sources: set[str]) -> None:
    found = index(lines, base, sources=tuple(sorted(sources)))
    courses: dict[object, dict[int, float]] = {}
    for one in found.rows:
        courses.setdefault(series_of(one.row), {})[one.row.period.year] = one.shown.value or 0
    assert courses
    assert all(course[found.base or 0] == pytest.approx(100) for course in courses.values())
    assert not set(found.lacking) & set(courses)


def test_a_year_of_no_trade_is_no_base_that_breaks_an_index(dataset: Callable[..., Data]) -> None:
    data = dataset(
        """
        exports KAZ KGZ 2018 exact 0     source=bns
        exports KAZ KGZ 2019 exact 110e6 source=bns
        exports KAZ KGZ 2020 exact 132e6 source=bns
        """,
        "turnover KAZ KGZ 2022 1e9 source=paper",
    )
    for transform in TRANSFORMS:
        exploration(data, Selection(), transform, data.targets[0])
    assert (index(data).base, index(data).bases) == (2019, (2019, 2020))  # nothing grows from zero
    assert index(data, 2018).base == 2019
    assert [round(one.shown.value or 0) for one in index(data, 2020).rows] == [0, 83, 100]  # 110 ÷ 132


def test_a_line_with_nothing_in_the_year_that_is_100_is_named_among_those_left_out(
    dataset: Callable[..., Data],
) -> None:
    data = dataset(LINES + "imports KGZ KAZ 2018 exact 0 source=nsc", "turnover KAZ KGZ 2022 1e9 source=paper")
    assert {series.ledger for series in index(data, 2018).lacking} == {"nsc", "imf-dots"}


def test_parts_of_a_year_are_no_index(data: Data) -> None:
    found = explored(data, Selection(indicators=("turnover",), sources=("ministry",)), "index")
    assert found == [("ministry turnover", "2022", 100), ("ministry turnover", "2024", 130.8)]  # 1.7 ÷ 1.3


# Share, and all transforms


def test_a_share_of_the_target_is_told_of_annual_turnover_only(data: Data) -> None:
    found = explored(data, Selection(sources=("ministry",)), "share")
    assert found == [("ministry turnover", "2022", 86.7), ("ministry turnover", "2024", 113.3)]  # of 1.5 billion


def test_trade_with_a_group_is_no_share_of_a_target_for_the_two(shipped: Data) -> None:
    found = exploration(shipped, Selection(), "share", article(shipped).target)
    assert {one.row.partner for one in found.rows} <= {"KAZ", "KGZ", "_X"}


@pytest.mark.parametrize("transform", TRANSFORMS)
def test_no_transform_leaves_a_ledger_or_fails_on_the_shipped_data(shipped: Data, transform: str) -> None:
    found = exploration(shipped, Selection(), transform, article(shipped).target).rows
    assert found
    for one in found:
        assert (one.row.ledger, one.row.reporter) == (one.shown.ledger, one.shown.reporter)
        assert one.shown.period == one.row.period


@pytest.mark.parametrize("transform", ["growth", "index", "share"])
def test_parts_of_the_trade_and_targets_are_not_transformed(shipped: Data, transform: str) -> None:
    for one in exploration(shipped, Selection(), transform, article(shipped).target).rows:
        assert not isinstance(one.row, Observation) or one.row.scope == "total"
        assert not series_of(one.row).indicator.endswith(("_target", "_potential"))
