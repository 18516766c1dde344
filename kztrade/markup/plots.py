"""Plots in a table as HTML: marks in parts of the width, so that they fit any column and any size of letters."""

from html import escape

from kztrade.markup.inks import INSIDE, Inks, look_classes, mark, word
from kztrade.table import Plot, Scale, Spot, Stretch

LANE = 0.8
"""How far a lane lies from the middle of its row, in rem."""

SOON = 0.15
"""A mark, or the edge, nearer than this part of the width leaves no room for the name of the one before it."""


def axis_html(scale: Scale, inks: Inks) -> str:
    """The head of a column of plots: the names of its lines, each in a row of its own, over the words of its ticks.

    A name leans on its line by the part of the width at which the line stands: it never runs over an edge.
    """
    rules = sorted(scale.rules, key=lambda rule: rule.at)
    names = "".join(
        f'<span style="left:{_percent(scale, rule.at)};transform:translateX(-{_percent(scale, rule.at)});'
        f'top:{1.2 * row:.1f}rem;{word(rule.series, inks)}">{escape(rule.name)}</span>'
        for row, rule in enumerate(rules)
    )
    ticks = "".join(f'<span style="left:{_percent(scale, at)}">{escape(words)}</span>' for at, words in scale.ticks)
    height = f"height:{1.2 * (len(rules) + bool(ticks)) + 0.1:.1f}rem"
    return (
        f'<span class="kz-axis" aria-hidden="true" style="{height}"><span class="names">{names}</span>'
        f'<span class="ticks">{ticks}</span></span>'
    )


def plot_html(plot: Plot, scale: Scale, inks: Inks) -> str:
    """The marks of one row over the lines of the scale."""
    lines = [f'<i class="tick" style="left:{_percent(scale, at)}"></i>' for at, _ in scale.ticks]
    lines += [
        f'<i class="rule {_dash(rule.series, inks)}" style="left:{_percent(scale, rule.at)};{mark(rule.series, inks)}"></i>'
        for rule in scale.rules
    ]
    marks = [_stretch(one, scale, inks) if isinstance(one, Stretch) else _spot(one, scale, inks) for one in plot.marks]
    marks += [_name(one, plot, scale) for one in plot.marks if isinstance(one, Spot) and one.name]
    tall = " tall" if any(abs(one.lane) > 1 for one in plot.marks) else ""
    return f'<div class="kz-plot{tall}" role="img" aria-label="{escape(plot.text)}">{"".join(lines + marks)}</div>'


def _stretch(one: Stretch, scale: Scale, inks: Inks) -> str:
    left, right = scale.share(one.low), scale.share(one.high)
    arrow = " arrow" if one.arrow else ""
    return (
        f'<i class="{one.look}{arrow}" style="left:{left:.2%};width:{right - left:.2%};'
        f'{_lane(one.lane)}{mark(one.series, inks)}"></i>'
    )


def _spot(one: Spot, scale: Scale, inks: Inks) -> str:
    small = " small" if abs(one.lane) > 1 else ""
    place = f"left:{_percent(scale, one.at)};{_lane(one.lane)}"
    return (
        f'<i class="{look_classes(one.series, one.look, inks)}{small}" style="{place}{mark(one.series, inks)}">'
        f"{INSIDE.get(one.look, '')}</i>"
    )


def _name(one: Spot, plot: Plot, scale: Scale) -> str:
    """The words beside a mark: on its left where another mark of its lane follows soon."""
    after = (
        scale.share(other.at) - scale.share(one.at)
        for other in plot.marks
        if isinstance(other, Spot) and other.lane == one.lane and other.at > one.at
    )
    edge = 1.0 - scale.share(one.at)
    left = " left" if min(*after, edge, 1.0) < SOON else ""
    return f'<i class="name{left}" style="left:{_percent(scale, one.at)};{_lane(one.lane)}">{escape(one.name)}</i>'


def _percent(scale: Scale, at: float) -> str:
    return f"{scale.share(at):.2%}"


def _lane(lane: float) -> str:
    return f"top:calc(50% + {LANE * lane:.2f}rem);" if lane else ""


def _dash(series: str, inks: Inks) -> str:
    ink = inks.get(series)
    return escape(ink.dash) if ink else "plain"
