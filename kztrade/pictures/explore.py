"""Figures of any kind as small multiples, one panel a measure."""

from collections.abc import Sequence
from dataclasses import dataclass

from kztrade import answers, exports, telling
from kztrade.answers import Explored
from kztrade.charts import LIGHT, Panel, Point, Theme, panels_chart
from kztrade.codes import MONEY, Area, Kind, ObsStatus, Scope, SourceKind, Unit
from kztrade.format import BN, M
from kztrade.metrics import Level
from kztrade.model import Metric, Observation
from kztrade.pictures.drawn import Drawn, drawn_twice
from kztrade.telling import Telling

USUAL = ("turnover", "exports", "imports", "investment", "investment_cumulative", "joint_ventures")
"""What is shown before a reader chooses, in this order."""

MOST_PANELS = 12
FEW = 4
"""More stated points than this in a panel are told by hover and table, not by labels."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a panel holds: rows that may share an axis.

    Attributes:
        flow: `KAZ>KGZ` or `KGZ>KAZ` for exports and imports, which are the two ends of a flow.
        what: For exports and imports: level, growth or change.
        part: Whether the periods are parts of a year, which never stand beside whole years.
    """

    scope: Scope
    part: bool
    code: str
    what: str = ""
    flow: str = ""

    @property
    def rank(self) -> tuple[object, ...]:
        """Whole years of all trade first, then in the usual order."""
        usual = USUAL.index(self.code) if self.code in USUAL else len(USUAL)
        return (self.scope is not Scope.TOTAL, self.part, bool(self.what), usual, self.code)


def measure(told: Telling, row: Level) -> Measure:
    """The panel a row belongs to."""
    code = answers.indicator_of(row)
    indicator = told.data.indicators.get(code)
    at_a_date = indicator is None or indicator.kind in (Kind.STOCK, Kind.COUNT, Kind.FACT)
    part = not (at_a_date or row.period.is_year)
    scope = row.scope if isinstance(row, Observation) else Scope.TOTAL
    base, _, what = code.partition("_")
    if base in ("exports", "imports") and what in ("", "growth", "change"):
        sends = (base == "exports") == (row.reporter is Area.KAZ)
        return Measure(scope, part, "exports" if sends else "imports", what, "KAZ>KGZ" if sends else "KGZ>KAZ")
    return Measure(scope, part, code)


def panels(told: Telling, rows: Sequence[Explored], transform: str = "stated", chosen: str = "") -> list[Panel]:
    """One panel a measure, the usual ones first, at most `MOST_PANELS`."""
    groups: dict[Measure, list[Explored]] = {}
    for explored in rows:
        groups.setdefault(measure(told, explored.row), []).append(explored)
    ranked = sorted(groups.items(), key=lambda item: item[0].rank)
    return [_panel(told, key, part, transform, chosen) for key, part in ranked][:MOST_PANELS]


def _panel(told: Telling, key: Measure, rows: Sequence[Explored], transform: str, chosen: str) -> Panel:
    indicator = told.data.indicators.get(key.code)
    if key.flow:
        arrow = {
            "KAZ>KGZ": told.say("Kazakhstan → Kyrgyzstan"),
            "KGZ>KAZ": told.say("Kyrgyzstan → Kazakhstan"),
        }
        titles = {"": told.say("goods"), "growth": told.say("growth"), "change": told.say("change over years")}
        title, about = arrow[key.flow], titles[key.what]
    else:
        title = telling.short(telling.indicator_name(told, key.code))
        about = telling.kind_name(told, indicator.kind if indicator else Kind.FACT)
    unit = rows[0].shown.unit
    scale, name = _scale(told, unit, rows, transform)
    parts = [name, about]
    if key.part:
        parts.append(told.say("part of a year"))
    if key.scope is not Scope.TOTAL:
        parts.append(telling.scopes(told)[key.scope])
    return Panel(title, ", ".join(parts), _points(told, rows, scale, chosen), scale, zero=unit is not Unit.PERCENT)


def _scale(told: Telling, unit: Unit, rows: Sequence[Explored], transform: str) -> tuple[float, str]:
    if unit in MONEY:
        largest = max(abs(row.shown.value or 0.0) for row in rows)
        return (BN, told.say("$ bn")) if largest >= BN / 2 else (M, told.say("$ m"))
    if unit is Unit.PERCENT:
        names = {"growth": told.say("% on the year before"), "share": told.say("% of the target")}
        return 1.0, names.get(transform, told.say("%"))
    if unit is Unit.INDEX:
        return 1.0, told.say("first figure = 100")
    return 1.0, telling.unit_name(told, unit)


def _points(told: Telling, rows: Sequence[Explored], scale: float, chosen: str) -> list[Point]:
    statistics = [told.data.sources[explored.row.source].kind is SourceKind.STATISTICS for explored in rows]
    last = max(explored.shown.period.year for explored in rows)
    few = statistics.count(False) <= FEW
    points = [
        _point(told, explored, scale, joined, explored.shown.period.year == last if joined else few, chosen)
        for explored, joined in zip(rows, statistics, strict=True)
    ]
    return sorted(points, key=lambda point: (point.ledger, point.year))


def _point(told: Telling, explored: Explored, scale: float, joined: bool, labelled: bool, chosen: str) -> Point:
    words, row, shown = told.words, explored.row, explored.shown
    quantity = shown.quantity
    assert quantity is not None
    series = telling.series_of(row)
    label = ""
    if labelled:
        decimals = 1 if shown.unit is Unit.PERCENT else 2
        label = f"{words.hedge(shown.qualifier)} {words.number(quantity.value / scale, decimals)}".strip()
    return Point(
        f"{row.source} {row.reporter}" if joined else f"said {series}",
        series,
        shown.period.year,
        quantity.value,
        quantity.interval.low,
        quantity.interval.high,
        joined,
        derived=isinstance(shown, Metric),
        suspect=row.obs_status is ObsStatus.LOW_RELIABILITY,
        label=label,
        who=f"{telling.who(told, shown if row.source == answers.ARTICLE else row)}, {words.period(shown.period)}",
        what=telling.said(told, shown),
        chosen=shown is row and telling.figure_id(row) == chosen,
    )


def explore_picture(
    told: Telling,
    rows: Sequence[Explored],
    transform: str = "stated",
    indicators: Sequence[str] = (),
    theme: Theme = LIGHT,
    phone: bool = False,
    title: str = "",
    columns: int = 3,
    chosen: str = "",
) -> Drawn:
    """The chart of the Explore page, and of others that show few figures.

    Args:
        told: The data and the language.
        rows: Figures of `answers.explore`; at least one.
        transform: What was made of them.
        indicators: What was asked for, for the file's name.
        theme: Colours of the page.
        phone: Narrow window.
        title: What it shows, if not measures of all kinds.
        columns: Panels in a row, in a wide window.
        chosen: Id of the stated figure to ring.
    """
    drawn = panels(told, rows, transform, chosen)
    years = [explored.row.period.year for explored in rows]
    publishers = list(dict.fromkeys(told.data.sources[explored.row.source].publisher for explored in rows))
    if len(publishers) > 5:
        rest = told.say("and {count} more, listed in the table", count=len(publishers) - 5)
        publishers = [*publishers[:5], rest]
    return Drawn(
        exports.file_name(indicators, (min(years), max(years)), "", "").strip("."),
        title or told.say("Trade and investment, by measure"),
        told.say(
            "Line and circle: Kazakh side. Dashes and square: Kyrgyz side. Green: the article. Arrow: no end is known. "
            "Hollow: derived or suspect."
        ),
        told.say(
            "Source: {publishers}. Two ledgers, never one line. Data version {version}.",
            publishers="; ".join(publishers),
            version=told.data.short_version,
        ),
        *drawn_twice(
            lambda theme, phone: panels_chart(drawn, 1 if phone else columns, told.words, theme, phone), theme, phone
        ),
        told.say("{count} small charts, one a measure; the table below has every figure.", count=len(drawn)),
    )
