"""Points of one year that would hide each other, side by side.

A yearly figure is of a whole year, so it may stand beside the year's tick. What is joined stays where it is.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from kztrade.charts.frame import Frame
from kztrade.marks import Dots, Label, Mark, Panel

SIDE = 12.0
"""Pixels between points that would hide each other."""


ROOM = 0.8
"""Part of a year in which its points stay, or they would be taken for another year's."""


class Place(NamedTuple):
    """Where a point stands, and which it is: the number of its mark and its own in the mark."""

    x: float
    y: float
    mark: int
    point: int
    series: str


def spread(frame: Frame) -> Panel:
    """The panel with points that would hide each other moved aside, and their labels with them."""
    if not frame.panel.x.years:
        return frame.panel
    moved = {place: x for cluster in _clusters(frame) for place, x in _aside(cluster, frame)}
    if not moved:
        return frame.panel
    points = {(place.mark, place.point): x for place, x in moved.items()}
    labels: dict[tuple[float, float, str], list[float]] = {}
    for place in sorted(moved, key=lambda place: (place.mark, place.point)):
        labels.setdefault((place.x, place.y, place.series), []).append(moved[place])
    return replace(
        frame.panel, marks=tuple(_moved(mark, number, points, labels) for number, mark in enumerate(frame.panel.marks))
    )


def _clusters(frame: Frame) -> Iterator[list[Place]]:
    """Points of one year, from low to high, of which each hides a part of the next."""
    every = sorted(
        Place(point.x, point.y, number, count, mark.series)
        for number, mark in enumerate(frame.panel.marks)
        if isinstance(mark, Dots) and mark.along == "y"
        for count, point in enumerate(mark.points)
        if point.x == round(point.x)
    )
    for _, same in groupby(every, key=lambda place: place.x):
        cluster: list[Place] = []
        for place in same:
            if cluster and frame.down(cluster[-1].y) - frame.down(place.y) >= SIDE:
                yield cluster
                cluster = []
            cluster.append(place)
        yield cluster


def _aside(cluster: list[Place], frame: Frame) -> Iterator[tuple[Place, float]]:
    if len(cluster) < 2:
        return
    step = min(frame.wide(SIDE), ROOM / (len(cluster) - 1))
    for count, place in enumerate(sorted(cluster, key=lambda place: (place.mark, place.point))):
        yield place, place.x + step * (count - (len(cluster) - 1) / 2)


def _moved(
    mark: Mark,
    number: int,
    points: dict[tuple[int, int], float],
    labels: dict[tuple[float, float, str], list[float]],
) -> Mark:
    if isinstance(mark, Dots):
        found = (replace(point, x=points.get((number, count), point.x)) for count, point in enumerate(mark.points))
        return replace(mark, points=tuple(found))
    if isinstance(mark, Label) and labels.get((mark.x, mark.y, mark.series)):
        # The labels of points at one place belong to them in their order.
        return replace(mark, x=labels[mark.x, mark.y, mark.series].pop(0))
    return mark
