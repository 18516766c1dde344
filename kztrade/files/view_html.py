"""Views as HTML: the whole page in one static file. Text and tables need no script; charts are drawn by theirs."""

from collections.abc import Sequence
from html import escape

from kztrade.files.about import alone
from kztrade.files.chart_html import foot_html
from kztrade.files.document import chart_place, document, sources_html
from kztrade.files.registry import Format, Kind
from kztrade.marks import Chart
from kztrade.markup import (
    cards_html,
    chart_title_html,
    contents_html,
    note_html,
    opening_html,
    passages_html,
    prose_html,
    quotation_html,
    section_html,
    table_html,
)
from kztrade.view import Beside, Contents, Folded, Note, Part, Passages, Picture, Prose, Quotation, Rows, Section, View
from kztrade.words import Telling


def view_document(told: Telling, view: View) -> bytes:
    """Opening, cards and all parts in reading order; what only a live page can offer is left out."""
    drawn: list[Chart] = []
    body = opening_html(view.opening, live=False) + cards_html(view.cards) + _parts(told, view, view.parts, drawn)
    tables = [*view.tables(), *(chart.table for chart in drawn)]
    return document(told, view.title, view.inks, body + sources_html(told, tables), drawn)


def _parts(told: Telling, view: View, parts: Sequence[Part], drawn: list[Chart]) -> str:
    return "\n".join(filter(None, (_part(told, view, part, drawn) for part in parts)))


def _part(told: Telling, view: View, part: Part, drawn: list[Chart]) -> str:
    match part:
        case Note():
            return note_html(part, live=False)
        case Section():
            return section_html(part, live=False)
        case Contents():
            return contents_html(part)
        case Prose():
            return prose_html(part, live=False)
        case Quotation():
            return quotation_html(part, live=False)
        case Passages():
            return passages_html(part, live=False)
        case Picture():
            return _picture(alone(told, part.chart), drawn)
        case Rows():
            return table_html(part, view.inks, live=False)
        case Beside():
            return f"{_parts(told, view, part.left, drawn)}\n{_parts(told, view, part.right, drawn)}"
        case Folded():
            inside = _parts(told, view, part.parts, drawn)
            return f"<details open><summary>{escape(part.title)}</summary>{inside}</details>" if inside else ""
    return ""


def _picture(chart: Chart, drawn: list[Chart]) -> str:
    drawn.append(chart)
    place = chart_place(len(drawn) - 1, chart.alt)
    return f"<figure>{chart_title_html(chart)}{place}{foot_html(chart)}</figure>"


FORMATS = (Format("html", "HTML", "text/html", Kind.VIEW, view_document, place=10),)
