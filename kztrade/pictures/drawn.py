"""A chart with all that must travel with it."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from kztrade.charts import LIGHT, Theme, as_picture


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with its words.

    Attributes:
        name: File name without data version and extension.
        title: What it shows.
        subtitle: Unit, and how to read the marks.
        source: Publishers and data version.
        figure: As on the page.
        picture: Draws the same in the light theme at desktop width, for files.
        alt: What a reader who cannot see it must know.
    """

    name: str
    title: str
    subtitle: str
    source: str
    figure: go.Figure
    picture: Callable[[], go.Figure]
    alt: str

    def alone(self) -> go.Figure:
        """The picture with title, subtitle and source inside."""
        return as_picture(self.picture(), self.title, self.subtitle, self.source)

    def html(self) -> bytes:
        """A file that opens offline and can be explored."""
        document: str = self.alone().to_html(
            include_plotlyjs=True, full_html=True, config={"displaylogo": False}, div_id="chart"
        )
        return document.replace("<head>", f"<head><title>{escape(self.title)}</title>", 1).encode()


def drawn_twice(
    draw: Callable[[Theme, bool], go.Figure], theme: Theme, phone: bool
) -> tuple[go.Figure, Callable[[], go.Figure]]:
    """A chart for the page, and for files, which are light and wide; that one is drawn when it is asked for."""
    figure = draw(theme, phone)
    return figure, lambda: figure if theme is LIGHT and not phone else draw(LIGHT, False)
