"""Targets: every announced level, who set it, when, and what became of it in each ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kztrade import ledgers
from kztrade.answers.article import article
from kztrade.answers.target import said_later, target_answer
from kztrade.answers.targets import SAID, TargetStory, target_stories
from kztrade.answers.trade import turnover_by_year
from kztrade.codes import Unit
from kztrade.figures import figure_table, file_stem, sources_of
from kztrade.ledgers import Books
from kztrade.marks import Axis, Chart, Dash, Dots, Label, Line, Mark, Panel, Rule, inks, steps
from kztrade.metrics import Fate, Level
from kztrade.model import Target
from kztrade.pages import Page, Visit, following
from kztrade.pages.targets_tables import announcements, fates_table, rating_name, stories_table
from kztrade.parameters import Choice, Option, Parameter
from kztrade.points import point, runs
from kztrade.table import Cell, Column, Table
from kztrade.view import Controls, Files, Opening, Part, Picture, Prose, Rows, Section, View
from kztrade.words import BN, Telling
from kztrade.words.captions import drawn_from
from kztrade.words.doubt import marked, provisional, with_doubt
from kztrade.words.rules import rating_rule


def level_id(value: float) -> str:
    """A level in the address: `2bn`."""
    return f"{value / BN:g}bn"


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """Which level."""
    levels = sorted({target.value for target in told.data.targets if target.indicator == "turnover"})
    return [
        Choice(
            "level",
            told.say("Level"),
            "",
            options=[Option("", told.say("All")), *(Option(level_id(v), told.words.money(v)) for v in levels)],
        )
    ]


def view(told: Telling, visit: Visit) -> View:
    """Every target, or those of one level."""
    asked = _Asked(told, target_stories(told.data, visit.today.year), visit.chosen["level"], visit.today.year)
    chart = asked.chart()
    parts: tuple[Part, ...] = (
        Controls(("level",)),
        Picture(chart),
        Rows(stories_table(told, asked.listed)),
        Files(chart, fates_table(told, asked.listed)),
        *implied(told, visit.today.year),
        *announcements(told, asked.listed),
        *_rule(told),
    )
    return View(
        PAGE.id,
        PAGE.title(told),
        asked.opening(),
        parts,
        inks=chart.inks,
        next=following(told, "target", "statements", "calendar"),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    told: Telling
    stories: Sequence[TargetStory]
    level: str
    year: int

    @property
    def trade(self) -> list[TargetStory]:
        return [story for story in self.stories if story.first.indicator == "turnover"]

    @property
    def drawn(self) -> list[TargetStory]:
        return [story for story in self.trade if self.level in ("", level_id(story.first.value))]

    @property
    def listed(self) -> Sequence[TargetStory]:
        return self.drawn if self.level else self.stories

    def opening(self) -> Opening:
        """How many targets were set, how many without a deadline, and what the one to come needs."""
        told = self.told
        rated = [story for story in self.trade if story.rated]
        undated = sum(story.first.deadline is None for story in rated)
        headline = told.plural(
            "Officials set one target for trade since {year}; {undated} without a deadline",
            "Officials set {count} targets for trade since {year}; {undated} of them had no deadline",
            len(rated),
            count=told.words.count(len(rated)),
            year=str(min(story.first.set_on.year for story in rated)),
            undated=told.words.count(undated),
        )
        return Opening(told.say("Targets"), headline, self._dek(rated))

    def _dek(self, rated: Sequence[TargetStory]) -> str:
        told = self.told
        whose = told.say("Whether a target was met depends on whose ledger is asked, so each verdict names it.")
        goal = next((story for story in reversed(rated) if self._rates(story)), None)
        if goal is None:
            return whose
        needed = told.say(
            "The one to come, {goal} {deadline}, needs growth of {rates}.",
            goal=told.words.money(goal.first.value, long=True),
            deadline=told.deadline(goal.first),
            rates=told.listed(self._rates(goal), "or"),
        )
        return f"{needed} {whose}"

    def _rates(self, story: TargetStory) -> list[str]:
        """Growth that an open target needs, ledger by ledger."""
        told = self.told
        return [
            told.say(
                "{rate} a year by {name}",
                rate=marked(told, rating.needed, inside=True),
                name=rating_name(told, rating),
            )
            for rating in story.ratings
            if rating.fate is Fate.OPEN and rating.ledger != SAID and rating.needed and rating.needed.value is not None
        ]

    # What is drawn

    def chart(self) -> Chart:
        """Turnover in each ledger, and every target from its announcement to its deadline."""
        told, data = self.told, self.told.data
        lines = {books: turnover_by_year(data, books) for books in ledgers.books(data)}
        said = said_later(data)
        rows: list[Level] = [*(row for known in lines.values() for row in known), *said]
        ends = [story.first.deadline.year for story in self.drawn if story.first.deadline]
        years = [row.period.year for row in rows] or [story.first.set_on.year for story in self.drawn]
        first, last = min(years), max([*ends, *years, self.year])
        top = max([*(story.first.value for story in self.drawn), *(row.value or 0.0 for row in rows)]) / BN * 1.12
        ticks = tuple((t, told.words.number(t, 1, 1 if t else 0)) for t in steps(0, top, 6) if t <= top)
        marks = (*self._targets(), *self._lines(lines), *self._said())
        sources = [source for row in rows for source in sources_of(data, row)]
        return Chart(
            file_stem([], (first, last), "targets_turnover"),
            told.say("Turnover and every target for it"),
            self._reading(rows),
            drawn_from(told, dict.fromkeys([*sources, *(story.first.source for story in self.drawn)])),
            told.plural(
                "Turnover since {year} and one target.",
                "Turnover since {year} and {count} targets.",
                len(self.drawn),
                year=str(first),
            ),
            (Panel(Axis(first - 0.6, last + 2, years=True), Axis(0, top, ticks, grid=True), marks),),
            inks(ledgers.sides(data)),
            _levels_table(told, rows, f"targets_turnover_{first}-{last}"),
        )

    def _reading(self, rows: Sequence[Level]) -> str:
        """How the marks are to be read, and what is provisional."""
        told = self.told
        marks = told.say(
            "Turnover a year, billion US dollars. Pink: a target from its announcement to its deadline; dotted: no "
            "deadline. Thin: figures of a third party. Lone points: as officials said."
        )
        return " ".join(filter(None, [marks, provisional(told, rows)]))

    def _targets(self) -> list[Mark]:
        """Each target as a line; all of one level share one name, as their lines lie on one another."""
        told, named = self.told, set[float]()
        found: list[Mark] = []
        for story in self.drawn:
            target = story.first
            due = target.deadline
            found.append(
                Rule(
                    target.value / BN,
                    "target",
                    first=float(target.set_on.year),
                    last=float(due.year if due else self.year),
                    dash=Dash.DASHED if due else Dash.DOTTED,
                    open=due is None,
                    ends=True,
                    who=told.say("{who}, {period}", who=told.text(target.set_by), period=target.set_on),
                    what=self._goal(target),
                )
            )
            if target.value not in named:
                named.add(target.value)
                found.append(
                    Label(float(target.set_on.year), target.value / BN, self._name(story), "target", ("end", "above"))
                )
        return found

    def _goal(self, target: Target) -> str:
        told = self.told
        return told.say("{goal} {deadline}", goal=told.words.money(target.value), deadline=told.deadline(target))

    def _name(self, story: TargetStory) -> str:
        told = self.told
        same = [other for other in self.drawn if other.first.value == story.first.value]
        dated = list(dict.fromkeys(told.deadline(other.first) for other in same if other.first.deadline))
        years = [str(other.first.set_on.year) for other in same if not other.first.deadline]
        if years:
            dated.append(told.say("no deadline (set {years})", years=told.listed(years)))
        return told.say("**{goal}** {deadlines}", goal=told.words.money(story.first.value), deadlines="; ".join(dated))

    def _lines(self, lines: Mapping[Books, Sequence[Level]]) -> list[Mark]:
        told = self.told
        found: list[Mark] = []
        offices = ledgers.offices(told.data)
        for books, rows in lines.items():
            places = [point(told, row, BN, who=told.ledger(books), solid=True) for row in rows]
            office = books in offices
            weight, dash = (2.5, None) if office else (1.25, Dash.DOTTED)
            found += [Line(run, books.reporter, weight, dash, office) for run in runs(places)]
            if office:
                found.append(Label(places[-1].x, places[-1].y, told.area(books.reporter), books.reporter))
        return found

    def _said(self) -> list[Mark]:
        told = self.told
        return [Dots((point(told, row, BN),), row.reporter) for row in said_later(told.data)]


def _levels_table(told: Telling, rows: Sequence[Level], name: str) -> Table:
    """The figures of the lines and points, by ledger and year."""
    return figure_table(told, [(row, row) for row in rows], name, told.say("The figures in the chart"))


def implied(told: Telling, year: int) -> list[Part]:
    """What the article's figures imply for the years after, beside what was reported."""
    report = article(told.data)
    answer = target_answer(told.data, report.target, year + 1, report.rate.value)
    reported = [drawn.row for drawn in answer.points if drawn.group in ("statistics", "said")]
    sides = ledgers.sides(told.data)
    rate = marked(told, report.rate, inside=True)
    heads = (
        Column("year", told.say("Year"), told.say("Calendar year.")),
        Column(
            "implied",
            told.say("Implied at {rate} a year", rate=rate),
            told.say("The article’s course."),
            Unit.USD,
            number=True,
        ),
        *(Column(side.code.lower(), told.area(side.code), told.say("What this side reported.")) for side in sides),
    )
    rows = []
    for step in answer.path:
        cells: list[Cell] = [step.period.text, with_doubt(told, step, told.amount(step))]
        for side in sides:
            lines = [
                told.say("{figure} ({how})", figure=told.said(row), how=told.status(row))
                for row in reported
                if row.period == step.period and row.reporter == side.code
            ]
            cells.append("; ".join(lines) or None)
        rows.append(tuple(cells))
    title = told.say("What the article implied, and what was reported")
    below = told.say(
        "Turnover a year. The article’s floor for {year} carried on at the {rate} it gives; statistics, then statements.",
        year=answer.level.period,
        rate=rate,
    )
    behind = [report.id, *(source for row in reported for source in sources_of(told.data, row))]
    table = Table("implied_turnover", title, heads, tuple(rows), sources=tuple(dict.fromkeys(behind)))
    return [Section(title, below), Rows(table, headed=True), Files(None, table)]


def _rule(told: Telling) -> list[Part]:
    return [
        Section(told.say("The rule"), anchor="rule"),
        Prose(rating_rule(told)),
    ]


PAGE = Page(
    "targets",
    50,
    "said",
    lambda told: told.say("Targets"),
    lambda told: told.say("What became of each target?"),
    parameters,
    view,
)
