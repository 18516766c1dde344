"""What a reader takes away, fetched by real clicks and read back by other tools."""

import csv
import io
import json
import re
import struct
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Page, expect

from kztrade.store import shipped_data

VERSION = shipped_data().short_version
QUERY = "explore?indicator=turnover&years=2021-2022&ledger=bns.nsc.article"
CHARTS = ["", QUERY, "ledgers", "statements", "targets", "investment", "calendar"]


def fetched(page: Page, name: str, last: bool = False) -> tuple[str, bytes]:
    """A file by its button: the first one of that name, or the last, where the picture's comes before the table's."""
    found = page.get_by_role("button", name=re.compile(f"({name}|as {name})$"))
    with page.expect_download() as started:
        (found.last if last else found.first).click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


@pytest.mark.parametrize("path", CHARTS)
def test_every_chart_comes_as_a_picture_that_explains_itself(visit, path) -> None:
    page = visit.open(f"/{path}")
    title = page.locator("h2.kz-title").first.inner_text()
    name, content = fetched(page, "SVG")
    assert re.fullmatch(rf"[a-z0-9_-]+_{VERSION}\.svg", name)
    words = " ".join("".join(node.itertext()) for node in ET.fromstring(content).iter() if node.tag.endswith("text"))
    assert title.split(",")[0] in words
    assert "Source:" in words
    assert f"Data version {VERSION}" in words


@pytest.mark.parametrize("width", [1280, 390])
def test_the_png_is_the_same_2000_pixels_wide_whatever_the_window(visit, width) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    name, content = fetched(visit.open("/"), "PNG")
    assert re.fullmatch(rf"turnover_\d{{4}}-\d{{4}}_{VERSION}\.png", name)
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    across, down = struct.unpack(">II", content[16:24])
    assert across == 2000
    assert 800 < down < 2400


def test_a_picture_comes_once_for_each_click_and_never_by_itself(visit) -> None:
    page = visit.open("/ledgers")
    names: list[str] = []
    page.on("download", lambda download: names.append(download.suggested_filename))
    fetched(page, "PNG")
    with page.expect_download(), page.expect_download(lambda download: download.suggested_filename.endswith("svg")):
        page.get_by_role("button", name="as PNG").click()  # who is quick gets both
        page.get_by_role("button", name="as SVG").click()
    page.locator('[data-testid="stButtonGroup"]').get_by_text("Turnover", exact=True).click()
    expect(page).to_have_url(re.compile("flow=turnover"))
    visit.settle()
    fetched(page, "SVG")
    assert [re.sub(r"_\d{4}-2023", "", name) for name in names] == [
        *[f"ledgers_kaz-kgz_{VERSION}.png"] * 2,
        f"ledgers_kaz-kgz_{VERSION}.svg",
        f"ledgers_turnover_{VERSION}.svg",
    ]


def test_the_html_file_opens_without_the_server(visit, browser, tmp_path) -> None:
    name, content = fetched(visit.open("/"), "HTML")
    file = tmp_path / name
    file.write_bytes(content)
    alone = browser.new_context(offline=True).new_page()
    alone.goto(file.as_uri())
    expect(alone.locator(".main-svg").first).to_be_visible()
    expect(alone.locator("body")).to_contain_text(f"Data version {VERSION}")
    alone.context.close()


def test_the_table_reads_back_as_it_stands_on_the_page(visit) -> None:
    page = visit.open(f"/{QUERY}")
    shown = page.locator(".kz-table tbody tr").count()
    name, content = fetched(page, "CSV")
    assert name == f"turnover_2021-2022_{VERSION}.csv"
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert len(rows) == shown == 5
    assert {(row["source"], row["period"]) for row in rows} == {
        ("astanatv-2023-09-23", "2021"),
        *((source, year) for source in ("bns", "nsc") for year in ("2021", "2022")),
    }
    assert {row["data_version"] for row in rows} == {VERSION}
    stated = next(row for row in rows if row["source"].startswith("astanatv"))
    assert (stated["value"], stated["high"], stated["qualifier"]) == ("1000000000", "", "at_least")
    records = json.loads(fetched(page, "JSON", last=True)[1], parse_constant=pytest.fail)
    assert {record["data_version"] for record in records} == {VERSION}
    assert [record["value"] for record in records] == [float(row["value"]) for row in rows]
    sheet = openpyxl.load_workbook(io.BytesIO(fetched(page, "XLSX")[1]))
    assert sheet.sheetnames == ["Figures", "Sources", "About"]
    about = dict(sheet["About"].iter_rows(values_only=True, max_col=2))
    assert about["Data version"].startswith(VERSION.removeprefix("v"))
    column = [cell.value for cell in sheet["Figures"][1]].index("value")
    assert [row[column] for row in sheet["Figures"].iter_rows(min_row=2, values_only=True)] == [
        float(row["value"]) for row in rows
    ]
    table = pq.read_table(io.BytesIO(fetched(page, "Parquet")[1]))
    assert table.column("value").to_pylist() == [float(row["value"]) for row in rows]
    assert table.schema.metadata[b"data_version"].decode().startswith(VERSION.removeprefix("v"))


def test_everything_is_one_package(visit) -> None:
    page = visit.open("/method")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download everything (ZIP)").click()
    assert started.value.suggested_filename == f"kztrade_{VERSION}.zip"
    with zipfile.ZipFile(started.value.path()) as package:
        assert {"datapackage.json", "README.md", "SHA256SUMS"} <= set(package.namelist())
        assert package.testzip() is None
        described = json.loads(package.read("datapackage.json"))
        held = set(package.namelist())
        paths = {resource["path"] for resource in described["resources"]}
        assert paths <= held
