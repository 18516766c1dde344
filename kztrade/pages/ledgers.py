"""Ledgers: the same trade as each side records it, for thirty years, and the gap between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kztrade import ledgers
from kztrade.answers.ledgers import flows, mirror_pairs, recorded
from kztrade.marks import inks
from kztrade.metrics import Level
from kztrade.model import Metric
from kztrade.pages import Page, Visit, following
from kztrade.pages.ledgers_chart import LedgersChart
from kztrade.pages.ledgers_table import books_id
from kztrade.parameters import Choice, Choices, Flag, Option, Parameter
from kztrade.view import Beside, Controls, Files, Note, Opening, Part, Picture, Rows, View
from kztrade.words import Telling
from kztrade.words.captions import whole_millions
from kztrade.words.doubt import marked


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """Flow, ledgers, and whether suspect values are shown."""
    data = told.data
    everyone = ledgers.books(data)
    first = ledgers.sides(data)[0].code
    usual = [one for one in everyone if one in ledgers.offices(data) or one.reporter == first]
    first_flow, second_flow = flows(data)[:2]
    names = {
        first_flow: _arrow(told, first_flow),
        second_flow: _arrow(told, second_flow),
        "turnover": told.say("Turnover"),
        "balance": told.say("Balance"),
    }
    return [
        Choice("flow", told.say("Flow"), first_flow, options=[Option(flow, names[flow]) for flow in flows(data)]),
        Choices(
            "ledger",
            told.say("Ledgers"),
            tuple(map(books_id, usual)),
            options=[Option(books_id(one), told.ledger(one)) for one in everyone],
            named=_named(told),
        ),
        Flag("clean", told.say("Hide suspect values"), False),
    ]


def _named(told: Telling) -> dict[frozenset[str], str]:
    """What some ledgers together are called: both offices, alone or with another."""
    everyone, offices = ledgers.books(told.data), ledgers.offices(told.data)
    if len(offices) < 2:
        return {}
    own = frozenset(map(books_id, offices))
    return {own: told.say("Both offices")} | {
        own | {books_id(one)}: told.say("Both offices; {ledger}", ledger=told.ledger(one))
        for one in everyone
        if one not in offices
    }


def _arrow(told: Telling, flow: str) -> str:
    sender, _, receiver = flow.partition(">")
    return told.say("{sender} → {receiver}", sender=told.area(sender), receiver=told.area(receiver))


def view(told: Telling, visit: Visit) -> View:
    """One flow, turnover or balance, in the chosen ledgers."""
    chosen = [one for one in ledgers.books(told.data) if books_id(one) in visit.chosen["ledger"]]
    flow, clean = visit.chosen["flow"], visit.chosen["clean"]
    lines = {one: found for one in chosen if (found := recorded(told.data, flow, one, clean))}
    gaps = mirror_pairs(told.data, flow, chosen, clean)
    asked = _Asked(told, LedgersChart(told, flow, lines, gaps))
    opening = Opening(told.say("Two ledgers of the same trade"), asked.headline(), asked.dek())
    marks = inks(ledgers.sides(told.data))
    return View(
        PAGE.id,
        PAGE.title(told),
        opening,
        asked.parts(),
        inks=marks,
        next=following(told, "statements", "target", "explore"),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    told: Telling
    drawn: LedgersChart

    def headline(self) -> str:
        """The last year's two figures of the two offices, of the flow, turnover or balance that is shown."""
        told = self.told
        first, second = ledgers.sides(told.data)
        last = self._last()
        if last is None:
            return told.say("No year in which both statistics offices publish is at hand")
        given = {"year": last[0].period, "value": self._millions(last[0]), "other": self._millions(last[1])}
        if not self.drawn.level:
            sender, _, receiver = self.drawn.flow.partition(">")
            return told.say(
                "In {year} {exporter} recorded {value} of exports to {importer}; {importer} recorded {other} arriving",
                exporter=told.area(sender),
                importer=told.area(receiver),
                **given,
            )
        given |= {"first": told.area(first.code), "second": told.area(second.code)}
        if self.drawn.flow == "balance":
            return told.say("In {year} {first} recorded {value} with {second}, {second} {other} with {first}", **given)
        return told.say(
            "In {year} {first} recorded {value} of trade with {second}, {second} {other} with {first}", **given
        )

    def _last(self) -> tuple[Level, Level] | None:
        """The last year of both offices: the sender's value first for a flow, else in the order of the sides."""
        data = self.told.data
        offices = ledgers.offices(data)
        if not self.drawn.level:
            offices = sorted(offices, key=lambda one: one.reporter != self.drawn.flow.partition(">")[0])
        both = [{one.row.period: one.row for one in recorded(data, self.drawn.flow, books)} for books in offices]
        common = set.intersection(*(set(rows) for rows in both)) if len(both) == 2 else set()
        return (both[0][max(common)], both[1][max(common)]) if common else None

    def _millions(self, row: Level) -> str:
        """Whole millions, for a headline; a balance as what it is."""
        told, value = self.told, row.value or 0.0
        if self.drawn.flow != "balance":
            return marked(told, row, whole_millions(told, value), inside=True)
        amount = whole_millions(told, abs(value))
        if not value:
            return marked(told, row, told.say("an even balance"), inside=True)
        said = (
            told.say("a surplus of {amount}", amount=amount)
            if value > 0
            else told.say("a deficit of {amount}", amount=amount)
        )
        return marked(told, row, said, inside=True)

    def dek(self) -> str:
        """How wide the gap is, and how wide it was."""
        told = self.told
        if self.drawn.flow == "balance":
            return told.say(
                "What one side sells is what the other buys: a surplus in one [ledger](term:ledger) faces a deficit in "
                "the other."
            )
        national = [mirror.gap for mirror in self.drawn.gaps if mirror.offices]
        if len(national) < 2:
            return told.say(
                "Each line is one [ledger](term:ledger): one publisher’s figures for one side. No sum, growth rate or "
                "line crosses publishers."
            )
        last, before = national[-1], national[-2]
        widest = max(national, key=lambda gap: abs(gap.value or 0.0))
        given = {"gap": self._gap(last), "count": told.words.count(len(national))}
        if widest is last:
            return told.say(
                "The gap, {gap}, is the widest of the {count} years that both [ledgers](term:ledger) cover; in {year} it "
                "was {earlier}.",
                year=before.period,
                earlier=self._gap(before),
                **given,
            )
        return told.say(
            "The gap is {gap}; the widest of the {count} years that both [ledgers](term:ledger) cover was {earlier}, in "
            "{year}.",
            year=widest.period,
            earlier=self._gap(widest),
            **given,
        )

    def _gap(self, gap: Metric) -> str:
        """How far apart two ledgers are, whichever is higher."""
        told = self.told
        return marked(told, gap, told.words.percent(round(abs(gap.value or 0.0))), inside=True)

    def parts(self) -> tuple[Part, ...]:
        """Controls, chart, what to know of the figures, table and files; a note where no ledger is chosen."""
        told = self.told
        controls = Controls(("flow", "ledger", "clean"))
        if not self.drawn.lines:
            return (
                controls,
                Note(told.say("No ledger chosen."), told.say("Choose at least one above to see its figures.")),
            )
        chart = self.drawn.chart()
        valued, *others = (Note(*remark) for remark in self.drawn.remarks())
        notes: Part = Beside((valued,), tuple(others), 0.5) if others else valued
        return (controls, Picture(chart), notes, Rows(chart.table, noted=True), Files(chart, chart.table))


PAGE = Page(
    "ledgers",
    20,
    "trade",
    lambda told: told.say("Ledgers"),
    lambda told: told.say("Do the two offices agree on the trade?"),
    parameters,
    view,
)
