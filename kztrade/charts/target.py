"""Turnover against a target: the article's points, the ledgers behind them, what was said later, the reader's path."""

import math
from collections.abc import Hashable, Mapping, Sequence
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
    rows: pd.DataFrame,
    level: float,
    name: str,
    words: Format,
    theme: Theme,
    phone: bool = False,
    chosen: str = "",
    aimed: bool = False,
) -> go.Figure:
    """Draw turnover by year against an announced level.

    Args:
        rows: One row a point, drawn in order: `group` (article, implied, statistics, said, path), `series` (KAZ, KGZ, total),
            `year`, `value`, `low`, `high` in US dollars (NaN for an open end), `derived`, `figure`, `who`, `what` for
            the hover, `label` (empty for none), `source`.
        level: The target in US dollars.
        name: The words above the target line.
        words: The reader's language.
        theme: Colours.
        phone: Narrow layout.
        chosen: The `figure` to ring.
        aimed: Whether the target's line is the chosen figure.

    Returns:
        A figure of 430 px height (400 on a phone), axis from zero, bounds as arrows, derived points hollow.
    """
    scaled = rows.assign(**{column: rows[column] / BN for column in ("value", "low", "high")})
    scaled["x"] = scaled["year"].astype("float64")
    top = max([level / BN, *scaled["value"], *scaled["high"].dropna()]) * 1.12
    span = [float(scaled["year"].min()) - 0.4, float(scaled["year"].max())]
    span[1] += max(2.2 if phone else 1.4, (span[1] - span[0]) * (0.38 if phone else 0.19))
    height = 400 if phone else 430
    said = scaled["group"] == "said"
    places = list(zip(scaled.loc[said, "year"], scaled.loc[said, "value"], strict=True))
    scaled.loc[said, "x"] = side_by_side(places, top * 0.02, (span[1] - span[0]) * 11 / (350 if phone else 700))
    scale = (height - 34) / top
    lifts = iter(_lifts(places, level / BN, scale))
    traces: list[Trace] = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": span,
            "y": [level / BN] * 2,
            "line": {"color": theme.mark("target"), "width": 4 if aimed else 2, "dash": "8px,4px"},
            "hoverinfo": "skip",
        }
    ]
    # The target is named at its left end, or at its right one where other marks would run through the name.
    near = scaled[(scaled["value"] - level / BN).abs() < top * 0.08]
    reach = span[0] + (span[1] - span[0]) * (0.6 if phone else 0.45)
    crossed = (near["group"] == "statistics").any() or ((near["group"] == "said") & (near["x"] < reach)).any()
    end = {"x": span[1], "xanchor": "right", "xshift": -4} if crossed else {"x": span[0], "xshift": 4}
    notes = [
        {**label(0, level / BN, name, theme.word("target"), yanchor="bottom", yshift=3), **end},
    ]
    start = scaled[scaled["group"] == "article"].nlargest(1, "year")
    for (group, series), part in scaled.groupby(["group", "series"], sort=False):
        if group == "path":
            traces.append(_lead(pd.concat([start, part.head(1)]), theme))
        traces += _line(str(group), str(series), part, theme)
    latest = start["year"].max()
    for point in scaled.to_dict("records"):
        traces += _ends(point, theme, top)
        if point["figure"] and point["figure"] == chosen:
            traces.append(ring(point["x"], point["value"], theme))
        lift = next(lifts) if point["group"] == "said" else 0
        if point["label"]:
            if point["group"] == "path":
                beside = any(year == point["year"] for year, _ in places)
                lift = _clear((point["value"] - level / BN) * scale, beside)
            notes.append(_label(point, theme, phone, lift, point["year"] < latest))
    steps = [step for step in ticks(top) if step <= top]
    size = 13 if phone else 14
    figure = layout(
        theme,
        words.separators,
        height,
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
    statistics, path = group == "statistics", group == "path"
    trace: Trace = {
        "type": "scatter",
        "mode": "lines+markers" if statistics or path else "markers",
        "x": part["x"].tolist(),
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
        # What the article implies may lie on what was said: its rings leave that to be seen.
        hole = "rgba(0,0,0,0)" if group == "implied" else theme.page
        hollow = [hole if derived else color for derived in part["derived"]]
        size = {"article": 13, "implied": 14}.get(group, 9)
        trace["marker"] = {
            "color": hollow,
            "size": size,
            "symbol": SYMBOLS[series],
            "opacity": 1,
            "line": {"color": color, "width": {"article": 2.5, "implied": 1.5}.get(group, 1)},
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
        return arrow(point["x"], point["value"], top * 0.08, color)
    if point["low"] < point["high"] and point["group"] == "said":
        return [whisker(point["x"], point["low"], point["high"], color)]
    return []


def side_by_side(places: Sequence[tuple[float, float]], near: float, step: float) -> list[float]:
    """Where points stand on the x axis, so that none hides another of its year.

    Args:
        places: Year and value of each.
        near: Values no further apart count as one place.
        step: How far apart neighbours stand.

    Returns:
        The years as they are, but for points that share a place: those stand evenly about it.
    """
    found = []
    for index, (year, value) in enumerate(places):
        same = [other for other, (x, y) in enumerate(places) if x == year and abs(y - value) <= near]
        found.append(year + (same.index(index) - (len(same) - 1) / 2) * step)
    return found


def _lifts(places: Sequence[tuple[float, float]], level: float, scale: float) -> list[int]:
    """How many pixels each label of what was said rises, to clear the target line and the labels of its year.

    Args:
        places: Year and value of each.
        level: The target.
        scale: Pixels a unit of value.
    """
    found: list[int] = []
    for year, value in places:
        taken = [other * scale + lift for (x, other), lift in zip(places, found, strict=False) if x == year]
        free = (
            lift
            for lift in (0, 14, *range(32, 400, 18))
            if abs((value - level) * scale + lift) >= 13
            and all(abs(value * scale + lift - place) >= 17 for place in taken)
        )
        found.append(next(free, 0))
    return found


def _clear(above: float, beside: bool) -> int:
    """How far the name of a path stands above its end, or below where negative, to leave the target line free.

    Args:
        above: Pixels from the target line up to the path's end.
        beside: Whether labels of what was said take the room above.
    """
    if above >= 0 and not beside:
        return 0
    return -4 - round(above) if 0 <= above < 40 else -4


def _label(point: Mapping[Hashable, Any], theme: Theme, phone: bool, lift: int, earlier: bool) -> dict[str, Any]:
    color = theme.word(point["series"])
    text = point["label"]
    if point["group"] == "article":
        broken = text.replace(" $", "<br>$") if phone else text
        # On a phone two years are narrower than a label: the earlier one ends where the later one begins.
        aside = {"xanchor": "right", "align": "right", "xshift": 8, "yshift": -26} if phone and earlier else {}
        shifts = {"yshift": -14, "xshift": -8, **aside}
        return label(point["x"], point["value"], f"<b>{broken}</b>", color, yanchor="top", bgcolor=theme.page, **shifts)
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
        anchor = "bottom" if lift >= 0 else "top"
        return label(point["x"], point["value"], broken, color, yanchor=anchor, xshift=8, yshift=lift)
    right = 10 if point["x"] == point["year"] else 18  # clear of the point that it shares its place with
    return label(point["year"], point["value"], text, color, xshift=right, yshift=lift, bgcolor=theme.page, borderpad=0)


def _years(first: int, last: int, phone: bool) -> dict[str, Any]:
    years = list(range(first, last + 1))
    room = 5 if phone else 14
    step = next(step for step in (1, 2, 5, 10, len(years)) if len(years) <= room * step or step == len(years))
    shown = [year for year in years[::step] if step == 1 or year < last]  # the last would be cut at the edge
    text = [str(year) if not phone or i == 0 else f"’{year % 100:02d}" for i, year in enumerate(shown)]
    return {"tickvals": shown, "ticktext": text}
