"""What the Ledgers page shows as rows: a year a row, a column a ledger, the difference and the gap; and every mirror."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kztrade import ledgers
from kztrade.answers.ledgers import Mirror, Recorded, all_mirrors
from kztrade.codes import Unit
from kztrade.figures import file_stem, sources_of
from kztrade.ledgers import Books
from kztrade.model import Metric
from kztrade.table import Amount, Cell, Coded, Column, Stack, Table
from kztrade.words import M, Telling
from kztrade.words.captions import signed_percent
from kztrade.words.doubt import doubtful, marked, reason, with_doubt


def books_id(books: Books) -> str:
    """A ledger and side in the address: `bns-KAZ`."""
    return f"{books.ledger}-{books.reporter}"


def signed(told: Telling, metric: Metric) -> str:
    """A percentage with its sign, one decimal."""
    return signed_percent(told, metric.value or 0.0)


def stem(flow: str, years: tuple[int, int]) -> str:
    """Name of the files of picture and table."""
    return file_stem([], years, f"ledgers_{flow.replace('>', '-').lower()}")


def suspects(told: Telling, lines: Mapping[Books, Sequence[Recorded]]) -> list[str]:
    """Why each suspect value is marked, by year."""
    found = [
        (one.row.period, books, reason(told, one.row))
        for books, rows in lines.items()
        for one in rows
        if one.row.obs_status.suspect
    ]
    return [
        told.say("{ledger}, {period}: {note}", ledger=told.ledger(books), period=period, note=note)
        for period, books, note in sorted(found, key=lambda item: item[0])
    ]


@dataclass(frozen=True, slots=True)
class LedgersTable:
    """One flow, turnover or balance by ledger, a row a year.

    Attributes:
        flow: One of `answers.ledgers.flows`.
        title: What is recorded.
        lines: What each chosen ledger records.
        gaps: The mirror gap of each year, for a flow.
    """

    told: Telling
    flow: str
    title: str
    lines: Mapping[Books, Sequence[Recorded]]
    gaps: Sequence[Mirror]

    def table(self) -> Table:
        """A row a year, newest first; a column a ledger; the difference and the gap."""
        told = self.told
        rows = {books: {one.row.period.year: one for one in found} for books, found in self.lines.items()}
        gaps = {mirror.gap.period.year: mirror for mirror in self.gaps}
        years = sorted({year for known in rows.values() for year in known}, reverse=True)
        columns = [Column("year", told.say("Year"), told.say("Calendar year."))]
        for books in rows:
            columns += self._columns(books)
        columns += self._gap_columns() if gaps else []
        made = tuple(
            (
                str(year),
                *(cell for known in rows.values() for cell in self._cells(known.get(year))),
                *(self._gap_cells(gaps.get(year)) if gaps else ()),
            )
            for year in years
        )
        sources = [
            source for found in self.lines.values() for one in found for source in sources_of(told.data, one.row)
        ]
        return Table(
            stem(self.flow, (years[-1], years[0])),
            self._caption(),
            tuple(columns),
            made,
            filters={"flow": self.flow, "ledgers": ", ".join(map(books_id, self.lines))},
            notes=(
                *suspects(told, self.lines),
                *([told.say("Differences and gaps are worked out before rounding.")] if gaps else []),
            ),
            sources=tuple(dict.fromkeys(sources)),
        )

    def _caption(self) -> str:
        told = self.told
        if self.flow == "turnover":
            return told.say("{title}, $ million; below each figure its change on the year before", title=self.title)
        return told.say("{title}, $ million", title=self.title)

    def _columns(self, books: Books) -> list[Column]:
        told, name = self.told, books_id(books).lower().replace("-", "_")
        context = books not in ledgers.offices(told.data)
        return [
            Column(
                name,
                told.ledger(books),
                told.say("What this ledger records."),
                Unit.USD,
                wide=context and len(self.lines) > 2,
                number=True,
            ),
            Column(f"{name}_status", f"{name}_status", told.say("SDMX observation status."), shown=False),
            Column(
                f"{name}_growth", f"{name}_growth", told.say("Change on the year before."), Unit.PERCENT, shown=False
            ),
        ]

    def _cells(self, one: Recorded | None) -> tuple[Cell, ...]:
        told = self.told
        if one is None:
            return (None, None, None)
        row, growth = one.row, one.growth
        figure = Amount(
            row.quantity, row.unit, told.words.number((row.value or 0.0) / M, 1, 1, sign=self.flow == "balance")
        )
        below: list[Cell] = [told.status(row)] if doubtful(row) else []
        change = None
        if growth and growth.value is not None:
            change = Amount(growth.quantity, growth.unit, signed(told, growth))
            said = change.text if doubtful(row) else marked(told, growth, change.text)
            below += [said] if self.flow == "turnover" else []
        return (Stack((figure, *below)), str(row.obs_status), change)

    def _gap_columns(self) -> list[Column]:
        told = self.told
        return [
            Column(
                "difference",
                told.say("Difference"),
                told.say("Exporter’s figure less importer’s."),
                Unit.USD,
                wide=True,
                number=True,
            ),
            Column(
                "mirror_gap",
                told.say("Gap"),
                told.say("Exporter’s figure ÷ importer’s − 1."),
                Unit.PERCENT,
                number=True,
            ),
            Column("gap_status", "gap_status", told.say("SDMX observation status."), shown=False),
            Column("gap_ledgers", "gap_ledgers", told.say("The two ledgers compared."), shown=False),
        ]

    def _gap_cells(self, mirror: Mirror | None) -> tuple[Cell, ...]:
        told = self.told
        if mirror is None:
            return (None,) * 4
        difference = mirror.exporter.quantity - mirror.importer.quantity
        apart = Amount(difference, Unit.USD, told.words.number(difference.value / M, 1, 1, sign=True))
        gap = Amount(mirror.gap.quantity, Unit.PERCENT, signed(told, mirror.gap))
        return (
            with_doubt(told, mirror.gap, apart),
            self._compared(mirror, gap),
            str(mirror.gap.obs_status),
            Coded(mirror.gap.ledger, told.say("both offices") if mirror.offices else told.say("with a third party")),
        )

    def _compared(self, mirror: Mirror, gap: Amount) -> Cell:
        """The gap with its doubt, and below it the third party whose figure took part."""
        told = self.told
        cell = with_doubt(told, mirror.gap, gap)
        if mirror.offices:
            return cell
        own = {books.ledger for books in ledgers.offices(told.data)}
        others = dict.fromkeys(row.ledger for row in (mirror.exporter, mirror.importer) if row.ledger not in own)
        lines = cell.lines if isinstance(cell, Stack) else (cell,)
        return Stack((*lines, told.say("with {ledger}", ledger=told.listed([told.ledger_id(one) for one in others]))))


def mirrors_table(told: Telling) -> Table:
    """Both flows at both ends in every pair of ledgers, the offices first, and the gap between them."""
    heads = (
        Column("period", told.say("Year"), told.say("Calendar year.")),
        Column("exporter", told.context("flow", "From"), told.say("The side that sends.")),
        Column("importer", told.context("flow", "To"), told.say("The side that receives.")),
        Column("exporter_source", told.say("Exporter’s source"), told.say("Who publishes the exports.")),
        Column("importer_source", told.say("Importer’s source"), told.say("Who publishes the imports.")),
        Column("exports", told.say("Exports"), told.say("By the exporter’s ledger."), Unit.USD, number=True),
        Column("imports", told.say("Imports"), told.say("By the importer’s ledger."), Unit.USD, number=True),
        Column(
            "value", told.say("Mirror gap"), told.say("Exporter’s figure ÷ importer’s − 1."), Unit.PERCENT, number=True
        ),
        Column("status", told.say("Status"), saved=False),
        Column("obs_status", "obs_status", told.say("SDMX observation status."), shown=False),
        Column("formula", "formula", told.say("How the gap was computed."), shown=False),
        Column("inputs", "inputs", told.say("Keys of both figures."), shown=False),
    )
    every = all_mirrors(told.data)
    rows = tuple(_mirror_cells(told, mirror) for mirror in every)
    behind = dict.fromkeys(row.source for mirror in every for row in (mirror.exporter, mirror.importer))
    return Table("mirror", told.say("Every flow at both its ends"), heads, rows, sources=tuple(behind))


def _mirror_cells(told: Telling, mirror: Mirror) -> tuple[Cell, ...]:
    exporter, importer, gap = mirror.exporter, mirror.importer, mirror.gap
    return (
        told.dated(gap.period),
        Coded(exporter.reporter, told.area(exporter.reporter)),
        Coded(importer.reporter, told.area(importer.reporter)),
        Coded(exporter.source, told.who(exporter)),
        Coded(importer.source, told.who(importer)),
        told.amount(exporter),
        told.amount(importer),
        Amount(gap.quantity, gap.unit, signed(told, gap)),
        told.status(gap),
        str(gap.obs_status),
        told.tell(gap.formula),
        " ".join(gap.inputs),
    )
