"""Explore: every figure, filtered and transformed; chart and table show the same rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from kztrade import answers, exports, telling
from kztrade.answers import Explored
from kztrade.codes import Area, Kind, Scope, SourceKind
from kztrade.model import Metric
from kztrade.pictures import USUAL, explore_picture
from kztrade.selection import Selection
from kztrade.views import page
from kztrade.views.address import Address, choice, choices, years
from kztrade.views.page import Column, Here, Shown

USUAL_LEDGERS = ("bns", "nsc", "article")
FIRST, LAST = 1991, 2026
MOST_ROWS = 200
RARE = ("kind", "reporter", "scope", "published", "source")
"""Filters that are folded away until a reader wants them, or a link uses them."""


def show(here: Here) -> None:
    """Draw the page."""
    data = here.data
    codes = sorted({row.indicator for row in data.figures()} | set(data.indicators))
    groups = _groups(here)
    published = ["", *sorted({s.published.text[:4] for s in data.sources.values() if s.published}, reverse=True)]
    address = Address(
        "explore",
        [
            choices("indicator", codes, USUAL),
            years("years", FIRST, LAST, (2018, 2025)),
            choice("show", answers.TRANSFORMS, "stated"),
            choices("ledger", list(groups), USUAL_LEDGERS),
            choices("kind", [kind.value for kind in Kind], []),
            choices("reporter", [area.value for area in Area], []),
            choices("scope", [scope.value for scope in Scope], ["total"]),
            choice("published", published, ""),
            choices("source", list(data.sources), []),
        ],
        data.short_version,
    )
    first, last = address.value("years")
    sources = [source for group in address.value("ledger") for source in groups[group]]
    sources = list(address.value("source")) or sources
    selection = Selection(
        tuple(address.value("indicator")),
        tuple(address.value("kind")),
        first,
        last,
        tuple(sources),
        tuple(address.value("reporter")),
        tuple(address.value("scope")),
        address.value("published"),
    )
    chosen = bool(address.value("indicator")) and bool(sources)
    rows = answers.explore(data, selection, address.value("show"), answers.article_target(data)) if chosen else []
    view = _View(here, address, rows)
    page.head(here.say("Explore"), view.headline(), view.dek())
    page.link_notes(here, address)
    view.controls(codes, groups, published)
    if not address.value("indicator"):
        page.note(here.say("No indicator chosen."), here.say("Choose at least one above to see its figures."))
        address.keep()
        return
    if not rows:
        page.note(
            here.say("No figure for these years and this choice."),
            here.say("Widen the years, choose another ledger, or show the figures as stated."),
        )
        address.keep()
        return
    drawn = explore_picture(here, rows, address.value("show"), address.value("indicator"), here.theme, here.phone)
    page.draw(drawn, "explore-chart")
    shown = view.table(selection)
    page.downloads(here, address.keep(), shown, drawn)


def _groups(here: Here) -> dict[str, list[str]]:
    """Sources by the name under which a reader chooses them."""
    sources = here.data.sources.values()
    statistics = [source.id for source in sources if source.kind is SourceKind.STATISTICS]
    said = [source.id for source in sources if source.kind is SourceKind.STATEMENT]
    return {
        **{source: [source] for source in sorted(statistics, key=lambda name: (name == "imf-dots", name))},
        "article": [answers.ARTICLE],
        "said": said,
    }


@dataclass(frozen=True, slots=True)
class _View:
    here: Here
    address: Address
    rows: Sequence[Explored]

    def headline(self) -> str:
        """The answer of the page: the last turnover in each national ledger, or how many figures were found."""
        here, words = self.here, self.here.words
        ends: dict[str, Metric] = {}
        for explored in self.rows:
            if (
                isinstance(explored.row, Metric)
                and explored.row.name == "turnover"
                and explored.row.source != "imf-dots"
            ):
                ends[str(explored.row.reporter)] = explored.row
        if len(ends) == 2 and ends["KAZ"].period == ends["KGZ"].period:
            return here.say(
                "Kazakhstan recorded {first} of trade with Kyrgyzstan in {year}, Kyrgyzstan {second}",
                first=words.money(ends["KAZ"].value or 0, digits=3, long=True),
                second=words.money(ends["KGZ"].value or 0, digits=3, long=True),
                year=ends["KAZ"].period,
            )
        if not self.rows:
            return here.say("No figure matches this choice")
        if len(self.rows) == 1:
            return here.say("One figure matches this choice")
        if len({explored.row.source for explored in self.rows}) == 1:
            return here.say("{count} figures from one source match this choice", count=words.number(len(self.rows)))
        return here.say(
            "{count} figures from {sources} sources match this choice",
            count=words.number(len(self.rows)),
            sources=words.number(len({explored.row.source for explored in self.rows})),
        )

    def dek(self) -> str:
        """How chart and table belong together."""
        return self.here.say(
            "Filter the figures; the charts and the table always show the same rows. Different units and kinds never "
            "share an axis."
        )

    def controls(self, codes: Sequence[str], groups: dict[str, list[str]], published: Sequence[str]) -> None:
        """All filters; the rarer ones folded away."""
        here, key = self.here, self.address.key
        names = {code: telling.indicator_name(here, code) for code in codes}
        st.multiselect(
            here.say("Indicators"),
            codes,
            format_func=names.__getitem__,
            default=self.address.value("indicator"),
            key=key("indicator"),
        )
        left, middle, right = st.columns([0.7, 1.5, 1.8], gap="medium")
        with left:
            st.slider(here.say("Years"), FIRST, LAST, value=self.address.value("years"), key=key("years"))
        with middle:
            ways = {
                "stated": here.say("As stated"),
                "growth": here.say("Change on year"),
                "index": here.say("Index"),
                "share": here.say("Share of target"),
            }
            st.segmented_control(
                here.say("Show"),
                list(ways),
                format_func=ways.__getitem__,
                default=self.address.value("show"),
                key=key("show"),
                required=True,
                wrap=True,
            )
        with right:
            ledgers = {
                "bns": here.say("Kazakh statistics"),
                "nsc": here.say("Kyrgyz statistics"),
                "imf-dots": here.say("IMF"),
                "article": here.say("Article"),
                "said": here.say("Said by officials"),
            }
            self._pills("ledger", here.say("Ledger"), list(groups), lambda group: ledgers.get(group, group))
        # What is folded away is neither made nor sent; a link that uses it opens it.
        st.session_state.setdefault("explore:more", bool(self.address.changed(*RARE)))
        title = here.say("More filters: kind, side, scope, source, publication")
        folded = st.expander(title, key="explore:more", on_change="rerun")
        if folded.open:
            with folded:
                self._rare_controls(published)
        else:
            self.address.hold(*RARE)
            names = self._rare_names()
            used = [names[name] for name in self.address.changed(*RARE)]
            if used:
                page.text(here.say("In use among them: {filters}.", filters=", ".join(used)), "kz-sub")

    def _pills(self, name: str, label: str, options: Sequence[str], words: Callable[[str], str]) -> None:
        st.pills(
            label,
            options,
            selection_mode="multi",
            format_func=words,
            default=self.address.value(name),
            key=self.address.key(name),
            wrap=True,
        )

    def _rare_names(self) -> dict[str, str]:
        here = self.here
        return {
            "kind": here.say("Kind"),
            "reporter": here.say("Reporter"),
            "scope": here.say("Scope"),
            "published": here.say("Source published in"),
            "source": here.say("Single sources (instead of the ledgers above)"),
        }

    def _rare_controls(self, published: Sequence[str]) -> None:
        here, key, names = self.here, self.address.key, self._rare_names()
        left, right = st.columns(2, gap="medium")
        kinds = {
            "flow": here.say("Flow"),
            "stock": here.say("Stock"),
            "count": here.say("Count"),
            "rate": here.say("Rate"),
            "fact": here.say("Fact"),
        }
        with left:
            self._pills("kind", names["kind"], list(kinds), kinds.__getitem__)
            self._pills("reporter", names["reporter"], [area.value for area in Area], here.words.side)
        with right:
            scopes = telling.scopes(here)
            self._pills("scope", names["scope"], list(scopes), scopes.__getitem__)
            st.selectbox(
                names["published"],
                published,
                format_func=lambda year: year or here.say("any year"),
                index=published.index(self.address.value("published")),
                key=key("published"),
            )
        sources = self.here.data.sources
        st.multiselect(
            names["source"],
            list(sources),
            format_func=lambda source: telling.source_name(here, source),
            default=self.address.value("source"),
            key=key("source"),
        )

    def table(self, selection: Selection) -> Shown:
        """The same rows as a table, newest first."""
        here, words = self.here, self.here.words
        order = {code: place for place, code in enumerate(USUAL)}
        rows = sorted(
            self.rows,
            key=lambda explored: (
                order.get(answers.indicator_of(explored.row), len(order)),
                answers.indicator_of(explored.row),
                -explored.row.period.end.toordinal(),
                explored.row.source,
            ),
        )
        caption = here.say(
            "{count} of {total} figures",
            count=words.number(len(rows)),
            total=words.number(len(here.data.figures())),
        )
        columns = [
            Column(here.say("Period")),
            Column(here.say("Indicator")),
            Column(here.say("According to")),
            Column(here.say("Value"), number=True),
            Column(here.say("Interval"), number=True, wide=True),
            Column(here.say("Status"), wide=True),
        ]
        cells = [
            [
                words.period(explored.row.period),
                telling.short(telling.indicator_name(here, answers.indicator_of(explored.row))),
                page.side(telling.series_of(explored.row), telling.who(here, explored.row)),
                telling.said(here, explored.shown),
                telling.ends(here, explored.shown),
                telling.status(here, explored.shown),
            ]
            for explored in rows
        ]
        if len(cells) > MOST_ROWS:
            page.note(
                here.say("The first {count} rows are shown.", count=MOST_ROWS),
                here.say("All of them are in the downloads; narrow the filters to read them here."),
            )
        page.table(columns, cells[:MOST_ROWS], caption)
        frame = pd.DataFrame([telling.record(explored.row, explored.shown) for explored in rows])
        years_shown = [explored.row.period.year for explored in rows]
        return Shown(
            exports.file_name(self.address.value("indicator"), (min(years_shown), max(years_shown)), "", "").strip("."),
            here.say("Figures as filtered"),
            frame,
            filters=selection.filters() | {"show": str(self.address.value("show"))},
        )
