"""Closed vocabularies: what a column may say, and nothing else.

Observation statuses are those of the SDMX code list CL_OBS_STATUS; areas are ISO 3166-1 alpha-3 and SDMX's `_X`.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of amount an indicator is. Different kinds never share an axis or a sum."""

    FLOW = "flow"  # during a period
    STOCK = "stock"  # at a date, or summed since a start
    COUNT = "count"  # things at a date
    RATE = "rate"  # a relation of two amounts
    FACT = "fact"  # context that is neither trade nor investment


class Direction(StrEnum):
    """Which way goods or money move. `exports` and `imports` depend on who reports."""

    BOTH = "both"
    KAZ_TO_KGZ = "KAZ>KGZ"
    KGZ_TO_KAZ = "KGZ>KAZ"
    FROM_REPORTER = "from reporter"
    TO_REPORTER = "to reporter"


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


class Area(StrEnum):
    """A reporting side, or neither (SDMX `_X`, unspecified)."""

    KAZ = "KAZ"
    KGZ = "KGZ"
    OTHER = "_X"


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


class Scope(StrEnum):
    """What part of the pair's total a figure speaks of. Only `total` enters a bilateral total."""

    TOTAL = "total"
    AGRICULTURE = "agriculture"
    PRODUCT = "product"
    REGION = "region"
    EAEU = "eaeu"
    ALL_PARTNERS = "all_partners"
    PROJECT = "project"


class SourceKind(StrEnum):
    """What sort of publication a source is."""

    ARTICLE = "article"
    STATEMENT = "statement"
    STATISTICS = "statistics"


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
