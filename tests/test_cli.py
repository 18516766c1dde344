"""The command line: what it prints, what it writes, and how it ends."""

import csv
import hashlib
import io
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import openpyxl
import plotly.graph_objects as go
import pyarrow.parquet as pq
import pytest

import kztrade
from kztrade import answers, cli, originals, store
from kztrade.format import Format
from kztrade.pictures import mirror_pairs
from kztrade.telling import Telling

CHECKOUT = Path(__file__).parent.parent
ARTICLE = "astanatv-2023-09-23"
ORIGINAL = os.environ.get("KZTRADE_ARTICLE")
BROWSER = os.environ.get("KZTRADE_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))), None
)
KEYS = [
    *("indicator", "reporter", "partner", "period", "source"),
    *("value", "low", "high", "unit", "qualifier", "obs_status", "scope", "passage", "token", "note"),
]
COMMANDS = [
    *(["serve"], ["figures"], ["metrics"], ["export"], ["chart"], ["verify"]),
    *(["statements"], ["targets"], ["mirror"]),
    *(["original", "add"], ["original", "fetch"], ["original", "list"], ["original", "remove"]),
    *(["data", "check"], ["data", "record"]),
]

needs_article = pytest.mark.skipif(not ORIGINAL, reason="KZTRADE_ARTICLE names no copy of the article")
needs_browser = pytest.mark.skipif(not BROWSER, reason="no Chrome or Chromium is installed")


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or touches the originals of whoever runs it."""
    monkeypatch.setenv(originals.HOME, str(tmp_path / "home"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line inside this process."""

    def call(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kztrade", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return Ran(int(ended.value.code or 0), *capsys.readouterr())

    return call


def program(*arguments: object, **environment: str) -> dict[str, Any]:
    """What starts the same program in a process of its own; arguments of `subprocess.run`."""
    return {
        "args": [sys.executable, "-c", "from kztrade.cli import main; main()", *map(str, arguments)],
        "env": {**os.environ, "PYTHONPATH": str(CHECKOUT), **environment},
    }


def run_program(*arguments: object, **environment: str) -> Ran:
    ended = subprocess.run(**program(*arguments, **environment), capture_output=True, encoding="utf-8", timeout=300)
    return Ran(ended.returncode, ended.stdout, ended.stderr)


def strict(text: str) -> list[dict[str, Any]]:
    """JSON without the NaN and Infinity that Python would take."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    found = json.loads(text, parse_constant=refuse)
    assert isinstance(found, list)
    return found


def chosen(run: Run, *filters: str) -> list[dict[str, Any]]:
    return strict(run("figures", "--json", *filters).out)


# Figures


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
        "value": 1e9,
        "low": 1e9,
        "high": None,
        "unit": "USD",
        "qualifier": "at_least",
        "obs_status": "A",
        "scope": "total",
        "passage": 5,
        "token": "$1 млрд",
        "note": turnover["note"],
    }


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


def test_the_table_says_hedges_in_words_and_counts_its_rows(run: Run) -> None:
    ended = run("figures", "--source", ARTICLE)
    assert (ended.code, ended.err) == (0, "")
    header, *lines = ended.out.splitlines()
    assert " ".join(header.split()) == "period reporter indicator value interval source passage scope status"
    cells = {line[header.index("indicator") :].split()[0]: line for line in lines[:-2]}
    assert "at least $1 bn " in cells["turnover"]
    assert "$1 bn or more" in cells["turnover"]
    assert "about $1.3 bn " in cells["investment_cumulative"]
    assert "$1.2 bn to $1.4 bn" in cells["investment_cumulative"]
    assert "almost $200 m " in cells["investment"]
    assert lines[-1].startswith("13 figures, data version ")


def test_the_table_rounds_nothing_away_and_marks_what_is_suspect(run: Run) -> None:
    ended = run("figures", "--source", "nsc", "--indicator", "exports", "--from", 2010, "--to", 2010)
    assert "  $447.046316 m  " in ended.out
    assert ended.out.splitlines()[1].endswith("  suspect")
    assert "  as printed  " in ended.out
    assert "1 figure, data version" in ended.out


def test_the_table_marks_what_is_not_the_total(run: Run) -> None:
    lines = run("figures", "--scope", "agriculture").out.splitlines()
    assert all("  agriculture  " in line for line in lines[1:-2])
    assert len(lines) > 3


def test_no_figure_at_all_is_an_empty_list_and_no_error(run: Run) -> None:
    nothing = ["--source", ARTICLE, "--from", "2050"]
    assert run("figures", "--json", *nothing) == (0, "[]\n", "")
    assert run("figures", *nothing).out.splitlines()[-1].startswith("0 figures")


@pytest.mark.parametrize(
    ("filters", "message", "hint"),
    [
        (["--indicator", "turnovr"], "'turnovr'", "Did you mean turnover"),
        (["--indicator", "x" * 10_000], "There is no indicator", "Choose from"),
        (["--kind", "flwo"], "'flwo'", "flow"),
        (["--source", "astanatv-2023-09"], "'astanatv-2023-09'", ARTICLE),
        (["--reporter", "KZ"], "'KZ'", "KAZ"),
        (["--scope", "everything"], "'everything'", "total"),
        (["--published", "2023-13"], "'2023-13'", "2023-09"),
        (["--from", "2023", "--to", "2021"], "from 2023 to 2021", "earlier"),
        (["--from", "10"], "10", "1900"),
        (["--from", "soon"], "--from", "--help"),
    ],
)
def test_a_bad_filter_ends_with_2_and_a_hint(run: Run, filters: Sequence[str], message: str, hint: str) -> None:
    ended = run("figures", *filters)
    assert (ended.code, ended.out) == (2, "")
    assert message in ended.err
    assert hint in ended.err
    assert len(ended.err) < 1000
    assert "Traceback" not in ended.err


# Metrics


def derived(run: Run, *options: str) -> dict[str, dict[str, Any]]:
    ended = run("metrics", "--json", *options)
    assert ended.code == 0
    return {record["name"]: record for record in strict(ended.out)}


@pytest.mark.parametrize(("year", "rate"), [("2025", 18.9), ("2027", 10.9), ("2030", 6.7)])
def test_two_billion_by_a_year_takes_at_most_this_growth(run: Run, year: str, rate: float) -> None:
    required = derived(run, "--by", year)["required_growth"]
    assert round(required["value"], 1) == rate
    assert (required["qualifier"], required["low"], required["unit"]) == ("at_most", None, "percent")


def test_without_options_growth_is_that_to_2027_and_the_year_that_at_19_percent(run: Run) -> None:
    found = derived(run)
    assert round(found["required_growth"]["value"], 1) == 10.9
    assert found["year_reached"]["value"] == 2025


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
    assert all(ARTICLE in key for key in metric["inputs"])


def test_an_open_end_is_null(run: Run) -> None:
    found = derived(run)
    assert (found["implied_level"]["high"], found["gap"]["low"]) == (None, None)
    assert found["implied_level"]["low"] == pytest.approx(1.185e9)


def test_metrics_in_words_never_drop_a_bound_and_tell_what_is_refused(run: Run) -> None:
    ended = run("metrics", "--by", 2025)
    assert ended.code == 0
    assert "at least $1.19 bn" in ended.out
    assert ended.out.count("$1.19 bn") == ended.out.count("at least $1.19 bn")
    assert "at most 18.9%" in ended.out
    last = ended.out.splitlines()[-1]
    assert last.startswith("investment_per_venture: refused. ")
    assert "KAZ>KGZ" in last
    assert "KGZ>KAZ" in last


def test_growth_that_leads_nowhere_is_told_without_a_year(run: Run) -> None:
    assert derived(run, "--growth", "0")["year_reached"]["value"] is None
    assert "At 0 % a year the target is not reached before 2100." in run("metrics", "--growth", "0").out


@pytest.mark.parametrize(
    "options",
    [
        *(["--growth", rate] for rate in ("nan", "inf", "-inf", "1e308", "-100", "-200", "much")),
        *(["--by", year] for year in ("2022", "-5", "99999", "soon")),
    ],
)
def test_a_year_or_growth_that_makes_no_sense_ends_with_2(run: Run, options: Sequence[str]) -> None:
    ended = run("metrics", *options)
    assert (ended.code, ended.out) == (2, "")
    assert "Hint: " in ended.err or "--help" in ended.err
    assert "Traceback" not in ended.err


# Export


def exported(run: Run, out: Path) -> None:
    ended = run("export", out, "--source", ARTICLE)
    version = store.read_data().short_version
    assert ended == (0, f"Wrote {out}: 13 figures, data version {version}\n", "")


def test_csv_reads_back(run: Run, tmp_path: Path) -> None:
    exported(run, tmp_path / "out.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8"), newline="")))
    assert list(rows[0])[:15] == KEYS
    assert {row["indicator"]: row["value"] for row in rows}["turnover_target"] == "2000000000"
    assert len(rows) == 13


def test_xlsx_reads_back(run: Run, tmp_path: Path) -> None:
    exported(run, tmp_path / "OUT.XLSX")
    book = openpyxl.load_workbook(tmp_path / "OUT.XLSX")
    header, *rows = book["Figures"].iter_rows(values_only=True)
    assert list(header)[:15] == KEYS
    assert {row[0]: row[5] for row in rows}["turnover"] == 1e9
    assert len(rows) == 13
    assert ("Filter: sources", ARTICLE) in list(book["About"].iter_rows(values_only=True))


def test_parquet_reads_back(run: Run, tmp_path: Path) -> None:
    exported(run, tmp_path / "out.parquet")
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.column_names[:15] == KEYS
    assert dict(zip(*(table[name].to_pylist() for name in ("indicator", "high")), strict=True))["turnover"] is None
    assert table.num_rows == 13


def test_json_reads_back(run: Run, tmp_path: Path) -> None:
    exported(run, tmp_path / "out.json")
    records = strict((tmp_path / "out.json").read_text("utf-8"))
    assert list(records[0])[:15] == KEYS
    assert {record["indicator"]: record["high"] for record in records}["turnover"] is None
    assert len(records) == 13


def test_zip_is_a_package_of_the_chosen_figures(run: Run, tmp_path: Path) -> None:
    exported(run, tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as package:
        assert package.testzip() is None
        described = json.loads(package.read("datapackage.json"))
        rows = list(csv.reader(io.StringIO(package.read("observations.csv").decode(), newline="")))
    assert described["filters"] == {"sources": ARTICLE}
    assert len(rows) == 1 + 12  # the target has a table of its own


def test_two_exports_are_the_same_to_the_byte(run: Run, tmp_path: Path) -> None:
    for kind in cli.TABLES:
        for name in ("first", "second"):
            exported(run, tmp_path / f"{name}.{kind}")
        assert (tmp_path / f"first.{kind}").read_bytes() == (tmp_path / f"second.{kind}").read_bytes()


@pytest.mark.parametrize("name", ["out.txt", "out", "out.csv.gz", ".csv", ""])
def test_an_unknown_extension_ends_with_2_and_names_the_known_ones(run: Run, tmp_path: Path, name: str) -> None:
    ended = run("export", tmp_path / name)
    assert ended.code == 2
    assert "Hint: End it in one of .csv, .xlsx, .parquet, .json, .zip." in ended.err
    assert list(tmp_path.iterdir()) == []


def test_a_bad_filter_writes_nothing(run: Run, tmp_path: Path) -> None:
    assert run("export", tmp_path / "out.csv", "--source", "nobody").code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_ends_with_1_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    (tmp_path / "folder.csv").mkdir()
    before = sorted(tmp_path.rglob("*"))
    for out in ("missing/out.csv", "file/out.csv", "folder.csv"):
        ended = run("export", tmp_path / out)
        assert (ended.code, ended.out) == (1, "")
        assert "cannot be written: " in ended.err
        assert "Hint: Choose a folder" in ended.err
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "file").read_text() == "old"


def test_a_disk_that_is_full_half_way_leaves_the_older_file_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("old")

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    command = program("export", out, PYTHONDONTWRITEBYTECODE="1")
    ended = subprocess.run(**command, preexec_fn=fill, capture_output=True, text=True, timeout=300)
    assert ended.returncode == 1
    assert "out.csv cannot be written: File too large." in ended.stderr
    assert out.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_a_link_keeps_pointing_to_the_file_that_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "out.csv").symlink_to("real.csv")
    exported(run, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").is_symlink()
    assert len((tmp_path / "real.csv").read_text("utf-8").splitlines()) == 14


def test_others_may_read_an_export_as_far_as_the_umask_says(run: Run, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        exported(run, tmp_path / "out.csv")
    finally:
        os.umask(before)
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o640


# Charts


@dataclass
class Picture:
    """What the drawings of pictures holds."""

    drawn_from: str

    def alone(self) -> go.Figure:
        return go.Figure({"data": [{"x": [2021], "y": [1]}], "layout": {"width": 300, "height": 200}})

    def html(self) -> bytes:
        return f"<html>{self.drawn_from}</html>".encode()


@pytest.fixture
def _pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """One picture, whatever else the drawings holds."""
    drawings = {"target": lambda told: Picture(f"{told.data.short_version} {told.words.locale}")}
    monkeypatch.setitem(sys.modules, "kztrade.pictures", SimpleNamespace(PICTURES=drawings))


@pytest.mark.usefixtures("_pictures")
def test_html_needs_no_browser(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KZTRADE_CHROMIUM", "/nowhere")
    version = store.read_data().short_version
    ended = run("chart", "target", tmp_path / "out.html")
    assert ended == (0, f"Wrote {tmp_path / 'out.html'}: chart target, data version {version}\n", "")
    assert (tmp_path / "out.html").read_text() == f"<html>{version} en</html>"


@needs_browser
@pytest.mark.usefixtures("_pictures")
@pytest.mark.parametrize(("kind", "start"), [("png", b"\x89PNG\r\n"), ("svg", b"<svg"), ("pdf", b"%PDF-")])
def test_pictures_are_drawn_by_the_browser(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, start: bytes
) -> None:
    monkeypatch.setenv("KZTRADE_CHROMIUM", str(BROWSER))
    assert run("chart", "target", tmp_path / f"out.{kind}").code == 0
    content = (tmp_path / f"out.{kind}").read_bytes()
    assert content.startswith(start)
    if kind == "png":  # twice as fine as the 300 by 200 of the layout
        assert [int.from_bytes(content[place : place + 4], "big") for place in (16, 20)] == [600, 400]


@pytest.mark.usefixtures("_pictures")
def test_drawing_loads_nothing_from_another_host(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import kaleido

    asked: dict[str, Any] = {}

    def draw(figure: go.Figure, **options: Any) -> bytes:
        asked.update(options)
        return b"<svg/>"

    monkeypatch.setattr(kaleido, "calc_fig_sync", draw)
    assert run("chart", "target", tmp_path / "out.svg").code == 0
    page = kaleido.PageGenerator(mathjax=asked["kopts"]["mathjax"]).generate_index()
    assert "plotly.min.js" in page
    assert "http" not in page


@pytest.mark.usefixtures("_pictures")
@pytest.mark.parametrize("browser", ["/nowhere", sys.executable])
def test_without_a_browser_the_error_names_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: str
) -> None:
    monkeypatch.setenv("KZTRADE_CHROMIUM", browser)
    ended = run("chart", "target", tmp_path / "out.png")
    assert (ended.code, ended.out) == (1, "")
    assert "apt-get install chromium" in ended.err
    assert not (tmp_path / "out.png").exists()


@pytest.mark.usefixtures("_pictures")
def test_an_unknown_chart_ends_with_2_and_names_those_there_are(run: Run, tmp_path: Path) -> None:
    ended = run("chart", "targets", tmp_path / "out.png")
    assert ended.code == 2
    assert "Hint: Did you mean target? The charts are target." in ended.err


@pytest.mark.usefixtures("_pictures")
def test_a_chart_is_no_table(run: Run, tmp_path: Path) -> None:
    ended = run("chart", "target", tmp_path / "out.csv")
    assert ended.code == 2
    assert "Hint: End it in one of .png, .svg, .pdf, .html." in ended.err


def test_every_picture_is_written_as_a_page_that_names_the_data_version(run: Run, tmp_path: Path) -> None:
    from kztrade.pictures import PICTURES

    version = store.read_data().short_version
    for name in PICTURES:
        out = tmp_path / f"{name}.html"
        assert run("chart", name, out) == (0, f"Wrote {out}: chart {name}, data version {version}\n", "")
        assert version in out.read_text("utf-8")


# Verify

PARAGRAPHS = ("In 2021 turnover was $3 m.", "In 2022 it grew by 12%, said the minister.")
SOURCE = "invented-2024"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Data files with two figures of an invented source."""
    place = tmp_path / "data"
    place.mkdir()
    sums = [hashlib.sha256(paragraph.encode()).hexdigest() for paragraph in PARAGRAPHS]
    columns = {name: ",".join(schema.names) for name, (schema, _) in store.FILES.items()}
    rows = {
        "indicators.csv": ["turnover,USD,flow,both,Turnover,All.", "turnover_growth,percent,rate,both,Growth,All."],
        "sources.csv": [f"{SOURCE},Paper,News,https://example.org/1,2024-01-01,stated,en,A minister,article,,,Free"],
        "passages.csv": [f"{SOURCE},1,{sums[0]},2021 3", f"{SOURCE},2,{sums[1]},2022 12"],
        "observations.csv": [
            f"turnover,KAZ,KGZ,2021,{SOURCE},3000000,2925000,3075000,USD,exact,A,total,1,$3 m,",
            f"turnover_growth,KAZ,KGZ,2022,{SOURCE},12,11.5,12.5,percent,exact,A,total,2,12%,",
        ],
    }
    for name, header in columns.items():
        (place / name).write_text("\n".join([header, *rows.get(name, []), ""]), "utf-8")
    return place


@pytest.fixture
def invented(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the invented original, whose figures are those we ship."""
    data = store.read_data(folder, verify=False)
    monkeypatch.setattr(store, "shipped_data", lambda: data)
    original = folder.parent / "original.txt"
    original.write_text("\n\n".join(["News of the day", *PARAGRAPHS]), "utf-8")
    return original


def change(original: Path, before: str, after: str) -> None:
    text = original.read_text("utf-8")
    assert before in text
    original.write_text(text.replace(before, after), "utf-8")


def test_an_original_with_all_figures_ends_with_0(run: Run, invented: Path) -> None:
    ended = run("verify", invented, "--source", SOURCE)
    assert (ended.code, ended.err) == (0, "")
    assert [line.split() for line in ended.out.splitlines()] == [
        ["passage", "token", "figure", "instead"],
        ["✓", "1", "$3", "m", "turnover", "2021"],
        ["✓", "2", "12%", "turnover_growth", "2022"],
        ["2", "of", "2", "figures", "found"],
    ]


def test_a_changed_digit_ends_with_1_and_is_shown(run: Run, invented: Path) -> None:
    change(invented, "12%", "13%")
    ended = run("verify", invented, "--source", SOURCE)
    assert ended.code == 1
    lines = ended.out.splitlines()
    assert lines[1].startswith("✓")
    assert lines[2].split() == ["✗", "2", "12%", "turnover_growth", "2022", "13%"]
    assert lines[-1] == "1 of 2 figures found"


def test_a_missing_paragraph_ends_with_1(run: Run, invented: Path) -> None:
    invented.write_text(PARAGRAPHS[1], "utf-8")
    ended = run("verify", invented, "--source", SOURCE)
    assert ended.code == 1
    assert "no such paragraph" in ended.out
    assert ended.out.endswith("1 of 2 figures found\n")


def test_another_article_ends_with_1_and_no_figure(run: Run, invented: Path) -> None:
    invented.write_text("In 2021 turnover with the neighbours was $3 m.\n", "utf-8")
    ended = run("verify", invented, "--source", SOURCE)
    assert ended.code == 1
    assert ended.out.endswith("0 of 2 figures found\n")


def test_other_wording_around_a_figure_is_noted_and_ends_with_0(run: Run, invented: Path) -> None:
    change(invented, "the minister", "the vice minister")
    ended = run("verify", invented, "--source", SOURCE)
    assert ended.code == 0
    assert "Note: passage 2 is worded differently from what is recorded; its figures stand." in ended.out
    assert ended.out.endswith("2 of 2 figures found\n")


def test_the_kept_copy_is_verified_when_no_file_is_named(run: Run, invented: Path) -> None:
    assert run("original", "add", SOURCE, invented).code == 0
    assert run("verify", "--source", SOURCE).out.endswith("2 of 2 figures found\n")


def test_without_any_original_verify_ends_with_3(run: Run) -> None:
    ended = run("verify")
    assert (ended.code, ended.out) == (3, "")
    assert f"No original of {ARTICLE} is kept here." in ended.err
    assert f"kztrade original fetch {ARTICLE}" in ended.err


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        (b"", 3, "empty"),
        (b"\xff\xfe\x00binary", 3, "not UTF-8"),
        (b"<html><body><p>In 2021 turnover was $3 m.</p></body></html>", 3, "web page"),
        (b"a" * 50_000_000, 3, "50.0 MB"),
        (None, 2, "There is no file"),
    ],
)
def test_a_file_that_is_no_original_is_refused_in_a_sentence(
    run: Run, tmp_path: Path, content: bytes | None, code: int, message: str
) -> None:
    file = tmp_path / "original.txt"
    if content is not None:
        file.write_bytes(content)
    ended = run("verify", file)
    assert (ended.code, ended.out) == (code, "")
    assert message in ended.err
    assert "Hint: " in ended.err


@pytest.mark.parametrize(("source", "hint"), [("nobody", "Choose from"), ("nsc", ARTICLE)])
def test_a_source_without_passages_cannot_be_verified(run: Run, source: str, hint: str) -> None:
    ended = run("verify", "--source", source)
    assert (ended.code, ended.out) == (2, "")
    assert hint in ended.err


def test_an_original_cannot_command_the_terminal(run: Run, invented: Path) -> None:
    change(invented, "12%", "13\u009b31m%")
    ended = run("verify", invented, "--source", SOURCE)
    assert ended.code == 1
    assert "\u009b" not in ended.out


@needs_article
def test_the_real_article_states_all_thirteen_figures(run: Run) -> None:
    ended = run("verify", ORIGINAL)
    assert ended.code == 0
    assert ended.out.endswith("\n13 of 13 figures found\n")
    assert ended.out.count("✓") == 13
    assert "Note" not in ended.out


@needs_article
def test_a_changed_digit_of_the_real_article_is_noticed(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    shutil.copy(str(ORIGINAL), copy)
    change(copy, "19%", "18%")
    ended = run("verify", copy)
    assert ended.code == 1
    (failed,) = (line for line in ended.out.splitlines() if line.startswith("✗"))
    assert "19%" in failed
    assert "turnover_growth 2022" in failed
    assert "18%" in failed
    assert ended.out.endswith("\n12 of 13 figures found\n")


# Originals


def test_an_original_is_added_listed_and_removed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes(b"A text.\n")
    sha256 = hashlib.sha256(b"A text.\n").hexdigest()
    place = tmp_path / "home" / "originals"
    kept = f"Kept the original of {ARTICLE} in {place}, SHA-256 {sha256}\n"
    assert run("original", "add", ARTICLE, file) == (0, kept, "")
    listed = run("original", "list").out.splitlines()
    assert listed[0].split() == ["source", "added", "origin", "sha256"]
    assert [listed[1].split()[i] for i in (0, 2, 3)] == [ARTICLE, "file", sha256]
    assert listed[-1] == f"1 kept in {place}"
    assert run("original", "remove", ARTICLE) == (0, f"Removed the original of {ARTICLE}\n", "")
    assert run("original", "list") == (0, f"0 kept in {place}\n", "")


def test_a_fetched_original_is_kept_with_its_address(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(source: Any, hosts: frozenset[str]) -> originals.Fetched:
        assert source.id == ARTICLE
        assert "m.astanatv.kz" in hosts
        return originals.Fetched("A text.\n", "https://m.astanatv.kz/elsewhere")

    monkeypatch.setattr(originals, "fetch_original", fetch)
    assert run("original", "fetch", ARTICLE).code == 0
    assert "  https://m.astanatv.kz/elsewhere  " in run("original", "list").out
    assert originals.read_original(ARTICLE) == "A text.\n"


@pytest.mark.parametrize("command", [["add", "astanatv", __file__], ["fetch", "astanatv"]])
def test_an_unknown_source_ends_with_2_and_what_may_be_meant(run: Run, command: Sequence[str]) -> None:
    ended = run("original", *command)
    assert (ended.code, ended.out) == (2, "")
    assert "Hint: Did you mean" in ended.err
    assert "astanatv-" in ended.err


def test_what_is_not_kept_cannot_be_removed(run: Run) -> None:
    ended = run("original", "remove", ARTICLE)
    assert (ended.code, ended.out) == (2, "")
    assert "kztrade original list" in ended.err


def test_a_folder_that_cannot_hold_originals_ends_with_1(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("A text.")
    monkeypatch.setenv(originals.HOME, str(tmp_path / "file"))
    ended = run("original", "add", ARTICLE, tmp_path / "file")
    assert (ended.code, ended.out) == (1, "")
    assert originals.HOME in ended.err


# Data files


def test_data_check_tells_version_and_counts(run: Run) -> None:
    data = store.read_data()
    ended = run("data", "check")
    assert ended.code == 0
    assert f"observations  {len(data.observations)}\n" in ended.out
    assert ended.out.endswith(f"No fault found, data version {data.version}\n")


def test_data_record_writes_the_checksums_that_data_check_wants(run: Run, folder: Path) -> None:
    assert run("data", "check", "--folder", folder).code == 1
    ended = run("data", "record", "--folder", folder)
    assert ended.code == 0
    for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines():
        recorded, name = line.split("  ")
        assert recorded == hashlib.sha256((folder / name).read_bytes()).hexdigest()
    assert run("data", "check", "--folder", folder).code == 0


def test_data_check_reports_all_faults_at_once(run: Run, folder: Path) -> None:
    change(folder / "observations.csv", "2021,", "2021-13,")
    change(folder / "observations.csv", ",12,11.5", ',"12,0",11.5')
    for command in ("check", "record"):
        ended = run("data", command, "--folder", folder)
        assert (ended.code, ended.out) == (1, "")
        assert "data/observations.csv:2: period: found '2021-13'" in ended.err
        assert "data/observations.csv:3: value: found '12,0'" in ended.err
        assert "Hint: " in ended.err
    assert not (folder / "SHA256SUMS").exists()


def test_data_check_notices_a_change_that_is_not_recorded(run: Run, folder: Path) -> None:
    run("data", "record", "--folder", folder)
    change(folder / "sources.csv", "Paper", "Another paper")
    ended = run("data", "check", "--folder", folder)
    assert ended.code == 1
    assert "sources.csv" in ended.err
    assert "kztrade data record" in ended.err


def test_a_folder_without_data_is_reported(run: Run, tmp_path: Path) -> None:
    ended = run("data", "check", "--folder", tmp_path)
    assert (ended.code, ended.out) == (1, "")
    assert "data/observations.csv: found No such file or directory" in ended.err


# Serve


def test_serve_hands_host_and_port_to_the_server(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from kztrade import server

    asked: list[object] = []
    monkeypatch.setattr(server, "serve", lambda *arguments: asked.append(arguments))
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    assert run("serve", "--host", "127.0.0.1", "--port", port, "--no-open").code == 0
    assert asked == [("127.0.0.1", port)]


@pytest.mark.parametrize("option", ["--open", "--no-open"])
def test_a_busy_port_ends_with_1_and_opens_no_browser(run: Run, monkeypatch: pytest.MonkeyPatch, option: str) -> None:
    opened: list[str] = []
    monkeypatch.setattr(cli.webbrowser, "open", opened.append)
    monkeypatch.setenv("DISPLAY", ":0")
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        ended = run("serve", "--host", "127.0.0.1", "--port", port, option)
    assert (ended.code, ended.out) == (1, "")
    assert f"127.0.0.1:{port}" in ended.err
    assert "Hint: Choose another port" in ended.err
    assert opened == []


@pytest.mark.parametrize(("option", "opens"), [("--open", True), ("--no-open", False)])
def test_the_browser_opens_once_the_server_answers(
    run: Run, monkeypatch: pytest.MonkeyPatch, option: str, opens: bool
) -> None:
    from kztrade import server

    opened: list[str] = []
    seen = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]

    def serve(host: str, port: int) -> None:
        time.sleep(0.3)
        assert opened == []
        with socket.create_server((host, port)):
            assert seen.wait(300) is opens if opens else not seen.wait(0.5)

    monkeypatch.setattr(server, "serve", serve)
    monkeypatch.setattr(cli.webbrowser, "open", lambda address: (opened.append(address), seen.set()))
    monkeypatch.setenv("DISPLAY", ":0")
    assert run("serve", "--host", "127.0.0.1", "--port", port, option).code == 0
    assert opened == ([f"http://127.0.0.1:{port}"] if opens else [])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a screen")
def test_without_a_screen_no_browser_opens_in_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not cli._has_screen()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_port_that_cannot_be_ends_with_2(run: Run, port: str) -> None:
    ended = run("serve", "--port", port)
    assert (ended.code, ended.out) == (2, "")
    assert "--port" in ended.err


# The program


def test_help_names_every_command_and_waits_for_no_large_library() -> None:
    script = (
        "import sys; from kztrade.cli import main\n"
        "try: main()\n"
        "except SystemExit: print({'numpy', 'pandas', 'pyarrow', 'plotly', 'streamlit'} & set(sys.modules))"
    )
    command = {**program(), "args": [sys.executable, "-c", script, "--help"]}
    ended = subprocess.run(**command, capture_output=True, text=True, timeout=300)
    assert ended.stdout.splitlines()[-1] == "set()"
    for command_name, *_ in COMMANDS:
        assert f"\n  {command_name} " in ended.stdout


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help(run: Run, command: Sequence[str]) -> None:
    ended = run(*command, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"Usage: kztrade {' '.join(command)} ")
    assert len(ended.out.split("\n\n")[1].strip()) > 20


def test_there_is_no_command_that_these_tests_do_not_know() -> None:
    listed = {("original", info.name) for info in cli.original.registered_commands}
    listed |= {("data", info.name) for info in cli.records.registered_commands}
    listed |= {(info.name or info.callback.__name__,) for info in cli.app.registered_commands if info.callback}
    assert listed == {tuple(command) for command in COMMANDS}


def test_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version") == (0, f"kztrade {kztrade.__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["figures", "--json", "--source", ARTICLE], 0),
        (["data", "check", "--folder", "/nowhere"], 1),
        (["figures", "--indicator", "turnovr"], 2),
        (["figure"], 2),
        (["verify"], 3),
    ],
)
def test_the_exit_code_tells_who_must_act(arguments: Sequence[str], code: int) -> None:
    ended = run_program(*arguments)
    assert ended.code == code
    assert "Traceback" not in ended.err
    assert bool(ended.err) is (code != 0)
    assert bool(ended.out) is (code == 0)


def test_the_table_is_the_same_however_wide_the_terminal_and_holds_no_escape_codes() -> None:
    narrow, wide = (run_program("figures", "--source", ARTICLE, COLUMNS=columns) for columns in ("20", "300"))
    assert narrow == wide
    assert "\x1b" not in wide.out
    assert "\u00a0" not in wide.out


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0"}
nameable = pytest.mark.skipif(not sys.prefix.isascii(), reason="the folder of Python itself has no name in this locale")


@pytest.mark.parametrize("locale", [{"PYTHONIOENCODING": "ascii"}, pytest.param(ASCII, marks=nameable)])
def test_letters_come_out_as_utf_8_whatever_the_locale(locale: dict[str, str]) -> None:
    ended = run_program("figures", "--json", "--source", ARTICLE, **locale)
    assert {record["token"] for record in strict(ended.out)} >= {"$1 млрд", "алты құжатқа"}


def test_a_reader_that_closes_the_pipe_is_left_in_peace() -> None:
    with subprocess.Popen(**program("figures", "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("arguments", [["figures", "--json"], ["--version"]])
def test_a_full_disk_behind_the_output_is_an_error_in_a_sentence(arguments: Sequence[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(**program(*arguments), stdout=full, stderr=subprocess.PIPE, text=True, timeout=300)
    assert (ended.returncode, ended.stderr) == (1, "Error: No space left on device.\n")


def test_ctrl_c_ends_with_130_and_no_traceback(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # a runner in the background hands on an ignored Ctrl-C, which a reader's terminal never does
    with subprocess.Popen(**program("verify", pipe), **streams, preexec_fn=hear_ctrl_c) as process:
        writer = opened_by_its_reader(pipe)
        wait_until_asleep(process.pid)  # the command waits for a text that does not come
        process.send_signal(signal.SIGINT)
        try:
            out, err = process.communicate(timeout=300)
        finally:
            process.kill()
            os.close(writer)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


def hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def opened_by_its_reader(pipe: Path) -> int:
    """The writing end of a pipe, once somebody opened the other."""
    for _ in range(3000):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody has
            time.sleep(0.1)
    raise TimeoutError


def wait_until_asleep(pid: int) -> None:
    """Wait for a process to wait; Python forgets a Ctrl-C that comes between the opening of a file and its reading."""
    for _ in range(3000):
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        if state == "S":
            return
        time.sleep(0.1)
    raise TimeoutError


# What officials said, set against the ledgers


def test_mirror_prints_both_flows_with_the_gaps_of_the_two_offices(run: Run) -> None:
    rows = strict(run("mirror", "--json").out)
    gaps = {(row["exporter"], row["period"]): round(row["value"], 1) for row in rows}
    # 792.95 ÷ 770.22 − 1, 1,147.18 ÷ 862.18 − 1, 410.89 ÷ 453.93 − 1, 449.01 ÷ 540.96 − 1
    assert gaps["KAZ", "2022"] == 3.0
    assert gaps["KAZ", "2023"] == 33.1
    assert gaps["KGZ", "2022"] == -9.5
    assert gaps["KGZ", "2023"] == -17.0


def test_statements_on_2022_come_with_a_verdict_by_each_office(run: Run) -> None:
    rows = strict(run("statements", "--indicator", "turnover", "--period", "2022", "--json").out)
    verdicts = {row["source"]: row["verdict"] for row in rows}
    said = "too high by $3.1\u00a0m or more for Kazakh statistics ($1.247\u00a0bn)"
    assert verdicts["jasqazaq-2024-04"].startswith(said)
    assert "agrees after rounding with Kyrgyz statistics" in verdicts["silkway-news-2023-09"]
    assert "agrees with Kyrgyz statistics" in verdicts["trend-2024-04-09"]


def test_statements_of_january_to_july_2023_stand_side_by_side(run: Run) -> None:
    rows = strict(run("statements", "--indicator", "turnover", "--period", "2023-01/2023-07", "--json").out)
    assert {row["value"] for row in rows} == {757e6, 755.4e6, 759e6}
    assert {row["verdict"] for row in rows} == {"no statistic to compare"}


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
def test_the_printed_table_of_a_comparison_names_the_data_version(run: Run, command: str) -> None:
    assert "data version" in run(command).out


def test_a_period_that_cannot_be_read_is_a_usage_error(run: Run) -> None:
    done = run("statements", "--period", "2023-13")
    assert done.code == 2
    assert "2023-13" in done.err
    assert "Hint:" in done.err


def test_metrics_of_a_ledger_give_its_own_turnover_and_growth(run: Run) -> None:
    rows = strict(run("metrics", "--source", "bns", "--from", "2022", "--to", "2022", "--json").out)
    values = {row["name"]: row["value"] for row in rows}
    # 792.952 + 453.925 and 792.952 − 453.925 million; 1,246.877 ÷ 1,050.532 − 1
    assert round(values["turnover"] / 1e6, 1) == 1246.9
    assert round(values["balance"] / 1e6, 1) == 339.0
    assert round(values["growth"], 1) == 18.7
    assert {row["source"] for row in rows} == {"bns"}


def test_the_table_of_metrics_names_source_and_reporter_of_each_row(run: Run) -> None:
    ended = run("metrics", "--source", "imf-dots", "--from", 2019, "--to", 2020)
    header, *rows = (line.split() for line in ended.out.splitlines() if "imf-dots" in line or "metric" in line)
    assert header[:4] == ["metric", "period", "source", "reporter"]
    turnover = {(row[1], *row[2:4]): row[4] for row in rows if row[0] == "turnover"}
    assert turnover["2019", "imf-dots", "KAZ"] == "$856"
    assert turnover["2019", "imf-dots", "KGZ"] == "$947.5"


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
    assert hint.startswith("Hint: Choose from bns KAZ (2018–2023), imf-dots KAZ (1993–2020), ")
    assert strict(run("metrics", *options, "--json").out) == []


def test_mirror_carries_the_gaps_with_the_imf_and_names_the_source_of_each_end(run: Run) -> None:
    rows = strict(run("mirror", "--json").out)
    assert {row["exporter_source"] for row in rows[:12]} | {row["importer_source"] for row in rows[:12]} == {
        "bns",
        "nsc",
    }
    keys = [tuple(row[name] for name in ("period", "exporter", "exporter_source", "importer_source")) for row in rows]
    assert len(set(keys)) == len(keys)
    gaps = dict(zip(keys, rows, strict=True))
    # IMF 562.1 by its Kazakh side against 523.6 of the Kyrgyz committee: 562.1 ÷ 523.6 − 1
    assert round(gaps["2020", "KAZ", "imf-dots", "nsc"]["value"], 1) == 7.4
    assert min(key[0] for key in keys) == "1993"
    assert all(row["source"].split("+")[0] == row["exporter_source"] for row in rows)
    assert gaps["2010", "KGZ", "nsc", "imf-dots"]["obs_status"] == "U"


def test_mirror_has_every_gap_that_the_ledgers_page_shows(run: Run) -> None:
    told = Telling(store.read_data(), Format())
    rows = strict(run("mirror", "--json").out)
    printed = {(row["period"], *row["inputs"]): row["value"] for row in rows}
    for flow in ("KAZ>KGZ", "KGZ>KAZ"):
        for both, _ in mirror_pairs(told, flow, answers.ledgers(told.data), without_suspects=False):
            assert printed[both.gap.period.text, *both.gap.inputs] == both.gap.value
    header, *lines = run("mirror").out.splitlines()
    assert "exporter's source" in header
    assert len(lines) == len(rows) + 2
    assert [line.split()[-1] for line in lines if line].count("suspect") == 5  # one a suspect value
