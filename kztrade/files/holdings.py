"""What a package of figures must hold so that nothing in it refers to a row that is left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kztrade.errors import UsageError
from kztrade.model import Area, Data, Event, Indicator, Ledger, Observation, Source, Target


@dataclass(frozen=True, slots=True)
class Looks:
    """An area as its table holds it: only the two sides have colours and signs."""

    code: str
    kind: str
    rank: int | None
    light: str
    dark: str
    word_light: str
    word_dark: str
    shape: str
    dash: str
    sign: str


@dataclass(frozen=True, slots=True)
class Name:
    """An area's name in one language and form."""

    area: str
    language: str
    form: str
    text: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """The rows of every table of a package, each in the order of the data."""

    observations: tuple[Observation, ...]
    targets: tuple[Target, ...]
    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...]
    events: tuple[Event, ...]
    areas: tuple[Looks, ...]
    area_names: tuple[Name, ...]
    ledgers: tuple[Ledger, ...]


def everything(data: Data) -> Holdings:
    """All rows of all tables."""
    areas = list(data.areas.values())
    return Holdings(
        data.observations,
        data.targets,
        tuple(data.indicators.values()),
        tuple(data.sources.values()),
        tuple(data.events.values()),
        tuple(map(_looks, areas)),
        _names(areas),
        tuple(data.ledgers.values()),
    )


def holdings(data: Data, rows: Sequence[Observation]) -> Holdings:
    """Figures with all that they refer to.

    Raises:
        UsageError: A row is neither an observation of an indicator that we hold nor one of our targets.
    """
    observations, targets = _figures(data, rows)
    figures: list[Observation | Target] = [*observations, *targets]
    used = {row.source for row in figures}
    sources = tuple(source for source in data.sources.values() if source.id in used)
    measured = {row.indicator for row in figures}
    indicators = tuple(indicator for indicator in data.indicators.values() if indicator.code in measured)
    areas = _areas(data, [code for row in figures for code in (row.reporter, row.partner)], indicators)
    return Holdings(
        observations,
        targets,
        indicators,
        sources,
        tuple(event for event in data.events.values() if event.id in {source.event for source in sources}),
        tuple(map(_looks, areas)),
        _names(areas),
        tuple(ledger for ledger in data.ledgers.values() if ledger.id in {source.ledger for source in sources}),
    )


def _figures(data: Data, rows: Sequence[Observation]) -> tuple[tuple[Observation, ...], tuple[Target, ...]]:
    keys = {row.key for row in rows}
    announced = {target.observation().key for target in data.targets}
    observed = tuple(row for row in rows if row.indicator in data.indicators and row.key not in announced)
    strange = sorted(keys - announced - {row.key for row in observed})
    if strange:
        raise UsageError(
            "The package holds observations and targets, not {key}.", "Give figures of the data.", key=str(strange[0])
        )
    return observed, tuple(target for target in data.targets if target.observation().key in keys)


def _areas(data: Data, codes: Iterable[str], indicators: Iterable[Indicator]) -> list[Area]:
    """The areas that figures speak of, and those between which an indicator runs."""
    used = {*codes, *(code for indicator in indicators for code in indicator.direction.split(">"))}
    return [area for area in data.areas.values() if area.code in used]


def _names(areas: Iterable[Area]) -> tuple[Name, ...]:
    return tuple(Name(area.code, *key, text) for area in areas for key, text in sorted(area.names.items()))


def _looks(area: Area) -> Looks:
    shape, dash = (str(area.shape), str(area.dash)) if area.rank else ("", "")
    colours = (area.light, area.dark, area.word_light, area.word_dark)
    return Looks(area.code, str(area.kind), area.rank, *colours, shape, dash, area.sign)
