"""What every page is made of: head, cards, notes, tables, downloads, footer, and what the browser tells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from kztrade import exports, originals
from kztrade.charts import CONFIG, DARK, LIGHT, Theme
from kztrade.format import Format
from kztrade.model import Data
from kztrade.pictures import Drawn
from kztrade.telling import Telling
from kztrade.views.address import Address

TABLES = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "parquet": ("Parquet", "application/vnd.apache.parquet"),
    "json": ("JSON", "application/json"),
}
BROWSER = Path(__file__).parent / "browser"


def _component(name: str) -> Callable[..., Any]:
    script = (BROWSER / f"{name}.js").read_text("utf-8")
    return st.components.v2.component(f"kztrade_{name}", js=script, isolate_styles=False)


_surroundings = _component("surroundings")
_passages = _component("passages")
_pictures = _component("pictures")
_figures = _component("figures")


class Html(str):
    """Text that is HTML already; every other text is escaped."""

    __slots__ = ()


def markup(text: str) -> str:
    """Text as it may stand in HTML."""
    return text if isinstance(text, Html) else escape(text)


@dataclass(frozen=True, slots=True)
class Here(Telling):
    """What a page is given: the data, the reader's language, theme and width, and the year of the visit."""

    theme: Theme
    phone: bool
    year: int


def look_around(data: Data, words: Format, year: int) -> Here:
    """Learn theme and width from the browser; a change of either draws the page anew."""
    seen = st.session_state.get("surroundings") or {}
    theme = seen.get("theme") or st.context.theme.type or "light"
    phone = seen.get("narrow")
    if phone is None:
        phone = "Mobi" in (st.context.headers.get("User-Agent") or "")
    told = {"theme": theme, "narrow": phone}
    with st.container(key="surroundings-box"):
        _surroundings(
            key="surroundings",
            data=told,
            on_theme_change=_nothing,
            on_narrow_change=_nothing,
        )
    return Here(data, words, DARK if theme == "dark" else LIGHT, bool(phone), year)


def _nothing() -> None:
    """A component hands on its state only when something listens."""


def head(kicker: str, headline: str, dek: str) -> None:
    """The page's question, its answer as a sentence, and whose figures these are."""
    st.html(
        f'<div class="kz-head"><div class="kz-kicker">{markup(kicker)}</div><h1>{markup(headline)}</h1>'
        f'<p class="kz-dek">{markup(dek)}</p></div>'
    )


def link_notes(here: Here, address: Address) -> None:
    """Say when a link could not be read whole, or was made with other data."""
    if address.faults:
        note(
            here.say("Part of this link could not be read ({parts}).", parts="; ".join(address.faults[:3])),
            here.say("The usual choice stands in its place."),
        )
    if address.outdated:
        note(
            here.say("This link was made with data version {version}.", version=address.outdated),
            here.say("Figures may have been added or revised since."),
        )


def note(first: str, rest: str = "") -> None:
    """A quiet notice: what is the case, then what to do."""
    st.html(f'<div class="kz-note" role="note"><b>{markup(first)}</b> {markup(rest)}</div>')


def section(title: str, below: str = "", anchor: str = "") -> None:
    """A heading inside a page."""
    identity = f' id="{escape(anchor)}"' if anchor else ""
    under = f'<p class="kz-sub">{markup(below)}</p>' if below else ""
    st.html(f'<h2 class="kz-section"{identity}>{markup(title)}</h2>{under}')


def chart_title(title: str, subtitle: str) -> None:
    """What the chart shows, and how to read its marks."""
    st.html(f'<h2 class="kz-title">{markup(title)}</h2><p class="kz-sub">{markup(subtitle)}</p>')


def text(content: str, style: str = "kz-text") -> None:
    """A paragraph."""
    st.html(f'<div class="{style}">{markup(content)}</div>')


def cards(items: Sequence[tuple[str, str, str, str]]) -> None:
    """At most four figures: label, hedge, value, how it came about."""
    st.html(
        '<div class="kz-cards">'
        + "".join(
            f'<div class="kz-card"><div class="label">{markup(label)}</div><div class="value">'
            f'<span class="hedge">{markup(hedge)}</span> {markup(value)}</div>'
            f'<div class="how">{markup(how)}</div></div>'
            for label, hedge, value, how in items
        )
        + "</div>"
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, and how it behaves."""

    title: str
    number: bool = False
    wide: bool = False

    @property
    def style(self) -> str:
        """Its class in the style sheet."""
        return " ".join(name for name, on in (("n", self.number), ("wide", self.wide)) if on)


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    caption: str = "",
    chosen: Sequence[int] = (),
    narrow: bool = False,
) -> None:
    """A real HTML table; wide columns are hidden on a phone and are in the downloads."""
    title = f"<caption>{markup(caption)}</caption>" if caption else ""
    heads = "".join(f'<th scope="col" class="{column.style}">{markup(column.title)}</th>' for column in columns)
    body = "".join(
        f'<tr class="{"chosen" if index in chosen else ""}">'
        + "".join(f'<td class="{column.style}">{markup(cell)}</td>' for column, cell in zip(columns, row, strict=True))
        + "</tr>"
        for index, row in enumerate(rows)
    )
    width = " narrow" if narrow else ""
    st.html(
        f'<div class="kz-scroll"><table class="kz-table{width}">{title}<thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def side(series: str, name: str) -> Html:
    """A side's sign in its colour, and its name: never colour alone."""
    sign = {"KAZ": "●", "KGZ": "■", "total": "●"}.get(series, "○")
    return Html(f'<span class="kz-{series} kz-shape" aria-hidden="true">{sign}</span>{escape(name)}')


def link(label: str, address: str) -> Html:
    """A link to another site."""
    return Html(f'<a href="{escape(address, quote=True)}" rel="noopener" target="_blank">{escape(label)}</a>')


def draw(drawn: Drawn, key: str, on_select: Callable[[], None] | None = None) -> None:
    """Title, chart and source line."""
    chart_title(drawn.title, drawn.subtitle)
    st.plotly_chart(
        drawn.figure,
        theme=None,
        config=CONFIG,
        key=key,
        alt=drawn.alt,
        on_select=on_select or "ignore",
        selection_mode="points",
    )
    st.html(f'<p class="kz-source">{markup(drawn.source)}</p>')


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as offered for download: the rows on the page under stable column names.

    Attributes:
        name: File name without extension.
        title: What the rows are.
        frame: The rows.
        units: Unit by column, where it is one for the whole column.
        filters: What the reader chose.
    """

    name: str
    title: str
    frame: pd.DataFrame
    units: Mapping[str, str] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()
    sources: Sequence[str] = ()


def downloads(here: Here, query: str, shown: Shown, drawn: Drawn | None = None) -> None:
    """One quiet row of words: the picture, the table, the link."""
    version = here.data.short_version
    words = {
        "png": here.say("Download the chart as PNG"),
        "svg": here.say("Download the chart as SVG"),
        "copy": here.say("Copy link"),
        "copied": here.say("Link copied"),
    }
    # The browser makes the pictures; their figure is sent when one is asked for, not with every view.
    wanted = (st.session_state.get("pictures") or {}).get("wanted")
    made = None
    if drawn and wanted:
        made = {**wanted, "figure": drawn.alone().to_json(), "name": f"{drawn.name}_{version}"}
    with st.container(key="downloads", horizontal=True, gap="small", vertical_alignment="center"):
        if drawn:
            st.html(f'<span class="kz-what">{markup(here.say("Picture"))}</span>', width="content")
            _button("HTML", drawn.html, f"{drawn.name}_{version}.html", "text/html")
        _pictures(
            key="pictures",
            data={"pictures": drawn is not None, "made": made, "query": query, "words": words},
            on_wanted_change=_nothing,
            width="content",
        )
        st.html(f'<span class="kz-what">{markup(here.say("Table"))}</span>', width="content")
        for extension, (label, mime) in TABLES.items():
            _button(label, _writer(here, shown, extension), f"{shown.name}_{version}.{extension}", mime)


def _writer(here: Here, shown: Shown, extension: str) -> Callable[[], bytes]:
    caption = exports.Caption(shown.title, shown.filters, shown.notes, shown.units, sources=shown.sources)
    return lambda: exports.table_bytes(extension, here.data, shown.frame, caption)


def _button(label: str, content: Callable[[], bytes], name: str, mime: str) -> None:
    st.download_button(
        label, content, name, mime, key=f"dl-{label.lower()}", on_click="ignore", type="tertiary", width="content"
    )


def passages(
    key: str,
    items: Sequence[Mapping[str, Any]],
    chosen: Sequence[str],
    sum_: str,
    choose: Callable[[str], None],
    follow: bool = True,
) -> None:
    """Passages with their figures as buttons.

    Args:
        key: The component's key.
        items: `number`, `label`, `language` and `parts`: texts and figures in turn.
        chosen: Figures to mark.
        sum_: One sentence of arithmetic below.
        choose: Called with the figure that the reader chose.
        follow: Scroll the chosen passage into view when it is out of it.
    """

    def told() -> None:
        figure = (st.session_state.get(key) or {}).get("figure")
        if figure:
            choose(figure)

    _passages(
        key=key,
        data={"passages": list(items), "chosen": list(chosen), "sum": sum_, "follow": follow},
        on_figure_change=told,
    )


def figure_list(
    key: str,
    head: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    chosen: Sequence[str],
    chart: str,
    choose: Callable[[str], None],
    open_chart: Callable[[str], None],
) -> None:
    """A table of figures in which a name chooses and a link opens the chart."""

    def told(event: str, act: Callable[[str], None]) -> Callable[[], None]:
        def call() -> None:
            figure = (st.session_state.get(key) or {}).get(event)
            if figure:
                act(figure)

        return call

    _figures(
        key=key,
        data={"head": list(head), "rows": list(rows), "chosen": list(chosen), "words": {"chart": chart}},
        on_figure_change=told("figure", choose),
        on_chart_change=told("chart", open_chart),
    )


def footer(here: Here) -> None:
    """Data version, size and licences, on every page."""
    data = here.data
    publishers = len({source.publisher for source in data.sources.values()})
    counts = here.say(
        "{observations} observations, {targets} targets, {publishers} publishers",
        observations=here.words.number(len(data.observations)),
        targets=here.words.number(len(data.targets)),
        publishers=here.words.number(publishers),
    )
    st.html(
        f'<div class="kz-foot">{markup(here.say("Figures as published, never repaired."))} '
        f'{markup(here.say("Data version"))} <code title="{data.version}">{data.short_version}</code> · '
        f"{markup(counts)} · "
        f'<a href="method#intervals" target="_self">{markup(here.say("How intervals are read"))}</a> · '
        f'<a href="method#cite" target="_self">{markup(here.say("How to cite"))}</a> · '
        f"{markup(here.say('Code MIT; notes and digests CC BY 4.0; figures are their publishers’ facts'))}</div>"
    )


def own_copy(source: str) -> str | None:
    """The reader's own copy of an original: of this session, or from the data folder of this computer."""
    session: str | None = st.session_state.get(f"original:{source}")
    return session if session is not None else originals.read_original(source)
