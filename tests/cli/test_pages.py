"""`kztrade page` and `kztrade chart`: what a page is asked, and what comes out."""

import json
import re
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import files, store
from kztrade.cli.asking import chosen
from kztrade.errors import FilterError, UsageError
from kztrade.pages import pages
from kztrade.parameters import Choice, Choices, Flag, Option, Parameter, Span, Whole, defaults, write_query
from kztrade.words import Format, Telling
from tests.cli.program import BROWSER, Run

TODAY = date(2026, 3, 1)
NAMES = [page.id for page in pages()]
AB = [Option("a", "A"), Option("b", "B"), Option("", "none")]
PARAMETERS: list[Parameter] = [
    Choice("letter", "Letter", "a", options=AB, tied={"b": {"size": 7}}),
    Choices("letters", "Letters", ("a",), options=AB),
    Whole("size", "Size", 5, low=1, high=9),
    Span("years", "Years", (2000, 2010), low=1990, high=2020),
    Flag("all", "All", False),
]

needs_browser = pytest.mark.skipif(not BROWSER, reason="no Chrome or Chromium is installed")


# What a page is asked


def test_without_words_a_page_is_asked_for_its_defaults() -> None:
    assert chosen(PARAMETERS, []) == defaults(PARAMETERS)


def test_words_name_values_as_an_address_writes_them() -> None:
    words = ["letters=b.a", "size=3", "years=1991-2001", "all=1"]
    found = chosen(PARAMETERS, words)
    assert found == {"letter": "a", "letters": ("b", "a"), "size": 3, "years": (1991, 2001), "all": True}
    assert [f"{name}={text}" for name, text in write_query(PARAMETERS, found).items()] == ["letter=a", *words]


def test_a_value_brings_along_what_is_tied_to_it_unless_that_is_named_too() -> None:
    assert chosen(PARAMETERS, ["letter=b"])["size"] == 7
    assert chosen(PARAMETERS, ["size=2", "letter=b"])["size"] == 2


@pytest.mark.parametrize(
    ("word", "message", "hint"),
    [
        ("letter", "'letter' asks for nothing.", "Write it as name=value."),
        ("leter=a", "The page cannot be asked for 'leter'.", "Did you mean letter or letters?"),
        ("q=a", "The page cannot be asked for 'q'.", "Choose from letter, letters, size, years, all."),
        ("letter=c", "letter cannot be 'c'.", "Choose from a, b."),
        ("letters=a.c.b", "letters cannot be 'c'.", "Choose from a, b."),
        ("size=10", "size cannot be '10'.", "Give a whole number from 1 to 9."),
        ("size=many", "size cannot be 'many'.", "Give a whole number from 1 to 9."),
        (
            "years=2001-1991",
            "years cannot be '2001-1991'.",
            "Give a first and a last year with a hyphen between, from 1990-2020.",
        ),
        ("all=yes", "all cannot be 'yes'.", "Give 1 for yes or 0 for no."),
    ],
)
def test_a_word_that_asks_for_nothing_is_told_with_what_can_be_asked(word: str, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as error:
        chosen(PARAMETERS, [word])
    assert (error.value.message, error.value.hint) == (message, hint)


def test_a_page_without_parameters_cannot_be_asked() -> None:
    with pytest.raises(FilterError, match="It answers as it is"):
        chosen([], ["x=1"])


@given(st.lists(st.text(max_size=80) | st.sampled_from(["letter=", "size=", "years=-", "all=", "letters=..", "="])))
def test_whatever_words_a_page_is_asked_there_are_values_or_a_sentence(words: list[str]) -> None:
    with suppress(UsageError):
        assert set(chosen(PARAMETERS, words)) == set(defaults(PARAMETERS))


@pytest.mark.parametrize("name", NAMES)
def test_every_page_takes_its_own_address_as_words(name: str) -> None:
    (page,) = (page for page in pages() if page.id == name)
    parameters = page.parameters(Telling(store.shipped_data(), Format()), TODAY)
    words = [f"{key}={text}" for key, text in write_query(parameters, defaults(parameters)).items()]
    assert chosen(parameters, words) == defaults(parameters)


# Pages


def test_without_a_name_every_page_is_listed_with_what_it_answers(run: Run) -> None:
    ended = run("page")
    assert (ended.code, ended.err) == (0, "")
    assert [line.split()[0] for line in ended.out.splitlines()[1:]] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_printed_with_its_answer(run: Run, name: str) -> None:
    ended = run("page", name)
    assert (ended.code, ended.err) == (0, "")
    (page,) = (page for page in pages() if page.id == name)
    told = Telling(store.shipped_data(), Format())
    parameters = page.parameters(told, date.today())
    from kztrade.pages import Visit

    opening = page.view(told, Visit(defaults(parameters), date.today())).opening
    assert " ".join(opening.headline.split()) in " ".join(ended.out.split())


def test_what_a_page_is_asked_decides_what_it_says(run: Run) -> None:
    assert "In 2023 Kyrgyzstan recorded" in run("page", "ledgers", "flow=KGZ>KAZ").out
    assert "In 2023 Kazakhstan recorded" in run("page", "ledgers", "flow=KAZ>KGZ").out


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["ledgrs"], "There is no page 'ledgrs'.", "ledgers"),
        (["x" * 500], "There is no page 'x", f"Choose from {', '.join(NAMES)}."),
        (["ledgers", "flow=sideways"], "flow cannot be 'sideways'.", "KAZ>KGZ, KGZ>KAZ, turnover, balance"),
        (["ledgers", "flwo=KAZ>KGZ"], "The page cannot be asked for 'flwo'.", "Did you mean flow?"),
        (["target", "by=1"], "by cannot be '1'.", "Give a whole number from"),
    ],
)
def test_what_no_page_knows_ends_with_2_and_a_hint(run: Run, words: list[str], message: str, hint: str) -> None:
    ended = run("page", *words)
    assert (ended.code, ended.out) == (2, "")
    error, told = ended.err.splitlines()
    assert message in error
    assert hint in told


@pytest.mark.parametrize("kind", [one.extension for one in files.formats(files.Kind.VIEW)])
def test_a_page_is_written_in_every_format(run: Run, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"out.{kind}"
    version = store.read_data().short_version
    assert run("page", "target", "--out", out) == (0, f"Wrote {out}: page target, data version {version}\n", "")
    content = out.read_text("utf-8")
    assert version in content
    if kind == "json":
        json.loads(content)
    assert kind in run("page", "--help").out


def test_a_page_is_no_table(run: Run, tmp_path: Path) -> None:
    ended = run("page", "target", "--out", tmp_path / "out.csv")
    assert ended.code == 2
    assert "Hint: End it in one of ." in ended.err
    assert list(tmp_path.iterdir()) == []


# Charts


def test_html_needs_no_browser(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KZTRADE_CHROMIUM", "/nowhere")
    out, version = tmp_path / "out.html", store.read_data().short_version
    ended = run("chart", "ledgers", out, "flow=KGZ>KAZ")
    assert ended == (0, f"Wrote {out}: chart ledgers, data version {version}\n", "")
    assert "Goods from Kyrgyzstan to Kazakhstan" in out.read_text("utf-8")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("method", "source")])
def test_the_chart_of_a_page_is_written_with_its_data_version(run: Run, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out.json"
    assert run("chart", name, out).code == 0
    assert json.loads(out.read_text("utf-8"))["layout"]["meta"]["data_version"] == store.read_data().short_version


@needs_browser
@pytest.mark.parametrize("name", NAMES)
def test_a_brief_of_any_page_is_one_sheet_of_a4(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("KZTRADE_CHROMIUM", str(BROWSER))
    out = tmp_path / "brief.pdf"
    assert run("page", name, "--brief", "--out", out).code == 0
    content = out.read_bytes()
    assert len(re.findall(rb"/Type /Page\b", content)) == 1
    assert set(re.findall(rb"/MediaBox \[0 0 (\d+)\.\d+ (\d+)\.\d+\]", content)) == {(b"594", b"841")}
    assert b"kztradeSerifBold" in content


def test_a_brief_tells_the_question_as_an_address_asks_it(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "brief.html"
    assert run("page", "statements", "period=2023", "--brief", "--out", out).code == 0
    text = out.read_text("utf-8")
    assert re.search(rf"This view: statements\?[^<]*period=2023[^<]*v={store.read_data().short_version}", text)


def test_a_brief_is_nothing_to_print_on_a_screen(run: Run) -> None:
    ended = run("page", "target", "--brief")
    assert (ended.code, ended.out) == (2, "")
    assert "Hint: Add --out FILE.html or --out FILE.pdf." in ended.err


@needs_browser
@pytest.mark.parametrize(("kind", "start"), [("png", b"\x89PNG\r\n"), ("svg", b"<svg"), ("pdf", b"%PDF-")])
def test_pictures_are_drawn_by_the_browser(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, start: bytes
) -> None:
    monkeypatch.setenv("KZTRADE_CHROMIUM", str(BROWSER))
    out = tmp_path / f"out.{kind}"
    assert run("chart", "target", out).code == 0
    assert out.read_bytes().startswith(start)


@pytest.mark.parametrize("browser", ["/nowhere", sys.executable])
def test_without_a_browser_the_error_names_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: str
) -> None:
    monkeypatch.setenv("KZTRADE_CHROMIUM", browser)
    ended = run("chart", "target", tmp_path / "out.png")
    assert (ended.code, ended.out) == (1, "")
    assert "apt-get install chromium" in ended.err
    assert not (tmp_path / "out.png").exists()


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["targt", "out.html"], "Hint: Did you mean target"),
        (["target", "out.csv"], "Hint: End it in one of .png, .svg, .pdf, .html, .json."),
        (["method", "out.html"], "Hint: Run `kztrade page method`"),
        (["ledgers", "out.html", "flow=x"], "Hint: Choose from KAZ>KGZ, KGZ>KAZ, turnover, balance."),
        (["ledgers", "out.html", "ledger="], "Hint: Run `kztrade page ledgers`"),
        (["target"], "Hint: Run `kztrade chart --help`"),
    ],
)
def test_a_chart_that_cannot_be_is_told_with_a_way_out(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[Any], hint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run("chart", *words)
    assert (ended.code, ended.out) == (2, "")
    assert hint in ended.err
    assert list(tmp_path.iterdir()) == []
