"""What was said of one indicator and period, with the statistics behind it."""

from collections.abc import Sequence

import pandas as pd

from kztrade import answers, telling
from kztrade.answers import Judged
from kztrade.charts import LIGHT, Theme, statements_chart
from kztrade.codes import MONEY, ObsStatus, Scope, Unit
from kztrade.format import BN, M
from kztrade.metrics import Agreement, Level, Verdict
from kztrade.pictures.drawn import Drawn, drawn_twice
from kztrade.telling import Telling


def statements_frame(told: Telling, judged: Sequence[Judged]) -> pd.DataFrame:
    """A row for each thing said; the same words of one speaker in one month are one row that names every report."""
    words = told.words
    groups: dict[tuple[object, ...], list[Judged]] = {}
    for item in judged:
        row, source = item.row, told.data.sources[item.row.source]
        if row.scope is Scope.TOTAL:
            month = source.published.end.isoformat()[:7] if source.published else ""
            groups.setdefault((row.reporter, row.value, row.qualifier, month, source.speaker), []).append(item)
    records = []
    for items in groups.values():
        row, source = items[0].row, told.data.sources[items[0].row.source]
        day = words.period(source.published) if source.published else told.say("undated")
        below = day if len(items) == 1 else told.say("{day}, {count} reports", day=day, count=len(items))
        interval = row.quantity.interval
        records.append(
            {
                "series": telling.series_of(row) if row.source != answers.ARTICLE else str(row.reporter),
                "value": row.value,
                "low": None if interval.low == float("-inf") else interval.low,
                "high": None if interval.high == float("inf") else interval.high,
                "label": telling.said(told, row),
                "name": telling.brief(source.speaker),
                "below": below,
                "who": "<br>".join([source.speaker, *(telling.source_name(told, item.row.source) for item in items)]),
                "what": telling.said(told, row),
            }
        )
    frame = pd.DataFrame(records, columns=["series", "value", "low", "high", "label", "name", "below", "who", "what"])
    return frame.astype({"value": "float64", "low": "float64", "high": "float64"})


def statistics_frame(told: Telling, levels: Sequence[Level]) -> pd.DataFrame:
    """The statistical values behind, one line a side."""
    records = [
        {
            "series": str(level.reporter),
            "value": level.quantity.value if level.quantity else 0.0,
            "name": telling.ledger_name(told, level.source, str(level.reporter)),
            "what": level_text(told, level),
        }
        for level in levels
    ]
    return pd.DataFrame(records, columns=["series", "value", "name", "what"]).astype({"value": "float64"})


def level_text(told: Telling, level: Level) -> str:
    """A statistic, and whether it is in doubt."""
    figure = told.words.amount(level.quantity.value if level.quantity else 0.0, level.unit)
    suspect = level.obs_status is ObsStatus.LOW_RELIABILITY
    return told.say("{figure}, suspect", figure=figure) if suspect else figure


def statements_picture(
    told: Telling,
    judged: Sequence[Judged],
    levels: Sequence[Level],
    theme: Theme = LIGHT,
    phone: bool = False,
) -> Drawn | None:
    """The chart of the Statements page, `None` where nothing said of the total can be drawn.

    Args:
        told: The data and the language.
        judged: Statements of one indicator and period.
        levels: What each side's statistics say.
        theme: Colours of the page.
        phone: Narrow window.
    """
    frame = statements_frame(told, judged)
    if frame.empty:
        return None
    row = judged[0].row
    lines = statistics_frame(told, levels)
    unit = row.unit
    scale, measure = _scale(told, unit, float(frame["value"].max()))
    name = telling.indicator_name(told, row.indicator)
    period = told.words.period(row.period)
    publishers = dict.fromkeys(told.data.sources[level.source].publisher for level in levels)
    behind = told.say("; lines: {publishers}", publishers=", ".join(publishers)) if publishers else ""
    return Drawn(
        f"statements_{row.indicator}_{row.period.text.replace('/', '_')}",
        told.say("{indicator}, {period}, as stated", indicator=name, period=period),
        told.say(
            "{measure}. Point: as said. Bar: all values the words allow. Circle: Kazakh side. Square: Kyrgyz side.",
            measure=measure,
        ),
        told.say(
            "Source: the publications listed in the table{behind}. Data version {version}.",
            behind=behind,
            version=told.data.short_version,
        ),
        *drawn_twice(
            lambda theme, phone: statements_chart(frame, lines, scale, told.words, theme, phone), theme, phone
        ),
        told.say("{count} statements on {indicator} in {period}.", count=len(frame), indicator=name, period=period),
    )


def _scale(told: Telling, unit: Unit, largest: float) -> tuple[float, str]:
    if unit in MONEY:
        return (M, told.say("Million US dollars")) if largest < 10 * BN else (BN, told.say("Billion US dollars"))
    if unit is Unit.PERCENT:
        return 1.0, told.say("Percent")
    return 1.0, telling.unit_name(told, unit).capitalize()


def verdict_text(told: Telling, judged: Judged) -> str:
    """All verdicts on a statement as clauses."""
    return "; ".join(_clause(told, judged, verdict) for verdict in judged.verdicts)


def _clause(told: Telling, judged: Judged, verdict: Verdict) -> str:
    row, words = judged.row, told.words
    if verdict.agreement is Agreement.NO_STATISTIC:
        return told.say("no statistic to compare")
    if verdict.agreement is Agreement.NOT_COMPARABLE:
        if verdict.reason == "scope":
            return told.say("not comparable (scope: {scope})", scope=telling.covered(told, row.scope))
        return told.say("not comparable (kind)")
    assert verdict.statistic is not None
    name = telling.ledger_name(told, verdict.source, str(verdict.reporter))
    figure = words.amount(verdict.statistic, row.unit, digits=telling.digits(told, row))
    if verdict.suspect:
        figure = told.say("{figure}, suspect", figure=figure)
    if verdict.agreement in (Agreement.TOO_HIGH, Agreement.TOO_LOW):
        amount = words.floor(verdict.by, row.unit)
        if row.unit is Unit.PERCENT:
            amount = told.say("{number} points", number=amount.removesuffix("%"))
        patterns = {
            Agreement.TOO_HIGH: told.say("too high by {amount} or more for {name} ({figure})"),
            Agreement.TOO_LOW: told.say("too low by {amount} or more for {name} ({figure})"),
        }
        return patterns[verdict.agreement].format(amount=amount, name=name, figure=figure)
    patterns = {
        Agreement.AGREES: told.say("agrees with {name} ({figure})"),
        Agreement.AGREES_ROUNDED: told.say("agrees after rounding with {name} ({figure})"),
        Agreement.AGREES_HEDGED: told.say("agrees with {name} ({figure}) only by the “{hedge}”"),
    }
    return patterns[verdict.agreement].format(name=name, figure=figure, hedge=words.hedge(row.qualifier))
