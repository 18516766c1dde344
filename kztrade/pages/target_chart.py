"""What the home page draws: the article's points, the ledgers behind them, what was said later, the reader's path."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kztrade import ledgers
from kztrade.answers.target import Point, TargetAnswer
from kztrade.codes import Unit
from kztrade.figures import TOTAL, cells, columns, figure_id, file_stem, sources_of
from kztrade.marks import Axis, Chart, Dash, Dots, Label, Line, Panel, Rule, inks, steps
from kztrade.marks import Point as Place
from kztrade.model import Metric, Target
from kztrade.points import point, runs
from kztrade.table import Coded, Column, Table
from kztrade.words import BN, Telling
from kztrade.words.captions import drawn_from
from kztrade.words.doubt import marked, provisional

FIRST_YEAR = 2018
"""From here on the chart shows the ledgers: enough to see where the article's years stand."""

GROUPS = ("article", "implied", "statistics", "said", "path")
"""The order of the figures of one year in the table."""


def goal(told: Telling, target: Target) -> str:
    """A target by its level, and its deadline if it has one."""
    level = told.words.money(target.value)
    if not target.deadline:
        return level
    return told.say("{goal} by {deadline}", goal=level, deadline=target.deadline)


def factor(told: Telling, answer: TargetAnswer) -> str:
    """One plus the stated growth: what the base is multiplied by."""
    return told.words.number(1 + answer.article.rate.value / 100, 3)


@dataclass(frozen=True, slots=True)
class TargetChart:
    """Turnover by year against a target, as chart and table.

    Attributes:
        behind: Sides whose ledgers are shown, and `said` for what was stated later.
        figure: Id of the figure that is chosen.
    """

    told: Telling
    answer: TargetAnswer
    behind: Sequence[str]
    figure: str

    @property
    def goal(self) -> str:
        """The level in words."""
        return self.told.words.money(self.answer.target.value)

    def points(self) -> list[Point]:
        """Of all that can be drawn, what the reader wants to see."""
        return [
            drawn
            for drawn in self.answer.points
            if drawn.group in ("article", "implied", "path")
            or (
                drawn.group == "statistics"
                and drawn.row.reporter in self.behind
                and drawn.row.period.year >= FIRST_YEAR
            )
            or (drawn.group == "said" and "said" in self.behind)
        ]

    def chart(self) -> Chart:
        """Turnover by year against the target."""
        told, answer = self.told, self.answer
        points = self.points()
        years = [drawn.row.period.year for drawn in points]
        span = (min(years), max(years))
        return Chart(
            file_stem(["turnover"], span, "turnover"),
            told.say("Turnover against the target"),
            self._reading(points),
            drawn_from(told, self._publishers(points)),
            told.say(
                "Turnover by year against a target of {goal}: {level} in {year}.",
                goal=self.goal,
                level=marked(told, answer.level, inside=True),
                year=answer.level.period,
            ),
            (self._panel(points, span),),
            inks(ledgers.sides(told.data)),
            self.table(points),
            width=0.65,
        )

    def _reading(self, points: Sequence[Point]) -> str:
        """How the marks are to be read, and which statistics are provisional."""
        told = self.told
        marks = told.say(
            "Turnover a year, billion US dollars. Arrow: at least this much. Hollow: derived; thin rings: the "
            "article’s {rate} a year carried on. Dotted: your path.",
            rate=marked(told, self.answer.article.rate, inside=True),
        )
        doubt = provisional(told, (drawn.row for drawn in points if drawn.group in ("article", "statistics", "said")))
        return " ".join(filter(None, [marks, doubt]))

    def _publishers(self, points: Sequence[Point]) -> list[str]:
        """Whose figures the chart shows."""
        told, answer = self.told, self.answer
        behind = [source for drawn in points for source in sources_of(told.data, drawn.row)]
        return list(dict.fromkeys([answer.article.id, *behind, answer.target.source]))

    def _panel(self, points: Sequence[Point], span: tuple[int, int]) -> Panel:
        top = max(self.answer.target.value, *(self._reach(drawn) for drawn in points)) / BN * 1.12
        places = [place for place in steps(0, top, 6) if place <= top]
        ticks = tuple((place, self.told.words.number(place, 2, 1 if place else 0)) for place in places)
        return Panel(
            Axis(span[0] - 0.4, span[1] + 1.4, years=True),
            Axis(0, top, ticks, grid=True),
            (*self._target(span[0] - 0.4), *self._lines(points), *self._dots(points)),
        )

    def _reach(self, drawn: Point) -> float:
        quantity = drawn.row.quantity
        assert quantity is not None
        high = quantity.interval.high
        return quantity.value if high == float("inf") else high

    def _target(self, start: float) -> tuple[Rule, Label]:
        told, target = self.told, self.answer.target
        if target.deadline:
            name = told.say("**Target {goal}**, by {deadline}", goal=self.goal, deadline=target.deadline)
        else:
            name = told.say("**Target {goal}**, no deadline when it was set", goal=self.goal)
        figure = figure_id(target.observation())
        aimed = figure == self.figure
        rule = Rule(
            target.value / BN,
            "target",
            weight=4.0 if aimed else 2.0,
            figure=figure,
            who=told.say("{who}, {period}", who=target.set_by, period=target.set_on),
            what=goal(told, target),
        )
        return rule, Label(start, rule.at, name, "target", ("start", "end"))

    def _lines(self, points: Sequence[Point]) -> list[Line | Label]:
        """Ledgers and the reader's path, each named at its end."""
        told = self.told
        found: list[Line | Label] = []
        courses: dict[tuple[str, str], list[Point]] = {}
        for drawn in points:
            if drawn.group in ("statistics", "path"):
                courses.setdefault((drawn.group, drawn.row.reporter), []).append(drawn)
        for (group, reporter), course in courses.items():
            rows = [self._place(drawn) for drawn in course]
            if group == "path":
                # where the path begins the article's figure answers the mouse, not the path
                start = replace(self._place(Point("article", self.answer.level)), chosen=False)
                found.append(Line((start, *rows), "path", 2.0, Dash.DOTTED))
                text = told.say("if +{rate} a year", rate=told.words.amount(self.answer.rate, Unit.PERCENT))
                found.append(Label(rows[-1].x, rows[-1].y, text, "path", ("above", "right", "below")))
                continue
            found += [Line(run, reporter) for run in runs(rows)]
            sides = ("above", "left") if reporter == ledgers.sides(told.data)[0].code else ("below", "right")
            found.append(Label(rows[-1].x, rows[-1].y, self._name(course[-1]), reporter, sides))
        return found

    def _dots(self, points: Sequence[Point]) -> list[Dots | Label]:
        """The article's points, its course carried on, and what was said later; each with its figure."""
        found: list[Dots | Label] = []
        for group in ("implied", "said", "article"):
            for drawn in (drawn for drawn in points if drawn.group == group):
                place = self._place(drawn)
                series = drawn.row.reporter if group == "said" else TOTAL
                found.append(Dots((place,), series))
                if group != "implied":
                    found.append(Label(place.x, place.y, self._label(drawn), series, must=group == "article"))
        return found

    def _label(self, drawn: Point) -> str:
        said = marked(self.told, drawn.row)
        if drawn.group == "article":
            return self.told.say("**{figure}**", figure=said)
        return self.told.say("said: {figure}", figure=said)

    def _place(self, drawn: Point) -> Place:
        article_point = drawn.group == "article"
        figure = figure_id(drawn.row) if article_point else ""
        wanted = self.figure
        if wanted == figure_id(self.answer.article.rate):  # growth is marked by the point it leads to
            wanted = figure_id(self.answer.level)
        size = {"article": 1.4, "implied": 1.5}.get(drawn.group, 1.0)
        ringed = bool(figure) and figure == wanted
        solid = drawn.group == "statistics"
        made = point(self.told, drawn.row, BN, figure, ringed, self._name(drawn), size, solid=solid)
        # Where a course leads is open at every step; only what was said and derived shows how far.
        return made if drawn.group in ("article", "said") else replace(made, low=None, high=None)

    def _name(self, drawn: Point) -> str:
        told = self.told
        if drawn.group == "path":
            return told.say("Your path: {rate} a year", rate=told.words.amount(self.answer.rate, Unit.PERCENT))
        if drawn.group == "implied":
            return told.say("Article, carried on")
        return told.who(drawn.row)

    def _how(self, drawn: Point) -> str:
        """How a figure came to be known, and whether it is in doubt."""
        how = self._known(drawn)
        return how if drawn.group in ("statistics", "said") else marked(self.told, drawn.row, how)

    def _known(self, drawn: Point) -> str:
        told, report = self.told, self.answer.article
        if drawn.group == "path":
            return told.say("your assumption, no forecast")
        if drawn.group == "implied":
            rate = told.said(report.rate)
            return told.say("implied: {rate} a year from {year} on", rate=rate, year=self.answer.level.period)
        if drawn.group == "article" and isinstance(drawn.row, Metric):
            return told.say("derived: {base} × {factor}", base=report.base.period, factor=factor(told, self.answer))
        return told.status(drawn.row)

    def table(self, points: Sequence[Point]) -> Table:
        """The figures of the chart, the newest year first, in each those of the article first."""
        told = self.told
        ordered = sorted(points, key=lambda d: (-d.row.period.year, GROUPS.index(d.group), d.row.reporter))
        heads = (*columns(told), Column("group", "group", told.say("Which part of the chart the row is."), shown=False))
        place, status = ([column.id for column in heads].index(name) for name in ("source", "status"))
        made = []
        for drawn in ordered:
            row = list(cells(told, drawn.row))
            code = row[place]
            assert isinstance(code, Coded)
            series = {"path": "path", "implied": TOTAL}.get(drawn.group, code.series)
            row[place] = Coded(code.code, self._name(drawn), series)
            row[status] = self._how(drawn)
            made.append((*row, drawn.group))
        years = [drawn.row.period.year for drawn in ordered]
        return Table(
            file_stem(["turnover"], (min(years), max(years)), "turnover"),
            told.say("The figures in the chart, newest first"),
            heads,
            tuple(made),
            tuple(figure_id(drawn.row) if drawn.group == "article" else "" for drawn in ordered),
            {"target": goal(told, self.answer.target)},
            sources=tuple(self._publishers(points)),
        )
