"""Numbers, units, hedges and intervals in words.

A bound that is shown is rounded outward: what is printed contains what is known.
"""

import math
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_UP, Context, Decimal, localcontext
from functools import lru_cache

from babel.numbers import format_decimal

from kztrade.codes import Bound, Qualifier, Unit
from kztrade.interval import Interval
from kztrade.message import Message
from kztrade.period import Period
from kztrade.words.periods import day_text, period_text
from kztrade.words.say import Say

BN = 1e9
M = 1e6
NBSP = "\u00a0"
LEGIBLE = 7
"""Significant digits that are still read as a figure; more come from arithmetic or from a ledger's cents."""
EVERY = 6
"""So many significant digits, or more, and a percentage keeps all its decimals."""
NOISE = Context(prec=12)
"""Arithmetic on floats spoils the digits after these; outward rounding must not take that for a part of the figure."""
WIDE = Context(prec=1000)
"""Holds every float with all its digits."""
HUNDREDTHS = 2
"""Decimals of a percentage that is rounded outward. A tenth would cost a rate of 10.942 % up to a tenth of a point, more
than rounding to the nearest ever did; a hundredth keeps "at most 10.95 %" as tight as "10.9 %" looked."""

HEDGES = {
    Qualifier.ABOUT.value: (Message("about {figure}"), Message("about")),
    Qualifier.ALMOST.value: (Message("almost {figure}"), Message("almost")),
    Qualifier.OVER.value: (Message("over {figure}"), Message("over")),
    Qualifier.AT_LEAST.value: (Message("at least {figure}"), Message("at least")),
    Bound.AT_MOST.value: (Message("at most {figure}"), Message("at most")),
    Bound.BELOW.value: (Message("below {figure}"), Message("below")),
}
"""A hedge around its figure, and by itself."""
OUTWARD = {
    Qualifier.OVER.value: ROUND_FLOOR,
    Qualifier.AT_LEAST.value: ROUND_FLOOR,
    Qualifier.ALMOST.value: ROUND_UP,
    Bound.AT_MOST.value: ROUND_CEILING,
    Bound.BELOW.value: ROUND_CEILING,
}
"""Which way a bound is rounded, by its hedge; every other figure goes to the nearest. "Almost" is away from zero."""

MONEY = {
    (BN, False): Message("${number} bn"),
    (BN, True): Message("${number} billion"),
    (M, False): Message("${number} m"),
    (M, True): Message("${number} million"),
    (1.0, False): Message("${number}"),
    (1.0, True): Message("${number}"),
}
COUNTS = (
    (Message("none"), Message("None")),
    (Message("one"), Message("One")),
    (Message("two"), Message("Two")),
    (Message("three"), Message("Three")),
    (Message("four"), Message("Four")),
    (Message("five"), Message("Five")),
    (Message("six"), Message("Six")),
    (Message("seven"), Message("Seven")),
    (Message("eight"), Message("Eight")),
    (Message("nine"), Message("Nine")),
    (Message("ten"), Message("Ten")),
    (Message("eleven"), Message("Eleven")),
    (Message("twelve"), Message("Twelve")),
)
"""Small counts inside a sentence, and where one begins with it."""


# A page says the same few hundred numbers at every run.


@lru_cache(maxsize=8192)
def _number(value: float | Decimal, decimals: int, at_least: int, sign: bool, rounding: str, locale: str) -> str:
    number = _quantized(value, decimals, rounding)
    pattern = "#,##0" + ("." + "0" * at_least + "#" * (decimals - at_least) if decimals else "")
    prefix = "−" if number < 0 else "+" if sign and number > 0 else ""
    with localcontext(WIDE):  # or a number of more than 28 digits could not be told
        return prefix + str(format_decimal(abs(number), pattern, locale))


@lru_cache(maxsize=8192)
def _decimal_of(value: float | Decimal) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(repr(float(value)))


@lru_cache(maxsize=8192)
def digits_of(value: float, unit: Unit, usual: int = 4) -> int:
    """Significant digits in which to write an amount: all it has, if few enough for a reader, else the usual ones.

    >>> digits_of(770.215e6, Unit.USD), digits_of(1.2e9, Unit.USD), digits_of(1246876979.59, Unit.USD)
    (6, 4, 4)
    """
    number = NOISE.plus(_decimal_of(value)).normalize(NOISE).as_tuple()
    if len(number.digits) > LEGIBLE:
        return usual
    if unit is Unit.PERCENT:
        return EVERY if int(number.exponent) < -1 else usual
    return max(usual, len(number.digits))


@lru_cache(maxsize=8192)
def decimals_of(value: float | Decimal, digits: int) -> int:
    """Decimals that so many significant digits leave to a number."""
    return max(0, digits - 1 - _decimal_of(value).adjusted()) if value else 0


def _quantized(value: float | Decimal, decimals: int, rounding: str) -> Decimal:
    number = _decimal_of(value)
    if rounding != ROUND_HALF_EVEN:  # noise must not push a bound out by a whole step
        number = NOISE.plus(number)
    return number.quantize(Decimal(1).scaleb(-decimals), rounding, WIDE)


@lru_cache(maxsize=8192)
def _scale(value: float, digits: int, rounding: str) -> float:
    """The scale word of an amount of money, decided on what is left of it after rounding."""
    number = _decimal_of(value)
    left = Context(digits, rounding).plus(number)
    return next((step for step in (BN, M) if abs(left) >= Decimal(step)), 1.0)


@dataclass(frozen=True, slots=True)
class Format(Say):
    """Words and numbers in one language.

    Every method that takes `rounding` goes to the nearest without it; a bound is given `ROUND_FLOOR` or
    `ROUND_CEILING`, of the signed number.

    >>> words = Format()
    >>> words.hedged(1.19e9, Qualifier.AT_LEAST, Unit.USD).replace(NBSP, " ")
    'at least $1.19 bn'
    """

    def number(
        self,
        value: float | Decimal,
        decimals: int = 0,
        at_least: int = 0,
        sign: bool = False,
        rounding: str = ROUND_HALF_EVEN,
    ) -> str:
        """A plain number with a true minus.

        Args:
            value: The number.
            decimals: How many decimals at most; trailing zeros are dropped.
            at_least: How many decimals are kept even when zero.
            sign: Whether a plus is written too.
            rounding: As `decimal` names it.

        >>> Format().number(-0.25, 1, rounding=ROUND_FLOOR), Format().number(1234567.8)
        ('−0.3', '1,234,568')
        """
        return _number(value, decimals, at_least, sign, rounding, self.locale)

    def counted(self, count: int) -> str:
        """A count in digits."""
        return self.number(count)

    def count(self, number: int, first: bool = False) -> str:
        """A count in a sentence: small ones in words, `six`, larger ones in digits.

        Args:
            number: How many.
            first: Whether the sentence begins with it.
        """
        return self.tell(COUNTS[number][first]) if 0 <= number < len(COUNTS) else self.number(number)

    def significant(
        self, value: float | Decimal, digits: int, sign: bool = False, rounding: str = ROUND_HALF_EVEN
    ) -> str:
        """A number with at most so many significant digits; whole digits are never rounded away.

        >>> Format().significant(1246.876, 4), Format().significant(59.5, 3), Format().significant(0.81, 3)
        ('1,247', '59.5', '0.81')
        """
        return self.number(value, decimals_of(value, digits), sign=sign, rounding=rounding)

    def money(
        self,
        value: float,
        scale: float | None = None,
        digits: int = 4,
        long: bool = False,
        rounding: str = ROUND_HALF_EVEN,
        sign: bool = False,
    ) -> str:
        """An amount of dollars: `$1.19 bn`, `$200 m`, or in sentences `$1.19 billion`.

        The scale is decided on the rounded number, so that 999.9999 million is a billion.

        Args:
            value: US dollars.
            scale: `BN`, `M` or 1 to force one.
            digits: Significant digits at most.
            long: Words for sentences.
            rounding: As `decimal` names it.
            sign: Whether a plus is written too.
        """
        scale = scale or _scale(value, digits, rounding)
        number = self.significant(_decimal_of(value) / Decimal(scale), digits, sign=sign, rounding=rounding)
        unsigned = number.lstrip("−+")
        text = self.tell(MONEY.get((scale, long), MONEY[1.0, False]), number=unsigned)
        return number[: -len(unsigned)] + text.replace(" ", NBSP)

    def percent(self, value: float, sign: bool = False) -> str:
        """A percentage to the nearest tenth."""
        return self.amount(value, Unit.PERCENT, sign=sign)

    def amount(
        self,
        value: float,
        unit: Unit,
        long: bool = False,
        digits: int = 4,
        sign: bool = False,
        rounding: str = ROUND_HALF_EVEN,
    ) -> str:
        """A value with its unit: `$1.3 bn`, `19%`, `2.5 times`, `1,200 km`, `3,500`."""
        match unit:
            case Unit.USD:
                return self.money(value, None, digits, long, rounding, sign)
            case Unit.PERCENT:
                number = self.number(value, _percent_decimals(value, digits, rounding), 0, sign, rounding)
                return self.say("{number}%", number=number)
            case Unit.RATIO:
                number = self.significant(value, digits, rounding=rounding)
                return self.say("{number} times", number=number).replace(" ", NBSP)
            case Unit.KM:
                return self.say("{number} km", number=self._whole(value, rounding)).replace(" ", NBSP)
            case Unit.YEAR:
                return str(_quantized(value, 0, rounding))
            case Unit.INDEX:
                return self.significant(value, 4, rounding=rounding)
            case Unit.KZT:
                number = self.significant(_decimal_of(value) / Decimal(BN), digits, rounding=rounding)
                return self.say("{number} bn tenge", number=number).replace(" ", NBSP)
            case _:
                return self._whole(value, rounding)

    def _whole(self, value: float, rounding: str) -> str:
        """A count of things; one that arithmetic made may have a decimal."""
        return self.number(value, _seen(value, 0 if float(value).is_integer() else 1, rounding), rounding=rounding)

    def hedge(self, qualifier: str) -> str:
        """The hedging word by itself, to be quoted; empty where the source hedges nothing. A figure takes `hedged`."""
        words = HEDGES.get(str(qualifier))
        return self.tell(words[1]) if words else ""

    def bound(self, value: float, qualifier: str, unit: Unit, long: bool = False, digits: int = 4) -> str:
        """A figure as its hedge has it rounded, but without the hedge: what a card sets in large digits."""
        return self.amount(value, unit, long, digits, rounding=OUTWARD.get(str(qualifier), ROUND_HALF_EVEN))

    def hedged(self, value: float, qualifier: str, unit: Unit, long: bool = False, digits: int = 4) -> str:
        """A value with unit and hedge, the only way a hedged figure is ever printed.

        A bound is rounded outward: at least and over downward; at most and below upward; almost away from zero.

        Args:
            value: The figure, or the bound.
            qualifier: Its hedge.
            unit: Its unit.
            long: Words for sentences.
            digits: Significant digits; as `digits_of` says for a figure that keeps the digits it was printed with.
        """
        figure = self.bound(value, qualifier, unit, long, digits)
        rounding = OUTWARD.get(str(qualifier))
        if unit is Unit.YEAR and rounding in (ROUND_FLOOR, ROUND_CEILING):
            return self._year(figure, rounding)
        return self._around(figure, str(qualifier))

    def hedged_number(self, value: float, qualifier: str, decimals: int, at_least: int = 0) -> str:
        """A number with its hedge and without a unit, beside a mark whose axis tells it; a bound is rounded outward."""
        rounding = OUTWARD.get(str(qualifier), ROUND_HALF_EVEN)
        number = self.number(value, _seen(value, decimals, rounding), at_least, rounding=rounding)
        return self._around(number, str(qualifier))

    def _around(self, figure: str, qualifier: str) -> str:
        """The hedge around a figure; the figure alone where there is none."""
        words = HEDGES.get(qualifier)
        return self.tell(words[0], figure=figure) if words else figure

    def _year(self, year: str, rounding: str) -> str:
        """A year that is a bound."""
        return self.say("{year} or sooner" if rounding == ROUND_CEILING else "{year} or later", year=year)

    def interval(self, ends: Interval, unit: Unit) -> str:
        """The ends of an interval in words, rounded outward: `$1.185 bn or more`, `$1.2 bn to $1.4 bn`; a point as itself."""
        if ends.low == ends.high:
            return self.amount(ends.low, unit, digits=digits_of(ends.low, unit, 5))
        low = "" if math.isinf(ends.low) else self._end(ends.low, unit, ROUND_FLOOR)
        high = "" if math.isinf(ends.high) else self._end(ends.high, unit, ROUND_CEILING)
        if unit is Unit.YEAR and bool(low) != bool(high):
            return self._year(low or high, ROUND_FLOOR if low else ROUND_CEILING)
        return self._between(low, high)

    def interval_numbers(self, ends: Interval, decimals: int) -> str:
        """The ends of an interval without a unit, all in so many decimals, where the head of a column tells the unit."""
        low = "" if math.isinf(ends.low) else self.number(ends.low, decimals, decimals, rounding=ROUND_FLOOR)
        high = "" if math.isinf(ends.high) else self.number(ends.high, decimals, decimals, rounding=ROUND_CEILING)
        return self._between(low, high)

    def _between(self, low: str, high: str) -> str:
        """Two ends, each empty where it is open."""
        if low and high:
            return low if low == high else self.say("{low} to {high}", low=low, high=high)
        if low:
            return self.say("{end} or more", end=low)
        return self.say("{end} or less", end=high) if high else self.say("open")

    def _end(self, value: float, unit: Unit, rounding: str) -> str:
        return self.amount(value, unit, digits=digits_of(value, unit, 5), rounding=rounding)

    def period(self, period: Period) -> str:
        """A period in words: `2022`, `Sep 2023`, `23 Sep 2023`, `Jan–Jul 2023`, `2005 – Sep 2023`."""
        return period_text(self, period)

    def long_period(self, period: Period) -> str:
        """A period with its months' full names, for sentences: `23 September 2023`."""
        return period_text(self, period, long=True)

    def spoken(self, value: object) -> str:
        """A value as it stands in a message; a float in at most six decimals, a whole number without groups."""
        match value:
            case Period():
                return self.period(value)
            case date():
                return day_text(value, self.locale)
            case float():
                return self.number(value, EVERY)
        return Say.spoken(self, value)


def _percent_decimals(value: float, digits: int, rounding: str) -> int:
    if digits >= EVERY:
        return EVERY
    usual = 1 if rounding == ROUND_HALF_EVEN else max(1, min(HUNDREDTHS, decimals_of(value, 4)))
    return _seen(value, usual, rounding)


def _seen(value: float, decimals: int, rounding: str) -> int:
    """Decimals in which something is left of a value: what is not zero is not told as zero, unless it is noise."""
    if not value or _quantized(value, decimals, rounding):
        return decimals
    return max(decimals, min(EVERY, -_decimal_of(value).adjusted()))
