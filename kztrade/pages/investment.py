"""Investment and joint ventures: what was said of money and firms, flow, sum and count apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kztrade import ledgers
from kztrade.answers.investment import NAMES, InvestmentAnswer, investment_answer
from kztrade.codes import Kind
from kztrade.figures import cells_with_doubt, columns, sources_of
from kztrade.metrics import Level
from kztrade.model import Observation
from kztrade.pages import Page, Visit, following
from kztrade.pages.investment_chart import Bands, key_of
from kztrade.parameters import Choice, Option, Parameter
from kztrade.passages import passages
from kztrade.table import Cell, Column, Dated, Link, Table
from kztrade.view import Files, Note, Opening, Part, Passages, Picture, Quotation, Rows, Section, View
from kztrade.words import Telling
from kztrade.words.doubt import marked
from kztrade.words.quotations import quotation


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """Which figure is chosen; the article's flow before a reader chooses."""
    answer = investment_answer(told.data)
    rows = [*(answer.article.rows[name] for name in NAMES), *answer.stated]
    names = list(dict.fromkeys(key_of(answer, row) for row in rows))
    return [
        Choice(
            "figure", told.say("Figure"), key_of(answer, answer.flow), options=[Option(name, name) for name in names]
        )
    ]


def view(told: Telling, visit: Visit) -> View:
    """All figures over time, the chosen one with its words, and all of them as a table."""
    answer = investment_answer(told.data)
    asked = _Asked(told, answer, str(visit.chosen["figure"]))
    table = asked.table()
    chart = Bands(told, answer, asked.figure).chart(table)
    parts = (
        Picture(chart, "figure"),
        Files(chart),
        *asked.chosen(visit),
        Note(told.say("Not divided."), asked.undivided()),
        Section(table.title, anchor="figures"),
        Rows(table, (asked.figure,), "figure", headed=True),
        Files(None, table),
    )
    return View(
        PAGE.id,
        PAGE.title(told),
        asked.opening(),
        parts,
        inks=chart.inks,
        next=following(told, "statements", "source", "targets"),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    told: Telling
    answer: InvestmentAnswer
    figure: str

    @property
    def row(self) -> Observation:
        """The chosen figure."""
        rows = [*self.answer.article.rows.values(), *self.answer.stated]
        return next(row for row in rows if key_of(self.answer, row) == self.figure)

    def opening(self) -> Opening:
        """How much since when, and how much of it in the year."""
        told, answer = self.told, self.answer
        sender, receiver = ledgers.ends(told.data, answer.flow.indicator, answer.flow.reporter) or ("", "")
        given = {"adjective": told.area(sender, "adjective"), "receiver": told.area(receiver)}
        headline = told.say(
            "{adjective} firms have put {sum} into {receiver} since {start}, {flow} of it in {year}",
            sum=marked(told, answer.sum, told.said(answer.sum, long=True), inside=True),
            start=str(answer.sum.period.start.year),
            flow=marked(told, answer.flow, told.said(answer.flow, long=True), inside=True),
            year=answer.flow.period,
            **given,
        )
        dek = told.say(
            "So said {speaker}, on {day}. What others said stands around it.",
            speaker=told.text(answer.article.source.speaker),
            day=told.published(answer.article.id),
        )
        return Opening(told.say("Investment: {adjective} money in {receiver}", **given), headline, dek)

    def chosen(self, visit: Visit) -> tuple[Part, ...]:
        """The chosen figure: its arithmetic, the words around it, and a sentence to take along."""
        told, row, answer = self.told, self.row, self.answer
        name = told.say(
            "Chosen: {figure}, {period}", figure=marked(told, row, told.said(row, long=True)), period=row.period
        )
        below = told.say("Read as {interval}.", interval=told.ends(row))
        if row.source != answer.article.id:
            what = told.say("{indicator}.", indicator=told.indicator(row.indicator))
            known = " ".join(filter(None, (below, told.note(row))))
            return (Section(name, what, anchor="chosen"), Quotation(quotation(told, row), known))
        shown = passages(told, row.source, visit.originals, (row.passage or 0,))
        own = row.source in visit.originals
        source = told.source(row.source)
        title = (
            told.say("{source}, in your own copy", source=source)
            if own
            else told.say("{source}, in our words", source=source)
        )
        return (
            Section(name, anchor="chosen"),
            Passages(title, "", shown, (self.figure,), self.arithmetic(), "figure"),
            Quotation(quotation(told, row), below),
        )

    def arithmetic(self) -> str:
        """One sentence on the chosen figure."""
        told, answer, row = self.told, self.answer, self.row
        if row is answer.sum:
            return told.say(
                "{value}, read as {interval}. A sum since {year}, not the stock of direct investment: what was withdrawn is "
                "not told.",
                value=marked(told, row, inside=True),
                interval=told.ends(row),
                year=str(row.period.start.year),
            )
        if row in (answer.count, answer.added):
            return told.say(
                "{count} less {added} = {before}: before the additions. Closures are not told, so this is a reading.",
                count=marked(told, answer.count, inside=True),
                added=marked(told, answer.added, inside=True),
                before=marked(told, answer.ventures, inside=True),
            )
        return told.say(
            "{year}: {flow} ÷ {ratio} = {before} for the period before, which the article does not name; read here as "
            "{earlier}. The year’s flow is {share} of the sum.",
            year=answer.flow.period,
            flow=marked(told, answer.flow, inside=True),
            ratio=told.words.number(answer.ratio.value, 1),
            before=marked(told, answer.before, inside=True),
            earlier=answer.before.period,
            share=marked(told, answer.share, told.said(answer.share, digits=2), inside=True),
        )

    def undivided(self) -> str:
        """Why no investment per venture is given."""
        told, answer = self.told, self.answer
        _, money = ledgers.ends(told.data, answer.flow.indicator, answer.flow.reporter) or ("", "")
        _, firms = ledgers.ends(told.data, answer.count.indicator, answer.count.reporter) or ("", "")
        return told.say(
            "The money went to {money}, the joint ventures work in {firms}: one says nothing about the other, so no "
            "investment per venture is given.",
            money=told.area(money),
            firms=told.area(firms, "in"),
        )

    # The table

    def table(self) -> Table:
        """Every figure, the latest told first; what was worked out of one stands under it."""
        told, answer = self.told, self.answer
        after: dict[int, Level] = {id(answer.flow): answer.before, id(answer.count): answer.ventures}
        rows: list[Level] = []
        for row in answer.stated:
            rows += [row, *([after[id(row)]] if id(row) in after else [])]
        heads = (
            Column("what", told.say("What"), saved=False),
            *(replace(column, shown=column.id == "value", wide=False) for column in columns(told)),
            Column("speaker", told.say("Who"), told.say("Person or body whose figure it is."), below=True),
            Column("told", told.say("Told"), told.say("Day on which the source was published."), below=True),
            Column("published", told.say("Published by"), saved=False, below=True),
        )
        title = told.plural("One figure, the latest told first", "{count} figures, the latest told first", len(rows))
        years = [row.period.year for row in rows]
        sources = dict.fromkeys(source for row in rows for source in sources_of(told.data, row))
        return Table(
            f"investment_figures_{min(years)}-{max(years)}",
            title,
            heads,
            tuple(self._cells(row) for row in rows),
            tuple(key_of(answer, row) for row in rows),
            sources=tuple(sources),
        )

    def _cells(self, row: Level) -> tuple[Cell, ...]:
        told = self.told
        if not isinstance(row, Observation):
            return (self._what(row), *cells_with_doubt(told, row), told.say("worked out here"), None, told.who(row))
        source = told.data.sources[row.source]
        name = told.publisher(source)
        return (
            self._what(row),
            *cells_with_doubt(told, row),
            told.text(source.speaker),
            Dated(source.published, told.published(source)),
            Link(name, source.address) if source.address else name,
        )

    def _what(self, row: Level) -> str:
        """Kind and period of a figure of money; what is counted, and when."""
        told = self.told
        name = row.indicator if isinstance(row, Observation) else row.name
        known = told.data.indicators.get(name)
        kind = known.kind if known else None
        if kind is Kind.STOCK and not row.period.is_span:
            return told.say("Sum, no start named")
        if kind is Kind.STOCK:
            return told.say("Sum, {period}", period=row.period)
        if row.unit == "USD" and row.period.is_year:
            return told.say("One year, {period}", period=row.period)
        if row.unit == "USD":
            return told.say("Part of a year, {period}", period=row.period)
        return told.say("{indicator}, {period}", indicator=told.short_indicator(name), period=row.period)


PAGE = Page(
    "investment",
    30,
    "trade",
    lambda told: told.say("Investment"),
    lambda told: told.say("What has been invested?"),
    parameters,
    view,
)
