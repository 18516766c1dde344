"""Figures told in words where a picture would hold a single point: the number large, what belongs to it under it."""

from collections.abc import Iterator

from kztrade.charts.geometry import Box
from kztrade.charts.style import INK, INK2, SERIF, Json, Palette, annotation
from kztrade.charts.text import filled, said, width
from kztrade.marks import Number, Panel

LARGE, USUAL, SMALL = 28, 15, 13
"""Sizes of the number, of the words around it, and of the lines under it."""

HEIGHT = 38.0
"""Room of the line with the number."""

APART = 1.08
"""The serif's digits against those of the other letters."""


def height(panel: Panel, wide: float) -> float:
    """Room that the numbers of a panel take, none where it has none."""
    return sum(_height(mark, wide) for mark in panel.marks if isinstance(mark, Number))


def _height(mark: Number, wide: float) -> float:
    return HEIGHT + sum(filled(aside.text, wide, SMALL).height for aside in mark.below) + 4


def numbers(panel: Panel, room: Box, total: tuple[float, float], palette: Palette) -> Iterator[Json]:
    """The numbers of a panel as annotations.

    Args:
        panel: What is drawn.
        room: The place of its plot.
        total: Width and height of the picture without margins.
        palette: The colours of the chart.
    """
    top, wide = room.top, room.right - room.left
    for mark in (mark for mark in panel.marks if isinstance(mark, Number)):
        yield from _number(mark, room.left, top, total)
        line = top + HEIGHT
        for aside in mark.below:
            block = filled(aside.text, wide, SMALL)
            colour = palette.word(aside.series) if aside.series else INK2
            yield _written(block.markup, room.left, line + block.height / 2, total, colour, SMALL)
            line += block.height
        top += _height(mark, wide)


def _number(mark: Number, left: float, top: float, total: tuple[float, float]) -> Iterator[Json]:
    """Hedge and number, which stand on one line."""
    before, large, after = mark.text.partition(mark.large)
    aside = 0.0
    for text, size, colour in ((before.strip(), USUAL, INK2), (large, LARGE, INK), (after.strip(" ,"), USUAL, INK2)):
        if not text:
            continue
        middle = top + HEIGHT / 2 + (0 if size == LARGE else 4)
        note = _written(said(text), left, middle, total, colour, size)
        if size == LARGE:
            note["font"] |= {"family": SERIF}
        yield {**note, "xshift": round(aside, 1)}  # in pixels, so that words keep their distance at any width
        aside += width(text, size) * (APART if size == LARGE else 1) + 7


def _written(markup: str, left: float, middle: float, total: tuple[float, float], colour: str, size: int) -> Json:
    place = left / total[0], 1 - middle / total[1]
    return {**annotation(markup, *place, colour, size, "left"), "showarrow": False}
