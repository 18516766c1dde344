"""Frames into Plotly figures. A chart draws the rows it is given: it filters nothing and computes no figure."""

from kztrade.charts.calendar import calendar_chart
from kztrade.charts.ledgers import ledgers_chart
from kztrade.charts.panels import Panel, Point, panels_chart
from kztrade.charts.statements import statements_chart
from kztrade.charts.style import CONFIG, DARK, LIGHT, Theme, as_picture
from kztrade.charts.target import target_chart
from kztrade.charts.targets import targets_chart

__all__ = [
    "CONFIG",
    "DARK",
    "LIGHT",
    "Panel",
    "Point",
    "Theme",
    "as_picture",
    "calendar_chart",
    "ledgers_chart",
    "panels_chart",
    "statements_chart",
    "target_chart",
    "targets_chart",
]
