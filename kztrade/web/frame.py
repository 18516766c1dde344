"""The frame around all pages: navigation, style, one read of the data, and the one place where errors become words."""

import logging
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import streamlit as st

from kztrade import markup, store
from kztrade.errors import KztradeError
from kztrade.pages import GROUPS, Page, Visit, lost, pages
from kztrade.view import Next, Note
from kztrade.web import copies
from kztrade.web.address import SHOWN, Address
from kztrade.web.draw import BROWSER, Sheet, draw_view, follow_link
from kztrade.words import Format, Telling, has_catalogue
from kztrade.words import frame as words
from kztrade.words.terms import terms

SIGN = str(BROWSER / "sign.svg")


def run() -> None:
    """Draw the page that the address names."""
    said = _language()
    st.set_page_config(page_icon=SIGN, layout="wide", menu_items={"About": words.about(said)})
    with st.container(key="kz-style"):
        st.html(BROWSER / "style.css")
        st.html(BROWSER.parents[1] / "markup" / "plots.css")
    try:
        told = Telling(store.shipped_data(), said)
        chosen = _navigation(told)
    except KztradeError as error:
        _tell(said, error)
        return
    _note_lost(chosen)
    _draw_navigation(told, "" if _lost() else chosen.url_path or pages()[0].id)
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
        title = words.page_title(told.words, page.title(told))
        return st.Page(partial(show_page, page, told, entries), title=title, **more)

    entries[home.id] = entry(home, default=True)
    entries |= {page.id: entry(page, url_path=page.id) for page in others}
    named = entry(home, url_path=home.id, visibility="hidden")
    return st.navigation([*entries.values(), named], position="hidden")


def _draw_navigation(told: Telling, here: str) -> None:
    """All pages in their groups, the present one marked."""
    groups = [
        (name(told), [Next(page.question(told), page.id, page.title(told)) for page in pages() if page.group == group])
        for group, name in GROUPS.items()
    ]
    with st.container(key="kz-nav"):
        st.html(
            markup.navigation_html(groups, here, words.navigation(told.words), _data_address(BROWSER / "wordmark.svg"))
        )
    st.html(markup.terms_html(terms(told.words)))


def _data_address(picture: Path) -> str:
    return f"data:image/svg+xml;base64,{b64encode(picture.read_bytes()).decode()}"


# Addresses that no page has


def _note_lost(chosen: Any) -> None:
    """Remember what was asked for in vain: Streamlit tells it in the first run alone, then shows the home page."""
    asked = urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]
    first = st.session_state.setdefault("first", True)
    st.session_state["first"] = False
    if first and asked and asked != st.get_option("server.baseUrlPath").rpartition("/")[2] and asked not in _names():
        st.session_state["lost"] = unquote(asked)[:SHOWN]
    elif chosen.url_path:
        st.session_state.pop("lost", None)


def _names() -> set[str]:
    return {page.id for page in pages()}


def _lost() -> str:
    return str(st.session_state.get("lost", ""))


@st.fragment
def show_page(page: Page, told: Telling, entries: Mapping[str, Any]) -> None:
    """Draw a page; a filter draws it alone anew, not the frame around it."""
    follow_link(entries)
    try:
        if asked := _lost():
            draw_view(Sheet(told, lost(told, asked), Address("lost", [], told.data.short_version), entries))
            return
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
    st.html(markup.note_html(Note(*words.trouble(said, error))))


def _foot(told: Telling) -> None:
    """Data version, size and licences, on every page."""
    foot, version = words.foot_words(told), told.data
    st.html(
        f'<div class="kz-foot">{escape(foot.promise)} {escape(foot.version)} '
        f'<code title="{escape(version.version)}">{escape(version.short_version)}</code> · {escape(foot.counts)} · '
        f'<a href="method#intervals">{escape(foot.intervals)}</a> · <a href="method#cite">{escape(foot.cite)}</a> · '
        f"{escape(foot.licence)}</div>"
    )
