"""Statements: what officials said of a year, and whether it agrees with the statistics; and with each other."""

from collections.abc import Sequence
from datetime import date

from kztrade import ledgers
from kztrade.answers.article import article
from kztrade.answers.statements import (
    Judged,
    Said,
    by_flow,
    said,
    side_levels,
    stated,
    statement_indicators,
    statement_periods,
    statements,
)
from kztrade.codes import FROM_REPORTER, TO_REPORTER
from kztrade.figures import cells_with_doubt, columns
from kztrade.marks import inks
from kztrade.pages import Page, Visit, following
from kztrade.pages.statements_answer import dek, headline
from kztrade.pages.statements_fit import consistency
from kztrade.pages.statements_picture import Flow, report_key
from kztrade.parameters import Choice, Option, Parameter
from kztrade.period import Period, read_period
from kztrade.table import Cell, Coded, Column, Dated, Link, Stack, Table, words
from kztrade.view import Controls, Files, Folded, Note, Opening, Part, Quotation, Rows, View
from kztrade.words import Telling
from kztrade.words.quotations import quotation

MOST = 12
"""As many rows of a picture are in sight at once; of a longer one the first ten."""


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """Which indicator, which period; a period nobody spoke of with this indicator gives way to the latest."""
    data = told.data
    codes = statement_indicators(data)
    periods = sorted({row.period for row in stated(data)}, reverse=True)
    latest = {code: {"period": _usual_period(told, code)} for code in codes}
    return [
        Choice(
            "indicator",
            told.say("Indicator"),
            codes[0],
            options=[Option(code, told.indicator(code)) for code in codes],
            tied=latest,
        ),
        Choice(
            "period",
            told.say("Period"),
            _usual_period(told, codes[0]),
            options=[Option(period.text, told.words.period(period)) for period in periods],
        ),
        Choice("report", told.say("Report that is open"), "", rare=True, options=_reports(told)),
    ]


def _usual_period(told: Telling, code: str) -> str:
    """The article's last year, where somebody spoke of it with this indicator; else the latest period."""
    periods = [period.text for period in statement_periods(told.data, code)]
    last = article(told.data).rate.period.text
    return last if last in periods else periods[0]


def _reports(told: Telling) -> list[Option]:
    """Every report of a figure, whatever it speaks of."""
    names = {report_key(row): told.source(row.source) for row in stated(told.data)}
    return [Option("", told.say("The one that fits best")), *(Option(key, names[key]) for key in sorted(names))]


def view(told: Telling, visit: Visit) -> View:
    """What was said of one indicator and period, each with its verdict, and whether stated figures fit each other."""
    indicator, wanted = visit.chosen["indicator"], read_period(visit.chosen["period"])
    periods = statement_periods(told.data, indicator)
    period = wanted if wanted in periods else periods[0]
    judged = statements(told.data, indicator, period)
    flows = _flows(told, indicator, period, judged)
    kicker = told.say("Statements: does what was said fit the statistics?")
    parts: tuple[Part, ...] = (
        Controls(("indicator", "period")),
        *_silence(told, flows),
        *(part for flow in flows for part in _shown(told, flow, visit.chosen["report"])),
        _every_report(told, flows[0], judged),
        *consistency(told),
    )
    return View(
        PAGE.id,
        PAGE.title(told),
        Opening(kicker, headline(told, flows), dek(told, flows)),
        parts,
        inks=inks(ledgers.sides(told.data)),
        next=following(told, "targets", "ledgers", "calendar"),
    )


def _flows(told: Telling, indicator: str, period: Period, judged: Sequence[Judged]) -> list[Flow]:
    """One picture for what can stand on one axis."""
    data = told.data
    directed = data.indicators[indicator].direction in (FROM_REPORTER, TO_REPORTER)
    return [
        Flow(
            told,
            indicator,
            period,
            said(data, items),
            side_levels(data, indicator, items[0].row.reporter, period),
            directed and bool(data.areas[items[0].row.reporter].rank),
        )
        for items in by_flow(data, judged)
    ]


def _silence(told: Telling, flows: Sequence[Flow]) -> list[Part]:
    if any(flow.levels for flow in flows):
        return []
    first = told.say("No statistic to compare.")
    rest = told.say("Neither office publishes this period in the data we hold. The statements are shown as made.")
    return [Note(first, rest)]


def _shown(told: Telling, flow: Flow, wanted: str) -> list[Part]:
    """The picture of one flow, its chosen row open, and its files."""
    table = flow.table()
    chosen = next(
        (one for one in flow.found if wanted in {report_key(item.row) for item in one.items}),
        max(flow.found, key=lambda one: (one.whole, one.fits)),
    )
    rows = Rows(
        table,
        (report_key(chosen.row),),
        "report",
        few=MOST if len(table.rows) <= MOST else 10,
        opened=_opened(told, chosen),
        reading=flow.reading(),
        source=flow.source(),
    )
    return [rows, Files(flow.chart(table), table)]


def _opened(told: Telling, chosen: Said) -> Quotation:
    """The chosen figure as a sentence; how it is read, and where it stands."""
    row, source = chosen.row, told.data.sources[chosen.row.source]
    name = told.source(source)
    given = {
        "interval": told.ends(row),
        "where": told.say("[{name}]({address})", name=name, address=source.address) if source.address else name,
    }
    note = told.note(row)
    below = (
        told.say("Read as {interval}. In {where}. {note}", note=note, **given)
        if note
        else told.say("Read as {interval}. In {where}.", **given)
    )
    return Quotation(quotation(told, row), below)


def _every_report(told: Telling, flow: Flow, judged: Sequence[Judged]) -> Folded:
    """Every report by itself, with its publication and its verdicts in words."""
    table = statements_table(
        told,
        judged,
        f"statements_{flow.indicator}_{flow.period.text.replace('/', '_')}",
        told.say("Every report, and whether it agrees with the statistics"),
        {"indicator": flow.indicator, "period": flow.period.text},
    )
    title = told.plural("The report as a table", "All {count} reports as a table", len(judged))
    below = told.say("each publication, its range and its link")
    return Folded(title, (Rows(table), Files(None, table)), below)


def statements_table(told: Telling, judged: Sequence[Judged], name: str, title: str, filters: dict[str, str]) -> Table:
    """Statements of any indicator and period as a table, each with its verdicts."""
    kept = [column for column in columns(told) if column.id not in ("formula", "inputs", "status")]
    places = [place for place, column in enumerate(columns(told)) if column in kept]
    visible = {"value", "interval"}
    quiet = tuple(Column(c.id, c.title, c.meaning, c.unit, c.id in visible, c.saved, c.wide, c.number) for c in kept)
    heads = (
        Column("published", told.say("Published"), told.say("When the source was published."), wide=True),
        Column("speaker", told.say("Who"), told.say("Person or body whose figure it is.")),
        *quiet,
        Column("dating", "dating", told.say("Whether the day is stated, inferred or unknown."), shown=False),
        Column("publisher", "publisher", told.say("Who published it."), shown=False),
        Column("address", "address", told.say("Where it is published."), shown=False),
        *verdict_columns(told, told.say("What the ledgers make of it.")),
    )
    rows = []
    for item in judged:
        row, source = item.row, told.data.sources[item.row.source]
        made, speaker = cells_with_doubt(told, row), told.speaker(source)
        where = (
            Link(told.publisher(source), source.address)
            if source.address
            else told.say("{publisher}, address not known", publisher=told.publisher(source))
        )
        series = row.reporter if told.data.areas[row.reporter].rank else ""
        shown, text = verdict_cells([told.verdict(row, verdict) for verdict in item.verdicts], told.note(row))
        rows.append(
            (
                Dated(source.published, told.published(row.source)),
                Stack((Coded(speaker, speaker, series), where)),
                *(made[place] for place in places),
                str(source.dating),
                told.publisher(source),
                source.address or None,
                shown,
                text,
            )
        )
    return Table(
        name, title, heads, tuple(rows), filters=filters, sources=tuple(dict.fromkeys(i.row.source for i in judged))
    )


def verdict_columns(told: Telling, meaning: str) -> tuple[Column, Column]:
    """Verdicts twice: a line each on a page, in one text in files."""
    return (
        Column("verdicts", told.say("Verdict"), meaning, saved=False),
        Column("verdict", "verdict", meaning, shown=False),
    )


def verdict_cells(verdicts: Sequence[str], note: str = "") -> tuple[Cell, Cell]:
    """The cells of `verdict_columns`."""
    return Stack((*verdicts, *filter(None, [note]))), words(Stack(tuple(verdicts)))


PAGE = Page(
    "statements",
    40,
    "said",
    lambda told: told.say("Statements"),
    lambda told: told.say("Does what was said fit the statistics?"),
    parameters,
    view,
)
