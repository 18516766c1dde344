"""What the Ledgers page draws: one line a ledger, the mirror gap as bars, and both as rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kztrade import ledgers
from kztrade.answers.ledgers import LEVELS, Mirror, Recorded, all_mirrors
from kztrade.codes import Unit
from kztrade.figures import TOTAL, file_stem, sources_of
from kztrade.ledgers import Books
from kztrade.marks import Axis, Bars, Chart, Dash, Dots, Label, Line, Mark, Panel, inks, steps
from kztrade.marks import Point as Place
from kztrade.model import Metric
from kztrade.points import point, runs
from kztrade.table import Amount, Cell, Coded, Column, Stack, Table
from kztrade.words import M, Telling
from kztrade.words.captions import drawn_from, signed_percent, valuation
from kztrade.words.doubt import doubtful, marked, provisional, reason, with_doubt

FEW_YEARS = 6
"""Years that the table shows before a reader wants all."""


def books_id(books: Books) -> str:
    """A ledger and side in the address: `bns-KAZ`."""
    return f"{books.ledger}-{books.reporter}"


def signed(told: Telling, metric: Metric) -> str:
    """A percentage with its sign, one decimal."""
    return signed_percent(told, metric.value or 0.0)


@dataclass(frozen=True, slots=True)
class LedgersChart:
    """One flow, turnover or balance by ledger, as chart and table.

    Attributes:
        flow: One of `answers.ledgers.flows`.
        lines: What each chosen ledger records.
        gaps: The mirror gap of each year, for a flow.
        everything: Whether the table shows all years.
    """

    told: Telling
    flow: str
    lines: Mapping[Books, Sequence[Recorded]]
    gaps: Sequence[Mirror]
    everything: bool

    @property
    def level(self) -> bool:
        """Whether turnover or balance is shown, which have no mirror."""
        return self.flow in LEVELS

    def suspects(self) -> list[str]:
        """Why each suspect value is marked, by year."""
        told = self.told
        found = [
            (one.row.period, books, reason(told, one.row))
            for books, rows in self.lines.items()
            for one in rows
            if one.row.obs_status.suspect
        ]
        return [
            told.say("{ledger}, {period}: {note}", ledger=told.ledger(books), period=period, note=note)
            for period, books, note in sorted(found, key=lambda item: item[0])
        ]

    def chart(self) -> Chart:
        """One line a ledger; below it the mirror gap as bars."""
        told = self.told
        first, last = self._years()
        title = self._title()
        panels = [self._values(first, last)]
        if self.gaps:
            panels.append(self._mirror(first, last))
        sources = [source for rows in self.lines.values() for one in rows for source in sources_of(told.data, one.row)]
        return Chart(
            file_stem([], (first, last), f"ledgers_{self.flow.replace('>', '-').lower()}"),
            title,
            self._reading(sources),
            drawn_from(told, dict.fromkeys(sources)),
            told.say("{title}, {first} to {last}, one line a ledger.", title=title, first=str(first), last=str(last)),
            tuple(panels),
            inks(ledgers.sides(told.data)),
            self.table(),
            height=400,
            height_narrow=340,
        )

    def _reading(self, sources: Sequence[str]) -> str:
        """How the marks are to be read, how goods are valued, and what is provisional."""
        told, (first, last) = self.told, self._years()
        marks = told.say(
            "Million US dollars a year, {first}–{last}. Hollow: suspect, shown as published. Dotted: figures of a "
            "third party. Valuation: {valuation}.",
            first=str(first),
            last=str(last),
            valuation=valuation(told, dict.fromkeys(sources)),
        )
        rows = (one.row for rows in self.lines.values() for one in rows)
        return " ".join(filter(None, [marks, provisional(told, rows)]))

    def _years(self) -> tuple[int, int]:
        years = [one.row.period.year for rows in self.lines.values() for one in rows]
        return min(years), max(years)

    def _title(self) -> str:
        told = self.told
        if not self.level:
            sender, _, receiver = self.flow.partition(">")
            return told.say(
                "Goods from {sender} to {receiver}, as each side records them",
                sender=told.area(sender),
                receiver=told.area(receiver),
            )
        if self.flow == "turnover":
            return told.say("Turnover, as each side records it")
        return told.say("Exports less imports, as each side records them")

    def _values(self, first: int, last: int) -> Panel:
        marks: list[Mark] = []
        values: list[float] = []
        for books, rows in self.lines.items():
            places = [self._place(books, one) for one in rows]
            values += [place.y for place in places]
            marks += self._line(books, places)
        top, low = max(*values, 0.0), min(*values, 0.0)
        ticks = [tick for tick in steps(low, top * 1.08) if low <= tick <= top * 1.1]
        named = tuple((tick, self.told.words.number(tick)) for tick in ticks)
        room = (last - first) * 0.2 + 1
        return Panel(
            Axis(first - 0.6, last + room, years=True), Axis(low * 1.12, top * 1.12, named, grid=True), tuple(marks)
        )

    def _line(self, books: Books, places: Sequence[Place]) -> list[Mark]:
        """A ledger's course, parted at gaps; suspect values as hollow points; its name at its end."""
        office = books in ledgers.offices(self.told.data)
        dash = None if office else Dash.DOTTED
        found: list[Mark] = [Line(run, books.reporter, 2.5 if office else 1.5, dash, office) for run in runs(places)]
        hollow = tuple(place for place in places if place.hollow)
        if hollow:
            found.append(Dots(hollow, books.reporter))
        name = self.told.area(books.reporter) if office else self.told.ledger(books)
        return [*found, Label(places[-1].x, places[-1].y, name, books.reporter)]

    def _place(self, books: Books, one: Recorded) -> Place:
        told, row = self.told, one.row
        lines = [marked(told, row)]
        if one.growth and one.growth.value is not None:
            lines = [
                told.say(
                    "{value}, {change} on {year}",
                    value=marked(told, row, inside=True),
                    change=marked(told, one.growth, signed(told, one.growth), inside=True),
                    year=row.period.a_year_before(),
                )
            ]
        if row.obs_status.suspect:
            lines.append(reason(told, row))
        made = point(told, row, M, who=told.ledger(books), what="\n".join(lines))
        return Place(made.x, made.y, hollow=row.obs_status.suspect, who=made.who, what=made.what)

    def _mirror(self, first: int, last: int) -> Panel:
        """Gaps of the offices in full colour, those with a third party's figures pale."""
        told = self.told
        values = [mirror.gap.value or 0.0 for mirror in self.gaps]
        top, low = max(*values, 0.0), min(*values, 0.0)
        ticks = [tick for tick in steps(low, top, 4) if low <= tick <= top]
        marks: list[Mark] = []
        for series, offices in ((TOTAL, True), ("context", False)):
            found = [mirror for mirror in self.gaps if mirror.offices is offices]
            bars = tuple(self._bar(mirror) for mirror in found)
            if bars:
                marks.append(Bars(bars, series))
        ends = [mirror for mirror in self.gaps if mirror.offices][-1:]
        for mirror in ends:
            value = mirror.gap.value or 0.0
            text = marked(told, mirror.gap, signed(told, mirror.gap))
            marks.append(
                Label(mirror.gap.period.year, value, text, TOTAL, ("above" if value > 0 else "below", "right"))
            )
        room = (last - first) * 0.2 + 1
        return Panel(
            Axis(first - 0.6, last + room, years=True),
            Axis(
                low * 1.2,
                top * 1.2,
                tuple((t, told.words.percent(t, sign=True)) for t in ticks),
                grid=True,
            ),
            tuple(marks),
            told.say("Mirror gap"),
            told.say("exporter’s figure ÷ importer’s − 1; pale: with figures of a third party"),
            share=0.5,
        )

    def _bar(self, mirror: Mirror) -> Place:
        told = self.told
        return Place(
            float(mirror.gap.period.year),
            mirror.gap.value or 0.0,
            hollow=mirror.gap.obs_status.suspect,
            who=told.say(
                "{year}: {first} ÷ {second} − 1",
                year=mirror.gap.period,
                first=marked(told, mirror.exporter, inside=True),
                second=marked(told, mirror.importer, inside=True),
            ),
            what=marked(told, mirror.gap, signed(told, mirror.gap)),
        )

    # The table

    def table(self) -> Table:
        """A row a year, newest first; a column a ledger; the difference and the gap."""
        told = self.told
        rows = {books: {one.row.period.year: one for one in found} for books, found in self.lines.items()}
        gaps = {mirror.gap.period.year: mirror for mirror in self.gaps}
        years = sorted({year for known in rows.values() for year in known}, reverse=True)
        shown = len(years) if self.everything else FEW_YEARS
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
        first, last = self._years()
        return Table(
            file_stem([], (first, last), f"ledgers_{self.flow.replace('>', '-').lower()}"),
            self._caption(min(shown, len(years))),
            tuple(columns),
            made,
            filters={"flow": self.flow, "ledgers": ", ".join(map(books_id, self.lines))},
            notes=tuple(self.suspects()),
            sources=tuple(dict.fromkeys(sources)),
            most=shown,
        )

    def _caption(self, count: int) -> str:
        told = self.told
        if self.flow == "turnover" and self.everything:
            return told.say("All years, $ million; below each figure its change on the year before")
        if self.flow == "turnover":
            return told.plural(
                "The last year, $ million; below each figure its change on the year before",
                "The last {count} years, $ million; below each figure its change on the year before",
                count,
            )
        if self.everything:
            return told.say("All years, $ million")
        return told.plural("The last year, $ million", "The last {count} years, $ million", count)

    def _columns(self, books: Books) -> list[Column]:
        told, stem = self.told, books_id(books).lower().replace("-", "_")
        context = books not in ledgers.offices(told.data)
        return [
            Column(
                stem,
                told.ledger(books),
                told.say("What this ledger records."),
                Unit.USD,
                wide=context and len(self.lines) > 2,
                number=True,
            ),
            Column(f"{stem}_status", f"{stem}_status", told.say("SDMX observation status."), shown=False),
            Column(
                f"{stem}_growth", f"{stem}_growth", told.say("Change on the year before."), Unit.PERCENT, shown=False
            ),
        ]

    def _cells(self, one: Recorded | None) -> tuple[Cell, ...]:
        told = self.told
        if one is None:
            return (None, None, None)
        row, growth = one.row, one.growth
        figure = Amount(row.quantity, row.unit, told.words.number((row.value or 0.0) / M, 1, 1))
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
                told.say("Mirror gap"),
                told.say("Exporter’s figure ÷ importer’s − 1."),
                Unit.PERCENT,
                number=True,
            ),
            Column("gap_status", "gap_status", told.say("SDMX observation status."), shown=False),
            Column("gap_ledgers", told.say("Between"), told.say("The two ledgers compared."), wide=True),
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
            with_doubt(told, mirror.gap, gap),
            str(mirror.gap.obs_status),
            Coded(mirror.gap.ledger, told.say("both offices") if mirror.offices else told.say("with a third party")),
        )


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
