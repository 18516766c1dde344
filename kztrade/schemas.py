"""The contract of the tables under data/: their columns with type and meaning, and the closed lists of their cells."""

from collections.abc import Mapping

import pyarrow as pa

from kztrade.codes import (
    AreaKind,
    Dash,
    Dating,
    EventKind,
    Kind,
    ObsStatus,
    Qualifier,
    Role,
    Scope,
    Shape,
    SourceKind,
    TargetKind,
    Unit,
)
from kztrade.message import Message


def _column(
    name: str, meaning: Message, kind: pa.DataType | None = None, nullable: bool = False
) -> "pa.Field[pa.DataType]":
    return pa.field(name, kind or pa.string(), nullable, {"description": meaning.text})


KEY = ("indicator", "reporter", "partner", "period", "source", "scope")
"""One row of observations is one value that one source published for these six."""

OBSERVATIONS = pa.schema(
    [
        _column("indicator", Message("What is measured; a code of indicators.csv.")),
        _column("reporter", Message("Whose authority says so; a code of areas.csv, _X for neither side.")),
        _column("partner", Message("The other side: a country, a group or _X; a code of areas.csv.")),
        _column("period", Message("2022, 2023-09, 2023-09-23, 2023-01/2023-07 or 2005/2023-09.")),
        _column("source", Message("Who published the value; an id of sources.csv.")),
        _column("scope", Message("total, or the part that the source speaks of.")),
        _column("value", Message("The figure in base units."), pa.float64()),
        _column("low", Message("Lower end of the interval; empty when open."), pa.float64(), True),
        _column("high", Message("Upper end of the interval; empty when open."), pa.float64(), True),
        _column("unit", Message("Base unit, that of the indicator.")),
        _column("qualifier", Message("The speaker's hedge: exact, about, almost, over, at_least.")),
        _column("hedge", Message("The hedging word as printed; empty when exact and only then."), nullable=True),
        _column("obs_status", Message("SDMX observation status; U is our mark on a suspect value.")),
        _column("passage", Message("Paragraph of the source's body, counted from 1."), pa.int16(), True),
        _column("token", Message("The figure as printed in the passage."), nullable=True),
        _column("note", Message("What a reader must know."), nullable=True),
    ]
)
AREAS = pa.schema(
    [
        _column("code", Message("ISO 3166-1 alpha-3 for a country, a code of ours for a group, _X for neither.")),
        _column("kind", Message("country, group or unspecified.")),
        _column("rank", Message("1 or 2 for the two sides of the pair, empty for others."), pa.int16(), True),
        _column("light", Message("Colour of its marks on a light page."), nullable=True),
        _column("dark", Message("Colour of its marks on a dark page."), nullable=True),
        _column("word_light", Message("Colour of its words on a light page."), nullable=True),
        _column("word_dark", Message("Colour of its words on a dark page."), nullable=True),
        _column("shape", Message("circle, square, diamond or tick."), nullable=True),
        _column("dash", Message("solid, dashed or dotted."), nullable=True),
        _column("sign", Message("Stands before its name in a text."), nullable=True),
    ]
)
AREA_NAMES = pa.schema(
    [
        _column("area", Message("A code of areas.csv.")),
        _column("language", Message("ISO 639-1 code of the name.")),
        _column("form", Message("name, of, in or adjective: the place in a sentence that the name fits.")),
        _column("text", Message("The name in that form.")),
    ]
)
LEDGERS = pa.schema(
    [
        _column("id", Message("The ledger's id.")),
        _column("role", Message("office for the statistics office of a side, other for anybody else.")),
        _column("name", Message("Its short name for readers.")),
    ]
)
INDICATORS = pa.schema(
    [
        _column("code", Message("The indicator's code.")),
        _column("unit", Message("Base unit of its values.")),
        _column("kind", Message("flow, stock, count, rate or fact.")),
        _column("direction", Message("both, from reporter, to reporter, or the two areas it runs between, A>B.")),
        _column("name", Message("Its name, as a heading.")),
        _column("inside", Message("The same name inside a sentence.")),
        _column("short", Message("A name for a narrow place; empty where the name is short enough."), nullable=True),
        _column("definition", Message("What is measured, and by which standard.")),
    ]
)
SOURCES = pa.schema(
    [
        _column("id", Message("The source's id.")),
        _column("publisher", Message("Who published it.")),
        _column("title", Message("Its title.")),
        _column("address", Message("Where it is published; empty when not known."), nullable=True),
        _column("published", Message("Day, month or year of publication; empty when not known."), nullable=True),
        _column("dating", Message("Whether that day is stated, inferred or unknown.")),
        _column("language", Message("ISO 639-1 code of the original.")),
        _column("speaker", Message("Person, body or newsroom that says so; a person with the office.")),
        _column("kind", Message("article, statement or statistics.")),
        _column("event", Message("The occasion, an id of events.csv."), nullable=True),
        _column("valuation", Message("How goods are valued, for statistics."), nullable=True),
        _column("licence", Message("On what terms its figures may be used.")),
        _column(
            "ledger",
            Message("For statistics the ledger that this is an edition of; an id of ledgers.csv."),
            nullable=True,
        ),
        _column(
            "voice",
            Message("The side whose office speaks, _X for both or another body; empty for newsrooms and authors."),
            nullable=True,
        ),
        _column(
            "quoting", Message("Whose figures the speaker says these are; empty for the speaker's own."), nullable=True
        ),
    ]
)
TARGETS = pa.schema(
    [
        _column("indicator", Message("What the target is for.")),
        _column("reporter", Message("Whose authority announced it.")),
        _column("partner", Message("The other side.")),
        _column("set_on", Message("Day, month or year of the announcement.")),
        _column("source", Message("An id of sources.csv.")),
        _column("kind", Message("target, or potential for a level that was only called possible.")),
        _column("value", Message("The announced level, a point."), pa.float64()),
        _column("unit", Message("Base unit.")),
        _column("deadline", Message("Year or day by which; empty when none was set."), nullable=True),
        _column("set_by", Message("Who announced it.")),
        _column("passage", Message("Paragraph of the source's body."), pa.int16(), True),
        _column("token", Message("The figure as printed in the passage."), nullable=True),
        _column("note", Message("What a reader must know."), nullable=True),
    ]
)
PASSAGES = pa.schema(
    [
        _column("source", Message("An id of sources.csv.")),
        _column("passage", Message("Paragraph of the source's body, counted from 1."), pa.int16()),
        _column("sha256", Message("SHA-256 of the paragraph's normalised text.")),
        _column("numerals", Message("Every number in digits that stands in it, in order."), nullable=True),
    ]
)
EVENTS = pa.schema(
    [
        _column("id", Message("The event's id.")),
        _column("kind", Message("forum, council, visit or summit.")),
        _column("date", Message("Day or month.")),
        _column("name", Message("What it was.")),
        _column("place", Message("Where."), nullable=True),
        _column("note", Message("What a reader must know."), nullable=True),
    ]
)

VOCABULARIES = {
    "unit": Unit,
    "qualifier": Qualifier,
    "obs_status": ObsStatus,
    "scope": Scope,
    "dating": Dating,
    "role": Role,
    "shape": Shape,
    "dash": Dash,
}
"""Columns whose cells come from a closed list wherever they stand."""

KINDS = {
    "areas.csv": AreaKind,
    "indicators.csv": Kind,
    "sources.csv": SourceKind,
    "events.csv": EventKind,
    "targets.csv": TargetKind,
}
"""What the column `kind` may say, by file."""

FORMS = ("name", "of", "in", "adjective")
"""The forms in which an area's name is needed."""


def meanings(schema: pa.Schema) -> Mapping[str, str]:
    """What each column of a table says, in English, by its name."""
    return {field.name: (field.metadata or {})[b"description"].decode() for field in schema}
