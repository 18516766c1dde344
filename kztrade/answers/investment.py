"""The article's figures on investment and joint ventures, and what they imply."""

from dataclasses import dataclass

from kztrade import metrics
from kztrade.answers.article import Article, article
from kztrade.answers.explore import Explored
from kztrade.errors import UnitError
from kztrade.message import Message
from kztrade.metrics import Level
from kztrade.model import Data, Metric, Observation

NAMES = ("investment_cumulative", "investment", "investment_ratio", "joint_ventures", "joint_ventures_new")
"""What the article states of them, in its own order."""


@dataclass(frozen=True, slots=True)
class InvestmentAnswer:
    """What the article says of money and firms.

    Attributes:
        before: The flow of the period before, which a ratio implies.
        share: The year's flow as a share of the sum.
        ventures: The firms before those that were added.
        others: What others said on investment and on enterprises.
    """

    article: Article
    before: Metric
    share: Metric
    ventures: Metric
    others: tuple[Observation, ...]

    @property
    def flow(self) -> Observation:
        """What was invested in the year."""
        return self.article.rows["investment"]

    @property
    def sum(self) -> Observation:
        """What was invested since a start."""
        return self.article.rows["investment_cumulative"]

    @property
    def count(self) -> Observation:
        """How many joint ventures work."""
        return self.article.rows["joint_ventures"]

    def explored(self) -> list[Explored]:
        """Stated and derived amounts; a derived one stands beside the figures of its kind."""
        placed: dict[str, Level] = {"investment": self.before, "joint_ventures": self.ventures}
        return [
            *(Explored(self.article.rows[name], self.article.rows[name]) for name in NAMES),
            *(Explored(self.article.rows[name], metric) for name, metric in placed.items()),
        ]


def investment_answer(data: Data) -> InvestmentAnswer:
    """The article's money and firms, flow, sum and count apart."""
    report = article(data)
    rows = report.rows
    others = tuple(
        row
        for row in data.observations
        if row.source != report.id and row.indicator.startswith(("investment", "joint_ventures", "kyrgyz_enterprises"))
    )
    return InvestmentAnswer(
        report,
        metrics.year_before(rows["investment"], rows["investment_ratio"]),
        metrics.share_of_sum(rows["investment"], rows["investment_cumulative"]),
        metrics.ventures_before(rows["joint_ventures"], rows["joint_ventures_new"]),
        others,
    )


def refusal(data: Data) -> Message:
    """Why no investment per venture is given."""
    rows = article(data).rows
    try:
        metrics.investment_per_venture(rows["investment_cumulative"], rows["joint_ventures"], data.indicators)
    except UnitError as error:
        return error.sentence
    raise AssertionError("money into one country must not be divided by firms in the other")
