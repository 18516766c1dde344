"""Closed vocabularies: what a column may say, and nothing else.

Observation statuses are those of the SDMX code list CL_OBS_STATUS. Areas are data: codes of areas.csv, ISO 3166-1 alpha-3
for countries and SDMX's `_X` for neither.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of amount an indicator is. Different kinds never share an axis or a sum."""

    FLOW = "flow"  # during a period
    STOCK = "stock"  # at a date, or summed since a start
    COUNT = "count"  # things at a date
    RATE = "rate"  # a relation of two amounts
    FACT = "fact"  # context that is neither trade nor investment


BOTH = "both"
FROM_REPORTER = "from reporter"
TO_REPORTER = "to reporter"
"""Which way goods or money move. Any other direction names two areas, `A>B`."""


class Qualifier(StrEnum):
    """The speaker's hedge. `exact` means without a hedge, not unrounded."""

    EXACT = "exact"
    ABOUT = "about"
    ALMOST = "almost"
    OVER = "over"
    AT_LEAST = "at_least"


class Bound(StrEnum):
    """Hedges that only a derived figure can have; a source never says them of itself here."""

    AT_MOST = "at_most"
    BELOW = "below"


class ObsStatus(StrEnum):
    """SDMX observation status (CL_OBS_STATUS), the part in use."""

    NORMAL = "A"
    ESTIMATED = "E"
    FORECAST = "F"
    MISSING = "M"
    MISSING_VALUE = "O"
    PROVISIONAL = "P"
    LOW_RELIABILITY = "U"  # our mark on a suspect value; the note says why

    @property
    def suspect(self) -> bool:
        """Whether a figure, or one behind it, is marked as suspect: it is drawn hollow."""
        return self is ObsStatus.LOW_RELIABILITY


UNSPECIFIED = "_X"
"""The area of a figure that neither side is said to vouch for (SDMX)."""


class AreaKind(StrEnum):
    """What sort of area reports or is reported on."""

    COUNTRY = "country"
    GROUP = "group"
    UNSPECIFIED = "unspecified"


class Shape(StrEnum):
    """The sign of a point, a second cue beside its colour."""

    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    TICK = "tick"
    UP = "up"
    DOWN = "down"


class Dash(StrEnum):
    """How a line runs, a second cue beside its colour."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


class Role(StrEnum):
    """Who keeps a ledger."""

    OFFICE = "office"  # the national statistics office of a side
    OTHER = "other"


class Unit(StrEnum):
    """Base units only; scaling is the business of `format`."""

    USD = "USD"
    KZT = "KZT"
    PERCENT = "percent"
    RATIO = "ratio"
    ENTERPRISES = "enterprises"
    OBLASTS = "oblasts"
    DOCUMENTS = "documents"
    PAIRS = "pairs"
    CHECKPOINTS = "checkpoints"
    KM = "km"
    TONNES = "tonnes"
    YEAR = "year"  # of derived figures only: the year in which a level is reached
    INDEX = "index"  # of derived figures only: a first value is 100


MONEY = frozenset({Unit.USD, Unit.KZT})

COUNTED = frozenset({Unit.ENTERPRISES, Unit.OBLASTS, Unit.DOCUMENTS, Unit.PAIRS, Unit.CHECKPOINTS})
"""Units of which there are only whole ones."""


class Scope(StrEnum):
    """What part of the pair's total a figure speaks of. Only `total` enters a bilateral total."""

    TOTAL = "total"
    AGRICULTURE = "agriculture"
    PRODUCT = "product"
    REGION = "region"
    PROJECT = "project"


class SourceKind(StrEnum):
    """What sort of publication a source is."""

    ARTICLE = "article"
    STATEMENT = "statement"
    STATISTICS = "statistics"


class TargetKind(StrEnum):
    """Whether a level was promised, or only called possible. A potential is never rated."""

    TARGET = "target"
    POTENTIAL = "potential"


class Dating(StrEnum):
    """How we know the day a source was published."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class EventKind(StrEnum):
    """Occasions at which officials spoke."""

    FORUM = "forum"
    COUNCIL = "council"
    VISIT = "visit"
    SUMMIT = "summit"
