"""Do the stated figures fit each other? The tests that fail in sight, the others by what they say, and a moving claim."""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce

from kztrade.answers.consistency import Tested, by_outcome, checks, counts, moving_claims
from kztrade.codes import Scope
from kztrade.metrics import Check, Outcome
from kztrade.model import Observation
from kztrade.table import Cell, Coded, Column, Plot, Scale, Stack, Stretch, Table
from kztrade.view import Files, Folded, Part, Prose, Rows, Section
from kztrade.words import Telling
from kztrade.words.doubt import marked

ROOM = 0.06
"""What is left free at both ends of a pair of strips, as a part of the width."""


def consistency(told: Telling) -> list[Part]:
    """The tests that fail as rows, the others folded by what they say, all of them as one table, a claim that moves."""
    every = checks(told.data)
    found = by_outcome(every)
    parts: list[Part] = [Section(_headline(told, every), _below(told), "consistency")]
    if failed := found[Outcome.FAILS]:
        table = _table(told, "consistency_fails", told.say("Tests that fail"), failed, strips=True)
        parts += [Rows(table, headed=True, few=len(failed)), Files(None, table)]
    parts += [_fold(told, outcome, counts(every)[outcome], tests) for outcome, tests in found.items() if tests][1:]
    parts.append(_all(told, every))
    return [*parts, *(_moving(told, claims) for claims in moving_claims(told.data))]


def _headline(told: Telling, every: Sequence[Check]) -> str:
    """How many tests fail, and whether cutting off explains them."""
    failed = [check for check in every if check.outcome is Outcome.FAILS]
    given = {"fails": told.words.count(len(failed), first=True), "all": told.words.number(len(every))}
    if not failed:
        return told.say("No consistency test of {all} fails", **given)
    if all(check.passes_if_cut_off for check in failed):
        return told.plural(
            "One of {all} consistency tests fails, and it would pass if its total was cut off instead of rounded",
            "{fails} of {all} consistency tests fail, and each would pass if its total was cut off instead of rounded",
            len(failed),
            **given,
        )
    return told.plural(
        "One of {all} consistency tests fails", "{fails} of {all} consistency tests fail", len(failed), **given
    )


def _below(told: Telling) -> str:
    return told.say(
        "Do exports and imports add up to the total told beside them? Does last year’s figure, times its growth, give this "
        "year’s? A test fails where what the figures give (filled) and what the total allows (outline) have no value in common."
    )


# Tables


def _table(told: Telling, name: str, title: str, tests: Sequence[Tested], strips: bool = False) -> Table:
    """Tests of one outcome: what is reckoned, what it gives, what the total allows, and who tells the figures."""
    heads = [
        Column("period", told.say("Period"), told.say("Of the figure that is tested.")),
        Column("reckoned", told.say("Reckoned from"), told.say("The figures that give another one.")),
        Column("gives", "gives", told.say("What the first figures allow."), shown=False),
        Column("told", told.say("Figure told"), told.say("The figure that is tested.")),
        Column("allows", "allows", told.say("What the figure that is tested allows."), shown=False),
    ]
    if strips:
        heads.append(Column("strips", told.say("No overlap"), saved=False, wide=True, scale=Scale(0.0, 1.0)))
    heads += [
        Column("source", told.say("Told by"), told.say("Who states the figures."), wide=True),
        Column("inputs", "inputs", told.say("Keys of the figures tested."), shown=False),
    ]
    ordered = sorted(tests, key=lambda test: test.check.rows[-1].period, reverse=True)
    rows = tuple(_row(told, test, strips) for test in ordered)
    sources = tuple(dict.fromkeys(source for test in tests for source in test.sources))
    shared = told.say("Tests of the same figures in several publications share a row.")
    notes = (shared,) if any(len(test.checks) > 1 for test in tests) else ()
    return Table(name, title, tuple(heads), rows, sources=sources, notes=notes)


def _row(told: Telling, test: Tested, strips: bool) -> tuple[Cell, ...]:
    check = test.check
    period = told.words.period(check.rows[-1].period)
    part = "" if check.scope is Scope.TOTAL else told.scope(check.scope)
    gives, allows = told.allowed(check)
    return (
        Stack((period, part)),
        Stack((_reckoned(told, check), told.say("gives {interval}", interval=gives) if gives else "")),
        gives,
        Stack((marked(told, check.rows[-1]), told.say("allows {interval}", interval=allows) if allows else "")),
        allows,
        *((_strips(told, check),) if strips else ()),
        _tellers(told, test.sources),
        " ".join(key for check in test.checks for key in check.inputs),
    )


def _reckoned(told: Telling, check: Check) -> str:
    """What gives the figure that is tested, without what it gives."""
    first, *others = (marked(told, row, inside=True) for row in check.rows[:-1])
    match check.test:
        case "sum":
            return told.say("{first} + {second}", first=first, second=others[0])
        case "growth":
            return _grown(told, first, check.rows[1])
        case "count":
            return told.say(
                "{first} of “{indicator}”", first=first, indicator=told.short_indicator(check.rows[0].indicator)
            )
    return reduce(lambda sum_, more: told.say("{first} + {second}", first=sum_, second=more), others, first)


def _grown(told: Telling, first: str, rate: Observation) -> str:
    size = told.words.hedged(abs(rate.value), rate.qualifier, rate.unit, digits=told.digits(rate))
    given = {"first": first, "rate": marked(told, rate, size, inside=True)}
    return told.say("{first}, down {rate}", **given) if rate.value < 0 else told.say("{first}, up {rate}", **given)


def _tellers(told: Telling, sources: Sequence[str]) -> Cell:
    return Coded(" ".join(sources), told.listed(list(dict.fromkeys(map(told.source, sources)))))


def _strips(told: Telling, check: Check) -> Cell:
    """What the figures give and what the total allows, on a scale of their own."""
    if check.computed is None or check.stated is None:
        return None
    ends = [end for one in (check.computed, check.stated) for end in (one.interval.low, one.interval.high)]
    low, width = min(ends), (max(ends) - min(ends)) or 1.0
    places = [ROOM + (end - low) / width * (1 - 2 * ROOM) for end in ends]
    gives, allows = told.allowed(check)
    text = told.say("{gives} against {allows}", gives=gives, allows=allows)
    return Plot(
        (Stretch(places[0], places[1], "", "bar", -0.5), Stretch(places[2], places[3], "", "outline", 0.5)), text
    )


# Folds


def _fold(told: Telling, outcome: Outcome, count: int, tests: Sequence[Tested]) -> Folded:
    table = _table(told, f"consistency_{outcome}", told.outcome(outcome), tests)
    title, below = FOLDS[outcome](told, count)
    return Folded(title, (Rows(table, headed=True), Files(None, table)), below)


FOLDS: Mapping[Outcome, Callable[[Telling, int], tuple[str, str]]] = {
    Outcome.FAILS: lambda told, count: ("", ""),
    Outcome.PASSES: lambda told, count: (
        told.plural("{count} test passes", "{count} tests pass", count),
        told.say("sums of exports and imports; last year’s figure and its growth; farm trade is called so"),
    ),
    Outcome.CANNOT_TELL: lambda told, count: (
        told.plural("{count} is left open", "{count} are left open", count),
        told.say("an “over” or “almost” decides nothing"),
    ),
    Outcome.NOT_COMPARABLE: lambda told, count: (
        told.plural("{count} is not comparable", "{count} are not comparable", count),
        told.say("two kinds of count, or sums of different starts"),
    ),
}
"""What stands over the tests of an outcome, and what is inside."""


def _all(told: Telling, every: Sequence[Check]) -> Folded:
    """Every test, one by one."""
    heads = (
        Column("test", told.say("Test"), told.say("What is compared.")),
        Column("arithmetic", told.say("Arithmetic"), told.say("The figures compared.")),
        Column("result", told.say("Result"), told.say("passes, fails, cannot tell or not comparable.")),
        Column("allowed", told.say("Gives"), told.say("What the first figures allow."), wide=True),
        Column("stated", told.say("Allows"), told.say("What the last figure allows."), wide=True),
        Column("cut_off", "cut_off", told.say("Whether a test that fails passes with its total cut off."), shown=False),
        Column("source", told.say("Told by"), told.say("Who states the figures."), wide=True),
        Column("inputs", "inputs", told.say("Keys of the figures tested."), shown=False),
    )
    rows = tuple(
        (
            told.test(check),
            told.arithmetic(check),
            Coded(check.outcome, told.result(check)),
            *told.allowed(check),
            check.passes_if_cut_off,
            _tellers(told, list(dict.fromkeys(row.source for row in check.rows))),
            " ".join(check.inputs),
        )
        for check in every
    )
    sources = tuple(dict.fromkeys(row.source for check in every for row in check.rows))
    table = Table("consistency", told.say("Every consistency test"), heads, rows, sources=sources)
    title = told.plural("The test as a table", "All {count} tests as one table", len(every))
    return Folded(title, (Rows(table), Files(None, table)), told.say("with the arithmetic of each"))


# A claim whose start moves


def _moving(told: Telling, claims: Sequence[Observation]) -> Folded:
    """One sum that was said again and again, of different starts."""
    starts = {row.period.start for row in claims if row.period.is_span}
    title = told.say(
        "Said since {year} with {starts} different starts: {value} invested",
        value=told.said(claims[0], long=True),
        year=_year(told, claims),
        starts=told.words.count(len(starts)),
    )
    text = told.say(
        "{value} invested: {claims}.", value=told.said(claims[0]), claims=told.listed(_claims(told, claims))
    )
    rest = told.say("Sums since different years are no series; nothing follows from their order.")
    return Folded(title, (Prose(f"{text} {rest}"),), told.say("sums since different years are no series"))


def _year(told: Telling, claims: Sequence[Observation]) -> str:
    days = [day for row in claims if (day := told.data.sources[row.source].published)]
    return str(min(days).start.year)


def _claims(told: Telling, claims: Sequence[Observation]) -> list[str]:
    parts = []
    for row in claims:
        given = {"day": told.published(row.source), "value": marked(told, row)}
        if row.period.is_span:
            parts.append(told.say("{day} ({value}, since {year})", year=str(row.period.start.year), **given))
        else:
            parts.append(told.say("{day} ({value}, no start named)", **given))
    return parts
