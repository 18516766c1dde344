"""Do the stated figures fit each other? Every test with its arithmetic, and claims whose start moves."""

from collections.abc import Sequence

from kztrade.answers.consistency import checks, moving_claims
from kztrade.metrics import Check
from kztrade.model import Observation
from kztrade.table import Cell, Coded, Column, Table
from kztrade.view import Files, Part, Prose, Rows, Section
from kztrade.words import Telling
from kztrade.words.doubt import marked


def consistency(told: Telling) -> list[Part]:
    """Do the stated figures fit each other? Every test with its arithmetic, and claims whose start moves."""
    found = checks(told.data)
    title = told.say("Do the figures fit each other?")
    below = told.say("Tests on what one source states, and on claims that follow each other. Intervals decide.")
    heads = (
        Column("test", told.say("Test"), told.say("What is compared.")),
        Column("arithmetic", told.say("Arithmetic"), told.say("The figures compared.")),
        Column("result", told.say("Result"), told.say("passes, fails, cannot tell or not comparable.")),
        Column("allowed", told.say("Allowed"), told.say("What the first figures allow."), wide=True),
        Column("stated", told.say("Stated"), told.say("What the last figure allows."), wide=True),
        Column("cut_off", "cut_off", told.say("Whether a test that fails passes with its total cut off."), shown=False),
        Column("source", told.say("Source"), told.say("Who states the figures."), wide=True),
        Column("inputs", "inputs", told.say("Keys of the figures tested."), shown=False),
    )
    rows = tuple(_check(told, check) for check in found)
    sources = tuple(dict.fromkeys(row.source for check in found for row in check.rows))
    table = Table("consistency", title, heads, rows, sources=sources)
    claims = [Prose(_moving(told, group)) for group in moving_claims(told.data)]
    return [Section(title, below, "consistency"), Rows(table, headed=True), Files(None, table), *claims]


def _check(told: Telling, check: Check) -> tuple[Cell, ...]:
    named = told.listed(list(dict.fromkeys(told.source(row.source) for row in check.rows)))
    return (
        told.test(check),
        told.arithmetic(check),
        Coded(check.outcome, told.result(check)),
        *told.allowed(check),
        check.passes_if_cut_off,
        Coded(" ".join(dict.fromkeys(row.source for row in check.rows)), named),
        " ".join(check.inputs),
    )


def _moving(told: Telling, claims: Sequence[Observation]) -> str:
    parts = []
    for row in claims:
        given = {"day": told.published(row.source), "value": marked(told, row)}
        if row.period.is_span:
            parts.append(told.say("{day} ({value}, since {year})", year=str(row.period.start.year), **given))
        else:
            parts.append(told.say("{day} ({value}, no start named)", **given))
    return told.say(
        "**One claim with a moving start:** {value} invested was said again and again: {claims}. Sums since different "
        "years are no series; nothing follows from their order.",
        value=told.figure(claims[0]),
        claims=told.listed(parts),
    )
