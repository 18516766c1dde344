"""Marks as Plotly's traces: lines, points with their bounds, bars, rules and bands."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kztrade.charts.bounds import bounds
from kztrade.charts.frame import Frame
from kztrade.charts.hover import Answer, answers, told
from kztrade.charts.style import CHOSEN, DASHES, DISC, LONG_DASH, PAGE, SYMBOLS, Json, Palette
from kztrade.marks import Band, Bars, Dash, Dots, Line, Mark, Number, Point, Rule, Shape

DOT, MARKER = 11.0, 5.0
"""Diameter of a point that stands alone, and of one on a line."""

HEAD = 11.0
"""Length of an arrow's head."""

RING = 15.0
"""How much wider the disc under a chosen point is than the point."""


def traces(frame: Frame, palette: Palette) -> list[Json]:
    """All marks of a panel, what lies below first: areas, bars, rules, lines, points, each chosen one on its disc."""
    axes, spots = {"xaxis": f"x{frame.suffix}", "yaxis": f"y{frame.suffix}"}, answers(frame)
    found = [trace for mark in sorted(frame.panel.marks, key=_depth) for trace in _drawn(mark, frame, palette, spots)]
    return [{"type": "scatter", "showlegend": False, "cliponaxis": False, **axes, **trace} for trace in found]


def _depth(mark: Mark) -> int:
    return next((depth for depth, kind in enumerate((Band, Bars, Rule, Line)) if isinstance(mark, kind)), 4)


def _drawn(mark: Mark, frame: Frame, palette: Palette, spots: Mapping[Point, Answer]) -> list[Json]:
    match mark:
        case Line():
            return [
                *_discs(mark.points, 7),
                *bounds(mark.points, "y", mark.series, frame, palette),
                _line(mark, palette) | told(mark.points, spots),
            ]
        case Dots():
            below = bounds(mark.points, mark.along, mark.series, frame, palette)
            return [*_discs(mark.points, DOT), *below, _dots(mark, palette, spots)]
        case Bars():
            return [_bars(mark, frame, palette)]
        case Rule():
            return _rule(mark, frame, palette)
        case Band():
            return [_band(mark, palette)]
        case Number():
            return [_unseen(mark)]
    return []


def _unseen(mark: Number) -> Json:
    """The places of figures that are told in words: nothing is seen there, and the mouse hears what they are."""
    return {
        "mode": "markers",
        "x": [point.x for point in mark.points],
        "y": [point.y for point in mark.points],
        "marker": {"size": 40, "opacity": 0},
        **told(mark.points),
    }


def _line(mark: Line, palette: Palette) -> Json:
    colour, ink = palette.mark(mark.series), palette.ink(mark.series)
    if mark.arrow:
        return {**_arrow(mark, colour), **told(mark.points)}
    return {
        "mode": "lines+markers" if mark.markers or any(point.hollow for point in mark.points) else "lines",
        "x": [point.x for point in mark.points],
        "y": [point.y for point in mark.points],
        "line": {"color": colour, "width": mark.weight, "dash": DASHES[mark.dash or ink.dash]},
        "marker": {
            "color": [PAGE if point.hollow else colour for point in mark.points],
            "size": [marker_size(mark, point) for point in mark.points],
            "symbol": SYMBOLS[ink.shape],
            "opacity": 1,
            "line": {"color": colour, "width": [1.5 if point.hollow else 0 for point in mark.points]},
        },
    }


def _arrow(mark: Line, colour: str) -> Json:
    """A line whose head keeps clear of the point that it leads to."""
    others = len(mark.points) - 1
    return {
        "mode": "lines+markers",
        "x": [point.x for point in mark.points],
        "y": [point.y for point in mark.points],
        "line": {"color": colour, "width": mark.weight},
        "marker": {
            "color": colour,
            "symbol": ["circle"] * others + ["arrow"],
            "size": [0] * others + [HEAD],
            "standoff": [0] * others + [DOT],
            "angleref": "previous",
            "opacity": 1,
            "line": {"width": 0},
        },
    }


def marker_size(mark: Line, point: Point) -> float:
    """Diameter in pixels of a point of a line; a hollow one is always seen."""
    if point.hollow:
        return max(8.0, MARKER * point.size)
    return MARKER * point.size if mark.markers else 0.0


def _dots(mark: Dots, palette: Palette, spots: Mapping[Point, Answer]) -> Json:
    colour = palette.mark(mark.series)
    # The larger below the smaller, each with a rim of the page where they differ in size.
    points = sorted(mark.points, key=lambda point: -point.size)
    rim = PAGE if len({point.size for point in points}) > 1 else colour
    return {
        "mode": "markers",
        "x": [point.x for point in points],
        "y": [point.y for point in points],
        "marker": {
            "color": [PAGE if point.hollow else colour for point in points],
            "size": [DOT * point.size for point in points],
            "symbol": SYMBOLS[mark.shape or palette.ink(mark.series).shape],
            "opacity": 1,
            "line": {
                "color": [colour if point.hollow else rim for point in points],
                "width": [2.0 if point.hollow else 1.0 for point in points],
            },
        },
        **told(points, spots),
    }


def _discs(points: Sequence[Point], size: float) -> list[Json]:
    """What lies under a chosen point: a ring around one that is a ring itself would not be told from it."""
    chosen = [point for point in points if point.chosen]
    if not chosen:
        return []
    return [
        {
            "mode": "markers",
            "x": [point.x for point in chosen],
            "y": [point.y for point in chosen],
            "marker": {
                "size": [size * point.size + RING for point in chosen],
                "color": DISC,
                "opacity": 0.75,
                "line": {"color": CHOSEN, "width": 1},
            },
            "hoverinfo": "skip",
        }
    ]


def _bars(mark: Bars, frame: Frame, palette: Palette) -> Json:
    lying = frame.panel.y.names
    colour, tint = palette.mark(mark.series), palette.tint(mark.series)
    offset, width = bar_room(mark, frame)
    return {
        "type": "bar",
        "orientation": "h" if lying else "v",
        "x": [point.x for point in mark.points],
        "y": [point.y for point in mark.points],
        "width": width,
        "offset": offset,
        "marker": {
            "color": [tint if point.hollow else colour for point in mark.points],
            "line": {"color": colour, "width": [1 if point.hollow else 0 for point in mark.points]},
        },
        **told(mark.points),
    }


def bar_room(mark: Bars, frame: Frame) -> tuple[float, float]:
    """Where bars begin beside their place, and how broad they are, in the unit of their axis.

    All bars of a place share two thirds of a step; bars of two series at one place stand side by side.
    """
    letter = "y" if frame.panel.y.names else "x"
    others = [other for other in frame.panel.marks if isinstance(other, Bars)]
    places = {id(other): {round(getattr(point, letter), 6) for point in other.points} for other in others}
    every = sorted(set().union(*places.values()))
    step = min((after - before for before, after in pairwise(every)), default=1.0)
    sharing = [other for other in others if other is mark or places[id(other)] & places[id(mark)]]
    width = 0.65 * step / len(sharing)
    return -0.325 * step + width * [other is mark for other in sharing].index(True), width


def _rule(mark: Rule, frame: Frame, palette: Palette) -> list[Json]:
    stops = _stops(mark, frame)
    at = [mark.at] * len(stops)
    x, y = (stops, at) if mark.across == "x" else (at, stops)
    colour = palette.mark(mark.series)
    dash = DASHES[Dash.DOTTED] if mark.open else LONG_DASH if mark.dash is Dash.DASHED else DASHES[mark.dash]
    telling = told([Point(0, 0, figure=mark.figure, who=mark.who, what=mark.what)] * len(stops))
    return [
        {
            "mode": "lines+markers" if mark.ends or mark.open else "lines",
            "x": x,
            "y": y,
            "line": {"color": colour, "width": mark.weight, "dash": dash},
            **({"marker": _rule_ends(mark, len(stops), colour)} if mark.ends or mark.open else {}),
            **telling,
        }
    ]


def _stops(mark: Rule, frame: Frame) -> list[float]:
    """Where a rule can be pointed at: only its ends where it tells nothing."""
    low, high = frame.x if mark.across == "x" else frame.y
    first = low if mark.first is None else mark.first
    last = high if mark.last is None else mark.last
    count = 24 if mark.who or mark.what or mark.figure else 1
    return [first + (last - first) * place / count for place in range(count + 1)]


def _rule_ends(mark: Rule, count: int, colour: str) -> Mapping[str, object]:
    level = mark.across == "x"
    end = ("triangle-right" if level else "triangle-up") if mark.open else "line-ns-open" if level else "line-ew-open"
    size = 9 if mark.open else 13
    return {
        "color": colour,
        "symbol": [SYMBOLS[Shape.CIRCLE]] * (count - 1) + [end],
        "size": [8 if mark.ends else 0] + [0] * (count - 2) + [size],
        "opacity": 1,
        "line": {"color": colour, "width": [0] * (count - 1) + [0 if mark.open else 2.5]},
    }


def _band(mark: Band, palette: Palette) -> Json:
    return {
        "mode": "lines",
        "x": [*mark.x, *reversed(mark.x)],
        "y": [*mark.high, *reversed(mark.low)],
        "line": {"width": 0, "color": palette.tint(mark.series)},
        "fill": "toself",
        "fillcolor": palette.tint(mark.series),
        "hoverinfo": "skip",
    }
