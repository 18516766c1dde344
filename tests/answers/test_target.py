"""Where trade stands against a level: the article's answer, worked out by hand."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrade.answers.article import article, investment_metrics
from kztrade.answers.target import (
    article_metrics,
    deadlines,
    later_deadline,
    said_later,
    target_answer,
    target_id,
    turnover_targets,
)
from kztrade.codes import Scope, SourceKind
from kztrade.model import Data, Metric, Observation
from tests.answers.conftest import LEDGERS

ARTICLE = "astanatv-2023-09-23"


def answer(data: Data, by: int = 2025, rate: float = 19):
    return target_answer(data, article(data).target, by, rate)


def test_the_article_is_the_report_that_states_a_target(shipped: Data) -> None:
    report = article(shipped)
    assert (report.id, report.source.kind) == (ARTICLE, SourceKind.ARTICLE)
    assert (report.base.value, report.rate.value, report.target.value) == (1e9, 19, 2e9)
    assert {row.source for row in report.rows.values()} == {ARTICLE}


def test_a_part_or_a_group_in_the_article_takes_no_figures_place(shipped: Data) -> None:
    base = article(shipped).base
    others = [replace(base, scope=Scope.AGRICULTURE, value=3e8), replace(base, partner="W00", value=3e11)]
    crowded = replace(shipped, observations=(*others, *shipped.observations, *others))
    assert article(crowded) == article(shipped)


def test_the_article_answers_the_target_as_worked_out_by_hand(shipped: Data) -> None:
    found = answer(shipped)
    assert (found.target.value, found.target.deadline) == (2e9, None)
    assert (found.level.value, found.level.qualifier, found.level.low, found.level.high) == (
        *(1.19e9, "at_least", 1.185e9, None),
    )
    assert (found.progress.value, found.progress.qualifier) == (59.5, "at_least")
    assert (found.gap.value, found.gap.qualifier) == (0.81e9, "at_most")
    assert (round(found.required.value or 0, 1), found.required.qualifier) == (18.9, "at_most")
    # rounding leaves 1.185 open, and 1.185 × 1.19³ = 1.997: not in 2025 for certain
    assert (found.reached.value, found.reached.qualifier) == (2026, "at_most")
    assert [step.period.year for step in found.path] == [2023, 2024, 2025, 2026]
    assert not found.passed


@pytest.mark.parametrize(("by", "rate"), [(2025, 18.894), (2027, 10.942), (2030, 6.705)])
def test_the_reader_picks_the_year_of_the_required_growth(shipped: Data, by: int, rate: float) -> None:
    # (2 ÷ 1.19) to the power of 1/3, 1/5 and 1/8
    assert round(answer(shipped, by).required.value or 0, 3) == rate


@pytest.mark.parametrize("by", [2023, 2025, 2027, 2030, 2040])
def test_a_path_to_the_readers_year_ends_in_that_year_at_the_target(shipped: Data, by: int) -> None:
    found = answer(shipped, by)
    assert found.needed[-1].period.year == by
    assert found.needed[-1].value == pytest.approx(2e9)


def test_a_path_that_never_arrives_is_drawn_for_five_years(shipped: Data) -> None:
    found = answer(shipped, rate=0)
    assert found.reached.value is None
    assert [step.period.year for step in found.path] == [2023, 2024, 2025, 2026, 2027]


def test_a_path_that_takes_decades_is_cut_after_eighteen_years(shipped: Data) -> None:
    found = answer(shipped, rate=1)
    # 1.19 × 1.01 ** 53 = 2.016
    assert found.reached.value == 2075
    assert (len(found.path), found.path[-1].period.year) == (18, 2040)


@pytest.mark.parametrize(("name", "distance"), [("1bn", 0.19e9), ("2bn", 0.81e9)])
def test_the_distance_to_a_level_is_never_negative(shipped: Data, name: str, distance: float) -> None:
    found = target_answer(shipped, turnover_targets(shipped)[name], 2025, 19)
    assert found.distance.value == pytest.approx(distance)
    assert found.passed is (name == "1bn")


def test_the_articles_points_are_stated_in_2021_and_derived_in_2022(shipped: Data) -> None:
    rows = {group: [] for group in ("article", "statistics", "said", "path", "needed")}
    for point in answer(shipped).points:
        rows[point.group].append(point.row)
    assert [(row.period.text, isinstance(row, Metric)) for row in rows["article"]] == [("2021", False), ("2022", True)]
    assert all(isinstance(row, Metric) for row in rows["path"] + rows["needed"])
    assert all(row.ledger in shipped.ledgers for row in rows["statistics"])
    assert all(shipped.sources[row.source].kind is not SourceKind.STATISTICS for row in rows["said"])


def test_the_articles_metrics_come_in_the_order_of_its_passages(shipped: Data) -> None:
    found = article_metrics(shipped, 2025, 19)
    assert [metric.name for metric in found] == [
        *("implied_level", "progress", "gap", "required_growth", "year_reached", *["path"] * 4),
        *("year_before", "share_of_sum", "ventures_before"),
    ]
    assert {metric.ledger for metric in found} == {ARTICLE}


def test_the_articles_investment_is_told_by_flow_stock_and_count(article: dict[str, Observation]) -> None:
    before, share, ventures = investment_metrics(article)
    assert (before.value, before.qualifier) == (80e6, "below")
    assert round(share.value or 0, 1) == 15.4
    assert (ventures.value, ventures.qualifier) == (3300, "about")


# Which targets


def test_levels_and_deadlines_are_offered_once_the_articles_words_first(dataset: Callable[..., Data]) -> None:
    data = dataset(
        LEDGERS,
        """
        turnover   KAZ KGZ 2022-04    2e9      source=kazinform
        turnover   KAZ KGZ 2023-09-23 2e9      source=astanatv-2023-09-23
        turnover   KAZ KGZ 2024       2e9 2030 source=later
        turnover   KAZ KGZ 2020       2e9 2030 source=dream kind=potential
        turnover   KAZ KGZ 2020       5e9      source=dream kind=potential
        turnover   KAZ KGZ 2017       1e9      source=late
        turnover   KAZ KGZ 2012       1e9      source=early
        investment KAZ KGZ 2006       2.5e9    source=early
        """,
    )
    found = {name: target.source for name, target in turnover_targets(data).items()}
    assert list(found.items()) == [("1bn", "early"), ("2bn", ARTICLE), ("2bn-2030", "later")]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("turnover KAZ KGZ 2023 2e9", "2bn"),
        ("turnover KAZ KGZ 2023 2.5e9 2030", "2.5bn-2030"),
        ("turnover KAZ KGZ 2024 70e6 2024", "0.07bn-2024"),
    ],
)
def test_a_target_is_called_by_its_level_and_deadline(target, line: str, name: str) -> None:
    assert target_id(target(line)) == name


def test_a_deadline_given_later_is_the_first_one_after_the_announcement(dataset: Callable[..., Data]) -> None:
    data = dataset(
        "",
        """
        turnover KAZ KGZ 2017 1e9 2020 source=before
        turnover KAZ KGZ 2018 1e9      source=undated
        turnover KAZ KGZ 2021 1e9 2030 source=third
        turnover KAZ KGZ 2019 1e9 2025 source=second
        turnover KAZ KGZ 2019 2e9 2024 source=other
        turnover KAZ KGZ 2018-06 1e9 2024 source=dream kind=potential
        """,
    )
    targets = turnover_targets(data)
    later = later_deadline(data, targets["1bn"])
    assert later is not None
    assert later.source == "second"
    assert later_deadline(data, targets["1bn-2020"]) is None


@pytest.mark.parametrize(
    ("line", "first", "usual"),
    [
        # the article's last figure is of 2022
        ("turnover KAZ KGZ 2023-09 2e9", 2024, 2027),
        ("turnover KAZ KGZ 2012-05 1e9", 2023, 2027),
        ("turnover KAZ KGZ 2017-12 1e9 2020", 2023, 2027),  # past before that figure
        ("turnover KAZ KGZ 2024-04 2e9 2024", 2024, 2024),  # in the year of the announcement itself
        ("turnover KAZ KGZ 2024-12 3e9 2030", 2025, 2030),
        ("turnover KAZ KGZ 2028-01 4e9", 2029, 2029),
    ],
)
def test_a_reader_asks_for_a_year_that_was_not_past_when_the_target_was_announced(
    shipped: Data, target, line: str, first: int, usual: int
) -> None:
    found = deadlines(shipped, target(line))
    assert (found.first, found.usual) == (first, usual)


# Said later


def test_what_was_said_later_are_annual_totals_past_the_ledgers_one_of_a_kind(ledgers_and_statements: Data) -> None:
    found = [(row.reporter, row.value, row.qualifier) for row in said_later(ledgers_and_statements)]
    assert found == [("KAZ", 1.7e9, "exact"), ("KGZ", 1.8e9, "about")]


def test_what_was_said_of_the_ledgers_last_year_is_not_later(dataset: Callable[..., Data]) -> None:
    data = dataset(LEDGERS + "turnover KAZ KGZ 2023 exact 1.5e9 source=minister")
    assert said_later(data) == []


def test_without_an_office_nothing_is_later_than_its_years(dataset: Callable[..., Data]) -> None:
    assert said_later(dataset("turnover KAZ KGZ 2024 exact 1.7e9 source=minister")) == []


@given(st.permutations(["2025-01-05", "2025-03", "2026", ""]))
@settings(max_examples=12)
def test_who_said_it_first_is_credited_whatever_the_ids(dataset: Callable[..., Data], days: list[str]) -> None:
    sources = dict(zip("abcd", days, strict=True))
    said = "\n".join(f"turnover KAZ KGZ 2024 exact 1.7e9 source={source}" for source in sources)
    data = dataset(f"{LEDGERS}\n{said}", "", {source: day for source, day in sources.items() if day})
    undated = replace(
        data,
        sources={
            name: source if sources.get(name, "known") else replace(source, published=None)
            for name, source in data.sources.items()
        },
    )
    assert [sources[row.source] for row in said_later(undated)] == ["2025-01-05"]


@pytest.mark.parametrize(("first", "later"), [("a", "z"), ("z", "a")])
def test_of_one_days_targets_the_one_published_first_is_offered(
    dataset: Callable[..., Data], first: str, later: str
) -> None:
    lines = f"turnover KAZ KGZ 2022-05-01 1e9 source={first}\nturnover KAZ KGZ 2022-05-01 1e9 source={later}"
    data = dataset("", lines, {first: "2022-05-02", later: "2022-05-03"})
    assert turnover_targets(data)["1bn"].source == first


def test_the_shipped_point_of_2024_is_credited_to_the_first_report_of_it(shipped: Data) -> None:
    for row in said_later(shipped):
        day = shipped.sources[row.source].published
        same = [
            shipped.sources[other.source].published
            for other in shipped.observations
            if (other.indicator, other.period, other.reporter, other.partner, other.scope, other.value, other.qualifier)
            == (row.indicator, row.period, row.reporter, row.partner, row.scope, row.value, row.qualifier)
        ]
        assert day is not None
        assert day.end == min(other.end for other in same if other)
