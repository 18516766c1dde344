"""Numbers, units, periods and hedges into words; the locale is an argument and Babel does the work.

Every word that a reader meets passes through `Format.say`, so that a catalogue can put it into another language.
"""

import gettext
import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from kztrade.codes import Area, Bound, Qualifier, Unit
from kztrade.period import Period

CATALOGUES = Path(__file__).parent / "locale"
BN = 1e9
M = 1e6
NBSP = "\u00a0"
LEGIBLE = 7
"""Significant digits that are still read as a figure; more come from arithmetic or from a ledger's cents."""
EVERY = 6
"""So many significant digits, or more, and a percentage keeps all its decimals."""


def digits_of(value: float, unit: Unit, usual: int = 4) -> int:
    """Significant digits in which to write an amount: all it has, if few enough for a reader, else the usual ones.

    >>> digits_of(770.215e6, Unit.USD), digits_of(1.2e9, Unit.USD), digits_of(1246876979.59, Unit.USD)
    (6, 4, 4)
    """
    number = Decimal(repr(value)).normalize().as_tuple()
    if len(number.digits) > LEGIBLE:
        return usual
    if unit is Unit.PERCENT:
        return EVERY if int(number.exponent) < -1 else usual
    return max(usual, len(number.digits))


@lru_cache
def _catalogue(locale: str) -> Callable[[str], str]:
    return gettext.translation("kztrade", CATALOGUES, [locale], fallback=True).gettext


# A page says the same few hundred numbers and days at every run; Babel reads its patterns anew each time.
_decimal = lru_cache(maxsize=8192)(format_decimal)
_date = lru_cache(maxsize=8192)(format_date)


@dataclass(frozen=True, slots=True)
class Format:
    """Words for one locale.

    >>> words = Format()
    >>> words.hedged(1.19e9, Qualifier.AT_LEAST, Unit.USD).replace(NBSP, " ")
    'at least $1.19 bn'
    """

    locale: str = "en"

    def say(self, message: str, **values: object) -> str:
        """A message in the reader's language, with its values put in."""
        translated = _catalogue(self.locale)(message) if message else ""  # gettext answers "" with its own header
        return translated.format(**values) if values else translated

    @property
    def separators(self) -> str:
        """Decimal and group sign as Plotly wants them: two characters."""
        return get_decimal_symbol(self.locale) + get_group_symbol(self.locale)

    def number(self, value: float, decimals: int = 0, at_least: int = 0, sign: bool = False) -> str:
        """A plain number with a true minus.

        Args:
            value: The number.
            decimals: How many decimals at most; trailing zeros are dropped.
            at_least: How many decimals are kept even when zero.
            sign: Whether a plus is written too.
        """
        pattern = "#,##0" + ("." + "0" * at_least + "#" * (decimals - at_least) if decimals else "")
        text = _decimal(abs(value), pattern, self.locale)
        zero = not any(digit in "123456789" for digit in text)
        prefix = "" if zero else "−" if value < 0 else "+" if sign else ""
        return prefix + text

    def count(self, number: int) -> str:
        """A count in a sentence: small ones in words, `six`, larger ones in digits."""
        small = self.say("none one two three four five six seven eight nine ten eleven twelve").split()
        return small[number] if 0 <= number < len(small) else self.number(number)

    def significant(self, value: float, digits: int, sign: bool = False) -> str:
        """A number with at most so many significant digits; whole digits are never rounded away.

        >>> Format().significant(1246.876, 4), Format().significant(59.5, 3), Format().significant(0.81, 3)
        ('1,247', '59.5', '0.81')
        """
        size = 0 if value == 0 else math.floor(math.log10(abs(value)))
        decimals = max(0, digits - 1 - size)
        return self.number(value, decimals, sign=sign)

    def money(self, value: float, scale: float | None = None, digits: int = 4, long: bool = False) -> str:
        """An amount of dollars: `$1.19 bn`, `$200 m`, or in sentences `$1.19 billion`.

        The scale is decided on the rounded number, so that 999.9999 million is a billion.

        Args:
            value: US dollars.
            scale: `BN`, `M` or 1 to force one.
            digits: Significant digits at most.
            long: Words for sentences.
        """
        rounded = float(f"{value:.{digits}g}")
        scale = scale or next((step for step in (BN, M) if abs(rounded) >= step), 1)
        number = self.significant(abs(value) / scale, digits)
        patterns = {
            (BN, False): self.say("${number} bn"),
            (BN, True): self.say("${number} billion"),
            (M, False): self.say("${number} m"),
            (M, True): self.say("${number} million"),
        }
        text = patterns.get((scale, long), self.say("${number}")).format(number=number)
        return ("−" if value < 0 else "") + text.replace(" ", NBSP)

    def amount(self, value: float, unit: Unit, long: bool = False, digits: int = 4, sign: bool = False) -> str:
        """A value with its unit: `$1.3 bn`, `19%`, `2.5 times`, `1,200 km`, `3,500`."""
        match unit:
            case Unit.USD:
                return self.money(value, digits=digits, long=long)
            case Unit.PERCENT:
                return self.say("{number}%", number=self.number(value, 6 if digits >= EVERY else 1, sign=sign))
            case Unit.RATIO:
                return self.say("{number} times", number=self.significant(value, digits)).replace(" ", NBSP)
            case Unit.KM:
                return self.say("{number} km", number=self.number(value)).replace(" ", NBSP)
            case Unit.YEAR:
                return f"{value:.0f}"
            case Unit.INDEX:
                return self.significant(value, 4)
            case Unit.KZT:
                return self.say("{number} bn tenge", number=self.significant(value / BN, digits)).replace(" ", NBSP)
            case _:
                return self.number(value, 0 if float(value).is_integer() else 1)

    def floor(self, value: float, unit: Unit) -> str:
        """A positive amount cut off instead of rounded, to stand before "or more": `$18.8 m` of 18.896 million.

        >>> Format().floor(18.896e6, Unit.USD).replace(NBSP, " "), Format().floor(0.216, Unit.PERCENT)
        ('$18.8 m', '0.21%')
        """
        scale = next((step for step in (BN, M) if value >= step), 1.0) if unit is Unit.USD else 1.0
        scaled = Decimal(repr(value)) / Decimal(scale)
        step = Decimal(1).scaleb(min(-1, scaled.adjusted() - 1) if scale > 1 or unit is Unit.PERCENT else 0)
        cut = float(scaled.quantize(step, ROUND_FLOOR)) * scale
        return self.money(cut, scale, digits=9) if unit is Unit.USD else self.amount(cut, unit, digits=9)

    def hedge(self, qualifier: str) -> str:
        """The word before a figure; empty where the source hedges nothing."""
        return {
            Qualifier.EXACT.value: "",
            Qualifier.ABOUT.value: self.say("about"),
            Qualifier.ALMOST.value: self.say("almost"),
            Qualifier.OVER.value: self.say("over"),
            Qualifier.AT_LEAST.value: self.say("at least"),
            Bound.AT_MOST.value: self.say("at most"),
            Bound.BELOW.value: self.say("below"),
        }[str(qualifier)]

    def hedged(self, value: float, qualifier: str, unit: Unit, long: bool = False, digits: int = 4) -> str:
        """A value with unit and hedge, the only way a hedged figure is ever printed."""
        figure = self.amount(value, unit, long, digits)
        if unit is Unit.YEAR and qualifier == Bound.AT_MOST:
            return self.say("{year} or sooner", year=figure)
        return f"{self.hedge(qualifier)} {figure}".strip()

    def interval(self, low: float | None, high: float | None, unit: Unit) -> str:
        """The ends of an interval in words: `1.185 or more`, `$1.2 bn to $1.4 bn`; a point as itself."""
        low = None if low is None or math.isinf(low) or math.isnan(low) else low
        high = None if high is None or math.isinf(high) or math.isnan(high) else high
        if low is None and high is None:
            return self.say("open")
        if high is None:
            return self.say("{end} or more", end=self.amount(low or 0.0, unit))
        if low is None:
            end = self.amount(high, unit)
            return self.say("{end} or sooner", end=end) if unit is Unit.YEAR else self.say("{end} or less", end=end)
        first, last = (self.amount(end, unit, digits=digits_of(end, unit, 5)) for end in (low, high))
        return first if first == last else self.say("{low} to {high}", low=first, high=last)

    def period(self, period: Period) -> str:
        """A period in words: `2022`, `Sep 2023`, `23 Sep 2023`, `Jan–Jul 2023`, `2005 – Sep 2023`."""
        first, slash, last = period.text.partition("/")
        if not slash:
            return self._point(first, period)
        if len(first) == len(last) == 4:
            return f"{first}–{last}"
        if len(first) == len(last) == 7 and first[:4] == last[:4]:
            start = _date(period.start, "LLL", self.locale)
            return f"{start}–{_date(period.end, self.say('MMM y'), self.locale)}"
        return f"{self._point(first, period, start=True)} – {self._point(last, period)}"

    def _point(self, text: str, period: Period, start: bool = False) -> str:
        day = period.start if start else period.end
        patterns = {7: self.say("MMM y"), 10: self.say("d MMM y")}
        return text if len(text) == 4 else _date(day, patterns[len(text)], self.locale)

    def long_period(self, period: Period) -> str:
        """A day or month with the month's full name, for sentences: `23 September 2023`."""
        patterns = {7: self.say("MMMM y"), 10: self.say("d MMMM y")}
        pattern = patterns.get(len(period.text))
        return _date(period.end, pattern, self.locale) if pattern else self.period(period)

    def side(self, area: str) -> str:
        """A reporting side by name."""
        return {
            Area.KAZ.value: self.say("Kazakhstan"),
            Area.KGZ.value: self.say("Kyrgyzstan"),
        }.get(str(area), self.say("neither side"))
