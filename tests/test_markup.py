"""Parts as HTML: every text escaped, what can be chosen a button, colour never alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import markup
from kztrade.codes import Unit
from kztrade.table import Amount, Coded, Column, Link, Plot, Ruled, Scale, Spot, Stack, Stretch, Table
from kztrade.view import Card, Next, Note, Opening, Passage, Passages, Prose, Quotation, Rows, Run, Section
from tests.web.made_up import INKS

text = st.text(alphabet="<>&\"'`$*_[]()!# aж", max_size=30)
TAGS = re.compile(r"</?([a-z0-9]+)")
OURS = {"div", "h1", "h2", "p", "span", "b", "button", "table", "caption", "thead", "tbody", "tr", "th", "td", "a"}
OURS |= {"nav", "ul", "li", "img", "details", "summary", "label", "input", "i"}
MARKED = (OURS - {"img", "input"}) | {
    "em",
    "strong",
    "code",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "hr",
    "h3",
    "h4",
    "h5",
    "h6",
    "br",
}


@given(text)
def test_no_text_becomes_a_tag(said) -> None:
    run = Run(said, said, said)
    table = Table("t", said, (Column("c", said),), ((Coded(said, said, "KAZ"),), (Stack((said, said)),)), (said, ""))
    made = [
        markup.opening_html(Opening(said, said, "")),
        markup.navigation_html([(said, [Next(said, said, said)])], said, said, said),
        markup.next_html([Next(said, said, said)], said),
        markup.quotation_html(Quotation(said), True, said, said, said),
        markup.cards_html([Card(said, said, said)]),
        markup.section_html(Section(said, "", said)),
        markup.passages_html(Passages(said, said, (Passage(1, said, said, (run,)),), (said,), "", said)),
        markup.table_html(Rows(table, (said,), said, few=1), INKS, offers=markup.Offers(*[said] * 6)),
        markup.table_html(Rows(plotted(said)), INKS),
        markup.terms_html([(said, said, said)]),
        markup.copy_html(said, said, said),
    ]
    for html in made:
        assert set(TAGS.findall(html)) <= OURS, html


def plotted(said: str) -> Table:
    """One row with a bar from 1.25 to 1.35 and a point at 1.3, on a scale from 1 to 2 with a line at 1.5."""
    scale = Scale(1, 2, ((1, said), (2, said)), (Ruled(1.5, said, "KAZ"),))
    marks = (
        Stretch(1.25, 1.35, "KAZ"),
        Spot(1.3, "KAZ"),
        Spot(1.3, said, "unknown", 1, said),
        Stretch(1.9, 9, "x", arrow=True),
    )
    columns = (Column("who", said), Column("plot", said, saved=False, scale=scale))
    return Table("plotted", said, columns, ((said, Plot(marks, said)),), groups={0: said})


def test_marks_stand_where_their_values_lie_on_the_scale_and_what_is_beyond_it_at_its_edge() -> None:
    html = markup.table_html(Rows(plotted("x")), INKS)
    assert 'class="bar" style="left:25.00%;width:10.00%' in html
    assert 'class="spot full circle" style="left:30.00%' in html
    assert 'class="rule solid" style="left:50.00%' in html
    assert 'class="bar arrow" style="left:90.00%;width:10.00%' in html
    assert 'role="img" aria-label="x"' in html


def rows_of_marks(*marks: Spot) -> str:
    """A row of a table on a scale from 0 to 10."""
    columns = (Column("plot", "P", saved=False, scale=Scale(0, 10)),)
    return markup.table_html(Rows(Table("t", "T", columns, ((Plot(marks, "x"),),))), INKS)


def test_the_name_of_a_mark_stands_on_its_right_where_neither_a_mark_of_its_lane_nor_the_edge_is_near() -> None:
    names = [
        Spot(1, "KAZ", lane=2, name="far"),
        Spot(5, "KAZ", lane=2, name="before"),
        Spot(6, "KAZ", lane=2, name="last"),
    ]
    html = rows_of_marks(*names, Spot(2, "KAZ", lane=-2), Spot(9, "KAZ", lane=-2, name="edge"))
    assert dict(reversed(found) for found in re.findall(r'class="(name[^"]*)"[^>]*>(\w+)<', html)) == {
        "far": "name",
        "before": "name left",
        "last": "name",
        "edge": "name left",
    }


def test_a_row_is_higher_where_marks_lie_beyond_the_first_lanes() -> None:
    assert 'class="kz-plot tall"' in rows_of_marks(Spot(1, "KAZ", lane=2))
    assert 'class="kz-plot"' in rows_of_marks(Spot(1, "KAZ", lane=1))


def test_a_value_that_repeats_is_seen_once_and_told_in_every_row() -> None:
    columns = (Column("level", "L", once=True), Column("c", "C"))
    rows = tuple((Coded(level, level, "KAZ"), word) for level, word in (("1", "a"), ("1", "b"), ("2", "c")))
    html = markup.table_html(Rows(Table("t", "T", columns, rows)), INKS)
    assert re.findall(r'<td class="(first once[^"]*)"><span[^>]*>(\d)<', html) == [
        ("first once", "1"),
        ("first once again", "1"),
        ("first once", "2"),
    ]


def test_a_table_that_is_a_picture_says_how_to_read_it_above_and_whose_figures_it_shows_below() -> None:
    table = Table("t", "T", (Column("c", "C"),), (("a",),))
    html = markup.table_html(Rows(table, reading="Full ![●](mark:full): *reached*.", source="Source: us."), INKS)
    assert re.search(r"<h2[^>]*>T</h2>.*spot full circle.*<em>reached</em>.*<table.*Source: us\.", html)
    assert markup.spoken("Full ![●](mark:full): *reached*.") == "Full ●: reached."


def test_rows_with_the_same_marks_share_those_of_the_last_but_not_over_a_heading_nor_with_the_chosen_one() -> None:
    scale = Scale(0.0, 1.0)
    columns = (Column("who", "Who"), Column("plot", "Plot", scale=scale, saved=False))
    one, other = Plot((Spot(0.5, "KAZ"),), "half"), Plot((Spot(0.7, "KAZ"),), "more")
    rows = tuple((str(place), plot) for place, plot in enumerate((one, one, one, other, other)))
    table = Table("said", "Said", columns, rows, keys=("a", "b", "c", "d", "e"), groups={2: "Others"})

    def alike(*chosen: str) -> list[str]:
        found = markup.table_html(Rows(table, chosen, "report"), INKS)
        return re.findall(r'<tr class="[^"]*alike[^"]*"><td class="first"><button[^>]*>(.)', found)

    assert alike() == ["0", "3"]
    assert alike("e") == ["0"]


def test_the_names_of_lines_stand_in_rows_of_their_own_and_never_run_over_an_edge() -> None:
    scale = Scale(0.0, 10.0, ((0.0, "0"),), (Ruled(9.0, "Later", "KGZ"), Ruled(1.0, "Sooner", "KAZ")))
    table = Table("t", "T", (Column("plot", "Plot", scale=scale),), ((Plot((), "none"),),))
    names = re.findall(
        r'<span style="left:([\d.]+%);transform:translateX\(-([\d.]+%)\);top:([\d.]+)rem',
        markup.table_html(Rows(table), INKS),
    )
    assert names == [("10.00%", "10.00%", "0.0"), ("90.00%", "90.00%", "1.2")]


def test_an_amount_bears_the_colour_of_its_series() -> None:
    amount = Amount(None, Unit.USD, "$1.3 bn", "KAZ")
    assert markup.cell_html(amount, INKS).startswith('<b style="color: light-dark(')
    assert markup.cell_html(Amount(None, Unit.USD, "$1.3 bn"), INKS) == "$1.3 bn"


def test_a_heading_stands_before_the_first_of_its_rows() -> None:
    rows = (("a",), ("b",), ("c",))
    table = Table("t", "T", (Column("c", "C"),), rows, groups={1: "Later"})
    assert re.findall(r">(\w)</td>|rowgroup[^>]*>(\w+)", markup.table_html(Rows(table), INKS)) == [
        ("a", ""),
        ("", "Later"),
        ("b", ""),
        ("c", ""),
    ]


def test_rows_beyond_the_first_few_wait_where_they_can_be_asked_for_but_never_the_chosen_one() -> None:
    table = Table("t", "T", (Column("c", "C"),), tuple((name,) for name in "abcd"), ("a", "b", "c", "d"))
    live = markup.table_html(Rows(table, ("d",), few=2), INKS, offers=markup.Offers("Show all 4"))
    assert re.findall(r'<tr class="([^"]+)"', live) == ["rest", "chosen"]
    assert 'class="kz-rows few"' in live
    assert 'class="kz-rows"' in markup.table_html(Rows(table, few=2), INKS)


def test_under_the_chosen_row_stands_its_sentence() -> None:
    table = Table("t", "T", (Column("c", "C"),), (("a",), ("b",)), ("a", "b"))
    html = markup.table_html(Rows(table, ("a",), opened=Quotation("“It was.”")), INKS)
    assert re.search(r'<tr class="chosen">.*?<tr class="opened"><td colspan="1">.*?“It was.”.*?>b<', html)


def test_a_word_opens_what_it_means_and_is_a_plain_word_where_it_is_read_out() -> None:
    said = "One [ledger](term:ledger) of *two*."
    assert '<a class="kz-term" href="#kz-term-ledger">ledger</a>' in markup.inline_html(said)
    assert 'id="kz-term-ledger" popover' in markup.terms_html([("ledger", "Ledger", "One publisher’s figures.")])
    assert markup.spoken(said) == "One ledger of two."


def test_the_present_page_and_its_group_are_marked() -> None:
    groups = [("Trade", [Next("How far?", "target", "Target")]), ("Data", [Next("What?", "source", "Source")])]
    html = markup.navigation_html(groups, "source", "Pages", "data:,")
    assert re.findall(r'href="(\w+)"[^>]* aria-current="page"', html) == ["source", "source"]  # wide and narrow
    assert "<summary><span>Data</span><b>Source</b></summary>" in html
    assert '<div class="group now"><span>Data</span>' in html


@given(text)
def test_prose_is_commonmark_and_never_html_and_loads_nothing(said) -> None:
    parts = (Prose(said), Note(said, said), Opening(said, said, said), Section(said, said), Quotation(said, said))
    draws = (markup.prose_html, markup.note_html, markup.opening_html, markup.section_html, markup.quotation_html)
    for html in (draw(part) for draw, part in zip(draws, parts, strict=True)):
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
