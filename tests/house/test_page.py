"""A page touches one file: dropped into the folder of pages it is in the navigation, at its address, in files, and on the
command line, with its parameters."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.testing.v1 import AppTest

import kztrade.pages
from kztrade import cli, files, store
from kztrade.files import Kind
from kztrade.pages import Page, Visit, pages
from kztrade.web.address import permalink, reading
from kztrade.words import Format, Telling
from tests.house.said import TODAY

PAGE = '''"""Weather: whether it rains on the border."""

from kztrade.marks import Axis, Chart, Dots, Panel, Point, inks
from kztrade.pages import Page, Visit
from kztrade.parameters import Choice, Option, Whole
from kztrade.table import Column, Table
from kztrade.view import Controls, Files, Opening, Picture, Rows, View


def parameters(told, today):
    """Where, and how many days."""
    places = [Option("pass", told.say("The pass")), Option("valley", told.say("The valley"))]
    return [Choice("where", told.say("Where"), "pass", options=places), Whole("days", told.say("Days"), 3, low=1, high=9)]


def view(told, visit: Visit) -> View:
    """So many rainy days."""
    days = visit.chosen["days"]
    heads = (Column("day", told.say("Day")), Column("rain", told.say("Rain"), number=True))
    rows = Table(f"weather_{visit.chosen['where']}", told.say("Rain"), heads, tuple((day, 2 * day) for day in range(days)))
    dots = Dots(tuple(Point(day, 2 * day) for day in range(days)), "total")
    panel = Panel(Axis(0, 9), Axis(0, 18), (dots,))
    chart = Chart("rain", told.say("Rain"), "", told.say("Source: the sky."), told.say("Dots."), (panel,), inks(()), rows)
    opening = Opening(told.say("Weather"), told.plural("It rains for one day", "It rains for {count} days", days), "")
    parts = (Controls(("where", "days")), Picture(chart), Rows(rows), Files(chart, rows))
    return View("weather", told.say("Weather"), opening, parts, inks=chart.inks)


PAGE = Page(
    "weather", 55, "said", lambda told: told.say("Weather"), lambda told: told.say("Does it rain?"), parameters, view
)
'''


@pytest.fixture
def weather(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """The page, as one file beside those of the package."""
    (tmp_path / "weather.py").write_text(PAGE, "utf-8")
    monkeypatch.setattr(kztrade.pages, "__path__", [*kztrade.pages.__path__, str(tmp_path)])
    pages.cache_clear()
    yield next(page for page in pages() if page.id == "weather")
    sys.modules.pop("kztrade.pages.weather", None)
    vars(kztrade.pages).pop("weather", None)
    pages.cache_clear()


@pytest.fixture
def told() -> Telling:
    """Whoever tells the shipped data in English."""
    return Telling(store.shipped_data(), Format())


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """What a command prints."""
    monkeypatch.setattr(sys, "argv", ["kztrade", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    printed = capsys.readouterr()
    assert not ended.value.code, printed.err
    return printed.out


def test_the_page_stands_in_the_navigation_at_its_place(weather: Page, monkeypatch) -> None:
    order = [page.id for page in pages()]
    assert order[order.index("weather") - 1 :][:3] == ["targets", "weather", "calendar"]
    entries: list[StreamlitPage] = []
    navigation = st.navigation

    def navigate(offered: list[StreamlitPage], **more: object) -> StreamlitPage:
        entries.extend(offered)
        return navigation(offered, **more)

    monkeypatch.setattr(st, "navigation", navigate)
    at = AppTest.from_file(str(Path(__file__).parents[2] / "dashboard.py"), default_timeout=300).run()
    assert not at.exception
    assert [(entry.title, entry.url_path) for entry in entries][order.index("weather")] == (
        "Weather · kztrade",
        "weather",
    )


def test_the_page_draws_itself_as_its_address_asks(weather: Page) -> None:
    def script() -> None:
        from kztrade import store
        from kztrade.pages import pages
        from kztrade.web import frame
        from kztrade.words import Format, Telling

        told = Telling(store.shipped_data(), Format())
        frame.show_page(next(page for page in pages() if page.id == "weather"), told, {})

    at = AppTest.from_function(script, default_timeout=300)
    at.query_params["days"] = "5"
    at.run()
    assert not at.exception
    assert "It rains for 5 days" in "".join(element.proto.body for element in at.get("html"))
    assert at.slider[0].value == 5 or at.number_input[0].value == 5


def test_a_link_keeps_the_parameters_of_the_page(weather: Page, told: Telling) -> None:
    parameters = weather.parameters(told, TODAY)
    asked = reading(parameters, {"where": "valley", "days": "4"})
    assert (asked.values, asked.faults) == ({"where": "valley", "days": 4}, ())
    assert permalink(parameters, asked.values, "v1") == "where=valley&days=4&v=v1"


def test_the_page_is_written_as_every_file_of_pages_charts_and_tables(weather: Page, told: Telling) -> None:
    view = weather.view(told, Visit({"where": "valley", "days": 2}, TODAY))
    written = {one.extension: one.write(told, view).decode() for one in files.formats(Kind.VIEW)}
    assert all("It rains for 2 days" in text for text in written.values())
    assert "<h1>It rains for 2 days</h1>" in written["html"]
    assert json.loads(written["json"])["page"] == "weather"
    (chart,) = view.charts()
    assert all(b"Rain" in one.write(told, chart) for one in files.formats(Kind.CHART) if not one.browser)
    assert all(one.write(told, chart.table) for one in files.formats(Kind.TABLE))


def test_the_command_line_lists_asks_and_writes_the_page(weather: Page, tmp_path, capsys, monkeypatch) -> None:
    assert "Does it rain?" in run(capsys, monkeypatch, "page")
    assert "It rains for 7 days" in run(capsys, monkeypatch, "page", "weather", "days=7")
    run(capsys, monkeypatch, "page", "weather", "days=1", "--out", str(tmp_path / "weather.html"))
    assert "It rains for one day" in (tmp_path / "weather.html").read_text("utf-8")
    run(capsys, monkeypatch, "chart", "weather", str(tmp_path / "rain.json"))
    assert "Source: the sky." in (tmp_path / "rain.json").read_text("utf-8")


def test_without_its_file_there_is_no_such_page() -> None:
    assert "weather" not in {page.id for page in pages()}
