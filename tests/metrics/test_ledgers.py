import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import metrics
from kztrade.codes import Area, ObsStatus
from kztrade.errors import PeriodError, UnitError

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
    assert (out.source, out.reporter) == ("bns+nsc", Area.OTHER)


@pytest.mark.parametrize(
    ("exports", "imports", "total"),
    [(674.755, 375.777, 1050.5), (792.952, 453.925, 1246.9), (1147.176, 540.959, 1688.1)],
)
def test_kazakh_turnover_is_exports_plus_imports(observation, exports, imports, total) -> None:
    out = observation(f"exports KAZ KGZ 2021 exact {exports}e6 source=bns")
    home = observation(f"imports KAZ KGZ 2021 exact {imports}e6 source=bns")
    assert round(metrics.turnover(out, home).value / 1e6, 1) == total
    assert round(metrics.balance(out, home).value / 1e6, 3) == round(exports - imports, 3)


def test_doubt_and_provision_are_handed_on(observation) -> None:
    sound = observation("exports KGZ KAZ 2010 exact 1e6 source=nsc")
    doubtful = observation("imports KGZ KAZ 2010 exact 1e6 source=nsc status=U")
    provisional = observation("imports KGZ KAZ 2010 exact 1e6 source=nsc status=P")
    assert metrics.turnover(sound, doubtful).obs_status is ObsStatus.LOW_RELIABILITY
    assert metrics.turnover(sound, provisional).obs_status is ObsStatus.PROVISIONAL


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

    assert metric(row(one, first), row(other, first)).source == first[0]
    with pytest.raises(UnitError, match="cannot be combined"):
        metric(row(one, first), row(other, second))


@pytest.mark.parametrize("name", COMBINED)
@pytest.mark.parametrize("scope", ["agriculture", "eaeu", "region", "product", "all_partners", "project"])
def test_no_part_of_the_trade_enters_a_bilateral_total(observation, name, scope) -> None:
    metric, one, other = COMBINED[name]
    with pytest.raises(UnitError, match="cannot enter a bilateral total"):
        metric(
            observation(f"{one.format('KAZ', 'KGZ')} scope={scope}"),
            observation(f"{other.format('KAZ', 'KGZ')} scope={scope}"),
        )
