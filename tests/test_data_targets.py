"""The announced levels of the committed data."""

from collections import Counter

import pytest

from kztrade import store
from kztrade.codes import UNSPECIFIED, TargetKind
from kztrade.ledgers import Books, flow
from kztrade.metrics.targets import Fate, rating
from kztrade.model import Data


@pytest.fixture(scope="module")
def data() -> Data:
    return store.read_data()


def test_what_was_only_called_possible_is_a_potential(data: Data) -> None:
    potentials = {target.source for target in data.targets if target.kind is TargetKind.POTENTIAL}
    assert potentials == {"24kg-2024-04", "akorda-2012-08-22", "trend-2024-04-09"}


def test_no_potential_is_ever_rated(data: Data) -> None:
    levels = list(flow(data, Books("bns", "KAZ"), "turnover").values())
    for target in data.targets:
        if target.kind is TargetKind.POTENTIAL:
            assert rating(target, levels, "bns", "KAZ", 2023).fate is Fate.POTENTIAL


def test_targets_have_the_deadlines_that_were_told_and_no_others(data: Data) -> None:
    deadlines = Counter(target.deadline.text if target.deadline else "" for target in data.targets)
    assert deadlines == {"": 40, "2020": 3, "2024": 4, "2030": 9}


def test_turnover_targets_rose_from_1_to_2_to_3_billion(data: Data) -> None:
    first: dict[float, str] = {}
    for target in sorted(data.targets, key=lambda target: target.set_on.start):
        if target.indicator == "turnover":
            first.setdefault(target.value, target.set_on.text)
    assert first == {1e9: "2012-05-10", 2e9: "2022-04-29", 3e9: "2024-05-24"}


def test_every_announcement_of_3_billion_with_a_year_names_2030(data: Data) -> None:
    assert {str(target.deadline) for target in data.targets if target.value == 3e9 and target.deadline} == {"2030"}


def test_investment_targets_are_2_5_billion_of_2006_and_70_million_for_2024(data: Data) -> None:
    said = {
        (target.source, target.value, str(target.deadline or ""))
        for target in data.targets
        if target.indicator == "investment"
    }
    assert said == {("iwpr-2006", 2.5e9, ""), ("iwpr-2007", 2.5e9, ""), ("dasfazit-2024", 7e7, "2024")}


@pytest.mark.parametrize(
    ("source", "day"),
    [("kazinform-2021-12", "2021-12-08"), ("kt-kz-2024-04", "2024-04"), ("kazinform-2022-10-27", "2022-10-27")],
)
def test_a_level_that_both_sides_named_is_not_one_sides_word(data: Data, source: str, day: str) -> None:
    told = [(one.reporter, one.partner, one.set_on.text) for one in data.targets if one.source == source]
    assert told == [(UNSPECIFIED, UNSPECIFIED, day)]


def test_no_target_names_2027(data: Data) -> None:
    """One page gives that year as a deadline; it looks like the end of a plan of cooperation and was not taken."""
    assert [target.source for target in data.targets if target.deadline and target.deadline.year == 2027] == []
