"""What answers the mouse: of marks that lie on one spot, the one that can be chosen speaks for all."""

import math
from collections.abc import Iterator, Mapping, Sequence

from kztrade.charts.frame import Frame
from kztrade.charts.style import Json
from kztrade.charts.text import said
from kztrade.marks import Dots, Line, Point

REACH = 14.0
"""Marks nearer to each other than so many pixels are one spot for a finger or a mouse."""

Answer = tuple[str, str]
"""What a mark says to the mouse, and the figure that a click on it chooses."""


def hover(who: str, what: str) -> str:
    """Two lines: according to whom and when, then the figure in bold. Words of the data stay words.

    >>> hover("<i>", "over 2")
    '&lt;i&gt;<br><b>over 2</b>'
    """
    return "<br>".join(filter(None, (said(who), f"<b>{said(what)}</b>" if what else "")))


def told(points: Sequence[Point], answers: Mapping[Point, Answer] | None = None) -> Json:
    """What a reader can learn from points and choose by them.

    Args:
        points: In their order in the trace.
        answers: What points answer that do not speak for themselves alone.
    """
    found = [(answers or {}).get(point, (hover(point.who, point.what), point.figure)) for point in points]
    if not any(text for text, _ in found):
        return {"hoverinfo": "skip"}
    return {
        "hoverinfo": "text",
        "hovertext": [text for text, _ in found],
        "customdata": [figure for _, figure in found],
    }


def answers(frame: Frame) -> dict[Point, Answer]:
    """The answers of marks on one spot with a figure that can be chosen: its own first, then those of the others."""
    points = [point for mark in frame.panel.marks if isinstance(mark, Line | Dots) for point in mark.points]
    heads = [point for point in points if point.figure]
    found: dict[Point, Answer] = {}
    for figure, group in _spots(points, heads, frame):
        texts = dict.fromkeys(hover(point.who, point.what) for point in group if point.who or point.what)
        found |= dict.fromkeys(group, ("<br>".join(texts), figure))
    return found


def _spots(points: Sequence[Point], heads: Sequence[Point], frame: Frame) -> Iterator[tuple[str, list[Point]]]:
    """Each figure that can be chosen with the marks on its spot, itself first."""

    def away(one: Point, other: Point) -> float:
        return math.hypot(frame.across(one.x) - frame.across(other.x), frame.down(one.y) - frame.down(other.y))

    for head in heads:
        near = [point for point in points if point is not head and away(point, head) < REACH]
        own = [
            point
            for point in near
            if (point.who or point.what)
            and (point.figure or min(heads, key=lambda other: away(point, other)).figure) == head.figure
        ]
        if own:
            yield head.figure, [head, *own]
