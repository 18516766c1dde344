"""Small readable data for every test, and a copy of the shipped data to break."""

import math
import shlex
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kztrade.codes import (
    MONEY,
    Area,
    Dating,
    Direction,
    Kind,
    ObsStatus,
    Qualifier,
    Scope,
    SourceKind,
    Unit,
)
from kztrade.interval import Interval, resolution
from kztrade.model import Data, Indicator, Observation, Source, Target
from kztrade.period import read_period
from kztrade.store import FOLDER

# Hypothesis looks at the clock twice: how long an example runs and how long it takes to be made. A busy computer is no fault.
settings.register_profile("unhurried", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

ARTICLE = "astanatv-2023-09-23"
SERIES = {"bns", "nsc", "imf-dots"}

UNITS = {
    "growth": Unit.PERCENT,
    "change": Unit.PERCENT,
    "ratio": Unit.RATIO,
    "ventures": Unit.ENTERPRISES,
    "new": Unit.ENTERPRISES,
    "enterprises": Unit.ENTERPRISES,
    "length": Unit.KM,
}
"""By the last word of an indicator's code; dollars for all others."""

KINDS = {
    "growth": Kind.RATE,
    "change": Kind.RATE,
    "ratio": Kind.RATE,
    "cumulative": Kind.STOCK,
    "ventures": Kind.COUNT,
    "enterprises": Kind.COUNT,
    "length": Kind.FACT,
}
"""By the last word of an indicator's code; a flow for all others."""


@pytest.fixture(scope="session")
def observation() -> Callable[[str], Observation]:
    """Build a row: `observation("turnover KAZ KGZ 2021 at_least 1e9 source=bns")`.

    The words are indicator, reporter, partner, period, qualifier and value; the ends follow from qualifier and printed
    digits unless `low=` and `high=` give them (`low=open`). Further words: `source`, `scope`, `status`, `unit`,
    `passage`, `token`.
    """
    return _observation


@pytest.fixture(scope="session")
def observations() -> Callable[[str], list[Observation]]:
    """Build rows, one a line."""
    return _observations


@pytest.fixture(scope="session")
def target() -> Callable[[str], Target]:
    """Build a target: `target("turnover KAZ KGZ 2017-12 1e9 2020")`, the last word being the deadline, if any."""
    return _target


@pytest.fixture(scope="session")
def dataset() -> Callable[..., Data]:
    """Build a whole `Data` from lines of rows and lines of targets.

    Sources are those that the rows name: `bns`, `nsc` and `imf-dots` publish statistics, the others report what was
    said. `published` gives their days, `events` their occasions.
    """
    return _dataset


@pytest.fixture(scope="session")
def article() -> dict[str, Observation]:
    """The twelve figures of the article by indicator, each with its interval written out."""
    return {row.indicator: row for row in _observations(ARTICLE_ROWS)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped data, to break."""
    return Path(shutil.copytree(FOLDER, tmp_path / "data"))


ARTICLE_ROWS = f"""
    turnover             KAZ KGZ 2021         at_least 1e9   low=1e9    high=open  passage=5  source={ARTICLE}
    turnover_growth      KAZ KGZ 2022         exact    19    low=18.5   high=19.5  passage=5  source={ARTICLE}
    investment           KAZ KGZ 2022         almost   200e6 low=190e6  high=200e6 passage=7  source={ARTICLE}
    investment_cumulative KAZ KGZ 2005/2023-09 about   1.3e9 low=1.2e9  high=1.4e9 passage=7  source={ARTICLE}
    investment_ratio     KAZ KGZ 2022         exact    2.5   low=2.45   high=2.55  passage=7  source={ARTICLE}
    joint_ventures       KAZ KGZ 2023-09-23   exact    3500  low=3450   high=3550  passage=8  source={ARTICLE}
    joint_ventures_new   KAZ KGZ 2022/2023-09 almost   200   low=190    high=200   passage=8  source={ARTICLE}
    border_length        KAZ KGZ 2023-09-23   about    1200  low=1140   high=1260  passage=9  source={ARTICLE}
    border_oblasts_kaz   KAZ KGZ 2023-09-23   exact    2     low=2      high=2     passage=9  source={ARTICLE}
    border_oblasts_kgz   KAZ KGZ 2023-09-23   exact    3     low=3      high=3     passage=9  source={ARTICLE}
    documents_signed     KAZ KGZ 2022         exact    6     low=6      high=6     passage=10 source={ARTICLE}
    oblasts_twinned      KAZ KGZ 2023-09-23   exact    2     low=2      high=2     passage=10 source={ARTICLE}
"""


def _observations(text: str) -> list[Observation]:
    return [_observation(line) for line in text.splitlines() if line.strip()]


def _observation(line: str) -> Observation:
    indicator, reporter, partner, period, hedge, number, *words = shlex.split(line)
    given = dict(word.split("=", 1) for word in words)
    value, qualifier = float(number), Qualifier(hedge)
    unit = Unit(given.pop("unit", UNITS.get(indicator.rpartition("_")[2], Unit.USD)))
    token, passage = given.pop("token", ""), given.pop("passage", None)
    rule = Interval.stated(value, qualifier, resolution(value, unit in MONEY, token))
    row = Observation(
        indicator,
        Area(reporter),
        Area(partner),
        read_period(period),
        given.pop("source", "paper"),
        value,
        _end(given.pop("low", rule.low), -math.inf),
        _end(given.pop("high", rule.high), math.inf),
        unit,
        qualifier,
        ObsStatus(given.pop("status", "A")),
        Scope(given.pop("scope", "total")),
        int(passage) if passage else None,
        token,
    )
    assert not given, f"unknown words {given}"
    return row


def _end(end: str | float, open_end: float) -> float:
    return open_end if end == "open" else float(end)


def _target(line: str) -> Target:
    indicator, reporter, partner, set_on, value, *rest = shlex.split(line)
    given = dict(word.split("=", 1) for word in rest if "=" in word)
    deadline = next((read_period(word) for word in rest if "=" not in word), None)
    return Target(
        indicator,
        Area(reporter),
        Area(partner),
        read_period(set_on),
        given.get("source", "paper"),
        float(value),
        Unit(given.get("unit", "USD")),
        deadline,
        "A prime minister",
    )


def _dataset(
    rows: str = "", targets: str = "", published: Mapping[str, str] = {}, events: Mapping[str, str] = {}
) -> Data:
    observations = sorted(_observations(rows), key=lambda row: row.key)
    announced = [_target(line) for line in targets.splitlines() if line.strip()]
    sources = {row.source for row in observations} | {row.source for row in announced}
    return Data(
        "0" * 64,
        {row.indicator: _indicator(row) for row in observations},
        {name: _source(name, published, events) for name in sorted(sources)},
        {},
        tuple(observations),
        tuple(announced),
    )


def _indicator(row: Observation) -> Indicator:
    directions = {"investment": Direction.KAZ_TO_KGZ, "joint": Direction.KGZ_TO_KAZ, "kyrgyz": Direction.KGZ_TO_KAZ}
    first, _, _ = row.indicator.partition("_")
    kind = KINDS.get(row.indicator.rpartition("_")[2], Kind.FLOW)
    return Indicator(row.indicator, row.unit, kind, directions.get(first, Direction.BOTH), row.indicator, "")


def _source(name: str, published: Mapping[str, str], events: Mapping[str, str]) -> Source:
    kind = SourceKind.STATISTICS if name in SERIES else SourceKind.STATEMENT
    day = read_period(published[name]) if name in published else None
    return Source(
        name,
        f"The {name}",
        "A report",
        f"https://example.org/{name}",
        day,
        Dating.STATED if day else Dating.UNKNOWN,
        "en",
        "A minister",
        SourceKind.ARTICLE if name == ARTICLE else kind,
        events.get(name, ""),
        "",
        "Figures are facts",
    )
