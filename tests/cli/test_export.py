"""`kztrade export`: every format reads back, and a file is written whole or not at all."""

import csv
import io
import json
import os
import resource
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from kztrade import files, store
from tests.cli.program import ARTICLE, KEYS, Run, program, strict

KINDS = [one.extension for kind in (files.Kind.TABLE, files.Kind.EVERYTHING) for one in files.formats(kind)]


def exported(run: Run, out: Path) -> None:
    ended = run("export", out, "--source", ARTICLE)
    version = store.read_data().short_version
    assert ended == (0, f"Wrote {out}: 13 figures, data version {version}\n", "")


def test_csv_reads_back(run: Run, tmp_path: Path) -> None:
    exported(run, tmp_path / "out.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8"), newline="")))
    assert list(rows[0])[: len(KEYS)] == KEYS
    assert {row["indicator"]: row["value"] for row in rows}["turnover_target"] == "2000000000"
    assert len(rows) == 13


def test_xlsx_reads_back(run: Run, tmp_path: Path) -> None:
    exported(run, tmp_path / "OUT.XLSX")
    book = openpyxl.load_workbook(tmp_path / "OUT.XLSX")
    header, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert list(header)[: len(KEYS)] == KEYS
    assert {row[0]: row[6] for row in rows}["turnover"] == 1e9
    assert len(rows) == 13
    told = [cell for sheet in book.worksheets[1:] for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "Filter: sources" in told


def test_parquet_reads_back(run: Run, tmp_path: Path) -> None:
    exported(run, tmp_path / "out.parquet")
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.column_names[: len(KEYS)] == KEYS
    assert dict(zip(*(table[name].to_pylist() for name in ("indicator", "high")), strict=True))["turnover"] is None
    assert table.num_rows == 13


def test_json_reads_back(run: Run, tmp_path: Path) -> None:
    exported(run, tmp_path / "out.json")
    records = strict((tmp_path / "out.json").read_text("utf-8"))
    assert list(records[0])[: len(KEYS)] == KEYS
    assert {record["indicator"]: record["high"] for record in records}["turnover"] is None
    assert len(records) == 13


def test_zip_is_a_package_of_the_chosen_figures(run: Run, tmp_path: Path) -> None:
    exported(run, tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as package:
        assert package.testzip() is None
        described = json.loads(package.read("datapackage.json"))
        (name,) = (name for name in package.namelist() if name.endswith("observations.csv"))
        rows = list(csv.reader(io.StringIO(package.read(name).decode(), newline="")))
    assert described["filters"] == {"sources": ARTICLE}
    assert len(rows) == 1 + 12  # the target has a table of its own


@pytest.mark.parametrize("kind", KINDS)
def test_two_exports_are_the_same_to_the_byte(run: Run, tmp_path: Path, kind: str) -> None:
    for name in ("first", "second"):
        exported(run, tmp_path / f"{name}.{kind}")
    assert (tmp_path / f"first.{kind}").read_bytes() == (tmp_path / f"second.{kind}").read_bytes()


@pytest.mark.parametrize("name", ["out.txt", "out", "out.csv.gz", ".csv", ""])
def test_an_unknown_extension_ends_with_2_and_names_the_known_ones(run: Run, tmp_path: Path, name: str) -> None:
    ended = run("export", tmp_path / name)
    assert ended.code == 2
    assert "Hint: End it in one of .csv, .xlsx, .parquet, .json, .zip." in ended.err
    assert list(tmp_path.iterdir()) == []


def test_help_names_every_extension_that_can_be_written(run: Run) -> None:
    listed = run("export", "--help").out
    assert [kind for kind in KINDS if kind not in listed] == []


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
