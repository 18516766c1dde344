"""A view on one sheet, as HTML and as PDF."""

import re
from dataclasses import replace

import pytest

from kztrade.errors import PlaceError
from kztrade.files import Kind, formats
from kztrade.table import Table
from kztrade.view import Folded, Prose, Rows, View
from kztrade.words import Telling
from tests.files.test_charts import Page

BY_ENDING = {one.extension: one for one in formats(Kind.BRIEF)}


def said(told: Telling, view: View) -> str:
    return re.sub(r"\s+", " ", Page(BY_ENDING["html"].write(told, view)).words)


def test_a_brief_has_answer_picture_rows_sources_version_and_address_in_this_order(told: Telling, view: View) -> None:
    text = said(told, replace(view, address="https://example.org/made-up?rate=19"))
    start = 0
    for part in (
        *("Kicker?", "Trade is at least $1 bn", "So says the article.", "Billion US dollars.", "A note below."),
        *("In words", "at least $1 bn", "Source: AstanaTV, 23 Sep 2023", "Data version v3f9c1e07"),
        *("This view: https://example.org/made-up?rate=19", "CC BY 4.0"),
    ):
        start = text.index(part, start)
    assert "No figure." not in text


def test_a_brief_shows_ten_rows_and_says_of_how_many(told: Telling, view: View, table: Table) -> None:
    many = replace(table, rows=table.rows[:1] * 23, keys=(), groups={})
    text = said(told, replace(view, parts=(Rows(many),)))
    assert "The first 10 of 23 rows." in text
    assert text.count("words alone") == 10


def test_a_brief_opens_nothing_that_is_folded(told: Telling, view: View, table: Table) -> None:
    folded = replace(view, parts=(Folded("More", (Prose("Inside."), Rows(table))),))
    assert "<table" not in BY_ENDING["html"].write(told, folded).decode()


def test_a_brief_obeys_no_text_that_it_shows(told: Telling, view: View) -> None:
    page = Page(BY_ENDING["html"].write(told, replace(view, address="javascript:alert(1)")))
    assert ("html", {"lang": "en"}) in page.elements
    assert not [tag for tag, _ in page.elements if tag in ("img", "iframe", "object", "link", "base", "form")]
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    links = [attributes.get("href") or "" for tag, attributes in page.elements if tag == "a"]
    assert not [link for link in links if link.startswith("javascript")]


@pytest.mark.parametrize("browser", ["/nowhere", "/bin/false"])
def test_without_a_browser_the_error_names_what_to_install(
    told: Telling, view: View, monkeypatch: pytest.MonkeyPatch, browser: str
) -> None:
    monkeypatch.setenv("KZTRADE_CHROMIUM", browser)
    with pytest.raises(PlaceError, match="HTML needs none") as caught:
        BY_ENDING["pdf"].write(told, view)
    assert "apt-get install chromium" in caught.value.hint
