"""The reader's own copies: what is taken, how it is kept, how a page is fetched."""

import gzip
import itertools
import json
import os
import socket
import ssl
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from kztrade import originals
from kztrade.codes import Dating, SourceKind
from kztrade.errors import FetchError, FilterError, KztradeError, PlaceError, ShapeError, UsageError
from kztrade.evidence import body, fingerprint, numerals
from kztrade.model import Data, Passage, Source
from kztrade.originals import (
    LIMIT,
    Fetched,
    Original,
    fetch_original,
    keep_original,
    likely_text,
    list_originals,
    read_original,
    read_original_file,
    remove_original,
    usable_text,
)

NOW = datetime(2031, 4, 5, 11, 30, 15, 678, timezone(timedelta(hours=5)))

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
TEXT = "\n".join(PARAGRAPHS) + "\n"
RUSSIAN = "Сад посажен весной, и все дети деревни помогали его сажать, за что им спасибо."
ID = "orchard-2031"
BY_HAND = f"Save the article's text from a browser and use `kztrade original add {ID} FILE`."
RETRY = f"Try again later. {BY_HAND}"
SAVE = "Save the article's own text, a paragraph a line, as a plain text file and add that."
AGAIN = f"Add it again with `kztrade original add {ID} FILE`."
WRITABLE = "Make the folder writable, or set KZTRADE_DATA_HOME to one that is."
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def source(source_id: str = ID, address: str = "https://bagh.example/1", language: str = "kk") -> Source:
    return Source(
        source_id, "Бақ TV", "Бақ", address, None, Dating.UNKNOWN, language, "бағбан", SourceKind.ARTICLE, "", "", ""
    )


def recorded(source_id: str, *lines: str) -> tuple[Passage, ...]:
    return tuple(Passage(source_id, n, fingerprint(line), numerals(line)) for n, line in enumerate(lines, 1))


SOURCES = [source(), source("river-ru", language="ru"), source("river-ky", language="ky")]
SOURCES += [source("river-kk"), source("river-en", language="en"), source("sad-ru", language="ru")]
DATA = Data(
    "0" * 64,
    {},
    {row.id: row for row in SOURCES},
    {},
    (),
    (),
    (*recorded(ID, *PARAGRAPHS), *recorded("sad-ru", RUSSIAN, "Второй.")),
)
"""An article in Kazakh and one in Russian of which paragraphs are recorded, and four of which none are."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "home" / "originals"


def keep(place: Path, text: str = TEXT, **changes: Any) -> Original:
    return keep_original(ID, text, place, **{"now": NOW, **changes})


def kept_text(place: Path) -> str:
    original = read_original(DATA, ID, place)
    assert original is not None
    assert original.trouble is None
    return original.text


def told(error: pytest.ExceptionInfo[KztradeError]) -> tuple[str, str]:
    """Message and hint; each is one sentence or two, and neither is empty."""
    message, hint = error.value.message, error.value.hint
    assert message.endswith(".")
    assert "\n" not in message
    assert str(error.value) == f"{message}\nHint: {hint}"
    return message, hint


# What is taken


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["plain", "windows", "old mac"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "mark"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_or_without_a_byte_order_mark_and_with_any_line_ends(
    encoding: str, mark: str, ends: str
) -> None:
    raw = (mark + TEXT.replace("\n", ends)).encode(encoding)
    assert usable_text(DATA, ID, raw) == TEXT


@pytest.mark.parametrize(
    ("source_id", "text", "encoding"),
    [
        (ID, TEXT, "kz1048"),
        (ID, TEXT, "ptcp154"),
        ("sad-ru", f"Баян\n{RUSSIAN}\nВторой.\n", "cp1251"),
        ("sad-ru", f"Баян\n{RUSSIAN}\nВторой.\n", "utf-16"),
    ],
)
def test_a_code_page_is_right_when_the_recorded_paragraphs_stand_in_it(
    source_id: str, text: str, encoding: str
) -> None:
    assert usable_text(DATA, source_id, text.encode(encoding)) == text


@given(
    st.lists(st.sampled_from(PARAGRAPHS), min_size=1, unique=True),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "kz1048", "ptcp154"]),
    st.text("абвгдежзғқңөүұәһіҒҚҢӨҮҰӘҺІ 019,.–«»", max_size=20),
)
def test_recorded_paragraphs_are_read_in_any_encoding_whatever_stands_beside_them(
    lines: list[str], encoding: str, other: str
) -> None:
    text = "\n".join([*lines, other])
    assert usable_text(DATA, ID, text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("source_id", "text", "encoding"),
    [
        ("river-ru", "Река «Талас», 5 км.", "cp1251"),
        ("river-kk", "Өзен бойы — әдемі жер.", "kz1048"),
        ("river-ky", "Өзөн бойу — көркөм жер.", "ptcp154"),
        ("river-en", "A river – “the Talas”.", "cp1252"),
        *((f"river-{language}", "Река Талас.", "utf-16-be") for language in ("ru", "kk", "en")),
        *((f"river-{language}", "Река Талас.", "utf-16-le") for language in ("ru", "kk", "en")),
        *((f"river-{language}", "Өзен бойы.", "utf-8") for language in ("ru", "kk", "en")),
    ],
)
def test_without_recorded_paragraphs_the_encoding_is_guessed_by_the_language(
    source_id: str, text: str, encoding: str
) -> None:
    assert usable_text(DATA, source_id, text.encode(encoding)) == text


@pytest.mark.parametrize("text", ["a < b және b > c", "<<Самал>>", "<редактор> 5 < 6", "бет\x0cекінші бет\tсоңы"])
def test_angle_brackets_form_feeds_and_tabs_are_text(text: str) -> None:
    assert usable_text(DATA, "river-kk", text.encode()) == text


MISSED = (
    f"No recorded paragraph of {ID} stands in the text.",
    f"Looked for any of 5 paragraphs word for word (numbers in them: 2029, 4, 2030, 17, 9, 4,5, 300, 800). {SAVE}",
)


@pytest.mark.parametrize(
    "raw",
    [
        "Мүлде басқа мақала, онда $4 млн да, 17% да бар.".encode(),
        TEXT.encode().decode("cp1252", "replace").encode(),
        TEXT.encode().decode("cp1251", "replace").encode(),
        TEXT.encode("kz1048").decode("cp1252", "replace").encode("utf-16"),
        TEXT.encode("ascii", "replace"),
        PDF,
        "\n".join(line[:-1] for line in PARAGRAPHS).encode(),
    ],
    ids=["another", "as Western", "as Russian", "code page as Western", "question marks", "pdf", "cut"],
)
def test_a_text_in_which_no_recorded_paragraph_stands_is_refused_with_what_was_looked_for(raw: bytes) -> None:
    with pytest.raises(ShapeError) as error:
        usable_text(DATA, ID, raw)
    assert told(error) == MISSED


def test_one_recorded_paragraph_is_enough() -> None:
    assert usable_text(DATA, ID, f"Бақ TV\n{PARAGRAPHS[2]}".encode()) == f"Бақ TV\n{PARAGRAPHS[2]}"


def test_the_likely_text_may_be_another_so_that_it_can_be_compared() -> None:
    assert likely_text(DATA, ID, "Басқа мақала".encode()) == "Басқа мақала"


NO_TEXT = "The original is not text in UTF-8, UTF-16 or a code page of Russian or Kazakh."
HTML = "The original is a web page (HTML), not plain text."
FETCH = f"Save the article's text as a text file, or let `kztrade original fetch {ID}` take it out."


@pytest.mark.parametrize(
    ("raw", "message", "hint"),
    [
        (b"", "The original is empty.", SAVE),
        (b"\xef\xbb\xbf", "The original is empty.", SAVE),
        (" \r\n\t\u00a0\n".encode(), "The original is empty.", SAVE),
        (b"a" * (LIMIT + 1), "The original is larger than 2 MB, so it is not the text of one article.", SAVE),
        (b"a\nb\x00c", NO_TEXT, SAVE),
        (b"\x1bPNG", NO_TEXT, SAVE),
        (b"PK\x03\x04\x14\x00\x06", NO_TEXT, SAVE),
        (
            b"{\\rtf1\\ansi " + TEXT.encode("kz1048"),
            "The original is a rich text document (RTF), not plain text.",
            SAVE,
        ),
        (
            b"From: <Saved by a browser>\r\nSubject: x\r\n y\r\nMIME-Version: 1.0\r\n\r\n" + TEXT.encode(),
            "The original is a web archive (MHT), not plain text.",
            SAVE,
        ),
        (PAGE.encode(), HTML, FETCH),
        (PAGE.encode("utf-16"), HTML, FETCH),
        (b"<!-- saved --> <HTML><p>x", HTML, FETCH),
        (b"x <br/> y", HTML, FETCH),
        (b'<p class="a">x</p>', HTML, FETCH),
        (b"<?xml version='1.0'?><a/>", HTML, FETCH),
    ],
)
def test_what_is_not_plain_text_is_refused_by_its_kind(raw: bytes, message: str, hint: str) -> None:
    with pytest.raises(ShapeError) as error:
        usable_text(DATA, ID, raw)
    assert told(error) == (message, hint)


def test_the_largest_text_is_taken() -> None:
    assert len(usable_text(DATA, "river-en", b"a" * LIMIT)) == LIMIT


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
    assert told(error) == (f"The file {path} has 50.0 MB; an original has 2 MB at most.", SAVE)


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
    (tmp_path / "a.txt").write_text("a")
    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(PlaceError) as error:
        read_original_file(tmp_path / "a.txt")
    assert told(error) == (
        f"The file {tmp_path / 'a.txt'} cannot be read: Permission denied.",
        "Check that it is yours to read.",
    )


def denied(*_: object, **__: object) -> Any:
    raise PermissionError(13, "Permission denied")


# Keeping


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


# Which addresses


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", f"No address is recorded for {ID}."),
        ("https://[", "The address 'https://[' cannot be read."),
        ("nothing", "The address 'nothing' cannot be read."),
        (
            "http://bagh.example/1",
            "The address 'http://bagh.example/1' is not https, so nobody vouches for what it sends.",
        ),
        (
            "ftp://bagh.example/1",
            "The address 'ftp://bagh.example/1' is not https, so nobody vouches for what it sends.",
        ),
        ("file:///etc/passwd", "The address 'file:///etc/passwd' cannot be read."),
    ],
)
def test_an_address_that_is_not_https_is_never_asked(
    address: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("it was asked"))
    with pytest.raises(FetchError) as error:
        fetch_original(source(address=address))
    assert told(error) == (message, BY_HAND)


def test_a_host_without_address_is_told_with_a_retry(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(FetchError) as error:
        fetch_original(source())
    assert told(error) == ("The download from bagh.example failed: Name or service not known.", RETRY)


# A real server on this computer

HOST = "localhost"

Reply = Callable[[ssl.SSLSocket], None]


class Server:
    """An https server on the loopback address that answers each path as told, with bytes as they are."""

    def __init__(self, authority: trustme.CA, name: str = HOST) -> None:
        self.replies: dict[str, bytes | Reply] = {}
        self.requests: list[str] = []
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert(name).configure_cert(self._context)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):  # closed
            while True:
                self._answer(self._listener.accept()[0])

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(10)
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
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[Server]:
    server = Server(authority)
    yield server
    with suppress(OSError):  # a test may have closed it
        server.close()


Fetch = Callable[..., Fetched]


@pytest.fixture
def fetch(server: Server, trusted: None) -> Fetch:
    def fetched(path: str = "/1", **changes: Any) -> Fetched:
        return fetch_original(source(address=f"https://{HOST}:{server.port}{path}"), **changes)

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
    assert list(body(fetched.text, recorded(ID, *PARAGRAPHS)).values()) == list(PARAGRAPHS)
    assert usable_text(DATA, ID, fetched.text.encode()) == fetched.text
    assert "Жарнама" not in fetched.text
    assert fetched.url == f"https://{HOST}:{server.port}/1"


def test_a_request_says_who_asks_and_nothing_else_of_the_reader(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = reply()
    fetch()
    lines = server.requests[0].split("\r\n")
    assert lines[0] == "GET /1 HTTP/1.1"
    assert {line.partition(":")[0].lower() for line in lines[1:] if line} == {
        "host",
        "user-agent",
        "accept",
        "accept-encoding",
    }


def test_plain_text_is_taken_as_it_is(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = reply(TEXT, kind="text/plain; charset=UTF-8")
    assert fetch().text == TEXT


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


NO_ARTICLE = "No text of an article was found in the page."


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        ("text/html; charset=x-unknown", MARKUP, "The page is written in 'x-unknown', which cannot be read here."),
        ("text/html; charset=idna", MARKUP, "The page is written in 'idna', which cannot be read here."),
        ("text/html; charset=hex", MARKUP, "The page is written in 'hex', which cannot be read here."),
        ("text/html", MARKUP.encode("cp1251"), "The page is not written in the character set it declares."),
        ("text/plain", b"\xff\xfe", "The page is not written in the character set it declares."),
        ("application/pdf", MARKUP, "The publisher sent 'application/pdf', not a page of text."),
        ("", MARKUP, "The publisher sent '', not a page of text."),
        ("text/html", "", NO_ARTICLE),
        ("text/html", "<html><body><script>1</script></body></html>", NO_ARTICLE),
        ("text/plain", " \n", NO_ARTICLE),
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
        ("204 No Content", BY_HAND),
        ("304 Not Modified", BY_HAND),
        ("429 Too Many Requests", RETRY),
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
    assert fetch().url.lower() == f"https://{HOST}:{server.port}/3"


@pytest.mark.parametrize(
    ("location", "complaint"),
    [
        ("http://{host}/2", "is not https, so nobody vouches for what it sends."),
        ("https://evil.example/2", "is not on {host}, the host of the source."),
        ("https://{host}.evil.example/2", "is not on {host}, the host of the source."),
        ("https://evil.example@{host}/2", "is not on {host}, the host of the source."),
        ("https://{host}@evil.example/2", "is not on {host}, the host of the source."),
        ("https://{host}\\@evil.example/2", "is not on {host}, the host of the source."),
        ("https://localhost/", "is not on {host}, the host of the source."),
        ("https://[", "cannot be read."),
    ],
)
def test_a_redirect_away_from_https_or_the_host_is_refused(
    location: str, complaint: str, server: Server, fetch: Fetch
) -> None:
    name = f"{HOST}:{server.port}"
    address = location.format(host=name)
    server.replies["/1"] = redirect(address)
    with pytest.raises(FetchError) as error:
        fetch()
    assert told(error) == (f"The address {address!r} {complaint.format(host=name)}", BY_HAND)
    assert len(server.requests) == 1


def test_a_long_address_is_not_repeated_whole(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = redirect(f"https://e/{'x' * 5000}")
    with pytest.raises(FetchError) as error:
        fetch()
    assert len(told(error)[0]) < 300


def test_redirects_in_a_circle_end_after_the_fifth(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = redirect("/2")
    server.replies["/2"] = redirect("/1")
    with pytest.raises(FetchError) as error:
        fetch()
    assert told(error) == (f"https://{HOST}:{server.port}/1 redirects more than 5 times.", BY_HAND)
    assert len(server.requests) == 6


def test_a_server_that_is_away_is_told_with_a_retry(server: Server, fetch: Fetch) -> None:
    server.close()
    with pytest.raises(FetchError) as error:
        fetch()
    assert told(error) == (f"The download from {HOST}:{server.port} failed: Connection refused.", RETRY)


@pytest.mark.parametrize("fault", ["another name", "unknown authority"])
def test_a_certificate_of_another_name_or_authority_is_refused(
    fault: str, authority: trustme.CA, trusted: None
) -> None:
    server = Server(authority, "other.example") if fault == "another name" else Server(trustme.CA())
    with pytest.raises(FetchError, match=r"^The download from localhost:\d+ failed: .*(certificate|hostname)"):
        fetch_original(source(address=f"https://{HOST}:{server.port}/1"))
    server.close()
    assert server.requests == []


TOO_LARGE = ("The page is larger than 2 MB.", BY_HAND)


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
    assert message.startswith(f"The download from {HOST}:{server.port} failed: ")
    assert reason in message
    assert hint == RETRY


def late(error: pytest.ExceptionInfo[FetchError], server: Server) -> bool:
    return told(error) == (f"{HOST}:{server.port} did not send the page within 20 seconds.", RETRY)


def test_a_body_that_drips_past_the_deadline_is_given_up(server: Server, fetch: Fetch) -> None:
    clock = Clock()

    def drip() -> Iterator[bytes]:
        for _ in range(100):
            clock.seconds += 1
            yield b"x"

    server.replies["/1"] = chunked(drip())
    with pytest.raises(FetchError) as error:
        fetch(clock=clock)
    assert late(error, server)


def test_the_deadline_is_one_for_all_hops(server: Server, fetch: Fetch) -> None:
    clock = Clock()

    def slow(connection: ssl.SSLSocket) -> None:
        clock.seconds += 9
        connection.sendall(redirect("/1"))

    server.replies["/1"] = slow
    with pytest.raises(FetchError) as error:
        fetch(clock=clock)
    assert late(error, server)
    assert len(server.requests) == 3


def test_a_server_that_says_nothing_is_left_when_the_deadline_comes(server: Server, fetch: Fetch) -> None:
    left = threading.Event()
    server.replies["/1"] = lambda _: left.wait(30) and None
    seconds = itertools.chain([0.0], itertools.repeat(19.5))  # half a second is left to wait in
    with pytest.raises(FetchError) as error:
        fetch(clock=lambda: next(seconds))
    left.set()
    assert late(error, server)
