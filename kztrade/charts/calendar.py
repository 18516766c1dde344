"""Forums, councils, visits and summits on a line of years, one row a kind."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kztrade.charts.style import Theme, Trace, figure_of, hover, layout, ring, x_axis, y_axis
from kztrade.format import Format


def calendar_chart(rows: pd.DataFrame, words: Format, theme: Theme, phone: bool = False, chosen: str = "") -> go.Figure:
    """Draw events by day.

    Args:
        rows: `id`, `date` (ISO), `kind` (words), `name`, `count` (figures stated there), `who`, `what`.
        words: The reader's language.
        theme: Colours.
        phone: Narrow layout.
        chosen: The event to ring.

    Returns:
        One point an event, larger where more was stated.
    """
    kinds = list(dict.fromkeys(rows["kind"]))
    traces: list[Trace] = []
    notes: list[dict[str, Any]] = []
    for place, kind in enumerate(kinds):
        part = rows[rows["kind"] == kind]
        y = len(kinds) - 1 - place
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": part["date"].tolist(),
                "y": [y] * len(part),
                "customdata": part["id"].tolist(),
                "marker": {
                    "color": theme.mark("total"),
                    "opacity": 1,
                    "size": [min(26.0, 9 + 1.2 * count) for count in part["count"]],
                    "line": {"color": theme.page, "width": 1},
                },
                "selected": {"marker": {"opacity": 1}},
                "unselected": {"marker": {"opacity": 1}},
                "hovertemplate": [hover(who, what) for who, what in zip(part["who"], part["what"], strict=True)],
            }
        )
        for event in part[part["id"] == chosen].to_dict("records"):
            traces.append(ring(event["date"], y, theme))
        notes.append(
            {
                "xref": "paper",
                "x": 0,
                "y": y,
                "yshift": 18,
                "xanchor": "left",
                "showarrow": False,
                "text": kind,
                "font": {"color": theme.ink, "size": 13},
                "bgcolor": theme.page,
                "borderpad": 0,
            }
        )
    axes = {
        "xaxis": x_axis(theme, type="date", dtick="M48" if phone else "M24", tickformat="%Y"),
        "yaxis": y_axis(
            theme, range=[-0.6, len(kinds) - 0.3], showgrid=True, tickvals=list(range(len(kinds))), showticklabels=False
        ),
    }
    return figure_of(traces, layout(theme, words.separators, 56 * len(kinds) + 40, phone, annotations=notes, **axes))
