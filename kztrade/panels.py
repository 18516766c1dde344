"""Figures of any kind as small multiples: one panel a measure, so that unlike things never share an axis."""

from collections.abc import Sequence
from dataclasses import dataclass

from kztrade import ledgers
from kztrade.answers.explore import Explored
from kztrade.codes import MONEY, Kind, Scope, Unit
from kztrade.figures import according_to, figure_id, indicator_of, series_of, subject
from kztrade.ledgers import Books
from kztrade.marks import Axis, Dash, Dots, Label, Line, Panel, Point, decimals, steps
from kztrade.metrics import Level
from kztrade.model import Observation
from kztrade.points import of_statistics, point, runs
from kztrade.words import BN, M, Telling
from kztrade.words.captions import hedged_number
from kztrade.words.doubt import marked

USUAL = ("turnover", "exports", "imports", "investment", "investment_cumulative", "joint_ventures")
"""What is shown before a reader chooses, in this order."""

MOST = 12
"""Panels at most; all figures are in the table."""

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
    indicator = data.indicators.get(code)
    at_a_date = indicator is None or indicator.kind in (Kind.STOCK, Kind.COUNT, Kind.FACT)
    part = not (at_a_date or row.period.is_year)
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
    told: Telling, rows: Sequence[Explored], transform: str = "stated", base: int | None = None, chosen: str = ""
) -> list[Panel]:
    """One panel a measure, the usual ones first, at most `MOST`, all over the same years.

    Args:
        told: The data and the language.
        rows: Figures, at least one.
        transform: What was made of them.
        base: The year that is 100, for an index.
        chosen: Id of the stated figure to mark.
    """
    groups: dict[Measure, list[Explored]] = {}
    for explored in rows:
        groups.setdefault(measure(told, explored.row), []).append(explored)
    years = [explored.shown.period.year for explored in rows]
    ranked = sorted(groups.items(), key=lambda item: item[0].rank)[:MOST]
    span = Axis(min(years) - 0.5, max(years) + max(1.4, (max(years) - min(years)) * 0.3), years=True)
    return [_Made(told, key, part, transform, base, chosen).panel(span) for key, part in ranked]


@dataclass(frozen=True, slots=True)
class _Made:
    told: Telling
    key: Measure
    rows: Sequence[Explored]
    transform: str
    base: int | None
    chosen: str

    @property
    def unit(self) -> Unit:
        return self.rows[0].shown.unit

    def panel(self, span: Axis) -> Panel:
        """Title, axes and marks."""
        marks = (*self._lines(), *self._dots())
        return Panel(span, self._axis(), marks, self._title(), self._subtitle())

    @property
    def scale(self) -> float:
        """Base units in one unit of the axis."""
        if self.unit not in MONEY:
            return 1.0
        largest = max(abs(explored.shown.value or 0.0) for explored in self.rows)
        return BN if largest >= BN / 2 else M

    def _title(self) -> str:
        told = self.told
        if any(self.key.ends):
            return told.say(
                "{sender} → {receiver}", **dict(zip(("sender", "receiver"), map(told.area, self.key.ends), strict=True))
            )
        return subject(told, self.key.code, self.key.partner)

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
            kinds = {"": told.say("goods"), "growth": told.say("growth"), "change": told.say("change over years")}
            return kinds[key.what]
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
        ends = [end for explored in self.rows for end in self._ends(explored.shown)]
        low = min(0.0, *ends) if self.unit is Unit.PERCENT or min(ends) < 0 else 0.0
        top = max(*ends, 0.0)
        room = (top - low) or 1.0
        places = [tick for tick in steps(low, top + room * 0.12, 4) if low <= tick <= top + room * 0.15]
        digits = decimals(places)
        ticks = tuple((tick, self.told.words.number(tick, digits, digits)) for tick in places)
        return Axis(low * 1.12, top + room * 0.18, ticks, grid=True)

    def _ends(self, row: Level) -> tuple[float, float]:
        quantity = row.quantity
        assert quantity is not None
        inside = [end for end in (quantity.interval.low, quantity.interval.high) if abs(end) != float("inf")]
        return min([quantity.value, *inside]) / self.scale, max([quantity.value, *inside]) / self.scale

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
        return found

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
        return marked(told, shown, hedged_number(told, shown, self.scale, 2) if self.unit in MONEY else "")

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
