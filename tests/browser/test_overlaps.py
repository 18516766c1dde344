"""Words in drawn charts lie on no other words, cover no data and stay inside: measured in the SVG that a browser makes.

Where words stand does not depend on the theme, so one is looked at. Axis and grid lines are no data.
"""

from pathlib import Path

import pytest

from kztrade.pages import pages
from tests.browser.reading import DRAWN_ALL

OVERLAPS = (Path(__file__).parent / "overlaps.js").read_text("utf-8")

KNOWN: dict[str, tuple[str, ...]] = {
    "ledgers": ("“+50% of what Kyrgyzstan records” on “Kyrgyzstan higher”",),
    "statements": (" on a line",),
}
"""By page, parts of what is told of overlaps that only the page itself can mend."""


@pytest.mark.parametrize("path", [page.id for page in pages()])
def test_no_words_of_a_chart_lie_on_words_or_data_or_leave_it(visit, path) -> None:
    page = visit.open(f"/{path}")
    found = {}
    for width in (1280, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(DRAWN_ALL)
        page.evaluate("document.fonts.ready")
        told = [one for chart in page.locator(".kz-chart").all() for one in chart.evaluate(OVERLAPS)]
        found[width] = [one for one in told if not any(known in one for known in KNOWN.get(path, ()))]
    assert {width: some for width, some in found.items() if some} == {}
