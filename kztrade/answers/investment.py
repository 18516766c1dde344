"""Figures on investment and joint ventures: the article's with what they imply, and everybody else's."""

from collections.abc import Sequence
from dataclasses import dataclass

from kztrade import ledgers, metrics
from kztrade.answers.article import Article, article
from kztrade.answers.statements import said_on, stated
from kztrade.codes import UNSPECIFIED, Kind, Unit
from kztrade.errors import UnitError
from kztrade.message import Message
from kztrade.model import Data, Metric, Observation

NAMES = ("investment_cumulative", "investment", "investment_ratio", "joint_ventures", "joint_ventures_new")
"""What the article states of them, in its own order."""


@dataclass(frozen=True, slots=True)
class InvestmentAnswer:
    """What was said of money and firms.

    Attributes:
        before: The flow of the period before, which a ratio implies.
        share: The year's flow as a share of the sum.
        ventures: The firms before those that were added.
        stated: Every sum, flow and count of the pair that somebody told, latest first.
    """

    article: Article
    before: Metric
    share: Metric
    ventures: Metric
    stated: tuple[Observation, ...]

    @property
    def flow(self) -> Observation:
        """What was invested in the year."""
        return self.article.rows["investment"]

    @property
    def ratio(self) -> Observation:
        """The year against the period before."""
        return self.article.rows["investment_ratio"]

    @property
    def sum(self) -> Observation:
        """What was invested since a start."""
        return self.article.rows["investment_cumulative"]

    @property
    def count(self) -> Observation:
        """How many joint ventures work."""
        return self.article.rows["joint_ventures"]

    @property
    def added(self) -> Observation:
        """How many joint ventures are new."""
        return self.article.rows["joint_ventures_new"]

    def of(self, data: Data, kind: Kind, unit: Unit) -> list[Observation]:
        """What was told of one kind: sums and flows of money, counts of firms."""
        return [row for row in self.stated if data.indicators[row.indicator].kind is kind and row.unit is unit]


@dataclass(frozen=True, slots=True)
class Course:
    """A sum from its start to the day it was told, as one or more reports of one month have it.

    Attributes:
        rows: Its reports; the article's own first.
    """

    rows: tuple[Observation, ...]

    @property
    def row(self) -> Observation:
        """The report that stands for all."""
        return self.rows[0]

    @property
    def started(self) -> bool:
        """Whether the speaker named a start."""
        return self.row.period.is_span


def courses(data: Data, answer: InvestmentAnswer) -> list[Course]:
    """All sums, the largest first, those of one amount the latest told first; what is told twice in a month once."""
    found: dict[tuple[object, ...], list[Observation]] = {}
    for row in answer.of(data, Kind.STOCK, Unit.USD):
        start = row.period.start.year if row.period.is_span else None
        day = data.sources[row.source].published
        found.setdefault((row.value, row.qualifier, start, day.end.isoformat()[:7] if day else ""), []).append(row)
    made = [Course(tuple(sorted(rows, key=lambda row: row.source != answer.article.id))) for rows in found.values()]
    return sorted(made, key=lambda course: -(course.row.value or 0.0))  # the order of days within an amount stays


def investment_answer(data: Data) -> InvestmentAnswer:
    """What was said of money and firms: flow, sum and count apart."""
    report = article(data)
    rows = report.rows
    return InvestmentAnswer(
        report,
        metrics.year_before(rows["investment"], rows["investment_ratio"]),
        metrics.share_of_sum(rows["investment"], rows["investment_cumulative"]),
        metrics.ventures_before(rows["joint_ventures"], rows["joint_ventures_new"]),
        tuple(_latest(data, report, [row for row in stated(data) if _of_money_or_firms(data, row)])),
    )


def _of_money_or_firms(data: Data, row: Observation) -> bool:
    """Whether a figure is a sum or flow of investment between both sides, or a count of firms of both."""
    indicator = data.indicators.get(row.indicator)
    named = row.indicator.startswith("investment") or row.unit is Unit.ENTERPRISES
    own = row.partner == UNSPECIFIED or row.partner == ledgers.other_side(data, row.reporter)
    return named and own and indicator is not None and indicator.kind is not Kind.RATE


def _latest(data: Data, report: Article, rows: Sequence[Observation]) -> list[Observation]:
    """Those told latest first; of one day the article's first, as it tells them."""
    order = {name: place for place, name in enumerate(NAMES)}

    def place(row: Observation) -> tuple[bool, int]:
        return row.source != report.id, order.get(row.indicator, len(order))

    return sorted(sorted(rows, key=place), key=lambda row: said_on(data, row)[0], reverse=True)


def refusal(data: Data) -> Message:
    """Why no investment per venture is given."""
    rows = article(data).rows
    try:
        metrics.investment_per_venture(rows["investment_cumulative"], rows["joint_ventures"], data.indicators)
    except UnitError as error:
        return error.sentence
    raise AssertionError("money into one country must not be divided by firms in the other")
