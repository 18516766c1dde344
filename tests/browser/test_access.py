"""Who sees less, or uses no mouse: WCAG 2.2 A and AA on every page, focus, edges of controls, large letters, less motion."""

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from kztrade.pages import pages
from tests.browser.conftest import Visit
from tests.browser.reading import DRAWN_ALL

PAGES = [page.id for page in pages()]
FOCUS = (Path(__file__).parent / "focus.js").read_text("utf-8")

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

STREAMLITS: dict[str, str] = {}
"""Faults in Streamlit's own parts that nothing of ours can mend: `rule selector`, and why. None is known."""

STILL = """document.getAnimations()
    .every(one => one.playState !== 'running' || one.effect.getComputedTiming().endTime === Infinity)"""
"""Whether nothing moves or fades any more: half faded words have half their contrast."""

FAULTS = """async levels => {
    const runOnly = { type: "tag", values: levels };
    const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
    const told = (id, { target, html }) => [`${id} ${target.join(" ")}`, html.slice(0, 200)];
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => told(id, node)));
}"""


def look(visit: Visit, name: str, theme: str, width: int) -> Page:
    """A page whole in a theme and a width, all of its charts drawn."""
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    page = visit.open(f"/{name}")
    page.wait_for_function(DRAWN_ALL)
    return page


def unfold(visit: Visit) -> None:
    """Open everything that is folded away, also what comes to sight by it."""
    closed = visit.page.locator(".stMain details:not([open]) > summary")
    while closed.count():
        before = closed.count()
        closed.first.click()
        expect(closed).not_to_have_count(before)
        visit.settle()
    visit.page.wait_for_function(DRAWN_ALL)
    visit.page.wait_for_function(STILL)


def faults(page: Page) -> list[str]:
    """What axe-core finds on a page, and finds again: what is seen once was about to fade in."""
    page.evaluate(AXE_SCRIPT)
    found: set[str] = set()
    for look in range(3):
        seen = {f"{name}: {html}" for name, html in page.evaluate(FAULTS, LEVELS) if name not in STREAMLITS}
        found = found & seen if look else seen
        if not found:
            break
        page.wait_for_function(STILL)
    return sorted(found)


@pytest.mark.parametrize("width", [1280, 768, 320])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_a_fault_that_axe_finds_folded_or_not(visit, theme, width) -> None:
    found = {}
    for name in PAGES:
        page = look(visit, name, theme, width)
        found[name] = faults(page)
        if page.locator(".stMain details:not([open])").count() and width == 768:
            unfold(visit)
            found[f"{name}, unfolded"] = faults(page)
    assert {name: some for name, some in found.items() if some} == {}


def unseen(page: Page) -> tuple[int, list[str]]:
    """Goes through a page by the Tab key: how many stops there are, and where the focus shows by less than 3 to 1."""
    page.evaluate(FOCUS)
    page.keyboard.press("Tab")
    stops, found = 0, []
    while page.evaluate("kzFocus.look()"):
        page.keyboard.press("Tab")
        left: dict[str, Any] = page.evaluate("kzFocus.left()")
        if left["again"]:
            break
        stops += 1
        if left["best"] < 3:
            found.append(f"{left['what']}: {left['best']:.2f}")
    return stops, found


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 390)])
def test_whatever_has_the_focus_is_seen_to_have_it(visit, theme, width) -> None:
    found = {}
    for name in PAGES:
        stops, faint = unseen(look(visit, name, theme, width))
        assert stops > 5
        found[name] = faint
    assert {name: some for name, some in found.items() if some} == {}


CONTROLS = ", ".join(
    (
        '[data-testid="stButtonGroup"] button',
        '[role="group"]:has(> input)',
        '[role="group"]:has([data-testid="stMultiSelectTagsContainer"])',
        '[data-testid="stPopover"] button',
        ".kz-find input",
    )
)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_controls_have_an_edge_of_three_to_one(visit, theme) -> None:
    found = {}
    for name in PAGES:
        page = look(visit, name, theme, 1280)
        page.evaluate(FOCUS)
        found[name] = page.evaluate("controls => kzFocus.faint(controls)", CONTROLS)
    assert {name: some for name, some in found.items() if some} == {}


MEETING = (Path(__file__).parent / "meeting.js").read_text("utf-8")


@pytest.mark.parametrize("width", [1280, 390])
def test_letters_twice_as_large_grow_and_lie_on_nothing(large, width) -> None:
    found = {}
    for name in PAGES:
        page = look(large, name, "light", width)
        assert page.locator(".kz-foot").evaluate("foot => parseFloat(getComputedStyle(foot).fontSize)") == 26
        found[name] = page.evaluate(MEETING)
    assert {name: some for name, some in found.items() if some} == {}


MOVING = """() => [...document.querySelectorAll("body *")].filter((node) => {
    const style = getComputedStyle(node);
    const longest = (times) => Math.max(...times.split(",").map(parseFloat));
    return longest(style.transitionDuration) > 0.01 || (style.animationName !== "none" && longest(style.animationDuration) > 0.01)
        || style.scrollBehavior === "smooth";
}).map((node) => `${node.tagName} ${node.className}`)"""


def test_nothing_moves_for_a_reader_who_wants_no_motion(visit) -> None:
    for name in PAGES:
        assert look(visit, name, "light", 1280).evaluate(MOVING) == []


def test_what_is_chosen_is_told_by_a_line_where_a_reader_forces_colours(visit) -> None:
    page = visit.open("/ledgers")
    page.emulate_media(forced_colors="active")
    chosen = page.locator('[data-testid="stButtonGroup"] button:is([aria-pressed="true"], [aria-checked="true"])').first
    expect(chosen).to_have_css("outline-style", "solid")
    other = page.locator(
        '[data-testid="stButtonGroup"] button:is([aria-pressed="false"], [aria-checked="false"])'
    ).first
    expect(other).to_have_css("outline-style", "none")
    expect(page.locator(".kz-nav a[aria-current]").first).to_have_css("text-decoration-line", "underline")
    page.emulate_media(forced_colors="none")


SAID = ".kz-chart + [role=status]"


def test_a_chart_is_read_and_chosen_from_by_the_keyboard(visit) -> None:
    page = look(visit, "target", "light", 1280)
    chart = page.locator(".kz-chart").first
    chart.focus()
    expect(page.locator(SAID).first).to_have_text("")
    heard = []
    page.keyboard.press("Home")
    while not heard or page.locator(SAID).first.inner_text() != heard[-1]:
        heard.append(page.locator(SAID).first.inner_text())
        page.keyboard.press("ArrowRight")
    assert len(heard) == len(set(heard)) > 10
    place = next(place for place, text in enumerate(heard) if text.startswith("Article") and "at least" in text)
    expect(chart.locator(".hovertext")).to_have_count(1)
    page.keyboard.press("Home")
    for _ in range(place):
        page.keyboard.press("ArrowRight")
    expect(page.locator(SAID).first).to_have_text(heard[place])
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("figure=turnover%2F2021"))
    expect(page.locator('.stMain button[aria-pressed="true"]').first).to_be_visible()
    expect(chart).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(SAID).first).to_have_text("")
    assert visit.complaints == []
