"""What was said about one period: a point a statement with all that its words allow, statistics as lines behind."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kztrade.charts.style import SYMBOLS, Theme, Trace, figure_of, hover, layout, x_axis, y_axis
from kztrade.format import Format

ROW, ROW_PHONE = 60, 48

NAME, LINE_PHONE = 42, 50
"""Characters that fit beside a bar, and above it on a phone."""


def statements_chart(
    rows: pd.DataFrame,
    lines: pd.DataFrame,
    scale: float,
    words: Format,
    theme: Theme,
    phone: bool = False,
) -> go.Figure:
    """Draw statements from top to bottom in the order of their dates.

    Args:
        rows: `series` (KAZ, KGZ, total), `value`, `low`, `high` in base units (NaN for an open end), `label`, `name`,
            `below` (date and count), `who`, `what`.
        lines: Statistics behind: `series`, `value`, `name`, `what`.
        scale: Base units in one unit of the axis.
        words: The reader's language.
        theme: Colours.
        phone: Names stand above their bar.

    Returns:
        60 px a statement (48 on a phone) and room for the axis and the names of the lines.
    """
    ends = pd.concat([rows["value"], rows["low"], rows["high"], lines["value"]]).dropna() / scale
    low, high = float(ends.min()), float(ends.max())
    room = max((high - low) * 0.08, abs(high) * 0.01, 1e-6)
    count = len(rows)
    inset = 0.0 if phone else 0.3
    above = 30 + 20 * max(0, len(lines) - 1)
    traces: list[Trace] = []
    notes: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    for place, line in enumerate(lines.sort_values("value").to_dict("records")):
        x = line["value"] / scale
        color = theme.mark(line["series"])
        dash = "solid" if line["series"] == "KAZ" else "6px,3px"
        shapes.append(
            {
                "type": "line",
                "x0": x,
                "x1": x,
                "y0": -0.6,
                "y1": count - 0.4,
                "layer": "below",
                "line": {"color": color, "width": 2, "dash": dash},
            }
        )
        notes.append(
            {
                "x": x,
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "yshift": 4 + 20 * place,
                "showarrow": False,
                "text": f"{line['name']} {line['what']}",
                "font": {"color": theme.word(line["series"])},
                "xanchor": "right" if x > (low + high) / 2 else "left",
                "bgcolor": theme.page,
                "borderpad": 0,
            }
        )
    for index, row in enumerate(rows.to_dict("records")):
        y = count - 1 - index
        x = row["value"] / scale
        color, tint = theme.mark(row["series"]), theme.word(row["series"])
        start = low - room if pd.isna(row["low"]) else row["low"] / scale
        end = high + room if pd.isna(row["high"]) else row["high"] / scale
        if end > start:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": [start, end],
                    "y": [y, y],
                    "opacity": 0.28,
                    "line": {"color": color, "width": 7},
                    "hoverinfo": "skip",
                }
            )
        if pd.isna(row["high"]):
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "x": [end],
                    "y": [y],
                    "hoverinfo": "skip",
                    "marker": {"symbol": "triangle-right", "size": 10, "color": color},
                    "cliponaxis": False,
                }
            )
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [x],
                "y": [y],
                "name": row["name"],
                "marker": {"color": color, "size": 11, "symbol": SYMBOLS[row["series"]]},
                "hovertemplate": hover(row["who"], row["what"]),
            }
        )
        named = {"xref": "paper", "x": 0, "y": y, "xanchor": "left", "showarrow": False, "align": "left"}
        below = f"<span style='font-size:13px;color:{theme.ink2}'>{row['below']}</span>"
        blank = {"bgcolor": theme.page, "borderpad": 0, "showarrow": False}
        if phone:  # one line above the bar has it all
            said = f"<span style='color:{tint}'>{row['label']}</span>"
            name = _cut(row["name"], LINE_PHONE - len(row["label"]) - len(row["below"]))
            text = f"{said} {name} {below}"
            notes.append({**named, **blank, "text": text, "yshift": 17, "font": {"color": theme.ink, "size": 13}})
        else:
            notes.append({**blank, "x": x, "y": y, "yshift": 15, "text": row["label"], "font": {"color": tint}})
            name = _cut(row["name"], NAME)
            notes.append({**named, "text": f"{name}<br>{below}", "font": {"color": theme.ink}})
    figure = layout(
        theme,
        words.separators,
        count * (ROW_PHONE if phone else ROW) + 34 + above,
        phone,
        annotations=notes,
        shapes=shapes,
        xaxis=x_axis(
            theme,
            range=[low - room, high + room],
            domain=[inset, 1],
            showgrid=True,
            gridcolor=theme.grid,
            nticks=6,
            tickformat=",",
            showline=False,
            ticks="",
        ),
        yaxis=y_axis(theme, range=[-0.6, count - 0.4], showgrid=False, showticklabels=False),
    )
    figure["margin"] = {"l": 4, "r": 12, "t": above, "b": 34, "pad": 0}
    return figure_of(traces, figure)


def _cut(text: str, most: int) -> str:
    """A name with at most so many characters; the table has it whole."""
    return text if len(text) <= most else text[: most - 1].rstrip(" ,") + "…"
