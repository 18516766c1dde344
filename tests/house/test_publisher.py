"""A publisher, and another pair of countries, touch data alone."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kztrade import charts, files, ledgers, listings, store
from kztrade.answers.statements import judged
from kztrade.files import Kind
from kztrade.ledgers import Books
from kztrade.marks import Line
from kztrade.model import Data
from kztrade.pages import Page, Visit, pages
from kztrade.parameters import Choices, defaults
from kztrade.selection import Selection
from kztrade.view import View
from kztrade.words import Format, Telling
from tests.house.made_up import read_rows, with_ends, write_pair, write_rows
from tests.house.read_back import texts
from tests.house.said import TODAY, said, views
from tests.house.test_language import astray

every_page = pytest.mark.parametrize("page", pages(), ids=lambda page: page.id)

SHIPPED = re.compile(r"Kazakh|Kyrgyz|KAZ|KGZ|\b(bns|nsc|imf)\b|IMF|[Aa]stana|Bishkek|#0072B2|#D55E00")
"""The sides that are shipped, their publishers and their colours."""


def page_of(name: str) -> Page:
    return next(page for page in pages() if page.id == name)


def view_of(told: Telling, name: str, **chosen: object) -> View:
    """What a page says, asked as usual but for what is chosen."""
    page = page_of(name)
    return page.view(told, Visit({**defaults(page.parameters(told, TODAY)), **chosen}, TODAY))


def spoken(thing: object) -> str:
    """All that a view or the parameters of a page say."""
    return "\n".join(text for _, text in said(thing))


# A publisher

MOON = (
    "moon-2026,Moon Observatory,Trade seen from above,https://example.org/moon,2026-02-01,stated,en,Moon Observatory,"
    "statistics,,seen from above,Free,moon,KAZ,"
)
"""A row of sources."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Data:
    """The shipped data with one publisher more: a row of ledgers, one of sources, and figures of one side."""
    folder = Path(shutil.copytree(store.FOLDER, tmp_path_factory.mktemp("publisher") / "data"))
    more = {
        "ledgers.csv": [["moon", "other", "Moon Observatory"]],
        "sources.csv": [MOON.split(",")],
        "observations.csv": [
            with_ends(
                [
                    indicator,
                    "KAZ",
                    "KGZ",
                    year,
                    "moon-2026",
                    "total",
                    value,
                    "",
                    "",
                    "USD",
                    "exact",
                    "",
                    "A",
                    "",
                    "",
                    "",
                ]
            )
            for indicator in ("exports", "imports")
            for year, value in (("1990", "111000001"), ("2024", "777000001"), ("2025", "888000001"))
        ],
    }
    for name, rows in more.items():
        write_rows(folder / name, [*read_rows(folder / name), *rows])
    return store.read_data(folder, verify=False)


@pytest.fixture(scope="module")
def more_told(published: Data) -> Telling:
    return Telling(published, Format())


def test_the_publisher_keeps_books_after_the_offices(published: Data, more_told: Telling) -> None:
    assert Books("moon", "KAZ") in ledgers.books(published)
    assert Books("moon", "KAZ") not in ledgers.offices(published)
    assert more_told.ledger(Books("moon", "KAZ")) == "Moon Observatory"


def test_the_publisher_is_a_line_of_the_ledgers_in_the_colour_of_its_side(more_told: Telling) -> None:
    (offered,) = [one for one in page_of("ledgers").parameters(more_told, TODAY) if one.name == "ledger"]
    assert isinstance(offered, Choices)
    (code,) = [option.code for option in offered.options if option.name == "Moon Observatory"]
    view = view_of(more_told, "ledgers", ledger=(*offered.default, code))
    lines = [mark for mark in marks(view) if isinstance(mark, Line) and "Moon" in mark.points[0].who]
    assert lines
    assert {line.series for line in lines} == {"KAZ"}
    assert {round(point.y, 3) for line in lines for point in line.points} == {111.0, 777.0, 888.0}
    assert "Moon Observatory: seen from above" in spoken(view)


def marks(view: View) -> Iterator[object]:
    """Everything drawn on a page."""
    return (mark for chart in view.charts() for panel in chart.panels for mark in panel.marks)


def test_explore_offers_the_publisher_and_shows_its_figures(more_told: Telling) -> None:
    parameters = page_of("explore").parameters(more_told, TODAY)
    offered = {
        parameter.name: [option.code for option in getattr(parameter, "options", ())] for parameter in parameters
    }
    assert "moon" in offered["ledger"]
    assert "moon-2026" in offered["source"]
    view = view_of(more_told, "explore", ledger=("moon",), years=(1990, 2026), indicator=("exports", "imports"))
    (table,) = view.tables()
    assert sorted(cell.code for cell in table.column("source")) == ["moon-2026"] * 6
    assert "Moon Observatory" in view.charts()[0].source


def test_what_is_said_of_a_year_is_judged_by_the_publisher_where_no_office_knows_it(
    published: Data, more_told: Telling
) -> None:
    late = [
        row
        for row in published.observations
        if row.indicator == "turnover" and row.period.text == "2025" and published.sources[row.source].ledger == ""
    ]
    assert {verdict.ledger for row in late for verdict in judged(published, row)} >= {"moon"}
    view = view_of(more_told, "statements", indicator="turnover", period="2025")
    assert "Moon Observatory" in spoken(view)
    before = Telling(store.shipped_data(), Format())
    assert "Moon Observatory" not in spoken(view_of(before, "statements", indicator="turnover", period="2025"))


def test_targets_are_rated_by_the_publisher_too(more_told: Telling) -> None:
    assert "Moon Observatory" in spoken(view_of(more_told, "targets"))


def test_the_publisher_is_listed_on_the_command_line_and_in_the_package(published: Data, more_told: Telling) -> None:
    table = listings.figures(more_told, Selection(sources=("moon",)))
    assert len(table.rows) == 6
    (package,) = files.formats(Kind.EVERYTHING)
    assert any("Moon Observatory" in text for _, text in texts(package.write(more_told, None), "zip"))


# A pair


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Telling:
    """Whoever tells the data of two countries that are on no map."""
    return Telling(store.read_data(write_pair(tmp_path_factory.mktemp("pair") / "data"), verify=False), Format())


@every_page
def test_no_page_of_another_pair_names_the_pair_that_is_shipped(page: Page, pair: Telling) -> None:
    parameters = page.parameters(pair, TODAY)
    every = [page.title(pair), page.question(pair), spoken(parameters)]
    every += [spoken(view) for view in views(page, pair)]
    assert [found[0] for text in every if (found := SHIPPED.search(text))] == []


@every_page
def test_every_page_of_another_pair_is_drawn_and_written(page: Page, pair: Telling) -> None:
    view = next(views(page, pair))
    assert view.opening.headline
    for chart in view.charts():
        assert not SHIPPED.search(json.dumps(charts.bundle(chart)))
    for one in files.formats(Kind.VIEW):
        content = one.write(pair, view)
        told = [text for _, text in texts(content, one.extension)]
        assert [text for text in told if SHIPPED.search(text)] == []


@every_page
def test_no_two_words_of_a_chart_of_another_pair_lie_on_each_other(
    page: Page, pair: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = {chart.id: chart for view in views(page, pair) for chart in view.charts()}
    assert [fault for chart in every.values() for fault in astray(monkeypatch, chart)] == []


def test_another_pair_bears_its_own_names_colours_and_signs(pair: Telling) -> None:
    assert [side.code for side in ledgers.sides(pair.data)] == ["AAA", "BBB"]
    view = view_of(pair, "ledgers")
    assert view.opening.headline.startswith("In 2019 Arland recorded $360\u00a0million of exports to Borvia")
    (chart, *_) = view.charts()
    assert (chart.inks["AAA"].light, chart.inks["AAA"].sign) == ("#117733", "◆")
    drawn = json.dumps(charts.figure(chart, "light", narrow=False))
    assert "#117733" in drawn
    assert "#882255" in drawn
    assert "Line and diamond: Arland. Dots and circle: Borvia." in view_of(pair, "explore").charts()[0].subtitle
    assert "Diamond: Arland. Circle: Borvia." in view_of(pair, "statements").charts()[0].subtitle


def test_statements_of_another_pair_are_judged_by_its_own_ledgers(pair: Telling) -> None:
    (row,) = [row for row in pair.data.observations if row.source == "tide-2020"]
    assert [one.ledger for one in judged(pair.data, row)] == ["arl", "bor"]


def test_everything_of_another_pair_is_packed_under_its_name(pair: Telling) -> None:
    for one in files.formats(Kind.EVERYTHING):
        told = "\n".join(text for _, text in texts(one.write(pair, None), one.extension))
        assert "trade and investment between Arland and Borvia" in told
        assert not SHIPPED.search(told)
