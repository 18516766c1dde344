"""Targets as rows: what became of each, by ledger, and every announcement."""

from collections.abc import Sequence

from kztrade.answers.targets import SAID, TargetStory
from kztrade.codes import Unit
from kztrade.ledgers import Books
from kztrade.metrics import Rating
from kztrade.model import Target
from kztrade.table import Amount, Cell, Coded, Column, Dated, Link, Stack, Table
from kztrade.view import Files, Part, Rows, Section
from kztrade.words import Telling


def rating_name(told: Telling, rating: Rating) -> str:
    """Whose figures a rating goes by."""
    if rating.ledger == SAID:
        return told.say("said by {adjective} officials", adjective=told.area(rating.reporter, "adjective"))
    return told.ledger(Books(rating.ledger, rating.reporter))


def stories_table(told: Telling, stories: Sequence[TargetStory]) -> Table:
    """A row a target, as a page shows them; `fates_table` is what files hold."""
    heads = (
        Column("target", told.say("Target"), told.say("The announced level and its deadline.")),
        Column("set", told.context("column", "Set"), told.say("When and by whom it was announced.")),
        Column("fates", told.say("What became of it"), told.say("By each ledger alone.")),
    )
    rows = tuple(_story(told, story) for story in stories)
    sources = dict.fromkeys(target.source for story in stories for target in story.announcements)
    return Table("targets", told.say("What became of each"), heads, rows, sources=tuple(sources))


def _story(told: Telling, story: TargetStory) -> tuple[Cell, ...]:
    first, words = story.first, told.words
    goal = told.say("{goal} {deadline}", goal=words.money(first.value), deadline=told.deadline(first))
    repeated: tuple[str, ...] = ()
    if len(story.announcements) > 1:
        latest = max(target.set_on for target in story.announcements)
        times = len(story.announcements)
        repeated = (told.plural("Announced once", "Announced {count} times, last {day}", times, day=latest),)
    fates = [
        told.say("{name}: {fate}", name=rating_name(told, rating), fate=told.fate(rating)) for rating in story.ratings
    ] or [told.say("A level called possible, which nobody promised: it is not rated.")]
    return (
        Stack((goal, told.short_indicator(first.indicator))),
        Stack((words.period(first.set_on), told.text(first.set_by), _where(told, first.source), *repeated)),
        Stack(tuple(fates)),
    )


def fates_table(told: Telling, stories: Sequence[TargetStory]) -> Table:
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
    return Table("targets", title, heads, tuple(rows), sources=tuple(sources))


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


def announcements(told: Telling, stories: Sequence[TargetStory]) -> list[Part]:
    """Everyone who announced a target, with day, level, deadline and publication."""
    every = [target for story in stories for target in story.announcements]
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
            Stack((_level(told, target), told.deadline(target))),
            target.deadline.text if target.deadline else None,
            str(target.kind),
            Stack((told.text(target.set_by), told.text(target.note))) if target.note else told.text(target.set_by),
            told.text(target.note) or None,
            target.source,
            _where(told, target.source),
        )
        for target in every
    )
    below = told.plural(
        "One announcement of the targets above.",
        "{count} announcements of the targets above, in the order of the table.",
        len(every),
    )
    table = Table(
        "announcements",
        told.say("Every announcement"),
        heads,
        rows,
        sources=tuple(dict.fromkeys(target.source for target in every)),
    )
    return [Section(table.title, below, "announcements"), Rows(table, headed=True), Files(None, table)]


def _level(told: Telling, target: Target) -> Amount:
    return told.amount(target.observation())
