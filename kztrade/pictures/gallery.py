"""Every chart under a name, as it stands before a reader chooses anything: for the command line."""

from collections.abc import Callable, Mapping

from kztrade import answers
from kztrade.period import read_period
from kztrade.pictures.calendar import calendar_frame, calendar_picture
from kztrade.pictures.drawn import Drawn
from kztrade.pictures.explore import USUAL, explore_picture
from kztrade.pictures.ledgers import ledgers_frame, ledgers_picture, mirror_pairs
from kztrade.pictures.statements import statements_picture
from kztrade.pictures.target import target_frame, target_picture
from kztrade.pictures.targets import targets_picture
from kztrade.selection import Selection
from kztrade.telling import Telling

GROWTH = 19
BY = 2027
YEAR = 2026
"""The year up to which a target without deadline is drawn; an argument of the page, fixed here for files."""


def _target(told: Telling) -> Drawn:
    answer = answers.target_answer(told.data, answers.article_target(told.data), BY, GROWTH)
    return target_picture(told, answer, target_frame(told, answer, GROWTH))


def _explore(told: Telling) -> Drawn:
    return explore_picture(told, _selected(told, USUAL), indicators=USUAL)


def _investment(told: Telling) -> Drawn:
    names = ("investment", "investment_cumulative", "joint_ventures", "joint_ventures_new")
    return explore_picture(told, _selected(told, names, (answers.ARTICLE,)), indicators=["investment"])


def _selected(told: Telling, names: tuple[str, ...], sources: tuple[str, ...] = ()) -> list[answers.Explored]:
    chosen = sources or ("bns", "nsc", answers.ARTICLE)
    selection = Selection(names, first=2018, sources=chosen, scopes=("total",))
    return answers.explore(told.data, selection, "stated", answers.article_target(told.data))


def _flow(flow: str) -> Callable[[Telling], Drawn]:
    def draw(told: Telling) -> Drawn:
        chosen = answers.ledgers(told.data)
        frame = ledgers_frame(told, flow, chosen, without_suspects=False)
        return ledgers_picture(told, flow, frame, mirror_pairs(told, flow, chosen, without_suspects=False))

    return draw


def _statements(told: Telling) -> Drawn:
    period = read_period("2022")
    judged = answers.statements(told.data, "turnover", period)
    drawn = statements_picture(told, judged, answers.side_levels(told.data, "turnover", judged[0].row.reporter, period))
    assert drawn is not None
    return drawn


def _targets(told: Telling) -> Drawn:
    stories = [story for story in answers.target_stories(told.data, YEAR) if story.first.indicator == "turnover"]
    return targets_picture(told, stories, YEAR)


def _calendar(told: Telling) -> Drawn:
    return calendar_picture(told, calendar_frame(told))


PICTURES: Mapping[str, Callable[[Telling], Drawn]] = {
    "target": _target,
    "explore": _explore,
    "investment": _investment,
    "exports-to-kyrgyzstan": _flow("KAZ>KGZ"),
    "exports-to-kazakhstan": _flow("KGZ>KAZ"),
    "turnover": _flow("turnover"),
    "balance": _flow("balance"),
    "statements": _statements,
    "targets": _targets,
    "calendar": _calendar,
}
