"""What things are called: scopes, kinds, units, states of knowledge. Names of areas and ledgers stand in data/."""

from kztrade.codes import Kind, ObsStatus, Scope, Unit
from kztrade.message import Message

SCOPES = {
    Scope.TOTAL: Message("All trade"),
    Scope.AGRICULTURE: Message("Farm trade"),
    Scope.PRODUCT: Message("One product"),
    Scope.REGION: Message("One region"),
    Scope.PROJECT: Message("One project"),
}
"""What a figure speaks of, as a heading."""

COVERED = {
    Scope.TOTAL: Message("all trade of the two countries"),
    Scope.AGRICULTURE: Message("farm trade alone"),
    Scope.PRODUCT: Message("one product alone"),
    Scope.REGION: Message("one region alone"),
    Scope.PROJECT: Message("one project alone"),
}
"""The same inside a sentence."""

KINDS = {
    Kind.FLOW: Message("a flow"),
    Kind.STOCK: Message("a sum or stock"),
    Kind.COUNT: Message("a count"),
    Kind.RATE: Message("a rate"),
    Kind.FACT: Message("a fact"),
}

UNITS = {
    Unit.USD: Message("US dollars"),
    Unit.KZT: Message("tenge"),
    Unit.PERCENT: Message("percent"),
    Unit.RATIO: Message("times"),
    Unit.ENTERPRISES: Message("enterprises"),
    Unit.OBLASTS: Message("oblasts"),
    Unit.DOCUMENTS: Message("documents"),
    Unit.PAIRS: Message("pairs"),
    Unit.CHECKPOINTS: Message("checkpoints"),
    Unit.KM: Message("km"),
    Unit.TONNES: Message("tonnes"),
    Unit.YEAR: Message("year"),
    Unit.INDEX: Message("index"),
}
"""Units inside a sentence."""

MEASURES = {
    Unit.USD: Message("US dollars"),
    Unit.KZT: Message("Tenge"),
    Unit.PERCENT: Message("Percent"),
    Unit.RATIO: Message("Times"),
    Unit.ENTERPRISES: Message("Enterprises"),
    Unit.OBLASTS: Message("Oblasts"),
    Unit.DOCUMENTS: Message("Documents"),
    Unit.PAIRS: Message("Pairs"),
    Unit.CHECKPOINTS: Message("Checkpoints"),
    Unit.KM: Message("Kilometres"),
    Unit.TONNES: Message("Tonnes"),
    Unit.YEAR: Message("Year"),
    Unit.INDEX: Message("Index"),
}
"""Units at the head of an axis."""

SCALED = {
    (Unit.USD, 1e6): Message("Million US dollars"),
    (Unit.USD, 1e9): Message("Billion US dollars"),
    (Unit.KZT, 1e6): Message("Million tenge"),
    (Unit.KZT, 1e9): Message("Billion tenge"),
}
"""Money at the head of an axis, in so many base units."""

DOUBTS = {
    ObsStatus.LOW_RELIABILITY: Message("suspect"),
    ObsStatus.PROVISIONAL: Message("provisional"),
}
"""What a published figure is called that must not be trusted like others."""

DERIVED_DOUBTS = {
    ObsStatus.LOW_RELIABILITY: Message("derived, suspect"),
    ObsStatus.PROVISIONAL: Message("derived, provisional"),
}
"""The same of a derived figure: the doubt is that of what went into it."""

METRICS = {
    "balance": Message("Balance"),
    "change": Message("Change"),
    "gap": Message("Gap to the target"),
    "growth": Message("Growth"),
    "implied_level": Message("Implied level"),
    "index": Message("Index"),
    "investment_per_venture": Message("Investment per venture"),
    "mirror_gap": Message("Mirror gap"),
    "path": Message("Path"),
    "progress": Message("Share of the target"),
    "required_growth": Message("Required growth"),
    "revision": Message("Revision"),
    "revision_points": Message("Revision in points"),
    "share_of_sum": Message("Share of the sum"),
    "turnover": Message("Turnover"),
    "ventures_before": Message("Ventures before"),
    "year_before": Message("Year before"),
    "year_reached": Message("Year reached"),
}
"""What a derived figure is."""

SHORT = {
    "investment": Message("Investment, a period"),
    "investment_cumulative": Message("Investment, cumulative"),
}
"""Indicators for a narrow place, where the whole name is too long."""


def lowered(name: str, capitals: frozenset[str]) -> str:
    """A name as it stands inside a sentence; an area's name and an abbreviation keep their capitals.

    >>> lowered("Turnover of goods", frozenset()), lowered("Kazakh oblasts", frozenset({"Kazakh"}))
    ('turnover of goods', 'Kazakh oblasts')
    """
    word = name.partition(" ")[0]
    return name if word in capitals or word[1:2].isupper() else name[:1].lower() + name[1:]
