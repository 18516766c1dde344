"""What became of statements, targets and tests, in words."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR
from typing import TYPE_CHECKING

from kztrade.codes import Scope, Unit
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
    Agreement.AGREES_CUT: Message("agrees with {name} ({figure}), its last digits cut off"),
    Agreement.ONLY_CUT: Message("agrees with {name} ({figure}) only if cut off, not rounded"),
    Agreement.TOO_HIGH: Message("too high by {amount} or more for {name} ({figure})"),
    Agreement.TOO_LOW: Message("too low by {amount} or more for {name} ({figure})"),
}

FITS = {
    Agreement.AGREES: Message("fits"),
    Agreement.AGREES_ROUNDED: Message("fits"),
    Agreement.AGREES_HEDGED: Message("fits by its “{hedge}”"),
    Agreement.AGREES_CUT: Message("fits, its last digits cut off"),
    Agreement.ONLY_CUT: Message("fits only if cut off, not rounded"),
    Agreement.TOO_HIGH: Message("at least {amount} too high"),
    Agreement.TOO_LOW: Message("at least {amount} too low"),
}
"""The same in a column that says against whom."""

FITTED = {
    Agreement.AGREES: Message("fitted the figure of that day"),
    Agreement.AGREES_ROUNDED: Message("fitted the figure of that day"),
    Agreement.AGREES_HEDGED: Message("fitted the figure of that day by its “{hedge}”"),
    Agreement.AGREES_CUT: Message("fitted the figure of that day, its last digits cut off"),
    Agreement.ONLY_CUT: Message("fitted the figure of that day only if cut off, not rounded"),
    Agreement.TOO_HIGH: Message("at least {amount} too high for the figure of that day"),
    Agreement.TOO_LOW: Message("at least {amount} too low for the figure of that day"),
}

FATES = {
    Fate.MET: Message("reached in {year}"),
    Fate.REACHED: Message("reached by {year}"),
    Fate.REACHED_LATE: Message("late, reached by {year}"),
    Fate.MISSED: Message("missed"),
    Fate.NOT_REACHED: Message("not reached by {year}"),
    Fate.OPEN: Message("open"),
    Fate.POTENTIAL: Message("not rated"),
    Fate.CANNOT_BE_RATED: Message("cannot be rated"),
}

REASONS = {
    "no_figures": Message("no annual figures"),
    "starts_after": Message("no figures before {year}"),
    "ends_before": Message("figures end in {year}"),
    "set_after": Message("set after the last figure, {year}"),
    "no_figure": Message("no figure for {year}"),
    "digits": Message("the digits for {year} leave it open"),
    "already": Message("already above it in {year}"),
}
"""Why a target cannot be rated, or why no single year can be named."""

SAID_REASONS = {
    "no_figures": Message("nothing said of whole years"),
    "starts_after": Message("nothing said of the years before {year}"),
    "ends_before": Message("nothing said of the years after {year}"),
    "set_after": Message("nothing said of the years after {year}"),
    "no_figure": Message("nothing said of {year} by the end of the next year"),
}
"""The same where officials' words stand in the place of a ledger."""

TELLING = (Fate.OPEN, Fate.CANNOT_BE_RATED, Fate.REACHED, Fate.REACHED_LATE)
"""Fates that say too little without their second line."""

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


def verdict_lines(told: "Telling", row: Observation, verdict: Verdict) -> tuple[str, str]:
    """What one ledger makes of a statement, for a column headed by its name.

    Returns:
        How well it fits; and how it fitted the figure that was known on its day, where that says anything else.
    """
    today = _fit(told, row, verdict, FITS)
    if verdict.then is None or (verdict.agreement.agrees and verdict.then.agreement.agrees):
        return today, ""
    if _fit(told, row, verdict.then, FITS) == today:  # a revision that nobody would see
        return today, ""
    then, moved = _fit(told, row, verdict.then, FITTED), _revision(told, verdict.revision)
    if not moved:
        return today, then
    return today, told.say("{then}; since revised by {revision}", then=then, revision=moved)


def _fit(told: "Telling", row: Observation, verdict: Verdict, messages: Mapping[Agreement, Message]) -> str:
    message = messages.get(verdict.agreement)
    if message is None:
        return _no_judgement(told, row, verdict)
    hedge = told.words.hedge(row.qualifier)
    return told.tell(message, hedge=hedge, amount=distance(told, verdict.by, row.unit))


def fate_text(told: "Telling", rating: Rating) -> str:
    """What became of a target in one ledger, as a clause."""
    fate, detail = fate_lines(told, rating)
    if rating.fate is Fate.POTENTIAL or (detail and rating.fate in TELLING):
        return told.say("{fate}: {detail}", fate=fate, detail=detail)
    return fate


def fate_lines(told: "Telling", rating: Rating) -> tuple[str, str]:
    """What became of a target in one ledger: the verdict, and the figure or reason it rests on; the second may be empty."""
    known: dict[str, object] = {} if rating.year is None else {"year": rating.year}
    if rating.fate is Fate.MET_LATE:
        verdict = told.plural(
            "a year late, in {year}",
            "{years} years late, in {year}",
            rating.late,
            years=told.words.count(rating.late),
            **known,
        )
    else:
        verdict = told.tell(FATES[rating.fate], **known)
    return verdict, _detail(told, rating)


def _detail(told: "Telling", rating: Rating) -> str:
    if rating.fate is Fate.POTENTIAL:
        return told.say("called possible, promised by nobody")
    if rating.reason:
        return _reason(told, rating)
    if rating.fate is Fate.OPEN:
        return _needs(told, rating)
    if rating.share is not None and rating.level is not None:
        figure = marked(told, rating.level, inside=True)
        return told.say("{figure}, {share} of it", figure=figure, share=told.said(rating.share))
    if rating.again:
        return told.say("and again in {years}", years=_years(told, rating.again))
    if rating.before is not None:
        return told.say(
            "{figure} in {year}", figure=marked(told, rating.before, inside=True), year=rating.before.period
        )
    return ""


def _reason(told: "Telling", rating: Rating) -> str:
    if rating.reason == "digits" and rating.level is not None and rating.level.period.year == rating.at:
        figure = marked(told, rating.level, inside=True)
        return told.say("{figure} for {year} leaves it open", figure=figure, year=rating.level.period)
    said = rating.ledger not in told.data.ledgers and rating.reason in SAID_REASONS
    message = (SAID_REASONS if said else REASONS)[rating.reason]
    return told.tell(message, **({} if rating.at is None else {"year": rating.at}))


def _needs(told: "Telling", rating: Rating) -> str:
    if rating.needed is None:
        return told.say("the figures for {year} disagree", year=rating.year)
    rate = marked(told, rating.needed, inside=True)
    return told.say("needs {rate} a year from {year}", rate=rate, year=rating.year)


def _years(told: "Telling", years: Sequence[int]) -> str:
    """Years, those in a row as one stretch: `2014 and 2021–2023`."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    stretches = [
        told.say("{first}–{last}", first=str(run[0]), last=str(run[-1])) if run[1:] else str(run[0]) for run in runs
    ]
    return told.listed(stretches)


def check_text(told: "Telling", check: Check) -> str:
    """Which test this is, with its period; one of a part of the trade bears its name."""
    text = told.tell(TESTS[check.test], period=check.rows[-1].period)
    return text if check.scope is Scope.TOTAL else told.say("{part}: {test}", part=told.scope(check.scope), test=text)


def allowed_text(told: "Telling", check: Check) -> tuple[str, str]:
    """The two intervals that decide a test: what the first figures allow, and what the last one does; empty without."""
    unit = check.rows[-1].unit
    computed, stated = (
        told.words.interval(found.interval, unit) if found else "" for found in (check.computed, check.stated)
    )
    return computed, stated


def outcome_text(told: "Telling", check: Check) -> str:
    """What a test says, and of one that fails whether it would pass if its total was cut off."""
    if check.passes_if_cut_off:
        return told.say("fails; would pass if the total was cut off instead of rounded")
    return told.tell(OUTCOMES[check.outcome])


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
    if check.rows[1].value < 0:
        rate = check.rows[1]
        fall = told.words.hedged(-rate.value, rate.qualifier, rate.unit, digits=told.digits(rate))
        return told.say("{first} × (1 − {fall}) = {result} against {stated}", fall=marked(told, rate, fall), **given)
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
