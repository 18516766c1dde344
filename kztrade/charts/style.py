"""Colours, type and the anatomy that all charts share. Colour pairs were measured against both page colours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

Trace = dict[str, Any]

FONT = '"Source Sans", "Source Sans 3", "Noto Sans", sans-serif'
CONFIG = {"displayModeBar": False, "responsive": True, "doubleClick": False, "scrollZoom": False}
PICTURE = {"width": 1000, "height": 620}


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours; marks are the same in both themes, words need their own tint to be read."""

    name: str
    page: str
    ink: str
    ink2: str
    grid: str
    axis: str
    chosen: str
    words: Mapping[str, str]
    hover: str

    def word(self, series: str) -> str:
        """Text colour of a series."""
        return self.words.get(series, self.ink2)

    def mark(self, series: str) -> str:
        """Colour of a series' lines and points."""
        return MARKS.get(series, self.ink2)


MARKS = {"KAZ": "#0072B2", "KGZ": "#D55E00", "total": "#009E73", "target": "#CC79A7"}
SYMBOLS = {"KAZ": "circle", "KGZ": "square", "total": "circle"}
DASHES = {"KAZ": "solid", "KGZ": "6px,3px", "total": "solid"}

LIGHT = Theme(
    "light",
    page="#FFFFFF",
    ink="#1D2228",
    ink2="#5E6066",
    grid="#E7E4DD",
    axis="#9A9890",
    chosen="#C99700",
    words={"KAZ": "#00659E", "KGZ": "#AD4C00", "total": "#00735A", "target": "#A0457A"},
    hover="#FFFFFF",
)
DARK = Theme(
    "dark",
    page="#15171A",
    ink="#E9E6E0",
    ink2="#A7A9AE",
    grid="#2B2E33",
    axis="#6B6F76",
    chosen="#E9C84A",
    words={"KAZ": "#5CB3E6", "KGZ": "#F28C45", "total": "#35C79C", "target": "#DF9DC2"},
    hover="#1F2226",
)


def layout(theme: Theme, separators: str, height: int, phone: bool = False, **more: Any) -> dict[str, Any]:
    """The layout every chart starts from."""
    size = 13 if phone else 14
    return {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "separators": separators,
        "height": height,
        "font": {"family": FONT, "size": size, "color": theme.ink2},
        "margin": {"l": 4, "r": 4, "t": 6, "b": 28, "pad": 0},
        "hovermode": "closest",
        "dragmode": False,
        "transition": {"duration": 0},
        "hoverlabel": {
            "bgcolor": theme.hover,
            "bordercolor": theme.axis,
            "align": "left",
            "font": {"size": 14, "color": theme.ink, "family": FONT},
        },
        **more,
    }


def figure_of(traces: list[Trace], layout: Mapping[str, Any]) -> go.Figure:
    """A figure of plain dictionaries, taken as they are.

    Plotly's check of every property takes ten times as long as all the rest; the tests make it instead. Its own
    template is left out: nothing of it would show, and it is half of what a browser would be sent.
    """
    return go.Figure({"data": traces, "layout": {"template": {}, **layout}}, _validate=False)


def x_axis(theme: Theme, **more: Any) -> dict[str, Any]:
    """A quiet axis under the plot."""
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": theme.axis,
        "linewidth": 1,
        "ticks": "outside",
        "ticklen": 5,
        "tickcolor": theme.axis,
        "tickfont": {"color": theme.ink2},
        "fixedrange": True,
        "ticklabeloverflow": "allow",
        **more,
    }


def y_axis(theme: Theme, **more: Any) -> dict[str, Any]:
    """Grid lines with their labels on them."""
    return {
        "showgrid": True,
        "gridcolor": theme.grid,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
        "ticklabelposition": "inside top",
        "ticklabeloverflow": "allow",
        "tickfont": {"color": theme.ink2},
        **more,
    }


def label(x: Any, y: float, text: str, color: str, **more: Any) -> dict[str, Any]:
    """Words beside a mark, where other charts have a legend."""
    return {
        "x": x,
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "middle",
        "align": "left",
        "font": {"color": color},
        **more,
    }


def arrow(x: Any, y: float, length: float, color: str, axes: Mapping[str, str] | None = None) -> list[Trace]:
    """A bound: a line from the point with a triangle at its open end. Its length stands for no amount."""
    shared: Trace = {"type": "scatter", "hoverinfo": "skip", "showlegend": False, **(axes or {})}
    symbol = "triangle-up" if length > 0 else "triangle-down"
    return [
        {**shared, "mode": "lines", "x": [x, x], "y": [y, y + length], "line": {"color": color, "width": 2}},
        {
            **shared,
            "mode": "markers",
            "x": [x],
            "y": [y + length],
            "marker": {"symbol": symbol, "size": 9, "color": color},
        },
    ]


def whisker(x: Any, low: float, high: float, color: str, axes: Mapping[str, str] | None = None) -> Trace:
    """All values that the words allow, as a thin bar with caps."""
    middle = (low + high) / 2
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x],
        "y": [middle],
        "marker": {"size": 1, "color": color, "opacity": 0},
        "error_y": {
            "type": "data",
            "symmetric": True,
            "array": [(high - low) / 2],
            "thickness": 1.5,
            "width": 4,
            "color": color,
        },
        "hoverinfo": "skip",
        "showlegend": False,
        **(axes or {}),
    }


def ring(x: Any, y: float, theme: Theme, axes: Mapping[str, str] | None = None) -> Trace:
    """Marks the chosen point."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x],
        "y": [y],
        "marker": {"size": 30, "color": "rgba(0,0,0,0)", "line": {"color": theme.chosen, "width": 2.5}},
        "hoverinfo": "skip",
        "showlegend": False,
        **(axes or {}),
    }


def hover(who: str, what: str) -> str:
    """Two lines: who and when, then the value with its hedge."""
    return f"{who}<br><b>{what}</b><extra></extra>"


def ticks(top: float, count: int = 5) -> list[float]:
    """Round steps from zero to just above the top.

    >>> ticks(1.3)
    [0.0, 0.5, 1.0, 1.5]
    """
    if top <= 0:
        return [0.0]
    raw = top / count
    power = 10.0 ** len(str(int(raw))) / 10 if raw >= 1 else 1.0
    while power > raw:
        power /= 10
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw)
    found = [0.0]
    while found[-1] < top:
        found.append(round(found[-1] + step, 10))
    return found


def wrapped(text: str, width: int) -> Sequence[str]:
    """Words broken into lines of at most so many characters, for text inside a picture."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def as_picture(figure: go.Figure, title: str, subtitle: str, source: str) -> go.Figure:
    """The figure as a picture that stands alone: light, with title, subtitle and source line inside.

    Args:
        figure: Drawn in the light theme at desktop width.
        title: What the picture shows.
        subtitle: Unit, period and how to read the marks.
        source: Publishers and data version.
    """
    spec = figure.to_plotly_json()
    shown = spec["layout"]
    margin = {"l": 4, "r": 4, "t": 6, "b": 28, **shown["margin"]}
    above = wrapped(subtitle, 125)
    below = wrapped(source, 150)
    top, bottom = 66 + 19 * len(above), 26 + 17 * len(below)
    words = [
        {"text": f"<b>{title}</b>", "y": 1, "yshift": margin["t"] + top - 20, "font": {"size": 20, "color": LIGHT.ink}},
        {
            "text": "<br>".join(above),
            "y": 1,
            "yshift": margin["t"] + top - 52,
            "font": {"size": 15, "color": LIGHT.ink2},
        },
        {"text": "<br>".join(below), "y": 0, "yshift": -margin["b"] - 12, "font": {"size": 12.5, "color": LIGHT.ink2}},
    ]
    place = {"x": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top", "align": "left"}
    layout = {
        **shown,
        **PICTURE,
        "paper_bgcolor": LIGHT.page,
        "plot_bgcolor": LIGHT.page,
        "autosize": False,
        "annotations": [*shown["annotations"], *({**place, "showarrow": False, **word} for word in words)],
        "margin": {
            "l": margin["l"] + 24,
            "r": margin["r"] + 24,
            "t": margin["t"] + top,
            "b": margin["b"] + bottom,
        },
    }
    return figure_of(list(spec["data"]), layout)
