"""Which figures a reader asked for: one set of filters for pages, command line and files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches

from kztrade.codes import Kind, Scope
from kztrade.errors import FilterError
from kztrade.model import Data, Observation
from kztrade.period import Period, read_period

FIRST_YEAR = 1900
LAST_YEAR = 2199


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters on the table; an empty one keeps everything.

    Attributes:
        indicators: Codes of indicators.csv, or of targets (`turnover_target`).
        kinds: Kinds of indicator.
        first: First year, by the year in which a figure's period ends.
        last: Last year.
        sources: Ids of sources.csv.
        reporters: Whose authority says so.
        scopes: The part of the total.
        published: A period in which the source was published.
    """

    indicators: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    sources: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    published: str = ""

    def check(self, data: Data) -> None:
        """Make sure that every filter names something we hold.

        Raises:
            FilterError: A code that names nothing, or years in the wrong order.
            PeriodError: `published` cannot be read.
        """
        known = {row.indicator for row in data.figures()} | set(data.indicators)
        _require("indicator", self.indicators, known)
        _require("kind", self.kinds, {kind.value for kind in Kind})
        _require("source", self.sources, data.sources)
        _require("reporter", self.reporters, data.areas)
        _require("scope", self.scopes, {scope.value for scope in Scope})
        for year in (self.first, self.last):
            if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
                hint = "Give a year from {first} to {last}."
                raise FilterError("The year {year} is out of range.", hint, year=year, first=FIRST_YEAR, last=LAST_YEAR)
        if self.first is not None and self.last is not None and self.first > self.last:
            message = "The years run backwards, from {first} to {last}."
            raise FilterError(message, "Give the earlier first.", first=self.first, last=self.last)
        if self.published:
            read_period(self.published)

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
            and (not self.sources or row.source in self.sources)
            and (not self.reporters or row.reporter in self.reporters)
            and (not self.scopes or row.scope in self.scopes)
            and (published is None or (day is not None and published.start <= day.start and day.end <= published.end))
        )

    def filters(self) -> dict[str, str]:
        """The active filters as text, for a file's own description."""
        active = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value not in ((), None, ""):
                active[field.name] = ", ".join(value) if isinstance(value, tuple) else str(value)
        return active


def kind(row: Observation, data: Data) -> str:
    """Kind of a figure; a target is a fact about intentions, not an amount of trade."""
    indicator = data.indicators.get(row.indicator)
    return indicator.kind.value if indicator else Kind.FACT.value


def _require(name: str, wanted: Iterable[str], known: Iterable[str] | Mapping[str, object]) -> None:
    options = sorted(known)
    for value in wanted:
        if value not in options:
            close = get_close_matches(value, options, n=3, cutoff=0.5)
            hint = f"Did you mean {' or '.join(close)}?" if close else f"Choose from {', '.join(options[:20])}."
            raise FilterError(f"There is no {name} {value[:60]!r}.", hint)
