"""What things are called: scopes, kinds, units, states of knowledge. Names of areas and ledgers stand in data/."""

from typing import NamedTuple

from kztrade.codes import Kind, ObsStatus, Scope, Unit
from kztrade.message import Message


class Named(NamedTuple):
    """What something is called as a heading, and inside a sentence."""

    heading: Message
    inside: Message


SCOPES = {
    Scope.TOTAL: Named(Message("All trade"), Message("all trade of the two countries")),
    Scope.AGRICULTURE: Named(Message("Farm trade"), Message("farm trade alone")),
    Scope.PRODUCT: Named(Message("One product"), Message("one product alone")),
    Scope.REGION: Named(Message("One region"), Message("one region alone")),
    Scope.PROJECT: Named(Message("One project"), Message("one project alone")),
}
"""What a figure speaks of."""

KINDS = {
    Kind.FLOW: Message("a flow"),
    Kind.STOCK: Message("a sum or stock"),
    Kind.COUNT: Message("a count"),
    Kind.RATE: Message("a rate"),
    Kind.FACT: Message("a fact"),
}

UNITS = {
    Unit.USD: Named(Message("US dollars"), Message("US dollars")),
    Unit.KZT: Named(Message("Tenge"), Message("tenge")),
    Unit.PERCENT: Named(Message("Percent"), Message("percent")),
    Unit.RATIO: Named(Message("Times"), Message("times")),
    Unit.ENTERPRISES: Named(Message("Enterprises"), Message("enterprises")),
    Unit.OBLASTS: Named(Message("Oblasts"), Message("oblasts")),
    Unit.DOCUMENTS: Named(Message("Documents"), Message("documents")),
    Unit.PAIRS: Named(Message("Pairs"), Message("pairs")),
    Unit.CHECKPOINTS: Named(Message("Checkpoints"), Message("checkpoints")),
    Unit.KM: Named(Message("Kilometres"), Message("km")),
    Unit.TONNES: Named(Message("Tonnes"), Message("tonnes")),
    Unit.YEAR: Named(Message("Year"), Message("year")),
    Unit.INDEX: Named(Message("Index"), Message("index")),
}
"""Units; as a heading at the head of an axis."""

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
