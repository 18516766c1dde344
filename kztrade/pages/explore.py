"""Explore: every figure, filtered and transformed; charts and table show the same rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kztrade import ledgers
from kztrade.answers.article import article
from kztrade.answers.explore import TRANSFORMS, Exploration, Explored, exploration
from kztrade.codes import UNSPECIFIED, Kind, Scope, SourceKind
from kztrade.figures import figure_table, file_stem, indicator_of, sources_of
from kztrade.marks import Chart, Dash, Line, Panel, inks
from kztrade.model import Data, Level
from kztrade.pages import Page, Visit, following
from kztrade.panels import USUAL, panels
from kztrade.parameters import Choice, Choices, Option, Parameter, Span
from kztrade.selection import Selection
from kztrade.table import Table
from kztrade.view import Controls, Files, Note, Opening, Part, Picture, Rows, View
from kztrade.words import Telling
from kztrade.words.captions import drawn_from, series_name, sides_lines
from kztrade.words.doubt import marked, provisional

FIRST_SHOWN = 2018
"""The first year that is shown before a reader chooses."""


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """Every filter of the table, the transform, and the year that is 100."""
    rows = told.data.figures()
    first, last = min(row.period.start.year for row in rows), max(row.period.year for row in rows)
    years = range(first, max(last, today.year) + 1)
    groups = _groups(told)
    usual = tuple(option.code for option in groups if option.code in _usual_ledgers(told.data))
    codes = sorted({row.indicator for row in rows} | set(told.data.indicators))
    return [
        Choices("indicator", told.say("Indicators"), USUAL, options=[Option(c, told.indicator(c)) for c in codes]),
        Span("years", told.say("Years"), (FIRST_SHOWN, last), low=years[0], high=years[-1]),
        Choice("show", told.say("Show"), "stated", options=_transforms(told)),
        Choices("ledger", told.say("Ledger"), usual, options=groups),
        Choice("base", told.say("Year that is 100"), "", rare=True, options=_bases(told, years)),
        *_narrowing(told),
    ]


def _bases(told: Telling, years: Sequence[int]) -> list[Option]:
    return [Option("", told.say("the first that all lines have")), *(Option(str(year), str(year)) for year in years)]


def _narrowing(told: Telling) -> list[Parameter]:
    """Filters that few readers want."""
    data = told.data
    reporters = sorted({row.reporter for row in data.figures()})
    partners = sorted({row.partner for row in data.figures()})
    kinds = [Option(kind, told.kind(kind)) for kind in Kind]
    scopes = [Option(scope, told.scope(scope)) for scope in _scopes(data)]
    sources = [Option(source, told.source(source)) for source in data.sources]
    one_by_one = told.say("Single sources (instead of the ledgers above)")
    return [
        Choices("kind", told.say("Kind"), (), rare=True, options=kinds),
        Choices("reporter", told.say("Reporter"), (), rare=True, options=_areas(told, reporters)),
        Choices("partner", told.say("Partner"), _usual_partners(data), rare=True, options=_areas(told, partners)),
        Choices("scope", told.say("Scope"), (Scope.TOTAL.value,), rare=True, options=scopes),
        Choice("published", told.say("Source published in"), "", rare=True, options=_days(told)),
        Choices("source", one_by_one, (), rare=True, options=sources),
    ]


def _areas(told: Telling, codes: Sequence[str]) -> list[Option]:
    return [Option(code, told.area(code)) for code in codes]


def _days(told: Telling) -> list[Option]:
    years = {str(source.published.year) for source in told.data.sources.values() if source.published}
    return [Option("", told.say("any year")), *(Option(year, year) for year in sorted(years, reverse=True))]


def _scopes(data: Data) -> list[Scope]:
    """The total, and whatever else the data speak of."""
    used = {row.scope for row in data.figures()} | {Scope.TOTAL}
    return [scope for scope in Scope if scope in used]


def _transforms(told: Telling) -> list[Option]:
    names = {
        "stated": told.say("As stated"),
        "growth": told.say("Change on year"),
        "index": told.say("Index"),
        "share": told.say("Share of target"),
    }
    return [Option(name, names[name]) for name in TRANSFORMS]


def _groups(told: Telling) -> list[Option]:
    """Under which name a reader chooses sources: each ledger, the article, and all that officials said."""
    data = told.data
    order = list(dict.fromkeys(books.ledger for books in ledgers.books(data)))
    rest = [ledger for ledger in data.ledgers if ledger not in order]
    return [
        *(Option(ledger, told.ledger_id(ledger)) for ledger in [*order, *rest]),
        Option("article", told.say("Article")),
        Option("said", told.say("Said by officials")),
    ]


def _usual_partners(data: Data) -> tuple[str, ...]:
    """Each other, and nobody in particular: figures with groups of partners are another question."""
    return (*(side.code for side in ledgers.sides(data)), UNSPECIFIED)


def _usual_ledgers(data: Data) -> set[str]:
    return {books.ledger for books in ledgers.offices(data)} | {"article"}


def sources_by_group(data: Data) -> Mapping[str, list[str]]:
    """Ids of sources by the name under which a reader chooses them."""
    found: dict[str, list[str]] = {ledger: [] for ledger in data.ledgers}
    found |= {"article": [], "said": []}
    names = {SourceKind.ARTICLE: "article", SourceKind.STATEMENT: "said"}
    for source in data.sources.values():
        found[source.ledger or names[source.kind]].append(source.id)
    return found


def selection(data: Data, visit: Visit) -> Selection:
    """The filters of a visit."""
    chosen = visit.chosen
    groups = sources_by_group(data)
    sources = tuple(chosen["source"]) or tuple(source for group in chosen["ledger"] for source in groups[group])
    first, last = chosen["years"]
    return Selection(
        indicators=tuple(chosen["indicator"]),
        kinds=tuple(chosen["kind"]),
        first=first,
        last=last,
        sources=sources,
        reporters=tuple(chosen["reporter"]),
        scopes=tuple(chosen["scope"]),
        published=chosen["published"],
        partners=tuple(chosen["partner"]),
    )


def view(told: Telling, visit: Visit) -> View:
    """The figures that pass the filters, by measure."""
    chosen = visit.chosen
    filters = selection(told.data, visit)
    base = int(chosen["base"]) if chosen["base"] else None
    found = Exploration(())
    if filters.indicators and filters.sources:
        target = article(told.data).target
        found = exploration(told.data, filters, chosen["show"], target, base, editions=bool(chosen["source"]))
    asked = _Asked(told, visit, filters, found)
    opening = Opening(told.say("Explore"), asked.headline(), asked.dek())
    controls = Controls(tuple(parameter.name for parameter in parameters(told, visit.today)))
    marks = inks(ledgers.sides(told.data))
    return View(
        PAGE.id,
        PAGE.title(told),
        opening,
        (controls, *asked.parts()),
        inks=marks,
        next=following(told, "ledgers", "method", "target"),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    told: Telling
    visit: Visit
    filters: Selection
    found: Exploration

    @property
    def show(self) -> str:
        return str(self.visit.chosen["show"])

    def headline(self) -> str:
        """The last turnover in each office's ledger, or how many figures were found."""
        told, rows = self.told, self.found.rows
        both = self._offices()
        if both:
            first, second = ledgers.sides(told.data)
            return told.say(
                "{first} recorded {value} of trade with {second} in {year}, {second} {other}",
                first=told.area(first.code),
                second=told.area(second.code),
                value=marked(told, both[0], told.said(both[0], long=True), inside=True),
                other=marked(told, both[1], told.said(both[1], long=True), inside=True),
                year=both[0].period,
            )
        if not rows:
            return told.say("No figure matches this choice")
        sources = {source for explored in rows for source in sources_of(told.data, explored.row)}
        if len(sources) == 1:
            return told.plural(
                "One figure matches this choice", "{count} figures from one source match this choice", len(rows)
            )
        return told.say(
            "{count} figures from {sources} sources match this choice",
            count=told.words.number(len(rows)),
            sources=told.words.number(len(sources)),
        )

    def _offices(self) -> list[Level]:
        """The last turnover of both offices, if they end in one year."""
        if self.show != "stated":
            return []
        books = ledgers.offices(self.told.data)
        ends: dict[tuple[str, str], Level] = {}
        for row in sorted((explored.row for explored in self.found.rows), key=lambda row: row.period):
            total = row.scope is Scope.TOTAL and row.partner == ledgers.other_side(self.told.data, row.reporter)
            if total and row.period.is_year and indicator_of(row) == "turnover":
                ends[row.ledger, row.reporter] = row
        found = [ends[one] for one in books if one in ends]
        return found if len(found) == 2 and found[0].period == found[1].period else []

    def dek(self) -> str:
        """How chart and table belong together, and for an index what is 100."""
        told = self.told
        if self.show == "index" and self.found.rows:
            return told.say(
                "{year} is 100 in every line, each in its own ledger. Lines show how fast, not how much.",
                year=str(self.found.base),
            )
        return told.say(
            "Filter the figures; the charts and the table always show the same rows. Different units and kinds never "
            "share an axis."
        )

    def parts(self) -> tuple[Part, ...]:
        """Notes, charts, table and files, or why there are none."""
        told = self.told
        if not self.visit.chosen["indicator"]:
            return (Note(told.say("No indicator chosen."), told.say("Choose at least one above to see its figures.")),)
        if not self.found.rows:
            advice = self.filters.advice(told.data)
            way_out = (
                told.tell(advice)
                if advice
                else told.say("Widen the years, choose another ledger, or show the figures as stated.")
            )
            return (Note(told.say("No figure for these years and this choice."), way_out), *self._left_out())
        chart = self.chart()
        return (*self._left_out(), Picture(chart), Rows(chart.table), Files(chart, chart.table))

    def _left_out(self) -> tuple[Note, ...]:
        """Lines that have no figure of the year that is 100, or nothing in it."""
        told, base, wanted = self.told, self.found.base, str(self.visit.chosen["base"])
        if base is None:
            return ()
        instead: tuple[Note, ...] = ()
        if wanted not in ("", str(base)):
            first = told.say("No line has a figure of {year} that can be 100.", year=wanted)
            instead = (Note(first, told.say("{year} is 100 instead.", year=str(base))),)
        if not self.found.lacking:
            return instead
        names = [series_name(told, series) for series in self.found.lacking]
        first = told.plural(
            "One line has no figure of {year} that can be 100 and is left out.",
            "{count} lines have no figure of {year} that can be 100 and are left out.",
            len(names),
            year=str(base),
        )
        return (*instead, Note(first, told.listed(names)))

    def chart(self) -> Chart:
        """One panel a measure."""
        told, rows = self.told, self.found.rows
        drawn = panels(told, rows, self.show, self.found.base)
        sources = [source for explored in rows for source in sources_of(told.data, explored.row)]
        return Chart(
            self._stem(),
            self._title(),
            self._legend(drawn),
            drawn_from(told, dict.fromkeys(sources)),
            self._alt(len(drawn)),
            tuple(drawn),
            inks(ledgers.sides(told.data)),
            self.table(),
            columns=3,
            height=210,
            height_narrow=210,
        )

    def _legend(self, drawn: Sequence[Panel]) -> str:
        """How to read the marks; dots are told where a third party's line is drawn, and what is provisional."""
        told = self.told
        marks = told.say(
            "{sides} Green: the article. Arrow: no end is known. Hollow: suspect, or derived where no line runs.",
            sides=sides_lines(told),
        )
        if any(isinstance(mark, Line) and mark.dash is Dash.DOTTED for panel in drawn for mark in panel.marks):
            marks = told.say("{marks} Dotted line: a third party, named at its end.", marks=marks)
        doubt = provisional(told, (explored.shown for explored in self.found.rows))
        return " ".join(filter(None, [marks, doubt]))

    def _alt(self, count: int) -> str:
        """How many charts there are, and for an index what is 100 in all of them."""
        told = self.told
        if self.show == "index":
            return told.plural(
                "One small chart, {year} = 100; the table below has every figure.",
                "{count} small charts, one a measure, {year} = 100 in all; the table below has every figure.",
                count,
                year=str(self.found.base),
            )
        return told.plural(
            "One small chart; the table below has every figure.",
            "{count} small charts, one a measure; the table below has every figure.",
            count,
        )

    def _title(self) -> str:
        told = self.told
        titles = {
            "stated": told.say("Trade and investment, by measure"),
            "growth": told.say("Change on the year before, by measure"),
            "share": told.say("Share of the target of {goal}", goal=told.words.money(article(told.data).target.value)),
            "index": told.say("Trade and investment, {year} = 100", year=str(self.found.base)),
        }
        return titles[self.show]

    def _stem(self) -> str:
        years = [explored.shown.period.year for explored in self.found.rows]
        return file_stem(self.filters.indicators, (min(years), max(years)), "figures")

    def table(self) -> Table:
        """The same rows, by indicator, newest first."""
        told = self.told
        order = {code: place for place, code in enumerate(USUAL)}

        def place(explored: Explored) -> tuple[object, ...]:
            code = indicator_of(explored.row)
            day = -explored.shown.period.end.toordinal()
            return (order.get(code, len(order)), code, day, explored.row.ledger)

        rows = [(explored.row, explored.shown) for explored in sorted(self.found.rows, key=place)]
        title = told.plural("One figure", "{count} figures", len(rows))
        if self.show == "index":
            title = told.say("Index, {year} = 100", year=str(self.found.base))
        filters = self.filters.filters() | {"show": self.show}
        if self.found.base:
            filters["base"] = str(self.found.base)
        return figure_table(told, rows, self._stem(), title, filters)


PAGE = Page(
    "explore",
    70,
    "data",
    lambda told: told.say("Explore"),
    lambda told: told.say("What do all figures say?"),
    parameters,
    view,
)
