"""`kztrade figures`: which figures, in which words."""

from collections.abc import Sequence
from typing import Any

import pytest

from kztrade import store
from kztrade.figures import columns
from kztrade.selection import Selection
from kztrade.words import Format, Telling
from tests.cli.program import ARTICLE, KEYS, Run, strict


def chosen(run: Run, *filters: str) -> list[dict[str, Any]]:
    return strict(run("figures", "--json", *filters).out)


def test_a_figure_in_json_has_the_keys_of_the_contract_in_its_order(run: Run) -> None:
    ended = run("figures", "--json")
    assert ended.code == 0
    assert {tuple(record) for record in strict(ended.out)} == {tuple(KEYS)}


def test_the_articles_turnover_of_2021_is_a_floor_of_one_billion_with_an_open_end(run: Run) -> None:
    (turnover,) = chosen(run, "--indicator", "turnover", "--source", ARTICLE)
    assert turnover == {
        "indicator": "turnover",
        "reporter": "KAZ",
        "partner": "KGZ",
        "period": "2021",
        "source": ARTICLE,
        "scope": "total",
        "value": 1e9,
        "low": 1e9,
        "high": None,
        "unit": "USD",
        "qualifier": "at_least",
        "hedge": turnover["hedge"],
        "obs_status": "A",
        "passage": 5,
        "token": "$1 млрд",
        "note": turnover["note"],
    }
    assert turnover["hedge"]


def test_the_target_of_two_billion_is_among_the_figures(run: Run) -> None:
    (target,) = chosen(run, "--indicator", "turnover_target", "--source", ARTICLE)
    assert (target["value"], target["low"], target["high"], target["passage"]) == (2e9, 2e9, 2e9, 6)


def test_the_article_has_thirteen_figures(run: Run) -> None:
    assert len(chosen(run, "--source", ARTICLE)) == 13


@pytest.mark.parametrize(
    ("filters", "indicators"),
    [
        (["--indicator", "turnover", "--indicator", "investment"], {"turnover", "investment"}),
        (["--kind", "count"], {"joint_ventures"}),
        (["--to", "2021"], {"turnover"}),
        (["--from", "2022", "--to", "2022", "--kind", "rate"], {"turnover_growth", "investment_ratio"}),
        (["--reporter", "KGZ"], set()),
        (["--scope", "agriculture"], set()),
        (["--published", "2022"], set()),
        (["--published", "2023-09", "--kind", "stock"], {"investment_cumulative"}),
    ],
)
def test_filters_narrow_the_articles_figures(run: Run, filters: Sequence[str], indicators: set[str]) -> None:
    assert {record["indicator"] for record in chosen(run, "--source", ARTICLE, *filters)} == indicators


@pytest.mark.parametrize("partner", ["KAZ", "W00", "EAEU", "CA"])
def test_a_partner_narrows_the_figures_to_those_with_it(run: Run, partner: str) -> None:
    held = [row for row in store.read_data().figures() if row.partner == partner]
    found = chosen(run, "--partner", partner)
    assert {record["partner"] for record in found} == {partner}
    assert len(found) == len(held)
    ended = run("figures", "--partner", partner, "--partner", "KGZ", "--json")
    assert {record["partner"] for record in strict(ended.out)} == {partner, "KGZ"}


def test_trade_with_the_neighbour_and_with_the_world_are_told_apart(run: Run) -> None:
    lines = run(
        "figures", "--indicator", "exports", "--source", "nsc", "--from", "2022", "--to", "2022"
    ).out.splitlines()
    assert ["with all countries" in line for line in lines if "$2.255" in line.replace("\xa0", " ")] == [True]
    assert len({line.split("$")[0].rstrip() for line in lines if "$" in line}) == 3


def test_a_ledger_stands_for_all_its_editions(run: Run) -> None:
    assert len({record["source"] for record in chosen(run, "--source", "bns")}) > 1


def test_the_table_says_hedges_in_words_and_counts_its_rows(run: Run) -> None:
    ended = run("figures", "--source", ARTICLE)
    assert (ended.code, ended.err) == (0, "")
    header, *lines = ended.out.splitlines()
    cells = {line[header.index("Indicator") : header.index("According")].rstrip(): line for line in lines[:-2]}
    assert "at least $1 bn " in cells["Turnover"]
    assert "$1 bn or more" in cells["Turnover"]
    assert "Article, passage 5" in cells["Turnover"]
    assert len(cells) == 13
    assert lines[-1] == f"13 figures, data version {store.read_data().short_version}"


def test_the_table_has_the_columns_that_a_page_shows(run: Run) -> None:
    told = Telling(store.read_data(), Format())
    shown = [column.title for column in columns(told) if column.shown]
    header = run("figures", "--source", ARTICLE).out.splitlines()[0]
    assert [header.index(title) for title in shown] == sorted(header.index(title) for title in shown)
    assert header.split() == " ".join(shown).split()


def test_a_choice_that_leaves_nothing_is_an_empty_list_and_no_error(run: Run) -> None:
    nothing = ["--source", ARTICLE, "--from", "2050"]
    assert run("figures", "--json", *nothing) == (0, "[]\n", "")
    assert run("figures", *nothing).out.splitlines()[-1].startswith("0 figures")


@pytest.mark.parametrize(
    "filters", [["--source", "nsc"], ["--source", "imf-dots"], ["--source", "nsc", "--to", "2000"]]
)
def test_who_asks_a_ledger_for_turnover_that_it_states_in_part_or_not_learns_how_to_get_it(
    run: Run, filters: Sequence[str]
) -> None:
    advice = "Hint: Some statistics state exports and imports and no turnover. Ask for both, or for the turnover that follows"
    asked = ["figures", "--indicator", "turnover", *filters]
    ended = run(*asked)
    assert ended.err == ""
    assert ended.out.splitlines()[-1].startswith(advice)
    assert "`kztrade metrics`" in ended.out
    in_json = run(*asked, "--json")
    assert strict(in_json.out) == chosen(run, *asked[1:])
    assert in_json.err.startswith(advice)


def test_where_a_ledger_prints_every_total_nobody_is_sent_elsewhere(run: Run) -> None:
    """Wherever there is no advice, no flow is without its total."""
    data = store.read_data()
    for ledger in data.ledgers:
        flows, totals = (
            {
                (row.reporter, row.partner, row.period)
                for row in Selection(names, sources=(ledger,), scopes=("total",)).rows(data)
            }
            for names in (("exports", "imports"), ("turnover",))
        )
        assert ("Hint: " in run("figures", "--indicator", "turnover", "--source", ledger).out) == bool(flows - totals)


@pytest.mark.parametrize(
    ("filters", "message", "hint"),
    [
        (["--indicator", "turnovr"], "'turnovr'", "Did you mean turnover"),
        (["--indicator", "x" * 10_000], "There is no indicator", "Choose from"),
        (["--kind", "flwo"], "'flwo'", "flow"),
        (["--source", "astanatv-2023-09"], "'astanatv-2023-09'", ARTICLE),
        (["--reporter", "KZ"], "'KZ'", "KAZ"),
        (["--scope", "everything"], "'everything'", "total"),
        (["--scope", "eaeu"], "'eaeu'", "total"),
        (["--partner", "KGS"], "'KGS'", "KGZ"),
        (["--published", "2023-13"], "'2023-13'", "2023-09"),
        (["--from", "2023", "--to", "2021"], "from 2023 to 2021", "earlier"),
        (["--from", "10"], "10", "1900"),
        (["--to", "99999999999999999999"], "out of range", "2199"),
        (["--from", "soon"], "--from", "Give a whole number"),
        (["--from"], "--from needs a value.", "--help"),
        (["--json=yes"], "--json takes no value.", "--help"),
        (["--indicater", "turnover"], "There is no option '--indicater'.", "Did you mean --indicator"),
        (["turnover"], "Nothing asks for turnover.", "kztrade figures --help"),
    ],
)
def test_a_bad_filter_ends_with_2_and_a_hint(run: Run, filters: Sequence[str], message: str, hint: str) -> None:
    ended = run("figures", *filters)
    assert (ended.code, ended.out) == (2, "")
    error, told = ended.err.splitlines()
    assert error.startswith("Error: ")
    assert message in error
    assert told.startswith("Hint: ")
    assert hint in told
    assert len(ended.err) < 1000


def test_a_hint_lists_all_there_is_or_says_how_many_more(run: Run) -> None:
    data = store.read_data()
    known = {*data.sources, *data.ledgers}
    hint = run("figures", "--source", "0000").err.splitlines()[1]
    listed, _, rest = hint.removeprefix("Hint: Choose from ").removesuffix(".").partition(" and ")
    assert set(listed.split(", ")) <= known
    assert len(listed.split(", ")) + int(rest.removesuffix(" more")) == len(known)
