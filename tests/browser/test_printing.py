"""On A4: what is read is whole, what can only be pressed is left out."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kztrade.store import shipped_data
from tests.browser.reading import DRAWN, DRAWN_ALL

VERSION = shipped_data().short_version

WIDTH = 210 / 25.4 * 72
"""Points across a sheet of A4."""

MARGIN = 15 / 25.4 * 72
"""Points from the edge of the sheet to what is printed."""


@pytest.mark.parametrize("path", ["explore", "ledgers", "targets"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chart_is_as_wide_as_the_sheet_and_no_wider(visit, path, theme) -> None:
    visit.page.emulate_media(color_scheme=theme)
    page = visit.open(f"/{path}")
    page.wait_for_function(DRAWN)
    page.evaluate("window.addEventListener('beforeprint', () => { window.printed = "
                  "[...document.querySelectorAll('.js-plotly-plot')].map(plot => [plot._fullLayout.width, "
                  "plot._fullLayout.font.color.toUpperCase()]) })")  # fmt: skip
    page.pdf(prefer_css_page_size=True)
    printed = page.evaluate("window.printed")
    assert printed == [[680, "#5E6066"]] * len(printed)
    assert printed
    page.wait_for_function("document.querySelector('.js-plotly-plot')._fullLayout.width > 680")


@pytest.mark.parametrize("path", ["statements", "ledgers", "targets", ""])
def test_a_printed_page_loses_no_words_at_its_edges_and_shows_no_controls(visit, path, tmp_path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    page = visit.open(f"/{path}")
    page.wait_for_function(DRAWN_ALL)
    page.emulate_media(media="print")
    cells = page.locator(".kz-table").first.locator("tbody tr").last.locator("td").all_inner_texts()
    page.emulate_media()
    file = tmp_path / "page.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    text = printed_text(file)
    assert "Copy link" not in text
    assert "CSV" not in text
    for word in re.findall(r"\w+", " ".join(cells)):
        assert word in text
    for left, right in edges(file):
        assert left >= MARGIN - 1
        assert right <= WIDTH - MARGIN + 1


def test_what_is_folded_away_stays_out_but_for_its_title(visit, tmp_path) -> None:
    page = visit.open("/method")
    titles = [text.split("\n")[0] for text in page.locator("[data-testid=stExpander] summary").all_inner_texts()]
    page.emulate_media(media="print")
    for summary in page.locator("[data-testid=stExpander] summary").all():
        expect(summary).to_be_visible()
    expect(page.locator("[data-testid=stExpander] summary [data-testid=stIconMaterial]").first).to_be_hidden()
    assert titles


@pytest.mark.parametrize("path", ["statements", "calendar"])
def test_a_sheet_names_every_publisher_in_sight_the_version_and_the_address(visit, path) -> None:
    page = visit.open(f"/{path}")
    expect(page.locator(".kz-paper")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".kz-paper")).to_be_visible()
    text = page.locator(".kz-paper").inner_text()
    assert "Kazinform" in text
    assert "more." not in text
    assert f"Data version {VERSION}." in text
    assert re.search(rf"This view: {re.escape(visit.origin)}/{path}\?\S+v={VERSION}", text)


def printed_text(file: Path) -> str:
    """All words of a PDF."""
    return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout


def edges(file: Path) -> list[tuple[float, float]]:
    """Left and right end of every word, in points."""
    made = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True).stdout
    return [(float(left), float(right)) for left, right in re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)"', made)]


def test_a_sheet_has_no_menu_and_no_widgets(visit) -> None:
    page = visit.open("/explore")
    page.emulate_media(media="print")
    for hidden in ('[data-testid="stHeader"]', "[class*=st-key-kz-controls]", "[class*=st-key-kz-files]"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".kz-table").first).to_be_visible()
