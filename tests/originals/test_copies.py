"""The copies that are kept: whole, for their owner alone, and told when they are of no use."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import originals
from kztrade.errors import FilterError, PlaceError
from kztrade.originals import Original, keep_original, list_originals, read_original, remove_original, usable_text
from tests.originals.orchard import (
    AGAIN,
    DATA,
    ID,
    NOW,
    PARAGRAPHS,
    TEXT,
    WRITABLE,
    denied,
    keep,
    kept_text,
    told,
)


def test_copies_are_kept_in_the_folder_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KZTRADE_DATA_HOME", str(tmp_path))
    assert originals.folder() == tmp_path / "originals"
    keep_original(ID, TEXT)
    original = read_original(DATA, ID)
    assert original
    assert original.text == kept_text(tmp_path / "originals") == TEXT
    assert list_originals(DATA) == (original,)
    assert remove_original(ID)


@pytest.mark.parametrize("home", [None, ""])
def test_without_it_they_are_kept_in_the_users_data_folder(home: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KZTRADE_DATA_HOME", raising=False)
    if home is not None:
        monkeypatch.setenv("KZTRADE_DATA_HOME", home)
    assert originals.folder().parts[-2:] == ("kztrade", "originals")
    assert originals.folder().is_absolute()


def test_judging_a_text_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KZTRADE_DATA_HOME", str(tmp_path))
    usable_text(DATA, ID, TEXT.encode())
    assert list(tmp_path.iterdir()) == []


def test_a_copy_is_read_back_with_where_it_came_from(place: Path) -> None:
    kept = keep(place, origin="upload")
    assert kept == Original(ID, TEXT, True, "upload", datetime(2031, 4, 5, 6, 30, 15, tzinfo=UTC))
    assert read_original(DATA, ID, place) == kept
    assert list_originals(DATA, place) == (kept,)
    assert json.loads((place / f"{ID}.json").read_text("utf-8")) == {
        "source": ID,
        "origin": "upload",
        "added": "2031-04-05T06:30:15+00:00",
        "text": TEXT,
    }


def test_the_checksum_is_that_of_the_text() -> None:
    # printf 'Бақ\n' | sha256sum
    assert Original(ID, "Бақ\n").sha256 == "b7adf31a36b8e522129feeb54477558ec74df8e42f092a5c24a13cd7be5d7adc"


def test_a_copy_is_for_the_readers_eyes_alone(place: Path) -> None:
    keep(place)
    assert {path.stat().st_mode & 0o077 for path in place.iterdir()} == {0}


def test_without_a_copy_there_is_nothing_to_read(place: Path) -> None:
    assert read_original(DATA, ID, place) is None
    assert list_originals(DATA, place) == ()
    assert remove_original(ID, place) is False


@pytest.mark.parametrize("source_id", [f"../{ID}", "/etc/passwd", "", ".", "a\x00b", "*", "ORCHARD", "a" * 5000])
def test_a_name_that_is_no_id_reads_removes_and_keeps_nothing(source_id: str, place: Path) -> None:
    keep(place)
    assert read_original(DATA, source_id, place / "below") is None
    assert remove_original(source_id, place) is False
    with pytest.raises(FilterError) as error:
        keep_original(source_id, TEXT, place / "below")
    assert told(error)[0] == f"No source is called {source_id[:100]!r}."
    assert kept_text(place) == TEXT
    assert len(list(place.iterdir())) == 1


def test_a_later_copy_takes_the_place_of_an_earlier_one(place: Path) -> None:
    keep(place, PARAGRAPHS[0])
    kept = keep(place, PARAGRAPHS[1], now=NOW + timedelta(days=1))
    assert list_originals(DATA, place) == (kept,)
    assert len(list(place.iterdir())) == 1


def test_copies_are_listed_by_source_and_removed_one_by_one(place: Path) -> None:
    keep_original("river-ru", "r", place, now=NOW)
    keep(place)
    (place / "Notes.json").write_text("[]")
    assert [original.source for original in list_originals(DATA, place)] == [ID, "river-ru"]
    assert remove_original(ID, place) is True
    assert [original.source for original in list_originals(DATA, place)] == ["river-ru"]


@pytest.mark.parametrize("call", ["replace", "fsync"])
@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("first", [True, False], ids=["first", "later"])
def test_a_write_that_fails_or_is_interrupted_leaves_what_was_there(
    first: bool, failure: BaseException, call: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise failure

    before = () if first else (keep(place, PARAGRAPHS[0]),)
    monkeypatch.setattr(os, call, fail)
    with pytest.raises((PlaceError, KeyboardInterrupt)) as error:
        keep(place, PARAGRAPHS[1])
    if isinstance(error.value, PlaceError):
        assert told(error) == (f"The original cannot be kept in {place}: No space left on device.", WRITABLE)
    assert list_originals(DATA, place) == before
    assert len(list(place.iterdir())) == len(before)


@pytest.mark.parametrize("below", ["", "below"])
def test_a_folder_that_cannot_be_written_is_told_with_the_way_out(below: str, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    with pytest.raises(PlaceError) as error:
        keep(taken / below)
    message, hint = told(error)
    assert message.startswith(f"The original cannot be kept in {taken / below}: ")
    assert hint == WRITABLE
    assert taken.read_text() == "a file"
    assert read_original(DATA, ID, taken / below) is None


# A copy that is of no use


def trouble(place: Path) -> tuple[str, str]:
    original = read_original(DATA, ID, place)
    assert original is not None
    assert (original.text, original.kept) == ("", True)
    assert original.trouble is not None
    assert list_originals(DATA, place)[0].source == ID
    return original.trouble.message, original.trouble.hint


ADDED = '"added": "2031-04-05T06:30:15+00:00"'


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        "5",
        "[" * 100_000,
        f'{{"text": 5, "origin": "file", {ADDED}}}',
        f'{{"text": "\\ud800", "origin": "file", {ADDED}}}',
        '{"text": "x", "origin": "file", "added": "soon"}',
        f'{{"text": null, "origin": "file", {ADDED}}}',
        f'{{"sha256": "/../../../victim", "origin": "file", {ADDED}}}',
    ],
)
def test_a_damaged_copy_is_told_and_can_be_replaced_or_removed(content: str, place: Path) -> None:
    keep(place)
    (place / f"{ID}.json").write_text(content)
    assert trouble(place) == (f"The kept copy of {ID} is damaged.", AGAIN)
    keep(place)
    assert kept_text(place) == TEXT
    (place / f"{ID}.json").write_text(content)
    (place / f".{ID}.json.x1y2").write_text("{")  # what a write left that was cut off by force
    assert remove_original(ID, place) is True
    assert list(place.iterdir()) == []


@given(st.binary(max_size=300), st.integers(0, 700))
def test_no_damage_to_a_copy_is_ever_raised(tmp_path_factory: pytest.TempPathFactory, raw: bytes, cut: int) -> None:
    place = tmp_path_factory.mktemp("damaged")
    keep(place)
    path = place / f"{ID}.json"
    path.write_bytes(path.read_bytes()[:cut] + raw)
    original = read_original(DATA, ID, place)
    assert original is not None
    assert bool(original.text) == (original.trouble is None)


@pytest.mark.parametrize("text", ["", "бөтен"])
def test_a_kept_text_in_which_no_recorded_paragraph_stands_is_not_shown(text: str, place: Path) -> None:
    keep(place, text)
    assert trouble(place) == (f"No recorded paragraph of {ID} stands in the kept copy.", AGAIN)


def test_a_copy_that_this_computer_does_not_let_be_read_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(place)
    monkeypatch.setattr(Path, "read_bytes", denied)
    assert trouble(place) == (f"The originals in {place} cannot be read: Permission denied.", WRITABLE)


def test_a_copy_that_cannot_be_removed_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(place)
    monkeypatch.setattr(Path, "unlink", denied)
    with pytest.raises(PlaceError) as error:
        remove_original(ID, place)
    assert told(error) == (f"The copy of {ID} cannot be removed from {place}: Permission denied.", WRITABLE)
