"""From hedge and digits to an interval, and arithmetic that never knows more than its operands."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade.codes import Bound, Qualifier
from kztrade.errors import UsageError
from kztrade.interval import Interval, Printed, Quantity, infer_printed, read_printed, resolution

OPEN = math.inf
ABOUT, ALMOST, AT_LEAST, EXACT, OVER = (
    Qualifier.ABOUT,
    Qualifier.ALMOST,
    Qualifier.AT_LEAST,
    Qualifier.EXACT,
    Qualifier.OVER,
)

# The resolution of printed digits


@pytest.mark.parametrize(
    ("digits", "scale", "expected"),
    [
        # the unit of the last printed digit
        ("19", 0, 1),
        ("18.7", 0, 0.1),
        ("2.5", 0, 0.1),
        ("1.3", 9, 0.1e9),
        ("1.181", 9, 1e6),
        ("1181", 6, 1e6),
        ("755.4", 6, 0.1e6),
        ("3.5", 3, 100),
        ("1983", 0, 1),
        ("6", 0, 1),
        ("0", 6, 1e6),
        # a decimal zero is printed on purpose
        ("1.0", 9, 0.1e9),
        ("2.50", 0, 0.01),
        # zeros at the end: the last digit that is not zero ...
        ("10", 0, 1),  # 5 % is half a unit, but 10.4 told as 10 is rounded rightly
        ("10", 9, 1e9),
        ("20", 0, 1),
        ("200", 6, 10e6),  # ... would be 100 m, 5 % of 200 m is less
        ("1200", 0, 60),  # 100, against 5 % of 1,200
        ("3500", 0, 100),  # 100, against 175
        ("200", 0, 10),
        ("20", 9, 1e9),
        ("10300", 0, 100),
        # one digit before a scale word
        ("2", 9, 0.1e9),
        ("1", 9, 0.05e9),
        ("5", 3, 250),
        # a sign is no digit
        ("-2", 9, 0.1e9),
        ("-200", 6, 10e6),
        ("-9.5", 0, 0.1),
    ],
)
def test_resolution_is_the_unit_of_the_last_digit_that_is_known_to_be_meant(
    digits: str, scale: int, expected: float
) -> None:
    assert Printed(digits, scale).resolution == expected


@pytest.mark.parametrize(
    ("token", "value", "expected"),
    [
        ("19%", 19, 1),
        ("$1,3 млрд", 1.3e9, 0.1e9),
        ("$1.3bn", 1.3e9, 0.1e9),
        ("$1.3-billion", 1.3e9, 0.1e9),
        ("1,181 m", 1.181e9, 1e6),
        ("1 181 млн", 1.181e9, 1e6),
        ("1\u00a0050,5 млн", 1.0505e9, 0.1e6),
        ("1,234,567", 1234567, 1),
        ("1,234.5", 1234.5, 0.1),
        ("$200 млн", 200e6, 10e6),
        ("$2 млрд", 2e9, 0.1e9),
        ("1200 км", 1200, 60),
        ("3,5 мың", 3500, 100),
        ("2,5 есе", 2.5, 0.1),
        ("200-ге", 200, 10),
        ("3.5 thousand", 3500, 100),
    ],
)
def test_a_token_gives_its_number_and_how_fine_it_is(token: str, value: float, expected: float) -> None:
    printed = read_printed(token)
    assert printed is not None
    assert (printed.value, printed.resolution) == (value, expected)


@pytest.mark.parametrize("token", ["екі облысы", "алты құжатқа", "six", ""])
def test_a_number_spelled_out_is_no_rounding(token: str) -> None:
    assert read_printed(token) is None
    assert resolution(6, False, token or "six") == 0


@pytest.mark.parametrize(
    ("value", "money", "expected"),
    [
        (1.3e9, True, Printed("1.3", 9)),
        (1.181e9, True, Printed("1.181", 9)),
        (1.2469e9, True, Printed("1246.9", 6)),
        (755.4e6, True, Printed("755.4", 6)),
        (2e9, True, Printed("2", 9)),
        (-2e9, True, Printed("-2", 9)),
        (20e9, True, Printed("20", 9)),
        (200e6, True, Printed("200", 6)),
        (674755155.26, True, Printed("674755155.26")),
        (656886500.0, True, Printed("656886500")),
        (500e3, True, Printed("500000")),
        (3500.0, False, Printed("3500")),
        (1.3e9, False, Printed("1300000000")),
        (18.7, False, Printed("18.7")),
    ],
)
def test_a_value_without_token_is_taken_as_printed_the_shortest_usual_way(
    value: float, money: bool, expected: Printed
) -> None:
    assert infer_printed(value, money) == expected


@given(st.text(alphabet="0123456789 .,-$%\u00a0млрдbn'", max_size=30))
def test_no_token_is_too_odd_to_read(token: str) -> None:
    printed = read_printed(token)
    assert printed is None or (printed.value >= 0 and printed.resolution > 0)


@given(st.decimals(1, 10**12, places=2), st.booleans())
def test_a_printed_value_is_read_back_as_itself(number: Decimal, money: bool) -> None:
    assert math.isclose(infer_printed(float(number), money).value, float(number))


@given(st.decimals(1, 10**12, places=2), st.booleans())
def test_the_other_sign_has_the_same_resolution(number: Decimal, money: bool) -> None:
    assert resolution(-float(number), money) == resolution(float(number), money)


# The interval rule


@pytest.mark.parametrize(
    ("token", "qualifier", "low", "high"),
    [
        # exact: half a unit to both sides
        ("19%", EXACT, 18.5, 19.5),
        ("$1.3 bn", EXACT, 1.25e9, 1.35e9),
        ("$1,181 m", EXACT, 1.1805e9, 1.1815e9),
        ("$200 m", EXACT, 195e6, 205e6),
        ("$2 bn", EXACT, 1.95e9, 2.05e9),
        ("1,200 km", EXACT, 1170, 1230),
        # about: a whole unit
        ("19%", ABOUT, 18, 20),
        ("$1.3 bn", ABOUT, 1.2e9, 1.4e9),
        ("$1,181 m", ABOUT, 1.18e9, 1.182e9),
        ("$200 m", ABOUT, 190e6, 210e6),
        ("$2 bn", ABOUT, 1.9e9, 2.1e9),
        ("1,200 km", ABOUT, 1140, 1260),
        # almost: a unit downward
        ("$200 m", ALMOST, 190e6, 200e6),
        ("200", ALMOST, 190, 200),
        ("$2 bn", ALMOST, 1.9e9, 2e9),
        # over, at least: no upper end
        ("$1 bn", AT_LEAST, 1e9, OPEN),
        ("$1 bn", OVER, 1e9, OPEN),
        ("3,500", OVER, 3500, OPEN),
        # a count in words is what it says
        ("six", EXACT, 6, 6),
    ],
)
def test_hedge_and_digits_give_the_interval(token: str, qualifier: Qualifier, low: float, high: float) -> None:
    printed = read_printed(token)
    value, fine = (printed.value, printed.resolution) if printed else (6.0, 0.0)
    assert Interval.stated(value, qualifier, fine) == Interval(value, low, high)


def test_an_unhedged_figure_hides_no_more_than_its_rounding() -> None:
    exact = Quantity.stated(1.3e9, EXACT, 0.1e9)
    assert exact == Quantity(Interval.point(1.3e9), Interval(1.3e9, 1.25e9, 1.35e9))


def test_a_hedge_leaves_open_all_that_its_interval_does() -> None:
    about = Quantity.stated(1.3e9, ABOUT, 0.1e9)
    assert about.hedge == about.interval == Interval(1.3e9, 1.2e9, 1.4e9)


@pytest.mark.parametrize(
    ("true", "token"),
    [
        (1.26e9, "$1.3 bn"),
        (1.34e9, "$1.3 bn"),
        (18.7, "19%"),
        (1.1811e9, "$1,181 m"),
        (1.1811e9, "$1.2 bn"),
        (199.6e6, "$200 m"),
    ],
)
def test_a_right_rounding_is_never_called_wrong(true: float, token: str) -> None:
    printed = read_printed(token)
    assert printed is not None
    interval = Interval.stated(printed.value, EXACT, printed.resolution)
    assert interval.overlaps(Interval.point(true))


@given(st.integers(11, 99999), st.integers(0, 3), st.sampled_from(Qualifier), st.sampled_from(["", " m", " bn"]))
def test_every_stated_interval_holds_its_value(number: int, decimals: int, qualifier: Qualifier, scale: str) -> None:
    printed = read_printed(f"{Decimal(number).scaleb(-decimals)}{scale}")
    assert printed is not None
    interval = Interval.stated(printed.value, qualifier, printed.resolution)
    assert interval.low <= printed.value <= interval.high


@given(st.decimals("0.1", 10**6, places=6), st.integers(1, 4))
def test_a_value_rounded_to_decimals_lies_in_the_interval_of_the_digits_printed(true: Decimal, decimals: int) -> None:
    digits = f"{true:.{decimals}f}"
    printed = Printed(digits)
    interval = Interval.stated(printed.value, EXACT, printed.resolution)
    assert interval.low * (1 - 1e-12) <= float(true) <= interval.high * (1 + 1e-12)


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
        # rounding to 110 against a hedge of 10: "almost" would be too much said
        (Interval(3300, 3300, 3310), Interval(3300, 3250, 3360), ABOUT),
    ],
)
def test_the_word_before_a_figure_says_what_the_hedges_leave_open(
    hedge: Interval, interval: Interval, word: Qualifier | Bound
) -> None:
    assert Quantity(hedge, interval).qualifier is word


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
    with pytest.raises(UsageError, match="Nothing can be divided by an interval that holds zero"):
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


@given(NUMBERS, st.floats(0, 1e6), st.floats(1e-3, 1e3))
def test_a_bound_stays_a_bound_when_scaled_and_turns_when_subtracted(
    value: float, rounding: float, factor: float
) -> None:
    floor = Quantity(Interval(value, value, OPEN), Interval(value, value - rounding, OPEN))
    for result in (floor, floor * factor, floor / factor, floor + 1, 1 - (1 - floor)):
        assert result.qualifier is AT_LEAST
    for result in (-1 * floor, 1 - floor, floor * -factor):
        assert result.qualifier is Bound.AT_MOST
