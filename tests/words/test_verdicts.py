"""What became of statements, targets and tests, in words."""

import pytest

from kztrade import metrics
from kztrade.codes import Unit
from kztrade.metrics import Fate, Outcome, Rating
from kztrade.words import NBSP, Format, Telling
from kztrade.words.verdicts import distance

ROWS = """
    turnover KAZ KGZ 2022 {said} source=paper {scope}
    exports KAZ KGZ 2022 exact 700e6 low=700e6 high=700e6 source=bns unit=USD {status}
    imports KAZ KGZ 2022 exact 300e6 low=300e6 high=300e6 source=bns unit=USD
"""


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def judged(dataset, said: str, scope: str = "", status: str = "") -> str:
    data = dataset(ROWS.format(said=said, scope=scope, status=status))
    exports, imports, statement = data.observations
    return plain(
        Telling(data, Format()).verdict(statement, metrics.verdict(statement, metrics.turnover(exports, imports)))
    )


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("exact 1.001e9", "too high by $500,000 or more for Kazakh statistics ($1 bn)"),
        ("exact 1.0e9", "agrees after rounding with Kazakh statistics ($1 bn)"),
        ("exact 1000.1e6 token=1000.1m", "too high by $50,000 or more for Kazakh statistics ($1 bn)"),
        ("about 1.09e9 low=1e9 high=1.18e9", "agrees with Kazakh statistics ($1 bn) only by the “about”"),
        ("exact 0.9e9", "too low by $77.5 m or more for Kazakh statistics ($1 bn)"),
    ],
)
def test_a_verdict_names_the_ledger_its_figure_and_the_least_distance(dataset, said: str, text: str) -> None:
    assert judged(dataset, said) == text


@pytest.mark.parametrize(("status", "figure"), [("U", "$1 bn, suspect"), ("P", "$1 bn, provisional"), ("A", "$1 bn")])
def test_a_verdict_says_of_a_figure_in_doubt_what_doubt_it_is(dataset, status: str, figure: str) -> None:
    text = judged(dataset, "exact 0.9e9", status=f"status={status}")
    assert text.endswith(f"for Kazakh statistics ({figure})")


def test_a_part_of_trade_is_not_compared_with_the_whole(dataset) -> None:
    text = judged(dataset, "exact 0.9e9", scope="scope=agriculture")
    assert text == "not comparable (scope: farm trade alone)"


def test_a_verdict_names_the_figure_known_on_the_day_beside_todays(dataset) -> None:
    data = dataset(
        """
        turnover KAZ KGZ 2022 exact 1.1e9 source=paper
        turnover KAZ KGZ 2022 exact 1.1e9 low=1.1e9 high=1.1e9 source=bns-2023
        turnover KAZ KGZ 2022 exact 1e9   low=1e9   high=1e9   source=bns-2024
        """
    )
    then, today, statement = sorted(data.observations, key=lambda row: row.source)
    text = plain(Telling(data, Format()).verdict(statement, metrics.verdict(statement, today, then)))
    assert text == (
        "too high by $50 m or more for Kazakh statistics ($1 bn); by the figure known that day: "
        "agrees after rounding with Kazakh statistics ($1.1 bn); revised by −9.1% since"
    )


@pytest.mark.parametrize(
    ("by", "unit", "text"),
    [
        (18_896_331.9, Unit.USD, "$18.8 m"),  # to the nearest it would be 18.9, more than is known
        (3.126e6, Unit.USD, "$3.12 m"),
        (211_650.5, Unit.USD, "$211,650"),
        (5.376, Unit.PERCENT, "5.37 points"),
        (0.219, Unit.PERCENT, "0.219 points"),
        (120, Unit.ENTERPRISES, "120"),
    ],
)
def test_a_distance_is_cut_off_and_never_rounded_up(dataset, by, unit, text) -> None:
    assert plain(distance(Telling(dataset(""), Format()), by, unit)) == text


@pytest.mark.parametrize(
    ("rating", "text"),
    [
        (Rating(Fate.MET, "bns", "KAZ", 2022), "met in 2022"),
        (Rating(Fate.MET_LATE, "bns", "KAZ", 2022), "met late, in 2022"),
        (Rating(Fate.MISSED, "bns", "KAZ", 2022), "missed"),
        (Rating(Fate.NO_DEADLINE, "bns", "KAZ", 2022), "no deadline set; not reached by 2022"),
        (Rating(Fate.CANNOT_BE_RATED, "bns", "KAZ", reason="no_figures"), "cannot be rated: no annual figures"),
        (
            Rating(Fate.CANNOT_BE_RATED, "bns", "KAZ", 2015, reason="starts_after"),
            "cannot be rated: figures start only in 2015",
        ),
        (
            Rating(Fate.CANNOT_BE_RATED, "said", "KAZ", 2015, reason="starts_after"),
            "cannot be rated: nothing said of the years before 2015",
        ),
    ],
)
def test_a_fate_is_told_with_its_year(dataset, rating, text) -> None:
    assert Telling(dataset(""), Format()).fate(rating) == text


def test_an_open_target_needs_growth_that_is_told_as_a_bound(dataset, observation, target) -> None:
    level = observation("turnover KAZ KGZ 2022 at_least 1.19e9")
    goal = target("turnover KAZ KGZ 2017-12 2e9 2027")
    needed = metrics.required_growth(level, goal, 2027)
    rating = Rating(Fate.OPEN, "bns", "KAZ", 2022, needed)
    # 1.19 × 1.1094 ** 5 = 1.9998 and 1.19 × 1.1095 ** 5 = 2.0007
    assert Telling(dataset(""), Format()).fate(rating) == "open: needs at most 10.95% a year from 2022"


def test_every_fate_and_outcome_can_be_told(dataset) -> None:
    told = Telling(dataset(""), Format())
    fates = set(Fate) - {Fate.CANNOT_BE_RATED, Fate.OPEN}
    assert all(told.fate(Rating(fate, "bns", "KAZ", 2022)) for fate in fates)
    assert all(told.outcome(outcome) for outcome in Outcome)


def test_a_sum_is_written_out(dataset) -> None:
    data = dataset(
        """
        exports KAZ KGZ 2022 exact 0.7e9 source=paper unit=USD
        imports KAZ KGZ 2022 exact 0.3e9 source=paper unit=USD
        turnover KAZ KGZ 2022 exact 1.1e9 source=paper
        """
    )
    told, check = Telling(data, Format()), metrics.sum_check(*data.observations)
    assert told.test(check) == "Exports + imports = turnover, 2022"
    assert plain(told.arithmetic(check)) == "$700 m + $300 m = $1 bn against $1.1 bn"


def test_what_follows_from_a_bound_is_written_out_as_one(dataset) -> None:
    data = dataset(
        """
        turnover        KAZ KGZ 2021 at_least 1e9   source=paper
        turnover_growth KAZ KGZ 2022 exact    19    source=paper
        turnover        KAZ KGZ 2022 exact    1.3e9 source=paper
        """
    )
    base, level, rate = data.observations
    told, check = Telling(data, Format()), metrics.growth_check(base, rate, level)
    assert told.test(check) == "Base × growth = level, 2022"
    assert plain(told.arithmetic(check)) == "at least $1 bn × (1 + 19%) = at least $1.19 bn against $1.3 bn"


def test_a_sum_that_falls_is_written_out_with_the_day_of_each_claim(dataset) -> None:
    data = dataset(
        """
        investment_cumulative KAZ KGZ 2005/2022-12 exact 1.3e9 source=paper
        investment_cumulative KAZ KGZ 2005/2023-09 exact 1.0e9 source=paper
        """
    )
    told, check = (
        Telling(data, Format()),
        metrics.cumulative_check(*sorted(data.observations, key=lambda row: row.period)),
    )
    assert plain(told.arithmetic(check)) == "$1.3 bn (2005 – Dec 2022) ≤ $1 bn (2005 – Sep 2023)?"
    assert told.outcome(check.outcome) == "fails"


def test_two_counts_are_told_one_after_the_other(dataset) -> None:
    data = dataset(
        """
        joint_ventures KAZ KGZ 2022 exact 3500 source=paper
        kyrgyz_enterprises KAZ KGZ 2023 exact 3000 source=paper
        """
    )
    told = Telling(data, Format())
    check = metrics.count_check(*data.observations, data.indicators)
    assert told.arithmetic(check) == (
        "3,500 of “joint_ventures” (2022), then 3,000 of “kyrgyz_enterprises” (2023). "
        "Two kinds of count: neither a rise nor a fall."
    )


def test_a_rate_is_revised_by_points(dataset) -> None:
    data = dataset(
        """
        turnover_growth KAZ KGZ 2022 exact 19   source=paper
        turnover_growth KAZ KGZ 2022 exact 19   low=19   high=19   source=bns-2023
        turnover_growth KAZ KGZ 2022 exact 18   low=18   high=18   source=bns-2024
        """
    )
    then, today, statement = sorted(data.observations, key=lambda row: row.source)
    text = Telling(data, Format()).verdict(statement, metrics.verdict(statement, today, then))
    assert text == (
        "too high by 0.5 points or more for Kazakh statistics (18%); by the figure known that day: "
        "agrees after rounding with Kazakh statistics (19%); revised by −1 points since"
    )


def test_a_statement_before_any_statistic_has_nothing_to_compare(dataset, observation) -> None:
    told, statement = Telling(dataset(""), Format()), observation("turnover KAZ KGZ 2022 exact 1e9")
    assert told.verdict(statement, metrics.verdict(statement, None)) == "no statistic to compare"
    other = observation("turnover KAZ KGZ 2022 exact 1e9 unit=KZT source=bns")
    assert told.verdict(statement, metrics.verdict(statement, other)) == "not comparable (kind)"
