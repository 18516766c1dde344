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
from kztrade.codes import Qualifier, Unit
from kztrade.figures import figure_id, input_ids
from kztrade.model import Level
from kztrade.pages import Page, Visit, following
from kztrade.pages.target_chart import TargetChart, factor, goal
from kztrade.parameters import Choice, Choices, Option, Parameter, Whole
from kztrade.passages import passages
from kztrade.view import Beside, Card, Controls, Files, Opening, Part, Passages, Picture, Prose, Rows, View
from kztrade.words import Telling
from kztrade.words.doubt import marked

YEARS_AHEAD = 14
"""So many years from today on a reader can choose one to reach the target in."""


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """What if: the reader's growth, or the reader's year; which target; what stands behind."""
    report, targets = article(told.data), turnover_targets(told.data)
    first, last = report.rate.period.year + 1, today.year + YEARS_AHEAD
    usual = report.rate.period.year + AHEAD
    due = {name: deadlines(told.data, target).usual for name, target in targets.items()}
    rate = report.rate.value
    return [
        Choice(
            "mode",
            told.say("What if"),
            "growth",
            options=[
                Option("growth", told.say("Trade grows by")),
                Option("deadline", told.say("Target is met in")),
            ],
        ),
        Whole("rate", told.say("Growth a year"), round(rate), low=0, high=30, unit="%"),
        Whole("by", told.say("Year"), usual, low=first, high=last),
        Choice(
            "target",
            told.say("Target"),
            target_id(report.target),
            options=[Option(name, goal(told, target)) for name, target in targets.items()],
            tied={name: {"by": min(year, last)} for name, year in due.items()},
        ),
        Choices(
            "behind",
            told.say("Behind the article’s points"),
            tuple(option.code for option in _behind(told)),
            options=_behind(told),
        ),
        Choice("figure", told.say("Figure"), "", options=[Option(name, name) for name in _choosable(told)]),
    ]


def _behind(told: Telling) -> list[Option]:
    offices = [Option(books.reporter, told.ledger(books)) for books in ledgers.offices(told.data)]
    return [*offices, Option("said", told.say("Said later"))]


def _choosable(told: Telling) -> list[str]:
    report = article(told.data)
    announced = [target.observation() for target in turnover_targets(told.data).values()]
    rows: list[Level] = [report.base, report.rate, report.target.observation(), report.level(), *announced]
    return ["", *dict.fromkeys(figure_id(row) for row in rows)]


def view(told: Telling, visit: Visit) -> View:
    """Level, progress, what is missing and what it takes, against the chosen target."""
    asked = _Asked(told, visit, _answer(told, visit))
    chart = TargetChart(told, asked.answer, visit.chosen["behind"], visit.chosen["figure"]).chart()
    rail = Passages(
        told.say("Where the figures come from"),
        asked.whose(),
        passages(told, asked.answer.article.id, visit.originals, asked.numbers()),
        asked.chosen(),
        asked.arithmetic(),
        "figure",
    )
    left: tuple[Part, ...] = (
        Picture(chart, "figure"),
        Controls(("mode", "by" if visit.chosen["mode"] == "deadline" else "rate")),
        Prose(asked.what_if()),
        Controls(("target", "behind")),
    )
    rows = Rows(chart.table, asked.chosen(), "figure")
    files = Files(chart, chart.table)
    parts = (Beside(left, (rail,)), rows, files)
    further = following(told, "ledgers", "targets", "statements")
    return View(PAGE.id, PAGE.title(told), asked.opening(), parts, asked.cards(), chart.inks, further)


def _answer(told: Telling, visit: Visit) -> TargetAnswer:
    target = turnover_targets(told.data)[visit.chosen["target"]]
    rate = None if visit.chosen["mode"] == "deadline" else float(visit.chosen["rate"])
    return target_answer(told.data, target, visit.chosen["by"], rate)


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
        return Opening(told.say("Target: {goal} of trade a year", goal=goal), headline, self._dek())

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
            return told.say("So say the figures of {day} by {speaker}.", **given)
        return told.say(
            "So say the figures of {day} by {speaker}. The two statistics offices put {year} at {first} and {second}.",
            **given,
            year=year,
            first=offices[0],
            second=offices[1],
        )

    def cards(self) -> tuple[Card, ...]:
        """Level, progress, gap, required growth; each with its hedge."""
        told, answer = self.told, self.answer
        year = answer.level.period
        base = marked(told, answer.article.base, told.words.money(answer.article.base.value), inside=True)
        derived = told.say("Derived: {base} × {factor}", base=base, factor=factor(told, answer))
        missing = told.say("Beyond the target") if answer.passed else told.say("Still missing")
        required = answer.required
        needed = told.say("Needed to be there by {year}", year=required.period.year)
        a_year = told.say("A year, from {year}", year=year)
        return (
            self._card(told.say("Turnover in {year}", year=year), answer.level, derived),
            self._card(told.say("Of the {goal} target", goal=self.goal), answer.progress, self._deadline()),
            self._card(missing, answer.distance, told.say("Target less the {year} floor", year=year)),
            Card(needed, told.say("no growth"), a_year) if answer.passed else self._card(needed, required, a_year),
        )

    def _card(self, label: str, row: Level, how: str) -> Card:
        return Card(label, marked(self.told, row), how, self.told.figure(row))

    def _deadline(self) -> str:
        """Until when the target was to be met, as it was announced."""
        told, target = self.told, self.answer.target
        if target.deadline:
            if target.deadline.year < self.answer.article.base.period.year:
                return told.say("By {deadline}, before the article’s first figure", deadline=target.deadline)
            return told.say("By {deadline}", deadline=target.deadline)
        later = later_deadline(told.data, target)
        if later and later.deadline:
            return told.say(
                "No deadline at first; one was set later ({day}): {deadline}", day=later.set_on, deadline=later.deadline
            )
        return told.say("No deadline was set")

    def chosen(self) -> tuple[str, ...]:
        """The figures to mark: the chosen one, or the inputs of a derived one."""
        figure = str(self.visit.chosen["figure"])
        level = self.answer.level
        if figure == figure_id(level):
            return (figure, *input_ids(level))
        return (figure,) if figure else ()

    def what_if(self) -> str:
        """Where the reader's growth leads, or what the reader's year needs."""
        told, answer = self.told, self.answer
        goal, floor = told.words.money(answer.target.value, long=True), answer.level.period
        rate = told.words.amount(answer.rate, Unit.PERCENT)
        if answer.passed:
            return told.say("The {year} floor is already past {goal}.", year=floor, goal=goal)
        if self.visit.chosen["mode"] == "deadline":
            return told.say(
                "To reach {goal} in **{year}**, trade must grow by **{rate}** a year from the {floor} floor.",
                goal=goal,
                year=answer.required.period.year,
                rate=marked(told, answer.required, inside=True),
                floor=floor,
            )
        if answer.reached.value is None:
            return told.tell(answer.reached.reason)
        reached = int(answer.reached.value)
        year = marked(told, answer.reached, str(reached), inside=True)
        given = {"rate": rate, "floor": floor, "goal": goal, "year": year}
        last = answer.path[-1].period.year if answer.path else reached
        if last < reached:
            return told.say(
                "At **{rate}** a year from the {floor} floor, trade reaches {goal} in **{year}**, or sooner. The chart "
                "shows the way to {last}.",
                **given,
                last=last,
            )
        return told.say(
            "At **{rate}** a year from the {floor} floor, trade reaches {goal} in **{year}**, or sooner.", **given
        )

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
            return told.say("A target is an intention, not a measurement: it is drawn as a line without an interval.")
        return told.say(
            "{year}: {base} × {factor} = {level}. Derived here from two figures in passage {passage}; the article states "
            "no level. Growth of {rate} may itself be rounded, so its interval is {interval}.",
            year=level.period,
            base=marked(told, base, inside=True),
            factor=factor(told, answer),
            level=marked(told, level, inside=True),
            passage=base.passage,
            rate=marked(told, rate, inside=True),
            interval=told.ends(level),
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
