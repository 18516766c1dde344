"""How tests find their way on a page."""

import re

from playwright.sync_api import Locator, Page

BASE, RATE, GOAL = "turnover/2021", "turnover_growth/2022", "turnover_target/2023-09-23"

INK = {"light": "#5E6066", "dark": "#A7A9AE"}
"""Colour of text in a figure, by theme."""

REDRAWN = """ink => [...document.querySelectorAll('.js-plotly-plot')]
    .every(plot => plot._fullLayout?.font.color.toUpperCase() === ink)"""

DRAWN = "document.querySelector('.js-plotly-plot .main-svg') !== null"

DRAWN_ALL = """[...document.querySelectorAll('.kz-chart')]
    .every(plot => plot.querySelector('.main-svg') && plot._fullLayout?.width === Math.round(plot.clientWidth))"""
"""Whether every chart is drawn, as wide as its place."""

RUNS_OVER = """() => [document.documentElement, document.querySelector('.stMain')]
    .filter(box => box.scrollWidth > Math.min(innerWidth, box.clientWidth))
    .map(box => `${box.className || box.tagName}: ${box.scrollWidth} px in ${innerWidth}`)"""

POINTS = """[...plot.data].reduce((sum, trace) => sum + (trace.hovertext ?? []).filter(Boolean).length, 0)"""
"""How many figures a chart shows: only they answer the mouse."""

DISCS = """plot.data.filter(trace => trace.mode === 'markers' && trace.marker.opacity === 0.75)
    .flatMap(trace => [...trace.x].map((x, place) => [x, trace.y[place]]))"""
"""Where the discs under chosen points lie."""


def plain(text: str) -> str:
    """A text in one line, with plain spaces."""
    return " ".join(text.split())


def words(text: str) -> "re.Pattern[str]":
    """Matches a text whichever kind of space stands in it."""
    return re.compile(r"\s+".join(map(re.escape, text.split())))


def figure(page: Page, name: str) -> Locator:
    """A figure in a passage."""
    return page.locator(f'.kz-passages [data-figure="{name}"]')


def option(page: Page, label: str) -> Locator:
    """One of the buttons of a segmented control or of pills."""
    return page.locator('[data-testid="stButtonGroup"]').get_by_text(label, exact=True)


def choose(page: Page, label: str, name: str) -> None:
    """Take the option of a list whose name begins so."""
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=words(name)).first.click()


def answer(page: Page, label: str) -> Locator:
    """What stands under a control."""
    return page.get_by_test_id("stColumn").filter(has_text=re.compile(f"^{label}")).locator(".kz-answer")


def text(page: Page) -> Locator:
    """The paragraphs of a page."""
    return page.locator(".kz-text")
