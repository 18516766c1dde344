"""Targets in time: a row a level and deadline, from its announcements to what each ledger made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kztrade import ledgers
from kztrade.answers.targets import SAID, TargetStory
from kztrade.answers.trade import turnover_by_year
from kztrade.figures import sources_of
from kztrade.ledgers import Books
from kztrade.metrics import Fate, Level, Rating
from kztrade.period import Period
from kztrade.table import Cell, Coded, Column, Plot, Ruled, Scale, Spot, Stack, Stretch, Table
from kztrade.words import Telling

NEAR, FAR = 1.0, 2.1
"""Lanes of the statistics offices, and of everybody else."""

UNKNOWN = "unknown"
"""How the mark of a target looks that cannot be rated."""

SILENT = ("no_figures", "starts_after", "ends_before", "set_after")
"""Why a ledger that is not an office's has no mark: it has nothing to say of a target's years."""

TICKS = 5
"""Years from one tick to the next."""


@dataclass(frozen=True, slots=True)
class TargetsPicture:
    """Targets for trade as a table with marks in it.

    A year is a cell of the scale: it begins at its number, its marks stand in its middle, a deadline is its end.

    Attributes:
        stories: The rows, one a level and deadline.
        every: All targets that there are: they decide the scale, so that nothing moves when a reader leaves some out.
        more: Whether third parties' figures and officials' words are shown too.
        today: The day of the visit, to which a target without a deadline runs.
    """

    told: Telling
    stories: Sequence[TargetStory]
    every: Sequence[TargetStory]
    more: bool
    today: date

    @property
    def offices(self) -> list[Books]:
        """Whose verdicts have columns."""
        return ledgers.offices(self.told.data)

    def known(self) -> dict[Books, list[Level]]:
        """Every ledger's annual turnover."""
        return {books: turnover_by_year(self.told.data, books) for books in ledgers.books(self.told.data)}

    # The table with marks

    def table(self) -> Table:
        """A row a target: level, deadline, its time, and what each office's figures make of it."""
        told = self.told
        heads = (
            Column("level", told.say("Target"), told.say("The level of a year’s trade."), once=True),
            Column(
                "deadline",
                told.say("Deadline, and who named it when"),
                told.say("By when; on how many days it was announced, and who was the first."),
            ),
            Column(
                "plot",
                told.say("From the first announcement to the deadline"),
                saved=False,
                scale=self.scale(),
            ),
            *(
                Column(
                    f"fate_{books.reporter.lower()}",
                    self._head(books),
                    told.say("What became of it by this side’s figures."),
                    below=True,
                    series=books.reporter,
                )
                for books in self.offices
            ),
        )
        rows = tuple(self._row(story) for story in self.stories)
        sources = dict.fromkeys(target.source for story in self.stories for target in story.announcements)
        return Table("targets", self.title, heads, rows, sources=tuple(sources))

    @property
    def title(self) -> str:
        """What the picture shows."""
        return self.told.say("Targets for a year’s trade, and what came of each")

    def reading(self) -> str:
        """How its marks are to be read, as inline CommonMark."""
        marks = self.told.say(
            "**Pink**: from the first announcement to the deadline, a stroke for each day; dotted: no deadline. "
            "![●](mark:full)\u00a0reached, ![○](mark:hollow)\u00a0not yet, ![?](mark:unknown)\u00a0cannot be rated"
        )
        seen = [rating for story in self.stories for rating in (story.ratings if self.more else story.offices)]
        if any(rating.fate is Fate.MISSED for rating in seen):
            return self.told.say("{marks}, ![✕](mark:missed)\u00a0missed.", marks=marks)
        return self.told.say("{marks}.", marks=marks)

    def source(self) -> str:
        """Whose figures these are: how many announcements, and the offices with their years."""
        told = self.told
        number = sum(len(story.announcements) for story in self.stories)
        spans = [
            told.say("{publisher}, {first}–{last}", publisher=name, first=rows[0].period, last=rows[-1].period)
            for name, rows in self._spans().items()
        ]
        return told.plural(
            "Targets: one report, listed below. Statistics: {spans}. Data version {version}.",
            "Targets: {count} reports, listed below. Statistics: {spans}. Data version {version}.",
            number,
            spans="; ".join(spans),
            version=told.data.short_version,
        )

    def _spans(self) -> dict[str, list[Level]]:
        """The years of every publisher that is shown."""
        told, found = self.told, dict[str, list[Level]]()
        for books, levels in self.known().items():
            if levels and (self.more or books in self.offices):
                found.setdefault(told.publisher(sources_of(told.data, levels[-1])[0]), []).extend(levels)
        return {name: sorted(levels, key=lambda level: level.period) for name, levels in found.items()}

    def _head(self, books: Books) -> str:
        if self.more:
            return self.told.say("{adjective} side", adjective=self.told.area(books.reporter, "adjective"))
        return self.told.ledger(books)

    # One row

    def _row(self, story: TargetStory) -> tuple[Cell, ...]:
        level = self.told.words.money(story.first.value)
        return (
            Coded(level, level, "target"),
            Stack((self.deadline(story), self._named(story))),
            Plot((*self.course(story), *self.verdicts(story)), self._spoken(story)),
            *(self._verdict(story, books.reporter) for books in self.offices),
        )

    def deadline(self, story: TargetStory) -> str:
        """Until when, in words."""
        told, first = self.told, story.first
        return told.say("by {day}", day=first.deadline) if first.deadline else told.say("no deadline")

    def _named(self, story: TargetStory) -> str:
        told, first = self.told, story.first
        return told.plural(
            "on one day, {day}: {who}",
            "on {count} days, first {day}: {who}",
            len(story.days),
            day=first.set_on,
            who=told.text(first.set_by),
        )

    def _verdict(self, story: TargetStory, side: str) -> Stack:
        """What the office of a side makes of it; then, if they are asked for, who else speaks for that side."""
        told, (office, others) = self.told, story.of(side)
        lines: list[Cell] = []
        if office:
            verdict, ground = told.fate_lines(office)
            lines += [Coded(office.fate, verdict, side, look(office)), ground or None]
        lines += [Coded(one.fate, self._other(one), side, look(one)) for one in others if self.more]
        return Stack(tuple(lines))

    def _other(self, rating: Rating) -> str:
        told, (verdict, ground) = self.told, self.told.fate_lines(rating)
        said = ground if rating.fate is Fate.OPEN and ground else verdict
        return told.say("{who}: {verdict}", who=self._who(rating), verdict=said)

    def _who(self, rating: Rating) -> str:
        """Who else rates, in a word."""
        if rating.ledger == SAID:
            return self.told.say("said")
        return self.told.text(self.told.data.ledgers[rating.ledger].name)

    # Its marks

    def scale(self) -> Scale:
        """Time, from the year of the first announcement to the end of the last deadline."""
        told = self.told
        years = [target.set_on.year for story in self.every for target in story.announcements]
        ends = [story.first.deadline.year for story in self.every if story.first.deadline]
        first, last = min(years), max([*ends, self.today.year])
        ticks = [year for year in range(first, last + 1) if year % TICKS == 0 or year == first]
        known = self.known()
        ends = [known[books][-1].period.year for books in self.offices if known.get(books)]
        rules = [Ruled(year + 1.0, told.say("statistics end in {year}", year=str(year))) for year in sorted(set(ends))]
        return Scale(float(first), last + 1.0, tuple((year + 0.5, str(year)) for year in ticks), tuple(rules))

    def course(self, story: TargetStory) -> list[Stretch | Spot]:
        """A target from its first announcement to its deadline, with every day on which it was announced."""
        first, days = story.first, [middle(day) for day in story.days]
        end = first.deadline.year + 1.0 if first.deadline else at(self.today)
        marks: list[Stretch | Spot] = [
            Stretch(days[0], end, "target", "line" if first.deadline else "dotted", arrow=first.deadline is None),
            Spot(days[0], "target", "start"),
            *(Spot(day, "target", "notch") for day in days[1:]),
        ]
        if first.deadline:
            marks.append(Spot(end, "target", "stroke"))
        return marks

    def verdicts(self, story: TargetStory) -> list[Spot]:
        """Marks above the line for the first side, below it for the second; who else speaks on outer lanes, by name."""
        up = {books.reporter: -1.0 if place == 0 else 1.0 for place, books in enumerate(self.offices)}
        spots = [
            Spot(year(story, rating) + 0.5, rating.reporter, look(rating), up[rating.reporter] * NEAR)
            for rating in story.offices
        ]
        outer: dict[tuple[str, int, str], list[str]] = {}
        others = [rating for rating in (*story.others, *story.said) if self.more and rating.reason not in SILENT]
        for rating in sorted(others, key=lambda rating: look(rating) == UNKNOWN):
            place = (rating.reporter, year(story, rating))
            if look(rating) == UNKNOWN and any(found[:2] == place for found in outer):
                continue  # two marks on one spot are none; the words of the row have both
            outer.setdefault((*place, look(rating)), []).append(self._who(rating))
        spots += [
            Spot(when + 0.5, side, how, up[side] * FAR, self.told.listed(names))
            for (side, when, how), names in outer.items()
        ]
        return spots

    def _spoken(self, story: TargetStory) -> str:
        """A row's time in words."""
        told, first = self.told, story.first
        last = max(story.days)
        if first.deadline:
            return told.say(
                "from {first} to the end of {deadline}; last announced {last}",
                first=first.set_on,
                deadline=first.deadline,
                last=last,
            )
        return told.say("from {first} on; last announced {last}", first=first.set_on, last=last)


def look(rating: Rating) -> str:
    """How the mark of a verdict looks."""
    if rating.fate.reached:
        return "full"
    return {Fate.MISSED: "missed", Fate.OPEN: "hollow", Fate.NOT_REACHED: "hollow"}.get(rating.fate, UNKNOWN)


def year(story: TargetStory, rating: Rating) -> int:
    """The year that the mark of a verdict stands in: when a target was reached, is not yet, was due, or is in doubt."""
    first = story.first
    if rating.year and (rating.fate.reached or rating.fate is Fate.NOT_REACHED):
        return rating.year
    if rating.at and rating.fate is Fate.CANNOT_BE_RATED and rating.reason not in SILENT:
        return rating.at
    return first.deadline.year if first.deadline else first.set_on.year


def middle(period: Period) -> float:
    """The middle of a period on the scale of years."""
    return (at(period.start) + at(period.end)) / 2


def at(day: date) -> float:
    """A day on the scale of years."""
    return day.year + (day.timetuple().tm_yday - 0.5) / 366
