"""The same flow, or one side's turnover or balance, as each ledger records it."""

from collections.abc import Sequence

import pandas as pd

from kztrade import answers, metrics, telling
from kztrade.answers import Ledger, Mirror
from kztrade.charts import LIGHT, Theme, ledgers_chart
from kztrade.codes import Area, ObsStatus, Unit
from kztrade.metrics import Level
from kztrade.model import Metric
from kztrade.pictures.drawn import Drawn, drawn_twice
from kztrade.telling import Telling

FLOWS = ("KAZ>KGZ", "KGZ>KAZ", "turnover", "balance")
"""What the page can show: either flow at both its ends, or a side's own turnover or balance."""


def ledger_rows(told: Telling, flow: str, ledger: Ledger) -> list[Level]:
    """A ledger's annual values of a flow, turnover or balance."""
    data, side = told.data, ledger[1]
    if flow == "turnover":
        return list(answers.turnover_by_year(data, ledger))
    if flow == "balance":
        return [metrics.balance(exports, imports) for exports, imports in answers.paired(data, ledger)]
    sends = side is Area(flow[:3])
    rows = answers.flow(data, ledger, "exports" if sends else "imports")
    return [rows[year] for year in sorted(rows)]


def ledgers_frame(told: Telling, flow: str, chosen: Sequence[Ledger], without_suspects: bool) -> pd.DataFrame:
    """Rows of the chosen ledgers, one line each.

    Args:
        told: The data and the language.
        flow: One of `FLOWS`.
        chosen: Ledgers to draw.
        without_suspects: Leave out values marked as suspect; the line then has a gap.

    Returns:
        With each value its `growth` on the year before in the same ledger, in percent, and the same as words, its
        `change`. Both are missing where that year is, where one of the two values is suspect, and in a balance: what
        may cross zero does not grow by a percentage.
    """
    national = answers.home_ledgers(told.data)
    records = []
    for ledger in chosen:
        name = told.words.side(ledger[1]) if ledger in national else telling.ledger_name(told, *ledger)
        rows = [row for row in ledger_rows(told, flow, ledger) if not (without_suspects and _suspect(row))]
        by_period = {row.period: row for row in rows}
        for row in rows:
            assert row.quantity is not None
            growth = _growth(flow, row, by_period.get(row.period.a_year_before()))
            change = "" if growth is None else told.words.number(growth, 1, 1, sign=True) + "%"
            who = f"{telling.ledger_name(told, *ledger)}, {row.period}"
            what = telling.said(told, row)
            if change:
                what = told.say(
                    "{value}, {change} on {year}", value=what, change=change, year=row.period.a_year_before()
                )
            note = reason(told, row)
            records.append(
                {
                    "ledger": f"{ledger[0]} {ledger[1]}",
                    "source": ledger[0],
                    "reporter": str(ledger[1]),
                    "series": str(ledger[1]),
                    "name": name,
                    "year": row.period.year,
                    "value": row.quantity.value,
                    "growth": growth,
                    "change": change,
                    "suspect": _suspect(row),
                    "obs_status": str(row.obs_status),
                    "main": ledger in national,
                    "who": who,
                    "what": f"{what}<br>{'<br>'.join(_wrapped(note))}" if note else what,
                    "note": note,
                }
            )
    return pd.DataFrame(records)


def _growth(flow: str, row: Level, before: Level | None) -> float | None:
    if before is None or flow == "balance" or _suspect(row) or _suspect(before):
        return None
    return metrics.growth(row, before).value


def _suspect(row: Level) -> bool:
    return row.obs_status is ObsStatus.LOW_RELIABILITY


def reason(told: Telling, row: Level) -> str:
    """Why a value is marked; of a derived one, why an input is."""
    if not _suspect(row):
        return ""
    if not isinstance(row, Metric):
        return row.note
    notes = {str(other.key): other.note for other in told.data.observations if other.suspect}
    return " ".join(notes[key] for key in row.inputs if key in notes)


def _wrapped(text: str, width: int = 60) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def gaps_frame(told: Telling, gaps: Sequence[tuple[Mirror, bool]]) -> pd.DataFrame | None:
    """Mirror gaps as bars; the flag tells the pair of national ledgers from a pair of context."""
    words = told.words
    records = [
        {
            "year": mirror.gap.period.year,
            "value": mirror.gap.value,
            "main": main,
            "suspect": _suspect(mirror.gap),
            "who": told.say(
                "{year}: {first} ÷ {second} − 1",
                year=mirror.gap.period,
                first=words.money(mirror.exporter.value),
                second=words.money(mirror.importer.value),
            ),
            "what": words.amount(mirror.gap.value or 0.0, Unit.PERCENT, sign=True),
        }
        for mirror, main in gaps
    ]
    return pd.DataFrame(records) if records else None


def mirror_pairs(
    told: Telling, flow: str, chosen: Sequence[Ledger], without_suspects: bool
) -> list[tuple[Mirror, bool]]:
    """For every year one gap: between the national offices, or before they both publish, with the IMF's Kazakh side."""
    if flow not in ("KAZ>KGZ", "KGZ>KAZ"):
        return []
    sender, receiver = Area(flow[:3]), Area(flow[4:])
    national = answers.home_ledgers(told.data)
    found: dict[int, tuple[Mirror, bool]] = {}
    ranked = sorted(chosen, key=lambda ledger: ledger not in national)
    for first in (ledger for ledger in ranked if ledger[1] is sender):
        for second in (ledger for ledger in ranked if ledger[1] is receiver):
            for mirror in answers.mirrors(told.data, sender, first, second):
                if without_suspects and _suspect(mirror.gap):
                    continue
                main = first in national and second in national
                found.setdefault(mirror.gap.period.year, (mirror, main))
    return [found[year] for year in sorted(found)]


def ledgers_picture(
    told: Telling,
    flow: str,
    frame: pd.DataFrame,
    gaps: Sequence[tuple[Mirror, bool]],
    theme: Theme = LIGHT,
    phone: bool = False,
) -> Drawn:
    """The chart of the Ledgers page.

    Args:
        told: The data and the language.
        flow: One of `FLOWS`.
        frame: Rows of `ledgers_frame`.
        gaps: Pairs of `mirror_pairs`.
        theme: Colours of the page.
        phone: Narrow window.
    """
    data = told.data
    titles = {
        "KAZ>KGZ": told.say("Goods from Kazakhstan to Kyrgyzstan, as each side records them"),
        "KGZ>KAZ": told.say("Goods from Kyrgyzstan to Kazakhstan, as each side records them"),
        "turnover": told.say("Turnover, as each side records it"),
        "balance": told.say("Exports less imports, as each side records them"),
    }
    first, last = int(frame["year"].min()), int(frame["year"].max())
    valuation = "; ".join(
        f"{data.sources[source].publisher}: {data.sources[source].valuation}"
        for source in dict.fromkeys(frame["source"])
    )
    subtitle = told.say(
        "Million US dollars a year, {first}–{last}. Hollow: suspect, shown as published. Valuation: {valuation}.",
        first=first,
        last=last,
        valuation=valuation,
    )
    title = (
        f"<b>{told.say('Mirror gap')}</b>: {told.say('exporter ÷ importer − 1')}"
        if phone
        else f"<b>{told.say('Mirror gap')}</b>: {told.say('exporter’s figure ÷ importer’s − 1 (light: with IMF figures)')}"
    )
    bars = gaps_frame(told, gaps)
    source = told.say(
        "Source: {publishers}. Data version {version}.",
        publishers="; ".join(
            f"{data.sources[source].publisher}, {data.sources[source].title}"
            for source in dict.fromkeys(frame["source"])
        ),
        version=data.short_version,
    )
    suspect = told.say("suspect")
    return Drawn(
        f"ledgers_{flow.replace('>', '-').lower()}_{first}-{last}",
        titles[flow],
        subtitle,
        source,
        *drawn_twice(
            lambda theme, phone: ledgers_chart(frame, bars, title, suspect, told.words, theme, phone), theme, phone
        ),
        told.say("{title}, {first} to {last}, one line a ledger.", title=titles[flow], first=first, last=last),
    )
