"""Words in drawn charts lie on no other words, cover no data and stay inside: measured in the SVG that a browser makes.

Axis and grid lines are no data.
"""

from pathlib import Path

import pytest

from kztrade.pages import pages
from tests.browser.reading import DRAWN_ALL

OVERLAPS = (Path(__file__).parent / "overlaps.js").read_text("utf-8")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", [page.id for page in pages()])
def test_no_words_of_a_chart_lie_on_words_or_data_or_leave_it(visit, path, theme) -> None:
    visit.page.emulate_media(color_scheme=theme)
    page = visit.open(f"/{path}")
    found = {}
    for width in (1280, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(DRAWN_ALL)
        page.evaluate("document.fonts.ready")
        found[width] = [one for chart in page.locator(".kz-chart").all() for one in chart.evaluate(OVERLAPS)]
    assert {width: some for width, some in found.items() if some} == {}
