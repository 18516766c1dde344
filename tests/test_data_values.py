"""Values of the committed data, worked out by hand from the publications."""

from collections import Counter

import pytest

from kztrade import store
from kztrade.codes import Kind, ObsStatus, Qualifier, Scope, Unit
from kztrade.model import Data, Observation

MILLION = 1e6
PAIR = {"KAZ", "KGZ"}


@pytest.fixture(scope="module")
def data() -> Data:
    return store.read_data()


def found(data: Data, indicator: str, period: str, source: str, scope: Scope | None = None) -> Observation:
    """The one row of an indicator, period and source, whoever reports."""
    rows = [
        row
        for row in data.observations
        if (row.indicator, row.period.text, row.source) == (indicator, period, source)
        and row.partner in {*PAIR, "_X"}
        and scope in (None, row.scope)
    ]
    assert len(rows) == 1, f"{indicator} {period} {source}: {len(rows)} rows"
    return rows[0]


def recorded(data: Data, flow: str, year: int, source: str, reporter: str = "") -> float:
    """A statistical value of the pair's trade in millions of dollars."""
    rows = [
        row.value
        for row in data.observations
        if (row.indicator, row.period.text, row.source) == (flow, str(year), source)
        and row.partner in PAIR
        and reporter in ("", row.reporter)
    ]
    assert len(rows) == 1
    return rows[0] / MILLION


def total(data: Data, year: int, source: str) -> float:
    return sum(recorded(data, flow, year, source) for flow in ("exports", "imports"))


# Three ledgers


def test_the_editions_hold_190_annual_exports_and_imports_of_the_pair(data: Data) -> None:
    annual = Counter(
        row.source
        for row in data.observations
        if data.is_statistic(row) and row.indicator in {"exports", "imports"} and row.partner in PAIR
    )
    assert annual == {
        "bns-2019": 2,
        "bns-2020": 2,
        "bns-2021": 2,
        "bns-2022": 2,
        "bns-2024-07": 4,
        "nsc-2024": 60,
        "nsc-2024-04": 4,
        "imf-dots-2022": 114,
    }


@pytest.mark.parametrize(
    ("year", "edition", "kaz_exports", "kgz_imports", "gap", "kgz_exports", "kaz_imports", "gap_back"),
    [
        (2021, "bns-2022", 674.8, 661.8, 2.0, 382.2, 375.8, 1.7),
        (2022, "bns-2024-07", 793.0, 770.2, 3.0, 410.9, 453.9, -9.5),
        (2023, "bns-2024-07", 1147.2, 862.2, 33.1, 449.0, 541.0, -17.0),
    ],
)
def test_the_two_ledgers_differ_by_the_known_gaps(
    data: Data,
    year: int,
    edition: str,
    kaz_exports: float,
    kgz_imports: float,
    gap: float,
    kgz_exports: float,
    kaz_imports: float,
    gap_back: float,
) -> None:
    there = recorded(data, "exports", year, edition), recorded(data, "imports", year, "nsc-2024")
    back = recorded(data, "exports", year, "nsc-2024"), recorded(data, "imports", year, edition)
    assert (round(there[0], 1), round(there[1], 1)) == (kaz_exports, kgz_imports)
    assert (round(back[0], 1), round(back[1], 1)) == (kgz_exports, kaz_imports)
    assert round(100 * (there[0] / there[1] - 1), 1) == gap
    assert round(100 * (back[0] / back[1] - 1), 1) == gap_back


@pytest.mark.parametrize(
    ("edition", "year", "beyond"),
    [
        ("bns-2019", 2018, 0),  # 656,886,500 + 243,613,200 = 900,499,700
        ("bns-2020", 2019, 57),  # 624,088,498.89 + 315,687,500 = 939,775,998.89; published 939,776,055.76
        ("bns-2021", 2020, 0),
        ("bns-2022", 2021, 0),
        ("bns-2024-07", 2022, 0),
        ("bns-2024-07", 2023, 0),
    ],
)
def test_the_kazakh_offices_own_turnover_is_exports_plus_imports_but_for_57_dollars_of_2019(
    data: Data, edition: str, year: int, beyond: int
) -> None:
    assert round((recorded(data, "turnover", year, edition) - total(data, year, edition)) * MILLION) == beyond


def test_kazakh_turnover_grew_by_18_7_percent_in_2022(data: Data) -> None:
    growth = 100 * (total(data, 2022, "bns-2024-07") / total(data, 2021, "bns-2022") - 1)
    assert round(growth, 1) == 18.7  # 1,246.877 ÷ 1,050.532 = 1.18690


@pytest.mark.parametrize(
    ("flow", "year", "percent"),
    [
        ("exports", 2021, 13.89),  # 382.192 ÷ 2,752.164
        ("exports", 2022, 18.22),
        ("exports", 2023, 13.27),
        ("imports", 2021, 11.86),
        ("imports", 2022, 7.86),
        ("imports", 2023, 6.98),  # 862.183 ÷ 12,351.968
    ],
)
def test_the_kyrgyz_world_totals_give_the_known_shares(data: Data, flow: str, year: int, percent: float) -> None:
    world = next(
        row.value
        for row in data.observations
        if (row.indicator, row.partner, row.period.text, row.source) == (flow, "W00", str(year), "nsc-2024")
    )
    assert round(100 * MILLION * recorded(data, flow, year, "nsc-2024") / world, 2) == percent


def test_the_total_told_in_april_2024_is_26_percent_above_the_year_before(data: Data) -> None:
    growth = 100 * (recorded(data, "turnover", 2023, "bns-2024-04") / total(data, 2022, "bns-2024-07") - 1)
    assert round(growth) == 26  # 1,572 ÷ 1,246.877 = 1.2607, as told in spring; 1,688.1 would be 35.4
    assert found(data, "turnover_growth", "2023", "24kg-2024-04-19").value == 26


@pytest.mark.parametrize(
    ("indicator", "told", "table"),
    [("turnover_change", 38, "31.6"), ("exports_change", 30, "29.4"), ("imports_change", 42, "32.8")],
)
def test_a_change_that_the_committees_table_does_not_give_says_so(
    data: Data, indicator: str, told: float, table: str
) -> None:
    row = found(data, indicator, "2019/2023", "24kg-2024-12-05")
    flows = {"turnover_change": ("exports", "imports")}.get(indicator, (indicator.removesuffix("_change"),))
    first, last = (sum(recorded(data, flow, year, "nsc-2024") for flow in flows) for year in (2019, 2023))
    assert f"{100 * (last / first - 1):.1f}" == table
    assert (row.value, f"{table} percent" in row.note) == (told, True)


# Suspects and statuses


def test_exactly_six_values_are_suspect_and_stand_as_published(data: Data) -> None:
    suspects = {
        (row.reporter, row.indicator, row.period.text, row.source): row.value
        for row in data.observations
        if row.obs_status.suspect
    }
    assert suspects == {
        ("KGZ", "exports", "1995", "imf-dots-2022"): 112_528_000,
        ("KGZ", "imports", "1995", "imf-dots-2022"): 66_814_000,
        ("KGZ", "exports", "2007", "imf-dots-2022"): 36_566_283,
        ("KGZ", "exports", "2010", "nsc-2024"): 447_046_316,
        ("KGZ", "imports", "2016", "nsc-2024"): 437_203_787,
        ("KGZ", "partner_share", "2012-01/2012-05", "regnum-2012-08-22"): 25.7,
    }


def test_exchanging_the_suspect_imf_values_of_1995_would_meet_the_kyrgyz_series(data: Data) -> None:
    exports, imports = (recorded(data, flow, 1995, "imf-dots-2022", "KGZ") for flow in ("exports", "imports"))
    assert exports == pytest.approx(recorded(data, "imports", 1995, "nsc-2024"), rel=1e-3)
    assert imports == pytest.approx(recorded(data, "exports", 1995, "nsc-2024"), rel=1e-3)


def test_two_values_are_estimated_and_seven_are_provisional(data: Data) -> None:
    marked = {
        (row.indicator, row.partner, row.period.text, row.source): str(row.obs_status)
        for row in data.observations
        if row.obs_status in {ObsStatus.ESTIMATED, ObsStatus.PROVISIONAL}
    }
    assert marked == {
        ("exports", "KGZ", "1993", "imf-dots-2022"): "E",
        ("imports", "KGZ", "1993", "imf-dots-2022"): "E",
        ("imports", "KAZ", "2023", "nsc-2024"): "P",
        ("imports", "W00", "2023", "nsc-2024"): "P",
        ("turnover", "KGZ", "2023", "bns-2024-04"): "P",
        ("exports", "KAZ", "2023", "nsc-2024-04"): "P",
        ("imports", "KAZ", "2023", "nsc-2024-04"): "P",
        ("turnover", "KAZ", "2023-01/2023-07", "nsc-2023-09"): "P",
        ("turnover", "KAZ", "2024-01/2024-07", "nsc-2024-10"): "P",
    }


def test_valuation_is_told_for_statistics_and_known_for_the_imf_alone(data: Data) -> None:
    told = Counter((source.ledger, source.valuation) for source in data.sources.values() if source.valuation)
    assert told == {
        ("bns", "not stated"): 6,
        ("nsc", "not stated"): 4,
        ("imf-dots", "exports FOB, imports CIF"): 1,
    }


# What was said


def test_january_to_july_2023_was_told_as_757_and_755_4_and_759_and_later_782_652_million(data: Data) -> None:
    said = Counter(
        (row.reporter, row.value / MILLION)
        for row in data.observations
        if (row.indicator, row.period.text) == ("turnover", "2023-01/2023-07") and not data.is_statistic(row)
    )
    assert said == {("KAZ", 757): 5, ("KAZ", 755.4): 1, ("KGZ", 759): 1, ("KGZ", 782.652): 1}


def test_growth_of_2022_was_nearly_19_percent_at_the_forum_and_19_without_a_hedge_elsewhere(data: Data) -> None:
    forum = found(data, "turnover_growth", "2022", "astana-times-2023-09-forum")
    assert (forum.value, forum.qualifier, forum.hedge) == (19, Qualifier.ALMOST, "nearly")
    assert found(data, "turnover_growth", "2022", "interfax-2023-09-25").qualifier is Qualifier.EXACT


def test_the_kazakh_text_says_about_1_3_billion_where_the_russian_and_the_english_say_almost(data: Data) -> None:
    told = {
        row.source: (row.qualifier, row.hedge)
        for row in data.observations
        if (row.indicator, row.period.text) == ("investment_cumulative", "2005/2023-09")
    }
    assert told == {
        "astanatv-2023-09-23": (Qualifier.ABOUT, "шамамен"),
        "el-kz-2023-09-23": (Qualifier.ALMOST, "почти"),
        "turanews-2023-09": (Qualifier.ALMOST, "almost"),
    }


@pytest.mark.parametrize(
    ("indicator", "period", "source"),
    [
        ("turnover", "2022", "astana-times-2023-09-forum"),
        ("turnover", "2023", "24kg-2024-04-19"),
        ("exports", "2023", "astana-times-2024-04-business"),
        ("turnover_growth", "2023", "astana-times-2024-04-treaty"),
        ("turnover", "2025-01/2025-08", "tsargrad-2025-11"),
        ("joint_ventures", "2023-09-23", "turanews-2023-09"),
        ("kyrgyz_enterprises", "2024-05-01", "kun-uz-2024-05-20"),
        ("imports", "2022", "trend-2024-05-30"),
    ],
)
def test_a_figure_that_was_only_said_to_be_reached_is_not_hedged(
    data: Data, indicator: str, period: str, source: str
) -> None:
    assert found(data, indicator, period, source).qualifier is Qualifier.EXACT


def test_the_kazakh_side_says_1_3_billion_for_2022_and_the_kyrgyz_side_less(data: Data) -> None:
    said = {
        side: {
            row.value / MILLION
            for row in data.observations
            if (row.indicator, row.period.text, row.reporter) == ("turnover", "2022", side)
            and not data.is_statistic(row)
        }
        for side in ("KAZ", "KGZ")
    }
    assert said == {"KAZ": {1300}, "KGZ": {1200, 1181, 1100}}


@pytest.mark.parametrize(
    ("source", "period", "exports", "imports", "turnover", "rounding"),
    [
        ("kazinform-2023-09-24-deals", "2023-01/2023-07", 469.7, 285.6, 755.4, 0.15),  # 755.3: three halves of 0.1
        ("eurasianet-2019-07-29", "2019-01/2019-05", 217.5, 100.8, 318.3, 0),
        ("kazinform-2022-05-27", "2022-01/2022-03", 28.7, 14.7, 43.4, 0),
        ("globalnews-2024-10", "2023", 220.1, 79.3, 299.4, 0),
        ("knews-2024-10-16", "2023", 220.1, 79.3, 299.4, 0),
        ("profnews-2025", "2025-01/2025-03", 80.1, 19.8, 99.9, 0),
        ("trend-2024-04-09", "2022", 410.888, 770.215, 1181, 0.501),  # 1,181.103
        ("trend-2024-05-24", "2022", 410.888, 770.215, 1181, 0.501),
        ("trend-2024-04-09", "2023", 455.702, 862.182, 1317, 1),  # 1,317.884: cut off, not rounded
        ("24kg-2024-04", "2023", 455.7, 862.2, 1317, 1),  # 1,317.9
        ("regnum-2012-08-22", "2012-01/2012-05", 178.4, 196.5, 374, 1),  # 374.9
        ("trend-2024-05-30", "2022", 410, 770, 1100, 100),  # 1,180: cut off at the first decimal of a billion
        ("astana-times-2024-04-business", "2023", 1100, 495.2, 1600, 100.05),  # 1,595.2: to tenths of a billion
    ],
)
def test_exports_and_imports_of_one_source_meet_its_turnover_within_its_rounding(
    data: Data, source: str, period: str, exports: float, imports: float, turnover: float, rounding: float
) -> None:
    values = [found(data, indicator, period, source) for indicator in ("exports", "imports", "turnover")]
    assert [row.value / MILLION for row in values] == [exports, imports, turnover]
    assert len({(row.reporter, row.scope) for row in values}) == 1
    assert abs(exports + imports - turnover) <= rounding + 1e-9


def test_a_billion_invested_was_claimed_since_1991_and_since_2005_and_since_no_year_at_all(data: Data) -> None:
    claims = {
        (row.period.text, str(row.qualifier))
        for row in data.observations
        if row.indicator == "investment_cumulative" and row.value == 1e9
    }
    assert claims == {
        ("1991/2011", "over"),
        ("1991/2012", "over"),
        ("1991/2014", "exact"),
        ("2019-11", "over"),
        ("2006/2021-03", "over"),
        ("2005/2021", "over"),
    }


def test_3500_joint_ventures_and_3200_kyrgyz_enterprises_are_counts_of_two_kinds(data: Data) -> None:
    assert found(data, "joint_ventures", "2023-09-23", "astanatv-2023-09-23").value == 3500
    assert found(data, "kyrgyz_enterprises", "2024-05-01", "kun-uz-2024-05-20").value == 3200
    assert data.indicators["joint_ventures"].kind is data.indicators["kyrgyz_enterprises"].kind is Kind.COUNT


def test_joint_ventures_in_kyrgyzstan_are_not_counted_among_those_in_kazakhstan(data: Data) -> None:
    assert found(data, "joint_ventures", "2019-11", "kazinform-2019-11-27").value == 1000
    assert found(data, "joint_ventures_kgz", "2019-11", "kazinform-2019-11-27").value == 2000
    assert data.indicators["joint_ventures"].direction != data.indicators["joint_ventures_kgz"].direction


def test_twofold_is_a_ratio_and_never_a_percentage(data: Data) -> None:
    ratios = {(row.indicator, row.value) for row in data.observations if row.unit is Unit.RATIO}
    assert ratios == {("investment_ratio", 2.5), ("turnover_ratio", 2), ("exports_ratio", 2.1)}


def test_the_border_is_1257_07_km_by_the_treaty_and_about_1200_in_the_article(data: Data) -> None:
    told = {row.source: (row.value, row.hedge) for row in data.observations if row.indicator == "border_length"}
    assert told == {
        "demarcation-treaty-2017": (1257.07, ""),
        "kazinform-2018-09-12": (1257.07, ""),
        "kabar-2017-12-25": (1241, ""),
        "astanatv-2023-09-23": (1200, "шамамен"),
    }


def test_the_kyrgyz_office_has_637_million_for_january_to_july_2024_down_18_6_percent(data: Data) -> None:
    before, after = (
        found(data, "turnover", f"{year}-01/{year}-07", "nsc-2024-10").value / MILLION for year in (2023, 2024)
    )
    assert (before, after) == (782.652, 637.207)
    assert round(100 * (after / before - 1), 1) == -18.6  # 637.207 ÷ 782.652 = 0.81417


@pytest.mark.parametrize(
    "millions",
    [13.6, 24.5, 26.5, 43.4, 99.9, 169.4, 299.4, 300, 326, 350.9, 927.4, 2400],
    ids=lambda value: f"{value}m",
)
def test_no_turnover_of_farms_regions_or_the_eaeu_is_a_bilateral_total(data: Data, millions: float) -> None:
    told = {
        (row.scope, row.partner)
        for row in data.observations
        if row.indicator == "turnover" and row.value == millions * MILLION
    }
    assert told
    assert [one for one in told if one[0] is Scope.TOTAL and one[1] in {*PAIR, "_X"}] == []


def test_no_bilateral_total_of_a_year_is_far_from_every_ledger(data: Data) -> None:
    """Stated totals lie within a third of some edition's exports plus imports of that year, where there is one."""
    flows: dict[tuple[str, str, str], list[float]] = {}
    for row in data.observations:
        if data.is_statistic(row) and row.indicator in {"exports", "imports"} and row.partner in PAIR:
            flows.setdefault((row.period.text, row.source, row.reporter), []).append(row.value)
    ledgers: dict[str, list[float]] = {}
    for (year, _, _), values in flows.items():
        if len(values) == 2:
            ledgers.setdefault(year, []).append(sum(values))
    totals = [
        row
        for row in data.observations
        if row.indicator == "turnover"
        and row.scope is Scope.TOTAL
        and row.partner in PAIR
        and row.period.text in ledgers
        and not data.is_statistic(row)
    ]
    assert len(totals) > 25
    assert [
        row.key for row in totals if min(abs(row.value / one - 1) for one in ledgers[row.period.text]) > 1 / 3
    ] == []
