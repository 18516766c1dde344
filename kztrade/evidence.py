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

from kztrade.model import Key, Observation, Passage

_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟″", '"') | dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("’‘ʼ", "'"))
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_FIGURE = re.compile(r"[$€₸]?\d[\d.,]*%?(?:\s?(?:мың|млн|млрд|есе|км))?")


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
    instead: str = ""
    reworded: bool = False


def normalised(paragraph: str) -> str:
    """A paragraph with what typesetting changes taken out: blanks, kinds of quotes and dashes, Unicode form."""
    return " ".join(unicodedata.normalize("NFC", paragraph).translate(_QUOTES).split())


def fingerprint(paragraph: str) -> str:
    """SHA-256 of the normalised paragraph, in hexadecimal."""
    return hashlib.sha256(normalised(paragraph).encode()).hexdigest()


def numerals(paragraph: str) -> tuple[str, ...]:
    """Every number written in digits, in order.

    >>> numerals("In 2022 it rose by 2,5 times to 200.")
    ('2022', '2,5', '200')
    """
    return tuple(_NUMERAL.findall(paragraph))


def paragraphs(text: str) -> list[str]:
    """The lines of a text that hold words, without blanks around them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def spans(token: str, paragraph: str) -> list[tuple[int, int]]:
    """Where a token stands in a paragraph, as start and end of its characters.

    A token is never found inside a longer number or word: `200` is not in `1200`, `2000` or `200,5`. A suffix may
    follow it, as Kazakh writes `200-ге`; blanks of any kind count as one.

    >>> spans("200", "1200 and 200-ге")
    [(9, 12)]
    """
    pattern = r"\s+".join(re.escape(part) for part in token.split())
    return [m.span() for m in re.finditer(rf"(?<![\w.,]){pattern}(?!\d|[.,]\d)", paragraph)]


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
        elif tag == "replace" and first == 0:  # a menu and a title stand before the body
            matched = (
                lines[stop - count : stop]
                if stop - start > count
                else _aligned(recorded, lines, first, last, start, stop)
            )
        elif tag == "replace" and last == len(recorded):
            matched = lines[start : start + count]
        elif tag == "replace":
            matched = _aligned(recorded, lines, first, last, start, stop)
        else:
            continue
        found.update(zip((passage.passage for passage in recorded[first:last]), matched, strict=False))
    return found


def _aligned(
    recorded: Sequence[Passage], lines: Sequence[str], first: int, last: int, start: int, stop: int
) -> list[str | None]:
    """Passages whose neighbours went missing too: each takes the line that shares most numerals, or none."""
    left = list(lines[start:stop])
    matched: list[str | None] = []
    for passage in recorded[first:last]:
        shared = [len(set(passage.numerals) & set(numerals(line))) for line in left]
        best = max(range(len(left)), key=shared.__getitem__, default=None)
        if best is None or (shared[best] == 0 and len(left) < last - first):
            matched.append(None)
        else:
            matched.append(left[best])
            left = left[best + 1 :]
    return matched


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
        return Finding(row.key, passage.passage, row.token, False, "no such paragraph", True)
    reworded = fingerprint(line) != passage.sha256
    if not spans(row.token, line):
        figures = [figure.strip(" .,") for figure in _FIGURE.findall(line)]
        close = get_close_matches(row.token, figures, n=1, cutoff=0.5) or figures
        instead = ", ".join(close) if close else f"{line[:60]}…"
        return Finding(row.key, passage.passage, row.token, False, instead, reworded)
    standing = numerals(line)
    years = [year for year in row.period.years if year in passage.numerals]
    if not set(years) <= set(standing):
        changed = [number for number in standing if number not in passage.numerals]
        instead = f"{', '.join(changed) or 'no number'} where {', '.join(years)} stood"
        return Finding(row.key, passage.passage, row.token, False, instead, reworded)
    return Finding(row.key, passage.passage, row.token, True, "", reworded)
