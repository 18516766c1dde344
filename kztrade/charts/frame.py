"""Where each panel stands, and how its units become pixels: one arithmetic for axes, marks and words.

Pixels are counted from the upper left corner of the picture, as on a screen; Plotly's fractions are made from them.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kztrade.charts import numbers
from kztrade.charts.geometry import Segment
from kztrade.charts.names import Look, end, least_height, room_beside
from kztrade.charts.style import LARGE
from kztrade.charts.text import LINE, broken, filled
from kztrade.charts.text import width as width_of
from kztrade.marks import Axis, Band, Bars, Chart, Dots, Label, Line, Panel, Point, Rule

MARGIN = 4
GUTTER, BETWEEN = 48, 26
"""Pixels between two panels side by side, and between two rows of them."""

PAD, FOOT, HEAD = 8, 28, 26
"""Above a plot; under it, for the axis; above it, where a list has its axis."""

INSET = 16
"""Room at the ends of a list's axis."""

ARROW = 28.0
"""Length of a bound's arrow. It stands for no amount."""

ROOMY = 480
"""Pixels that a plot must have for its title to stand beside it."""

LEAST = 280
"""A panel is not made narrower than this to stand beside another."""


Ends = tuple[float, float]
"""Where an axis begins and ends."""


@dataclass(slots=True)
class Frame:
    """A panel with its place.

    Attributes:
        number: Counted from 1; Plotly names axes by it.
        cell: Left edge and width with the names of rows.
        aside: Width of its title, where that stands beside the plot.
        head: Top of its title.
        left: Of the plot itself; `top`, `width` and `height` too.
        above: Room over the plot for the names of upright rules.
        x: Ends of the axis; `y` too.
        years: First and last year that anything stands at.
        yearly: Whether the last of them is a year itself, not a day.
    """

    panel: Panel
    number: int
    cell: tuple[float, float]
    narrow: bool
    size: int
    aside: float = 0.0
    left: float = 0.0
    width: float = 0.0
    head: float = 0.0
    top: float = 0.0
    height: float = 0.0
    above: float = 0.0
    x: Ends = (0.0, 1.0)
    y: Ends = (0.0, 1.0)
    years: tuple[int, int] = (0, 0)
    yearly: bool = True

    @property
    def look(self) -> Look:
        """How the names of rows are set."""
        return Look(self.cell[1], self.size, self.narrow)

    @property
    def suffix(self) -> str:
        """What Plotly writes after `x` and `y` for the axes of the panel."""
        return "" if self.number == 1 else str(self.number)

    def across(self, x: float) -> float:
        """Pixels from the left edge of the picture."""
        low, high = self.x
        return self.left + (x - low) / (high - low) * self.width

    def down(self, y: float) -> float:
        """Pixels from the top of the picture."""
        low, high = self.y
        return self.top + (high - y) / (high - low) * self.height

    def wide(self, pixels: float) -> float:
        """So many pixels in the unit of the x axis."""
        return pixels * (self.x[1] - self.x[0]) / self.width

    def high(self, pixels: float) -> float:
        """So many pixels upward in the unit of the y axis."""
        return pixels * (self.y[1] - self.y[0]) / self.height

    def stroke(self, rule: Rule) -> Segment:
        """A rule in pixels, from where it begins to where it ends."""
        low, high = self.x if rule.across == "x" else self.y
        first = low if rule.first is None else rule.first
        last = high if rule.last is None else rule.last
        if rule.across == "x":
            return Segment(self.across(first), self.down(rule.at), self.across(last), self.down(rule.at))
        return Segment(self.across(rule.at), self.down(first), self.across(rule.at), self.down(last))


def frames(chart: Chart, width: float, narrow: bool) -> tuple[list[Frame], float]:
    """All panels with their places, and the height of the picture.

    Args:
        chart: What is drawn.
        width: Of the picture in pixels.
        narrow: Whether panels stand under each other, in the narrow height and the smaller letters.
    """
    inner = width - 2 * MARGIN
    columns = 1 if narrow else max(1, min(chart.columns, len(chart.panels), int((inner + GUTTER) // (LEAST + GUTTER))))
    cell = (inner - GUTTER * (columns - 1)) / columns
    size = 13 if narrow else 14
    aside = float(chart.heads) if cell >= chart.heads + ROOMY else 0.0
    found = [
        Frame(panel, number + 1, (number % columns * (cell + GUTTER), cell), narrow, size, aside)
        for number, panel in enumerate(chart.panels)
    ]
    height = chart.height_narrow if narrow else chart.height
    bottom = 0.0
    for first in range(0, len(found), columns):
        bottom = _row(found[first : first + columns], bottom + (BETWEEN if first else 0), height)
    _ranges(found)
    return found, bottom


def _row(row: Sequence[Frame], top: float, height: float) -> float:
    """Places panels side by side; returns where they end."""
    head = max(0.0 if frame.aside else head_height(frame) for frame in row)
    above = max(_above(frame) for frame in row)
    for frame in row:
        names = room_beside(frame.panel.y, frame.look)
        # Words of an axis on top stand over its ends.
        left, right = (INSET if frame.narrow else 0.0, INSET) if frame.panel.y.names else (0.0, 0.0)
        left += frame.aside + GUTTER / 2 if frame.aside else 0.0
        frame.left, frame.width = frame.cell[0] + names + left, frame.cell[1] - names - left - right
        frame.head, frame.above = top, above
        listed = frame.panel.y.names
        room = HEAD if listed or frame.panel.x.top else PAD
        frame.top = top + head + above + room
        asked = height * frame.panel.share - room - _foot(frame.panel.x, listed)
        beside = head_height(frame) - room if frame.aside else 0.0
        alone = numbers.height(frame.panel, frame.cell[1])
        frame.height = max(20.0, asked, beside, least_height(frame.panel.y, frame.look), alone)
    return max(frame.top + frame.height + _foot(frame.panel.x, frame.panel.y.names) for frame in row)


def _foot(axis: Axis, listed: bool) -> float:
    words = 0 if listed or axis.top or axis.quiet or not (axis.ticks or axis.years) else FOOT
    return max(words + (18 if axis.title else 0), 6)


def head_height(frame: Frame) -> float:
    """Room for title and subtitle of a panel."""
    wide = frame.aside or frame.cell[1]
    lines = [filled(frame.panel.title, wide, 15, True)] if frame.panel.title else []
    lines += [filled(frame.panel.subtitle, wide, 13)] if frame.panel.subtitle else []
    large = LARGE * LINE if frame.panel.large else 0.0
    return large + sum(line.height for line in lines) + (8 if lines else 0) + (18 if frame.panel.y.title else 0)


def _above(frame: Frame) -> float:
    upright = {(rule.at, rule.series) for rule in frame.panel.marks if isinstance(rule, Rule) and rule.across == "y"}
    named = [
        label for label in labels(frame.panel) if (label.x, label.series) in upright and label.sides[:1] == ("end",)
    ]
    return 22.0 * len(named)


def labels(panel: Panel) -> Iterator[Label]:
    """The labels of a panel, in their order."""
    return (mark for mark in panel.marks if isinstance(mark, Label))


def points(panel: Panel) -> Iterator[Point]:
    """All points of a panel."""
    for mark in panel.marks:
        if isinstance(mark, Line | Dots | Bars):
            yield from mark.points


def places(panel: Panel) -> Iterator[float]:
    """Everything on the x axis that is seen."""
    for mark in panel.marks:
        match mark:
            case Line() | Dots() | Bars():
                yield from (point.x for point in mark.points)
            case Band():
                yield from mark.x
            case Rule(across="x"):
                yield from (end for end in (mark.first, mark.last) if end is not None)
            case Rule():
                yield mark.at


def _ranges(found: Sequence[Frame]) -> None:
    """Ends of all axes. Panels of the same axis keep the same ends."""
    across: dict[Ends, Ends] = {}
    down: dict[Axis, Ends] = {}
    seen: dict[Ends, list[float]] = {}
    for frame in found:
        key, y = (frame.panel.x.low, frame.panel.x.high), frame.panel.y
        across[key] = _outer(across.get(key, key), _across(frame))
        down[y] = _outer(down.get(y, (y.low, y.high)), _down(frame))
        seen.setdefault(key, []).extend(places(frame.panel))
    for frame in found:
        key = (frame.panel.x.low, frame.panel.x.high)
        frame.x, frame.y = across[key], down[frame.panel.y]
        frame.years, frame.yearly = _years(key, seen[key])


def _outer(one: Ends, other: Ends) -> Ends:
    return (min(one[0], other[0]), max(one[1], other[1])) if one[0] <= one[1] else one


def _years(ends: Ends, seen: Sequence[float]) -> tuple[tuple[int, int], bool]:
    """The first and the last year of what is seen; of the axis itself where that are days."""
    inside = [place for place in seen if ends[0] <= place <= ends[1]]
    yearly = bool(inside) and all(abs(place - round(place)) < 1e-6 for place in (min(inside), max(inside)))
    first, last = (min(inside), max(inside)) if yearly else (min(ends), max(ends))
    return (math.ceil(first - 1e-6), math.floor(last + 1e-6)), yearly


def _across(frame: Frame) -> Ends:
    """The x axis with room for the numbers at its left and the words at its right end."""
    low, high = frame.panel.x.low, frame.panel.x.high
    seen = [place for place in (point.x for point in points(frame.panel)) if math.isfinite(place)]
    if not seen or frame.panel.y.names or low >= high:
        return low, high
    start = min(0.3, _numbers(frame, seen) / frame.width)
    for _ in range(2):  # each end moves the other a little
        low = min(low, (min(seen) - start * high) / (1 - start))
        high = max([high, *(_needed(label, low, frame, max(seen)) for label in labels(frame.panel))])
    return low, high


def _numbers(frame: Frame, seen: Sequence[float]) -> float:
    """Pixels that the numbers of the y axis want before the first mark: those that would lie on one."""
    reach = min(seen) + (max(seen) - min(seen)) * 0.2
    near = [point.y for point in points(frame.panel) if point.x <= reach and math.isfinite(point.y)]
    axis = frame.panel.y
    unit = abs(axis.high - axis.low) / frame.height
    met = [
        text
        for place, text in axis.ticks
        if text and place - 8 * unit < max(near, default=0.0) and place + (frame.size * 1.3 + 10) * unit > min(near)
    ]
    return max((width_of(text, frame.size) + 14 for text in met), default=10.0)


def _needed(label: Label, low: float, frame: Frame, last: float) -> float:
    """Where the axis must end for a label to stand right of the last point."""
    if not label.must or label.sides[:1] != ("right",) or label.x < last - (last - low) * 0.05:
        return low
    block = (frame.narrow and broken(label.brief or label.text, 2, frame.size)) or broken(label.text, 1, frame.size)
    part = min(0.45, ((block.width if block else 0.0) + 20) / frame.width)
    return low + (label.x - low) / (1 - part)


def arrow(frame: Frame) -> float:
    """Length of a bound's arrow in a panel: shorter in a low one, where it would reach other marks."""
    return min(ARROW, frame.height * 0.16)


def _down(frame: Frame) -> Ends:
    """The y axis with room at its upper end for arrows and its own highest number, or for the name of the first row."""
    low, high = frame.panel.y.low, frame.panel.y.high
    if low >= high:
        return low, high
    if frame.panel.y.names:
        return low, end(frame.panel.y, frame.look, frame.height)
    room = min(0.5, (arrow(frame) + 8) / frame.height)
    open_ended = [
        point.y
        for mark in frame.panel.marks
        if isinstance(mark, Line | Dots) and getattr(mark, "along", "y") == "y"
        for point in mark.points
        if point.high == math.inf
    ]
    number = max(0.0, frame.size * LINE + 3 - PAD) / frame.height
    highest = [max(place for place, _ in frame.panel.y.ticks)] if frame.panel.y.ticks else []
    ends = [low + (y - low) / (1 - part) for part, seen in ((room, open_ended), (number, highest)) for y in seen]
    return low, max([high, *ends])
