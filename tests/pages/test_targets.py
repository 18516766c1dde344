"""Targets: each with its fate in every ledger; a level called possible is shown as such and never rated."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kztrade.marks import Label, Rule
from kztrade.markup.text import spoken
from kztrade.model import Data
from kztrade.table import Plot, Spot, Stretch, words
from kztrade.view import Files
from kztrade.words import Format, Telling
from tests.pages.seen import LATER, TODAY, plain, said, view_of

POSSIBLE = "called possible, promised by nobody"


def rows(view) -> list[list[str]]:
    """Level, deadline and who named it, time, and the verdicts, by both offices."""
    table = view.tables()[0]
    return [[plain(words(cell)) for cell in row] for row in table.rows]


def row(view, level: str, deadline: str) -> list[str]:
    return next(found for found in rows(view) if found[0] == level and found[1].startswith(deadline))


def marks(view, place: int) -> tuple[Stretch | Spot, ...]:
    """The marks of a row."""
    plot = view.tables()[0].column("plot")[place]
    assert isinstance(plot, Plot)
    return plot.marks


def spots(view, place: int, series: str) -> list[tuple[float, str, float, str]]:
    return [
        (mark.at, mark.look, mark.lane, mark.name)
        for mark in marks(view, place)
        if isinstance(mark, Spot) and mark.series == series
    ]


def saved(view):
    """What a file holds of the targets."""
    return next(part.table for part in view.flat() if isinstance(part, Files) and part.chart)


def test_the_first_line_tells_which_levels_statistics_show_as_reached(ask) -> None:
    # 1,050.5 and 1,044.0 million in 2021, for 2020; neither 2 nor 3 billion by 2023
    assert plain(ask("targets").opening.headline) == (
        "Of three levels set for trade, statistics show only $1 billion reached, a year after its deadline"
    )


@pytest.mark.parametrize(
    ("level", "headline"),
    [
        ("1bn", "Both countries’ statistics show $1 billion of trade reached, a year after its deadline"),
        ("2bn", "Neither country’s statistics show trade of $2 billion a year yet"),
        ("3bn", "Neither country’s statistics show trade of $3 billion a year yet"),
    ],
)
def test_the_first_line_answers_for_the_level_that_was_asked_for(ask, level: str, headline: str) -> None:
    assert plain(ask("targets", level=level).opening.headline) == headline


def test_what_statistics_cannot_rate_is_said_with_what_officials_claim(ask) -> None:
    dek = spoken(plain(ask("targets").opening.dek))
    assert (
        "Both countries’ statistics of turnover end in 2023, so $2 billion by 2024 cannot be rated yet, though Kyrgyz "
        "officials say that 2025 brought it."
    ) in dek


def test_there_is_a_row_for_every_level_and_deadline_the_highest_on_top(ask) -> None:
    assert [(level, deadline.partition(" | ")[0]) for level, deadline, *_ in rows(ask("targets"))] == [
        ("$3 bn", "by 2030"),
        ("$3 bn", "no deadline"),
        ("$2 bn", "by 2024"),
        ("$2 bn", "no deadline"),
        ("$1 bn", "by 2020"),
        ("$1 bn", "no deadline"),
    ]


def test_a_row_says_on_how_many_days_a_target_was_announced_and_by_whom_first(ask) -> None:
    # Dec 2017, by two reports, and 29 Jul 2019
    assert row(ask("targets"), "$1 bn", "by 2020")[1] == (
        "by 2020 | on 2 days, first Dec 2017: N. Nazarbayev, President of Kazakhstan"
    )


def test_a_level_called_possible_is_no_row_and_is_listed_as_such(ask, told: Telling) -> None:
    view = ask("targets")
    announced = {t.source for t in told.data.targets if t.kind == "potential"}
    table = next(table for table in view.tables() if table.id == "announcements")
    for source, kind, value in zip(*(table.column(name) for name in ("source", "kind", "value")), strict=True):
        assert (kind == "potential") == (source in announced) == (POSSIBLE in words(value))
    assert "potential" not in saved(view).column("kind")


def test_one_year_makes_a_target_late_and_the_ledger_decides(ask) -> None:
    by_2020 = row(ask("targets", more=True), "$1 bn", "by 2020")
    # 1,050.5 and 1,044.0 million in 2021; the IMF's figures end in 2020
    assert by_2020[3].startswith("a year late, in 2021 | $848.6 m in 2020 | IMF: missed")
    assert by_2020[4].startswith("a year late, in 2021 | $809.5 m in 2020 | IMF: missed")


def test_third_parties_and_officials_are_left_out_until_they_are_asked_for(ask) -> None:
    assert row(ask("targets"), "$1 bn", "by 2020")[3] == "a year late, in 2021 | $848.6 m in 2020"
    assert {mark.name for mark in marks(ask("targets"), 4) if isinstance(mark, Spot)} == {""}


def test_a_deadline_ahead_is_open_with_the_growth_that_it_needs(ask) -> None:
    view = ask("targets")
    # (3 ÷ 1.6881) and (3 ÷ 1.3112) to the power of 1/7 are 1.0856 and 1.1255
    assert row(view, "$3 bn", "by 2030")[3:] == [
        "open | needs 8.6% a year from 2023",
        "open | needs 12.6% (provisional) a year from 2023",
    ]
    assert (
        "$3 billion by 2030 needs yearly growth of 8.6% by Kazakh statistics and 12.6% (provisional) by Kyrgyz statistics."
    ) in plain(view.opening.dek)


def test_a_target_is_drawn_from_its_first_announcement_to_the_end_of_its_deadline(ask) -> None:
    line, *others = marks(ask("targets"), 4)
    # December 2017 lies from 0.91 to 1.0 of its year; 2020 ends where 2021 begins
    assert isinstance(line, Stretch)
    assert (line.look, line.arrow, line.high) == ("line", False, 2021.0)
    assert 2017.9 < line.low < 2018.0
    assert [mark.look for mark in others if mark.series == "target"] == ["start", "notch", "stroke"]


def test_a_target_without_a_deadline_runs_on_to_the_day_of_the_visit(told: Telling) -> None:
    line = marks(view_of(told, "targets", date(2026, 7, 2)), 5)[0]
    # 2 July is the 183rd day of the year: half of it
    assert isinstance(line, Stretch)
    assert (line.look, line.arrow) == ("dotted", True)
    assert line.high == pytest.approx(2026.5, abs=0.01)


def test_the_mark_of_a_verdict_stands_in_its_year_on_its_sides_lane(ask) -> None:
    view = ask("targets")
    assert spots(view, 0, "KAZ") == [(2030.5, "hollow", -1.0, "")]
    assert spots(view, 2, "KGZ") == [(2024.5, "unknown", 1.0, "")]
    assert spots(view, 3, "KAZ") == [(2023.5, "hollow", -1.0, "")]
    assert spots(view, 4, "KAZ") == [(2021.5, "full", -1.0, "")]
    assert spots(view, 5, "KGZ") == [(2012.5, "full", 1.0, "")]


def test_who_else_speaks_has_a_mark_with_a_name_further_out(ask) -> None:
    found = spots(ask("targets", more=True), 4, "KGZ")
    assert (2020.5, "missed", 2.1, "IMF") in found


def test_no_two_marks_of_a_row_lie_on_one_spot(told: Telling) -> None:
    view = view_of(told, "targets", more=True)
    for place in range(len(view.tables()[0].rows)):
        found = [(mark.at, mark.lane) for mark in marks(view, place) if isinstance(mark, Spot)]
        assert len(found) == len(set(found))


def test_the_scale_stays_where_it_is_when_a_level_is_chosen(ask) -> None:
    scales = {ask("targets", level=level).tables()[0].columns[2].scale for level in ("", "1bn", "2bn", "3bn")}
    assert [(scale.low, scale.high) for scale in scales if scale] == [(2012.0, 2031.0)]


def test_a_file_of_the_picture_has_every_row_with_its_verdicts(ask) -> None:
    chart = next(part.chart for part in ask("targets").flat() if isinstance(part, Files) and part.chart)
    panel = chart.panels[0]
    assert [name.replace("\xa0", " ").split("\n") for _, name in panel.y.ticks][:2] == [
        ["$3 bn", "by 2030"],
        ["$3 bn", "no deadline"],
    ]
    said = [mark.text for mark in panel.marks if isinstance(mark, Label)]
    assert said[:4] == ["open", "open", "cannot be rated", "cannot be rated"]


@pytest.mark.parametrize("today", [TODAY, LATER, date(2031, 1, 1), date(2060, 6, 1)])
def test_what_the_page_promises_is_so_on_any_day(told: Telling, today: date) -> None:
    view = view_of(told, "targets", today)
    assert "unknown" not in said(view)
    ahead = [t.deadline.year for t in told.data.targets if t.deadline and t.deadline.year >= today.year]
    assert ("needs yearly growth" in view.opening.dek) == bool(ahead)
    assert ("| needs" in " ".join(" ".join(found) for found in rows(view))) == bool(ahead)


def test_a_target_ahead_that_no_ledger_can_rate_is_promised_no_rate(
    dataset: Callable[..., Data], told: Telling
) -> None:
    made = dataset("", "turnover KAZ KGZ 2030 9e9 2040 source=paper")
    data = replace(
        told.data, targets=(*told.data.targets, *made.targets), sources={**told.data.sources, **made.sources}
    )
    dek = view_of(Telling(data, Format()), "targets", LATER).opening.dek
    assert "needs" not in dek
    assert dek.count("cannot be rated yet") == 1


def test_one_level_shows_its_own_targets_alone(ask) -> None:
    view = ask("targets", level="3bn")
    assert {found[0] for found in rows(view)} == {"$3 bn"}
    (levels,) = [panel for chart in view.charts() for panel in chart.panels if not panel.y.names]
    assert {mark.at for mark in levels.marks if isinstance(mark, Rule)} == {3.0}
    announced = next(table for table in view.tables() if table.id == "announcements")
    assert {plain(words(value)).partition(" bn")[0] for value in announced.column("value")} == {"$3"}


def test_what_the_article_implied_stands_beside_what_was_reported(ask) -> None:
    table = next(table for table in ask("targets").tables() if table.id == "implied_turnover")
    rows = [[plain(words(cell)) for cell in row] for row in table.rows]
    # 1.19 × 1.19 = 1.4161, × 1.19 = 1.6852: both rounded down
    assert rows[0][:2] == ["2023", "at least $1.416 bn"]
    assert rows[1][:2] == ["2024", "at least $1.685 bn"]
    assert "$1.311 bn (derived, provisional)" in rows[0][3]
