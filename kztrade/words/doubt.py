"""Doubt: which figures must not be trusted like others, and how that is said beside them. One place for every page."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kztrade.codes import ObsStatus
from kztrade.model import Level, Observation
from kztrade.period import Period
from kztrade.table import Cell, Stack
from kztrade.words.names import DOUBTS

if TYPE_CHECKING:
    from kztrade.words.telling import Telling

FEW = 3
"""More provisional periods of one publisher than this are counted, not listed."""


def doubtful(row: Level) -> bool:
    """Whether a figure, or one behind it, is suspect or provisional."""
    return row.obs_status in DOUBTS


def marked(told: "Telling", row: Level, figure: str = "", inside: bool = False) -> str:
    """A figure with its doubt: `$862.2 m, provisional`. What is in no doubt stands alone.

    Args:
        told: The data and the language.
        row: The figure.
        figure: Its words, if they are not the usual ones.
        inside: Whether a sentence goes on after it, where the doubt stands in brackets.
    """
    figure = figure or told.said(row)
    if not doubtful(row):
        return figure
    given = {"figure": figure, "doubt": DOUBTS[row.obs_status]}
    return told.say("{figure} ({doubt})", **given) if inside else told.say("{figure}, {doubt}", **given)


def with_doubt(told: "Telling", row: Level, cell: Cell) -> Cell:
    """The cell of a figure, its doubt in a line below; files hold the figure alone."""
    return Stack((cell, told.tell(DOUBTS[row.obs_status]))) if doubtful(row) else cell


def reason(told: "Telling", row: Level) -> str:
    """Why a value is marked as suspect; of a derived one, why an input is. Empty where nothing is."""
    if not row.obs_status.suspect:
        return ""
    if isinstance(row, Observation):
        return told.text(row.note)
    notes = {str(other.key): other.note for other in told.data.observations if other.obs_status.suspect}
    return " ".join(told.text(notes[key]) for key in row.inputs if notes.get(key))


def provisional(told: "Telling", rows: Iterable[Level]) -> str:
    """A sentence on the provisional figures of a picture, by publisher; empty where there is none."""
    periods: dict[str, set[Period]] = {}
    for row in rows:
        if row.obs_status is ObsStatus.PROVISIONAL:
            periods.setdefault(told.who(row), set()).add(row.period)
    parts = [_periods(told, who, sorted(known)) for who, known in periods.items()]
    return told.say("Provisional: {figures}.", figures="; ".join(parts)) if parts else ""


def _periods(told: "Telling", who: str, periods: list[Period]) -> str:
    if len(periods) <= FEW:
        return told.say("{who}, {periods}", who=who, periods=told.listed([told.words.period(one) for one in periods]))
    return told.plural(
        "{who}, {count} period from {first} to {last}",
        "{who}, {count} periods from {first} to {last}",
        len(periods),
        who=who,
        first=periods[0],
        last=periods[-1],
    )
