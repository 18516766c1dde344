"""From a figure to its point in a chart: place, what is left open, and the two lines of its hover."""

import math
from collections.abc import Sequence

from kztrade.codes import SourceKind
from kztrade.marks import Point
from kztrade.metrics import Level
from kztrade.model import Data, Metric, Observation
from kztrade.words import Telling
from kztrade.words.doubt import marked


def point(
    told: Telling,
    row: Level,
    scale: float = 1.0,
    figure: str = "",
    chosen: bool = False,
    who: str = "",
    size: float = 1.0,
    what: str = "",
    solid: bool = False,
) -> Point:
    """A figure over its year.

    A statistical value is drawn without its interval: its digits leave less open than a line is wide.

    Args:
        told: The data and the language.
        row: A figure with a value.
        scale: Base units in one unit of the axis.
        figure: Id that a reader may choose it by; none if empty.
        chosen: Whether it is chosen.
        who: According to whom, if not as the row says.
        size: Diameter against the usual one.
        what: Second line of the hover, if not the figure itself with its doubt.
        solid: Whether a derived figure is drawn full, as a ledger's turnover is where nothing else of it is drawn.
    """
    quantity = row.quantity
    assert quantity is not None
    low, high = quantity.interval.low, quantity.interval.high
    fine = of_statistics(told.data, row) and not (math.isinf(low) or math.isinf(high))
    return Point(
        float(row.period.year),
        quantity.value / scale,
        None if fine else low / scale,
        None if fine else high / scale,
        figure,
        hollow=row.obs_status.suspect or (isinstance(row, Metric) and not solid),
        chosen=chosen,
        size=size,
        who=told.say("{who}, {period}", who=who or told.who(row), period=row.period),
        what=what or marked(told, row),
    )


def of_statistics(data: Data, row: Level) -> bool:
    """Whether a figure is a publisher's, or derived from a publisher's."""
    if isinstance(row, Observation):
        return data.sources[row.source].kind is SourceKind.STATISTICS
    return all(ledger in data.ledgers for ledger in row.ledger.split("+"))


def runs(points: Sequence[Point]) -> list[tuple[Point, ...]]:
    """Points of yearly values, parted where a year is missing: no line crosses a gap."""
    found: list[list[Point]] = []
    for one in sorted(points, key=lambda one: one.x):
        if found and one.x - found[-1][-1].x <= 1:
            found[-1].append(one)
        else:
            found.append([one])
    return [tuple(part) for part in found]
