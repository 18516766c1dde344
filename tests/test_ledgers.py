"""Sides, ledgers and their editions: all read from data/, every look-up by the whole key."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import ledgers
from kztrade.codes import AreaKind, Role
from kztrade.ledgers import Books
from kztrade.model import Area, Data, Ledger
from kztrade.store import shipped_data

BNS, NSC = Books("bns", "KAZ"), Books("nsc", "KGZ")
IMF_KAZ, IMF_KGZ = Books("imf-dots", "KAZ"), Books("imf-dots", "KGZ")

ROWS = """
    exports  KAZ KGZ 2022 exact 793e6 source=bns-2024
    exports  KGZ KAZ 2022 exact 411e6 source=nsc-2024
    exports  KAZ KGZ 2020 exact 562e6 source=imf-dots-2022
    imports  KGZ KAZ 2020 exact 550e6 source=imf-dots-2022
    exports  KAZ KGZ 2022 exact 800e6 source=minister
"""

EDITIONS = """
    exports KAZ KGZ 2021 exact 670e6 source=bns-2022
    exports KAZ KGZ 2022 exact 780e6 source=bns-2023-04
    exports KAZ KGZ 2022 exact 790e6 source=bns-2023-07
    exports KAZ KGZ 2022 exact 793e6 source=bns-2024-07
    exports KAZ KGZ 2022 exact 777e6 source=bns-old
    exports KAZ KGZ 2023 exact 1e9   source=bns-2024-07
"""
PUBLISHED = {"bns-2023-04": "2023-04-14", "bns-2023-07": "2023-07", "bns-2024-07": "2024-07-25"}


@pytest.fixture
def data(dataset: Callable[..., Data]) -> Data:
    return dataset(ROWS)


def exports(data: Data, day: date | None = None) -> dict[int, tuple[str, float]]:
    return {year: (row.source, row.value) for year, row in ledgers.flow(data, BNS, "exports", day).items()}


# Sides


def test_the_sides_come_in_the_order_of_their_rank(data: Data) -> None:
    assert [area.code for area in ledgers.sides(data)] == ["KAZ", "KGZ"]
    turned = {code: replace(area, rank=3 - area.rank if area.rank else None) for code, area in data.areas.items()}
    assert [area.code for area in ledgers.sides(replace(data, areas=turned))] == ["KGZ", "KAZ"]


@pytest.mark.parametrize(
    ("code", "other"), [("KAZ", "KGZ"), ("KGZ", "KAZ"), ("_X", "_X"), ("EAEU", "_X"), ("UZB", "_X")]
)
def test_only_a_side_has_another_side(data: Data, code: str, other: str) -> None:
    assert ledgers.other_side(data, code) == other


@pytest.mark.parametrize(
    ("direction", "reporter", "ends"),
    [
        ("from reporter", "KAZ", ("KAZ", "KGZ")),
        ("from reporter", "KGZ", ("KGZ", "KAZ")),
        ("to reporter", "KAZ", ("KGZ", "KAZ")),
        ("from reporter", "_X", None),
        ("to reporter", "_X", None),
        ("both", "KAZ", None),
        ("KAZ>KGZ", "KAZ", ("KAZ", "KGZ")),
        ("KAZ>KGZ", "KGZ", ("KAZ", "KGZ")),
        ("KAZ>KGZ", "_X", ("KAZ", "KGZ")),
    ],
)
def test_exports_turn_with_the_reporter_and_investment_does_not(
    data: Data, direction: str, reporter: str, ends: tuple[str, str] | None
) -> None:
    indicator = replace(data.indicators["exports"], direction=direction)
    assert ledgers.ends(replace(data, indicators={"exports": indicator}), "exports", reporter) == ends


# Books


def test_the_offices_books_come_first_then_the_others_by_side(data: Data) -> None:
    assert ledgers.books(data) == [BNS, NSC, IMF_KAZ, IMF_KGZ]
    assert ledgers.offices(data) == [BNS, NSC]


def test_a_third_publisher_is_no_office_whether_it_has_one_side_or_two(dataset: Callable[..., Data]) -> None:
    one = dataset(ROWS + "exports KAZ KGZ 2022 exact 1e6 source=customs")
    assert ledgers.books(with_ledger(one, "customs", Role.OTHER)) == [
        BNS,
        NSC,
        Books("customs", "KAZ"),
        IMF_KAZ,
        IMF_KGZ,
    ]
    assert ledgers.offices(with_ledger(one, "customs", Role.OTHER)) == [BNS, NSC]
    two = dataset(
        ROWS + "exports KAZ KGZ 2022 exact 1e6 source=comtrade\nexports KGZ KAZ 2022 exact 1e6 source=comtrade"
    )
    found = ledgers.books(with_ledger(two, "comtrade", Role.OTHER))
    assert found == [BNS, NSC, Books("comtrade", "KAZ"), IMF_KAZ, Books("comtrade", "KGZ"), IMF_KGZ]


def test_a_side_has_one_office_at_most(dataset: Callable[..., Data]) -> None:
    data = dataset(ROWS + "exports KAZ KGZ 2022 exact 1e6 source=agency")
    assert ledgers.offices(with_ledger(data, "agency", Role.OFFICE)) == [Books("agency", "KAZ"), NSC]


def test_a_side_without_an_office_has_none(dataset: Callable[..., Data]) -> None:
    data = dataset("exports KGZ KAZ 2022 exact 411e6 source=nsc\nexports KAZ KGZ 2020 exact 562e6 source=imf-dots")
    assert ledgers.offices(data) == [NSC]


def test_another_pair_has_its_books_by_its_data_alone(dataset: Callable[..., Data]) -> None:
    data = dataset("exports UZB TJK 2022 exact 1e6 source=bns\nexports TJK UZB 2022 exact 2e6 source=nsc")
    areas = {
        "TJK": Area("TJK", AreaKind.COUNTRY, 1),
        "UZB": Area("UZB", AreaKind.COUNTRY, 2),
    }
    assert ledgers.offices(replace(data, areas=areas)) == [Books("nsc", "TJK"), Books("bns", "UZB")]


def with_ledger(data: Data, name: str, role: Role) -> Data:
    """The data with a source as an edition of a ledger of its own."""
    source = replace(data.sources[name], ledger=name, kind=data.sources["bns-2024"].kind)
    known = {**data.ledgers, name: Ledger(name, role, name.title())}
    return replace(data, ledgers=known, sources={**data.sources, name: source})


# The whole key


OTHERS = [
    "exports KAZ W00  2022 exact 9e9 source=bns-2024",
    "exports KAZ EAEU 2022 exact 8e9 source=bns-2024",
    "exports KAZ _X   2022 exact 7e9 source=bns-2024",
    "exports KAZ KGZ  2022 exact 6e6 source=bns-2024 scope=agriculture",
    "exports KAZ KGZ  2022 exact 5e6 source=bns-2024 scope=product",
    "exports KAZ KGZ  2022-01/2022-07 exact 4e6 source=bns-2024",
    "exports KGZ KAZ  2022 exact 3e6 source=bns-2024",
    "exports KAZ KGZ  2022 exact 2e6 source=imf-dots-2022",
    "exports KAZ KGZ  2022 exact 1e6 source=premier",
    "imports KAZ KGZ  2022 exact 9e6 source=bns-2024",
]


@given(st.lists(st.sampled_from(OTHERS), unique=True), st.booleans())
def test_rows_of_other_partners_scopes_sides_and_publishers_change_no_flow(
    dataset: Callable[..., Data], others: list[str], before: bool
) -> None:
    rows = "\n".join([*others, ROWS] if before else [ROWS, *others])
    assert {year: row.value for year, row in ledgers.flow(dataset(rows), BNS, "exports").items()} == {2022: 793e6}


@pytest.mark.parametrize("row", OTHERS[:6])
def test_a_publisher_that_tells_only_of_others_keeps_no_books_of_the_pair(
    dataset: Callable[..., Data], row: str
) -> None:
    assert ledgers.books(dataset(row)) == []


# Editions


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (None, {2021: ("bns-2022", 670e6), 2022: ("bns-2024-07", 793e6), 2023: ("bns-2024-07", 1e9)}),
        # of 2021 there is one edition; its day of publication is not known, and there is no other to take it for
        (date(2023, 4, 13), {2021: ("bns-2022", 670e6)}),
        (date(2023, 4, 14), {2021: ("bns-2022", 670e6), 2022: ("bns-2023-04", 780e6)}),
        # "July 2023" has surely come when the month is over
        (date(2023, 7, 30), {2021: ("bns-2022", 670e6), 2022: ("bns-2023-04", 780e6)}),
        (date(2023, 7, 31), {2021: ("bns-2022", 670e6), 2022: ("bns-2023-07", 790e6)}),
        (date(2024, 7, 24), {2021: ("bns-2022", 670e6), 2022: ("bns-2023-07", 790e6)}),
        (date(2024, 7, 25), {2021: ("bns-2022", 670e6), 2022: ("bns-2024-07", 793e6), 2023: ("bns-2024-07", 1e9)}),
    ],
)
def test_the_figure_of_a_day_is_the_latest_published_by_that_day(
    dataset: Callable[..., Data], day: date | None, known: dict[int, tuple[str, float]]
) -> None:
    assert exports(dataset(EDITIONS, published=PUBLISHED), day) == known


@given(st.permutations(EDITIONS.strip().splitlines()))
def test_the_order_of_rows_decides_nothing_between_editions(dataset: Callable[..., Data], rows: list[str]) -> None:
    data = dataset("\n".join(rows), published=PUBLISHED)
    assert exports(data)[2022] == ("bns-2024-07", 793e6)


@pytest.mark.parametrize("period", ["2022-01/2022-12", "2022-01-01/2022-12-31"])
def test_an_edition_that_writes_the_year_as_its_months_is_an_edition_of_the_year(
    dataset: Callable[..., Data], period: str
) -> None:
    rows = EDITIONS.replace("KGZ 2022 exact 793e6", f"KGZ {period} exact 793e6")
    assert exports(dataset(rows, published=PUBLISHED)) == exports(dataset(EDITIONS, published=PUBLISHED))


def test_vintages_are_every_edition_of_one_value_the_oldest_first(dataset: Callable[..., Data]) -> None:
    data = dataset(EDITIONS + "exports KAZ W00 2022 exact 84e9 source=bns-2024-07", published=PUBLISHED)
    row = ledgers.flow(data, BNS, "exports")[2022]
    assert [other.source for other in ledgers.vintages(data, row)] == [
        *("bns-old", "bns-2023-04", "bns-2023-07", "bns-2024-07"),
    ]


def test_a_statement_has_no_vintage_but_itself(data: Data) -> None:
    (said,) = (row for row in data.observations if row.source == "minister")
    assert ledgers.vintages(data, said) == [said]


def test_the_shipped_ledgers_are_two_offices_and_others() -> None:
    data = shipped_data()
    roles = [data.ledgers[books.ledger].role for books in ledgers.books(data)]
    assert roles == sorted(roles, key=lambda role: role is not Role.OFFICE)
    assert [books.reporter for books in ledgers.offices(data)] == [side.code for side in ledgers.sides(data)]
