"""Target: level, progress, gap and need as worked out by hand; every bound rounded outward."""

from dataclasses import replace

import pytest

from kztrade.answers.article import article
from kztrade.answers.target import turnover_targets
from kztrade.codes import Qualifier
from kztrade.figures import figure_id
from kztrade.marks import Dots, Line, Rule
from kztrade.view import Passages, Prose, Rows
from kztrade.words import Format, Telling
from tests.pages.seen import LATER, TODAY, page_of, plain, said, seen, view_of

TOLD = "turnover_target/2023-09-23"


def sentence(view) -> str:
    """What the reader's growth or year leads to."""
    return plain(next(part.text for part in view.flat() if isinstance(part, Prose)))


def rail(view) -> Passages:
    return next(part for part in view.flat() if isinstance(part, Passages))


def test_the_first_line_is_the_answer_with_its_hedges(ask) -> None:
    opening = ask("target").opening
    assert plain(opening.kicker) == "Target: $2 billion of trade a year"
    assert plain(opening.headline) == (
        "In 2022 trade reached at least $1.19 billion, at least 59.5% of the way to $2 billion"
    )
    # 1,246.9 and 1,181.1 million by the two offices
    assert "The two statistics offices put 2022 at $1.25 bn and $1.18 bn." in plain(opening.dek)


def test_the_four_figures_are_level_progress_gap_and_need(ask) -> None:
    cards = [(card.label, plain(card.value)) for card in ask("target", by=2027).cards]
    assert [(plain(label), value) for label, value in cards] == [
        ("Turnover in 2022", "at least $1.19 bn"),
        ("Of the $2 bn target", "at least 59.5%"),
        ("Still missing", "at most $810 m"),
        ("Needed to be there by 2027", "at most 10.95%"),  # (2 ÷ 1.19) to the power of 1/5 is 1.10942
    ]


@pytest.mark.parametrize(
    ("rate", "answer"),
    [
        # 1.185 × 1.3² = 2.003; × 1.06⁸ = 1.889, ⁹ = 2.002; × 1.01⁵² = 1.988, ⁵³ = 2.008
        (30, "trade reaches $2 billion in **2024**, or sooner."),
        (6, "trade reaches $2 billion in **2031**, or sooner."),
        (1, "trade reaches $2 billion in **2075**, or sooner. The chart shows the way to 2040."),
        (0, "the target need not be reached before 2100."),
    ],
)
def test_the_year_reached_follows_from_the_readers_growth(ask, rate: int, answer: str) -> None:
    assert sentence(ask("target", rate=rate)).endswith(answer)


@pytest.mark.parametrize(
    ("by", "rate"),
    [(2025, "18.9%"), (2027, "10.95%"), (2030, "6.71%")],  # 18.894, 10.942, 6.705: never told too low
)
def test_the_growth_needed_follows_from_the_readers_year_and_is_rounded_up(ask, by: int, rate: str) -> None:
    found = sentence(ask("target", mode="deadline", by=by))
    assert f"in **{by}**, trade must grow by **at most {rate}** a year from the 2022 floor." in found


def test_a_target_already_passed_is_not_still_to_be_reached(ask) -> None:
    view = ask("target", target="1bn")
    assert plain(view.opening.headline) == (
        "In 2022 trade reached at least $1.19 billion, past the $1 billion that was the aim"
    )
    assert [(card.label, plain(card.value)) for card in view.cards][2:] == [
        ("Beyond the target", "at least $190 m"),
        ("Needed to be there by 2027", "no growth"),
    ]
    assert sentence(view) == "The 2022 floor is already past $1 billion."


def test_a_target_without_a_deadline_says_when_one_was_set_and_what_it_is(ask) -> None:
    def how(name: str) -> str:
        return plain(ask("target", target=name).cards[1].how)

    assert how("3bn") == "No deadline at first; one was set later (5 Dec 2024): 2030"
    # on 9 April 2024 it was only called possible by that year
    assert how("2bn") == "No deadline at first; one was set later (Apr 2024): 2024"
    assert how("1bn-2020") == "By 2020, before the article’s first figure"
    assert how("3bn-2030") == "By 2030"


@pytest.mark.parametrize(("year", "last"), [(2023, 2037), (2026, 2040), (2032, 2046)])
def test_the_readers_years_go_on_with_the_calendar(told: Telling, year: int, last: int) -> None:
    by = {p.name: p for p in page_of("target").parameters(told, TODAY.replace(year=year))}["by"]
    assert (by.low, by.high) == (2023, last)
    assert by.low <= by.default <= by.high


def test_a_targets_deadline_becomes_the_readers_year(told: Telling) -> None:
    target = {p.name: p for p in page_of("target").parameters(told, TODAY)}["target"]
    # without a deadline, or with one that was past in 2022, five years from there: never the year of another target
    assert target.tied == {
        **{name: {"by": 2027} for name in ("1bn", "1bn-2020", "2bn", "3bn")},
        "2bn-2024": {"by": 2024},
        "3bn-2030": {"by": 2030},
    }


# What can be chosen


def test_every_drawn_target_and_both_points_can_be_chosen(told: Telling) -> None:
    for name, target in turnover_targets(told.data).items():
        figure = figure_id(target.observation())
        view = view_of(told, "target", target=name, figure=figure)
        rule = next(mark for mark in view.charts()[0].panels[0].marks if isinstance(mark, Rule))
        assert (rule.figure, rule.weight) == (figure, 4.0)
        assert rail(view).arithmetic.startswith("A target is an intention")


@pytest.mark.parametrize(
    ("figure", "marked", "sentence"),
    [
        ("", (), "2022: at least $1 bn × 1.19 = at least $1.19 bn."),
        ("turnover/2021", ("turnover/2021",), "2021: at least $1 bn, as stated."),
        ("turnover_growth/2022", ("turnover_growth/2022",), "2022: 19% on the year before, as stated."),
        (TOLD, (TOLD,), "A target is an intention"),
        (
            "implied_level/2022",
            ("implied_level/2022", "turnover/2021", "turnover_growth/2022"),
            "2022: at least $1 bn × 1.19 = at least $1.19 bn.",
        ),
    ],
)
def test_a_chosen_figure_is_marked_in_passage_and_table_with_its_arithmetic(
    ask, figure: str, marked: tuple[str, ...], sentence: str
) -> None:
    view = ask("target", figure=figure)
    rows = next(part for part in view.flat() if isinstance(part, Rows))
    assert rail(view).chosen == rows.chosen == marked
    assert plain(rail(view).arithmetic).startswith(sentence)


@pytest.mark.parametrize(("qualifier", "claim"), [("at_least", True), ("about", False), ("exact", False)])
def test_only_a_base_that_is_a_floor_is_called_one(told: Telling, qualifier: str, claim: bool) -> None:
    base = article(told.data).base
    changed = replace(base, qualifier=Qualifier(qualifier))
    data = replace(told.data, observations=tuple(changed if row is base else row for row in told.data.observations))
    view = view_of(Telling(data, Format()), "target", figure=figure_id(base))
    assert ("this is a floor" in rail(view).arithmetic) is claim
    assert "as stated." in rail(view).arithmetic


def test_the_passages_beside_the_chart_hold_the_figures_it_starts_from(ask, told: Telling) -> None:
    runs = {run.figure for passage in rail(ask("target")).passages for run in passage.runs if run.figure}
    report = article(told.data)
    assert {figure_id(report.base), figure_id(report.rate), TOLD} <= runs


# What is drawn


def test_a_derived_point_is_hollow_and_a_floor_has_no_upper_end(ask) -> None:
    marks = ask("target").charts()[0].panels[0].marks
    points = {p.figure: p for mark in marks if isinstance(mark, Dots | Line) for p in mark.points if p.figure}
    stated, derived = points["turnover/2021"], points["implied_level/2022"]
    assert (stated.hollow, stated.low, stated.high) == (False, 1.0, float("inf"))
    assert (derived.hollow, derived.low, derived.high) == (True, 1.185, float("inf"))


def test_a_ledger_that_is_not_wanted_is_in_neither_chart_nor_table(ask) -> None:
    everyone, none = ask("target"), ask("target", behind=())
    assert {"Kazakh statistics", "Kyrgyz statistics"} <= {cell.name for cell in names(everyone)}
    assert {cell.name for cell in names(none)} == {
        *("Article, passage 5", "Article, derived", "Article, carried on", "Your path: 19% a year"),
    }
    assert "KGZ" not in {mark.series for mark in none.charts()[0].panels[0].marks}


def names(view):
    return view.charts()[0].table.column("source")


def test_no_line_of_a_chart_joins_two_ledgers(told: Telling) -> None:
    for mark in view_of(told, "target").charts()[0].panels[0].marks:
        if isinstance(mark, Line):
            assert len({place.who.rpartition(",")[0] for place in mark.points[1:]}) == 1


def test_the_page_stands_years_later(told: Telling) -> None:
    one = seen(told, page_of("target"), LATER, mode="deadline", by=2046)
    # (2 ÷ 1.19) to the power of 1/24 is 1.02187
    assert "in **2046**, trade must grow by **at most 2.19%** a year" in said(one.view)
