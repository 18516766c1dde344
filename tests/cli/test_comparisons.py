"""`kztrade statements`, `targets` and `mirror`: what officials said, set against the ledgers."""

import pytest

from kztrade import ledgers, store
from kztrade.answers.ledgers import flows, mirror_pairs
from kztrade.codes import Dating
from tests.cli.program import Run, strict


def test_mirror_prints_both_flows_with_the_gaps_of_the_two_offices(run: Run) -> None:
    rows = strict(run("mirror", "--json").out)
    offices = [row for row in rows if row["importer_source"].startswith(("bns", "nsc"))]
    gaps = {
        (row["exporter"], row["period"]): round(row["value"], 1)
        for row in offices
        if row["exporter_source"].startswith(("bns", "nsc"))
    }
    # 792.95 ÷ 770.22 − 1, 1,147.18 ÷ 862.18 − 1, 410.89 ÷ 453.93 − 1, 449.01 ÷ 540.96 − 1
    assert gaps["KAZ", "2022"] == 3.0
    assert gaps["KAZ", "2023"] == 33.1
    assert gaps["KGZ", "2022"] == -9.5
    assert gaps["KGZ", "2023"] == -17.0


def test_mirror_carries_the_gaps_with_the_imf_and_names_the_source_of_each_end(run: Run) -> None:
    rows = strict(run("mirror", "--json").out)
    places = ("period", "exporter", "exporter_source", "importer_source")
    keys = [tuple(row[name] for name in places) for row in rows]
    assert len(set(keys)) == len(keys)
    with_imf = [row for row in rows if row["exporter_source"].startswith("imf") and row["exporter"] == "KAZ"]
    # IMF 562.1 by its Kazakh side against 523.6 of the Kyrgyz committee: 562.1 ÷ 523.6 − 1
    (gap,) = (row for row in with_imf if row["period"] == "2020" and row["importer_source"].startswith("nsc"))
    assert round(gap["value"], 1) == 7.4
    assert (round(gap["exports"] / 1e6, 1), round(gap["imports"] / 1e6, 1)) == (562.1, 523.6)
    assert min(key[0] for key in keys) == "1993"


def test_mirror_has_every_gap_that_the_ledgers_page_shows(run: Run) -> None:
    data = store.read_data()
    rows = strict(run("mirror", "--json").out)
    printed = {(row["period"], row["inputs"]): row["value"] for row in rows}
    for flow in flows(data)[:2]:
        for both in mirror_pairs(data, flow, ledgers.books(data)):
            assert printed[both.gap.period.text, " ".join(both.gap.inputs)] == both.gap.value
    header, *lines = run("mirror").out.splitlines()
    assert "Exporter’s source" in header
    assert len(lines) == len(rows) + 2
    suspects = sum(row["obs_status"] == "U" for row in rows)
    assert sum("suspect" in line for line in lines) == suspects > 0


def test_statements_on_2022_come_with_a_verdict_by_each_office(run: Run) -> None:
    rows = strict(run("statements", "--indicator", "turnover", "--period", "2022", "--json").out)
    verdicts = {row["source"]: row["verdict"] for row in rows}
    # 1.3 billion is 1.25 at least, and that is 3.12 million more than 1,246.88
    assert "too high by $3.12\u00a0m or more" in verdicts["jasqazaq-2024-04"]
    assert "agrees after rounding" in verdicts["silkway-news-2023-09"]
    assert "agrees" in verdicts["trend-2024-04-09"]
    assert all("Kazakh statistics" in text and "Kyrgyz statistics" in text for text in verdicts.values())


def test_statements_of_january_to_july_2023_stand_side_by_side(run: Run) -> None:
    rows = strict(run("statements", "--indicator", "turnover", "--period", "2023-01/2023-07", "--json").out)
    assert {row["value"] for row in rows} >= {757e6, 755.4e6}
    assert all(row["period"] == "2023-01/2023-07" for row in rows)


def test_every_statement_is_printed_with_indicator_and_period(run: Run) -> None:
    header, *lines = run("statements", "--period", "2022").out.splitlines()
    period, indicator = header.index("Period"), header.index("Indicator")
    assert {line[period:indicator].strip() for line in lines[:-2]} == {"2022"}
    assert "Turnover growth" in {line[indicator : indicator + 36].strip() for line in lines}


def test_a_day_that_is_inferred_keeps_its_about_at_the_prompt(run: Run) -> None:
    data = store.read_data()
    inferred = {source.id for source in data.sources.values() if source.dating is Dating.INFERRED and source.published}
    records = strict(run("statements", "--json").out)
    lines = run("statements").out.splitlines()[1:]
    told = {(record["source"], line.startswith("about ")) for record, line in zip(records, lines, strict=False)}
    assert inferred & {source for source, _ in told}
    assert all(about == (source in inferred) for source, about in told)


def test_targets_name_the_ledger_that_rates_them(run: Run) -> None:
    rows = strict(run("targets", "--json").out)
    fates = {
        (row["ledger"], row["reporter"]): (row["fate"], row["year"])
        for row in rows
        if (row["value"], row["deadline"]) == (1e9, "2020")
    }
    assert fates["bns", "KAZ"] == ("met_late", 2021)
    assert fates["nsc", "KGZ"] == ("met_late", 2021)
    assert fates["imf-dots", "KAZ"] == ("missed", 2020)


@pytest.mark.parametrize("command", ["statements", "targets", "mirror"])
def test_the_printed_table_of_a_comparison_counts_its_rows_and_names_the_data_version(run: Run, command: str) -> None:
    count = len(strict(run(command, "--json").out))
    version = store.read_data().short_version
    assert run(command).out.splitlines()[-1] == f"{count} rows, data version {version}"


@pytest.mark.parametrize(
    ("options", "hint"), [(["--period", "2023-13"], "2023-09"), (["--indicator", "turnovr"], "Did you mean turnover")]
)
def test_what_nobody_can_have_spoken_of_is_a_usage_error(run: Run, options: list[str], hint: str) -> None:
    ended = run("statements", *options)
    assert (ended.code, ended.out) == (2, "")
    assert options[1] in ended.err
    assert hint in ended.err.splitlines()[1]
