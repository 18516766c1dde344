"""Words in a picture: how much room they take, where they break, and how they are written so that they stay words.

Nobody can ask a browser while a chart is made, so widths come from a table of the letters of the font. They are a little
generous: where the font is missing, its stand-ins are wider.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import NamedTuple

LINE = 1.3
"""Height of a line against the size of its letters; Plotly's own."""

GENEROUS = 1.03

BOLD = 1.07

WIDTHS = {
    letter: width / 100
    for width, letters in {
        20: " \xa0\u202f",
        25: "',.:;ij|і’·",
        30: "!IflІ",
        35: "()-/[\\]rt{}°",
        45: '"*?sxzгхғ“”«»',
        50: "0123456789#$+<=>FJLY^_cekvy~езкстуьэГәұүҰҮё–−×≥≤±€₸",
        55: "AESTVXZ`aghnouабвдлочяАЕЗТУХқөһҒЁ",
        60: "BCKPRbdpqийнпрцъБВКРСЧЬЭЯңҺ●■◆",
        65: "&DGNUмДЛПЦҚ→",
        70: "HOQжыИЙНОӘҢӨ",
        75: "MwфшюМФЪ",
        80: "WщЫ—",
        85: "%@mЖ",
        90: "ШЩ№",
        95: "Ю…",
    }.items()
    for letter in letters
}
"""Width of a letter against its size, rounded up."""

Run = tuple[str, bool]
"""A stretch of letters, and whether it is bold."""

Word = tuple[Run, ...]
"""Runs without a blank between them."""


class Block(NamedTuple):
    """Words set in lines: as Plotly's markup, with the room they take in pixels."""

    markup: str
    width: float
    height: float
    lines: int


def said(text: str) -> str:
    """A text as Plotly shows it letter by letter: never markup, never a formula between two dollars.

    >>> said("<b> $1 & $2")
    '&lt;b&gt; &#36;1 &amp; &#36;2'
    """
    return escape(text, quote=False).replace("$", "&#36;").replace("\n", "<br>")


@lru_cache(4096)
def width(text: str, size: float, bold: bool = False) -> float:
    """Room in pixels that a text takes in one line."""
    letters = sum(map(_letter, text))
    return letters * size * GENEROUS * (BOLD if bold else 1.0)


def _letter(letter: str) -> float:
    known = WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter):
        return 0.0
    return 1.05 if unicodedata.east_asian_width(letter) in "WF" else 0.75


@lru_cache(1024)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text whose parts between `**` are bold; only a plain blank parts two of them.

    >>> words("**Target 2**, set")
    ((('Target', True),), (('2', True), (',', False)), (('set', False),))
    """
    found: list[list[Run]] = [[]]
    for place, part in enumerate(text.split("**")):
        for count, piece in enumerate(part.replace("\n", " ").split(" ")):
            if count:
                found.append([])
            if piece:
                found[-1].append((piece, place % 2 == 1))
    return tuple(tuple(word) for word in found if word)


def block(lines: Sequence[Sequence[Word]], size: float) -> Block:
    """Lines as one piece."""
    wide = max((_line_width(line, size) for line in lines), default=0.0)
    return Block("<br>".join(map(_markup, lines)), wide, len(lines) * size * LINE, len(lines))


@lru_cache(2048)
def broken(text: str, count: int, size: float) -> Block | None:
    """A text in so many lines as even as can be, one or two; `None` if it has no such break.

    >>> broken("at least $1.19 bn", 2, 14).markup
    'at least<br>&#36;1.19 bn'
    """
    every = words(text)
    if count == 1:
        return block([every], size)
    cuts = [(every[:place], every[place:]) for place in range(1, len(every))]
    if not cuts:
        return None
    return block(min(cuts, key=lambda cut: max(_line_width(line, size) for line in cut)), size)


@lru_cache(1024)
def filled(text: str, most: float, size: float, bold: bool = False) -> Block:
    """A text in as few lines as a width in pixels allows; a word that is wider stands alone."""
    lines: list[list[Word]] = []
    for part in text.split("\n"):
        lines.append([])
        for word in words(f"**{part}**" if bold and part else part):
            if lines[-1] and _line_width([*lines[-1], word], size) > most:
                lines.append([])
            lines[-1].append(word)
    return block(lines, size)


def _line_width(line: Sequence[Word], size: float) -> float:
    runs = sum(width(text, size, bold) for word in line for text, bold in word)
    return runs + width(" ", size) * max(0, len(line) - 1)


def _markup(line: Sequence[Word]) -> str:
    runs = [run for place, word in enumerate(line) for run in ([(" ", word[0][1])] if place else []) + list(word)]
    parts = [("".join(text for text, _ in group), bold) for bold, group in groupby(runs, key=lambda run: run[1])]
    return "".join(f"<b>{said(text)}</b>" if bold else said(text) for text, bold in parts)
