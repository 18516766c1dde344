"""A figure as a sentence that a reader can take along: figure, hedge, speaker, day and source in it."""

from kztrade.model import Observation
from kztrade.words.telling import Telling


def quotation(told: Telling, row: Observation) -> str:
    """What a source states, who says so, and when; the address is added where it is copied.

    Args:
        told: The data and the language.
        row: A stated figure or target.
    """
    source = told.data.sources[row.source]
    given = {
        "indicator": told.indicator(row.indicator),
        "period": row.period,
        "value": told.said(row, long=True),
        "source": told.publisher(source),
        "day": told.published(row.source),
        "title": source.title,
        "version": told.data.short_version,
    }
    speaker = told.speaker(source)
    if speaker and speaker != given["source"]:
        return told.say(
            "{indicator}, {period}: {value}, according to {speaker}, {day}. Source: {source}, “{title}”. kztrade, data version "
            "{version}.",
            speaker=speaker,
            **given,
        )
    return told.say(
        "{indicator}, {period}: {value}, according to {source}, {day}. Source: “{title}”. kztrade, data version {version}.",
        **given,
    )
