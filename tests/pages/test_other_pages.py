"""Investment, calendar, source and method: what each says, and what it must not."""

from dataclasses import replace

import pytest

from kztrade.answers.article import article
from kztrade.answers.calendar import stated_at
from kztrade.errors import ShapeError
from kztrade.marks import Dots
from kztrade.model import Data
from kztrade.pages import Visit
from kztrade.parameters import defaults
from kztrade.table import Coded, Link, words
from kztrade.view import Files, Note, Passages, Picture, Rows, Upload
from kztrade.words import Format, Telling
from tests.pages.seen import TODAY, page_of, plain, said, view_of

ARTICLE = "astanatv-2023-09-23"


def passages(view) -> Passages:
    return next(part for part in view.flat() if isinstance(part, Passages))


def notes(view) -> list[str]:
    return [part.first for part in view.flat() if isinstance(part, Note)]


# Investment


def test_investment_says_sum_and_flow_with_their_hedges(ask) -> None:
    assert plain(ask("investment").opening.headline) == (
        "Kazakh firms have put about $1.3 billion into Kyrgyzstan since 2005, almost $200 million of it in 2022"
    )


def test_the_four_figures_of_investment_are_worked_out_by_hand(ask) -> None:
    # 200 ÷ 1,300; 200 ÷ 2.5; 3,500 − 200
    found = [plain(card.value) for card in ask("investment").cards]
    assert found == ["about 15.4%", "below $80 m", "3,500", "about 3,300"]


def test_sum_flow_and_count_never_share_an_axis(ask) -> None:
    titles = [panel.title for panel in ask("investment").charts()[0].panels]
    assert len(titles) == len(set(titles)) == 5


def test_money_is_not_divided_by_firms_and_the_page_says_why(ask) -> None:
    assert notes(ask("investment")) == ["Not divided."]


@pytest.mark.parametrize(
    ("figure", "begins"),
    [
        ("", "2022: almost $200 m ÷ 2.5 = below $80 m"),
        ("investment_cumulative/2005/2023-09", "about $1.3 bn, read as $1.2 bn to $1.4 bn."),
        ("joint_ventures/2023-09-23", "3,500 less almost 200 = about 3,300"),
    ],
)
def test_a_chosen_figure_of_investment_is_marked_with_its_arithmetic(ask, figure: str, begins: str) -> None:
    view = ask("investment", figure=figure)
    assert plain(passages(view).arithmetic).startswith(begins)
    assert passages(view).chosen == ((figure,) if figure else ())
    drawn = [p for panel in view.charts()[0].panels for m in panel.marks if isinstance(m, Dots) for p in m.points]
    assert {place.figure for place in drawn if place.chosen} == ({figure} if figure else set())


# Calendar


@pytest.mark.parametrize(("event", "count"), [("council-3-2012", "one figure"), ("forum-taraz-2023", "37 figures")])
def test_an_event_says_how_many_figures_were_stated_there(ask, event: str, count: str) -> None:
    view = ask("calendar", event=event)
    titles = [table.title for table in view.tables()]
    assert f"Stated here: {count}" in titles


def test_the_numbers_of_the_list_are_those_of_the_events(told: Telling) -> None:
    table = next(table for table in view_of(told, "calendar").tables() if table.id == "events")
    for event, figures in zip(table.keys, table.column("figures"), strict=True):
        assert figures == len(stated_at(told.data, told.data.events[event]))


def test_an_event_without_figures_says_so(told: Telling) -> None:
    silent = [event for event in told.data.events.values() if not stated_at(told.data, event)]
    for event in silent:
        assert notes(view_of(told, "calendar", event=event.id)) == ["No figure was stated here."]


def test_the_chosen_event_is_the_one_that_is_marked(ask) -> None:
    view = ask("calendar", event="forum-taraz-2023")
    (dots,) = (mark for mark in view.charts()[0].panels[0].marks if isinstance(mark, Dots))
    assert [place.figure for place in dots.points if place.chosen] == ["forum-taraz-2023"]


def test_what_was_called_possible_at_an_event_is_called_no_target(told: Telling) -> None:
    for event in told.data.events.values():
        rows = stated_at(told.data, event)
        if not rows:
            continue
        table = next(t for t in view_of(told, "calendar", event=event.id).tables() if t.id != "events")
        for stated, verdict in zip(rows, table.column("verdict"), strict=True):
            if stated.target:
                assert words(verdict).startswith(
                    "a target" if stated.target.kind == "target" else "a level called possible"
                )


def test_what_only_its_day_ties_to_an_event_is_said_to_be_reported_later(ask) -> None:
    assert "reported later; belongs here by its day" in said(ask("calendar", event="council-3-2012"))


# Source


def test_the_source_counts_its_figures_and_passages(ask) -> None:
    assert ask("source").opening.headline == "All 13 figures come from six passages of one article"
    assert len(ask("source").tables()[0].rows) == 13


def test_every_figure_of_the_article_stands_in_its_digest(ask, told: Telling) -> None:
    marked = {run.figure for passage in passages(ask("source")).passages for run in passage.runs if run.figure}
    assert marked == set(ask("source").tables()[0].keys)


def test_a_link_of_the_source_leads_to_a_page_that_can_read_it(ask, told: Telling) -> None:
    for link in ask("source").tables()[0].column("chart"):
        assert isinstance(link, Link)
        name, _, query = link.address.partition("?")
        parameters = {parameter.name: parameter for parameter in page_of(name).parameters(told, TODAY)}
        for part in query.split("&"):
            key, _, text = part.partition("=")
            parameters[key].read(text)


def test_without_a_copy_the_original_is_asked_for_and_nothing_of_it_is_shown(ask) -> None:
    view = ask("source", text="original")  # an old link
    assert notes(view) == ["You have no copy of the original yet."]
    assert [part.source for part in view.flat() if isinstance(part, Upload)] == [ARTICLE]
    assert passages(view).passages == passages(ask("source")).passages


def test_of_a_kept_copy_that_is_of_no_use_the_reason_is_told_and_the_digest_shown(told: Telling) -> None:
    page = page_of("source")
    asked = defaults(page.parameters(told, TODAY)) | {"text": "original"}
    view = page.view(told, Visit(asked, TODAY, {}, {ARTICLE: ShapeError("The copy is damaged.", "Add it again.")}))
    assert [part for part in view.flat() if isinstance(part, Note)] == [Note("The copy is damaged.", "Add it again.")]
    assert passages(view).passages == passages(view_of(told, "source")).passages
    assert any(isinstance(part, Upload) for part in view.flat())


@pytest.mark.parametrize("page", ["target", "investment"])
def test_a_copy_in_which_nothing_fits_leaves_the_digest_in_its_place(told: Telling, page: str) -> None:
    with_copy = view_of(told, page, originals={ARTICLE: "Nothing of the kind."})
    assert passages(with_copy).passages == passages(view_of(told, page)).passages


def test_a_copy_in_which_nothing_fits_says_on_the_source_page_that_nothing_was_found(told: Telling) -> None:
    view = view_of(told, "source", originals={ARTICLE: "Nothing of the kind."}, text="original")
    assert notes(view)[0].startswith("0 of 13 figures found")
    assert any(isinstance(part, Upload) for part in view.flat())


# Method


def test_the_method_counts_what_is_held(ask, told: Telling) -> None:
    data: Data = told.data
    dek = ask("method").opening.dek
    assert dek.startswith(f"{len(data.figures())} figures from {len(data.sources)} publications: ")


@pytest.mark.parametrize(
    "row",
    [
        "19 % | no hedge | 18.5 to 19.5 | 1 | 18.5 | 19.5",
        "1.3 bn | about | 1,200,000,000 to 1,400,000,000 | 100,000,000 | 1,200,000,000 | 1,400,000,000",
        "1 bn | at least | 1,000,000,000 to open | 50,000,000 | 1,000,000,000 | open",
    ],
)
def test_the_interval_rule_is_told_in_cases(ask, row: str) -> None:
    assert row in said(ask("method"))


def test_the_formulas_are_those_of_the_article_with_hedges(ask) -> None:
    table = next(table for table in ask("method").tables() if table.id == "formulas")
    told_as = {
        cell.code: plain(words(value))
        for cell, value in zip(table.column("metric"), table.column("value"), strict=True)
    }
    assert told_as["progress"] == "at least 59.5%"
    assert told_as["required_growth"] == "at most 10.95%"


def test_what_a_derived_figure_inherits_is_told_of_the_articles_own_figures(ask, told: Telling) -> None:
    # 1 × 1.185 and 1 × 1.19; with growth of 25 % in its place 24.5 and 1.245
    assert "“at least $1.19 bn” because 2021 is “at least $1 bn”" in said(ask("method"))
    assert "19% may be 18.5%, so its lower end is $1.185 bn." in said(ask("method"))
    rate = article(told.data).rate
    other = replace(rate, value=25.0, low=24.5, high=25.5)
    rows = tuple(other if row is rate else row for row in told.data.observations)
    text = said(view_of(Telling(replace(told.data, observations=rows), Format()), "method"))
    assert "25% may be 24.5%, so its lower end is $1.245 bn." in text
    assert "19%" not in text


def test_codebook_and_sources_name_every_indicator_and_publication(ask, told: Telling) -> None:
    tables = {table.id: table for table in ask("method").tables()}
    assert set(tables["codebook"].column("code")) == set(told.data.indicators)
    assert set(tables["sources"].column("source")) == set(told.data.sources)
    assert len(tables["sources"].rows) <= tables["sources"].most


def test_everything_is_offered_as_one_file_there_and_nowhere_else(told: Telling) -> None:
    offering = {name for name in ("target", "explore", "method") if offers_package(view_of(told, name))}
    assert offering == {"method"}


def offers_package(view) -> bool:
    return any(isinstance(part, Files) and part.package for part in view.flat())


def test_every_picture_and_table_that_is_shown_is_offered_as_a_file(told: Telling) -> None:
    for name in ("target", "explore", "ledgers", "statements", "investment", "calendar", "source"):
        view = view_of(told, name)
        files = [part for part in view.flat() if isinstance(part, Files)]
        pictures = [part.chart.id for part in view.flat() if isinstance(part, Picture)]
        tables = [part.table.id for part in view.flat() if isinstance(part, Rows)]
        assert set(pictures) == {part.chart.id for part in files if part.chart}, name
        assert set(tables) <= {part.table.id for part in files if part.table}, name


def test_whose_a_figure_is_stands_before_it_in_colour_and_sign(ask) -> None:
    view = ask("ledgers", flow="turnover")
    cells = [cell for cell in ask("target").tables()[0].column("source") if isinstance(cell, Coded)]
    assert {cell.series for cell in cells} <= set(view.inks) | {"total", "path"}
    assert {cell.series for cell in cells} >= {"KAZ", "KGZ", "total"}
