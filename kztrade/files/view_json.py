"""Views as JSON: what the page says, as typed parts. Every object has the same keys whatever the page says.

A part bears its `type`; a table its plain rows, as a table's own file has them; a chart Plotly's figure of its picture.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from kztrade.files.about import alone, source_record, sources_behind
from kztrade.files.chart_json import chart_spec
from kztrade.files.plain import Field, plain_table
from kztrade.files.registry import Format, Kind
from kztrade.marks import Chart
from kztrade.markup import spoken
from kztrade.table import Table
from kztrade.view import (
    Beside,
    Card,
    Contents,
    Controls,
    Files,
    Folded,
    Note,
    Part,
    Passage,
    Passages,
    Picture,
    Prose,
    Quotation,
    Rows,
    Run,
    Section,
    Upload,
    View,
)
from kztrade.words import Telling
from kztrade.words.files import citation, interval_rule, licence, open_ends

Json = dict[str, Any]


def view_object(told: Telling, view: View) -> Json:
    """A view as an object that strict JSON can hold."""
    tables = [*view.tables(), *(chart.table for chart in view.charts())]
    return {
        "page": view.page,
        "title": view.title,
        "language": told.words.language,
        "data_version": told.data.short_version,
        "opening": {
            "kicker": view.opening.kicker,
            "headline": view.opening.headline,
            "dek": spoken(view.opening.dek),
        },
        "cards": [_card(card) for card in view.cards],
        "parts": _parts(told, view.parts),
        "next": [{"question": one.question, "page": one.page, "title": one.title} for one in view.next],
        "sources": [source_record(told, source) for source in sources_behind(told, tables)],
        "citation": citation(told),
        "licence": licence(told),
        "interval_rule": f"{open_ends(told)} {interval_rule(told)}",
    }


def _card(card: Card) -> Json:
    return {"label": card.label, "value": card.value, "number": card.number or card.value, "how": card.how}


def _parts(told: Telling, parts: Sequence[Part]) -> list[Json]:
    return [_part(told, part) for part in parts]


def _part(told: Telling, part: Part) -> Json:
    """A part that holds others or figures; see `_plain` for those of words."""
    match part:
        case Passages():
            return _passages(part)
        case Picture():
            return {"type": "chart", "parameter": part.parameter, "chart": chart_object(told, part.chart)}
        case Rows():
            chosen = [key for key in part.chosen if key in part.table.keys]
            return {
                "type": "table",
                "parameter": part.parameter,
                "chosen": chosen,
                "table": table_object(told, part.table),
            }
        case Beside():
            return {"type": "beside", "left": _parts(told, part.left), "right": _parts(told, part.right)}
        case Folded():
            return {"type": "folded", "title": part.title, "below": part.below, "parts": _parts(told, part.parts)}
        case Note() | Section() | Contents() | Prose() | Quotation() | Controls() | Files() | Upload():
            return _plain(part)


def _plain(part: Note | Section | Contents | Prose | Quotation | Controls | Files | Upload) -> Json:
    match part:
        case Note():
            return {"type": "note", "first": part.first, "rest": part.rest}
        case Section():
            return {"type": "section", "title": part.title, "below": spoken(part.below), "anchor": part.anchor}
        case Contents():
            return {"type": "contents", "title": part.title, "sections": [section.anchor for section in part.sections]}
        case Prose():
            return {"type": "prose", "commonmark": part.text}
        case Controls():
            return {
                "type": "controls",
                "parameters": list(part.names),
                "answers": [spoken(text) for text in part.answers],
            }
        case Quotation():
            return {"type": "quotation", "text": part.text, "below": spoken(part.below)}
        case Files():
            chart, table = (part.chart.id if part.chart else None), (part.table.id if part.table else None)
            return {"type": "files", "chart": chart, "table": table, "package": part.package}
        case Upload():
            return {"type": "upload", "source": part.source, "label": part.label, "help": part.help}


def _passages(part: Passages) -> Json:
    return {
        "type": "passages",
        "title": part.title,
        "below": part.below,
        "parameter": part.parameter,
        "chosen": list(part.chosen),
        "arithmetic": spoken(part.arithmetic),
        "passages": [_passage(passage) for passage in part.passages],
    }


def _passage(passage: Passage) -> Json:
    return {
        "number": passage.number,
        "label": passage.label,
        "language": passage.language,
        "original": passage.original,
        "runs": [_run(run) for run in passage.runs],
    }


def _run(run: Run) -> Json:
    return {"text": run.text, "figure": run.figure or None, "series": run.series or None}


def chart_object(told: Telling, chart: Chart) -> Json:
    """A chart with its words, its rows and Plotly's figure."""
    chart = alone(told, chart)
    return {
        "id": chart.id,
        "title": chart.title,
        "subtitle": chart.subtitle,
        "notes": list(chart.notes),
        "source": chart.source,
        "alt": chart.alt,
        "key": [{"series": one.series, "name": one.name} for one in chart.key],
        "table": table_object(told, chart.table),
        "figure": chart_spec(told, chart),
    }


def table_object(told: Telling, table: Table) -> Json:
    """A table with its columns, plain rows and all that must travel with them.

    `keys` are ids of figures, one a row, `null` where a row is about none.
    """
    made = plain_table(told, table)
    return {
        "id": table.id,
        "title": table.title,
        "columns": [_field(field) for field in made.fields],
        "rows": made.records(),
        "keys": [key or None for key in table.keys] or [None] * len(table.rows),
        "filters": _texts(table.filters),
        "notes": list(table.notes),
        "sources": list(table.sources),
    }


def _texts(filters: Mapping[str, str]) -> Json:
    return {name: str(text) for name, text in filters.items()}


def _field(field: Field) -> Json:
    """A column; `unit` is `null` where it holds no amounts, or where the column `unit` says it for each row."""
    return {"name": field.name, "type": field.kind, "unit": field.unit or None, "meaning": field.meaning}


def _write(told: Telling, view: View) -> bytes:
    text = json.dumps(view_object(told, view), ensure_ascii=False, allow_nan=False, indent=2)
    return (text + "\n").encode("utf-8", "replace")


FORMATS = (Format("json", "JSON", "application/json", Kind.VIEW, _write, place=20),)
