"""What is held of an article: its paragraphs without their text, and the same told in our own words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """What is recorded of one paragraph of an original, without its text."""

    source: str
    passage: int
    sha256: str
    numerals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure inside a digest: the words shown and the figure they state."""

    text: str
    indicator: str
    period: str


@dataclass(frozen=True, slots=True)
class Digest:
    """A source told passage by passage in our own words; a passage is text and marks in turn."""

    source: str
    language: str
    passages: dict[int, tuple[str | Mark, ...]]
