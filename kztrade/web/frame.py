"""The frame around all pages: navigation, style, one read of the data, and the one place where errors become words."""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from kztrade import store
from kztrade.errors import KztradeError
from kztrade.markup import note_html
from kztrade.pages import Page, Visit, pages
from kztrade.view import Note
from kztrade.web import copies
from kztrade.web.address import Address
from kztrade.web.draw import BROWSER, Sheet, draw_view, follow_link
from kztrade.words import Format, Telling, has_catalogue
from kztrade.words import frame as words

LOGO = str(BROWSER / "wordmark.svg")
SIGN = str(BROWSER / "sign.svg")


def run() -> None:
    """Draw the page that the address names."""
    said = _language()
    st.set_page_config("kztrade", SIGN, layout="wide", menu_items={"About": words.about(said)})
    st.html(BROWSER / "style.css")
    st.logo(LOGO, icon_image=LOGO)
    try:
        told = Telling(store.shipped_data(), said)
        chosen = _navigation(told)
    except KztradeError as error:
        _tell(said, error)
        return
    chosen.run()
    _foot(told)


def _language() -> Format:
    """Words of the session's language: of the last link that named one that we have, `?lang=ru`, else English."""
    asked = st.query_params.get("lang", "")
    if has_catalogue(asked):
        st.session_state["language"] = asked
    return Format(st.session_state.get("language", "en"))


def _navigation(told: Telling) -> Any:
    """Every page with its address. The first one is home, at the root; a link may call it by its name all the same."""
    entries: dict[str, Any] = {}
    home, *others = pages()

    def entry(page: Page, **more: Any) -> Any:
        return st.Page(partial(show_page, page, told, entries), title=page.title(told), **more)

    entries[home.id] = entry(home, default=True)
    entries |= {page.id: entry(page, url_path=page.id) for page in others}
    named = entry(home, url_path=home.id, visibility="hidden")
    return st.navigation([*entries.values(), named], position="top")


@st.fragment
def show_page(page: Page, told: Telling, entries: Mapping[str, Any]) -> None:
    """Draw a page; a filter draws it alone anew, not the frame around it."""
    follow_link(entries)
    try:
        _draw(page, told, entries)
    except KztradeError as error:
        _tell(told.words, error)


def _draw(page: Page, told: Telling, entries: Mapping[str, Any]) -> None:
    today = datetime.now(UTC).date()
    arrived = st.session_state.get("page") != page.id
    st.session_state["page"] = page.id
    address = Address(page.id, page.parameters(told, today), told.data.short_version, arrived)
    view = page.view(told, Visit(address.values, today, *copies.visible(told.data)))
    draw_view(Sheet(told, view, address, entries))
    address.keep()


def _tell(said: Format, error: KztradeError) -> None:
    logging.getLogger(__name__).error("%s", error)
    st.html(note_html(Note(*words.trouble(said, error))))


def _foot(told: Telling) -> None:
    """Data version, size and licences, on every page."""
    foot, version = words.foot_words(told), told.data
    st.html(
        f'<div class="kz-foot">{escape(foot.promise)} {escape(foot.version)} '
        f'<code title="{escape(version.version)}">{escape(version.short_version)}</code> · {escape(foot.counts)} · '
        f'<a href="method#intervals">{escape(foot.intervals)}</a> · <a href="method#cite">{escape(foot.cite)}</a> · '
        f"{escape(foot.licence)}</div>"
    )
