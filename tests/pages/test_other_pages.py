"""Investment, calendar, source and method: what each says, and what it must not."""

from dataclasses import replace

import pytest

from kztrade.answers.article import article
from kztrade.answers.calendar import stated_at
from kztrade.errors import ShapeError
from kztrade.marks import Dots, Label, Line
from kztrade.model import Data
from kztrade.pages import Visit
from kztrade.parameters import defaults
from kztrade.table import Coded, Link, words
from kztrade.view import Files, Note, Passages, Picture, Quotation, Rows, Upload
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


def test_each_kind_of_investment_has_a_band_with_its_figure_and_what_follows_from_it(ask) -> None:
    # 200 ÷ 2.5; 3,500 − 200
    sums, flows, counts = ask("investment").charts()[0].panels
    assert [plain(panel.large) for panel in (sums, flows, counts)] == [
        "about **$1.3 bn**",
        "almost **$200 m**",
        "**3,500**",
    ]
    assert "makes it below $80 m" in plain(flows.subtitle)
    assert "Almost 200 were new, so about 3,300 before." in plain(counts.subtitle)


def test_sum_flow_and_count_never_share_an_axis_but_the_years(ask) -> None:
    panels = ask("investment").charts()[0].panels
    assert len({panel.y for panel in panels}) == 3
    assert len({(panel.x.low, panel.x.high) for panel in panels}) == 1


def test_the_arrow_leads_from_below_80_to_almost_200_and_says_how_many_times(ask) -> None:
    flows = ask("investment").charts()[0].panels[1]
    (arrow,) = (mark for mark in flows.marks if isinstance(mark, Line) and mark.arrow)
    assert [point.y for point in arrow.points] == [80, 200]
    assert "**× 2.5**" in {mark.text for mark in flows.marks if isinstance(mark, Label)}
    (before,) = (place for mark in flows.marks if isinstance(mark, Dots) for place in mark.points if place.hollow)
    assert (before.y, before.low) == (80, float("-inf"))


def test_a_sum_is_a_line_from_its_start_to_the_day_it_was_told_or_a_point_without_a_start(ask) -> None:
    sums = ask("investment").charts()[0].panels[0]
    lines = {mark.points[1].figure: mark.points for mark in sums.marks if isinstance(mark, Line)}
    start, end = lines["investment_cumulative/2005/2023-09"]
    assert (start.x, round(end.x, 2)) == (2005, 2023.72)  # 23 September is day 266 of 365
    ends = {place.figure for mark in sums.marks if isinstance(mark, Dots) for place in mark.points}
    assert ends - set(lines) == {
        "investment_cumulative/2019-11/kazinform-2019-11-27",
        "investment_cumulative/2024/dasfazit-2024",
    }


def test_every_figure_that_was_told_is_a_row_and_can_be_chosen(ask, told: Telling) -> None:
    (table,) = ask("investment").tables()
    names = [key for key in table.keys if key]
    assert len(names) == len(set(names)) == 32
    options = {option.code for option in page_of("investment").parameters(told, TODAY)[0].options}
    assert set(names) <= options
    drawn = {
        p.figure
        for panel in ask("investment").charts()[0].panels
        for m in panel.marks
        if isinstance(m, Dots)
        for p in m.points
    }
    assert drawn - {""} <= set(names)


def test_a_figure_of_another_report_is_told_with_its_speaker_and_source(ask) -> None:
    view = ask("investment", figure="investment/2023/dasfazit-2024")
    (sentence,) = (plain(part.text) for part in view.flat() if isinstance(part, Quotation))
    assert all(part in sentence for part in ("$55 million", "M. Nurtleu", "DasFazit"))
    assert not [part for part in view.flat() if isinstance(part, Passages)]


def test_money_is_not_divided_by_firms_and_the_page_says_why(ask) -> None:
    assert notes(ask("investment")) == ["Not divided."]


@pytest.mark.parametrize(
    ("figure", "begins"),
    [
        ("investment/2022", "2022: almost $200 m ÷ 2.5 = below $80 m"),
        ("investment_ratio/2022", "2022: almost $200 m ÷ 2.5 = below $80 m"),
        ("joint_ventures_new/2022/2023-09", "3,500 less almost 200 = about 3,300"),
        ("investment_cumulative/2005/2023-09", "about $1.3 bn, read as $1.2 bn to $1.4 bn."),
        ("joint_ventures/2023-09-23", "3,500 less almost 200 = about 3,300"),
    ],
)
def test_a_chosen_figure_of_investment_is_marked_with_its_arithmetic(ask, figure: str, begins: str) -> None:
    view = ask("investment", figure=figure)
    assert plain(passages(view).arithmetic).startswith(begins)
    assert passages(view).chosen == (figure,)
    drawn = [p for panel in view.charts()[0].panels for m in panel.marks if isinstance(m, Dots) for p in m.points]
    derived = figure.startswith(("investment_ratio", "joint_ventures_new"))  # they stand in what follows from them
    assert {place.figure for place in drawn if place.chosen} == ({""} if derived else {figure})


def test_the_flow_is_chosen_before_a_reader_chooses(ask) -> None:
    assert passages(ask("investment")).chosen == ("investment/2022",)


# Calendar


def test_the_calendar_says_how_many_of_all_figures_came_from_meetings(ask, told: Telling) -> None:
    counts = sorted((len(stated_at(told.data, event)) for event in told.data.events.values()), reverse=True)
    assert (sum(counts), counts[:2]) == (230, [37, 22])
    assert ask("calendar").opening.headline == (
        "230 of the 329 figures stated came from official meetings, 59 of them from two"
    )


def test_the_area_of_a_circle_is_the_number_of_figures_and_small_ones_lie_on_top(told: Telling) -> None:
    (dots,) = (mark for mark in view_of(told, "calendar").charts()[0].panels[0].marks if isinstance(mark, Dots))
    sizes = [place.size for place in dots.points]
    assert sizes == sorted(sizes, reverse=True)
    counts = {event.id: len(stated_at(told.data, event)) for event in told.data.events.values()}
    assert len({round(place.size**2 / counts[place.figure], 6) for place in dots.points}) == 1


def test_the_largest_events_are_named_with_their_number_and_the_chosen_one_in_bold(ask) -> None:
    marks = ask("calendar", event="visit-bishkek-2024-04").charts()[0].panels[0].marks
    texts = [plain(mark.text) for mark in marks if isinstance(mark, Label)]
    assert texts[:3] == [
        "**Working visit of O. Bektenov: 22**",
        "First Kazakhstan–Kyrgyzstan forum of regions: 37",
        "6th Supreme Interstate Council: 18",
    ]


def test_the_list_marks_the_chosen_event_and_chooses_by_the_name(ask) -> None:
    view = ask("calendar", event="council-3-2012")
    (listed,) = (part for part in view.flat() if isinstance(part, Rows) and part.parameter)
    assert (listed.chosen, listed.named) == (("council-3-2012",), "name")


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
        assert set(pictures) <= {part.chart.id for part in files if part.chart}, name
        assert set(tables) <= {part.table.id for part in files if part.table}, name


def test_whose_a_figure_is_stands_before_it_in_colour_and_sign(ask) -> None:
    view = ask("ledgers", flow="turnover")
    cells = [cell for cell in ask("target").tables()[0].column("source") if isinstance(cell, Coded)]
    assert {cell.series for cell in cells} <= set(view.inks) | {"total", "path"}
    assert {cell.series for cell in cells} >= {"KAZ", "KGZ", "total"}
