"""A view, drawn by Streamlit: one function for each part."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import plotly
import streamlit as st

from kztrade import charts, files, markup
from kztrade.errors import KztradeError
from kztrade.marks import Chart
from kztrade.view import (
    Beside,
    Contents,
    Controls,
    Files,
    Folded,
    Note,
    Part,
    Passages,
    Picture,
    Prose,
    Quotation,
    Rows,
    Section,
    Upload,
    View,
)
from kztrade.web import copies
from kztrade.web.address import Address
from kztrade.web.controls import draw_controls
from kztrade.words import Telling
from kztrade.words import frame as words
from kztrade.words.captions import drawn_from
from kztrade.words.files import view_address

BROWSER = Path(__file__).parent / "browser"
PLOTLY = f"assets/plotly.min.js?v={plotly.__version__}"
"""Where the browser finds Plotly; the version lets it keep the file for good."""


def _script(name: str) -> str:
    return (BROWSER / f"{name}.js").read_text("utf-8")


def _component(name: str, *before: str) -> Callable[..., Any]:
    script = "\n".join([*before, _script(name)])
    return st.components.v2.component(f"kztrade_{name}", js=script, isolate_styles=False)


_page = _component("page")
_chart = _component("chart", _script("plotly"), charts.script())
_files = _component("files", _script("plotly"), charts.image_script())


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a view is drawn on.

    Attributes:
        pages: The pages of the navigation, by their ids.
        counts: How many parts of each kind were drawn so far: their keys stay the same while their neighbours change.
    """

    told: Telling
    view: View
    address: Address
    pages: Mapping[str, Any] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def key(self, kind: str) -> str:
        """The key of the next part of a kind."""
        self.counts[kind] += 1
        return f"kz-{kind}-{self.view.page}-{self.counts[kind]}"


def draw_view(sheet: Sheet) -> None:
    """Opening, cards, and all parts in their order."""
    view = sheet.view
    st.html(markup.opening_html(view.opening) + markup.inks_css(view.inks))
    for note in link_notes(sheet):
        st.html(markup.note_html(note))
    if view.cards:
        st.html(markup.cards_html(view.cards))
    draw_parts(sheet, view.parts)
    st.html(markup.next_html(view.next, words.next_question(sheet.told)) + _paper(sheet))
    _ear(sheet)


def _paper(sheet: Sheet) -> str:
    """What stands under the view on paper alone: whose figures are in sight, and where it is found again."""
    told, behind = sheet.told, sheet.view.sources()
    sources = drawn_from(told, behind, every=True) if behind else ""
    return markup.paper_html(sources, view_address(told, _address(sheet)))


def _address(sheet: Sheet) -> str:
    """Where a browser finds the view, as its visitor sees it."""
    return f"{st.context.url or sheet.view.page}?{sheet.address.permalink}"


def link_notes(sheet: Sheet) -> list[Note]:
    """What a reader must know of the link that led here."""
    told, address = sheet.told, sheet.address
    notes = [Note(*words.unread_link(told, address.faults[:3]))] if address.faults else []
    return notes + ([Note(*words.outdated_link(told, address.outdated))] if address.outdated else [])


def draw_parts(sheet: Sheet, parts: Sequence[Part]) -> None:
    """Parts under each other."""
    for part in parts:
        DRAWN[type(part)](sheet, part)


def _ear(sheet: Sheet) -> None:
    """Hear what is chosen in HTML, and which link to another page is followed."""
    chosen = [list(part.chosen) for part in sheet.view.flat() if isinstance(part, Passages | Rows)]
    key = f"kz-ear-{sheet.view.page}"

    def choose() -> None:
        told = (st.session_state.get(key) or {}).get("chosen")
        if told:
            sheet.address.set(told["parameter"], told["figure"])

    def want() -> None:
        st.session_state["wanted"] = (st.session_state.get(key) or {}).get("wanted")

    with st.container(key="kz-ear"):
        _page(
            key=key,
            data={"pages": list(sheet.pages), "chosen": chosen, "lost": sheet.view.page not in sheet.pages},
            on_chosen_change=choose,
            on_wanted_change=want,
        )


def follow_link(pages: Mapping[str, Any]) -> None:
    """Go to the page whose link was followed in the last run, if one was."""
    wanted = st.session_state.pop("wanted", None)
    if wanted and wanted["page"] in pages:
        st.session_state.pop("lost", None)
        st.switch_page(pages[wanted["page"]], query_params=parse_qsl(wanted["query"], keep_blank_values=True))


# Text


def _note(sheet: Sheet, part: Note) -> None:
    st.html(markup.note_html(part))


def _section(sheet: Sheet, part: Section) -> None:
    st.html(markup.section_html(part))


def _contents(sheet: Sheet, part: Contents) -> None:
    st.html(markup.contents_html(part, sheet.view.page))


def _prose(sheet: Sheet, part: Prose) -> None:
    st.html(markup.prose_html(part))


def _passages(sheet: Sheet, part: Passages) -> None:
    st.html(markup.passages_html(part))


def _quotation(sheet: Sheet, part: Quotation) -> None:
    st.html(markup.quotation_html(part, True, *words.quotation(sheet.told), sheet.address.permalink))


def _rows(sheet: Sheet, part: Rows) -> None:
    told, count = sheet.told, min(len(part.table.rows), part.table.most)
    every = words.show_all(told, count) if count > part.few else ""
    found = words.find(told) if part.find else ("", "")
    offers = markup.Offers(every, *found, *words.quotation(told), sheet.address.permalink)
    st.html(markup.table_html(part, sheet.view.inks, offers=offers))


# Charts


def _picture(sheet: Sheet, part: Picture) -> None:
    chart, key = part.chart, sheet.key("picture")
    bundle = charts.bundle(chart)

    def choose() -> None:
        figure = (st.session_state.get(key) or {}).get("figure")
        if figure:
            sheet.address.set(part.parameter, figure)

    heights = {name: bundle[name]["layout"]["height"] for name in ("wide", "narrow")}
    st.html(markup.chart_title_html(chart) + markup.room_css(f"{key}-box", **heights))
    with st.container(key=f"{key}-box"):
        _chart(
            key=key,
            data={
                "chart": bundle,
                "choosable": bool(part.parameter),
                "plotly": PLOTLY,
            },
            on_figure_change=choose,
        )
    st.html(markup.source_html(chart.source))


# Files


def _nothing() -> None:
    """A component hands on its state only when something listens."""


IN_BROWSER = ("png", "svg")
"""Of the pictures that need a browser to be made, those that the reader's own makes."""


def _file_row(sheet: Sheet, part: Files) -> None:
    """One quiet row of words: the picture, the table, everything, the link."""
    said, key = words.file_words(sheet.told), sheet.key("files")
    with st.container(key=f"{key}-row", horizontal=True, gap="small", vertical_alignment="center"):
        if part.chart:
            st.html(markup.what_html(said.picture), width="content")
            _browser_files(sheet, key, part.chart)
            _buttons(sheet, key, files.Kind.CHART, part.chart.id, part.chart)
        if part.table:
            st.html(markup.what_html(said.table), width="content")
            _buttons(sheet, key, files.Kind.TABLE, part.table.id, part.table)
        if sheet.counts["files"] == 1:
            _brief(sheet, key, said.brief)
        if part.package:
            _buttons(sheet, key, files.Kind.EVERYTHING, "kztrade", None, said.everything)
        st.html(markup.copy_html(said.copy, said.copied, sheet.address.permalink), width="content")


def _brief(sheet: Sheet, key: str, label: str) -> None:
    """The whole view on one sheet, beside its first files."""
    st.html(markup.what_html(label), width="content")
    view = replace(sheet.view, address=_address(sheet))
    _buttons(sheet, key, files.Kind.BRIEF, f"brief_{view.page}", view)


def _buttons(sheet: Sheet, key: str, kind: files.Kind, stem: str, thing: Any, label: str = "") -> None:
    """A button for each format of a kind that this server can write; a file is made when it is asked for."""
    told = sheet.told
    for one in files.formats(kind):
        if not one.browser or (kind is files.Kind.BRIEF and files.has_browser()):
            st.download_button(
                label or one.label,
                partial(one.write, told, thing),
                files.file_name(told, stem, one.extension),
                one.mime,
                key=f"{key}-{kind}-{one.extension}",
                on_click="ignore",
                type="tertiary",
            )


def _browser_files(sheet: Sheet, key: str, chart: Chart) -> None:
    """Pictures that the browser makes; their figure is sent when one is asked for, not with every view."""
    told = sheet.told
    offered = [one for one in files.formats(files.Kind.CHART) if one.browser and one.extension in IN_BROWSER]
    wanted = (st.session_state.get(key) or {}).get("wanted")
    made = None
    if wanted:
        made = {
            **wanted,
            "figure": charts.picture(files.alone(told, chart)),
            "fonts": files.fonts_css(*files.SANS),
            "name": files.file_name(told, chart.id, wanted["format"]),
        }
    pictures = [
        {"format": one.extension, "label": one.label, "title": words.chart_as(told, one.label)} for one in offered
    ]
    data = {"pictures": pictures, "made": made, "plotly": PLOTLY}
    _files(key=key, data=data, on_wanted_change=_nothing, width="content")


# Whatever holds other parts


def _controls(sheet: Sheet, part: Controls) -> None:
    draw_controls(sheet.told, sheet.address, part)


def _beside(sheet: Sheet, part: Beside) -> None:
    with st.container(key=sheet.key("beside")):
        columns = st.columns([part.share, 1 - part.share], gap="large")
    for column, parts in zip(columns, (part.left, part.right), strict=True):
        with column, st.container(key=sheet.key("rail")) if _short(parts) else st.container():
            draw_parts(sheet, parts)


def _short(parts: Sequence[Part]) -> bool:
    """Whether a column may stay in sight while the other one is read."""
    return all(isinstance(part, Passages | Prose | Note | Section | Contents) for part in parts)


def _folded(sheet: Sheet, part: Folded) -> None:
    key = sheet.key("fold")
    name = words.folded(sheet.told, part.title, part.below)
    folded = st.expander(name, key=key, on_change="rerun")
    if folded.open:  # what is folded away is neither made nor sent
        with folded:
            draw_parts(sheet, part.parts)


def _upload(sheet: Sheet, part: Upload) -> None:
    told = sheet.told
    if copies.brought(told.data, part.source):
        st.html(markup.note_html(Note(words.copy_in_use(told, copies.kept(told.data, part.source)))))
        if st.button(words.remove_copy(told), type="tertiary"):
            _try(told, lambda: copies.remove(told.data, part.source))
        return
    keep = copies.at_this_computer() and st.checkbox(words.keep_copy(told), key=sheet.key("keep"))
    if not keep:
        st.html(markup.small_html(words.where_it_stays(told)))
    key = sheet.key("upload")
    brought = st.file_uploader(part.label, type=["txt"], help=part.help or None, max_upload_size=2, key=key)
    if brought is not None:
        _try(told, lambda: copies.bring(told.data, part.source, brought.getvalue(), keep))


def _try(told: Telling, act: Callable[[], None]) -> None:
    """Do it and draw the page anew; where it cannot be done, say why and stay."""
    try:
        act()
    except KztradeError as error:
        st.html(markup.note_html(Note(*words.trouble(told.words, error))))
    else:
        st.rerun()


DRAWN: dict[type[Part], Callable[[Sheet, Any], None]] = {
    Note: _note,
    Section: _section,
    Contents: _contents,
    Prose: _prose,
    Quotation: _quotation,
    Passages: _passages,
    Picture: _picture,
    Rows: _rows,
    Controls: _controls,
    Files: _file_row,
    Upload: _upload,
    Beside: _beside,
    Folded: _folded,
}
"""How a part of each type is drawn."""
