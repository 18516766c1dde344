"""Data and method: codebook, interval rule, formulas, all downloads, how to cite."""

import pandas as pd
import streamlit as st

from kztrade import answers, exports, model, telling
from kztrade.codes import Qualifier, SourceKind
from kztrade.interval import Interval, read_printed
from kztrade.views import page
from kztrade.views.address import Address
from kztrade.views.page import Column, Here, Html, Shown

CASES = (
    ("19 %", Qualifier.EXACT),
    ("1.3 bn", Qualifier.ABOUT),
    ("1,181 m", Qualifier.EXACT),
    ("200 m", Qualifier.ALMOST),
    ("1,200 km", Qualifier.ABOUT),
    ("2 bn", Qualifier.EXACT),
    ("1 bn", Qualifier.AT_LEAST),
)


def show(here: Here) -> None:
    """Draw the page."""
    data, words = here.data, here.words
    address = Address("method", [], data.short_version)
    statistics = sum(source.kind is SourceKind.STATISTICS for source in data.sources.values())
    page.head(
        here.say("Data and method"),
        here.say(
            "{count} figures from {publications} publications, each with what its words and digits leave open",
            count=words.number(len(data.figures())),
            publications=words.number(len(data.sources)),
        ),
        here.say(
            "{statistics} statistical series, one article read passage by passage, and what officials said elsewhere. Data "
            "version {version}.",
            statistics=words.count(statistics).capitalize(),
            version=data.short_version,
        ),
    )
    page.link_notes(here, address)
    _everything(here)
    _intervals(here)
    _formulas(here)
    _comparing(here)
    _codebook(here)
    _sources(here, address)
    _cite(here)


def _everything(here: Here) -> None:
    data = here.data
    page.section(here.say("Everything in one file"), anchor="download")
    page.text(
        here.say(
            "A ZIP that is a Frictionless Data Package: all figures, indicators, sources, targets and events as CSV and "
            "Parquet, with codebook, citations and SHA-256 sums. The same data give the same bytes."
        )
    )
    with st.container(key="dl-zip", width="content"):
        st.download_button(
            here.say("Download everything (ZIP)"),
            lambda: exports.package_bytes(data, model.frame(data.figures()), {}),
            f"kztrade_{data.short_version}.zip",
            "application/zip",
            on_click="ignore",
            type="tertiary",
        )


def _intervals(here: Here) -> None:
    page.section(here.say("How a hedge becomes an interval"), anchor="intervals")
    page.text(
        here.say(
            "A speaker’s “about” and the digits printed leave something open. The resolution r is the unit of the last "
            "printed digit. Where a number ends in zeros, or is a lone digit before a scale word, nobody knows how far it "
            "was rounded: r is then the unit of the last non-zero digit or 5 % of the value, whichever is less, but after "
            "zeros never finer than the last printed digit. Without a "
            "hedge the interval is the value ± r/2, “about” ± r, “almost” from r below up to the value, “over” and “at "
            "least” from the value upward with no upper end. A number spelled out in words is a count and has no interval. "
            "Targets are points. Where the text is not at hand, the printed digits are inferred as the shortest usual way "
            "to write the value."
        )
    )
    rows = []
    for token, qualifier in CASES:
        printed = read_printed(token)
        assert printed is not None
        interval = Interval.stated(printed.value, qualifier, printed.resolution)
        ends = [
            here.words.number(end, 2) if end < float("inf") else here.say("open")
            for end in (interval.low, interval.high)
        ]
        hedge = here.words.hedge(qualifier) or here.say("no hedge")
        rows.append([token, hedge, here.words.number(printed.resolution, 2), *ends])
    page.table(
        [
            Column(here.say("Printed")),
            Column(here.say("Hedge")),
            Column(here.say("r"), number=True),
            Column(here.say("From"), number=True),
            Column(here.say("To"), number=True),
        ],
        rows,
        narrow=True,
    )
    page.text(
        here.say(
            "A derived figure carries both through. The word before it comes from the hedges alone: 2022 is “at least $1.19 "
            "bn” because 2021 is “at least $1 bn”. Its interval also allows for rounding: 19 % may be 18.5 %, so its lower "
            "end is $1.185 bn. Where rounding leaves more open than a closed hedge does, the word is “about”."
        )
    )


def _formulas(here: Here) -> None:
    page.section(
        here.say("Formulas"),
        here.say("Every derived figure of the article, with its inputs. None crosses publishers."),
        "formulas",
    )
    rows = [
        [
            metric.name.replace("_", " "),
            here.words.period(metric.period),
            telling.said(here, metric),
            telling.ends(here, metric),
            metric.formula.replace(f".{metric.source}", ""),
        ]
        for metric in answers.article_metrics(here.data, 2027, 19.0)
    ]
    page.table(
        [
            Column(here.say("Metric")),
            Column(here.say("Period")),
            Column(here.say("Value"), number=True),
            Column(here.say("Interval"), number=True, wide=True),
            Column(here.say("Formula"), wide=True),
        ],
        rows,
    )
    page.text(
        here.say(
            "Turnover of a ledger is its own exports plus its own imports. The mirror gap, exporter ÷ importer − 1, is the "
            "one figure in which two sides meet. Growth computed here from published levels and growth that a source "
            "states are told apart."
        )
    )


def _comparing(here: Here) -> None:
    page.section(here.say("How a statement is judged"), anchor="verdicts")
    page.text(
        here.say(
            "A statement agrees with a publisher when what its digits leave open overlaps the published figure: plainly "
            "where the digits leave at most 1 % of the value open, after rounding where they leave more. If only the hedge "
            "reaches the figure, it agrees only by the hedge. Otherwise it is too high or too low by the distance between "
            "the two intervals, or more. Figures of a part of the trade are not comparable with the total. Exports stated "
            "by one side are set against its own books and against the other side’s imports."
        )
    )


def _codebook(here: Here) -> None:
    page.section(here.say("Codebook"), here.say("What is measured."), "codebook")
    page.table(
        [
            Column(here.say("Indicator")),
            Column(here.say("Unit")),
            Column(here.say("Kind")),
            Column(here.say("Definition"), wide=True),
        ],
        [
            [
                Html(
                    f"{page.markup(here.say(indicator.name))}"
                    f'<span class="sub"><code>{page.markup(indicator.code)}</code></span>'
                ),
                str(indicator.unit),
                str(indicator.kind),
                here.say(indicator.definition),
            ]
            for indicator in here.data.indicators.values()
        ],
    )
    page.chart_title(here.say("Columns of the table"), here.say("One row is one value that one source published."))
    page.table(
        [Column(here.say("Column")), Column(here.say("Meaning"))],
        [[field.name, here.say((field.metadata or {})[b"description"].decode())] for field in model.OBSERVATIONS],
        narrow=True,
    )


def _sources(here: Here, address: Address) -> None:
    page.section(
        here.say("Sources"),
        here.say("Every publication. “About” a day: inferred from its content, not printed on it."),
        "sources",
    )
    counts: dict[str, int] = {}
    for row in here.data.figures():
        counts[row.source] = counts.get(row.source, 0) + 1
    sources = sorted(here.data.sources.values(), key=lambda source: (source.kind, source.publisher, source.id))
    page.table(
        [
            Column(here.say("Publication")),
            Column(here.say("Speaker or body"), wide=True),
            Column(here.say("Figures"), number=True),
        ],
        [
            [
                Html(
                    f"{page.link(source.title, source.address) if source.address else page.markup(source.title)}"
                    f'<span class="sub">{page.markup(telling.source_name(here, source.id))}'
                    f"{'' if source.address else ', ' + page.markup(here.say('address not known'))}</span>"
                ),
                source.speaker,
                here.words.number(counts.get(source.id, 0)),
            ]
            for source in sources
        ],
    )
    frame = pd.DataFrame(
        [
            {
                "source": source.id,
                "publisher": source.publisher,
                "title": source.title,
                "address": source.address or None,
                "published": source.published.text if source.published else None,
                "dating": str(source.dating),
                "language": source.language,
                "speaker": source.speaker,
                "kind": str(source.kind),
                "licence": source.licence,
                "figures": counts.get(source.id, 0),
            }
            for source in sources
        ]
    )
    page.downloads(here, address.keep(), Shown("sources", here.say("Sources"), frame))


def _cite(here: Here) -> None:
    page.section(here.say("How to cite"), anchor="cite")
    page.text(
        here.say(
            "Cite the publisher of a figure first; a figure is a fact of its source. Cite kztrade for the selection, the "
            "intervals, the digests and what is derived."
        )
    )
    data, article = here.data, here.data.sources[answers.ARTICLE]
    for title, plain, entry in (
        (here.say("This dashboard"), exports.citation_text(data), exports.citation_bibtex(data)),
        (here.say("The article"), exports.source_text(article), exports.source_bibtex(article)),
    ):
        page.chart_title(title, plain)
        st.html(f'<div class="kz-text"><pre>{page.markup(entry)}</pre></div>')
