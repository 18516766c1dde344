"""Calendar: forums, councils, visits and summits; choosing one shows what was stated there."""

import pandas as pd
import streamlit as st

from kztrade import answers, telling
from kztrade.model import Target
from kztrade.pictures import calendar_frame, calendar_picture, kinds, verdict_text
from kztrade.pictures.calendar import figures
from kztrade.views import page
from kztrade.views.address import Address, choice
from kztrade.views.page import Column, Here, Html, Shown


def show(here: Here) -> None:
    """Draw the page."""
    frame = calendar_frame(here)
    recent = frame[frame["count"] > 0].sort_values("date")["id"].iloc[-1]
    address = Address("calendar", [choice("event", list(here.data.events), recent)], here.data.short_version)
    event = here.data.events[address.value("event")]
    rows = answers.stated_at(here.data, event)
    page.head(
        here.say("Calendar"),
        here.say(
            "Officials of both countries met on {count} occasions in our sources since {year}",
            count=here.words.number(len(frame)),
            year=frame["date"].min()[:4],
        ),
        here.say("Choose one, in the chart or the list, to see the figures that were stated there."),
    )
    page.link_notes(here, address)
    drawn = calendar_picture(here, frame, here.theme, here.phone, event.id)

    def choose() -> None:
        points = (st.session_state.get("calendar-chart") or {}).get("selection", {}).get("points") or []
        names = [point.get("customdata") for point in points]
        if names and names[0] in here.data.events:
            address.set("event", names[0])

    page.draw(drawn, "calendar-chart", choose)
    ordered = sorted(here.data.events.values(), key=lambda event: event.date, reverse=True)
    labels = {event.id: f"{here.words.period(event.date)} · {event.name}" for event in ordered}
    st.selectbox(
        here.say("Event"),
        list(labels),
        format_func=labels.__getitem__,
        index=list(labels).index(address.value("event")),
        key=address.key("event"),
    )
    where = f"{kinds(here)[event.kind]}, {event.place}" if event.place else kinds(here)[event.kind]
    page.section(
        event.name, f"{here.words.long_period(event.date)} · {where}" + (f". {event.note}" if event.note else "")
    )
    if rows:
        _table(here, rows)
    else:
        page.note(
            here.say("No figure was stated here."),
            here.say("The event is known from reports whose figures belong to another occasion."),
        )
    records = [
        {**telling.record(stated.row, stated.row), "linked_by": "day" if stated.same_day else "source"}
        for stated in rows
    ]
    table = pd.DataFrame(records) if rows else frame[["id", "date", "name", "place"]]
    shown = Shown(f"calendar_{event.id}", event.name, table, filters={"event": event.id})
    page.downloads(here, address.keep(), shown, drawn)


def _table(here: Here, rows: list[answers.Stated]) -> None:
    columns = [
        Column(here.say("Indicator")),
        Column(here.say("Period")),
        Column(here.say("Said"), number=True),
        Column(here.say("Who")),
        Column(here.say("Verdict"), wide=True),
    ]
    cells = []
    for stated in rows:
        row = stated.row
        source = here.data.sources[row.source]
        where = page.link(source.publisher, source.address) if source.address else page.markup(source.publisher)
        target = stated.target
        speaker = target.set_by if target else source.speaker
        how = here.say("reported later; belongs here by its day") if stated.same_day else ""
        judged = answers.Judged(row, () if target else answers.judged(here.data, row))
        cells.append(
            [
                telling.short(telling.indicator_name(here, row.indicator)),
                here.words.period(row.period),
                telling.said(here, row),
                Html(
                    f'{page.markup(telling.brief(speaker))}<span class="sub">{where}</span>'
                    f'<span class="sub">{page.markup(how)}</span>'
                ),
                _target(here, target) if target else verdict_text(here, judged),
            ]
        )
    page.table(columns, cells, here.say("Stated here: {figures}", figures=figures(here, len(rows))))


def _target(here: Here, target: Target) -> str:
    if target.deadline:
        return here.say("a target, by {deadline}", deadline=here.words.period(target.deadline))
    return here.say("a target without a deadline")
