"""Turnover against a target: the article's points, the ledgers behind them, what was said later, the reader's path."""

import math
from collections.abc import Hashable, Mapping
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
    ring,
    ticks,
    whisker,
    x_axis,
    y_axis,
)
from kztrade.format import BN, Format


def target_chart(
    rows: pd.DataFrame, level: float, name: str, words: Format, theme: Theme, phone: bool = False, chosen: str = ""
) -> go.Figure:
    """Draw turnover by year against an announced level.

    Args:
        rows: One row a point, drawn in order: `group` (article, statistics, said, path), `series` (KAZ, KGZ, total),
            `year`, `value`, `low`, `high` in US dollars (NaN for an open end), `derived`, `figure`, `who`, `what` for
            the hover, `label` (empty for none), `source`.
        level: The target in US dollars.
        name: The words above the target line.
        words: The reader's language.
        theme: Colours.
        phone: Narrow layout.
        chosen: The `figure` to ring.

    Returns:
        A figure of 430 px height (400 on a phone), axis from zero, bounds as arrows, derived points hollow.
    """
    scaled = rows.assign(**{column: rows[column] / BN for column in ("value", "low", "high")})
    top = max([level / BN, *scaled["value"], *scaled["high"].dropna()]) * 1.12
    span = [float(scaled["year"].min()) - 0.4, float(scaled["year"].max())]
    span[1] += max(2.2 if phone else 1.4, (span[1] - span[0]) * (0.3 if phone else 0.19))
    traces: list[Trace] = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": span,
            "y": [level / BN] * 2,
            "line": {"color": theme.mark("target"), "width": 2, "dash": "8px,4px"},
            "hoverinfo": "skip",
        }
    ]
    notes = [
        label(span[0], level / BN, name, theme.word("target"), yanchor="bottom", yshift=3, xshift=4),
    ]
    start = scaled[scaled["group"] == "article"].nlargest(1, "year")
    for (group, series), part in scaled.groupby(["group", "series"], sort=False):
        if group == "path":
            traces.append(_lead(pd.concat([start, part.head(1)]), theme))
        traces += _line(str(group), str(series), part, theme)
    above: dict[int, int] = {}
    for point in scaled.to_dict("records"):
        traces += _ends(point, theme, top)
        if point["figure"] and point["figure"] == chosen:
            traces.append(ring(point["year"], point["value"], theme))
        if point["label"]:
            crowded = point["group"] == "said" and abs(point["value"] - level / BN) < top * 0.06
            lines = above.get(point["year"], 0) if crowded else 0
            above[point["year"]] = lines + crowded
            notes.append(_label(point, theme, phone, (14 + 18 * lines) if crowded else 0))
    steps = [step for step in ticks(top) if step <= top]
    size = 13 if phone else 14
    figure = layout(
        theme,
        words.separators,
        400 if phone else 430,
        phone,
        annotations=[{**note, "font": {"size": size, **note["font"]}} for note in notes],
        xaxis=x_axis(theme, range=span, **_years(int(scaled["year"].min()), math.floor(span[1]), phone)),
        yaxis=y_axis(
            theme,
            range=[0, top],
            tickvals=steps,
            ticktext=[
                "" if math.isclose(step, level / BN) else words.number(step, 2, 1 if step else 0) for step in steps
            ],
        ),
    )
    return figure_of(traces, figure)


def _line(group: str, series: str, part: pd.DataFrame, theme: Theme) -> list[Trace]:
    color = theme.mark(series)
    statistics, path, article = group == "statistics", group == "path", group == "article"
    trace: Trace = {
        "type": "scatter",
        "mode": "lines+markers" if statistics or path else "markers",
        "x": part["year"].tolist(),
        "y": part["value"].tolist(),
        "customdata": part["figure"].tolist(),
        "hovertemplate": [hover(who, what) for who, what in zip(part["who"], part["what"], strict=True)],
        "name": group,
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
    if statistics:
        trace["line"] = {"color": color, "width": 1.5, "dash": DASHES[series]}
        trace["marker"] = {"color": color, "size": 5, "symbol": SYMBOLS[series]}
    elif path:
        trace["line"] = {"color": color, "width": 2, "dash": "2px,4px"}
        trace["marker"] = {"color": color, "size": 6, "symbol": "diamond-open"}
    else:
        hollow = [theme.page if derived else color for derived in part["derived"]]
        size = 13 if article else 9
        trace["marker"] = {
            "color": hollow,
            "size": size,
            "symbol": SYMBOLS[series],
            "opacity": 1,
            "line": {"color": color, "width": 2.5 if article else 1},
        }
    return [trace]


def _lead(part: pd.DataFrame, theme: Theme) -> Trace:
    """From the last point of the article to the first year of the path."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": part["year"].tolist(),
        "y": part["value"].tolist(),
        "line": {"color": theme.mark("total"), "width": 2, "dash": "2px,4px"},
        "hoverinfo": "skip",
    }


def _ends(point: Mapping[Hashable, Any], theme: Theme, top: float) -> list[Trace]:
    if point["group"] not in ("article", "said"):
        return []
    color = theme.mark(point["series"])
    if math.isnan(point["high"]):
        return arrow(point["year"], point["value"], top * 0.08, color)
    if point["low"] < point["high"] and point["group"] == "said":
        return [whisker(point["year"], point["low"], point["high"], color)]
    return []


def _label(point: Mapping[Hashable, Any], theme: Theme, phone: bool, lift: int) -> dict[str, Any]:
    color = theme.word(point["series"])
    text = point["label"]
    if point["group"] == "article":
        broken = text.replace(" $", "<br>$") if phone else text
        return label(
            point["year"],
            point["value"],
            f"<b>{broken}</b>",
            color,
            yanchor="top",
            yshift=-14,
            xshift=-8,
            bgcolor=theme.page,
        )
    if point["group"] == "statistics":
        above = point["series"] == "KAZ"
        return label(
            point["year"],
            point["value"],
            text,
            color,
            xanchor="right" if above else "left",
            yanchor="bottom" if above else "top",
            xshift=-6 if above else 0,
            yshift=-4 if above else -6,
            align="right" if above else "left",
        )
    if point["group"] == "path":
        broken = text.replace(" a ", "<br>a ") if phone else text
        return label(point["year"], point["value"], broken, color, yanchor="top", xshift=8, yshift=-4)
    return label(point["year"], point["value"], text, color, xshift=10, yshift=lift, bgcolor=theme.page, borderpad=0)


def _years(first: int, last: int, phone: bool) -> dict[str, Any]:
    years = list(range(first, last + 1))
    step = 2 if phone and len(years) > 5 else 1
    shown = years[::step]
    text = [str(year) if not phone or i == 0 else f"’{year % 100:02d}" for i, year in enumerate(shown)]
    return {"tickvals": shown, "ticktext": text}
