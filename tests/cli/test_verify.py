"""`kztrade verify`: which figures stand in an original."""

import shutil
from pathlib import Path

import pytest

from kztrade import originals
from tests.cli.program import ARTICLE, ORIGINAL, PARAGRAPHS, SOURCE, Run, change

needs_article = pytest.mark.skipif(not ORIGINAL, reason="KZTRADE_ARTICLE names no copy of the article")


def test_an_original_with_all_figures_ends_with_0(run: Run, invented: Path) -> None:
    ended = run("verify", invented, "--source", SOURCE)
    assert (ended.code, ended.err) == (0, "")
    assert [line.split() for line in ended.out.splitlines()] == [
        ["Passage", "As", "printed", "Figure", "Instead"],
        ["✓", "1", "$3", "m", "turnover", "2021"],
        ["✓", "2", "12%", "turnover_growth", "2022"],
        ["2", "of", "2", "figures", "found"],
    ]


def test_the_source_that_is_recorded_by_passages_need_not_be_named(run: Run, invented: Path) -> None:
    assert run("verify", invented) == run("verify", invented, "--source", SOURCE)


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


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", f"The kept copy of {SOURCE} is damaged."),
        (
            '{"text": "Another text.", "origin": "file", "added": "2031-04-05T06:30:15+00:00"}',
            f"No recorded paragraph of {SOURCE} stands in the kept copy.",
        ),
    ],
)
def test_a_kept_copy_in_trouble_is_told_and_not_verified(run: Run, invented: Path, content: str, message: str) -> None:
    assert run("original", "add", SOURCE, invented).code == 0
    (originals.folder() / f"{SOURCE}.json").write_text(content)
    ended = run("verify", "--source", SOURCE)
    assert (ended.code, ended.out) == (3, "")
    assert ended.err == f"Error: {message}\nHint: Add it again with `kztrade original add {SOURCE} FILE`.\n"
    listed = run("original", "list").out.splitlines()
    assert listed[0].split() == ["Source", "Added", "Origin", "SHA-256", "Trouble"]
    assert listed[1].endswith(message)


def test_without_any_original_verify_ends_with_3(run: Run) -> None:
    ended = run("verify")
    assert (ended.code, ended.out) == (3, "")
    assert f"No original of {ARTICLE} is kept here." in ended.err
    assert f"kztrade original fetch {ARTICLE}" in ended.err


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        (b"", 3, "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 3, "not text in UTF-8"),
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
