"""`kztrade original`: copies that are added, fetched, listed and removed."""

import hashlib
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kztrade import originals
from tests.cli.program import ARTICLE, PARAGRAPHS, SOURCE, Run


def test_an_original_is_added_listed_and_removed(run: Run, invented: Path, tmp_path: Path) -> None:
    sha256 = hashlib.sha256(invented.read_bytes()).hexdigest()
    place = tmp_path / "home" / "originals"
    kept = f"Kept the original of {SOURCE} in {place}, SHA-256 {sha256}\n"
    assert run("original", "add", SOURCE, invented) == (0, kept, "")
    listed = run("original", "list").out.splitlines()
    assert listed[0].split() == ["Source", "Added", "Origin", "SHA-256"]
    assert [listed[1].split()[i] for i in (0, 2, 3)] == [SOURCE, "file", sha256]
    assert listed[-1] == f"1 kept in {place}"
    assert run("original", "remove", SOURCE) == (0, f"Removed the original of {SOURCE}\n", "")
    assert run("original", "list") == (0, f"0 kept in {place}\n", "")


def test_a_text_in_which_no_recorded_paragraph_stands_is_not_kept(run: Run, invented: Path) -> None:
    invented.write_text("Another article, in which turnover was $3 m.", "utf-8")
    ended = run("original", "add", SOURCE, invented)
    assert (ended.code, ended.out) == (3, "")
    assert f"No recorded paragraph of {SOURCE} stands in the text." in ended.err
    assert "numbers in them: 2021, 3, 2022, 12" in ended.err
    assert run("original", "list").out.startswith("0 kept")


def test_a_refused_text_leaves_the_earlier_copy_as_it_was(run: Run, invented: Path, tmp_path: Path) -> None:
    run("original", "add", SOURCE, invented)
    before = run("original", "list")
    (tmp_path / "other.txt").write_text("Another article.")
    assert run("original", "add", SOURCE, tmp_path / "other.txt").code == 3
    assert run("original", "list") == before


def fetched(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    def fetch(source: Any) -> originals.Fetched:
        assert source.id == SOURCE
        return originals.Fetched(text, "https://example.org/elsewhere")

    monkeypatch.setattr(originals, "fetch_original", fetch)


def test_a_fetched_original_is_kept_with_its_address(run: Run, invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched(monkeypatch, invented.read_text("utf-8"))
    assert run("original", "fetch", SOURCE).code == 0
    assert "  https://example.org/elsewhere  " in run("original", "list").out
    assert run("verify").out.endswith("2 of 2 figures found\n")


@pytest.mark.usefixtures("invented")
def test_a_fetched_page_of_another_article_is_not_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched(monkeypatch, "Page not found. Read our other news.")
    ended = run("original", "fetch", SOURCE)
    assert (ended.code, ended.out) == (3, "")
    assert run("original", "list").out.startswith("0 kept")


@pytest.mark.parametrize("command", [["add", "astanatv", __file__], ["fetch", "astanatv"], ["fetch", "bns"]])
def test_an_unknown_source_ends_with_2_and_what_may_be_meant(run: Run, command: Sequence[str]) -> None:
    ended = run("original", *command)
    assert (ended.code, ended.out) == (2, "")
    assert f"There is no source '{command[1]}'." in ended.err
    assert f"{command[1]}-" in ended.err.splitlines()[1]


def test_what_is_not_kept_cannot_be_removed(run: Run) -> None:
    ended = run("original", "remove", ARTICLE)
    assert (ended.code, ended.out) == (2, "")
    assert "kztrade original list" in ended.err


def test_a_folder_that_cannot_hold_originals_ends_with_1(
    run: Run, invented: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(originals.HOME, str(invented))
    ended = run("original", "add", SOURCE, invented)
    assert (ended.code, ended.out) == (1, "")
    assert originals.HOME in ended.err


OTHER = "trend-2018-08"
"""A source of which no paragraph is recorded."""


def test_where_nothing_can_be_compared_a_text_is_kept_only_when_told_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Some news.")
    ended = run("original", "add", OTHER, tmp_path / "text.txt")
    assert (ended.code, ended.out) == (2, "")
    assert "It begins: Some news." in ended.err
    assert run("original", "list").out.startswith("0 kept")
    assert run("original", "add", OTHER, tmp_path / "text.txt", "--unchecked").code == 0
    (tmp_path / "text.txt").write_text("Other news.")
    assert "--replace" in run("original", "add", OTHER, tmp_path / "text.txt", "--unchecked").err
    assert run("original", "add", OTHER, tmp_path / "text.txt", "--unchecked", "--replace").code == 0


def test_a_shorter_copy_of_the_article_replaces_the_whole_one_only_when_told_so(run: Run, invented: Path) -> None:
    run("original", "add", SOURCE, invented)
    before = run("original", "list")
    assert run("original", "add", SOURCE, invented).code == 0
    invented.write_text(PARAGRAPHS[0], "utf-8")
    ended = run("original", "add", SOURCE, invented)
    assert (ended.code, ended.out) == (2, "")
    assert "2 recorded paragraphs stand in it, 1 in the new one" in ended.err
    assert run("original", "list").out.split()[-4:] == before.out.split()[-4:]
    assert run("original", "add", SOURCE, invented, "--replace").code == 0


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1), ("", 1)])
def test_at_a_prompt_the_question_is_asked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    (tmp_path / "text.txt").write_text("Some news.")
    stdin = io.StringIO(answer)
    monkeypatch.setattr(stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdin", stdin)
    ended = run("original", "add", OTHER, tmp_path / "text.txt")
    assert ended.code == code
    assert "Keep it all the same?" in ended.err
    assert run("original", "list").out.count(OTHER) == (code == 0)
