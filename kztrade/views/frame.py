"""The frame around all pages: navigation, style, one read of the data, and the one place where errors become words."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import streamlit as st

from kztrade import store
from kztrade.errors import DataError, KztradeError
from kztrade.format import Format
from kztrade.views import calendar, explore, investment, ledgers, method, page, source, statements, target, targets
from kztrade.views.page import Here

LOGO = Path(__file__).parent / "browser" / "wordmark.svg"
SIGN = Path(__file__).parent / "browser" / "sign.svg"

FAULTS = 5
"""Faults of the data files that a page tells; the log has them all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the navigation."""

    path: str
    title: str
    show: Callable[[Here], None]


PAGES = (
    Entry("", "Target", target.show),
    Entry("explore", "Explore", explore.show),
    Entry("ledgers", "Ledgers", ledgers.show),
    Entry("statements", "Statements", statements.show),
    Entry("targets", "Targets", targets.show),
    Entry("investment", "Investment", investment.show),
    Entry("calendar", "Calendar", calendar.show),
    Entry("source", "Source", source.show),
    Entry("method", "Method", method.show),
)


def run() -> None:
    """Draw the page that the address names."""
    words = Format()
    st.set_page_config(
        page_title="kztrade",
        page_icon=str(SIGN) if SIGN.exists() else None,
        layout="wide",
        menu_items={"About": words.say("Trade and investment between Kazakhstan and Kyrgyzstan, with every source.")},
    )
    st.html(page.BROWSER / "style.css")
    if LOGO.exists():
        st.logo(str(LOGO), icon_image=str(LOGO))
    try:
        data = store.shipped_data()
    except KztradeError as error:
        _tell(words, error)
        return
    here = page.look_around(data, words, datetime.now(UTC).year)
    pages = {
        entry.path or "target": st.Page(
            partial(_show, entry, here),
            title=words.say(entry.title),
            url_path=entry.path or "target",
            default=not entry.path,
        )
        for entry in PAGES
    }
    st.session_state["pages"] = pages
    chosen = st.navigation(list(pages.values()), position="top")
    chosen.run()
    page.footer(here)


@st.fragment
def _show(entry: Entry, here: Here) -> None:
    """Draw a page; a filter draws it alone anew, not the frame around it."""
    try:
        entry.show(here)
    except KztradeError as error:
        _tell(here.words, error)


def _tell(words: Format, error: KztradeError) -> None:
    logging.getLogger(__name__).error("%s", error)
    faults = error.faults if isinstance(error, DataError) else ()
    parts = [f"{fault}." for fault in faults[:FAULTS]]
    if len(faults) > FAULTS:
        parts.append(words.say("And {count} more.", count=len(faults) - FAULTS))
    if error.hint:
        parts.append(words.say("Hint: {hint}", hint=error.hint))
    page.note(error.message, " ".join(parts))
