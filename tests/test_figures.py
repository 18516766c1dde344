"""Figures as rows: the contract for files, words for pages; doubt, hedge and inputs travel along."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import metrics
from kztrade.answers.trade import ledger_metrics
from kztrade.codes import Scope
from kztrade.figures import (
    TOTAL,
    cells,
    columns,
    contract_table,
    figure_id,
    figure_table,
    file_stem,
    indicator_of,
    input_ids,
    metric_table,
    series_of,
    sources_of,
)
from kztrade.ledgers import books, vintages
from kztrade.model import Data, Observation
from kztrade.schemas import OBSERVATIONS, meanings
from kztrade.store import shipped_data
from kztrade.table import Amount, Coded, Table, words
from kztrade.words import Format, Telling

ARTICLE = "astanatv-2023-09-23"


@pytest.fixture(scope="module")
def told() -> Telling:
    return Telling(shipped_data(), Format())


@pytest.fixture(scope="module")
def derived(told: Telling) -> list:
    return [metric for one in books(told.data) for metric in ledger_metrics(told.data, one)]


def named(told: Telling, row, shown=None) -> dict[str, object]:
    return dict(zip((column.id for column in columns(told)), cells(told, row, shown), strict=True))


def find(told: Telling, **wanted: str) -> Observation:
    return next(r for r in told.data.figures() if all(str(getattr(r, name)) == value for name, value in wanted.items()))


def test_every_shipped_figure_has_a_cell_for_every_column(told: Telling, derived) -> None:
    heads = columns(told)
    assert len({column.id for column in heads}) == len(heads)
    assert all(len(cells(told, row)) == len(heads) for row in [*told.data.figures(), *derived])


def test_a_stated_figure_keeps_hedge_passage_and_token(told: Telling) -> None:
    row = find(told, source=ARTICLE, indicator="investment")
    cell = named(told, row)
    assert words(cell["value"]).replace("\xa0", " ") == "almost $200 m"
    assert (cell["passage"], cell["token"]) == (7, row.token)
    assert (cell["formula"], cell["inputs"]) == (None, None)
    assert isinstance(cell["value"], Amount)
    assert cell["value"].quantity == row.quantity


def test_a_derived_figure_names_its_inputs_and_formula(told: Telling, derived) -> None:
    for metric in derived[:50]:
        cell = named(told, metric)
        assert str(cell["inputs"]).split() == list(metric.inputs)
        assert cell["formula"]
        assert (cell["passage"], cell["token"], cell["hedge"]) == (None, None, None)


def test_doubt_is_said_in_words_and_kept_as_a_code(told: Telling, derived) -> None:
    for row in [*told.data.figures(), *derived]:
        cell = named(told, row)
        assert ("suspect" in str(cell["status"])) == (cell["obs_status"] == "U")
        assert ("provisional" in str(cell["status"])) == (cell["obs_status"] == "P")
    assert {row.obs_status for row in derived} >= {"U", "P"}


def test_what_was_made_of_a_figure_is_shown_in_its_place(dataset: Callable[..., Data]) -> None:
    data = dataset("turnover KAZ KGZ 2021 exact 1e9 source=bns\nturnover KAZ KGZ 2022 exact 1.2e9 source=bns")
    before, row = data.observations
    cell = named(Telling(data, Format()), row, metrics.growth(row, before))
    assert (words(cell["value"]), cell["unit"], words(cell["indicator"])) == ("20%", "percent", "turnover")


# What a figure is of, and which edition says so


def said_before_the_value(told: Telling, row: Observation) -> tuple[str, ...]:
    """The words of a row by which a reader tells whose figure of what it is."""
    pairs = zip(columns(told), cells(told, row), strict=True)
    return tuple(words(cell) for head, cell in pairs if head.shown and head.id not in ("value", "interval", "status"))


def test_no_two_different_amounts_bear_the_same_words(told: Telling) -> None:
    amounts: dict[tuple[str, ...], Observation] = {}
    for row in told.data.figures():
        other = amounts.setdefault(said_before_the_value(told, row), row)
        assert other.value == row.value, (other.key, row.key)


@given(data=st.data())
def test_a_row_of_another_partner_or_part_bears_other_words(told: Telling, data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(told.data.observations))
    groups = [code for code, area in told.data.areas.items() if not area.rank and code != "_X"]
    places = [(partner, scope) for partner in ["KGZ", *groups] for scope in Scope]
    there, here = data.draw(st.tuples(st.sampled_from(places), st.sampled_from(places)))
    bare = replace(row, indicator="turnover", reporter="KAZ")
    first, second = (replace(bare, partner=partner, scope=scope) for partner, scope in (there, here))
    assert (said_before_the_value(told, first) == said_before_the_value(told, second)) == (there == here)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"indicator": "exports", "partner": "W00"}, "Exports, with all countries"),
        ({"indicator": "turnover", "partner": "EAEU"}, "Turnover, with the Eurasian Economic Union"),
        ({"indicator": "turnover", "scope": "agriculture"}, "Turnover: farm trade alone"),
        ({"indicator": "turnover", "scope": "total", "partner": "KGZ"}, "Turnover"),
        ({"indicator": "fdi_inflow", "partner": "W00"}, "Direct investment from all countries"),
    ],
)
def test_the_indicators_words_say_what_the_figure_is_of(told: Telling, wanted: dict[str, str], said: str) -> None:
    assert words(named(told, find(told, **wanted))["indicator"]) == said


def test_an_edition_that_a_later_one_replaced_is_told_apart_from_it(told: Telling) -> None:
    for row in told.data.observations:
        names = [words(named(told, one)["source"]) for one in vintages(told.data, row)]
        assert len(set(names)) == len(names)
        assert names[-1] == told.who(row)
        assert all(name.startswith(f"{names[-1]}, edition") for name in names[:-1])


def test_an_edition_without_a_day_is_told_by_its_name(dataset: Callable[..., Data]) -> None:
    data = dataset(
        "exports KAZ KGZ 2022 exact 7e8 source=bns-2022\nexports KAZ KGZ 2022 exact 8e8 source=bns-2024",
        published={"bns-2024": "2024"},
    )
    names = {words(named(Telling(data, Format()), row)["source"]) for row in data.observations}
    assert names == {"Kazakh statistics, edition bns-2022", "Kazakh statistics"}


# Ids


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("turnover KAZ KGZ 2021 exact 1e9", "turnover/2021"),
        ("investment_cumulative KAZ KGZ 2005/2023-09 exact 1e9", "investment_cumulative/2005/2023-09"),
    ],
)
def test_a_figure_is_called_by_indicator_and_period(observation, line: str, name: str) -> None:
    assert figure_id(observation(line)) == name


def test_a_derived_figure_is_called_by_its_metric_and_its_inputs_by_theirs(observation) -> None:
    level = metrics.implied_level(
        observation("turnover KAZ KGZ 2021 at_least 1e9"), observation("turnover_growth KAZ KGZ 2022 exact 19")
    )
    assert (figure_id(level), indicator_of(level)) == ("implied_level/2022", "implied_level")
    assert input_ids(level) == ("turnover/2021", "turnover_growth/2022")


def test_keys_are_of_figures_that_are_shown_as_they_are(dataset: Callable[..., Data]) -> None:
    data = dataset("turnover KAZ KGZ 2021 exact 1e9 source=bns\nturnover KAZ KGZ 2022 exact 1.2e9 source=bns")
    before, row = data.observations
    rows = [(row, row), (row, metrics.growth(row, before))]
    assert figure_table(Telling(data, Format()), rows, "t", "T").keys == ("turnover/2022", "")


# Colour, sources, names of files


def test_a_figure_bears_its_sides_colour_and_the_articles_that_of_neither(told: Telling, derived) -> None:
    assert series_of(told.data, find(told, source=ARTICLE, indicator="turnover")) == TOTAL
    assert series_of(told.data, find(told, ledger="nsc")) == "KGZ"
    assert series_of(told.data, find(told, reporter="_X")) == TOTAL
    assert {series_of(told.data, metric) for metric in derived} == {"KAZ", "KGZ"}


def test_a_table_names_the_sources_behind_its_rows_derived_or_not(told: Telling, derived) -> None:
    for metric in derived:
        found = sources_of(told.data, metric)
        assert {told.data.sources[source].ledger for source in found} == {metric.ledger}
    table = metric_table(told, derived, "metrics", "Metrics")
    assert set(table.sources) == {source for metric in derived for source in sources_of(told.data, metric)}


def test_a_metric_without_a_value_gives_its_reason(dataset: Callable[..., Data]) -> None:
    data = dataset("turnover KAZ KGZ 2021 exact 0 source=bns\nturnover KAZ KGZ 2022 exact 1e9 source=bns")
    before, row = data.observations
    table = metric_table(Telling(data, Format()), [metrics.growth(row, before)], "m", "M")
    assert table.column("reason")[0]
    (value,) = table.column("value")
    assert isinstance(value, Amount)
    assert (value.quantity, value.text) == (None, "cannot be told")


@pytest.mark.parametrize(
    ("indicators", "years", "stem"),
    [
        (["turnover"], (2018, 2025), "turnover_2018-2025"),
        (["turnover", "turnover"], (2018, 2018), "turnover_2018"),
        (["turnover", "exports"], (2018, 2025), "figures_2018-2025"),
        ([], None, "figures"),
    ],
)
def test_a_file_name_tells_indicator_and_years(indicators, years, stem: str) -> None:
    assert file_stem(indicators, years, "figures") == stem


@pytest.mark.parametrize(("most", "rest"), [(2, False), (1, True)])
def test_rows_that_are_not_shown_are_said_to_be_in_the_files(
    dataset: Callable[..., Data], most: int, rest: bool
) -> None:
    data = dataset("turnover KAZ KGZ 2021 exact 1e9 source=bns\nturnover KAZ KGZ 2022 exact 1.2e9 source=bns")
    table: Table = figure_table(Telling(data, Format()), [(r, r) for r in data.observations], "t", "T", most=most)
    assert len(table.rows) == 2
    assert bool(table.rest) is rest
    if rest:
        assert table.rest == "The first 1 of 2 rows are shown; the files hold all of them."


# The contract


def test_the_contracts_table_holds_every_column_of_the_contract_as_stored(told: Telling) -> None:
    rows = told.data.observations[:40]
    table = contract_table(told, rows)
    assert tuple(column.id for column in table.columns) == tuple(meanings(OBSERVATIONS))
    for row, made in zip(rows, table.rows, strict=True):
        cell = dict(zip((column.id for column in table.columns), made, strict=True))
        assert (cell["indicator"], cell["period"], cell["value"]) == (row.indicator, row.period.text, row.value)
        assert not any(isinstance(value, Amount | Coded) for value in made)
