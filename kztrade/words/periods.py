"""Periods in words: `2022`, `Sep 2023`, `23 September 2023`, `Jan–Jul 2023`, `2005 – Sep 2023`."""

from datetime import date
from functools import lru_cache

from babel.core import Locale
from babel.dates import format_date

from kztrade.period import Period
from kztrade.words.say import Say

ENGLISH = {"yMMM": "MMM y", "yMMMd": "d MMM y", "yMMMM": "MMMM y", "yMMMMd": "d MMMM y"}
"""The day before the month, as both countries write it; other languages follow CLDR."""


@lru_cache(maxsize=8192)
def _date(day: date, skeleton: str, locale: str) -> str:
    if locale == "en" and skeleton in ENGLISH:
        return format_date(day, ENGLISH[skeleton], locale)
    known = Locale.parse(locale).datetime_skeletons
    return format_date(day, known[skeleton].pattern if skeleton in known else skeleton, locale)


def day_text(day: date, locale: str) -> str:
    """A day: `23 Sep 2023`."""
    return _date(day, "yMMMd", locale)


def period_text(say: Say, period: Period, long: bool = False) -> str:
    """A period in words; months by their full names where it is long."""
    first, slash, last = period.text.partition("/")
    if not slash:
        return _point(say, first, period.end, long)
    start = _point(say, first, period.start, long)
    if len(first) == len(last) == 7 and first[:4] == last[:4]:
        start = _date(period.start, "LLL", say.locale)
    end = _point(say, last, period.end, long)
    close = len(first) == len(last) < 10 and (len(first) == 4 or first[:4] == last[:4])
    return (
        say.say("{first}–{last}", first=start, last=end)
        if close
        else say.say("{first} – {last}", first=start, last=end)
    )


def _point(say: Say, text: str, day: date, long: bool) -> str:
    if len(text) == 4:
        return text
    month = "MMMM" if long else "MMM"
    return _date(day, f"y{month}d" if len(text) == 10 else f"y{month}", say.locale)
