"""Charts as HTML that opens offline and can be explored: words, picture, rows and sources in one file."""

from html import escape

from kztrade.files.about import alone
from kztrade.files.document import chart_place, document, sources_html
from kztrade.files.registry import Format, Kind
from kztrade.marks import Chart
from kztrade.markup import key_html, small_html, table_html
from kztrade.view import Rows
from kztrade.words import Telling


def chart_document(told: Telling, chart: Chart) -> bytes:
    """A chart with its title and subtitle above, notes, source and rows below."""
    chart = alone(told, chart)
    body = (
        f'<h1 class="chart-title">{escape(chart.title)}</h1>{small_html(chart.subtitle)}{key_html(chart)}'
        f"{chart_place(0, chart.alt)}{foot_html(chart)}"
        f"<details><summary>{escape(told.say('The figures in the chart'))}</summary>"
        f"{table_html(Rows(chart.table), chart.inks, live=False)}</details>{sources_html(told, [chart.table])}"
    )
    return document(told, chart.title, chart.inks, body, [chart])


def foot_html(chart: Chart) -> str:
    """What stands below a chart: notes and source."""
    return "".join(map(small_html, (*chart.notes, chart.source)))


FORMATS = (Format("html", "HTML", "text/html", Kind.CHART, chart_document, place=40),)
