"""Pure arithmetic on observations, one file a question. Each metric returns value, interval, inputs and formula.

No function reads a clock, rounds, formats, or mixes ledgers. A figure that cannot be told has no value and a reason.
"""

from kztrade.metrics.consistency import (
    Check,
    Outcome,
    count_check,
    cumulative_check,
    growth_check,
    moving_start,
    sum_check,
)
from kztrade.metrics.growth import change, growth, implied_level, index, revision
from kztrade.metrics.investment import investment_per_venture, share_of_sum, ventures_before, year_before
from kztrade.metrics.ledgers import balance, mirror_gap, turnover
from kztrade.metrics.path import path, year_reached
from kztrade.metrics.statements import Agreement, Verdict, cut_off_interval, printed_interval, verdict
from kztrade.metrics.target import gap, progress, required_growth
from kztrade.metrics.targets import Fate, Rating, rating
from kztrade.model import Level

__all__ = [
    "Agreement",
    "Check",
    "Fate",
    "Level",
    "Outcome",
    "Rating",
    "Verdict",
    "balance",
    "change",
    "count_check",
    "cumulative_check",
    "cut_off_interval",
    "gap",
    "growth",
    "growth_check",
    "implied_level",
    "index",
    "investment_per_venture",
    "mirror_gap",
    "moving_start",
    "path",
    "printed_interval",
    "progress",
    "rating",
    "required_growth",
    "revision",
    "share_of_sum",
    "sum_check",
    "turnover",
    "ventures_before",
    "verdict",
    "year_before",
    "year_reached",
]
