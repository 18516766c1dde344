"""Passages with their figures marked: in our words from a digest, or in the reader's own copy of the original."""

from collections.abc import Iterable, Mapping, Sequence

from kztrade import evidence
from kztrade.figures import TOTAL, figure_id
from kztrade.model import Data, Observation
from kztrade.paragraphs import Mark
from kztrade.view import Passage, Run
from kztrade.words import Telling


def passages(told: Telling, source: str, originals: Mapping[str, str], only: Sequence[int] = ()) -> tuple[Passage, ...]:
    """Passages of a source, in its own words where the reader has brought them.

    Args:
        told: The data and the language.
        source: Its id.
        originals: Texts of originals that this reader may see, by source.
        only: Numbers of the passages wanted; all where empty.
    """
    found = original_passages(told, source, originals[source]) if source in originals else ()
    chosen = found or digest_passages(told, source)
    return tuple(passage for passage in chosen if not only or passage.number in only)


def digest_passages(told: Telling, source: str) -> tuple[Passage, ...]:
    """Passages in our own words, in the teller's language or, without such a digest, in English."""
    digests = told.data.digests
    digest = digests.get((source, told.words.locale)) or digests.get((source, "en"))
    if digest is None:
        return ()
    return tuple(
        Passage(number, _label(told, number), digest.language, tuple(_run(told.data, part) for part in parts))
        for number, parts in digest.passages.items()
    )


def _run(data: Data, part: str | Mark) -> Run:
    if isinstance(part, str):
        return Run(part)
    return Run(part.text, f"{part.indicator}/{part.period}", indicator_series(data, part.indicator))


def original_passages(told: Telling, source: str, text: str) -> tuple[Passage, ...]:
    """Passages of a copy of the original, each figure marked at its exact characters; none where nothing fits."""
    data = told.data
    recorded = [passage for passage in data.passages if passage.source == source]
    rows = [row for row in data.figures() if row.source == source and row.passage]
    language = data.sources[source].language
    return tuple(
        Passage(
            number,
            _label(told, number),
            language,
            _marked(data, line, (row for row in rows if row.passage == number)),
            original=True,
        )
        for number, line in evidence.body(text, recorded).items()
        if line is not None
    )


def _marked(data: Data, line: str, rows: Iterable[Observation]) -> tuple[Run, ...]:
    found = ((spans[0], row) for row in rows if (spans := evidence.spans(row.token, line)))
    runs, position = [], 0
    for (start, end), row in sorted(found, key=lambda mark: mark[0]):
        if start < position:
            continue
        runs += [Run(line[position:start]), Run(line[start:end], figure_id(row), indicator_series(data, row.indicator))]
        position = end
    return tuple(run for run in [*runs, Run(line[position:])] if run.text)


def _label(told: Telling, number: int) -> str:
    return told.say("Passage {number}", number=number)


def indicator_series(data: Data, indicator: str) -> str:
    """Colour of an article's figure: the side whose money or ground it is, the target's, or that of neither."""
    if indicator.endswith("_target"):
        return "target"
    known = data.indicators.get(indicator)
    if known is None:
        return TOTAL
    sender = known.direction.partition(">")[0]
    return sender if sender in data.areas and known.unit == "USD" else TOTAL
