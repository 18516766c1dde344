"""How a target is rated, in words, with two examples from the data."""

from collections.abc import Sequence

from kztrade.answers.targets import TargetStory
from kztrade.ledgers import Books
from kztrade.metrics import Fate, Rating
from kztrade.view import Folded, Prose
from kztrade.words import Telling
from kztrade.words.doubt import marked
from kztrade.words.rules import rating_rules


def rule(told: Telling, stories: Sequence[TargetStory]) -> Folded:
    """The rule, then what it makes of a target that was reached late and of one of which no year can be named."""
    texts = (
        *rating_rules(told),
        _late(told, stories),
        _by(told, stories),
    )
    title, below = told.say("How a target is rated"), told.say("in words, with examples")
    return Folded(title, tuple(Prose(text) for text in texts if text), below)


def _found(stories: Sequence[TargetStory], fate: Fate) -> tuple[TargetStory, Rating] | None:
    every = ((story, rating) for story in stories for rating in story.offices)
    return next(((story, rating) for story, rating in every if rating.fate is fate), None)


def _late(told: Telling, stories: Sequence[TargetStory]) -> str:
    found = _found(stories, Fate.MET_LATE)
    if found is None:
        return ""
    story, rating = found
    due, met = rating.before, rating.level
    if due is None or met is None:
        return ""
    return told.say(
        "**Example.** {goal} {deadline}: {name} have {before} for {due} and {after} for {year}. It was reached late.",
        goal=told.words.money(story.first.value),
        deadline=told.deadline(story.first),
        name=told.ledger(Books(rating.ledger, rating.reporter)),
        before=marked(told, due, inside=True),
        due=due.period,
        after=marked(told, met, inside=True),
        year=met.period,
    )


def _by(told: Telling, stories: Sequence[TargetStory]) -> str:
    found = _found(stories, Fate.REACHED)
    if found is None:
        return ""
    story, rating = found
    met = rating.level
    if met is None:
        return ""
    return told.say(
        "**Example.** {goal}, set in {set_on}: {name} have {figure} for {year}, the first of their years at or above "
        "it; but not every year before is known to be below ({reason}). It was reached by {year}.",
        goal=told.words.money(story.first.value),
        set_on=str(story.first.set_on.year),
        name=told.ledger(Books(rating.ledger, rating.reporter)),
        figure=marked(told, met, inside=True),
        year=met.period,
        reason=told.fate_lines(rating)[1],
    )
