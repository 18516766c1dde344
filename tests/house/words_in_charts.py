"""Where the words of a chart stand, in pixels, as the charts room itself places them."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from kztrade.charts import draw, notes
from kztrade.charts.axes import number_boxes, x_ticks
from kztrade.charts.frame import MARGIN, Frame
from kztrade.charts.geometry import Box
from kztrade.charts.style import Palette
from kztrade.charts.text import LINE, width
from kztrade.marks import Chart


class Words(NamedTuple):
    """Some words with the box that they take, and whether the engine may lay them over a line."""

    text: str
    box: Box


def words_of(patch: pytest.MonkeyPatch, chart: Chart, wide: float, narrow: bool) -> tuple[list[Words], Box]:
    """All words that stand still in a chart of a width, and the box that they must not leave."""
    found: list[Words] = []
    written, placed, made = notes._written, notes.placed, draw.notes

    def note_written(block, box, *rest):
        found.append(Words(block.markup, box))
        return written(block, box, *rest)

    def note_placed(spots, around):
        places = placed(spots, around)
        found.extend(Words(place.block.markup, place.box) for place in places if place)
        return places

    def note_frame(frame: Frame, palette, total):
        found.extend(_ticks(frame))
        return made(frame, palette, total)

    with patch.context() as during:
        during.setattr(notes, "_written", note_written)
        during.setattr(notes, "placed", note_placed)
        during.setattr(draw, "notes", note_frame)
        layout = draw.drawn(chart, Palette(chart), wide, narrow)["layout"]
    return found, Box(0, 0, wide - 2 * MARGIN, layout["height"])


def _ticks(frame: Frame) -> Iterator[Words]:
    """Numbers and words of the axes."""
    yield from (Words("a number of the y axis", box) for box in number_boxes(frame))
    for place, text in x_ticks(frame):
        half, middle = width(text, frame.size) / 2, frame.across(place)
        top = frame.top - 4 - frame.size * LINE if frame.panel.y.names else frame.top + frame.height + 6
        yield Words(text, Box(middle - half, top, middle + half, top + frame.size * LINE))


def met(words: list[Words]) -> list[tuple[str, str]]:
    """Pairs of words that lie on each other."""
    return [
        (one.text, other.text)
        for place, one in enumerate(words)
        for other in words[place + 1 :]
        if one.box.meets(other.box)
    ]
