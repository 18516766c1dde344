"""What a figure shows of the marks it was given: every bound, every hollow point, every id, and nothing else."""

import copy
import math
import re
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import charts
from kztrade.charts.bounds import SPAN
from kztrade.charts.style import DARK, HOVER, PAGE
from kztrade.marks import Axis, Bars, Chart, Dots, Ink, Label, Line, Panel, Rule
from tests.charts.samples import CHARTS, at, chart, money, years

Spec = dict[str, Any]

KAZ, KGZ, TOTAL, TARGET = "#0072B2", "#D55E00", "#009E73", "#CC79A7"


def drawn(made: Chart, theme: str = "light", narrow: bool = False) -> Spec:
    """A chart as a figure."""
    return charts.figure(made, theme, narrow)


def traces(spec: Spec, **wanted: Any) -> list[Spec]:
    """The traces with such properties."""
    return [trace for trace in spec["data"] if all(trace.get(name) == value for name, value in wanted.items())]


def tips(spec: Spec) -> list[tuple[float, float, str]]:
    """Where arrows end, and in which direction."""
    found = []
    for trace in spec["data"]:
        symbols = trace.get("marker", {}).get("symbol")
        if isinstance(symbols, list) and trace["marker"].get("size", [0])[:2] == [0, 9]:
            found += list(zip(trace["x"][1::3], trace["y"][1::3], symbols[1::3], strict=True))
    return found


def colours(spec: Any) -> set[str]:
    """Every colour of a figure."""
    if isinstance(spec, dict):
        return {found for key, value in spec.items() if key not in ("text", "hovertext") for found in colours(value)}
    if isinstance(spec, list):
        return {found for value in spec for found in colours(value)}
    return {spec} if isinstance(spec, str) and re.fullmatch(r"#[0-9A-Fa-f]{6}", spec) else set()


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", CHARTS)
def test_plotly_knows_every_property(name, theme, narrow) -> None:
    go.Figure(drawn(CHARTS[name], theme, narrow))  # raises for a property or a value that it does not know


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_left_as_it_was_and_drawn_alike_twice(name) -> None:
    before = copy.deepcopy(CHARTS[name])
    assert drawn(CHARTS[name]) == drawn(CHARTS[name])
    assert CHARTS[name] == before


# Colours


@pytest.mark.parametrize("name", CHARTS)
def test_a_dark_figure_is_the_light_one_with_its_colours_exchanged(name) -> None:
    light, dark = drawn(CHARTS[name]), drawn(CHARTS[name], "dark")
    exchange = charts.bundle(CHARTS[name])["dark"]
    assert colours(dark) == {exchange[colour] for colour in colours(light)}
    assert not colours(dark) & set(DARK)
    assert [note["text"] for note in light["layout"]["annotations"]] == [
        note["text"] for note in dark["layout"]["annotations"]
    ]


hexes = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
inks = st.builds(Ink, *[st.one_of(hexes, st.sampled_from([PAGE, "#000000", "#0072B2"]))] * 4)


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), inks, min_size=2))
def test_no_two_roles_of_one_light_colour_differ_in_the_dark(looks) -> None:
    marks = [
        part
        for place, series in enumerate(looks)
        for part in (
            Dots((at(2020 + place, 1.0),), series),
            Label(2020 + place, 1.0, series, series, ("above",)),
            Bars((at(2020 + place, 0.5, hollow=True),), series),
        )
    ]
    made = Chart("c", "", "", "", "", (Panel(years(2019, 2025), money(1), tuple(marks)),), looks, CHARTS["rows"].table)
    dark = {colour.upper() for colour in colours(drawn(made, "dark"))}
    for ink in looks.values():
        assert {ink.dark, ink.word_dark} <= dark


def test_the_page_and_a_hover_upon_it_differ_in_the_dark_alone() -> None:
    assert DARK[HOVER] != DARK[PAGE]
    assert all(abs(int(HOVER[place : place + 2], 16) - 255) <= 1 for place in (1, 3, 5))


def test_each_side_keeps_its_colour_and_its_second_cue() -> None:
    for name in ("target", "ledgers", "panels"):
        lines = [
            trace for trace in drawn(CHARTS[name])["data"] if trace.get("mode") == "lines+markers" and "line" in trace
        ]
        looks = {
            (trace["line"]["color"], trace["line"].get("dash"), trace["marker"]["symbol"])
            for trace in lines
            if isinstance(trace["marker"]["symbol"], str)
        }
        assert looks == {(KAZ, "solid", "circle"), (KGZ, "6px,3px", "square")}, name


def test_a_series_that_nobody_gave_a_look_is_muted() -> None:
    made = chart("x", Panel(years(2019, 2021), money(1), (Dots((at(2020, 1.0),), "stranger"),)))
    (trace,) = traces(drawn(made), mode="markers")
    assert trace["marker"]["color"] == ["#5E6066"]


# Points, bounds, rules


def test_an_open_end_is_an_arrow_without_a_cap_and_a_closed_interval_a_whisker() -> None:
    points = (
        at(2020, 1.0, low=1.0, high=math.inf),
        at(2021, 1.0, low=-math.inf, high=1.0),
        at(2022, 1.2, low=1.1, high=1.4),
    )
    spec = drawn(chart("x", Panel(years(2019, 2023), money(2), (Dots(points, "KAZ"),))))
    assert [(x, y > 1.0, symbol) for x, y, symbol in tips(spec)] == [
        (2020, True, "triangle-up"),
        (2021, False, "triangle-down"),
    ]
    (whisker,) = [trace for trace in spec["data"] if "error_y" in trace]
    assert (whisker["x"], whisker["y"]) == ([2022], [1.2])
    assert whisker["error_y"]["array"] == pytest.approx([0.2])
    assert whisker["error_y"]["arrayminus"] == pytest.approx([0.1])


def test_an_arrow_is_as_long_in_every_panel() -> None:
    for high in (1.0, 1000.0):
        for narrow in (False, True):
            point = at(2020, high, low=high, high=math.inf)
            spec = drawn(chart("x", Panel(years(2019, 2023), money(high), (Dots((point,), "KAZ"),))), narrow=narrow)
            ((_, y, _),) = tips(spec)
            axis, layout = spec["layout"]["yaxis"], spec["layout"]
            pixels = layout["height"] * (axis["domain"][1] - axis["domain"][0])
            assert (y - high) / (axis["range"][1] - axis["range"][0]) * pixels == pytest.approx(28, abs=0.5)
            assert y <= axis["range"][1]


def test_a_point_without_interval_has_neither_arrow_nor_whisker() -> None:
    spec = drawn(
        chart(
            "x", Panel(years(2019, 2021), money(1), (Dots((at(2020, 1.0), at(2020, 0.5, low=0.5, high=0.5)), "KAZ"),))
        )
    )
    assert [trace["mode"] for trace in spec["data"]] == ["markers"]
    assert "error_y" not in spec["data"][0]


def test_derived_points_are_hollow_and_stated_ones_filled() -> None:
    for theme, hole in (("light", "#FFFFFF"), ("dark", "#15171A")):
        dots = [
            trace
            for trace in drawn(CHARTS["target"], theme)["data"]
            if trace.get("customdata") in (["stated"], ["derived"])
        ]
        fills = {trace["customdata"][0]: trace["marker"]["color"] for trace in dots}
        assert fills == {"stated": [TOTAL], "derived": [hole]}
        assert {trace["marker"]["line"]["color"][0] for trace in dots} == {TOTAL}


def test_a_suspect_value_on_a_line_is_open_and_larger() -> None:
    line = next(
        t for t in drawn(CHARTS["ledgers"])["data"] if t.get("line", {}).get("color") == KGZ and t["type"] == "scatter"
    )
    place = line["x"].index(2016)
    assert [year for year, fill in zip(line["x"], line["marker"]["color"], strict=True) if fill == "#FFFFFF"] == [2016]
    assert line["marker"]["size"][place] > line["marker"]["size"][place - 1]


def test_the_chosen_point_alone_lies_on_a_disc() -> None:
    rings = [t for t in drawn(CHARTS["target"])["data"] if t.get("marker", {}).get("color") == "#F8E3A0"]
    assert [(ring["x"], ring["y"]) for ring in rings] == [([2022], [1.19])]
    assert rings[0]["marker"]["line"]["color"] == "#A67C00"
    assert rings[0]["hoverinfo"] == "skip"


def test_every_figure_can_be_clicked_by_its_id() -> None:
    for made in CHARTS.values():
        wanted = {
            part.figure
            for panel in made.panels
            for mark in panel.marks
            for part in (
                mark.points if isinstance(mark, Line | Dots | Bars) else [mark] if isinstance(mark, Rule) else []
            )
            if part.figure
        }
        found = {figure for trace in drawn(made)["data"] for figure in trace.get("customdata", []) if figure}
        assert found == wanted, made.id


def test_hover_says_who_and_what_in_two_lines_and_the_words_of_data_stay_words() -> None:
    point = at(2020, 1.0, who="<b>x</b> & %{y}", what="over $1 <a href='x'>")
    (trace,) = drawn(chart("x", Panel(years(2019, 2021), money(1), (Dots((point,), "KAZ"),))))["data"]
    assert trace["hoverinfo"] == "text"
    assert "hovertemplate" not in trace  # which would fill in %{y}
    assert trace["hovertext"] == ["&lt;b&gt;x&lt;/b&gt; &amp; %{y}<br><b>over &#36;1 &lt;a href='x'&gt;</b>"]


def test_no_word_of_a_chart_becomes_markup() -> None:
    evil = "<b>x</b> <a href='x'>y</a>"
    marks = (Dots((at(2020, 1.0),), "KAZ"), Label(2020, 1.0, evil, "KAZ"))
    for axis in (money(1), Axis(0, 2, ((1.0, evil),)), Axis(0, 2, ((1.0, evil),), names=True)):
        made = chart("x", Panel(years(2019, 2021), axis, marks, evil, evil))
        for spec in (drawn(made), drawn(made, narrow=True), charts.picture(made)):
            shown = [note["text"] for note in spec["layout"]["annotations"]] + spec["layout"]["yaxis"]["ticktext"]
            assert not any("<a" in text or "</a" in text for text in shown)
            assert all(text.count("<b>") == text.count("</b>") for text in shown)


def test_what_has_no_words_for_a_hover_has_no_hover() -> None:
    marks = (Rule(1.0, "target"), Dots((at(2020, 1.0, who="", what=""),), "KAZ"))
    spec = drawn(chart("x", Panel(years(2019, 2021), money(1), marks)))
    assert {trace["hoverinfo"] for trace in spec["data"]} == {"skip"}


def test_a_line_joins_the_points_of_its_own_mark_and_no_others() -> None:
    made = CHARTS["panels"]
    lines = [mark for panel in made.panels for mark in panel.marks if isinstance(mark, Line)]
    found = [trace for trace in drawn(made)["data"] if "lines" in trace["mode"]]
    assert sorted(trace["y"] for trace in found) == sorted([point.y for point in line.points] for line in lines)


def test_a_rule_runs_from_edge_to_edge_or_between_its_ends() -> None:
    spec = drawn(CHARTS["target"])
    (rule,) = [trace for trace in spec["data"] if trace.get("line", {}).get("color") == TARGET]
    assert [rule["x"][0], rule["x"][-1]] == spec["layout"]["xaxis"]["range"]
    assert set(rule["y"]) == {2.0}
    assert set(rule["customdata"]) == {"goal"}
    ends = {
        (t["x"][0], t["x"][-1], t["marker"]["symbol"][-1], t["line"]["dash"])
        for t in drawn(CHARTS["goals"])["data"]
        if t.get("line", {}).get("color") == TARGET
    }
    assert ends == {(2024.9, 2030.99, "line-ns-open", "solid"), (2022.3, 2026.7, "triangle-right", "2px,4px")}


def test_intervals_of_a_list_are_broad_bars_and_an_open_end_has_a_triangle_at_the_edge() -> None:
    spec = drawn(CHARTS["rows"])
    spans = {
        trace["y"][0]: trace["x"][:2]
        for trace in spec["data"]
        if trace.get("line", {}).get("width") == SPAN and trace["x"]
    }
    edge = spec["layout"]["xaxis"]["range"][1]
    assert spans == {3.0: [1.25, 1.35], 2.0: [1.15, 1.25], 0.0: [1.185, edge]}
    assert tips(spec) == [(edge, 0.0, "triangle-right")]


def test_hollow_bars_are_pale_with_an_outline_and_bars_of_one_year_share_its_room() -> None:
    bars = traces(drawn(CHARTS["ledgers"]), type="bar")
    pale = dict(zip(bars[0]["x"], bars[0]["marker"]["color"], strict=True))
    assert {year < 2018 for year, colour in pale.items() if colour != KAZ} == {True}
    one, other = Bars((at(2020, 1.0), at(2021, 1.0)), "KAZ"), Bars((at(2020, 0.5),), "KGZ")
    first, second = traces(drawn(chart("x", Panel(years(2019, 2022), money(1), (one, other)))), type="bar")
    assert first["offset"] + first["width"] == pytest.approx(second["offset"])
    assert second["offset"] + second["width"] == pytest.approx(0.325)


def test_points_of_one_year_that_would_hide_each_other_stand_side_by_side_with_their_labels() -> None:
    marks = (
        Dots((at(2024, 1.7), at(2025, 2.0), at(2025, 3.0)), "KAZ"),
        Dots((at(2025, 2.01),), "KGZ"),
        Label(2025, 2.01, "over 2", "KGZ", ("above",)),
    )
    spec = drawn(chart("x", Panel(years(2018, 2027), money(3), marks)))
    first, second = traces(spec, mode="markers")
    assert first["x"][0] == 2024
    assert first["x"][2] == 2025
    assert 2024.8 < first["x"][1] < 2025 < second["x"][0] < 2025.2
    assert (first["x"][1] + second["x"][0]) / 2 == pytest.approx(2025)
    (label,) = [note for note in spec["layout"]["annotations"] if note["text"] == "over 2"]
    assert label["x"] == pytest.approx(second["x"][0])


def test_a_point_that_stands_aside_stays_in_its_year_however_narrow_that_is() -> None:
    marks = tuple(Dots((at(2024, 1.7),), series) for series in ("KAZ", "KGZ", "total"))
    panel = Panel(years(1990, 2031), money(3), (*marks, Dots((at(1991, 1.0), at(2030, 1.0)), "KAZ")))
    spec = drawn(chart("x", panel), narrow=True)
    found = [trace["x"][0] for trace in traces(spec, mode="markers")][:3]
    assert found == pytest.approx([2023.6, 2024, 2024.4])


def test_two_figures_of_one_series_year_and_value_are_two_points() -> None:
    twice = Dots((at(2024, 1.7), at(2024, 1.7, low=1.6, high=1.8)), "KAZ")
    labels = (Label(2024, 1.7, "one", "KAZ"), Label(2024, 1.7, "other", "KAZ"))
    spec = drawn(chart("x", Panel(years(2018, 2027), money(3), (twice, *labels))))
    (points,) = [trace for trace in traces(spec, mode="markers") if "error_y" not in trace]
    assert points["x"][0] < 2024 < points["x"][1]
    assert [note["x"] for note in spec["layout"]["annotations"]] == pytest.approx(points["x"])


def test_large_points_lie_under_small_ones() -> None:
    points = (at(2020, 1.0, size=1.0), at(2020.1, 1.0, size=2.5))
    (trace,) = drawn(chart("x", Panel(Axis(2019, 2021), money(1), (Dots(points, "total", along="x"),))))["data"]
    assert trace["x"] == [2020.1, 2020]
    assert trace["marker"]["line"]["color"] == ["#FFFFFF", "#FFFFFF"]
