"""What is taken for the text of a source, and what is refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade.errors import PlaceError, ShapeError, UsageError
from kztrade.originals import LIMIT, likely_text, read_original_file, usable_text
from kztrade.originals.reading import is_garbled
from tests.originals.orchard import DATA, ID, PAGE, PARAGRAPHS, PDF, RUSSIAN, SAVE, TEXT, denied, told


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
        "\n".join(line[:-1] for line in PARAGRAPHS).encode(),
    ],
    ids=["another", "as Western", "as Russian", "code page as Western", "question marks", "cut"],
)
def test_a_text_in_which_no_recorded_paragraph_stands_is_refused_with_what_was_looked_for(raw: bytes) -> None:
    with pytest.raises(ShapeError) as error:
        usable_text(DATA, ID, raw)
    assert told(error) == MISSED


LINES = st.lists(st.sampled_from([*PARAGRAPHS, RUSSIAN]), min_size=1, max_size=3).map("\n".join)


@given(LINES, st.sampled_from(["cp1252", "latin-1", "cp1251", "kz1048", "ptcp154"]), st.booleans())
def test_a_text_that_was_read_in_another_encoding_and_saved_is_refused_where_nothing_is_recorded(
    text: str, page: str, code_page: bool
) -> None:
    raw = text.encode("kz1048", "ignore") if code_page else text.encode()
    shown = "".join(bytes([byte]).decode(page, "ignore") or chr(byte) for byte in raw)
    garbled = shown if not code_page or page in ("cp1252", "latin-1") else raw.decode("utf-8", "replace")
    with pytest.raises(ShapeError):
        usable_text(DATA, "river-kk", garbled.encode())


@given(LINES, st.sampled_from(["utf-8", "utf-16", "kz1048", "ptcp154"]))
def test_a_text_in_its_own_encoding_is_never_taken_for_a_garbled_one(text: str, encoding: str) -> None:
    assert not is_garbled(text)
    usable_text(DATA, "river-ky" if encoding == "ptcp154" else "river-kk", text.encode(encoding))


@pytest.mark.parametrize("text", ["???? ?? ??????? 5", "Река \ufffd Талас", "Ðåêà Òàëàñ", "ÐÐµÐºÐ°"])
def test_marks_in_place_of_letters_are_no_text(text: str) -> None:
    assert is_garbled(text)


@pytest.mark.parametrize("text", ["Her Excellency’s café — “naïve” £5", "Ünïcode only", "Её", "5 %", "Қаңтар?"])
def test_accents_quotes_and_numbers_are_text(text: str) -> None:
    assert not is_garbled(text + " and more words, река и мост")


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
        (PDF, "The original is a PDF, not plain text.", SAVE),
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
