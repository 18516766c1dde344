"""Statements: what officials said of a year, and whether it agrees with the statistics; and with each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kztrade import ledgers
from kztrade.answers.article import article
from kztrade.answers.statements import (
    Judged,
    side_levels,
    spread,
    stated,
    statement_indicators,
    statement_periods,
    statements,
)
from kztrade.codes import MONEY, UNSPECIFIED, Scope
from kztrade.figures import cells_with_doubt, columns, file_stem
from kztrade.marks import Axis, Chart, Dash, Dots, Label, Panel, Rule, inks, steps
from kztrade.marks import Point as Place
from kztrade.metrics import Level
from kztrade.model import Observation
from kztrade.pages import Page, Visit, following
from kztrade.pages.statements_fit import consistency
from kztrade.parameters import Choice, Option, Parameter
from kztrade.period import Period, read_period
from kztrade.table import Cell, Coded, Column, Dated, Link, Stack, Table, words
from kztrade.view import Controls, Files, Note, Opening, Part, Picture, Rows, View
from kztrade.words import BN, M, Telling
from kztrade.words.captions import drawn_from, sides_points
from kztrade.words.doubt import doubtful, marked, provisional


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """Which indicator, which period; a period nobody spoke of with this indicator gives way to the latest."""
    data = told.data
    codes = statement_indicators(data)
    periods = sorted({row.period for row in stated(data)}, reverse=True)
    latest = {code: {"period": _usual_period(told, code)} for code in codes}
    return [
        Choice(
            "indicator",
            told.say("Indicator"),
            codes[0],
            options=[Option(code, told.indicator(code)) for code in codes],
            tied=latest,
        ),
        Choice(
            "period",
            told.say("Period"),
            _usual_period(told, codes[0]),
            options=[Option(period.text, told.words.period(period)) for period in periods],
        ),
    ]


def _usual_period(told: Telling, code: str) -> str:
    """The article's last year, where somebody spoke of it with this indicator; else the latest period."""
    periods = [period.text for period in statement_periods(told.data, code)]
    last = article(told.data).rate.period.text
    return last if last in periods else periods[0]


def view(told: Telling, visit: Visit) -> View:
    """What was said of one indicator and period, each with its verdict, and whether stated figures fit each other."""
    indicator, wanted = visit.chosen["indicator"], read_period(visit.chosen["period"])
    periods = statement_periods(told.data, indicator)
    period = wanted if wanted in periods else periods[0]
    judged = statements(told.data, indicator, period)
    levels = side_levels(told.data, indicator, judged[0].row.reporter, period)
    asked = _Asked(told, indicator, period, judged, levels)
    opening = Opening(told.say("What officials said"), asked.headline(), asked.dek())
    parts: tuple[Part, ...] = (Controls(("indicator", "period")), *asked.parts(), *consistency(told))
    return View(
        PAGE.id,
        PAGE.title(told),
        opening,
        parts,
        inks=inks(ledgers.sides(told.data)),
        next=following(told, "targets", "ledgers", "calendar"),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    told: Telling
    indicator: str
    period: Period
    judged: Sequence[Judged]
    levels: Sequence[Level]

    @property
    def total(self) -> list[Observation]:
        """Statements on all of the pair's trade."""
        pair = {side.code for side in ledgers.sides(self.told.data)} | {UNSPECIFIED}
        rows = [item.row for item in self.judged]
        return [row for row in rows if row.scope is Scope.TOTAL and {row.reporter, row.partner} <= pair]

    def headline(self) -> str:
        """How many different figures were given, and how far apart they lie."""
        told, total = self.told, self.total
        given = {"indicator": told.indicator(self.indicator, inside=True), "when": told.when(self.period)}
        if not total:
            return told.say("No statement on {indicator} {when} speaks of the two countries as a whole", **given)
        values = spread(total)
        if len(values) > 1:
            return told.say(
                "{count} different figures were stated for {indicator} {when}, from {low} to {high}",
                count=told.words.count(len(values), first=True),
                low=self._figure(values[0]),
                high=self._figure(values[-1]),
                **given,
            )
        if len(total) == 1:
            return told.say("One source says {value} for {indicator} {when}", value=self._figure(values[0]), **given)
        return told.say("For {indicator} {when} every source says {value}", value=self._figure(values[0]), **given)

    def _figure(self, value: float) -> str:
        """A figure with its hedge; where speakers differ in it, with every hedge that was heard."""
        told = self.told
        same = [row for row in self.total if row.value == value]
        hedges = sorted({row.qualifier for row in same})
        first = next(filter(doubtful, same), same[0])
        if len(hedges) == 1:
            return marked(told, first, told.said(first, long=True), inside=True)
        plain = marked(told, first, told.figure(first, long=True), inside=True)
        heard = told.listed(
            [told.say("“{hedge}”", hedge=told.words.hedge(hedge)) for hedge in hedges if hedge != "exact"], "or"
        )
        return told.say("{figure} (also with {hedges})", figure=plain, hedges=heard)

    def dek(self) -> str:
        """What the statistics say."""
        told = self.told
        if not self.total:
            parts = [
                told.say(
                    "{value} covers {scope}.", value=marked(told, item.row, inside=True), scope=self._coverage(item.row)
                )
                for item in self.judged[:3]
            ]
            rest = told.say("It is no bilateral total and is set against none.")
            return " ".join([*parts, rest])
        if not self.levels:
            return told.say("Every value is shown with all that its words and digits leave open.")
        parts = [told.say("{name}: {value}.", name=told.who(level), value=marked(told, level)) for level in self.levels]
        return " ".join([*parts, told.say("The [intervals](term:interval) alone decide whether a statement agrees.")])

    def _coverage(self, row: Observation) -> str:
        """What a figure speaks of that is not the pair's total."""
        if row.scope is Scope.TOTAL:
            return self.told.say("trade with {partner}", partner=self.told.area(row.partner, "of"))
        return self.told.covered(row.scope)

    def parts(self) -> list[Part]:
        """Chart, note, table, files."""
        told = self.told
        table = self.table()
        chart = self.chart(table)
        found: list[Part] = [Picture(chart)] if chart else []
        if not self.levels:
            first = told.say("No statistic to compare.")
            rest = told.say(
                "Neither office publishes this period in the data we hold. The statements are shown as made."
            )
            found.append(Note(first, rest))
        return [*found, Rows(table), Files(chart, table)]

    # What is drawn

    @property
    def scale(self) -> float:
        """Base units in one unit of the axis."""
        if self.judged[0].row.unit not in MONEY:
            return 1.0
        return M if max(abs(row.value) for row in self.total) < 10 * BN else BN

    def chart(self, table: Table) -> Chart | None:
        """A row for each thing said, the ledgers as upright lines; nothing where nothing was said of the total."""
        told = self.told
        groups = self._groups()
        if not groups:
            return None
        sources = [item.row.source for items in groups for item in items]
        for level in self.levels:
            sources += [level.source] if isinstance(level, Observation) else [key.split(".")[4] for key in level.inputs]
        return Chart(
            file_stem([], None, f"statements_{self.indicator}_{self.period.text.replace('/', '_')}"),
            told.say("{indicator}, {period}, as stated", indicator=told.indicator(self.indicator), period=self.period),
            self._reading(),
            drawn_from(told, dict.fromkeys(sources)),
            told.plural(
                "One statement on {indicator} {when}.",
                "{count} statements on {indicator} {when}.",
                len(groups),
                indicator=told.indicator(self.indicator, inside=True),
                when=told.when(self.period),
            ),
            (self._panel(groups),),
            inks(ledgers.sides(told.data)),
            table,
            height=60 + 58 * len(groups),
            height_narrow=60 + 70 * len(groups),
        )

    def _reading(self) -> str:
        """How the marks are to be read, and which statistics are provisional."""
        told = self.told
        marks = told.say(
            "{measure}. Point: as said. Bar: all values the words allow. {sides}",
            measure=self._measure(),
            sides=sides_points(told),
        )
        doubt = provisional(told, self.levels)
        return told.say("{marks} {doubt}", marks=marks, doubt=doubt) if doubt else marks

    def _measure(self) -> str:
        return self.told.measure(self.judged[0].row.unit, self.scale)

    def _groups(self) -> list[list[Judged]]:
        """The same words of one speaker in one month are one thing said, whoever reports it."""
        data, total = self.told.data, {row.key for row in self.total}
        groups: dict[tuple[object, ...], list[Judged]] = {}
        for item in self.judged:
            if item.row.key not in total:
                continue
            source = data.sources[item.row.source]
            month = source.published.end.isoformat()[:7] if source.published else ""
            key = (item.row.reporter, item.row.value, item.row.qualifier, month, source.speaker)
            groups.setdefault(key, []).append(item)
        return list(groups.values())

    def _panel(self, groups: Sequence[Sequence[Judged]]) -> Panel:
        places = [self._place(items, float(-number)) for number, items in enumerate(groups)]
        ends = [end for place in places for end in (place.low, place.high, place.x) if end is not None]
        recorded = [(level.value or 0.0) / self.scale for level in self.levels]
        inside = [end for end in [*ends, *recorded] if abs(end) != float("inf")]
        low, high = min(inside), max(inside)
        room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
        ticks = tuple(
            (tick, self.told.words.number(tick)) for tick in steps(low, high) if low - room <= tick <= high + room
        )
        rows = tuple((place.y, self._row_name(items)) for place, items in zip(places, groups, strict=True))
        dots = [
            mark
            for place, items in zip(places, groups, strict=True)
            for mark in (
                Dots((place,), items[0].row.reporter, along="x"),
                Label(place.x, place.y, marked(self.told, items[0].row), items[0].row.reporter, ("above", "below")),
            )
        ]
        names = Axis(-len(groups) + 0.4, 0.8, rows, names=True)
        return Panel(Axis(low - room, high + room, ticks), names, (*self._rules(), *dots))

    def _row_name(self, items: Sequence[Judged]) -> str:
        """Speaker and day, and how many reports carry the words."""
        told = self.told
        source = items[0].row.source
        return told.plural(
            "{speaker}\n{day}",
            "{speaker}\n{day}, {count} reports",
            len(items),
            speaker=told.text(told.data.sources[source].speaker),
            day=told.published(source),
        )

    def _place(self, items: Sequence[Judged], y: float) -> Place:
        told, row = self.told, items[0].row
        interval = row.quantity.interval
        who = "\n".join(
            [told.text(told.data.sources[row.source].speaker), *(told.source(item.row.source) for item in items)]
        )
        return Place(
            row.value / self.scale,
            y,
            interval.low / self.scale,
            interval.high / self.scale,
            hollow=row.obs_status.suspect,
            who=who,
            what=marked(told, row),
        )

    def _rules(self) -> list[Rule | Label]:
        """The ledgers' figures, named at the top."""
        told = self.told
        found: list[Rule | Label] = []
        for level in self.levels:
            at = (level.value or 0.0) / self.scale
            found.append(
                Rule(
                    at,
                    level.reporter,
                    across="y",
                    weight=1.5,
                    dash=told.data.areas[level.reporter].dash or Dash.SOLID,
                    who=told.who(level),
                    what=marked(told, level),
                )
            )
            found.append(Label(at, 0.8, told.who(level), level.reporter, ("end", "right", "left")))
        return found

    # The table

    def table(self) -> Table:
        """Every statement with its publication and its verdict."""
        told = self.told
        return statements_table(
            told,
            self.judged,
            f"statements_{self.indicator}_{self.period.text.replace('/', '_')}",
            told.say("Does it agree with the statistics?"),
            {"indicator": self.indicator, "period": self.period.text},
        )


def statements_table(told: Telling, judged: Sequence[Judged], name: str, title: str, filters: dict[str, str]) -> Table:
    """Statements of any indicator and period as a table, each with its verdicts."""
    kept = [column for column in columns(told) if column.id not in ("formula", "inputs", "status")]
    places = [place for place, column in enumerate(columns(told)) if column in kept]
    visible = {"value", "interval"}
    quiet = tuple(replace(column, shown=column.id in visible) for column in kept)
    heads = (
        Column("published", told.say("Published"), told.say("When the source was published."), wide=True),
        Column("speaker", told.say("Who"), told.say("Person or body whose figure it is.")),
        *quiet,
        Column("dating", "dating", told.say("Whether the day is stated, inferred or unknown."), shown=False),
        Column("publisher", "publisher", told.say("Who published it."), shown=False),
        Column("address", "address", told.say("Where it is published."), shown=False),
        *verdict_columns(told, told.say("What the ledgers make of it.")),
    )
    rows = []
    for item in judged:
        row, source = item.row, told.data.sources[item.row.source]
        made, speaker = cells_with_doubt(told, row), told.text(source.speaker)
        where = (
            Link(told.publisher(source), source.address)
            if source.address
            else told.say("{publisher}, address not known", publisher=told.publisher(source))
        )
        series = row.reporter if told.data.areas[row.reporter].rank else ""
        shown, text = verdict_cells([told.verdict(row, verdict) for verdict in item.verdicts], told.note(row))
        rows.append(
            (
                Dated(source.published, told.published(row.source)),
                Stack((Coded(speaker, speaker, series), where)),
                *(made[place] for place in places),
                str(source.dating),
                told.publisher(source),
                source.address or None,
                shown,
                text,
            )
        )
    return Table(
        name, title, heads, tuple(rows), filters=filters, sources=tuple(dict.fromkeys(i.row.source for i in judged))
    )


def verdict_columns(told: Telling, meaning: str) -> tuple[Column, Column]:
    """Verdicts twice: a line each on a page, in one text in files."""
    return (
        Column("verdicts", told.say("Verdict"), meaning, saved=False, below=True),
        Column("verdict", "verdict", meaning, shown=False),
    )


def verdict_cells(verdicts: Sequence[str], note: str = "") -> tuple[Cell, Cell]:
    """The cells of `verdict_columns`."""
    return Stack((*verdicts, *filter(None, [note]))), words(Stack(tuple(verdicts)))


PAGE = Page(
    "statements",
    40,
    "said",
    lambda told: told.say("Statements"),
    lambda told: told.say("Does what was said fit the statistics?"),
    parameters,
    view,
)
