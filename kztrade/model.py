"""The contract of the tables under data/ and the small frozen records read from them."""

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import pandas as pd
import pyarrow as pa

from kztrade.codes import (
    MONEY,
    Area,
    Bound,
    Dating,
    Direction,
    EventKind,
    Kind,
    ObsStatus,
    Qualifier,
    Scope,
    SourceKind,
    Unit,
)
from kztrade.interval import Interval, Quantity, resolution
from kztrade.period import Period


def _column(
    name: str, meaning: str, kind: pa.DataType | None = None, nullable: bool = False
) -> "pa.Field[pa.DataType]":
    return pa.field(name, kind or pa.string(), nullable, {"description": meaning})


KEY = ("indicator", "reporter", "partner", "period", "source")
"""One row of observations is one value that one source published for these five."""

OBSERVATIONS = pa.schema(
    [
        _column("indicator", "What is measured; a code of indicators.csv."),
        _column("reporter", "Whose authority says so; ISO 3166-1 alpha-3, _X for neither side."),
        _column("partner", "The other side."),
        _column("period", "2022, 2023-09, 2023-09-23, 2023-01/2023-07 or 2005/2023-09."),
        _column("source", "Who published the value; an id of sources.csv."),
        _column("value", "The figure in base units.", pa.float64()),
        _column("low", "Lower end of the interval; empty when open.", pa.float64(), True),
        _column("high", "Upper end of the interval; empty when open.", pa.float64(), True),
        _column("unit", "Base unit, that of the indicator."),
        _column("qualifier", "The speaker's hedge: exact, about, almost, over, at_least."),
        _column("obs_status", "SDMX observation status; U is our mark on a suspect value."),
        _column("scope", "total, or the part that the source speaks of."),
        _column("passage", "Paragraph of the source's body, counted from 1.", pa.int16(), True),
        _column("token", "The figure as printed in the passage.", nullable=True),
        _column("note", "What a reader must know.", nullable=True),
    ]
)
INDICATORS = pa.schema(
    [
        _column("code", "The indicator's code."),
        _column("unit", "Base unit of its values."),
        _column("kind", "flow, stock, count, rate or fact."),
        _column("direction", "Which way goods or money move."),
        _column("name", "Short name."),
        _column("definition", "What is measured, and by which standard."),
    ]
)
SOURCES = pa.schema(
    [
        _column("id", "The source's id."),
        _column("publisher", "Who published it."),
        _column("title", "Its title."),
        _column("address", "Where it is published; empty when not known.", nullable=True),
        _column("published", "Day, month or year of publication; empty when not known.", nullable=True),
        _column("dating", "Whether that day is stated, inferred or unknown."),
        _column("language", "ISO 639-1 code of the original."),
        _column("speaker", "Person or body whose figures these are."),
        _column("kind", "article, statement or statistics."),
        _column("event", "The occasion, an id of events.csv.", nullable=True),
        _column("valuation", "How goods are valued, for statistics.", nullable=True),
        _column("licence", "On what terms its figures may be used."),
    ]
)
TARGETS = pa.schema(
    [
        _column("indicator", "What the target is for."),
        _column("reporter", "Whose authority announced it."),
        _column("partner", "The other side."),
        _column("set_on", "Day, month or year of the announcement."),
        _column("source", "An id of sources.csv."),
        _column("value", "The announced level, a point.", pa.float64()),
        _column("unit", "Base unit."),
        _column("deadline", "Year or day by which; empty when none was set.", nullable=True),
        _column("set_by", "Who announced it."),
        _column("passage", "Paragraph of the source's body.", pa.int16(), True),
        _column("token", "The figure as printed in the passage.", nullable=True),
        _column("note", "What a reader must know.", nullable=True),
    ]
)
PASSAGES = pa.schema(
    [
        _column("source", "An id of sources.csv."),
        _column("passage", "Paragraph of the source's body, counted from 1.", pa.int16()),
        _column("sha256", "SHA-256 of the paragraph's normalised text."),
        _column("numerals", "Every number in digits that stands in it, in order.", nullable=True),
    ]
)
EVENTS = pa.schema(
    [
        _column("id", "The event's id."),
        _column("kind", "forum, council, visit or summit."),
        _column("date", "Day or month."),
        _column("name", "What it was."),
        _column("place", "Where.", nullable=True),
        _column("note", "What a reader must know.", nullable=True),
    ]
)

VOCABULARIES = {
    "reporter": Area,
    "partner": Area,
    "unit": Unit,
    "qualifier": Qualifier,
    "obs_status": ObsStatus,
    "scope": Scope,
    "direction": Direction,
    "dating": Dating,
}
"""Columns whose cells come from a closed list wherever they stand."""

KINDS = {"indicators.csv": Kind, "sources.csv": SourceKind, "events.csv": EventKind}
"""What the column `kind` may say, by file."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured, in one unit and of one kind."""

    code: str
    unit: Unit
    kind: Kind
    direction: Direction
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Event:
    """A forum, council, visit or summit at which officials spoke."""

    id: str
    kind: EventKind
    date: Period
    name: str
    place: str
    note: str


@dataclass(frozen=True, slots=True)
class Source:
    """One publication."""

    id: str
    publisher: str
    title: str
    address: str
    published: Period | None
    dating: Dating
    language: str
    speaker: str
    kind: SourceKind
    event: str
    valuation: str
    licence: str


class Key(NamedTuple):
    """The five codes that identify an observation; printed with dots, as SDMX prints a series key."""

    indicator: str
    reporter: str
    partner: str
    period: str
    source: str

    def __str__(self) -> str:
        return ".".join(self)


@dataclass(frozen=True, slots=True)
class Observation:
    """One value that one source published for one key.

    Attributes:
        low: Lower end, `-inf` when open.
        high: Upper end, `inf` when open.
        passage: Paragraph of the source's body that states it, if we hold its text.
        token: The figure as printed there.
    """

    indicator: str
    reporter: Area
    partner: Area
    period: Period
    source: str
    value: float
    low: float
    high: float
    unit: Unit
    qualifier: Qualifier
    obs_status: ObsStatus
    scope: Scope
    passage: int | None = None
    token: str = ""
    note: str = ""

    @property
    def key(self) -> Key:
        """What identifies the row."""
        return Key(self.indicator, self.reporter, self.partner, self.period.text, self.source)

    @property
    def quantity(self) -> Quantity:
        """The figure with what its hedge and its rounding leave open."""
        interval = Interval(self.value, self.low, self.high)
        hedge = Interval.point(self.value) if self.qualifier is Qualifier.EXACT else interval
        return Quantity(hedge, interval)

    @property
    def resolution(self) -> float:
        """How fine the printed digits are, in base units; zero for a number spelled out."""
        return resolution(self.value, self.unit in MONEY, self.token)

    @property
    def suspect(self) -> bool:
        """Whether we mark the published value as doubtful; `note` says why."""
        return self.obs_status is ObsStatus.LOW_RELIABILITY


@dataclass(frozen=True, slots=True)
class Target:
    """A level that somebody announced."""

    indicator: str
    reporter: Area
    partner: Area
    set_on: Period
    source: str
    value: float
    unit: Unit
    deadline: Period | None
    set_by: str
    passage: int | None = None
    token: str = ""
    note: str = ""

    def observation(self) -> Observation:
        """The announcement as a row of the table: a stated point, under the code `<indicator>_target`."""
        deadline = f"deadline {self.deadline}" if self.deadline else "no deadline set"
        return Observation(
            f"{self.indicator}_target",
            self.reporter,
            self.partner,
            self.set_on,
            self.source,
            self.value,
            self.value,
            self.value,
            self.unit,
            Qualifier.EXACT,
            ObsStatus.NORMAL,
            Scope.TOTAL,
            self.passage,
            self.token,
            "; ".join(filter(None, [deadline, self.note])),
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """What is recorded of one paragraph of an original, without its text."""

    source: str
    passage: int
    sha256: str
    numerals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """A derived figure: what it is, how sure, from what and how.

    Attributes:
        name: The function's name in `metrics`.
        source: The one publisher whose figures went in; two joined by `+` where comparing them is the point.
        reporter: Whose authority those figures have; `_X` where two sides are compared.
        quantity: The figure with what it leaves open, `None` where it cannot be told.
        inputs: Keys of the observations and targets it was computed from.
        formula: The computation in words and signs.
        obs_status: `E` for a derived figure, `F` for one about the future.
        reason: Why there is no value.
    """

    name: str
    period: Period
    unit: Unit
    source: str
    reporter: Area
    quantity: Quantity | None
    inputs: tuple[str, ...]
    formula: str
    obs_status: ObsStatus = ObsStatus.ESTIMATED
    reason: str = ""

    @property
    def value(self) -> float | None:
        """The figure, if it can be told."""
        return self.quantity.value if self.quantity else None

    @property
    def low(self) -> float | None:
        """Lower end, `None` when open."""
        return _closed(self.quantity.interval.low) if self.quantity else None

    @property
    def high(self) -> float | None:
        """Upper end, `None` when open."""
        return _closed(self.quantity.interval.high) if self.quantity else None

    @property
    def qualifier(self) -> Qualifier | Bound:
        """The word that must stand before the value."""
        return self.quantity.qualifier if self.quantity else Qualifier.EXACT


def _closed(end: float) -> float | None:
    return None if math.isinf(end) else end


@dataclass(frozen=True)
class Data:
    """All that data/ holds, read, checked and typed.

    Attributes:
        version: SHA-256 of the data files; its first eight digits are shown to readers.
        digests: By source and language, the passages in our own words.
    """

    version: str
    indicators: dict[str, Indicator]
    sources: dict[str, Source]
    events: dict[str, Event]
    observations: tuple[Observation, ...]
    targets: tuple[Target, ...]
    passages: tuple[Passage, ...] = ()
    digests: dict[tuple[str, str], "Digest"] = field(default_factory=dict)

    @property
    def short_version(self) -> str:
        """The data version as shown on pages and in file names."""
        return self.version[:8]

    def figures(self) -> tuple[Observation, ...]:
        """Observations and targets, sorted by key."""
        return self._figures

    @cached_property
    def _figures(self) -> tuple[Observation, ...]:
        rows = [*self.observations, *(target.observation() for target in self.targets)]
        return tuple(sorted(rows, key=lambda row: row.key))

    @cached_property
    def annual(self) -> dict[tuple[str, Area, str], dict[int, Observation]]:
        """Statistical values by publisher, reporter and indicator, then by calendar year."""
        rows: dict[tuple[str, Area, str], dict[int, Observation]] = {}
        for row in self.observations:
            if row.period.is_year and self.sources[row.source].kind is SourceKind.STATISTICS:
                rows.setdefault((row.source, row.reporter, row.indicator), {})[row.period.year] = row
        return rows


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure inside a digest: the words shown and the figure they state."""

    text: str
    indicator: str
    period: str


@dataclass(frozen=True, slots=True)
class Digest:
    """A source told passage by passage in our own words; a passage is text and marks in turn."""

    source: str
    language: str
    passages: dict[int, tuple[str | Mark, ...]]


def table(rows: tuple[Observation, ...]) -> pa.Table:
    """Observations as an Arrow table under the contract; open ends are null."""
    columns: dict[str, list[object]] = {name: [] for name in OBSERVATIONS.names}
    for row in rows:
        for name, cells in columns.items():
            cell = getattr(row, name)
            if name == "period":
                cell = cell.text
            elif cell == "" or (isinstance(cell, float) and math.isinf(cell)):
                cell = None
            cells.append(cell)
    return pa.table(columns, schema=OBSERVATIONS)


def frame(rows: tuple[Observation, ...]) -> pd.DataFrame:
    """Observations as a data frame with the contract's columns; an open end is NaN, an empty text is missing."""
    # a missing passage stays missing and does not turn the others into decimals
    return table(rows).to_pandas(types_mapper=lambda kind: pd.Int16Dtype() if pa.types.is_integer(kind) else None)
