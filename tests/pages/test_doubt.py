"""Doubt is said wherever a figure is: in headlines, deks, cards, hovers, labels and cells; suspect and provisional."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from kztrade.codes import ObsStatus
from kztrade.marks import Bars, Dots, Label, Line
from kztrade.table import Amount, Stack, Table, shown_columns, words
from kztrade.view import Note, Rows, View
from kztrade.words import Format, Telling
from tests.pages.seen import Seen, plain, shipped, tables, view_of

DOUBTS = {"U": "suspect", "P": "provisional"}
PAGES = [
    ("target", {}),
    ("target", {"target": "3bn-2030", "by": 2030}),
    ("target", {"target": "1bn"}),
    ("explore", {}),
    ("explore", {"show": "growth"}),
    *(("ledgers", {"flow": flow}) for flow in ("KAZ>KGZ", "KGZ>KAZ", "turnover", "balance")),
    ("statements", {}),
    ("statements", {"indicator": "turnover_growth", "period": "2011"}),
    ("statements", {"indicator": "turnover", "period": "2020"}),
    ("targets", {}),
    ("investment", {}),
    ("calendar", {}),
    ("source", {}),
    ("method", {}),
]
FIGURE = re.compile(r"[+−]?\$[\d.,]+(?: (?:bn|m|billion|million|thousand))?|[+−]?[\d.,]+%")
GOALS = re.compile(r"(?:way to|past the|show only|, so|Target:) \$[\d.]+ billion|\$[\d.]+ billion by \d{4} needs")
"""Levels that somebody aims at: an intention is in no doubt."""


@cache
def doubted(status: str) -> Telling:
    """The shipped data with every observation of one status."""
    data = shipped().data
    rows = tuple(replace(row, obs_status=ObsStatus(status)) for row in data.observations)
    return Telling(replace(data, observations=rows), Format())


def unmarked(text: str, word: str) -> list[str]:
    """The figures of a text after which no doubt is said before the next one."""
    text = GOALS.sub("", plain(text))
    found = list(FIGURE.finditer(text))
    ends = [*(match.start() for match in found), len(text)][1:]
    return [match.group() for match, end in zip(found, ends, strict=True) if word not in text[match.end() : end]]


@pytest.mark.parametrize(("name", "chosen"), PAGES)
@pytest.mark.parametrize("status", DOUBTS)
def test_no_first_line_prints_a_doubtful_figure_without_its_doubt(name: str, chosen: dict, status: str) -> None:
    opening = view_of(doubted(status), name, **chosen).opening
    assert unmarked(opening.headline, DOUBTS[status]) == []
    assert unmarked(opening.dek, DOUBTS[status]) == []


@pytest.mark.parametrize("status", DOUBTS)
def test_no_card_prints_a_doubtful_figure_without_its_doubt(status: str) -> None:
    for name in ("target", "investment"):
        for card in view_of(doubted(status), name).cards:
            assert card.value.endswith(f", {DOUBTS[status]}"), card
            assert unmarked(card.how, DOUBTS[status]) == [], card


@pytest.mark.parametrize(("name", "chosen"), PAGES)
@pytest.mark.parametrize("status", DOUBTS)
def test_no_cell_prints_a_doubtful_figure_without_its_doubt(name: str, chosen: dict, status: str) -> None:
    view = view_of(doubted(status), name, **chosen)
    announced = {"targets", "announcements", "investment_targets"}
    bare = [text for table in tables(view) if table.id not in announced for text in bare_cells(table, DOUBTS[status])]
    assert bare == []


def bare_cells(table: Table, word: str) -> Iterator[str]:
    """Figures in the cells of a page of which neither the cell nor the row's status says that they are in doubt."""
    places = {column.id: place for place, column in shown_columns(table)}
    for row in table.rows:
        status = words(row[places["status"]]) if "status" in places else ""
        code = getattr(row[places["indicator"]], "code", "") if "indicator" in places else ""
        for place in places.values():
            cell = row[place]
            first = cell.lines[0] if isinstance(cell, Stack) else cell
            known = isinstance(first, Amount) and first.quantity is not None
            if known and word not in words(cell) + status and not code.endswith(("_target", "_potential")):
                yield f"{table.id}: {words(cell)}"


@pytest.mark.parametrize("status", DOUBTS)
@pytest.mark.parametrize("name", ["target", "explore", "ledgers", "statements", "targets", "investment"])
def test_no_hover_prints_a_doubtful_figure_without_its_doubt(name: str, status: str) -> None:
    for what in hovers(view_of(doubted(status), name)):
        assert unmarked(what, DOUBTS[status]) == []


def hovers(view: View) -> Iterator[str]:
    for panel in (panel for chart in view.charts() for panel in chart.panels):
        for mark in panel.marks:
            if isinstance(mark, Line | Dots | Bars):
                yield from (point.what for point in mark.points)


@pytest.mark.parametrize("status", DOUBTS)
def test_no_label_prints_a_doubtful_figure_without_its_doubt(status: str) -> None:
    for name in ("target", "ledgers", "statements"):
        labels = [
            mark.text.replace("**", "")
            for chart in view_of(doubted(status), name).charts()
            for panel in chart.panels
            for mark in panel.marks
            if isinstance(mark, Label) and mark.series not in ("target", "path")
        ]
        assert [text for text in labels if unmarked(text, DOUBTS[status])] == []


def test_a_row_whose_status_is_doubtful_says_so_in_words(everything: list[Seen]) -> None:
    for one in everything:
        for table in tables(one.view):
            if "obs_status" not in {column.id for column in table.columns}:
                continue
            for status, row in zip(table.column("obs_status"), table.rows, strict=True):
                assert DOUBTS.get(str(status), "") in " ".join(words(row[at]) for at, _ in shown_columns(table)), one


# What the shipped data doubt


@pytest.mark.parametrize("name", ["target", "explore", "ledgers", "statements", "targets"])
def test_a_picture_names_its_provisional_figures(ask, name: str) -> None:
    chosen = {"indicator": "turnover", "period": "2023"} if name == "statements" else {}
    assert "Provisional: Kyrgyz statistics, 2023" in ask(name, **chosen).charts()[0].subtitle


def test_many_provisional_periods_of_one_publisher_are_counted() -> None:
    subtitle = view_of(doubted("P"), "ledgers").charts()[0].subtitle
    assert re.search(r"Provisional: Kazakh statistics, \d+ periods from \d{4} to 2023;", subtitle)


def test_data_without_doubt_say_nothing_of_it() -> None:
    for name in ("target", "explore", "ledgers", "targets", "investment"):
        view = view_of(doubted("A"), name)
        assert not re.search(r"suspect\b|provisional", f"{view.opening} {view.cards} {list(hovers(view))}")


def test_the_difference_and_the_gap_of_the_last_year_say_that_they_are_provisional(ask) -> None:
    table = ask("ledgers").tables()[0]
    cells = [words(table.column(name)[0]) for name in ("nsc_kgz", "difference", "mirror_gap")]
    assert [plain(cell) for cell in cells] == [
        "862.2 | provisional",
        "+285.0 | provisional",
        "+33.1% | provisional",
    ]
    assert table.column("gap_status")[0] == "P"


def test_why_a_value_is_suspect_is_said_once(ask) -> None:
    view = ask("ledgers")
    noted = [part for part in view.flat() if isinstance(part, Rows) and part.noted]
    assert sum("Kyrgyz statistics, 2016: Suspect" in part.rest for part in view.flat() if isinstance(part, Note)) == 1
    assert [part.table for part in noted] == view.tables()  # the files of the table say it, the page under it does not
