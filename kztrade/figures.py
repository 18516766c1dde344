"""Figures of any kind, stated or derived, as a table: the contract's columns for files, their words for pages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kztrade import ledgers
from kztrade.codes import Kind, Scope, SourceKind
from kztrade.metrics import Level
from kztrade.model import Data, Metric, Observation
from kztrade.period import Period
from kztrade.schemas import OBSERVATIONS, meanings
from kztrade.table import Cell, Coded, Column, Dated, Table
from kztrade.words import Telling
from kztrade.words.doubt import with_doubt

TOTAL = "total"
"""Series of what is of neither side alone: the article's figures, and what compares both."""


def figure_id(row: Level) -> str:
    """How a figure of the article is called in an address and in a digest: indicator, or metric, and period."""
    return f"{indicator_of(row)}/{row.period}"


def indicator_of(row: Level) -> str:
    """The indicator that a row speaks of; a ledger's derived turnover is turnover."""
    return row.indicator if isinstance(row, Observation) else row.name


def input_ids(metric: Metric) -> tuple[str, ...]:
    """The stated figures behind a derived one, by their ids."""
    keys = (key.split(".") for key in metric.inputs)
    return tuple(f"{key[0]}/{key[3]}" for key in keys)


def series_of(data: Data, row: Level) -> str:
    """Whose colour a row bears: its side's, or that of neither."""
    source = data.sources.get(row.source if isinstance(row, Observation) else row.ledger)
    told_by_article = source is not None and source.kind is SourceKind.ARTICLE
    side = data.areas.get(row.reporter)
    return row.reporter if side and side.rank and not told_by_article else TOTAL


def part_of_year(data: Data, row: Level) -> bool:
    """Whether a figure is of a period other than a year, and not of a day or since a start."""
    indicator = data.indicators.get(indicator_of(row))
    at_a_date = indicator is None or indicator.kind in (Kind.STOCK, Kind.COUNT, Kind.FACT)
    return not (at_a_date or row.period.is_year)


def subject(told: Telling, code: str, partner: str = "", scope: Scope = Scope.TOTAL, whole: bool = True) -> str:
    """What a figure is of: the indicator, and what sets it apart from all trade of the two sides with each other.

    Args:
        told: The data and the language.
        code: Of the indicator.
        partner: As `ledgers.outside` says.
        scope: The part of the total.
        whole: Whether it is of a whole year, as short names of flows may say.
    """
    name, area = told.short_indicator(code) if whole else told.indicator(code), told.area(partner, "in")
    if partner and area not in name:  # some names say it: Direct investment from all countries
        name = told.say("{indicator}, with {partner}", indicator=name, partner=area)
    if scope is Scope.TOTAL:
        return name
    return told.say("{indicator}: {scope}", indicator=name, scope=told.covered(scope))


def according_to(told: Telling, row: Level, shown: Level | None = None) -> str:
    """Whose figure it is; of an edition that a later one replaced also which.

    Args:
        told: The data and the language.
        row: What was chosen.
        shown: What was made of it; the row itself where `None`.
    """
    who = told.who(shown or row)
    if not isinstance(row, Observation) or ledgers.vintages(told.data, row)[-1].source == row.source:
        return who
    if told.data.sources[row.source].published is None:
        return told.say("{ledger}, edition {id}", ledger=who, id=row.source)
    return told.say("{ledger}, edition of {day}", ledger=who, day=told.published(row.source))


def columns(told: Telling, wide: Iterable[str] = ("interval", "status")) -> tuple[Column, ...]:
    """The columns of a table of figures; those named `wide` are left out on a narrow page."""
    hidden = frozenset(wide)

    def shown(name: str, title: str, meaning: str = "", **more: Any) -> Column:
        return Column(name, title, meaning, wide=name in hidden, **more)

    def kept(name: str, meaning: str) -> Column:
        return Column(name, name, meaning, shown=False)

    return (
        shown("period", told.say("Period"), told.say("The period that the figure is of.")),
        shown("indicator", told.say("Indicator"), told.say("What is measured; a code of the codebook.")),
        kept("reporter", told.say("Whose authority says so; ISO 3166-1 alpha-3, _X for neither side.")),
        kept("partner", told.say("The other side, or a group of partners.")),
        shown("source", told.say("According to"), told.say("Who published it: id of a source, or of a ledger.")),
        kept("scope", told.say("total, or the part that the source speaks of.")),
        shown("value", told.say("Value"), told.say("The figure in base units."), number=True),
        shown("interval", told.say("Interval"), saved=False, number=True),
        kept("unit", told.say("Base unit of the value.")),
        kept("hedge", told.say("The hedging word as printed.")),
        shown("status", told.say("Status"), saved=False),
        kept("obs_status", told.say("SDMX observation status; U is our mark on a suspect value.")),
        kept("passage", told.say("Paragraph of the source’s body, counted from 1.")),
        kept("token", told.say("The figure as printed in the passage.")),
        kept("formula", told.say("How a derived figure was computed.")),
        kept("inputs", told.say("Keys of the figures that a derived one was computed from.")),
        kept("note", told.say("What a reader must know.")),
    )


def cells(told: Telling, row: Level, shown: Level | None = None) -> tuple[Cell, ...]:
    """A row of `columns`.

    Args:
        told: The data and the language.
        row: What was chosen.
        shown: What was made of it, such as its change on the year before; the row itself where `None`.
    """
    shown = shown or row
    code = indicator_of(row)
    stated = row if isinstance(row, Observation) else None
    derived = shown if isinstance(shown, Metric) else None
    return (
        Dated(shown.period, told.words.period(shown.period)),
        Coded(code, subject(told, code, ledgers.outside(told.data, row), row.scope, not part_of_year(told.data, row))),
        str(row.reporter),
        str(row.partner),
        Coded(stated.source if stated else row.ledger, according_to(told, row, shown), series_of(told.data, row)),
        str(row.scope),
        told.amount(shown),
        told.ends(shown),
        str(shown.unit),
        (stated.hedge or None) if stated else None,
        told.status(shown),
        str(shown.obs_status),
        stated.passage if stated else None,
        (stated.token or None) if stated else None,
        told.tell(derived.formula) if derived else None,
        " ".join(derived.inputs) if derived else None,
        (told.note(stated) or None) if stated else None,
    )


def cells_with_doubt(told: Telling, row: Level) -> list[Cell]:
    """A row of `columns` for a page that shows no status: the doubt stands below the value."""
    heads = [column.id for column in columns(told)]
    return [
        with_doubt(told, row, cell) if head == "value" else cell
        for head, cell in zip(heads, cells(told, row), strict=True)
    ]


def figure_table(
    told: Telling,
    rows: Sequence[tuple[Level, Level]],
    name: str,
    title: str,
    filters: Mapping[str, str] | None = None,
    notes: Sequence[str] = (),
    wide: Iterable[str] = ("interval", "status"),
    most: int = 200,
) -> Table:
    """Figures as a table whose keys are the ids of those that are shown as they are.

    Args:
        told: The data and the language.
        rows: What was chosen, each with what was made of it.
        name: Stem of the file name.
        title: What the rows are.
        filters: What the reader chose, in words.
        notes: What else a reader must know.
        wide: Columns that a narrow page leaves out.
        most: Rows that a page shows at most.
    """
    made = tuple(cells(told, row, shown) for row, shown in rows)
    rest = ""
    if len(made) > most:
        rest = told.say(
            "The first {shown} of {count} rows are shown; the files hold all of them.",
            shown=told.words.number(most),
            count=told.words.number(len(made)),
        )
    behind = dict.fromkeys(source for row, _ in rows for source in sources_of(told.data, row))
    return Table(
        name,
        title,
        columns(told, wide),
        made,
        tuple(figure_id(row) if shown is row else "" for row, shown in rows),
        filters or {},
        tuple(notes),
        tuple(behind),
        rest,
        most,
    )


def metric_table(told: Telling, metrics: Sequence[Metric], name: str, title: str) -> Table:
    """Derived figures with their formulas and inputs, and why those that have no value have none."""
    heads = (
        Column("metric", told.say("Metric"), told.say("The function that computes it.")),
        Column("period", told.say("Period"), told.say("The period that it is of.")),
        Column("ledger", told.say("According to"), told.say("The ledger that it is computed in."), wide=True),
        Column("reporter", "reporter", told.say("Whose authority the figures have."), shown=False),
        Column("value", told.say("Value"), told.say("The figure in base units."), number=True),
        Column("interval", told.say("Interval"), saved=False, wide=True, number=True),
        Column("unit", "unit", told.say("Base unit of the value."), shown=False),
        Column("status", told.say("Status"), saved=False, wide=True),
        Column("obs_status", "obs_status", told.say("SDMX observation status."), shown=False),
        Column("formula", told.say("Formula"), told.say("How it was computed."), wide=True),
        Column("inputs", "inputs", told.say("Keys of the figures that went in."), shown=False),
        Column("reason", "reason", told.say("Why there is no value."), shown=False),
    )
    rows = tuple(
        (
            Coded(metric.name, told.metric(metric.name)),
            told.dated(metric.period),
            Coded(metric.ledger, told.who(metric)),
            metric.reporter,
            told.amount(metric),
            told.ends(metric),
            str(metric.unit),
            told.status(metric),
            str(metric.obs_status),
            told.tell(metric.formula),
            " ".join(metric.inputs),
            told.tell(metric.reason) or None,
        )
        for metric in metrics
    )
    behind = dict.fromkeys(source for metric in metrics for source in sources_of(told.data, metric))
    return Table(name, title, heads, rows, sources=tuple(behind))


def contract_table(told: Telling, rows: Sequence[Observation], filters: Mapping[str, str] | None = None) -> Table:
    """Observations under the contract's own columns: what an export of figures holds."""
    heads = tuple(
        Column(name, name, told.text(meaning), number=name in ("value", "low", "high"))
        for name, meaning in meanings(OBSERVATIONS).items()
    )
    made = tuple(tuple(_stored(told, row, head.id) for head in heads) for row in rows)
    sources = tuple(dict.fromkeys(row.source for row in rows))
    return Table("figures", told.say("Figures"), heads, made, filters=filters or {}, sources=sources)


def _stored(told: Telling, row: Observation, name: str) -> Cell:
    cell: object = told.note(row) or None if name == "note" else getattr(row, name)
    if isinstance(cell, Period):
        return cell.text
    return cell if cell is None or isinstance(cell, str | int | float) else str(cell)


def sources_of(data: Data, row: Level) -> tuple[str, ...]:
    """Ids of the sources behind a row."""
    if isinstance(row, Observation):
        return (row.source,)
    found = dict.fromkeys(key.split(".")[4] for key in row.inputs)
    return tuple(source for source in found if source in data.sources)


def file_stem(indicators: Sequence[str], years: tuple[int, int] | None, what: str) -> str:
    """Stem of a file name that tells indicator and years: one indicator's code, else what the file shows.

    >>> file_stem(["turnover"], (2018, 2025), "figures"), file_stem([], (2022, 2022), "figures")
    ('turnover_2018-2025', 'figures_2022')
    """
    name = indicators[0] if len(set(indicators)) == 1 else what
    if years is None:
        return name
    return f"{name}_{years[0]}" if years[0] == years[1] else f"{name}_{years[0]}-{years[1]}"
