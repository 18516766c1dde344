"""Every table, chart and view of every page in every format, from the shipped data."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

import kztrade
from kztrade import files, store
from kztrade.files import Kind, formats
from kztrade.files.csv_table import csv_bytes
from kztrade.files.plain import plain_table
from kztrade.pages import Visit, pages
from kztrade.parameters import defaults
from kztrade.view import View
from kztrade.words import Format, Telling

DAY = date(2026, 1, 1)
PAGES = [page.id for page in pages()]
TABLE = {one.extension: one for one in formats(Kind.TABLE)}


@pytest.fixture(scope="module")
def shipped() -> Telling:
    return Telling(store.read_data(verify=False), Format())


@pytest.fixture(scope="module")
def views(shipped: Telling) -> Mapping[str, View]:
    return {page.id: page.view(shipped, Visit(defaults(page.parameters(shipped, DAY)), DAY)) for page in pages()}


@pytest.mark.parametrize("page", PAGES)
def test_every_table_reads_back_equal_from_every_format(shipped: Telling, views: Mapping[str, View], page: str) -> None:
    for table in views[page].tables():
        made = plain_table(shipped, table)
        rows = [list(row) for row in made.rows]
        records = json.loads(TABLE["json"].write(shipped, table))
        assert [list(record.values())[:-1] for record in records] == rows
        version = shipped.data.short_version
        named = csv_bytes([*made.names, "data_version"], [[*row, version] for row in rows])
        assert TABLE["csv"].write(shipped, table) == named
        sheet = openpyxl.load_workbook(io.BytesIO(TABLE["xlsx"].write(shipped, table)))["Figures"]
        assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [made.names, *rows]
        read = pq.read_table(io.BytesIO(TABLE["parquet"].write(shipped, table)))
        assert read.schema.names == made.names
        assert [list(row.values()) for row in read.to_pylist()] == rows


@pytest.mark.parametrize("page", PAGES)
def test_every_column_of_a_file_says_what_it_means(shipped: Telling, views: Mapping[str, View], page: str) -> None:
    silent = [
        f"{table.id}.{field.name}"
        for table in views[page].tables()
        for field in plain_table(shipped, table).fields
        if not field.meaning
    ]
    assert silent == []


@pytest.mark.parametrize("page", PAGES)
def test_every_view_is_strict_json_with_all_its_tables(shipped: Telling, views: Mapping[str, View], page: str) -> None:
    [one] = [one for one in formats(Kind.VIEW) if one.extension == "json"]
    content = one.write(shipped, views[page]).decode()
    json.loads(content, parse_constant=pytest.fail)
    for table in views[page].tables():
        assert f'"id": "{table.id}"' in content


SCRIPT = """
import hashlib
from datetime import date
from kztrade import files, store
from kztrade.pages import Visit, pages
from kztrade.parameters import defaults
from kztrade.words import Format, Telling
told = Telling(store.read_data(verify=False), Format())
day = date(2026, 1, 1)
made = [one.write(told, None) for one in files.formats(files.Kind.EVERYTHING)]
for page in pages()[:3]:
    view = page.view(told, Visit(defaults(page.parameters(told, day)), day))
    things = {files.Kind.VIEW: [view], files.Kind.CHART: view.charts(), files.Kind.TABLE: view.tables()}
    for kind, found in things.items():
        made += [one.write(told, thing) for one in files.formats(kind) if not one.browser for thing in found]
print(*(hashlib.sha256(content).hexdigest() for content in made))
"""


def test_the_same_data_give_the_same_bytes_in_every_process() -> None:
    def run(**settings: str) -> list[str]:
        environment = {**os.environ, "PYTHONPATH": str(Path(kztrade.__file__).parent.parent), **settings}
        return subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
        ).stdout.split()

    first = run(PYTHONHASHSEED="1", TZ="Asia/Almaty", LC_ALL="C")
    assert len(first) > 20
    assert run(PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C.UTF-8") == first


def test_a_new_format_is_one_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made_up_table.py").write_text(
        "from kztrade.files.registry import Format, Kind\n"
        "FORMATS = (Format('ods', 'ODS', 'application/x-made-up', Kind.TABLE, lambda told, table: b'made up'),)\n"
    )
    monkeypatch.setattr(files, "__path__", [*files.__path__, str(tmp_path)])
    files.registry._formats.cache_clear()
    try:
        assert "ods" in [one.extension for one in formats(Kind.TABLE)]
    finally:
        files.registry._formats.cache_clear()
        sys.modules.pop("kztrade.files.made_up_table", None)
