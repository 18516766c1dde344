"""What a ledger says of the pair's trade: turnover, balance and growth by year, each inside one ledger."""

from datetime import date

from kztrade import ledgers, metrics
from kztrade.ledgers import Books
from kztrade.model import Data, Level, Metric, Observation
from kztrade.period import Period
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
    pairs = (_pair(data, books, period, known_on) for period in _years(data, books, "exports"))
    return [pair for pair in pairs if pair]


def _years(data: Data, books: Books, *indicators: str) -> list[Period]:
    flows = (ledgers.flow(data, books, indicator) for indicator in indicators)
    return sorted({row.period for flow in flows for row in flow.values()})


def _pair(data: Data, books: Books, period: Period, known_on: date | None) -> Pair | None:
    exports, imports = (ledgers.known_editions(data, books, name, period, known_on) for name in ("exports", "imports"))
    beside = {row.source: row for row in imports}
    together = [(row, beside[row.source]) for row in exports if row.source in beside]
    if together:
        return together[-1]
    return (exports[-1], imports[-1]) if exports and imports else None


def turnover_by_year(data: Data, books: Books, known_on: date | None = None) -> list[Level]:
    """A ledger's annual turnover, in order of the years; each as `turnover_in`."""
    years = _years(data, books, "exports", "turnover")
    levels = (turnover_in(data, books, period, known_on) for period in years)
    return [level for level in levels if level is not None]


def turnover_in(data: Data, books: Books, period: Period, known_on: date | None = None) -> Level | None:
    """A ledger's turnover of a period: exports plus imports, or the total that it prints itself.

    Of the editions that tell a period's turnover the latest decides: by its own exports and imports where it has both,
    else by its total. So a first total gives way to the flows of a later edition, and flows give way to a later total;
    no sum crosses editions where one of them has both flows (`paired`).

    Args:
        data: All rows.
        books: Whose.
        period: A year, or a part of one.
        known_on: The day whose knowledge is asked for; today's without one.
    """
    pair = _pair(data, books, period, known_on)
    totals = ledgers.known_editions(data, books, "turnover", period, known_on)
    if totals and (pair is None or _later(data, totals[-1], pair)):
        return totals[-1]
    return metrics.turnover(*pair) if pair else None


def _later(data: Data, total: Observation, pair: Pair) -> bool:
    """Whether a total was published after both flows; what has no day of publication is later than nothing."""
    day = data.sources[total.source].published
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
