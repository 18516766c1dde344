"""A view on one sheet of A4, to hand on: answer, picture, rows, sources, data version and address."""

from dataclasses import replace
from html import escape

from kztrade.files.browser import printed
from kztrade.files.document import chart_place, document
from kztrade.files.registry import Format, Kind
from kztrade.marks import Chart
from kztrade.markup import link_html, opening_html, outside, small_html, table_html, title_html
from kztrade.table import Link, Table
from kztrade.view import Picture, Quotation, Rows, View
from kztrade.words import Telling
from kztrade.words.captions import drawn_from
from kztrade.words.files import brief_rows, citation, licence, view_address

MOST = 10
"""Rows of a table at most; where a high picture or high rows leave less room, the sheet drops the last of them."""


def brief(told: Telling, view: View) -> bytes:
    """The sheet as HTML: what a reader sees first on the page, as much of it as fits."""
    parts = view.open()
    chart = next((part.chart for part in parts if isinstance(part, Picture)), None)
    rows = next((part for part in parts if isinstance(part, Rows)), None)
    said = "".join(small_html(part.text) for part in parts if isinstance(part, Quotation))
    picture = _picture(chart) if chart else ""
    listed = _rows(told, view, rows) if rows else ""
    opening = opening_html(view.opening, live=False)
    body = f'<div class="brief">{opening}{said}{picture}{listed}{_foot(told, view, chart, rows)}</div>{_FIT}'
    return document(told, view.title, view.inks, body, [chart] if chart else [])


def _picture(chart: Chart) -> str:
    notes = "".join(map(small_html, chart.notes))
    return f"<figure>{title_html(chart.title, chart.subtitle)}{chart_place(0, chart.alt)}{notes}</figure>"


def _rows(told: Telling, view: View, part: Rows) -> str:
    shown, count = _first(part.table, MOST), min(len(part.table.rows), part.table.most)
    said = brief_rows(told, "{shown}", count)
    first = brief_rows(told, str(MOST), count) if count > MOST else ""
    made = table_html(replace(part, table=shown, headed=False, opened=None), view.inks, live=False)
    return f'{made}<p class="kz-sub" data-said="{escape(said)}">{escape(first)}</p>'


def _first(table: Table, most: int) -> Table:
    """A table with its first rows alone."""
    groups = {place: name for place, name in table.groups.items() if place < most}
    return replace(table, rows=table.rows[:most], keys=table.keys[:most], groups=groups, rest="")


def _foot(told: Telling, view: View, chart: Chart | None, rows: Rows | None) -> str:
    """Whose figures these are, of which data, and where the view is found again."""
    behind = [*(chart.sources or chart.table.sources if chart else ()), *(rows.table.sources if rows else ())]
    sources = drawn_from(told, dict.fromkeys(behind), every=True) if behind else ""
    address = Link(view.address, view.address if outside(view.address) else "")
    found = view_address(told, view.address).split(view.address) if view.address else []
    where = link_html(address).join(map(escape, found))
    lines = [escape(sources), where, escape(f"{citation(told)} {licence(told)}")]
    return f"<footer>{''.join(f'<p>{line}</p>' for line in lines if line)}</footer>"


_FIT = """<script>
// One sheet: it has as few rows as it must, but four, and is made as small on paper as it then still must be.
const sheet = document.querySelector(".brief");
const least = 0.85;
const size = () => {
  sheet.classList.add("paper");
  const found = Math.min(1, 1000 / sheet.offsetHeight);
  sheet.classList.remove("paper");
  return found;
};
const drop = () => {
  const rows = [...sheet.querySelectorAll("tbody tr")];
  const shown = rows.filter((row) => !row.classList.contains("group")).length;
  if (shown <= 4) return false;
  do rows.pop().remove();
  while (rows.at(-1).classList.contains("group"));
  const note = sheet.querySelector("[data-said]");
  note.textContent = note.dataset.said.replace("{shown}", shown - 1);
  return true;
};
const fit = () => {
  while (size() < least && drop());
  sheet.style.setProperty("--fit", size());
};
addEventListener("load", () => {
  addEventListener("beforeprint", fit);
  document.fonts.ready.then(fit);
});
</script>"""


FORMATS = (
    Format("html", "HTML", "text/html", Kind.BRIEF, brief, place=10),
    Format(
        "pdf",
        "PDF",
        "application/pdf",
        Kind.BRIEF,
        lambda told, view: printed(brief(told, view)),
        browser=True,
        place=20,
    ),
)
