"""Announced levels against what each ledger recorded: from the day a target was set to its deadline."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kztrade.charts.style import DASHES, SYMBOLS, Theme, Trace, figure_of, hover, label, layout, ticks, x_axis, y_axis
from kztrade.format import BN, Format


def targets_chart(
    rows: pd.DataFrame, goals: pd.DataFrame, words: Format, theme: Theme, phone: bool = False
) -> go.Figure:
    """Draw turnover by ledger, and each target as a line from its announcement to its deadline.

    Args:
        rows: `ledger`, `series`, `name`, `joined`, `main`, `year`, `value` in US dollars, `who`, `what`.
        goals: `from`, `to` (the deadline, or the end of the axis where `open`), `value`, `open`, `name`, `who`, `what`.
        words: The reader's language.
        theme: Colours.
        phone: Narrow layout.
    """
    first, last = int(rows["year"].min()), int(max(rows["year"].max(), goals["to"].max()))
    top = float(max(rows["value"].max(), goals["value"].max())) / BN * 1.12
    steps = [step for step in ticks(top, 6) if step <= top]
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
                },
                "hovertemplate": hover(goal["who"], goal["what"]),
            }
        )
        if goal["name"]:
            notes.append(label(goal["from"], y, goal["name"], theme.word("target"), yanchor="bottom", yshift=4))
    for _, part in rows.groupby("ledger", sort=False):
        series, joined = str(part["series"].iloc[0]), bool(part["joined"].iloc[0])
        mark = theme.mark(series)
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers" if joined else "markers",
                "x": part["year"].tolist(),
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
                },
                "hovertemplate": [hover(who, what) for who, what in zip(part["who"], part["what"], strict=True)],
            }
        )
        end = part.iloc[-1]
        if end["name"]:
            # The Kazakh name stands above its line's end, the Kyrgyz one below: what was said later lies to the right.
            upper = series == "KAZ"
            place = {"xanchor": "right", "xshift": -4} if upper else {"xanchor": "left", "xshift": 2}
            notes.append(
                label(
                    end["year"],
                    float(end["value"]) / BN,
                    str(end["name"]),
                    theme.word(series),
                    yanchor="bottom" if upper else "top",
                    yshift=2 if upper else -4,
                    **place,
                )
            )
    span = [first - 0.6, last + (4 if phone else 2)]
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
