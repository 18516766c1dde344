"""Periods in words: `2022`, `Sep 2023`, `23 September 2023`, `Jan–Jul 2023`, `2005 – Sep 2023`."""

from datetime import date
from functools import lru_cache

from babel.dates import format_date, format_interval, format_skeleton

from kztrade.period import Period
from kztrade.words.say import Say

YEAR, MONTH, DAY = 4, 7, 10
"""How many characters a period's text has, by its grain."""

ENGLISH = {
    (MONTH, False): "MMM y",
    (MONTH, True): "MMMM y",
    (DAY, False): "d MMM y",
    (DAY, True): "d MMMM y",
}
"""The day before the month, as both countries write it; other languages follow CLDR."""


@lru_cache(maxsize=8192)
def _date(day: date, grain: int, long: bool, locale: str) -> str:
    if locale == "en":
        return str(format_date(day, ENGLISH[grain, long], locale))
    if grain == DAY:
        return str(format_date(day, "long", locale) if long else format_skeleton("yMMMd", day, locale=locale))
    return str(format_skeleton("yMMMM" if long else "yMMM", day, locale=locale))


@lru_cache(maxsize=1024)
def _months(first: date, last: date, locale: str) -> str:
    """Months of one year."""
    if locale == "en":
        return f"{format_date(first, 'LLL', locale)}–{format_date(last, 'MMM y', locale)}"
    return str(format_interval(first, last, "yMMM", locale=locale))


def day_text(day: date, locale: str) -> str:
    """A day: `23 Sep 2023`."""
    return _date(day, DAY, False, locale)


def period_text(say: Say, period: Period, long: bool = False) -> str:
    """A period in words; months by their full names where it is long."""
    first, slash, last = period.text.partition("/")
    if not slash:
        return _point(first, period.end, long, say.locale)
    if len(first) == len(last) == YEAR:
        return say.say("{first}–{last}", first=first, last=last)
    if len(first) == len(last) == MONTH and first[:YEAR] == last[:YEAR]:
        return _months(period.start, period.end, say.locale)
    ends = _point(first, period.start, long, say.locale), _point(last, period.end, long, say.locale)
    return say.say("{first} – {last}", first=ends[0], last=ends[1])


def _point(text: str, day: date, long: bool, locale: str) -> str:
    return text if len(text) == YEAR else _date(day, len(text), long, locale)
