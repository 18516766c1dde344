"""A chart as a file, opened by a browser that has no network."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kztrade.files import Kind, formats
from kztrade.pages import Visit, pages
from kztrade.parameters import defaults
from kztrade.store import shipped_data
from kztrade.words import Format, Telling

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def content() -> bytes:
    """The chart of the Ledgers page as HTML."""
    told = Telling(shipped_data(), Format())
    page = next(page for page in pages() if page.id == "ledgers")
    view = page.view(told, Visit(defaults(page.parameters(told, TODAY)), TODAY))
    html = next(one for one in formats(Kind.CHART) if one.extension == "html")
    return html.write(told, view.charts()[0])


@pytest.mark.parametrize(("theme", "ground"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(21, 23, 26)")])
def test_a_chart_draws_itself_without_a_network_on_a_phone(
    browser: Browser, content: bytes, tmp_path: Path, theme: str, ground: str
) -> None:
    file = tmp_path / "chart.html"
    file.write_bytes(content)
    said: list[str] = []
    asked: list[str] = []
    page = browser.new_page(viewport={"width": 390, "height": 800}, color_scheme=theme, offline=True)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_selector("#chart-0 .main-svg", timeout=120_000)
    width = page.evaluate("document.documentElement.scrollWidth")
    shown = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.close()
    assert (said, asked, width, shown) == ([], [file.as_uri()], 390, ground)
