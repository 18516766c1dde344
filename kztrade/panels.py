"""Figures of any kind as small multiples: one panel a measure, so that unlike things never share an axis."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kztrade import ledgers
from kztrade.answers.explore import Explored
from kztrade.codes import MONEY, Kind, Qualifier, Scope, Unit
from kztrade.figures import according_to, figure_id, indicator_of, part_of_year, series_of, subject
from kztrade.ledgers import Books
from kztrade.marks import Aside, Axis, Dash, Dots, Label, Line, Number, Panel, Point, amounts
from kztrade.metrics import Level
from kztrade.model import Observation
from kztrade.points import of_statistics, point, runs
from kztrade.words import BN, M, Telling
from kztrade.words.captions import hedged_number, one_decimal
from kztrade.words.doubt import marked

USUAL = ("turnover", "exports", "imports", "investment", "investment_cumulative", "joint_ventures")
"""What is shown before a reader chooses, in this order."""

MOST = 12
"""Panels at most; all figures are in the table."""

LONE = 3
"""So many figures of one year, or of parts of a year, make no picture and are told as numbers."""

SMALL = 5
"""Panels of one unit share a scale if none is so many times smaller than another."""

FEW = 4
"""More stated points than this in a panel are told by hover and table, not by labels."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a panel holds: rows that may share an axis.

    Attributes:
        ends: For exports and imports, which are the two ends of a flow: who sends and who receives.
        what: For exports and imports: level, growth, change, share or ratio.
        part: Whether the periods are parts of a year, which never stand beside whole years.
    """

    scope: Scope
    part: bool
    partner: str
    code: str
    what: str = ""
    ends: tuple[str, str] = ("", "")

    @property
    def rank(self) -> tuple[object, ...]:
        """Whole years of all trade first, then in the usual order."""
        usual = USUAL.index(self.code) if self.code in USUAL else len(USUAL)
        return (self.scope is not Scope.TOTAL, bool(self.partner), self.part, bool(self.what), usual, self.code)


def measure(told: Telling, row: Level) -> Measure:
    """The panel a row belongs to."""
    data, code = told.data, indicator_of(row)
    part = part_of_year(data, row)
    partner = ledgers.outside(data, row)
    base, _, what = code.partition("_")
    ends = (
        ledgers.ends(data, code, row.reporter) if base in ("exports", "imports") and code in data.indicators else None
    )
    if ends and not partner and what in ("", "growth", "change"):
        flow = "exports" if ends[0] == ledgers.sides(data)[0].code else "imports"
        return Measure(row.scope, part, "", flow, what, ends)
    return Measure(row.scope, part, partner, code)


def panels(
    told: Telling,
    rows: Sequence[Explored],
    transform: str = "stated",
    base: int | None = None,
    chosen: str = "",
    numbers: bool = False,
) -> list[Panel]:
    """One panel a measure, the usual ones first, at most `MOST`, all over the same years.

    Args:
        told: The data and the language.
        rows: Figures, at least one.
        transform: What was made of them.
        base: The year that is 100, for an index.
        chosen: Id of the stated figure to mark.
        numbers: Whether figures that make no picture are told as numbers, after the pictures, and pictures of one unit
            share a scale where each can be read on it.
    """
    groups: dict[Measure, list[Explored]] = {}
    for explored in rows:
        groups.setdefault(measure(told, explored.row), []).append(explored)
    ranked = sorted(groups.items(), key=lambda item: item[0].rank)[:MOST]
    made = [_Made(told, key, part, transform, base, chosen) for key, part in ranked]
    lone = [one for one in made if numbers and one.lone]
    drawn = [one for one in made if one not in lone]
    years = [explored.shown.period.year for one in drawn for explored in one.rows] or [0]
    span = Axis(min(years) - 0.5, max(years) + max(1.4, (max(years) - min(years)) * 0.3), years=True)
    if numbers:
        drawn = [replace(one, named=place == 0) for place, one in enumerate(_to_scale(drawn))]
    return [*(one.panel(span) for one in drawn), *(one.number() for one in lone)]


def _to_scale(made: Sequence["_Made"]) -> list["_Made"]:
    """Panels of one unit on one scale, where the smallest can be read on it."""
    reach: dict[Unit, list[float]] = {}
    for one in made:
        reach.setdefault(one.unit, []).append(one.reach[1])
    alike = {unit for unit, ends in reach.items() if len(ends) > 1 and 0 < max(ends) <= min(ends) * SMALL}
    lows = {unit: min(one.reach[0] for one in made if one.unit is unit) for unit in alike}
    return [replace(one, shared=(lows[one.unit], max(reach[one.unit]))) if one.unit in alike else one for one in made]


def figure_words(told: Telling, explored: Explored) -> str:
    """A figure with hedge and unit: statistics in one decimal, alike down a column; what was said as it was said."""
    return one_decimal(told, explored.shown) if _alike(told, explored) else told.said(explored.shown)


def _alike(told: Telling, explored: Explored) -> bool:
    """Whether a figure is of statistics, which all have the same decimals, and no bound."""
    return of_statistics(told.data, explored.row) and explored.shown.qualifier is Qualifier.EXACT


def title(told: Telling, row: Level) -> str:
    """What a figure is of, as its panel and its row in a table say it."""
    return _title(told, measure(told, row))


def _title(told: Telling, key: Measure) -> str:
    if not any(key.ends):
        return subject(told, key.code, key.partner, whole=not key.part)
    given = dict(zip(("sender", "receiver"), map(told.area, key.ends), strict=True))
    if key.what == "growth":
        return told.say("{sender} → {receiver}, growth", **given)
    if key.what == "change":
        return told.say("{sender} → {receiver}, change over years", **given)
    return told.say("{sender} → {receiver}", **given)


@dataclass(frozen=True, slots=True)
class _Made:
    told: Telling
    key: Measure
    rows: Sequence[Explored]
    transform: str
    base: int | None
    chosen: str
    shared: tuple[float, float] | None = None
    named: bool = False

    @property
    def unit(self) -> Unit:
        return self.rows[0].shown.unit

    @property
    def lone(self) -> bool:
        """Whether the figures make no picture: one, or a few that nothing joins and no course of years parts."""
        if len(self.rows) == 1:
            return True
        years = {explored.shown.period.year for explored in self.rows}
        return len(self.rows) <= LONE and (self.key.part or len(years) == 1)

    def panel(self, span: Axis) -> Panel:
        """Title, axes and marks."""
        marks = (*self._lines(), *self._dots())
        return Panel(span, self._axis(), marks, _title(self.told, self.key), self._subtitle())

    def number(self) -> Panel:
        """Title and figures in words, the latest large: what, when and between what, according to whom."""
        told = self.told
        first, *others = sorted(self.rows, key=lambda explored: explored.shown.period, reverse=True)
        row = first.shown
        lines = [Aside(self._when(row)), Aside(according_to(told, first.row), series_of(told.data, first.row))]
        for one in others:
            given = {"period": one.shown.period, "figure": marked(told, one.shown), "who": according_to(told, one.row)}
            lines.append(Aside(told.say("{period}: {figure}, {who}", **given)))
        points = tuple(self._point(explored) for explored in (first, *others))
        mark = Number(points, series_of(told.data, first.row), marked(told, row), told.figure(row), tuple(lines))
        low, high = min(place.y for place in points), max(place.y for place in points)
        across = [place.x for place in points]
        x, y = Axis(min(across) - 1.01, max(across) + 1.01), Axis(min(0.0, low - 1), high + 1)
        return Panel(x, y, (mark,), _title(told, self.key), self._scope(), share=0.1)

    def _when(self, row: Level) -> str:
        """The period, and what else the words allow; statistics leave less open than their digits say."""
        told, quantity = self.told, row.quantity
        exact = quantity is None or quantity.interval.low == quantity.interval.high
        if exact or of_statistics(told.data, row):
            return told.words.period(row.period)
        return told.say("{period}, {interval}", period=row.period, interval=told.ends(row))

    def _scope(self) -> str:
        """What sets the figures apart from all trade and whole years."""
        told, key = self.told, self.key
        scope = "" if key.scope is Scope.TOTAL else told.covered(key.scope)
        part = told.say("part of a year") if key.part else ""
        return told.listed(list(filter(None, [part, scope])))

    @property
    def reach(self) -> tuple[float, float]:
        """The lowest and the highest of what is drawn, in base units."""
        ends = [end for explored in self.rows for end in self._ends(explored.shown)]
        return min(0.0, *ends), max(0.0, *ends)

    @property
    def scale(self) -> float:
        """Base units in one unit of the axis."""
        if self.unit not in MONEY:
            return 1.0
        return BN if max(map(abs, self.shared or self.reach)) >= BN / 2 else M

    def _subtitle(self) -> str:
        """Unit, kind, and what else sets the panel apart."""
        told, key = self.told, self.key
        unit, kind = self._unit(), self._kind()
        if key.scope is Scope.TOTAL and not key.part:
            return told.say("{unit}, {kind}", unit=unit, kind=kind)
        if key.scope is Scope.TOTAL:
            return told.say("{unit}, {kind}, part of a year", unit=unit, kind=kind)
        scope = told.covered(key.scope)
        if key.part:
            return told.say("{unit}, {kind}, part of a year: {scope}", unit=unit, kind=kind, scope=scope)
        return told.say("{unit}, {kind}: {scope}", unit=unit, kind=kind, scope=scope)

    def _kind(self) -> str:
        told, key = self.told, self.key
        if any(key.ends):
            return told.say("goods")
        indicator = told.data.indicators.get(key.code)
        return told.kind(indicator.kind if indicator else Kind.FACT)

    def _unit(self) -> str:
        told = self.told
        if self.unit is Unit.PERCENT:
            names = {"growth": told.say("% on the year before"), "share": told.say("% of the target")}
            return names.get(self.transform, told.say("%"))
        if self.unit is Unit.INDEX:
            return told.say("{year} = 100", year=str(self.base))
        if self.unit in MONEY:
            return told.say("$ bn") if self.scale == BN else told.say("$ m")
        return told.unit(self.unit)

    def _axis(self) -> Axis:
        """From zero, the unit at the highest number."""
        told = self.told

        def say(value: float, digits: int, highest: bool) -> str:
            number = told.words.number(value, digits, digits)
            if self.unit is Unit.PERCENT:
                return told.say("{number}%", number=number)
            if self.unit is not Unit.USD or not highest:
                return number
            return (
                told.say("${number} bn", number=number) if self.scale == BN else told.say("${number} m", number=number)
            )

        low, high = self.shared or self.reach
        return amounts((low / self.scale, high / self.scale), say, most=4)

    def _ends(self, row: Level) -> tuple[float, float]:
        quantity = row.quantity
        assert quantity is not None
        inside = [end for end in (quantity.interval.low, quantity.interval.high) if abs(end) != float("inf")]
        return min([quantity.value, *inside]), max([quantity.value, *inside])

    def _lines(self) -> list[Line | Label]:
        """Statistics by ledger: joined, parted at gaps, the last one labelled and named."""
        found: list[Line | Label] = []
        courses: dict[tuple[str, str], list[Explored]] = {}
        for explored in self.rows:
            if self._joined(explored):
                courses.setdefault((explored.row.ledger, explored.row.reporter), []).append(explored)
        offices = ledgers.offices(self.told.data)
        for (ledger, reporter), course in courses.items():
            office = (ledger, reporter) in offices
            marks = [self._point(explored) for explored in course]
            series = series_of(self.told.data, course[0].row)
            dash = None if office else Dash.DOTTED
            found += [Line(run, series, 1.75 if office else 1.25, dash, markers=office) for run in runs(marks)]
            last = max(course, key=lambda explored: explored.shown.period)
            end = self._point(last)
            text = self._figure(last) if office else self.told.ledger(Books(ledger, reporter))
            found.append(Label(end.x, end.y, text, series))
            if self.named and office and len(course) > 2:
                found.append(self._name(course, Books(ledger, reporter), series))
        return found

    def _name(self, course: Sequence[Explored], books: Books, series: str) -> Label:
        """Whose line it is, over or under its last but one point."""
        ordered = sorted(course, key=lambda explored: explored.shown.period)
        place, end = self._point(ordered[-2]), self._point(ordered[-1])
        sides = ("above", "left") if books == ledgers.offices(self.told.data)[0] else ("below", "right")
        return Label((place.x + end.x) / 2, (place.y + end.y) / 2, self.told.ledger(books), series, sides)

    def _joined(self, explored: Explored) -> bool:
        """Whether a line runs through a figure: through whole years of statistics, never through what was said."""
        return explored.row.period.is_year and of_statistics(self.told.data, explored.row)

    def _dots(self) -> list[Dots | Label]:
        stated = [explored for explored in self.rows if not self._joined(explored)]
        found: list[Dots | Label] = []
        for explored in stated:
            place, series = self._point(explored), series_of(self.told.data, explored.row)
            found.append(Dots((place,), series))
            if len(stated) <= FEW:
                found.append(Label(place.x, place.y, self._figure(explored), series, must=False))
        return found

    def _figure(self, explored: Explored) -> str:
        """The figure as the table says it, with its doubt; money in the axis' unit."""
        told, shown = self.told, explored.shown
        if self.unit not in MONEY:
            return marked(told, shown, figure_words(told, explored))
        if _alike(told, explored):
            return marked(told, shown, told.words.number((shown.value or 0.0) / self.scale, 2, 2))
        return marked(told, shown, hedged_number(told, shown, self.scale, 2))

    def _point(self, explored: Explored) -> Point:
        row, shown = explored.row, explored.shown
        figure = figure_id(row) if shown is row and isinstance(row, Observation) else ""
        return point(
            self.told,
            shown,
            self.scale,
            figure,
            bool(self.chosen) and figure == self.chosen,
            according_to(self.told, row),
            solid=self._joined(explored),
        )
