"""From a figure to its point: what is left open is drawn, what is in doubt is hollow, no line crosses a gap."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import metrics
from kztrade.marks import Point
from kztrade.model import Data
from kztrade.points import of_statistics, point, runs
from kztrade.words import Format, Telling

ROWS = """
    turnover KAZ KGZ 2021 at_least 1e9        source=astanatv-2023-09-23 passage=5
    turnover_growth KAZ KGZ 2022 exact 19     source=astanatv-2023-09-23 passage=5
    turnover KAZ KGZ 2022 about    1.3e9      source=minister
    exports  KAZ KGZ 2022 exact    792951726  source=bns
    imports  KAZ KGZ 2022 exact    453925253  source=bns
    exports  KAZ KGZ 2023 exact    1e9        source=bns status=U
    imports  KAZ KGZ 2023 exact    453925253  source=bns
"""


@pytest.fixture(scope="module")
def told(dataset: Callable[..., Data]) -> Telling:
    return Telling(dataset(ROWS), Format())


def row(told: Telling, indicator: str, period: str, source: str):
    return next(
        r for r in told.data.observations if (r.indicator, r.period.text, r.source) == (indicator, period, source)
    )


def test_a_statement_is_drawn_with_all_that_it_leaves_open(told: Telling) -> None:
    place = point(told, row(told, "turnover", "2022", "minister"), 1e9)
    assert (place.x, place.y, place.low, place.high) == (2022.0, 1.3, 1.2, 1.4)
    assert not place.hollow


def test_a_floor_has_no_upper_end(told: Telling) -> None:
    place = point(told, row(told, "turnover", "2021", "astanatv-2023-09-23"), 1e9)
    assert (place.low, place.high) == (1.0, float("inf"))


def test_a_publishers_value_is_drawn_without_its_interval(told: Telling) -> None:
    place = point(told, row(told, "exports", "2022", "bns"), 1e6)
    assert (place.y, place.low, place.high) == (792.951726, None, None)


def test_a_derived_figure_is_hollow_unless_it_is_drawn_full(told: Telling) -> None:
    turnover = metrics.turnover(row(told, "exports", "2022", "bns"), row(told, "imports", "2022", "bns"))
    assert point(told, turnover).hollow
    assert not point(told, turnover, solid=True).hollow


def test_doubt_is_hollow_in_a_value_and_in_all_that_follows_from_it(told: Telling) -> None:
    exports = row(told, "exports", "2023", "bns")
    turnover = metrics.turnover(exports, row(told, "imports", "2023", "bns"))
    assert exports.obs_status.suspect
    assert turnover.obs_status.suspect
    assert point(told, exports).hollow
    assert point(told, turnover, solid=True).hollow
    assert point(told, exports).what.endswith("bn, suspect")


def test_the_hover_says_who_when_and_what(told: Telling) -> None:
    place = point(told, row(told, "turnover", "2022", "minister"))
    assert (place.who, place.what.replace("\xa0", " ")) == ("A minister, 2022", "about $1.3 bn")
    assert point(told, row(told, "turnover", "2022", "minister"), who="A paper").who == "A paper, 2022"


def test_what_follows_from_a_publisher_is_a_publishers_and_what_the_article_implies_is_not(told: Telling) -> None:
    turnover = metrics.turnover(row(told, "exports", "2022", "bns"), row(told, "imports", "2022", "bns"))
    level = metrics.implied_level(
        row(told, "turnover", "2021", "astanatv-2023-09-23"),
        row(told, "turnover_growth", "2022", "astanatv-2023-09-23"),
    )
    assert of_statistics(told.data, turnover)
    assert not of_statistics(told.data, level)
    assert not of_statistics(told.data, row(told, "turnover", "2022", "minister"))


@given(st.lists(st.integers(1990, 2040), unique=True))
def test_a_line_is_parted_exactly_where_a_year_is_missing(years: list[int]) -> None:
    parts = runs([Point(float(year), 0.0) for year in years])
    assert [place.x for part in parts for place in part] == sorted(map(float, years))
    assert all(after.x - before.x == 1 for part in parts for before, after in pairwise(part))
    assert all(second[0].x - first[-1].x > 1 for first, second in pairwise(parts))
