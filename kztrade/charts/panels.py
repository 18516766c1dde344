"""Small multiples: one panel an indicator, so that different kinds and units never share an axis."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from kztrade.charts.style import (
    DASHES,
    SYMBOLS,
    Theme,
    Trace,
    arrow,
    figure_of,
    hover,
    label,
    layout,
    ring,
    ticks,
    whisker,
    x_axis,
    y_axis,
)
from kztrade.format import Format

PLOT, HEAD, FOOT = 150, 60, 44
"""Heights in pixels: the plot of a panel, its title above, its years below."""

AXIS, WIDTHS = 44, {1: 358, 2: 705, 3: 1110}
"""Widths in pixels: the labels of an axis, and the usual chart by its columns."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in a panel.

    Attributes:
        ledger: Points of one are drawn as one trace, in the order given.
        series: Whose colour and sign it bears: KAZ, KGZ or total.
        year: Where it stands.
        value: In base units, as are both ends.
        low: Low end of its interval; minus infinity if open.
        high: High end; infinity if open.
        joined: Whether a line runs through the ledger's points, as through statistics but never through statements.
        derived: Computed from what is stated.
        suspect: Marked as doubtful.
        label: Words beside it; none if empty.
        who: Source and period, for the hover.
        what: The hedged figure, for the hover.
        chosen: Ringed.
    """

    ledger: str
    series: str
    year: int
    value: float
    low: float
    high: float
    joined: bool = False
    derived: bool = False
    suspect: bool = False
    label: str = ""
    who: str = ""
    what: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One indicator's points and how to head them.

    Attributes:
        title: What is measured.
        subtitle: Unit and direction.
        points: The figures; at least one.
        scale: Base units in one unit of the axis.
        zero: Whether the axis starts at zero, as amounts must; changes may fall below it.
    """

    title: str
    subtitle: str
    points: Sequence[Point]
    scale: float = 1.0
    zero: bool = True


def panels_chart(panels: Sequence[Panel], columns: int, words: Format, theme: Theme, phone: bool = False) -> go.Figure:
    """Draw panels side by side, all over the same years.

    Args:
        panels: What to draw, in reading order.
        columns: Panels in a row; one on a phone.
        words: The reader's language.
        theme: Colours.
        phone: Narrow layout.

    Returns:
        A figure as high as its rows of panels need.
    """
    columns = max(1, min(columns, len(panels)))
    lines = math.ceil(len(panels) / columns)
    step = HEAD + PLOT + FOOT
    height = step * lines
    years = [point.year for panel in panels for point in panel.points]
    first, last = min(years), max(years)
    traces: list[Trace] = []
    axes: dict[str, Any] = {}
    notes: list[dict[str, Any]] = []
    gutter = 0.0 if columns == 1 else 0.06
    width = (1 - gutter * (columns - 1)) / columns
    for index, panel in enumerate(panels):
        line, column = divmod(index, columns)
        left = column * (width + gutter)
        top = 1 - (line * step + HEAD) / height
        number = "" if index == 0 else str(index + 1)
        names = {"xaxis": f"x{number}", "yaxis": f"y{number}"}
        domain = [top - PLOT / height, top]
        room = max(1.4, (last - first) * (0.32 if columns > 1 else 0.25))
        span = [first - max(0.4, room / 6), last + room]
        indent = AXIS / WIDTHS[min(columns, 3)]
        axes[f"xaxis{number}"] = x_axis(
            theme,
            anchor=names["yaxis"],
            domain=[left + indent, left + width],
            range=span,
            tickvals=sorted({first, *([(first + last) // 2] if last - first > 3 else []), last}),
            tickformat="d",
        )
        axes[f"yaxis{number}"] = y_axis(
            theme,
            anchor=names["xaxis"],
            domain=domain,
            ticklabelposition="outside",
            zerolinecolor=theme.axis,
            **_scale(panel, words),
        )
        reach = axes[f"yaxis{number}"]["range"]
        traces += _traces(panel, names, theme, (reach[1] - reach[0]) * 0.14)
        notes += _labels(panel, names, theme, reach)
        head = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "showarrow": False}
        notes.append(
            {
                **head,
                "x": left,
                "y": top,
                "yshift": 10,
                "align": "left",
                "text": f"<b>{panel.title}</b><br>{_small(panel.subtitle, theme)}",
                "font": {"size": 15, "color": theme.ink},
            }
        )
    figure = layout(theme, words.separators, height, phone, annotations=notes, **axes)
    figure["margin"] = {"l": 4, "r": 4, "t": 0, "b": 0, "pad": 0}
    return figure_of(traces, figure)


def _scale(panel: Panel, words: Format) -> dict[str, Any]:
    ends = [end / panel.scale for point in panel.points for end in (point.value, point.low, point.high)]
    ends = [end for end in ends if math.isfinite(end)]
    top, bottom = max(ends), min(ends)
    if panel.zero or bottom >= 0:
        steps = ticks(max(top, 1e-9) * 1.08, 3)
        return {"range": [0, steps[-1] * 1.06], "tickvals": steps, "ticktext": _texts(steps, words)}
    # Changes lie on both sides of nothing: the line between them is drawn.
    upper, lower = ticks(max(top, -bottom) * 1.05, 2), ticks(-bottom * 1.05, 2)
    size = upper[1]
    below = [-size * count for count in range(1, math.ceil(lower[-1] / size) + 1)]
    steps = [*reversed(below), *(tick for tick in upper if tick <= max(top, 0) * 1.05 + size)]
    span = [steps[0], steps[-1] * 1.06 or size]
    return {"range": span, "tickvals": steps, "ticktext": _texts(steps, words), "zeroline": True}


def _texts(steps: Sequence[float], words: Format) -> list[str]:
    decimals = max((len(f"{step:.4f}".rstrip("0").partition(".")[2]) for step in steps), default=0)
    return [words.number(step, decimals, decimals if step else 0) for step in steps]


def _traces(panel: Panel, names: Mapping[str, str], theme: Theme, length: float) -> list[Trace]:
    ledgers: dict[tuple[str, bool], list[Point]] = {}
    for point in panel.points:
        ledgers.setdefault((point.ledger, point.joined), []).append(point)
    traces: list[Trace] = []
    for (_, joined), points in ledgers.items():
        series = points[0].series
        color = theme.mark(series)
        if not joined:  # below the points, so that a hollow one stays hollow
            for point in points:
                traces += _ends(point, panel.scale, color, length, names)
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers" if joined else "markers",
                "x": [point.year for point in points],
                "y": [point.value / panel.scale for point in points],
                "connectgaps": False,
                "line": {"color": color, "width": 2.25, "dash": DASHES[series]},
                "marker": {
                    "color": [
                        theme.page if point.suspect or (point.derived and not joined) else color for point in points
                    ],
                    "size": 5 if joined else 10,
                    "symbol": SYMBOLS[series],
                    "opacity": 1,
                    "line": {"color": color, "width": 1.5 if joined else 2},
                },
                "hovertemplate": [hover(point.who, point.what) for point in points],
                **names,
            }
        )
        traces += [ring(point.year, point.value / panel.scale, theme, names) for point in points if point.chosen]
    return traces


def _ends(point: Point, scale: float, color: str, length: float, names: Mapping[str, str]) -> list[Trace]:
    if math.isinf(point.high):
        return arrow(point.year, point.value / scale, length, color, names)
    if math.isinf(point.low):
        return arrow(point.year, point.value / scale, -length, color, names)
    if point.low == point.high:
        return []
    return [whisker(point.year, point.low / scale, point.high / scale, color, names)]


def _labels(panel: Panel, names: Mapping[str, str], theme: Theme, reach: Sequence[float]) -> list[dict[str, Any]]:
    """Words at the end of a line or beside a lone point; two that would touch are moved apart."""
    axes = {"xref": names["xaxis"], "yref": names["yaxis"]}
    close = (reach[1] - reach[0]) * 0.12
    lines = any(point.joined for point in panel.points)
    last = max(point.year for point in panel.points)
    notes: list[dict[str, Any]] = []
    before: tuple[int, float] | None = None
    for point in sorted((point for point in panel.points if point.label), key=lambda point: point.value):
        y = point.value / panel.scale
        shift = 0
        if before and before[0] == point.year and y - before[1] < close:
            shift = 8
            notes[-1]["yshift"] = notes[-1].get("yshift", 0) - 8
        lone = {}
        if lines and not point.joined:  # among lines, words stand above the point
            lone = {"xanchor": "right", "xshift": -6, "yanchor": "bottom", "yshift": 6, "align": "right"}
        elif not point.joined and point.year < last:  # beside it stands the next point
            lone = {"xanchor": "center", "xshift": 0, "yanchor": "bottom", "yshift": 8, "align": "center"}
        shifted = {
            "xshift": 20 if point.chosen else 10,
            "yshift": shift,
            "bgcolor": theme.page,
            "borderpad": 0,
            **axes,
            **lone,
        }
        notes.append(label(point.year, y, point.label, theme.word(point.series), **shifted))
        notes[-1]["font"]["size"] = 13
        before = (point.year, y)
    return notes


def _small(text: str, theme: Theme) -> str:
    return f"<span style='font-size:13px;color:{theme.ink2}'>{text}</span>"
