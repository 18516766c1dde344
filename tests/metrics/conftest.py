"""Rows whose digits leave a share of the value open."""

from collections.abc import Callable

import pytest

from kztrade.model import Observation


@pytest.fixture(scope="session")
def rounded(observation) -> Callable[[str, str, float, float], Observation]:
    """Build an unhedged row: `rounded("turnover", "2022", 1e9, 0.1)` leaves open a tenth to both sides."""

    def row(indicator: str, period: str, value: float, share: float) -> Observation:
        low, high = sorted((value - abs(value) * share, value + abs(value) * share))
        return observation(f"{indicator} KAZ KGZ {period} exact {value!r} low={low!r} high={high!r}")

    return row
