"""Explore: charts and table show the same rows; one base year for an index, said everywhere."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrade.answers.article import article
from kztrade.answers.explore import exploration
from kztrade.codes import Scope
from kztrade.marks import Dash, Dots, Line
from kztrade.selection import Selection
from kztrade.table import Amount, Coded, shown_columns, words
from kztrade.view import Controls, Note, Picture
from kztrade.words import Format, Telling
from tests.pages.seen import LATER, TODAY, page_of, plain, seen, shipped, view_of

LINES = ("turnover", "exports", "imports")
EVERYBODY = ("bns", "nsc", "imf-dots")


def notes(view) -> list[str]:
    return [plain(f"{part.first} {part.rest}").strip() for part in view.flat() if isinstance(part, Note)]


def test_the_first_line_is_what_both_offices_recorded(ask) -> None:
    assert plain(ask("explore").opening.headline) == (
        "Kazakhstan recorded $1.688 billion of trade with Kyrgyzstan in 2023, Kyrgyzstan $1.311 billion (provisional)"
    )


@pytest.mark.parametrize(
    ("ledger", "both"), [(("bns", "nsc"), True), (("bns",), False), (("article",), False), ((), False)]
)
def test_two_ledgers_are_said_to_be_drawn_only_where_both_are(ask, ledger: tuple[str, ...], both: bool) -> None:
    assert ("side by side" in ask("explore", ledger=ledger).opening.dek) is both


def test_numbers_without_a_line_are_not_explained_as_lines(ask) -> None:
    (chart,) = ask("explore", indicator=("joint_ventures",), ledger=("article",)).charts()
    assert chart.subtitle == "Too few values for a line are told as numbers."


@pytest.mark.parametrize(
    ("asked", "note"),
    [
        ({"indicator": ()}, "No indicator chosen. Choose at least one above to see its figures."),
        ({"ledger": ()}, "No figure for these years and this choice."),
        ({"years": (1991, 1991), "ledger": ("bns",)}, "No figure for these years and this choice."),
    ],
)
def test_a_choice_without_figures_is_a_note_and_no_chart(ask, asked, note: str) -> None:
    view = ask("explore", **asked)
    assert notes(view)[0].startswith(note)
    assert not view.charts()
    assert not view.tables()


def test_every_parameter_is_offered(told: Telling) -> None:
    view = view_of(told, "explore")
    names = {name for part in view.flat() if isinstance(part, Controls) for name in part.names}
    assert names == {parameter.name for parameter in page_of("explore").parameters(told, TODAY)}


@pytest.mark.parametrize(("today", "last"), [(TODAY, 2026), (LATER, 2032)])
def test_the_years_end_with_the_current_one(told: Telling, today, last: int) -> None:
    years = {p.name: p for p in page_of("explore").parameters(told, today)}["years"]
    assert years.high == last
    assert years.low <= years.default[0] <= years.default[1] <= years.high


@pytest.mark.parametrize("show", ["stated", "growth", "index", "share"])
def test_every_point_is_a_row_of_the_table(ask, show: str) -> None:
    view = ask("explore", show=show, indicator=LINES, ledger=EVERYBODY)
    (chart,) = view.charts()
    assert chart.table == view.tables()[0]
    drawn = sum(len(getattr(mark, "points", ())) for panel in chart.panels for mark in panel.marks)
    assert drawn == len(chart.table.rows)


@pytest.mark.parametrize("single", [False, True])
def test_no_two_rows_of_different_amounts_read_alike(ask, told: Telling, single: bool) -> None:
    usual = {parameter.name: parameter for parameter in page_of("explore").parameters(told, TODAY)}
    every = {name: tuple(o.code for o in usual[name].options) for name in ("indicator", "ledger", "partner", "scope")}
    sources = tuple(told.data.sources) if single else ()
    (table,) = ask("explore", **every, years=(usual["years"].low, usual["years"].high), source=sources).tables()
    known: dict[tuple[str, ...], object] = {}
    shown = [place for place, column in shown_columns(table) if column.id not in ("value", "interval")]
    for row, value in zip(table.rows, table.column("value"), strict=True):
        assert isinstance(value, Amount)
        assert value.quantity
        told_of = tuple(words(row[place]) for place in shown)
        assert known.setdefault(told_of, value.quantity.value) == value.quantity.value


def test_the_table_counts_its_rows_and_no_others(ask) -> None:
    (table,) = ask("explore").tables()
    assert table.title == f"{len(table.rows)} figures, newest first"
    one = ask("explore", indicator=("turnover",), ledger=("bns",), years=(2022, 2022)).tables()[0]
    assert one.title == "One figure, newest first"


# The same words everywhere


def chosen_names(told: Telling, name: str = "indicator") -> list[str]:
    parameter = {p.name: p for p in page_of("explore").parameters(told, TODAY)}[name]
    return [option.name for option in parameter.options if option.code in parameter.default]


def test_what_is_chosen_its_panel_and_its_rows_bear_the_same_name(ask, told: Telling) -> None:
    names = chosen_names(told)
    assert names == [
        "Turnover",
        "Kazakhstan → Kyrgyzstan",
        "Kyrgyzstan → Kazakhstan",
        "Kazakh investment in one year",
        "Kazakh investment, added up",
        "Joint ventures in Kazakhstan",
    ]
    (chart,) = ask("explore").charts()
    assert {panel.title for panel in chart.panels} == set(names)
    assert {words(cell) for cell in chart.table.column("indicator")} == set(names)


def test_a_flow_is_the_exports_of_one_side_and_the_imports_of_the_other(ask) -> None:
    (table,) = ask("explore", indicator=("KAZ>KGZ",), years=(2023, 2023)).tables()
    rows = zip(table.column("indicator"), table.column("value"), table.column("status"), strict=True)
    assert sorted((cell.code, plain(value.text), recorded) for cell, value, recorded in rows) == [
        ("exports", "$1,147.2 m", "exports"),
        ("imports", "$862.2 m", "imports, provisional"),
    ]


def test_an_older_link_that_asks_for_exports_shows_those_of_both_sides(ask, told: Telling) -> None:
    parameter = {p.name: p for p in page_of("explore").parameters(told, TODAY)}["indicator"]
    assert parameter.read("turnover.exports.imports") == ("turnover", "exports", "imports")
    offered = {option.code: option.offered for option in parameter.options}
    assert not offered["exports"]
    assert offered["KAZ>KGZ"]
    (old,) = ask("explore", indicator=("exports", "imports")).tables()
    (new,) = ask("explore", indicator=("KAZ>KGZ", "KGZ>KAZ")).tables()
    assert old.rows == new.rows
    (exports,) = ask("explore", indicator=("exports",), years=(2023, 2023)).tables()
    assert {words(cell) for cell in exports.column("indicator")} == {
        "Kazakhstan → Kyrgyzstan",
        "Kyrgyzstan → Kazakhstan",
    }


def test_investment_of_a_part_of_a_year_is_not_called_that_of_one_year(ask) -> None:
    (table,) = ask("explore", indicator=("investment",), ledger=("said",), years=(1991, 2026)).tables()
    named = dict(zip(map(words, table.column("period")), map(words, table.column("indicator")), strict=True))
    assert named["2023"] == "Kazakh investment in one year"
    assert named["Jan–Sep 2024"] == "Kazakh investment in Kyrgyzstan during a period"


def test_statistics_have_one_decimal_all_down_the_column_and_what_was_said_its_own(ask) -> None:
    (table,) = ask("explore").tables()
    for unit, who, cell in zip(table.column("unit"), table.column("source"), table.column("value"), strict=True):
        if unit == "USD" and "statistics" in words(who):
            assert re.fullmatch(r"\$[\d,]+\.\d m", plain(cell.text)), cell.text
    assert "about $1.3 bn" in {plain(cell.text) for cell in table.column("value")}


def test_the_filters_say_how_many_figures_they_leave_and_what_is_folded_away(ask, told: Telling) -> None:
    view = ask("explore")
    (controls,) = (part for part in view.flat() if isinstance(part, Controls))
    held = len(exploration(told.data, Selection(), "stated", article(told.data).target).rows)
    assert controls.below == (
        f"**{len(view.tables()[0].rows)} of {held} figures.** More: between the two countries · all trade."
    )
    (narrow,) = (part for part in ask("explore", kind=("count",)).flat() if isinstance(part, Controls))
    assert narrow.below.startswith("**1 of ")
    assert "More: a count · between the two countries" in narrow.below


@pytest.mark.parametrize(
    ("show", "headline"),
    [
        # 1,688.1 ÷ 1,246.9 and 1,311.2 ÷ 1,181.1; ÷ 900.5 and ÷ 873.0; of 2,000
        ("growth", "In 2023 trade grew by 35% in Kazakh statistics and by 11% (provisional) in Kyrgyz statistics"),
        (
            "index",
            "From 2018 to 2023 trade grew by 87% in Kazakh statistics and by 50% (provisional) in Kyrgyz statistics",
        ),
        (
            "share",
            "In 2023 trade came to 84% of the target in Kazakh statistics and to 66% (provisional) in Kyrgyz statistics",
        ),
    ],
)
def test_the_first_line_says_what_was_made_of_both_offices_figures(ask, show: str, headline: str) -> None:
    assert plain(ask("explore", show=show).opening.headline) == headline


@pytest.mark.parametrize("show", ["stated", "growth", "index", "share"])
@pytest.mark.parametrize("ledger", [("bns", "nsc", "article"), EVERYBODY, ("said",)])
def test_the_marks_are_as_the_line_under_the_title_says(ask, show: str, ledger: tuple[str, ...]) -> None:
    (chart,) = ask("explore", show=show, ledger=ledger).charts()
    marks = [mark for panel in chart.panels for mark in panel.marks]
    dotted = [mark for mark in marks if isinstance(mark, Line) and mark.dash is Dash.DOTTED]
    assert ("Dotted line: a third party" in chart.subtitle) == bool(dotted)
    places = [place for mark in marks if isinstance(mark, Line | Dots) for place in mark.points]
    hollow = any(place.hollow for place in places)
    assert ("Hollow: suspect, or derived where no line runs." in chart.subtitle) == hollow
    if "U" not in chart.table.column("obs_status"):
        assert not [point for mark in marks if isinstance(mark, Line) for point in mark.points if point.hollow]
        stated = [point for mark in marks if isinstance(mark, Dots) for point in mark.points]
        assert all(point.hollow == (show != "stated") for point in stated)


def test_figures_with_a_group_of_partners_stand_apart_and_only_where_asked(ask) -> None:
    usual = ask("explore", indicator=("turnover",), ledger=("said",), years=(2018, 2026))
    assert not {"EAEU", "W00", "CA"} & set(usual.tables()[0].column("partner"))
    wide = ask("explore", indicator=("turnover",), ledger=("said",), partner=("KAZ", "KGZ", "EAEU"))
    titles = [panel.title for panel in wide.charts()[0].panels]
    assert any("Eurasian Economic Union" in title for title in titles)
    assert len(set(zip(titles, (p.subtitle for p in wide.charts()[0].panels), strict=True))) == len(titles)


def test_a_ledgers_turnover_is_not_shown_as_trade_with_a_group(ask) -> None:
    view = ask("explore", indicator=("turnover",), ledger=("bns", "nsc"), partner=("EAEU",))
    assert not view.tables()


def test_another_partner_or_scope_beside_every_figure_changes_no_headline(told: Telling) -> None:
    others = [
        replace(row, **{column: cell}, value=row.value * 100, low=row.value * 100, high=row.value * 100)
        for row in told.data.observations
        if row.scope is Scope.TOTAL and row.reporter != "_X"
        for column, cell in (("partner", "W00"), ("partner", "EAEU"), ("scope", Scope.AGRICULTURE))
    ]
    held = {row.key for row in told.data.observations}
    crowd = sorted([*told.data.observations, *(row for row in others if row.key not in held)], key=lambda row: row.key)
    other = Telling(replace(told.data, observations=tuple(crowd)), Format())
    for name in ("target", "explore", "ledgers", "statements", "targets", "investment"):
        before, after = view_of(told, name), view_of(other, name)
        assert (after.opening, after.cards) == (before.opening, before.cards), name
    for flow in ("turnover", "balance", "KGZ>KAZ"):
        assert view_of(other, "ledgers", flow=flow).opening == view_of(told, "ledgers", flow=flow).opening


# Index


def based(view) -> str:
    return str(view.tables()[0].filters["base"])


def test_the_default_base_is_the_first_year_that_all_shown_lines_have(ask) -> None:
    assert based(ask("explore", show="index")) == "2018"
    # the IMF's lines end in 2020 and the offices' begin in 2018
    assert based(ask("explore", show="index", ledger=EVERYBODY, indicator=LINES, years=(1991, 2026))) == "2018"


@given(
    st.sets(st.sampled_from(LINES), min_size=1),
    st.sets(st.sampled_from([*EVERYBODY, "said"]), min_size=1),
    st.integers(1990, 2018),
    st.sampled_from(["", "1995", "2012", "2018", "2021", "2024"]),
)
@settings(max_examples=25)
def test_an_index_has_one_base_that_is_said_everywhere(indicators, ledgers, first: int, base: str) -> None:
    view = seen(
        shipped(),
        page_of("explore"),
        show="index",
        indicator=tuple(sorted(indicators)),
        ledger=tuple(sorted(ledgers)),
        years=(first, 2026),
        base=base,
    ).view
    if not view.tables():
        assert notes(view)
        return
    year = based(view)
    (chart,) = view.charts()
    said_as = f"{year} = 100"
    assert said_as in chart.title
    assert said_as in chart.alt
    assert said_as in view.tables()[0].title
    assert all(said_as in panel.subtitle for panel in chart.panels)
    assert view.opening.dek.startswith(f"{year} is 100 in every line")
    lines = [mark for panel in chart.panels for mark in panel.marks if isinstance(mark, Line)]
    starts = [place.y for mark in lines for place in mark.points if place.x == float(year)]
    assert all(place == pytest.approx(100) for place in starts)


def test_no_two_lines_of_the_table_have_different_base_years(ask) -> None:
    table = ask("explore", show="index", ledger=(*EVERYBODY, "said"), indicator=LINES, years=(1991, 2026)).tables()[0]
    year = table.filters["base"]
    courses: dict[tuple[object, ...], dict[str, float]] = {}
    cells = (table.column(name) for name in ("source", "indicator", "reporter", "period", "value"))
    for source, indicator, reporter, period, value in zip(*cells, strict=True):
        assert isinstance(source, Coded)
        courses.setdefault((source.name, words(indicator), reporter), {})[words(period)] = value.quantity.value
    assert len(courses) > 5
    assert all(course[year] == pytest.approx(100) for course in courses.values())


def test_a_line_that_lacks_the_year_is_left_out_with_a_sentence_that_names_it(ask) -> None:
    view = ask("explore", show="index", indicator=("exports",), ledger=EVERYBODY, years=(1991, 2026), base="2022")
    (note,) = notes(view)
    assert note.startswith("2 lines have no figure of 2022 that can be 100 and are left out.")
    assert {"exports (IMF, Kazakh side)", "exports (IMF, Kyrgyz side)"} == set(
        note.partition("out. ")[2].split(" and ")
    )
    assert {words(cell) for cell in view.tables()[0].column("source")} == {"Kazakh statistics", "Kyrgyz statistics"}


def test_a_year_that_no_line_has_is_said_to_be_replaced(ask) -> None:
    view = ask("explore", show="index", base="1995")
    assert notes(view) == ["No line has a figure of 1995 that can be 100. 2018 is 100 instead."]
    assert based(view) == "2018"


def test_what_can_not_be_an_index_says_so(ask) -> None:
    view = ask("explore", show="index", indicator=("border_length",), ledger=("article",))
    assert notes(view)[0].startswith("No figure for these years and this choice.")


# Doubt and editions


def test_suspect_figures_and_all_that_is_derived_from_them_say_so_in_the_table(ask) -> None:
    for show in ("stated", "growth", "index"):
        table = ask(
            "explore", show=show, indicator=("imports", "turnover"), ledger=("nsc",), years=(2015, 2019), base="2016"
        ).tables()[0]
        for status, code in zip(table.column("status"), table.column("obs_status"), strict=True):
            assert ("suspect" in str(status)) == (code == "U")
        assert "U" in table.column("obs_status"), show


def test_a_single_source_shows_what_that_edition_said(ask, told: Telling) -> None:
    row = next(row for row in told.data.observations if row.source == "nsc-2024-04")
    view = ask(
        "explore",
        indicator=(row.indicator,),
        source=("nsc-2024-04",),
        years=(row.period.year, row.period.year),
        scope=(row.scope.value,),
        partner=(row.partner,),
    )
    assert {cell.code for cell in view.tables()[0].column("source")} == {"nsc-2024-04"}
    assert any(isinstance(part, Picture) for part in view.flat())
