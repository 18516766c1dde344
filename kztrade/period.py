"""Periods as data/ writes them: `2022`, `2023-09`, `2023-09-23`, `2023-01/2023-07`, `2005/2023-09`."""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import MAXYEAR, date
from functools import lru_cache, total_ordering

from kztrade.errors import PeriodError

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
HINT = "Write 2022, 2023-09, 2023-09-23, 2023-01/2023-07 or 2005/2023-09."


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole days, with the text it was written as.

    Ordered by its last day, then its first: what is known later stands later. Two ways to write the same days, `2023`
    and `2023-01/2023-12`, are one period.

    Attributes:
        text: As written.
        start: First day.
        end: Last day.
    """

    text: str = field(compare=False)
    start: date
    end: date

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: "Period") -> bool:
        return (self.end, self.start) < (other.end, other.start)

    @property
    def year(self) -> int:
        """Calendar year of the last day."""
        return self.end.year

    @property
    def years(self) -> list[str]:
        """The years that the text names, as digits.

        >>> read_period("2005/2023-09").years
        ['2005', '2023']
        """
        return [part[:4] for part in self.text.split("/")]

    @property
    def is_year(self) -> bool:
        """Exactly one calendar year, the only period that an annual series holds."""
        return (self.start, self.end) == (date(self.end.year, 1, 1), date(self.end.year, 12, 31))

    @property
    def is_date(self) -> bool:
        """A single day."""
        return self.start == self.end

    @property
    def is_span(self) -> bool:
        """Written with a start and an end."""
        return "/" in self.text

    @property
    def months(self) -> int:
        """Calendar months touched.

        >>> read_period("2023-01/2023-07").months
        7
        """
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    def a_year_later(self) -> "Period":
        """The same months one year on.

        >>> read_period("2022-01/2022-07").a_year_later().text
        '2023-01/2023-07'
        """
        return self._moved(1)

    def a_year_before(self) -> "Period":
        """The same months one year earlier."""
        return self._moved(-1)

    def _moved(self, years: int) -> "Period":
        first, _, second = self.text.partition("/")
        start, end = _part_moved(first, years, ends=not second), _part_moved(second, years, ends=True)
        return read_period(start if end in ("", start) else f"{start}/{end}")


def _part_moved(part: str, years: int, ends: bool) -> str:
    """A written point of time some years on.

    February ends on another day every fourth year: a period that ends with it still does so. A period that starts on the
    29th starts on the 28th where there is no other.
    """
    if not part:
        return ""
    year, day = int(part[:4]), part[4:]
    last = f"-02-{monthrange(year + years, 2)[1]}" if 0 < year + years <= MAXYEAR else day
    if day == "-02-29" or (ends and day == f"-02-{monthrange(year, 2)[1]}"):
        day = last
    return f"{year + years:04d}{day}"


def _days(part: str, whole: str) -> tuple[date, date]:
    match = _PART.match(part)
    if match is None:
        raise PeriodError("The period {period!r} cannot be read.", HINT, period=whole)
    year, month, day = (int(group) if group else None for group in match.groups())
    assert year is not None
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
        ending = 12 if month is None else month
        last = date(year, ending, monthrange(year, ending)[1]) if day is None else first
    except ValueError:
        raise PeriodError("The period {period!r} names no day of the calendar.", HINT, period=whole) from None
    return first, last


@lru_cache(maxsize=4096)
def read_period(text: str) -> Period:
    """Read a period.

    Args:
        text: One of the forms at the top of this module; a span's end includes its last day.

    Raises:
        PeriodError: Another form, a day that the calendar does not have, or an end before its start.

    >>> read_period("2005/2023-09").end
    datetime.date(2023, 9, 30)
    """
    first, _, second = text.partition("/")
    start, end = _days(first, text)
    if "/" in text:
        end = _days(second, text)[1]
        if end < start or first == second:
            raise PeriodError("The period {period!r} does not end after it starts.", HINT, period=text)
    return Period(text, start, end)
