"""Method: everything as one file, the interval rule, formulas, codebook, sources, how to cite."""

from collections.abc import Sequence
from datetime import date
from math import isfinite

from kztrade import ledgers, model, schemas
from kztrade.answers.article import article
from kztrade.answers.target import article_metrics
from kztrade.citations import citation_bibtex, source_bibtex
from kztrade.codes import Qualifier
from kztrade.figures import metric_table
from kztrade.interval import Interval
from kztrade.marks import inks
from kztrade.pages import Page, Visit, following
from kztrade.parameters import Parameter
from kztrade.printed import read_printed
from kztrade.table import Cell, Coded, Column, Link, Stack, Table
from kztrade.view import Files, Opening, Part, Prose, Rows, Section, View
from kztrade.words import Telling
from kztrade.words.files import citation, interval_rule, source_citation
from kztrade.words.rules import cut_off_rule, judging_rule

CASES = (
    ("19 %", Qualifier.EXACT),
    ("1.3 bn", Qualifier.ABOUT),
    ("1,181 m", Qualifier.EXACT),
    ("200 m", Qualifier.ALMOST),
    ("1,200 km", Qualifier.ABOUT),
    ("2 bn", Qualifier.EXACT),
    ("1 bn", Qualifier.AT_LEAST),
    ("−19 %", Qualifier.OVER),
)
"""Printed numbers and their hedges, one for each case of the interval rule."""

YEARS = 5
"""Years after the article's last one for the required growth."""


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """Nothing is asked here."""
    return []


def view(told: Telling, visit: Visit) -> View:
    """How everything is known, computed, judged and cited."""
    data, words = told.data, told.words
    statistics = len(data.ledgers)
    headline = told.say(
        "{count} figures from {publications} publications, each with what its words and digits leave open",
        count=words.number(len(data.figures())),
        publications=words.number(len(data.sources)),
    )
    dek = told.plural(
        "One statistical ledger, one article read passage by passage, and what officials said elsewhere. Data version "
        "{version}.",
        "{count} statistical ledgers, one article read passage by passage, and what officials said elsewhere. Data version "
        "{version}.",
        statistics,
        version=data.short_version,
    )
    parts = (
        *_everything(told),
        *_intervals(told),
        *_formulas(told),
        *_comparing(told),
        *_codebook(told),
        *_sources(told),
        *_cite(told),
    )
    opening = Opening(told.say("Data and method"), headline, dek)
    return View(
        PAGE.id,
        PAGE.title(told),
        opening,
        parts,
        inks=inks(ledgers.sides(data)),
        next=following(told, "source", "explore", "target"),
    )


def _everything(told: Telling) -> tuple[Part, ...]:
    text = told.say(
        "A ZIP that is a Frictionless Data Package: all figures, indicators, sources, targets and events as CSV and "
        "Parquet, with codebook, citations and SHA-256 sums. The same data give the same bytes."
    )
    return (Section(told.say("Everything in one file"), anchor="download"), Prose(text), Files(package=True))


def _intervals(told: Telling) -> tuple[Part, ...]:
    words = told.words
    heads = (
        Column("printed", told.say("Printed"), told.say("The number as printed.")),
        Column("hedge", told.say("Hedge"), told.say("The hedge before it.")),
        Column("r", told.say("r"), told.say("The resolution."), number=True),
        Column("low", told.say("From"), told.say("Lower end."), number=True),
        Column("high", told.say("To"), told.say("Upper end; empty where open."), number=True),
    )
    rows = []
    for token, qualifier in CASES:
        printed = read_printed(token)
        assert printed is not None
        interval = Interval.stated(printed.value, qualifier, printed.resolution)
        ends = [words.number(end, 2) if isfinite(end) else told.say("open") for end in (interval.low, interval.high)]
        hedge = words.hedge(qualifier) or told.say("no hedge")
        rows.append((token, hedge, words.number(printed.resolution, 2), *ends))
    table = Table("interval_rule", told.say("The interval rule in cases"), heads, tuple(rows))
    return (
        Section(told.say("How a hedge becomes an interval"), anchor="intervals"),
        Prose(interval_rule(told)),
        Prose(cut_off_rule(told)),
        Rows(table),
        Files(None, table),
        Prose(_carried(told)),
    )


def _carried(told: Telling) -> str:
    """What a derived figure inherits, told of the article's own."""
    words, report = told.words, article(told.data)
    level, rate = report.level(), report.rate
    assert level.quantity is not None
    return told.say(
        "A derived figure carries both through. The word before it comes from the hedges alone: {year} is “{level}” because "
        "{before} is “{base}”. Its interval also allows for rounding: {rate} may be {least}, so its lower end is {low}. "
        "Where rounding leaves more open than a closed hedge does, the word is “about”. A bound is shown rounded outward, "
        "so that what is printed contains what is known.",
        year=level.period,
        level=told.said(level),
        before=report.base.period,
        base=told.said(report.base),
        rate=told.said(rate),
        least=words.amount(rate.quantity.interval.low, rate.unit),
        low=words.amount(level.quantity.interval.low, level.unit),
    )


def _formulas(told: Telling) -> tuple[Part, ...]:
    report = article(told.data)
    metrics = article_metrics(told.data, report.rate.period.year + YEARS, report.rate.value)
    table = metric_table(told, metrics, "formulas", told.say("What the article’s figures imply"))
    below = told.say("Every derived figure of the article, with its inputs. None crosses publishers.")
    text = told.say(
        "Turnover of a ledger is its own exports plus its own imports. The mirror gap, exporter ÷ importer − 1, is the one "
        "figure in which two sides meet. Growth computed here from published levels and growth that a source states are "
        "told apart."
    )
    return (Section(told.say("Formulas"), below, "formulas"), Rows(table), Files(None, table), Prose(text))


def _comparing(told: Telling) -> tuple[Part, ...]:
    return (Section(told.say("How a statement is judged"), anchor="verdicts"), Prose(judging_rule(told)))


def _codebook(told: Telling) -> tuple[Part, ...]:
    heads = (
        Column("indicator", told.say("Indicator"), told.say("Its name.")),
        Column("code", told.say("Code"), told.say("Its code in the tables.")),
        Column("unit", told.say("Unit"), told.say("Base unit of its values.")),
        Column("kind", told.say("Kind"), told.say("flow, stock, count, rate or fact.")),
        Column("definition", told.say("Definition"), told.say("What is measured, and by which standard."), wide=True),
    )
    rows = tuple(
        (
            told.text(indicator.name),
            indicator.code,
            Coded(indicator.unit, told.unit(indicator.unit)),
            Coded(indicator.kind, told.kind(indicator.kind)),
            told.text(indicator.definition),
        )
        for indicator in told.data.indicators.values()
    )
    codebook = Table("codebook", told.say("What is measured"), heads, rows)
    columns = Table(
        "columns",
        told.say("Columns of the table"),
        (
            Column("column", told.say("Column"), told.say("Its name.")),
            Column("meaning", told.say("Meaning"), told.say("What it says.")),
        ),
        tuple((name, told.text(meaning)) for name, meaning in schemas.meanings(schemas.OBSERVATIONS).items()),
    )
    return (
        Section(told.say("Codebook"), told.say("What is measured."), "codebook"),
        Rows(codebook),
        Files(None, codebook),
        Section(columns.title, told.say("One row is one value that one source published.")),
        Rows(columns, headed=True),
        Files(None, columns),
    )


def _sources(told: Telling) -> tuple[Part, ...]:
    table = sources_table(told)
    below = told.say("Every publication. “About” a day: inferred from its content, not printed on it.")
    return (Section(told.say("Sources"), below, "sources"), Rows(table, headed=True), Files(None, table))


def sources_table(told: Telling) -> Table:
    """Every publication with its speaker and the number of figures it gives."""
    counts: dict[str, int] = {}
    for row in told.data.figures():
        counts[row.source] = counts.get(row.source, 0) + 1
    ordered = sorted(told.data.sources.values(), key=lambda source: (source.kind, source.publisher, source.id))
    heads = (
        Column("publication", told.say("Publication"), saved=False),
        Column("source", "source", told.say("The source’s id."), shown=False),
        Column("publisher", "publisher", told.say("Who published it."), shown=False),
        Column("title", "title", told.say("Its title."), shown=False),
        Column("address", "address", told.say("Where it is published; empty when not known."), shown=False),
        Column("published", "published", told.say("Day, month or year of publication."), shown=False),
        Column("dating", "dating", told.say("Whether that day is stated, inferred or unknown."), shown=False),
        Column("language", "language", told.say("ISO 639-1 code of the original."), shown=False),
        Column("speaker", told.say("Speaker or body"), told.say("Whose figures these are."), wide=True),
        Column("kind", "kind", told.say("article, statement or statistics."), shown=False),
        Column("ledger", "ledger", told.say("The ledger of which it is an edition."), shown=False),
        Column("licence", "licence", told.say("On what terms its figures may be used."), shown=False),
        Column("figures", told.say("Figures"), told.say("How many it gives here."), number=True),
    )
    rows = tuple(
        (
            _publication(told, source),
            source.id,
            told.publisher(source),
            source.title,
            source.address or None,
            source.published.text if source.published else None,
            str(source.dating),
            source.language,
            told.text(source.speaker),
            str(source.kind),
            source.ledger or None,
            told.text(source.licence),
            counts.get(source.id, 0),
        )
        for source in ordered
    )
    return Table("sources", told.say("Sources"), heads, rows, sources=tuple(source.id for source in ordered), most=1000)


def _publication(told: Telling, source: model.Source) -> Cell:
    """Title as a link, publisher and day below."""
    if source.address:
        return Stack((Link(source.title, source.address), told.source(source)))
    return Stack((source.title, told.say("{source}, address not known", source=told.source(source))))


def _cite(told: Telling) -> tuple[Part, ...]:
    report = article(told.data).source
    text = told.say(
        "Cite the publisher of a figure first; a figure is a fact of its source. Cite kztrade for the selection, the "
        "intervals, the digests and what is derived."
    )
    return (
        Section(told.say("How to cite"), anchor="cite"),
        Prose(text),
        Section(told.say("This dashboard"), citation(told)),
        Prose(_code(citation_bibtex(told))),
        Section(told.say("The article"), source_citation(told, report)),
        Prose(_code(source_bibtex(told, report))),
    )


def _code(text: str) -> str:
    return f"```\n{text.strip()}\n```"


PAGE = Page(
    "method",
    90,
    "data",
    lambda told: told.say("Method"),
    lambda told: told.say("How is each figure made?"),
    parameters,
    view,
)
