"""Views as JSON, text and HTML: everything that a page says, in the same order, whatever its texts hold."""

import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade.files import Kind, fonts_css, formats
from kztrade.files.view_text import table_text
from kztrade.table import Column, Table
from kztrade.view import Card, Note, Opening, Prose, Rows, View
from kztrade.words import Telling

BY_ENDING = {one.extension: one for one in formats(Kind.VIEW)}
SAID = [
    *("Kicker?", "Trade is at least $1 bn", "So says the article.", "Turnover", "at least $1.19 bn", "No figure."),
    *("Billion US dollars.", "A note below.", "Source: AstanaTV", "Where figures come from", "Passage 5"),
    *("The aim of $1 billion was met.", "$1 bn × 1.19", "A section", "Below it.", "cannot be told", "More", "Inside."),
]
"""What the view says, in its order."""


class Page(HTMLParser):
    """The elements of a document with their attributes, and its words outside scripts."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.inside = ""
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside not in ("script", "style"):
            self.words += data


def written(told: Telling, view: View, ending: str) -> str:
    return BY_ENDING[ending].write(told, view).decode("utf-8")


def words(told: Telling, view: View, ending: str) -> str:
    text = written(told, view, ending)
    return Page(text.encode()).words if ending == "html" else re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("ending", ["html", "txt"])
def test_a_view_says_everything_in_its_order(told: Telling, view: View, ending: str) -> None:
    said = words(told, view, ending)
    places, start = [], 0
    for text in SAID:
        start = said.index(text, start)
        places.append(start)
    assert all(first < second for first, second in pairwise(places))


# JSON


def test_json_tells_what_the_page_is_and_by_which_data(told: Telling, view: View) -> None:
    found = json.loads(written(told, view, "json"))
    assert list(found) == [
        *("page", "title", "language", "data_version", "opening", "cards", "parts", "next", "sources", "citation"),
        *("licence", "interval_rule"),
    ]
    assert (found["page"], found["language"], found["data_version"]) == ("made-up", "en", "v3f9c1e07")
    assert found["opening"]["kicker"] == "Kicker?"
    assert found["cards"][0]["value"] == "at least $1.19 bn"
    assert [(source["id"], source["published"]) for source in found["sources"]] == [
        ("speech", "2023-09-23"),
        ("yearbook", None),
    ]


def test_json_gives_every_part_its_type_and_its_keys(told: Telling, view: View) -> None:
    parts = json.loads(written(told, view, "json"))["parts"]
    assert {part["type"]: list(part)[1:] for part in parts} == {
        "note": ["first", "rest"],
        "beside": ["left", "right"],
        "section": ["title", "below", "anchor"],
        "prose": ["commonmark"],
        "table": ["parameter", "chosen", "table"],
        "files": ["chart", "table", "package"],
        "folded": ["title", "below", "parts"],
    }
    inside = [*parts[1]["left"], *parts[1]["right"], *parts[6]["parts"]]
    assert {part["type"]: list(part)[1:] for part in inside} == {
        "chart": ["parameter", "chart"],
        "controls": ["parameters", "answers"],
        "passages": ["title", "below", "parameter", "chosen", "arithmetic", "passages"],
        "prose": ["commonmark"],
        "upload": ["source", "label", "help"],
    }


def test_json_has_the_rows_of_a_table_as_its_own_file_has_them(told: Telling, view: View, table: Table) -> None:
    [part] = [part for part in json.loads(written(told, view, "json"))["parts"] if part["type"] == "table"]
    found = part["table"]
    assert list(found) == ["id", "title", "columns", "rows", "keys", "filters", "notes", "sources"]
    [own] = [one for one in formats(Kind.TABLE) if one.extension == "json"]
    rows = json.loads(own.write(told, table))
    assert [{**row, "data_version": "v3f9c1e07"} for row in found["rows"]] == rows
    assert [column["name"] for column in found["columns"]] == list(found["rows"][0])
    assert {column["name"]: column["unit"] for column in found["columns"]}["gap"] == "percent"
    assert (found["keys"], part["chosen"]) == (["turnover/2021", None], ["turnover/2021"])


def test_json_ties_a_figure_in_a_passage_to_its_key(told: Telling, view: View) -> None:
    [passages] = json.loads(written(told, view, "json"))["parts"][1]["right"]
    runs = passages["passages"][0]["runs"]
    assert [(run["text"], run["figure"], run["series"]) for run in runs[:2]] == [
        ("The aim of ", None, None),
        ("$1 billion", "turnover/2021", "KAZ"),
    ]


# HTML


def test_html_obeys_no_text_that_it_shows(told: Telling, view: View) -> None:
    page = Page(BY_ENDING["html"].write(told, view))
    assert sum(tag == "script" for tag, _ in page.elements) == 4
    assert not [tag for tag, _ in page.elements if tag in ("img", "iframe", "object", "link", "base", "form", "button")]
    assert not {name for _, attributes in page.elements for name in attributes if name.startswith("on")}
    links = [attributes.get("href") for tag, attributes in page.elements if tag == "a"]
    assert set(links) == {None, "https://example.org", "https://example.org/?a=1&b=2"}


def test_html_without_charts_needs_no_script(told: Telling) -> None:
    view = View("plain", "Plain", Opening("", "Nothing drawn", ""), (Prose("Words."),))
    content = BY_ENDING["html"].write(told, view)
    assert b"<script" not in content
    assert len(content) - len(fonts_css()) < 20_000
    assert len(fonts_css()) < 120_000


def test_html_has_one_first_heading(told: Telling, view: View) -> None:
    assert [tag for tag, _ in Page(BY_ENDING["html"].write(told, view)).elements].count("h1") == 1


@given(text=st.text(max_size=60))
def test_any_text_stands_in_html_as_it_is(told: Telling, text: str) -> None:
    view = View("plain", text, Opening(text, text, ""), (Note(text),), (Card(text, text, text),))
    page = Page(BY_ENDING["html"].write(told, view))
    shown = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", "\ufffd", text.replace("\r\n", "\n"))
    assert page.words.count(shown) >= 5 or not shown.strip()
    plain = Page(BY_ENDING["html"].write(told, View("plain", "x", Opening("x", "x", "x"), (Note("x"),))))
    allowed = {tag for tag, _ in plain.elements} | {"div"}
    assert {tag for tag, _ in page.elements} <= allowed


# Text


def test_text_moves_no_cursor(told: Telling, view: View) -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", written(told, view, "txt"))


def test_text_stands_in_columns_with_numbers_at_the_right() -> None:
    table = Table(
        *(
            "made",
            "Made",
            (Column("who", "Who"), Column("value", "Value", number=True), Column("id", "id", shown=False)),
        ),
        (("Kazakh side", "$1 bn", "x"), ("Both", "$12 bn", "y")),
    )
    assert table_text(table) == (
        "Made\n\nWho           Value\n-----------  ------\nKazakh side   $1 bn\nBoth         $12 bn"
    )


@pytest.mark.parametrize("ending", ["txt", "html"])
@pytest.mark.parametrize("most", [1, 2, 5])
def test_a_table_has_the_rows_that_its_title_counts_and_says_what_of_the_rest(
    told: Telling, ending: str, most: int
) -> None:
    rest = "More rows are in the files."
    rows = tuple((f"row {place}",) for place in range(4))
    table = Table("made", "The last rows", (Column("what", "What"),), rows, rest=rest, most=most)
    said = words(told, View("plain", "Plain", Opening("", "", ""), (Rows(table),)), ending)
    assert [f"row {place}" in said for place in range(4)] == [place < most for place in range(4)]
    assert rest in said


def test_text_goes_on_below_where_a_cell_is_long() -> None:
    table = Table("made", "Made", (Column("what", "What"), Column("n", "N")), (("word " * 10, "1"),))
    *_, first, second = table_text(table).splitlines()
    assert (first.split(), second.split()) == ([*["word"] * 9, "1"], ["word"])


def test_lines_of_prose_fit_a_terminal(told: Telling) -> None:
    view = View("plain", "Plain", Opening("", "", ""), (Prose("word " * 100),))
    assert max(map(len, written(told, view, "txt").splitlines())) <= 80
