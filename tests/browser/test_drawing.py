"""What only a browser shows: every page, whole in both themes and widths, without asking any other host."""

import pytest
from playwright.sync_api import expect

from kztrade.pages import pages
from kztrade.store import shipped_data
from tests.browser.reading import DRAWN, INK, REDRAWN, RUNS_OVER

VERSION = shipped_data().short_version
PAGES = [page.id for page in pages()]

SHIFTS = """() => new Promise(done => {
    let sum = 0;
    const seen = list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value; };
    const observer = new PerformanceObserver(seen);
    observer.observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => { seen({ getEntries: () => observer.takeRecords() }); done(sum); }));
})"""
"""How far things on a page jumped while it was drawn, as browsers measure it."""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_whole_in_both_themes_and_widths_and_asks_no_other_host(visit, path) -> None:
    page = visit.open(f"/{path}")
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).not_to_be_empty()
    expect(page.locator(".kz-foot code")).to_have_text(VERSION)
    charts = page.locator(".kz-chart").count()
    for number in range(charts):
        expect(page.locator(".kz-source").nth(number)).to_contain_text(f"Data version {VERSION}")
        expect(page.locator(".kz-chart").nth(number)).to_have_attribute("role", "img")
        expect(page.locator(".kz-chart").nth(number)).not_to_have_attribute("aria-label", "")
    for theme, width in (("light", 1280), ("dark", 1280), ("dark", 390), ("light", 320)):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=theme)
        expect(page.locator(".stApp")).to_have_css("color-scheme", theme)
        if charts:
            page.wait_for_function(DRAWN)
            page.wait_for_function(REDRAWN, arg=INK[theme])
            page.wait_for_function("w => document.querySelector('.js-plotly-plot')._fullLayout.width <= w", arg=width)
        visit.settle()
        page.wait_for_function(f"() => ({RUNS_OVER})().length === 0")
    expect(page.get_by_text("Traceback")).to_have_count(0)
    expect(page.locator(".stException, [data-testid=stAlert]")).to_have_count(0)
    expect(page.get_by_text("Page not found")).to_have_count(0)
    assert visit.complaints == []
    assert [url for url in visit.requests if not url.startswith((visit.origin, "data:", "blob:"))] == []


def test_a_chart_is_drawn_without_asking_python_for_width_or_theme(visit) -> None:
    visit.page.emulate_media(color_scheme="dark")
    visit.page.set_viewport_size({"width": 390, "height": 844})
    sent: list[object] = []
    visit.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    page = visit.open("/")
    page.wait_for_function(DRAWN)
    page.wait_for_function(REDRAWN, arg=INK["dark"])
    opening = len(sent)
    page.emulate_media(color_scheme="light")
    page.wait_for_function(REDRAWN, arg=INK["light"])
    page.set_viewport_size({"width": 900, "height": 844})
    page.wait_for_function("document.querySelector('.js-plotly-plot')._fullLayout.width > 500")
    assert len(sent) == opening


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_jumps_when_the_chart_comes(visit, width) -> None:
    visit.page.set_viewport_size({"width": width, "height": 844})
    page = visit.open("/")
    box = page.locator("[class*=st-key-kz-picture]").first
    before = box.bounding_box()
    page.wait_for_function(DRAWN)
    after = box.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["height"] - after["height"]) < 4


def test_plotly_comes_once_packed_and_may_be_kept_for_good(visit) -> None:
    with visit.page.expect_response(lambda answer: "plotly.min.js" in answer.url) as awaited:
        visit.open("/")
    answer = awaited.value
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    visit.page.wait_for_function(DRAWN)
    assert len({url for url in visit.requests if "plotly" in url.lower()}) == 1
