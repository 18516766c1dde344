"""Targets: every announced level, who set it, when, and what became of it in each ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kztrade.answers.targets import TargetStory, target_stories
from kztrade.ledgers import Books
from kztrade.marks import Chart
from kztrade.pages import Page, Visit, following
from kztrade.pages.targets_chart import TimeChart, levels_chart
from kztrade.pages.targets_picture import TargetsPicture
from kztrade.pages.targets_rule import rule
from kztrade.pages.targets_tables import announcements, implied, investment, others, others_names
from kztrade.parameters import Choice, Flag, Option, Parameter
from kztrade.view import Controls, Files, Folded, Opening, Part, Picture, Rows, View
from kztrade.words import BN, Telling
from kztrade.words.doubt import marked


def level_id(value: float) -> str:
    """A level in the address: `2bn`."""
    return f"{value / BN:g}bn"


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """Which level, and whose verdicts."""
    levels = sorted({target.value for target in told.data.targets if target.indicator == "turnover"})
    return [
        Choice(
            "level",
            told.say("Targets of"),
            "",
            options=[Option("", told.say("all levels")), *(Option(level_id(v), told.words.money(v)) for v in levels)],
        ),
        Flag("more", told.say("Add {others}", others=others_names(told)), False),
    ]


def view(told: Telling, visit: Visit) -> View:
    """Every target, or those of one level."""
    asked = _Asked(told, target_stories(told.data, visit.today.year), visit.chosen["level"])
    picture = TargetsPicture(told, asked.drawn, asked.trade, visit.chosen["more"], visit.today)
    chart, lines = TimeChart(picture).chart(), levels_chart(told, asked.drawn)
    parts: tuple[Part, ...] = (
        Controls(("level", "more")),
        Rows(picture.table(), reading=picture.reading(), source=picture.source()),
        Files(chart, chart.table),
        Picture(lines),
        *asked.folds(lines, visit.today.year),
    )
    further = following(told, "statements", "target", "calendar")
    return View(PAGE.id, PAGE.title(told), asked.opening(), parts, inks=lines.inks, next=further)


@dataclass(frozen=True, slots=True)
class _Asked:
    told: Telling
    stories: Sequence[TargetStory]
    level: str

    @property
    def trade(self) -> list[TargetStory]:
        """Targets for trade, one a level and deadline, and no level that was only called possible."""
        return [story for story in self.stories if story.rated and story.first.indicator == "turnover"]

    @property
    def drawn(self) -> list[TargetStory]:
        return [story for story in self.trade if self.level in ("", level_id(story.first.value))]

    @property
    def invested(self) -> list[TargetStory]:
        return [story for story in self.stories if story.first.indicator != "turnover"]

    # The answer

    def opening(self) -> Opening:
        """Which of the levels statistics show as reached, and what the others wait for."""
        told = self.told
        return Opening(told.say("Targets: what became of each?"), self._headline(), self._dek())

    def _of(self, value: float) -> list[TargetStory]:
        return [story for story in self.trade if story.first.value == value]

    def _reached(self, value: float) -> bool:
        """Whether the figures of every office reach a level."""
        offices = {rating.reporter for story in self._of(value) for rating in story.offices}
        reached = {rating.reporter for story in self._of(value) for rating in story.offices if rating.fate.reached}
        return bool(reached) and reached == offices

    def _late(self, value: float) -> int:
        """How many years after its deadline every office has a level reached; 0 where they differ, or it was in time."""
        years = {rating.late for story in self._of(value) if story.first.deadline for rating in story.offices}
        return years.pop() if len(years) == 1 else 0

    def _headline(self) -> str:
        told = self.told
        levels = sorted({story.first.value for story in self.drawn})
        reached = [value for value in levels if self._reached(value)]
        if len(levels) == 1:
            return self._one_level(levels[0])
        if len(reached) == 1:
            return self._one_reached(reached[0], len(levels))
        given = {"levels": told.words.count(len(levels)), "reached": told.words.count(len(reached))}
        if not reached:
            return told.say("Of {levels} levels set for trade, statistics show none reached", **given)
        return told.say("Of {levels} levels set for trade, statistics show {reached} reached", **given)

    def _one_reached(self, value: float, levels: int) -> str:
        told, late = self.told, self._late(value)
        given = {"levels": told.words.count(levels), "goal": told.words.money(value, long=True)}
        if not late:
            return told.say("Of {levels} levels set for trade, statistics show only {goal} reached", **given)
        return told.plural(
            "Of {levels} levels set for trade, statistics show only {goal} reached, a year after its deadline",
            "Of {levels} levels set for trade, statistics show only {goal} reached, {count} years after its deadline",
            late,
            **given,
        )

    def _one_level(self, value: float) -> str:
        told, late, goal = self.told, self._late(value), self.told.words.money(value, long=True)
        if self._reached(value):
            if not late:
                return told.say("Both countries’ statistics show {goal} of trade reached", goal=goal)
            return told.plural(
                "Both countries’ statistics show {goal} of trade reached, a year after its deadline",
                "Both countries’ statistics show {goal} of trade reached, {count} years after its deadline",
                late,
                goal=goal,
            )
        ratings = [rating for story in self._of(value) for rating in story.offices if rating.fate.reached]
        if not ratings:
            return told.say("Neither country’s statistics show trade of {goal} a year yet", goal=goal)
        name = told.ledger(Books(ratings[0].ledger, ratings[0].reporter))
        return told.say("By {name} trade has reached {goal} a year, by the other side’s not yet", name=name, goal=goal)

    def _dek(self) -> str:
        told = self.told
        waits = [story for story in self.drawn if _waits(story)]
        claimed = [story for story in waits if any(rating.fate.reached for rating in story.said)]
        said = [self._waiting(story) for story in [*claimed, *waits][:1]]
        said += [text(story) for text in (self._needs, self._undated) for story in self.drawn]
        whose = told.say("Each verdict goes by one [ledger](term:ledger) alone, and names it.")
        return " ".join(filter(None, said)) or whose

    def _waiting(self, story: TargetStory) -> str:
        """That no office has figures for a deadline yet; and what officials say."""
        told, first = self.told, story.first
        ends = {rating.at for rating in story.offices}
        given = {"year": ends.pop(), "goal": told.words.money(first.value, long=True), "deadline": told.deadline(first)}
        said = [rating for rating in story.said if rating.fate.reached]
        if len({rating.year for rating in said}) != 1:
            return told.say(
                "Both countries’ statistics of [turnover](term:turnover) end in {year}, so {goal} {deadline} cannot be "
                "rated yet.",
                **given,
            )
        who = told.listed([told.area(rating.reporter, "adjective") for rating in said])
        return told.say(
            "Both countries’ statistics of [turnover](term:turnover) end in {year}, so {goal} {deadline} cannot be "
            "rated yet, though {who} officials say that {later} brought it.",
            **given,
            who=who,
            later=said[0].year,
        )

    def _needs(self, story: TargetStory) -> str:
        """Growth that an open target needs, office by office."""
        told, first = self.told, story.first
        rates = [
            told.say(
                "{rate} by {name}",
                rate=marked(told, rating.needed, inside=True),
                name=told.ledger(Books(rating.ledger, rating.reporter)),
            )
            for rating in story.offices
            if rating.needed and rating.needed.value is not None
        ]
        if not rates:
            return ""
        goal = told.words.money(first.value, long=True)
        return told.say(
            "{goal} {deadline} needs yearly growth of {rates}.",
            goal=goal,
            deadline=told.deadline(first),
            rates=told.listed(rates),
        )

    def _undated(self, story: TargetStory) -> str:
        """Of the one level that was asked for: when it was reached, though nobody had set a deadline."""
        told, first = self.told, story.first
        if not self.level or first.deadline or not all(rating.fate.reached for rating in story.offices):
            return ""
        fates = [
            told.say(
                "{fate} by {name}",
                fate=told.fate_lines(rating)[0],
                name=told.ledger(Books(rating.ledger, rating.reporter)),
            )
            for rating in story.offices
        ]
        return told.say(
            "Named without a deadline in {year}, it was {fates}.", year=str(first.set_on.year), fates=told.listed(fates)
        )

    # What is folded away

    def folds(self, lines: Chart, year: int) -> list[Part]:
        """Everything behind the pictures, a line each."""
        told = self.told
        found: list[Part] = [
            Folded(
                lines.table.title,
                (Rows(lines.table, headed=True), Files(lines, lines.table)),
                told.plural(
                    "one annual value", "{count} annual values and the files of the chart", len(lines.table.rows)
                ),
            ),
            others(told, self.drawn),
            announcements(told, self._listed()),
            implied(told, year),
        ]
        if self.invested and not self.level:
            found.append(investment(told, self.invested))
        return [*found, rule(told, self.trade)]

    def _listed(self) -> list[TargetStory]:
        """All that was announced for trade, or what was of one level; levels called possible too."""
        trade = [story for story in self.stories if story.first.indicator == "turnover"]
        return [story for story in trade if self.level in ("", level_id(story.first.value))]


def _waits(story: TargetStory) -> bool:
    """Whether the figures of all offices end in one year before a deadline that has passed."""
    ends = {(rating.reason, rating.at) for rating in story.offices}
    return story.first.deadline is not None and len(ends) == 1 and next(iter(ends))[0] == "ends_before"


PAGE = Page(
    "targets",
    50,
    "said",
    lambda told: told.say("Targets"),
    lambda told: told.say("What became of each target?"),
    parameters,
    view,
)
