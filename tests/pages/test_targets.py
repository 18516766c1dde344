"""Targets: each with its fate in every ledger; a level called possible is shown as such and never rated."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kztrade.marks import Label, Rule
from kztrade.model import Data
from kztrade.table import words
from kztrade.view import Files
from kztrade.words import Format, Telling
from tests.pages.seen import LATER, TODAY, plain, said, view_of

POSSIBLE = "A level called possible, which nobody promised: it is not rated."


def stories(view) -> list[list[str]]:
    table = view.tables()[0]
    return [[plain(words(cell)) for cell in row] for row in table.rows]


def saved(view):
    """What a file holds of the targets."""
    return next(part.table for part in view.flat() if isinstance(part, Files) and part.chart)


def test_the_first_line_counts_what_was_promised_and_no_level_called_possible(ask) -> None:
    # eight levels and deadlines for trade, two of them only called possible; three targets without a deadline
    assert (
        ask("targets").opening.headline
        == "Officials set six targets for trade since 2012; three of them had no deadline"
    )


def test_a_level_called_possible_is_shown_as_such_and_never_rated(ask, told: Telling) -> None:
    view = ask("targets")
    unrated = [row for row in stories(view) if row[2] == POSSIBLE]
    assert [row[0] for row in unrated] == ["$2 bn by 2024 | Turnover", "$1 bn without a deadline | Turnover"]
    kinds = dict(zip(saved(view).column("kind"), saved(view).column("fate"), strict=False))
    assert words(kinds["potential"]) == "not rated"
    announced = {t.source for t in told.data.targets if t.kind == "potential"}
    table = next(table for table in view.tables() if table.id == "announcements")
    possible = {
        row for row, kind in zip(table.column("source"), table.column("kind"), strict=True) if kind == "potential"
    }
    assert possible == announced


def test_one_day_makes_a_target_late_and_the_ledger_decides(ask) -> None:
    by_2020 = next(row for row in stories(ask("targets")) if row[0].startswith("$1 bn by 2020"))
    # 1,050.5 and 1,044.0 million in 2021; the IMF's figures end in 2020
    assert "Kazakh statistics: a year late, in 2021 | Kyrgyz statistics: a year late, in 2021" in by_2020[2]
    assert "IMF, Kazakh side: missed | IMF, Kyrgyz side: missed" in by_2020[2]


def test_a_deadline_ahead_is_open_with_the_growth_that_it_needs(ask) -> None:
    open_ = next(row for row in stories(ask("targets")) if row[0].startswith("$3 bn by 2030"))
    # (3 ÷ 1.6881) and (3 ÷ 1.3112) to the power of 1/7 are 1.0856 and 1.1255
    assert (
        "Kazakh statistics: open: needs 8.6% a year from 2023 | "
        "Kyrgyz statistics: open: needs 12.6% (provisional) a year from 2023" in open_[2]
    )
    assert "The one to come, $3 billion by 2030, needs growth of" in plain(ask("targets").opening.dek)


@pytest.mark.parametrize("today", [TODAY, LATER, date(2031, 1, 1), date(2060, 6, 1)])
def test_what_the_page_promises_is_so_on_any_day(told: Telling, today: date) -> None:
    view = view_of(told, "targets", today)
    assert "unknown" not in said(view)
    ahead = [t.deadline.year for t in told.data.targets if t.deadline and t.deadline.year >= today.year]
    assert ("The one to come" in view.opening.dek) == bool(ahead)
    assert ("open: needs" in said(view)) == bool(ahead)


def test_a_target_ahead_that_no_ledger_can_rate_is_promised_no_rate(
    dataset: Callable[..., Data], told: Telling
) -> None:
    made = dataset("", "turnover KAZ KGZ 2030 9e9 2040 source=paper")
    data = replace(
        told.data, targets=(*told.data.targets, *made.targets), sources={**told.data.sources, **made.sources}
    )
    dek = view_of(Telling(data, Format()), "targets", LATER).opening.dek
    assert dek == "Whether a target was met depends on whose ledger is asked, so each verdict names it."


def test_one_level_shows_its_own_targets_alone(ask) -> None:
    view = ask("targets", level="3bn")
    assert {row[0].partition(" bn")[0] for row in stories(view)} == {"$3"}
    rules = [mark for mark in view.charts()[0].panels[0].marks if isinstance(mark, Rule)]
    assert {rule.at for rule in rules} == {3.0}


def test_a_target_runs_from_its_announcement_to_its_deadline_or_stays_open(ask) -> None:
    marks = ask("targets", level="1bn").charts()[0].panels[0].marks
    rules = [(rule.first, rule.last, rule.open) for rule in marks if isinstance(rule, Rule)]
    assert (2017.0, 2020.0, False) in rules
    assert (2012.0, 2026.0, True) in rules
    assert sum(isinstance(mark, Label) and mark.series == "target" for mark in marks) == 1


def test_what_the_article_implied_stands_beside_what_was_reported(ask) -> None:
    table = next(table for table in ask("targets").tables() if table.id == "implied_turnover")
    rows = [[plain(words(cell)) for cell in row] for row in table.rows]
    # 1.19 × 1.19 = 1.4161, × 1.19 = 1.6852: both rounded down
    assert rows[0][:2] == ["2023", "at least $1.416 bn"]
    assert rows[1][:2] == ["2024", "at least $1.685 bn"]
    assert "$1.311 bn (derived, provisional)" in rows[0][3]
