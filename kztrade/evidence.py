"""Passages and tokens: where in a text a figure stands, and whether it still stands there.

A passage is a paragraph of the source's body, counted from 1. The body is found by the recorded fingerprints of its
paragraphs, so a title, a menu or an advertisement around the text does no harm and a missing paragraph is noticed.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from kztrade.message import Message
from kztrade.model import NOTHING, Key, Observation
from kztrade.paragraphs import Passage

_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟″", '"') | dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("’‘ʼ", "'"))
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphen, zero-width blank and joiners, byte order mark
_SEEN = str.maketrans(dict.fromkeys(_UNSEEN, ""))
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_SIGNS = "\u2010-\u2013\u2212-"  # what stands for a minus, or between the ends of a range
_FIGURE = re.compile(rf"[{_SIGNS}]?[$€₸]?\d(?:[\d.,]|\s(?=\d{{3}}(?!\d)))*%?(?:\s?(?:мың|млн|млрд|есе|км))?")


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one figure when its passage was read.

    Attributes:
        key: The figure.
        found: Whether token and years stand in the passage as recorded.
        instead: What stands there, when they do not.
        reworded: Whether the paragraph's text differs from the recorded one in anything at all.
    """

    key: Key
    passage: int
    token: str
    found: bool
    instead: Message = NOTHING
    reworded: bool = False


def normalised(paragraph: str) -> str:
    """A paragraph with what typesetting changes taken out: unseen characters, blanks, quotes, dashes, Unicode form."""
    return " ".join(unicodedata.normalize("NFC", paragraph.translate(_SEEN)).translate(_QUOTES).split())


def fingerprint(paragraph: str) -> str:
    """SHA-256 of the normalised paragraph, in hexadecimal."""
    return hashlib.sha256(normalised(paragraph).encode()).hexdigest()


def numerals(paragraph: str) -> tuple[str, ...]:
    """Every number written in digits, in order.

    >>> numerals("In 2022 it rose by 2,5 times to 200.")
    ('2022', '2,5', '200')
    """
    return tuple(_NUMERAL.findall(paragraph.translate(_SEEN)))


def paragraphs(text: str) -> list[str]:
    """The lines of a text that hold words, without blanks around them and in one Unicode form (NFC)."""
    lines = unicodedata.normalize("NFC", text).splitlines()
    return [line.strip() for line in lines if line.translate(_SEEN).strip()]


def spans(token: str, paragraph: str) -> list[tuple[int, int]]:
    """Where a token stands in a paragraph, as start and end of its characters.

    A token is never found inside a longer number or word: `200` is not in `1200`, `1 200`, `2000`, `200,5` or `-200`.
    A suffix may follow it, as Kazakh writes `200-ге`; blanks of any kind count as one, signs of any kind as a minus.
    Characters that nobody sees (a soft hyphen, a zero-width blank) hide nothing; inside a token a span holds them.

    >>> spans("200", "1200 and 200-ге")
    [(9, 12)]
    >>> spans("−19 %", "a fall, -1\N{SOFT HYPHEN}9 %")
    [(8, 14)]
    """
    places = [place for place, letter in enumerate(paragraph) if letter not in _UNSEEN]
    found = re.finditer(_pattern(token.translate(_SEEN)), paragraph.translate(_SEEN))
    return [(places[match.start()], places[match.end() - 1] + 1) for match in found if match[0]]


def _pattern(token: str) -> str:
    written = r"\s+".join(re.escape(part) for part in token.split())
    written = re.sub(rf"\\?[{_SIGNS}]", lambda _: f"[{_SIGNS}]", written)
    # a blank may set thousands apart: three digits after it belong to the number before it, unless that is a year
    before = r"(?<!\b\d\s)(?<!\b\d\d\s)(?<!\b\d\d\d\s)" if re.match(r"\d{3}(?!\d)", token) else ""
    after = r"(?!\s\d{3}(?!\d))" if re.search(r"(?<![\d.,])\d{1,3}\Z", token) else ""
    return rf"(?<![\w.,{_SIGNS}]){before}{written}(?!\d|[.,]\d){after}"


def standing(text: str, passages: Iterable[Passage]) -> int:
    """How many of the recorded paragraphs stand in a text word for word; none in a text that is another one."""
    prints = {fingerprint(line) for line in paragraphs(text)}
    return sum(passage.sha256 in prints for passage in passages)


def body(text: str, passages: Iterable[Passage]) -> dict[int, str | None]:
    """The paragraphs of a text by passage number, `None` where one is missing.

    Paragraphs that kept their fingerprint are the fixed points; between two of them the others are matched in order.
    Without any fixed point there is no body.
    """
    recorded = sorted(passages, key=lambda passage: passage.passage)
    lines = paragraphs(text)
    prints = [fingerprint(line) for line in lines]
    matcher = SequenceMatcher(None, [passage.sha256 for passage in recorded], prints, autojunk=False)
    found: dict[int, str | None] = {passage.passage: None for passage in recorded}
    if matcher.find_longest_match().size == 0:
        return found
    for tag, first, last, start, stop in matcher.get_opcodes():
        count = last - first
        if tag == "equal" or (tag == "replace" and stop - start == count):
            matched: Sequence[str | None] = lines[start:stop]
        elif tag == "replace" and first == 0 and stop - start > count:  # a menu and a title stand before the body
            matched = lines[stop - count : stop]
        elif tag == "replace" and last == len(recorded) and stop - start > count:  # and other news after it
            matched = lines[start : start + count]
        elif tag == "replace":
            matched = _aligned(recorded[first:last], lines[start:stop])
        else:
            continue
        found.update(zip((passage.passage for passage in recorded[first:last]), matched, strict=True))
    return found


def _aligned(passages: Sequence[Passage], lines: Sequence[str]) -> list[str | None]:
    """Passages that changed, each with the line that may be its own: in order, sharing the most numerals, or `None`."""
    # by number of lines looked at: numerals shared, passages paired, and the pairing of the passages so far
    best: list[tuple[int, int, list[str | None]]] = [(0, 0, [])] * (len(lines) + 1)
    for passage in passages:
        without = [(shared, pairs, [*matched, None]) for shared, pairs, matched in best]
        row = without[:1]
        for number, line in enumerate(lines):
            shared, pairs, matched = best[number]
            paired = (shared + len(set(passage.numerals) & set(numerals(line))), pairs + 1, [*matched, line])
            row.append(max(row[number], paired, without[number + 1], key=lambda option: option[:2]))
        best = row
    return best[-1][2]


def check(figures: Iterable[Observation], passages: Iterable[Passage], text: str) -> list[Finding]:
    """Compare the recorded figures of one source with a text.

    Args:
        figures: Observations of the source that name a passage and a token.
        passages: What is recorded of the source's paragraphs.
        text: The original, a paragraph a line.

    Returns:
        One finding a figure, ordered by passage and by place in it. A figure is found when its token stands in its
        passage, and with it every year of its period that the passage is recorded to name.
    """
    recorded = {passage.passage: passage for passage in passages}
    lines = body(text, recorded.values())
    findings = [_finding(row, recorded[row.passage], lines[row.passage]) for row in figures if row.passage is not None]
    places = {
        finding.key: (finding.passage, *(spans(finding.token, lines[finding.passage] or "")[:1] or [(0, 0)]))
        for finding in findings
    }
    return sorted(findings, key=lambda finding: places[finding.key])


def _finding(row: Observation, passage: Passage, line: str | None) -> Finding:
    if line is None:
        return Finding(row.key, passage.passage, row.token, False, Message("no such paragraph"), True)
    reworded = fingerprint(line) != passage.sha256
    if not spans(row.token, line):
        return Finding(row.key, passage.passage, row.token, False, _instead(row.token, line), reworded)
    printed = numerals(line)
    years = [year for year in row.period.years if year in passage.numerals]
    if not set(years) <= set(printed):
        changed = [number for number in printed if number not in passage.numerals]
        stood = ", ".join(years)
        if changed:
            instead = Message("{numbers} where {years} stood", numbers=", ".join(changed), years=stood)
        else:
            instead = Message("no number where {years} stood", years=stood)
        return Finding(row.key, passage.passage, row.token, False, instead, reworded)
    return Finding(row.key, passage.passage, row.token, True, NOTHING, reworded)


def _instead(token: str, line: str) -> Message:
    """What in a paragraph resembles a token most: figures, or as many words for a number spelled out."""
    line = line.translate(_SEEN)
    if numerals(token):
        figures = [figure.strip(" .,") for figure in _FIGURE.findall(line)]
        close = get_close_matches(token, figures, n=1, cutoff=0.5) or figures
    else:
        words, count = line.split(), len(token.split())
        runs = [" ".join(words[start : start + count]) for start in range(len(words))]
        close = get_close_matches(token, runs, n=1, cutoff=0.5)
    return Message("{text}", text=", ".join(close) or f"{line[:60]}…")
