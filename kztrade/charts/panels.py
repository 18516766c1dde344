"""Small multiples: one panel an indicator, so that different kinds and units never share an axis."""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
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


@dataclass(frozen=True)
class Panel:
    """One indicator's rows and how to head them.

    Attributes:
        title: What is measured.
        subtitle: Unit and direction.
        rows: `ledger` (rows of one are joined by a line when `joined`), `series` (KAZ, KGZ, total), `year`, `value`,
            `low`, `high` (NaN for an open end), `joined`, `derived`, `suspect`, `label`, `who`, `what`.
        scale: Base units in one unit of the axis.
        zero: Whether the axis starts at zero, as amounts must; changes may fall below it.
    """

    title: str
    subtitle: str
    rows: pd.DataFrame
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
    years = [int(year) for panel in panels for year in panel.rows["year"]]
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
    ends = pd.concat([panel.rows[name] for name in ("value", "low", "high")]).dropna() / panel.scale
    top, bottom = float(ends.max()), float(ends.min())
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
    traces: list[Trace] = []
    scaled = panel.rows.assign(**{name: panel.rows[name] / panel.scale for name in ("value", "low", "high")})
    for (_, joined), part in scaled.groupby(["ledger", "joined"], sort=False):
        series = str(part["series"].iloc[0])
        color = theme.mark(series)
        derived = part["derived"] & (not joined)
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers" if joined else "markers",
                "x": part["year"].tolist(),
                "y": part["value"].tolist(),
                "connectgaps": False,
                "line": {"color": color, "width": 2.25, "dash": DASHES[series]},
                "marker": {
                    "color": [
                        theme.page if hollow or suspect else color
                        for hollow, suspect in zip(derived, part["suspect"], strict=True)
                    ],
                    "size": 5 if joined else 10,
                    "symbol": SYMBOLS[series],
                    "opacity": 1,
                    "line": {"color": color, "width": 1.5 if joined else 2},
                },
                "hovertemplate": [hover(who, what) for who, what in zip(part["who"], part["what"], strict=True)],
                **names,
            }
        )
        if not joined:
            for point in part.to_dict("records"):
                traces += _ends(point, color, length, names)
    return traces


def _ends(point: Mapping[Hashable, Any], color: str, length: float, names: Mapping[str, str]) -> list[Trace]:
    low, high = point["low"], point["high"]
    if math.isnan(high):
        return arrow(point["year"], point["value"], length, color, names)
    if math.isnan(low):
        return arrow(point["year"], point["value"], -length, color, names)
    return [whisker(point["year"], low, high, color, names)] if low < high else []


def _labels(panel: Panel, names: Mapping[str, str], theme: Theme, reach: Sequence[float]) -> list[dict[str, Any]]:
    """Words at the end of a line or beside a lone point; two that would touch are moved apart."""
    rows = panel.rows[panel.rows["label"] != ""].sort_values("value")
    axes = {"xref": names["xaxis"], "yref": names["yaxis"]}
    close = (reach[1] - reach[0]) * 0.12
    notes: list[dict[str, Any]] = []
    before: tuple[int, float] | None = None
    for point in rows.to_dict("records"):
        y = point["value"] / panel.scale
        shift = 0
        if before and before[0] == point["year"] and y - before[1] < close:
            shift = 8
            notes[-1]["yshift"] = notes[-1].get("yshift", 0) - 8
        lone = {}
        if not point["joined"] and panel.rows["joined"].any():  # among lines, words stand above the point
            lone = {"xanchor": "right", "xshift": -6, "yanchor": "bottom", "yshift": 6, "align": "right"}
        shifted = {"xshift": 10, "yshift": shift, "bgcolor": theme.page, "borderpad": 0, **axes, **lone}
        notes.append(label(point["year"], y, point["label"], theme.word(point["series"]), **shifted))
        notes[-1]["font"]["size"] = 13
        before = (point["year"], y)
    return notes


def _small(text: str, theme: Theme) -> str:
    return f"<span style='font-size:13px;color:{theme.ink2}'>{text}</span>"
