"""What was said of one flow as a picture: a table with marks in it on a page, a chart of the same rows in files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kztrade import ledgers
from kztrade.answers.statements import Said
from kztrade.codes import MONEY, UNSPECIFIED, Scope, Unit
from kztrade.figures import file_stem
from kztrade.marks import COMMON, Axis, Chart, Dash, Dots, Label, Panel, Rule, decimals, inks, steps
from kztrade.marks import Point as Place
from kztrade.metrics import Agreement, Level
from kztrade.model import Observation
from kztrade.period import Period
from kztrade.table import Amount, Cell, Coded, Column, Dated, Plot, Ruled, Scale, Spot, Stack, Stretch, Table
from kztrade.words import BN, M, Telling
from kztrade.words.captions import drawn_from, hedged_number, sides_points
from kztrade.words.doubt import marked, provisional, with_doubt
from kztrade.words.format import decimals_of

PRESS, JOINT = "others", "joint"
"""Series of who speaks for no side: newsrooms and authors; both sides together, and bodies of neither."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What was said of one flow of goods or money, and what the two sides' statistics hold of it.

    Attributes:
        found: Every figure and speaker.
        levels: At most one a side.
        directed: Whether it is the flow of one side, whose name it then bears.
    """

    told: Telling
    indicator: str
    period: Period
    found: Sequence[Said]
    levels: Sequence[Level]
    directed: bool = False

    @property
    def whole(self) -> list[Said]:
        """What was said of all trade of the two sides with each other."""
        return [one for one in self.found if one.whole]

    @property
    def values(self) -> list[float]:
        """Different totals that were said, lowest first."""
        return sorted({one.row.value for one in self.whole})

    @property
    def title(self) -> str:
        """What it is and when, and how many reports give it."""
        told, reports = self.told, sum(len(one.items) for one in self.found)
        given = {"indicator": told.indicator(self.indicator), "when": told.when(self.period)}
        if self.directed:
            return told.plural(
                "{indicator} of {area} {when}, as given in one report",
                "{indicator} of {area} {when}, as given in {count} reports",
                reports,
                area=told.area(self.found[0].row.reporter, "of"),
                **given,
            )
        return told.plural(
            "{indicator} {when}, as given in one report",
            "{indicator} {when}, as given in {count} reports",
            reports,
            **given,
        )

    def reading(self) -> str:
        """How the marks are to be read, CommonMark."""
        told = self.told
        first, second = ledgers.sides(told.data)
        spoke = told.say(
            "Before a name: {first} a {one} office, {second} a {other} one, {press} a newsroom or author.",
            first=first.sign,
            second=second.sign,
            one=told.area(first.code, "adjective"),
            other=told.area(second.code, "adjective"),
            press=COMMON[PRESS].sign,
        )
        parts = [spoke]
        if any(one.voice == UNSPECIFIED for one in self.found):
            parts.append(told.say("{sign} both sides together, or others.", sign=COMMON[JOINT].sign))
        if self.drawn:
            parts.insert(
                0,
                told.say(
                    "Point: as said. Bar: its [interval](term:interval); where it meets a line, the figure fits that "
                    "[ledger](term:ledger)."
                )
                if self.levels
                else told.say("Point: as said. Bar: its [interval](term:interval)."),
            )
        return " ".join(parts)

    def source(self) -> str:
        """Whose figures they are, and which statistics are provisional."""
        drawn, doubt = drawn_from(self.told, self._sources()), provisional(self.told, self.levels)
        return self.told.say("{doubt} {source}", doubt=doubt, source=drawn) if doubt else drawn

    def _sources(self) -> dict[str, None]:
        sources = [item.row.source for one in self.found for item in one.items]
        for level in self.levels:
            sources += [level.source] if isinstance(level, Observation) else [key.split(".")[4] for key in level.inputs]
        return dict.fromkeys(sources)

    # The scale

    @property
    def drawn(self) -> bool:
        """Whether there is anything to compare: a lone number needs no axis."""
        return bool(self.whole) and (bool(self.levels) or len(self.values) > 1)

    @property
    def unit(self) -> Unit:
        """Of all its figures."""
        return self.found[0].row.unit

    @property
    def step(self) -> float:
        """Base units in one unit of the axis."""
        if self.unit not in MONEY:
            return 1.0
        return M if max(abs(one.row.value) for one in self.whole) < BN else BN

    def scale(self) -> Scale:
        """The axis: all that digits and hedges leave open, and the lines of the statistics."""
        step = self.step
        ends = [end for one in self.whole for end in (one.row.low, one.row.high, one.row.value)]
        ends += [level.value or 0.0 for level in self.levels]
        inside = [end / step for end in ends if abs(end) != float("inf")]
        low, high = min(inside), max(inside)
        room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
        places = [tick for tick in steps(low, high, 4) if low - room <= tick <= high + room]
        digits = decimals(places)
        ticks = tuple((tick, self._tick(tick, digits, tick == places[0])) for tick in places)
        rules = tuple(Ruled((level.value or 0.0) / step, self._rule(level), level.reporter) for level in self.levels)
        return Scale(low - room, high + room, ticks, rules)

    def _tick(self, tick: float, digits: int, first: bool) -> str:
        told = self.told
        if self.unit is Unit.PERCENT:
            return told.words.percent(tick)
        if first and self.unit is Unit.USD:
            return told.words.money(tick * self.step, self.step, digits=6)
        return told.words.number(tick, digits, digits)

    def _rule(self, level: Level) -> str:
        told = self.told
        value = level.value or 0.0
        figure = (
            told.words.percent(value)
            if self.unit is Unit.PERCENT
            else hedged_number(told, level, self.step, decimals_of(value / self.step, 4))
        )
        return told.say("{name} {figure}", name=told.who(level), figure=marked(told, level, figure))

    def _plot(self, one: Said) -> Plot:
        row, step = one.row, self.step
        look = "hollow" if row.obs_status.suspect else "full"
        spot = Spot(row.value / step, _side(row), look)
        opened = row.high == float("inf")
        stretch = Stretch(row.low / step, row.high / step, _side(row), arrow=opened)
        text = self.told.say("{figure}, read as {interval}", figure=self.told.said(row), interval=self.told.ends(row))
        return Plot((spot,) if row.low == row.high else (stretch, spot), text)

    # The table

    def table(self) -> Table:
        """A row for each figure and speaker, by whose figures they are."""
        told = self.told
        heads = [
            Column("speaker", told.say("Who said it, and when"), told.say("Who said it, with office and country.")),
            Column("voice", "voice", told.say("The side whose office spoke; empty for newsrooms."), shown=False),
            Column("quoting", "quoting", told.say("Whose figures the speaker says these are."), shown=False),
            Column("reporter", "reporter", told.say("Whose figures these are."), shown=False),
            Column("scope", "scope", told.say("What part of the trade is meant."), shown=False),
            Column("published", "published", told.say("When the first report was published."), shown=False),
            Column("reports", "reports", told.say("How many reports carry it."), shown=False),
            Column("value", told.say("Said"), told.say("The figure as stated."), number=True),
        ]
        if self.drawn:
            heads.append(Column("plot", told.say("On a scale"), saved=False, scale=self.scale()))
        else:
            heads.append(
                Column("interval", told.say("Read as"), told.say("All values that its words and digits allow."))
            )
        for level in self.levels:
            name = told.say("By {name}", name=told.who(level))
            meaning = told.say("How it fits {name}.", name=told.who(level))
            heads.append(Column(f"by_{level.reporter.lower()}", name, meaning, below=True, series=level.reporter))
        rows = tuple(self._row(one) for one in self.found)
        return Table(
            self.name("stated"),
            self.title,
            tuple(heads),
            rows,
            keys=tuple(report_key(one.row) for one in self.found),
            filters={"indicator": self.indicator, "period": self.period.text},
            sources=tuple(self._sources()),
            groups=self._groups(),
        )

    def name(self, stem: str) -> str:
        """The stem of a file of it."""
        side = f"_{self.found[0].row.reporter.lower()}" if self.directed else ""
        return f"{stem}_{self.indicator}_{self.period.text.replace('/', '_')}{side}"

    def _row(self, one: Said) -> tuple[Cell, ...]:
        told, row = self.told, one.row
        source = told.data.sources[row.source]
        speaker = told.text(source.speaker)
        figure = Amount(row.quantity, row.unit, told.said(row), _side(row) if one.whole else "")
        third: Cell = told.ends(row)
        if self.drawn:
            third = self._plot(one) if one.whole else None
        return (
            Stack((Coded(speaker, speaker, _voice(one)), self._when(one))),
            one.voice,
            told.text(source.quoting),
            row.reporter,
            str(row.scope),
            Dated(source.published, told.published(row.source)),
            len(one.items),
            with_doubt(told, row, figure),
            third,
            *(self._verdict(one, level) for level in self.levels),
        )

    def _when(self, one: Said) -> str:
        """The day, how many reports repeat it, who is quoted, and what part of the trade is meant."""
        told, source = self.told, self.told.data.sources[one.row.source]
        text = told.published(source)
        if len(one.items) > 1:
            text = told.plural(
                "{day}, and {count} more report", "{day}, and {count} more reports", len(one.items) - 1, day=text
            )
        if source.quoting:
            text = told.say("{day}, quoting {whose}", day=text, whose=told.text(source.quoting))
        return text if one.whole else told.say("{day}; {coverage}", day=text, coverage=coverage(told, one.row))

    def _verdict(self, one: Said, level: Level) -> Cell:
        told = self.told
        found = [
            verdict for verdict in one.verdicts if verdict.ledger == level.ledger and verdict.reporter == level.reporter
        ]
        if not one.whole or not found:
            return None
        fit, then = told.verdict_lines(one.row, found[0])
        agreement, before = found[0].agreement, found[0].then
        if before and before.agreement is agreement:  # off by another amount that day, and as much off
            then = ""
        look = "full" if agreement.agrees else "unknown" if agreement is Agreement.ONLY_CUT else "hollow"
        return Stack((Coded(agreement, fit, level.reporter, look), then))

    def _groups(self) -> Mapping[int, Cell]:
        """Headings where other figures begin: of the other side, of neither, of a part of the trade."""
        heads = [self._group(one) for one in self.found]
        return {place: head for place, head in enumerate(heads) if place == 0 or head != heads[place - 1]}

    def _group(self, one: Said) -> Cell:
        told, side = self.told, one.row.reporter
        if not one.whole:
            return told.say("Not of all trade between the two, so not compared")
        if not told.data.areas[side].rank:
            return told.say("Given for neither side")
        return Coded(side, told.say("Given as {adjective} figures", adjective=told.area(side, "adjective")), side)

    # The chart

    def chart(self, table: Table) -> Chart | None:
        """The same rows as a chart for files, the statistics as upright lines; nothing where nothing is compared."""
        told = self.told
        if not self.drawn:
            return None
        return Chart(
            file_stem([], None, self.name("statements")),
            self.title,
            self._marks(),
            drawn_from(told, self._sources()),
            told.plural(
                "One statement on {indicator} {when}.",
                "{count} statements on {indicator} {when}.",
                len(self.whole),
                indicator=told.indicator(self.indicator, inside=True),
                when=told.when(self.period),
            ),
            (self._panel(),),
            inks(ledgers.sides(told.data)),
            table,
            height=60 + 58 * len(self.whole),
            height_narrow=60 + 70 * len(self.whole),
        )

    def _marks(self) -> str:
        """How the marks of the chart are to be read, and which statistics are provisional."""
        told = self.told
        marks = told.say(
            "{measure}. Point: as said. Bar: all values the words allow. {sides}",
            measure=told.measure(self.unit, self.step),
            sides=sides_points(told),
        )
        doubt = provisional(told, self.levels)
        return told.say("{marks} {doubt}", marks=marks, doubt=doubt) if doubt else marks

    def _panel(self) -> Panel:
        scale, count = self.scale(), len(self.whole)
        places = [self._place(one, -float(number)) for number, one in enumerate(self.whole)]
        names = tuple((place.y, self._name(one)) for place, one in zip(places, self.whole, strict=True))
        dots = [
            mark
            for place, one in zip(places, self.whole, strict=True)
            for mark in (
                Dots((place,), one.row.reporter, along="x"),
                Label(place.x, place.y, marked(self.told, one.row), one.row.reporter, ("above", "below")),
            )
        ]
        rows = Axis(-count + 0.4, 0.8, names, names=True)
        return Panel(Axis(scale.low, scale.high, scale.ticks), rows, (*self._rules(), *dots))

    def _name(self, one: Said) -> str:
        told = self.told
        speaker = told.text(told.data.sources[one.row.source].speaker)
        return told.say("{speaker}\n{day}", speaker=speaker, day=self._when(one))

    def _place(self, one: Said, y: float) -> Place:
        told, row, step = self.told, one.row, self.step
        who = [told.text(told.data.sources[row.source].speaker), *(told.source(item.row.source) for item in one.items)]
        return Place(
            row.value / step,
            y,
            row.low / step,
            row.high / step,
            hollow=row.obs_status.suspect,
            who="\n".join(who),
            what=marked(told, row),
        )

    def _rules(self) -> list[Rule | Label]:
        """The statistics' figures, named at the top."""
        told = self.told
        found: list[Rule | Label] = []
        for level in self.levels:
            at = (level.value or 0.0) / self.step
            dash = told.data.areas[level.reporter].dash or Dash.SOLID
            who, what = told.who(level), marked(told, level)
            found.append(Rule(at, level.reporter, across="y", weight=1.5, dash=dash, who=who, what=what))
            found.append(Label(at, 0.8, who, level.reporter, ("end", "right", "left")))
        return found


def _side(row: Observation) -> str:
    return row.reporter if row.reporter != UNSPECIFIED else "total"


def _voice(one: Said) -> str:
    return JOINT if one.voice == UNSPECIFIED else one.voice or PRESS


def report_key(row: Observation) -> str:
    """How one report of a figure is called in an address, for one indicator and period."""
    return ".".join((row.reporter, row.partner, row.source, row.scope))


def coverage(told: Telling, row: Observation) -> str:
    """What a figure speaks of that is not the pair's total."""
    if row.scope is Scope.TOTAL:
        return told.say("trade with {partner}", partner=told.area(row.partner, "of"))
    return told.covered(row.scope)
