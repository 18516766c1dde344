"""Who the two sides are, who keeps ledgers of their trade, and what stood in them on a day. All of it is read from data/."""

from datetime import date
from typing import NamedTuple

from kztrade.codes import FROM_REPORTER, TO_REPORTER, UNSPECIFIED, Role, Scope
from kztrade.model import Area, Data, Level, Observation, Series
from kztrade.period import Period

TRADE = ("exports", "imports", "turnover")
"""The indicators that make a publisher's figures a ledger of trade."""


class Books(NamedTuple):
    """A ledger as kept under one side's authority: what one office publishes, or half of what a third party does."""

    ledger: str
    reporter: str


def sides(data: Data) -> tuple[Area, Area]:
    """The two areas whose trade this is, in the order in which they are named."""
    first, second = sorted((area for area in data.areas.values() if area.rank), key=lambda area: area.rank or 0)
    return first, second


def other_side(data: Data, code: str) -> str:
    """The partner of a side; `_X` for an area that is no side: nobody is opposite to it."""
    first, second = (area.code for area in sides(data))
    return {first: second, second: first}.get(code, UNSPECIFIED)


def outside(data: Data, row: Level) -> str:
    """The partner of a figure that is not of the two sides' trade with each other; empty for one that is."""
    pair = {side.code for side in sides(data)} | {UNSPECIFIED}
    return "" if {row.reporter, row.partner} <= pair else row.partner


def ends(data: Data, indicator: str, reporter: str) -> tuple[str, str] | None:
    """Where the goods or money of an indicator come from and go to; `None` where they go both ways or nobody says.

    Args:
        data: All rows.
        indicator: A code of indicators.csv; `exports` and `imports` turn with the reporter.
        reporter: Who reports them.
    """
    direction = data.indicators[indicator].direction
    other = other_side(data, reporter)
    if ">" in direction:
        origin, _, destination = direction.partition(">")
        return origin, destination
    if direction == FROM_REPORTER and other != UNSPECIFIED:
        return reporter, other
    return (other, reporter) if direction == TO_REPORTER and other != UNSPECIFIED else None


def books(data: Data) -> list[Books]:
    """Everybody's annual figures of the pair's trade, the sides' own offices first, then by side."""
    first, second = (area.code for area in sides(data))
    rank = {first: 1, second: 2}
    found = {
        Books(series.ledger, series.reporter)
        for series, periods in data.editions.items()
        if series.indicator in TRADE
        and series.scope is Scope.TOTAL
        and series.partner == other_side(data, series.reporter)
        and any(period.is_year for period in periods)
    }
    return sorted(
        (one for one in found if one.reporter in rank),
        key=lambda one: (data.ledgers[one.ledger].role is not Role.OFFICE, rank[one.reporter], one.ledger),
    )


def offices(data: Data) -> list[Books]:
    """The books of the national statistics offices, at most one a side: each side's own word about itself."""
    found: dict[str, Books] = {}
    for one in books(data):
        if data.ledgers[one.ledger].role is Role.OFFICE:
            found.setdefault(one.reporter, one)
    return list(found.values())


def flow(data: Data, books: Books, indicator: str, known_on: date | None = None) -> dict[int, Observation]:
    """The annual values of one line of a ledger, by year: all trade with the other side and nobody else.

    Args:
        data: All rows.
        books: Whose.
        indicator: Which line.
        known_on: The day whose knowledge is asked for; today's without one.

    Returns:
        For each year the latest edition, or the latest published by that day. A year of which nothing had been
        published by then is left out.
    """
    return {year: rows[-1] for year, rows in editions(data, books, indicator, known_on).items()}


def editions(
    data: Data, books: Books, indicator: str, known_on: date | None = None
) -> dict[int, tuple[Observation, ...]]:
    """As `flow`, with every edition of each year, the oldest first."""
    years = sorted(period for period in data.editions.get(_line(data, books, indicator), {}) if period.is_year)
    known = {period.year: known_editions(data, books, indicator, period, known_on) for period in years}
    return {year: rows for year, rows in known.items() if rows}


def known_editions(
    data: Data, books: Books, indicator: str, period: Period, known_on: date | None = None
) -> tuple[Observation, ...]:
    """The editions of one value that had been published by a day, the oldest first.

    An edition published in a month or year counts as known from its last day on. One whose day of publication is not
    known is not known on any day, unless it is the only one: then there is nothing it could be mistaken for.

    Args:
        data: All rows.
        books: Whose.
        indicator: Which line.
        period: Any period: a year, or a part of one where an edition states it.
        known_on: The day whose knowledge is asked for; today's without one.
    """
    rows = data.editions.get(_line(data, books, indicator), {}).get(period, ())
    if known_on is None or not rows:
        return rows
    days = [data.sources[row.source].published for row in rows]
    known = [row for row, day in zip(rows, days, strict=True) if day is not None and day.end <= known_on]
    return rows if days == [None] else tuple(known)


def _line(data: Data, books: Books, indicator: str) -> Series:
    return Series(books.ledger, indicator, books.reporter, other_side(data, books.reporter), Scope.TOTAL)


def vintages(data: Data, row: Observation) -> list[Observation]:
    """Every edition of a statistical value, the oldest first; of a statement the statement alone."""
    return list(data.editions.get(row.series, {}).get(row.period, (row,)))
