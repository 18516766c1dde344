"""Two ledgers of one trade, and that nothing mixes them."""

import inspect
import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import ledgers, metrics, model
from kztrade.codes import ObsStatus, Scope
from kztrade.errors import PeriodError, UnitError
from kztrade.ledgers import Books
from kztrade.store import shipped_data

RECORDED = [
    # year, bns exports, nsc imports, gap, nsc exports, bns imports, gap; USD million
    (2021, 674.8, 661.8, 2.0, 382.2, 375.8, 1.7),
    (2022, 793.0, 770.2, 3.0, 410.9, 453.9, -9.5),
    (2023, 1147.2, 862.2, 33.1, 449.0, 541.0, -17.0),
]


@pytest.mark.parametrize(("year", "sent", "arrived", "gap", "back", "received", "other"), RECORDED)
def test_the_mirror_gaps_of_three_years(observation, year, sent, arrived, gap, back, received, other) -> None:
    def row(flow: str, side: str, partner: str, value: float, source: str):
        return observation(f"{flow} {side} {partner} {year} exact {value}e6 source={source}")

    out = metrics.mirror_gap(row("exports", "KAZ", "KGZ", sent, "bns"), row("imports", "KGZ", "KAZ", arrived, "nsc"))
    home = metrics.mirror_gap(row("exports", "KGZ", "KAZ", back, "nsc"), row("imports", "KAZ", "KGZ", received, "bns"))
    assert round(out.value, 1) == gap
    assert round(home.value, 1) == other
    assert (out.ledger, out.reporter, out.partner) == ("bns+nsc", "_X", "_X")


@pytest.mark.parametrize(
    ("exports", "imports", "total"),
    [(674.755, 375.777, 1050.5), (792.952, 453.925, 1246.9), (1147.176, 540.959, 1688.1)],
)
def test_kazakh_turnover_is_exports_plus_imports(observation, exports, imports, total) -> None:
    out = observation(f"exports KAZ KGZ 2021 exact {exports}e6 source=bns")
    home = observation(f"imports KAZ KGZ 2021 exact {imports}e6 source=bns")
    assert round(metrics.turnover(out, home).value / 1e6, 1) == total
    assert round(metrics.balance(out, home).value / 1e6, 3) == round(exports - imports, 3)


@given(st.floats(1e5, 1e10), st.floats(1e5, 1e10))
def test_the_gap_seen_from_the_other_end_undoes_it(observation, first, second) -> None:
    def gap(exporter: float, importer: float) -> float:
        return metrics.mirror_gap(
            observation(f"exports KAZ KGZ 2022 exact {exporter!r} low={exporter!r} high={exporter!r} source=bns"),
            observation(f"imports KGZ KAZ 2022 exact {importer!r} low={importer!r} high={importer!r} source=nsc"),
        ).value

    there, back = gap(first, second), gap(second, first)
    assert math.isclose((1 + there / 100) * (1 + back / 100), 1, rel_tol=1e-9)


def test_a_mirror_has_two_ends_of_one_flow(observation) -> None:
    sent = observation("exports KAZ KGZ 2022 exact 1e6 source=bns")
    with pytest.raises(UnitError, match="not two ends of one flow"):
        metrics.mirror_gap(sent, observation("imports KAZ KGZ 2022 exact 1e6 source=bns"))
    with pytest.raises(UnitError, match="no exports and imports"):
        metrics.mirror_gap(sent, observation("exports KGZ KAZ 2022 exact 1e6 source=nsc"))
    with pytest.raises(PeriodError, match="two periods"):
        metrics.mirror_gap(sent, observation("imports KGZ KAZ 2021 exact 1e6 source=nsc"))


LEDGERS = [("bns", "KAZ"), ("nsc", "KGZ"), ("imf-dots", "KAZ"), ("imf-dots", "KGZ")]
COMBINED = {
    "turnover": (metrics.turnover, "exports {} {} 2022 exact 5e6", "imports {} {} 2022 exact 4e6"),
    "balance": (metrics.balance, "exports {} {} 2022 exact 5e6", "imports {} {} 2022 exact 4e6"),
    "growth": (metrics.growth, "turnover {} {} 2022 exact 5e6", "turnover {} {} 2021 exact 4e6"),
    "change": (metrics.change, "turnover {} {} 2022 exact 5e6", "turnover {} {} 2018 exact 4e6"),
    "index": (metrics.index, "turnover {} {} 2022 exact 5e6", "turnover {} {} 2018 exact 4e6"),
    "implied_level": (metrics.implied_level, "turnover {} {} 2021 exact 5e6", "turnover_growth {} {} 2022 exact 19"),
    "share_of_sum": (
        metrics.share_of_sum,
        "investment {} {} 2022 exact 5e6",
        "investment_cumulative {} {} 2005/2023 exact 9e6",
    ),
    "year_before": (metrics.year_before, "investment {} {} 2022 exact 5e6", "investment_ratio {} {} 2022 exact 2"),
    "ventures_before": (
        metrics.ventures_before,
        "joint_ventures {} {} 2023-09 exact 3500",
        "joint_ventures_new {} {} 2022/2023-09 exact 200",
    ),
}


@pytest.mark.parametrize("name", COMBINED)
@pytest.mark.parametrize(("first", "second"), list(itertools.permutations(LEDGERS, 2)))
def test_no_metric_mixes_publishers_or_reporters(observation, name, first, second) -> None:
    metric, one, other = COMBINED[name]

    def row(text: str, ledger: tuple[str, str]):
        source, side = ledger
        partner = "KGZ" if side == "KAZ" else "KAZ"
        return observation(f"{text.format(side, partner)} source={source}")

    assert metric(row(one, first), row(other, first)).ledger == first[0]
    with pytest.raises(UnitError, match="cannot be combined"):
        metric(row(one, first), row(other, second))


@pytest.mark.parametrize("name", COMBINED)
@pytest.mark.parametrize("scope", ["agriculture", "region", "product", "project"])
def test_no_part_of_the_trade_enters_a_bilateral_total(observation, name, scope) -> None:
    metric, one, other = COMBINED[name]
    with pytest.raises(UnitError, match="cannot enter a bilateral total"):
        metric(
            observation(f"{one.format('KAZ', 'KGZ')} scope={scope}"),
            observation(f"{other.format('KAZ', 'KGZ')} scope={scope}"),
        )


@pytest.mark.parametrize("name", COMBINED)
@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    ("attribute", "other"),
    [("ledger", "gazette"), ("reporter", "KGZ"), ("reporter", "_X"), ("partner", "W00"), ("scope", Scope.AGRICULTURE)],
)
def test_one_row_of_another_ledger_is_enough_to_refuse(observation, name, place, attribute, other) -> None:
    metric, *texts = COMBINED[name]
    rows = [observation(text.format("KAZ", "KGZ")) for text in texts]
    metric(*rows)
    rows[place] = replace(rows[place], **{attribute: other})
    with pytest.raises(UnitError):
        metric(*rows)


def test_editions_of_one_ledger_may_be_combined(observation) -> None:
    later = replace(observation("turnover KAZ KGZ 2023 exact 126e6 source=bns-2024-07"), ledger="bns")
    earlier = replace(observation("turnover KAZ KGZ 2022 exact 100e6 source=bns-2023-03"), ledger="bns")
    grown = metrics.growth(later, earlier)
    assert (grown.value, grown.ledger) == (pytest.approx(26), "bns")


def test_trade_with_the_world_does_not_enter_trade_with_the_partner(observation) -> None:
    world, home = (
        observation("exports KGZ W00 2022 exact 2.2e9 source=nsc"),
        observation("imports KGZ KAZ 2022 exact 0.77e9 source=nsc"),
    )
    with pytest.raises(UnitError, match="\\(partner: W00, KAZ\\)"):
        metrics.turnover(world, home)


def test_a_gap_over_nothing_has_no_value_and_a_reason(observation) -> None:
    gap = metrics.mirror_gap(
        observation("exports AAA BBB 1993 exact 5e6 source=one"),
        observation("imports BBB AAA 1993 exact 0 source=other"),
    )
    assert (gap.value, gap.obs_status) == (None, ObsStatus.MISSING_VALUE)
    assert str(gap.reason) == "Nothing can be divided by an amount that is zero or may be zero."


def test_the_table_above_holds_every_metric_of_two_rows() -> None:
    found = set()
    for name in metrics.__all__:
        function = getattr(metrics, name)
        if not inspect.isfunction(function):
            continue
        signature = inspect.signature(function)
        rows = [p for p in signature.parameters.values() if p.annotation in (model.Observation, metrics.Level)]
        if signature.return_annotation is model.Metric and len(rows) > 1:
            found.add(name)
    # these have tests of their own: in one two reporters meet, one asks for indicators too, one for one period
    assert found == set(COMBINED) | {"mirror_gap", "investment_per_venture", "revision"}


@pytest.mark.parametrize(
    ("attribute", "other"),
    [("reporter", "KAZ"), ("reporter", "_X"), ("partner", "KGZ"), ("partner", "W00"), ("scope", Scope.PRODUCT)],
)
def test_a_mirror_is_refused_when_its_other_end_is_not_the_partners_total(observation, attribute, other) -> None:
    exporter = observation("exports KAZ KGZ 2022 exact 793.0e6 source=bns")
    importer = observation("imports KGZ KAZ 2022 exact 770.2e6 source=nsc")
    metrics.mirror_gap(exporter, importer)
    with pytest.raises(UnitError):
        metrics.mirror_gap(exporter, replace(importer, **{attribute: other}))


def test_figures_of_neither_side_have_no_mirror(observation) -> None:
    with pytest.raises(UnitError, match="not two ends of one flow"):
        metrics.mirror_gap(observation("exports _X _X 2022 exact 1e6"), observation("imports _X _X 2022 exact 1e6"))


@pytest.mark.parametrize(
    ("attribute", "other"), [("ledger", "gazette"), ("reporter", "KGZ"), ("partner", "EAEU"), ("scope", Scope.REGION)]
)
@pytest.mark.parametrize("place", [0, 1])
def test_investment_per_venture_stays_in_one_ledger(observation, dataset, attribute, other, place) -> None:
    rows = [
        observation("investment_cumulative KAZ KGZ 2005/2023-09 exact 1e9"),
        observation("investment_ventures KAZ KGZ 2023-09-23 exact 500"),
    ]
    texts = "investment_cumulative KAZ KGZ 2005/2023 exact 1e9\ninvestment_ventures KAZ KGZ 2023-09 exact 500"
    indicators = dataset(texts).indicators
    metrics.investment_per_venture(*rows, indicators)
    rows[place] = replace(rows[place], **{attribute: other})
    with pytest.raises(UnitError):
        metrics.investment_per_venture(*rows, indicators)


def test_turnover_and_balance_carry_the_rounding_of_both_flows(observation) -> None:
    out = observation("exports KAZ KGZ 2023-01/2023-07 exact 469.7e6")
    home = observation("imports KAZ KGZ 2023-01/2023-07 exact 285.6e6")
    total, rest = metrics.turnover(out, home), metrics.balance(out, home)
    # each is good to 0.05 million, so both results are to 0.1
    assert (total.low, total.value, total.high) == pytest.approx((755.2e6, 755.3e6, 755.4e6))
    assert (rest.low, rest.value, rest.high) == pytest.approx((184.0e6, 184.1e6, 184.2e6))


def test_the_gap_carries_the_rounding_of_both_ends(observation) -> None:
    gap = metrics.mirror_gap(
        observation("exports KAZ KGZ 2022 exact 100e6 low=99e6 high=101e6 source=bns"),
        observation("imports KGZ KAZ 2022 exact 80e6 low=79e6 high=81e6 source=nsc"),
    )
    assert gap.value == pytest.approx(25)
    assert gap.low == pytest.approx(22.2222, abs=1e-4)  # 99 ÷ 81
    assert gap.high == pytest.approx(27.8481, abs=1e-4)  # 101 ÷ 79


def test_a_gap_inside_one_publisher_names_it_once(observation) -> None:
    gap = metrics.mirror_gap(
        observation("exports KAZ KGZ 2020 exact 5e6 source=imf-dots"),
        observation("imports KGZ KAZ 2020 exact 4e6 source=imf-dots"),
    )
    assert gap.ledger == "imf-dots"


@pytest.mark.parametrize(("year", "sent", "arrived", "gap", "back", "received", "other"), RECORDED)
def test_the_shipped_ledgers_show_the_same_gaps(year, sent, arrived, gap, back, received, other) -> None:
    data, kazakh, kyrgyz = shipped_data(), Books("bns", "KAZ"), Books("nsc", "KGZ")
    out = ledgers.flow(data, kazakh, "exports")[year], ledgers.flow(data, kyrgyz, "imports")[year]
    home = ledgers.flow(data, kyrgyz, "exports")[year], ledgers.flow(data, kazakh, "imports")[year]
    assert [round(row.value / 1e6, 1) for row in (*out, *home)] == [sent, arrived, back, received]
    assert round(metrics.mirror_gap(*out).value, 1) == gap
    assert round(metrics.mirror_gap(*home).value, 1) == other
