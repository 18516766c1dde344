"""Which figures a reader asked for: one set of filters for pages, command line and files."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches

from kztrade.codes import AreaKind, Kind, Scope
from kztrade.errors import FilterError
from kztrade.message import Message
from kztrade.model import Data, Observation
from kztrade.period import Period, read_period

FIRST_YEAR = 1900
LAST_YEAR = 2199

LONGEST = 60
"""Letters of a code that are read back to whoever typed it."""

SHOWN = 20
"""Codes that a hint lists before it counts the rest."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters on the table; an empty one keeps everything.

    Attributes:
        indicators: Codes of indicators.csv, or of what was announced (`turnover_target`, `turnover_potential`).
        kinds: Kinds of indicator.
        first: First year, by the year in which a figure's period ends.
        last: Last year.
        sources: Ids of sources.csv, or of ledgers.csv for all editions of a ledger.
        reporters: Whose authority says so.
        scopes: The part of the total.
        published: A period in which the source was published.
        partners: The other side, or a group of partners.
    """

    indicators: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    sources: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    published: str = ""
    partners: tuple[str, ...] = ()

    def check(self, data: Data) -> None:
        """Make sure that every filter names something we hold.

        Raises:
            FilterError: A code that names nothing, or years in the wrong order.
            PeriodError: `published` cannot be read.
        """
        for value, known, unknown in self._named(data):
            if value not in known:
                raise FilterError(unknown, choices(value, sorted(known)))
        for year in (year for year in (self.first, self.last) if year is not None):
            if not FIRST_YEAR <= year <= LAST_YEAR:
                raise FilterError(
                    "The year {year} is out of range.",
                    "Give a year from {first} to {last}.",
                    year=year,
                    first=FIRST_YEAR,
                    last=LAST_YEAR,
                )
        if self.first is not None and self.last is not None and self.first > self.last:
            raise FilterError(
                "The years run backwards, from {first} to {last}.",
                "Give the earlier first.",
                first=self.first,
                last=self.last,
            )
        if self.published:
            read_period(self.published)

    def _named(self, data: Data) -> Iterator[tuple[str, Collection[str], Message]]:
        """Every code in the filters, those it must be one of, and what to say if it is not."""
        indicators = {row.indicator for row in data.figures()} | set(data.indicators)
        for value in self.indicators:
            yield value, indicators, Message("There is no indicator {value!r}.", value=value[:LONGEST])
        for value in self.kinds:
            yield value, set(Kind), Message("There is no kind {value!r}.", value=value[:LONGEST])
        for value in self.sources:
            yield value, {*data.sources, *data.ledgers}, Message("There is no source {value!r}.", value=value[:LONGEST])
        reporters = {code for code, area in data.areas.items() if area.kind is not AreaKind.GROUP}
        for value in self.reporters:
            yield value, reporters, Message("There is no reporter {value!r}.", value=value[:LONGEST])
        for value in self.partners:
            yield value, data.areas, Message("There is no partner {value!r}.", value=value[:LONGEST])
        for value in self.scopes:
            yield value, set(Scope), Message("There is no scope {value!r}.", value=value[:LONGEST])

    def rows(self, data: Data) -> tuple[Observation, ...]:
        """The figures that pass every filter, sorted by key.

        Raises:
            FilterError: As `check`.
        """
        self.check(data)
        published = read_period(self.published) if self.published else None
        return tuple(row for row in data.figures() if self._keeps(row, data, published))

    def _keeps(self, row: Observation, data: Data, published: Period | None) -> bool:
        day = data.sources[row.source].published
        return (
            (not self.indicators or row.indicator in self.indicators)
            and (not self.kinds or kind(row, data) in self.kinds)
            and (self.first is None or row.period.year >= self.first)
            and (self.last is None or row.period.year <= self.last)
            and (not self.sources or row.source in self.sources or row.ledger in self.sources)
            and (not self.reporters or row.reporter in self.reporters)
            and (not self.partners or row.partner in self.partners)
            and (not self.scopes or row.scope in self.scopes)
            and (published is None or (day is not None and published.start <= day.start and day.end <= published.end))
        )

    def advice(self, data: Data) -> Message | None:
        """How to get at turnover where statistics of the selection state it only in part; `None` for every other one."""
        if "turnover" not in self.indicators:
            return None
        every = filter(data.is_statistic, replace(self, indicators=()).rows(data))
        rows = [row for row in every if row.scope is Scope.TOTAL]
        stated = {name: {_trade(row) for row in rows if row.indicator == name} for name in _TRADE}
        if (stated["exports"] | stated["imports"]) <= stated["turnover"]:
            return None
        return Message(
            "Some statistics state exports and imports and no turnover. Ask for both, or for the turnover that follows "
            "from them: `kztrade metrics` lists it, and the page Explore shows it."
        )

    def filters(self) -> dict[str, str]:
        """The active filters as text, for a file's own description."""
        active = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value not in ((), None, ""):
                active[field.name] = ", ".join(value) if isinstance(value, tuple) else str(value)
        return active


_TRADE = ("exports", "imports", "turnover")


def _trade(row: Observation) -> tuple[str, ...]:
    """Of which trade a figure is, whichever way goods went and whichever edition states it."""
    return (row.ledger, row.reporter, row.partner, row.period.text)


def kind(row: Observation, data: Data) -> str:
    """Kind of a figure; a target is a fact about intentions, not an amount of trade."""
    indicator = data.indicators.get(row.indicator)
    return indicator.kind.value if indicator else Kind.FACT.value


def choices(value: str, options: Sequence[str]) -> Message:
    """What may have been meant, else what there is: all of it, or as much as fits with the number of the rest."""
    match get_close_matches(value[:LONGEST], options, n=3, cutoff=0.5):
        case [first]:
            return Message("Did you mean {first}?", first=first)
        case [first, second]:
            return Message("Did you mean {first} or {second}?", first=first, second=second)
        case [first, second, third]:
            return Message("Did you mean {first}, {second} or {third}?", first=first, second=second, third=third)
    shown, more = ", ".join(options[:SHOWN]), len(options) - SHOWN
    if more > 1:
        return Message("Choose from {options} and {count} more.", options=shown, count=more)
    return Message("Choose from {options}.", options=", ".join(options))
