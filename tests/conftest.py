"""Small readable data for every test, and a copy of the shipped data to break."""

import math
import shlex
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kztrade.codes import (
    BOTH,
    AreaKind,
    Dash,
    Dating,
    Kind,
    ObsStatus,
    Qualifier,
    Role,
    Scope,
    Shape,
    SourceKind,
    TargetKind,
    Unit,
)
from kztrade.model import Area, Data, Indicator, Ledger, Observation, Source, Target
from kztrade.period import read_period
from kztrade.printed import stated_interval
from kztrade.store import FOLDER
from kztrade.words import Format

# Hypothesis looks at the clock twice: how long an example runs and how long it takes to be made. A busy computer is no fault.
settings.register_profile("unhurried", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

ARTICLE = "astanatv-2023-09-23"

LEDGERS = {
    "bns": Ledger("bns", Role.OFFICE, "Kazakh statistics"),
    "imf-dots": Ledger("imf-dots", Role.OTHER, "IMF"),
    "nsc": Ledger("nsc", Role.OFFICE, "Kyrgyz statistics"),
}
"""A source is an edition of the one whose id its own begins with, `bns-2024-07` of `bns`."""

AREAS = {
    area.code: area
    for area in (
        Area("EAEU", AreaKind.GROUP, names={("en", "name"): "EAEU"}),
        Area(
            *("KAZ", AreaKind.COUNTRY, 1, "#0072B2", "#0072B2", "#00659E", "#5CB3E6", Shape.CIRCLE, Dash.SOLID, "●"),
            names={("en", "name"): "Kazakhstan", ("en", "of"): "Kazakhstan", ("en", "adjective"): "Kazakh"},
        ),
        Area(
            *("KGZ", AreaKind.COUNTRY, 2, "#D55E00", "#D55E00", "#AD4C00", "#F28C45", Shape.SQUARE, Dash.DASHED, "■"),
            names={("en", "name"): "Kyrgyzstan", ("en", "of"): "Kyrgyzstan", ("en", "adjective"): "Kyrgyz"},
        ),
        Area("W00", AreaKind.GROUP, names={("en", "name"): "World"}),
        Area("_X", AreaKind.UNSPECIFIED, names={("en", "name"): "Neither side"}),
    )
}

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
    `passage`, `token`, `hedge` (the qualifier's own word unless given).
    """
    return _observation


@pytest.fixture(scope="session")
def observations() -> Callable[[str], list[Observation]]:
    """Build rows, one a line."""
    return _observations


@pytest.fixture(scope="session")
def target() -> Callable[[str], Target]:
    """Build a target: `target("turnover KAZ KGZ 2017-12 1e9 2020")`, the last word being the deadline, if any.

    Further words: `source`, `unit`, `kind`.
    """
    return _target


@pytest.fixture(scope="session")
def dataset() -> Callable[..., Data]:
    """Build a whole `Data` from lines of rows and lines of targets.

    Sources are those that the rows name: `bns`, `nsc` and `imf-dots` publish statistics, and so do editions of them such
    as `bns-2024-07`; the others report what was said. `published` gives their days, `events` their occasions.
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
    token, passage, source = given.pop("token", ""), given.pop("passage", None), given.pop("source", "paper")
    rule = stated_interval(value, qualifier, unit, token)
    word = "" if qualifier is Qualifier.EXACT else qualifier.replace("_", " ")
    row = Observation(
        indicator,
        reporter,
        partner,
        read_period(period),
        source,
        Scope(given.pop("scope", "total")),
        value,
        _end(given.pop("low", rule.low), -math.inf),
        _end(given.pop("high", rule.high), math.inf),
        unit,
        qualifier,
        given.pop("hedge", word),
        ObsStatus(given.pop("status", "A")),
        int(passage) if passage else None,
        token,
        ledger=_ledger(source),
    )
    assert not given, f"unknown words {given}"
    return row


def _ledger(source: str) -> str:
    return next((name for name in LEDGERS if source == name or source.startswith(f"{name}-")), "")


def _end(end: str | float, open_end: float) -> float:
    return open_end if end == "open" else float(end)


def _target(line: str) -> Target:
    indicator, reporter, partner, set_on, value, *rest = shlex.split(line)
    given = dict(word.split("=", 1) for word in rest if "=" in word)
    deadline = next((read_period(word) for word in rest if "=" not in word), None)
    return Target(
        indicator,
        reporter,
        partner,
        read_period(set_on),
        given.get("source", "paper"),
        TargetKind(given.get("kind", "target")),
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
        AREAS,
        LEDGERS,
        {row.indicator: _indicator(row) for row in observations},
        {name: _source(name, published, events) for name in sorted(sources)},
        {},
        tuple(observations),
        tuple(announced),
    )


def _indicator(row: Observation) -> Indicator:
    directions = {"investment": "KAZ>KGZ", "joint": "KGZ>KAZ", "kyrgyz": "KGZ>KAZ"}
    first, _, _ = row.indicator.partition("_")
    kind = KINDS.get(row.indicator.rpartition("_")[2], Kind.FLOW)
    return Indicator(row.indicator, row.unit, kind, directions.get(first, BOTH), row.indicator, "", row.indicator)


def _source(name: str, published: Mapping[str, str], events: Mapping[str, str]) -> Source:
    kind = SourceKind.STATISTICS if _ledger(name) else SourceKind.STATEMENT
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
        _ledger(name),
    )


@pytest.fixture(scope="session")
def pseudo_language(tmp_path_factory: pytest.TempPathFactory) -> Format:
    """A language in which every message is bracketed and 40 % longer, in the place of English; see `tests/words/pseudo.py`.

    Its `folder` in the environment as `KZTRADE_LOCALES` has every process speak it.
    """
    from tests.words.pseudo import write_catalogue

    return Format(folder=str(write_catalogue(tmp_path_factory.mktemp("locales"))))
