"""Charts and pictures without a browser: what they draw, in which colours, and what they never say."""

import copy
import math
import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from kztrade import answers
from kztrade.charts import DARK, LIGHT, Panel, Point, ledgers_chart, panels_chart, statements_chart, target_chart
from kztrade.charts.style import arrow, ticks, whisker, wrapped
from kztrade.charts.target import side_by_side
from kztrade.format import Format
from kztrade.period import read_period
from kztrade.pictures import (
    PICTURES,
    calendar_frame,
    calendar_picture,
    explore_picture,
    ledgers_frame,
    ledgers_picture,
    mirror_pairs,
    statements_picture,
    target_frame,
    target_picture,
    targets_picture,
)
from kztrade.pictures.calendar import figures
from kztrade.selection import Selection
from kztrade.store import shipped_data
from kztrade.telling import Telling

TOLD = Telling(shipped_data(), Format())
WORDS = Format()
VERSION = TOLD.data.short_version

KAZ, KGZ, TOTAL, TARGET = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
NEUTRAL = {"#1D2228", "#E9E6E0", "#5E6066", "#A7A9AE", "#E7E4DD", "#2B2E33", "#9A9890", "#6B6F76"}
PAGE = {"#FFFFFF", "#15171A", "#1F2226", "rgba(0,0,0,0)"}
TINTS = {"#00659E", "#AD4C00", "#00735A", "#A0457A", "#5CB3E6", "#F28C45", "#35C79C", "#DF9DC2"}
CHOSEN = {"#C99700", "#E9C84A"}

Spec = dict[str, Any]


def pictures() -> dict[str, Any]:
    """Every chart, drawn once for all tests."""
    return {name: draw(TOLD) for name, draw in PICTURES.items()}


DRAWN = pictures()


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_says_its_title_its_sources_and_its_data_version(name) -> None:
    drawn = DRAWN[name]
    texts = [note["text"].replace("<br>", " ") for note in spec(drawn.alone())["layout"]["annotations"]]
    assert f"<b>{drawn.title}</b>" in texts
    assert any(text == drawn.subtitle for text in texts)
    source = next(text for text in texts if text.startswith("Source: "))
    assert source.endswith(f"Data version {VERSION}.")


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_light_1000_by_620_and_its_page_is_left_as_it_was(name) -> None:
    drawn = DRAWN[name]
    before = copy.deepcopy(spec(drawn.picture()))
    layout = spec(drawn.alone())["layout"]
    assert (layout["width"], layout["height"], layout["paper_bgcolor"]) == (1000, 620, "#FFFFFF")
    assert spec(drawn.picture()) == before


@pytest.mark.parametrize("name", PICTURES)
def test_plotly_knows_every_property_that_is_drawn_unchecked(name) -> None:
    drawn = DRAWN[name]
    for figure in (drawn.figure, drawn.picture(), drawn.alone()):
        go.Figure(spec(figure))  # raises for a property or a value that it does not know


def _themed(theme: Any, phone: bool) -> dict[str, go.Figure]:
    data = TOLD.data
    target = answers.article_target(data)
    answer = answers.target_answer(data, target, 2027, 19)
    chosen = answers.ledgers(data)
    judged = answers.statements(data, "turnover", read_period("2022"))
    levels = answers.side_levels(data, "turnover", judged[0].row.reporter, read_period("2022"))
    rows = answers.explore(data, Selection(("turnover",), sources=("bns", "nsc")), "growth", target)
    stories = [story for story in answers.target_stories(data, 2026) if story.first.indicator == "turnover"]
    said = statements_picture(TOLD, judged, levels, theme, phone)
    assert said
    frame = ledgers_frame(TOLD, "KAZ>KGZ", chosen, without_suspects=False)
    gaps = mirror_pairs(TOLD, "KAZ>KGZ", chosen, without_suspects=False)
    return {
        "target": target_picture(TOLD, answer, target_frame(TOLD, answer, 19), theme, phone, "turnover/2021").figure,
        "explore": explore_picture(TOLD, rows, "growth", ["turnover"], theme, phone).figure,
        "ledgers": ledgers_picture(TOLD, "KAZ>KGZ", frame, gaps, theme, phone).figure,
        "statements": said.figure,
        "targets": targets_picture(TOLD, stories, 2026, theme, phone).figure,
        "calendar": calendar_picture(TOLD, calendar_frame(TOLD), theme, phone).figure,
    }


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_only_the_colours_of_the_visual_rules_are_used(theme, phone) -> None:
    allowed = {KAZ, KGZ, TOTAL, TARGET} | NEUTRAL | PAGE | TINTS | CHOSEN
    other = LIGHT if theme is DARK else DARK
    for name, figure in _themed(theme, phone).items():
        go.Figure(spec(figure))
        used = colours(spec(figure))
        assert used <= allowed, name
        assert not used & {other.ink, other.ink2, other.grid, other.chosen, *other.words.values()}, name


def test_each_side_keeps_its_colour_and_its_second_cue() -> None:
    for name in ("exports-to-kyrgyzstan", "turnover", "balance"):
        lines = [trace for trace in spec(DRAWN[name].figure)["data"] if "lines" in trace.get("mode", "")]
        looks = {
            (trace["line"]["color"], trace["line"]["dash"], symbol.removesuffix("-open"))
            for trace in lines
            for symbol, y in zip(trace["marker"]["symbol"], trace["y"], strict=True)
            if y is not None
        }
        assert looks == {(KAZ, "solid", "circle"), (KGZ, "6px,3px", "square")}, name


@pytest.mark.parametrize("name", PICTURES)
def test_no_line_joins_figures_of_two_publishers(name) -> None:
    for trace in spec(DRAWN[name].figure)["data"]:
        hovers = trace.get("hovertemplate")
        if "lines" not in trace.get("mode", "") or not isinstance(hovers, list):
            continue
        whose = {re.sub(r",? ?\d{4}.*", "", text.partition("<br>")[0]) for text in hovers if text}
        assert len(whose) == 1, whose


@pytest.mark.parametrize("name", ["turnover", "target", "targets"])
def test_every_line_of_turnover_is_one_publishers_own_series(name) -> None:
    """The line's values, one by one, are exports plus imports of a single ledger."""
    series = {}
    for ledger in answers.ledgers(TOLD.data):
        rows = answers.turnover_by_year(TOLD.data, ledger)
        series[ledger] = {row.period.year: row.value for row in rows}
    scale = 1e6 if name == "turnover" else 1e9
    found = []
    for trace in spec(DRAWN[name].figure)["data"]:
        points = {x: y for x, y in zip(trace["x"], trace["y"], strict=True) if y is not None}
        statistics = trace.get("line", {}).get("color") in (KAZ, KGZ) and "hovertemplate" in trace
        if "lines" not in trace["mode"] or not statistics:
            continue
        owners = [
            ledger
            for ledger, values in series.items()
            if all(values.get(year) == pytest.approx(value * scale) for year, value in points.items())
        ]
        assert len(owners) == 1
        found += owners
    assert len(found) == len(set(found)) >= 2


def test_a_statement_of_an_official_is_never_on_a_line() -> None:
    for name in ("target", "targets"):
        for trace in spec(DRAWN[name].figure)["data"]:
            told = trace.get("hovertemplate", "")
            text = " ".join(told) if isinstance(told, list) else told
            if "Minister of Kazakhstan, 20" in text or "Ambassador" in text:
                assert trace["mode"] == "markers"


def test_the_targets_own_level_is_said_at_least_wherever_it_is_said() -> None:
    for name in ("target", "explore", "targets"):
        for text in texts(spec(DRAWN[name].alone())):
            for place in re.finditer(r"1\.19\b", text):
                before = text[: place.start()].replace("\xa0", " ")
                assert before.endswith(("at least $", "at least ")), text


def test_every_level_of_the_article_and_of_the_path_says_at_least() -> None:
    data = spec(DRAWN["target"].figure)["data"]
    hovers = [text for trace in data if trace.get("name") in ("article", "path") for text in trace["hovertemplate"]]
    assert len(hovers) == 5  # 2021, 2022 and the path to 2025
    assert all("<b>at least $" in text for text in hovers)


def test_stated_points_are_filled_and_derived_ones_hollow() -> None:
    for figure, hole in ((DRAWN["target"].figure, "#FFFFFF"), (_themed(DARK, False)["target"], "#15171A")):
        article = next(trace for trace in spec(figure)["data"] if trace.get("name") == "article")
        assert (article["x"], article["y"]) == ([2021, 2022], [1.0, 1.19])
        assert article["marker"]["color"] == [TOTAL, hole]
        assert article["marker"]["line"] == {"color": TOTAL, "width": 2.5}
        assert article["marker"]["size"] == 13


def test_a_bound_is_an_arrow_and_has_no_cap() -> None:
    line, end = arrow(2021, 1.0, 0.2, TOTAL)
    assert (line["x"], line["y"], line["mode"], line["hoverinfo"]) == ([2021, 2021], [1.0, 1.2], "lines", "skip")
    assert (end["x"], end["y"], end["marker"]["symbol"], end["hoverinfo"]) == ([2021], [1.2], "triangle-up", "skip")
    assert "error_y" not in line
    assert "error_y" not in end
    assert arrow(2021, 1.0, -0.2, TOTAL)[1]["marker"]["symbol"] == "triangle-down"


def test_an_interval_is_a_whisker_from_its_low_to_its_high_end() -> None:
    drawn = whisker(2022, 1.2, 1.4, KAZ)
    assert drawn["y"] == pytest.approx([1.3])
    assert drawn["error_y"]["array"] == pytest.approx([0.1])
    assert (drawn["error_y"]["thickness"], drawn["error_y"]["width"]) == (1.5, 4)


def test_open_ended_points_have_arrows_and_closed_ones_whiskers_in_the_target_chart() -> None:
    rows = frame(
        "article total 2021 1.0e9 1.0e9 open",
        "article total 2022 1.19e9 1.185e9 open derived",
        "said    KAZ   2024 1.7e9 1.6e9 1.8e9",
        "said    KGZ   2025 2.0e9 2.0e9 open",
    )
    data = spec(target_chart(rows, 2e9, "Target", WORDS, LIGHT))["data"]
    tips = {
        (trace["x"][0], trace["marker"]["color"])
        for trace in data
        if trace.get("marker", {}).get("symbol") == "triangle-up"
    }
    assert tips == {(2021, TOTAL), (2022, TOTAL), (2025, KGZ)}
    capped = [trace["x"][0] for trace in data if "error_y" in trace]
    assert capped == [2024]


def test_below_is_an_arrow_downward_in_a_panel() -> None:
    below = Point("said", "total", 2021, 80e6, -math.inf, 80e6, derived=True)
    data = spec(panels_chart([Panel("Investment", "$ m", [below], 1e6)], 1, WORDS, LIGHT))["data"]
    line, tip, point = data  # the arrow below, so that the hollow point stays hollow
    assert point["y"] == [80.0]
    assert point["marker"]["color"] == ["#FFFFFF"]  # derived: hollow
    assert tip["marker"]["symbol"] == "triangle-down"
    assert line["y"][0] == 80.0 > line["y"][1]


@pytest.mark.parametrize("name", ["target", "explore", "investment", "exports-to-kyrgyzstan", "turnover", "targets"])
def test_the_axis_of_an_amount_starts_at_zero(name) -> None:
    layout = spec(DRAWN[name].figure)["layout"]
    axes = {key: axis for key, axis in layout.items() if key.startswith("yaxis")}
    if name == "exports-to-kyrgyzstan":
        axes.pop("yaxis2")  # the mirror gap, in percent, on both sides of nothing
    assert axes
    assert {axis["range"][0] for axis in axes.values()} == {0}


def test_the_gap_between_the_ledgers_lies_on_both_sides_of_zero() -> None:
    axis = spec(DRAWN["exports-to-kyrgyzstan"].figure)["layout"]["yaxis2"]
    assert axis["range"][0] == -axis["range"][1]
    assert axis["ticktext"] == ["−50%", "0", "+50%"]


def test_a_balance_reaches_below_zero_and_shows_where_that_begins() -> None:
    layout = spec(DRAWN["balance"].figure)["layout"]
    assert layout["yaxis"]["range"][0] < 0
    assert 0 in layout["yaxis"]["tickvals"]


def test_the_axis_never_repeats_the_level_that_the_target_line_names() -> None:
    axis = spec(DRAWN["target"].figure)["layout"]["yaxis"]
    assert dict(zip(axis["tickvals"], axis["ticktext"], strict=True))[2.0] == ""


def test_suspect_values_are_open_symbols_and_a_missing_year_breaks_the_line() -> None:
    rows = pd.DataFrame(
        {
            "ledger": "imf KGZ",
            "series": "KGZ",
            "name": "IMF",
            "year": [1995, 1996, 1998],
            "value": [10e6, 20e6, 30e6],
            "suspect": [False, True, False],
            "main": False,
            "who": "IMF",
            "what": "x",
        }
    )
    drawn = spec(ledgers_chart(rows, None, "", "suspect", WORDS, LIGHT))
    line = drawn["data"][0]
    assert line["x"] == [1995, 1996, 1997, 1998]
    assert line["y"] == [10.0, 20.0, None, 30.0]
    assert line["connectgaps"] is False
    assert [symbol for symbol, y in zip(line["marker"]["symbol"], line["y"], strict=True) if y] == [
        "square",
        "square-open",
        "square",
    ]
    assert line["marker"]["size"][1] == 9
    assert [(note["text"], note["x"]) for note in drawn["layout"]["annotations"] if note["text"] == "suspect"] == [
        ("suspect", 1996)
    ]


def test_the_five_suspect_values_are_marked_on_the_ledgers_charts_and_their_reason_is_in_the_hover() -> None:
    marked = []
    for flow in ("exports-to-kyrgyzstan", "exports-to-kazakhstan"):
        for trace in spec(DRAWN[flow].figure)["data"]:
            symbols = trace.get("marker", {}).get("symbol")
            if not isinstance(symbols, list):
                continue
            for symbol, year, text in zip(symbols, trace["x"], trace["hovertemplate"], strict=True):
                if symbol.endswith("-open"):
                    marked.append((flow, year))
                    assert len(text.split("<br>")) > 2  # who, value, reason
    expected = sum(row.suspect for row in TOLD.data.observations)
    assert len(marked) == expected == 5


def test_statements_stand_in_order_and_an_open_end_has_a_triangle() -> None:
    rows = pd.DataFrame(
        {
            "series": ["KAZ", "KGZ"],
            "value": [1.3e9, 2.0e9],
            "low": [1.2e9, 2.0e9],
            "high": [1.4e9, float("nan")],
            "label": ["about $1.3 bn", "over $2 bn"],
            "name": ["A", "B"],
            "below": ["2023", "2025"],
            "who": ["A", "B"],
            "what": ["about $1.3 bn", "over $2 bn"],
        }
    )
    lines = pd.DataFrame({"series": ["KAZ"], "value": [1.247e9], "name": ["Kazakh statistics"], "what": ["$1.247 bn"]})
    drawn = spec(statements_chart(rows, lines, 1e9, WORDS, LIGHT))
    points = {trace["name"]: (trace["x"], trace["y"]) for trace in drawn["data"] if trace.get("name")}
    assert points == {"A": ([1.3], [1]), "B": ([2.0], [0])}  # the first said stands on top
    bars = [trace["x"] for trace in drawn["data"] if trace["mode"] == "lines"]
    assert bars[0] == [1.2, 1.4]
    tips = [trace for trace in drawn["data"] if trace.get("marker", {}).get("symbol") == "triangle-right"]
    assert [tip["y"] for tip in tips] == [[0]]
    assert drawn["layout"]["shapes"][0]["x0"] == 1.247
    assert drawn["layout"]["shapes"][0]["line"]["color"] == KAZ


def test_the_chosen_point_alone_has_a_ring() -> None:
    rows = frame("article total 2021 1.0e9 1.0e9 open", "article total 2022 1.19e9 1.185e9 open derived")
    for chosen, expected in (("", []), ("f/2021", [(2021, 1.0)]), ("f/1999", [])):
        data = spec(target_chart(rows, 2e9, "Target", WORDS, LIGHT, chosen=chosen))["data"]
        rings = [(t["x"][0], t["y"][0]) for t in data if t.get("marker", {}).get("size") == 30]
        assert rings == expected
        colours_of_rings = {t["marker"]["line"]["color"] for t in data if t.get("marker", {}).get("size") == 30}
        assert colours_of_rings <= {"#C99700"}


def test_years_are_shortened_on_a_phone() -> None:
    wide, phone = _themed(LIGHT, False)["target"], _themed(LIGHT, True)["target"]
    assert spec(wide)["layout"]["xaxis"]["ticktext"][:2] == ["2018", "2019"]
    assert spec(phone)["layout"]["xaxis"]["ticktext"][:2] == ["2018", "’20"]
    assert (spec(wide)["layout"]["height"], spec(phone)["layout"]["height"]) == (430, 400)


def test_a_chart_leaves_its_frames_as_they_were() -> None:
    data = TOLD.data
    answer = answers.target_answer(data, answers.article_target(data), 2027, 19)
    rows = target_frame(TOLD, answer, 19)
    unchanged(rows, lambda: target_picture(TOLD, answer, rows, DARK, True, "turnover/2021"))
    ledgers = ledgers_frame(TOLD, "KAZ>KGZ", answers.ledgers(data), without_suspects=False)
    gaps = mirror_pairs(TOLD, "KAZ>KGZ", answers.ledgers(data), without_suspects=False)
    unchanged(ledgers, lambda: ledgers_picture(TOLD, "KAZ>KGZ", ledgers, gaps))
    events = calendar_frame(TOLD)
    unchanged(events, lambda: calendar_picture(TOLD, events))


def test_leaving_out_suspect_values_leaves_out_nothing_else() -> None:
    every = ledgers_frame(TOLD, "KAZ>KGZ", answers.ledgers(TOLD.data), without_suspects=False)
    clean = ledgers_frame(TOLD, "KAZ>KGZ", answers.ledgers(TOLD.data), without_suspects=True)
    assert every["suspect"].any()
    pd.testing.assert_frame_equal(every[~every["suspect"]].reset_index(drop=True), clean)


def test_different_units_and_kinds_have_axes_of_their_own() -> None:
    layout = spec(DRAWN["investment"].figure)["layout"]
    heads = [note["text"] for note in layout["annotations"] if note["text"].startswith("<b>")]
    about = [head.partition("<br>")[2] for head in heads]
    assert len([key for key in layout if key.startswith("yaxis")]) == len(heads)
    assert len(about) == len(set(about))
    assert len([text for text in about if "a flow" in text]) == 2  # money, and enterprises during part of a year
    assert len([text for text in about if "a sum or stock" in text]) == 1
    assert any("a count" in text for text in about)


@pytest.mark.parametrize(
    ("top", "expected"),
    [(0, [0.0]), (-1, [0.0]), (1.3, [0.0, 0.5, 1.0, 1.5]), (1250, [0, 250, 500, 750, 1000, 1250])],
)
def test_ticks_are_round_and_reach_the_top(top, expected) -> None:
    assert ticks(top) == expected


@pytest.mark.parametrize("top", [1e-6, 0.02, 0.5, 7, 99, 1234.5, 9e9])
def test_ticks_are_few_and_evenly_spaced_for_any_amount(top) -> None:
    steps = ticks(top)
    assert steps[0] == 0
    assert steps[-1] >= top
    assert 2 <= len(steps) <= 7
    assert steps == pytest.approx([steps[1] * count for count in range(len(steps))])


def test_a_long_line_is_broken_between_words_only() -> None:
    text = "Source: one publisher; another publisher with a long name."
    assert " ".join(wrapped(text, 20)) == text
    assert all(len(line) <= 20 for line in wrapped(text, 20))
    assert wrapped("unbreakable" * 5, 20) == ["unbreakable" * 5]


def test_the_file_for_offline_use_asks_nobody() -> None:
    document = DRAWN["target"].html().decode()
    assert "Plotly.newPlot" in document
    assert not re.search(r"""<(?:script|link|img)[^>]+(?:src|href)=["']https?:""", document)
    assert f"Data version {VERSION}" in document


def spec(figure: go.Figure) -> Spec:
    """A figure as plain dictionaries."""
    plain: Spec = figure.to_plotly_json()
    return plain


def texts(drawn: Spec) -> list[str]:
    """All words in a figure that a reader can meet: labels, hover, names."""
    found = [note["text"] for note in drawn["layout"]["annotations"]]
    for trace in drawn["data"]:
        hover = trace.get("hovertemplate", [])
        found += [hover] if isinstance(hover, str) else hover
        found += [str(trace.get("text", ""))]
    return found


def colours(value: object) -> set[str]:
    """All colours in a figure, those inside labels too."""
    if isinstance(value, dict):
        return set().union(*(colours(inner) for inner in value.values())) if value else set()
    if isinstance(value, list | tuple):
        return set().union(*(colours(inner) for inner in value)) if value else set()
    return set(re.findall(r"#[0-9A-Fa-f]{6}\b|rgba?\([^)]*\)", value)) if isinstance(value, str) else set()


def frame(*lines: str) -> pd.DataFrame:
    """Rows of a chart: `group series year value low high [derived]`, `open` for an open end."""
    records = []
    for line in lines:
        group, series, year, value, low, high, *words = line.split()
        records.append(
            {
                "group": group,
                "series": series,
                "year": int(year),
                "value": float(value),
                "low": float("nan" if low == "open" else low),
                "high": float("nan" if high == "open" else high),
                "derived": "derived" in words,
                "figure": f"f/{year}",
                "who": "somebody",
                "what": "something",
                "label": "",
                "source": "paper",
            }
        )
    return pd.DataFrame(records)


def unchanged(rows: pd.DataFrame, draw: Callable[[], object]) -> None:
    """Draw, and compare the rows with what they were."""
    before = rows.copy(deep=True)
    draw()
    pd.testing.assert_frame_equal(rows, before)


def _target_rows(choice: str, rate: float) -> pd.DataFrame:
    goal = answers.turnover_targets(TOLD.data)[choice]
    return target_frame(TOLD, answers.target_answer(TOLD.data, goal, 2030, rate), rate)


def test_every_level_and_deadline_announced_for_trade_is_offered_once() -> None:
    found = answers.turnover_targets(TOLD.data)
    assert list(found) == ["1bn", "1bn-2020", "2bn", "2bn-2024", "3bn", "3bn-2030"]
    assert found["2bn"].source == answers.ARTICLE
    stories = [story.first for story in answers.target_stories(TOLD.data, 2026) if story.first.indicator == "turnover"]
    assert {answers.target_id(target) for target in stories} == set(found)


def test_a_target_without_deadline_tells_the_one_it_was_given_later() -> None:
    found = answers.turnover_targets(TOLD.data)
    later = answers.later_deadline(TOLD.data, found["3bn"])
    assert later
    assert (str(later.deadline), str(later.set_on)) == ("2030", "2024-12-05")
    assert answers.later_deadline(TOLD.data, found["3bn-2030"]) is None


def test_the_target_line_says_its_deadline() -> None:
    goal = answers.turnover_targets(TOLD.data)["3bn-2030"]
    answer = answers.target_answer(TOLD.data, goal, 2030, 19)
    drawn = target_picture(TOLD, answer, target_frame(TOLD, answer, 19))
    assert "<b>Target $3\xa0bn</b>, set 2024, by 2030" in texts(spec(drawn.figure))


@pytest.mark.parametrize(("choice", "rate"), [("2bn", 19), ("2bn", 5), ("3bn-2030", 30), ("1bn", 0)])
def test_what_the_article_implied_stays_where_it_is_whatever_the_reader_chooses(choice, rate) -> None:
    rows = _target_rows(choice, rate)
    kept = rows[rows["group"] == "implied"]
    # 1.19 × 1.19 = 1.4161, × 1.19 = 1.685159, × 1.19 = 2.00533921
    assert kept["year"].tolist() == [2023, 2024, 2025]
    assert kept["value"].tolist() == pytest.approx([1.4161e9, 1.685159e9, 2.00533921e9])
    assert set(kept["qualifier"]) == {"at_least"}
    assert not set(kept["name"]) & set(rows.loc[rows["group"] == "path", "name"])


def test_points_of_one_place_stand_side_by_side_and_others_where_they_are() -> None:
    found = side_by_side([(2024, 1.7), (2025, 2.0), (2025, 2.01), (2025, 3.0)], near=0.05, step=0.2)
    assert found == pytest.approx([2024, 2024.9, 2025.1, 2025])


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
@pytest.mark.parametrize("choice", ["1bn", "2bn", "3bn", "3bn-2030"])
def test_labels_of_what_was_said_stand_clear_of_each_other(choice, phone) -> None:
    answer = answers.target_answer(TOLD.data, answers.turnover_targets(TOLD.data)[choice], 2030, 19)
    layout = spec(target_picture(TOLD, answer, target_frame(TOLD, answer, 19), phone=phone).figure)["layout"]
    scale = (layout["height"] - 34) / layout["yaxis"]["range"][1]
    said = [note for note in layout["annotations"] if note["text"].startswith("said")]
    heights = sorted(note["y"] * scale + note["yshift"] for note in said if note["x"] == 2025)
    assert len(heights) == 2
    assert heights[1] - heights[0] >= 17


@pytest.mark.parametrize("name", ["target", "targets"])
def test_no_two_statements_hide_each_other(name) -> None:
    data = spec(DRAWN[name].figure)["data"]
    lone = [trace for trace in data if trace["mode"] == "markers" and isinstance(trace.get("hovertemplate"), list)]
    said = [trace for trace in lone if trace["marker"]["size"] == 9]
    places = [place for trace in said for place in zip(trace["x"], trace["y"], strict=True)]
    assert len(places) == len(set(places)) == 4


def test_filled_markers_of_targets_keep_an_outline_of_their_own_colour() -> None:
    for theme in (LIGHT, DARK):
        for trace in spec(_themed(theme, False)["targets"])["data"]:
            assert trace["marker"]["line"]["color"] == trace["marker"]["color"]


def test_every_target_is_named_in_the_chart_with_its_deadline_or_that_it_has_none() -> None:
    notes = [note["text"].replace("\xa0", " ") for note in spec(DRAWN["targets"].figure)["layout"]["annotations"]]
    assert notes[:3] == [
        "$1 bn by 2020; no deadline (set 2012, 2018)",
        "$2 bn by 2024; no deadline (set 2022)",
        "$3 bn by 2030; no deadline (set 2024)",
    ]


def test_a_target_that_a_later_report_quotes_belongs_to_the_event_of_its_day() -> None:
    data = TOLD.data
    (stated,) = answers.stated_at(data, data.events["council-3-2012"])
    assert stated.same_day
    assert stated.target
    assert (stated.target.value, stated.target.set_by) == (1e9, "3rd Intergovernmental Council")
    forum = answers.stated_at(data, data.events["forum-taraz-2023"])
    assert [one.row for one in forum] == answers.said_at(data, "forum-taraz-2023")
    assert not any(one.same_day for one in forum)


def test_one_figure_is_not_figures() -> None:
    assert [figures(TOLD, count) for count in (0, 1, 2)] == ["0 figures", "one figure", "2 figures"]
