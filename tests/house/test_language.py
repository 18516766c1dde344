"""A language touches catalogues and data alone: one that nobody speaks is spoken by every page, file, chart and command."""

import ast
import csv
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po
from streamlit.testing.v1 import AppTest

from kztrade import cli, files, store
from kztrade.charts import draw
from kztrade.files import Kind, view_text
from kztrade.marks import Chart
from kztrade.model import Data
from kztrade.pages import Page, pages
from kztrade.words import Format, Telling
from kztrade.words.extract import ERRORS, called
from tests.cli.program import COMMANDS
from tests.house.read_back import is_code, own_texts, tables_of, texts
from tests.house.said import NO_WORDS, TODAY, letters, said, speak_pseudo, unspoken, views
from tests.house.words_in_charts import met, words_of
from tests.words.pseudo import all_messages, bare, write_catalogue

CHECKOUT = Path(__file__).parents[2]

every_page = pytest.mark.parametrize("page", pages(), ids=lambda page: page.id)


@pytest.fixture
def told(pseudo_language: Format, monkeypatch: pytest.MonkeyPatch) -> Telling:
    """Whoever tells the shipped data in the language nobody speaks."""
    return speak_pseudo(monkeypatch, pseudo_language)


# Pages


@every_page
def test_no_word_of_a_page_is_said_outside_a_message_or_glued_from_several(page: Page, told: Telling) -> None:
    every = set(said((page.title(told), page.question(told), page.parameters(told, TODAY)), page.id))
    for view in views(page, told):
        every |= set(said(view, page.id))
    assert unspoken(every) == set()
    assert {text for _, text in every if glued(text)} == set()


LISTED = re.compile(r"−?§(?:(?:; | \| |\n)−?§)*")
"""One message, or clauses and lines under each other."""

SENTENCES = re.compile(r"[.!?”)](?: ?[xo ]*⟧)* $")
"""How a message ends after which the next one may begin."""


def glued(text: str) -> bool:
    """Whether a text is put together from messages that are neither clauses of a list, nor lines, nor whole sentences."""
    pieces = outer(NO_WORDS.sub("", text))
    shape = re.sub(r"\s+$", "", "".join("§" if inside else piece for inside, piece in pieces))
    if "§" not in shape or LISTED.fullmatch(shape) or re.fullmatch(r"§\. (§\. ?)*", f"{shape} "):
        return False
    said_before = [
        pieces[place - 1][1] + " " for place, (inside, piece) in enumerate(pieces) if not inside and piece == " "
    ]
    return re.fullmatch(r"§( §)+", shape) is None or not all(map(SENTENCES.search, said_before))


def outer(text: str) -> list[tuple[bool, str]]:
    """A text in its outermost pieces, each with whether it stands in brackets."""
    found, depth = [], 0
    for letter in text:
        inside = depth > 0 or letter == "⟦"
        if not found or found[-1][0] != inside or (letter == "⟦" and depth == 0):
            found.append((inside, ""))
        found[-1] = (inside, found[-1][1] + letter)
        depth += (letter == "⟦") - (letter == "⟧")
    return found


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("⟦a⟧", False),
        ("⟦a⟧; ⟦b⟧", False),
        ("⟦a⟧ | ⟦b⟧", False),
        ("⟦a⟧\n⟦b⟧", False),
        ("⟦A sentence. xoxo⟧ ⟦And ⟦one⟧. xo⟧", False),
        ("⟦Publisher⟧. ⟦Title⟧. ⟦Day xo⟧.", False),
        ("2018–2023", False),
        ("⟦about xo⟧ ⟦5 m xo⟧", True),
        ("⟦figures xo⟧: ⟦5 xo⟧", True),
        ("⟦figures xo⟧ 5", True),
        ("⟦no⟧⟦body⟧", True),
    ],
)
def test_a_glued_text_is_seen(text: str, wrong: bool) -> None:
    assert glued(text) == wrong


# The frame around them, and what is drawn of them


@pytest.mark.parametrize("page_id", ["", *(page.id for page in pages())])
def test_no_word_of_the_dashboard_is_said_outside_a_message(page_id: str, told: Telling, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("KZTRADE_LOCALES", told.words.folder)
    monkeypatch.setenv("KZTRADE_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(store, "shipped_data", lambda: told.data)
    page = next(page for page in pages() if page_id in ("", page.id))
    own = {one.label for kind in Kind for one in files.formats(kind)} | own_texts(told.data, next(views(page, told)))
    drawn = drawn_texts(page_id)
    assert drawn
    assert {text for text in drawn if letters(text) and text not in own and not is_code(bare(text))} == set()


def drawn_texts(page_id: str) -> list[str]:
    """Every text that is sent to the browser with a page; of the home page with the frame around it."""

    def script(page_id: str) -> None:
        from kztrade import store
        from kztrade.pages import pages
        from kztrade.web import frame
        from kztrade.words import Format, Telling

        if page_id:
            page = next(page for page in pages() if page.id == page_id)
            frame.show_page(page, Telling(store.shipped_data(), Format()), {})
        else:
            frame.run()

    at = AppTest.from_function(script, default_timeout=300, args=(page_id,)).run()
    assert not at.exception
    bodies = [text for part in at.get("html") for _, text in texts(part.proto.body.encode(), "html")]
    widgets = [part.proto for kind in WIDGETS for part in at.get(kind)]
    labels = [getattr(proto, name, "") for proto in widgets for name in ("label", "help")]
    options = [getattr(one, "content", one) for proto in widgets for one in getattr(proto, "options", ())]
    return [*bodies, *filter(None, labels), *options]


WIDGETS = ("selectbox", "multiselect", "button_group", "slider", "checkbox", "toggle", "download_button", "expander")


# Files


def written(page: Page, told: Telling) -> Iterator[tuple[str, bytes]]:
    """Every file of a page that needs no browser, with its format; pictures hold what the JSON of their chart holds."""
    view = next(views(page, told))
    things = [(Kind.VIEW, [view]), (Kind.CHART, view.charts()), (Kind.TABLE, tables_of(view))]
    for kind, every in things:
        for one in files.formats(kind):
            yield from ((one.extension, one.write(told, thing)) for thing in every if not one.browser)


@every_page
def test_no_word_of_a_file_is_said_outside_a_message(
    page: Page, told: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    for width in ("WIDTH", "WIDEST"):  # a line that is broken inside a table would tear its brackets
        monkeypatch.setattr(view_text, width, 10**9)
    own = own_texts(told.data, next(views(page, told)))
    found = set()
    for extension, content in written(page, told):
        found |= unspoken(texts(content, extension, own))
    assert found == set()


def test_no_word_of_a_package_is_said_outside_a_message(told: Telling) -> None:
    for one in files.formats(Kind.EVERYTHING):
        own = frozenset(source.address for source in told.data.sources.values())
        assert unspoken(texts(one.write(told, None), one.extension, own)) == set()


# Charts

WIDTHS = ((draw.WIDE, False), (draw.SHEET, False), (draw.NARROW, True))

LEADING = 2.5
"""Pixels of a line of text in which no letter stands; a box may leave the picture by so much."""


def astray(patch: pytest.MonkeyPatch, chart: Chart) -> list[tuple[object, ...]]:
    """Words of a chart that lie on others or leave the picture, at the widths that charts are made for."""
    found: list[tuple[object, ...]] = []
    for wide, narrow in WIDTHS:
        words, room = words_of(patch, chart, round(wide * chart.width) if wide == draw.WIDE else wide, narrow)
        found += [(chart.id, wide, *pair) for pair in met(words)]
        within = room._replace(left=-1, top=-LEADING, right=room.right + 1, bottom=room.bottom + LEADING)
        found += [(chart.id, wide, one.text, one.box) for one in words if not within.holds(one.box)]
    return found


@every_page
@pytest.mark.parametrize("language", ["en", "pseudo"])
def test_no_two_words_of_a_chart_lie_on_each_other(
    page: Page, language: str, pseudo_language: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Telling(store.shipped_data(), Format())
    if language == "pseudo":
        told = speak_pseudo(monkeypatch, pseudo_language)
    charts = {chart.id: chart for view in views(page, told, each=page.id != "explore") for chart in view.charts()}
    assert [fault for chart in charts.values() for fault in astray(monkeypatch, chart)] == []


# Commands; what they say when they are asked for help or cannot do it stands in tests/cli/test_language.py

PRINTED = [
    ["figures"],
    ["metrics"],
    ["metrics", "--source", "imf-dots"],
    ["statements"],
    ["targets"],
    ["mirror"],
    ["page"],
    ["original", "list"],
    ["data", "check"],
    ["export", "figures.csv"],
    ["chart", "target", "chart.json"],
    ["page", "target", "--out", "page.html"],
    ["--version"],
]


@pytest.fixture
def run(told: Telling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """A command in the language nobody speaks: all that it prints."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KZTRADE_LOCALES", told.words.folder)
    monkeypatch.setenv("KZTRADE_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(store, "shipped_data", lambda: told.data)

    def call(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["kztrade", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        assert not ended.value.code
        return "".join(capsys.readouterr())

    return call


@pytest.mark.parametrize("arguments", PRINTED, ids=" ".join)
def test_no_word_that_a_command_prints_is_said_outside_a_message(arguments: list[str], run, told: Telling) -> None:
    cells = [cell.strip() for line in run(*arguments).splitlines() for cell in re.split("  +", line)]
    assert [cell for cell in cells if letters(cell) and not is_code(bare(cell)) and "kztrade 0." not in cell] == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_word_of_help_but_headings_and_names_is_said_outside_a_message(command: list[str], run) -> None:
    use, *paragraphs = run(*command, "--help").split("\n\n")
    assert use.startswith(f"Usage: kztrade {' '.join(command)} ")
    rest = bare("\n".join(paragraphs))
    # what stands in square brackets beside an option, and the headings, are the library's own
    words = re.sub(r"\[[^\]]*\]|<[^<>]*>|\.\.\.", "", rest).split()
    names = re.compile(r"--[a-z-]+|/|[A-Z=]+|[a-z_]+(?:\|[a-z_]+)+|(?:Options|Arguments|Commands):")
    assert [word for word in words if not names.fullmatch(word)] == []


@pytest.mark.parametrize("command", [["figures"], ["metrics"], ["targets"], ["mirror"], ["statements"]], ids=" ".join)
def test_no_word_of_a_commands_json_is_said_outside_a_message(command: list[str], run, told: Telling) -> None:
    printed = {text for row in told.data.figures() for text in (row.token, row.hedge)}
    found = run(*command, "--json")
    content = found[found.index("[\n") : found.rindex("]") + 1].encode()
    assert unspoken(texts(content, "json", frozenset(printed))) == set()


# Extraction


def test_extraction_runs_without_a_warning_and_finds_every_message(tmp_path: Path, monkeypatch, capfd, caplog) -> None:
    monkeypatch.chdir(CHECKOUT)
    catalogue = tmp_path / "kztrade.pot"
    assert not CommandLineInterface().run(["pybabel", "extract", "-F", "babel.cfg", "-o", str(catalogue), "."])
    assert "warning" not in (capfd.readouterr().err + caplog.text).lower()
    with catalogue.open("rb") as file:
        found = {message.id for message in read_po(file)}
    wanted = {message.text[1] if message.kind == "pgettext" else message.text for message in all_messages()}
    assert wanted - found == set()


def test_whatever_an_error_of_the_package_says_is_extracted() -> None:
    said_here = {message.text for message in all_messages()}
    raised = 0
    for file in sorted((CHECKOUT / "kztrade").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and called(node) in ERRORS:
                raised += 1
                parts = [*node.args[:2], *(word.value for word in node.keywords if word.arg == "hint")]
                written = {part.value for part in parts if isinstance(part, ast.Constant) and part.value}
                assert written <= said_here, f"{file}:{node.lineno}"
    assert raised > 50


# English


DAY = re.compile(r"\b(?:in|on|at) (?:about|undated) ?[A-Z0-9]|\bin \d{1,2} [A-Z][a-z]|\bon [A-Z][a-z]{2,8} \d{4}\b")
"""A day after a word that goes with a month or a year, and the other way round."""


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("said in 10 May 2012", True),
        ("said in about Aug 2025", True),
        ("met on May 2012", True),
        ("met on 10 May 2012", False),
        ("said: about Aug 2025", False),
        ("met in 2012", False),
        ("by May 2012", False),
    ],
)
def test_a_word_that_does_not_go_with_its_day_is_seen(text: str, wrong: bool) -> None:
    assert bool(DAY.search(text)) == wrong


@every_page
def test_no_day_stands_after_a_word_that_goes_with_months_and_no_month_after_one_that_goes_with_days(
    page: Page,
) -> None:
    told = Telling(store.shipped_data(), Format())
    every = {text for view in views(page, told) for _, text in said(view, page.id)}
    assert {text for text in every if DAY.search(text)} == set()


@every_page
def test_no_page_shows_the_name_of_a_column_that_only_files_have(page: Page) -> None:
    view = next(views(page, Telling(store.shipped_data(), Format())))
    hidden = {column.title for table in view.tables() for column in table.columns if not column.shown}
    codes = {title for title in hidden if "_" in title}
    for one in files.formats(Kind.VIEW):
        if one.extension in ("html", "txt"):
            shown = {text for _, text in texts(one.write(Telling(store.shipped_data(), Format()), view), one.extension)}
            assert codes & {word for text in shown for word in text.split()} == set()


# A language that is added


def test_a_new_language_is_catalogues_and_rows_of_names_alone(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("KZTRADE_LOCALES", str(write_catalogue(tmp_path / "locales", "ky")))
    before = {file: file.read_bytes() for file in sorted(store.FOLDER.rglob("*.csv"))}
    data = named(tmp_path, "ky")
    assert {name for name in before if name.read_bytes() != (tmp_path / "data" / name.name).read_bytes()} == {
        store.FOLDER / "area_names.csv"
    }
    told = Telling(data, Format("ky"))
    assert told.area("KAZ") == "⟦Kazakhstan ky⟧"
    assert all(next(views(page, told)).opening.headline.startswith("⟦") for page in pages())
    written = dict(written_of("target", told))
    assert "⟦Kazakhstan ky⟧" in written["html"].decode()
    assert "⟦Year" in written["txt"].decode()
    monkeypatch.setattr(store, "shipped_data", lambda: data)
    for language, word in (("ky", "⟦Two ledgers of the same trade"), ("en", "Two ledgers of the same trade")):
        monkeypatch.setattr(sys, "argv", ["kztrade", "--lang", language, "page", "ledgers"])
        with pytest.raises(SystemExit):
            cli.main()
        printed = capsys.readouterr().out
        assert printed.startswith(word)
        assert ("⟦Kazakhstan ky⟧" in printed) == (language == "ky")
    assert Telling(data, Format()).area("KAZ") == "Kazakhstan"


def written_of(name: str, told: Telling) -> Iterator[tuple[str, bytes]]:
    """Files of a page as a whole."""
    page = next(page for page in pages() if page.id == name)
    view = next(views(page, told))
    return ((one.extension, one.write(told, view)) for one in files.formats(Kind.VIEW))


def named(folder: Path, language: str) -> Data:
    """The shipped data with names of its areas in one more language: rows of one file."""
    place = Path(shutil.copytree(store.FOLDER, folder / "data"))
    names = place / "area_names.csv"
    with names.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    more = [
        {**row, "language": language, "text": f"⟦{row['text']} {language}⟧"} for row in rows if row["language"] == "en"
    ]
    with names.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted([*rows, *more], key=lambda row: (row["area"], row["language"], row["form"])))
    return store.read_data(place, verify=False)


def test_a_link_chooses_the_language_of_the_dashboard_and_the_session_keeps_it(
    pseudo_language, tmp_path, monkeypatch
) -> None:
    catalogue = next(Path(pseudo_language.folder).rglob("kztrade.mo"))
    place = tmp_path / "eo" / "LC_MESSAGES"
    place.mkdir(parents=True)
    shutil.copy(catalogue, place)
    monkeypatch.setenv("KZTRADE_LOCALES", str(tmp_path))
    at = AppTest.from_file(str(CHECKOUT / "dashboard.py"), default_timeout=300)
    at.query_params["lang"] = "eo"
    assert "<h1>⟦" in html_of(at.run())
    del at.query_params["lang"]
    assert "<h1>⟦" in html_of(at.run())
    at.query_params["lang"] = "nobody"
    assert "<h1>⟦" in html_of(at.run())


def html_of(at: AppTest) -> str:
    assert not at.exception
    return "".join(element.proto.body for element in at.get("html"))
