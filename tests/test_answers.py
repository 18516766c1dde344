"""What the data say to the questions of the pages: the article's answers, and small ledgers worked out by hand."""

from collections.abc import Callable

import pytest

from kztrade import answers
from kztrade.codes import Area
from kztrade.metrics import Agreement, Fate, Outcome
from kztrade.model import Data, Observation
from kztrade.period import read_period
from kztrade.selection import Selection
from kztrade.store import shipped_data

KAZAKH, KYRGYZ = ("bns", Area.KAZ), ("nsc", Area.KGZ)
IMF_KAZ, IMF_KGZ = ("imf-dots", Area.KAZ), ("imf-dots", Area.KGZ)

LEDGERS = """
    exports KAZ KGZ 2021 exact 674755155.26  source=bns
    imports KAZ KGZ 2021 exact 375776997.92  source=bns
    exports KAZ KGZ 2022 exact 792951726.44  source=bns
    imports KAZ KGZ 2022 exact 453925253.15  source=bns
    exports KAZ KGZ 2023 exact 1147176217.54 source=bns
    imports KAZ KGZ 2023 exact 540959389.7   source=bns
    exports KGZ KAZ 2021 exact 382191799     source=nsc
    imports KGZ KAZ 2021 exact 661839422     source=nsc
    exports KGZ KAZ 2022 exact 410888086     source=nsc
    imports KGZ KAZ 2022 exact 770215582     source=nsc
    exports KGZ KAZ 2023 exact 449009325     source=nsc
    imports KGZ KAZ 2023 exact 862182567     source=nsc
    exports KAZ KGZ 2020 exact 550e6 low=550e6 high=550e6 source=imf-dots
    imports KAZ KGZ 2020 exact 250e6 low=250e6 high=250e6 source=imf-dots
    exports KGZ KAZ 2020 exact 290e6 low=290e6 high=290e6 source=imf-dots
"""
SAID = """
    turnover        KAZ KGZ 2022            about    1.3e9    source=minister
    turnover        KAZ KGZ 2022            exact    1.3e9    source=ministry
    turnover        KGZ KAZ 2022            about    1.2e9    source=cabinet
    turnover_growth KAZ KGZ 2022            exact    19       source=ministry
    turnover        KAZ KGZ 2022            exact    299.4e6  source=farms scope=agriculture
    turnover        KAZ KGZ 2023-01/2023-07 exact    755.4e6  source=ministry
    exports         KAZ KGZ 2023-01/2023-07 exact    469.7e6  source=ministry
    imports         KAZ KGZ 2023-01/2023-07 exact    285.6e6  source=ministry
    exports         KAZ KGZ 2022            exact    793e6    source=minister
    turnover_change KAZ KGZ 2021/2023       exact    61       source=minister
    turnover        KAZ KGZ 2024            exact    1.7e9    source=minister
    turnover        KAZ KGZ 2024            exact    1.7e9    source=ministry
    turnover        KGZ KAZ 2024            about    1.8e9    source=cabinet
    turnover        KAZ KGZ 2024-01/2024-06 exact    0.8e9    source=ministry
"""
PUBLISHED = {"minister": "2024-02", "ministry": "2023-09-24", "bns": "2024", "nsc": "2024"}


@pytest.fixture
def data(dataset: Callable[..., Data]) -> Data:
    return dataset(LEDGERS + SAID, "turnover KAZ KGZ 2022-10 1.5e9 2023", PUBLISHED)


@pytest.fixture(scope="module")
def shipped() -> Data:
    return shipped_data()


# The article


def test_the_article_answers_the_target_as_worked_out_by_hand(shipped: Data) -> None:
    answer = answers.target_answer(shipped, answers.article_target(shipped), 2025, 19)
    assert (answer.target.value, answer.target.deadline) == (2e9, None)
    assert (answer.level.value, answer.level.qualifier, answer.level.low, answer.level.high) == (
        *(1.19e9, "at_least", 1.185e9, None),
    )
    assert (answer.progress.value, answer.progress.qualifier) == (59.5, "at_least")
    assert (answer.gap.value, answer.gap.qualifier) == (0.81e9, "at_most")
    assert (round(answer.required.value or 0, 1), answer.required.qualifier) == (18.9, "at_most")
    assert (answer.reached.value, answer.reached.qualifier) == (2025, "at_most")
    assert [step.period.year for step in answer.path] == [2023, 2024, 2025]


@pytest.mark.parametrize(("by", "rate"), [(2025, 18.9), (2027, 10.9), (2030, 6.7)])
def test_the_reader_picks_the_year_of_the_required_growth(shipped: Data, by: int, rate: float) -> None:
    answer = answers.target_answer(shipped, answers.article_target(shipped), by, 19)
    assert round(answer.required.value or 0, 1) == rate


def test_a_path_that_never_arrives_is_drawn_for_five_years(shipped: Data) -> None:
    answer = answers.target_answer(shipped, answers.article_target(shipped), 2025, 0)
    assert answer.reached.value is None
    assert [step.period.year for step in answer.path] == [2023, 2024, 2025, 2026, 2027]


def test_a_path_that_takes_decades_is_cut_after_thirteen_years(shipped: Data) -> None:
    answer = answers.target_answer(shipped, answers.article_target(shipped), 2025, 1)
    # 1.19 × 1.01 ** 53 = 2.016
    assert answer.reached.value == 2075
    assert len(answer.path) == 18


def test_the_articles_points_are_stated_in_2021_and_derived_in_2022(shipped: Data) -> None:
    answer = answers.target_answer(shipped, answers.article_target(shipped), 2025, 19)
    points = [point for point in answer.points if point.group == "article"]
    assert [(point.row.period.text, point.derived) for point in points] == [("2021", False), ("2022", True)]
    assert all(point.derived for point in answer.points if point.group in ("path", "statistics"))
    assert not any(point.derived for point in answer.points if point.group == "said")


def test_the_articles_metrics_come_in_the_order_of_its_passages(shipped: Data) -> None:
    found = answers.article_metrics(shipped, 2025, 19)
    assert [metric.name for metric in found] == [
        *("implied_level", "progress", "gap", "required_growth", "year_reached", "path", "path", "path"),
        *("year_before", "share_of_sum", "ventures_before"),
    ]
    assert {metric.source for metric in found} == {"astanatv-2023-09-23"}


def test_the_articles_investment_is_told_by_flow_stock_and_count(article: dict[str, Observation]) -> None:
    before, share, ventures = answers.investment_metrics(article)
    assert (before.value, before.qualifier) == (80e6, "below")
    assert round(share.value or 0, 1) == 15.4
    assert (ventures.value, ventures.qualifier) == (3300, "about")


def test_targets_of_one_size_are_offered_once_the_articles_words_first(dataset: Callable[..., Data]) -> None:
    data = dataset(
        LEDGERS,
        """
        turnover   KAZ KGZ 2022-04    2e9   source=kazinform
        turnover   KAZ KGZ 2023-09-23 2e9   source=astanatv-2023-09-23
        turnover   KAZ KGZ 2017       1e9   source=late
        turnover   KAZ KGZ 2012       1e9   source=early
        investment KAZ KGZ 2006       2.5e9 source=early
        """,
    )
    found = [(target.value, target.source) for target in answers.turnover_targets(data).values()]
    assert found == [(1e9, "early"), (2e9, "astanatv-2023-09-23")]


# The ledgers


def test_ledgers_are_the_publishers_of_statistics_by_side(data: Data) -> None:
    assert answers.ledgers(data) == [KAZAKH, IMF_KAZ, IMF_KGZ, KYRGYZ]


def test_a_home_ledger_publishes_one_side_only(data: Data) -> None:
    assert answers.home_ledgers(data) == [KAZAKH, KYRGYZ]


@pytest.mark.parametrize(
    ("ledger", "turnovers"),
    [
        (KAZAKH, {2021: 1050.5, 2022: 1246.9, 2023: 1688.1}),
        (KYRGYZ, {2021: 1044.0, 2022: 1181.1, 2023: 1311.2}),  # 382.2 + 661.8, 410.9 + 770.2, 449.0 + 862.2
        (IMF_KAZ, {2020: 800.0}),
        (IMF_KGZ, {}),  # exports without imports are no turnover
    ],
)
def test_turnover_by_year_is_each_ledgers_own(data: Data, ledger: answers.Ledger, turnovers: dict[int, float]) -> None:
    found = answers.turnover_by_year(data, ledger)
    assert {level.period.year: round((level.value or 0) / 1e6, 1) for level in found} == turnovers
    assert {(level.source, level.reporter) for level in found} <= {ledger}


def test_a_ledger_says_growth_of_the_years_that_follow_each_other(dataset: Callable[..., Data]) -> None:
    gap = dataset(
        """
        exports KAZ KGZ 2018 exact 100e6 source=bns
        imports KAZ KGZ 2018 exact 100e6 source=bns
        exports KAZ KGZ 2020 exact 200e6 source=bns
        imports KAZ KGZ 2020 exact 100e6 source=bns
        exports KAZ KGZ 2021 exact 300e6 source=bns
        imports KAZ KGZ 2021 exact 150e6 source=bns
        exports KAZ KGZ 2022 exact 300e6 source=bns
        """
    )
    found = [
        (metric.name, metric.period.text, round(metric.value or 0, 6)) for metric in answers.ledger_metrics(gap, KAZAKH)
    ]
    assert found == [
        ("turnover", "2018", 200e6),
        ("balance", "2018", 0),
        ("turnover", "2020", 300e6),
        ("balance", "2020", 100e6),
        ("turnover", "2021", 450e6),
        ("balance", "2021", 150e6),
        ("growth", "2021", 50),  # none for 2020: nothing is known of 2019
    ]


def test_kazakh_turnover_grew_by_18_7_percent_in_2022(data: Data) -> None:
    growth = {m.period.year: m for m in answers.ledger_metrics(data, KAZAKH) if m.name == "growth"}
    assert round(growth[2022].value or 0, 1) == 18.7


@pytest.mark.parametrize(
    ("selection", "sources", "years"),
    [
        (Selection(), {"bns", "nsc", "imf-dots"}, {2020, 2021, 2022, 2023}),
        (Selection(sources=("nsc",)), {"nsc"}, {2021, 2022, 2023}),
        (Selection(reporters=("KAZ",), first=2022), {"bns"}, {2022, 2023}),
        (Selection(last=2020), {"imf-dots"}, {2020}),
    ],
)
def test_filters_choose_among_the_ledgers_metrics(
    data: Data, selection: Selection, sources: set[str], years: set[int]
) -> None:
    found = answers.selected_metrics(data, selection)
    assert {metric.source for metric in found} == sources
    assert {metric.period.year for metric in found} == years


def test_what_was_said_later_are_annual_totals_past_the_ledgers_one_of_a_kind(data: Data) -> None:
    found = [(row.reporter.value, row.value, row.qualifier.value) for row in answers.said_later(data)]
    assert found == [("KAZ", 1.7e9, "exact"), ("KGZ", 1.8e9, "about")]


# Statements


@pytest.mark.parametrize(
    ("indicator", "reporter", "period", "levels"),
    [
        ("turnover", Area.KAZ, "2022", [("bns", 1246.9), ("nsc", 1181.1)]),
        ("turnover", Area.KAZ, "2020", [("imf-dots", 800.0)]),  # no office at home has the year
        ("exports", Area.KAZ, "2022", [("bns", 793.0), ("nsc", 770.2)]),  # the mirror of exports are imports
        ("exports", Area.KGZ, "2022", [("bns", 453.9), ("nsc", 410.9)]),
        ("exports", Area.OTHER, "2022", []),  # whose exports is not told
        ("turnover", Area.OTHER, "2022", [("bns", 1246.9), ("nsc", 1181.1)]),
        ("turnover", Area.KAZ, "2023-01/2023-07", []),
        ("turnover", Area.KAZ, "2019", []),
        ("joint_ventures", Area.KAZ, "2022", []),
        ("investment", Area.KAZ, "2022", []),
    ],
)
def test_each_side_says_one_level_of_a_year(
    data: Data, indicator: str, reporter: Area, period: str, levels: list[tuple[str, float]]
) -> None:
    found = answers.side_levels(data, indicator, reporter, read_period(period))
    assert [(level.source, round((level.value or 0) / 1e6, 1)) for level in found] == levels


@pytest.mark.parametrize(
    ("indicator", "period", "percents"),
    [
        ("turnover_growth", "2022", [18.7, 13.1]),  # 1,181.1 ÷ 1,044.0
        ("turnover_growth", "2021", []),
        ("exports_growth", "2022", [17.5, 16.4]),  # 793.0 ÷ 674.8 and, at the other end, 770.2 ÷ 661.8
        ("turnover_change", "2021/2023", [60.7, 25.6]),  # 1,688.1 ÷ 1,050.5; 1,311.2 ÷ 1,044.0
        ("turnover_change", "2021-01/2023-12", []),
    ],
)
def test_growth_and_change_are_computed_inside_each_ledger(
    data: Data, indicator: str, period: str, percents: list[float]
) -> None:
    found = answers.side_levels(data, indicator, Area.KAZ, read_period(period))
    assert [round(level.value or 0, 1) for level in found] == percents


@pytest.mark.parametrize(
    ("indicator", "source", "period", "verdicts"),
    [
        (
            *("turnover", "ministry", "2022"),
            [("bns", Agreement.TOO_HIGH, 3.1), ("nsc", Agreement.TOO_HIGH, 68.9)],
        ),
        (
            *("turnover", "minister", "2022"),
            [("bns", Agreement.AGREES_HEDGED, 0), ("nsc", Agreement.TOO_HIGH, 18.9)],
        ),
        # "about 1.2": the digits leave 1.15 to 1.25 open
        (
            *("turnover", "cabinet", "2022"),
            [("bns", Agreement.AGREES_ROUNDED, 0), ("nsc", Agreement.AGREES_ROUNDED, 0)],
        ),
        ("exports", "minister", "2022", [("bns", Agreement.AGREES, 0), ("nsc", Agreement.TOO_HIGH, 22.3)]),
        ("turnover", "farms", "2022", [("", Agreement.NOT_COMPARABLE, 0)]),
        ("turnover", "ministry", "2023-01/2023-07", [("", Agreement.NO_STATISTIC, 0)]),
        ("turnover", "ministry", "2024", [("", Agreement.NO_STATISTIC, 0)]),
    ],
)
def test_a_statement_has_a_verdict_by_each_side(
    data: Data, indicator: str, source: str, period: str, verdicts: list[tuple[str, Agreement, float]]
) -> None:
    (judged,) = (one for one in answers.statements(data, indicator, read_period(period)) if one.row.source == source)
    assert [(one.source, one.agreement, round(one.by / 1e6, 1)) for one in judged.verdicts] == verdicts


def test_19_percent_agrees_after_rounding_with_the_kazakh_ledger_and_not_with_the_kyrgyz(data: Data) -> None:
    (judged,) = answers.statements(data, "turnover_growth")
    assert [(one.source, one.agreement) for one in judged.verdicts] == [
        ("bns", Agreement.AGREES_ROUNDED),
        ("nsc", Agreement.TOO_HIGH),  # 13.1
    ]


def test_statements_come_in_the_order_of_their_publication_undated_ones_last(data: Data) -> None:
    found = [judged.row.source for judged in answers.statements(data, "turnover", read_period("2022"))]
    assert found == ["ministry", "minister", "cabinet", "farms"]


def test_statistics_are_no_statements(data: Data) -> None:
    assert {judged.row.source for judged in answers.statements(data)} == {"minister", "ministry", "cabinet", "farms"}


def test_indicators_and_periods_of_statements_are_those_that_somebody_stated(data: Data) -> None:
    assert answers.statement_indicators(data) == [
        "turnover",
        "exports",
        "imports",
        "turnover_change",
        "turnover_growth",
    ]
    periods = [period.text for period in answers.statement_periods(data, "turnover")]
    assert periods == ["2024", "2024-01/2024-06", "2023-01/2023-07", "2022"]


def test_january_to_july_2023_is_stated_three_times_in_the_shipped_data(shipped: Data) -> None:
    stated = answers.statements(shipped, "turnover", read_period("2023-01/2023-07"))
    assert {755.4e6, 757e6, 759e6} <= {judged.row.value for judged in stated}
    assert all(one.agreement is Agreement.NO_STATISTIC for judged in stated for one in judged.verdicts)


# Consistency


def test_every_sum_and_growth_that_one_source_states_is_tested(data: Data) -> None:
    found = [(check.test, check.outcome, check.rows[-1].source) for check in answers.checks(data)]
    assert found == [("sum", Outcome.PASSES, "ministry")]


def test_growth_is_tested_where_one_source_states_base_rate_and_level(dataset: Callable[..., Data]) -> None:
    data = dataset(
        """
        turnover        KGZ KAZ 2022 exact 1181e6 source=cabinet
        turnover        KGZ KAZ 2023 exact 1317e6 source=cabinet
        turnover_growth KGZ KAZ 2023 exact 11.6   source=cabinet
        turnover_growth KGZ KAZ 2023 exact 40     source=gazette
        """
    )
    assert [(check.test, check.outcome) for check in answers.checks(data)] == [("growth", Outcome.PASSES)]


def test_a_sum_is_tested_on_the_one_before_it_with_the_flows_of_its_own_side(dataset: Callable[..., Data]) -> None:
    data = dataset(
        """
        investment_cumulative KAZ KGZ 2005/2021 exact 1e9   source=early
        investment_cumulative KAZ KGZ 2005/2023 exact 1.3e9 source=late
        investment            KAZ KGZ 2022      exact 195e6 source=late
        investment            KGZ KAZ 2023      exact 900e6 source=cabinet
        investment            KAZ KGZ 2021      exact 900e6 source=early
        """
    )
    (check,) = answers.checks(data)
    # 0.975 to 1.025 billion and 194.5 to 195.5 million are 1.1695 to 1.2205 billion, under 1.25
    assert (check.test, check.outcome) == ("cumulative", Outcome.PASSES)
    assert [row.period.text for row in check.rows] == ["2005/2021", "2022", "2005/2023"]


def test_ventures_and_legal_entities_are_not_comparable(dataset: Callable[..., Data]) -> None:
    data = dataset(
        """
        joint_ventures     KAZ KGZ 2023-09-23 exact 3500 source=premier
        kyrgyz_enterprises KAZ KGZ 2024-05-01 about 3200 source=gazette
        """
    )
    assert [check.outcome for check in answers.checks(data)] == [Outcome.NOT_COMPARABLE]


def test_a_claim_with_a_moving_start_is_one_group_in_the_order_in_which_it_was_said(
    dataset: Callable[..., Data],
) -> None:
    data = dataset(
        """
        investment_cumulative KAZ KGZ 2005/2021    over  1e9   source=last
        investment_cumulative KAZ KGZ 1991/2011    over  1e9   source=first
        investment_cumulative KAZ KGZ 2019-11      over  1e9   source=third
        investment_cumulative KAZ KGZ 1991/2014    exact 1e9   source=second
        investment_cumulative KAZ KGZ 2005/2023-09 about 1.3e9 source=premier
        """,
        published={"first": "2012-05-10", "second": "2014-11", "third": "2019-11", "last": "2021-12"},
    )
    assert [[row.source for row in group] for group in answers.moving_claims(data)] == [
        ["first", "second", "third", "last"]
    ]


# Targets


def test_announcements_of_one_level_and_deadline_are_one_story_until_years_pass(dataset: Callable[..., Data]) -> None:
    data = dataset(
        LEDGERS,
        """
        turnover KAZ KGZ 2012-05 1e9      source=a
        turnover KAZ KGZ 2014    1e9      source=b
        turnover KAZ KGZ 2017-12 1e9 2020 source=c
        turnover _X  _X  2019-07 1e9 2020 source=d
        turnover KAZ KGZ 2018-08 1e9      source=e
        turnover KAZ KGZ 2022    2e9      source=f
        """,
    )
    stories = answers.target_stories(data, 2026)
    assert [[target.source for target in story.announcements] for story in stories] == [
        *(["a", "b"], ["c", "d"], ["e"], ["f"]),
    ]


def test_a_target_is_rated_by_every_ledger_and_by_what_each_side_said(data: Data) -> None:
    (story,) = answers.target_stories(data, 2026)
    rated = {(rating.source, rating.reporter): rating.fate for rating in story.ratings}
    assert rated == {
        ("bns", "KAZ"): Fate.MET,  # 1.5 billion for 2023: 1,688.1
        ("nsc", "KGZ"): Fate.MISSED,  # 1,311.2
        ("imf-dots", "KAZ"): Fate.CANNOT_BE_RATED,  # ends in 2020
        ("imf-dots", "KGZ"): Fate.CANNOT_BE_RATED,  # no turnover at all
        ("said", "KAZ"): Fate.MET_LATE,  # 1.3 for 2022, 1.7 for 2024
        ("said", "KGZ"): Fate.MET_LATE,  # 1.2 and about 1.8
    }


# Mirrors


def test_the_national_mirrors_are_both_flows_by_year(data: Data) -> None:
    found = [
        (mirror.exporter.source, mirror.gap.period.year, round(mirror.gap.value or 0, 1))
        for mirror in answers.national_mirrors(data)
    ]
    assert found == [
        *(("bns", 2021, 2.0), ("bns", 2022, 3.0), ("bns", 2023, 33.1)),
        *(("nsc", 2021, 1.7), ("nsc", 2022, -9.5), ("nsc", 2023, -17.0)),
    ]


def test_a_mirror_needs_both_ends_of_a_year(data: Data) -> None:
    assert answers.mirrors(data, Area.KAZ, IMF_KAZ, IMF_KGZ) == []
    (mirror,) = answers.mirrors(data, Area.KGZ, IMF_KGZ, IMF_KAZ)
    assert mirror.gap.period.text == "2020"
    assert mirror.gap.value == pytest.approx(16)  # 290 ÷ 250


def test_what_was_said_at_an_event_are_the_figures_and_targets_of_its_sources(dataset: Callable[..., Data]) -> None:
    data = dataset(
        SAID, "turnover KAZ KGZ 2023 2e9 source=minister", events={"minister": "forum", "cabinet": "council"}
    )
    found = {(row.indicator, row.source) for row in answers.said_at(data, "forum")}
    assert ("turnover_target", "minister") in found
    assert {source for _, source in found} == {"minister"}
    assert answers.said_at(data, "summit") == []


# Explore


def explored(data: Data, selection: Selection, transform: str) -> list[tuple[str, str, float]]:
    target = data.targets[0]
    return [
        (f"{one.row.source} {answers.indicator_of(one.row)}", one.row.period.text, round(one.shown.value or 0, 1))
        for one in answers.explore(data, selection, transform, target)
    ]


def test_turnover_that_ledgers_imply_joins_where_turnover_is_asked_for(data: Data) -> None:
    found = explored(data, Selection(indicators=("turnover",), sources=("bns",), first=2022), "stated")
    assert found == [("bns turnover", "2022", 1246876979.6), ("bns turnover", "2023", 1688135607.2)]
    found = explored(data, Selection(indicators=("turnover",), sources=("bns",), first=2022, last=2022), "stated")
    assert found == [("bns turnover", "2022", 1246876979.6)]
    assert explored(data, Selection(indicators=("exports",), sources=("bns",), first=2023), "stated") == [
        ("bns exports", "2023", 1147176217.5)
    ]


@pytest.mark.parametrize(
    "selection",
    [
        Selection(indicators=("turnover",), sources=("ministry",)),
        Selection(indicators=("turnover",), kinds=("rate",)),
        Selection(indicators=("turnover",), scopes=("agriculture",)),
        Selection(indicators=("turnover",), published="2023-09"),
    ],
)
def test_turnover_that_ledgers_imply_keeps_to_the_filters(data: Data, selection: Selection) -> None:
    assert not any(name.startswith(("bns", "nsc", "imf")) for name, _, _ in explored(data, selection, "stated"))


def test_growth_looks_at_the_year_before_even_where_the_filter_hides_it(data: Data) -> None:
    found = explored(data, Selection(indicators=("exports",), sources=("bns",), first=2022), "growth")
    assert found == [("bns exports", "2022", 17.5), ("bns exports", "2023", 44.7)]  # 1,147.2 ÷ 793.0


def test_an_index_begins_with_the_first_year_of_each_ledger(data: Data) -> None:
    found = explored(data, Selection(indicators=("imports",), sources=("bns", "nsc")), "index")
    assert [row for row in found if row[1] == "2021"] == [("bns imports", "2021", 100), ("nsc imports", "2021", 100)]
    assert ("bns imports", "2023", 144.0) in found  # 541.0 ÷ 375.8
    assert ("nsc imports", "2023", 130.3) in found  # 862.2 ÷ 661.8


def test_seven_months_are_no_index_of_a_year(data: Data) -> None:
    found = explored(data, Selection(indicators=("turnover",), sources=("ministry",)), "index")
    assert found == [
        ("ministry turnover", "2022", 100),
        ("ministry turnover", "2023-01/2023-07", 100),
        ("ministry turnover", "2024-01/2024-06", 100),
        ("ministry turnover", "2024", 130.8),  # 1.7 ÷ 1.3
    ]


def test_a_share_of_the_target_is_told_of_annual_turnover_only(data: Data) -> None:
    found = explored(data, Selection(sources=("ministry",)), "share")
    assert found == [("ministry turnover", "2022", 86.7), ("ministry turnover", "2024", 113.3)]  # of 1.5 billion


@pytest.mark.parametrize("transform", answers.TRANSFORMS)
def test_no_transform_leaves_a_ledger_or_fails_on_the_shipped_data(shipped: Data, transform: str) -> None:
    found = answers.explore(shipped, Selection(), transform, answers.article_target(shipped))
    assert found
    for one in found:
        assert (one.row.source, one.row.reporter) == (one.shown.source, one.shown.reporter)
        assert one.shown.period == one.row.period


@pytest.mark.parametrize("transform", ["growth", "index", "share"])
def test_parts_of_the_trade_and_targets_are_not_transformed(shipped: Data, transform: str) -> None:
    for one in answers.explore(shipped, Selection(), transform, answers.article_target(shipped)):
        assert not isinstance(one.row, Observation) or one.row.scope == "total"
        assert not answers.indicator_of(one.row).endswith("_target")
