"""Explore: every figure, filtered and transformed; charts and table show the same rows."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kztrade import ledgers
from kztrade.answers.article import article
from kztrade.answers.explore import Exploration, Explored, exploration, ways
from kztrade.codes import Scope
from kztrade.figures import TOTAL, file_stem, indicator_of, sources_of
from kztrade.ledgers import Books
from kztrade.marks import Chart, Dash, Dots, Label, Line, Panel, inks
from kztrade.pages import Page, Visit, following
from kztrade.pages.explore_filters import narrowed, parameters, selection
from kztrade.pages.explore_table import explored_table
from kztrade.panels import measure, panels, title
from kztrade.selection import Selection
from kztrade.table import Table
from kztrade.view import Controls, Files, Note, Opening, Part, Picture, Rows, View
from kztrade.words import Telling
from kztrade.words.captions import drawn_from, series_name, sides_lines
from kztrade.words.doubt import marked, provisional


def view(told: Telling, visit: Visit) -> View:
    """The figures that pass the filters, by measure."""
    chosen = visit.chosen
    filters = selection(told.data, visit)
    base = int(chosen["base"]) if chosen["base"] else None
    found = Exploration(())
    stated = 0
    if chosen["indicator"] and filters.sources:
        target, editions = article(told.data).target, bool(chosen["source"])
        flows = [code for code in chosen["indicator"] if code in ways(told.data)]
        found = exploration(told.data, filters, chosen["show"], target, base, editions, flows)
        stated = len(exploration(told.data, filters, "stated", target, None, editions, flows).rows)
    asked = _Asked(told, visit, filters, found, stated)
    opening = Opening(told.say("Explore"), asked.headline(), asked.dek())
    controls = Controls(tuple(parameter.name for parameter in parameters(told, visit.today)), below=asked.left())
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
    stated: int

    @property
    def show(self) -> str:
        return str(self.visit.chosen["show"])

    def headline(self) -> str:
        """The last turnover in each office's ledger, or what was made of it; else how many figures were found."""
        told, rows = self.told, self.found.rows
        both = self._offices()
        if both:
            return self._of_both(*both)
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

    def _of_both(self, one: Explored, other: Explored) -> str:
        """What both offices' last turnover comes to."""
        told = self.told
        first, second = ledgers.sides(told.data)
        given = {
            "year": one.shown.period,
            "first": told.area(first.code),
            "second": told.area(second.code),
            "one": told.ledger(Books(one.row.ledger, first.code)),
            "other": told.ledger(Books(other.row.ledger, second.code)),
        }
        if self.show == "stated":
            value, another = (self._marked(each, told.said(each.shown, long=True)) for each in (one, other))
            return told.say(
                "{first} recorded {value} of trade with {second} in {year}, {second} {another}",
                value=value,
                another=another,
                **given,
            )
        value, another = (self._marked(each, self._change(each)) for each in (one, other))
        given |= {"value": value, "another": another, "base": str(self.found.base)}
        if self.show == "share":
            return told.say(
                "In {year} trade came to {value} of the target in {one} and to {another} in {other}", **given
            )
        grew = all((each.shown.value or 0.0) >= (100 if self.show == "index" else 0) for each in (one, other))
        if self.show == "growth":
            return (
                told.say("In {year} trade grew by {value} in {one} and by {another} in {other}", **given)
                if grew
                else told.say("In {year} trade changed by {value} in {one} and by {another} in {other}", **given)
            )
        return (
            told.say("From {base} to {year} trade grew by {value} in {one} and by {another} in {other}", **given)
            if grew
            else told.say(
                "From {base} to {year} trade changed by {value} in {one} and by {another} in {other}", **given
            )
        )

    def _change(self, explored: Explored) -> str:
        """A change or share in whole percent; of an index what it adds to 100."""
        value = (explored.shown.value or 0.0) - (100 if self.show == "index" else 0)
        return self.told.words.percent(round(value))

    def _marked(self, explored: Explored, figure: str) -> str:
        return marked(self.told, explored.shown, figure, inside=True)

    def _offices(self) -> list[Explored]:
        """The last turnover of both offices, if they end in one year."""
        books = ledgers.offices(self.told.data)
        ends: dict[tuple[str, str], Explored] = {}
        for explored in sorted(self.found.rows, key=lambda explored: explored.row.period):
            row = explored.row
            total = row.scope is Scope.TOTAL and row.partner == ledgers.other_side(self.told.data, row.reporter)
            if total and row.period.is_year and indicator_of(row) == "turnover":
                ends[row.ledger, row.reporter] = explored
        found = [ends[one] for one in books if one in ends]
        return found if len(found) == 2 and found[0].row.period == found[1].row.period else []

    def dek(self) -> str:
        """Why there are two numbers, and for an index what is 100."""
        told = self.told
        if self.show == "index" and self.found.rows:
            return told.say(
                "{year} is 100 in every line, each in its own [ledger](term:ledger). Lines show how fast, not how much.",
                year=str(self.found.base),
            )
        offices = {books.ledger for books in ledgers.offices(told.data)}
        if not offices <= {explored.row.ledger for explored in self.found.rows}:
            return told.say("Every figure stands with its source and with what its words and digits leave open.")
        return told.say(
            "Each office keeps its own [ledger](term:ledger), so the two are drawn side by side and never joined."
        )

    def left(self) -> str:
        """How many figures the filters leave, and what those that are folded away let through."""
        told, number = self.told, self.told.words.number
        total = len(exploration(told.data, Selection(), "stated", article(told.data).target).rows)
        given = {"count": number(len(self.found.rows)), "total": number(total), "narrowed": narrowed(told, self.visit)}
        if self.show == "stated" or self.stated == len(self.found.rows):
            return told.say("**{count} of {total} figures.** More: {narrowed}.", **given)
        return told.plural(
            "**{count} of {total} figures.** One more has no value of this kind. More: {narrowed}.",
            "**{count} of {total} figures.** {n} more have no value of this kind. More: {narrowed}.",
            self.stated - len(self.found.rows),
            n=number(self.stated - len(self.found.rows)),
            **given,
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
        drawn = panels(told, rows, self.show, self.found.base, numbers=True)
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
        """How to read the marks that are drawn, and what is provisional."""
        told = self.told
        marks = [mark for panel in drawn for mark in panel.marks]
        places = [place for mark in marks if isinstance(mark, Line | Dots) for place in mark.points]
        lines = [mark for mark in marks if isinstance(mark, Line)]
        names = {told.ledger(books) for books in ledgers.offices(told.data)}
        named = names <= {mark.text for mark in drawn[0].marks if isinstance(mark, Label)}
        parts = [
            (bool(places) and not named, sides_lines(told)),
            (any(isinstance(mark, Dots) and mark.series == TOTAL for mark in marks), told.say("Green: the article.")),
            (any(math.inf in (place.high, -(place.low or 0)) for place in places), told.say("Arrow: no end is known.")),
            (any(place.hollow for place in places), told.say("Hollow: suspect, or derived where no line runs.")),
            (
                any(line.dash is Dash.DOTTED for line in lines),
                told.say("Dotted line: a third party, named at its end."),
            ),
            (_one_scale(drawn), told.say("Charts of one unit share a scale.")),
        ]
        doubt = provisional(told, (explored.shown for explored in self.found.rows))
        read = [text for holds, text in parts if holds]
        alone = told.say("Too few values for a line are told as numbers.") if not places else sides_lines(told)
        return " ".join(filter(None, [*read, doubt])) or alone

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
        rows = sorted(self.found.rows, key=self._place)
        told = self.told
        title = told.plural("One figure, newest first", "{count} figures, newest first", len(rows))
        if self.show == "index":
            title = told.say("Index, {year} = 100, newest first", year=str(self.found.base))
        filters = self.filters.filters() | {
            "indicators": ", ".join(self.visit.chosen["indicator"]),
            "show": self.show,
        }
        if self.found.base:
            filters["base"] = str(self.found.base)
        return explored_table(told, rows, self._stem(), title, filters)

    def _place(self, explored: Explored) -> tuple[object, ...]:
        """Newest first, then in the order of the panels."""
        row = explored.row
        ranked = [books.ledger for books in ledgers.offices(self.told.data)]
        office = ranked.index(row.ledger) if row.ledger in ranked else len(ranked)
        rank = measure(self.told, row).rank
        return (-explored.shown.period.end.toordinal(), rank, title(self.told, row), office, row.ledger)


def _one_scale(drawn: Sequence[Panel]) -> bool:
    """Whether several panels have the same axis."""
    axes = [panel.y for panel in drawn if not panel.bare]
    return len(set(axes)) < len(axes)


PAGE = Page(
    "explore",
    70,
    "data",
    lambda told: told.say("Explore"),
    lambda told: told.say("What do all figures say?"),
    parameters,
    view,
)
