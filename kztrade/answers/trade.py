"""What a ledger says of the pair's trade: turnover, balance and growth by year, each inside one ledger."""

from collections.abc import Sequence
from datetime import date

from kztrade import ledgers, metrics
from kztrade.ledgers import Books
from kztrade.model import Data, Level, Metric, Observation
from kztrade.selection import Selection

Pair = tuple[Observation, Observation]
"""Exports and imports of one ledger in one period."""


def paired(data: Data, books: Books, known_on: date | None = None) -> list[Pair]:
    """A ledger's exports and imports of the years for which it has both, in order of the years.

    Both come out of one edition, the latest that holds both. Only where no edition does (a publisher that prints
    exports and imports apart) are the latest of each taken together: they are one ledger's word all the same.

    Args:
        data: All rows.
        books: Whose.
        known_on: The day whose knowledge is asked for; today's without one.
    """
    exports = ledgers.editions(data, books, "exports", known_on)
    imports = ledgers.editions(data, books, "imports", known_on)
    return [_pair(exports[year], imports[year]) for year in sorted(exports.keys() & imports.keys())]


def _pair(exports: Sequence[Observation], imports: Sequence[Observation]) -> Pair:
    beside = {row.source: row for row in imports}
    together = [(row, beside[row.source]) for row in exports if row.source in beside]
    return together[-1] if together else (exports[-1], imports[-1])


def turnover_by_year(data: Data, books: Books, known_on: date | None = None) -> list[Level]:
    """A ledger's annual turnover, in order of the years: exports plus imports, or the total that it prints itself.

    Of the editions that tell a year's turnover the latest decides: by its own exports and imports where it has both,
    else by its total. So a first total of a year gives way to the flows of a later edition, and flows give way to a
    later total; no sum crosses editions where one of them has both flows (`paired`).

    Args:
        data: All rows.
        books: Whose.
        known_on: The day whose knowledge is asked for; today's without one.
    """
    sums = {pair[0].period.year: pair for pair in paired(data, books, known_on)}
    stated = ledgers.flow(data, books, "turnover", known_on)
    return [_turnover(data, sums.get(year), stated.get(year)) for year in sorted(sums.keys() | stated.keys())]


def _turnover(data: Data, pair: Pair | None, stated: Observation | None) -> Level:
    if pair is None:
        assert stated is not None
        return stated
    if stated is not None and _later(data, stated, pair):
        return stated
    return metrics.turnover(*pair)


def _later(data: Data, stated: Observation, pair: Pair) -> bool:
    """Whether a total was published after both flows; what has no day of publication is later than nothing."""
    day = data.sources[stated.source].published
    flows = [data.sources[row.source].published for row in pair]
    return day is not None and all(other is None or other.end < day.end for other in flows)


def balance_by_year(data: Data, books: Books, known_on: date | None = None) -> list[Metric]:
    """A ledger's exports less its imports, in order of the years."""
    return [metrics.balance(*pair) for pair in paired(data, books, known_on)]


def growth_by_year(data: Data, books: Books, known_on: date | None = None) -> list[Metric]:
    """Growth of a ledger's turnover over the year before, for years that follow one another.

    Where nothing can be told, as on a year of no trade, the growth has no value and the reason.
    """
    levels = {level.period: level for level in turnover_by_year(data, books, known_on)}
    return [
        metrics.growth(level, levels[period.a_year_before()])
        for period, level in levels.items()
        if period.a_year_before() in levels
    ]


def ledger_metrics(data: Data, books: Books) -> list[Metric]:
    """Turnover, balance and growth of turnover that a ledger implies, year by year."""
    levels = [level for level in turnover_by_year(data, books) if isinstance(level, Metric)]
    found = [*levels, *balance_by_year(data, books), *growth_by_year(data, books)]
    return sorted(found, key=lambda metric: metric.period)


def selected_metrics(data: Data, selection: Selection) -> list[Metric]:
    """What the ledgers that pass the filters imply, by ledger and year; filters on sources choose whole ledgers.

    Raises:
        FilterError: A filter names nothing we hold.
    """
    selection.check(data)
    return [
        metric
        for books in selected_books(data, selection)
        for metric in ledger_metrics(data, books)
        if (selection.first or 0) <= metric.period.year <= (selection.last or 9999)
    ]


def selected_books(data: Data, selection: Selection) -> list[Books]:
    """The books that filters on sources and reporters leave."""
    editions = {data.sources[source].ledger for source in selection.sources if source in data.sources}
    chosen = editions | set(selection.sources)
    return [
        books
        for books in ledgers.books(data)
        if (not selection.sources or books.ledger in chosen)
        and (not selection.reporters or books.reporter in selection.reporters)
    ]
