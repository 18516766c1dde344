"""Target: level, progress, gap and need as worked out by hand; every bound rounded outward."""

from dataclasses import replace

import pytest

from kztrade import ledgers
from kztrade.answers.article import article
from kztrade.answers.target import turnover_targets
from kztrade.codes import Qualifier
from kztrade.figures import figure_id
from kztrade.marks import Dots, Label, Line, Rule
from kztrade.markup import spoken
from kztrade.pages.target_chart import ASIDE
from kztrade.parameters import Choice, read_query
from kztrade.view import Controls, Passages, Rows
from kztrade.words import Format, Telling
from tests.pages.seen import LATER, TODAY, page_of, plain, seen, view_of

TOLD = "turnover_target/2023-09-23"


def answers(view) -> dict[str, str]:
    """What follows from each control, by its name."""
    bands = [part for part in view.flat() if isinstance(part, Controls)]
    return {name: plain(answer) for band in bands for name, answer in zip(band.names, band.answers, strict=True)}


def rail(view) -> Passages:
    return next(part for part in view.flat() if isinstance(part, Passages))


def test_the_first_line_is_the_answer_with_its_hedges(ask) -> None:
    opening = ask("target").opening
    assert plain(opening.kicker) == "Target: how far is trade from $2 billion a year?"
    assert plain(opening.headline) == (
        "In 2022 trade reached at least $1.19 billion, at least 59.5% of the way to $2 billion"
    )
    # 1,246.9 and 1,181.1 million by the two offices
    assert plain(opening.dek).endswith(
        "The two statistics offices put [turnover](term:turnover) in 2022 at $1.25 bn and $1.18 bn."
    )


def test_each_control_stands_over_its_answer_and_there_are_no_cards(ask) -> None:
    view = ask("target", by=2027)
    assert answers(view) == {
        "target": "at most **$810 m** still missing in 2022",
        "rate": "$2 bn in **2026** or sooner",  # 1.185 × 1.19³ = 1.997, ⁴ = 2.376
        "by": "at most **10.95%** a year from 2022 on",  # (2 ÷ 1.19) to the power of 1/5 is 1.10942
    }
    assert view.cards == ()


@pytest.mark.parametrize(
    ("rate", "answer"),
    [
        # 1.185 × 1.3² = 2.003; × 1.06⁸ = 1.889, ⁹ = 2.002; × 1.01⁵² = 1.988, ⁵³ = 2.008; 1.185 × 1.4 = 1.659, × 1.4² = 2.323
        (40, "$2 bn in **2024** or sooner"),
        (30, "$2 bn in **2024** or sooner"),
        (6, "$2 bn in **2031** or sooner"),
        (1, "$2 bn in **2075** or sooner (drawn to 2040)"),
        (0, "At 0% a year the target need not be reached before 2100."),
    ],
)
def test_the_year_reached_follows_from_the_readers_growth(ask, rate: int, answer: str) -> None:
    assert answers(ask("target", rate=rate))["rate"] == answer


@pytest.mark.parametrize(
    ("by", "rate"),
    [(2025, "18.9%"), (2027, "10.95%"), (2030, "6.71%")],  # 18.894, 10.942, 6.705: never told too low
)
def test_the_growth_needed_follows_from_the_readers_year_and_is_rounded_up(ask, by: int, rate: str) -> None:
    assert answers(ask("target", by=by))["by"] == f"at most **{rate}** a year from 2022 on"


def test_a_target_already_passed_is_not_still_to_be_reached(ask) -> None:
    view = ask("target", target="1bn")
    assert plain(view.opening.headline) == (
        "In 2022 trade reached at least $1.19 billion, past the $1 billion that was the aim"
    )
    assert answers(view) == {
        "target": "at least **$190 m** beyond it already in 2022",
        "rate": "passed already in 2022",
        "by": "no growth is needed",
    }
    assert "path" not in {mark.series for mark in marks(view)}


def test_a_target_says_its_deadline_and_one_without_when_it_got_one(ask, told: Telling) -> None:
    def arithmetic(name: str) -> str:
        figure = figure_id(turnover_targets(told.data)[name].observation())
        return plain(rail(ask("target", target=name, figure=figure)).arithmetic)

    target = next(p for p in page_of("target").parameters(told, TODAY) if isinstance(p, Choice))
    assert [plain(option.name) for option in target.options if option.code.startswith("2bn")] == [
        "$2 bn, no deadline, set 23 Sep 2023",
        "$2 bn by 2024, set Apr 2024",
    ]
    assert arithmetic("3bn").endswith("A deadline was first set on 5 Dec 2024: 2030.")
    # on 9 April 2024 it was only called possible by that year
    assert arithmetic("2bn").endswith("A deadline was first set in Apr 2024: 2024.")
    assert "A deadline" not in arithmetic("3bn-2030")


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
    assert plain(spoken(rail(view).arithmetic)).startswith(sentence)


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


def marks(view):
    return view.charts()[0].panels[0].marks


def test_both_what_ifs_are_always_drawn_and_end_at_their_own_year(ask) -> None:
    ends = {
        mark.points[0].who: mark.points[0].x for mark in marks(ask("target", rate=6, by=2027)) if mark_of(mark, "path")
    }
    assert {plain(who): year for who, year in ends.items()} == {
        "What if: at most 10.95% a year, 2027": 2027.0,
        "What if: 6% a year, 2031": 2031.0,
    }


def mark_of(mark, series: str) -> bool:
    return isinstance(mark, Dots) and mark.series == series


def test_what_officials_said_of_a_year_stands_beside_its_tick_the_sides_apart(ask, told: Telling) -> None:
    first, second = (side.code for side in ledgers.sides(told.data))
    view = ask("target")
    left = [mark.points[0] for mark in marks(view) if mark_of(mark, first)]
    right = [mark.points[0] for mark in marks(view) if mark_of(mark, second)]
    assert [(point.x, point.y) for point in left] == [(2024 - ASIDE, 1.7), (2025 - ASIDE, 2.0)]
    assert [(point.x, point.y) for point in right] == [(2024 + ASIDE, 1.34), (2025 + ASIDE, 2.0)]
    said_by = {plain(mark.text) for mark in marks(view) if isinstance(mark, Label)}
    assert {
        "Foreign Minister of Kazakhstan: $2 bn",
        "Ambassador of Kyrgyzstan in Astana: over $2 bn",
        "Chair of the Cabinet of Kyrgyzstan: $1.34 bn",
    } <= said_by


def test_one_figure_said_twice_is_one_mark_that_names_both_and_two_rows(ask) -> None:
    view = ask("target")
    (both,) = [p for mark in marks(view) if isinstance(mark, Dots) for p in mark.points if p.y == 1.7]
    assert plain(both.what) == "$1.7 bn; about $1.7 bn"
    assert (both.low, both.high) == (1.65, 1.75)  # of the more exact one
    assert both.who.count(", 2024") == 2
    assert sum(cell.text.endswith("1.70") for cell in view.charts()[0].table.column("value")) == 2


def test_a_chosen_point_has_its_year_marked_and_the_point_it_comes_from(ask) -> None:
    found = marks(ask("target", figure="implied_level/2022"))
    chosen = {p.figure for mark in found if isinstance(mark, Dots) for p in mark.points if p.chosen}
    assert chosen == {"implied_level/2022", "turnover/2021"}
    assert [(mark.at, mark.last) for mark in found if isinstance(mark, Rule) and mark.series == "chosen"] == [
        (2022, 1.19)
    ]
    assert {plain(mark.text) for mark in found if isinstance(mark, Label) and mark.chosen} == {
        "**at least $1 bn**",
        "**at least $1.19 bn**",
    }


def test_the_derived_point_can_be_chosen_in_the_sum_under_the_passages(ask) -> None:
    assert "[at least $1.19 bn](figure:implied_level/2022)" in plain(rail(ask("target")).arithmetic)


def test_the_table_is_of_figures_newest_first_values_in_two_decimals_intervals_in_three(ask) -> None:
    table = ask("target").charts()[0].table
    years = [cell.period.year for cell in table.column("period")]
    assert years == sorted(years, reverse=True)
    assert set(table.column("group")) == {"said", "statistics", "article"}
    named = {plain(cell.name): place for place, cell in enumerate(table.column("source"))}
    derived = named["Article, derived"]
    assert plain(table.column("value")[derived].text) == "at least 1.19"
    assert table.column("interval")[derived] == "1.185 or more, with rounding"
    minister = named["Y. Kosherbayev, Foreign Minister of Kazakhstan"]
    assert (table.column("value")[minister].text, table.column("interval")[minister]) == ("2.00", "1.950 to 2.050")


def test_a_link_to_a_switch_that_is_gone_is_read_in_silence(told: Telling) -> None:
    parameters = page_of("target").parameters(told, TODAY)
    values, faults = read_query(parameters, {"mode": "deadline", "behind": "said", "rate": "12"})
    assert (values["rate"], faults) == (12, [])


def test_no_line_of_a_chart_joins_two_ledgers(told: Telling) -> None:
    for mark in view_of(told, "target").charts()[0].panels[0].marks:
        if isinstance(mark, Line):
            assert len({place.who.rpartition(",")[0] for place in mark.points[1:]}) == 1


def test_the_page_stands_years_later(told: Telling) -> None:
    view = seen(told, page_of("target"), LATER, by=2046).view
    # (2 ÷ 1.19) to the power of 1/24 is 1.02187
    assert answers(view)["by"] == "at most **2.19%** a year from 2022 on"
