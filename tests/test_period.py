"""Periods: what can be written, what it covers, what comes before what."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade.errors import PeriodError
from kztrade.period import read_period

YEARS = st.integers(1900, 2199).map(str)
MONTHS = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(lambda day: day.isoformat()[:7])
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(date.isoformat)
POINTS = st.one_of(YEARS, MONTHS, DAYS)
SPANS = (
    st.tuples(POINTS, POINTS)
    .filter(lambda ends: ends[0] != ends[1] and read_period(ends[0]).start <= read_period(ends[1]).end)
    .map("/".join)
)
PERIODS = st.one_of(POINTS, SPANS)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2023-09", date(2023, 9, 1), date(2023, 9, 30)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2023-09-23", date(2023, 9, 23), date(2023, 9, 23)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2023-01/2023-07", date(2023, 1, 1), date(2023, 7, 31)),
        ("2005/2023-09", date(2005, 1, 1), date(2023, 9, 30)),
        ("2022/2023", date(2022, 1, 1), date(2023, 12, 31)),
        ("2022-11/2023-02", date(2022, 11, 1), date(2023, 2, 28)),
        ("2023-09-22/2023-09-23", date(2023, 9, 22), date(2023, 9, 23)),
        ("2022/2022-06", date(2022, 1, 1), date(2022, 6, 30)),
    ],
)
def test_a_period_runs_from_its_first_day_to_its_last(text: str, start: date, end: date) -> None:
    period = read_period(text)
    assert (period.start, period.end, str(period)) == (start, end, text)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "2022 ", " 2022", "2022\n", "22", "02022", "-2022", "2022.0", "year", "2022-9", "2022-09-1"),
        *("2022/", "/2022", "2022//2023", "2022/2023/2024", "2022-2023", "2022/23", "2023-Q1", "2023-W05"),
        *("٢٠٢٢", "２０２２", "2022-0９"),
    ],
)
def test_another_form_cannot_be_read(text: str) -> None:
    with pytest.raises(PeriodError) as error:
        read_period(text)
    assert error.value.message == f"The period {text!r} cannot be read."
    assert error.value.hint == "Write 2022, 2023-09, 2023-09-23, 2023-01/2023-07 or 2005/2023-09."


@pytest.mark.parametrize(
    "text", ["2023-13", "2023-00", "2023-02-29", "2023-04-31", "2023-01-00", "0000", "2022/2023-13"]
)
def test_a_day_that_the_calendar_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(PeriodError, match=f"The period '{text}' names no day of the calendar"):
        read_period(text)


@pytest.mark.parametrize("text", ["2023/2022", "2023-07/2023-01", "2022/2022", "2022-05/2022-05", "2023/2022-12-31"])
def test_a_span_ends_after_it_starts(text: str) -> None:
    with pytest.raises(PeriodError, match=f"The period '{text}' does not end after it starts"):
        read_period(text)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2022", 12),
        ("2023-09", 1),
        ("2023-09-23", 1),
        ("2023-01/2023-07", 7),
        ("2022-11/2023-02", 4),
        # 18 whole years and nine months
        ("2005/2023-09", 225),
        ("2022-12-31/2023-01-01", 2),
    ],
)
def test_length_is_counted_in_calendar_months_touched(text: str, months: int) -> None:
    assert read_period(text).months == months


@pytest.mark.parametrize(
    ("text", "is_year", "is_date", "is_span"),
    [
        ("2022", True, False, False),
        ("2023-09", False, False, False),
        ("2023-09-23", False, True, False),
        ("2023-01/2023-07", False, False, True),
        ("2022-02/2023-01", False, False, True),
        ("2022/2023", False, False, True),
        ("2022-01-01/2022-12-30", False, False, True),
        # the same days written longer
        ("2022-01/2022-12", True, False, True),
        ("2022-01-01/2022-12-31", True, False, True),
    ],
)
def test_only_all_days_of_a_calendar_year_are_a_year_and_only_one_day_a_date(
    text: str, is_year: bool, is_date: bool, is_span: bool
) -> None:
    period = read_period(text)
    assert (period.is_year, period.is_date, period.is_span) == (is_year, is_date, is_span)


@pytest.mark.parametrize(("text", "year"), [("2022", 2022), ("2005/2023-09", 2023), ("2022-11/2023-02", 2023)])
def test_the_year_of_a_period_is_that_of_its_last_day(text: str, year: int) -> None:
    assert read_period(text).year == year


@pytest.mark.parametrize(
    ("text", "years"), [("2022", ["2022"]), ("2023-09-23", ["2023"]), ("2005/2023-09", ["2005", "2023"])]
)
def test_a_period_names_the_years_written_in_it(text: str, years: list[str]) -> None:
    assert read_period(text).years == years


def test_what_is_known_later_stands_later() -> None:
    texts = ["2023", "2005/2023-09", "2023-09-23", "2022", "2023-01/2023-07", "2022-12-31", "2023-09"]
    assert sorted(texts, key=read_period) == [
        *("2022", "2022-12-31"),  # both end with the year; the one that starts earlier comes first
        "2023-01/2023-07",
        "2023-09-23",
        *("2005/2023-09", "2023-09"),
        "2023",
    ]


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("2022", "2023"),
        ("2022-01/2022-07", "2023-01/2023-07"),
        ("2005/2023-09", "2006/2024-09"),
        ("2023-09-23", "2024-09-23"),
        ("2024-02", "2025-02"),
        # February ends on another day every fourth year, and a period that ends with it still does so
        ("2024-02-29", "2025-02-28"),
        ("2023-02-28", "2024-02-29"),
        ("2023-01/2023-02-28", "2024-01/2024-02-29"),
        ("2023-02", "2024-02"),
        ("2024-02-28", "2025-02-28"),  # the last day but one of a leap year is no end of the month
        ("2023-02-28/2023-03", "2024-02-28/2024-03"),  # nor is a first day an end
        ("2024-02-29/2024-03", "2025-02-28/2025-03"),
        ("2024-02-28/2024-02-29", "2025-02-28"),  # two days become one
    ],
)
def test_a_year_later_are_the_same_months(text: str, later: str) -> None:
    assert read_period(text).a_year_later() == read_period(later)


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("2023-01/2023-07", "2022-01/2022-07"),
        ("2025-02-28", "2024-02-29"),
        ("2024-02-29", "2023-02-28"),
        ("2024-02-28", "2023-02-28"),
    ],
)
def test_a_year_before_are_the_same_months(text: str, earlier: str) -> None:
    assert read_period(text).a_year_before() == read_period(earlier)


@pytest.mark.parametrize("text", ["9999", "2005/9999-02"])
def test_after_the_last_year_of_the_calendar_comes_no_other(text: str) -> None:
    with pytest.raises(PeriodError):
        read_period(text).a_year_later()


@given(PERIODS)
def test_two_ways_to_write_the_same_days_are_one_period(text: str) -> None:
    period = read_period(text)
    if period.start < period.end:
        days = read_period(f"{period.start}/{period.end}")
        assert (days, hash(days), days.is_year) == (period, hash(period), period.is_year)
        assert not days < period < days


@given(PERIODS)
def test_no_period_ends_before_it_starts(text: str) -> None:
    period = read_period(text)
    assert period.start <= period.end
    assert period.months >= 1


@given(PERIODS, PERIODS)
def test_of_two_periods_one_is_earlier_or_both_are_the_same(one: str, other: str) -> None:
    first, second = read_period(one), read_period(other)
    assert [first < second, first == second, first > second].count(True) == 1
    assert (first <= second) == (not first > second)


@given(PERIODS, PERIODS)
def test_a_period_that_ends_first_is_earlier(one: str, other: str) -> None:
    first, second = read_period(one), read_period(other)
    if first.end < second.end:
        assert first < second


@given(SPANS)
def test_a_span_takes_in_both_its_ends(text: str) -> None:
    first, _, last = text.partition("/")
    period = read_period(text)
    assert period.start == read_period(first).start
    assert period.end == read_period(last).end


def ends_february(day: date) -> bool:
    return day.month == 2 and (day + timedelta(days=1)).month == 3


@given(PERIODS)
def test_a_year_later_is_as_long_and_ends_february_where_the_period_does(text: str) -> None:
    period = read_period(text)
    for other, years in ((period.a_year_later(), 1), (period.a_year_before(), -1)):
        assert other.months == period.months
        assert other.year == period.year + years
        assert ends_february(other.end) >= ends_february(period.end)
        assert (other > period) == (years > 0)


@given(PERIODS.filter(lambda text: "-02-2" not in text))
def test_a_year_before_leads_back(text: str) -> None:
    assert read_period(text).a_year_later().a_year_before() == read_period(text)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        period = read_period(text)
    except PeriodError:
        return
    assert str(period) == text
