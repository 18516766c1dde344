"""How pages name figures, mark them in passages, and write out the arithmetic behind them."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from kztrade import evidence, originals
from kztrade.codes import SourceKind
from kztrade.model import Data, Digest, Mark, Metric, Observation
from kztrade.period import Period
from kztrade.views.page import Here

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


def digest_items(here: Here, digest: Digest, only: Sequence[int] = ()) -> list[dict[str, Any]]:
    """Passages in our own words, as the passages component wants them."""
    return [
        {
            "number": number,
            "label": here.say("Passage {number}", number=number),
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


def original_items(here: Here, data: Data, source: str, content: str, only: Sequence[int] = ()) -> list[dict[str, Any]]:
    """Passages of the reader's own copy, each figure marked at its exact characters."""
    recorded = [passage for passage in data.passages if passage.source == source]
    rows = [row for row in data.figures() if row.source == source and row.passage]
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
                "label": here.say("Passage {number}", number=number),
                "language": data.sources[source].language,
                "parts": [part for part in parts if part["text"]],
            }
        )
    return items


def indicator_name(here: Here, code: str) -> str:
    """An indicator's name, a target's too."""
    indicator = here.data.indicators.get(code)
    if indicator:
        return here.say(indicator.name)
    target = here.data.indicators.get(code.removesuffix("_target"))
    return here.say("Target for {indicator}", indicator=here.say(target.name).lower()) if target else code


def said(here: Here, row: Observation | Metric, long: bool = False) -> str:
    """A figure with unit and hedge."""
    if row.value is None:
        return here.say("cannot be told")
    return here.words.hedged(row.value, row.qualifier, row.unit, long)


def ledger_name(here: Here, source: str, reporter: str) -> str:
    """Whose statistics: a side for the national offices, publisher and side where one publisher holds both."""
    both = len({ledger for ledger in here.data.annual if ledger[0] == source and ledger[2] == "exports"}) > 1
    if here.data.sources[source].kind is not SourceKind.STATISTICS:
        return here.data.sources[source].publisher
    names = {"KAZ": here.say("Kazakh statistics"), "KGZ": here.say("Kyrgyz statistics")}
    if not both:
        return names[reporter]
    sides = {"KAZ": here.say("IMF, Kazakh side"), "KGZ": here.say("IMF, Kyrgyz side")}
    return sides[reporter]


def own_copy(here: Here, source: str) -> str | None:
    """The reader's own copy of an original: of this session, or from the data folder of this computer."""
    session = st.session_state.get(f"original:{source}")
    return session if session is not None else originals.read_original(source)


def when(here: Here, period: Period) -> str:
    """A period in words."""
    return here.words.period(period)
