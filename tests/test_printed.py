"""From a figure as printed to how fine it is, and from that and its hedge to an interval."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade.codes import COUNTED, Qualifier, Unit
from kztrade.interval import Interval, Quantity
from kztrade.printed import Printed, infer_printed, read_printed, resolution, stated_interval

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
        # what is printed for a minus, directly before the digits or the currency
        ("-19%", -19, 1),
        ("\u221219 %", -19, 1),
        ("\u201318.6", -18.6, 0.1),
        ("-$1.3 bn", -1.3e9, 0.1e9),
        # and a dash that is none: of a range, of a compound, of a date
        ("18\u201319 %", 18, 1),
        ("18 \u2013 19 %", 18, 1),
        ("COVID-19", 19, 1),
        ("2023-09", 2023, 1),
        # scale words as they are inflected
        ("2 миллиона", 2e6, 0.1e6),
        ("1,5 миллиарда", 1.5e9, 0.1e9),
        ("1,7 миллиардқа", 1.7e9, 0.1e9),
        ("500 тысяч", 500e3, 25e3),
        ("3,5 мыңнан", 3500, 100),
        ("2.5 millions", 2.5e6, 0.1e6),
        ("1,2 трлн", 1.2e12, 0.1e12),
        # a blank groups three digits or none, a letter with a digit is no scale word, a zero starts no thousands
        ("5 6 млн", 5, 1),
        ("200 m2", 200, 10),
        ("12 345 678 тысяч", 12345678e3, 1e3),
        ("0,125 млн", 125e3, 1e3),
        # points between thousands, where a comma or another point shows that they are none of decimals
        ("1.257,07 km", 1257.07, 0.01),
        ("2.000.000", 2e6, 1e5),
        ("1.234.567,8 млн", 1234567.8e6, 1e5),
        ("1.257 km", 1.257, 0.001),
        ("1.25,07", 1.25, 0.01),
        # letters for scale words
        ("$1.3B", 1.3e9, 0.1e9),
        ("1.3b", 1.3e9, 0.1e9),
        ("$755.4M", 755.4e6, 0.1e6),
        ("3.5K", 3500, 100),
        ("5 boxes", 5, 1),
    ],
)
def test_a_token_gives_its_number_and_how_fine_it_is(token: str, value: float, expected: float) -> None:
    printed = read_printed(token)
    assert printed is not None
    assert (printed.value, printed.resolution) == (value, expected)


@pytest.mark.parametrize("token", ["екі облысы", "алты құжатқа", "six", ""])
def test_a_number_spelled_out_is_no_rounding(token: str) -> None:
    assert read_printed(token) is None
    assert resolution(6, Unit.PERCENT, token or "six") == 0


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
    assert printed is None or (printed.resolution > 0 and (printed.value >= 0 or "-" in token))


@given(st.decimals(1, 10**12, places=2), st.booleans())
def test_a_printed_value_is_read_back_as_itself(number: Decimal, money: bool) -> None:
    assert math.isclose(infer_printed(float(number), money).value, float(number))


@given(st.decimals(1, 10**12, places=2), st.sampled_from(Unit))
def test_the_other_sign_has_the_same_resolution(number: Decimal, unit: Unit) -> None:
    assert resolution(-float(number), unit) == resolution(float(number), unit)


@given(st.integers(1, 10**6), st.integers(0, 2), st.sampled_from("-\u2212\u2013"), st.sampled_from(["", "$"]))
def test_a_sign_turns_the_value_and_nothing_else(number: int, decimals: int, sign: str, currency: str) -> None:
    token = f"{currency}{Decimal(number).scaleb(-decimals):f} млн"
    plain, turned = read_printed(token), read_printed(f"упал на {sign}{token}")
    assert plain is not None
    assert turned is not None
    assert (turned.value, turned.resolution) == (-plain.value, plain.resolution)


@given(st.integers(1000, 10**12), st.integers(1, 3))
def test_points_before_a_comma_group_thousands(number: int, decimals: int) -> None:
    whole, part = f"{number:,}".replace(",", "."), "1" * decimals
    assert read_printed(f"{whole},{part} км") == Printed(f"{number}.{part}")


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
    ("value", "unit", "qualifier", "token", "low", "high"),
    [
        # a count told in full is exact: there are no half enterprises
        (1983, Unit.ENTERPRISES, EXACT, "", 1983, 1983),
        (1273, Unit.ENTERPRISES, EXACT, "1273", 1273, 1273),
        (17, Unit.ENTERPRISES, EXACT, "", 17, 17),
        (10, Unit.DOCUMENTS, EXACT, "", 10, 10),
        (2, Unit.PAIRS, EXACT, "", 2, 2),
        (7, Unit.CHECKPOINTS, EXACT, "", 7, 7),
        # one that ends in zeros may be rounded
        (3500, Unit.ENTERPRISES, EXACT, "3,5 мың", 3450, 3550),
        (3500, Unit.ENTERPRISES, EXACT, "", 3450, 3550),
        (200, Unit.ENTERPRISES, EXACT, "", 195, 205),
        (180, Unit.DOCUMENTS, EXACT, "", 175.5, 184.5),
        # a hedge hedges a count too
        (1983, Unit.ENTERPRISES, ABOUT, "", 1982, 1984),
        (1983, Unit.ENTERPRISES, ALMOST, "", 1982, 1983),
        (17, Unit.ENTERPRISES, OVER, "", 17, OPEN),
        # an amount of nothing is nothing, a change of nothing is rounded
        (0, Unit.USD, EXACT, "", 0, 0),
        (0, Unit.USD, EXACT, "0 млн", 0, 0),
        (0, Unit.PERCENT, EXACT, "", -0.5, 0.5),
        # what is measured and not counted has halves
        (17, Unit.PERCENT, EXACT, "", 16.5, 17.5),
        (1983, Unit.KM, EXACT, "", 1982.5, 1983.5),
        (1181e6, Unit.USD, EXACT, "", 1180.5e6, 1181.5e6),
    ],
)
def test_a_count_told_in_full_is_exact(
    value: float, unit: Unit, qualifier: Qualifier, token: str, low: float, high: float
) -> None:
    assert stated_interval(value, qualifier, unit, token) == Interval(value, low, high)


@given(st.integers(0, 10**6).filter(lambda number: number % 10), st.sampled_from(sorted(COUNTED)))
def test_no_count_without_a_zero_at_its_end_has_half_units(count: int, unit: Unit) -> None:
    assert stated_interval(float(count), EXACT, unit) == Interval.point(count)


@pytest.mark.parametrize(
    ("value", "qualifier", "fine", "low", "high"),
    [
        (18.7, EXACT, 0.1, 18.65, 18.75),  # 18.7 − 0.05 is 18.65, in binary 18.649999999999999
        (0.3, ABOUT, 0.1, 0.2, 0.4),
        (1.1, ALMOST, 0.1, 1.0, 1.1),
        (-9.5, EXACT, 0.1, -9.55, -9.45),
        (-19, ABOUT, 1, -20, -18),
        (-19, ALMOST, 1, -19, -18),  # fell by almost 19
        (-19, OVER, 1, -OPEN, -19),
        (-19, AT_LEAST, 1, -OPEN, -19),
    ],
)
def test_the_ends_are_those_of_decimal_arithmetic(
    value: float, qualifier: Qualifier, fine: float, low: float, high: float
) -> None:
    assert Interval.stated(value, qualifier, fine) == Interval(value, low, high)


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
