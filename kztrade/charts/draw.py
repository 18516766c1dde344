"""A chart as Plotly's figure: for the page in two widths and two themes, and as a picture that stands alone."""

from functools import cache
from importlib.resources import files

from kztrade.charts.axes import axes
from kztrade.charts.frame import BETWEEN, MARGIN, frames
from kztrade.charts.notes import notes
from kztrade.charts.spread import spread
from kztrade.charts.style import CONFIG, GRID, INK, INK2, PAGE, Json, Palette, annotation, layout, recoloured
from kztrade.charts.text import Block, filled
from kztrade.charts.traces import traces
from kztrade.marks import Chart

WIDE, NARROW, SMALL, SHEET = 1112, 350, 284, 680
"""Pixels that a chart is made for: a full page, a phone, a small phone, a sheet of A4."""

PICTURE, EDGE = 1000, 24
"""Width of a picture that stands alone, and its margin."""


def figure(chart: Chart, theme: str, narrow: bool) -> Json:
    """A chart for a page, as Plotly's `data` and `layout`.

    Args:
        chart: What is drawn.
        theme: `light` or `dark`.
        narrow: Whether for a phone.
    """
    palette = Palette(chart)
    found = drawn(chart, palette, NARROW if narrow else round(WIDE * chart.width), narrow)
    return found if theme == "light" else recoloured(found, palette.dark)


def drawn(chart: Chart, palette: Palette, width: float, narrow: bool) -> Json:
    """A chart in light colours at a width in pixels."""
    every, height = frames(chart, width, narrow)
    total = (width - 2 * MARGIN, height)
    data: list[Json] = []
    found: Json = {**layout(height, 13 if narrow else 14), "barmode": "overlay", "annotations": []}
    for frame in every:
        frame.panel = spread(frame)
        data += traces(frame, palette)
        found |= axes(frame, total)
        found["annotations"] += notes(frame, palette, total)
    parted = [frame.head - BETWEEN / 2 for frame in every[1:] if frame.panel.large]
    return {"data": data, "layout": found | ({"shapes": [_parting(top, total) for top in parted]} if parted else {})}


def _parting(top: float, total: tuple[float, float]) -> Json:
    """A faint line across the picture."""
    y = 1 - top / total[1]
    return {
        "type": "line",
        "xref": "paper",
        "yref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": y,
        "y1": y,
        "line": {"color": GRID, "width": 1},
    }


def bundle(chart: Chart) -> Json:
    """All that a browser needs to draw a chart at any width in either theme; `draw.js` does.

    Returns:
        `wide`, `narrow`, `small` and where it differs from them `middle`: figures in light colours, each with the `width`
        it was made for; of each trace the narrower ones hold only what is not as in the wide one. `dark`: what each light
        colour becomes on a dark page; `config` of Plotly; `id`, `title`, `alt`.
    """
    palette = Palette(chart)
    widths = {"wide": round(WIDE * chart.width), "middle": SHEET, "narrow": NARROW, "small": SMALL}
    if widths["wide"] <= SHEET * 1.15:
        del widths["middle"]
    made = {
        name: drawn(chart, palette, width, name in ("narrow", "small")) | {"width": width}
        for name, width in widths.items()
    }
    for name in made.keys() - {"wide"}:
        pairs = zip(made[name]["data"], made["wide"]["data"], strict=True)
        made[name]["data"] = [_beyond(trace, first) for trace, first in pairs]
    words = {"id": chart.id, "title": chart.title, "alt": chart.alt}
    return {**made, **words, "dark": palette.dark, "config": CONFIG}


def _beyond(trace: Json, first: Json) -> Json:
    return {key: value for key, value in trace.items() if key not in first or first[key] != value}


@cache
def script() -> str:
    """The JavaScript function `kzDraw(node, bundle, options)` that draws a bundle in a browser."""
    return (files(__package__) / "draw.js").read_text(encoding="utf-8")


@cache
def image_script() -> str:
    """The JavaScript function `kzImage(toImage, figure, options)` that makes a picture which bears its own font."""
    return (files(__package__) / "image.js").read_text(encoding="utf-8")


def picture(chart: Chart) -> Json:
    """A chart as a picture for files: light, 1000 pixels wide, with title, subtitle, notes and source inside.

    It is as high as its panels and words need, and the same whatever page it was asked from.
    """
    palette = Palette(chart)
    found = drawn(chart, palette, PICTURE - 2 * (EDGE - MARGIN), False)
    wide = PICTURE - 2 * EDGE
    head = [(filled(chart.title, wide, 20, True), 20, INK), (filled(chart.subtitle, wide, 15), 15, INK2)]
    foot = [(filled(text, wide, 13), 13, INK2) for text in (*chart.notes, chart.source)]
    named = _key(chart, palette)
    above, below = _tall(head) + (KEY if named else 0), _tall(foot)
    shown = found["layout"]
    plot = shown["height"]
    shown["annotations"] += [*_lines(head, -above - 12), *_lines(foot, plot + 14)]
    shown["annotations"] += [{**note, "yshift": above + 12 - _tall(head) - KEY / 2} for note in named]
    shown |= {
        "width": PICTURE,
        "autosize": False,
        "paper_bgcolor": PAGE,
        "plot_bgcolor": PAGE,
        "margin": {"l": EDGE, "r": EDGE, "t": EDGE + above + 8, "b": below + EDGE + 10, "pad": 0},
    }
    shown["height"] = plot + shown["margin"]["t"] + shown["margin"]["b"]
    return found


KEY = 22
"""Height of the line that says what colours and signs stand for."""


def _key(chart: Chart, palette: Palette) -> list[Json]:
    """What colours and signs stand for, in a line from the left edge on."""
    found: list[Json] = []
    left = 0.0
    for one in chart.key:
        block = filled(f"{palette.ink(one.series).sign} {one.name}", PICTURE, 14)
        note = annotation(block.markup, 0, 1, palette.word(one.series), 14, "left")
        found.append({**note, "showarrow": False, "xshift": left})
        left += block.width + 18
    return found


def _tall(lines: list[tuple[Block, int, str]]) -> float:
    return round(sum(block.height + 4 for block, _, _ in lines if block.markup))


def _lines(lines: list[tuple[Block, int, str]], top: float) -> list[Json]:
    """Words above or below the plots, from a distance in pixels from their upper edge on."""
    found: list[Json] = []
    for block, size, colour in lines:
        if not block.markup:
            continue
        note = annotation(block.markup, 0, 1, colour, size, "left")
        found.append({**note, "showarrow": False, "yshift": -round(top + block.height / 2, 1)})
        top += block.height + 4
    return found
