"""Axes: faint lines with their numbers on them, whole years, and the names of rows."""

from collections.abc import Sequence
from itertools import pairwise

from kztrade.charts.frame import Ends, Frame, labels
from kztrade.charts.geometry import Box
from kztrade.charts.style import AXIS, GRID, INK2, Json
from kztrade.charts.text import LINE, said, width
from kztrade.marks import Axis, Rule

Ticks = list[tuple[float, str]]

YEARS, MOST = (1, 2, 5, 10, 20, 25, 50, 100), 11
"""Steps between years that are written, and how many are written at most."""


def axes(frame: Frame, total: tuple[float, float]) -> Json:
    """Both axes of a panel as Plotly has them.

    Args:
        frame: The panel.
        total: Width and height of the picture without margins.
    """
    number = frame.suffix
    left, bottom = frame.left / total[0], 1 - (frame.top + frame.height) / total[1]
    across = {"domain": [left, min(1.0, left + frame.width / total[0])], "anchor": f"y{number}"}
    down = {"domain": [max(0.0, bottom), min(1.0, bottom + frame.height / total[1])], "anchor": f"x{number}"}
    return {f"xaxis{number}": {**_x(frame), **across}, f"yaxis{number}": {**_y(frame), **down}}


def _x(frame: Frame) -> Json:
    axis, listed = frame.panel.x, frame.panel.y.names
    ticks = x_ticks(frame)
    line = bool(ticks) and not (listed or axis.top or frame.y[0] < 0)
    chosen = {mark.at for mark in frame.panel.marks if isinstance(mark, Rule) and mark.series == "chosen"}
    return {
        **_axis(axis, frame.x, ticks, frame.size),
        "ticktext": [f"<b>{said(text)}</b>" if place in chosen else said(text) for place, text in ticks],
        "showticklabels": bool(ticks) and not axis.quiet,
        "side": "top" if listed or axis.top else "bottom",
        "zeroline": listed and min(frame.x) < 0 < max(frame.x),
        "showline": line,
        "linecolor": AXIS,
        "linewidth": 1,
        "ticks": "outside" if line and not axis.quiet else "",
        "ticklen": 5,
        "tickcolor": AXIS,
    }


def _y(frame: Frame) -> Json:
    axis = frame.panel.y
    ticks = y_ticks(frame)
    based = not frame.panel.x.ticks and not frame.panel.x.years
    return {
        **_axis(axis, frame.y, ticks, frame.size),
        "showticklabels": not axis.names,
        "zeroline": not (axis.names or frame.panel.bare)
        and (frame.y[0] < 0 < frame.y[1] or (based and frame.y[0] == 0)),
        "showline": False,
        "ticks": "",
        "ticklabelposition": "inside top",
    }


def _axis(axis: Axis, ends: Ends, ticks: Ticks, size: int) -> Json:
    """What both axes have in common."""
    return {
        "type": "linear",
        "range": list(ends),
        "tickvals": [place for place, _ in ticks],
        "ticktext": [said(text) for _, text in ticks],
        "showgrid": axis.grid,
        "gridcolor": GRID,
        "zerolinecolor": AXIS,
        "tickangle": 0,
        "tickfont": {"color": INK2, "size": size},
        "fixedrange": True,
        "ticklabeloverflow": "allow",
    }


def y_ticks(frame: Frame) -> Ticks:
    """Levels with their numbers; one that the name of a rule would lie on is left blank: the name says the level."""
    named = {(label.y, label.series) for label in labels(frame.panel) if label.sides[:1] == ("start",)}
    rules = [
        mark.at
        for mark in frame.panel.marks
        if isinstance(mark, Rule) and mark.across == "x" and mark.first is None and (mark.at, mark.series) in named
    ]
    near = frame.size * LINE + 2

    def blank(place: float) -> bool:
        return any(abs(frame.down(place) - frame.down(level)) < near for level in rules)

    return [(place, "" if blank(place) else text) for place, text in frame.panel.y.ticks]


def number_boxes(frame: Frame) -> list[Box]:
    """Where the numbers of the y axis stand, on their lines at the left."""
    if frame.panel.y.names:
        return []
    tall = frame.size * LINE + 3
    return [
        Box(frame.left, frame.down(place) - tall, frame.left + width(text, frame.size) + 6, frame.down(place))
        for place, text in y_ticks(frame)
        if text
    ]


def x_ticks(frame: Frame) -> Ticks:
    """The places of the x axis that its width has room for."""
    axis = frame.panel.x
    if axis.ticks or not axis.years:
        return _thinned(list(axis.ticks), frame)
    return _years(frame)


def _thinned(ticks: Ticks, frame: Frame) -> Ticks:
    """Every one, or every second, third, ... so that no two words touch."""
    for every in range(1, len(ticks) + 1):
        kept = ticks[::every]
        if _clear(kept, frame):
            return kept
    return ticks[:1]


def _clear(ticks: Sequence[tuple[float, str]], frame: Frame) -> bool:
    ends = sorted(
        (frame.across(place) - width(text, frame.size) / 2, frame.across(place) + width(text, frame.size) / 2)
        for place, text in ticks
    )
    return all(after[0] - before[1] >= 10 for before, after in pairwise(ends))


def _years(frame: Frame) -> Ticks:
    """Whole years at an even step and the last one; on a narrow page the century is said once."""
    first, last = frame.years
    shorts = [False, True] if frame.narrow and first // 100 == last // 100 else [False]
    most = min(MOST, frame.width / (45 if frame.narrow else 62))
    for step in YEARS:
        for short in shorts:
            apart = width("’00" if short else "2000", frame.size) * (1.8 if step > 1 else 1.0)
            even = [year for year in range(first, last + 1) if year % step == 0]
            kept = [year for year in even if frame.across(last) - frame.across(year) >= apart] + [last]
            kept = kept if frame.yearly and last % step else even
            ticks = [
                (float(year), f"’{year % 100:02}" if short and place else str(year)) for place, year in enumerate(kept)
            ]
            if len(kept) <= (2 * most if short else most) and _clear(ticks, frame):
                return ticks
    return [(float(last), str(last))]
