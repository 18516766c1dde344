"""Target, the home page: where does trade stand against an announced level?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kztrade import ledgers
from kztrade.answers.article import article
from kztrade.answers.target import (
    AHEAD,
    TargetAnswer,
    deadlines,
    later_deadline,
    target_answer,
    target_id,
    turnover_targets,
)
from kztrade.answers.trade import turnover_by_year
from kztrade.codes import Qualifier
from kztrade.figures import figure_id, input_ids
from kztrade.model import Level, Target
from kztrade.pages import Page, Visit, following
from kztrade.pages.target_chart import TargetChart, factor
from kztrade.parameters import Choice, Option, Parameter, Whole
from kztrade.passages import passages
from kztrade.view import Beside, Controls, Files, Opening, Passages, Picture, Rows, View
from kztrade.words import Telling
from kztrade.words.doubt import marked

YEARS_AHEAD = 14
"""So many years from today on a reader can choose one to reach the target in."""


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """Which target; the reader's growth, and the reader's year; which figure."""
    report, targets = article(told.data), turnover_targets(told.data)
    first, last = report.rate.period.year + 1, today.year + YEARS_AHEAD
    usual = report.rate.period.year + AHEAD
    due = {name: deadlines(told.data, target).usual for name, target in targets.items()}
    rate = report.rate.value
    return [
        Choice(
            "target",
            told.say("Target"),
            target_id(report.target),
            options=[Option(name, announced(told, target)) for name, target in targets.items()],
            tied={name: {"by": min(year, last)} for name, year in due.items()},
        ),
        Whole("rate", told.say("If trade grows by"), round(rate), low=0, high=40, unit=told.say("% a year")),
        Whole("by", told.say("To be there in"), usual, low=first, high=last),
        Choice("figure", told.say("Figure"), "", options=[Option(name, name) for name in _choosable(told)]),
    ]


def announced(told: Telling, target: Target) -> str:
    """A target by its level, its deadline or that it has none, and when it was first set."""
    given = {"goal": told.words.money(target.value), "day": target.set_on}
    if target.deadline:
        return told.say("{goal} by {deadline}, set {day}", deadline=target.deadline, **given)
    return told.say("{goal}, no deadline, set {day}", **given)


def _choosable(told: Telling) -> list[str]:
    report = article(told.data)
    announced = [target.observation() for target in turnover_targets(told.data).values()]
    rows: list[Level] = [report.base, report.rate, report.target.observation(), report.level(), *announced]
    return ["", *dict.fromkeys(figure_id(row) for row in rows)]


def view(told: Telling, visit: Visit) -> View:
    """Level, progress, what is missing and what it takes, against the chosen target."""
    chosen = visit.chosen
    target = turnover_targets(told.data)[chosen["target"]]
    asked = _Asked(told, visit, target_answer(told.data, target, chosen["by"], float(chosen["rate"])))
    drawn = TargetChart(told, asked.answer, chosen["figure"])
    chart, table = drawn.chart(), drawn.table()
    rail = Passages(
        told.say("Where the figures come from"),
        asked.whose(),
        passages(told, asked.answer.article.id, visit.originals, asked.numbers()),
        asked.chosen(),
        asked.arithmetic(),
        "figure",
    )
    missing, reached, needed = asked.answers()
    left = (Controls(("target", "rate"), (missing, reached)), Picture(chart, "figure"))
    parts = (
        Beside(left, (Controls(("by",), (needed,)), rail)),
        Rows(table, asked.chosen(), "figure"),
        Files(chart, table),
    )
    further = following(told, "ledgers", "targets", "statements")
    return View(PAGE.id, PAGE.title(told), asked.opening(), parts, inks=chart.inks, next=further)


@dataclass(frozen=True, slots=True)
class _Asked:
    told: Telling
    visit: Visit
    answer: TargetAnswer

    @property
    def goal(self) -> str:
        return self.told.words.money(self.answer.target.value)

    def opening(self) -> Opening:
        """Kicker, headline and dek."""
        told, answer = self.told, self.answer
        goal = told.words.money(answer.target.value, long=True)
        year = answer.level.period
        level = marked(told, answer.level, told.said(answer.level, long=True), inside=True)
        if answer.passed:
            headline = told.say(
                "In {year} trade reached {level}, past the {goal} that was the aim", year=year, level=level, goal=goal
            )
        else:
            headline = told.say(
                "In {year} trade reached {level}, {share} of the way to {goal}",
                year=year,
                level=level,
                share=marked(told, answer.progress, inside=True),
                goal=goal,
            )
        return Opening(told.say("Target: how far is trade from {goal} a year?", goal=goal), headline, self._dek())

    def _dek(self) -> str:
        told, answer = self.told, self.answer
        given = {"speaker": told.text(answer.article.source.speaker), "day": told.published(answer.article.id)}
        year = answer.level.period
        offices = [
            marked(told, row, told.words.amount(row.quantity.value, row.unit, digits=3), inside=True)
            for books in ledgers.offices(told.data)
            for row in turnover_by_year(told.data, books)
            if row.period == year and row.quantity
        ]
        if len(offices) != 2:
            return told.say("Worked out from figures of {speaker} ({day}).", **given)
        return told.say(
            "Worked out from figures of {speaker} ({day}). The two statistics offices put "
            "[turnover](term:turnover) in {year} at {first} and {second}.",
            **given,
            year=year,
            first=offices[0],
            second=offices[1],
        )

    def answers(self) -> tuple[str, str, str]:
        """What is missing to the target, where the reader's growth leads, and what the reader's year takes."""
        return (self._missing(), self._reached(), self._needed())

    def _missing(self) -> str:
        told, answer = self.told, self.answer
        given = {"distance": self._large(answer.distance), "year": answer.level.period}
        if answer.passed:
            return told.say("{distance} beyond it already in {year}", **given)
        return told.say("{distance} still missing in {year}", **given)

    def _large(self, row: Level) -> str:
        """A figure with its hedge and doubt, its number set large."""
        number = self.told.figure(row)
        return marked(self.told, row, inside=True).replace(number, f"**{number}**", 1)

    def _reached(self) -> str:
        told, answer = self.told, self.answer
        if answer.passed:
            return told.say("passed already in {year}", year=answer.level.period)
        if answer.reached.value is None:
            return told.tell(answer.reached.reason)
        reached = int(answer.reached.value)
        given = {"goal": self.goal, "year": marked(told, answer.reached, str(reached), inside=True)}
        last = answer.path[-1].period.year if answer.path else reached
        if last < reached:
            return told.say("{goal} in **{year}** or sooner (drawn to {last})", last=last, **given)
        return told.say("{goal} in **{year}** or sooner", **given)

    def _needed(self) -> str:
        told, answer = self.told, self.answer
        if answer.passed:
            return told.say("no growth is needed")
        return told.say("{rate} a year from {year} on", rate=self._large(answer.required), year=answer.level.period)

    def chosen(self) -> tuple[str, ...]:
        """The figures to mark: the chosen one, or the inputs of a derived one."""
        figure = str(self.visit.chosen["figure"])
        level = self.answer.level
        if figure == figure_id(level):
            return (figure, *input_ids(level))
        return (figure,) if figure else ()

    def whose(self) -> str:
        """Which text stands beside the chart."""
        told, report = self.told, self.answer.article
        given = {"source": told.source(report.id)}
        if report.id in self.visit.originals:
            return told.say("{source}, in your own copy. Choose a figure or a point.", **given)
        return told.say("{source}, in our words. Choose a figure or a point.", **given)

    def numbers(self) -> tuple[int, ...]:
        """The passages that state what the chart starts from."""
        report = self.answer.article
        return tuple(sorted({row.passage for row in (report.base, report.rate, report.target) if row.passage}))

    def arithmetic(self) -> str:
        """One sentence on the chosen figure; on the derived level where none is chosen."""
        told, answer = self.told, self.answer
        base, rate, level = answer.article.base, answer.article.rate, answer.level
        figure = str(self.visit.chosen["figure"])
        if figure == figure_id(base):
            given = {"year": base.period, "value": marked(told, base)}
            if base.qualifier is not Qualifier.AT_LEAST:
                return told.say("{year}: {value}, as stated.", **given)
            return told.say(
                "{year}: {value}, as stated. The speaker said a goal was reached, so this is a floor, not a level.",
                **given,
            )
        if figure == figure_id(rate):
            return told.say(
                "{year}: {value} on the year before, as stated. Read as {interval}, for what rounding leaves open.",
                year=rate.period,
                value=marked(told, rate, inside=True),
                interval=told.ends(rate),
            )
        if figure in {figure_id(target.observation()) for target in (answer.article.target, answer.target)}:
            return self._intention()
        return told.say(
            "{year}: {base} × {factor} = [{level}](figure:{figure}). Worked out here from two figures in passage {passage}; "
            "the article states no level. Growth of {rate} may itself be rounded, so its "
            "[interval](term:interval) is {interval}.",
            year=level.period,
            figure=figure_id(level),
            base=marked(told, base, inside=True),
            factor=factor(told, answer),
            level=marked(told, level, inside=True),
            passage=base.passage,
            rate=marked(told, rate, inside=True),
            interval=told.ends(level),
        )

    def _intention(self) -> str:
        """What a target is, and the first deadline that one without got after all."""
        told, later = self.told, later_deadline(self.told.data, self.answer.target)
        if later is None:
            return told.say("A target is an intention, not a measurement: it is drawn as a line without an interval.")
        return told.say(
            "A target is an intention, not a measurement: it is drawn as a line without an interval. A deadline was first "
            "set {when}: {deadline}.",
            when=told.when(later.set_on),
            deadline=later.deadline,
        )


PAGE = Page(
    "target",
    10,
    "trade",
    lambda told: told.say("Target"),
    lambda told: told.say("How far is trade from the target?"),
    parameters,
    view,
)
