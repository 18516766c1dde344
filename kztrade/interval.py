"""From a printed figure and its hedge to an interval, and arithmetic that keeps what is not known.

Two intervals travel together in a `Quantity`: what the hedge alone leaves open, and what hedge and rounding together
leave open. The first decides which word stands before a derived figure, the second its whisker.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from kztrade.codes import Bound, Qualifier
from kztrade.errors import UsageError

SHARE = Decimal("0.05")
"""Where nobody knows how far a number was rounded, at most this share of it is taken as its resolution."""

_NUMBER = re.compile(r"\d(?:[\d\u00a0\u202f ]*\d)?(?:,\d{3}(?!\d))*(?:[.,]\d+)?", re.ASCII)
_SCALES = {
    3: ("мың", "тыс", "миң", "thousand", "k"),
    6: ("млн", "million", "mln", "m"),
    9: ("млрд", "млд", "billion", "bn"),
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed: its digits without scale word, and the power of ten that the scale word adds."""

    digits: str
    scale: int = 0

    @property
    def value(self) -> float:
        """The amount in base units."""
        return float(Decimal(self.digits).scaleb(self.scale))

    @property
    def resolution(self) -> float:
        """Half the width of what the digits leave open when hedged with "about", in base units.

        The unit of the last printed digit; where the number ends in zeros, or is a lone digit before a scale word, the
        unit of the last non-zero digit or 5 % of the value, whichever is less. Zeros at the end never make a number
        finer than its last printed digit: 10.4 told as "10" is no error.

        >>> [Printed(*case).resolution for case in [("19", 0), ("10", 0), ("1.3", 9), ("200", 6), ("2", 9)]]
        [1.0, 1.0, 100000000.0, 10000000.0, 100000000.0]
        """
        number = Decimal(self.digits).scaleb(self.scale)
        exponent = int(Decimal(self.digits).as_tuple().exponent)
        last_digit = Decimal(1).scaleb(exponent + self.scale)
        unsigned = self.digits.removeprefix("-")
        lone_digit = self.scale > 0 and len(unsigned) == 1
        ends_in_zero = exponent == 0 and len(unsigned) > 1 and unsigned.endswith("0")
        if number == 0 or not (lone_digit or ends_in_zero):
            return float(last_digit)
        zeros = len(self.digits) - len(self.digits.rstrip("0"))
        coarse = min(Decimal(1).scaleb(zeros + self.scale), abs(number) * SHARE)
        return float(max(coarse, last_digit) if ends_in_zero else coarse)


def read_printed(token: str) -> Printed | None:
    """Find the number in a token such as `$1,3 млрд` or `1,181 m`.

    A point starts decimals; a comma followed by exactly three digits groups thousands, another comma starts decimals.
    A number spelled out in words gives `None`: it is a count, not a rounding.

    >>> read_printed("$1,3 млрд")
    Printed(digits='1.3', scale=9)
    """
    match = _NUMBER.search(token)
    if match is None:
        return None
    digits = re.sub(r"[\u00a0\u202f ]", "", match.group())
    digits = re.sub(r",(?=\d{3}(?:\D|$))", "", digits).replace(",", ".")
    rest = token[match.end() :].strip("\u00a0\u202f -").casefold()
    word = re.match(r"[^\W\d_]*", rest)
    scale = next((n for n, words in _SCALES.items() if word and word.group() in words), 0)
    return Printed(digits, scale)


def infer_printed(value: float, money: bool) -> Printed:
    """The shortest usual way to print a value whose token is not at hand: `1.3 bn`, `755.4 m`, `1,983`.

    An inference: the original may have printed more digits, never fewer.
    """
    number = Decimal(repr(value)).normalize()
    for scale in (9, 6) if money else ():
        scaled = number.scaleb(-scale)
        if abs(scaled) >= 1 and int(scaled.as_tuple().exponent) >= -3:
            return Printed(f"{scaled:f}", scale)
    return Printed(f"{number:f}")


def resolution(value: float, money: bool, token: str = "") -> float:
    """Resolution of a figure, from its token, or from the value where no token is at hand.

    Zero for a number that the token spells out in words.
    """
    printed = read_printed(token) if token else infer_printed(value, money)
    return printed.resolution if printed else 0.0


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and the ends between which it must lie; an infinite end is open: nothing is known there."""

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise UsageError(
                f"The interval {self.low} to {self.high} does not hold its value {self.value}.",
                "Give low ≤ value ≤ high.",
            )

    @classmethod
    def point(cls, value: float) -> Self:
        """A value known without doubt, such as a target or a rate that the reader chose."""
        return cls(value, value, value)

    @classmethod
    def stated(cls, value: float, qualifier: Qualifier, resolution: float) -> Self:
        """The interval that a hedge and a resolution leave open. This is the rule of the methods page.

        Args:
            value: In base units.
            qualifier: The speaker's hedge.
            resolution: As `Printed.resolution`, in base units; zero for a count spelled out.
        """
        match qualifier:
            case Qualifier.EXACT:
                return cls(value, value - resolution / 2, value + resolution / 2)
            case Qualifier.ABOUT:
                return cls(value, value - resolution, value + resolution)
            case Qualifier.ALMOST:
                return cls(value, value - resolution, value)
            case Qualifier.OVER | Qualifier.AT_LEAST:
                return cls(value, value, math.inf)

    @property
    def width(self) -> float:
        """Distance between the ends; infinite where one is open."""
        return self.high - self.low

    def overlaps(self, other: "Interval") -> bool:
        """Whether some number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: "Interval | float") -> "Interval":
        other = _interval(other)
        return Interval(self.value + other.value, self.low + other.low, self.high + other.high)

    __radd__ = __add__

    def __neg__(self) -> "Interval":
        return Interval(-self.value, -self.high, -self.low)

    def __sub__(self, other: "Interval | float") -> "Interval":
        return self + -_interval(other)

    def __rsub__(self, other: float) -> "Interval":
        return -self + other

    def __mul__(self, other: "Interval | float") -> "Interval":
        other = _interval(other)
        ends = [_product(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(self.value * other.value, min(ends), max(ends))

    __rmul__ = __mul__

    def __truediv__(self, other: "Interval | float") -> "Interval":
        other = _interval(other)
        if math.isinf(other.width):
            product = self * other.reciprocal()
            value = self.value / other.value
            return Interval(value, min(value, product.low), max(value, product.high))
        other.require_no_zero()
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(self.value / other.value, min(ends), max(ends))

    def __rtruediv__(self, other: float) -> "Interval":
        return other * self.reciprocal()

    def reciprocal(self) -> "Interval":
        """One divided by the interval. An open end stays open instead of turning into a zero nobody stated.

        Raises:
            UsageError: The interval holds zero.
        """
        self.require_no_zero()
        low = -math.inf if math.isinf(self.high) else 1 / self.high
        high = math.inf if math.isinf(self.low) else 1 / self.low
        return Interval(1 / self.value, low, high)

    def require_no_zero(self) -> None:
        """Make sure that something can be divided by the interval.

        Raises:
            UsageError: The interval holds zero.
        """
        if self.low <= 0 <= self.high:
            raise UsageError("Nothing can be divided by an interval that holds zero.", "Choose another base.")

    def increasing(self, function: Callable[[float], float]) -> "Interval":
        """Apply a function that never falls; open ends stay open."""
        low, high = (end if math.isinf(end) else function(end) for end in (self.low, self.high))
        return Interval(function(self.value), low, high)

    def decreasing(self, function: Callable[[float], float]) -> "Interval":
        """Apply a function that never rises; open ends stay open on the other side."""
        low, high = (-end if math.isinf(end) else function(end) for end in (self.high, self.low))
        return Interval(function(self.value), low, high)


def _interval(value: Interval | float) -> Interval:
    return value if isinstance(value, Interval) else Interval.point(value)


def _product(a: float, b: float) -> float:
    return 0.0 if a == 0 or b == 0 else a * b  # an open end times nothing is nothing, not NaN


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with all that its source leaves open.

    Attributes:
        hedge: What the speaker's words leave open; a point where nothing was hedged.
        interval: What words and rounding leave open; holds `hedge`.
    """

    hedge: Interval
    interval: Interval

    @classmethod
    def point(cls, value: float) -> Self:
        """A quantity known without doubt."""
        return cls(Interval.point(value), Interval.point(value))

    @classmethod
    def stated(cls, value: float, qualifier: Qualifier, resolution: float) -> Self:
        """A figure as a source states it; arguments as for `Interval.stated`."""
        interval = Interval.stated(value, qualifier, resolution)
        return cls(Interval.point(value) if qualifier is Qualifier.EXACT else interval, interval)

    @property
    def value(self) -> float:
        """The figure itself."""
        return self.interval.value

    @property
    def qualifier(self) -> Qualifier | Bound:
        """The word that must stand before the figure.

        Read from the hedges alone: a bound stays a bound and a figure without a hedge gets none. Where rounding leaves
        more open than a closed hedge does, the word is "about".
        """
        hedge, value = self.hedge, self.value
        if hedge.low == hedge.high:
            return Qualifier.EXACT
        if math.isinf(hedge.width):
            if hedge.low == value:
                return Qualifier.AT_LEAST
            return Bound.AT_MOST if hedge.high == value else Qualifier.ABOUT
        if self.interval.width - hedge.width > hedge.width or hedge.low < value < hedge.high:
            return Qualifier.ABOUT
        return Qualifier.OVER if hedge.low == value else Bound.BELOW

    def __add__(self, other: "Quantity | float") -> "Quantity":
        other = _quantity(other)
        return Quantity(self.hedge + other.hedge, self.interval + other.interval)

    __radd__ = __add__

    def __sub__(self, other: "Quantity | float") -> "Quantity":
        other = _quantity(other)
        return Quantity(self.hedge - other.hedge, self.interval - other.interval)

    def __rsub__(self, other: float) -> "Quantity":
        return _quantity(other) - self

    def __mul__(self, other: "Quantity | float") -> "Quantity":
        other = _quantity(other)
        return Quantity(self.hedge * other.hedge, self.interval * other.interval)

    __rmul__ = __mul__

    def __truediv__(self, other: "Quantity | float") -> "Quantity":
        other = _quantity(other)
        return Quantity(self.hedge / other.hedge, self.interval / other.interval)

    def __rtruediv__(self, other: float) -> "Quantity":
        return _quantity(other) / self

    def increasing(self, function: Callable[[float], float]) -> "Quantity":
        """Apply a function that never falls."""
        return Quantity(self.hedge.increasing(function), self.interval.increasing(function))

    def decreasing(self, function: Callable[[float], float]) -> "Quantity":
        """Apply a function that never rises."""
        return Quantity(self.hedge.decreasing(function), self.interval.decreasing(function))


def _quantity(value: Quantity | float) -> Quantity:
    return value if isinstance(value, Quantity) else Quantity.point(value)
