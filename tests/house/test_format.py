"""A file format touches one file: dropped into the folder of formats, it is offered for every table and written by name."""

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import kztrade.files
from kztrade import cli, files, store
from kztrade.errors import UsageError
from kztrade.files import Kind, registry
from kztrade.files.plain import plain_table
from kztrade.pages import Page, pages
from kztrade.view import Files
from kztrade.words import Format, Telling
from tests.house.read_back import tables_of
from tests.house.said import views

FORMAT = '''"""Tables as rows of bars."""

from kztrade.files.plain import plain_table
from kztrade.files.registry import Format, Kind


def write(told, table):
    """Cells between bars."""
    made = plain_table(told, table)
    return "\\n".join("|".join(map(str, row)) for row in (made.names, *made.rows)).encode()


FORMATS = (Format("bars", "Bars", "text/x-bars", Kind.TABLE, write, place=15),)
'''

every_page = pytest.mark.parametrize("page", pages(), ids=lambda page: page.id)


@pytest.fixture
def bars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[files.Format]:
    """The format, as one file beside those of the package."""
    folder = tmp_path / "formats"
    folder.mkdir()
    (folder / "bars_table.py").write_text(FORMAT, "utf-8")
    monkeypatch.setattr(kztrade.files, "__path__", [*kztrade.files.__path__, str(folder)])
    registry._formats.cache_clear()
    yield next(one for one in files.formats(Kind.TABLE) if one.extension == "bars")
    sys.modules.pop("kztrade.files.bars_table", None)
    vars(kztrade.files).pop("bars_table", None)
    registry._formats.cache_clear()


@pytest.fixture
def told() -> Telling:
    """Whoever tells the shipped data in English."""
    return Telling(store.shipped_data(), Format())


@every_page
def test_the_format_is_offered_in_every_row_of_files_that_has_a_table(
    page: Page, bars: files.Format, told: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    buttons = offered(page.id, monkeypatch)
    view = next(views(page, told))
    tables = [part.table for part in view.flat() if isinstance(part, Files) and part.table]
    assert tables
    names = [f"{table.id}_{told.data.short_version}.bars" for table in tables]
    assert [button.name for button in buttons if button.label == "Bars"] == names
    for table, button in zip(tables, (button for button in buttons if button.label == "Bars"), strict=True):
        assert (button.mime, button.write()) == ("text/x-bars", bars.write(told, table))


class Opened(nullcontext):  # type: ignore[type-arg]
    """A fold that a reader has opened."""

    open = True


class Button(NamedTuple):
    """A button that offers a file."""

    label: str
    write: Callable[[], bytes]
    name: str
    mime: str


def offered(page_id: str, monkeypatch: pytest.MonkeyPatch) -> list[Button]:
    """Every file that a page offers, in its order."""
    found: list[Button] = []
    monkeypatch.setattr(st, "download_button", lambda *given, **more: found.append(Button(*given)))
    monkeypatch.setattr(st, "expander", lambda *given, **more: Opened())  # what is folded away offers files as well

    def script(page_id: str) -> None:
        from kztrade import store
        from kztrade.pages import pages
        from kztrade.web import frame
        from kztrade.words import Format, Telling

        frame.show_page(
            next(page for page in pages() if page.id == page_id), Telling(store.shipped_data(), Format()), {}
        )

    at = AppTest.from_function(script, default_timeout=300, args=(page_id,)).run()
    assert not at.exception
    return found


@every_page
def test_the_format_writes_every_table_of_a_page(page: Page, bars: files.Format, told: Telling) -> None:
    for table in tables_of(next(views(page, told))):
        made = plain_table(told, table)
        head, *rows = bars.write(told, table).decode().split("\n")
        assert head.split("|") == made.names
        assert len(rows) >= len(made.rows)


def test_the_command_line_exports_the_format_by_the_name_of_the_file(
    bars: files.Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "figures.bars"
    assert run(monkeypatch, "export", str(out), "--indicator", "turnover_growth") == 0
    head, *rows = out.read_text("utf-8").splitlines()
    assert head.startswith("indicator|reporter|partner|")
    assert rows
    assert all(row.startswith("turnover_growth|") for row in rows)


def test_without_its_file_there_is_no_such_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError):
        files.extension(tmp_path / "figures.bars", Kind.TABLE)
    assert run(monkeypatch, "export", str(tmp_path / "figures.bars")) == 2


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit code of a command."""
    monkeypatch.setattr(sys, "argv", ["kztrade", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)
