"""What is printed contains what is known: printed text is read back, and the known interval lies inside it."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import ledgers, store
from kztrade.answers.target import article_metrics
from kztrade.answers.trade import balance_by_year, growth_by_year, turnover_by_year
from kztrade.codes import Bound, Qualifier, Unit
from kztrade.interval import Interval, Quantity
from kztrade.metrics import gap, progress, required_growth
from kztrade.model import Data, Level, Metric
from kztrade.words import Format, Telling, digits_of

EN = Format()

SCALES = {"": 1.0, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "bn tenge": 1e9, "times": 1.0, "km": 1.0}
FIGURE = re.compile(r"(−?)\$?([\d,]+)(\.\d+)?%?(?: (m|million|bn tenge|bn|billion|times|km))?")
OPEN = (-math.inf, math.inf)
NOISE = 1e-11
"""Share of a value that float arithmetic may spoil."""


def number(text: str) -> tuple[float, float]:
    """A printed figure and half the unit of its last printed digit."""
    match = FIGURE.fullmatch(text)
    assert match is not None, text
    sign, whole, decimals, scale = match.groups()
    value = float(whole.replace(",", "") + (decimals or "")) * SCALES[scale or ""]
    return (-value if sign else value), 0.5 * 10.0 ** -len((decimals or ".")[1:]) * SCALES[scale or ""]


def claimed(text: str) -> tuple[float, float]:
    """The ends that an English text claims for a figure; a figure without a hedge claims half its last digit each way."""
    text = text.replace("\u00a0", " ")
    if text == "open" or text.startswith("about "):  # nobody claims an end
        return OPEN
    if match := re.fullmatch(r"(?:at least|over) (.+)|(.+) or (?:more|later)", text):
        return number(match[1] or match[2])[0], math.inf
    if text.startswith("almost −"):  # a fall by almost so much
        return number(text.removeprefix("almost "))[0], math.inf
    if match := re.fullmatch(r"(?:at most|below|almost) (.+)|(.+) or (?:less|sooner)", text):
        return -math.inf, number(match[1] or match[2])[0]
    if match := re.fullmatch(r"(.+) to (.+)", text):
        return number(match[1])[0], number(match[2])[0]
    value, half = number(text)
    return value - half, value + half


def holds(text: str, known: Interval) -> bool:
    low, high = claimed(text)
    room = NOISE * max(abs(end) for end in (known.low, known.high, known.value) if not math.isinf(end))
    return low <= known.low + room and known.high - room <= high


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("at least $1.19 bn", (1.19e9, math.inf)),
        ("over 150", (150, math.inf)),
        ("at most −10.94%", (-math.inf, -10.94)),
        ("almost $200 million", (-math.inf, 200e6)),
        ("almost −19%", (-19, math.inf)),
        ("2026 or sooner", (-math.inf, 2026)),
        ("$1.185 bn or more", (1.185e9, math.inf)),
        ("−12.55% to −12.45%", (-12.55, -12.45)),
        ("1,200 km", (1199.5, 1200.5)),
        ("2.5 times", (2.45, 2.55)),
        ("about 3,300", OPEN),
    ],
)
def test_the_reader_of_these_tests_reads_what_people_read(text: str, ends: tuple[float, float]) -> None:
    assert claimed(text) == pytest.approx(ends)


AMOUNTS = st.one_of(
    st.floats(-1e13, 1e13, allow_subnormal=False).filter(lambda value: value == 0 or abs(value) > 1e-6),
    st.decimals(-10_000, 10_000, places=3).map(float),
    st.tuples(st.decimals(1, 1000, places=2).map(float), st.sampled_from([1e3, 1e6, 1e9])).map(lambda p: p[0] * p[1]),
)
UNITS = st.sampled_from([unit for unit in Unit if unit is not Unit.YEAR])
HEDGES = st.sampled_from([*Qualifier, *Bound])


@given(AMOUNTS, HEDGES, UNITS, st.booleans(), st.sampled_from([3, 4, 5, 6, 9]))
def test_a_hedged_figure_claims_no_more_than_its_bound(value, hedge, unit, long, digits) -> None:
    known = {
        Qualifier.AT_LEAST: Interval(value, value, math.inf),
        Qualifier.OVER: Interval(value, value, math.inf),
        Bound.AT_MOST: Interval(value, -math.inf, value),
        Bound.BELOW: Interval(value, -math.inf, value),
    }.get(hedge, Interval.point(value))
    assert holds(EN.hedged(value, hedge, unit, long, digits), known)


@given(AMOUNTS, AMOUNTS, UNITS, st.sampled_from(["closed", "up", "down", "open", "point"]))
def test_a_printed_interval_holds_the_known_one(first, second, unit, shape) -> None:
    low, high = sorted((first, second))
    if shape == "point":
        high = low
    known = Interval(
        low if shape != "down" else high,
        -math.inf if shape in ("down", "open") else low,
        math.inf if shape in ("up", "open") else high,
    )
    assert holds(EN.interval(known, unit), known)


@given(st.floats(1900, 2200), st.sampled_from([Qualifier.AT_LEAST, Bound.AT_MOST]))
def test_a_year_reached_is_never_told_too_soon_nor_too_late(year, hedge) -> None:
    known = Interval(year, year, math.inf) if hedge is Qualifier.AT_LEAST else Interval(year, -math.inf, year)
    assert holds(EN.hedged(year, hedge, Unit.YEAR), known)


@given(
    st.integers(1, 9_999_999),
    st.integers(-3, 9),
    st.sampled_from(Unit).filter(lambda unit: unit is not Unit.YEAR),
    HEDGES,
)
def test_a_stated_figure_keeps_its_own_digits_whichever_way_it_is_rounded(digits, power, unit, hedge) -> None:
    value = float(f"{digits}e{power}")
    if unit not in (Unit.USD, Unit.PERCENT, Unit.RATIO, Unit.KZT):
        value = float(digits)
    if unit is Unit.INDEX:
        return  # an index is arithmetic, nobody states one
    usual = digits_of(value, unit)
    assert EN.bound(value, hedge, unit, digits=usual) == EN.amount(value, unit, digits=usual)


@given(AMOUNTS, UNITS)
def test_outward_rounding_moves_a_figure_by_less_than_one_of_its_last_digits(value, unit) -> None:
    for hedge in (Qualifier.AT_LEAST, Bound.AT_MOST):
        printed, half = number(EN.bound(value, hedge, unit).replace("\u00a0", " "))
        step = max(2 * half, abs(value) * 1e-3) if unit in (Unit.USD, Unit.KZT, Unit.RATIO, Unit.INDEX) else 1.0
        assert abs(printed - value) <= step + NOISE * abs(value)


@given(AMOUNTS.filter(lambda value: abs(value) > 1e-6), HEDGES, UNITS, st.booleans())
def test_what_is_not_zero_is_never_told_as_zero(value, hedge, unit, long) -> None:
    printed, _ = number(EN.bound(value, hedge, unit, long).replace("\u00a0", " "))
    assert math.copysign(1, printed) == math.copysign(1, value)
    assert printed != 0


@given(
    st.decimals(1, 10_000, places=2).map(float),
    st.sampled_from(Qualifier),
    st.sampled_from([0.01, 0.1, 1.0]),
    st.sampled_from([-1, 1]),
)
def test_a_stated_change_is_told_truly_whichever_way_it_goes(size, hedge, fine, sign) -> None:
    shipped = store.shipped_data()
    row = next(row for row in shipped.observations if row.unit is Unit.PERCENT)
    known = Interval.stated(sign * size, hedge, fine)
    row = replace(row, value=known.value, low=known.low, high=known.high, qualifier=hedge, hedge="so")
    assert faults(Telling(shipped, EN), row) == []


# The shipped data and what is derived from them


@pytest.fixture(scope="module")
def data() -> Data:
    return store.shipped_data()


def derived(data: Data) -> Iterator[Metric]:
    """Every figure of a ledger, against every target that can be measured in it, and of the article."""
    goals = [target for target in data.targets if target.indicator == "turnover"]
    for books in ledgers.books(data):
        levels = [level for level in turnover_by_year(data, books) if level.quantity is not None]
        rows = [*levels, *balance_by_year(data, books), *growth_by_year(data, books)]
        rows += [found(level, goal) for level in levels for goal in goals for found in (progress, gap)]
        yield from (row for row in rows if isinstance(row, Metric))
    for year in range(2024, 2045):
        yield from article_metrics(data, year, year - 2020.5)
    level = article_metrics(data, 2027, 19.0)[0]
    for goal in goals:
        yield from (required_growth(level, goal, year) for year in range(2023, 2045))


def faults(told: Telling, row: Level) -> list[str]:
    """What is printed of a row and is not so."""
    assert row.quantity is not None
    name = row.indicator if not isinstance(row, Metric) else row.name
    said, ends = told.said(row), told.words.interval(row.quantity.interval, row.unit)
    found = [] if holds(said, row.quantity.hedge) else [f"{name} {row.period}: {said} for {row.quantity.hedge}"]
    return (
        found
        if holds(ends, row.quantity.interval)
        else [*found, f"{name} {row.period}: {ends} {row.quantity.interval}"]
    )


def test_every_stated_figure_and_its_interval_are_told_truly(data) -> None:
    told = Telling(data, EN)
    assert [fault for row in data.figures() for fault in faults(told, row)] == []


def test_every_derived_figure_and_its_interval_are_told_truly(data) -> None:
    told = Telling(data, EN)
    rows = [row for row in derived(data) if row.quantity is not None]
    assert len(rows) > 500
    assert [fault for row in rows for fault in faults(told, row)] == []


@given(st.floats(1e6, 1e12), st.floats(1e-6, 0.2))
def test_dividing_by_a_floor_gives_a_ceiling_that_is_told_as_one(value, share) -> None:
    floor = Quantity.stated(value, Qualifier.AT_LEAST, value * share)
    ratio = 2e9 / floor
    text = EN.hedged(ratio.value, ratio.qualifier, Unit.RATIO, digits=4)
    assert holds(text, ratio.hedge)
