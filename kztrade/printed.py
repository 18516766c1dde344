"""From a figure as printed to how fine it is, and from that and its hedge to an interval."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kztrade.codes import COUNTED, MONEY, Qualifier, Unit
from kztrade.interval import Interval

SHARE = Decimal("0.05")
"""Where nobody knows how far a number was rounded, at most this share of it is taken as its resolution."""

_BLANK = "[\u00a0\u202f ]"
_SIGN = "[-\u2212\u2013]"
"""What is printed for a minus: the hyphen of a keyboard, the sign itself, a dash."""

_NUMBER = re.compile(
    rf"(?P<minus>(?<![\w.,%\u2212\u2013-]){_SIGN}(?=[$€₸]?\d))?[$€₸]?"  # no sign: the middle of 18–19 or COVID-19
    r"(?P<digits>(?P<pointed>\d{1,3}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})(?![\d.,]*\d))|"
    rf"(?:\d{{1,3}}(?:{_BLANK}\d{{3}})+(?!\d)|\d+)(?:,\d{{3}}(?!\d))*(?:[.,]\d+)?)",
    re.ASCII,
)
_SCALES = {
    3: re.compile(r"(мың|миң|тыс|k|тысяч\w*|thousands?|мың\w+|миң\w+)"),
    6: re.compile(r"(млн|mln|mn|m|миллион\w*|millions?)"),
    9: re.compile(r"(млрд|млд|bn|bln|b|миллиард\w*|billions?)"),
    12: re.compile(r"(трлн|trn|tn|триллион\w*|trillions?)"),
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
    """Find the number in a token such as `$1,3 млрд`, `1,181 m` or `−19 %`.

    A point starts decimals; a comma followed by exactly three digits groups thousands, another comma starts decimals; a
    blank groups thousands too, and so do points before a comma, or two of them: `1.257,07`, `1.234.567`. A minus or dash
    directly before the number is its sign, unless it joins the number to what stands before. A number spelled out in
    words gives `None`: it is a count, not a rounding.

    >>> read_printed("$1,3 млрд")
    Printed(digits='1.3', scale=9)
    """
    match = _NUMBER.search(token)
    if match is None:
        return None
    digits = re.sub(r"\." if match["pointed"] else _BLANK, "", match["digits"])
    if not (match["pointed"] or digits.startswith("0,")):
        digits = re.sub(r",(?=\d{3}(?:\D|$))", "", digits)
    rest = token[match.end() :].lstrip("\u00a0\u202f -").casefold()
    word = re.match(r"\w*", rest)
    scale = next((n for n, words in _SCALES.items() if word and words.fullmatch(word.group())), 0)
    return Printed(("-" if match["minus"] else "") + digits.replace(",", "."), scale)


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


def resolution(value: float, unit: Unit, token: str = "") -> float:
    """Resolution of a figure, from its token, or from the value where no token is at hand.

    Zero for a number that the token spells out in words.
    """
    printed = read_printed(token) if token else infer_printed(value, unit in MONEY)
    return printed.resolution if printed else 0.0


def stated_interval(value: float, qualifier: Qualifier, unit: Unit, token: str = "") -> Interval:
    """What a source leaves open: `Interval.stated` by the resolution of what is printed.

    A count told in full is exact. There are no half enterprises: where the last printed digit counts single ones, a
    number without a hedge is that number and nothing beside it. An amount of nothing is no rounding either, and no
    trade is below it; a change of 0 % may be one of 0.4 %.

    >>> [stated_interval(number, Qualifier.EXACT, Unit.ENTERPRISES).high for number in (1983.0, 3500.0)]
    [1983.0, 3550.0]
    """
    fine = resolution(value, unit, token)
    told_in_full = (unit in COUNTED and fine <= 1) or (value == 0 and unit is not Unit.PERCENT)
    return Interval.stated(value, qualifier, 0.0 if told_in_full and qualifier is Qualifier.EXACT else fine)
