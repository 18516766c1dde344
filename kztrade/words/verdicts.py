"""What became of statements, targets and tests, in words."""

from decimal import ROUND_FLOOR
from typing import TYPE_CHECKING

from kztrade.codes import Unit
from kztrade.ledgers import Books
from kztrade.message import Message
from kztrade.metrics import Agreement, Check, Fate, Outcome, Rating, Verdict
from kztrade.model import Metric, Observation
from kztrade.words.doubt import marked

if TYPE_CHECKING:
    from kztrade.words.telling import Telling

OFF = 3
"""Significant digits of a distance; it is rounded down, to stand before "or more"."""

AGREEMENTS = {
    Agreement.AGREES: Message("agrees with {name} ({figure})"),
    Agreement.AGREES_ROUNDED: Message("agrees after rounding with {name} ({figure})"),
    Agreement.AGREES_HEDGED: Message("agrees with {name} ({figure}) only by the “{hedge}”"),
    Agreement.TOO_HIGH: Message("too high by {amount} or more for {name} ({figure})"),
    Agreement.TOO_LOW: Message("too low by {amount} or more for {name} ({figure})"),
}

FATES = {
    Fate.MET: Message("met in {year}"),
    Fate.MET_LATE: Message("met late, in {year}"),
    Fate.MISSED: Message("missed"),
    Fate.NO_DEADLINE: Message("no deadline set; not reached by {year}"),
    Fate.OPEN: Message("open: needs {rate} a year from {year}"),
    Fate.POTENTIAL: Message("not rated: called possible, promised by nobody"),
}

UNRATED = {
    "no_figures": Message("cannot be rated: no annual figures"),
    "starts_after": Message("cannot be rated: figures start only in {year}"),
    "ends_before": Message("cannot be rated: figures end in {year}"),
    "no_figure": Message("cannot be rated: no figure for {year}"),
    "digits": Message("cannot be rated: the digits for {year} leave it open"),
}

DISPUTED = Message("open; the figures for {year} disagree")
"""Where officials give several figures for the last year, and no growth follows from them."""

UNSAID = Message("cannot be rated: nothing said of the years before {year}")
"""Where officials' words stand in the place of a ledger."""

OUTCOMES = {
    Outcome.PASSES: Message("passes"),
    Outcome.FAILS: Message("fails"),
    Outcome.CANNOT_TELL: Message("cannot tell"),
    Outcome.NOT_COMPARABLE: Message("not comparable"),
}

TESTS = {
    "sum": Message("Exports + imports = turnover, {period}"),
    "growth": Message("Base × growth = level, {period}"),
    "cumulative": Message("A sum never falls and covers its flows, to {period}"),
    "count": Message("A count against the one before, {period}"),
}


def verdict_text(told: "Telling", row: Observation, verdict: Verdict) -> str:
    """What one ledger makes of a statement, as a clause; by the figure known on its day too, where that was another."""
    today = _judgement(told, row, verdict)
    then = _judgement(told, row, verdict.then) if verdict.then else today
    if then == today:  # a revision that nobody would see
        return today
    given = {"today": today, "then": then}
    moved = _revision(told, verdict.revision)
    if not moved:
        return told.say("{today}; by the figure known that day: {then}", **given)
    return told.say(
        "{today}; by the figure known that day: {then}; revised by {revision} since", **given, revision=moved
    )


def _revision(told: "Telling", revision: Metric | None) -> str:
    """By how much a figure was revised; empty where that is unknown or too little to be told."""
    if revision is None or not (value := revision.value):
        return ""
    if revision.name == "revision_points":
        number, nothing = (told.words.number(each, 1, sign=True) for each in (value, 0.0))
        return told.say("{number} points", number=number) if number != nothing else ""
    moved = told.words.percent(value, sign=True)
    return moved if moved != told.words.percent(0.0, sign=True) else ""


def _judgement(told: "Telling", row: Observation, verdict: Verdict) -> str:
    message = AGREEMENTS.get(verdict.agreement)
    if message is None or verdict.level is None or verdict.statistic is None:
        return _no_judgement(told, row, verdict)
    figure = told.words.hedged(verdict.statistic, verdict.level.qualifier, row.unit, digits=told.digits(row))
    return told.tell(
        message,
        name=told.ledger(Books(verdict.ledger, verdict.reporter)),
        figure=marked(told, verdict.level, figure),
        hedge=told.words.hedge(row.qualifier),
        amount=distance(told, verdict.by, row.unit),
    )


def _no_judgement(told: "Telling", row: Observation, verdict: Verdict) -> str:
    if verdict.agreement is Agreement.NO_STATISTIC:
        if isinstance(verdict.level, Metric) and verdict.level.reason:
            return told.say("no statistic to compare ({reason})", reason=verdict.level.reason)
        return told.say("no statistic to compare")
    if verdict.reason == "scope":
        return told.say("not comparable (scope: {scope})", scope=told.covered(row.scope))
    if verdict.reason == "partner":
        return told.say("not comparable (partner: {partner})", partner=told.area(row.partner))
    return told.say("not comparable (kind)")


def distance(told: "Telling", by: float, unit: Unit) -> str:
    """How far off something is at least, rounded down; percentages differ by points."""
    words = told.words
    if unit is Unit.PERCENT:
        return told.say("{number} points", number=words.significant(by, OFF, rounding=ROUND_FLOOR))
    return words.amount(by, unit, digits=OFF, rounding=ROUND_FLOOR)


def fate_text(told: "Telling", rating: Rating) -> str:
    """What became of a target in one ledger, as a clause."""
    known: dict[str, object] = {} if rating.year is None else {"year": rating.year}
    message = FATES.get(rating.fate) or UNRATED[rating.reason]
    if rating.reason == "starts_after" and rating.ledger not in told.data.ledgers:
        message = UNSAID
    if rating.needed is not None:
        known["rate"] = marked(told, rating.needed, inside=True)
    elif rating.fate is Fate.OPEN:
        message = DISPUTED
    return told.tell(message, **known)


def check_text(told: "Telling", check: Check) -> str:
    """Which test this is, with its period."""
    return told.tell(TESTS[check.test], period=check.rows[-1].period)


def arithmetic_text(told: "Telling", check: Check) -> str:
    """A test written out."""
    figures = [marked(told, row, inside=True) for row in check.rows]
    if check.test == "cumulative":
        return _cumulative(told, check, figures)
    if check.test == "count" or check.computed is None:
        return _sequence(told, check, figures)
    computed = told.words.hedged(check.computed.value, check.computed.qualifier, check.rows[-1].unit, digits=5)
    given = {"first": figures[0], "second": figures[1], "result": computed, "stated": figures[-1]}
    if check.test == "sum":
        return told.say("{first} + {second} = {result} against {stated}", **given)
    return told.say("{first} × (1 + {second}) = {result} against {stated}", **given)


def _cumulative(told: "Telling", check: Check, figures: list[str]) -> str:
    parts = [
        told.say("{figure} ({period})", figure=figure, period=row.period)
        for figure, row in zip(figures, check.rows, strict=True)
    ]
    given = {"floor": " + ".join(parts[:-1]), "later": parts[-1]}
    if check.outcome is Outcome.CANNOT_TELL:
        return told.say("{floor} ≤ {later}? The hedges leave it open.", **given)
    if check.rows[0].period.start != check.rows[-1].period.start:
        return told.say("{floor} ≤ {later}? Other start.", **given)
    return told.say("{floor} ≤ {later}?", **given)


def _sequence(told: "Telling", check: Check, figures: list[str]) -> str:
    parts = [
        told.say(
            "{figure} of “{indicator}” ({period})",
            figure=figure,
            indicator=told.short_indicator(row.indicator),
            period=row.period,
        )
        for figure, row in zip(figures, check.rows, strict=True)
    ]
    if check.outcome is Outcome.NOT_COMPARABLE and check.test == "count":
        return told.say(
            "{first}, then {second}. Two kinds of count: neither a rise nor a fall.", first=parts[0], second=parts[-1]
        )
    return told.say("{first}, then {second}", first=parts[0], second=parts[-1])
