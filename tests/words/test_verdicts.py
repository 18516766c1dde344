"""What became of statements, targets and tests, in words."""

import pytest

from kztrade import metrics
from kztrade.answers.consistency import checks
from kztrade.codes import Unit
from kztrade.metrics import Fate, Outcome, Rating
from kztrade.store import shipped_data
from kztrade.words import NBSP, Format, Telling
from kztrade.words.verdicts import distance
from tests.words.test_bounds import claimed

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
        (Rating(Fate.MET, "bns", "KAZ", 2022), "reached in 2022"),
        (
            Rating(Fate.REACHED, "bns", "KAZ", 2021, reason="starts_after", at=2018),
            "reached by 2021: no figures before 2018",
        ),
        (Rating(Fate.REACHED, "bns", "KAZ", 2021, reason="no_figure", at=2020), "reached by 2021: no figure for 2020"),
        (
            Rating(Fate.REACHED, "bns", "KAZ", 2021, reason="already", at=2020),
            "reached by 2021: already above it in 2020",
        ),
        (Rating(Fate.MET_LATE, "bns", "KAZ", 2021, late=1), "a year late, in 2021"),
        (Rating(Fate.MET_LATE, "bns", "KAZ", 2022, late=2), "two years late, in 2022"),
        (
            Rating(Fate.REACHED_LATE, "bns", "KAZ", 2022, reason="no_figure", at=2021, late=2),
            "late, reached by 2022: no figure for 2021",
        ),
        (Rating(Fate.MISSED, "bns", "KAZ", 2022), "missed"),
        (Rating(Fate.NOT_REACHED, "bns", "KAZ", 2022), "not reached by 2022"),
        (Rating(Fate.OPEN, "bns", "KAZ", 2023), "open: the figures for 2023 disagree"),
        (Rating(Fate.POTENTIAL, "bns", "KAZ"), "not rated: called possible, promised by nobody"),
        (Rating(Fate.CANNOT_BE_RATED, "bns", "KAZ", reason="no_figures"), "cannot be rated: no annual figures"),
        (
            Rating(Fate.CANNOT_BE_RATED, "bns", "KAZ", 2023, reason="ends_before", at=2023),
            "cannot be rated: figures end in 2023",
        ),
        (
            Rating(Fate.CANNOT_BE_RATED, "bns", "KAZ", 2023, reason="set_after", at=2023),
            "cannot be rated: set after the last figure, 2023",
        ),
        (
            Rating(Fate.CANNOT_BE_RATED, "bns", "KAZ", 2015, reason="starts_after", at=2015),
            "cannot be rated: no figures before 2015",
        ),
        (
            Rating(Fate.CANNOT_BE_RATED, "said", "KAZ", 2015, reason="starts_after", at=2015),
            "cannot be rated: nothing said of the years before 2015",
        ),
        (
            Rating(Fate.CANNOT_BE_RATED, "said", "KAZ", 2012, reason="no_figure", at=2012),
            "cannot be rated: nothing said of 2012 by the end of the next year",
        ),
    ],
)
def test_a_fate_is_told_with_its_year(dataset, rating, text) -> None:
    assert Telling(dataset("turnover KAZ KGZ 2022 exact 1e9 source=bns"), Format()).fate(rating) == text


@pytest.mark.parametrize(
    ("announced", "lines"),
    [
        ("2018-08 1e9", ("reached in 2021", "$848.6 m in 2020")),
        ("2018-08 1e9 2020", ("a year late, in 2021", "$848.6 m in 2020")),
        ("2018-08 2e9 2022", ("missed", "$1.247 bn in 2022")),
        ("2018-08 2e9", ("not reached by 2023", "$1.688 bn (provisional), 84.4% of it")),  # 1,688 ÷ 2,000
        ("2024-05 3e9 2030", ("open", "needs 8.6% (provisional) a year from 2023")),
        ("2024-05 3e9", ("cannot be rated", "set after the last figure, 2023")),
        ("2012-05 1e9", ("reached by 2021", "no figures before 2018")),
        ("2017-05 0.9e9", ("reached by 2018", "no figures before 2018")),
        ("2018-05 0.93e9", ("reached in 2019", "and again in 2021–2023")),
    ],
)
def test_a_fate_is_told_in_two_lines_the_second_with_the_figure_or_reason_it_rests_on(
    dataset, target, announced, lines
) -> None:
    data = dataset(
        """
        turnover KAZ KGZ 2018 exact 900.5e6  source=bns low=900.5e6 high=900.5e6
        turnover KAZ KGZ 2019 exact 939.8e6  source=bns low=939.8e6 high=939.8e6
        turnover KAZ KGZ 2020 exact 848.6e6  source=bns low=848.6e6 high=848.6e6
        turnover KAZ KGZ 2021 exact 1050.5e6 source=bns low=1050.5e6 high=1050.5e6
        turnover KAZ KGZ 2022 exact 1246.9e6 source=bns low=1246.9e6 high=1246.9e6
        turnover KAZ KGZ 2023 exact 1688e6   source=bns low=1688e6 high=1688e6 status=P
        """
    )
    rating = metrics.rating(target(f"turnover KAZ KGZ {announced}"), data.observations, "bns", "KAZ", 2026)
    assert tuple(map(plain, Telling(data, Format()).fate_lines(rating))) == lines


def test_a_figure_that_leaves_a_target_open_is_named(dataset, target, observation) -> None:
    said = [observation("turnover KAZ KGZ 2024 exact 1.7e9"), observation("turnover KAZ KGZ 2025 exact 2e9")]
    rating = metrics.rating(target("turnover KAZ KGZ 2024-05 2e9"), said, "said", "KAZ", 2026, remarks=True)
    told = Telling(dataset("turnover KAZ KGZ 2024 exact 1.7e9 source=paper"), Format())
    assert tuple(map(plain, told.fate_lines(rating))) == ("cannot be rated", "$2 bn for 2025 leaves it open")


@pytest.mark.parametrize(
    ("said", "today", "then", "lines"),
    [
        ("exact 1.2e9", 1.181e9, None, ("fits", "")),
        ("about 1.1e9", 1.181e9, None, ("fits by its “about”", "")),
        ("exact 1.1e9", 1.181e9, None, ("fits only if cut off, not rounded", "")),
        ("exact 1.3e9", 1_246_876_979, None, ("at least $3.12 m too high", "")),  # 3,123,021 below 1,250 million
        ("exact 1.3e9", 1_181_103_668, None, ("at least $68.8 m too high", "")),  # 68,896,332: never rounded up
        ("exact 1.1e9", 1_246_876_979, None, ("at least $96.8 m too low", "")),  # 96,876,979 above 1,150
        (
            *("exact 1.6e9", 1.7e9, 1.572e9),
            ("at least $50 m too low", "fitted the figure of that day; since revised by +8.1%"),  # 1.7 ÷ 1.572
        ),
        (
            *("exact 1.5e9", 1.7e9, 1.572e9),
            (
                "at least $150 m too low",
                "fitted the figure of that day only if cut off, not rounded; since revised by +8.1%",
            ),
        ),
        ("exact 1.6e9", 1.61e9, 1.6e9, ("fits", "")),  # a revision that changed nothing
    ],
)
def test_a_verdict_is_told_in_two_lines_under_the_name_of_its_ledger(dataset, said, today, then, lines) -> None:
    data = dataset(
        f"""
        turnover KAZ KGZ 2022 {said} source=paper
        turnover KAZ KGZ 2022 exact {then or today} low={then or today} high={then or today} source=bns-2023
        turnover KAZ KGZ 2022 exact {today} low={today} high={today} source=bns-2024
        """
    )
    early, late, statement = sorted(data.observations, key=lambda row: row.source)
    verdict = metrics.verdict(statement, late, early if then else None)
    assert tuple(map(plain, Telling(data, Format()).verdict_lines(statement, verdict))) == lines


def test_an_open_target_needs_growth_that_is_told_as_a_bound(dataset, observation, target) -> None:
    level = observation("turnover KAZ KGZ 2022 at_least 1.19e9")
    goal = target("turnover KAZ KGZ 2017-12 2e9 2027")
    needed = metrics.required_growth(level, goal, 2027)
    rating = Rating(Fate.OPEN, "bns", "KAZ", 2022, needed)
    # 1.19 × 1.1094 ** 5 = 1.9998 and 1.19 × 1.1095 ** 5 = 2.0007
    assert Telling(dataset(""), Format()).fate(rating) == "open: needs at most 10.95% a year from 2022"


def test_every_fate_and_outcome_can_be_told(dataset) -> None:
    told = Telling(dataset(""), Format())
    assert all(told.fate(Rating(fate, "bns", "KAZ", 2022, late=1)) for fate in Fate)
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
    # 5 % of 700 and 300 million is their resolution: 682.5 to 717.5 and 292.5 to 307.5; 1.1 billion is 1,050 to 1,150
    assert tuple(map(plain, told.allowed(check))) == ("$975 m to $1.025 bn", "$1.05 bn to $1.15 bn")
    assert told.result(check) == "fails"


def test_a_test_that_would_pass_with_its_total_cut_off_says_so(dataset) -> None:
    data = dataset(
        """
        exports  KGZ KAZ 2023 exact 455.7e6 source=paper unit=USD
        imports  KGZ KAZ 2023 exact 862.2e6 source=paper unit=USD
        turnover KGZ KAZ 2023 exact 1317e6  source=paper
        """
    )
    told, check = Telling(data, Format()), metrics.sum_check(*data.observations)
    assert told.result(check) == "fails; would pass if the total was cut off instead of rounded"
    assert tuple(map(plain, told.allowed(check))) == ("$1.3178 bn to $1.318 bn", "$1.3165 bn to $1.3175 bn")


def test_a_test_of_farm_trade_is_called_so(dataset) -> None:
    data = dataset(
        """
        exports  KGZ KAZ 2023 exact 220.1e6 source=paper unit=USD scope=agriculture
        imports  KGZ KAZ 2023 exact 79.3e6  source=paper unit=USD scope=agriculture
        turnover KGZ KAZ 2023 exact 299.4e6 source=paper scope=agriculture
        """
    )
    check = metrics.sum_check(*data.observations)
    assert Telling(data, Format()).test(check) == "Farm trade: Exports + imports = turnover, 2023"


def test_a_fall_is_taken_from_one_and_not_added_to_it(dataset) -> None:
    data = dataset(
        """
        turnover        KGZ KAZ 2023 exact 782e6 source=paper
        turnover_growth KGZ KAZ 2024 exact -18.6 source=paper
        turnover        KGZ KAZ 2024 exact 637e6 source=paper
        """
    )
    base, level, rate = data.observations
    told, check = Telling(data, Format()), metrics.growth_check(base, rate, level)
    assert plain(told.arithmetic(check)) == "$782 m × (1 − 18.6%) = $636.55 m against $637 m"


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


def test_the_intervals_that_are_told_of_a_test_decide_it_as_it_was_decided() -> None:
    told = Telling(shipped_data(), Format())
    for check in checks(told.data):
        if check.test in ("sum", "growth") and check.computed and check.stated:
            (low, high), (from_, to) = map(claimed, map(plain, told.allowed(check)))
            assert (max(low, from_) > min(high, to)) == (check.outcome is Outcome.FAILS), told.test(check)
