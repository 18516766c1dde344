"""What the Ledgers page draws: one line a ledger, the gap between two of them shaded, and its size in percent as bars."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kztrade import ledgers
from kztrade.answers.ledgers import LEVELS, Mirror, Opposite, Recorded, opposites
from kztrade.figures import sources_of
from kztrade.ledgers import Books
from kztrade.marks import Axis, Band, Bars, Chart, Dash, Dots, Label, Line, Mark, Panel, Rule, amounts, inks, steps
from kztrade.marks import Point as Place
from kztrade.pages.ledgers_table import LedgersTable, signed, stem, suspects
from kztrade.points import point, runs
from kztrade.words import M, Telling
from kztrade.words.captions import drawn_from, valuation
from kztrade.words.doubt import doubtful, marked, provisional, reason

LARGE = 1 / 12
"""A gap of this part of the highest figure is written beside the lines."""

NEAR = 0.4
"""A number of the bars' axis nearer to the next than this part of the axis is left blank."""

FIRST = 4
"""Bars of so many years stand at the left, where the numbers of the axis are."""

WIDE = 25.0
"""A gap of so many percent is written at its bar."""


@dataclass(frozen=True, slots=True)
class LedgersChart:
    """One flow, turnover or balance by ledger.

    Attributes:
        flow: One of `answers.ledgers.flows`.
        lines: What each chosen ledger records.
        gaps: The mirror gap of each year, for a flow.
    """

    told: Telling
    flow: str
    lines: Mapping[Books, Sequence[Recorded]]
    gaps: Sequence[Mirror]

    @property
    def level(self) -> bool:
        """Whether turnover or balance is shown, which have no mirror."""
        return self.flow in LEVELS

    def chart(self) -> Chart:
        """One line a ledger; below it the gap as bars."""
        told = self.told
        years, title = self._years(), self._subject()
        across = Axis(years[0] - 0.6, years[1] + max(0.6, (years[1] - years[0]) * 0.05), years=True)
        panels = [self._values(across)]
        if self.gaps:
            panels.append(self._bars(across))
        return Chart(
            stem(self.flow, years),
            title,
            self._reading(),
            drawn_from(told, self._sources()),
            told.say(
                "{title}, {first} to {last}, one line a ledger.", title=title, first=str(years[0]), last=str(years[1])
            ),
            tuple(panels),
            inks(ledgers.sides(told.data)),
            LedgersTable(told, self.flow, self._subject(), self.lines, self.gaps).table(),
            height=285 if self.gaps else 400,
            height_narrow=182 if self.gaps else 340,
            notes=tuple(told.say("{first} {rest}", first=first, rest=rest) for first, rest in self.remarks()),
        )

    def remarks(self) -> list[tuple[str, str]]:
        """What a reader must know of the figures: how goods are valued, and which value is suspect and why."""
        told = self.told
        valued = told.say(
            "{valuation}. The figures are compared as published; differences are worked out before rounding.",
            valuation=valuation(told, self._sources()),
        )
        found = [(told.say("How the goods are valued."), valued)]
        notes = suspects(told, self.lines)
        return [*found, (told.say("Suspect, shown as published."), " ".join(notes))] if notes else found

    def _sources(self) -> list[str]:
        data = self.told.data
        found = (source for rows in self.lines.values() for one in rows for source in sources_of(data, one.row))
        return list(dict.fromkeys(found))

    def _reading(self) -> str:
        """How the marks are to be read, and what is provisional."""
        told = self.told
        parts = [told.say("Shaded: the gap, by who records more.")] if self._opposites() else []
        others = [books for books in self.lines if books not in ledgers.offices(told.data)]
        if others:
            names = told.listed(list(dict.fromkeys(told.ledger_id(books.ledger) for books in others)))
            parts.append(
                told.say("Dotted, outlined: {publishers}.", publishers=names)
                if self.gaps
                else told.say("Dotted: {publishers}.", publishers=names)
            )
        if any(one.row.obs_status.suspect for rows in self.lines.values() for one in rows):
            parts.append(told.say("Hollow: suspect."))
        doubt = provisional(told, (one.row for rows in self.lines.values() for one in rows))
        return " ".join(filter(None, [*parts, doubt])) or told.say("Million US dollars a year.")

    def _years(self) -> tuple[int, int]:
        years = [one.row.period.year for rows in self.lines.values() for one in rows]
        return min(years), max(years)

    def _subject(self) -> str:
        """What is recorded, in few words."""
        told = self.told
        if not self.level:
            sender, _, receiver = self.flow.partition(">")
            return told.say("Goods from {sender} to {receiver}", sender=told.area(sender), receiver=told.area(receiver))
        if self.flow == "turnover":
            return told.say("Turnover, as each side records it")
        return told.say("Exports less imports, as each side records them")

    # Lines and what lies between them

    def _values(self, across: Axis) -> Panel:
        marks: list[Mark] = []
        values: list[float] = []
        for books, rows in self.lines.items():
            places = [self._place(books, one) for one in rows]
            values += [place.y for place in places]
            marks += self._line(books, rows, places)
        marks += self._between(max(map(abs, values)))
        foot = across if not self.gaps else Axis(across.low, across.high)
        return Panel(foot, self._amounts(values), tuple(marks))

    def _amounts(self, values: Sequence[float]) -> Axis:
        """An axis in millions; of a balance its ends say what above and below zero mean."""
        told = self.told

        def named(value: float, digits: int, highest: bool) -> str:
            number = told.words.number(value, digits, digits)
            if not highest:
                return number
            amount = millions(told, value * M)
            return told.say("{amount} surplus", amount=amount) if self.flow == "balance" else amount

        axis = amounts(values, named)
        if self.flow != "balance" or axis.ticks[0][0] >= 0:
            return axis
        lowest = told.say("{amount} deficit", amount=millions(told, -axis.ticks[0][0] * M))
        return Axis(axis.low, axis.high, ((axis.ticks[0][0], lowest), *axis.ticks[1:]), grid=True)

    def _line(self, books: Books, rows: Sequence[Recorded], places: Sequence[Place]) -> list[Mark]:
        """A ledger's course, parted at gaps; suspect values as hollow points; its name at its end or over its middle."""
        office = books in ledgers.offices(self.told.data)
        dash = None if office else Dash.DOTTED
        found: list[Mark] = [Line(run, books.reporter, 2.5 if office else 1.5, dash, office) for run in runs(places)]
        hollow = tuple(place for place in places if place.hollow)
        if hollow:
            found.append(Dots(hollow, books.reporter))
        if office:
            name = self._ending(books, rows[-1])
            return [*found, Label(places[-1].x, places[-1].y, name, books.reporter)]
        middle = places[len(places) // 2]
        return [*found, Label(middle.x, middle.y, self.told.ledger(books), books.reporter, ("above", "left", "below"))]

    def _ending(self, books: Books, last: Recorded) -> str:
        """Who ends there, and with what."""
        told, value = self.told, last.row.value or 0.0
        amount = millions(told, abs(value))
        given = {"area": told.area(books.reporter), "amount": marked(told, last.row, amount)}
        if self.flow != "balance" or not value:
            return told.say("**{area}** {amount}", **given)
        return (
            told.say("**{area}** surplus {amount}", **given)
            if value > 0
            else told.say("**{area}** deficit {amount}", **given)
        )

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

    def _opposites(self) -> list[Opposite]:
        """Pairs that can be held against each other: a surplus has no opposite but a deficit."""
        return [] if self.flow == "balance" else opposites(self.told.data, self.lines)

    def _between(self, highest: float) -> Iterator[Mark]:
        """The gap shaded in the colour of the side that records more, its size where it is large."""
        told, pairs = self.told, self._opposites()
        for course in courses(pairs):
            yield from bands(course, tuple(side.code for side in ledgers.sides(told.data)))
        for pair in pairs:
            ends = sorted(((pair.first.value or 0.0) / M, (pair.second.value or 0.0) / M))
            if abs(pair.apart) / M < highest * LARGE:
                continue
            row = max(pair.first, pair.second, key=lambda row: (row.obs_status.suspect, doubtful(row)))
            text = told.say("gap {amount}", amount=marked(told, row, millions(told, abs(pair.apart))))
            if pair is pairs[-1]:
                yield Rule(pair.year, "", "y", ends[0], ends[1], 1.5, Dash.SOLID)
                yield Label(
                    pair.year, sum(ends) / 2, told.say("**{figure}**", figure=text), sides=("right", "left"), must=False
                )
            else:
                yield Label(pair.year, ends[1], text, sides=("above", "below"), must=False)

    # The gap in percent

    def _bars(self, across: Axis) -> Panel:
        """Bars in the colour of the side that records more, outlined where a third party's figures take part."""
        values = [mirror.gap.value or 0.0 for mirror in self.gaps]
        high, low = max(*values, 0.0), min(*values, 0.0)
        every = steps(low, high, 2)
        ticks = tuple(tick for tick in every if tick in (every[0], 0.0, every[-1]))  # they stand low: few numbers fit
        marks: list[Mark] = []
        for series in self.flow.split(">"):
            found = [mirror for mirror in self.gaps if self._higher(mirror) == series]
            if found:
                marks.append(Bars(tuple(self._bar(mirror) for mirror in found), series))
        for mirror in self.gaps:
            if abs(mirror.gap.value or 0.0) >= WIDE or mirror is self.gaps[-1]:
                marks.append(self._size(mirror, mirror is self.gaps[-1]))
        marks += self._sides(self._years()[1] + 0.6, ticks)
        return Panel(across, self._percent(ticks), tuple(marks), share=0.5)

    def _percent(self, ticks: Sequence[float]) -> Axis:
        """The axis of the bars; its upper end says of what the percentages are."""
        told = self.told
        receiver = told.area(self.flow.partition(">")[2])
        named = {tick: told.words.percent(tick, sign=bool(tick)) for tick in ticks}
        named[ticks[-1]] = told.say("{percent} of what {area} records", percent=named[ticks[-1]], area=receiver)
        share = -ticks[0] / (ticks[-1] - ticks[0])
        if 0 < share < NEAR or any((mirror.gap.value or 0.0) < 0 for mirror in self.gaps[:FIRST]):
            named[ticks[0]] = ""
        if 1 - NEAR < share < 1:
            named[0.0] = ""
        return Axis(ticks[0] * 1.1, ticks[-1] * 1.1, tuple(named.items()), grid=True)

    def _higher(self, mirror: Mirror) -> str:
        """The side that records more."""
        sender, _, receiver = self.flow.partition(">")
        return sender if (mirror.gap.value or 0.0) >= 0 else receiver

    def _size(self, mirror: Mirror, last: bool) -> Label:
        told, value = self.told, mirror.gap.value or 0.0
        text = told.words.percent(round(value), sign=True)
        place = ("above", "left") if value > 0 else ("below", "left")
        text = marked(told, mirror.gap, told.say("**{figure}**", figure=text) if last else text)
        return Label(mirror.gap.period.year, value, text, self._higher(mirror), place, must=False)

    def _sides(self, right: float, ticks: Sequence[float]) -> Iterator[Label]:
        """Which side records more above zero, and which below, at the right end."""
        told = self.told
        sender, _, receiver = self.flow.partition(">")
        for side, end in ((sender, ticks[-1]), (receiver, ticks[0])):
            if end:
                yield Label(
                    right, end * 0.42, told.say("{area} higher", area=told.area(side)), side, ("right",), must=False
                )

    def _bar(self, mirror: Mirror) -> Place:
        told = self.told
        return Place(
            float(mirror.gap.period.year),
            mirror.gap.value or 0.0,
            hollow=not mirror.offices,
            who=told.say(
                "{year}: {first} sent, {second} arriving",
                year=mirror.gap.period,
                first=marked(told, mirror.exporter, inside=True),
                second=marked(told, mirror.importer, inside=True),
            ),
            what=told.say(
                "{gap}, {area} higher",
                gap=marked(told, mirror.gap, signed(told, mirror.gap), inside=True),
                area=told.area(self._higher(mirror)),
            ),
        )


def millions(told: Telling, value: float) -> str:
    """Whole millions of dollars, beside a mark."""
    return told.words.money(round(value / M) * M, scale=M, digits=6)


def courses(pairs: Iterable[Opposite]) -> list[list[Opposite]]:
    """Pairs parted where a year is missing or another ledger takes over: nothing is shaded across either."""
    found: list[list[Opposite]] = []
    for pair in pairs:
        if found and found[-1][-1].books == pair.books and pair.year == found[-1][-1].year + 1:
            found[-1].append(pair)
        else:
            found.append([pair])
    return found


Edge = tuple[float, float, float]
"""A year, and the lower and the upper line there."""


def bands(course: Sequence[Opposite], sides: tuple[str, ...]) -> Iterator[Band]:
    """The room between two lines of consecutive years, cut where they cross, each part with the side that is higher.

    Args:
        course: Pairs of the same two ledgers, year after year.
        sides: The codes of the first and the second side.
    """
    edges: list[Edge] = []
    before = 0.0
    for pair, after in pairwise(course):
        if not edges:
            edges = [_edge(pair)]
        before = before or pair.apart
        if before * after.apart < 0:
            share = pair.apart / (pair.apart - after.apart)
            at = ((pair.first.value or 0.0) + share * ((after.first.value or 0.0) - (pair.first.value or 0.0))) / M
            edges.append((pair.year + share, at, at))
            yield _band(edges, sides[before < 0])
            edges, before = edges[-1:], after.apart
        edges.append(_edge(after))
    if len(edges) > 1:
        yield _band(edges, sides[before < 0])


def _edge(pair: Opposite) -> Edge:
    low, high = sorted(((pair.first.value or 0.0) / M, (pair.second.value or 0.0) / M))
    return float(pair.year), low, high


def _band(edges: Sequence[Edge], series: str) -> Band:
    x, low, high = zip(*edges, strict=True)
    return Band(x, low, high, series)
