"""What was said, and what the ledgers make of it: today's figure, and the one known on the day of the statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kztrade import ledgers, metrics
from kztrade.answers.trade import turnover_in
from kztrade.codes import FROM_REPORTER, TO_REPORTER, UNSPECIFIED, Scope, SourceKind
from kztrade.ledgers import Books
from kztrade.metrics import Agreement, Level, Verdict
from kztrade.model import Data, Observation, Target
from kztrade.period import Period, read_period

LEVELS = ("turnover", "exports", "imports")
"""What ledgers record; their growth and their change over years can be told too."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement and what each side's statistics make of it."""

    row: Observation
    verdicts: tuple[Verdict, ...]


def stated(data: Data, indicator: str | None = None, period: Period | None = None) -> list[Observation]:
    """What persons and reports said, in the order in which it was published, undated ones last."""
    rows = [
        row
        for row in data.observations
        if data.sources[row.source].kind is not SourceKind.STATISTICS
        and indicator in (None, row.indicator)
        and (period is None or row.period == period)
    ]
    return sorted(rows, key=lambda row: said_on(data, row))


def said_on(data: Data, row: Observation | Target) -> tuple[str, str]:
    """A statement's place in time, by the day of its publication; undated ones last, those of one day by their ids."""
    day = data.sources[row.source].published
    return (day.end.isoformat() if day else "9999", row.source)


def statement_indicators(data: Data) -> list[str]:
    """Indicators that somebody stated, those with most statements first."""
    counts: dict[str, int] = {}
    for row in stated(data):
        counts[row.indicator] = counts.get(row.indicator, 0) + 1
    return sorted(counts, key=lambda code: (-counts[code], code))


def statement_periods(data: Data, indicator: str) -> list[Period]:
    """Periods that statements on an indicator speak of, latest first."""
    return sorted({row.period for row in stated(data, indicator)}, reverse=True)


def statements(data: Data, indicator: str | None = None, period: Period | None = None) -> list[Judged]:
    """What was said, each with its verdicts."""
    return [Judged(row, judged(data, row)) for row in stated(data, indicator, period)]


def judged(data: Data, row: Observation) -> tuple[Verdict, ...]:
    """One verdict a side that publishes the period, or the single reason why there is none."""
    if row.scope is not Scope.TOTAL:
        return (metrics.verdict(row, None),)
    if row.partner != ledgers.other_side(data, row.reporter):
        return (Verdict(Agreement.NOT_COMPARABLE, reason="partner"),)
    published = data.sources[row.source].published
    then = side_levels(data, row.indicator, row.reporter, row.period, published.end) if published else []
    known = {(level.ledger, level.reporter): level for level in then}
    today = side_levels(data, row.indicator, row.reporter, row.period)
    verdicts = tuple(metrics.verdict(row, level, known.get((level.ledger, level.reporter))) for level in today)
    return verdicts or (metrics.verdict(row, None),)


def side_levels(data: Data, indicator: str, reporter: str, period: Period, known_on: date | None = None) -> list[Level]:
    """What each side's statistics say for an indicator and period: its office, else another ledger of its side.

    A statement on exports or imports is set against both ends of its flow: the reporter's own books and the mirror in
    the other's.

    Args:
        data: All rows.
        indicator: An amount of goods, its growth or its change over years.
        reporter: Who stated it; decides which way exports and imports run.
        period: Of the statement; for a change two years joined by `/`.
        known_on: The day whose knowledge is asked for; today's where `None`.

    Returns:
        At most one level a side, in the order of the sides; empty where no ledger tells the period.
    """
    found: dict[str, Level] = {}
    for books in ledgers.books(data):
        level = _statistic(data, books, indicator, reporter, period, known_on)
        if level is not None and level.quantity is not None:
            found.setdefault(books.reporter, level)
    return [found[side.code] for side in ledgers.sides(data) if side.code in found]


def _statistic(
    data: Data, books: Books, indicator: str, reporter: str, period: Period, known_on: date | None
) -> Level | None:
    base, _, what = indicator.partition("_")
    if base not in LEVELS or (base != "turnover" and reporter == UNSPECIFIED):
        return None
    if what == "change":
        return _change(data, books, base, reporter, period, known_on)
    level = _level(data, books, base, reporter, period, known_on)
    if not what or level is None:
        return level
    before = _level(data, books, base, reporter, period.a_year_before(), known_on)
    return metrics.growth(level, before) if what == "growth" and before is not None else None


def _change(data: Data, books: Books, base: str, reporter: str, period: Period, known_on: date | None) -> Level | None:
    first, _, last = period.text.partition("/")
    ends = [
        _level(data, books, base, reporter, read_period(year), known_on) for year in (first, last) if year.isdigit()
    ]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    return metrics.change(ends[1], ends[0])


def _level(data: Data, books: Books, base: str, reporter: str, period: Period, known_on: date | None) -> Level | None:
    """A ledger's figure of a period: a calendar year, or part of one where an edition states it."""
    if base == "turnover":
        return turnover_in(data, books, period, known_on)
    line = base if books.reporter == reporter else {"exports": "imports", "imports": "exports"}[base]
    known = ledgers.known_editions(data, books, line, period, known_on)
    return known[-1] if known else None


@dataclass(frozen=True, slots=True)
class Said:
    """A figure as one speaker told it, however many reports carry it.

    Attributes:
        items: The reports in the order of publication.
        voice: Whose office spoke; empty for a newsroom or an author. See `Source.voice`.
    """

    items: tuple[Judged, ...]
    voice: str

    @property
    def row(self) -> Observation:
        """The figure, from the first report."""
        return self.items[0].row

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What each side's statistics make of it."""
        return self.items[0].verdicts

    @property
    def whole(self) -> bool:
        """Whether it speaks of all trade of the two sides with each other."""
        return self.row.scope is Scope.TOTAL and not any(one.reason == "partner" for one in self.verdicts)

    @property
    def fits(self) -> int:
        """How many sides' statistics it fits."""
        return sum(verdict.agreement.agrees for verdict in self.verdicts)


def said(data: Data, judged: Sequence[Judged]) -> list[Said]:
    """Statements, those of one speaker with the same figure as one.

    Figures come by the side whose they are: first the side that has the one that fits most statistics, those of
    neither after both and parts of the whole last; then from the highest down, the side's own offices first and
    newsrooms last, then by the day.
    """
    groups: dict[tuple[object, ...], list[Judged]] = {}
    for item in judged:
        row, speaker = item.row, data.sources[item.row.source].speaker
        key = (row.reporter, row.partner, row.scope, row.value, row.qualifier, speaker)
        groups.setdefault(key, []).append(item)
    found = [Said(tuple(items), data.sources[items[0].row.source].voice) for items in groups.values()]
    order = [side.code for side in ledgers.sides(data)]

    best = {
        code: max((one.fits for one in found if one.whole and one.row.reporter == code), default=0) for code in order
    }

    def place(one: Said) -> tuple[object, ...]:
        row = one.row
        side = (-best[row.reporter], order.index(row.reporter)) if row.reporter in order else (1, 0)
        voice = 0 if one.voice == row.reporter else 1 if one.voice else 2
        return (not one.whole, side, -row.value, voice, said_on(data, row))

    return sorted(found, key=place)


def by_flow(data: Data, judged: Sequence[Judged]) -> list[tuple[Judged, ...]]:
    """Statements that can stand on one axis: exports of one side are not those of the other."""
    direction = data.indicators[judged[0].row.indicator].direction
    if direction not in (FROM_REPORTER, TO_REPORTER):
        return [tuple(judged)]
    order = [*(side.code for side in ledgers.sides(data)), *sorted({item.row.reporter for item in judged})]
    flows = {code: tuple(item for item in judged if item.row.reporter == code) for code in order}
    return [items for items in flows.values() if items]


def spread(rows: Sequence[Observation]) -> list[float]:
    """Different values that were stated, lowest first."""
    return sorted({row.value for row in rows})
