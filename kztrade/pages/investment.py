"""Investment and joint ventures: the article's figures of money and firms, flow, sum and count apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kztrade import ledgers
from kztrade.answers.investment import NAMES, InvestmentAnswer, investment_answer
from kztrade.figures import figure_id, figure_table
from kztrade.marks import Chart, inks
from kztrade.model import Level
from kztrade.pages import Page, Visit, following
from kztrade.panels import panels
from kztrade.parameters import Choice, Option, Parameter
from kztrade.passages import passages
from kztrade.view import Beside, Card, Files, Note, Opening, Passages, Picture, Prose, Rows, View
from kztrade.words import Telling
from kztrade.words.captions import drawn_from
from kztrade.words.doubt import marked


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """Which of the article's figures is chosen."""
    rows = investment_answer(told.data).article.rows
    names = ["", *(figure_id(rows[name]) for name in NAMES)]
    return [Choice("figure", told.say("Figure"), "", options=[Option(name, name) for name in names])]


def view(told: Telling, visit: Visit) -> View:
    """Sum, flow and count, beside the passages they come from."""
    asked = _Asked(told, investment_answer(told.data), str(visit.chosen["figure"]))
    report = asked.answer.article
    chart = asked.chart()
    chosen = (asked.figure,) if asked.figure else ()
    numbers = tuple(sorted({report.rows[name].passage or 0 for name in NAMES}))
    own = report.id in visit.originals
    rail = Passages(
        told.say("Where the figures come from"),
        asked.whose(own),
        passages(told, report.id, visit.originals, numbers),
        chosen,
        asked.arithmetic(),
        "figure",
    )
    parts = (
        Beside((Picture(chart, "figure"),), (rail,)),
        Rows(chart.table, chosen, "figure"),
        Files(chart, chart.table),
        Note(told.say("Not divided."), asked.undivided()),
        Prose(asked.elsewhere()),
    )
    return View(
        PAGE.id,
        PAGE.title(told),
        asked.opening(),
        parts,
        asked.cards(),
        chart.inks,
        next=following(told, "source", "statements", "targets"),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    told: Telling
    answer: InvestmentAnswer
    figure: str

    def opening(self) -> Opening:
        """How much since when, and how much of it in the year."""
        told, answer = self.told, self.answer
        sender, receiver = ledgers.ends(told.data, answer.flow.indicator, answer.flow.reporter) or ("", "")
        headline = told.say(
            "{adjective} firms have put {sum} into {receiver} since {start}, {flow} of it in {year}",
            adjective=told.area(sender, "adjective"),
            receiver=told.area(receiver),
            sum=marked(told, answer.sum, told.said(answer.sum, long=True), inside=True),
            start=str(answer.sum.period.start.year),
            flow=marked(told, answer.flow, told.said(answer.flow, long=True), inside=True),
            year=answer.flow.period,
        )
        dek = told.say(
            "So said {speaker}, on {day}. A sum since a start, a year’s flow and a count of firms are three kinds of figure "
            "and never share an axis.",
            speaker=told.text(answer.article.source.speaker),
            day=told.published(answer.article.id),
        )
        return Opening(told.say("Investment and joint ventures"), headline, dek)

    def cards(self) -> tuple[Card, ...]:
        """Share, the period before, ventures, and ventures before."""
        told, answer = self.told, self.answer
        flow, ratio = answer.flow, answer.article.rows["investment_ratio"]
        added = answer.article.rows["joint_ventures_new"]
        return (
            self._card(
                told.say("Share of {year} in the sum", year=flow.period),
                answer.share,
                told.say(
                    "{flow} of {sum}", flow=marked(told, flow, inside=True), sum=marked(told, answer.sum, inside=True)
                ),
            ),
            self._card(
                told.say("The year before"),
                answer.before,
                told.say(
                    "{flow} ÷ {ratio}", flow=marked(told, flow, inside=True), ratio=told.words.number(ratio.value, 1)
                ),
            ),
            self._card(
                told.indicator(answer.count.indicator),
                answer.count,
                told.say("On {day}", day=answer.count.period),
            ),
            self._card(
                told.say("Before the additions"),
                answer.ventures,
                told.say(
                    "{count} less {added}",
                    count=marked(told, answer.count, inside=True),
                    added=marked(told, added, inside=True),
                ),
            ),
        )

    def chart(self) -> Chart:
        """One panel a kind of figure."""
        told, answer = self.told, self.answer
        explored = answer.explored()
        years = [item.shown.period.year for item in explored]
        title = told.say("Investment and joint ventures")
        name = f"investment_{min(years)}-{max(years)}"
        table = figure_table(
            told,
            [(item.row, item.shown) for item in explored],
            name,
            told.say("The figures in the chart"),
        )
        return Chart(
            name,
            title,
            told.say("Whisker: all values the words allow. Arrow: no end is known. Hollow: derived."),
            drawn_from(told, [answer.article.id]),
            told.say(
                "Small charts of money since a start, money of a year, and joint ventures; the table has every figure."
            ),
            tuple(panels(told, explored, chosen=self.figure)),
            inks(ledgers.sides(told.data)),
            table,
            columns=2,
            height=210,
            height_narrow=210,
            width=0.65,
        )

    def whose(self, own: bool) -> str:
        """Which text stands beside the chart."""
        told, source = self.told, self.told.source(self.answer.article.id)
        if own:
            return told.say("{source}, in your own copy. Choose a figure.", source=source)
        return told.say("{source}, in our words. Choose a figure.", source=source)

    def arithmetic(self) -> str:
        """One sentence on the chosen figure; on the flow where none is chosen."""
        told, answer = self.told, self.answer
        name = self.figure.partition("/")[0]
        if name == answer.sum.indicator:
            return told.say(
                "{value}, read as {interval}. A sum since {year}, not the stock of direct investment: what was withdrawn is "
                "not told.",
                value=marked(told, answer.sum, inside=True),
                interval=told.ends(answer.sum),
                year=str(answer.sum.period.start.year),
            )
        if name.startswith("joint_ventures"):
            return told.say(
                "{count} less {added} = {before}: before the additions. Closures are not told, so this is a reading.",
                count=marked(told, answer.count, inside=True),
                added=marked(told, answer.article.rows["joint_ventures_new"], inside=True),
                before=marked(told, answer.ventures, inside=True),
            )
        return told.say(
            "{year}: {flow} ÷ {ratio} = {before} for the period before, which the article does not name; read here as "
            "{earlier}. The year’s flow is {share} of the sum.",
            year=answer.flow.period,
            flow=marked(told, answer.flow, inside=True),
            ratio=told.words.number(answer.article.rows["investment_ratio"].value, 1),
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

    def _card(self, label: str, row: Level, how: str) -> Card:
        return Card(label, marked(self.told, row), how, self.told.figure(row))

    def elsewhere(self) -> str:
        """Where the figures of others are."""
        return self.told.plural(
            "What others said on investment and on joint ventures, with whose words and when, is on the page of statements: "
            "choose the indicator there. One such figure is held.",
            "What others said on investment and on joint ventures, with whose words and when, is on the page of statements: "
            "choose the indicator there. {count} such figures are held.",
            len(self.answer.others),
        )


PAGE = Page(
    "investment",
    30,
    "trade",
    lambda told: told.say("Investment"),
    lambda told: told.say("What has been invested?"),
    parameters,
    view,
)
