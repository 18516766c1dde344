"""Contrast of charts, worked out from the figures themselves: words against what they may stand on, marks against the page."""

from collections.abc import Iterator
from typing import Any

import pytest

from kztrade import charts
from kztrade.charts.bounds import SPAN
from kztrade.charts.style import CLEAR, DARK, PAGE
from kztrade.view import Picture
from tests.pages.seen import Seen

GROUNDS = {"light": PAGE, "dark": DARK[PAGE]}

WORDS, MARKS = 4.5, 3.0
"""What WCAG 2.2 AA asks of words (1.4.3) and of what must be seen to understand a picture (1.4.11)."""


def light(colour: str) -> float:
    """Relative luminance of `#RRGGBB`."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    less, more = sorted((light(one), light(other)))
    return (more + 0.05) / (less + 0.05)


def test_contrast_is_as_wcag_works_it_out() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    # The grey that is known to be the lightest on white: (1 + 0.05) ÷ (0.1812 + 0.05) = 4.54
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)


def areas(figure: dict[str, Any], panel: str, note: dict[str, Any] | None = None) -> set[str]:
    """Colours that words of a panel may stand on beside the page: areas under lines, never bars or points."""
    return {
        trace["fillcolor"]
        for trace in figure["data"]
        if trace.get("fill") and trace["xaxis"][1:] == panel and not (note and beyond(note, trace["x"]))
    }


def beyond(note: dict[str, Any], x: list[float]) -> bool:
    """Whether words begin after the last place, or end before the first one."""
    shift = note.get("xshift", note.get("ax", 0))
    after = note["xanchor"] == "left" and note["x"] >= max(x) and shift >= 0
    return after or (note["xanchor"] == "right" and note["x"] <= min(x) and shift <= 0)


def words(figure: dict[str, Any]) -> Iterator[tuple[str, str, set[str]]]:
    """Every text with its colour and the areas that it may stand on."""
    layout = figure["layout"]
    for note in layout["annotations"]:
        under = set() if note["xref"] == "paper" else areas(figure, note["xref"][1:], note)
        yield note["text"], note["font"]["color"], {note["bgcolor"]} if note.get("bgcolor") else under
    for name, axis in layout.items():
        if name.startswith(("xaxis", "yaxis")):
            # Numbers of a y axis stand in the plot.
            under = areas(figure, name.removeprefix("yaxis")) if name.startswith("yaxis") else set()
            yield from ((text, axis["tickfont"]["color"], under) for text in axis["ticktext"] if text)


def each(values: Any, count: int) -> list[Any]:
    return list(values) if isinstance(values, list | tuple) else [values] * count


def marks(trace: dict[str, Any], ground: str) -> Iterator[str]:
    """The colour by which each mark of a trace is told from the page: of a line, or of a point's or bar's edge or filling.

    What is known of a figure in a list, a broad bar under its point, is pale on purpose: its row tells it in words.
    """
    count = len(trace["x"])
    drawn = trace.get("mode", "markers")
    if "lines" in drawn and not trace.get("fill") and trace["line"]["width"] != SPAN:
        yield trace["line"]["color"]
    if "markers" not in drawn:
        return
    marker = trace["marker"]
    line = marker.get("line", {})
    fills, sizes = each(marker.get("color"), count), each(marker.get("size", 1), count)
    edges, widths = each(line.get("color"), count), each(line.get("width", 0), count)
    for fill, size, edge, width in zip(fills, sizes, edges, widths, strict=True):
        if marker.get("opacity") != 0 and size:
            seen = [colour for colour in (fill, edge if width else CLEAR) if colour not in (CLEAR, ground)]
            yield max(seen, key=lambda colour: contrast(colour, ground))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_of_every_chart_can_be_read_on_whatever_they_stand(everything: list[Seen], theme: str) -> None:
    faint = {
        (seen.view.page, text[:40], colour, ground, round(contrast(colour, ground), 2))
        for seen in everything
        for chart in seen.view.charts()
        for figure in [charts.figure(chart, theme, False)]
        for text, colour, under in words(figure)
        for ground in under or (GROUNDS[theme],)
        if contrast(colour, ground) < WORDS
    }
    assert not faint


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_hover_tells_can_be_read(everything: list[Seen], theme: str) -> None:
    for seen in everything:
        for chart in seen.view.charts():
            label = charts.figure(chart, theme, False)["layout"]["hoverlabel"]
            assert contrast(label["font"]["color"], label["bgcolor"]) >= WORDS


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_of_every_chart_can_be_told_from_the_page(everything: list[Seen], theme: str) -> None:
    ground = GROUNDS[theme]
    faint = {
        (seen.view.page, trace["type"], colour, round(contrast(colour, ground), 2))
        for seen in everything
        for chart in seen.view.charts()
        for trace in charts.figure(chart, theme, False)["data"]
        for colour in marks(trace, ground)
        if contrast(colour, ground) < MARKS
    }
    assert not faint


def test_every_picture_has_its_rows_in_words_on_its_page(everything: list[Seen]) -> None:
    lacking = set()
    for seen in everything:
        told = {table.id: len(table.rows) for table in seen.view.tables()}
        drawn = {part.chart.id for part in seen.view.flat() if isinstance(part, Picture)}
        for chart in seen.view.charts():
            assert chart.alt
            is_a_table = chart.id in told and chart.id not in drawn  # its marks stand in the rows themselves
            if not is_a_table and told.get(chart.table.id) != len(chart.table.rows):
                lacking.add(seen.view.page)
    assert lacking == set()
