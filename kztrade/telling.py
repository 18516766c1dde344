"""How figures are called, marked in passages and put into words, for pages, pictures and files alike."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kztrade import answers, evidence
from kztrade.answers import Judged, TargetStory
from kztrade.codes import Area, Dating, Kind, ObsStatus, Scope, SourceKind, Unit
from kztrade.format import Format, digits_of
from kztrade.model import Data, Digest, Mark, Metric, Observation


@dataclass(frozen=True, slots=True)
class Telling:
    """The data and the language in which they are told."""

    data: Data
    words: Format

    def say(self, message: str, **values: object) -> str:
        """A message in the reader's language."""
        return self.words.say(message, **values)


SERIES = {"turnover_target": "target", "border_oblasts_kaz": "KAZ", "border_oblasts_kgz": "KGZ"}
"""Colours of figures whose indicator says less than this; investment is Kazakh money, the rest the article's total."""


def figure_id(row: Observation | Metric) -> str:
    """How a figure is called in an address and in a digest: indicator and period."""
    name = row.indicator if isinstance(row, Observation) else row.name
    return f"{name}/{row.period}"


def series(indicator: str) -> str:
    """Colour of a figure of the article."""
    return SERIES.get(indicator) or ("KAZ" if indicator.startswith("investment") else "total")


def input_ids(metric: Metric) -> list[str]:
    """The stated figures behind a derived one."""
    return ["/".join((key.split(".")[0], key.split(".")[3])) for key in metric.inputs]


def digest_items(told: Telling, digest: Digest, only: Sequence[int] = ()) -> list[dict[str, Any]]:
    """Passages in our own words, as the passages component wants them."""
    return [
        {
            "number": number,
            "label": told.say("Passage {number}", number=number),
            "language": digest.language,
            "parts": [
                {"text": part.text, "figure": f"{part.indicator}/{part.period}", "series": series(part.indicator)}
                if isinstance(part, Mark)
                else {"text": part}
                for part in parts
            ],
        }
        for number, parts in digest.passages.items()
        if not only or number in only
    ]


def original_items(told: Telling, source: str, content: str, only: Sequence[int] = ()) -> list[dict[str, Any]]:
    """Passages of the reader's own copy, each figure marked at its exact characters."""
    recorded = [passage for passage in told.data.passages if passage.source == source]
    rows = [row for row in told.data.figures() if row.source == source and row.passage]
    items = []
    for number, line in evidence.body(content, recorded).items():
        if line is None or (only and number not in only):
            continue
        found = [(evidence.spans(row.token, line)[:1], row) for row in rows if row.passage == number]
        marks = sorted(((spans[0], row) for spans, row in found if spans), key=lambda mark: mark[0])
        parts: list[dict[str, str]] = []
        position = 0
        for (start, end), row in marks:
            if start < position:
                continue
            parts.append({"text": line[position:start]})
            parts.append({"text": line[start:end], "figure": figure_id(row), "series": series(row.indicator)})
            position = end
        parts.append({"text": line[position:]})
        items.append(
            {
                "number": number,
                "label": told.say("Passage {number}", number=number),
                "language": told.data.sources[source].language,
                "parts": [part for part in parts if part["text"]],
            }
        )
    return items


def indicator_name(told: Telling, code: str) -> str:
    """An indicator's name, a target's too."""
    indicator = told.data.indicators.get(code)
    if indicator:
        return told.say(indicator.name)
    target = told.data.indicators.get(code.removesuffix("_target"))
    return told.say("Target for {indicator}", indicator=told.say(target.name).lower()) if target else code


def said(told: Telling, row: Observation | Metric, long: bool = False) -> str:
    """A figure with unit and hedge."""
    if row.value is None:
        return told.say("cannot be told")
    return told.words.hedged(row.value, row.qualifier, row.unit, long, digits(told, row))


def digits(told: Telling, row: Observation | Metric) -> int:
    """In how many digits a figure is told: a statement in its own, statistics and derived figures in four."""
    if isinstance(row, Metric) or told.data.sources[row.source].kind is SourceKind.STATISTICS:
        return 4
    return digits_of(row.value, row.unit)


def ledger_name(told: Telling, source: str, reporter: str) -> str:
    """Whose statistics: a side for the national offices, publisher and side where one publisher holds both."""
    both = len({ledger for ledger in told.data.annual if ledger[0] == source and ledger[2] == "exports"}) > 1
    if told.data.sources[source].kind is not SourceKind.STATISTICS:
        return told.data.sources[source].publisher
    names = {"KAZ": told.say("Kazakh statistics"), "KGZ": told.say("Kyrgyz statistics")}
    if not both:
        return names[reporter]
    sides = {"KAZ": told.say("IMF, Kazakh side"), "KGZ": told.say("IMF, Kyrgyz side")}
    return sides[reporter]


def series_of(row: Observation | Metric) -> str:
    """Colour of a row in charts of several ledgers: its side, or the article's green."""
    if row.source == answers.ARTICLE or row.reporter not in (Area.KAZ, Area.KGZ):
        return "total"
    return str(row.reporter)


def who(told: Telling, row: Observation | Metric) -> str:
    """According to whom: a ledger, the article, or a speaker."""
    source = told.data.sources[row.source]
    if source.kind is SourceKind.STATISTICS:
        return ledger_name(told, row.source, str(row.reporter))
    if row.source == answers.ARTICLE:
        if isinstance(row, Observation):
            return told.say("Article, passage {number}", number=row.passage)
        return told.say("Article, derived")
    return source.speaker


def ends(told: Telling, row: Observation | Metric) -> str:
    """The interval of a figure, or that it is as printed."""
    if row.quantity is None:
        return ""
    if told.data.sources[row.source].kind is SourceKind.STATISTICS and row.unit is Unit.USD:
        return told.say("as printed")
    interval = row.quantity.interval
    return told.words.interval(interval.low, interval.high, row.unit)


def status(told: Telling, row: Observation | Metric) -> str:
    """How a figure came to be known."""
    if row.obs_status is ObsStatus.LOW_RELIABILITY:
        return told.say("suspect")
    if isinstance(row, Metric):
        return told.say("derived")
    if row.obs_status is ObsStatus.PROVISIONAL:
        return told.say("provisional")
    if row.obs_status is ObsStatus.ESTIMATED:
        return told.say("estimated")
    statistics = told.data.sources[row.source].kind is SourceKind.STATISTICS
    return told.say("published") if statistics else told.say("stated")


def record(row: Observation | Metric, shown: Observation | Metric) -> dict[str, object]:
    """A row of a download: the contract's columns, and for a derived figure its inputs and formula."""
    quantity = shown.quantity
    assert quantity is not None
    stated = row if isinstance(row, Observation) else None
    derived = shown if isinstance(shown, Metric) else None
    other = Area.KGZ if row.reporter is Area.KAZ else Area.KAZ
    return {
        "indicator": answers.indicator_of(row),
        "reporter": str(row.reporter),
        "partner": str(stated.partner if stated else other),
        "period": row.period.text,
        "source": row.source,
        "value": quantity.value,
        "low": _closed(quantity.interval.low),
        "high": _closed(quantity.interval.high),
        "unit": str(shown.unit),
        "qualifier": str(shown.qualifier),
        "obs_status": str(shown.obs_status),
        "scope": str(stated.scope if stated else Scope.TOTAL),
        "passage": stated.passage if stated else None,
        "token": stated.token if stated else None,
        "formula": derived.formula if derived else None,
        "inputs": " ".join(derived.inputs) if derived else None,
        "note": stated.note if stated else None,
    }


def _closed(end: float) -> float | None:
    return None if math.isinf(end) else end


def short(name: str) -> str:
    """An indicator's name for a narrow place."""
    return (
        name.replace("investment in Kyrgyzstan during a period", "investment, a period")
        .replace("investment in Kyrgyzstan since a start", "investment, cumulative")
        .replace(" working", "")
    )


def scopes(told: Telling) -> dict[str, str]:
    """What a figure speaks of, in words."""
    return {
        Scope.TOTAL.value: told.say("All trade"),
        Scope.AGRICULTURE.value: told.say("Farm trade"),
        Scope.PRODUCT.value: told.say("One product"),
        Scope.REGION.value: told.say("One region"),
        Scope.EAEU.value: told.say("All of the EAEU"),
        Scope.ALL_PARTNERS.value: told.say("All partners"),
        Scope.PROJECT.value: told.say("One project"),
    }


def covered(told: Telling, scope: Scope) -> str:
    """What a figure of another scope covers, inside a sentence."""
    return {
        Scope.TOTAL: told.say("all trade of the two countries"),
        Scope.AGRICULTURE: told.say("farm trade alone"),
        Scope.PRODUCT: told.say("one product alone"),
        Scope.REGION: told.say("one region alone"),
        Scope.EAEU: told.say("all of the EAEU"),
        Scope.ALL_PARTNERS: told.say("all partners of one side"),
        Scope.PROJECT: told.say("one project alone"),
    }[scope]


def kind_name(told: Telling, kind: Kind) -> str:
    """A kind of indicator, in words."""
    return {
        Kind.FLOW: told.say("a flow"),
        Kind.STOCK: told.say("a sum or stock"),
        Kind.COUNT: told.say("a count"),
        Kind.RATE: told.say("a rate"),
        Kind.FACT: told.say("a fact"),
    }[kind]


def unit_name(told: Telling, unit: Unit) -> str:
    """A unit, in words."""
    return {
        Unit.ENTERPRISES: told.say("enterprises"),
        Unit.OBLASTS: told.say("oblasts"),
        Unit.DOCUMENTS: told.say("documents"),
        Unit.PAIRS: told.say("pairs"),
        Unit.KM: told.say("km"),
        Unit.RATIO: told.say("times"),
    }.get(unit, str(unit))


def source_name(told: Telling, source: str) -> str:
    """A source in a line: publisher and day, said to be inferred where it is."""
    found = told.data.sources[source]
    if found.kind is SourceKind.STATISTICS:
        return found.publisher
    if found.published is None:
        return told.say("{publisher}, undated", publisher=found.publisher)
    day = told.words.period(found.published)
    if found.dating is Dating.INFERRED:
        return told.say("{publisher}, about {day}", publisher=found.publisher, day=day)
    return f"{found.publisher}, {day}"


def brief(speaker: str) -> str:
    """A speaker for a narrow place: the name before the office, without what follows a semicolon.

    >>> brief("A. Smailov, Prime Minister of Kazakhstan")
    'A. Smailov, Prime Minister'
    """
    first = speaker.partition(";")[0]
    if "," not in first:
        return first
    return first.replace(" of Kazakhstan", "").replace(" of Kyrgyzstan", "")


def statement_record(told: Telling, judged: Judged, verdict: str) -> dict[str, Any]:
    """A row of a download of statements: the contract's columns, whose words they are, and the verdict."""
    source = told.data.sources[judged.row.source]
    row = record(judged.row, judged.row)
    del row["formula"], row["inputs"]
    return {
        **row,
        "published": source.published.text if source.published else None,
        "dating": str(source.dating),
        "speaker": source.speaker,
        "publisher": source.publisher,
        "address": source.address or None,
        "verdict": verdict,
    }


def target_records(story: TargetStory) -> list[dict[str, Any]]:
    """Rows of a download of targets, one a ledger."""
    first = story.first
    return [
        {
            "indicator": first.indicator,
            "value": first.value,
            "unit": str(first.unit),
            "deadline": first.deadline.text if first.deadline else None,
            "set_on": first.set_on.text,
            "set_by": first.set_by,
            "source": first.source,
            "announcements": len(story.announcements),
            "announced_by": "; ".join(
                f"{target.set_on.text} {target.set_by} ({target.source})" for target in story.announcements
            ),
            "ledger": rating.source,
            "reporter": str(rating.reporter),
            "fate": str(rating.fate),
            "year": rating.year,
            "growth_needed": rating.needed.value if rating.needed else None,
            "reason": rating.reason or None,
        }
        for rating in story.ratings
    ]
