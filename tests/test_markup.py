"""Parts as HTML: every text escaped, what can be chosen a button, colour never alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import markup
from kztrade.table import Coded, Column, Link, Stack, Table
from kztrade.view import Card, Note, Opening, Passage, Passages, Prose, Rows, Run, Section
from tests.web.made_up import INKS

text = st.text(alphabet="<>&\"'`$*_[]()!# aж", max_size=30)
TAGS = re.compile(r"</?([a-z0-9]+)")
OURS = {"div", "h1", "h2", "p", "span", "b", "button", "table", "caption", "thead", "tbody", "tr", "th", "td", "a"}
MARKED = OURS | {"em", "strong", "code", "ul", "ol", "li", "blockquote", "pre", "hr", "h3", "h4", "h5", "h6", "br"}


@given(text)
def test_no_text_becomes_a_tag(said) -> None:
    run = Run(said, said, said)
    table = Table("t", said, (Column("c", said),), ((Coded(said, said, "KAZ"),), (Stack((said, said)),)), (said, ""))
    made = [
        markup.opening_html(Opening(said, said, said)),
        markup.cards_html([Card(said, said, said)]),
        markup.section_html(Section(said, said, said)),
        markup.passages_html(Passages(said, said, (Passage(1, said, said, (run,)),), (said,), said, said)),
        markup.table_html(Rows(table, (said,), said), INKS),
        markup.copy_html(said, said, said),
    ]
    for html in made:
        assert set(TAGS.findall(html)) <= OURS, html


@given(text)
def test_prose_is_commonmark_and_never_html_and_loads_nothing(said) -> None:
    for html in (markup.prose_html(Prose(said)), markup.note_html(Note(said, said))):
        assert set(TAGS.findall(html)) <= MARKED, html


def test_an_amount_in_prose_is_no_formula() -> None:
    assert "$2 bn and $1 bn" in markup.prose_html(Prose("between $2 bn and $1 bn"))


def test_a_picture_in_prose_is_not_fetched() -> None:
    assert "<img" not in markup.prose_html(Prose("![x](https://example.org/x.png)"))


@pytest.mark.parametrize(
    ("number", "html"),
    [
        ("$1.19 bn", '<span class="hedge">at least </span>$1.19 bn'),
        ("", "at least $1.19 bn"),
        ("at least $1.19 bn", "at least $1.19 bn"),
    ],
)
def test_the_number_of_a_card_is_set_large_and_its_hedge_small(number, html) -> None:
    card = markup.cards_html([Card("Label", "at least $1.19 bn", "How", number)])
    assert f'<div class="value">{html}</div>' in card


def rows(count: int, most: int) -> Table:
    return Table("t", "T", (Column("c", "C"),), tuple((str(row),) for row in range(count)), most=most, rest="More.")


def test_a_page_shows_so_many_rows_and_says_what_is_left() -> None:
    made = markup.table_html(Rows(rows(7, 5)), {})
    assert made.count("<tr>") == 1 + 5
    assert "More." in made


def test_a_row_without_a_key_cannot_be_chosen() -> None:
    table = Table("t", "T", (Column("c", "C"),), (("one",), ("two",)), ("a", ""))
    made = markup.table_html(Rows(table, ("a",), "figure"), {})
    assert made.count("<button") == 1
    assert 'aria-pressed="true"' in made
    assert made.count('class="chosen"') == 1


def test_a_sign_stands_before_the_name_of_a_series_in_both_themes() -> None:
    assert "light-dark(#AD4C00, #F28C45)" in markup.cell_html(Coded("nsc", "Kyrgyz", "KGZ"), INKS)
    assert "■</span>Kyrgyz" in markup.cell_html(Coded("nsc", "Kyrgyz", "KGZ"), INKS)
    assert markup.cell_html(Coded("x", "Nobody", "nobody"), INKS) == "Nobody"


def test_a_link_to_another_site_opens_beside_the_page_and_one_of_ours_in_it() -> None:
    assert 'target="_blank"' in markup.link_html(Link("x", "https://example.org"))
    assert "target" not in markup.link_html(Link("x", "explore?indicator=turnover"))
    assert markup.link_html(Link("x", "")) == "x"


@given(text)
def test_in_a_file_nothing_can_be_chosen_and_no_link_leads_to_a_page_of_ours(said) -> None:
    table = Table(
        "t", said, (Column("c", said),), ((Link(said, "explore?x=1"),), (Coded(said, said, "KAZ"),)), (said, "k")
    )
    passage = Passage(1, said, "en", (Run(said, "f", "KAZ"),))
    made = [
        markup.table_html(Rows(table, (said,), "figure"), INKS, live=False),
        markup.passages_html(Passages(said, said, (passage,), ("f",), said, "figure"), live=False),
        markup.note_html(Note(said, "[here](method#cite)"), live=False),
        markup.prose_html(Prose("[here](method#cite)"), live=False),
    ]
    for html in made:
        assert "<button" not in html
        assert "href=" not in html
