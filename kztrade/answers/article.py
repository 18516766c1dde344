"""The news report from which the dashboard starts: its figures, its target, and what can be derived from them alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from kztrade import ledgers, metrics
from kztrade.codes import Scope, SourceKind
from kztrade.model import Data, Metric, Observation, Source, Target


@dataclass(frozen=True, slots=True)
class Article:
    """A report that is told passage by passage.

    Attributes:
        rows: Its observations on the pair by indicator.
        target: The level for trade that it states.
    """

    source: Source
    rows: Mapping[str, Observation]
    target: Target

    @property
    def id(self) -> str:
        """The source's id."""
        return self.source.id

    @property
    def base(self) -> Observation:
        """Turnover of the year that the report starts from."""
        return self.rows["turnover"]

    @property
    def rate(self) -> Observation:
        """Growth of turnover in the year after."""
        return self.rows["turnover_growth"]

    def level(self) -> Metric:
        """Turnover of that year, which base and growth imply and the report does not state."""
        return metrics.implied_level(self.base, self.rate)


def article(data: Data) -> Article:
    """The report of the data: the first source of the kind `article` that states a target."""
    target = next(target for target in data.targets if data.sources[target.source].kind is SourceKind.ARTICLE)
    rows = {row.indicator: row for row in data.observations if row.source == target.source and _of_the_pair(data, row)}
    return Article(data.sources[target.source], rows, target)


def _of_the_pair(data: Data, row: Observation) -> bool:
    """Whether a figure speaks of all there is between both sides: no part of it, and nobody else's."""
    return row.scope is Scope.TOTAL and row.partner == ledgers.other_side(data, row.reporter)


def investment_metrics(rows: Mapping[str, Observation]) -> list[Metric]:
    """What the passages on investment and joint ventures imply."""
    return [
        metrics.year_before(rows["investment"], rows["investment_ratio"]),
        metrics.share_of_sum(rows["investment"], rows["investment_cumulative"]),
        metrics.ventures_before(rows["joint_ventures"], rows["joint_ventures_new"]),
    ]
