"""The reader's own copies: what is taken, how it is kept, how a page is fetched from a server that may be hostile."""

import gzip
import ipaddress
import itertools
import json
import os
import socket
import ssl
import stat
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
import trustme

from kztrade import originals
from kztrade.codes import Dating, SourceKind
from kztrade.errors import FetchError, FilterError, KztradeError, PlaceError, ShapeError, UsageError
from kztrade.evidence import body, fingerprint, numerals
from kztrade.model import Passage, Source
from kztrade.originals import (
    LIMIT,
    Fetched,
    Original,
    add_original,
    fetch_original,
    is_public,
    list_originals,
    original_text,
    read_original,
    read_original_file,
    remove_original,
    source_hosts,
)

NOW = datetime(2031, 4, 5, 11, 30, 15, 678, timezone(timedelta(hours=5)))
TEXT = "Бақта 300 алма бар.\n\nҚоршау 800 км.\n"

PARAGRAPHS = (
    "Ауыл тұрғындары көктемде үлкен бақ отырғызып, оған «Самал» деген әдемі ат қойды, балалар да көмектесті.",
    "Бағбанның айтуынша, 2029 жылы мұнда $4 млн-ға жуық қаржы жұмсалды, ал 2030 жылы өнім 17%-ға көбейді.",
    '"Енді алдымызда $9 млн табыс табу міндеті тұр, шамамыз оған әбден жетеді", – деді ол.',
    "Бақта қазір 4,5 мың түп алма бар, былтырдан бері олардың қатарына 300-ге жуық көшет қосылды.",
    "Қоршаудың ұзындығы шамамен 800 км болады, оның бойында төрт ауылы орналасқан.",
)
PAGE = """<!DOCTYPE html>
<html lang="kk">
<head>
  <meta charset="utf-8"><title>Көктемгі бақ | Бақ TV</title>
  <script>var shown = ["$4 млн", 800];</script><style>p { color: #123 }</style>
</head>
<body>
<header><nav><ul><li><a href="/">Басты бет</a></li><li><a href="/ru">Русский</a></li></ul></nav></header>
<main><article>
  <h1>Көктемгі бақта қанша ағаш отырғызылды</h1>
  <ul class="meta"><li>Бақ TV</li><li>5 сәуір 2031</li><li>1495</li></ul>
  <div class="ads banner"><p>Жарнама: 50% жеңілдік тек бүгін!</p></div>
  <div class="news-body">
    <p>Ауыл тұрғындары көктемде үлкен бақ отырғызып, оған &laquo;Самал&raquo; деген әдемі ат қойды,
       балалар да көмектесті.</p>
    <p>Бағбанның айтуынша, 2029&nbsp;жылы мұнда <b>$4&nbsp;млн</b>-ға жуық қаржы жұмсалды, ал 2030 жылы
    өнім 17%-ға көбейді.</p>
    <div class="advert"><a href="/buy">Сатып алыңыз: тек 99 теңге</a></div>
    <p>&quot;Енді алдымызда <a href="/goal">$9 млн</a> табыс табу міндеті тұр, шамамыз оған әбден
    жетеді&quot;, &ndash; деді ол.</p>
    <p>Бақта қазір 4,5 мың түп алма бар, былтырдан бері олардың қатарына 300-ге жуық көшет қосылды.</p>
    <p>Қоршаудың ұзындығы шамамен 800 км болады, оның бойында төрт ауылы орналасқан.</p>
  </div>
  <div class="share"><a href="https://t.me/share">Telegram</a></div>
</article></main>
<aside><h3>Ұқсас жаңалықтар</h3><ul><li><a href="/1">Жаңа көпір ашылды</a></li></ul></aside>
<footer><p>© 2031 Бақ TV. Барлық құқықтар қорғалған.</p></footer>
</body></html>
"""
HOST = "bagh.example"
BY_HAND = "Save the article's text from a browser and use `kztrade original add orchard-2031 FILE`."
RETRY = f"Try again later. {BY_HAND}"


def source(source_id: str = "orchard-2031", address: str = f"https://{HOST}/1") -> Source:
    return Source(
        source_id, "Бақ TV", "Бақ", address, None, Dating.UNKNOWN, "kk", "бағбан", SourceKind.ARTICLE, "", "", ""
    )


KNOWN = {"orchard-2031": source(), "orchard-2032": source("orchard-2032"), "river-1999": source("river-1999")}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "home" / "originals"


def add(place: Path, content: bytes | str = TEXT, **changes: Any) -> Original:
    raw = content.encode() if isinstance(content, str) else content
    return add_original("orchard-2031", raw, KNOWN, place, **{"now": NOW, **changes})


def told(error: pytest.ExceptionInfo[KztradeError]) -> tuple[str, str]:
    """Message and hint; each is one sentence or two, and neither is empty."""
    message, hint = error.value.message, error.value.hint
    assert message.endswith(".")
    assert "\n" not in message
    assert str(error.value) == f"{message}\nHint: {hint}"
    return message, hint


# What is taken


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
    ids=["plain", "byte order mark", "windows lines", "old mac lines"],
)
def test_text_is_taken_with_a_byte_order_mark_and_any_line_ends(raw: bytes) -> None:
    assert original_text(raw) == TEXT


@pytest.mark.parametrize("text", ["a < b және b > c", "<<Самал>>", "<редактор> 5 < 6", "бет\x0cекінші бет\tсоңы"])
def test_angle_brackets_form_feeds_and_tabs_are_text(text: str) -> None:
    assert original_text(text.encode()) == text


SAVE = "Save the article's text as a plain UTF-8 text file and add that."
FETCH = "Save the article's text as a text file, or let `kztrade original fetch orchard-2031` take it out."
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@pytest.mark.parametrize(
    ("raw", "message", "hint"),
    [
        (b"", "The original is empty.", SAVE),
        (b"\xef\xbb\xbf", "The original is empty.", SAVE),
        (" \r\n\t\u00a0\n".encode(), "The original is empty.", SAVE),
        (b"a" * (LIMIT + 1), "The original is larger than 2 MB, so it is not the text of one article.", SAVE),
        (PDF, "The original is not UTF-8 text: byte 11 is 0xe2.", SAVE),
        (TEXT.encode("cp1251", "ignore"), "The original is not UTF-8 text: byte 1 is 0xc1.", SAVE),
        (b"a\nb\x00c", "The original is binary, not text: line 2 holds the control character U+0000.", SAVE),
        (b"\x1bPNG", "The original is binary, not text: line 1 holds the control character U+001B.", SAVE),
        (
            "al".encode("utf-16-le"),
            "The original is binary, not text: line 1 holds the control character U+0000.",
            SAVE,
        ),
        (PAGE.encode(), "The original is a web page (HTML), not text.", FETCH),
        (b"<!-- saved --> <HTML><p>x", "The original is a web page (HTML), not text.", FETCH),
        (b"x <br/> y", "The original is a web page (HTML), not text.", FETCH),
        (b'<p class="a">x</p>', "The original is a web page (HTML), not text.", FETCH),
        (b"<?xml version='1.0'?><a/>", "The original is a web page (HTML), not text.", FETCH),
    ],
)
def test_what_is_not_the_text_of_an_article_is_refused(raw: bytes, message: str, hint: str, place: Path) -> None:
    with pytest.raises(ShapeError) as error:
        add(place, raw)
    assert told(error) == (message, hint)
    assert not place.exists()


def test_the_largest_text_is_taken(place: Path) -> None:
    assert add(place, b"a" * LIMIT).source == "orchard-2031"


@pytest.mark.parametrize(
    ("source_id", "hint"),
    [
        ("orchard-2033", "Did you mean orchard-2032 or orchard-2031?"),
        ("rivers", "Did you mean river-1999?"),
        ("xyz", "Known sources: orchard-2031, orchard-2032, river-1999."),
        ("", "Known sources: orchard-2031, orchard-2032, river-1999."),
        ("../../etc/passwd", "Known sources: orchard-2031, orchard-2032, river-1999."),
    ],
)
def test_an_unknown_source_is_refused_with_those_that_are_close(source_id: str, hint: str, place: Path) -> None:
    with pytest.raises(FilterError) as error:
        add_original(source_id, TEXT.encode(), KNOWN, place, now=NOW)
    assert told(error) == (f"No source is called {source_id!r}.", hint)
    assert not place.exists()


def test_a_very_long_name_is_not_repeated_whole(place: Path) -> None:
    with pytest.raises(FilterError) as error:
        add_original("x" * 10_000, TEXT.encode(), KNOWN, place, now=NOW)
    assert len(str(error.value)) < 300


# A file


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfa\r\n")
    assert read_original_file(tmp_path / "a.txt") == b"\xef\xbb\xbfa\r\n"


def test_a_file_of_50_mb_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(ShapeError) as error:
        read_original_file(path)
    assert told(error) == (
        f"The file {path} has 50.0 MB; an original has 2 MB at most.",
        SAVE.replace("text as", "text alone as"),
    )


def test_of_a_device_without_a_size_no_more_than_needed_is_read() -> None:
    assert len(read_original_file(Path("/dev/zero"))) == LIMIT + 1


@pytest.mark.parametrize("name", ["nothing.txt", "a.txt/below"])
def test_a_missing_file_is_the_callers_to_mend(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    with pytest.raises(UsageError) as error:
        read_original_file(tmp_path / name)
    assert told(error) == (f"There is no file {tmp_path / name}.", "Check the name and the folder you are in.")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        read_original_file(tmp_path)
    assert told(error) == (f"{tmp_path} is a folder, not a file.", "Name the text file itself.")


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("a")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(PlaceError) as error:
        read_original_file(tmp_path / "a.txt")
    assert told(error) == (
        f"The file {tmp_path / 'a.txt'} cannot be read: Permission denied.",
        "Check that it is yours to read.",
    )


# Keeping


def test_copies_are_kept_in_the_folder_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KZTRADE_DATA_HOME", str(tmp_path))
    assert originals.folder() == tmp_path / "originals"
    add_original("orchard-2031", TEXT.encode(), KNOWN, now=NOW)
    assert read_original("orchard-2031") == read_original("orchard-2031", tmp_path / "originals") == TEXT


@pytest.mark.parametrize("home", [None, ""])
def test_without_it_they_are_kept_in_the_users_data_folder(home: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KZTRADE_DATA_HOME", raising=False)
    if home is not None:
        monkeypatch.setenv("KZTRADE_DATA_HOME", home)
    assert originals.folder().parts[-2:] == ("kztrade", "originals")
    assert originals.folder().is_absolute()


def test_a_copy_is_read_back_with_where_it_came_from(place: Path) -> None:
    kept = add(place, "\ufeff" + TEXT.replace("\n", "\r\n"), origin="upload")
    assert read_original("orchard-2031", place) == TEXT
    assert list_originals(place) == (kept,)
    assert kept.added == datetime(2031, 4, 5, 6, 30, 15, tzinfo=UTC)
    assert json.loads((place / "orchard-2031.json").read_text("utf-8")) == {
        "source": "orchard-2031",
        # sha256sum of TEXT
        "sha256": "3b780dfd406e86c3ca13213a3576eae414afc6dab094044ca667561d89c562fa",
        "added": "2031-04-05T06:30:15+00:00",
        "origin": "upload",
    }


def test_a_copy_is_for_the_readers_eyes_alone(place: Path) -> None:
    add(place)
    assert {path.stat().st_mode & 0o077 for path in place.iterdir()} == {0}


def test_without_a_copy_there_is_nothing_to_read(place: Path) -> None:
    assert read_original("orchard-2031", place) is None
    assert list_originals(place) == ()
    assert remove_original("orchard-2031", place) is False


@pytest.mark.parametrize("source_id", ["../orchard-2031", "/etc/passwd", "", ".", "a\x00b", "*", "ORCHARD", "a" * 5000])
def test_a_name_that_is_no_id_reads_and_removes_nothing(source_id: str, place: Path) -> None:
    add(place)
    assert read_original(source_id, place / "below") is None
    assert remove_original(source_id, place) is False
    assert read_original("orchard-2031", place) == TEXT


def test_a_later_copy_takes_the_place_of_an_earlier_one(place: Path) -> None:
    add(place, "бірінші")
    kept = add(place, "екінші", now=NOW + timedelta(days=1))
    assert read_original("orchard-2031", place) == "екінші"
    assert list_originals(place) == (kept,)
    assert len(list(place.iterdir())) == 2


def test_the_same_text_can_be_added_again(place: Path) -> None:
    add(place)
    kept = add(place, origin="upload")
    assert read_original("orchard-2031", place) == TEXT
    assert list_originals(place) == (kept,)


def test_copies_are_listed_by_source_and_removed_one_by_one(place: Path) -> None:
    add_original("river-1999", b"r", KNOWN, place, now=NOW)
    add(place)
    (place / "Notes.json").write_text("[]")
    assert [original.source for original in list_originals(place)] == ["orchard-2031", "river-1999"]
    assert remove_original("orchard-2031", place) is True
    assert [original.source for original in list_originals(place)] == ["river-1999"]
    assert read_original("river-1999", place) == "r"
    assert sorted(path.suffix for path in place.iterdir()) == [".json", ".json", ".txt"]


@pytest.mark.parametrize("count", [1, 2])
def test_a_write_that_fails_leaves_the_earlier_copy_and_nothing_else(
    count: int, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = add(place, "бірінші")
    before = sorted(place.iterdir())
    calls = itertools.count(1)

    def fail(*paths: Path) -> None:
        if next(calls) == count:
            raise OSError(28, "No space left on device")
        rename(*paths)

    rename = os.replace
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(PlaceError) as error:
        add(place, "екінші")
    assert told(error) == (
        f"The original cannot be kept in {place}: No space left on device.",
        "Make the folder writable, or set KZTRADE_DATA_HOME to one that is.",
    )
    assert sorted(place.iterdir()) == before
    assert read_original("orchard-2031", place) == "бірінші"
    assert list_originals(place) == (kept,)


@pytest.mark.parametrize("count", [1, 2])
def test_a_first_write_that_fails_leaves_nothing(count: int, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = itertools.count(1)

    def fail(handle: int) -> None:
        if next(calls) == count:
            raise OSError(5, "Input/output error")

    sync = originals._sync
    monkeypatch.setattr(originals, "_sync", lambda _: None)
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(PlaceError, match="Input/output error"):
        add(place)
    assert list(place.iterdir()) == []
    assert read_original("orchard-2031", place) is None
    monkeypatch.setattr(originals, "_sync", sync)


@pytest.mark.parametrize("count", [1, 2])
def test_an_interrupted_write_leaves_the_earlier_copy(count: int, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(place, "бірінші")
    calls = itertools.count(1)

    def interrupt(*paths: Path) -> None:
        if next(calls) == count:
            raise KeyboardInterrupt
        rename(*paths)

    rename = os.replace
    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        add(place, "екінші")
    assert read_original("orchard-2031", place) == "бірінші"
    assert len(list(place.iterdir())) == 2


def test_file_and_folder_are_on_disk_before_the_copy_counts(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(stat.S_ISDIR(os.fstat(handle).st_mode)))
    add(place)
    assert synced == [False, True, False, True]


def test_a_folder_that_cannot_be_synced_is_no_failure(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)
    originals._sync(place)


@pytest.mark.parametrize("below", ["", "below"])
def test_a_folder_that_cannot_be_written_is_told_with_the_way_out(below: str, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    with pytest.raises(PlaceError) as error:
        add(taken / below)
    message, hint = told(error)
    assert message.startswith(f"The original cannot be kept in {taken / below}: ")
    assert hint == "Make the folder writable, or set KZTRADE_DATA_HOME to one that is."
    assert taken.read_text() == "a file"
    assert read_original("orchard-2031", taken / below) is None


AGAIN = "Add it again with `kztrade original add orchard-2031 FILE`."


@pytest.mark.parametrize("content", [None, "", "бөтен"])
def test_a_copy_that_another_hand_changed_is_not_passed_off_as_the_original(content: str | None, place: Path) -> None:
    (path,) = [place / add(place).file]
    path.unlink() if content is None else path.write_text(content, "utf-8")
    with pytest.raises(ShapeError) as error:
        read_original("orchard-2031", place)
    assert told(error) == ("The kept copy of orchard-2031 is not the text that was added.", AGAIN)
    add(place)
    assert read_original("orchard-2031", place) == TEXT


TRAP = '{"sha256": "/../../../victim", "added": "2031-04-05T06:30:15+00:00", "origin": "file"}'


@pytest.mark.parametrize(
    "sidecar", ["", "{", "[]", "{}", '{"sha256": "a", "added": "soon", "origin": "file"}', TRAP, "5"]
)
def test_a_sidecar_that_cannot_be_read_is_told_and_can_be_replaced(sidecar: str, place: Path) -> None:
    add(place)
    (place / "orchard-2031.json").write_text(sidecar)
    for read in (lambda: read_original("orchard-2031", place), lambda: list_originals(place)):
        with pytest.raises(ShapeError) as error:
            read()
        assert told(error) == ("What is recorded of the copy of orchard-2031 cannot be read.", AGAIN)
    add(place)
    assert read_original("orchard-2031", place) == TEXT


def test_a_broken_copy_can_be_removed_with_what_a_cut_off_write_left(place: Path) -> None:
    add(place)
    (place / "orchard-2031.json").write_text("{")
    (place / ".orchard-2031.json.x1y2").write_text("{")
    assert remove_original("orchard-2031", place) is True
    assert list(place.iterdir()) == []


def test_a_folder_that_refuses_is_told_on_reading_and_removing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    add(place)
    hint = "Make the folder writable, or set KZTRADE_DATA_HOME to one that is."
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(PlaceError) as error:
        read_original("orchard-2031", place)
    assert told(error) == (f"The originals in {place} cannot be read: Permission denied.", hint)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(PlaceError) as error:
        remove_original("orchard-2031", place)
    assert told(error) == (f"The copy of orchard-2031 cannot be removed from {place}: Permission denied.", hint)


# Which addresses


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.1.1",
        "203.0.113.5",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%2",
        "fec0::1",
        "fd00::1",
        "ff0e::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::8.8.8.8",
        "64:ff9b::127.0.0.1",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::1",
        "2002:7f00:1::1",
        "2001:0:7f00:1::1",
    ],
)
def test_an_address_that_is_not_of_the_open_internet_is_refused(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    with pytest.raises(FetchError) as error:
        fetch_original(source(), frozenset({HOST}), resolve=lambda *_: ["1.1.1.1", address])
    assert told(error) == (f"{HOST} leads to {address}, which is not an address of the open Internet.", BY_HAND)


@pytest.mark.parametrize("address", ["1.1.1.1", "92.46.0.1", "2606:4700::1111", "2a02:26f7::1"])
def test_an_address_of_the_open_internet_is_allowed(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_hosts_are_those_of_https_addresses_with_their_ports() -> None:
    addresses = ["https://A.example/1", "https://b.example:443/", "https://c.example:8443", "http://d.example", ""]
    addresses += ["https://", "https://[", "https://e.example:99999999"]
    assert source_hosts(source(address=address) for address in addresses) == {
        "a.example",
        "b.example",
        "c.example:8443",
    }


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "No address is recorded for orchard-2031."),
        (
            "http://bagh.example/1",
            "The address 'http://bagh.example/1' is not https, so nobody vouches for what it sends.",
        ),
        ("file:///etc/passwd", "The address 'file:///etc/passwd' is not https, so nobody vouches for what it sends."),
        ("https://other.example/1", "The address 'https://other.example/1' is not on a host of the recorded sources."),
        (
            "https://bagh.example:8443/",
            "The address 'https://bagh.example:8443/' is not on a host of the recorded sources.",
        ),
        ("https://a@bagh.example/", "The address 'https://a@bagh.example/' is not on a host of the recorded sources."),
        ("https://bagh.example./", "The address 'https://bagh.example./' is not on a host of the recorded sources."),
        (
            "https://bagh.example.evil/",
            "The address 'https://bagh.example.evil/' is not on a host of the recorded sources.",
        ),
        ("https://127.0.0.1/", "The address 'https://127.0.0.1/' is not on a host of the recorded sources."),
        ("https://[", "The address 'https://[' cannot be read."),
    ],
)
def test_an_address_that_is_not_https_on_a_recorded_host_is_never_asked(address: str, message: str) -> None:
    with pytest.raises(FetchError) as error:
        fetch_original(source(address=address), frozenset({HOST}), resolve=lambda *_: pytest.fail("it was asked"))
    assert told(error) == (message, BY_HAND)


@pytest.mark.parametrize("failure", [socket.gaierror(-2, "unknown"), UnicodeError("label too long"), None])
def test_a_host_without_address_is_told_with_a_retry(failure: Exception | None) -> None:
    def resolve(host: str, port: int) -> list[str]:
        if failure:
            raise failure
        return []

    with pytest.raises(FetchError) as error:
        fetch_original(source(), frozenset({HOST}), resolve=resolve)
    assert told(error) == (f"No address of {HOST} could be found.", RETRY)


def test_the_system_resolver_gives_each_address_once() -> None:
    assert originals.resolved("127.0.0.1", 443) == ["127.0.0.1"]


# A real server on this computer

Reply = Callable[[ssl.SSLSocket], None]


class Server:
    """An https server on the loopback address that answers each path as told, with bytes as they are."""

    def __init__(self, authority: trustme.CA, name: str = HOST, address: str = "127.0.0.1", port: int = 0) -> None:
        self.replies: dict[str, bytes | Reply] = {}
        self.requests: list[str] = []
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert(name).configure_cert(self._context)
        self._listener = socket.create_server((address, port))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):  # closed
            while True:
                self._answer(self._listener.accept()[0])

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(300)
        with connection, suppress(OSError), self._context.wrap_socket(connection, server_side=True) as secure:
            request = b""
            while b"\r\n\r\n" not in request:
                request += secure.recv(65536)
            self.requests.append(request.decode("latin-1"))
            reply = self.replies[request.split()[1].decode()]
            if callable(reply):
                reply(secure)
            else:
                secure.sendall(reply)
            secure.unwrap()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_certs(authority: trustme.CA, tmp_path: Path) -> str:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return str(tmp_path / "ca.pem")


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[Server]:
    server = Server(authority)
    yield server
    server.close()


Fetch = Callable[..., Fetched]


@pytest.fixture
def fetch(server: Server, ca_certs: str) -> Fetch:
    def fetched(path: str = "/1", **changes: Any) -> Fetched:
        name = f"{HOST}:{server.port}"
        options = {"resolve": lambda *_: ["127.0.0.1"], "is_allowed": lambda _: True, "ca_certs": ca_certs}
        return fetch_original(source(address=f"https://{name}{path}"), frozenset({name}), **{**options, **changes})

    return fetched


def reply(content: bytes | str = PAGE, *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    raw = content.encode() if isinstance(content, str) else content
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(raw)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + raw


def redirect(location: str, status: str = "302 Found") -> bytes:
    return reply("", f"Location: {location}", status=status)


def chunked(chunks: Iterator[bytes], *headers: str) -> Reply:
    """A reply of unknown length that stops when the other side goes away."""

    def send(connection: ssl.SSLSocket) -> None:
        lines = ["HTTP/1.1 200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked", *headers]
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        for chunk in chunks:
            connection.sendall(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
        connection.sendall(b"0\r\n\r\n")

    return send


class Clock:
    """Seconds that move when told, so that no test waits."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def test_the_article_is_taken_out_of_its_page_a_paragraph_a_line(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = reply()
    fetched = fetch()
    passages = [Passage("orchard-2031", n, fingerprint(line), numerals(line)) for n, line in enumerate(PARAGRAPHS, 1)]
    assert list(body(fetched.text, passages).values()) == list(PARAGRAPHS)
    assert "Жарнама" not in fetched.text
    assert "Telegram" not in fetched.text
    assert fetched.url == f"https://{HOST}:{server.port}/1"


def test_what_was_fetched_can_be_kept(server: Server, fetch: Fetch, place: Path) -> None:
    server.replies["/1"] = reply()
    fetched = fetch()
    kept = add(place, fetched.text, origin=fetched.url)
    assert read_original("orchard-2031", place) == fetched.text
    assert kept.origin == fetched.url


def test_the_request_names_the_host_and_asks_for_text_and_carries_nothing_of_the_reader(
    server: Server, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.replies["/1?q=%D1%88"] = reply()
    fetch("/1?q=ш")
    lines = server.requests[0].split("\r\n")
    assert lines[0] == "GET /1?q=%D1%88 HTTP/1.1"
    assert sorted(line.partition(":")[0] for line in lines[1:] if line) == [
        "Accept",
        "Accept-Encoding",
        "Connection",
        "Host",
        "User-Agent",
    ]
    assert f"Host: {HOST}:{server.port}" in lines


def test_plain_text_is_taken_as_it_is(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = reply(TEXT, kind="text/plain; charset=UTF-8")
    assert fetch().text == TEXT


RUSSIAN = "Сад посажен весной, и все дети деревни помогали его сажать, за что им спасибо."
MARKUP = f"<html><head>{{}}</head><body><article><p>{RUSSIAN}</p></article></body></html>"


@pytest.mark.parametrize(
    ("kind", "meta", "encoding"),
    [
        ("text/html; charset=windows-1251", "", "cp1251"),
        ('TEXT/HTML;Charset="KOI8-R"', "", "koi8-r"),
        ("text/html", '<meta charset="windows-1251">', "cp1251"),
        ("text/html", "<meta http-equiv=Content-Type content='text/html; charset=cp1251'>", "cp1251"),
        ("text/html; charset=utf-8", "<meta charset=windows-1251>", "utf-8"),
        ("text/html; charset=windows-1251", "", "utf-8-sig"),
        ("text/html", "", "utf-8"),
    ],
)
def test_the_character_set_is_that_of_the_mark_the_header_or_the_page(
    kind: str, meta: str, encoding: str, server: Server, fetch: Fetch
) -> None:
    server.replies["/1"] = reply(MARKUP.format(meta).encode(encoding), kind=kind)
    assert fetch().text.strip() == RUSSIAN


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        ("text/html; charset=x-unknown", MARKUP, "The page is written in 'x-unknown', which cannot be read here."),
        ("text/html; charset=idna", MARKUP, "The page is written in 'idna', which cannot be read here."),
        ("text/html", MARKUP.encode("cp1251"), "The page is not written in the character set it declares."),
        ("text/plain", b"\xff\xfe", "The page is not written in the character set it declares."),
        ("application/pdf", MARKUP, "The publisher sent 'application/pdf', not a page of text."),
        ("image/svg+xml", MARKUP, "The publisher sent 'image/svg+xml', not a page of text."),
        ("", MARKUP, "The publisher sent '', not a page of text."),
        ("text/html", "", "No text of an article was found in the page."),
        ("text/html", "<html><body><script>1</script></body></html>", "No text of an article was found in the page."),
        ("text/html", "x", "No text of an article was found in the page."),
        ("text/plain", " \n", "No text of an article was found in the page."),
    ],
)
def test_what_is_not_a_page_of_text_is_refused(
    kind: str, content: bytes | str, message: str, server: Server, fetch: Fetch, caplog: pytest.LogCaptureFixture
) -> None:
    server.replies["/1"] = reply(content, kind=kind)
    with pytest.raises(ShapeError) as error:
        fetch()
    assert told(error) == (message, BY_HAND)
    assert [record.name for record in caplog.records if record.levelname != "DEBUG"] == []


@pytest.mark.parametrize(
    ("status", "hint"),
    [
        ("404 Not Found", BY_HAND),
        ("403 Forbidden", BY_HAND),
        ("204 No Content", BY_HAND),
        ("206 Partial Content", BY_HAND),
        ("304 Not Modified", BY_HAND),
        ("429 Too Many Requests", RETRY),
        ("500 Internal Server Error", RETRY),
        ("503 Service Unavailable", RETRY),
    ],
)
def test_another_status_is_told_and_asked_again_only_where_that_helps(
    status: str, hint: str, server: Server, fetch: Fetch
) -> None:
    server.replies["/1"] = reply(PAGE, "Retry-After: 1", status=status)
    with pytest.raises(FetchError) as error:
        fetch()
    assert told(error) == (f"The publisher answered with status {status[:3]} instead of the page.", hint)
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_a_redirect_on_the_same_host_is_followed(status: str, server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = redirect("../2?x=1#top", status)
    server.replies["/2?x=1"] = redirect(f"https://{HOST.upper()}:{server.port}/3")
    server.replies["/3"] = reply()
    assert fetch().url == f"https://{HOST}:{server.port}/3"


@pytest.mark.parametrize(
    ("location", "message"),
    [
        (
            "http://bagh.example/2",
            "The address 'http://bagh.example/2' is not https, so nobody vouches for what it sends.",
        ),
        ("https://evil.example/2", "The address 'https://evil.example/2' is not on a host of the recorded sources."),
        ("//evil.example/2", "The address 'https://evil.example/2' is not on a host of the recorded sources."),
        ("https://127.0.0.1/", "The address 'https://127.0.0.1/' is not on a host of the recorded sources."),
        ("https://bagh.example/", "The address 'https://bagh.example/' is not on a host of the recorded sources."),
        ("file:///etc/passwd", "The address 'file:///etc/passwd' is not https, so nobody vouches for what it sends."),
        ("https://[", "The address 'https://[' cannot be read."),
        (f"https://e/{'x' * 5000}", f"The address 'https://e/{'x' * 190}…' is not on a host of the recorded sources."),
    ],
)
def test_a_redirect_away_from_https_or_the_recorded_hosts_is_refused(
    location: str, message: str, server: Server, fetch: Fetch
) -> None:
    server.replies["/1"] = redirect(location)
    with pytest.raises(FetchError) as error:
        fetch()
    assert told(error) == (message, BY_HAND)


def test_redirects_in_a_circle_end_after_the_fifth(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = redirect("/2")
    server.replies["/2"] = redirect("/1")
    with pytest.raises(FetchError) as error:
        fetch()
    assert told(error) == (f"https://{HOST}:{server.port}/1 redirects more than 5 times.", BY_HAND)
    assert len(server.requests) == 6


def test_the_address_that_was_checked_is_the_one_connected_to_and_each_hop_asks_once(
    server: Server, fetch: Fetch, authority: trustme.CA
) -> None:
    trap = Server(authority, address="127.0.0.2", port=server.port)
    answers = iter(["127.0.0.1", "127.0.0.1", "127.0.0.2"])
    asked, checked = [], []

    def resolve(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return [next(answers)]

    server.replies["/1"] = redirect("/2")
    server.replies["/2"] = reply()
    fetch(resolve=resolve, is_allowed=lambda address: checked.append(str(address)) or True)
    trap.close()
    assert asked == [(HOST, server.port)] * 2
    assert checked == ["127.0.0.1"] * 2
    assert (len(server.requests), trap.requests) == (2, [])


def test_a_redirect_whose_host_now_leads_elsewhere_is_refused(server: Server, fetch: Fetch) -> None:
    answers = iter(["127.0.0.1", "10.0.0.1"])
    server.replies["/1"] = redirect("/2")
    with pytest.raises(FetchError) as error:
        fetch(resolve=lambda *_: [next(answers)], is_allowed=lambda address: address.is_loopback)
    assert told(error) == (f"{HOST} leads to 10.0.0.1, which is not an address of the open Internet.", BY_HAND)


def test_the_next_address_is_tried_when_one_refuses(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = reply()
    assert fetch(resolve=lambda *_: ["127.0.0.9", "127.0.0.1"]).text


def test_no_server_at_any_address_is_told_with_a_retry(server: Server, fetch: Fetch) -> None:
    with pytest.raises(FetchError) as error:
        fetch(resolve=lambda *_: ["127.0.0.8", "127.0.0.9"])
    assert told(error) == (f"The download from {HOST} failed: Connection refused.", RETRY)


def test_a_certificate_for_another_name_is_refused(authority: trustme.CA, ca_certs: str) -> None:
    server = Server(authority, name="other.example")
    name = f"{HOST}:{server.port}"
    with pytest.raises(FetchError) as error:
        fetch_original(
            source(address=f"https://{name}/1"),
            frozenset({name}),
            resolve=lambda *_: ["127.0.0.1"],
            is_allowed=lambda _: True,
            ca_certs=ca_certs,
        )
    server.close()
    message, hint = told(error)
    assert message == f"No secure connection to {HOST}: hostname '{HOST}' doesn't match 'other.example'."
    assert hint == f"Check this computer's date and its trusted certificates. {BY_HAND}"
    assert server.requests == []


@pytest.mark.parametrize("trusted", ["another", None])
def test_a_certificate_of_an_unknown_authority_is_refused(
    trusted: str | None, server: Server, fetch: Fetch, tmp_path: Path
) -> None:
    if trusted:
        trustme.CA().cert_pem.write_to_path(str(tmp_path / "another.pem"))
    with pytest.raises(FetchError, match=r"^No secure connection to bagh\.example: .*(certificate|signature)"):
        fetch(ca_certs=trusted and str(tmp_path / "another.pem"))
    assert server.requests == []


TOO_LARGE = ("The page is larger than 2 MB.", BY_HAND)


@pytest.mark.parametrize("length", [LIMIT + 1, 10**18, 10**300])
def test_a_body_that_is_declared_too_large_is_not_read(length: int, server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\r\nx".encode()
    with pytest.raises(ShapeError) as error:
        fetch()
    assert told(error) == TOO_LARGE


def test_a_body_that_grows_too_large_is_given_up(server: Server, fetch: Fetch) -> None:
    sent = []

    def endless() -> Iterator[bytes]:
        while True:
            sent.append(1)
            yield b"<p>" * 10_000

    server.replies["/1"] = chunked(endless())
    with pytest.raises(ShapeError) as error:
        fetch()
    assert told(error) == TOO_LARGE
    assert len(sent) < 1000


def test_the_largest_body_is_read_whole(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = reply("а" * (LIMIT // 2), kind="text/plain")
    assert len(fetch().text) == LIMIT // 2


def test_a_packed_page_is_unpacked(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = reply(gzip.compress(PAGE.encode()), "Content-Encoding: gzip")
    server.replies["/2"] = chunked(iter([gzip.compress(PAGE.encode())]), "Content-Encoding: gzip")
    assert fetch().text == fetch("/2").text
    assert PARAGRAPHS[3] in fetch().text


def test_a_small_body_that_unpacks_to_a_huge_one_is_given_up_early(server: Server, fetch: Fetch) -> None:
    bomb = gzip.compress(bytes(200_000_000))
    assert len(bomb) < LIMIT
    server.replies["/1"] = reply(bomb, "Content-Encoding: gzip")
    tracemalloc.start()
    with pytest.raises(ShapeError) as error:
        fetch()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told(error) == TOO_LARGE
    assert peak < 20_000_000


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "x"])
def test_a_packing_that_was_not_asked_for_is_refused(coding: str, server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = reply(PAGE, f"Content-Encoding: {coding}")
    with pytest.raises(ShapeError) as error:
        fetch()
    assert told(error) == (f"The page is packed as {coding!r}, which was not asked for.", BY_HAND)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "Remote end closed connection without response"),
        (b"SSH-2.0\x1b[31m\r\n", "SSH-2.0 [31m"),
        (reply(PAGE)[:-100], "IncompleteRead"),
        (reply(b"not gzip", "Content-Encoding: gzip"), "incorrect header check"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "IncompleteRead"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "got more than 100 headers"),
    ],
)
def test_a_reply_that_breaks_off_or_is_no_http_is_told_with_a_retry(
    raw: bytes, reason: str, server: Server, fetch: Fetch
) -> None:
    server.replies["/1"] = raw
    with pytest.raises(FetchError) as error:
        fetch()
    message, hint = told(error)
    assert message.startswith(f"The download from {HOST} failed: ")
    assert reason in message
    assert hint == RETRY


LATE = (f"{HOST} did not send the page within 20 seconds.", RETRY)


def test_a_body_that_drips_past_the_deadline_is_given_up(server: Server, fetch: Fetch) -> None:
    clock = Clock()

    def drip() -> Iterator[bytes]:
        for _ in range(100):
            clock.seconds += 1
            yield b"x"

    server.replies["/1"] = chunked(drip())
    with pytest.raises(FetchError) as error:
        fetch(clock=clock)
    assert told(error) == LATE


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"])
def test_headers_or_a_chunk_size_that_drip_past_the_deadline_are_given_up(
    start: bytes, server: Server, fetch: Fetch
) -> None:
    clock = Clock()

    def drip(connection: ssl.SSLSocket) -> None:
        connection.sendall(start.replace(b"\r\nT", b"\r\nContent-Type: text/html\r\nT"))
        for _ in range(100):
            clock.seconds += 1
            connection.sendall(b"0")

    server.replies["/1"] = drip
    with pytest.raises(FetchError) as error:
        fetch(clock=clock)
    assert told(error) == LATE


def test_the_deadline_is_one_for_all_hops(server: Server, fetch: Fetch) -> None:
    clock = Clock()

    def slow(connection: ssl.SSLSocket) -> None:
        clock.seconds += 9
        connection.sendall(redirect("/1"))

    server.replies["/1"] = slow
    with pytest.raises(FetchError) as error:
        fetch(clock=clock)
    assert told(error) == LATE
    assert len(server.requests) == 3


def test_the_resolvers_time_counts(server: Server, fetch: Fetch) -> None:
    clock = Clock()

    def slow(host: str, port: int) -> list[str]:
        clock.seconds += 21
        return ["127.0.0.1"]

    with pytest.raises(FetchError) as error:
        fetch(clock=clock, resolve=slow)
    assert told(error) == LATE
    assert server.requests == []


def nearly_late_after(looks: int) -> Callable[[], float]:
    """A clock that stands still for some looks and then leaves a hundredth of a second, so that silence is short."""
    seconds = itertools.chain(itertools.repeat(0.0, looks), itertools.repeat(19.99))
    return lambda: next(seconds)


def test_a_server_that_says_nothing_is_left_when_the_deadline_comes(server: Server, fetch: Fetch) -> None:
    left = threading.Event()
    server.replies["/1"] = lambda _: left.wait(300) and None
    with pytest.raises(FetchError) as error:
        fetch(clock=nearly_late_after(4))  # start, connect, read, handshake
    left.set()
    assert told(error) == LATE


def test_a_server_that_never_greets_is_left_when_the_deadline_comes(ca_certs: str) -> None:
    clock = Mock(side_effect=nearly_late_after(3))  # start, connect, read
    with socket.create_server(("127.0.0.1", 0)) as mute:
        name = f"{HOST}:{mute.getsockname()[1]}"
        with pytest.raises(FetchError) as error:
            fetch_original(
                source(address=f"https://{name}/"),
                frozenset({name}),
                resolve=lambda *_: ["127.0.0.1"],
                is_allowed=lambda _: True,
                ca_certs=ca_certs,
                clock=clock,
            )
    assert told(error) == LATE
    assert clock.call_count > 3  # else the greeting may take as long as connecting may
