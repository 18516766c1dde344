"""What bytes say as the text of a source: their encoding is the one in which the recorded paragraphs stand."""

import re
from collections.abc import Iterator
from pathlib import Path

from kztrade.errors import PlaceError, ShapeError, UsageError
from kztrade.evidence import standing
from kztrade.message import Message
from kztrade.model import Data
from kztrade.paragraphs import Passage

LIMIT = 2_000_000
"""Bytes of the largest original taken: an article has some thousands."""

_PAGES = {"kk": "kz1048", "ky": "ptcp154", "en": "cp1252"}  # the code page of a language, Russian's for all others
_CYRILLIC = ("cp1251", "kz1048", "ptcp154")
_BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_TAG = re.compile(
    r"<(?:!doctype|\?xml)\s|</?(?:html|head|body|div|p|br|a|ul|li|span|script|table)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_FORMATS = (
    (Message("a PDF"), re.compile(r"\s*%PDF-")),
    (Message("a rich text document (RTF)"), re.compile(r"\s*\{\\rtf")),
    (
        Message("a web archive (MHT)"),
        re.compile(r"(?:[\w-]+:.*\n|[ \t].*\n){0,30}MIME-Version:", re.IGNORECASE),
    ),
)
_PUT_IN = "\ufffd"  # what a program writes for a character that it could not read
_LATIN = re.compile(r"[À-ÖØ-öø-ÿ]")
_MISREAD_AS = ("cp1252", "latin-1", "cp1251", "kz1048", "ptcp154")
_SAVE = "Save the article's own text, a paragraph a line, as a plain text file and add that."


def usable_text(data: Data, source: str, raw: bytes) -> str:
    """The text of a source that the bytes of a file or an upload hold, with plain line feeds. Nothing is written.

    Args:
        data: All data; the source is one of them.
        source: An id of sources.csv.
        raw: Content of a file or an upload, 2 MB at most.

    Raises:
        ShapeError: Too large, empty or no text, a web page or another format, no recorded paragraph stands in it, or, where
            none is recorded, it was garbled before.
    """
    text = fitting_text(data, source, likely_text(data, source, raw))
    if not recorded_paragraphs(data, source) and is_garbled(text):
        raise ShapeError(
            "The letters of the original are garbled: it was read in another encoding than its own and saved again.",
            _SAVE,
        )
    return text


def likely_text(data: Data, source: str, raw: bytes) -> str:
    """The text in the likeliest encoding, even if it is another text than that of the source.

    UTF-8, UTF-16 and the Windows code pages of Russian and Kazakh are tried; the one in which most recorded paragraphs
    of the source stand is right. Only where none stands is the encoding guessed.

    Raises:
        ShapeError: Too large, empty or no text, a web page or another format.
    """
    if len(raw) > LIMIT:
        raise ShapeError("The original is larger than 2 MB, so it is not the text of one article.", _SAVE)
    texts = list(_readings(raw, data.sources[source].language))
    if not texts:
        raise ShapeError("The original is not text in UTF-8, UTF-16 or a code page of Russian or Kazakh.", _SAVE)
    _refuse_format(texts[0], source)
    recorded = recorded_paragraphs(data, source)
    return max(texts, key=lambda text: standing(text, recorded))


def fitting_text(data: Data, source: str, text: str) -> str:
    """The same text, once it is clear that a recorded paragraph of the source stands in it, where any is recorded.

    Raises:
        ShapeError: None does; the hint tells what was looked for.
    """
    recorded = recorded_paragraphs(data, source)
    if recorded and not standing(text, recorded):
        numbers = ", ".join(dict.fromkeys(number for passage in recorded for number in passage.numerals))
        raise ShapeError(
            "No recorded paragraph of {source} stands in the text.",
            "Looked for any of {count} paragraphs word for word (numbers in them: {numbers}). Save the article's own text, "
            "a paragraph a line, as a plain text file and add that.",
            source=source,
            count=len(recorded),
            numbers=numbers or Message("none"),
        )
    return text


def is_garbled(text: str) -> bool:
    """Whether a text was read in the wrong encoding and saved so, or holds marks in place of its letters.

    No language of ours writes most of its letters with accents, or more question marks than letters; and words that make
    UTF-8 when their wrong reading is undone do not come by chance.

    >>> is_garbled("Река".encode().decode("latin-1")), is_garbled("Река — река.")
    (True, False)
    """
    letters = sum(map(str.isalpha, text))
    words = [word[:100] for word in text.split() if not word.isascii()]
    return (
        _PUT_IN in text
        or text.count("?") > letters
        or 2 * len(_LATIN.findall(text)) > letters > 0
        or 2 * sum(map(_is_misread, words)) > len(words) > 0
    )


def _is_misread(word: str) -> bool:
    """Whether a word is UTF-8 that was read as a code page."""
    return any(_undone(word, page) for page in _MISREAD_AS)


def _undone(word: str, page: str) -> bool:
    # where a code page has no character, programs put the control character of the byte
    raw = [letter.encode(page, "ignore") or letter.encode("latin-1", "ignore") for letter in word]
    try:
        return all(raw) and b"".join(raw).decode() != word
    except UnicodeDecodeError:
        return False


def read_original_file(path: Path) -> bytes:
    """The content of a file that may be an original; one that is too large is not read.

    Raises:
        UsageError: No such file, or a folder.
        PlaceError: This computer does not let it be read.
        ShapeError: More than 2 MB.
    """
    try:
        if path.is_dir():
            raise UsageError("{path} is a folder, not a file.", "Name the text file itself.", path=str(path))
        size = path.stat().st_size / 1e6
        if size > LIMIT / 1e6:
            raise ShapeError(
                "The file {path} has {size} MB; an original has 2 MB at most.",
                _SAVE,
                path=str(path),
                size=f"{size:.1f}",
            )
        with path.open("rb") as file:
            return file.read(LIMIT + 1)  # a device or a pipe tells no size
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(
            "There is no file {path}.", "Check the name and the folder you are in.", path=str(path)
        ) from None
    except OSError as error:
        raise PlaceError(
            "The file {path} cannot be read: {reason}.",
            "Check that it is yours to read.",
            path=str(path),
            reason=error.strerror or str(error),
        ) from None


def _readings(raw: bytes, language: str) -> Iterator[str]:
    """The texts that bytes may be, the likeliest first."""
    for encoding in dict.fromkeys(("utf-8", *_wide(raw), _PAGES.get(language, "cp1251"), *_CYRILLIC)):
        try:
            text = raw.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        if not _BINARY.search(text):
            yield text.replace("\r\n", "\n").replace("\r", "\n")


def _wide(raw: bytes) -> list[str]:
    """The two orders of UTF-16, if it can be that: every blank, line feed and digit has a zero byte then."""
    high_first = raw[::2].count(0) > raw[1::2].count(0)
    return sorted(["utf-16-le", "utf-16-be"], reverse=not high_first) if 0 in raw else []


def recorded_paragraphs(data: Data, source: str) -> list[Passage]:
    """What is recorded of the paragraphs of a source; empty for most sources."""
    return [passage for passage in data.passages if passage.source == source]


def _refuse_format(text: str, source: str) -> None:
    if not text.strip():
        raise ShapeError("The original is empty.", _SAVE)
    for kind, mark in _FORMATS:
        if mark.match(text):
            raise ShapeError("The original is {kind}, not plain text.", _SAVE, kind=kind)
    if _TAG.search(text):
        raise ShapeError(
            "The original is a web page (HTML), not plain text.",
            "Save the article's text as a text file, or let `kztrade original fetch {source}` take it out.",
            source=source,
        )
