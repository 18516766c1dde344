"""Turnover against an announced level."""

import math
from collections.abc import Sequence

import pandas as pd

from kztrade import answers, telling
from kztrade.answers import Point, TargetAnswer
from kztrade.charts import LIGHT, Theme, target_chart
from kztrade.codes import Unit
from kztrade.format import BN
from kztrade.model import Observation
from kztrade.pictures.drawn import Drawn
from kztrade.telling import Telling

FIRST_YEAR = 2018
"""From here on the chart shows the ledgers: enough to see where the article's years stand."""

BEHIND = ("KAZ", "KGZ", "said")
"""What can stand behind the article's points."""


def target_frame(told: Telling, answer: TargetAnswer, rate: float, behind: Sequence[str] = BEHIND) -> pd.DataFrame:
    """What chart and table show: a row a point, with its words.

    Args:
        told: The data and the language.
        answer: Where trade stands.
        rate: Growth in percent a year along the path.
        behind: Sides whose statistics are shown, and `said` for what was stated later.
    """
    records = [
        _record(told, answer, rate, point)
        for point in answer.points
        if point.group in ("article", "implied", "path")
        or (point.group == "statistics" and point.row.reporter in behind and point.row.period.year >= FIRST_YEAR)
        or (point.group == "said" and "said" in behind)
    ]
    frame = pd.DataFrame(records).astype({"value": "float64", "low": "float64", "high": "float64"})
    lines = frame["group"].isin(["statistics", "path"])
    ends = frame.groupby(["group", "series"])["year"].transform("max")
    frame["label"] = frame["label"].mask(lines & (frame["year"] != ends), "")
    return frame


def _record(told: Telling, answer: TargetAnswer, rate: float, point: Point) -> dict[str, object]:
    row, group = point.row, point.group
    assert row.quantity is not None
    interval = row.quantity.interval
    return {
        "group": group,
        "series": "total" if group in ("article", "implied", "path") else str(row.reporter),
        "year": row.period.year,
        "value": interval.value,
        "low": None if math.isinf(interval.low) else interval.low,
        "high": None if math.isinf(interval.high) else interval.high,
        "qualifier": str(row.qualifier),
        "derived": point.derived,
        "obs_status": str(row.obs_status),
        "source": row.source,
        "figure": telling.figure_id(row) if group == "article" else "",
        "name": _name(told, rate, point),
        "who": f"{_name(told, rate, point)}, {row.period}",
        "what": telling.said(told, row),
        "label": _label(told, rate, point),
        "how": _how(told, answer, point),
    }


def _name(told: Telling, rate: float, point: Point) -> str:
    if point.group == "path":
        return told.say("Your path: {rate} a year", rate=told.words.amount(rate, Unit.PERCENT))
    if point.group == "implied":
        return told.say("Article, carried on")
    return telling.who(told, point.row)


def _label(told: Telling, rate: float, point: Point) -> str:
    words, row = told.words, point.row
    if point.group == "implied":
        return ""
    value = row.quantity.value if row.quantity else 0.0
    if point.group == "statistics":
        name = telling.ledger_name(told, row.source, str(row.reporter))
        return name.replace(" ", "<br>", 1) if row.reporter == "KAZ" else name
    if point.group == "said":
        return told.say("said: {value}", value=f"{words.hedge(row.qualifier)} {words.number(value / BN, 2, 1)}".strip())
    if point.group == "path":
        return told.say("if +{rate} a year", rate=words.amount(rate, Unit.PERCENT))
    return telling.said(told, row)


def _how(told: Telling, answer: TargetAnswer, point: Point) -> str:
    if point.group == "path":
        return told.say("your assumption, no forecast")
    if point.group == "implied":
        return told.say(
            "implied: {rate} a year from {year} on", rate=telling.said(told, answer.rate), year=answer.level.period
        )
    if point.group == "statistics":
        return told.say("published: exports + imports")
    if isinstance(point.row, Observation):
        return told.say("stated")
    return told.say("derived: {base} × {factor}", base=answer.base.period, factor=factor(told, answer))


def factor(told: Telling, answer: TargetAnswer) -> str:
    """One plus the stated growth: what the base is multiplied by."""
    return told.words.number(1 + answer.rate.value / 100, 3)


def target_picture(
    told: Telling,
    answer: TargetAnswer,
    frame: pd.DataFrame,
    theme: Theme = LIGHT,
    phone: bool = False,
    chosen: str = "",
) -> Drawn:
    """The chart of the home page.

    Args:
        told: The data and the language.
        answer: Where trade stands.
        frame: Rows of `target_frame`.
        theme: Colours of the page.
        phone: Narrow window.
        chosen: The figure to mark: a point is ringed, growth by the point it leads to, a target by its line.
    """
    words, target = told.words, answer.target
    if chosen == telling.figure_id(answer.rate):
        chosen = telling.figure_id(answer.level)
    aimed = chosen == telling.figure_id(target.observation())
    goal = told.say("Target {goal}", goal=words.money(target.value))
    deadline = told.say("no deadline then") if answers.later_deadline(told.data, target) else told.say("no deadline")
    if target.deadline:
        deadline = told.say("by {deadline}", deadline=words.period(target.deadline))
    brief = f"<b>{goal}</b>, {deadline}"
    name = f"<b>{goal}</b>, {told.say('set {year}', year=target.set_on.year)}, {deadline}"
    publishers = dict.fromkeys(
        told.data.sources[source].publisher for source in frame.loc[frame["group"] == "statistics", "source"]
    )
    parts = [told.say("AstanaTV, 23 Sep 2023 (passages 5, 6)"), *publishers]
    if (frame["group"] == "said").any():
        parts.append(told.say("later levels as quoted"))
    if target.source != answers.ARTICLE:
        parts.append(told.say("target: {source}", source=telling.source_name(told, target.source)))
    return Drawn(
        f"turnover_{frame['year'].min()}-{frame['year'].max()}",
        told.say("Turnover against the target"),
        told.say(
            "Turnover a year, billion US dollars. Arrow: at least this much. Hollow: derived; thin rings: the article’s "
            "{rate} a year carried on. Dotted: your path.",
            rate=telling.said(told, answer.rate),
        ),
        told.say(
            "Source: {publishers}. Data version {version}.",
            publishers="; ".join(parts),
            version=told.data.short_version,
        ),
        target_chart(frame, target.value, brief if phone else name, words, theme, phone, chosen, aimed),
        lambda: target_chart(frame, target.value, name, words, LIGHT),
        told.say(
            "Turnover by year against a target of {goal}: {level} in {year}.",
            goal=words.money(target.value),
            level=telling.said(told, answer.level),
            year=answer.level.period,
        ),
    )
