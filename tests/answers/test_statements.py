"""What ledgers make of statements, by today's figure and by the one known on the day."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade.answers.statements import (
    Judged,
    by_flow,
    judged,
    said,
    side_levels,
    spread,
    statement_indicators,
    statement_periods,
    statements,
)
from kztrade.metrics import Agreement
from kztrade.model import Data
from kztrade.period import read_period


@pytest.fixture
def data(ledgers_and_statements: Data) -> Data:
    return ledgers_and_statements


@pytest.mark.parametrize(
    ("indicator", "reporter", "period", "levels"),
    [
        ("turnover", "KAZ", "2022", [("bns", 1246.9), ("nsc", 1181.1)]),
        ("turnover", "KAZ", "2020", [("imf-dots", 800.0)]),  # no office has the year
        ("exports", "KAZ", "2022", [("bns", 793.0), ("nsc", 770.2)]),  # the mirror of exports are imports
        ("imports", "KAZ", "2022", [("bns", 453.9), ("nsc", 410.9)]),
        ("exports", "KGZ", "2022", [("bns", 453.9), ("nsc", 410.9)]),
        ("exports", "_X", "2022", []),  # whose exports is not told
        ("turnover", "_X", "2022", [("bns", 1246.9), ("nsc", 1181.1)]),
        ("turnover", "KAZ", "2023-01/2023-07", []),
        ("turnover", "KAZ", "2019", []),
        ("joint_ventures", "KAZ", "2022", []),
        ("investment", "KAZ", "2022", []),
    ],
)
def test_each_side_says_one_level_of_a_year(
    data: Data, indicator: str, reporter: str, period: str, levels: list[tuple[str, float]]
) -> None:
    found = side_levels(data, indicator, reporter, read_period(period))
    assert [(level.ledger, round((level.value or 0) / 1e6, 1)) for level in found] == levels


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
    found = side_levels(data, indicator, "KAZ", read_period(period))
    assert [round(level.value or 0, 1) for level in found] == percents


@pytest.mark.parametrize(
    ("indicator", "source", "period", "verdicts"),
    [
        ("turnover", "ministry", "2022", [("bns", Agreement.TOO_HIGH, 3.1), ("nsc", Agreement.TOO_HIGH, 68.9)]),
        ("turnover", "minister", "2022", [("bns", Agreement.AGREES_HEDGED, 0), ("nsc", Agreement.TOO_HIGH, 18.9)]),
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
    (found,) = (one for one in statements(data, indicator, read_period(period)) if one.row.source == source)
    assert [(one.ledger, one.agreement, round(one.by / 1e6, 1)) for one in found.verdicts] == verdicts


def test_19_percent_agrees_after_rounding_with_the_kazakh_ledger_and_not_with_the_kyrgyz(data: Data) -> None:
    (found,) = statements(data, "turnover_growth")
    assert [(one.ledger, one.agreement) for one in found.verdicts] == [
        ("bns", Agreement.AGREES_ROUNDED),
        ("nsc", Agreement.TOO_HIGH),  # 13.1
    ]


@pytest.mark.parametrize("partner", ["EAEU", "W00", "CA"])
def test_trade_with_a_group_is_compared_with_no_figure_of_the_pair(
    dataset: Callable[..., Data], observation, partner: str
) -> None:
    line = f"turnover KGZ {partner} 2020 exact 2.4e9 source=agency"
    data = dataset(f"turnover KGZ KAZ 2020 exact 810e6 source=nsc\n{line}")
    (verdict,) = judged(data, observation(line))
    assert (verdict.agreement, verdict.reason, verdict.level) == (Agreement.NOT_COMPARABLE, "partner", None)


# The figure known on the day

REVISED = """
    turnover KGZ KAZ 2023 exact 1317e6 source=nsc-2024-04
    turnover KGZ KAZ 2023 exact 1311e6 source=nsc-2024-10
    turnover KGZ KAZ 2023 exact 1317e6 source=early
    turnover KGZ KAZ 2023 exact 1317e6 source=soon
    turnover KGZ KAZ 2023 exact 1317e6 source=late
    turnover KGZ KAZ 2023 exact 1317e6 source=undated
"""
DAYS = {
    "nsc-2024-04": "2024-04-10",
    "nsc-2024-10": "2024-10-20",
    "early": "2024-02-01",
    "soon": "2024-04-10",
    "late": "2024-11-01",
}


@pytest.mark.parametrize(
    ("source", "then", "revision"),
    [
        ("early", None, None),  # nobody had published by then
        ("soon", Agreement.AGREES, -0.5),  # 1,311 ÷ 1,317
        ("late", None, None),  # the revision was known
        ("undated", None, None),
    ],
)
def test_a_revision_since_the_statement_is_told_beside_todays_verdict(
    dataset: Callable[..., Data], source: str, then: Agreement | None, revision: float | None
) -> None:
    data = dataset(REVISED, published=DAYS)
    (found,) = (one for one in statements(data, "turnover") if one.row.source == source)
    (verdict,) = found.verdicts
    assert verdict.agreement is Agreement.TOO_HIGH
    assert (verdict.then and verdict.then.agreement) == then
    assert (verdict.revision and round(verdict.revision.value or 0, 1)) == revision


# What there is


def test_statements_come_in_the_order_of_their_publication_undated_ones_last(data: Data) -> None:
    found = [one.row.source for one in statements(data, "turnover", read_period("2022"))]
    assert found == ["ministry", "minister", "cabinet", "farms"]


def test_statistics_are_no_statements(data: Data) -> None:
    assert {one.row.source for one in statements(data)} == {"minister", "ministry", "cabinet", "farms"}


def test_indicators_and_periods_of_statements_are_those_that_somebody_stated(data: Data) -> None:
    assert statement_indicators(data) == ["turnover", "exports", "imports", "turnover_change", "turnover_growth"]
    periods = [period.text for period in statement_periods(data, "turnover")]
    assert periods == ["2024", "2024-01/2024-06", "2023-01/2023-07", "2022"]


def test_january_to_july_2023_is_told_by_the_kyrgyz_ledger_alone_in_the_shipped_data(shipped: Data) -> None:
    found = statements(shipped, "turnover", read_period("2023-01/2023-07"))
    assert {755.4e6, 757e6, 759e6} <= {one.row.value for one in found}
    assert {verdict.ledger for one in found for verdict in one.verdicts} == {"nsc"}
    agreeing = {one.row.value for one in found if one.verdicts[0].agreement is Agreement.AGREES}
    assert agreeing == {782.652e6}


@given(st.lists(st.sampled_from([1.1e9, 1.2e9, 1.3e9]), min_size=1, max_size=6))
def test_a_spread_holds_every_value_once_from_the_lowest_to_the_highest(observation, values: list[float]) -> None:
    rows = [observation(f"turnover KAZ KGZ 2022 exact {value!r}") for value in values]
    found = spread(rows)
    assert (found[0], found[-1], set(found)) == (min(values), max(values), set(values))
    assert len(found) == len(set(found))


# Who spoke


def spoken(data: Data, **voices: tuple[str, str]) -> Data:
    """The data with a speaker and the side of his office for some sources."""
    made = {
        name: replace(data.sources[name], speaker=speaker, voice=voice) for name, (speaker, voice) in voices.items()
    }
    return replace(data, sources={**data.sources, **made})


def test_one_speaker_s_figure_is_one_however_many_report_it_and_figures_come_by_side_and_size(
    dataset: Callable[..., Data],
) -> None:
    data = spoken(
        dataset(
            """
            turnover KGZ KAZ 2022 exact 1.2e9   source=cabinet
            turnover KGZ KAZ 2022 exact 1.181e9 source=premier
            turnover KGZ KAZ 2022 exact 1.181e9 source=committee
            turnover KAZ KGZ 2022 exact 1.3e9   source=gazette
            turnover KAZ KGZ 2022 exact 1.3e9   source=early
            turnover KAZ KGZ 2022 exact 1.3e9   source=late
            turnover KAZ KGZ 2022 exact 3e8     source=farmer scope=agriculture
            """,
            published={"early": "2023-09-24", "late": "2023-09-25"},
        ),
        cabinet=("The cabinet", "KGZ"),
        premier=("The premier", "KAZ"),
        committee=("The committee", "KGZ"),
        gazette=("The gazette", ""),
        early=("The government", "KAZ"),
        late=("The government", "KAZ"),
        farmer=("The ministry", "KAZ"),
    )
    found = said(data, statements(data, "turnover", read_period("2022")))
    assert [[item.row.source for item in one.items] for one in found] == [
        ["early", "late"],  # the side's own office before the newsroom
        ["gazette"],
        ["cabinet"],
        ["committee"],  # of one figure the own office before the other side's
        ["premier"],
        ["farmer"],  # a part of the trade after all totals
    ]
    assert [one.whole for one in found] == [True] * 5 + [False]


def test_a_figure_fits_as_many_sides_as_hold_it(dataset: Callable[..., Data]) -> None:
    data = dataset(
        """
        exports  KAZ KGZ 2022 exact 793e6 source=bns
        imports  KAZ KGZ 2022 exact 454e6 source=bns
        exports  KGZ KAZ 2022 exact 411e6 source=nsc
        imports  KGZ KAZ 2022 exact 770e6 source=nsc
        turnover KGZ KAZ 2022 exact 1.2e9 source=cabinet
        turnover KAZ KGZ 2022 exact 1.3e9 source=premier
        """
    )
    # 1.247 and 1.181 billion: "1.2" is 1.15 to 1.25, "1.3" is 1.25 to 1.35
    fits = {one.row.source: one.fits for one in said(data, statements(data, "turnover", read_period("2022")))}
    assert list(fits.items()) == [("cabinet", 2), ("premier", 0)]  # the side whose figure fits stands first


def test_exports_of_one_side_never_share_an_axis_with_those_of_the_other(ledgers_and_statements: Data) -> None:
    row = next(row for row in ledgers_and_statements.observations if row.indicator == "exports")
    mirrored = replace(row, reporter=row.partner, partner=row.reporter)
    pair = [Judged(mirrored, ()), Judged(row, ())]
    indicators = {"exports": replace(ledgers_and_statements.indicators["exports"], direction="from reporter")}
    data = replace(ledgers_and_statements, indicators={**ledgers_and_statements.indicators, **indicators})
    assert [[item.row.reporter for item in flow] for flow in by_flow(data, pair)] == [["KAZ"], ["KGZ"]]
    both = replace(data, indicators={**data.indicators, "exports": replace(indicators["exports"], direction="both")})
    assert len(by_flow(both, pair)) == 1
