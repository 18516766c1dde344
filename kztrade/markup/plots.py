"""Plots in a table as HTML: marks in parts of the width, so that they fit any column and any size of letters."""

from html import escape

from kztrade.markup.inks import Inks, mark, word
from kztrade.table import Plot, Scale, Spot, Stretch

LANE = 28
"""How far a lane lies from the middle of its row, in parts of a hundred of the row's height."""


def axis_html(scale: Scale, inks: Inks) -> str:
    """The head of a column of plots: the names of its lines over the words of its ticks."""
    rules = sorted(scale.rules, key=lambda rule: rule.at)
    names = "".join(
        f'<span class="{_side(place, len(rules))}" style="left:{_percent(scale, rule.at)};{word(rule.series, inks)}">'
        f"{escape(rule.name)}</span>"
        for place, rule in enumerate(rules)
    )
    ticks = "".join(f'<span style="left:{_percent(scale, at)}">{escape(words)}</span>' for at, words in scale.ticks)
    return f'<span class="kz-axis" aria-hidden="true"><span class="names">{names}</span><span class="ticks">{ticks}</span></span>'


def _side(place: int, count: int) -> str:
    """Names of lines keep apart: the first ends at its line, the last begins there."""
    return "mid" if count == 1 else "end" if place < count / 2 else "start"


def plot_html(plot: Plot, scale: Scale, inks: Inks) -> str:
    """The marks of one row over the lines of the scale."""
    lines = [f'<i class="tick" style="left:{_percent(scale, at)}"></i>' for at, _ in scale.ticks]
    lines += [
        f'<i class="rule {_dash(rule.series, inks)}" style="left:{_percent(scale, rule.at)};{mark(rule.series, inks)}"></i>'
        for rule in scale.rules
    ]
    marks = [_stretch(one, scale, inks) if isinstance(one, Stretch) else _spot(one, scale, inks) for one in plot.marks]
    return f'<div class="kz-plot" role="img" aria-label="{escape(plot.text)}">{"".join(lines + marks)}</div>'


def _stretch(one: Stretch, scale: Scale, inks: Inks) -> str:
    left, right = scale.share(one.low), scale.share(one.high)
    arrow = " arrow" if one.arrow else ""
    return (
        f'<i class="{one.look}{arrow}" style="left:{left:.2%};width:{right - left:.2%};'
        f'{_lane(one.lane)}{mark(one.series, inks)}"></i>'
    )


def _spot(one: Spot, scale: Scale, inks: Inks) -> str:
    ink = inks.get(one.series)
    shape = ink.shape if ink else "circle"
    inside = {"unknown": "?", "missed": "✕"}.get(one.look, "")
    return (
        f'<i class="spot {one.look} {escape(shape)}" style="left:{_percent(scale, one.at)};'
        f'{_lane(one.lane)}{mark(one.series, inks)}">{inside}</i>'
    )


def _percent(scale: Scale, at: float) -> str:
    return f"{scale.share(at):.2%}"


def _lane(lane: float) -> str:
    return f"top:{50 + LANE * lane:.0f}%;" if lane else ""


def _dash(series: str, inks: Inks) -> str:
    ink = inks.get(series)
    return escape(ink.dash) if ink else "plain"
