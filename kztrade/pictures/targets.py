"""Announced levels against what each ledger recorded."""

from collections.abc import Sequence

import pandas as pd

from kztrade import answers, telling
from kztrade.answers import TargetStory
from kztrade.charts import LIGHT, Theme, targets_chart
from kztrade.codes import Unit
from kztrade.metrics import Fate, Rating
from kztrade.pictures.drawn import Drawn, drawn_twice
from kztrade.telling import Telling


def targets_picture(
    told: Telling, stories: Sequence[TargetStory], year: int, theme: Theme = LIGHT, phone: bool = False
) -> Drawn:
    """The chart of the Targets page: turnover in the national and the IMF's Kazakh ledger, and every target.

    Args:
        told: The data and the language.
        stories: Targets for turnover.
        year: The year to which a target without deadline is drawn.
        theme: Colours of the page.
        phone: Narrow window.
    """
    words = told.words
    goals = pd.DataFrame(
        [
            {
                "from": story.first.set_on.year,
                "to": story.first.deadline.year if story.first.deadline else year,
                "value": story.first.value,
                "open": story.first.deadline is None,
                "name": _level_name(told, stories, story),
                "who": f"{story.first.set_by}, {words.period(story.first.set_on)}",
                "what": f"{words.money(story.first.value)} {deadline(told, story)}",
            }
            for story in stories
        ]
    )
    records = []
    national = answers.home_ledgers(told.data)
    for ledger in answers.ledgers(told.data):
        rows = answers.turnover_by_year(told.data, ledger)
        for row in rows:
            last = row is rows[-1] and ledger in national
            records.append(
                {
                    "ledger": f"{ledger[0]} {ledger[1]}",
                    "series": str(ledger[1]),
                    "joined": True,
                    "main": ledger in national,
                    "year": row.period.year,
                    "value": row.value,
                    "name": words.side(ledger[1]) if last else "",
                    "who": f"{telling.ledger_name(told, *ledger)}, {row.period}",
                    "what": telling.said(told, row),
                }
            )
    for said in answers.said_later(told.data):
        records.append(
            {
                "ledger": f"said {said.reporter}",
                "series": str(said.reporter),
                "joined": False,
                "main": True,
                "year": said.period.year,
                "value": said.value,
                "name": "",
                "who": f"{told.data.sources[said.source].speaker}, {said.period}",
                "what": telling.said(told, said),
            }
        )
    frame = pd.DataFrame(records)
    publishers = dict.fromkeys(told.data.sources[ledger[0]].publisher for ledger in answers.ledgers(told.data))
    return Drawn(
        f"targets_turnover_{frame['year'].min()}-{max(frame['year'].max(), goals['to'].max())}",
        told.say("Turnover and every target for it"),
        told.say(
            "Turnover a year, billion US dollars. Pink: a target from its announcement to its deadline; dotted: no "
            "deadline. Thin: IMF figures. Lone points: as officials said."
        ),
        told.say(
            "Source: {publishers}; targets and later levels as quoted in the table. Data version {version}.",
            publishers="; ".join(publishers),
            version=told.data.short_version,
        ),
        *drawn_twice(lambda theme, phone: targets_chart(frame, goals, words, theme, phone), theme, phone),
        told.say("Turnover since {year} and {count} targets.", year=frame["year"].min(), count=len(goals)),
    )


def _level_name(told: Telling, stories: Sequence[TargetStory], story: TargetStory) -> str:
    """All targets of one level in a line, as their lines lie on one another; said by the first of them."""
    same = [other for other in stories if other.first.value == story.first.value]
    if story is not same[0]:
        return ""
    dated = list(dict.fromkeys(deadline(told, other) for other in same if other.first.deadline))
    years = ", ".join(str(other.first.set_on.year) for other in same if not other.first.deadline)
    parts = [*dated, *([told.say("no deadline (set {years})", years=years)] if years else [])]
    return f"{told.words.money(story.first.value)} {'; '.join(parts)}"


def deadline(told: Telling, story: TargetStory) -> str:
    """A target's deadline as a clause."""
    day = story.first.deadline
    return told.say("by {day}", day=told.words.period(day)) if day else told.say("without a deadline")


def rating_name(told: Telling, rating: Rating) -> str:
    """Whose figures a rating goes by."""
    if rating.source == "said":
        names = {"KAZ": told.say("said by Kazakh officials"), "KGZ": told.say("said by Kyrgyz officials")}
        return names[rating.reporter]
    return telling.ledger_name(told, rating.source, rating.reporter)


def fate_text(told: Telling, rating: Rating) -> str:
    """What became of a target in one ledger."""
    words, year = told.words, rating.year
    match rating.fate:
        case Fate.MET:
            return told.say("met in {year}", year=year)
        case Fate.MET_LATE:
            return told.say("met late, in {year}", year=year)
        case Fate.MISSED:
            return told.say("missed")
        case Fate.NO_DEADLINE:
            return told.say("no deadline set; not reached by {year}", year=year)
        case Fate.OPEN:
            needed = rating.needed
            assert needed is not None
            assert needed.value is not None
            rate = words.hedged(needed.value, needed.qualifier, Unit.PERCENT)
            return told.say("open: needs {rate} a year from {year}", rate=rate, year=year)
        case Fate.CANNOT_BE_RATED:
            reasons = {
                "no_figures": told.say("cannot be rated: no annual figures"),
                "starts_after": told.say("cannot be rated: figures start only in {year}"),
                "ends_before": told.say("cannot be rated: figures end in {year}"),
                "no_figure": told.say("cannot be rated: no figure for {year}"),
                "digits": told.say("cannot be rated: the digits for {year} leave it open"),
            }
            if rating.source == "said" and rating.reason == "starts_after":
                return told.say("cannot be rated: nothing said of the years before {year}", year=year)
            return reasons[rating.reason].format(year=year)
