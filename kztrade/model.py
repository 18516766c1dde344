"""The small frozen records read from data/, and what is derived from them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from kztrade.codes import (
    AreaKind,
    Bound,
    Dash,
    Dating,
    EventKind,
    Kind,
    ObsStatus,
    Qualifier,
    Role,
    Scope,
    Shape,
    SourceKind,
    TargetKind,
    Unit,
)
from kztrade.interval import Interval, Quantity
from kztrade.message import Message
from kztrade.paragraphs import Digest, Passage
from kztrade.period import Period
from kztrade.printed import resolution

NOTHING = Message("")
"""No reason to give."""


@dataclass(frozen=True, slots=True)
class Area:
    """A country that reports or is reported on, a group of partners, or neither side.

    Attributes:
        rank: 1 or 2 for the two sides of the pair, in the order in which they are named; `None` for others.
        light: Colour of its marks on a light page; all looks are empty for an area that is no side.
        names: By language and form, its name.
    """

    code: str
    kind: AreaKind
    rank: int | None = None
    light: str = ""
    dark: str = ""
    word_light: str = ""
    word_dark: str = ""
    shape: Shape = Shape.CIRCLE
    dash: Dash = Dash.SOLID
    sign: str = ""
    names: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Ledger:
    """A publisher's figures over all their editions.

    Attributes:
        name: For readers, short.
    """

    id: str
    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured, in one unit and of one kind.

    Attributes:
        direction: `both`, `from reporter`, `to reporter`, or the codes of two areas as `A>B`.
        name: As a heading.
        inside: As the name stands inside a sentence.
        short: For a narrow place; empty where the name is short enough.
    """

    code: str
    unit: Unit
    kind: Kind
    direction: str
    name: str
    definition: str
    inside: str = ""
    short: str = ""


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
    """One publication.

    Attributes:
        speaker: Who said it: a person with the office, a body, or a newsroom.
        ledger: The ledger that it is an edition of; empty for all but statistics.
        voice: The side whose office the speaker holds, or is; the area of neither side for both together and for other
            bodies, empty for newsrooms and authors.
        quoting: Whose figures the speaker says these are, where that is somebody else.
    """

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
    ledger: str = ""
    voice: str = ""
    quoting: str = ""

    @property
    def office(self) -> str:
        """The office of the speaker; the speaker where none is told."""
        return office_of(self.speaker)


def office_of(speaker: str) -> str:
    """The office of a speaker, which stands behind the name or in brackets; all of it where none is told.

    >>> office_of("A. Smailov, Prime Minister of Kazakhstan"), office_of("Akorda (President of Kazakhstan)")
    ('Prime Minister of Kazakhstan', 'President of Kazakhstan')
    """
    name, _, office = speaker.partition(", ")
    return office or name.partition(" (")[2].removesuffix(")") or name


class Key(NamedTuple):
    """The six codes that identify an observation; printed with dots, as SDMX prints a series key."""

    indicator: str
    reporter: str
    partner: str
    period: str
    source: str
    scope: str

    def __str__(self) -> str:
        return ".".join(self)


class Series(NamedTuple):
    """What all editions of all years of one line share: the key of an observation without period and source."""

    ledger: str
    indicator: str
    reporter: str
    partner: str
    scope: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One value that one source published for one key.

    Attributes:
        low: Lower end, `-inf` when open.
        high: Upper end, `inf` when open.
        hedge: The hedging word as printed; empty where there is none.
        passage: Paragraph of the source's body that states it, if we hold its text.
        token: The figure as printed there.
        ledger: The ledger that the source is an edition of; for all but statistics the source itself.
        announced: The target that the row stands for, if it is one.
    """

    indicator: str
    reporter: str
    partner: str
    period: Period
    source: str
    scope: Scope
    value: float
    low: float
    high: float
    unit: Unit
    qualifier: Qualifier
    hedge: str
    obs_status: ObsStatus
    passage: int | None = None
    token: str = ""
    note: str = ""
    ledger: str = ""
    announced: "Target | None" = None

    def __post_init__(self) -> None:
        if not self.ledger:
            object.__setattr__(self, "ledger", self.source)

    @property
    def key(self) -> Key:
        """What identifies the row."""
        return Key(self.indicator, self.reporter, self.partner, self.period.text, self.source, self.scope)

    @property
    def series(self) -> Series:
        """The line that the row is a point of."""
        return Series(self.ledger, self.indicator, self.reporter, self.partner, self.scope)

    @property
    def quantity(self) -> Quantity:
        """The figure with what its hedge and its rounding leave open."""
        interval = Interval(self.value, self.low, self.high)
        hedge = Interval.point(self.value) if self.qualifier is Qualifier.EXACT else interval
        return Quantity(hedge, interval)

    @property
    def resolution(self) -> float:
        """How fine the printed digits are, in base units; zero for a number spelled out."""
        return resolution(self.value, self.unit, self.token)


@dataclass(frozen=True, slots=True)
class Target:
    """A level that somebody announced, or only called possible.

    Attributes:
        kind: Whether it was promised; a potential is never rated.
    """

    indicator: str
    reporter: str
    partner: str
    set_on: Period
    source: str
    kind: TargetKind
    value: float
    unit: Unit
    deadline: Period | None
    set_by: str
    passage: int | None = None
    token: str = ""
    note: str = ""

    def observation(self) -> Observation:
        """The announcement as a row of the table: a stated point, under the code `<indicator>_target`.

        A potential bears the code `<indicator>_potential`.
        """
        return Observation(
            f"{self.indicator}_{self.kind}",
            self.reporter,
            self.partner,
            self.set_on,
            self.source,
            Scope.TOTAL,
            self.value,
            self.value,
            self.value,
            self.unit,
            Qualifier.EXACT,
            "",
            ObsStatus.NORMAL,
            self.passage,
            self.token,
            self.note,
            announced=self,
        )


@dataclass(frozen=True, slots=True)
class Metric:
    """A derived figure: what it is, how sure, from what and how. `metrics.ledger.derived` makes all of them.

    Attributes:
        name: The function's name in `metrics`.
        ledger: The one ledger whose figures went in; two joined by `+` where comparing them is the point.
        reporter: Whose authority those figures have; `_X` where two sides are compared.
        partner: The other side.
        scope: What part of the trade those figures speak of.
        quantity: The figure with what it leaves open, `None` where it cannot be told.
        inputs: Keys of the observations and targets it was computed from.
        formula: The computation in words and signs.
        obs_status: `E` for a derived figure, `F` for one about the future; never less doubtful than its inputs.
        reason: Why there is no value.
    """

    name: str
    period: Period
    unit: Unit
    ledger: str
    reporter: str
    partner: str
    scope: Scope
    quantity: Quantity | None
    inputs: tuple[str, ...]
    formula: Message
    obs_status: ObsStatus = ObsStatus.ESTIMATED
    reason: Message = NOTHING

    @property
    def value(self) -> float | None:
        """The figure, if it can be told."""
        return self.quantity.value if self.quantity else None

    @property
    def low(self) -> float | None:
        """Lower end, `None` when open."""
        end = self.quantity.interval.low if self.quantity else math.inf
        return None if math.isinf(end) else end

    @property
    def high(self) -> float | None:
        """Upper end, `None` when open."""
        end = self.quantity.interval.high if self.quantity else math.inf
        return None if math.isinf(end) else end

    @property
    def qualifier(self) -> Qualifier | Bound:
        """The word that must stand before the value."""
        return self.quantity.qualifier if self.quantity else Qualifier.EXACT


Level = Observation | Metric
"""An amount with a period, stated or derived."""


@dataclass(frozen=True)
class Data:
    """All that data/ holds, read, checked and typed.

    Attributes:
        version: SHA-256 of the data files; readers are shown `short_version`.
        digests: By source and language, the passages in our own words.
    """

    version: str
    areas: dict[str, Area]
    ledgers: dict[str, Ledger]
    indicators: dict[str, Indicator]
    sources: dict[str, Source]
    events: dict[str, Event]
    observations: tuple[Observation, ...]
    targets: tuple[Target, ...]
    passages: tuple[Passage, ...] = ()
    digests: dict[tuple[str, str], Digest] = field(default_factory=dict)

    @property
    def short_version(self) -> str:
        """The data version for readers; a letter first, so that no spreadsheet takes it for a number."""
        return f"v{self.version[:8]}"

    def figures(self) -> tuple[Observation, ...]:
        """Observations and targets, sorted by key."""
        return self._sorted

    @cached_property
    def _sorted(self) -> tuple[Observation, ...]:
        return tuple(sorted([*self.observations, *map(Target.observation, self.targets)], key=lambda row: row.key))

    def is_statistic(self, row: Observation) -> bool:
        """Whether a row stands in a ledger, and is not somebody's statement."""
        return self.sources[row.source].kind is SourceKind.STATISTICS

    @cached_property
    def editions(self) -> dict[Series, dict[Period, tuple[Observation, ...]]]:
        """Statistical values by line and period, the editions of each from the oldest to today's.

        Editions stand in the order of their days of publication; one whose day is not known stands before all others.
        """
        found: dict[Series, dict[Period, list[Observation]]] = {}
        for row in filter(self.is_statistic, self.observations):
            found.setdefault(row.series, {}).setdefault(row.period, []).append(row)
        return {
            series: {period: tuple(sorted(rows, key=self._edition)) for period, rows in periods.items()}
            for series, periods in found.items()
        }

    def _edition(self, row: Observation) -> tuple[str, str]:
        return (str(day.end) if (day := self.sources[row.source].published) else "", row.source)
