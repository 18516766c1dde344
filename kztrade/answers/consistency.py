"""Do the stated figures fit each other? Every test that they allow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kztrade import ledgers, metrics
from kztrade.answers.statements import said_on, stated
from kztrade.codes import Kind, Scope, SourceKind
from kztrade.metrics import Check, Outcome
from kztrade.model import Data, Observation

SUM, FLOW = "investment_cumulative", "investment"


OUTCOMES = (Outcome.FAILS, Outcome.PASSES, Outcome.CANNOT_TELL, Outcome.NOT_COMPARABLE)
"""What tests say, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Tested:
    """One test, and everyone whose figures it is.

    Attributes:
        checks: The same test on the same figures, one for each publication, in the order of publication.
    """

    checks: tuple[Check, ...]

    @property
    def check(self) -> Check:
        """The test, by the first publication."""
        return self.checks[0]

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of all publications that state the figures."""
        return tuple(dict.fromkeys(row.source for check in self.checks for row in check.rows))


def by_outcome(checks: Sequence[Check]) -> Mapping[Outcome, tuple[Tested, ...]]:
    """Tests by what they say, failed ones first; those of the same figures in several publications as one.

    Every outcome is there, if only with nothing under it. How many tests there are is the number of all `checks`.
    """
    found: dict[Outcome, dict[object, list[Check]]] = {outcome: {} for outcome in OUTCOMES}
    for check in checks:
        same = tuple((row.indicator, row.period, row.scope, row.value, row.qualifier) for row in check.rows)
        ends = (check.computed, check.stated)
        found[check.outcome].setdefault((check.test, same, ends), []).append(check)
    return {outcome: tuple(Tested(tuple(group)) for group in groups.values()) for outcome, groups in found.items()}


def counts(checks: Sequence[Check]) -> Mapping[Outcome, int]:
    """How many tests end in each way, failed ones first."""
    return {outcome: sum(check.outcome is outcome for check in checks) for outcome in OUTCOMES}


def checks(data: Data) -> list[Check]:
    """Every consistency test that the stated figures allow, failed ones first; of one outcome in their own order."""
    return sorted(_checks(data), key=lambda check: OUTCOMES.index(check.outcome))


def _checks(data: Data) -> list[Check]:
    rows = stated(data)
    by_key = {row.key: row for row in rows}
    found = []
    for row in rows:
        if row.indicator == "turnover":
            exports, imports = (by_key.get(row.key._replace(indicator=name)) for name in ("exports", "imports"))
            if exports and imports:
                found.append(metrics.sum_check(exports, imports, row))
        rate = by_key.get(row.key._replace(indicator=f"{row.indicator}_growth"))
        base = by_key.get(row.key._replace(period=row.period.a_year_before().text))
        if rate and base and row.scope is base.scope is Scope.TOTAL:
            found.append(metrics.growth_check(base, rate, row))
    return [*found, *_sums(rows), *_counts(data, rows)]


def _sums(rows: Sequence[Observation]) -> list[Check]:
    """Sums since one start, each against the one before it and the yearly flows in between."""
    sums = sorted(
        (row for row in rows if row.indicator == SUM and row.scope is Scope.TOTAL),
        key=lambda row: (row.period.start, row.period.end, row.source),
    )
    return [
        metrics.cumulative_check(earlier, later, _flows(rows, earlier, later))
        for earlier, later in pairwise(sums)
        if earlier.period.is_span and later.period.is_span
        if earlier.period.start == later.period.start and earlier.period.end != later.period.end
    ]


def _flows(rows: Sequence[Observation], earlier: Observation, later: Observation) -> list[Observation]:
    """One flow a period that lies wholly between the ends of two sums."""
    between = {
        row.period: row
        for row in rows
        if (row.indicator, row.reporter, row.partner, row.scope) == (FLOW, later.reporter, later.partner, Scope.TOTAL)
        and earlier.period.end < row.period.start
        and row.period.end <= later.period.end
    }
    return list(between.values())


def _counts(data: Data, rows: Sequence[Observation]) -> list[Check]:
    """Counts of the second side's enterprises in the first, each against the one before it in time.

    Of several reports of one count the article's stands for all.
    """
    first, second = (side.code for side in ledgers.sides(data))
    counted = [
        row
        for row in rows
        if row.scope is Scope.TOTAL
        and data.indicators[row.indicator].kind is Kind.COUNT
        and data.indicators[row.indicator].direction == f"{second}>{first}"
    ]
    counted.sort(key=lambda row: (row.period.end, data.sources[row.source].kind is not SourceKind.ARTICLE))
    distinct: dict[tuple[str, object], Observation] = {}
    for row in counted:
        distinct.setdefault((row.indicator, row.period), row)
    return [metrics.count_check(earlier, later, data.indicators) for earlier, later in pairwise(distinct.values())]


def moving_claims(data: Data) -> list[list[Observation]]:
    """Sums of equal size that were claimed since different starts, each group in the order in which it was said."""
    groups: dict[tuple[str, float], list[Observation]] = {}
    for row in data.observations:
        if row.indicator == SUM and row.scope is Scope.TOTAL:
            groups.setdefault((row.partner, row.value), []).append(row)
    return [
        sorted(group, key=lambda row: said_on(data, row)) for group in groups.values() if metrics.moving_start(group)
    ]
