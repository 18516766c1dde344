"""The committed data itself, against values worked out by hand."""

import re
from collections import Counter

import pytest

from kztrade import store
from kztrade.codes import Area, Dating, Kind, ObsStatus, Qualifier, Scope, SourceKind, Unit
from kztrade.model import Data, Observation

MILLION = 1e6
SERIES = {"bns", "nsc", "imf-dots"}


@pytest.fixture(scope="module")
def data() -> Data:
    return store.read_data()


def found(data: Data, indicator: str, period: str, source: str) -> Observation:
    """The one row of an indicator, period and source, whoever reports."""
    rows = [
        row for row in data.observations if (row.indicator, row.period.text, row.source) == (indicator, period, source)
    ]
    assert len(rows) == 1, f"{indicator} {period} {source}: {len(rows)} rows"
    return rows[0]


def recorded(data: Data, reporter: str, flow: str, year: int, source: str) -> float:
    """A value of a statistical series in millions of dollars."""
    rows = [
        row
        for row in data.observations
        if (row.indicator, row.reporter, row.period.text, row.source) == (flow, reporter, str(year), source)
    ]
    assert len(rows) == 1
    return rows[0].value / MILLION


def statistical(data: Data) -> list[Observation]:
    return [row for row in data.observations if data.sources[row.source].kind is SourceKind.STATISTICS]


# What is there


def test_three_publishers_give_12_60_and_114_annual_values(data: Data) -> None:
    assert Counter(row.source for row in statistical(data)) == {"bns": 12, "nsc": 60, "imf-dots": 114}


def test_statistics_are_unhedged_totals_of_exports_and_imports_by_whole_year_from_1992_to_2023(data: Data) -> None:
    rows = statistical(data)
    assert {row.indicator for row in rows} == {"exports", "imports"}
    assert {row.qualifier for row in rows} == {Qualifier.EXACT}
    assert {row.scope for row in rows} == {Scope.TOTAL}
    assert all(row.period.is_year for row in rows)
    assert (min(row.period.year for row in rows), max(row.period.year for row in rows)) == (1992, 2023)


def test_observations_are_186_statistics_12_of_the_article_and_212_statements(data: Data) -> None:
    kinds = Counter(data.sources[row.source].kind for row in data.observations)
    assert kinds == {SourceKind.STATISTICS: 186, SourceKind.ARTICLE: 12, SourceKind.STATEMENT: 212}


def test_sources_are_3_series_1_article_and_89_publications(data: Data) -> None:
    kinds = Counter(source.kind for source in data.sources.values())
    assert kinds == {SourceKind.STATISTICS: 3, SourceKind.ARTICLE: 1, SourceKind.STATEMENT: 89}


def test_every_source_of_a_figure_is_defined_and_every_defined_source_has_a_figure(data: Data) -> None:
    assert {row.source for row in data.figures()} == set(data.sources)


def test_every_indicator_of_a_figure_is_defined_and_every_defined_indicator_has_a_figure(data: Data) -> None:
    assert {row.indicator for row in (*data.observations, *data.targets)} == set(data.indicators)


def test_no_key_has_two_values(data: Data) -> None:
    keys = Counter(row.key for row in data.figures())
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_interval_holds_its_value(data: Data) -> None:
    assert [row.key for row in data.observations if not row.low <= row.value <= row.high] == []


def test_a_figure_bears_the_unit_of_its_indicator(data: Data) -> None:
    rows = (*data.observations, *data.targets)
    assert [row for row in rows if row.unit is not data.indicators[row.indicator].unit] == []


def test_partner_is_the_other_side_of_the_reporter(data: Data) -> None:
    sides = {(row.reporter, row.partner) for row in (*data.observations, *data.targets)}
    assert sides == {(Area.KAZ, Area.KGZ), (Area.KGZ, Area.KAZ), (Area.OTHER, Area.OTHER)}


def test_only_the_article_has_passages(data: Data) -> None:
    assert {row.source for row in data.figures() if row.passage} == {"astanatv-2023-09-23"}
    assert sum(row.source == "astanatv-2023-09-23" for row in data.figures()) == 13


# Suspects and statuses


def test_exactly_five_values_are_suspect_and_stand_as_published(data: Data) -> None:
    suspects = {
        (str(row.reporter), row.indicator, row.period.text, row.source): row.value
        for row in data.observations
        if row.suspect
    }
    assert suspects == {
        ("KGZ", "exports", "1995", "imf-dots"): 112_528_000,
        ("KGZ", "imports", "1995", "imf-dots"): 66_814_000,
        ("KGZ", "exports", "2007", "imf-dots"): 36_566_283,
        ("KGZ", "exports", "2010", "nsc"): 447_046_316,
        ("KGZ", "imports", "2016", "nsc"): 437_203_787,
    }


def test_a_note_calls_a_value_suspect_if_and_only_if_its_status_does(data: Data) -> None:
    assert {row.key for row in data.observations if row.note.startswith("Suspect: ")} == {
        row.key for row in data.observations if row.obs_status is ObsStatus.LOW_RELIABILITY
    }


def test_each_suspect_tells_that_its_publisher_marks_it_normal(data: Data) -> None:
    assert all(row.note.endswith("itself marks the value A.") for row in data.observations if row.suspect)


def test_exchanging_the_suspect_imf_values_of_1995_would_meet_the_kyrgyz_series(data: Data) -> None:
    imf_exports, imf_imports = (recorded(data, "KGZ", flow, 1995, "imf-dots") for flow in ("exports", "imports"))
    assert imf_exports == pytest.approx(recorded(data, "KGZ", "imports", 1995, "nsc"), rel=1e-3)
    assert imf_imports == pytest.approx(recorded(data, "KGZ", "exports", 1995, "nsc"), rel=1e-3)


def test_two_values_are_estimated_and_one_is_provisional(data: Data) -> None:
    others = {ObsStatus.ESTIMATED, ObsStatus.PROVISIONAL}
    marked = {
        (row.indicator, row.period.text, row.source): row.obs_status
        for row in data.observations
        if row.obs_status in others
    }
    assert marked == {
        ("exports", "1993", "imf-dots"): ObsStatus.ESTIMATED,
        ("imports", "1993", "imf-dots"): ObsStatus.ESTIMATED,
        ("imports", "2023", "nsc"): ObsStatus.PROVISIONAL,
    }


def test_valuation_is_told_for_the_imf_and_for_nobody_else(data: Data) -> None:
    told = {source.id: source.valuation for source in data.sources.values() if source.valuation}
    assert told == {"bns": "not stated", "nsc": "not stated", "imf-dots": "exports FOB, imports CIF"}


# Two ledgers


@pytest.mark.parametrize(
    ("year", "kaz_exports", "kgz_imports", "gap", "kgz_exports", "kaz_imports", "gap_back"),
    [
        (2021, 674.8, 661.8, 2.0, 382.2, 375.8, 1.7),
        (2022, 793.0, 770.2, 3.0, 410.9, 453.9, -9.5),
        (2023, 1147.2, 862.2, 33.1, 449.0, 541.0, -17.0),
    ],
)
def test_the_two_ledgers_differ_by_the_known_gaps(
    data: Data,
    year: int,
    kaz_exports: float,
    kgz_imports: float,
    gap: float,
    kgz_exports: float,
    kaz_imports: float,
    gap_back: float,
) -> None:
    there = recorded(data, "KAZ", "exports", year, "bns"), recorded(data, "KGZ", "imports", year, "nsc")
    back = recorded(data, "KGZ", "exports", year, "nsc"), recorded(data, "KAZ", "imports", year, "bns")
    assert (round(there[0], 1), round(there[1], 1)) == (kaz_exports, kgz_imports)
    assert (round(back[0], 1), round(back[1], 1)) == (kgz_exports, kaz_imports)
    assert round(100 * (there[0] / there[1] - 1), 1) == gap
    assert round(100 * (back[0] / back[1] - 1), 1) == gap_back


@pytest.mark.parametrize(
    ("source", "reporter", "year", "turnover"),
    [
        ("bns", "KAZ", 2021, 1050.5),  # 674.755 + 375.777 = 1,050.532
        ("bns", "KAZ", 2022, 1246.9),  # 792.952 + 453.925 = 1,246.877
        ("bns", "KAZ", 2023, 1688.1),  # 1,147.176 + 540.959 = 1,688.136
        ("nsc", "KGZ", 2022, 1181.1),  # 410.888 + 770.216 = 1,181.104
    ],
)
def test_exports_and_imports_of_one_publisher_add_up_to_its_known_turnover(
    data: Data, source: str, reporter: str, year: int, turnover: float
) -> None:
    total = sum(recorded(data, reporter, flow, year, source) for flow in ("exports", "imports"))
    assert round(total, 1) == turnover


def test_kazakh_turnover_grew_by_18_7_percent_in_2022(data: Data) -> None:
    before, after = (
        sum(recorded(data, "KAZ", flow, year, "bns") for flow in ("exports", "imports")) for year in (2021, 2022)
    )
    assert round(100 * (after / before - 1), 1) == 18.7  # 1,246.877 ÷ 1,050.532 = 1.18690


# What was said


def test_january_to_july_2023_stands_as_757_and_755_4_and_759_million(data: Data) -> None:
    said = Counter(
        (str(row.reporter), row.value / MILLION)
        for row in data.observations
        if (row.indicator, row.period.text) == ("turnover", "2023-01/2023-07")
    )
    assert said == {("KAZ", 757): 4, ("KAZ", 755.4): 1, ("KGZ", 759): 1}


def test_the_kazakh_side_says_1_3_billion_for_2022_and_the_kyrgyz_side_less(data: Data) -> None:
    said = {
        side: {
            row.value / MILLION
            for row in data.observations
            if (row.indicator, row.period.text, row.reporter) == ("turnover", "2022", side)
        }
        for side in (Area.KAZ, Area.KGZ)
    }
    assert said == {Area.KAZ: {1300}, Area.KGZ: {1200, 1181, 1100}}


@pytest.mark.parametrize(
    ("source", "period", "exports", "imports", "turnover", "rounding"),
    [
        ("kazinform-2023-09-24-deals", "2023-01/2023-07", 469.7, 285.6, 755.4, 0.15),  # 755.3: three halves of 0.1
        ("eurasianet-2019-07-29", "2019-01/2019-05", 217.5, 100.8, 318.3, 0),
        ("thewall-2022-05-27", "2022-01/2022-03", 28.7, 14.7, 43.4, 0),
        ("globalnews-2024-10", "2023", 220.1, 79.3, 299.4, 0),
        ("knews-2024-10-16", "2023", 220.1, 79.3, 299.4, 0),
        ("profnews-2025", "2025-01/2025-03", 80.1, 19.8, 99.9, 0),
        ("trend-2024-04-09", "2022", 410.888, 770.215, 1181, 0.501),  # 1,181.103
        ("trend-2024-04-09", "2023", 455.702, 862.182, 1317, 1),  # 1,317.884: cut off, not rounded
        ("24kg-2024-04", "2023", 455.7, 862.2, 1317, 1),  # 1,317.9
        ("diplomacy-beyond-2024-04", "2023", 455.7, 862.2, 1317, 1),
        ("regnum-2012-08-22", "2012-01/2012-05", 178.4, 196.5, 374, 1),  # 374.9
        ("trend-2024-05-30", "2022", 410, 770, 1100, 100),  # 1,180: cut off at the first decimal of a billion
        ("astana-times-2024-04-business", "2023", 1100, 495.2, 1600, 100.05),  # 1,595.2: both hedged with about
    ],
)
def test_exports_and_imports_of_one_source_meet_its_turnover_within_its_rounding(
    data: Data, source: str, period: str, exports: float, imports: float, turnover: float, rounding: float
) -> None:
    values = [found(data, indicator, period, source) for indicator in ("exports", "imports", "turnover")]
    assert [row.value / MILLION for row in values] == [exports, imports, turnover]
    assert len({(row.reporter, row.scope) for row in values}) == 1
    assert abs(exports + imports - turnover) <= rounding + 1e-9


def test_the_kyrgyz_total_for_2023_is_1317_cut_off_and_1318_rounded(data: Data) -> None:
    said = Counter(
        (row.value / MILLION, str(row.qualifier))
        for row in data.observations
        if (row.indicator, row.period.text, row.reporter) == ("turnover", "2023", Area.KGZ)
    )
    assert said == {(1317, "exact"): 4, (1318, "exact"): 1, (1300, "over"): 1}


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


def test_a_change_over_several_years_is_no_growth_on_the_year_before(data: Data) -> None:
    spans = {row.indicator for row in data.observations if re.fullmatch(r"\d{4}/\d{4}", row.period.text)}
    assert spans == {"turnover_change", "exports_change", "imports_change", "investment_cumulative"}


# Scope


def test_parts_of_trade_are_marked_source_by_source(data: Data) -> None:
    parts = Counter((row.source, str(row.scope)) for row in data.observations if row.scope is not Scope.TOTAL)
    assert parts == {
        ("24kg-2021", "product"): 2,
        ("akchabar-2021-03-11", "eaeu"): 2,
        ("astana-times-2024-04-treaty", "agriculture"): 2,
        ("baq-2025-11-13", "agriculture"): 3,
        ("caravan-2011", "region"): 4,
        ("dairynews-2023", "product"): 1,
        ("eurasianstar-2025", "all_partners"): 1,
        ("globalnews-2024-10", "agriculture"): 3,
        ("iwpr-2006", "all_partners"): 1,
        ("kazakh-tv-2017", "region"): 1,
        ("knews-2024-10-16", "agriculture"): 3,
        ("profnews-2025", "agriculture"): 8,
        ("regnum-2020", "eaeu"): 2,
        ("thewall-2022-05-27", "agriculture"): 3,
        ("timesca-2016-06", "all_partners"): 1,
        ("today-az-2015-08-03", "project"): 1,
        ("trend-2021-02-10", "eaeu"): 3,
    }


@pytest.mark.parametrize(
    "millions",
    [13.6, 24.5, 26.5, 43.4, 99.9, 169.4, 299.4, 300, 326, 350.9, 927.4, 2400],
    ids=lambda value: f"{value}m",
)
def test_no_turnover_of_farms_regions_or_the_eaeu_is_a_bilateral_total(data: Data, millions: float) -> None:
    scopes = {row.scope for row in data.observations if row.indicator == "turnover" and row.value == millions * MILLION}
    assert scopes
    assert Scope.TOTAL not in scopes


def test_no_bilateral_total_of_a_year_is_far_from_every_ledger(data: Data) -> None:
    """Stated totals lie within a third of some publisher's exports plus imports of that year, where there is one."""
    ledgers: dict[str, list[float]] = {}
    for source, reporter in (("bns", "KAZ"), ("nsc", "KGZ"), ("imf-dots", "KAZ"), ("imf-dots", "KGZ")):
        flows: dict[str, list[float]] = {}
        for row in statistical(data):
            if (row.source, row.reporter) == (source, reporter):
                flows.setdefault(row.period.text, []).append(row.value)
        for year, values in flows.items():
            if len(values) == 2:
                ledgers.setdefault(year, []).append(sum(values))
    totals = [
        row
        for row in data.observations
        if row.indicator == "turnover" and row.scope is Scope.TOTAL and row.period.text in ledgers
    ]
    assert len(totals) > 20
    assert [
        row.key for row in totals if min(abs(row.value / total - 1) for total in ledgers[row.period.text]) > 1 / 3
    ] == []


# Targets


def test_targets_have_the_deadlines_that_were_told_and_no_others(data: Data) -> None:
    deadlines = Counter(target.deadline.text if target.deadline else "" for target in data.targets)
    assert deadlines == {"": 31, "2020": 3, "2024": 4, "2030": 7}


def test_turnover_targets_rose_from_1_to_2_to_3_billion(data: Data) -> None:
    first = {}
    for target in sorted(data.targets, key=lambda target: target.set_on.start):
        if target.indicator == "turnover":
            first.setdefault(target.value, target.set_on.text)
    assert first == {1e9: "2012-05-10", 2e9: "2022-04-29", 3e9: "2024-05-24"}


def test_every_announcement_of_3_billion_with_a_year_names_2030(data: Data) -> None:
    assert {str(target.deadline) for target in data.targets if target.value == 3e9 and target.deadline} == {"2030"}


def test_investment_targets_are_2_5_billion_of_2006_and_70_million_for_2024(data: Data) -> None:
    said = {
        (target.source, target.value, str(target.deadline or ""))
        for target in data.targets
        if target.indicator == "investment"
    }
    assert said == {("iwpr-2006", 2.5e9, ""), ("iwpr-2007", 2.5e9, ""), ("dasfazit-2024", 7e7, "2024")}


# Publications and events


def test_a_source_without_a_date_is_of_unknown_dating_and_no_other_is(data: Data) -> None:
    undated = {source.id for source in data.sources.values() if source.published is None}
    assert (
        undated
        == {source.id for source in data.sources.values() if source.dating is Dating.UNKNOWN}
        == {"bns", "open-kg"}
    )


def test_five_sources_have_no_known_address(data: Data) -> None:
    missing = {source.id for source in data.sources.values() if not source.address}
    assert missing == {*SERIES, "prosud-2024-07", "trend-2024-05-30"}


def test_no_publication_is_older_than_the_event_it_reports_on(data: Data) -> None:
    early = [
        source.id
        for source in data.sources.values()
        if source.event and source.published and source.published.end < data.events[source.event].date.start
    ]
    assert early == []


def test_all_events_but_the_council_of_july_2012_have_a_publication(data: Data) -> None:
    assert set(data.events) - {source.event for source in data.sources.values()} == {"council-3-2012"}


def test_events_are_those_of_2012_to_2026_with_six_intergovernmental_and_five_supreme_councils(data: Data) -> None:
    assert {event.date.year for event in data.events.values()} <= set(range(2012, 2027))
    councils = Counter(event.id.partition("council")[0] for event in data.events.values() if event.kind == "council")
    assert councils == {"": 6, "supreme-": 5}
    assert data.events["forum-taraz-2023"].date.text == "2023-09-23"


def test_statements_are_published_after_the_period_they_speak_of_began(data: Data) -> None:
    early = [
        row.key
        for row in data.observations
        if (published := data.sources[row.source].published)
        and row.source not in SERIES
        and published.end < row.period.start
    ]
    assert early == []


# What the folder says of itself


def test_the_folders_readme_counts_the_rows_of_every_file(data: Data) -> None:
    counted = dict(re.findall(r"^\| `(\w+\.csv)` \|[^|]*\| (\d+) \|", readme(), re.MULTILINE))
    assert counted == {
        "observations.csv": str(len(data.observations)),
        "targets.csv": str(len(data.targets)),
        "indicators.csv": str(len(data.indicators)),
        "sources.csv": str(len(data.sources)),
        "events.csv": str(len(data.events)),
        "passages.csv": str(len(data.passages)),
    }


def test_every_source_that_the_folders_readme_names_exists(data: Data) -> None:
    table = readme().partition("## Left out")[2].partition("Sources of which nothing was taken")[0]
    names = {
        name
        for line in table.splitlines()
        for name in re.findall(r"`([\w-]+)`", line.split("|")[1] if "|" in line else "")
    }
    assert len(names) > 20
    assert names <= set(data.sources)


def readme() -> str:
    return (store.FOLDER / "README.md").read_text("utf-8")
