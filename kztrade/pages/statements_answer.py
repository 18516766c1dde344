"""Does what was said fit the statistics? The answer as a sentence."""

from collections.abc import Sequence

from kztrade.answers.statements import Said
from kztrade.codes import Qualifier
from kztrade.pages.statements_picture import Flow, coverage
from kztrade.words import Telling
from kztrade.words.doubt import doubtful, marked


def headline(told: Telling, flows: Sequence[Flow]) -> str:
    """How many of the figures that were stated fit the statistics, and which."""
    given = {"indicator": told.indicator(flows[0].indicator, inside=True), "when": told.when(flows[0].period)}
    figures = [_same(flow, value) for flow in flows for value in flow.values]
    if not figures:
        return told.say("No statement on {indicator} {when} speaks of the two countries as a whole", **given)
    levels = max((flow.levels for flow in flows), key=len)
    if not levels:
        return _undecided(told, figures, given)
    whose = told.say("both countries’ statistics") if len(levels) > 1 else told.who(levels[0])
    fitting = [same for same in figures if max(one.fits for one in same) == len(levels)]
    if len(figures) == 1:
        return _single(told, figures[0], len(levels), {**given, "whose": whose})
    given |= {"count": told.words.count(len(figures)), "whose": whose}
    if not fitting:
        return told.say("Not one of the {count} figures stated for {indicator} {when} fits {whose}", **given)
    if len(fitting) == 1:
        value = figure(told, fitting[0])
        if fitting[0][0].row.qualifier is not Qualifier.EXACT:
            value = told.say("“{figure}”", figure=value)
        return told.say(
            "Of {count} figures stated for {indicator} {when}, only {value} fits {whose}", value=value, **given
        )
    if len(fitting) == len(figures):
        return told.say("All {count} figures stated for {indicator} {when} fit {whose}", **given)
    fits = told.words.count(len(fitting))
    return told.say("Of {count} figures stated for {indicator} {when}, {fits} fit {whose}", fits=fits, **given)


def _same(flow: Flow, value: float) -> list[Said]:
    """Everyone who gave a figure; who fits best first."""
    return sorted((one for one in flow.whole if one.row.value == value), key=lambda one: -one.fits)


def _single(told: Telling, same: Sequence[Said], levels: int, given: dict[str, str]) -> str:
    best, value = same[0], figure(told, same)
    if best.fits == levels:
        return told.say("The one figure stated for {indicator} {when}, {value}, fits {whose}", value=value, **given)
    if levels == 1:
        return told.say(
            "The one figure stated for {indicator} {when}, {value}, does not fit {whose}", value=value, **given
        )
    if not best.fits:
        return told.say(
            "The one figure stated for {indicator} {when}, {value}, fits neither country’s statistics",
            value=value,
            **given,
        )
    level = next(verdict.level for verdict in best.verdicts if verdict.agreement.agrees)
    assert level is not None
    given |= {"whose": told.who(level)}
    return told.say(
        "The one figure stated for {indicator} {when}, {value}, fits one ledger alone: {whose}", value=value, **given
    )


def _undecided(told: Telling, figures: Sequence[Sequence[Said]], given: dict[str, str]) -> str:
    """How far apart the figures lie, where no statistics can judge them."""
    if len(figures) > 1:
        return told.say(
            "{count} different figures were stated for {indicator} {when}, from {low} to {high}",
            count=told.words.count(len(figures), first=True),
            low=figure(told, figures[0]),
            high=figure(told, figures[-1]),
            **given,
        )
    value = figure(told, figures[0])
    if sum(len(one.items) for one in figures[0]) == 1:
        return told.say("One source says {value} for {indicator} {when}", value=value, **given)
    return told.say("For {indicator} {when} every source says {value}", value=value, **given)


def figure(told: Telling, same: Sequence[Said]) -> str:
    """A figure with its hedge; where speakers differ in it, with every hedge that was heard."""
    rows = [one.row for one in same]
    hedges = sorted({row.qualifier for row in rows})
    first = next(filter(doubtful, rows), rows[0])
    if len(hedges) == 1:
        return marked(told, first, told.said(first, long=True), inside=True)
    plain = marked(told, first, told.figure(first, long=True), inside=True)
    quoted = [told.say("“{hedge}”", hedge=told.words.hedge(hedge)) for hedge in hedges if hedge != "exact"]
    if "exact" in hedges:
        return told.say("{figure} (also with {hedges})", figure=plain, hedges=told.listed(quoted))
    return told.say("{figure} (with {hedges})", figure=plain, hedges=told.listed(quoted, "or"))


def dek(told: Telling, flows: Sequence[Flow]) -> str:
    """How far the figures lie apart, what the statistics hold, and by what rule a figure fits."""
    whole = [flow for flow in flows if flow.whole]
    if not whole:
        parts = [
            told.say("{value} covers {scope}.", value=marked(told, one.row, inside=True), scope=coverage(told, one.row))
            for one in flows[0].found[:3]
        ]
        rest = told.say("It is no bilateral total and is set against none.")
        return " ".join([*parts, rest])
    if len(whole) > 1:
        return told.say("What one country sends to the other is a flow of its own, whichever of them states it.")
    (flow,) = whole
    if not flow.levels:
        return told.say("Every value is shown with all that its [hedge](term:hedge) and digits leave open.")
    parts = []
    if len(flow.values) > 1:
        low, high = (figure(told, _same(flow, value)) for value in (flow.values[0], flow.values[-1]))
        parts.append(told.say("They run from {low} to {high}.", low=low, high=high))
    parts += [told.say("{name}: {value}.", name=told.who(level), value=marked(told, level)) for level in flow.levels]
    return " ".join(parts)
