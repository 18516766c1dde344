"""What became of statements, targets and tests, in words."""

from collections.abc import Mapping
from decimal import ROUND_FLOOR
from typing import TYPE_CHECKING

from kztrade.codes import Unit
from kztrade.ledgers import Books
from kztrade.message import Message
from kztrade.model import Observation

if TYPE_CHECKING:
    from kztrade.metrics import Check, Rating, Verdict
    from kztrade.words.telling import Telling

OFF = 3
"""Significant digits of a distance; it is rounded down, to stand before "or more"."""

AGREEMENTS: Mapping[str, Message] = {
    "agrees": Message("agrees with {name} ({figure})"),
    "agrees_after_rounding": Message("agrees after rounding with {name} ({figure})"),
    "agrees_as_hedged": Message("agrees with {name} ({figure}) only by the “{hedge}”"),
    "too_high": Message("too high by {amount} or more for {name} ({figure})"),
    "too_low": Message("too low by {amount} or more for {name} ({figure})"),
}

FATES: Mapping[str, Message] = {
    "met": Message("met in {year}"),
    "met_late": Message("met late, in {year}"),
    "missed": Message("missed"),
    "no_deadline": Message("no deadline set; not reached by {year}"),
    "open": Message("open: needs {rate} a year from {year}"),
}

UNRATED: Mapping[str, Message] = {
    "no_figures": Message("cannot be rated: no annual figures"),
    "starts_after": Message("cannot be rated: figures start only in {year}"),
    "ends_before": Message("cannot be rated: figures end in {year}"),
    "no_figure": Message("cannot be rated: no figure for {year}"),
    "digits": Message("cannot be rated: the digits for {year} leave it open"),
    "potential": Message("not rated: it was called possible, not promised"),
}

OUTCOMES: Mapping[str, Message] = {
    "passes": Message("passes"),
    "fails": Message("fails"),
    "cannot_tell": Message("cannot tell"),
    "not_comparable": Message("not comparable"),
}

TESTS: Mapping[str, Message] = {
    "sum": Message("Exports + imports = turnover, {period}"),
    "growth": Message("Base × growth = level, {period}"),
    "cumulative": Message("A sum never falls and covers its flows, to {period}"),
    "count": Message("A count against the one before, {period}"),
}


def verdict_text(told: "Telling", row: Observation, verdict: "Verdict") -> str:
    """What one ledger makes of a statement, as a clause."""
    message = AGREEMENTS.get(verdict.agreement)
    if message is None:
        return _no_verdict(told, row, verdict)
    assert verdict.statistic is not None
    figure = told.words.amount(verdict.statistic, row.unit, digits=told.digits(row))
    return told.tell(
        message,
        name=told.ledger(Books(verdict.ledger, verdict.reporter)),
        figure=told.say("{figure}, suspect", figure=figure) if verdict.suspect else figure,
        hedge=told.words.hedge(row.qualifier),
        amount=distance(told, verdict.by, row.unit),
    )


def _no_verdict(told: "Telling", row: Observation, verdict: "Verdict") -> str:
    if verdict.agreement == "no_statistic":
        return told.say("no statistic to compare")
    if verdict.reason == "scope":
        return told.say("not comparable (scope: {scope})", scope=told.covered(row.scope))
    return told.say("not comparable (kind)")


def distance(told: "Telling", by: float, unit: Unit) -> str:
    """How far off something is at least, rounded down; percentages differ by points."""
    words = told.words
    if unit is Unit.PERCENT:
        return told.say("{number} points", number=words.significant(by, OFF, rounding=ROUND_FLOOR))
    return words.amount(by, unit, digits=OFF, rounding=ROUND_FLOOR)


def fate_text(told: "Telling", rating: "Rating") -> str:
    """What became of a target in one ledger, as a clause."""
    known: dict[str, object] = {} if rating.year is None else {"year": rating.year}
    message = FATES.get(rating.fate) or UNRATED[rating.reason]
    if rating.needed is not None:
        known["rate"] = told.said(rating.needed)
    return told.tell(message, **known)


def check_text(told: "Telling", check: "Check") -> str:
    """Which test this is, with its period."""
    return told.tell(TESTS[check.test], period=check.rows[-1].period)


def arithmetic_text(told: "Telling", check: "Check") -> str:
    """A test written out."""
    figures = [told.said(row) for row in check.rows]
    if check.test == "cumulative":
        return _cumulative(told, check, figures)
    if check.test == "count" or check.computed is None:
        return _sequence(told, check, figures)
    computed = told.words.amount(check.computed.value, check.rows[-1].unit, digits=5)
    given = {"first": figures[0], "second": figures[1], "result": computed, "stated": figures[-1]}
    if check.test == "sum":
        return told.say("{first} + {second} = {result} against {stated}", **given)
    return told.say("{first} × (1 + {second}) = {result} against {stated}", **given)


def _cumulative(told: "Telling", check: "Check", figures: list[str]) -> str:
    parts = [
        told.say("{figure} ({period})", figure=figure, period=row.period)
        for figure, row in zip(figures, check.rows, strict=True)
    ]
    given = {"floor": " + ".join(parts[:-1]), "later": parts[-1]}
    if check.outcome == "cannot_tell":
        return told.say("{floor} ≤ {later}? The hedges leave it open.", **given)
    if check.rows[0].period.start != check.rows[-1].period.start:
        return told.say("{floor} ≤ {later}? Other start.", **given)
    return told.say("{floor} ≤ {later}?", **given)


def _sequence(told: "Telling", check: "Check", figures: list[str]) -> str:
    parts = [
        told.say(
            "{figure} of “{indicator}” ({period})",
            figure=figure,
            indicator=told.short_indicator(row.indicator),
            period=row.period,
        )
        for figure, row in zip(figures, check.rows, strict=True)
    ]
    if check.outcome == "not_comparable" and check.test == "count":
        return told.say(
            "{first}, then {second}. Two kinds of count: neither a rise nor a fall.", first=parts[0], second=parts[-1]
        )
    return told.say("{first}, then {second}", first=parts[0], second=parts[-1])
