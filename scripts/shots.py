"""Screenshots of every page, wide and narrow, light and dark, its first screen and the whole; and how high each page is.

make shots, or: python -m scripts.shots [address of a running dashboard]. They land in out/shots, which git ignores.
"""

import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from kztrade.pages import pages
from tests.browser.conftest import Visit, launch, serving
from tests.browser.reading import DRAWN_ALL

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "out" / "shots"
SIZES = {1280: 900, 390: 844}
MOST = 2600
"""Pixels that a page may be high at the greater width."""


def height(page: Page) -> int:
    """Pixels that a reader can scroll through."""
    return int(page.evaluate("document.querySelector('.stMain').scrollHeight"))


def shoot(visit: Visit, name: str, width: int, theme: str) -> int:
    """The first screen and the whole of a page; gives its height."""
    page = visit.page
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    visit.open(f"/{name}")
    page.wait_for_function(DRAWN_ALL)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=FOLDER / f"{name}-{width}-{theme}-first.png")
    tall = height(page)
    page.set_viewport_size({"width": width, "height": tall})  # Streamlit scrolls a box inside the window
    page.wait_for_function(DRAWN_ALL)
    page.screenshot(path=FOLDER / f"{name}-{width}-{theme}-whole.png")
    return tall


def main(address: str = "") -> None:
    """Make them all, from a dashboard that runs already or from one of its own."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        if not address:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            address = stack.enter_context(serving(folder, folder))
        browser = launch(stack.enter_context(sync_playwright()))
        for theme in ("light", "dark"):
            page = browser.new_page(color_scheme=theme, reduced_motion="reduce")
            page.set_default_timeout(120_000)
            for width in SIZES:
                for one in pages():
                    tall = shoot(Visit(page, address.rstrip("/")), one.id, width, theme)
                    much = f"  over {MOST}" if width == max(SIZES) and tall > MOST else ""
                    print(f"{one.id:12} {width:5} {theme:6} {tall:6} px{much}", flush=True)
        browser.close()
    print(f"Written to {FOLDER.relative_to(Path.cwd()) if FOLDER.is_relative_to(Path.cwd()) else FOLDER}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
