"""All words of a panel that are no axis numbers, as Plotly's annotations: titles, names of rows, labels."""

from collections.abc import Iterator, Sequence

from kztrade.charts.crowd import anchor_radius, row_radius, surroundings
from kztrade.charts.frame import HEAD, Frame, labels
from kztrade.charts.geometry import Box, Segment
from kztrade.charts.labels import Placed, Spot, placed, tie
from kztrade.charts.names import ASIDE, set_name
from kztrade.charts.numbers import numbers
from kztrade.charts.style import AXIS, GROUND, HALO, INK, INK2, LARGE, Json, Palette, annotation
from kztrade.charts.text import LINE, Block, broken, filled
from kztrade.marks import Label, Rule


def notes(frame: Frame, palette: Palette, total: tuple[float, float]) -> list[Json]:
    """Everything that is said in a panel."""
    named = list(_names(frame))
    found = [*_head(frame, palette), *named]
    boxes = [box for _, _, box, _ in named]
    written = [_written(block, box, colour, total, size) for block, size, box, colour in found]
    if frame.narrow:
        for note in written[len(found) - len(named) :]:
            note["font"]["shadow"] = HALO
    room = Box(frame.left, frame.top, frame.left + frame.width, frame.top + frame.height)
    return [*written, *numbers(frame.panel, room, total, palette), *_labels(frame, palette, boxes)]


BREAK = 80.0
"""A label of less width than this stays in one line."""

Said = tuple[Block, int, Box, str]
"""Words with their size, place and colour."""


def _large(frame: Frame, palette: Palette) -> Iterator[Said]:
    """The figure that a panel is about: its hedge small, the number large, on one line of writing."""
    left, bottom = frame.cell[0], frame.head + LARGE * LINE
    for place, text in enumerate(frame.panel.large.split("**")):
        size = LARGE if place % 2 else 16
        set_in = filled(text.strip(), 1e9, size, place % 2 == 1)
        if not set_in.markup:
            continue
        low = bottom - (0 if place % 2 else 3)
        colour = palette.word(frame.panel.series) if place % 2 else INK2
        yield set_in, size, Box(left, low - set_in.height, left + set_in.width, low), colour
        left += set_in.width + 6


def _head(frame: Frame, palette: Palette) -> Iterator[Said]:
    """Its figure, title, subtitle and the units of the axes."""
    left, wide = frame.cell[0], frame.aside or frame.cell[1]
    top = frame.head
    if frame.panel.large:
        yield from _large(frame, palette)
        top += LARGE * LINE
    for text, size, bold, colour in ((frame.panel.title, 15, True, INK), (frame.panel.subtitle, 13, False, INK2)):
        if text:
            block = filled(text, wide, size, bold)
            yield block, size, Box(left, top, left + block.width, top + block.height), colour
            top += block.height
    if frame.panel.y.title:
        block = filled(frame.panel.y.title, wide, 13)
        bottom = frame.top - frame.above - 2
        yield block, 13, Box(left, bottom - block.height, left + block.width, bottom), INK2
    if frame.panel.x.title:
        block = filled(frame.panel.x.title, wide, 13)
        top = frame.top + frame.height + (24 if frame.panel.x.ticks or frame.panel.x.years else 2)
        right = frame.left + frame.width
        yield block, 13, Box(right - block.width, top, right, top + block.height), INK2


def _names(frame: Frame) -> Iterator[Said]:
    """Names of rows, left of the plot or on a narrow page over their row."""
    left = frame.cell[0]
    for place, text in frame.panel.y.ticks if frame.panel.y.names else ():
        name = set_name(text, frame.look)
        first, second = name.name, name.aside
        top = frame.down(place) - (name.height + row_radius(place, frame) if frame.narrow else name.height / 2)
        yield first, frame.size, Box(left, top, left + first.width, top + first.height), INK
        if not second.markup:
            continue
        bottom = top + first.height
        start, top = (left + first.width + 8, bottom - second.height) if name.beside else (left, bottom)
        yield second, ASIDE, Box(start, top, start + second.width, top + second.height), INK2


def _written(block: Block, box: Box, colour: str, total: tuple[float, float], size: int) -> Json:
    """Words that keep their place in the picture, from their left edge on."""
    right = box.left > total[0] / 2 and abs(box.right - total[0]) < 1
    x, y = (box.right if right else box.left) / total[0], 1 - (box.top + box.bottom) / 2 / total[1]
    return {**annotation(block.markup, x, y, colour, size, "right" if right else "left"), "showarrow": False}


def _labels(frame: Frame, palette: Palette, names: Sequence[Box]) -> list[Json]:
    """Words beside marks, where other charts have a legend."""
    every = list(labels(frame.panel))
    if not every:
        return []
    around = surroundings(frame, list(names))
    rules = [_rule(label, frame) for label in every]
    spots = [
        _spot(label, rule, frame, around.region.right - around.region.left)
        for label, rule in zip(every, rules, strict=True)
    ]
    found = placed(spots, around)
    return [
        _label(label, spot, place, frame, palette)
        for label, spot, place in zip(every, spots, found, strict=True)
        if place
    ]


def _rule(label: Label, frame: Frame) -> Rule | None:
    """The rule that a label names."""
    if not {"start", "end"} & set(label.sides):
        return None
    found = [
        mark
        for mark in frame.panel.marks
        if isinstance(mark, Rule) and mark.at == (label.y if mark.across == "x" else label.x)
    ]
    return min(found, key=lambda rule: rule.series != label.series, default=None)


def _spot(label: Label, rule: Rule | None, frame: Frame, room: float) -> Spot:
    text = (frame.narrow and label.brief) or label.text
    one = filled(text, 1e9, frame.size)
    counts = (1, 2) if one.width > BREAK else (1,)
    blocks = [block for count in counts if (block := broken(text, count, frame.size)) and block.width <= room]
    if one.width > room * 0.6:
        blocks.append(filled(text, room * 0.42, frame.size))
    blocks = blocks or [filled(text, room, frame.size)]
    x, y = frame.across(label.x), frame.down(label.y)
    stroke = frame.stroke(rule) if rule else None
    if rule and stroke and rule.across == "x":
        x, y = (stroke.x1 if label.sides[0] == "end" else stroke.x0), stroke.y0
    elif rule and stroke:
        top = min(stroke.y0, stroke.y1) - (HEAD if frame.panel.y.names else 0)
        stroke = Segment(stroke.x0, max(stroke.y0, stroke.y1), stroke.x1, top)
        y = top if label.sides[0] == "end" else stroke.y0
    return Spot(x, y, blocks, _sides(label, frame), anchor_radius(label, frame), label.must, stroke)


def _sides(label: Label, frame: Frame) -> tuple[str, ...]:
    """Where a label may stand; in a narrow list the name of its row is above it."""
    if not (frame.narrow and frame.panel.y.names) or {"start", "end"} & set(label.sides):
        return label.sides
    return ("right", "left", "below", "above")


def _label(label: Label, spot: Spot, found: Placed, frame: Frame, palette: Palette) -> Json:
    """An annotation tied to its mark in the units of the axes, so that it moves with it."""
    box, block, struck = found
    # A mark outside its plot would take its words with it: Plotly hides what stands outside the axes.
    x = min(max(spot.x, frame.left), frame.left + frame.width)
    y = min(max(spot.y, frame.top), frame.top + frame.height)
    across, align = _from(x, box.left, box.right)
    down = (box.top + box.bottom) / 2 - y
    place = frame.x[0] + frame.wide(x - frame.left), frame.y[1] - frame.high(y - frame.top)
    note: Json = {
        **annotation(block.markup, *place, INK if label.chosen else palette.word(label.series), frame.size, align),
        "xref": f"x{frame.suffix}",
        "yref": f"y{frame.suffix}",
        **({"bgcolor": GROUND} if label.chosen else {}),
    }
    if struck:
        note["font"]["shadow"] = HALO
    if tie(spot, box):
        return {**note, **_tie(spot, across, down)}
    return {**note, "showarrow": False, "xshift": round(across, 1), "yshift": round(-down, 1)}


def _from(x: float, left: float, right: float) -> tuple[float, str]:
    """How far words stand from their mark, and by which edge they are held: the one nearest to it."""
    if left >= x - 12:
        return left - x, "left"
    if right <= x + 12:
        return right - x, "right"
    return (left + right) / 2 - x, "center"


def _tie(spot: Spot, across: float, down: float) -> Json:
    return {
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": AXIS,
        "standoff": spot.radius + 2,
        "ax": round(across, 1),
        "ay": round(down, 1),
    }
