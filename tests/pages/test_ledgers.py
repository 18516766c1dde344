"""Ledgers: each ledger by its own name, the gap between two, doubt and absence said."""

from dataclasses import replace

import pytest

from kztrade.codes import Role
from kztrade.marks import Band, Bars, Label, Line
from kztrade.model import Ledger
from kztrade.table import Stack, words
from kztrade.view import Note, Picture
from kztrade.words import Format, Telling
from tests.pages.seen import beside, page_of, plain, said, statistic, tables, view_of

FLOWS = ("KAZ>KGZ", "KGZ>KAZ", "turnover", "balance")


@pytest.mark.parametrize(
    ("flow", "headline"),
    [
        (
            "KAZ>KGZ",
            "In 2023 Kazakhstan recorded $1,147 million of exports to Kyrgyzstan; "
            "Kyrgyzstan recorded $862 million (provisional) arriving",
        ),
        (
            "KGZ>KAZ",
            "In 2023 Kyrgyzstan recorded $449 million of exports to Kazakhstan; Kazakhstan recorded $541 million arriving",
        ),
        # 1,147.2 + 541.0 and 449.0 + 862.2; 1,147.2 − 541.0 and 449.0 − 862.2
        (
            "turnover",
            "In 2023 Kazakhstan recorded $1,688 million of trade with Kyrgyzstan, "
            "Kyrgyzstan $1,311 million (provisional) with Kazakhstan",
        ),
        (
            "balance",
            "In 2023 Kazakhstan recorded a surplus of $606 million with Kyrgyzstan, "
            "Kyrgyzstan a deficit of $413 million (provisional) with Kazakhstan",
        ),
    ],
)
def test_the_first_line_is_the_last_year_of_both_offices(ask, flow: str, headline: str) -> None:
    assert plain(ask("ledgers", flow=flow).opening.headline) == headline


def test_the_widest_gap_is_said_with_the_one_before_it(ask) -> None:
    # 1,147.2 ÷ 862.2 and 793.0 ÷ 770.2
    assert ask("ledgers").opening.dek == (
        "The gap, 33% (provisional), is the widest of the six years that both [ledgers](term:ledger) cover; in 2022 it "
        "was 3%."
    )


def test_a_gap_that_is_not_the_widest_is_said_with_the_widest(told: Telling) -> None:
    # 1,147.2 ÷ 862.2 in 2023; in 2022 twice 770.2 is made up
    double = beside(told.data, [statistic("bns", "exports KAZ KGZ 2022", 2 * 770215582.0)])
    dek = view_of(Telling(double, Format()), "ledgers").opening.dek
    assert (
        "is 33% (provisional); the widest of the six years that both [ledgers](term:ledger) cover was 100%, in 2022."
        in dek
    )


def test_each_gap_is_shaded_between_its_two_lines_in_the_colour_of_the_side_that_records_more(ask) -> None:
    view = ask("ledgers", ledger=("bns-KAZ", "nsc-KGZ"))
    shaded = [mark for mark in view.charts()[0].panels[0].marks if isinstance(mark, Band)]
    # 656.9 > 602.7 in 2018, 624.1 < 649.4 in 2019, 581.0 > 523.6 in 2020 and higher ever since
    assert [mark.series for mark in shaded] == ["KAZ", "KGZ", "KAZ"]
    assert [mark.x[-1] for mark in shaded][-1] == 2023.0
    assert all(low <= high for mark in shaded for low, high in zip(mark.low, mark.high, strict=True))
    # from +54.2 to −25.3 the lines cross after 54.2 ÷ 79.5 of the year
    assert shaded[0].x[-1] == pytest.approx(2018 + 54.2 / 79.5, abs=0.002)


def test_a_large_gap_is_written_and_a_small_one_is_not(ask) -> None:
    view = ask("ledgers", ledger=("bns-KAZ", "nsc-KGZ"))
    said_gaps = [
        plain(mark.text) for mark in view.charts()[0].panels[0].marks if isinstance(mark, Label) and "gap" in mark.text
    ]
    assert said_gaps == ["**gap $285 m, provisional**"]  # 1,147.2 − 862.2; the next is 57.4


def test_bars_have_the_colour_of_the_side_that_records_more(ask) -> None:
    for flow, colours in (("KAZ>KGZ", {2023: "KAZ", 2019: "KGZ"}), ("KGZ>KAZ", {2023: "KAZ"})):
        view = ask("ledgers", flow=flow)
        bars = [mark for mark in view.charts()[0].panels[1].marks if isinstance(mark, Bars)]
        held = {place.x: mark.series for mark in bars for place in mark.points}
        assert {year: held[year] for year in colours} == colours
        outlined = {place.x for mark in bars for place in mark.points if place.hollow}
        assert max(outlined) == 2017  # from 2018 on both offices publish


def test_a_year_that_is_missing_or_another_publisher_parts_what_is_shaded(ask) -> None:
    shaded = [mark for mark in ask("ledgers").charts()[0].panels[0].marks if isinstance(mark, Band)]
    assert not any(mark.x[0] < 2017.5 < mark.x[-1] for mark in shaded)


def test_a_gap_is_between_the_offices_or_said_to_be_with_a_third_party(ask) -> None:
    table = ask("ledgers").tables()[0]
    between = dict(zip(table.column("year"), map(words, table.column("gap_ledgers")), strict=True))
    assert between["2023"] == "both offices"
    assert between["2017"] == "with a third party"


def test_turnover_and_balance_have_no_mirror(ask) -> None:
    for flow in ("turnover", "balance"):
        view = ask("ledgers", flow=flow)
        assert "mirror_gap" not in {column.id for column in view.tables()[0].columns}
        assert len(view.charts()[0].panels) == 1


def test_no_ledger_chosen_is_a_note_and_no_chart(ask) -> None:
    view = ask("ledgers", ledger=())
    assert [part.first for part in view.flat() if isinstance(part, Note)] == ["No ledger chosen."]
    assert not view.charts()


# Doubt


def test_a_suspect_value_its_sums_and_its_gap_are_marked_in_the_table_and_explained(ask) -> None:
    for flow, columns in (
        ("KAZ>KGZ", ("nsc_kgz", "mirror_gap")),
        ("turnover", ("nsc_kgz",)),
        ("balance", ("nsc_kgz",)),
    ):
        table = ask("ledgers", flow=flow).tables()[0]
        row = table.column("year").index("2016")
        for column in columns:
            cell = table.column(column)[row]
            assert isinstance(cell, Stack)
            assert "suspect" in words(cell), (flow, column)
        assert table.column("nsc_kgz_status")[row] == "U"
        assert any(note.startswith("Kyrgyz statistics, 2016: Suspect") for note in table.notes)


def test_suspect_values_can_be_left_out_everywhere(ask) -> None:
    for flow in FLOWS:
        assert "suspect" not in said(ask("ledgers", flow=flow, clean=True)).lower()


def test_a_suspect_value_is_a_hollow_point(ask) -> None:
    lines = [mark for mark in ask("ledgers").charts()[0].panels[0].marks if isinstance(mark, Line)]
    hollow = {(mark.series, place.x) for mark in lines for place in mark.points if place.hollow}
    assert hollow == {("KGZ", 2016.0)}


# Publishers that nobody thought of


def flows_of(ledger: str, *sides: str, years=(2019, 2020, 2024)):
    other = {"KAZ": "KGZ", "KGZ": "KAZ"}
    return [
        statistic(ledger, f"{flow} {side} {other[side]} {year}", 600e6)
        for side in sides
        for year in years
        for flow in ("exports", "imports")
    ]


def names(told: Telling) -> dict[str, str]:
    ledgers = {p.name: p for p in page_of("ledgers").parameters(told, page_today())}["ledger"]
    return {option.code: option.name for option in ledgers.options}


def page_today():
    from tests.pages.seen import TODAY

    return TODAY


def test_a_one_sided_third_party_goes_by_its_own_name_on_every_flow(told: Telling) -> None:
    other = Telling(beside(told.data, flows_of("wits", "KAZ"), "WITS"), Format())
    assert names(other) == names(told) | {"wits-KAZ": "WITS"}
    for flow in FLOWS:
        view = view_of(other, "ledgers", flow=flow, ledger=tuple(names(other)))
        heads = [column.title for column in view.tables()[0].columns if column.shown]
        assert "WITS" in heads
        labels = {mark.text for mark in view.charts()[0].panels[0].marks if isinstance(mark, Label)}
        assert "WITS" in labels
        assert len(set(heads)) == len(heads)


def test_a_two_sided_third_party_goes_by_its_name_and_side_and_no_other_changes_its_name(told: Telling) -> None:
    other = Telling(beside(told.data, flows_of("itc", "KAZ", "KGZ"), "ITC"), Format())
    assert names(other) == names(told) | {"itc-KAZ": "ITC, Kazakh side", "itc-KGZ": "ITC, Kyrgyz side"}
    view = view_of(other, "ledgers", ledger=("itc-KAZ", "itc-KGZ"))
    assert [column.title for column in view.tables()[0].columns if column.shown][1:3] == [
        "ITC, Kazakh side",
        "ITC, Kyrgyz side",
    ]
    # a gap inside one third party's figures: 600 ÷ 600
    assert "0.0%" in said(view)


def test_third_parties_change_no_first_line_of_any_page(told: Telling) -> None:
    other = Telling(beside(beside(told.data, flows_of("wits", "KAZ")), flows_of("itc", "KAZ", "KGZ")), Format())
    for name in ("target", "explore", "ledgers", "statements", "investment", "calendar", "source"):
        assert view_of(other, name).opening.headline == view_of(told, name).opening.headline


def test_a_third_partys_line_is_dotted_and_an_offices_is_not(told: Telling) -> None:
    other = Telling(beside(told.data, flows_of("wits", "KAZ"), "WITS"), Format())
    view = view_of(other, "ledgers", ledger=("bns-KAZ", "wits-KAZ"))
    dashes = {
        mark.dash for mark in view.charts()[0].panels[0].marks if isinstance(mark, Line) if "WITS" in mark.points[0].who
    }
    assert dashes == {"dotted"}


@pytest.mark.parametrize("role", list(Role))
def test_a_ledger_without_a_figure_takes_no_page_down_and_shows_nothing(told: Telling, role: Role) -> None:
    empty = replace(told.data, ledgers={**told.data.ledgers, "void": Ledger("void", role, "Nobody yet")})
    other = Telling(empty, Format())
    assert names(other) == names(told)
    for name in ("target", "explore", "ledgers", "statements", "targets"):
        assert view_of(other, name).opening == view_of(told, name).opening


@pytest.mark.parametrize("years", [(2023,), (2024,), (2018,), tuple(range(2018, 2024))])
def test_a_year_in_which_nothing_was_traded_takes_no_page_down(told: Telling, years: tuple[int, ...]) -> None:
    data = told.data
    for ledger, pair in (("bns", "KAZ KGZ"), ("nsc", "KGZ KAZ")):
        data = beside(
            data, [statistic(ledger, f"{flow} {pair} {year}", 0.0) for year in years for flow in ("exports", "imports")]
        )
    other = Telling(data, Format())
    for flow in FLOWS:
        view = view_of(other, "ledgers", flow=flow)
        assert any(isinstance(part, Picture) for part in view.flat())
        row = view.tables()[0].column("year").index(str(years[0]))
        assert words(view.tables()[0].column("bns_kaz")[row]).startswith("0.0")
    for name in ("target", "statements", "targets"):
        assert view_of(other, name).opening.headline
    for show in ("stated", "growth", "index", "share"):
        view = view_of(other, "explore", show=show)
        assert tables(view) or any(isinstance(part, Note) for part in view.flat())


def test_without_one_office_there_is_no_year_of_both(told: Telling) -> None:
    data = replace(told.data, observations=tuple(row for row in told.data.observations if row.ledger != "nsc"))
    opening = view_of(Telling(data, Format()), "ledgers").opening
    assert opening.headline == "No year in which both statistics offices publish is at hand"


def test_data_without_any_ledger_take_no_page_down(told: Telling) -> None:
    data = replace(
        told.data, observations=tuple(row for row in told.data.observations if row.ledger not in told.data.ledgers)
    )
    other = Telling(data, Format())
    for name in ("target", "explore", "ledgers", "statements", "targets", "investment", "calendar", "source", "method"):
        assert view_of(other, name).opening.headline
    assert view_of(other, "targets", level="1bn").charts()
