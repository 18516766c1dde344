"""An HTML document that stands alone: it opens without a network, on any screen, in both themes, and prints on A4."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files

from kztrade import charts
from kztrade.files.about import sources_behind
from kztrade.files.letters import fonts_css
from kztrade.files.plain import printable
from kztrade.marks import Chart, Ink
from kztrade.markup import TERM_CLASS, inks_css, terms_html
from kztrade.table import Table
from kztrade.words import Telling
from kztrade.words.files import citation, licence, source_citation
from kztrade.words.terms import terms

POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:"
)
"""Nothing is loaded from anywhere, whatever a text in the document says."""


@cache
def style() -> str:
    """The style sheet of every document."""
    sheets = files(__package__) / "document.css", files("kztrade.markup") / "plots.css"
    return "".join(sheet.read_text("utf-8") for sheet in sheets)


@cache
def plotly() -> str:
    """Plotly's own script."""
    return (files("plotly") / "package_data" / "plotly.min.js").read_text("utf-8")


def document(told: Telling, title: str, inks: Mapping[str, Ink], body: str, drawn: Sequence[Chart]) -> bytes:
    """A whole document.

    Args:
        told: The data and the language.
        title: For the window and for bookmarks.
        inks: How each series looks that the body names.
        body: HTML in which everything is escaped.
        drawn: Charts whose places `chart_place` made, in their order.
    """
    shown = printable(body) + (terms_html(terms(told.words)) if TERM_CLASS in body else "")
    text = (
        f'<!doctype html>\n<html lang="{escape(told.words.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        f'<meta name="generator" content="kztrade">\n<title>{escape(printable(title))}</title>\n'
        f"<style>\n{fonts_css()}\n{style()}</style>\n{inks_css(inks)}\n</head>\n<body>\n<main>\n{shown}\n</main>\n"
        f"{_scripts(drawn)}</body>\n</html>\n"
    )
    return text.encode("utf-8", "replace")  # half of a surrogate pair is no letter


def chart_place(number: int, alt: str) -> str:
    """Where the script draws a chart; without script its words stand there."""
    return f'<div class="chart" id="chart-{number}"><p class="kz-sub">{escape(alt)}</p></div>'


def _scripts(drawn: Sequence[Chart]) -> str:
    if not drawn:
        return ""
    return (
        f"<script>{plotly()}</script>\n<script>{charts.script()}</script>\n"
        f'<script type="application/json" id="charts">{_inside([charts.bundle(chart) for chart in drawn])}</script>\n'
        f"<script>{_START}</script>\n"
    )


_START = """
JSON.parse(document.getElementById("charts").textContent).forEach((chart, number) => {
  const node = document.getElementById(`chart-${number}`);
  node.replaceChildren();
  kzDraw(node, chart);
});
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
});
"""


def _inside(value: object) -> str:
    """JSON that no text in it can end early."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


def sources_html(told: Telling, tables: Sequence[Table]) -> str:
    """Every source behind the tables, how to cite the project, and on what terms."""
    lines = [source_citation(told, source) for source in sources_behind(told, tables)]
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    named = f"<details><summary>{escape(told.say('Sources'))}</summary><ul>{listed}</ul></details>" if lines else ""
    return f"<footer>{named}<p>{escape(citation(told))}</p><p>{escape(licence(told))}</p></footer>"
