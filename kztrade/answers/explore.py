"""Figures by filter, as stated or transformed; ledgers' turnover is derived and joins where turnover is asked for."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kztrade import ledgers, metrics
from kztrade.answers.trade import turnover_by_year
from kztrade.codes import Kind, Scope, Unit
from kztrade.errors import UnitError
from kztrade.metrics import Level
from kztrade.model import Data, Metric, Observation, Series, Target
from kztrade.selection import Selection

TRANSFORMS = ("stated", "growth", "index", "share")
"""As stated; change on the year before; a common base year as 100; share of the target."""


FLOW = ("exports", "imports")
"""What goods that go one way are recorded as, by who sends and who receives them."""


@dataclass(frozen=True, slots=True)
class Explored:
    """A figure as chosen: the row, and what the transform makes of it."""

    row: Level
    shown: Level


@dataclass(frozen=True, slots=True)
class Exploration:
    """What the filters and the transform give.

    Attributes:
        rows: The figures that can be shown.
        base: The year that is 100, for an index.
        bases: Years that could be.
        lacking: Series left out because they have nothing of that year to be measured by.
    """

    rows: tuple[Explored, ...]
    base: int | None = None
    bases: tuple[int, ...] = ()
    lacking: tuple[Series, ...] = ()


def exploration(
    data: Data,
    selection: Selection,
    transform: str,
    target: Target,
    base: int | None = None,
    editions: bool = False,
    flows: Collection[str] = (),
) -> Exploration:
    """The figures that pass the filters, transformed; those that a transform cannot treat are left out.

    Args:
        data: All rows.
        selection: The filters.
        transform: One of `TRANSFORMS`.
        target: What a share is measured against.
        base: For an index the year that is 100; where `None` the first that all shown series have, else that which
            most of them have.
        editions: Whether earlier editions of a statistical value are shown beside the latest.
        flows: Which way goods go, `A>B`: exports of the one and imports of the other beside the selection's indicators.
    """
    rows = _rows(data, _with_flows(data, selection, flows), editions)
    rows = [row for row in rows if not flows or _asked(data, row, selection, flows)]
    if transform == "stated":
        return Exploration(tuple(Explored(row, row) for row in rows))
    if transform == "growth":
        return Exploration(tuple(_growth(data, rows)))
    if transform == "share":
        return Exploration(tuple(_shares(data, rows, target)))
    return _indexed(rows, base)


def _with_flows(data: Data, selection: Selection, flows: Collection[str]) -> Selection:
    """The selection with all indicators that a flow is recorded as."""
    if not flows:
        return selection
    return replace(selection, indicators=tuple(dict.fromkeys([*selection.indicators, *FLOW])))


def _asked(data: Data, row: Level, selection: Selection, flows: Collection[str]) -> bool:
    """Whether a row's indicator is asked for, or the way its goods go."""
    code = row.indicator if isinstance(row, Observation) else row.name
    return code in selection.indicators or (code in FLOW and way(data, code, row.reporter) in flows)


def way(data: Data, code: str, reporter: str) -> str:
    """Which way the goods of exports or imports go, `A>B`; empty where nobody says."""
    return ">".join(ledgers.ends(data, code, reporter) or ())


def ways(data: Data) -> tuple[str, str]:
    """Both ways in which goods go between the sides."""
    first, second = (side.code for side in ledgers.sides(data))
    return f"{first}>{second}", f"{second}>{first}"


def _rows(data: Data, selection: Selection, editions: bool) -> list[Level]:
    """What passes the filters; the line of a ledger is one value a year, unless all editions are wanted."""
    stated: list[Level] = [
        row for row in selection.rows(data) if editions or ledgers.vintages(data, row)[-1].source == row.source
    ]
    derived = _derived(data, selection)
    known = {(series_of(row), row.period) for row in derived}
    if editions:
        known = set()
    return [*(row for row in stated if (series_of(row), row.period) not in known), *derived]


def _derived(data: Data, selection: Selection) -> list[Level]:
    """The ledgers' turnover, where turnover is asked for: exports plus imports."""
    asked = not selection.indicators or "turnover" in selection.indicators
    flows = not selection.kinds or Kind.FLOW in selection.kinds
    if not (asked and flows) or selection.published or (selection.scopes and Scope.TOTAL not in selection.scopes):
        return []
    return [
        level
        for books in ledgers.books(data)
        if not selection.reporters or books.reporter in selection.reporters
        if not selection.partners or ledgers.other_side(data, books.reporter) in selection.partners
        for level in turnover_by_year(data, books)
        if isinstance(level, Metric)
        and _sources(data, level) & set(selection.sources or data.sources)
        and (selection.first or 0) <= level.period.year <= (selection.last or 9999)
    ]


def _sources(data: Data, level: Metric) -> set[str]:
    """Ids of all editions of a derived figure's ledger."""
    return {source.id for source in data.sources.values() if source.ledger == level.ledger}


def _can_change(row: Level) -> bool:
    """Whether a figure can grow: an amount of the pair's total, no target and no rate."""
    announced = isinstance(row, Observation) and row.indicator.endswith(("_target", "_potential"))
    return row.unit in (Unit.USD, Unit.ENTERPRISES) and row.scope is Scope.TOTAL and not announced


def _growth(data: Data, rows: Sequence[Level]) -> Iterator[Explored]:
    everything: dict[tuple[object, ...], Level] = {(series_of(row), row.period): row for row in data.figures()}
    for books in ledgers.books(data):
        everything |= {(series_of(row), row.period): row for row in turnover_by_year(data, books)}
    for row in sorted(filter(_can_change, rows), key=lambda row: row.period):
        before = everything.get((series_of(row), row.period.a_year_before()))
        if before is not None:
            yield from _made(row, metrics.growth, row, before)


def _shares(data: Data, rows: Sequence[Level], target: Target) -> Iterator[Explored]:
    for row in sorted(filter(_can_change, rows), key=lambda row: row.period):
        meant = series_of(row).indicator == target.indicator and not ledgers.outside(data, row)
        if row.period.is_year and meant:
            yield from _made(row, metrics.progress, row, target)


def _indexed(rows: Sequence[Level], base: int | None) -> Exploration:
    series: dict[Series, dict[int, Level]] = {}
    for row in sorted(filter(_can_change, rows), key=lambda row: row.period):
        if row.period.is_year:
            series.setdefault(series_of(row), {})[row.period.year] = row
    long = {key: years for key, years in series.items() if len(years) > 1}
    bases = [{year for year, row in years.items() if row.value} for years in long.values()]  # nothing grows from zero
    every = tuple(sorted(set[int]().union(*bases)))
    chosen = base if base in every else _common_base(every, bases)
    if chosen is None:
        return Exploration(())
    lines = {key: _line(years, chosen) for key, years in long.items()}
    shown = tuple(explored for line in lines.values() for explored in line)
    return Exploration(shown, chosen, every, tuple(key for key, line in lines.items() if not line))


def _line(years: Mapping[int, Level], base: int) -> list[Explored]:
    """A series against its own value of a year; empty where that year is missing or can be no base."""
    if base not in years:
        return []
    return [explored for row in years.values() for explored in _made(row, metrics.index, row, years[base])]


def _common_base(years: Sequence[int], series: Sequence[Collection[int]]) -> int | None:
    """The first year that all series have, else that which most of them have."""
    return max(years, key=lambda year: (sum(year in known for known in series), -year), default=None)


def _made(row: Level, metric: Callable[..., Metric], *inputs: Any) -> Iterator[Explored]:
    """The transformed figure, unless it has none: a bound divided by a bound has no change of its own."""
    try:
        shown = metric(*inputs)
    except UnitError:
        return
    if shown.quantity is not None:
        yield Explored(row, shown)


def series_of(row: Level) -> Series:
    """What makes rows one series; a ledger's derived turnover continues what it states."""
    indicator = row.indicator if isinstance(row, Observation) else row.name
    return Series(row.ledger, indicator, row.reporter, row.partner, row.scope)
