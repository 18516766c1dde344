"""The picture of Investment: every sum, flow and count that was told, over one time, in a band for each kind."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kztrade import ledgers
from kztrade.answers.investment import Course, InvestmentAnswer, courses
from kztrade.codes import Bound, Kind, Scope, Shape, Unit
from kztrade.figures import TOTAL, figure_id
from kztrade.marks import COMMON, Axis, Chart, Dots, Label, Line, Mark, Panel, Point, amounts, inks
from kztrade.metrics import Level
from kztrade.model import Metric, Observation
from kztrade.period import Period
from kztrade.table import Coded, Table
from kztrade.words import M, Telling
from kztrade.words.captions import drawn_from
from kztrade.words.doubt import marked
from kztrade.words.telling import hedge_of

OTHERS = "others"
"""Series of what neither side's officials said."""

EARLY = 0.25
"""A line that begins in this part of the time has its words at its other end."""

PITCH = 19
"""Pixels from one sum to the next."""

SIGNS = (Shape.DOWN, Shape.UP)
"""Of the firms that are counted by other rules than the article's."""


def key_of(answer: InvestmentAnswer, row: Level) -> str:
    """How a figure is called in an address: the article's as in its digest, another one with its source."""
    if isinstance(row, Metric):
        return ""
    return figure_id(row) if row.source == answer.article.id else f"{figure_id(row)}/{row.source}"


def middle(period: Period) -> float:
    """Where a period lies on an axis of time: the middle of its days, in years."""
    day = date.fromordinal((period.start.toordinal() + period.end.toordinal()) // 2)
    return beginning(day)


def beginning(day: date) -> float:
    """A day in years."""
    return day.year + (day.timetuple().tm_yday - 1) / 366


@dataclass(frozen=True, slots=True)
class Bands:
    """What is drawn, with the figure that is chosen."""

    told: Telling
    answer: InvestmentAnswer
    figure: str

    def chart(self, table: Table) -> Chart:
        """Three panels under each other over the same years."""
        told, answer = self.told, self.answer
        first = min(row.period.start.year for row in answer.stated)
        last = max(row.period.end.year for row in answer.stated)
        every = courses(told.data, answer)
        ends = (first - 0.6, last + 3.8)
        sources = dict.fromkeys([answer.article.id, *(row.source for row in answer.stated)])
        return Chart(
            f"investment_{first}-{last}",
            told.say("Three kinds of figure, never on one scale"),
            told.say(
                "A sum runs from its start to the day it was told. Hollow: worked out here. Arrow: more, or less."
            ),
            drawn_from(told, sources),
            told.say(
                "Three bands over one time: sums as lines from their start to the day they were told, money of one period, "
                "and counts of firms; the table has every figure."
            ),
            (
                self._sums(every, Axis(*ends, years=True, grid=True, top=True)),
                self._flows(Axis(*ends, years=True, grid=True, quiet=True)),
                self._counts(Axis(*ends, years=True, grid=True)),
            ),
            {**inks(ledgers.sides(told.data)), OTHERS: COMMON[OTHERS]},
            table,
            height=150,
            height_narrow=150,
            heads=276,
            key=self._key(),
        )

    def series(self, row: Level) -> str:
        """Whose colour a figure has: the article's, that of the side whose figure it is, or that of neither."""
        source = row.source if isinstance(row, Observation) else row.ledger
        if source == self.answer.article.id:
            return TOTAL
        side = self.told.data.areas.get(row.reporter)
        return row.reporter if side and side.rank else OTHERS

    def _key(self) -> tuple[Coded, ...]:
        told = self.told
        names = {
            TOTAL: told.say("the article"),
            **{
                side.code: told.say("{adjective} officials", adjective=told.area(side.code, "adjective"))
                for side in ledgers.sides(told.data)
            },
            OTHERS: told.say("others"),
        }
        seen = {self.series(row) for row in self.answer.stated}
        return tuple(Coded(series, name, series) for series, name in names.items() if series in seen)

    # Sums

    def _sums(self, every: Sequence[Course], x: Axis) -> Panel:
        """A line for each sum, the largest on top."""
        told, row = self.told, self.answer.sum
        marks: list[Line | Dots | Label] = []
        for place, course in enumerate(every):
            marks += self._course(course, -1.0 - place)
        texts = [self._named(course, x) for course in every]
        for _, group in groupby(range(len(every)), key=lambda place: texts[place]):
            marks.append(self._name([(every[place], -1.0 - place) for place in group], x))
        share = (PITCH * len(every) + 30) / 150
        title = told.say("since {year}, a sum", year=str(row.period.start.year))
        return Panel(
            x, Axis(-len(every) - 0.6, -0.3), tuple(marks), title, self._repeated(every), share, self._large(row), TOTAL
        )

    def _course(self, course: Course, y: float) -> Iterator[Line | Dots]:
        row, series = course.row, self.series(course.row)
        day = self.told.data.sources[row.source].published
        told_on = middle(day or row.period)
        end = self._point(row, told_on, y, chosen=any(key_of(self.answer, one) == self.figure for one in course.rows))
        if course.started:
            start = self._point(row, beginning(row.period.start), y)
            yield Line((start, end), series, 4.0 if series == TOTAL else 2.0, markers=False)
        yield Dots((end,), series)

    def _named(self, course: Course, x: Axis) -> str:
        """Value and hedge of a sum, and what sets it apart from the others."""
        told, row = self.told, course.row
        given = {"figure": marked(told, row), "scope": self._part(row.scope), "year": str(row.period.start.year)}
        if row.scope is not Scope.TOTAL:
            return told.say("{figure}, {scope}", **given)
        if not course.started:
            return told.say("{figure}, no start named", **given)
        return told.say("{figure}, since {year}", **given) if self._early(course, x) else str(given["figure"])

    def _part(self, scope: Scope) -> str:
        """What part of all a figure is of, in two words."""
        parts = {Scope.REGION: self.told.say("one region"), Scope.PROJECT: self.told.say("one project")}
        return parts.get(scope) or self.told.covered(scope)

    def _early(self, course: Course, x: Axis) -> bool:
        return course.started and beginning(course.row.period.start) < x.low + (x.high - x.low) * EARLY

    def _name(self, group: Sequence[tuple[Course, float]], x: Axis) -> Label:
        """The words of one sum, or of several that are alike, at the end where there is room."""
        first, _ = group[0]
        y = sum(place for _, place in group) / len(group)
        text = self._named(first, x)
        chosen = any(self._stands_out(row) for course, _ in group for row in course.rows)
        days = [self.told.data.sources[course.row.source].published or course.row.period for course, _ in group]
        if self._early(first, x):
            return Label(
                max(map(middle, days)), y, self._bold(text, chosen), self.series(first.row), ("right", "left"), chosen
            )
        starts = [beginning(course.row.period.start) if course.started else middle(day)
                  for (course, _), day in zip(group, days, strict=True)]  # fmt: skip
        return Label(min(starts), y, self._bold(text, chosen), self.series(first.row), ("left", "right"), chosen)

    def _repeated(self, every: Sequence[Course]) -> str:
        """What a line is, and which sum was told again and again."""
        told = self.told
        alike: dict[str, list[Course]] = {}
        for course in every:
            alike.setdefault(told.said(course.row), []).append(course)
        text, most = max(alike.items(), key=lambda item: len(item[1]))
        years = [(told.data.sources[course.row.source].published or course.row.period).end.year for course in most]
        starts = {course.row.period.start.year for course in most if course.started}
        return told.plural(
            "“{figure}” was told from {first} to {last}, counted from one start.",
            "“{figure}” was told from {first} to {last}, counted from {starts} different starts.",
            len(starts),
            starts=told.words.count(len(starts)),
            figure=text,
            first=str(min(years)),
            last=str(max(years)),
        )

    # Flows

    def _flows(self, x: Axis) -> Panel:
        """Money of one period, and the step that the article tells from the period before."""
        told, answer = self.told, self.answer
        rows: list[Level] = [answer.before, *answer.of(told.data, Kind.FLOW, Unit.USD)]
        top = max(row.value or 0.0 for row in rows) / M
        latest = max(middle(row.period) for row in rows)

        def say(value: float, digits: int, last: bool) -> str:
            return told.words.money(value * M, scale=M) if last else told.words.number(value, digits)

        def text(row: Level) -> str:
            return told.say("{figure}, {period}", figure=marked(told, row), period=row.period)

        def sides(place: Point) -> tuple[str, ...]:
            if place.x <= flow:
                return ("left", "below", "above", "right")
            return ("right", "above", "below", "left") if place.x == latest else ("above", "right", "below", "left")

        y = amounts([top], say, 2, 1.0)
        y = Axis(y.low, y.high * 1.22, y.ticks, grid=True)
        before, flow = (middle(answer.before.period), middle(answer.flow.period))
        low, high = (answer.before.value or 0.0) / M, (answer.flow.value or 0.0) / M
        step = told.say("× {ratio}", ratio=told.words.number(answer.ratio.value, 1))
        marks: tuple[Mark, ...] = (
            Line((Point(before, low), Point(flow, high)), TOTAL, 1.5, markers=False, arrow=True),
            *self._dots(rows, M),
            *self._texts(
                rows,
                M,
                text,
                sides,
            ),
            Label((before + flow) / 2, (low + high) / 2, self._bold(step, True), TOTAL, ("left", "right")),
        )
        title = told.say("in {year}, one year’s flow", year=answer.flow.period)
        below = told.say(
            "{ratio} times the period before, he said: that makes it {before}. Read here as {year}.",
            ratio=told.words.number(answer.ratio.value, 1),
            before=marked(told, answer.before, inside=True),
            year=answer.before.period,
        )
        return Panel(x, y, marks, title, below, 0.8, self._large(answer.flow), TOTAL)

    # Counts

    def _counts(self, x: Axis) -> Panel:
        """Firms at a date; what is counted by another rule has a sign of its own."""
        told, answer = self.told, self.answer
        stated = answer.of(told.data, Kind.COUNT, Unit.ENTERPRISES)
        rows: list[Level] = [answer.ventures, *stated]
        kinds = dict.fromkeys(row.indicator for row in stated if row.indicator != answer.count.indicator)
        signs = dict(zip(kinds, SIGNS, strict=False))

        def say(value: float, digits: int, last: bool) -> str:
            return told.words.number(value, digits)

        def text(row: Level) -> str:
            if isinstance(row, Observation) and row.scope is not Scope.TOTAL:
                return told.say("{figure}, {scope}", figure=marked(told, row), scope=self._part(row.scope))
            return marked(told, row)

        y = amounts([row.value or 0.0 for row in rows], say, 4, 1.0)
        places = [self._amount(row, 1.0) for row in rows]

        def aside(place: Point) -> tuple[str, ...]:
            """Left of a point that another one follows closely."""
            near = [one for one in places if 0 < one.x - place.x < 3.5 and abs(one.y - place.y) < y.high / 8]
            return ("left", "above", "below", "right") if near else ("right", "below", "above", "left")

        marks: list[Mark] = [
            *self._dots([row for row in rows if not self._other(row, signs)], 1.0),
            *(
                mark
                for kind, sign in signs.items()
                for mark in self._dots([row for row in stated if row.indicator == kind], 1.0, sign)
            ),
            *self._texts(rows, 1.0, text, aside),
        ]
        others = told.listed(
            [
                told.say(
                    "{sign} {indicator}",
                    sign={Shape.DOWN: "▼", Shape.UP: "▲"}[sign],
                    indicator=told.indicator(kind, inside=True),
                )
                for kind, sign in signs.items()
            ]
        )
        below = told.say(
            "{added} were new, so {before} before. Other counts: {others}.",
            added=marked(told, answer.added, inside=True).capitalize(),
            before=marked(told, answer.ventures, inside=True),
            others=others,
        )
        title = told.indicator(answer.count.indicator, inside=True)
        return Panel(
            x,
            Axis(y.low, y.high * 1.1, y.ticks, grid=True),
            tuple(marks),
            title,
            below,
            1.02,
            self._large(answer.count),
            TOTAL,
        )

    def _other(self, row: Level, signs: dict[str, Shape]) -> bool:
        return isinstance(row, Observation) and row.indicator in signs

    # Points and words

    def _dots(self, rows: Iterable[Level], scale: float, shape: Shape | None = None) -> Iterator[Dots]:
        """Points by whose figures they are; the article's lie on top."""
        found: dict[str, list[Point]] = {}
        for row in rows:
            found.setdefault(self.series(row), []).append(self._amount(row, scale))
        for series in sorted(found, key=lambda series: series == TOTAL):
            yield Dots(tuple(found[series]), series, shape=shape)

    def _texts(
        self,
        rows: Sequence[Level],
        scale: float,
        text: Callable[[Level], str],
        sides: Callable[[Point], tuple[str, ...]],
    ) -> Iterator[Label]:
        """The figures beside their points, each said once."""
        seen: set[tuple[str, float]] = set()
        for row in sorted(rows, key=lambda row: (not self._stands_out(row), self.series(row) != TOTAL)):
            words, place = text(row), self._amount(row, scale)
            if (words, place.x) not in seen:
                seen.add((words, place.x))
                bold, series = self._stands_out(row), self.series(row)
                yield Label(place.x, place.y, self._bold(words, bold), series, sides(place), series == TOTAL)

    def _amount(self, row: Level, scale: float) -> Point:
        assert row.quantity is not None
        ends = row.quantity.interval
        low = -math.inf if hedge_of(row) in (Bound.BELOW, Bound.AT_MOST) else ends.low / scale
        return self._point(
            row,
            middle(row.period),
            row.quantity.value / scale,
            chosen=self._chosen(row),
            low=low,
            high=ends.high / scale,
        )

    def _point(
        self, row: Level, x: float, y: float, chosen: bool = False, low: float | None = None, high: float | None = None
    ) -> Point:
        told = self.told
        stated = row if isinstance(row, Observation) else None
        who = told.source(stated.source) if stated else told.who(row)
        what = told.say("{figure}, {period}", figure=marked(told, row), period=row.period)
        return Point(
            x,
            y,
            low,
            high,
            figure=key_of(self.answer, row),
            hollow=stated is None or row.obs_status.suspect,
            chosen=chosen,
            who=who,
            what=what,
        )

    def _chosen(self, row: Level) -> bool:
        """Whether a figure is chosen; a derived one where the figure is that makes it what it is."""
        behind = {id(self.answer.before): self.answer.ratio, id(self.answer.ventures): self.answer.added}
        return key_of(self.answer, behind.get(id(row), row)) == self.figure

    def _stands_out(self, row: Level) -> bool:
        main = (self.answer.sum, self.answer.flow, self.answer.count)
        return self._chosen(row) or any(row is one for one in main)

    def _large(self, row: Level) -> str:
        """A figure with the number set large and its hedge and unit around it."""
        said, number = marked(self.told, row), self.told.figure(row)
        return said.replace(number, f"**{number}**", 1)

    def _bold(self, text: str, on: bool) -> str:
        return self.told.say("**{figure}**", figure=text) if on else text
