"""The same flow in two ledgers over thirty years, and under it the gap between them."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kztrade.charts.style import DASHES, SYMBOLS, Theme, Trace, figure_of, hover, label, layout, ticks, x_axis, y_axis
from kztrade.codes import Unit
from kztrade.format import Format, M


def ledgers_chart(
    rows: pd.DataFrame,
    gaps: pd.DataFrame | None,
    gap_title: str,
    suspect: str,
    words: Format,
    theme: Theme,
    phone: bool = False,
) -> go.Figure:
    """Draw one line a ledger and, sharing its years, one bar a mirror gap.

    Args:
        rows: `ledger`, `series` (KAZ or KGZ), `name`, `year`, `value` in US dollars, `suspect`, `main` (the ledgers the
            page speaks of; others are context), `who`, `what`. Rows of one ledger are one line.
        gaps: `year`, `value` in percent, `main`, `suspect`, `who`, `what`; `None` where there is no gap to show.
        gap_title: Words above the bars.
        suspect: The word beside a suspect value.
        words: The reader's language.
        theme: Colours.
        phone: Narrow layout.

    Returns:
        560 px high (500 on a phone), without bars 400.
    """
    scaled = rows.assign(value=rows["value"] / M)
    highest, lowest = float(scaled["value"].max()), min(0.0, float(scaled["value"].min()))
    steps = ticks(highest * 1.02, 5)
    size = steps[1] if len(steps) > 1 else 1.0
    while steps[0] > lowest:
        steps.insert(0, round(steps[0] - size, 10))
    first, last = int(rows["year"].min()), int(rows["year"].max())
    span = [first - 0.6, last + (last - first) * (0.3 if phone else 0.115) + 0.6]
    split = 0.0 if gaps is None else 0.36
    top = steps[-1]
    texts = [words.money(step * M, digits=4, scale=M) if step == top else words.number(step, 1) for step in steps]
    traces: list[Trace] = []
    doubts: list[dict[str, Any]] = []
    for _, part in scaled.groupby("ledger", sort=False):
        traces.append(_line(part, theme, suspect))
        doubts += _doubts(part, theme, suspect)
    width = (span[1] - span[0]) / (350 if phone else 1120)
    notes = [
        *_ends(scaled, theme, words, top - steps[0]),
        *_names(scaled, theme, phone, width, (steps[0], top), doubts),
        *doubts,
    ]
    axes: dict[str, Any] = {
        "xaxis": x_axis(
            theme,
            range=span,
            tickvals=_years(first, last, phone),
            tickformat="d",
            anchor="y2" if split else "y",
            showline=not split,
            ticks="" if split else "outside",
        ),
        "yaxis": y_axis(theme, range=[steps[0], top * 1.04], tickvals=steps, ticktext=texts, domain=[split, 1]),
    }
    if lowest == 0:
        axes["shapes"] = [_base(theme, "y")]
    if gaps is not None:
        reach = max(68.0, float(gaps["value"].abs().max()) * 1.15)
        step = 50 if reach < 110 else 100
        traces.append(_bars(gaps, theme))
        axes["yaxis2"] = y_axis(
            theme,
            range=[-reach, reach],
            tickvals=[-step, 0, step],
            ticktext=[f"−{step}%", "0", f"+{step}%"],
            domain=[0.02, split - 0.12],
        )
        axes.setdefault("shapes", []).append(_base(theme, "y2"))
        notes.append(
            {
                "x": 0,
                "y": split - 0.07,
                "xref": "paper",
                "yref": "paper",
                "xanchor": "left",
                "yanchor": "middle",
                "text": gap_title,
                "showarrow": False,
                "font": {"color": theme.ink},
                "xshift": 4,
            }
        )
        end = gaps.iloc[-1]
        above = float(end["value"]) >= 0
        notes.append(
            label(
                end["year"],
                float(end["value"]),
                f"<b>{words.amount(float(end['value']), Unit.PERCENT, sign=True)}</b>",
                theme.ink,
                yref="y2",
                xanchor="center",
                yanchor="bottom" if above else "top",
                yshift=2 if above else -2,
            )
        )
    height = (500 if phone else 560) if split else 400
    return figure_of(traces, layout(theme, words.separators, height, phone, annotations=notes, bargap=0.35, **axes))


def _line(part: pd.DataFrame, theme: Theme, suspect: str) -> Trace:
    series, main = str(part["series"].iloc[0]), bool(part["main"].iloc[0])
    color = theme.mark(series)
    symbols = [f"{SYMBOLS[series]}-open" if doubtful else SYMBOLS[series] for doubtful in part["suspect"]]
    sizes = [9 if doubtful else 5 if main else 1 for doubtful in part["suspect"]]
    every = range(int(part["year"].min()), int(part["year"].max()) + 1)
    whole = part.set_index("year").reindex(every)  # a missing year breaks the line: a gap is a gap
    held = whole["value"].notna()
    look = pd.DataFrame({"symbol": symbols, "size": sizes}, index=part["year"]).reindex(every)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(every),
        "y": [value if known else None for value, known in zip(whole["value"], held, strict=True)],
        "connectgaps": False,
        "line": {"color": color, "width": (3 if series == "KAZ" else 2.25) if main else 1.5, "dash": DASHES[series]},
        "marker": {
            "color": color,
            "size": [5 if pd.isna(size) else float(size) for size in look["size"]],
            "symbol": ["circle" if pd.isna(symbol) else str(symbol) for symbol in look["symbol"]],
            "opacity": 1,
            "line": {"color": color, "width": 1},  # without one, sizes that differ bring a white outline
        },
        "hovertemplate": [
            hover(str(who), str(what)) if known else ""
            for who, what, known in zip(whole["who"], whole["what"], held, strict=True)
        ],
    }


def _doubts(part: pd.DataFrame, theme: Theme, suspect: str) -> list[dict[str, Any]]:
    """The word at each suspect value of a ledger: above it where the line peaks or the axis is near, else below."""
    levels = dict(zip(part["year"], part["value"], strict=True))
    notes = []
    for year in part.loc[part["suspect"], "year"]:
        value = levels[year]
        beside = [levels[other] for other in (year - 1, year + 1) if other in levels]
        peak = bool(beside) and value > sum(beside) / len(beside)
        above = peak or 0 <= value < max(levels.values()) * 0.12
        notes.append(_centred(year, value, suspect, theme.ink2, above, theme))
    return notes


def _ends(scaled: pd.DataFrame, theme: Theme, words: Format, reach: float) -> list[dict[str, Any]]:
    """Names at the ends of the main lines."""
    notes = []
    ends = [part.iloc[-1] for _, part in scaled[scaled["main"]].groupby("ledger", sort=False)]
    close = len(ends) == 2 and abs(ends[0]["value"] - ends[1]["value"]) < reach * 0.12
    for end in ends:
        higher = all(end["value"] >= other["value"] for other in ends)
        text = f"<b>{end['name']}</b><br>{words.number(float(end['value']))}"
        shift = (14 if higher else -14) if close else 0
        notes.append(
            label(end["year"], float(end["value"]), text, theme.word(str(end["series"])), xshift=8, yshift=shift)
        )
    return notes


def _names(
    scaled: pd.DataFrame,
    theme: Theme,
    phone: bool,
    width: float,
    limits: tuple[float, float],
    doubts: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    """Names of the context lines: over all lines for Kazakhstan, under all for Kyrgyzstan, where that is nearest to their own.

    Args:
        scaled: All rows.
        theme: Colours.
        phone: Narrow layout: a name in two lines.
        width: Years that a pixel is wide.
        limits: The lowest and highest level of the plot.
        doubts: Words at suspect values, which a name keeps clear of.
    """
    notes = []
    first, last, reach = scaled["year"].min() + 45 * width, scaled["year"].max(), limits[1] - limits[0]
    points = list(zip(scaled["year"], scaled["value"], strict=True))
    for _, part in scaled[~scaled["main"]].groupby("ledger", sort=False):
        middle = part.iloc[len(part) // 2]
        above = str(middle["series"]) == "KAZ"
        lines = str(middle["name"]).split(", ") if phone else [str(middle["name"])]
        half, room = max(map(len, lines)) * 3.5 * width, reach * 0.08 * (1 + len(lines)) / 2 + reach * 0.02
        places = []
        for year, value in zip(part["year"], part["value"], strict=True):
            near = [level for other, level in points if abs(other - year) <= half + 1]
            edge = float(max(near) if above else min(near))
            met = [note["y"] for note in doubts if abs(note["x"] - year) < half + 25 * width]
            if any(abs(level - edge) < room for level in met):
                edge = max(edge, *met) + reach * 0.08 if above else min(edge, *met) - reach * 0.08
            out = year - half < first or year + half > last
            over = edge + room > limits[1] if above else edge - room < limits[0]
            places.append((out, over, abs(edge - value), abs(year - middle["year"]), year, edge))
        *_, year, edge = min(places)
        text = ",<br>".join(lines)
        notes.append(_centred(year, edge, text, theme.word(str(middle["series"])), above, theme))
    return notes


def _centred(x: Any, y: float, text: str, color: str, above: bool, theme: Theme) -> dict[str, Any]:
    """Words above or below a level, on a ground that keeps lines from striking them through."""
    place = {"xanchor": "center", "yanchor": "bottom" if above else "top", "yshift": 8 if above else -8}
    return label(x, y, text, color, **place, bgcolor=theme.page, borderpad=0)


def _bars(gaps: pd.DataFrame, theme: Theme) -> Trace:
    fill = [
        "rgba(0,0,0,0)" if doubtful else theme.ink2 if main else theme.axis
        for main, doubtful in zip(gaps["main"], gaps["suspect"], strict=True)
    ]
    return {
        "type": "bar",
        "x": gaps["year"].tolist(),
        "y": gaps["value"].tolist(),
        "yaxis": "y2",
        "marker": {
            "color": fill,
            "opacity": [1.0 if main else 0.5 for main in gaps["main"]],
            "line": {"color": theme.ink2, "width": [1 if doubtful else 0 for doubtful in gaps["suspect"]]},
        },
        "hovertemplate": [hover(who, what) for who, what in zip(gaps["who"], gaps["what"], strict=True)],
    }


def _base(theme: Theme, axis: str) -> dict[str, Any]:
    line = {"color": theme.axis, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": axis, "y0": 0, "y1": 0, "line": line}


def _years(first: int, last: int, phone: bool) -> list[int]:
    if last - first < 8:
        return list(range(first, last + 1, 2 if phone else 1))
    step = 10 if phone else 5
    found = [year for year in range(first, last + 1) if year % step == (5 if phone else 0)]
    return [year for year in found if last - year > (4 if phone else 2)] + [last]
