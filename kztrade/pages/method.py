"""Method: everything as one file, the interval rule, formulas, codebook, sources, how to cite."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import isfinite

from kztrade import ledgers, model, schemas
from kztrade.answers.article import article
from kztrade.answers.target import article_metrics
from kztrade.citations import citation_bibtex, source_bibtex
from kztrade.codes import Qualifier
from kztrade.figures import TOTAL, metric_table
from kztrade.interval import Interval
from kztrade.marks import inks
from kztrade.pages import Page, Visit, following
from kztrade.parameters import Parameter
from kztrade.printed import Printed, read_printed
from kztrade.table import Cell, Coded, Column, Link, Plot, Scale, Spot, Stack, Stretch, Table
from kztrade.view import Beside, Contents, Files, Folded, Opening, Part, Prose, Quotation, Rows, Section, View
from kztrade.words import Telling
from kztrade.words.files import citation, interval_rule, source_citation
from kztrade.words.rules import cut_off_rule, judging_rule, rating_rules

CASES = (
    ("19 %", Qualifier.EXACT),
    ("1.3 bn", Qualifier.ABOUT),
    ("200 m", Qualifier.ALMOST),
    ("1 bn", Qualifier.AT_LEAST),
    ("1,181 m", Qualifier.EXACT),
    ("1,200 km", Qualifier.ABOUT),
    ("2 bn", Qualifier.EXACT),
    ("−19 %", Qualifier.OVER),
)
"""Printed numbers and their hedges, one for each case of the interval rule."""

DRAWN = 4
"""So many of them stand there before a reader asks for more: one for each shape of an interval."""

FEW = 3
"""Rows of the codebook and of the sources that stand there before a reader asks for more."""

YEARS = 5
"""Years after the article's last one for the required growth."""


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """Nothing is asked here."""
    return []


def view(told: Telling, visit: Visit) -> View:
    """How everything is known, computed, judged and cited."""
    data, words = told.data, told.words
    dek = told.plural(
        "{figures} figures from {publications} publications: one statistical [ledger](term:ledger), one article read passage "
        "by passage, and what officials said elsewhere.",
        "{figures} figures from {publications} publications: {count} statistical [ledgers](term:ledger), one article read "
        "passage by passage, and what officials said elsewhere.",
        len(data.ledgers),
        figures=words.number(len(data.figures())),
        publications=words.number(len(data.sources)),
    )
    headline = told.say("Every figure is kept with its words, its source and the range they leave open")
    opening = Opening(told.say("Method: how the figures are read, judged and cited"), headline, dek)
    sections = (_reading, _verdicts, _ratings, _formulas, _codebook, _sources, _cite, _everything)
    found = [section(told) for section in sections]
    body = tuple(part for parts in found for part in parts)
    contents = Contents(told.say("On this page"), tuple(part for part in body if isinstance(part, Section)))
    return View(
        PAGE.id,
        PAGE.title(told),
        opening,
        (Beside((contents,), body, 0.2),),
        inks=inks(ledgers.sides(data)),
        next=following(told, "source", "explore", "target"),
    )


def _everything(told: Telling) -> tuple[Part, ...]:
    text = told.say(
        "A ZIP that is a Frictionless Data Package: all figures, indicators, sources, targets and events as CSV and "
        "Parquet, with codebook, citations and SHA-256 sums. The same data give the same bytes."
    )
    return (Section(told.say("Everything in one file"), text, "download"), Files(package=True))


def _reading(told: Telling) -> tuple[Part, ...]:
    """The interval rule: drawn in cases, then in full."""
    table = _cases(told)
    text = told.say(
        "“About” and rounded digits leave something open. It is written down as an [interval](term:interval), and judged by the "
        "interval, never by the point."
    )
    inside = (Prose(interval_rule(told)), Prose(cut_off_rule(told)), Prose(_carried(told)))
    return (
        Section(told.say("How a figure is read"), text, "intervals"),
        Rows(table, headed=True, few=DRAWN),
        Files(None, table),
        Folded(told.say("The full rule"), inside, told.say("and what a derived figure inherits")),
    )


def _cases(told: Telling) -> Table:
    """Printed numbers with their hedges, each with all that it allows, drawn in its own resolution."""
    words = told.words
    heads = (
        Column("printed", told.say("Printed"), told.say("The number as printed.")),
        Column("hedge", told.say("Hedge"), told.say("The hedge before it.")),
        Column("plot", told.say("What it allows"), saved=False, scale=Scale(-1.3, 2.2)),
        Column("r", told.say("r"), told.say("The resolution."), shown=False, number=True),
        Column("low", told.say("From"), told.say("Lower end."), number=True),
        Column("high", told.say("To"), told.say("Upper end; empty where open."), number=True),
    )
    rows: list[tuple[Cell, ...]] = []
    for token, qualifier in CASES:
        printed = read_printed(token)
        assert printed is not None
        interval = Interval.stated(printed.value, qualifier, printed.resolution)
        ends = [words.number(end, 2) if isfinite(end) else told.say("open") for end in (interval.low, interval.high)]
        hedge = words.hedge(qualifier) or told.say("no hedge")
        plot = Plot(_allowed(interval, printed), told.say("{low} to {high}", low=ends[0], high=ends[1]))
        rows.append((token, hedge, plot, words.number(printed.resolution, 2), *ends))
    return Table("interval_rule", told.say("The interval rule in cases"), heads, tuple(rows))


def _allowed(interval: Interval, printed: Printed) -> tuple[Stretch | Spot, ...]:
    """The interval in units of the resolution, around the number itself."""
    low, high = ((end - printed.value) / printed.resolution for end in (interval.low, interval.high))
    return (Stretch(low, high, TOTAL, arrow=not isfinite(high)), Spot(0, TOTAL))


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
    short = told.say(
        "Turnover of a ledger is its own exports plus its own imports. Needed growth is the same rate every year that takes the "
        "last figure to the target by its deadline."
    )
    texts = (
        told.say(
            "**Growth**: a year’s figure over that of the year before in the same ledger, less one. Growth that a source states "
            "and growth computed here are told apart."
        ),
        told.say(
            "**Mirror gap**: what the exporter records over what the importer records, less one. It is the one figure in which "
            "two ledgers meet."
        ),
    )
    inside: tuple[Part, ...] = (*map(Prose, texts), Rows(table), Files(None, table))
    below = told.say("and what the article’s figures imply, with inputs and names in the code")
    return (
        Section(told.say("Formulas, in words"), short, "formulas"),
        Folded(told.say("All formulas"), inside, below),
    )


def _verdicts(told: Telling) -> tuple[Part, ...]:
    short = told.say(
        "A statement agrees with a publisher when what its digits leave open overlaps the published figure. If not, the "
        "distance between both is given, as “at least”."
    )
    return (
        Section(told.say("How a statement is judged"), short, "verdicts"),
        Folded(told.say("The rule in full"), (Prose(judging_rule(told)),)),
    )


def _ratings(told: Telling) -> tuple[Part, ...]:
    short = told.say(
        "A target is met in the first year whose figure lies wholly at or above it. Where the year before is not known, it is "
        "only known to be reached by then."
    )
    return (
        Section(told.say("How a target is rated"), short, "ratings"),
        Folded(told.say("The rating in full"), tuple(map(Prose, rating_rules(told)))),
    )


def _codebook(told: Telling) -> tuple[Part, ...]:
    """Every indicator, those first of which the most figures are held."""
    held = Counter(row.indicator for row in told.data.figures())
    heads = (
        Column("indicator", told.say("Indicator"), told.say("Its name.")),
        Column("code", told.say("Code"), told.say("Its code in the tables."), wide=True),
        Column("unit", told.say("Unit"), told.say("Base unit of its values.")),
        Column("kind", told.say("Kind"), told.say("flow, stock, count, rate or fact."), shown=False),
        Column("definition", told.say("Definition"), told.say("What is measured, and by which standard."), below=True),
    )
    rows = tuple(
        (
            told.text(indicator.name),
            indicator.code,
            Coded(indicator.unit, told.unit(indicator.unit)),
            Coded(indicator.kind, told.kind(indicator.kind)),
            told.text(indicator.definition),
        )
        for indicator in sorted(told.data.indicators.values(), key=lambda one: -held[one.code])
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
    inside = (Rows(columns, headed=True), Files(None, columns))
    return (
        Section(told.say("Codebook"), anchor="codebook"),
        Rows(codebook, headed=True, few=FEW, find=True),
        Files(None, codebook),
        Folded(columns.title, inside, told.say("one row is one value that one source published")),
    )


def _sources(told: Telling) -> tuple[Part, ...]:
    table = sources_table(told)
    below = told.say("Every publication. “About” a day: inferred from its content, not printed on it.")
    return (
        Section(told.say("Sources"), below, "sources"),
        Rows(table, headed=True, few=FEW, find=True),
        Files(None, table),
    )


def sources_table(told: Telling) -> Table:
    """Every publication with its speaker and the number of figures it gives, newest first."""
    counts = Counter(row.source for row in told.data.figures())
    known = sorted(told.data.sources.values(), key=lambda source: (source.publisher, source.id))
    ordered = sorted(known, key=lambda source: source.published.text if source.published else "", reverse=True)
    heads = (
        Column("day", told.say("Published"), saved=False),
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
            told.published(source),
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
            counts[source.id],
        )
        for source in ordered
    )
    return Table("sources", told.say("Sources"), heads, rows, sources=tuple(source.id for source in ordered), most=1000)


def _publication(told: Telling, source: model.Source) -> Cell:
    """Title as a link, the publisher below."""
    if source.address:
        return Stack((Link(source.title, source.address), told.publisher(source)))
    return Stack((source.title, told.say("{publisher}, address not known", publisher=told.publisher(source))))


def _cite(told: Telling) -> tuple[Part, ...]:
    report = article(told.data).source
    text = told.say(
        "Cite the publisher of a figure first; a figure is a fact of its source. Cite kztrade for the selection, the "
        "intervals, the digests and what is derived."
    )
    inside = (
        Prose(_code(citation_bibtex(told))),
        Prose(source_citation(told, report)),
        Prose(_code(source_bibtex(told, report))),
    )
    return (
        Section(told.say("How to cite"), text, "cite"),
        Quotation(citation(told)),
        Folded(told.say("As BibTeX, and the article"), inside),
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
