"""A page as these tests see it: its view for a choice, and all that the view says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from kztrade.codes import Dating, ObsStatus, Qualifier, Role, Scope, SourceKind, Unit
from kztrade.marks import Bars, Chart, Dots, Line, Rule
from kztrade.model import Data, Ledger, Observation, Source
from kztrade.pages import Page, Visit, pages
from kztrade.parameters import Choice, Choices, Flag, Parameter, Span, Whole, defaults
from kztrade.period import read_period
from kztrade.store import shipped_data
from kztrade.table import Amount, Cell, Stack, Table, words
from kztrade.view import Note, Passages, Prose, Rows, Section, View
from kztrade.words import Format, Telling

TODAY = date(2026, 11, 25)
LATER = date(2032, 1, 1)


@dataclass(frozen=True)
class Seen:
    """A page as it answered one visit."""

    told: Telling = field(repr=False)
    page: Page = field(repr=False)
    parameters: Sequence[Parameter] = field(repr=False)
    visit: Visit
    view: View = field(repr=False)

    def __str__(self) -> str:
        usual = defaults(self.parameters)
        asked = {name: value for name, value in self.visit.chosen.items() if value != usual[name]}
        return f"{self.page.id} {asked} on {self.visit.today}"


@cache
def shipped() -> Telling:
    """The shipped data told in English, read once."""
    return Telling(shipped_data(), Format())


def page_of(name: str) -> Page:
    """The page of that id."""
    return next(page for page in pages() if page.id == name)


def seen(told: Telling, page: Page, today: date = TODAY, originals: dict[str, str] | None = None, **asked: Any) -> Seen:
    """A page for its usual choice, but for what is asked."""
    parameters = page.parameters(told, today)
    visit = Visit(defaults(parameters) | asked, today, originals or {})
    return Seen(told, page, parameters, visit, page.view(told, visit))


def view_of(
    told: Telling, name: str, today: date = TODAY, originals: dict[str, str] | None = None, **asked: Any
) -> View:
    """As `seen`, by the page's id."""
    return seen(told, page_of(name), today, originals, **asked).view


def choices(parameter: Parameter) -> list[Any]:
    """Every value that a parameter can take, alone and at its ends."""
    match parameter:
        case Choice():
            return [option.code for option in parameter.options]
        case Choices():
            codes = tuple(option.code for option in parameter.options)
            return [(), *((code,) for code in codes), codes]
        case Whole():
            return list(range(parameter.low, parameter.high + 1))
        case Span():
            low, high = parameter.low, parameter.high
            return [(low, high), (low, low), (high, high), (low, parameter.default[1])]
        case Flag():
            return [True, False]
    raise AssertionError(parameter)


def one_choice_each(told: Telling, page: Page, today: date) -> Iterator[Seen]:
    """The page for every option of every parameter, the others as usual."""
    yield seen(told, page, today)
    for parameter in page.parameters(told, today):
        for value in choices(parameter):
            yield seen(told, page, today, **{parameter.name: value})


def plain(text: str) -> str:
    """With plain spaces."""
    return text.replace("\xa0", " ")


def said(view: View) -> str:
    """All that a view says outside its charts, a line each, with plain spaces."""
    lines = [view.opening.kicker, view.opening.headline, view.opening.dek]
    lines += [f"{card.label}: {card.value} ({card.how})" for card in view.cards]
    for part in view.flat():
        match part:
            case Note():
                lines += [part.first, part.rest]
            case Section():
                lines += [part.title, part.below]
            case Prose():
                lines.append(part.text)
            case Passages():
                lines += [part.title, part.below, part.arithmetic]
                lines += ["".join(run.text for run in passage.runs) for passage in part.passages]
            case Rows():
                lines += [part.table.title, part.table.rest, *part.table.notes]
                lines += [" | ".join(words(cell) for cell in row) for row in part.table.rows]
    return plain("\n".join(lines))


def amounts(table: Table) -> Iterator[Amount]:
    """Every figure in a table's cells."""
    for row in table.rows:
        for cell in row:
            yield from amounts_in(cell)


def amounts_in(cell: Cell) -> Iterator[Amount]:
    """Every figure in a cell."""
    if isinstance(cell, Amount):
        yield cell
    if isinstance(cell, Stack):
        for line in cell.lines:
            yield from amounts_in(line)


def drawn_figures(chart: Chart) -> set[str]:
    """Ids of the figures that a chart's marks stand for."""
    marks = [mark for panel in chart.panels for mark in panel.marks]
    points = [place.figure for mark in marks if isinstance(mark, Line | Dots | Bars) for place in mark.points]
    return {figure for figure in [*points, *(mark.figure for mark in marks if isinstance(mark, Rule))] if figure}


def tables(view: View) -> list[Table]:
    """Every table of a view, those behind its charts too."""
    return [*view.tables(), *(chart.table for chart in view.charts())]


# Other data beside the shipped ones


def statistic(ledger: str, line: str, value: float, status: str = "A") -> Observation:
    """A row of an edition: `statistic("wits", "exports KAZ KGZ 2020", 600e6)`."""
    indicator, reporter, partner, period = line.split()
    return Observation(
        indicator,
        reporter,
        partner,
        read_period(period),
        f"{ledger}-made-up",
        Scope.TOTAL,
        value,
        value,
        value,
        Unit.USD,
        Qualifier.EXACT,
        "",
        ObsStatus(status),
        ledger=ledger,
    )


def beside(data: Data, rows: Sequence[Observation], name: str = "Made-up office") -> Data:
    """The data with an edition of a ledger more; a ledger that is not held yet is a third party's of that name."""
    ledger = rows[0].ledger
    source = Source(
        f"{ledger}-made-up",
        f"Publisher of {ledger}",
        "A table",
        "https://example.org",
        read_period("2026-10-01"),
        Dating.STATED,
        "en",
        "An office",
        SourceKind.STATISTICS,
        "",
        "",
        "Figures are facts",
        ledger,
    )
    return replace(
        data,
        ledgers={ledger: Ledger(ledger, Role.OTHER, name)} | data.ledgers,
        sources={**data.sources, source.id: source},
        observations=tuple(sorted([*data.observations, *rows], key=lambda row: row.key)),
    )
