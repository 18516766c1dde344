"""Source: the article passage by passage, in our words or in the reader's own copy, beside its figures."""

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from kztrade import answers, evidence, originals, telling
from kztrade.errors import KztradeError
from kztrade.model import Observation
from kztrade.views import page
from kztrade.views.address import Address, choice
from kztrade.views.page import Here, Html, Shown

LOOPBACK = {"localhost", "127.0.0.1", "::1"}

CHARTS = {
    "turnover": "target",
    "turnover_growth": "target",
    "turnover_target": "target",
    "investment": "investment",
    "investment_cumulative": "investment",
    "investment_ratio": "investment",
    "joint_ventures": "investment",
    "joint_ventures_new": "investment",
}
"""Which page draws a figure; the others are facts that Explore lists."""


def show(here: Here) -> None:
    """Draw the page."""
    rows = sorted(
        (row for row in here.data.figures() if row.source == answers.ARTICLE),
        key=lambda row: (row.passage or 0, row.indicator),
    )
    ids = [telling.figure_id(row) for row in rows]
    original = page.own_copy(answers.ARTICLE)
    address = Address(
        "source",
        [
            choice("text", ["digest", "original"], "original" if original else "digest"),
            choice("figure", ["", *ids], ""),
        ],
        here.data.short_version,
    )
    wanted = st.session_state.pop("source:open-chart", None)
    if wanted:
        _open(here, wanted)
    passages = {row.passage for row in rows}
    page.head(
        here.say("Source"),
        here.say(
            "All {figures} figures come from {passages} passages of one article",
            figures=here.words.count(len(rows)),
            passages=here.words.count(len(passages)),
        ),
        here.say(
            "AstanaTV, 23 September 2023, in Kazakh. The prime minister of Kazakhstan spoke at the first forum of regions "
            "of the two countries, in Taraz."
        ),
    )
    page.link_notes(here, address)
    names = {"digest": here.say("Digest"), "original": here.say("Original")}
    st.segmented_control(
        here.say("Text"),
        list(names),
        format_func=names.__getitem__,
        default=address.value("text"),
        key=address.key("text"),
        required=True,
        wrap=True,
    )
    figure = str(address.value("figure"))
    chosen = [figure] if figure else []
    left, right = st.columns([1.05, 1], gap="large")
    with left:
        if address.value("text") == "original":
            _original(here, original, chosen, address)
        else:
            page.chart_title(
                here.say("In our words"),
                here.say("A digest of each passage; the article’s own sentences are its publisher’s. Choose a figure."),
            )
            items = telling.digest_items(here, here.data.digests[answers.ARTICLE, "en"])
            page.passages("digest", items, chosen, "", lambda name: address.set("figure", name))
    with right:
        page.chart_title(here.say("The figures"), here.say("Value as read, with its hedge."))
        page.figure_list(
            "figures",
            [here.say("Passage"), here.say("Figure"), here.say("Value as read"), here.say("Chart")],
            [_item(here, row) for row in rows],
            chosen,
            here.say("open"),
            lambda name: address.set("figure", name),
            lambda name: st.session_state.update({"source:open-chart": name}),
        )
    frame = pd.DataFrame([telling.record(row, row) for row in rows]).drop(columns=["formula", "inputs"])
    page.downloads(here, address.keep(), Shown("article_figures", here.say("The article’s figures"), frame))


def _item(here: Here, row: Observation) -> dict[str, str]:
    parts = [here.words.period(row.period)]
    kind = here.data.indicators.get(row.indicator)
    if kind:
        parts.append(telling.kind_name(here, kind.kind))
    return {
        "figure": telling.figure_id(row),
        "passage": str(row.passage),
        "name": telling.short(telling.indicator_name(here, row.indicator)),
        "sub": ", ".join(parts) + (f". {here.say(row.note)}" if row.note else ""),
        "value": telling.said(here, row),
    }


def _open(here: Here, figure: str) -> None:
    """Go to the page that draws a figure, with the figure chosen there."""
    name = figure.partition("/")[0]
    pages = st.session_state.get("pages", {})
    path = CHARTS.get(name, "explore")
    query = (
        {"figure": figure}
        if path != "explore"
        else {
            "indicator": name,
            "years": "2018-2025",
            "show": "stated",
            "ledger": "article",
        }
    )
    if path in pages:
        st.switch_page(pages[path], query_params=query)


def _original(here: Here, original: str | None, chosen: list[str], address: Address) -> None:
    source = here.data.sources[answers.ARTICLE]
    page.chart_title(here.say("In your own copy"), here.say("Each figure marked at its exact characters."))
    if original:
        items = telling.original_items(here, answers.ARTICLE, original)
        if items:
            page.passages("original", items, chosen, "", lambda name: address.set("figure", name))
        _verified(here, original)
        if st.button(here.say("Remove this copy"), type="tertiary"):
            st.session_state.pop(f"original:{answers.ARTICLE}", None)
            originals.remove_original(answers.ARTICLE)
            st.rerun()
        return
    page.note(
        here.say("You have no copy of the original yet."),
        Html(
            here.say(
                "The article is not ours to publish. Open it at {address}, save it as text and add it here; {stays}. Each "
                "figure is then marked at its exact place.",
                address=page.link(source.address, source.address),
                stays=page.markup(
                    here.say("it stays on this computer")
                    if _local()
                    else here.say("it stays in this session and is forgotten with it")
                ),
            )
        ),
    )
    upload = st.file_uploader(here.say("Add the article as a text file"), type=["txt"], max_upload_size=2)
    if upload is not None:
        try:
            _add(here, upload.getvalue())
        except KztradeError as error:
            page.note(error.message, error.hint)
        else:
            st.rerun()


def _add(here: Here, raw: bytes) -> None:
    """Keep an upload: on disk where the reader's computer is the server, else for this session alone."""
    if _local():
        now = datetime.now(UTC)
        originals.add_original(answers.ARTICLE, raw, here.data.sources, now=now, origin="upload")
    else:
        st.session_state[f"original:{answers.ARTICLE}"] = originals.original_text(raw, answers.ARTICLE)


def _local() -> bool:
    return (st.get_option("server.address") or "") in LOOPBACK


def _verified(here: Here, original: str) -> None:
    rows = [row for row in here.data.figures() if row.source == answers.ARTICLE and row.passage]
    recorded = [passage for passage in here.data.passages if passage.source == answers.ARTICLE]
    findings = evidence.check(rows, recorded, original)
    found = sum(finding.found for finding in findings)
    text = here.say("{found} of {all} figures found in this copy.", found=found, all=len(findings))
    missing = [
        here.say("passage {number}: “{token}”, instead {instead}", number=f.passage, token=f.token, instead=f.instead)
        for f in findings
        if not f.found
    ]
    page.note(text, "; ".join(missing))
