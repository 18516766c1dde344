"""In which language the program speaks."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from kztrade.cli import speech
from kztrade.words import Format
from tests.cli.program import ARTICLE, COMMANDS, Run, run_program
from tests.words.pseudo import bare, bracketed, write_catalogue


@pytest.fixture
def spoken(pseudo_language: Format, monkeypatch: pytest.MonkeyPatch) -> Format:
    """A language that nobody speaks, in the place of English."""
    monkeypatch.setenv("KZTRADE_LOCALES", pseudo_language.folder)
    return pseudo_language


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "ru", "figures", "--json"],
        ["figures", "--lang", "ru", "--json"],
        ["figures", "--json", "--lang=ru"],
        ["figures", "--lang", "ky", "--json", "--lang", "ru"],
    ],
)
def test_the_language_may_stand_anywhere_on_the_line(arguments: Sequence[str]) -> None:
    assert speech.language_of(arguments) == ("ru", ["figures", "--json"])


def test_what_stands_after_two_hyphens_is_no_language() -> None:
    assert speech.language_of(["verify", "--", "--lang", "ru"]) == ("en", ["verify", "--", "--lang", "ru"])


@pytest.mark.parametrize("arguments", [["figures", "--lang"], ["--lang=", "figures"]])
def test_a_language_without_a_name_ends_with_2(run: Run, arguments: Sequence[str]) -> None:
    ended = run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "Error: The option --lang names no language.\nHint: Name one, such as --lang en.\n"


@pytest.mark.parametrize("code", ["xx", "../../etc", "not a language", "e" * 500])
def test_a_language_that_nobody_translated_into_is_english_with_a_notice(run: Run, code: str) -> None:
    asked = ["figures", "--source", ARTICLE]
    english, other = run(*asked), run(*asked, "--lang", code)
    assert (other.code, other.out) == (english.code, english.out)
    assert other.err.startswith(f"Note: nobody has translated kztrade into {code[:20]!r} yet")
    assert len(other.err.splitlines()) == 1


def test_english_is_spoken_without_a_notice(run: Run) -> None:
    assert run("figures", "--source", ARTICLE, "--lang", "en") == run("figures", "--source", ARTICLE)


def test_a_translation_is_spoken_by_help_tables_and_errors(tmp_path: Path) -> None:
    place = str(write_catalogue(tmp_path / "locales", "ru"))
    asked = ("--source", ARTICLE, "--indicator", "turnover")
    english = run_program("figures", *asked, KZTRADE_LOCALES=place)
    russian = run_program("figures", *asked, "--lang", "ru", KZTRADE_LOCALES=place)
    assert "⟦" not in english.out
    assert bracketed("Indicator") in russian.out
    assert russian.err == ""
    assert "⟦Error: " in run_program("--lang", "ru", "figure", KZTRADE_LOCALES=place).err
    assert "⟦Serve the dashboard" in run_program("--help", "--lang", "ru", KZTRADE_LOCALES=place).out


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_speaks_the_language(run: Run, command: Sequence[str]) -> None:
    told = bare(" ".join(run(*command, "--help").out.split("\n\n", 1)[1].split()))
    # the library's own line on --help, and what stands in square brackets after an option, are its own
    rest = re.sub(r"--help *Show this message and exit\.|\[[^\]]*\]", "", told)
    assert [word for word in rest.split() if word[:1].islower() and "|" not in word] == []


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize(
    "arguments",
    [
        ["figure"],
        ["figures", "--indicater", "x"],
        ["figures", "--from", "x"],
        ["figures", "--from"],
        ["figures", "--from", "1"],
        ["figures", "more"],
        ["figures", "--json=1"],
        ["figures", "--source", "0"],
        ["metrics", "--growth", "nan"],
        ["page", "nowhere"],
        ["page", "target", "x"],
        ["page", "target", "by=x"],
        ["page", "explore", "years=x"],
        ["page", "ledgers", "clean=x"],
        ["page", "ledgers", "flow=x"],
        ["chart", "method", "x.html"],
        ["chart", "target", "x.csv"],
        ["export", "/nowhere/x.csv"],
        ["verify"],
        ["verify", "/nowhere"],
        ["verify", "/"],
        ["original", "remove", "x"],
        ["original", "add", "x", "y"],
        ["data", "check", "--folder", "/nowhere"],
    ],
    ids=" ".join,
)
def test_every_error_speaks_the_language(run: Run, arguments: Sequence[str]) -> None:
    ended = run(*arguments)
    assert ended.code in (1, 2, 3)
    assert [line for line in bare(ended.err.strip()).splitlines() if line.strip()] == []
