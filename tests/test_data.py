"""The committed data itself: its shape, its hedges, editions, groups and publications."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import store
from kztrade.codes import AreaKind, Dating, ObsStatus, Qualifier, Role, Scope, SourceKind, Unit
from kztrade.errors import ContractError
from kztrade.ledgers import Books, flow, sides
from kztrade.model import Data, Observation, Target
from kztrade.printed import stated_interval

HEDGED = [qualifier for qualifier in Qualifier if qualifier is not Qualifier.EXACT]
AFFIRMED = {"reached", "made", "amounted to", "totaled", "составил", "составило", "достиг", "жетті"}
"""Words that say that a figure is so: none of them is a hedge."""


@pytest.fixture(scope="module")
def data() -> Data:
    return store.read_data()


@pytest.fixture
def broken(folder: Path) -> Callable[[str, str, str], str]:
    """What the reader of the data says after one piece of one file was exchanged."""

    def read(file: str, old: str, new: str) -> str:
        path = folder / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), "utf-8", newline="")
        with pytest.raises(ContractError) as caught:
            store.read_data(folder, verify=False)
        return str(caught.value)

    return read


def all_rows(data: Data) -> list[Observation | Target]:
    return [*data.observations, *data.targets]


def statistical(data: Data) -> list[Observation]:
    return [row for row in data.observations if data.is_statistic(row)]


# What is there


def test_observations_are_224_statistics_12_of_the_article_and_261_statements(data: Data) -> None:
    kinds = Counter(data.sources[row.source].kind for row in data.observations)
    assert kinds == {SourceKind.STATISTICS: 224, SourceKind.ARTICLE: 12, SourceKind.STATEMENT: 261}


def test_sources_are_11_editions_1_article_and_111_publications(data: Data) -> None:
    kinds = Counter(source.kind for source in data.sources.values())
    assert kinds == {SourceKind.STATISTICS: 11, SourceKind.ARTICLE: 1, SourceKind.STATEMENT: 111}


def test_every_source_of_a_figure_is_defined_and_every_defined_source_has_a_figure(data: Data) -> None:
    assert {row.source for row in data.figures()} == set(data.sources)


def test_every_indicator_of_a_figure_is_defined_and_every_defined_indicator_has_a_figure(data: Data) -> None:
    assert {row.indicator for row in all_rows(data)} == set(data.indicators)


def test_no_key_has_two_values(data: Data) -> None:
    keys = Counter(row.key for row in data.figures())
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_interval_holds_its_value(data: Data) -> None:
    assert [row.key for row in data.observations if not row.low <= row.value <= row.high] == []


def test_a_figure_bears_the_unit_of_its_indicator(data: Data) -> None:
    assert [row for row in all_rows(data) if row.unit is not data.indicators[row.indicator].unit] == []


def test_only_the_article_has_passages(data: Data) -> None:
    assert {row.source for row in data.figures() if row.passage} == {"astanatv-2023-09-23"}
    assert sum(row.source == "astanatv-2023-09-23" for row in data.figures()) == 13


# Hedges


def test_a_figure_is_hedged_if_and_only_if_it_carries_the_word(data: Data) -> None:
    assert [row.key for row in data.observations if (row.qualifier is Qualifier.EXACT) == bool(row.hedge)] == []


def test_no_word_that_affirms_a_figure_is_taken_for_a_hedge(data: Data) -> None:
    assert {row.hedge for row in data.observations} & AFFIRMED == set()


def test_statistics_carry_no_hedge(data: Data) -> None:
    assert {(row.qualifier, row.hedge) for row in statistical(data)} == {(Qualifier.EXACT, "")}


def test_a_word_carries_the_same_hedge_wherever_it_stands(data: Data) -> None:
    said: dict[str, set[str]] = {}
    for row in data.observations:
        if row.hedge:
            said.setdefault(row.hedge, set()).add(row.qualifier)
    assert {word: hedges for word, hedges in said.items() if len(hedges) > 1} == {}


def test_a_hedge_stands_in_the_letters_of_its_sources_language(data: Data) -> None:
    cyrillic = {"kk", "ru", "ky"}
    assert [
        row.key
        for row in data.observations
        if row.hedge and bool(re.search("[а-яәқғңөүұі]", row.hedge)) != (data.sources[row.source].language in cyrillic)
    ] == []


def test_a_hedge_without_its_word_is_refused(broken: Callable[[str, str, str], str]) -> None:
    said = broken("observations.csv", ",documents,about,around,", ",documents,about,,")
    assert "the word that says about" in said


def test_a_word_that_hedges_nothing_is_refused(broken: Callable[[str, str, str], str]) -> None:
    said = broken("observations.csv", "150,146.25,153.75,documents,exact,,", "150,146.25,153.75,documents,exact,about,")
    assert "exact means that no word hedges the figure" in said


def test_a_hedge_of_statistics_is_refused(broken: Callable[[str, str, str], str]) -> None:
    said = broken(
        "observations.csv",
        "bns-2024-04,total,1572000000,1571500000,1572500000,USD,exact,,P",
        "bns-2024-04,total,1572000000,1571000000,1573000000,USD,about,about,P",
    )
    assert "exact, for a statistical series" in said


# A whole edition is known only with its day


def test_an_edition_bears_a_day_of_publication_or_says_that_none_is_known(data: Data) -> None:
    editions = [source for source in data.sources.values() if source.ledger]
    assert [one.id for one in editions if (one.published is None) != (one.dating is Dating.UNKNOWN)] == []
    assert {one.id for one in editions if one.published is None} == {"bns-2019", "bns-2020", "bns-2021", "bns-2022"}


def test_an_edition_without_a_day_is_the_only_one_of_what_it_holds(data: Data) -> None:
    rivals = [
        (series, str(period))
        for series, periods in data.editions.items()
        for period, rows in periods.items()
        if len(rows) > 1 and any(data.sources[row.source].published is None for row in rows)
    ]
    assert rivals == []


def test_no_two_editions_of_one_value_were_published_on_one_day(data: Data) -> None:
    for periods in data.editions.values():
        for rows in periods.values():
            days = [data.sources[row.source].published for row in rows]
            assert len(set(days)) == len(days)


def test_statistics_and_nothing_else_belong_to_a_ledger_that_is_defined(data: Data) -> None:
    for source in data.sources.values():
        assert (source.ledger in data.ledgers) == (source.kind is SourceKind.STATISTICS)
    assert {source.ledger for source in data.sources.values()} - {""} == set(data.ledgers)


def test_each_side_has_one_office_and_the_ledger_of_a_third_party_is_none(data: Data) -> None:
    assert {ledger.id for ledger in data.ledgers.values() if ledger.role is Role.OFFICE} == {"bns", "nsc"}


def test_what_officials_had_in_april_2024_is_1572_million_and_today_it_is_1688(data: Data) -> None:
    books = Books("bns", "KAZ")
    assert flow(data, books, "turnover", date(2024, 4, 19))[2023].value == 1_572_000_000
    assert flow(data, books, "turnover")[2023].value == 1_688_135_607.24


def test_kyrgyz_exports_of_2023_were_455_7_million_in_april_2024_and_are_449_today(data: Data) -> None:
    books = Books("nsc", "KGZ")
    then, today = flow(data, books, "exports", date(2024, 4, 19))[2023], flow(data, books, "exports")[2023]
    assert (then.value, then.obs_status) == (455_702_000, ObsStatus.PROVISIONAL)
    assert today.value == 449_009_325


def test_an_edition_that_is_not_at_hand_says_who_quotes_it(data: Data) -> None:
    quoted = [source for source in data.sources.values() if "not at hand" in source.title]
    assert {one.id for one in quoted} == {"bns-2024-04", "nsc-2023-09", "nsc-2024-04", "nsc-2024-10"}
    assert all("quote" in one.title and one.address and one.dating is Dating.INFERRED for one in quoted)


# Groups and parts


def test_a_figure_is_of_the_other_side_or_of_a_group_or_of_nobody_named(data: Data) -> None:
    partners = {(row.reporter, row.partner) for row in all_rows(data)}
    pair = tuple(side.code for side in sides(data))
    assert {ends for ends in partners if set(ends) <= {*pair, "_X"}} == {pair, pair[::-1], ("_X", "_X")}
    others = {partner for reporter, partner in partners if partner not in {*pair, "_X"}}
    assert {data.areas[code].kind for code in others} == {AreaKind.GROUP}


def test_groups_are_all_countries_the_eaeu_and_central_asia(data: Data) -> None:
    groups = {area.code for area in data.areas.values() if area.kind is AreaKind.GROUP}
    assert groups == {"W00", "EAEU", "CA"}
    assert groups == {row.partner for row in data.observations} & groups


def test_a_figure_of_a_part_of_the_trade_is_marked_source_by_source(data: Data) -> None:
    parts = Counter((row.source, str(row.scope)) for row in data.observations if row.scope is not Scope.TOTAL)
    assert parts == {
        ("24kg-2021", "product"): 2,
        ("astana-times-2024-04-treaty", "agriculture"): 2,
        ("baq-2025-11-13", "agriculture"): 3,
        ("caravan-2011", "region"): 5,
        ("dairynews-2023", "product"): 1,
        ("globalnews-2024-10", "agriculture"): 3,
        ("kazakh-tv-2017", "region"): 1,
        ("kazinform-2022-05-27", "agriculture"): 3,
        ("knews-2024-10-16", "agriculture"): 3,
        ("profnews-2025", "agriculture"): 8,
        ("today-az-2015-08-03", "project"): 1,
    }


def test_a_part_and_its_whole_stand_side_by_side(data: Data) -> None:
    told = {
        row.scope: row.value
        for row in data.observations
        if (row.indicator, row.source) == ("turnover", "baq-2025-11-13")
    }
    assert told == {Scope.TOTAL: 1.4e9, Scope.AGRICULTURE: 326e6}


# Doubt


def test_a_note_calls_a_value_suspect_if_and_only_if_its_status_does(data: Data) -> None:
    assert {row.key for row in data.observations if row.note.startswith("Suspect: ")} == {
        row.key for row in data.observations if row.obs_status is ObsStatus.LOW_RELIABILITY
    }


def test_each_suspect_tells_how_its_publisher_marks_it(data: Data) -> None:
    suspects = [row for row in data.observations if row.obs_status.suspect]
    assert [
        row.key
        for row in suspects
        if not row.note.endswith("marks the value A." if data.is_statistic(row) else "does not mark the value.")
    ] == []


COUNTS = st.integers(1, 9999).filter(lambda number: number % 10 > 0)


@given(COUNTS, st.sampled_from([Unit.ENTERPRISES, Unit.DOCUMENTS, Unit.PAIRS, Unit.OBLASTS]))
def test_a_count_told_in_full_has_no_half_units(number: int, unit: Unit) -> None:
    interval = stated_interval(number, Qualifier.EXACT, unit)
    assert (interval.low, interval.high) == (number, number)


def test_counts_of_the_shipped_data_that_are_told_in_full_are_points(data: Data) -> None:
    points = {
        (row.indicator, row.source, row.low, row.high)
        for row in data.observations
        if row.source in {"caravan-2011", "kazinform-2021-12", "newsline-kz-2022", "turanews-2023-09"}
        and row.low == row.high
    }
    assert points == {
        ("joint_ventures", "caravan-2011", 17, 17),
        ("kyrgyz_enterprises", "caravan-2011", 54, 54),
        ("kyrgyz_enterprises", "kazinform-2021-12", 1273, 1273),
        ("kyrgyz_enterprises", "kazinform-2021-12", 1983, 1983),
        ("visit_documents", "newsline-kz-2022", 10, 10),
        ("oblasts_twinned", "turanews-2023-09", 2, 2),
    }


# Publications and events


def test_a_source_without_a_date_is_of_unknown_dating_and_no_other_is(data: Data) -> None:
    undated = {source.id for source in data.sources.values() if source.published is None}
    unknown = {source.id for source in data.sources.values() if source.dating is Dating.UNKNOWN}
    assert undated == unknown == {"bns-2019", "bns-2020", "bns-2021", "bns-2022", "open-kg", "theasiatoday"}


def test_who_speaks_is_told_apart_from_whose_figures_are_told(data: Data) -> None:
    premier = data.sources["trend-2024-05-24"]
    assert (premier.speaker, premier.voice) == ("O. Bektenov, Prime Minister of Kazakhstan", "KAZ")
    assert premier.quoting == "Kyrgyz statistics"
    assert {row.reporter for row in data.observations if row.source == premier.id} == {"KGZ"}
    crossing = {
        data.sources[row.source].id
        for row in data.observations
        if {data.sources[row.source].voice, row.reporter} == {"KAZ", "KGZ"}
    }
    assert crossing == {"trend-2024-05-24"}


def test_an_office_of_one_side_is_called_by_its_country(data: Data) -> None:
    names = {"KAZ": ("Kazakhstan",), "KGZ": ("Kyrgyzstan", "Kyrgyz Republic")}
    spoken = {(source.voice, source.speaker) for source in data.sources.values() if source.voice in names}
    assert [speaker for voice, speaker in spoken if not any(name in speaker for name in names[voice])] == []
    assert all("office" not in source.speaker for source in data.sources.values() if not source.voice)


def test_two_sources_have_no_known_address(data: Data) -> None:
    missing = {source.id for source in data.sources.values() if not source.address}
    assert missing == {"prosud-2024-07", "trend-2024-05-30"}


def test_no_publication_is_older_than_the_event_it_reports_on(data: Data) -> None:
    early = [
        source.id
        for source in data.sources.values()
        if source.event and source.published and source.published.end < data.events[source.event].date.start
    ]
    assert early == []


def test_all_events_but_the_council_of_july_2012_have_a_publication(data: Data) -> None:
    assert set(data.events) - {source.event for source in data.sources.values()} == {"council-3-2012"}


def test_events_are_those_of_2012_to_2026_with_seven_intergovernmental_and_five_supreme_councils(data: Data) -> None:
    assert {event.date.year for event in data.events.values()} <= set(range(2012, 2027))
    councils = Counter(event.id.partition("council")[0] for event in data.events.values() if event.kind == "council")
    assert councils == {"": 7, "supreme-": 5}
    assert data.events["forum-taraz-2023"].date.text == "2023-09-23"


def test_no_figure_of_a_whole_period_is_published_before_the_period_began(data: Data) -> None:
    early = [
        row.key
        for row in data.observations
        if (published := data.sources[row.source].published) and published.end < row.period.start
    ]
    assert early == []


# What the folder says of itself


def test_the_folders_readme_counts_the_rows_of_every_file(data: Data) -> None:
    counted = dict(re.findall(r"^\| `(\w+\.csv)` \|[^|]*\| (\d+) \|", readme(), re.MULTILINE))
    names = {name: (store.FOLDER / name).read_text("utf-8").count("\n") - 1 for name in store.FILES}
    assert counted == {name: str(rows) for name, rows in names.items()}


def test_the_folders_readme_counts_what_the_observations_are(data: Data) -> None:
    kinds = Counter(data.sources[row.source].kind for row in data.observations)
    said = {row.source for row in data.observations if data.sources[row.source].kind is SourceKind.STATEMENT}
    only_targets = set(data.sources) - {row.source for row in data.observations}
    sentence = (
        f"Of the {len(data.observations)} observations {kinds[SourceKind.STATISTICS]} stand in 11 editions of three ledgers,"
        f" {kinds[SourceKind.ARTICLE]} are the figures of one article that has a digest, and {kinds[SourceKind.STATEMENT]}"
        f" were stated in {len(said)} other publications; {len(only_targets)} more publications carry a target"
    )
    assert sentence in " ".join(readme().split())


def test_every_source_that_the_folders_readme_names_exists(data: Data) -> None:
    table = readme().partition("## Left out")[2].partition("Sources of which nothing was taken")[0]
    names = {
        name
        for line in table.splitlines()
        for name in re.findall(r"`([\w-]+)`", line.split("|")[1] if "|" in line else "")
    }
    doubted = set(re.findall(r"`(\w+(?:-\w+)*-\d{4}(?:-\w+)*)`", readme().partition("## Doubts")[2]))
    assert len(names) > 20
    assert len(doubted) > 15
    assert names | doubted <= set(data.sources)


def readme() -> str:
    return (store.FOLDER / "README.md").read_text("utf-8")
