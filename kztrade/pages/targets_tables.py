"""Targets as rows: what became of each, by ledger; every announcement; what is folded away below the pictures."""

from collections.abc import Sequence

from kztrade import ledgers
from kztrade.answers.article import article
from kztrade.answers.target import target_answer
from kztrade.answers.targets import SAID, TargetStory
from kztrade.codes import TargetKind, Unit
from kztrade.figures import sources_of
from kztrade.ledgers import Books
from kztrade.metrics import Rating
from kztrade.model import Target
from kztrade.table import Amount, Cell, Coded, Column, Dated, Link, Stack, Table
from kztrade.view import Files, Folded, Prose, Rows
from kztrade.words import Telling
from kztrade.words.doubt import marked, with_doubt


def rating_name(told: Telling, rating: Rating) -> str:
    """Whose figures a rating goes by."""
    if rating.ledger == SAID:
        return told.say("said by {adjective} officials", adjective=told.area(rating.reporter, "adjective"))
    return told.ledger(Books(rating.ledger, rating.reporter))


def fates_table(told: Telling, stories: Sequence[TargetStory], name: str = "targets") -> Table:
    """A row a target and ledger: what became of it there."""
    heads = (
        Column("indicator", told.say("Indicator"), told.say("What the target is for.")),
        Column("kind", "kind", told.say("A target, or a potential that nobody promised."), shown=False),
        Column("value", told.say("Target"), told.say("The announced level, a point."), Unit.USD, number=True),
        Column("deadline", told.say("Deadline"), told.say("By when; empty when no deadline was set.")),
        Column("set_on", told.context("column", "Set"), told.say("When it was first announced.")),
        Column("set_by", told.say("By whom"), told.say("Who announced it first.")),
        Column("source", "source", told.say("Who published the first announcement."), shown=False),
        Column("announcements", told.say("Times"), told.say("How often it was announced."), number=True),
        Column("ledger", told.say("According to"), told.say("The ledger that rates it; said: later statements.")),
        Column("reporter", "reporter", told.say("The ledger’s side."), shown=False),
        Column("fate", told.say("What became of it"), told.say("By this ledger alone.")),
        Column(
            "year",
            "year",
            told.say("The year in or by which it was reached, the last year the ledger knows, or that of the reason."),
            shown=False,
        ),
        Column(
            "growth_needed",
            "growth_needed",
            told.say("Growth a year that an open target needs."),
            Unit.PERCENT,
            shown=False,
        ),
        Column(
            "reason", "reason", told.say("Why it cannot be rated, or why no single year can be named."), shown=False
        ),
    )
    rows = [(*_announced(told, story), *fate) for story in stories for fate in _fates(told, story)]
    sources = dict.fromkeys(target.source for story in stories for target in story.announcements)
    title = told.say("Targets and what became of them")
    return Table(name, title, heads, tuple(rows), sources=tuple(sources))


def _announced(told: Telling, story: TargetStory) -> tuple[Cell, ...]:
    first = story.first
    return (
        Coded(first.indicator, told.short_indicator(first.indicator)),
        str(first.kind),
        told.amount(first.observation()),
        told.dated(first.deadline),
        told.dated(first.set_on),
        told.text(first.set_by),
        first.source,
        len(story.announcements),
    )


def _fates(told: Telling, story: TargetStory) -> list[tuple[Cell, ...]]:
    if not story.ratings:
        return [(None, None, told.say("not rated"), None, None, None)]
    return [
        (
            Coded(rating.ledger, rating_name(told, rating)),
            rating.reporter,
            Coded(rating.fate, told.fate(rating)),
            rating.year,
            told.amount(rating.needed) if rating.needed else None,
            rating.reason or None,
        )
        for rating in story.ratings
    ]


def _where(told: Telling, source: str) -> Cell:
    """A publication as a link, or that its address is not known."""
    name, address = told.source(source), told.data.sources[source].address
    return Link(name, address) if address else told.say("{name}, address not known", name=name)


def others_names(told: Telling, first: bool = False) -> str:
    """Whose figures there are beside those of the offices, and that officials' words are among them.

    Args:
        told: The data and the language.
        first: Whether the words begin a line.
    """
    books = [one for one in ledgers.books(told.data) if one not in ledgers.offices(told.data)]
    names = told.listed(list(dict.fromkeys(told.text(told.data.ledgers[one.ledger].name) for one in books)))
    if names:
        return told.say("{names} figures and what officials said", names=names)
    return told.say("What officials said") if first else told.say("what officials said")


def others(told: Telling, stories: Sequence[TargetStory]) -> Folded:
    """What third parties' figures, and officials' words, make of each target."""
    ratings = (*stories[0].others, *stories[0].said) if stories else ()
    whose = [(rating.ledger, rating.reporter, rating_name(told, rating)) for rating in ratings]
    heads = (
        Column("target", told.say("Target"), told.say("The announced level and its deadline.")),
        *(
            Column(f"{ledger}_{reporter}".lower(), name, told.say("What became of it there."), series=reporter)
            for ledger, reporter, name in whose
        ),
    )
    rows = []
    for story in stories:
        fates = {(rating.ledger, rating.reporter): told.fate(rating) for rating in story.ratings}
        rows.append((_goal(told, story.first), *(fates.get((ledger, reporter)) for ledger, reporter, _ in whose)))
    sources = dict.fromkeys(target.source for story in stories for target in story.announcements)
    title = others_names(told, first=True)
    table = Table("targets_others", title, heads, tuple(rows), sources=tuple(sources))
    below = told.plural("what they make of one target", "what they make of {count} targets", len(stories))
    return Folded(title, (Rows(table, headed=True), Files(None, table)), below)


def investment(told: Telling, stories: Sequence[TargetStory]) -> Folded:
    """Levels announced for investment, which no annual figures can rate."""
    heads = (
        Column("set_on", told.say("Announced"), told.say("When it was first announced.")),
        Column("value", told.say("Target"), told.say("The announced level."), Unit.USD, number=True),
        Column("deadline", told.say("Deadline"), told.say("By when; empty when no deadline was set.")),
        Column("set_by", told.say("By whom"), told.say("Who announced it.")),
        Column("source", "source", told.say("Id of the publication."), shown=False),
        Column("published", told.say("Published"), told.say("Where it was published."), saved=False, wide=True),
    )
    every = sorted(
        (target for story in stories for target in story.announcements), key=lambda t: t.set_on, reverse=True
    )
    rows = tuple(
        (
            told.dated(target.set_on),
            told.amount(target.observation()),
            told.dated(target.deadline),
            told.text(target.set_by),
            target.source,
            _where(told, target.source),
        )
        for target in every
    )
    title = told.say("Targets for investment")
    table = Table("investment_targets", title, heads, rows, sources=tuple(target.source for target in every))
    goals = told.listed([_goal(told, story.first) for story in stories])
    below = told.say("{goals}: no annual figures to rate them", goals=goals)
    return Folded(title, (Rows(table, headed=True), Files(None, table)), below)


def _goal(told: Telling, target: Target) -> str:
    """A target by its level, and its deadline if it has one."""
    level = told.words.money(target.value)
    return told.say("{level} {deadline}", level=level, deadline=told.deadline(target)) if target.deadline else level


def announcements(told: Telling, stories: Sequence[TargetStory]) -> Folded:
    """Everyone who announced a target, newest first, with day, level, deadline and publication."""
    every = [target for story in stories for target in story.announcements]
    every.sort(key=lambda target: target.set_on, reverse=True)
    heads = (
        Column("set_on", told.say("Announced"), told.say("When.")),
        Column("value", told.say("Target"), told.say("The announced level."), Unit.USD),
        Column("deadline", "deadline", told.say("By when; empty when no deadline was set."), shown=False),
        Column("kind", "kind", told.say("A target, or a potential that nobody promised."), shown=False),
        Column("set_by", told.say("By whom"), told.say("Who announced it.")),
        Column("note", "note", told.say("What a reader must know."), shown=False),
        Column("source", "source", told.say("Id of the publication."), shown=False),
        Column("published", told.say("Published"), told.say("Where it was published."), saved=False, wide=True),
    )
    rows = tuple(
        (
            Dated(target.set_on, told.words.period(target.set_on)),
            Stack((_level(told, target), told.deadline(target), _possible(told, target))),
            target.deadline.text if target.deadline else None,
            str(target.kind),
            Stack((told.text(target.set_by), told.text(target.note))) if target.note else told.text(target.set_by),
            told.text(target.note) or None,
            target.source,
            _where(told, target.source),
        )
        for target in every
    )
    table = Table(
        "announcements",
        told.plural("One announcement", "All {count} announcements", len(every)),
        heads,
        rows,
        sources=tuple(dict.fromkeys(target.source for target in every)),
    )
    possible = sum(target.kind is TargetKind.POTENTIAL for target in every)
    below = (
        told.plural(
            "newest first, each with its publication; one speaks of a potential",
            "newest first, each with its publication; {potentials} speak of a potential",
            possible,
            potentials=told.words.count(possible),
        )
        if possible
        else told.say("newest first, each with its publication")
    )
    return Folded(table.title, (Rows(table, headed=True, find=True), Files(None, table)), below)


def _possible(told: Telling, target: Target) -> str | None:
    return told.say("called possible, promised by nobody") if target.kind is TargetKind.POTENTIAL else None


def _level(told: Telling, target: Target) -> Amount:
    return told.amount(target.observation())


def implied(told: Telling, year: int) -> Folded:
    """What the article's figures imply for the years after, beside what was reported."""
    report = article(told.data)
    answer = target_answer(told.data, report.target, year + 1, report.rate.value)
    reported = [drawn.row for drawn in answer.points if drawn.group in ("statistics", "said")]
    sides = ledgers.sides(told.data)
    rate = marked(told, report.rate, inside=True)
    heads = (
        Column("year", told.say("Year"), told.say("Calendar year.")),
        Column(
            "implied",
            told.say("Implied at {rate} a year", rate=rate),
            told.say("The article’s course."),
            Unit.USD,
            number=True,
        ),
        *(Column(side.code.lower(), told.area(side.code), told.say("What this side reported.")) for side in sides),
    )
    rows = []
    for step in answer.path:
        cells: list[Cell] = [step.period.text, with_doubt(told, step, told.amount(step))]
        for side in sides:
            lines = [
                told.say("{figure} ({how})", figure=told.said(row), how=told.status(row))
                for row in reported
                if row.period == step.period and row.reporter == side.code
            ]
            cells.append("; ".join(lines) or None)
        rows.append(tuple(cells))
    title = told.say(
        "What the article implied for {first}–{last}, and what was reported",
        first=answer.path[0].period,
        last=answer.path[-1].period,
    )
    below = told.say(
        "Turnover a year. The article’s floor for {year} carried on at the {rate} it gives; statistics, then statements.",
        year=answer.level.period,
        rate=rate,
    )
    behind = [report.id, *(source for row in reported for source in sources_of(told.data, row))]
    table = Table("implied_turnover", title, heads, tuple(rows), sources=tuple(dict.fromkeys(behind)))
    inside = told.plural("one year", "{count} years", len(rows))
    return Folded(title, (Prose(below), Rows(table, headed=True), Files(None, table)), inside)
