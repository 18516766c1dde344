"""What stands in a panel already when its words look for room: points, strokes, bars, numbers, names."""

from collections.abc import Iterator
from itertools import pairwise

from kztrade.charts.axes import number_boxes, x_ticks
from kztrade.charts.bounds import bounded, open_ends, tip
from kztrade.charts.frame import HEAD, PAD, Frame
from kztrade.charts.geometry import Box, Segment
from kztrade.charts.labels import Surroundings
from kztrade.charts.text import LINE, width
from kztrade.charts.traces import DOT, RING, bar_room, marker_size
from kztrade.marks import Bars, Dots, Label, Line, Mark, Point, Rule


def surroundings(frame: Frame, names: list[Box]) -> Surroundings:
    """All that the labels of a panel must keep clear of."""
    listed = frame.panel.y.names
    top = frame.top - frame.above - (HEAD if listed else 0 if frame.panel.x.top else PAD)
    around = Surroundings(Box(frame.left, top, frame.left + frame.width, frame.top + frame.height))
    around.marks = [*number_boxes(frame), *names, *(_tick_boxes(frame) if listed else ())]
    if frame.y[0] < 0 < frame.y[1] and not listed:
        around.lines.append(Segment(frame.left, frame.down(0), frame.left + frame.width, frame.down(0)))
    for mark in frame.panel.marks:
        around.marks += _boxes(mark, frame)
        around.lines += _strokes(mark, frame)
    return around


def _tick_boxes(frame: Frame) -> Iterator[Box]:
    """Words of an axis on top."""
    for place, text in x_ticks(frame):
        half, middle = width(text, frame.size) / 2, frame.across(place)
        yield Box(middle - half, frame.top - 4 - frame.size * LINE, middle + half, frame.top)


def _boxes(mark: Mark, frame: Frame) -> Iterator[Box]:
    match mark:
        case Line() | Dots():
            for point in mark.points:
                x, y, half = frame.across(point.x), frame.down(point.y), radius(mark, point)
                yield Box(x - half, y - half, x + half, y + half)
                yield from _arrow_boxes(point, mark.along if isinstance(mark, Dots) else "y", frame)
        case Bars():
            yield from _bar_boxes(mark, frame)


def _arrow_boxes(point: Point, along: str, frame: Frame) -> Iterator[Box]:
    for up in open_ends(point):
        x, y = tip(point, up, along, frame)
        ends = (frame.across(point.x), frame.down(point.y)), (frame.across(x), frame.down(y))
        (left, right), (top, bottom) = (sorted(pair) for pair in zip(*ends, strict=True))
        yield Box(left - 5, top - 5, right + 5, bottom + 5)


def _bar_boxes(mark: Bars, frame: Frame) -> Iterator[Box]:
    offset, breadth = bar_room(mark, frame)
    for point in mark.points:
        if frame.panel.y.names:
            ends = sorted((frame.down(point.y + offset), frame.down(point.y + offset + breadth)))
            reach = sorted((frame.across(0), frame.across(point.x)))
            yield Box(reach[0], ends[0], reach[1], ends[1])
        else:
            ends = sorted((frame.down(0), frame.down(point.y)))
            left = frame.across(point.x + offset)
            yield Box(left, ends[0], frame.across(point.x + offset + breadth), ends[1])


def radius(mark: Line | Dots, point: Point) -> float:
    """Half of what a point takes up on the screen."""
    ring = RING if point.chosen else 0.0
    if isinstance(mark, Dots):
        return (DOT * point.size + ring) / 2 + 1
    return (marker_size(mark, point) + ring) / 2


def _strokes(mark: Mark, frame: Frame) -> Iterator[Segment]:
    match mark:
        case Rule():
            yield frame.stroke(mark)
        case Line():
            places = [(frame.across(point.x), frame.down(point.y)) for point in mark.points]
            yield from (Segment(*one, *other) for one, other in pairwise(places))
            yield from _bound_strokes(mark.points, "y", frame)
        case Dots():
            yield from _bound_strokes(mark.points, mark.along, frame)


def _bound_strokes(points: tuple[Point, ...], along: str, frame: Frame) -> Iterator[Segment]:
    for point in points:
        at = (frame.across(point.x), frame.down(point.y))
        if bounded(point) and point.low is not None and point.high is not None:
            if along == "y":
                yield Segment(at[0], frame.down(point.low), at[0], frame.down(point.high))
            else:
                yield Segment(frame.across(point.low), at[1], frame.across(point.high), at[1])


def anchor_radius(label: Label, frame: Frame) -> float:
    """Radius of the largest point that a label stands at."""
    found = [
        radius(mark, point)
        for mark in frame.panel.marks
        if isinstance(mark, Line | Dots)
        for point in mark.points
        if point.x == label.x and point.y == label.y
    ]
    return max(found, default=0.0)


def row_radius(place: float, frame: Frame) -> float:
    """How far the points of a row reach above its middle: its name stands over them."""
    found = [
        DOT * point.size / 2 + 2
        for mark in frame.panel.marks
        if isinstance(mark, Dots)
        for point in mark.points
        if point.y == place
    ]
    return min(16.0, max(found, default=8.0))
