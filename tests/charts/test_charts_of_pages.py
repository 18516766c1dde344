"""The charts of every page, with the data as they ship: what each draws and what none may say."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import unescape
from typing import Any

import plotly.graph_objects as go
import pytest

from kztrade import charts, ledgers
from kztrade.answers.trade import turnover_by_year
from kztrade.marks import Bars, Chart, Dots, Label, Line, Panel, Rule
from kztrade.pages import Visit, pages
from kztrade.parameters import Choices, defaults
from kztrade.store import shipped_data
from kztrade.words import Format, Telling

TOLD = Telling(shipped_data(), Format())
TODAY = date(2026, 3, 1)


@cache
def made(page: str, **chosen: Any) -> tuple[Chart, ...]:
    """The charts of a page, its parameters as they are but for those chosen."""
    (asked,) = [one for one in pages() if one.id == page]
    parameters = defaults(asked.parameters(TOLD, TODAY)) | chosen
    return tuple(asked.view(TOLD, Visit(parameters, TODAY)).charts())


EVERY = [page.id for page in pages()]


def panels(page: str, **chosen: Any) -> Iterator[Panel]:
    """The panels of a page."""
    return (panel for chart in made(page, **chosen) for panel in chart.panels)


def said(chart: Chart) -> list[str]:
    """All that a chart says of figures, as a reader sees it: in labels and on hover."""
    found = [note["text"] for note in charts.picture(chart)["layout"]["annotations"]]
    found += [text for trace in charts.figure(chart, "light", False)["data"] for text in trace.get("hovertext", [])]
    return [unescape(re.sub("<[^>]*>", " ", text)).replace("\xa0", " ") for text in found]


@pytest.mark.parametrize("page", EVERY)
def test_plotly_knows_every_property_that_is_drawn(page) -> None:
    for chart in made(page):
        for theme in ("light", "dark"):
            for narrow in (False, True):
                go.Figure(charts.figure(chart, theme, narrow))
        go.Figure(charts.picture(chart))


@pytest.mark.parametrize("page", EVERY)
def test_a_picture_says_its_title_its_sources_and_its_data_version(page) -> None:
    for chart in made(page):
        texts = said(chart)
        assert chart.title.replace("\xa0", " ") in " ".join(texts)
        source = next(" ".join(text.split()) for text in texts if text.startswith("Source"))
        assert source.endswith(f"Data version {TOLD.data.short_version}.")
        assert chart.alt


@pytest.mark.parametrize("page", EVERY)
def test_no_two_labels_of_a_page_overlap(page) -> None:
    for chart in made(page):
        for panel in chart.panels:
            labels = [mark for mark in panel.marks if isinstance(mark, Label)]
            assert len({(label.x, label.y, label.text) for label in labels}) == len(labels)


@pytest.mark.parametrize("page", EVERY)
def test_no_line_joins_figures_of_two_publishers(page) -> None:
    for panel in panels(page):
        for mark in panel.marks:
            if isinstance(mark, Line) and mark.series != "path":
                whose = {re.sub(r",? ?(about )?\d{4}.*", "", point.who) for point in mark.points if point.who}
                assert len(whose) <= 1, whose


@pytest.mark.parametrize("page", ["target", "targets"])
def test_every_line_of_turnover_is_one_ledgers_own_series(page) -> None:
    """The line's values, one by one, are exports plus imports of a single ledger."""
    series = {
        books: {row.period.year: row.value for row in turnover_by_year(TOLD.data, books) if row.value is not None}
        for books in ledgers.books(TOLD.data)
    }
    found = 0
    for panel in panels(page):
        for mark in panel.marks:
            if not isinstance(mark, Line) or mark.series == "path":
                continue
            owners = [
                books
                for books, values in series.items()
                if all(values.get(int(point.x)) == pytest.approx(point.y * 1e9) for point in mark.points)
            ]
            assert owners, mark.points
            found += 1
    assert found >= 2


@pytest.mark.parametrize("page", ["target", "targets"])
def test_a_statement_of_an_official_is_never_on_a_line(page) -> None:
    for panel in panels(page):
        for mark in panel.marks:
            if isinstance(mark, Line):
                assert not [point.who for point in mark.points if re.search("[Mm]inister|[Aa]mbassador", point.who)]


@pytest.mark.parametrize("page", EVERY)
def test_the_articles_level_is_said_at_least_wherever_it_is_said(page) -> None:
    for chart in made(page):
        for text in said(chart):
            for place in re.finditer(r"1\.19\b", text):
                assert text[: place.start()].endswith(("at least $", "at least ")), text


def test_every_level_of_the_article_says_at_least_and_what_it_says_itself_has_an_arrow_upward() -> None:
    points = [
        point
        for panel in panels("target")
        for mark in panel.marks
        if isinstance(mark, Dots) and mark.series == "total"
        for point in mark.points
    ]
    assert {point.x for point in points} >= {2021, 2022}
    assert all("at least $" in point.what for point in points)
    assert [point.high for point in points if point.figure] == [float("inf")] * 2


def test_stated_levels_are_filled_and_derived_ones_hollow_on_the_target_page() -> None:
    points = {
        (point.x, point.y): point.hollow
        for panel in panels("target")
        for mark in panel.marks
        if isinstance(mark, Dots) and mark.series == "total"
        for point in mark.points
    }
    assert points[2021, 1.0] is False
    assert points[2022, 1.19] is True


@pytest.mark.parametrize("page", ["target", "explore", "targets", "investment"])
def test_the_axis_of_an_amount_starts_at_zero(page) -> None:
    for panel in panels(page):
        lowest = min((point.y for mark in panel.marks for point in getattr(mark, "points", ())), default=0.0)
        assert panel.bare or panel.y.names or panel.y.low == 0 or lowest < 0


def test_bars_start_at_zero() -> None:
    for page in EVERY:
        for panel in panels(page):
            if any(isinstance(mark, Bars) for mark in panel.marks):
                assert panel.y.low <= 0 <= panel.y.high


def test_every_suspect_value_of_a_ledger_is_open_on_the_charts_of_the_ledgers() -> None:
    (page,) = [one for one in pages() if one.id == "ledgers"]
    (choice,) = [one for one in page.parameters(TOLD, TODAY) if isinstance(one, Choices) and one.name == "ledger"]
    everyone = tuple(option.code for option in choice.options)
    marked = {
        (code, mark.series, point.x)
        for code in ("KAZ>KGZ", "KGZ>KAZ")
        for panel in panels("ledgers", flow=code, ledger=everyone)
        for mark in panel.marks
        if isinstance(mark, Line)
        for point in mark.points
        if point.hollow
    }
    assert marked == {
        ("KAZ>KGZ", "KGZ", 1995),
        ("KAZ>KGZ", "KGZ", 2016),
        ("KGZ>KAZ", "KGZ", 1995),
        ("KGZ>KAZ", "KGZ", 2007),
        ("KGZ>KAZ", "KGZ", 2010),
    }


def test_different_units_and_kinds_have_panels_of_their_own() -> None:
    every = list(panels("investment"))
    about = [(panel.title, panel.subtitle) for panel in every]
    assert len(about) == len(set(about)) == len(every)


def test_every_target_of_the_targets_page_is_drawn_as_a_rule_that_says_who_and_what() -> None:
    rules = [
        mark
        for panel in panels("targets")
        for mark in panel.marks
        if isinstance(mark, Rule) and mark.series == "target"
    ]
    assert rules
    assert all(rule.who and rule.what for rule in rules)


def test_no_two_statements_hide_each_other() -> None:
    for chart in made("target"):
        spec = charts.figure(chart, "light", False)
        places = [
            place
            for trace in spec["data"]
            if trace.get("mode") == "markers" and trace.get("hoverinfo") == "text"
            for place in zip(trace["x"], trace["y"], strict=True)
        ]
        assert places
        assert len(places) == len(set(places))


def labels(page: str, **chosen: Any) -> list[str]:
    """The words beside the marks of a page's charts."""
    return [
        mark.text.replace("\xa0", " ")
        for panel in panels(page, **chosen)
        for mark in panel.marks
        if isinstance(mark, Label)
    ]


def test_the_target_line_says_its_level_and_its_deadline() -> None:
    (text,) = [text for text in labels("target", target="3bn-2030") if text.startswith("**Target")]
    assert text.startswith("**Target $3 bn**")
    assert "2030" in text


def test_every_level_of_the_targets_page_is_named_with_the_year_in_which_it_was_first_heard_of() -> None:
    levels = [text for text in labels("targets") if text.startswith("**$")]
    assert levels == ["**$1 bn**, 2012", "**$2 bn**, 2022", "**$3 bn**, 2024"]


def test_leaving_out_suspect_values_leaves_out_nothing_else() -> None:
    def values(clean: bool) -> set[tuple[str, float, float, bool]]:
        return {
            (mark.series, point.x, point.y, point.hollow)
            for panel in panels("ledgers", clean=clean)
            for mark in panel.marks
            if isinstance(mark, Line)
            for point in mark.points
        }

    every, clean = values(False), values(True)
    assert clean == {value for value in every if not value[-1]}
    assert clean < every


def test_the_gap_between_the_ledgers_lies_on_both_sides_of_zero() -> None:
    (gap,) = [panel for panel in panels("ledgers") if any(isinstance(mark, Bars) for mark in panel.marks)]
    assert gap.y.low < 0 < gap.y.high


def test_a_balance_reaches_below_zero_and_shows_where_that_begins() -> None:
    balance = next(panels("ledgers", flow="balance"))
    assert balance.y.low < 0
    assert 0 in [place for place, _ in balance.y.ticks]
