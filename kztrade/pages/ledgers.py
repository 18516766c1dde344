"""Ledgers: the same trade as each side records it, for thirty years, and the gap between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kztrade import ledgers
from kztrade.answers.ledgers import flows, mirror_pairs, recorded
from kztrade.marks import inks
from kztrade.metrics import Level
from kztrade.pages import Page, Visit, following
from kztrade.pages.ledgers_chart import LedgersChart, books_id, signed
from kztrade.parameters import Choice, Choices, Flag, Option, Parameter
from kztrade.view import Controls, Files, Note, Opening, Part, Picture, Rows, View
from kztrade.words import Telling
from kztrade.words.captions import whole_millions
from kztrade.words.doubt import marked


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """Flow, ledgers, and whether suspect values and all years are shown."""
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
        ),
        Flag("clean", told.say("Leave out suspect values"), False),
        Flag("all", told.say("Show all years"), False),
    ]


def _arrow(told: Telling, flow: str) -> str:
    sender, _, receiver = flow.partition(">")
    return told.say("{sender} → {receiver}", sender=told.area(sender), receiver=told.area(receiver))


def view(told: Telling, visit: Visit) -> View:
    """One flow, turnover or balance, in the chosen ledgers."""
    chosen = [one for one in ledgers.books(told.data) if books_id(one) in visit.chosen["ledger"]]
    flow, clean = visit.chosen["flow"], visit.chosen["clean"]
    lines = {one: found for one in chosen if (found := recorded(told.data, flow, one, clean))}
    gaps = mirror_pairs(told.data, flow, chosen, clean)
    asked = _Asked(told, LedgersChart(told, flow, lines, gaps, visit.chosen["all"]))
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
            return told.say(
                "In {year} {first} recorded a balance of {value} with {second}, {second} {other} with {first}", **given
            )
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
        """Whole millions, for a headline."""
        figure = whole_millions(self.told, row.value or 0.0, sign=self.drawn.flow == "balance")
        return marked(self.told, row, figure, inside=True)

    def dek(self) -> str:
        """How wide the gap is, and where it stood."""
        told = self.told
        national = [mirror.gap for mirror in self.drawn.gaps if mirror.offices]
        if len(national) < 2:
            return told.say(
                "Each line is one publisher’s figures for one side. No sum, growth rate or line crosses publishers."
            )
        last, before = national[-1], national[-2]
        gap, earlier = (marked(told, one, signed(told, one), inside=True) for one in (last, before))
        given = {"gap": gap, "year": before.period, "earlier": earlier}
        if max(national, key=lambda gap: abs(gap.value or 0.0)) is last:
            return told.say(
                "The gap is {gap}, the widest of the {count} years for which both offices publish. In {year} it was "
                "{earlier}. A gap is not an error, and no source here says where it comes from.",
                count=told.words.count(len(national)),
                **given,
            )
        return told.say(
            "The gap is {gap}. In {year} it was {earlier}. A gap is not an error, and no source here says where it comes "
            "from.",
            **given,
        )

    def parts(self) -> tuple[Part, ...]:
        """Controls, chart, table and files; a note where no ledger is chosen."""
        told = self.told
        controls = Controls(("flow", "ledger", "clean"))
        if not self.drawn.lines:
            return (
                controls,
                Note(told.say("No ledger chosen."), told.say("Choose at least one above to see its figures.")),
            )
        chart = self.drawn.chart()
        return (controls, Picture(chart), Rows(chart.table), Controls(("all",)), Files(chart, chart.table))


PAGE = Page(
    "ledgers",
    20,
    "trade",
    lambda told: told.say("Ledgers"),
    lambda told: told.say("Do the two offices agree on the trade?"),
    parameters,
    view,
)
