"""Workbooks read back as a reader of them does: typed cells, no formulas, sources and notes on sheets of their own."""

import io

import openpyxl
import pytest

from kztrade.codes import Unit
from kztrade.files import Chosen, Kind, exported, formats
from kztrade.table import Column, Table
from kztrade.words import Telling

[XLSX] = [one for one in formats(Kind.TABLE) if one.extension == "xlsx"]
COLUMNS = [
    *("indicator", "reporter", "partner", "period", "source", "scope", "value", "low", "high", "unit", "qualifier"),
    *("hedge", "obs_status", "passage", "token", "note"),
]
VERSION = "3f9c1e07" + "0" * 56


def workbook(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def one_column(*cells: object, name: str = "note", **more: object) -> Table:
    return Table("made", "Made", (Column(name, name, **more),), tuple((cell,) for cell in cells))


def test_xlsx_has_typed_cells_under_a_frozen_bold_header(told: Telling, chosen: Chosen) -> None:
    book = workbook(exported(told, XLSX, chosen))
    assert book.sheetnames == ["Figures", "Sources", "About"]
    sheet = book["Figures"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        COLUMNS,
        [
            *("turnover", "KAZ", "KGZ", "2021", "speech", "total", 1000000000, 1000000000, None, "USD", "at_least"),
            *("кемінде", "A", 5, "$1 млрд", 'A floor, "not a level".'),
        ],
        [
            *("turnover_growth", "KAZ", "KGZ", "2022", "yearbook", "total", -2.5, -2.55, -2.45, "percent", "exact"),
            *(None, "A", None, None, None),
        ],
        [
            *("turnover_target", "KAZ", "KGZ", "2023-09-23", "speech", "total", 2000000000, 2000000000, 2000000000),
            *("USD", "exact", None, "A", None, None, "no deadline set"),
        ],
    ]
    assert all(cell.font.bold for cell in sheet[1])
    assert not sheet["A2"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:P4"


def test_xlsx_formats_an_amount_by_the_unit_of_its_row(told: Telling, chosen: Chosen) -> None:
    sheet = workbook(exported(told, XLSX, chosen))["Figures"]
    assert [sheet[place].number_format for place in ("G2", "G3", "N2")] == ["#,##0", '#,##0.0##"%"', "General"]


@pytest.mark.parametrize(
    ("cell", "unit", "look"),
    [
        (2022, None, "General"),
        (-9.5, Unit.PERCENT, '#,##0.0##"%"'),
        (2.0, Unit.RATIO, '#,##0"×"'),
        (2027, Unit.YEAR, "General"),
        (1500.0, Unit.USD, "#,##0"),
    ],
)
def test_xlsx_groups_an_amount_and_never_a_year(told: Telling, cell: float, unit: Unit | None, look: str) -> None:
    sheet = workbook(XLSX.write(told, one_column(cell, unit=unit)))["Figures"]
    assert sheet["A2"].number_format == look


def test_xlsx_names_every_source_of_its_rows_and_no_other(told: Telling, chosen: Chosen) -> None:
    sheet = workbook(exported(told, XLSX, chosen))["Sources"]
    header, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert header == [
        *("id", "publisher", "title", "address", "published", "dating", "language", "speaker", "kind", "event"),
        *("valuation", "licence", "ledger", "voice", "quoting"),
    ]
    assert [row[0] for row in rows] == ["speech", "yearbook"]
    assert rows[0][1:5] == ["AstanaTV", "Documents signed", "https://example.org/news/1?a=1&b=2", "2023-09-23"]
    assert rows[1][3:5] == [None, None]
    assert rows[1][-3] == "office"
    assert sheet["D2"].hyperlink.target == "https://example.org/news/1?a=1&b=2"


def test_xlsx_says_what_it_is(told: Telling, table: Table, chosen: Chosen) -> None:
    sheet = workbook(XLSX.write(told, table))["About"]
    said = {label.value: text.value for label, text in sheet.iter_rows(min_row=2)}
    assert said["Title"].startswith("Figures <script>")
    assert said["Data version"] == VERSION
    assert said["Filter: Years"] == "2021–2023"
    assert said["Note"] == "One side."
    assert said["How to cite"] == (
        "kztrade contributors. kztrade: trade and investment between Kazakhstan and Kyrgyzstan. Data version v3f9c1e07."
    )
    assert "CC BY 4.0" in said["Licence"]
    assert "value ± r/2" in said["Intervals"]
    assert said["Column value"] == "The figure in base units. Unit: USD."
    assert said["Column low"] == "Lower end of the interval; empty when open. Unit: USD."
    assert said["Column gap"] == "Against the other side. Unit: percent."
    assert said["Column suspect"] == "Whether it is in doubt."
    assert "Column words" not in said
    sheet = workbook(exported(told, XLSX, chosen))["About"]
    said = {label.value: text.value for label, text in sheet.iter_rows(min_row=2)}
    assert said["Column low"] == "Lower end of the interval; empty when open. Unit: as the column unit says."


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "{=1}", "-1", "https://example.org", "internal:A1", "<r>x</r>", "1", "#N/A", "TRUE", "_x0041_"),
        " a \n b ",
    ],
)
def test_xlsx_keeps_text_as_text(told: Telling, text: str) -> None:
    for cell in workbook(XLSX.write(told, one_column(text, name=text)))["Figures"]["A"]:
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert cell.value in (text, f"{text} " if text == "<r>x</r>" else text)


def test_xlsx_keeps_a_text_a_text_even_when_its_cell_is_edited(told: Telling) -> None:
    sheet = workbook(XLSX.write(told, one_column("=1+1", "plain")))["Figures"]
    assert [bool(cell.quotePrefix) for cell in sheet["A"][1:]] == [True, False]


def test_xlsx_shows_what_excel_cannot_hold(told: Telling) -> None:
    table = one_column("a\x00b\x0bc\ufffe", "one\r\ntwo\rthree", "😀" * 20_000)
    sheet = workbook(XLSX.write(told, table))["Figures"]
    assert [cell.value for cell in sheet["A"]][1:] == ["a\ufffdb\ufffdc\ufffd", "one\ntwo\nthree", "😀" * 16_000 + "…"]


def test_xlsx_keeps_the_text_of_an_address_that_is_no_web_page(told: Telling) -> None:
    addresses = ["javascript:alert(1)", "file:///etc/passwd", "https://example.org/я"]
    cells = workbook(XLSX.write(told, one_column(*addresses, name="address")))["Figures"]["A"][1:]
    assert [cell.value for cell in cells] == addresses
    assert [cell.hyperlink is None for cell in cells] == [True, True, False]
