"""Charts made by hand, one of each kind, with figures that nobody published."""

import math
from collections.abc import Sequence
from typing import Any

from kztrade.marks import (
    COMMON,
    Axis,
    Band,
    Bars,
    Chart,
    Dash,
    Dots,
    Ink,
    Label,
    Line,
    Mark,
    Panel,
    Point,
    Rule,
    Shape,
    amounts,
)
from kztrade.table import Table

INKS = {
    **COMMON,
    "KAZ": Ink("#0072B2", "#0072B2", "#00659E", "#5CB3E6"),
    "KGZ": Ink("#D55E00", "#D55E00", "#AD4C00", "#F28C45", Shape.SQUARE, Dash.DASHED, "■"),
}
SOURCE = "Source: one office; another office, 23 September 2023. Data version v12."


def at(x: float, y: float, **more: Any) -> Point:
    """A point that can be pointed at."""
    return Point(x, y, **{"who": f"office, {x:g}", "what": f"$ {y:g} bn", **more})


def course(series: str, values: Sequence[float], first: int = 2018) -> Line:
    """A ledger's values, year by year."""
    return Line(tuple(at(first + place, value) for place, value in enumerate(values)), series)


def chart(name: str, *panels: Panel, **more: Any) -> Chart:
    """A chart with all that must travel with it."""
    return Chart(
        name,
        f"About {name}",
        "Billion a year.",
        SOURCE,
        f"{name} in words",
        panels,
        INKS,
        Table(name, name, (), ()),
        **more,
    )


def years(first: float, last: float) -> Axis:
    """An axis of years."""
    return Axis(first, last, years=True)


def money(*values: float) -> Axis:
    """An axis of amounts."""
    return amounts(values, lambda value, digits, top: f"{value:.{digits}f}" + (" bn" if top else ""))


KAZAKH, KYRGYZ = [0.9, 0.95, 0.85, 1.05, 1.247, 1.688], [0.88, 1.0, 0.81, 1.04, 1.18, 1.31]


def target() -> Chart:
    """Turnover against an announced level."""
    marks: tuple[Mark, ...] = (
        Rule(2.0, "target", figure="goal", who="PM", what="$2 bn"),
        Label(2017.6, 2.0, "**Target $2 bn**, set 2023 without a deadline", "target", ("start", "end")),
        course("KAZ", KAZAKH),
        course("KGZ", KYRGYZ),
        Label(2023, 1.688, "**Kazakh statistics**", "KAZ", ("above", "left")),
        Label(2023, 1.31, "**Kyrgyz statistics**", "KGZ", ("below", "right")),
        Line((at(2022, 1.19), at(2023, 1.42), at(2024, 1.69), at(2025, 2.01)), "path", 2.0, markers=False),
        Dots((at(2021, 1.0, low=1.0, high=math.inf, figure="stated"),), "total"),
        Dots((at(2022, 1.19, low=1.185, high=math.inf, hollow=True, figure="derived", chosen=True),), "total"),
        Label(2021, 1.0, "at least $1 bn", "total", ("below",)),
        Label(2022, 1.19, "at least $1.19 bn", "total", ("below", "right")),
        Dots((at(2024, 1.7, low=1.6, high=1.8), at(2025, 2.0, low=1.95, high=2.05)), "KAZ"),
        Dots((at(2025, 2.0, low=2.0, high=math.inf),), "KGZ"),
        Label(2025, 2.0, "Kyrgyz ambassador: over 2.0", "KGZ"),
    )
    return chart("target", Panel(years(2017.6, 2026.4), money(2.05), marks), width=0.65)


def ledgers() -> Chart:
    """One flow in two ledgers, and the gap between them."""
    every = range(1994, 2024)
    first = [60 + 20 * (year - 1994) + 9 * (year % 4) for year in every]
    second = [60 + 17 * (year - 1994) + 13 * (year % 3) for year in every]
    low, high = tuple(map(min, first, second)), tuple(map(max, first, second))
    lines: tuple[Mark, ...] = (
        Band(tuple(map(float, every)), tuple(map(float, low)), tuple(map(float, high)), "KAZ"),
        course("KAZ", first, 1994),
        Line(tuple(at(year, value, hollow=year == 2016) for year, value in zip(every, second, strict=True)), "KGZ"),
        Label(2023, first[-1], f"**Kazakhstan** ${first[-1]} m", "KAZ"),
        Label(2023, second[-1], f"**Kyrgyzstan** ${second[-1]} m", "KGZ"),
        Label(2016, second[22], "suspect", "nobody", ("below", "above")),
    )
    gaps = [(year, 100 * (one / other - 1)) for year, one, other in zip(every, first, second, strict=True)]
    bars: tuple[Mark, ...] = (
        Bars(tuple(at(year, gap, hollow=year < 2018) for year, gap in gaps if gap > 0), "KAZ"),
        Bars(tuple(at(year, gap) for year, gap in gaps if gap <= 0), "KGZ"),
    )
    percent = Axis(-70, 70, ((-50.0, "−50%"), (0.0, "0"), (50.0, "+50%")), grid=True)
    upper = Panel(Axis(1993.4, 2023.6), money(*map(float, first)), lines)
    lower = Panel(years(1993.4, 2023.6), percent, bars, subtitle="Gap, percent", share=0.4)
    return chart("ledgers", upper, lower, height=360)


def panels(count: int = 7) -> Chart:
    """Small multiples."""
    found = []
    for place in range(count):
        part = 1 - 0.12 * place
        marks = (
            course("KAZ", [value * part for value in KAZAKH]),
            course("KGZ", [value * part for value in KYRGYZ]),
            Label(2023, KAZAKH[-1] * part, f"**{KAZAKH[-1] * part:.2f}**", "KAZ"),
            Label(2023, KYRGYZ[-1] * part, f"**{KYRGYZ[-1] * part:.2f}**", "KGZ"),
        )
        found.append(Panel(years(2017.6, 2023.4), money(1.69), marks, f"Panel {place}", "$ billion"))
    return chart("panels", *found, columns=3, height=200, height_narrow=200)


def rows() -> Chart:
    """Statements under each other, with what their words allow and two statistics behind them."""
    told = [
        ("KAZ", 1.3, 1.25, 1.35, "Government of Kazakhstan\n24 Sep 2023"),
        ("KGZ", 1.2, 1.15, 1.25, "A very long name of an office that speaks for several others; and its head\n2023"),
        ("KGZ", 1.181, 1.181, 1.181, "Committee\n9 Apr 2024"),
        ("total", 1.19, 1.185, math.inf, "Newsroom"),
    ]
    count = len(told)
    marks: list[Mark] = [
        Rule(1.247, "KAZ", across="y", dash=Dash.SOLID, who="Kazakh statistics", what="1.247"),
        Rule(1.181, "KGZ", across="y", who="Kyrgyz statistics", what="1.181"),
        Label(1.247, 0, "Kazakh statistics", "KAZ", ("end",)),
        Label(1.181, 0, "Kyrgyz statistics", "KGZ", ("end",)),
    ]
    for place, (series, value, low, high, _) in enumerate(told):
        y = float(count - 1 - place)
        marks.append(Dots((at(value, y, low=low, high=high, figure=f"s{place}"),), series, along="x"))
        marks.append(Label(value, y, f"${value} bn", series, ("above", "right")))
    names = tuple((float(count - 1 - place), name) for place, (*_, name) in enumerate(told))
    across = Axis(1.03, 1.37, ((1.1, "$1.1 bn"), (1.2, "1.2"), (1.3, "1.3")), grid=True)
    return chart("rows", Panel(across, Axis(-0.6, count - 0.4, names, names=True), tuple(marks)), height=40 * count)


def goals() -> Chart:
    """Targets from their announcement to their deadline."""
    marks: tuple[Mark, ...] = (
        Rule(1.0, "target", first=2024.9, last=2030.99, ends=True, dash=Dash.SOLID, figure="t1", who="w", what="x"),
        Rule(0.0, "target", first=2022.3, last=2026.7, open=True, ends=True, figure="t2", who="w", what="y"),
        Dots((at(2023.5, 0.3, hollow=True),), "KAZ", along="x"),
        Rule(2024, "", across="y", weight=1, dash=Dash.SOLID),
        Label(2024, 0, "no annual statistics yet", "", ("end",)),
    )
    across = Axis(2012, 2031, tuple((year + 0.5, str(year)) for year in (2012, 2015, 2020, 2025, 2030)), grid=True)
    down = Axis(-0.6, 1.6, ((1.0, "by 2030"), (0.0, "no deadline")), names=True)
    return chart("goals", Panel(across, down, marks), height=160)


CHARTS = {made.id: made for made in (target(), ledgers(), panels(), rows(), goals())}
