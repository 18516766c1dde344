"""Arithmetic that never knows more than its operands, and the word that stands before its result."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade.codes import Bound, Qualifier
from kztrade.errors import UsageError
from kztrade.interval import Interval, Quantity

OPEN = math.inf
ABOUT, AT_LEAST, EXACT, OVER = Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.EXACT, Qualifier.OVER

# The word before a derived figure


@pytest.mark.parametrize(
    ("hedge", "interval", "word"),
    [
        (Interval.point(80.0), Interval(80, 74, 82), EXACT),
        (Interval(1.19e9, 1.19e9, OPEN), Interval(1.19e9, 1.185e9, OPEN), AT_LEAST),
        (Interval(0.81e9, -OPEN, 0.81e9), Interval(0.81e9, -OPEN, 0.815e9), Bound.AT_MOST),
        (Interval(80e6, 76e6, 80e6), Interval(80e6, 74.5e6, 81.6e6), Bound.BELOW),
        (Interval(20, 20, 21), Interval(20, 20, 21), OVER),
        (Interval(15.4, 13.6, 16.7), Interval(15.4, 13.6, 16.7), ABOUT),
        (Interval(-20, -20, -19), Interval(-20, -20, -19), Qualifier.ALMOST),
        (Interval(-19, -20, -19), Interval(-19, -20, -19), Bound.BELOW),
        (Interval(-19, -OPEN, -19), Interval(-19, -OPEN, -18.5), Bound.AT_MOST),
        # rounding to 110 against a hedge of 10: "almost" would be too much said
        (Interval(3300, 3300, 3310), Interval(3300, 3250, 3360), ABOUT),
    ],
)
def test_the_word_before_a_figure_says_what_the_hedges_leave_open(
    hedge: Interval, interval: Interval, word: Qualifier | Bound
) -> None:
    assert Quantity(hedge, interval).qualifier is word


MIRRORED = {AT_LEAST: Bound.AT_MOST, Bound.BELOW: Qualifier.ALMOST}
"""The word before a negative figure, where it is not that before the positive one."""


@given(st.floats(1e-3, 1e12), st.sampled_from(Qualifier), st.floats(1e-3, 1e6))
def test_a_hedge_speaks_of_the_size_of_a_change_whichever_way_it_goes(
    size: float, hedge: Qualifier, fine: float
) -> None:
    risen, fallen = Quantity.stated(size, hedge, fine), Quantity.stated(-size, hedge, fine)
    assert (fallen.hedge, fallen.interval) == (-risen.hedge, -risen.interval)
    assert fallen.qualifier is MIRRORED.get(risen.qualifier, risen.qualifier)


# Arithmetic by hand


def test_arithmetic_on_closed_intervals() -> None:
    a, b = Interval(2, 1, 4), Interval(10, 8, 16)
    assert a + b == Interval(12, 9, 20)
    assert b - a == Interval(8, 4, 15)
    assert a * b == Interval(20, 8, 64)
    assert a / b == Interval(0.2, 0.0625, 0.5)  # 1 ÷ 16, 4 ÷ 8
    assert -a == Interval(-2, -4, -1)
    assert 10 - a == Interval(8, 6, 9)
    assert 8 / a == Interval(4, 2, 8)
    assert a + 1 == 1 + a == Interval(3, 2, 5)
    assert a * -2 == -2 * a == Interval(-4, -8, -2)


def test_signs_are_minded_in_a_product() -> None:
    assert Interval(1, -2, 3) * Interval(-1, -5, 4) == Interval(-1, -15, 12)


def test_an_open_end_stays_open() -> None:
    floor = Interval(1e9, 1e9, OPEN)
    assert floor + 1 == Interval(1e9 + 1, 1e9 + 1, OPEN)
    assert floor * 2 == Interval(2e9, 2e9, OPEN)
    assert 2e9 - floor == Interval(1e9, -OPEN, 1e9)
    assert 2e9 / floor == Interval(2, -OPEN, 2)
    assert floor / floor == Interval(1, -OPEN, OPEN)
    assert floor.increasing(math.sqrt) == Interval(math.sqrt(1e9), math.sqrt(1e9), OPEN)
    assert floor.decreasing(lambda end: -end) == Interval(-1e9, -OPEN, -1e9)


def test_an_open_end_times_nothing_is_nothing() -> None:
    assert Interval(1, 0, OPEN) * 0 == Interval.point(0)


@pytest.mark.parametrize("divisor", [Interval(1, 0, 2), Interval(-1, -2, 0), Interval(1, -1, 2), Interval(0, 0, 0)])
def test_nothing_is_divided_by_an_interval_that_holds_zero(divisor: Interval) -> None:
    with pytest.raises(UsageError, match="Nothing can be divided by an amount that is zero or may be zero"):
        1 / divisor


@pytest.mark.parametrize(
    ("value", "low", "high"), [(1, 2, 3), (4, 2, 3), (2, 3, 1), (math.nan, 1, 2), (1, math.nan, 2)]
)
def test_an_interval_that_does_not_hold_its_value_cannot_be_made(value: float, low: float, high: float) -> None:
    with pytest.raises(UsageError, match="does not hold its value"):
        Interval(value, low, high)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (Interval(1, 0, 2), Interval(3, 2, 4), True),  # one end in common
        (Interval(1, 0, 2), Interval(3, 2.001, 4), False),
        (Interval(1, 1, OPEN), Interval.point(5), True),
        (Interval(1, 1, OPEN), Interval.point(0.9), False),
        (Interval(5, 0, 10), Interval(5, 4, 6), True),  # one inside the other
    ],
)
def test_intervals_overlap_when_some_number_lies_in_both(a: Interval, b: Interval, expected: bool) -> None:
    assert a.overlaps(b) is b.overlaps(a) is expected


# Properties

NUMBERS = st.floats(-1e12, 1e12, allow_subnormal=False).map(lambda number: 0.0 if abs(number) < 1e-6 else number)
SHARES = st.floats(0, 1)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, value, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    return Interval(value, draw(st.sampled_from([low, -OPEN])), draw(st.sampled_from([high, OPEN])))


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    outer, low, value, high, end = sorted(draw(st.tuples(*[NUMBERS] * 5)))
    bottom, top = draw(st.sampled_from([(low, high), (-OPEN, high), (low, OPEN)]))
    return Quantity(Interval(value, bottom, top), Interval(value, min(bottom, outer), max(top, end)))


def point_in(interval: Interval, share: float) -> float:
    """A number of the interval; an open end is taken a long way out."""
    low = interval.value - 1e12 if math.isinf(interval.low) else interval.low
    high = interval.value + 1e12 if math.isinf(interval.high) else interval.high
    return min(max(low + share * (high - low), low), high)


def holds(interval: Interval, number: float) -> bool:
    slack = 1e-9 * max(1.0, abs(number))
    return interval.low - slack <= number <= interval.high + slack


@given(intervals(), intervals(), SHARES, SHARES)
def test_points_of_the_operands_lie_in_the_result(a: Interval, b: Interval, first: float, second: float) -> None:
    x, y = point_in(a, first), point_in(b, second)
    assert holds(a + b, x + y)
    assert holds(a - b, x - y)
    assert holds(a * b, x * y)
    if not b.low <= 0 <= b.high:
        assert holds(a / b, x / y)


@given(intervals(), NUMBERS, SHARES)
def test_points_lie_in_the_result_with_a_plain_number_on_either_side(a: Interval, number: float, share: float) -> None:
    x = point_in(a, share)
    assert holds(a + number, x + number)
    assert holds(number - a, number - x)
    assert holds(number * a, number * x)


@given(intervals(), intervals())
def test_every_operation_holds_the_value_computed_from_the_values(a: Interval, b: Interval) -> None:
    assert (a + b).value == a.value + b.value
    assert (a - b).value == a.value - b.value
    assert (a * b).value == a.value * b.value
    for result in (a + b, a - b, a * b, -a):
        assert result.low <= result.value <= result.high


@given(intervals(), intervals())
def test_a_wider_operand_never_gives_a_narrower_result(a: Interval, b: Interval) -> None:
    wide = Interval(a.value, a.low - 1, a.high + 1)
    for narrow, wider in ((a + b, wide + b), (a - b, wide - b), (a * b, wide * b)):
        assert wider.low <= narrow.low
        assert narrow.high <= wider.high


@given(intervals(), intervals())
def test_an_open_end_of_an_operand_is_open_in_sum_and_difference(a: Interval, b: Interval) -> None:
    assert math.isinf((a + b).high) == (math.isinf(a.high) or math.isinf(b.high))
    assert math.isinf((a + b).low) == (math.isinf(a.low) or math.isinf(b.low))
    assert math.isinf((a - b).high) == (math.isinf(a.high) or math.isinf(b.low))
    assert math.isinf((-a).low) == math.isinf(a.high)


@given(intervals(), st.floats(1e-3, 1e3))
def test_an_open_end_survives_scaling_and_rising_functions(a: Interval, factor: float) -> None:
    for result in (a * factor, a / factor, a.increasing(math.atan)):
        assert (math.isinf(result.low), math.isinf(result.high)) == (math.isinf(a.low), math.isinf(a.high))
    falling = a.decreasing(lambda end: -math.atan(end))
    assert (math.isinf(falling.high), math.isinf(falling.low)) == (math.isinf(a.low), math.isinf(a.high))


@given(st.floats(1e-3, 1e12), st.floats(1e-3, 1e12))
def test_what_is_divided_by_a_floor_has_a_ceiling_and_no_floor(amount: float, floor: float) -> None:
    result = amount / Interval(floor, floor, OPEN)
    assert result.low == -OPEN
    assert result.high == result.value


@given(quantities(), quantities())
def test_what_the_hedge_leaves_open_lies_inside_what_hedge_and_rounding_do(a: Quantity, b: Quantity) -> None:
    results = [a, a + b, a - b, a * b, 3 - a, a * -2, a.increasing(math.atan)]
    if not b.interval.low <= 0 <= b.interval.high:
        results += [a / b, 3 / b]
    for result in results:
        assert result.interval.low <= result.hedge.low
        assert result.hedge.high <= result.interval.high
        assert result.hedge.value == result.interval.value == result.value


def results(a: Quantity, b: Quantity, number: float) -> list[Quantity]:
    """Every operation on two quantities, and with a plain number on either side; a division where one is allowed."""
    found = [a + b, a - b, a * b, a + number, number + a, a - number, number - a, a * number, number * a]
    found += [a.increasing(math.atan), a.decreasing(lambda end: -(end**3)), a]
    if number:
        found.append(a / number)
    if not b.interval.low <= 0 <= b.interval.high:
        found += [a / b, number / b]
    return found


@given(quantities(), quantities(), NUMBERS)
def test_the_word_follows_from_which_ends_of_the_hedge_are_open(a: Quantity, b: Quantity, number: float) -> None:
    for found in results(a, b, number):
        ends = (math.isinf(found.hedge.low), math.isinf(found.hedge.high))
        if ends == (False, True):
            assert (found.qualifier, found.value) == (AT_LEAST, found.hedge.low)
        elif ends == (True, False):
            assert (found.qualifier, found.value) == (Bound.AT_MOST, found.hedge.high)
        else:
            assert found.qualifier not in (AT_LEAST, Bound.AT_MOST)


@given(st.floats(1e-9, 1e12), st.floats(1e-9, 1e12), st.floats(0, 0.5), st.floats(0, 1))
def test_dividing_by_a_bound_gives_a_bound_and_never_about(
    amount: float, floor: float, rounding: float, above: float
) -> None:
    at_least = Quantity(Interval(floor, floor, OPEN), Interval(floor, floor * (1 - rounding), OPEN))
    about = Quantity(*[Interval(amount, amount * (1 - above / 2), amount * (1 + above))] * 2)
    for dividend in (Quantity.point(amount), about):
        quotient = dividend / at_least
        assert (quotient.qualifier, quotient.value) == (Bound.AT_MOST, quotient.hedge.high)
        change = (at_least / dividend - 1) * 100
        assert (change.qualifier, change.value) == (AT_LEAST, change.hedge.low)
        assert ((quotient - 1) * 100).qualifier is Bound.AT_MOST


def test_the_value_of_a_bound_is_what_is_known() -> None:
    # at least 1.3 over about 1.1 (1.0 to 1.2): 1.18 by the values, 1.08 for sure
    grown = Quantity.stated(1.3, Qualifier.AT_LEAST, 0.1) / Quantity.stated(1.1, ABOUT, 0.1) - 1
    assert grown.qualifier is AT_LEAST
    assert grown.value == pytest.approx(1.3 / 1.2 - 1)
    assert grown.value == grown.hedge.low == grown.interval.low


@pytest.mark.parametrize(
    ("dividend", "expected"),
    [
        (Interval(6, 3, 9), Interval(-3, -4.5, OPEN)),  # by -2 or less: above -4.5, and no upper end is stated
        (Interval(-6, -9, -3), Interval(3, -OPEN, 4.5)),
        (Interval(2, -4, 4), Interval(-1, -OPEN, OPEN)),
        (Interval.point(0), Interval.point(0)),
    ],
)
def test_division_by_an_interval_that_is_open_below(dividend: Interval, expected: Interval) -> None:
    assert dividend / Interval(-2, -OPEN, -2) == expected


@pytest.mark.parametrize(
    ("dividend", "expected"),
    [
        (Interval(6, 3, 9), Interval(3, -OPEN, 4.5)),
        (Interval(-6, -9, -3), Interval(-3, -4.5, OPEN)),
        (Interval(3, 3, OPEN), Interval(1.5, -OPEN, OPEN)),
    ],
)
def test_division_by_an_interval_that_is_open_above(dividend: Interval, expected: Interval) -> None:
    assert dividend / Interval(2, 2, OPEN) == expected


@pytest.mark.parametrize(
    "compute",
    [
        lambda big: big * big,
        lambda big: big + big,
        lambda big: 0.0 - big - big,
        lambda big: big / 1e-300,
        lambda big: big / Interval(1, 1e-300, 2),
    ],
)
def test_a_number_too_large_is_refused_and_no_open_end(compute) -> None:
    with pytest.raises(UsageError, match="too large to compute with"):
        compute(Interval(1e308, 1e308, 1.7e308))


def test_the_interval_of_a_quantity_holds_its_hedge() -> None:
    found = Quantity(Interval(5, 3, 8), Interval(5, 4, 6))
    assert found.interval == Interval(5, 3, 8)


@given(NUMBERS, st.floats(0, 1e6), st.floats(1e-3, 1e3))
def test_a_bound_stays_a_bound_when_scaled_and_turns_when_subtracted(
    value: float, rounding: float, factor: float
) -> None:
    floor = Quantity(Interval(value, value, OPEN), Interval(value, value - rounding, OPEN))
    for result in (floor, floor * factor, floor / factor, floor + 1, 1 - (1 - floor)):
        assert result.qualifier is AT_LEAST
    for result in (-1 * floor, 1 - floor, floor * -factor):
        assert result.qualifier is Bound.AT_MOST


@pytest.mark.parametrize(
    ("value", "fine", "low", "first_beyond"),
    [(1.1e9, 0.1e9, 1.1e9, 1.2e9), (770.215e6, 1e3, 770.215e6, 770.216e6), (19, 1, 19, 20), (0.3, 0.1, 0.3, 0.4)],
)
def test_cut_off_digits_leave_open_all_up_to_the_next_figure_and_not_that(
    value: float, fine: float, low: float, first_beyond: float
) -> None:
    found = Interval.cut_off(value, fine)
    assert (found.value, found.low) == (value, low)
    assert found.high < first_beyond
    assert found.high == math.nextafter(first_beyond, value)
    fall = Interval.cut_off(-value, fine)
    assert (fall.low, fall.high) == (-found.high, -found.low)


def test_a_number_without_a_resolution_has_nothing_to_cut_off() -> None:
    assert Interval.cut_off(1983.0, 0.0) == Interval.point(1983.0)


@pytest.mark.parametrize(
    ("quantity", "beyond"),
    [
        (Quantity(Interval(1.19e9, 1.19e9, OPEN), Interval(1.19e9, 1.185e9, OPEN)), True),
        (Quantity(Interval(1e9, 1e9, OPEN), Interval(1e9, 1e9, OPEN)), False),
        (Quantity(Interval(80, 76, 80), Interval(80, 74.5, 81.6)), True),  # below 80, yet 81.6 with rounding
        (Quantity(Interval(80, 76, 80), Interval(80, 74.5, 80)), False),  # nothing of what is denied
        (Quantity(Interval.point(18.7), Interval(18.7, 18.65, 18.75)), False),  # no word denies anything
    ],
)
def test_rounding_goes_beyond_a_hedge_where_it_leaves_open_what_the_word_denies(
    quantity: Quantity, beyond: bool
) -> None:
    assert quantity.beyond is beyond
