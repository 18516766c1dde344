"""Where does trade stand against an announced level, by the article's figures?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kztrade import ledgers, metrics
from kztrade.answers.article import Article, article, investment_metrics
from kztrade.answers.statements import said_on
from kztrade.answers.trade import turnover_by_year
from kztrade.codes import Scope, SourceKind, TargetKind
from kztrade.metrics import Level
from kztrade.model import Data, Metric, Observation, Target

FAR = 18
"""Years after which a path that never reaches its target is cut off."""


AHEAD = 5
"""Years after the article's last figure by which a target is asked for that has no deadline ahead of that figure."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """By which years a reader can ask to reach a target.

    Attributes:
        first: The first of them: never past when the target was announced, always after the article's last figure.
        usual: The one asked for at first: the target's own deadline, if that lies ahead of the article's last figure.
    """

    first: int
    usual: int


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the chart: an amount in a year, and the row behind it.

    Attributes:
        group: `article`, `statistics`, `said`, `path` (the reader's growth) or `needed` (what the reader's year takes).
        row: The observation or metric drawn.
    """

    group: str
    row: Level


@dataclass(frozen=True, slots=True)
class TargetAnswer:
    """Where trade stands against a target.

    Attributes:
        level: What the article implies for its last year.
        required: Growth a year that reaches the target by the reader's year; `needed` is its way there.
        reached: The year in which the reader's growth reaches it.
        rate: Growth in percent a year along the path.
        points: All that can be drawn, in drawing order.
    """

    article: Article
    target: Target
    level: Metric
    progress: Metric
    gap: Metric
    required: Metric
    reached: Metric
    rate: float
    path: Sequence[Metric]
    needed: Sequence[Metric]
    points: Sequence[Point]

    @property
    def passed(self) -> bool:
        """Whether the level is at or beyond the target."""
        return (self.gap.value or 0.0) <= 0

    @property
    def distance(self) -> Metric:
        """What is missing to the target, or how far the level is beyond it: never negative."""
        if not self.passed or self.gap.quantity is None:
            return self.gap
        return replace(self.gap, quantity=0.0 - self.gap.quantity)


def target_id(target: Target) -> str:
    """A target in the address: its level in billions, and its deadline if it has one: `2bn`, `3bn-2030`."""
    return f"{target.value / 1e9:g}bn" + (f"-{target.deadline}" if target.deadline else "")


def turnover_targets(data: Data) -> dict[str, Target]:
    """Every level and deadline promised for turnover: the article's own words first, else the first announcement.

    A level that was only called possible is no target.
    """
    promised = [target for target in data.targets if target.kind is TargetKind.TARGET]
    ranked = sorted((target for target in promised if target.indicator == "turnover"), key=lambda t: _rank(data, t))
    found: dict[str, Target] = {}
    for target in ranked:
        found.setdefault(target_id(target), target)
    return found


def _rank(data: Data, target: Target) -> tuple[object, ...]:
    deadline = target.deadline.text if target.deadline else ""
    other = data.sources[target.source].kind is not SourceKind.ARTICLE
    return (target.value, deadline, other, target.set_on, said_on(data, target))


def later_deadline(data: Data, target: Target) -> Target | None:
    """The first announcement that gave a target without deadline one after all."""
    if target.deadline:
        return None
    dated = [other for other in turnover_targets(data).values() if other.value == target.value and other.deadline]
    return min((other for other in dated if other.set_on > target.set_on), key=lambda other: other.set_on, default=None)


def deadlines(data: Data, target: Target) -> Deadlines:
    """From which year on, and by which at first, growth to a target is asked for."""
    last = article(data).rate.period.year
    first = max(last, target.set_on.year) + 1
    due = target.deadline.year if target.deadline else last
    return Deadlines(min(first, due), due) if due > last else Deadlines(first, max(first, last + AHEAD))


def target_answer(data: Data, target: Target, by: int, rate: float) -> TargetAnswer:
    """Level, progress, gap, what it takes, and what is drawn.

    Args:
        data: All rows.
        target: The level to measure against.
        by: Year for the required growth.
        rate: Growth in percent a year for the path, which ends when the target is reached, or is cut off after `FAR` years.
    """
    report = article(data)
    level = report.level()
    required = metrics.required_growth(level, target, by)
    reached = metrics.year_reached(level, target, rate)
    end = int(reached.value) if reached.value else level.period.year + 5
    path = metrics.path(level, rate, min(end, max(by, level.period.year + FAR)))
    needed = metrics.path(level, required.value, by) if required.value and required.value > 0 else ()
    return TargetAnswer(
        report,
        target,
        level,
        metrics.progress(level, target),
        metrics.gap(level, target),
        required,
        reached,
        rate,
        path,
        needed,
        _points(data, report, level, path, needed),
    )


def _points(
    data: Data, report: Article, level: Metric, path: Sequence[Metric], needed: Sequence[Metric]
) -> list[Point]:
    statistics: list[Level] = [row for books in ledgers.offices(data) for row in turnover_by_year(data, books)]
    return [
        *(Point("statistics", row) for row in statistics),
        *(Point("said", row) for row in said_later(data)),
        *(Point("needed", row) for row in needed),
        *(Point("path", row) for row in path),
        Point("article", report.base),
        Point("article", level),
    ]


def said_later(data: Data) -> list[Observation]:
    """Annual turnover that officials stated for years no office has published here; of one kind what was said first."""
    published = [row.period.year for books in ledgers.offices(data) for row in turnover_by_year(data, books)]
    last = max(published, default=9999)
    pair = {side.code for side in ledgers.sides(data)}
    found: dict[tuple[object, ...], Observation] = {}
    for row in sorted(data.observations, key=lambda row: said_on(data, row)):
        stated = data.sources[row.source].kind is not SourceKind.STATISTICS
        whole = row.indicator == "turnover" and row.scope is Scope.TOTAL and {row.reporter, row.partner} == pair
        if stated and whole and row.period.is_year and row.period.year > last:
            found.setdefault((row.period, row.reporter, row.value, row.qualifier), row)
    return sorted(found.values(), key=lambda row: (row.period, row.reporter, row.value))


def article_metrics(data: Data, by: int, rate: float) -> list[Metric]:
    """Every figure that can be derived from the article alone, in the order of its passages.

    Args:
        data: All rows.
        by: Year for the required growth.
        rate: Growth in percent a year for the path and the year reached.
    """
    answer = target_answer(data, article(data).target, by, rate)
    return [
        answer.level,
        answer.progress,
        answer.gap,
        answer.required,
        answer.reached,
        *answer.path,
        *investment_metrics(answer.article.rows),
    ]
