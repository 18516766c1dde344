"""A derived figure is never less doubtful than what it is derived from."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import metrics, model
from kztrade.codes import Kind, ObsStatus, Unit
from kztrade.metrics.ledger import DOUBT
from kztrade.model import Indicator, Metric

STATUSES = {
    ObsStatus.NORMAL: 0,
    ObsStatus.ESTIMATED: 1,
    ObsStatus.FORECAST: 2,
    ObsStatus.PROVISIONAL: 3,
    ObsStatus.LOW_RELIABILITY: 4,
}
"""How doubtful a figure with a value can be."""

GOAL = "turnover KAZ KGZ 2023-09-23 2e9"
INDICATORS = {
    "investment_cumulative": Indicator("investment_cumulative", Unit.USD, Kind.STOCK, "KAZ>KGZ", "Sum", ""),
    "investment_ventures": Indicator("investment_ventures", Unit.ENTERPRISES, Kind.COUNT, "KAZ>KGZ", "Count", ""),
}
ROWS = {
    "turnover": ("exports KAZ KGZ 2022 exact 5e6", "imports KAZ KGZ 2022 exact 4e6"),
    "balance": ("exports KAZ KGZ 2022 exact 5e6", "imports KAZ KGZ 2022 exact 4e6"),
    "mirror_gap": ("exports KAZ KGZ 2022 exact 5e6 source=bns", "imports KGZ KAZ 2022 exact 4e6 source=nsc"),
    "growth": ("turnover KAZ KGZ 2022 exact 5e6", "turnover KAZ KGZ 2021 exact 4e6"),
    "change": ("turnover KAZ KGZ 2022 exact 5e6", "turnover KAZ KGZ 2018 exact 4e6"),
    "revision": ("turnover KAZ KGZ 2022 exact 5e6", "turnover KAZ KGZ 2022 exact 4e6"),
    "index": ("turnover KAZ KGZ 2022 exact 5e6", "turnover KAZ KGZ 2018 exact 4e6"),
    "implied_level": ("turnover KAZ KGZ 2021 at_least 1e9", "turnover_growth KAZ KGZ 2022 exact 19"),
    "share_of_sum": ("investment KAZ KGZ 2022 exact 5e6", "investment_cumulative KAZ KGZ 2005/2023 exact 9e6"),
    "year_before": ("investment KAZ KGZ 2022 almost 200e6", "investment_ratio KAZ KGZ 2022 exact 2.5"),
    "ventures_before": (
        "joint_ventures KAZ KGZ 2023-09 exact 3500",
        "joint_ventures_new KAZ KGZ 2022/2023-09 exact 200",
    ),
    "investment_per_venture": (
        "investment_cumulative KAZ KGZ 2005/2023-09 exact 1e9",
        "investment_ventures KAZ KGZ 2023-09-23 exact 500",
    ),
    "progress": ("turnover KAZ KGZ 2022 at_least 1.19e9",),
    "gap": ("turnover KAZ KGZ 2022 at_least 1.19e9",),
    "required_growth": ("turnover KAZ KGZ 2022 at_least 1.19e9",),
    "year_reached": ("turnover KAZ KGZ 2022 at_least 1.19e9",),
    "path": ("turnover KAZ KGZ 2022 at_least 1.19e9",),
}


def derivations(name: str, rows: Sequence[model.Level], target: Callable[[str], model.Target]) -> Sequence[Metric]:
    """What a metric makes of its rows."""
    function = getattr(metrics, name)
    further = {
        "investment_per_venture": (INDICATORS,),
        "progress": (target(GOAL),),
        "gap": (target(GOAL),),
        "required_growth": (target(GOAL), 2030),
        "year_reached": (target(GOAL), 19),
        "path": (19, 2025),
    }
    found = function(*rows, *further.get(name, ()))
    return [found] if isinstance(found, Metric) else found


def test_every_metric_is_in_the_table() -> None:
    functions = {name: getattr(metrics, name) for name in metrics.__all__ if inspect.isfunction(getattr(metrics, name))}
    returned = {name: inspect.signature(function).return_annotation for name, function in functions.items()}
    assert {name for name, kind in returned.items() if Metric in (kind, *get_args(kind))} == set(ROWS)


@given(st.sampled_from(sorted(ROWS)), st.tuples(*[st.sampled_from(list(STATUSES))] * 2))
def test_doubt_survives_every_metric(observation, target, name, statuses) -> None:
    rows = [replace(observation(text), obs_status=status) for text, status in zip(ROWS[name], statuses, strict=False)]
    for found in derivations(name, rows, target):
        assert found.value is not None
        assert STATUSES[found.obs_status] == max(
            [2 if name == "path" else 1, *(STATUSES[row.obs_status] for row in rows)]
        )


@given(st.sampled_from(["progress", "gap", "required_growth", "year_reached", "path"]), st.sampled_from(list(STATUSES)))
def test_doubt_survives_a_metric_of_a_metric(observation, target, name, status) -> None:
    base = replace(observation("turnover KAZ KGZ 2021 at_least 1e9"), obs_status=status)
    level = metrics.implied_level(base, observation("turnover_growth KAZ KGZ 2022 exact 19"))
    for found in derivations(name, [level], target):
        assert STATUSES[found.obs_status] >= STATUSES[level.obs_status] >= STATUSES[status]


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_derived_figure_belongs_to_the_ledger_and_pair_of_its_rows(observation, target, name) -> None:
    rows = [observation(text) for text in ROWS[name]]
    for found in derivations(name, rows, target):
        assert set(found.inputs) >= {str(row.key) for row in rows}
        assert found.scope is rows[0].scope
        assert str(found.formula)
        if name == "mirror_gap":
            assert (found.ledger, found.reporter, found.partner) == ("bns+nsc", "_X", "_X")
        else:
            assert (found.ledger, found.reporter, found.partner) == ("paper", "KAZ", "KGZ")


def test_suspect_outweighs_provisional_and_provisional_a_forecast() -> None:
    assert [status.value for status in DOUBT] == ["A", "E", "F", "P", "U", "M", "O"]
    assert set(DOUBT) == set(ObsStatus)


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        ("U", "P", "U"),
        ("P", "U", "U"),
        ("P", "A", "P"),
        ("A", "P", "P"),
        ("A", "A", "E"),
        ("F", "A", "F"),
        ("F", "P", "P"),
    ],
)
def test_the_most_doubtful_row_decides(observation, first, second, status) -> None:
    found = metrics.turnover(
        observation(f"exports KGZ KAZ 2010 exact 1e6 status={first}"),
        observation(f"imports KGZ KAZ 2010 exact 1e6 status={second}"),
    )
    assert found.obs_status == status


@pytest.mark.parametrize(("base", "status"), [("A", "F"), ("P", "P"), ("U", "U")])
def test_a_path_is_a_forecast_unless_it_starts_in_doubt(observation, base, status) -> None:
    level = observation(f"turnover KAZ KGZ 2022 exact 1e9 status={base}")
    assert {step.obs_status for step in metrics.path(level, 19, 2025)} == {status}
