"""Charts as JSON: Plotly's figure of the picture that stands alone, for whoever draws with Plotly."""

import json

from kztrade import charts
from kztrade.charts.style import Json
from kztrade.files.about import alone
from kztrade.files.registry import Format, Kind
from kztrade.marks import Chart
from kztrade.words import Telling


def chart_spec(told: Telling, chart: Chart) -> Json:
    """Plotly's `data` and `layout`; `layout.meta` says in words what the chart is, for programs that do not draw it."""
    chart = alone(told, chart)
    found = charts.picture(chart)
    meta = {
        "id": chart.id,
        "title": chart.title,
        "subtitle": chart.subtitle,
        "alt": chart.alt,
        "source": chart.source,
        "data_version": told.data.short_version,
    }
    return {"data": found["data"], "layout": {**found["layout"], "meta": meta}}


def _write(told: Telling, chart: Chart) -> bytes:
    return (json.dumps(chart_spec(told, chart), ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


FORMATS = (Format("json", "JSON", "application/json", Kind.CHART, _write, place=50),)
