"""Charts as files: read as a browser reads them, and drawn by one."""

import json
import os
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import kaleido
import pytest

from kztrade.errors import PlaceError
from kztrade.files import Kind, alone, formats
from kztrade.marks import Chart
from kztrade.period import read_period
from kztrade.words import Telling

BY_ENDING = {one.extension: one for one in formats(Kind.CHART)}
BROWSER = os.environ.get("KZTRADE_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))), None
)
needs_browser = pytest.mark.skipif(not BROWSER, reason="no Chrome or Chromium is installed")


class Page(HTMLParser):
    """The elements of a document with their attributes, and its words outside scripts."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.inside = ""
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside not in ("script", "style"):
            self.words += data


@pytest.fixture(scope="module")
def content(told: Telling, chart: Chart) -> bytes:
    return BY_ENDING["html"].write(told, chart)


def test_html_says_its_language_its_title_and_that_it_fits_every_screen(content: bytes) -> None:
    page = Page(content)
    assert ("html", {"lang": "en"}) in page.elements
    assert ("meta", {"charset": "utf-8"}) in page.elements
    assert ("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}) in page.elements
    assert "Turnover <script>" in page.words.partition("Billion")[0]


def test_html_names_title_subtitle_note_and_sources_as_text(content: bytes) -> None:
    words = Page(content).words
    for text in (
        *("Billion US dollars.", "A note below.", "Source: AstanaTV, 23 Sep 2023; ", "AstanaTV. Documents signed."),
        *("Akipress. Trade & growth.", "Data version v3f9c1e07.", "CC BY 4.0"),
    ):
        assert text in words


def test_html_holds_the_rows_and_no_column_that_a_page_hides(content: bytes) -> None:
    words = Page(content).words
    assert "at least $1 bn" in words
    assert "In words" in words
    assert "suspect" not in words


def test_html_obeys_no_text_that_it_shows(content: bytes) -> None:
    page = Page(content)
    scripts = [attributes for tag, attributes in page.elements if tag == "script"]
    assert scripts == [{}, {}, {"type": "application/json", "id": "charts"}, {}]
    assert not [tag for tag, _ in page.elements if tag in ("img", "iframe", "object", "link", "base", "form")]
    names = {name for _, attributes in page.elements for name in attributes}
    assert not {name for name in names if name.startswith("on")}
    assert "\x1b" not in page.words


def test_html_leads_nowhere_but_to_other_sites(content: bytes) -> None:
    links = [attributes.get("href") for tag, attributes in Page(content).elements if tag == "a"]
    assert links == ["https://example.org/?a=1&b=2"]


def test_json_is_a_figure_that_tells_in_words_what_it_is(told: Telling, chart: Chart) -> None:
    figure = json.loads(BY_ENDING["json"].write(told, chart))
    assert list(figure) == ["data", "layout"]
    meta = figure["layout"]["meta"]
    assert (meta["id"], meta["subtitle"], meta["data_version"]) == ("turnover_2021", "Billion US dollars.", "v3f9c1e07")
    assert meta["alt"].startswith("One point.")


@needs_browser
@pytest.mark.parametrize(("ending", "start"), [("png", b"\x89PNG\r\n"), ("svg", b"<svg"), ("pdf", b"%PDF-")])
def test_pictures_are_drawn_by_the_browser(
    told: Telling, chart: Chart, monkeypatch: pytest.MonkeyPatch, ending: str, start: bytes
) -> None:
    monkeypatch.setenv("KZTRADE_CHROMIUM", str(BROWSER))
    made = BY_ENDING[ending].write(told, chart)
    assert made.startswith(start)
    if ending == "png":  # twice as fine as the 1000 pixels of the layout
        assert int.from_bytes(made[16:20], "big") == 2000


def test_drawing_loads_nothing_from_another_host(told: Telling, chart: Chart, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def draw(figure: object, **options: Any) -> bytes:
        asked.update(options)
        return b"<svg/>"

    monkeypatch.setattr(kaleido, "calc_fig_sync", draw)
    assert BY_ENDING["svg"].write(told, chart) == b"<svg/>"
    page = asked["kopts"]["page_generator"].generate_index()
    assert "plotly.min.js" in page
    assert "http" not in page


@pytest.mark.parametrize("browser", ["/nowhere", "/bin/false"])
def test_without_a_browser_the_error_names_what_to_install(
    told: Telling, chart: Chart, monkeypatch: pytest.MonkeyPatch, browser: str
) -> None:
    monkeypatch.setenv("KZTRADE_CHROMIUM", browser)
    with pytest.raises(PlaceError, match="HTML needs none") as caught:
        BY_ENDING["png"].write(told, chart)
    assert "apt-get install chromium" in caught.value.hint


@needs_browser
@pytest.mark.parametrize("ending", ["svg", "pdf"])
def test_pictures_bear_the_font_of_the_page(
    told: Telling, chart: Chart, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setenv("KZTRADE_CHROMIUM", str(BROWSER))
    made = BY_ENDING[ending].write(told, chart)
    named = {"svg": b"@font-face{font-family:'Source Sans';font-weight:600", "pdf": b"+kztradeSansBold"}
    assert named[ending] in made
    assert b"Liberation" not in made


def test_a_picture_names_up_to_eight_publications_and_of_more_every_publisher(told: Telling, chart: Chart) -> None:
    speech = told.data.sources["speech"]
    reports = {
        f"report-{day}": replace(
            speech,
            id=f"report-{day}",
            publisher="Kabar" if day < 8 else "Interfax",
            published=read_period(f"2024-03-0{day}"),
        )
        for day in range(1, 10)
    }
    known = Telling(replace(told.data, sources={**told.data.sources, **reports}), told.words)

    def said(count: int) -> str:
        return alone(known, replace(chart, sources=tuple(reports)[:count])).source

    assert said(2) == "Source: Kabar, 1 Mar 2024; Kabar, 2 Mar 2024. Data version v3f9c1e07."
    assert said(8).count("Kabar, ") == 7
    assert said(9) == "Source: Kabar (7); Interfax (2). Data version v3f9c1e07."
