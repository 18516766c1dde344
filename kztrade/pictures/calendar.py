"""Forums, councils, visits and summits in the sources."""

from collections.abc import Mapping

import pandas as pd

from kztrade import answers
from kztrade.charts import LIGHT, Theme, calendar_chart
from kztrade.pictures.drawn import Drawn
from kztrade.telling import Telling


def kinds(told: Telling) -> Mapping[str, str]:
    """Kinds of event in words."""
    return {
        "forum": told.say("Forums"),
        "council": told.say("Councils"),
        "visit": told.say("Visits"),
        "summit": told.say("Summits"),
    }


def figures(told: Telling, count: int) -> str:
    """How many figures, as a noun phrase."""
    return told.say("one figure") if count == 1 else told.say("{count} figures", count=told.words.number(count))


def calendar_frame(told: Telling) -> pd.DataFrame:
    """A row an event, with how many figures were stated there."""
    data, words = told.data, told.words
    counts = {event.id: len(answers.stated_at(data, event)) for event in data.events.values()}
    order = list(kinds(told))
    events = sorted(data.events.values(), key=lambda event: (order.index(event.kind), event.date))
    return pd.DataFrame(
        [
            {
                "id": event.id,
                "date": event.date.start.isoformat(),
                "kind": kinds(told)[event.kind],
                "name": event.name,
                "place": event.place,
                "count": counts[event.id],
                "note": event.note,
                "who": f"{words.period(event.date)}" + (f", {event.place}" if event.place else ""),
                "what": f"{event.name}<br>{figures(told, counts[event.id])}",
            }
            for event in events
        ]
    )


def calendar_picture(
    told: Telling, frame: pd.DataFrame, theme: Theme = LIGHT, phone: bool = False, chosen: str = ""
) -> Drawn:
    """The chart of the Calendar page."""
    first, last = frame["date"].min()[:4], frame["date"].max()[:4]
    return Drawn(
        f"calendar_{first}-{last}",
        told.say("Where officials spoke"),
        told.say("One point an event; the larger, the more figures were stated there."),
        told.say(
            "Source: the publications listed with each event. Data version {version}.", version=told.data.short_version
        ),
        calendar_chart(frame, told.words, theme, phone, chosen),
        lambda: calendar_chart(frame, told.words, LIGHT, chosen=chosen),
        told.say("{count} events from {first} to {last}.", count=len(frame), first=first, last=last),
    )
