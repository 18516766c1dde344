"""Intervals, and arithmetic that keeps what is not known.

Two intervals travel together in a `Quantity`: what the hedge alone leaves open, and what hedge and rounding together
leave open. The first decides which word stands before a derived figure, the second its whisker.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from kztrade.codes import Bound, Qualifier
from kztrade.errors import UsageError


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and the ends between which it must lie; an infinite end is open: nothing is known there."""

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not (self.low <= self.value <= self.high and math.isfinite(self.value)):
            raise UsageError(
                "The interval {low} to {high} does not hold its value {value}.",
                "Give low ≤ value ≤ high.",
                low=self.low,
                high=self.high,
                value=self.value,
            )

    @classmethod
    def point(cls, value: float) -> Self:
        """A value known without doubt, such as a target or a rate that the reader chose."""
        return cls(value, value, value)

    @classmethod
    def stated(cls, value: float, qualifier: Qualifier, resolution: float) -> "Interval":
        """The interval that a hedge and a resolution leave open. This is the rule of the methods page.

        A hedge speaks of a size: who says "fell by more than 19 %" leaves −19 and everything below it open. So the
        interval of a negative value is that of the positive one, mirrored.

        Args:
            value: In base units.
            qualifier: The speaker's hedge.
            resolution: As `Printed.resolution`, in base units; zero for a count spelled out.
        """
        if value < 0:
            return -cls.stated(-value, qualifier, resolution)
        match qualifier:
            case Qualifier.EXACT:
                return cls(value, _moved(value, -resolution, 2), _moved(value, resolution, 2))
            case Qualifier.ABOUT:
                return cls(value, _moved(value, -resolution), _moved(value, resolution))
            case Qualifier.ALMOST:
                return cls(value, _moved(value, -resolution), value)
            case Qualifier.OVER | Qualifier.AT_LEAST:
                return cls(value, value, math.inf)

    @classmethod
    def cut_off(cls, value: float, resolution: float) -> "Interval":
        """What printed digits leave open where the rest was cut off instead of rounded: [value, value + resolution).

        The methods page tells it beside the rule above. The end is not in it, 1.2 is never cut to "1.1": so it is the
        last number before it. Who cuts off makes a size smaller, so of a negative value it is the mirror image.

        Args:
            value: In base units.
            resolution: As `Printed.resolution`, in base units; where it is zero nothing can have been cut off.
        """
        if value < 0:
            return -cls.cut_off(-value, resolution)
        end = _moved(value, resolution)
        return cls(value, value, math.nextafter(end, value) if end > value else value)

    @property
    def width(self) -> float:
        """Distance between the ends; infinite where one is open."""
        return self.high - self.low

    @property
    def end(self) -> float | None:
        """The closed end of an interval that is open at the other one; `None` where both ends are of one sort."""
        if math.isinf(self.low) == math.isinf(self.high):
            return None
        return self.high if math.isinf(self.low) else self.low

    @property
    def boundless(self) -> bool:
        """Whether both ends are open: nothing is known."""
        return math.isinf(self.low) and math.isinf(self.high)

    def overlaps(self, other: "Interval") -> bool:
        """Whether some number lies in both; one end in common is enough."""
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: "Interval | float") -> "Interval":
        other = _interval(other)
        return Interval(_sum(self.value, other.value), _sum(self.low, other.low), _sum(self.high, other.high))

    __radd__ = __add__

    def __neg__(self) -> "Interval":
        return Interval(0 - self.value, 0 - self.high, 0 - self.low)  # the negative of 0.0 would be told as −0

    def __sub__(self, other: "Interval | float") -> "Interval":
        return self + -_interval(other)

    def __rsub__(self, other: float) -> "Interval":
        return -self + other

    def __mul__(self, other: "Interval | float") -> "Interval":
        return self._combined(_interval(other), _product)

    __rmul__ = __mul__

    def __truediv__(self, other: "Interval | float") -> "Interval":
        other = _interval(other)
        other.require_no_zero()
        return self._combined(other, _quotient)

    def __rtruediv__(self, other: float) -> "Interval":
        return _interval(other) / self

    def _combined(self, other: "Interval", function: Callable[[float, float], float]) -> "Interval":
        """Ends and value come out of the same function, so that a value at an end stays exactly there."""
        ends = [function(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(function(self.value, other.value), min(ends), max(ends))

    def require_no_zero(self) -> None:
        """Make sure that something can be divided by the interval.

        Raises:
            UsageError: The interval holds zero.
        """
        if self.low <= 0 <= self.high:
            raise UsageError("Nothing can be divided by an amount that is zero or may be zero.", "Choose another base.")

    def increasing(self, function: Callable[[float], float]) -> "Interval":
        """Apply a function that never falls; open ends stay open."""
        low, high = (end if math.isinf(end) else function(end) for end in (self.low, self.high))
        return _around(function(self.value), low, high)

    def decreasing(self, function: Callable[[float], float]) -> "Interval":
        """Apply a function that never rises; open ends stay open on the other side."""
        low, high = (-end if math.isinf(end) else function(end) for end in (self.high, self.low))
        return _around(function(self.value), low, high)


def _around(value: float, low: float, high: float) -> Interval:
    # the last binary digit of a power may break the order that mathematics promises
    return Interval(value, min(low, value), max(high, value))


def _interval(value: Interval | float) -> Interval:
    return value if isinstance(value, Interval) else Interval.point(value)


def _moved(value: float, by: float, parts: int = 1) -> float:
    """A printed value moved by a part of its resolution, in decimals: half of 0.1 below 18.7 is 18.65."""
    return float(Decimal(repr(float(value))) + Decimal(repr(float(by))) / parts)


def _sum(a: float, b: float) -> float:
    return _finite(a + b, a, b)


def _product(a: float, b: float) -> float:
    return 0.0 if a == 0 or b == 0 else _finite(a * b, a, b)  # an open end times nothing is nothing, not NaN


def _quotient(a: float, b: float) -> float:
    """One end divided by another. By an open end it stays open instead of turning into a zero nobody stated."""
    if a == 0:
        return 0.0
    if math.isinf(b):  # one divided by "at least two" is "at most a half": open below
        return -math.copysign(math.inf, a) * math.copysign(1, b)
    return _finite(a / b, a, b)


def _finite(result: float, *operands: float) -> float:
    """The result, refused where closed ends give an open one only because no float is that large."""
    if math.isinf(result) and all(map(math.isfinite, operands)):
        raise UsageError("The numbers are too large to compute with.", "Choose smaller ones.")
    return result


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with all that its source leaves open.

    By construction the interval holds the hedge, and the value of a bound is the hedge's closed end: of a figure that
    is known to be 8.3 or more the value is 8.3, whatever was computed from the values behind it.

    Attributes:
        hedge: What the speaker's words leave open; a point where nothing was hedged.
        interval: What words and rounding leave open.
    """

    hedge: Interval
    interval: Interval

    def __post_init__(self) -> None:
        hedge, interval = self.hedge, self.interval
        value = interval.value if hedge.end is None else hedge.end
        low, high = min(hedge.low, interval.low), max(hedge.high, interval.high)
        object.__setattr__(self, "hedge", Interval(value, hedge.low, hedge.high))
        object.__setattr__(self, "interval", Interval(value, low, high))

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
        """The figure itself; of a bound the bound."""
        return self.interval.value

    @property
    def qualifier(self) -> Qualifier | Bound:
        """The word that must stand before the figure.

        Read from the hedges alone: an end of the hedge that is open makes a bound, and nothing else does. Without a
        hedge there is no word. Where rounding leaves more open than a closed hedge does, the word is "about". A negative
        value that may be nearer to zero is "almost" that: "over −19 %" would be read as a greater fall.
        """
        hedge, value = self.hedge, self.value
        if hedge.boundless:
            return Qualifier.ABOUT
        if math.isinf(hedge.width):
            return Qualifier.AT_LEAST if math.isinf(hedge.high) else Bound.AT_MOST
        if hedge.low == hedge.high:
            return Qualifier.EXACT
        if self.interval.width - hedge.width > hedge.width or hedge.low < value < hedge.high:
            return Qualifier.ABOUT
        if hedge.high == value:
            return Bound.BELOW
        return Qualifier.ALMOST if value < 0 else Qualifier.OVER

    @property
    def beyond(self) -> bool:
        """Whether rounding leaves open what the word before the figure denies: 1.185 of "at least 1.19".

        The word comes from the hedges alone; who shows the interval beside it must say that rounding is in it.
        """
        if self.qualifier in (Qualifier.EXACT, Qualifier.ABOUT):
            return False
        value, hedge, interval = self.value, self.hedge, self.interval
        ends = [interval.low] * (hedge.low == value) + [interval.high] * (hedge.high == value)
        return any(not math.isclose(end, value, rel_tol=1e-9) for end in ends)  # arithmetic spoils the last digits

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
