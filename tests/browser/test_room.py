"""How much room a page takes: little to scroll before something is unfolded, nothing sideways."""

import pytest

from kztrade.pages import pages
from tests.browser.reading import DRAWN_ALL, RUNS_OVER

MOST = 2600
"""Pixels that a page may be high at 1280."""

PAGES = [page.id for page in pages()]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_not_endless_before_something_is_unfolded(visit, path) -> None:
    page = visit.open(f"/{path}")
    page.wait_for_function(DRAWN_ALL)
    assert page.evaluate("document.querySelector('.stMain').scrollHeight") <= MOST


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_pushed_sideways(visit, path) -> None:
    page = visit.open(f"/{path}")
    for width in (1280, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_function(DRAWN_ALL)
        page.wait_for_function(f"() => ({RUNS_OVER})().length === 0")
