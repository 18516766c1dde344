"""The same trade in two ledgers: what each records, and the gap between both ends of a flow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kztrade import ledgers, metrics
from kztrade.answers.trade import balance_by_year, turnover_by_year
from kztrade.ledgers import Books
from kztrade.metrics import Level
from kztrade.model import Data, Metric, Observation

LEVELS = ("turnover", "balance")
"""What a side records of both flows together."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """One flow of one year at both its ends.

    Attributes:
        offices: Whether both ends are told by the sides' own statistics offices.
    """

    exporter: Observation
    importer: Observation
    gap: Metric
    offices: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """A ledger's value of one year, with its growth on the year before in the same ledger.

    Attributes:
        growth: `None` where the year before is missing, where one of the two values is suspect, and for a balance:
            what may cross zero does not grow by a percentage.
    """

    row: Level
    growth: Metric | None = None


@dataclass(frozen=True, slots=True)
class Opposite:
    """One year of the same trade as a ledger of either side records it.

    Attributes:
        books: Whose: of the first side, and of the second.
    """

    first: Level
    second: Level
    books: tuple[Books, Books]

    @property
    def year(self) -> int:
        """The year that both record."""
        return self.first.period.year

    @property
    def apart(self) -> float:
        """By how much the first side's figure is higher; below zero where it is lower."""
        return (self.first.value or 0.0) - (self.second.value or 0.0)


def flows(data: Data) -> tuple[str, ...]:
    """What the page can show: either flow at both its ends, `A>B`, or a side's own turnover or balance."""
    first, second = (side.code for side in ledgers.sides(data))
    return (f"{first}>{second}", f"{second}>{first}", *LEVELS)


def recorded(data: Data, flow: str, books: Books, without_suspects: bool = False) -> list[Recorded]:
    """A ledger's annual values of a flow, turnover or balance.

    Args:
        data: All rows.
        flow: One of `flows`.
        books: Whose.
        without_suspects: Leave out values marked as suspect.
    """
    rows = [row for row in _rows(data, flow, books) if not (without_suspects and row.obs_status.suspect)]
    known = {row.period: row for row in rows}
    return [Recorded(row, _growth(flow, row, known.get(row.period.a_year_before()))) for row in rows]


def _rows(data: Data, flow: str, books: Books) -> Sequence[Level]:
    if flow == "turnover":
        return turnover_by_year(data, books)
    if flow == "balance":
        return balance_by_year(data, books)
    sends = flow.partition(">")[0] == books.reporter
    return list(ledgers.flow(data, books, "exports" if sends else "imports").values())


def _growth(flow: str, row: Level, before: Level | None) -> Metric | None:
    if before is None or flow == "balance" or row.obs_status.suspect or before.obs_status.suspect:
        return None
    return metrics.growth(row, before)


def mirrors(data: Data, sender: Books, receiver: Books) -> list[Mirror]:
    """The flow out of one side, year by year, as a ledger of each side records it."""
    sent, received = ledgers.flow(data, sender, "exports"), ledgers.flow(data, receiver, "imports")
    offices = {sender, receiver} <= set(ledgers.offices(data))
    return [
        Mirror(sent[year], received[year], metrics.mirror_gap(sent[year], received[year]), offices)
        for year in sorted(sent.keys() & received.keys())
    ]


def mirror_pairs(data: Data, flow: str, chosen: Sequence[Books], without_suspects: bool = False) -> list[Mirror]:
    """For every year one gap: between the two offices, or where they do not both publish between ledgers of context.

    Args:
        data: All rows.
        flow: One of `flows`; turnover and balance have no mirror.
        chosen: Ledgers to compare.
        without_suspects: Leave out gaps with a suspect end.
    """
    sender, _, receiver = flow.partition(">")
    offices = ledgers.offices(data)
    ranked = sorted(chosen, key=lambda books: books not in offices)
    found: dict[int, Mirror] = {}
    for first in (books for books in ranked if books.reporter == sender):
        for second in (books for books in ranked if books.reporter == receiver):
            for mirror in mirrors(data, first, second):
                if mirror.gap.quantity is not None and not (without_suspects and mirror.gap.obs_status.suspect):
                    found.setdefault(mirror.gap.period.year, mirror)
    return [found[year] for year in sorted(found)]


def opposites(data: Data, lines: Mapping[Books, Sequence[Recorded]]) -> list[Opposite]:
    """For every year one pair of values to hold against each other: of the two offices, else with a third party.

    Args:
        data: All rows.
        lines: What ledgers record of one flow, or of turnover.
    """
    first, second = (side.code for side in ledgers.sides(data))
    ranked = sorted(lines, key=lambda books: books not in ledgers.offices(data))
    found: dict[int, Opposite] = {}
    for one in (books for books in ranked if books.reporter == first):
        for other in (books for books in ranked if books.reporter == second):
            known = {recorded.row.period: recorded.row for recorded in lines[other]}
            for row in (recorded.row for recorded in lines[one]):
                if row.period in known:
                    found.setdefault(row.period.year, Opposite(row, known[row.period], (one, other)))
    return [found[year] for year in sorted(found)]


def all_mirrors(data: Data) -> list[Mirror]:
    """Both flows in every pair of ledgers, one pair after the other, the offices first."""
    everyone = ledgers.books(data)
    found = [
        mirror
        for first in everyone
        for second in everyone
        if first.reporter != second.reporter
        for mirror in mirrors(data, first, second)
    ]
    return sorted(found, key=lambda mirror: not mirror.offices)
