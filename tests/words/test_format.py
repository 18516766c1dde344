"""Numbers, units, periods and hedges in words."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade.codes import Bound, Qualifier, Unit
from kztrade.interval import Interval
from kztrade.period import read_period
from kztrade.words import BN, NBSP, Format, M

EN = Format()


def plain(text: str) -> str:
    """With ordinary blanks in place of unbreakable ones."""
    return text.replace(NBSP, " ")


def between(low: float, high: float) -> Interval:
    """Some value between two ends."""
    inner = [end for end in (low, high) if not math.isinf(end)] or [0.0]
    return Interval(sum(inner) / len(inner), low, high)


# Numbers


@pytest.mark.parametrize(
    ("value", "decimals", "at_least", "sign", "expected"),
    [
        (0, 0, 0, False, "0"),
        (1234567.891, 0, 0, False, "1,234,568"),
        (1234567.891, 2, 0, False, "1,234,567.89"),
        (19.0, 1, 0, False, "19"),
        (19.0, 1, 1, False, "19.0"),
        (19.04, 1, 0, False, "19"),
        (-9.5, 1, 0, False, "−9.5"),
        (2.0, 1, 1, True, "+2.0"),
        (-17.0, 1, 1, True, "−17.0"),
        (0, 1, 1, True, "0.0"),
        (-0.04, 1, 0, False, "0"),
        (-0.04, 1, 1, True, "0.0"),
        (0.04, 1, 0, True, "0"),
    ],
)
def test_a_number_has_a_true_minus_and_no_sign_when_it_is_printed_as_zero(
    value: float, decimals: int, at_least: int, sign: bool, expected: str
) -> None:
    assert EN.number(value, decimals, at_least, sign) == expected


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (1246.876, 4, "1,247"),
        (1246.876, 5, "1,246.9"),
        (59.5, 3, "59.5"),
        (59.46, 3, "59.5"),
        (0.81, 3, "0.81"),
        (0.0123456, 3, "0.0123"),
        (9.9996, 4, "10"),
        (123456, 3, "123,456"),
        (0, 4, "0"),
        (-33.06, 3, "−33.1"),
    ],
)
def test_significant_digits_never_round_whole_digits_away(value: float, digits: int, expected: str) -> None:
    assert EN.significant(value, digits) == expected


# Money


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.19e9, "$1.19 bn"),
        (2e9, "$2 bn"),
        (1.246876e9, "$1.247 bn"),
        (200e6, "$200 m"),
        (755.4e6, "$755.4 m"),
        (1e9, "$1 bn"),
        (1e6, "$1 m"),
        (250000, "$250,000"),
        (999, "$999"),
        (0, "$0"),
        (-266.2e6, "−$266.2 m"),
        (-1.3e9, "−$1.3 bn"),
    ],
)
def test_money_is_told_in_billions_or_millions(value: float, expected: str) -> None:
    assert plain(EN.money(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (999_940_000, "$999.9 m"),
        (999_960_000, "$1 bn"),  # 999.96 has four digits as 1,000
        (999_999_900, "$1 bn"),
        (-999_960_000, "−$1 bn"),
        (999_960, "$1 m"),
    ],
)
def test_the_scale_is_decided_on_the_rounded_number(value: float, expected: str) -> None:
    assert plain(EN.money(value)) == expected


@pytest.mark.parametrize(
    ("scale", "long", "expected"),
    [
        (BN, False, "$0.2 bn"),
        (M, False, "$200 m"),
        (1, False, "$200,000,000"),
        (None, True, "$200 million"),
        (BN, True, "$0.2 billion"),
    ],
)
def test_a_scale_can_be_forced_and_spelled_out(scale: float | None, long: bool, expected: str) -> None:
    assert plain(EN.money(200e6, scale, long=long)) == expected


def test_an_amount_never_breaks_between_number_and_unit() -> None:
    amounts = [EN.money(1.3e9), EN.amount(2.5, Unit.RATIO), EN.amount(1200, Unit.KM), EN.amount(3e9, Unit.KZT)]
    assert not any(" " in amount for amount in amounts)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (1.3e9, Unit.USD, "$1.3 bn"),
        (19, Unit.PERCENT, "19%"),
        (18.6897, Unit.PERCENT, "18.7%"),
        (59.5, Unit.PERCENT, "59.5%"),
        (-9.4785, Unit.PERCENT, "−9.5%"),
        (2.5, Unit.RATIO, "2.5 times"),
        (1200, Unit.KM, "1,200 km"),
        (2025, Unit.YEAR, "2025"),
        (118.7, Unit.INDEX, "118.7"),
        (30e9, Unit.KZT, "30 bn tenge"),
        (3500, Unit.ENTERPRISES, "3,500"),
        (3300.5, Unit.ENTERPRISES, "3,300.5"),
        (6, Unit.DOCUMENTS, "6"),
    ],
)
def test_a_value_is_told_in_its_unit(value: float, unit: Unit, expected: str) -> None:
    assert plain(EN.amount(value, unit)) == expected


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_can_be_told(unit: Unit) -> None:
    assert "1" in EN.amount(1, unit) or "0" in EN.amount(1, unit)


@given(st.floats(1, 9.99e11))
def test_money_read_back_is_within_half_its_last_digit_and_never_a_thousand_of_its_scale(value: float) -> None:
    text = plain(EN.money(value))
    match = re.fullmatch(r"\$([\d,]+(?:\.\d+)?)(?: (bn|m))?", text)
    assert match is not None, text
    number, scale = float(match[1].replace(",", "")), {"bn": 1e9, "m": 1e6, None: 1}[match[2]]
    assert math.isclose(number * scale, value, rel_tol=0.5e-3)
    assert scale == 1e9 or number * scale < scale * 1000 or scale == 1
    assert scale != 1 or number < 1_000_000


# Hedges and intervals


@pytest.mark.parametrize(
    ("value", "qualifier", "unit", "expected"),
    [
        (1.19e9, Qualifier.AT_LEAST, Unit.USD, "at least $1.19 bn"),
        (0.81e9, Bound.AT_MOST, Unit.USD, "at most $810 m"),
        (80e6, Bound.BELOW, Unit.USD, "below $80 m"),
        (200e6, Qualifier.ALMOST, Unit.USD, "almost $200 m"),
        (1e9, Qualifier.OVER, Unit.USD, "over $1 bn"),
        (3300, Qualifier.ABOUT, Unit.ENTERPRISES, "about 3,300"),
        (19, Qualifier.EXACT, Unit.PERCENT, "19%"),
        (59.5, "at_least", Unit.PERCENT, "at least 59.5%"),
        (2025, Bound.AT_MOST, Unit.YEAR, "2025 or sooner"),
        (2025, Qualifier.AT_LEAST, Unit.YEAR, "2025 or later"),
        (10.942, Bound.AT_MOST, Unit.PERCENT, "at most 10.95%"),  # 1.19 × 1.109 ** 5 is less than 2
        (10.942, Qualifier.AT_LEAST, Unit.PERCENT, "at least 10.94%"),
        (-10.942, Bound.AT_MOST, Unit.PERCENT, "at most −10.94%"),
        (-10.942, Qualifier.OVER, Unit.PERCENT, "over −10.95%"),
        (18.5, Bound.AT_MOST, Unit.PERCENT, "at most 18.5%"),
        (1.1 * 1.1, Bound.AT_MOST, Unit.RATIO, "at most 1.21 times"),  # 1.2100000000000002 to a float
        (0.1 * 3, Bound.BELOW, Unit.PERCENT, "below 0.3%"),
        (1_184_999_999, Qualifier.AT_LEAST, Unit.USD, "at least $1.184 bn"),
        (999_999_900, Qualifier.AT_LEAST, Unit.USD, "at least $999.9 m"),
        (999_999_900, Bound.AT_MOST, Unit.USD, "at most $1 bn"),
        (-999_999_900, Qualifier.AT_LEAST, Unit.USD, "at least −$1 bn"),
        (345.678, Bound.AT_MOST, Unit.PERCENT, "at most 345.7%"),
        (2025.3, Bound.AT_MOST, Unit.YEAR, "2026 or sooner"),
    ],
)
def test_a_figure_is_told_with_its_hedge(value: float, qualifier: str, unit: Unit, expected: str) -> None:
    assert plain(EN.hedged(value, qualifier, unit)) == expected


@pytest.mark.parametrize("qualifier", [*Qualifier, *Bound])
def test_a_figure_and_its_hedging_word_by_itself_are_in_one_word_about_it(qualifier: str) -> None:
    assert plain(EN.hedged(2e9, qualifier, Unit.USD)) == f"{EN.hedge(qualifier)} $2 bn".strip()


@pytest.mark.parametrize("qualifier", [*Qualifier, *Bound])
def test_only_an_unhedged_figure_stands_without_a_word(qualifier: str) -> None:
    assert (EN.hedge(qualifier) == "") == (qualifier == "exact")


def test_no_two_hedges_share_a_word() -> None:
    words = [EN.hedge(qualifier) for qualifier in (*Qualifier, *Bound)]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("low", "high", "unit", "expected"),
    [
        (1.185e9, math.inf, Unit.USD, "$1.185 bn or more"),
        (-math.inf, 0.815e9, Unit.USD, "$815 m or less"),
        (-math.inf, math.inf, Unit.PERCENT, "open"),
        (2026, math.inf, Unit.YEAR, "2026 or later"),
        (-math.inf, 2025, Unit.YEAR, "2025 or sooner"),
        (1.2e9, 1.4e9, Unit.USD, "$1.2 bn to $1.4 bn"),
        (18.5, 19.5, Unit.PERCENT, "18.5% to 19.5%"),
        (6, 6, Unit.DOCUMENTS, "6"),
        (1140, 1260, Unit.KM, "1,140 km to 1,260 km"),
        (0, math.inf, Unit.USD, "$0 or more"),
    ],
)
def test_the_ends_of_an_interval_are_told_and_an_open_end_is_no_number(
    low: float, high: float, unit: Unit, expected: str
) -> None:
    assert plain(EN.interval(between(low, high), unit)) == expected


# Periods


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022", "2022"),
        ("2023-09", "Sep 2023"),
        ("2023-09-23", "23 Sep 2023"),
        ("2023-01/2023-07", "Jan–Jul 2023"),
        ("2005/2023", "2005–2023"),
        ("2005/2023-09", "2005 – Sep 2023"),
        ("2022-11/2023-02", "Nov 2022 – Feb 2023"),
        ("2023-09-22/2023-09-23", "22 Sep 2023 – 23 Sep 2023"),
        ("2022/2023-09", "2022 – Sep 2023"),
    ],
)
def test_a_period_is_told_in_words(text: str, expected: str) -> None:
    assert EN.period(read_period(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022", "2022"),
        ("2023-09", "September 2023"),
        ("2023-09-23", "23 September 2023"),
        ("2023-01/2023-07", "Jan–Jul 2023"),
    ],
)
def test_a_sentence_has_the_months_full_name(text: str, expected: str) -> None:
    assert EN.long_period(read_period(text)) == expected


# Other languages: their numbers; their words come from catalogues


@pytest.mark.parametrize("locale", ["ru", "kk", "ky"])
def test_russian_kazakh_and_kyrgyz_group_by_an_unbreakable_blank_and_have_a_decimal_comma(locale: str) -> None:
    words = Format(locale)
    assert words.number(1234567.89, 2) == "1\u00a0234\u00a0567,89"
    assert words.number(-17, 1, 1) == "−17,0"


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        (410_887_500, 410_888_500, Unit.USD, "$410.8875 m to $410.8885 m"),  # said as 410.888 million
        (-12.55, -12.45, Unit.PERCENT, "−12.55% to −12.45%"),  # said as 12.5 % less
        (1.25e9, 1.35e9, Unit.USD, "$1.25 bn to $1.35 bn"),
        (58.3333333333, 60.6666666667, Unit.PERCENT, "58.33% to 60.67%"),  # arithmetic has no last digit
    ],
)
def test_the_ends_of_an_interval_keep_the_digits_that_set_them_apart(low, high, unit, text) -> None:
    assert plain(EN.interval(between(low, high), unit)) == text


def test_a_date_is_told_day_month_year_and_in_other_languages_as_they_write_it() -> None:
    day = read_period("2023-09-23")
    told = [
        Format(locale).long_period(day).replace(NBSP, " ").replace("\u202f", " ") for locale in ("en", "ru", "kk", "ky")
    ]
    assert told == ["23 September 2023", "23 сентября 2023 г.", "2023 ж. 23 қыркүйек", "2023-ж., 23-сентябрь"]


@pytest.mark.parametrize(("number", "first", "text"), [(0, False, "none"), (6, True, "Six"), (12, False, "twelve")])
def test_a_small_count_is_a_word_with_a_capital_where_a_sentence_begins(number: int, first: bool, text: str) -> None:
    assert EN.count(number, first) == text


def test_a_large_count_is_in_digits() -> None:
    assert EN.count(1234) == "1,234"


@pytest.mark.parametrize("value", [0.0, -0.0, 1e-322, 5e-324, 1e300, -1e300, 123456789012345.6])
@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("qualifier", ["exact", "at_least", "at_most"])
def test_no_number_is_too_large_or_too_small_to_be_told(value: float, unit: Unit, qualifier: str) -> None:
    assert any(letter.isdigit() for letter in EN.hedged(value, qualifier, unit))


@pytest.mark.parametrize(
    ("locale", "month", "span"),
    [
        ("ru", "сент. 2023 г.", "янв. – июль 2023 г."),
        ("kk", "2023 ж. қыр.", "2023 ж. қаң.–шіл."),
        ("ky", "2023-ж. сен.", "янв.–июл. 2023-ж."),
    ],
)
def test_a_month_and_a_span_of_months_are_told_as_the_language_writes_them(locale: str, month: str, span: str) -> None:
    told = [Format(locale).period(read_period(text)) for text in ("2023-09", "2023-01/2023-07")]
    assert [text.replace("\u202f", " ").replace("\u2009", " ") for text in told] == [month, span]


@pytest.mark.parametrize(
    ("value", "qualifier", "text"),
    [(1.1851, "at_least", "at least 1.185"), (1.1851, "at_most", "at most 1.186"), (1.1851, "exact", "1.185")],
)
def test_a_number_beside_an_axis_keeps_hedge_and_direction(value: float, qualifier: str, text: str) -> None:
    assert EN.hedged_number(value, qualifier, 3) == text
