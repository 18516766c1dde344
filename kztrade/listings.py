"""What is listed by name, whatever page it stands on: figures, metrics, statements, targets, mirrors, pages, copies."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kztrade import ledgers
from kztrade.answers.article import article
from kztrade.answers.investment import refusal
from kztrade.answers.statements import statements
from kztrade.answers.target import article_metrics
from kztrade.answers.targets import target_stories
from kztrade.answers.trade import selected_metrics, turnover_by_year
from kztrade.errors import UsageError
from kztrade.evidence import Finding
from kztrade.figures import contract_table, figure_table, metric_table
from kztrade.ledgers import Books
from kztrade.model import Metric
from kztrade.pages import pages
from kztrade.pages.ledgers_table import mirrors_table
from kztrade.pages.statements import statements_table
from kztrade.pages.targets_tables import fates_table
from kztrade.period import read_period
from kztrade.selection import Selection
from kztrade.table import Coded, Column, Table
from kztrade.words import Telling
from kztrade.words.commands import refused

SHARE_REFUSED = "investment_per_venture"
"""The quotient that readers look for and that nobody may form."""

FASTEST = 1000
"""No growth in percent a year is beyond this; a figure that is has lost its point."""


def figures(told: Telling, selection: Selection) -> Table:
    """The figures that pass the filters, in words; how to get at turnover where they leave it out.

    Raises:
        FilterError: A filter names nothing we hold.
        PeriodError: The period of publication cannot be read.
    """
    rows = selection.rows(told.data)
    advice = selection.advice(told.data)
    return figure_table(
        told,
        [(row, row) for row in rows],
        "figures",
        told.say("Figures"),
        selection.filters(),
        [told.say("Hint: {hint}", hint=advice)] if advice else [],
        most=len(rows),
    )


def stored_figures(told: Telling, selection: Selection) -> Table:
    """The same figures under the contract's own columns: what files hold.

    Raises:
        FilterError: A filter names nothing we hold.
        PeriodError: The period of publication cannot be read.
    """
    return contract_table(told, selection.rows(told.data), selection.filters())


def metrics(told: Telling, selection: Selection, by: int, growth: float) -> Table:
    """What the article implies, or the ledgers that are selected; why a value is missing or refused stands in the notes.

    Args:
        told: The data and the language.
        selection: Sources, reporters and years; the article where it names neither source nor reporter.
        by: Year for the required growth.
        growth: Growth in percent a year for the path.

    Raises:
        FilterError: A filter names nothing we hold, or the year is out of range.
        PeriodError: The year is not after the article's level.
        UsageError: Nothing can grow like that.
    """
    _check_growth(growth)
    Selection(first=by).check(told.data)
    selection.check(told.data)
    source = article(told.data).id
    of_ledgers = bool(selection.sources or selection.reporters)
    of_article = source in selection.sources or not of_ledgers
    found = article_metrics(told.data, by, growth) if of_article else []
    if of_ledgers:
        found += selected_metrics(told.data, selection)
    table = metric_table(told, found, "metrics", told.say("Metrics"))
    return replace(table, notes=_metric_notes(told, found, of_article))


def _check_growth(growth: float) -> None:
    if not -100 < growth <= FASTEST:  # no number too
        raise UsageError(
            "Nothing can grow by {growth} % a year.",
            "Give more than -100 and at most {most}.",
            growth=f"{growth:g}",
            most=FASTEST,
        )


def _metric_notes(told: Telling, found: Sequence[Metric], of_article: bool) -> tuple[str, ...]:
    if not found:
        known = [_years(told, books) for books in ledgers.books(told.data)]
        return (
            told.say("No ledger publishes what was asked for."),
            told.say("Hint: Choose from {ledgers}.", ledgers=", ".join(filter(None, known))),
        )
    reasons = (
        told.say("{metric}: {reason}", metric=metric.name, reason=metric.reason) for metric in found if metric.reason
    )
    kept_apart = [refused(told.words, SHARE_REFUSED, told.tell(refusal(told.data)))] if of_article else []
    return (*reasons, *kept_apart)


def _years(told: Telling, books: Books) -> str:
    """A ledger as filters name it, with its years; empty where nothing follows from it."""
    years = [level.period.text for level in turnover_by_year(told.data, books)]
    if not years:
        return ""
    return told.say(
        "{ledger} {reporter} ({first}–{last})",
        ledger=books.ledger,
        reporter=books.reporter,
        first=years[0],
        last=years[-1],
    )


def said(told: Telling, indicator: str = "", period: str = "") -> Table:
    """What officials said, each with its verdicts; of one indicator or period where they are named.

    Raises:
        FilterError: There is no such indicator.
        PeriodError: The period cannot be read.
    """
    Selection((indicator,) if indicator else ()).check(told.data)
    found = statements(told.data, indicator or None, read_period(period) if period else None)
    filters = {name: text for name, text in (("indicator", indicator), ("period", period)) if text}
    return _showing(
        statements_table(told, found, "statements", told.say("Statements"), filters), {"period", "indicator"}
    )


def _showing(table: Table, names: set[str]) -> Table:
    """The same with columns shown that its page leaves to the filters."""
    heads = tuple(replace(column, shown=True) if column.id in names else column for column in table.columns)
    return replace(table, columns=heads)


def fates(told: Telling, today: date) -> Table:
    """Every target, and what became of it in each ledger by a day."""
    return fates_table(told, target_stories(told.data, today.year))


def mirrors(told: Telling) -> Table:
    """Every flow at both its ends."""
    return mirrors_table(told)


def all_pages(told: Telling) -> Table:
    """The pages, and what each answers."""
    heads = (
        Column("page", told.say("Page"), told.say("Its name in addresses and on the command line.")),
        Column("question", told.say("Question"), told.say("What it answers.")),
    )
    rows = tuple((page.id, page.question(told)) for page in pages())
    return Table("pages", told.say("Pages"), heads, rows)


def found_in_original(told: Telling, findings: Sequence[Finding]) -> Table:
    """What became of each figure of a source when its original was read."""
    heads = (
        Column("found", ""),
        Column("passage", told.say("Passage"), number=True),
        Column("token", told.say("As printed")),
        Column("figure", told.say("Figure")),
        Column("instead", told.say("Instead")),
    )
    rows = tuple(
        (
            Coded(str(finding.found), "✓" if finding.found else "✗"),
            finding.passage,
            finding.token,
            told.say("{indicator} {period}", indicator=finding.key.indicator, period=finding.key.period),
            told.tell(finding.instead),
        )
        for finding in findings
    )
    return Table("findings", told.say("Figures in the original"), heads, rows)


def kept_originals(told: Telling, copies: Sequence[tuple[str, str, str, str, str]]) -> Table:
    """The reader's copies: source, when and whence it came, its SHA-256, and why it is of no use if it is not."""
    heads = [
        Column("source", told.say("Source")),
        Column("added", told.say("Added")),
        Column("origin", told.say("Origin")),
        Column("sha256", told.say("SHA-256")),
        Column("trouble", told.say("Trouble"), shown=any(copy[-1] for copy in copies)),
    ]
    return Table("originals", told.say("Copies of originals"), tuple(heads), tuple(copies))


def counts(told: Telling) -> Table:
    """How many rows each kind of record has."""
    data = told.data
    held: Mapping[str, int] = {
        "areas": len(data.areas),
        "ledgers": len(data.ledgers),
        "observations": len(data.observations),
        "targets": len(data.targets),
        "indicators": len(data.indicators),
        "sources": len(data.sources),
        "events": len(data.events),
        "passages": len(data.passages),
        "digests": len(data.digests),
    }
    heads = (Column("table", told.say("Table")), Column("rows", told.say("Rows"), number=True))
    return Table("counts", told.say("Data files"), heads, tuple(held.items()))
