"""What the data say to each question that a page, a command or a file asks: metrics put to work on the shipped rows.

Answers hold records and metrics, no words: the views and the command line say them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kztrade import metrics
from kztrade.codes import Area, Direction, Kind, Scope, SourceKind, Unit
from kztrade.errors import UnitError
from kztrade.metrics import Level
from kztrade.model import Data, Event, Metric, Observation, Target
from kztrade.period import Period
from kztrade.selection import Selection, kind

ARTICLE = "astanatv-2023-09-23"
"""The news report of the first forum of regions, from which the home page starts."""

FAR = 18
"""Years after which a path that never reaches its target is cut off."""

Ledger = tuple[str, Area]
"""A publisher's figures under one reporter's authority."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a chart: an amount in a year, and the row behind it.

    Attributes:
        group: `article`, `implied` (its course carried on), `statistics`, `said` or `path` (the reader's own).
        row: The observation or metric drawn.
    """

    group: str
    row: Level

    @property
    def derived(self) -> bool:
        """Whether no source states the figure itself."""
        return isinstance(self.row, Metric)


@dataclass(frozen=True, slots=True)
class TargetAnswer:
    """Where trade stands against a target, by the article's figures."""

    target: Target
    base: Observation
    rate: Observation
    level: Metric
    progress: Metric
    gap: Metric
    required: Metric
    reached: Metric
    path: Sequence[Metric]
    points: Sequence[Point]


def article(data: Data) -> dict[str, Observation]:
    """The article's observations by indicator."""
    return {row.indicator: row for row in data.observations if row.source == ARTICLE}


def article_target(data: Data) -> Target:
    """The target that the article states."""
    return next(target for target in data.targets if target.source == ARTICLE)


def target_id(target: Target) -> str:
    """A target in the address: its level in billions, and its deadline if it has one: `2bn`, `3bn-2030`."""
    return f"{target.value / 1e9:g}bn" + (f"-{target.deadline}" if target.deadline else "")


def turnover_targets(data: Data) -> dict[str, Target]:
    """Every level and deadline announced for turnover: the article's own words first, else the first announcement."""
    ranked = sorted(
        (target for target in data.targets if target.indicator == "turnover"),
        key=lambda target: (
            target.value,
            target.deadline.text if target.deadline else "",
            target.source != ARTICLE,
            target.set_on,
        ),
    )
    found: dict[str, Target] = {}
    for target in ranked:
        found.setdefault(target_id(target), target)
    return found


def later_deadline(data: Data, target: Target) -> Target | None:
    """The first announcement that gave a target without deadline one after all."""
    if target.deadline:
        return None
    dated = [other for other in turnover_targets(data).values() if other.value == target.value and other.deadline]
    return min((other for other in dated if other.set_on > target.set_on), key=lambda other: other.set_on, default=None)


def target_answer(data: Data, target: Target, by: int, rate: float) -> TargetAnswer:
    """The home page: level, progress, gap, what it takes, and what is drawn.

    Args:
        data: All rows.
        target: The level to measure against.
        by: Year for the required growth.
        rate: Growth in percent a year for the path, which ends when the target is reached, or is cut off after `FAR` years.
    """
    rows = article(data)
    level = metrics.implied_level(rows["turnover"], rows["turnover_growth"])
    required = metrics.required_growth(level, target, by)
    reached = metrics.year_reached(level, target, rate)
    end = int(reached.value) if reached.value else level.period.year + 5
    path = metrics.path(level, rate, min(end, max(by, level.period.year + FAR)))
    behind = [
        *(Point("statistics", row) for ledger in home_ledgers(data) for row in turnover_by_year(data, ledger)),
        *(Point("said", row) for row in said_later(data)),
    ]
    reported = max((point.row.period.year for point in behind), default=level.period.year)
    points = [
        *behind,
        *(Point("path", row) for row in path),
        Point("article", rows["turnover"]),
        Point("article", level),
        # the article's own course, for the years since reported: no reader moves it
        *(Point("implied", row) for row in metrics.path(level, rows["turnover_growth"].value, reported)),
    ]
    return TargetAnswer(
        target,
        rows["turnover"],
        rows["turnover_growth"],
        level,
        metrics.progress(level, target),
        metrics.gap(level, target),
        required,
        reached,
        path,
        points,
    )


def article_metrics(data: Data, by: int, rate: float) -> list[Metric]:
    """Every figure that can be derived from the article alone, in the order of its passages.

    Args:
        data: All rows.
        by: Year for the required growth.
        rate: Growth in percent a year for the path and the year reached.
    """
    rows, target = article(data), article_target(data)
    answer = target_answer(data, target, by, rate)
    return [
        answer.level,
        answer.progress,
        answer.gap,
        answer.required,
        answer.reached,
        *answer.path,
        *investment_metrics(rows),
    ]


def investment_metrics(rows: Mapping[str, Observation]) -> list[Metric]:
    """What the article's passages on investment and joint ventures imply."""
    return [
        metrics.year_before(rows["investment"], rows["investment_ratio"]),
        metrics.share_of_sum(rows["investment"], rows["investment_cumulative"]),
        metrics.ventures_before(rows["joint_ventures"], rows["joint_ventures_new"]),
    ]


def ledgers(data: Data) -> list[Ledger]:
    """Every publisher and reporter that publishes annual statistics, Kazakhstan first."""
    found = {
        (row.source, row.reporter)
        for row in data.observations
        if data.sources[row.source].kind is SourceKind.STATISTICS
    }
    return sorted(found, key=lambda ledger: (ledger[1], ledger[0]))


def home_ledgers(data: Data) -> list[Ledger]:
    """The national offices' ledgers, one a side: each side's own word about itself."""
    return [ledger for ledger in ledgers(data) if sum(other[0] == ledger[0] for other in ledgers(data)) == 1]


def flow(data: Data, ledger: Ledger, indicator: str) -> dict[int, Observation]:
    """A ledger's annual values of an indicator, by year."""
    return data.annual.get((*ledger, indicator), {})


def paired(data: Data, ledger: Ledger) -> list[tuple[Observation, Observation]]:
    """A ledger's exports and imports of the years for which it has both."""
    exports, imports = flow(data, ledger, "exports"), flow(data, ledger, "imports")
    return [(exports[year], imports[year]) for year in sorted(exports.keys() & imports.keys())]


def turnover_by_year(data: Data, ledger: Ledger) -> list[Metric]:
    """A ledger's annual turnover: its own exports plus its own imports."""
    return [metrics.turnover(exports, imports) for exports, imports in paired(data, ledger)]


def ledger_metrics(data: Data, ledger: Ledger) -> list[Metric]:
    """Turnover, balance and growth of turnover of every year for which a ledger has both flows."""
    found: list[Metric] = []
    before: Metric | None = None
    for exports, imports in paired(data, ledger):
        level = metrics.turnover(exports, imports)
        found += [level, metrics.balance(exports, imports)]
        if before is not None and before.period.a_year_later() == level.period:
            found.append(metrics.growth(level, before))
        before = level
    return found


def selected_metrics(data: Data, selection: Selection) -> list[Metric]:
    """What the ledgers that pass the filters imply, by ledger and year.

    Raises:
        FilterError: A filter names nothing we hold.
    """
    selection.check(data)
    return [
        metric
        for ledger in ledgers(data)
        if (not selection.sources or ledger[0] in selection.sources)
        and (not selection.reporters or ledger[1] in selection.reporters)
        for metric in ledger_metrics(data, ledger)
        if (selection.first or 0) <= metric.period.year <= (selection.last or 9999)
    ]


def said_later(data: Data) -> list[Observation]:
    """Annual turnover that officials stated for years no national office has published here, one of a kind."""
    last = max((year for ledger in home_ledgers(data) for year in flow(data, ledger, "exports")), default=9999)
    found: dict[tuple[object, ...], Observation] = {}
    for row in data.observations:
        if (row.indicator, row.scope) == ("turnover", Scope.TOTAL) and row.period.is_year and row.period.year > last:
            found.setdefault((row.period, row.reporter, row.value, row.qualifier), row)
    return sorted(found.values(), key=lambda row: (row.period, row.reporter))


def side_levels(data: Data, indicator: str, reporter: Area, period: Period) -> list[Level]:
    """What each side's statistics say for an indicator and period: the national office, else the side's IMF ledger.

    A statement on exports or imports is set against both ends of its flow: the reporter's own books and the mirror in
    the other's.

    Args:
        data: All rows.
        indicator: An amount of goods, its growth or its change over years.
        reporter: Who stated it; decides which way exports and imports run.
        period: A calendar year, or two joined by `/` for a change.

    Returns:
        At most one level a side, Kazakhstan first; empty where no office publishes the period.
    """
    found: dict[Area, Level] = {}
    national = home_ledgers(data)
    for ledger in [*national, *(other for other in ledgers(data) if other not in national)]:
        level = _statistic(data, ledger, indicator, reporter, period)
        if level is not None:
            found.setdefault(ledger[1], level)
    return [found[side] for side in (Area.KAZ, Area.KGZ) if side in found]


def _statistic(data: Data, ledger: Ledger, indicator: str, reporter: Area, period: Period) -> Level | None:
    base, _, kind = indicator.partition("_")
    if base not in ("turnover", "exports", "imports") or kind not in ("", "growth", "change"):
        return None
    if base != "turnover" and reporter is Area.OTHER:
        return None
    if kind == "change":
        first, _, last = period.text.partition("/")
        years = [int(first), int(last)] if first.isdigit() and last.isdigit() else []
    elif period.is_year:
        years = [period.year - 1, period.year] if kind else [period.year]
    else:
        years = []
    levels = [_level(data, ledger, base, reporter, year) for year in years]
    if not levels or None in levels:
        return None
    known = [level for level in levels if level is not None]
    if kind == "growth":
        return metrics.growth(known[1], known[0])
    return metrics.change(known[1], known[0]) if kind == "change" else known[0]


def _level(data: Data, ledger: Ledger, base: str, reporter: Area, year: int) -> Level | None:
    if base == "turnover":
        exports, imports = flow(data, ledger, "exports").get(year), flow(data, ledger, "imports").get(year)
        return metrics.turnover(exports, imports) if exports and imports else None
    mirrored = {"exports": "imports", "imports": "exports"}[base]
    return flow(data, ledger, base if ledger[1] is reporter else mirrored).get(year)


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement and what each side's statistics make of it."""

    row: Observation
    verdicts: tuple[metrics.Verdict, ...]


def statement_indicators(data: Data) -> list[str]:
    """Indicators that somebody stated, those with most statements first."""
    counts: dict[str, int] = {}
    for row in data.observations:
        if data.sources[row.source].kind is not SourceKind.STATISTICS:
            counts[row.indicator] = counts.get(row.indicator, 0) + 1
    return sorted(counts, key=lambda code: (-counts[code], code))


def statement_periods(data: Data, indicator: str) -> list[Period]:
    """Periods that statements on an indicator speak of, latest first."""
    found = {
        row.period
        for row in data.observations
        if row.indicator == indicator and data.sources[row.source].kind is not SourceKind.STATISTICS
    }
    return sorted(found, reverse=True)


def statements(data: Data, indicator: str | None = None, period: Period | None = None) -> list[Judged]:
    """What was said, in the order in which it was published, each with its verdicts."""
    rows = [
        row
        for row in data.observations
        if data.sources[row.source].kind is not SourceKind.STATISTICS
        and indicator in (None, row.indicator)
        and (period is None or row.period == period)
    ]
    return [Judged(row, judged(data, row)) for row in sorted(rows, key=lambda row: said_on(data, row))]


def said_on(data: Data, row: Observation) -> tuple[str, str]:
    """A statement's place in time; undated ones last."""
    day = data.sources[row.source].published
    return (day.end.isoformat() if day else "9999", row.source)


def judged(data: Data, row: Observation) -> tuple[metrics.Verdict, ...]:
    """One verdict a side that publishes the period, or the single reason why there is none."""
    levels = side_levels(data, row.indicator, row.reporter, row.period) if row.scope is Scope.TOTAL else []
    return tuple(metrics.verdict(row, level) for level in levels) or (metrics.verdict(row, None),)


def checks(data: Data) -> list[metrics.Check]:
    """Every consistency test that the stated figures allow."""
    stated = [row for row in data.observations if data.sources[row.source].kind is not SourceKind.STATISTICS]
    by_key = {row.key: row for row in stated}
    found = []
    for row in stated:
        if row.indicator == "turnover":
            exports, imports = (by_key.get(row.key._replace(indicator=name)) for name in ("exports", "imports"))
            if exports and imports:
                found.append(metrics.sum_check(exports, imports, row))
        rate = by_key.get(row.key._replace(indicator=f"{row.indicator}_growth"))
        base = by_key.get(row.key._replace(period=row.period.a_year_before().text))
        if rate and base and row.scope is base.scope is Scope.TOTAL:
            found.append(metrics.growth_check(base, rate, row))
    return [*found, *_sum_series(stated), *_counts(data, stated)]


def _sum_series(stated: Sequence[Observation]) -> list[metrics.Check]:
    """Sums since one start, each against the one before it and the yearly flows in between."""
    sums = sorted(
        (row for row in stated if row.indicator == "investment_cumulative" and row.scope is Scope.TOTAL),
        key=lambda row: (row.period.start, row.period.end, row.source),
    )
    found = []
    for earlier, later in pairwise(sums):
        if earlier.period.is_span and later.period.is_span and earlier.period.start == later.period.start:
            if earlier.period.end == later.period.end:
                continue
            flows = {
                row.period: row
                for row in stated
                if row.indicator == "investment"
                and (row.reporter, row.scope) == (later.reporter, Scope.TOTAL)
                and earlier.period.end < row.period.start
                and row.period.end <= later.period.end
            }
            found.append(metrics.cumulative_check(earlier, later, list(flows.values())))
    return found


def _counts(data: Data, stated: Sequence[Observation]) -> list[metrics.Check]:
    """Counts of enterprises in Kazakhstan, each against the one before it in time."""
    rows = sorted(
        (
            row
            for row in stated
            if row.scope is Scope.TOTAL
            and data.indicators[row.indicator].kind is Kind.COUNT
            and data.indicators[row.indicator].direction is Direction.KGZ_TO_KAZ
        ),
        key=lambda row: (row.period.end, row.source != ARTICLE),
    )
    distinct = list({(row.indicator, row.period): row for row in reversed(rows)}.values())[::-1]
    return [metrics.count_check(earlier, later, data.indicators) for earlier, later in pairwise(distinct)]


def moving_claims(data: Data) -> list[list[Observation]]:
    """Sums of equal size that were claimed since different starts, each group in the order in which it was said."""
    groups: dict[float, list[Observation]] = {}
    for row in data.observations:
        if row.indicator == "investment_cumulative" and row.scope is Scope.TOTAL:
            groups.setdefault(row.value, []).append(row)
    return [
        sorted(group, key=lambda row: said_on(data, row)) for group in groups.values() if metrics.moving_start(group)
    ]


APART = 3
"""Announcements of one level and deadline more than so many years apart count as a new target."""


@dataclass(frozen=True, slots=True)
class TargetStory:
    """A target, everyone who announced it, and what became of it in each ledger.

    Attributes:
        announcements: In the order in which they were made; the first one sets the target.
        ratings: By each ledger, then by what either side's officials said.
    """

    announcements: tuple[Target, ...]
    ratings: tuple[metrics.Rating, ...]

    @property
    def first(self) -> Target:
        """The announcement that set it."""
        return self.announcements[0]


def target_stories(data: Data, year: int) -> list[TargetStory]:
    """Every target with its repetitions and its fate.

    Args:
        data: All rows.
        year: The year from which deadlines are looked at.
    """
    levels = {ledger: turnover_by_year(data, ledger) for ledger in ledgers(data)}
    stories = []
    for announcements in _announced(data):
        first = announcements[0]
        ratings = []
        if first.indicator == "turnover":
            ratings = [
                metrics.rating(first, known, source, reporter, year) for (source, reporter), known in levels.items()
            ]
        for side in (Area.KAZ, Area.KGZ):
            said = [
                row
                for row in data.observations
                if (row.indicator, row.scope, row.reporter) == (first.indicator, Scope.TOTAL, side)
                and row.period.is_year
                and row.period.year >= first.set_on.year
                and data.sources[row.source].kind is not SourceKind.STATISTICS
            ]
            ratings.append(metrics.rating(first, said, "said", side, year))
        stories.append(TargetStory(tuple(announcements), tuple(ratings)))
    return sorted(stories, key=lambda story: (story.first.indicator != "turnover", story.first.set_on))


def _announced(data: Data) -> list[list[Target]]:
    groups: dict[tuple[str, float, str], list[list[Target]]] = {}
    for target in sorted(data.targets, key=lambda target: (target.set_on, target.source)):
        key = (target.indicator, target.value, target.deadline.text if target.deadline else "")
        waves = groups.setdefault(key, [])
        if waves and target.set_on.year - waves[-1][-1].set_on.year <= APART:
            waves[-1].append(target)
        else:
            waves.append([target])
    return [wave for waves in groups.values() for wave in waves]


@dataclass(frozen=True, slots=True)
class Mirror:
    """One flow of one year at both its ends."""

    exporter: Observation
    importer: Observation
    gap: Metric


def mirrors(data: Data, exporter: Area, first: Ledger, second: Ledger) -> list[Mirror]:
    """The flow out of one side, year by year, as the ledgers of both sides record it.

    Args:
        data: All rows.
        exporter: The side that sends.
        first: The sender's ledger.
        second: The receiver's ledger.
    """
    sent, received = flow(data, first, "exports"), flow(data, second, "imports")
    assert first[1] is exporter
    return [
        Mirror(sent[year], received[year], metrics.mirror_gap(sent[year], received[year]))
        for year in sorted(sent.keys() & received.keys())
    ]


def national_mirrors(data: Data) -> list[Mirror]:
    """Both flows at both ends in the national offices' ledgers."""
    ledger = {side: (source, side) for source, side in home_ledgers(data)}
    return [
        *mirrors(data, Area.KAZ, ledger[Area.KAZ], ledger[Area.KGZ]),
        *mirrors(data, Area.KGZ, ledger[Area.KGZ], ledger[Area.KAZ]),
    ]


def said_at(data: Data, event: str) -> list[Observation]:
    """Figures and targets stated at an event."""
    return [row for row in data.figures() if data.sources[row.source].event == event]


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure or a target of an event.

    Attributes:
        row: The figure; a target as the row of its announcement.
        target: The announcement, where it is one.
        same_day: Its source belongs to no event, yet its announcement bears the event's day.
    """

    row: Observation
    target: Target | None = None
    same_day: bool = False


def stated_at(data: Data, event: Event) -> list[Stated]:
    """What was stated at an event: by its own sources, then targets of its very day from sources of no event.

    A later report may quote a target of an earlier day. Its figures belong to no event or to another one; the target
    itself is dated by its announcement, which a whole month or year is too coarse to tie to a day.
    """
    announced = {target.observation(): target for target in data.targets}
    linked = [Stated(row, announced.get(row)) for row in said_at(data, event.id)]
    quoted = [
        Stated(row, target, same_day=True)
        for row, target in announced.items()
        if not data.sources[target.source].event and target.set_on == event.date and target.set_on.is_date
    ]
    return [*linked, *quoted]


TRANSFORMS = ("stated", "growth", "index", "share")


@dataclass(frozen=True, slots=True)
class Explored:
    """A figure as chosen on the Explore page: the row, and what the transform makes of it."""

    row: Level
    shown: Level


def explore(data: Data, selection: Selection, transform: str, target: Target) -> list[Explored]:
    """The figures that pass the filters, transformed; those a transform cannot treat are left out.

    Ledgers state exports and imports; their turnover is derived here and joins where turnover is asked for.

    Args:
        data: All rows.
        selection: The filters.
        transform: `stated`, `growth` on the year before, `index` with the first figure of a series as 100, or `share`
            of the target.
        target: What a share is measured against.
    """
    rows: list[Level] = [*selection.rows(data)]
    asked = not selection.indicators or "turnover" in selection.indicators
    if asked and (not selection.kinds or Kind.FLOW.value in selection.kinds) and not selection.published:
        rows += [
            level
            for ledger in ledgers(data)
            if (not selection.sources or ledger[0] in selection.sources)
            and (not selection.reporters or ledger[1] in selection.reporters)
            and (not selection.scopes or Scope.TOTAL in selection.scopes)
            for level in turnover_by_year(data, ledger)
            if (selection.first or 0) <= level.period.year <= (selection.last or 9999)
        ]
    if transform == "stated":
        return [Explored(row, row) for row in rows]
    return [Explored(row, shown) for row, shown in _transformed(data, rows, transform, target)]


def _transformed(data: Data, rows: Sequence[Level], transform: str, target: Target) -> Iterator[tuple[Level, Level]]:
    everything: dict[tuple[object, ...], Level] = {}
    if transform == "growth":
        whole: list[Level] = [*data.figures(), *(m for ledger in ledgers(data) for m in turnover_by_year(data, ledger))]
        everything = {(*series_of(row), row.period): row for row in whole}
    first: dict[tuple[object, ...], Level] = {}
    for row in sorted(rows, key=lambda row: row.period):
        series = series_of(row)
        base = first.setdefault((*series, _length(data, row)), row)
        if row.unit not in (Unit.USD, Unit.ENTERPRISES):
            continue
        if isinstance(row, Observation) and (row.scope is not Scope.TOTAL or row.indicator not in data.indicators):
            continue
        try:
            if transform == "growth":
                before = everything.get((*series, row.period.a_year_before()))
                if before is not None:
                    yield row, metrics.growth(row, before)
            elif transform == "index":
                yield row, metrics.index(row, base)
            elif transform == "share" and row.period.is_year and indicator_of(row) == target.indicator:
                yield row, metrics.progress(row, target)
        except UnitError:  # such a figure has no change of its own, as a bound divided by a bound has none
            continue


def _length(data: Data, row: Level) -> int:
    """Months of a flow, which part series that must not be indexed on each other; zero for what has no length."""
    flows = isinstance(row, Metric) or kind(row, data) == Kind.FLOW
    return row.period.months if flows else 0


def indicator_of(row: Level) -> str:
    """The indicator that a row speaks of; a ledger's derived turnover is turnover."""
    return row.indicator if isinstance(row, Observation) else row.name


def series_of(row: Level) -> tuple[object, ...]:
    """What makes rows one series: indicator, source, reporter and scope."""
    scope = row.scope if isinstance(row, Observation) else Scope.TOTAL
    return (indicator_of(row), row.source, row.reporter, scope)
