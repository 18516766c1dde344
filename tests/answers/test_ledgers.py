"""The same trade at both its ends: each ledger's own growth, and the gap between two."""

from collections.abc import Callable

import pytest

from kztrade.answers.ledgers import all_mirrors, flows, mirror_pairs, mirrors, recorded
from kztrade.ledgers import Books, books
from kztrade.model import Data
from tests.answers.conftest import BNS, IMF_KAZ, IMF_KGZ, LEDGERS, NSC


@pytest.fixture
def data(ledgers_and_statements: Data) -> Data:
    return ledgers_and_statements


def gaps(found) -> list[tuple[str, int, float]]:
    return [(m.exporter.ledger, m.gap.period.year, round(m.gap.value or 0, 1)) for m in found]


def test_the_mirrors_of_the_offices_are_both_flows_by_year(data: Data) -> None:
    found = [mirror for mirror in all_mirrors(data) if mirror.offices]
    assert gaps(found) == [
        *(("bns", 2021, 2.0), ("bns", 2022, 3.0), ("bns", 2023, 33.1)),
        *(("nsc", 2021, 1.7), ("nsc", 2022, -9.5), ("nsc", 2023, -17.0)),
    ]


def test_a_mirror_needs_both_ends_of_a_year(data: Data) -> None:
    assert mirrors(data, IMF_KAZ, IMF_KGZ) == []
    (mirror,) = mirrors(data, IMF_KGZ, IMF_KAZ)
    assert mirror.gap.period.text == "2020"
    assert mirror.gap.value == pytest.approx(16)  # 290 ÷ 250
    assert not mirror.offices


def test_a_year_has_one_gap_and_the_offices_come_before_third_parties(dataset: Callable[..., Data]) -> None:
    data = dataset(
        LEDGERS
        + """
        exports KAZ KGZ 2021 exact 700e6 source=imf-dots
        imports KGZ KAZ 2021 exact 100e6 source=imf-dots
        imports KGZ KAZ 2020 exact 500e6 source=imf-dots
        """
    )
    found = mirror_pairs(data, "KAZ>KGZ", [IMF_KAZ, IMF_KGZ, NSC, BNS])
    assert [(one.gap.period.year, one.offices) for one in found] == [
        *((2020, False), (2021, True), (2022, True), (2023, True)),
    ]
    assert mirror_pairs(data, "turnover", [BNS, NSC]) == []


def test_a_year_in_which_nothing_arrived_has_no_gap_and_hides_no_other(dataset: Callable[..., Data]) -> None:
    data = dataset(
        """
        exports KAZ KGZ 2020 exact 100e6 source=bns
        exports KAZ KGZ 2021 exact 100e6 source=bns
        imports KGZ KAZ 2020 exact 0     source=nsc
        imports KGZ KAZ 2021 exact 80e6  source=nsc
        """
    )
    assert gaps(mirror_pairs(data, "KAZ>KGZ", [BNS, NSC])) == [("bns", 2021, 25.0)]


@pytest.mark.parametrize(
    ("flow", "books", "values"),
    [
        ("KAZ>KGZ", BNS, [674.8, 793.0, 1147.2]),
        ("KAZ>KGZ", NSC, [661.8, 770.2, 862.2]),
        ("KGZ>KAZ", BNS, [375.8, 453.9, 541.0]),
        ("turnover", NSC, [1044.0, 1181.1, 1311.2]),
        ("balance", BNS, [299.0, 339.0, 606.2]),  # 674.8 − 375.8 and so on
        ("turnover", IMF_KGZ, []),
    ],
)
def test_a_flow_is_told_by_the_books_of_either_end(data: Data, flow: str, books: Books, values: list[float]) -> None:
    found = recorded(data, flow, books)
    assert [round((one.row.value or 0) / 1e6, 1) for one in found] == values


def test_a_recorded_value_grows_on_the_year_before_in_its_own_ledger_and_a_balance_never(data: Data) -> None:
    first, second, third = recorded(data, "KAZ>KGZ", BNS)
    assert first.growth is None
    assert second.growth is not None
    assert third.growth is not None
    assert [round(one.growth.value or 0, 1) for one in (second, third)] == [17.5, 44.7]
    assert [one.growth for one in recorded(data, "balance", BNS)] == [None, None, None]


def test_nothing_grows_from_or_to_a_suspect_value_and_it_can_be_left_out(dataset: Callable[..., Data]) -> None:
    data = dataset(
        """
        exports KAZ KGZ 2019 exact 90e6  source=bns
        exports KAZ KGZ 2020 exact 100e6 source=bns status=U
        exports KAZ KGZ 2021 exact 110e6 source=bns
        exports KAZ KGZ 2022 exact 121e6 source=bns
        """
    )
    found = recorded(data, "KAZ>KGZ", BNS)
    assert [one.growth is not None for one in found] == [False, False, False, True]
    clean = recorded(data, "KAZ>KGZ", BNS, without_suspects=True)
    assert [one.row.period.year for one in clean] == [2019, 2021, 2022]


def test_what_can_be_shown_is_read_from_the_sides(data: Data) -> None:
    assert flows(data) == ("KAZ>KGZ", "KGZ>KAZ", "turnover", "balance")


def test_no_mirror_of_the_shipped_data_compares_a_side_with_itself(shipped: Data) -> None:
    for mirror in all_mirrors(shipped):
        assert mirror.exporter.reporter != mirror.importer.reporter
        assert mirror.exporter.period == mirror.importer.period == mirror.gap.period
    assert {Books(m.exporter.ledger, m.exporter.reporter) for m in all_mirrors(shipped)} == set(books(shipped))
