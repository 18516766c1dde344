"""Sources told passage by passage in our own words, every figure in them marked with the row that states it."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from kztrade.cells import quoted, text
from kztrade.errors import Fault
from kztrade.message import Message
from kztrade.model import Data
from kztrade.paragraphs import Digest, Mark

_MARK = re.compile(r"\[([^\]]+)\]\(([a-z_]+)/([0-9/-]+)\)")

Part = str | Mark


def read_digests(files: Mapping[str, str], data: Data, faults: list[Fault]) -> dict[tuple[str, str], Digest]:
    """Digests by source and language: `## 5` starts a passage, `[$1 billion](turnover/2021)` marks a figure.

    Args:
        files: Texts by file name, `<source>.<language>.md`.
        data: The rows that marks must name.
        faults: Where faults are noted: a digest of an unknown source, a mark that names no figure of its passage, a
            figure that no mark names.
    """
    found = {}
    for name, content in files.items():
        source, _, language = name.removesuffix(".md").rpartition(".")
        if source not in data.sources:
            expected = Message("one of those defined in {file}", file="sources.csv")
            faults.append(Fault(f"data/digests/{name}", 0, "", quoted(source), expected, True))
            continue
        lines = list(_lines(content))
        faults += _mark_faults(f"data/digests/{name}", source, lines, data)
        passages = {
            number: tuple(part for _, _, parts in group for part in parts)
            for number, group in groupby(lines, key=lambda line: line[1])
        }
        found[source, language] = Digest(source, language, passages)
    return found


def _lines(content: str) -> Iterator[tuple[int, int, tuple[Part, ...]]]:
    """Line, passage and parts of every line of text."""
    passage = 0
    for line, words in enumerate(content.splitlines(), 1):
        if heading := re.fullmatch(r"## (\d+)", words):
            passage = int(heading[1])
        elif passage and words:
            yield line, passage, _parts(words)


def _parts(words: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    position = 0
    for match in _MARK.finditer(words):
        parts += [words[position : match.start()], Mark(*match.groups())]
        position = match.end()
    return tuple(part for part in [*parts, words[position:]] if part)


def _mark_faults(file: str, source: str, lines: list[tuple[int, int, tuple[Part, ...]]], data: Data) -> Iterator[Fault]:
    stated = {(row.indicator, row.period.text): row.passage for row in data.figures() if row.source == source}
    marked = set()
    for line, number, parts in lines:
        for part in parts:
            if isinstance(part, Mark):
                marked.add(part.indicator)
                if stated.get((part.indicator, part.period)) != number:
                    expected = Message(
                        "a figure that passage {number} of {source} states", number=number, source=source
                    )
                    yield Fault(file, line, "", text(f"{part.indicator}/{part.period}"), expected)
            elif "](" in part:
                yield Fault(
                    file, line, "", quoted(part.strip()[:60]), Message("a mark such as [19%](turnover_growth/2022)")
                )
    for (indicator, period), passage in stated.items():
        if passage and indicator not in marked:
            found = Message("no mark for {figure}", figure=f"{indicator}/{period}")
            yield Fault(file, 0, "", found, Message("every figure of the source marked"))
