"""Where panels, axes and words stand: the same pixels for marks, numbers and labels."""

import math
import re
from html import unescape
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import charts
from kztrade.charts.axes import number_boxes, x_ticks
from kztrade.charts.draw import NARROW, PICTURE, SHEET, WIDE
from kztrade.charts.frame import frames
from kztrade.charts.geometry import Box
from kztrade.charts.text import width
from kztrade.marks import Axis, Chart, Dots, Label, Panel, Rule, amounts, decimals, steps
from tests.charts.samples import CHARTS, SOURCE, at, chart, course, money, panels, years

Spec = dict[str, Any]

WIDTHS = [(WIDE, False), (SHEET, False), (NARROW, True)]


def words(text: str) -> str:
    """An annotation as a reader sees it."""
    return unescape(re.sub("<[^>]*>", "", text.replace("<br>", " ")))


@pytest.mark.parametrize(("room", "narrow"), WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_panels_lie_in_the_picture_and_do_not_overlap(name, room, narrow) -> None:
    every, height = frames(CHARTS[name], room, narrow)
    boxes = [Box(frame.left, frame.top, frame.left + frame.width, frame.top + frame.height) for frame in every]
    assert all(Box(0, 0, room, height).holds(box) for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize(("room", "narrow"), WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_plotlys_domains_are_the_pixels_of_the_frames(name, room, narrow) -> None:
    made = CHARTS[name]
    spec = charts.figure(made, "light", narrow)["layout"]
    every, height = frames(made, NARROW if narrow else WIDE * made.width, narrow)
    assert spec["height"] == round(height)
    for frame in every:
        axis = spec[f"yaxis{'' if frame.number == 1 else frame.number}"]
        low, high = axis["domain"]
        assert (1 - high) * height == pytest.approx(frame.top, abs=0.01)
        assert (high - low) * height == pytest.approx(frame.height, abs=0.01)


def test_panels_stand_in_columns_on_a_wide_page_and_under_each_other_on_a_narrow_one() -> None:
    wide, narrow = (charts.figure(panels(), "light", narrow)["layout"] for narrow in (False, True))
    for layout, columns in ((wide, 3), (narrow, 1)):
        lefts = {round(layout[f"xaxis{n}"]["domain"][0], 3) for n in ("", 2, 3, 4, 5, 6, 7)}
        assert len(lefts) == columns
    # 7 panels in three rows: three times the title's lines, the plot and its axis
    assert wide["height"] == pytest.approx(3 * (200 + 15 * 1.3 + 13 * 1.3 + 8) + 2 * 26, abs=1)


def test_panels_of_one_axis_share_its_ends_and_its_years() -> None:
    layout = charts.figure(panels(), "light", False)["layout"]
    axes = [axis for name, axis in layout.items() if name.startswith("xaxis")]
    assert len({tuple(axis["range"]) for axis in axes}) == 1
    assert {tuple(axis["ticktext"]) for axis in axes} == {("2018", "2020", "2023")}


def test_panels_of_different_units_have_axes_of_their_own() -> None:
    one = Panel(years(2019, 2023), money(2), (course("KAZ", [1, 2], 2020),))
    other = Panel(years(2019, 2023), money(3000), (course("KAZ", [1000, 3000], 2020),))
    layout = charts.figure(chart("x", one, other, columns=2), "light", False)["layout"]
    assert layout["yaxis"]["range"][1] < 5 < layout["yaxis2"]["range"][1]
    assert layout["yaxis2"]["anchor"] == "x2"


@pytest.mark.parametrize("name", ["target", "panels"])
def test_the_axis_of_an_amount_starts_at_zero(name) -> None:
    layout = charts.figure(CHARTS[name], "light", False)["layout"]
    assert {axis["range"][0] for key, axis in layout.items() if key.startswith("yaxis")} == {0}


@given(st.lists(st.integers(-(10**12), 10**12).map(lambda number: number / 1000), max_size=5))
def test_amounts_start_at_zero_and_hold_every_value_with_alike_digits(values) -> None:
    axis = amounts(values, lambda value, digits, top: f"{value:.{digits}f}{'!' if top else ''}")
    assert axis.low <= min([0, *values])
    assert axis.high >= max([0, *values])
    assert (axis.low == 0) == (min([0, *values]) == 0)
    texts = [text.rstrip("!") for place, text in axis.ticks if place]
    assert len({len(text.partition(".")[2]) for text in texts}) <= 1
    assert [text for _, text in axis.ticks if text.endswith("!")] == [axis.ticks[-1][1]]


@given(st.integers(-(10**6), 10**6), st.integers(0, 10**6))
def test_steps_are_round_even_and_few(low, span) -> None:
    found = steps(low, low + span)
    slack = 1e-8 * (found[1] - found[0]) + 1e-9
    assert found[0] <= low + slack
    assert found[-1] >= low + span - slack
    assert 2 <= len(found) <= 8
    gaps = [after - before for before, after in pairwise(found)]
    assert max(gaps) - min(gaps) <= max(gaps) * 1e-3 + 1e-6


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 1.3, (0, 0.5, 1, 1.5)),
        (0, 1250, (0, 250, 500, 750, 1000, 1250)),
        (-413, 606, (-500, -250, 0, 250, 500, 750)),
    ],
)
def test_steps_of_known_amounts(low, high, expected) -> None:
    assert steps(low, high) == expected
    assert decimals(steps(low, high)) == (1 if high < 2 else 0)


@pytest.mark.parametrize(("low", "high"), [(1, 0), (math.nan, 1), (0, math.inf)])
def test_there_are_no_steps_without_ends(low, high) -> None:
    with pytest.raises(ValueError, match="no steps"):
        steps(low, high)


# Years


@given(st.integers(1990, 2025), st.integers(1, 40), st.integers(1, 4), st.booleans())
def test_years_never_touch_and_the_last_one_is_written(first, span, columns, narrow) -> None:
    last = first + span
    panel = Panel(years(first - 0.5, last + 0.5), money(1), (course("KAZ", [1.0] * (span + 1), first),))
    (frame, *_), _ = frames(chart("x", *[panel] * columns, columns=columns), NARROW if narrow else WIDE, narrow)
    ticks = x_ticks(frame)
    assert ticks[-1][0] == last
    ends = [
        (frame.across(x) - width(text, frame.size) / 2, frame.across(x) + width(text, frame.size) / 2)
        for x, text in ticks
    ]
    assert all(after[0] > before[1] for before, after in pairwise(ends))
    assert re.fullmatch(r"\d{4}", ticks[0][1])
    assert all(int(text[-2:]) == x % 100 for x, text in ticks)


def test_years_are_shortened_on_a_narrow_page_where_that_shows_more() -> None:
    wide, narrow = (
        charts.figure(CHARTS["target"], "light", narrow)["layout"]["xaxis"]["ticktext"] for narrow in (False, True)
    )
    assert wide == [str(year) for year in range(2018, 2026)]
    assert narrow[0] == "2018"
    assert set(narrow) <= {"2018", *(f"’{year}" for year in range(19, 26)), *wide}


def test_years_at_an_even_step_are_all_written_where_the_last_one_is_of_them() -> None:
    panel = Panel(years(1990, 2031), money(1), (course("KAZ", [1.0] * 40, 1991),))
    (frame,), _ = frames(chart("x", panel), NARROW, True)
    assert [x for x, _ in x_ticks(frame)] == [2000, 2010, 2020, 2030]


def test_given_ticks_are_thinned_until_they_fit() -> None:
    ticks = tuple((float(place), f"a long name {place}") for place in range(12))
    panel = Panel(Axis(-0.5, 11.5, ticks), money(1), (Dots((at(3, 1.0),), "KAZ"),))
    (frame,), _ = frames(chart("x", panel), NARROW, True)
    kept = x_ticks(frame)
    assert 1 <= len(kept) < 12
    assert kept[0] == ticks[0]


# Words


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_label_that_must_be_shown_is(name, narrow) -> None:
    shown = [words(note["text"]) for note in charts.figure(CHARTS[name], "light", narrow)["layout"]["annotations"]]
    for panel in CHARTS[name].panels:
        for mark in panel.marks:
            if isinstance(mark, Label) and mark.must:
                assert mark.text.replace("**", "") in shown


def test_a_label_is_tied_to_a_place_inside_the_axes_or_plotly_would_hide_it() -> None:
    for made in CHARTS.values():
        for narrow in (False, True):
            layout = charts.figure(made, "light", narrow)["layout"]
            for note in layout["annotations"]:
                for letter in "xy":
                    if note[f"{letter}ref"] != "paper":
                        axis = layout[f"{letter}axis{note[f'{letter}ref'][1:]}"]
                        low, high = sorted(axis["range"])
                        assert low - 1e-9 <= note[letter] <= high + 1e-9, note["text"]


def test_the_axis_never_repeats_the_level_that_the_name_of_a_rule_stands_on() -> None:
    axis = charts.figure(CHARTS["target"], "light", False)["layout"]["yaxis"]
    texts = dict(zip(axis["tickvals"], axis["ticktext"], strict=True))
    assert texts[2.0] == ""
    assert texts[1.0] == "1.0"


def test_labels_at_the_end_of_a_line_have_room_on_a_narrow_page() -> None:
    narrow = charts.figure(CHARTS["ledgers"], "light", True)["layout"]
    low, high = narrow["xaxis"]["range"]
    # the last year is 2023; "$640 m" and the name above it need about 85 of 342 pixels
    assert (high - 2023) / (high - low) * 342 > 80
    wide = charts.figure(CHARTS["ledgers"], "light", False)["layout"]
    assert wide["xaxis"]["range"][1] - 2023 < high - 2023


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_no_mark_lies_on_a_number_of_the_axis(narrow) -> None:
    for name in ("target", "panels"):
        for frame in frames(CHARTS[name], NARROW if narrow else WIDE * CHARTS[name].width, narrow)[0]:
            boxes = number_boxes(frame)
            for mark in frame.panel.marks:
                for point in getattr(mark, "points", ()):
                    x, y = frame.across(point.x), frame.down(point.y)
                    assert not any(box.left <= x <= box.right and box.top <= y <= box.bottom for box in boxes)


@pytest.mark.parametrize("room", [WIDE, SHEET, NARROW])
def test_names_of_rows_never_meet_however_long_they_are(room) -> None:
    name = {WIDE: "wide", SHEET: "middle", NARROW: "narrow"}[room]
    layout = charts.bundle(CHARTS["rows"])[name]["layout"]
    names = [note for note in layout["annotations"] if note["xref"] == "paper"]
    height = layout["height"]
    spans = sorted(
        ((1 - note["y"]) * height, (note["text"].count("<br>") + 1) * note["font"]["size"] * 1.3, note["x"])
        for note in names
    )
    for (one, tall, left), (other, size, start) in pairwise(spans):
        assert other - one >= (tall + size) / 2 - 0.5 or left != start


def test_names_stand_beside_their_rows_on_a_wide_page_and_above_them_on_a_narrow_one() -> None:
    for narrow in (False, True):
        layout = charts.figure(CHARTS["rows"], "light", narrow)["layout"]
        (note,) = [one for one in layout["annotations"] if one["text"] == "Newsroom"]
        (frame,), height = frames(CHARTS["rows"], NARROW if narrow else WIDE, narrow)
        above = frame.down(0) - (1 - note["y"]) * height
        assert above > 10 if narrow else above == pytest.approx(0, abs=0.5)
        assert (layout["xaxis"]["domain"][0] < 0.06) == narrow
        assert layout["xaxis"]["side"] == "top"


def test_names_of_upright_rules_stand_over_the_words_of_the_axis() -> None:
    layout = charts.figure(CHARTS["rows"], "light", False)["layout"]
    named = [note for note in layout["annotations"] if note["text"] in ("Kazakh statistics", "Kyrgyz statistics")]
    assert len(named) == 2
    assert all(note["y"] == pytest.approx(layout["yaxis"]["range"][1]) and note["yshift"] > 26 for note in named)


# The picture that stands alone


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_is_light_1000_wide_and_says_title_subtitle_and_source(name) -> None:
    made = CHARTS[name]
    layout = charts.picture(made)["layout"]
    assert (layout["width"], layout["paper_bgcolor"], layout["autosize"]) == (PICTURE, "#FFFFFF", False)
    shown = [words(note["text"]) for note in layout["annotations"]]
    assert {made.title, made.subtitle, SOURCE} <= set(shown)


def test_a_picture_is_as_high_as_its_rows_of_panels() -> None:
    heights = [charts.picture(panels(count))["layout"]["height"] for count in (3, 6, 7, 12)]
    row = heights[1] - heights[0]
    assert row > 200
    assert heights[2:] == pytest.approx([heights[1] + row, heights[1] + 2 * row], abs=2)


@pytest.mark.parametrize("name", CHARTS)
def test_the_words_of_a_picture_lie_outside_its_panels_and_inside_it(name) -> None:
    layout = charts.picture(CHARTS[name])["layout"]
    margin, plot = layout["margin"], layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    own = {CHARTS[name].title, CHARTS[name].subtitle, SOURCE}
    for note in layout["annotations"]:
        if words(note["text"]) not in own or note["y"] != 1 or "yshift" not in note:
            continue
        middle = -note["yshift"]
        half = (note["text"].count("<br>") + 1) * note["font"]["size"] * 0.65
        assert middle + half <= 0 or middle - half >= plot
        assert middle - half >= -margin["t"]
        assert middle + half <= plot + margin["b"]


def test_titles_of_panels_do_not_lie_on_the_years_above_them() -> None:
    layout = charts.picture(panels(9))["layout"]
    plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    titles = {
        words(note["text"]): (1 - note["y"]) * plot - 10 for note in layout["annotations"] if "Panel" in note["text"]
    }
    for number in range(3, 9):
        above = layout["yaxis" if number == 3 else f"yaxis{number - 2}"]
        foot = (1 - above["domain"][0]) * plot + 5 + 14 * 1.3  # the tick, then the year
        assert titles[f"Panel {number}"] > foot


def test_a_picture_is_the_same_whatever_page_it_was_asked_from() -> None:
    made = CHARTS["target"]
    for share in (1.0, 0.62):
        other = Chart(**{name: getattr(made, name) for name in made.__slots__} | {"width": share, "height_narrow": 99})
        assert charts.picture(other) == charts.picture(made)


def test_notes_stand_in_the_picture() -> None:
    made = chart(
        "x",
        Panel(years(2019, 2021), money(1), (Dots((at(2020, 1.0),), "KAZ"), Rule(1.0, "target"))),
        notes=("A note.",),
    )
    assert "A note." in [words(note["text"]) for note in charts.picture(made)["layout"]["annotations"]]


# What a browser is sent


@pytest.mark.parametrize("name", CHARTS)
def test_the_narrower_figures_of_a_bundle_are_whole_with_the_wide_one(name) -> None:
    bundle = charts.bundle(CHARTS[name])
    narrow = charts.figure(CHARTS[name], "light", True)
    merged = [{**wide, **own} for wide, own in zip(bundle["wide"]["data"], bundle["narrow"]["data"], strict=True)]
    assert merged == narrow["data"]
    assert bundle["narrow"]["layout"] == narrow["layout"]
    assert bundle["wide"] == {**charts.figure(CHARTS[name], "light", False), "width": round(WIDE * CHARTS[name].width)}
    assert ("middle" in bundle) == (CHARTS[name].width == 1.0)
