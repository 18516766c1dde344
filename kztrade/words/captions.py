"""What stands under and inside pictures: whose figures, how goods are valued."""

from collections import Counter
from collections.abc import Iterable

from kztrade import ledgers
from kztrade.codes import Dash, Shape, SourceKind, Unit
from kztrade.ledgers import Books
from kztrade.message import Message
from kztrade.model import Data, Level, Series
from kztrade.words.format import NBSP, M
from kztrade.words.telling import Telling, hedge_of

MANY = 8
"""More names than this stand in the table alone, or, where there is none beside, as one name a publisher."""


POINTS = {
    Shape.CIRCLE: Message("Circle: {side}."),
    Shape.SQUARE: Message("Square: {side}."),
    Shape.DIAMOND: Message("Diamond: {side}."),
    Shape.TICK: Message("Stroke: {side}."),
}
"""Whose a point is, by its shape."""

LINES = {
    Dash.SOLID: Message("Line and {shape}: {side}."),
    Dash.DASHED: Message("Dashes and {shape}: {side}."),
    Dash.DOTTED: Message("Dots and {shape}: {side}."),
}
"""Whose a line is, by how it is drawn."""

SHAPES = {
    Shape.CIRCLE: Message("circle"),
    Shape.SQUARE: Message("square"),
    Shape.DIAMOND: Message("diamond"),
    Shape.TICK: Message("stroke"),
}
"""Shapes inside a sentence."""


def sides_points(told: Telling) -> str:
    """By which shape a reader knows each side's points."""
    return " ".join(told.tell(POINTS[side.shape], side=told.area(side.code)) for side in ledgers.sides(told.data))


def sides_lines(told: Telling) -> str:
    """By which stroke and shape a reader knows each side's lines."""
    return " ".join(
        told.tell(LINES[side.dash], shape=SHAPES[side.shape], side=told.area(side.code))
        for side in ledgers.sides(told.data)
    )


def drawn_from(told: Telling, sources: Iterable[str], every: bool = False) -> str:
    """The source line of a picture: publishers and data version, in the picture as under it.

    Args:
        told: The data and the language.
        sources: Ids of the sources behind the marks, the most important first.
        every: Whether every publisher is named however many there are, for a picture without a table beside it.
    """
    data, sources = told.data, tuple(sources)
    names = list(dict.fromkeys(_named(told, source) for source in sources))
    version = data.short_version
    if len(names) > MANY and every:
        names = _publishers(told, sources)
    elif len(names) > MANY:
        return told.plural(
            "Source: {publishers}; {count} more. Data version {version}.",
            "Source: {publishers}; {count} more. Data version {version}.",
            len(names) - MANY,
            publishers="; ".join(names[:MANY]),
            version=version,
        )
    return told.say("Source: {publishers}. Data version {version}.", publishers="; ".join(names), version=version)


def _publishers(told: Telling, sources: Iterable[str]) -> list[str]:
    """Each publisher once, with how many of its publications are meant."""
    counts = Counter(told.publisher(source) for source in sources)
    return [
        told.say("{publisher} ({count})", publisher=name, count=count) if count > 1 else name
        for name, count in counts.items()
    ]


def _named(told: Telling, source: str) -> str:
    """A publisher of statistics by its name, a report with its day."""
    found = told.data.sources[source]
    return told.publisher(found) if found.kind is SourceKind.STATISTICS else told.source(source)


def valuation(told: Telling, sources: Iterable[str]) -> str:
    """How each publisher values goods, those that do it alike together."""
    data = told.data
    alike: dict[str, dict[str, None]] = {}
    for source in sources:
        if data.sources[source].valuation:
            alike.setdefault(data.sources[source].valuation, {})[told.publisher(source)] = None
    return "; ".join(
        told.say("{publisher}: {valuation}", publisher=told.listed(list(publishers)), valuation=told.text(valued))
        for valued, publishers in alike.items()
    )


def series_name(told: Telling, series: Series) -> str:
    """A line in a sentence: what it shows, and whose it is."""
    data: Data = told.data
    holder = (
        told.ledger(Books(series.ledger, series.reporter))
        if series.ledger in data.ledgers
        else told.source(series.ledger)
    )
    return told.say("{indicator} ({ledger})", indicator=told.indicator(series.indicator, inside=True), ledger=holder)


def signed_percent(told: Telling, value: float) -> str:
    """A percentage with its sign and one decimal, alike down a column: `+3.0%`."""
    return told.say("{number}%", number=told.words.number(value, 1, 1, sign=True))


def whole_millions(told: Telling, value: float, sign: bool = False) -> str:
    """Whole millions of dollars, for a headline."""
    return told.words.money(round(value / M) * M, scale=M, digits=6, long=True, sign=sign)


def one_decimal(told: Telling, row: Level) -> str:
    """A figure of statistics in one decimal, as all of them: millions of dollars, percent, points of an index."""
    value = row.value or 0.0
    match row.unit:
        case Unit.USD:
            return told.say("${number} m", number=told.words.number(value / M, 1, 1)).replace(" ", NBSP)
        case Unit.PERCENT:
            return told.say("{number}%", number=told.words.number(value, 1, 1))
        case Unit.INDEX:
            return told.words.number(value, 1, 1)
    return told.said(row)


def hedged_number(told: Telling, row: Level, scale: float, decimals: int, at_least: int = 0) -> str:
    """A figure in the unit of an axis, without that unit, with its hedge; a bound is rounded outward.

    Args:
        told: The data and the language.
        row: A figure with a value.
        scale: Base units in one unit of the axis.
        decimals: As many as the axis has at most.
        at_least: As many are written even when zero, so that a column reads alike.
    """
    assert row.quantity is not None
    return told.words.hedged_number(row.quantity.value / scale, hedge_of(row), decimals, at_least)
