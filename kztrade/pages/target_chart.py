"""What the home page draws: the article's points, the ledgers behind them, what was said later, the reader's path."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kztrade import ledgers
from kztrade.answers.target import Point, TargetAnswer
from kztrade.codes import Unit
from kztrade.figures import TOTAL, cells, columns, figure_id, file_stem, input_ids, sources_of
from kztrade.marks import Axis, Chart, Dash, Dots, Label, Line, Panel, Rule, inks, steps
from kztrade.marks import Point as Place
from kztrade.model import Level, Metric, Observation, Target
from kztrade.points import of_statistics, point, runs
from kztrade.table import Amount, Coded, Column, Table
from kztrade.words import BN, Telling
from kztrade.words.captions import drawn_from, hedged_number
from kztrade.words.doubt import marked, provisional

FIRST_YEAR = 2018
"""From here on the chart shows the ledgers: enough to see where the article's years stand."""

GROUPS = ("said", "statistics", "article")
"""The order of the figures of one year in the table; the ways of a what-if are no figures."""

WAYS = ("path", "needed")
"""Where a what-if leads: by the reader's growth, and by what the reader's year takes."""

ASIDE = 0.36
"""A figure is of a whole year: what officials said stands so far beside its tick, to the left for one side and to the right for
the other."""


def _courses(points: Sequence[Point], groups: Sequence[str]) -> list[list[Point]]:
    """Figures of some groups by their line, each in the order of its years."""
    found: dict[tuple[str, str], list[Point]] = {}
    for drawn in points:
        if drawn.group in groups:
            found.setdefault((drawn.group, drawn.row.reporter), []).append(drawn)
    return list(found.values())


def _same(points: Sequence[Point]) -> list[list[Point]]:
    """Figures drawn as points: of one year, side and value together, those of the article last."""
    groups: dict[tuple[object, ...], list[Point]] = {}
    for drawn in sorted(points, key=lambda one: one.group == "article"):
        if drawn.group in ("said", "article"):
            key = (drawn.group, drawn.row.period, drawn.row.reporter, drawn.row.quantity and drawn.row.quantity.value)
            groups.setdefault(key, []).append(drawn)
    return list(groups.values())


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
        figure: Id of the figure that is chosen.
    """

    told: Telling
    answer: TargetAnswer
    figure: str

    @property
    def goal(self) -> str:
        """The level in words."""
        return self.told.words.money(self.answer.target.value)

    def points(self) -> list[Point]:
        """What is drawn: of the ledgers only the years around the article's."""
        return [
            drawn for drawn in self.answer.points if drawn.group != "statistics" or drawn.row.period.year >= FIRST_YEAR
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
            self.table(),
            height=404,
            height_narrow=300,
            width=0.65,
        )

    def _reading(self, points: Sequence[Point]) -> str:
        """How the marks are to be read, and which statistics are provisional."""
        told = self.told
        marks = told.say("$ bn a year. Arrow: at least. Hollow: derived. Dotted: what if.")
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
            (
                *self._target(span[0] - 0.4),
                *self._end(points, top),
                *self._down(),
                *self._lines(points),
                *self._dots(points),
                *self._ways(points),
            ),
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
        return rule, Label(
            start, rule.at, name, "target", ("start", "end"), brief=told.say("**Target {goal}**", goal=self.goal)
        )

    def _end(self, points: Sequence[Point], top: float) -> list[Rule | Label]:
        """Where the yearly statistics end, if what was said goes on."""
        last = max((drawn.row.period.year for drawn in points if drawn.group == "statistics"), default=0)
        if not any(drawn.group == "said" and drawn.row.period.year > last for drawn in points):
            return []
        text = self.told.say(
            "From {year} on the data hold no yearly statistics, only what officials said", year=str(last + 1)
        )
        brief = self.told.say("From {year} on only what officials said", year=str(last + 1))
        rule = Rule(last + 0.5, "", "y", 0.0, top * 0.16, 1.0, Dash.SOLID)
        return [rule, Label(rule.at, top * 0.1, text, "", ("right",), must=False, brief=brief)]

    def _lines(self, points: Sequence[Point]) -> list[Line | Dots | Label]:
        """Ledgers, each named at its end."""
        first = ledgers.sides(self.told.data)[0].code
        found: list[Line | Dots | Label] = []
        for course in _courses(points, ("statistics",)):
            rows, reporter = [self._place(drawn) for drawn in course], course[0].row.reporter
            found += [Line(run, reporter) for run in runs(rows)]
            sides = ("left", "above") if reporter == first else ("below", "right")
            found.append(Label(rows[-1].x, rows[-1].y, self._name(course[-1]), reporter, sides))
        return found

    def _ways(self, points: Sequence[Point]) -> list[Line | Dots | Label]:
        """Both ways of the what-ifs; their names take the room that figures leave."""
        told = self.told
        # where the path begins the article's figure answers the mouse, not the path
        start = replace(self._place(Point("article", self.answer.level)), chosen=False, figure="")
        found: list[Line | Dots | Label] = []
        for course in _courses(points, WAYS):
            rows = [self._place(drawn) for drawn in course]
            way = tuple(replace(place, hollow=False) for place in (start, *rows))
            found += [Line(way, "path", 2.0, Dash.DOTTED, markers=False), Dots((rows[-1],), "path")]
            group = course[0].group
            rate = told.figure(self.answer.required) if group == "needed" else self._rate(group)
            text = told.say("if {rate} a year", rate=rate)
            found.append(Label(rows[-1].x, rows[-1].y, text, "path", ("below", "right", "above", "left")))
        return found

    def _rate(self, group: str) -> str:
        told, answer = self.told, self.answer
        if group == "needed":
            return told.said(answer.required)
        return told.words.amount(answer.rate, Unit.PERCENT)

    def _dots(self, points: Sequence[Point]) -> list[Dots | Label]:
        """What was said later beside its year, and the article's points; each with its figure and who said it."""
        found: list[Dots | Label] = []
        for group in _same(points):
            drawn = min(group, key=self._open)
            place, series, text = self._place(drawn), TOTAL, self._label(drawn)
            sides: tuple[str, ...] = ("right", "below", "above", "left")
            if drawn.group == "said":
                series = drawn.row.reporter
                left = series == ledgers.sides(self.told.data)[0].code
                heard = [self._place(one) for one in group]
                place = replace(
                    place,
                    x=place.x - ASIDE if left else place.x + ASIDE,
                    who="; ".join(one.who for one in heard),
                    what="; ".join(one.what for one in heard),
                )
                sides = ("left", "above", "below") if left else ("right", "above", "below")
            brief = self._brief(drawn)
            found.append(Dots((place,), series))
            found.append(Label(place.x, place.y, text, series, sides, brief=brief, chosen=place.chosen))
        return found

    def _open(self, drawn: Point) -> float:
        """How much a figure leaves open: of the same one said twice, the more exact is drawn."""
        quantity = drawn.row.quantity
        assert quantity is not None
        return quantity.interval.high - quantity.interval.low

    def _label(self, drawn: Point) -> str:
        """A figure of the article; of an official, by office: the name stands in hover and table."""
        told, said = self.told, marked(self.told, drawn.row)
        if drawn.group == "article" or not isinstance(drawn.row, Observation):
            return told.say("**{figure}**", figure=said)
        return told.say("{office}: {figure}", office=told.text(told.data.sources[drawn.row.source].office), figure=said)

    def _brief(self, drawn: Point) -> str:
        """The same on a phone: whose side, and a figure of the article in the unit that the subtitle tells."""
        told = self.told
        if drawn.group == "article":
            return told.say("**{figure}**", figure=marked(told, drawn.row, hedged_number(told, drawn.row, BN, 2)))
        adjective = told.area(drawn.row.reporter, "adjective")
        return told.say("{adjective} side: {figure}", adjective=adjective, figure=marked(told, drawn.row))

    def _place(self, drawn: Point) -> Place:
        article_point = drawn.group == "article"
        figure = figure_id(drawn.row) if article_point else ""
        size = 1.4 if article_point else 1.0
        solid = drawn.group == "statistics"
        chosen = bool(figure) and figure in self._chosen()
        made = point(self.told, drawn.row, BN, figure, chosen, self._name(drawn), size, solid=solid)
        # Where a course leads is open at every step; only what was said and derived shows how far.
        return made if drawn.group in ("article", "said") else replace(made, low=None, high=None)

    def _chosen(self) -> tuple[str, ...]:
        """The points to mark: the chosen one, with the stated one that it was worked out from."""
        report, level = self.answer.article, self.answer.level
        # growth is marked by the point it leads to
        wanted = figure_id(level) if self.figure == figure_id(report.rate) else self.figure
        return (wanted, *input_ids(level)) if wanted == figure_id(level) else (wanted,)

    def _down(self) -> list[Rule]:
        """From the chosen point to its year."""
        wanted = self._chosen()[0]
        rows: list[Level] = [self.answer.article.base, self.answer.level]
        return [
            Rule(
                float(row.period.year),
                "chosen",
                "y",
                0.0,
                (row.quantity.value if row.quantity else 0.0) / BN,
                2.5,
                Dash.SOLID,
            )
            for row in rows
            if figure_id(row) == wanted
        ]

    def _name(self, drawn: Point) -> str:
        told = self.told
        if drawn.group in WAYS:
            return told.say("What if: {rate} a year", rate=self._rate(drawn.group))
        return told.who(drawn.row)

    def _how(self, drawn: Point) -> str:
        """How a figure came to be known, and whether it is in doubt."""
        how = self._known(drawn)
        return how if drawn.group in ("statistics", "said") else marked(self.told, drawn.row, how)

    def _known(self, drawn: Point) -> str:
        told, report = self.told, self.answer.article
        if drawn.group == "article" and isinstance(drawn.row, Metric):
            return told.say("derived: {base} × {factor}", base=report.base.period, factor=factor(told, self.answer))
        return told.status(drawn.row)

    def table(self) -> Table:
        """The figures of the chart, newest first."""
        told, points = self.told, [drawn for drawn in self.points() if drawn.group not in WAYS]
        ordered = sorted(points, key=lambda d: (-d.row.period.year, GROUPS.index(d.group), d.row.reporter))
        heads = (
            *map(self._head, columns(told)),
            Column("group", "group", told.say("Which part of the chart the row is."), shown=False),
        )
        names = [column.id for column in heads]
        made = []
        for drawn in ordered:
            row = dict(zip(names, (*cells(told, drawn.row), drawn.group), strict=True))
            code = row["source"]
            assert isinstance(code, Coded)
            row["source"] = Coded(code.code, self._name(drawn), code.series)
            row["value"] = Amount(drawn.row.quantity, drawn.row.unit, hedged_number(told, drawn.row, BN, 2, 2))
            row["interval"] = self._ends(drawn.row)
            row["status"] = self._how(drawn)
            made.append(tuple(row.values()))
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

    def _head(self, column: Column) -> Column:
        """A column of figures for a page on which all of them are turnover, in billions."""
        told = self.told
        titles = {
            "period": told.say("Year"),
            "value": told.say("Turnover, $\u00a0bn"),
            "interval": told.say("Interval, $\u00a0bn"),
            "status": told.say("How we know"),
        }
        return replace(
            column, title=titles.get(column.id, column.title), shown=column.shown and column.id != "indicator"
        )

    def _ends(self, row: Level) -> str:
        """The interval in billions, rounded outward; a statistic's as its digits leave it."""
        told, quantity = self.told, row.quantity
        assert quantity is not None
        if of_statistics(told.data, row):
            return told.ends(row)
        interval = told.words.interval_numbers(quantity.interval / BN, 3)
        return told.say("{interval}, with rounding", interval=interval) if quantity.beyond else interval
