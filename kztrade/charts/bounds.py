"""What is known of a point beside its value: whiskers where both ends are closed, arrows where one is open."""

import math
from collections.abc import Iterable, Sequence

from kztrade.charts.frame import Frame, arrow
from kztrade.charts.style import Json, Palette
from kztrade.marks import Point

SPAN = 7.0
"""Breadth of an interval in a list."""


def bounds(points: Sequence[Point], along: str, series: str, frame: Frame, palette: Palette) -> list[Json]:
    """What is known of each point: closed intervals as whiskers or broad bars, open ones as arrows."""
    closed = [point for point in points if bounded(point)]
    opened = [(point, up) for point in points for up in open_ends(point)]
    broad = along == "x" and frame.panel.y.names
    found: list[Json] = []
    if broad and any(point.low is not None for point in points):
        found.append(_spans(points, series, frame, palette))
    elif closed:
        found.append(_whiskers(closed, along, palette.mark(series)))
    if opened:
        found.append(_arrows(opened, along, series, frame, palette))
    return found


def bounded(point: Point) -> bool:
    """Whether both ends of what is known are closed, and not one place."""
    low, high = point.low, point.high
    return low is not None and high is not None and math.isfinite(low) and math.isfinite(high) and low < high


def open_ends(point: Point) -> list[bool]:
    """The open ends of what is known: `True` upward, `False` downward."""
    return [True] * (point.high == math.inf) + [False] * (point.low == -math.inf)


def _whiskers(points: Sequence[Point], along: str, colour: str) -> Json:
    value = [getattr(point, along) for point in points]
    ends = [(point.low or 0.0, point.high or 0.0) for point in points]
    return {
        "mode": "markers",
        "x": [point.x for point in points],
        "y": [point.y for point in points],
        "marker": {"size": 1, "color": colour, "opacity": 0},
        f"error_{along}": {
            "type": "data",
            "symmetric": False,
            "array": [high - at for at, (_, high) in zip(value, ends, strict=True)],
            "arrayminus": [at - low for at, (low, _) in zip(value, ends, strict=True)],
            "thickness": 1.5,
            "width": 4,
            "color": colour,
        },
        "hoverinfo": "skip",
    }


def _spans(points: Sequence[Point], series: str, frame: Frame, palette: Palette) -> Json:
    """Intervals of a list: a broad bar in the row, to the edge where it is open."""
    x: list[float | None] = []
    y: list[float | None] = []
    for point in points:
        low, high = point.low, point.high
        if low is None or high is None or low == high:
            continue
        x += [max(low, min(frame.x)), min(high, max(frame.x)), None]
        y += [point.y, point.y, None]
    return {
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": palette.span(series), "width": SPAN},
        "hoverinfo": "skip",
    }


def _arrows(opened: Iterable[tuple[Point, bool]], along: str, series: str, frame: Frame, palette: Palette) -> Json:
    """A line from each point with a triangle at its open end."""
    symbols = ("triangle-up", "triangle-down") if along == "y" else ("triangle-right", "triangle-left")
    x: list[float | None] = []
    y: list[float | None] = []
    tips: list[str] = []
    for point, up in opened:
        end = tip(point, up, along, frame)
        x += [point.x, end[0], None]
        y += [point.y, end[1], None]
        tips += [symbols[0], symbols[0 if up else 1], symbols[0]]
    colour = palette.mark(series)
    return {
        "mode": "markers" if along == "x" and frame.panel.y.names else "lines+markers",
        "x": x,
        "y": y,
        "line": {"color": colour, "width": 2},
        "marker": {
            "color": colour,
            "symbol": tips,
            "size": [0, 9, 0] * (len(x) // 3),
            "opacity": 1,
            "line": {"width": 0},
        },
        "hoverinfo": "skip",
    }


def tip(point: Point, up: bool, along: str, frame: Frame) -> tuple[float, float]:
    """Where an arrow ends: so many pixels away, in a list at the edge of the plot."""
    if along == "y":
        return point.x, point.y + frame.high(arrow(frame) if up else -arrow(frame))
    if frame.panel.y.names:
        return (max(frame.x) if up else min(frame.x)), point.y
    return point.x + frame.wide(arrow(frame) if up else -arrow(frame)), point.y
