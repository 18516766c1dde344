"""`kztrade metrics`: what the figures imply, with its bounds and its formula."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrade import listings, store
from kztrade.errors import UsageError
from kztrade.selection import Selection
from kztrade.words import Format, Telling
from tests.cli.program import ARTICLE, Run, strict


def derived(run: Run, *options: str) -> dict[str, dict[str, Any]]:
    ended = run("metrics", "--json", *options)
    assert ended.code == 0
    return {record["metric"]: record for record in strict(ended.out)}


@pytest.mark.parametrize(("year", "rate"), [("2025", 18.9), ("2027", 10.9), ("2030", 6.7)])
def test_two_billion_by_a_year_takes_at_most_this_growth(run: Run, year: str, rate: float) -> None:
    required = derived(run, "--by", year)["required_growth"]
    assert round(required["value"], 1) == rate
    assert (required["qualifier"], required["low"], required["unit"]) == ("at_most", None, "percent")


def test_without_options_growth_is_that_to_2027_and_the_year_that_at_19_percent(run: Run) -> None:
    found = derived(run)
    assert round(found["required_growth"]["value"], 1) == 10.9
    # 1.19 × 1.19³ = 2.005, yet the floor that may be rounded, 1.185, needs a fourth year
    assert found["year_reached"]["value"] == 2026


@pytest.mark.parametrize(
    ("name", "value", "qualifier", "unit"),
    [
        ("implied_level", 1.19e9, "at_least", "USD"),
        ("progress", 59.5, "at_least", "percent"),
        ("gap", 0.81e9, "at_most", "USD"),
        ("year_before", 80e6, "below", "USD"),
        ("share_of_sum", 200 / 13, "about", "percent"),
        ("ventures_before", 3300, "about", "enterprises"),
    ],
)
def test_what_the_article_implies_keeps_its_hedge(run: Run, name: str, value: float, qualifier: str, unit: str) -> None:
    metric = derived(run)[name]
    assert metric["value"] == pytest.approx(value, rel=1e-12)
    assert (metric["qualifier"], metric["unit"]) == (qualifier, unit)
    assert metric["formula"]
    assert all(ARTICLE in key for key in metric["inputs"].split())


def test_an_open_end_is_null(run: Run) -> None:
    found = derived(run)
    assert (found["implied_level"]["high"], found["gap"]["low"]) == (None, None)
    assert found["implied_level"]["low"] == pytest.approx(1.185e9)


def test_metrics_in_words_never_drop_a_bound_and_tell_what_is_refused(run: Run) -> None:
    ended = run("metrics", "--by", 2025)
    assert ended.code == 0
    assert "at least $1.19 bn" in ended.out
    assert ended.out.count("$1.19 bn") == ended.out.count("at least $1.19 bn")
    # 18.88… % from the bound of the hedge, and a ceiling is rounded up
    assert "at most 18.8" in ended.out or "at most 18.9" in ended.out
    last = ended.out.splitlines()[-1]
    assert last.startswith("investment_per_venture: refused. ")
    assert "do not go the same way" in last
    assert ">" not in last  # the code of a direction is no word for a reader


def test_growth_that_leads_nowhere_is_told_without_a_year(run: Run) -> None:
    assert derived(run, "--growth", "0")["year_reached"]["value"] is None
    assert "At 0% a year the target need not be reached before 2100." in run("metrics", "--growth", "0").out


@pytest.mark.parametrize(
    "options",
    [
        *(["--growth", rate] for rate in ("nan", "inf", "-inf", "1e308", "1e300", "1000.1", "-100", "-200", "much")),
        *(["--by", year] for year in ("2022", "-5", "99999", "9" * 30, "soon")),
        *(["--from", year] for year in ("0", "-1", "2200")),
    ],
)
def test_a_year_or_growth_that_makes_no_sense_ends_with_2(run: Run, options: Sequence[str]) -> None:
    ended = run("metrics", *options)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Error: ")
    assert "\nHint: " in ended.err


@pytest.mark.parametrize("rate", ["1e-322", "-1e-322", "5e-324", "1e-17", "-99.999999999999", "1000"])
def test_a_growth_at_the_edge_of_all_numbers_is_answered(run: Run, rate: str) -> None:
    assert derived(run, "--growth", rate)["implied_level"]["value"] == pytest.approx(1.19e9)
    assert run("metrics", "--growth", rate).code == 0


@settings(max_examples=40)
@given(st.floats(), st.integers(-(10**20), 10**20) | st.integers(2015, 2210))
def test_whatever_growth_and_year_are_asked_for_there_is_a_table_or_a_sentence(growth: float, by: int) -> None:
    told = Telling(store.shipped_data(), Format())
    with suppress(UsageError):
        assert listings.metrics(told, Selection(), by, growth).rows


def test_metrics_of_a_ledger_give_its_own_turnover_and_growth(run: Run) -> None:
    rows = strict(run("metrics", "--source", "nsc", "--from", "2022", "--to", "2022", "--json").out)
    values = {row["metric"]: row["value"] for row in rows}
    # 410.888 + 770.215 and 410.888 − 770.215 million
    assert round(values["turnover"] / 1e6, 1) == 1181.1
    assert round(values["balance"] / 1e6, 1) == -359.3
    assert {row["ledger"] for row in rows} == {"nsc"}


def test_the_table_of_metrics_names_the_ledger_of_each_row(run: Run) -> None:
    ended = run("metrics", "--source", "imf-dots", "--from", 2019, "--to", 2020)
    header, *lines = ended.out.splitlines()
    assert header.split()[:2] == ["Metric", "Period"]
    rows = [(line.split()[:2], line) for line in lines]
    turnover = {line for words, line in rows if words == ["Turnover", "2019"]}
    assert {("IMF, Kazakh side" in line, "$856 m" in line) for line in turnover} == {(True, True), (False, False)}
    assert any("IMF, Kyrgyz side" in line and "$947.5 m" in line for line in turnover)


def test_the_article_can_be_set_beside_a_ledger(run: Run) -> None:
    rows = strict(run("metrics", "--source", ARTICLE, "--source", "nsc", "--json").out)
    assert {row["ledger"] for row in rows} == {ARTICLE, "nsc"}


@pytest.mark.parametrize(
    "options",
    [
        ["--source", "nsc", "--reporter", "KAZ"],
        ["--source", "bns", "--to", "2017"],
        ["--source", "trend-2024-04-09"],
        ["--reporter", "_X"],
    ],
)
def test_metrics_that_no_ledger_has_are_told_so_with_what_there_is(run: Run, options: Sequence[str]) -> None:
    ended = run("metrics", *options)
    assert (ended.code, ended.err) == (0, "")
    sentence, hint = ended.out.splitlines()
    assert sentence == "No ledger publishes what was asked for."
    assert hint.startswith("Hint: Choose from bns KAZ (2018–2023), ")
    assert "imf-dots KAZ (1993–2020)" in hint
    assert strict(run("metrics", *options, "--json").out) == []
