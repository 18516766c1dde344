"""Announced levels against what each ledger recorded: from the day a target was set to its deadline."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kztrade.charts.style import DASHES, SYMBOLS, Theme, Trace, figure_of, hover, label, layout, ticks, x_axis, y_axis
from kztrade.charts.target import side_by_side
from kztrade.format import BN, Format


def targets_chart(
    rows: pd.DataFrame, goals: pd.DataFrame, words: Format, theme: Theme, phone: bool = False
) -> go.Figure:
    """Draw turnover by ledger, and each target as a line from its announcement to its deadline.

    Args:
        rows: `ledger`, `series`, `name`, `joined`, `main`, `year`, `value` in US dollars, `who`, `what`.
        goals: `from`, `to` (the deadline, or the end of the axis where `open`), `value`, `open`, `name` (empty for
            all but one of a level), `who`, `what`.
        words: The reader's language.
        theme: Colours.
        phone: Narrow layout.
    """
    first, last = int(rows["year"].min()), int(max(rows["year"].max(), goals["to"].max()))
    top = float(max(rows["value"].max(), goals["value"].max())) / BN * 1.12
    steps = [step for step in ticks(top, 6) if step <= top]
    span = [first - 0.6, last + (6 if phone else 2)]
    lone = rows[~rows["joined"]]
    places = list(zip(lone["year"], lone["value"] / BN, strict=True))
    apart = side_by_side(places, top * 0.02, (span[1] - span[0]) * 11 / (350 if phone else 1120))
    x = rows["year"].astype("float64").to_dict() | dict(zip(lone.index, apart, strict=True))
    traces: list[Trace] = []
    notes: list[dict[str, Any]] = []
    color = theme.mark("target")
    for goal in goals.to_dict("records"):
        y = goal["value"] / BN
        ends = [goal["from"], goal["to"]]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": ends,
                "y": [y, y],
                "line": {"color": color, "width": 2, "dash": "2px,4px" if goal["open"] else "8px,4px"},
                "marker": {
                    "color": color,
                    "size": [7, 1 if goal["open"] else 10],
                    "symbol": ["circle", "line-ns-open"],
                    "line": {"color": color, "width": 1.5},
                    "opacity": 1,
                },
                "hovertemplate": hover(goal["who"], goal["what"]),
            }
        )
        if goal["name"]:  # at the right end, where no ledger reaches
            text = goal["name"].replace("; ", ";<br>").replace(" (", "<br>(") if phone else goal["name"]
            place = {"xanchor": "right", "align": "right", "yanchor": "top", "yshift": -4}
            notes.append(label(span[1], y, text, theme.word("target"), **place))
    for _, part in rows.groupby("ledger", sort=False):
        series, joined = str(part["series"].iloc[0]), bool(part["joined"].iloc[0])
        mark = theme.mark(series)
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers" if joined else "markers",
                "x": [x[index] for index in part.index],
                "y": (part["value"] / BN).tolist(),
                "line": {
                    "color": mark,
                    "width": (2.5 if part["main"].iloc[0] else 1.25) if joined else 1,
                    "dash": DASHES[series],
                },
                "marker": {
                    "color": mark,
                    "size": (4 if part["main"].iloc[0] else 1) if joined else 9,
                    "symbol": SYMBOLS[series],
                    "line": {"color": mark, "width": 1 if not joined else 0},
                },
                "hovertemplate": [hover(who, what) for who, what in zip(part["who"], part["what"], strict=True)],
            }
        )
        end = part.iloc[-1]
        if end["name"]:
            # The Kazakh name stands above its line's end, the Kyrgyz one beside it, past what was said later.
            value = float(end["value"]) / BN
            beside = max([end["year"], *(year for year, other in places if abs(other - value) < top * 0.03)])
            place = (
                {"xanchor": "right", "xshift": -4, "yanchor": "bottom", "yshift": 2}
                if series == "KAZ"
                else {"xshift": 10, "x": beside}
            )
            notes.append({**label(end["year"], value, str(end["name"]), theme.word(series)), **place})
    axes = {
        "xaxis": x_axis(theme, range=span, tickformat="d", dtick=10 if phone else 5, tick0=1990),
        "yaxis": y_axis(
            theme,
            range=[0, top],
            tickvals=steps,
            ticktext=[words.number(step, 1, 1 if step else 0) for step in steps],
        ),
    }
    return figure_of(traces, layout(theme, words.separators, 430, phone, annotations=notes, **axes))
