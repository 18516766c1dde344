"""Calendar: forums, councils, visits and summits; choosing one shows what was stated there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kztrade import ledgers
from kztrade.answers.calendar import Stated, count_stated, events, stated_at
from kztrade.answers.statements import judged
from kztrade.codes import EventKind, TargetKind
from kztrade.figures import TOTAL, cells_with_doubt, columns
from kztrade.marks import Axis, Chart, Dots, Label, Panel, Point, inks
from kztrade.model import Event
from kztrade.pages import Page, Visit, following
from kztrade.pages.statements import verdict_cells, verdict_columns
from kztrade.parameters import Choice, Option, Parameter
from kztrade.table import Cell, Column, Dated, Link, Stack, Table
from kztrade.view import Beside, Files, Note, Opening, Part, Picture, Rows, Section, View
from kztrade.words import Telling
from kztrade.words.captions import drawn_from


def kinds(told: Telling) -> Mapping[EventKind, str]:
    """Kinds of event, in the order of the chart's rows."""
    return {
        EventKind.FORUM: told.say("Forums"),
        EventKind.COUNCIL: told.say("Councils"),
        EventKind.VISIT: told.say("Visits"),
        EventKind.SUMMIT: told.say("Summits"),
    }


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """Which event; the last at which a figure was stated before a reader chooses."""
    every = events(told.data)
    recent = next((event for event, rows in every if rows), every[0][0])
    options = [
        Option(event.id, told.say("{day} · {name}", day=event.date, name=told.text(event.name))) for event, _ in every
    ]
    return [Choice("event", told.say("Event"), recent.id, options=options)]


def view(told: Telling, visit: Visit) -> View:
    """All events over time beside their list, and what was stated at the chosen one."""
    every = events(told.data)
    event = told.data.events[visit.chosen["event"]]
    chart = _chart(told, every, event)
    listed = Rows(chart.table, (event.id,), "event", headed=True, named="name")
    parts: tuple[Part, ...] = (
        Beside((Picture(chart, "event"),), (listed,), SHARE),
        Files(chart, chart.table),
        *_stated(told, event),
    )
    return View(
        PAGE.id,
        PAGE.title(told),
        _opening(told, every),
        parts,
        inks=chart.inks,
        next=following(told, "targets", "statements", "source"),
    )


SHARE = 0.56
"""Part of the page's width that the picture has beside the list."""

NAMED = 5
"""How many of the largest events are named in the picture."""


def _opening(told: Telling, every: Sequence[tuple[Event, list[Stated]]]) -> Opening:
    """How many of the figures that anybody stated were stated at events, and where most."""
    own = sum(len(rows) for _, rows in every)
    largest = _largest(every)
    given = {"own": told.words.counted(own), "count": told.words.counted(count_stated(told.data))}
    kicker = told.say("Calendar: where officials spoke of trade")
    if len(largest) < 2:
        headline = told.say("{own} of the {count} figures stated came from official meetings", **given)
        return Opening(kicker, headline, told.say("Choose an event to see what was said there."))
    (first, most), (second, more) = largest[:2]
    headline = told.say(
        "{own} of the {count} figures stated came from official meetings, {largest} of them from two",
        largest=told.words.counted(len(most) + len(more)),
        **given,
    )
    dek = told.say(
        "The two: {first}, {day} ({most}), and {second}, {then} ({more}).",
        first=told.text(first.name),
        day=first.date,
        most=told.words.counted(len(most)),
        second=told.text(second.name),
        then=second.date,
        more=told.words.counted(len(more)),
    )
    return Opening(kicker, headline, dek)


def _largest(every: Sequence[tuple[Event, list[Stated]]]) -> list[tuple[Event, list[Stated]]]:
    """Events by the number of their figures, the latest first where they are equal."""
    return sorted(every, key=lambda one: -len(one[1]))


def _figures(told: Telling, count: int) -> str:
    return told.plural("one figure", "{count} figures", count)


def _chart(told: Telling, every: Sequence[tuple[Event, list[Stated]]], chosen: Event) -> Chart:
    """A lane a kind; a circle an event, its area the number of figures stated there, small ones on top."""
    order = list(kinds(told))
    rows = tuple((float(-place), name) for place, name in enumerate(kinds(told).values()))
    largest = _largest(every)
    points = [_point(told, event, len(stated), -order.index(event.kind), event is chosen) for event, stated in largest]
    named = [(event, len(stated)) for event, stated in largest[:NAMED] if event is not chosen]
    named.insert(0, (chosen, next(len(stated) for event, stated in every if event is chosen)))
    words = [_name(told, event, count, -order.index(event.kind), event is chosen) for event, count in named]
    years = [event.date.year for event, _ in every]
    first, last = min(years), max(years)
    sources = [row.row.source for _, stated in every for row in stated]
    return Chart(
        f"calendar_{first}-{last}",
        told.plural(
            "One event and the figures stated there", "{count} events and the figures stated there", len(every)
        ),
        told.say("The larger a circle, the more figures we hold from there. Choose an event to see them."),
        drawn_from(told, dict.fromkeys(sources)),
        told.plural(
            "One event from {first} to {last}.",
            "{count} events from {first} to {last}.",
            len(every),
            first=str(first),
            last=str(last),
        ),
        (
            Panel(
                Axis(
                    first - 0.3,
                    last + 1.0,
                    tuple((float(year), str(year)) for year in range(first, last + 1, 2)),
                    grid=True,
                ),
                Axis(-len(order) + 0.4, 0.6, rows, names=True, grid=True),
                (Dots(tuple(points), TOTAL), *words),
            ),
        ),
        inks(ledgers.sides(told.data)),
        _events_table(told, every),
        height=470,
        height_narrow=360,
        width=SHARE,
    )


def _name(told: Telling, event: Event, count: int, row: int, chosen: bool) -> Label:
    """What an event is called without the office of a visitor, and how many figures were stated there."""
    day = event.date.start
    text = told.say("{event}: {count}", event=told.text(event.name).partition(",")[0], count=told.words.counted(count))
    place = day.year + (day.timetuple().tm_yday - 1) / 366
    text = told.say("**{event}**", event=text) if chosen else text
    return Label(place, float(row), text, "", ("above", "below", "left", "right"), must=chosen)


def _point(told: Telling, event: Event, count: int, row: int, chosen: bool) -> Point:
    day = event.date.start
    where = told.say("{day}, {place}", day=event.date, place=told.text(event.place)) if event.place else ""
    return Point(
        day.year + (day.timetuple().tm_yday - 1) / 366,
        float(row),
        figure=event.id,
        chosen=chosen,
        hollow=not count,
        size=max(count, 1) ** 0.5 * 0.52,
        who=where or told.words.period(event.date),
        what=told.say("{event}: {figures}", event=told.text(event.name), figures=_figures(told, count)),
    )


def _events_table(told: Telling, every: Sequence[tuple[Event, list[Stated]]]) -> Table:
    heads = (
        Column("date", told.say("When"), told.say("Day or month of the event.")),
        Column("id", "id", told.say("The event’s id."), shown=False),
        Column("kind", told.say("Kind"), told.say("forum, council, visit or summit."), shown=False),
        Column("name", told.say("Event"), told.say("What it was.")),
        Column("place", told.say("Place"), told.say("Where."), shown=False),
        Column("figures", told.say("Figures"), told.say("How many figures were stated there."), number=True),
        Column("note", "note", told.say("What a reader must know."), shown=False),
    )
    rows = tuple(
        (
            Dated(event.date, told.words.period(event.date).replace(" ", "\xa0")),
            event.id,
            kinds(told)[event.kind],
            Stack((told.text(event.name), told.text(event.place))),
            told.text(event.place) or None,
            len(stated),
            told.text(event.note) or None,
        )
        for event, stated in every
    )
    keys = tuple(event.id for event, _ in every)
    sources = tuple(dict.fromkeys(row.row.source for _, stated in every for row in stated))
    return Table("events", told.say("All events"), heads, rows, keys, sources=sources)


def _stated(told: Telling, event: Event) -> tuple[Part, ...]:
    """What was stated at an event."""
    rows = stated_at(told.data, event)
    day, place = told.words.long_period(event.date), told.text(event.place)
    where = told.say("{day}, {place}.", day=day, place=place) if place else told.say("{day}.", day=day)
    known = told.plural(
        "{figures} in one publication.",
        "{figures} in {count} publications.",
        len({stated.row.source for stated in rows}),
        figures=_figures(told, len(rows)),
    )
    given = [where, known if rows else "", told.text(event.note)]
    head = Section(told.text(event.name), " ".join(filter(None, given)), anchor="event")
    if not rows:
        first = told.say("No figure was stated here.")
        return (
            head,
            Note(first, told.say("The event is known from reports whose figures belong to another occasion.")),
        )
    table = _stated_table(told, event, rows)
    return (head, Rows(table, headed=True), Files(None, table))


def _stated_table(told: Telling, event: Event, rows: Sequence[Stated]) -> Table:
    kept = [(place, column) for place, column in enumerate(columns(told)) if column.id not in ("formula", "inputs")]
    shown = {"period", "indicator", "value"}
    quiet = tuple(replace(column, shown=column.id in shown) for _, column in kept)
    heads = (
        *quiet,
        Column("speaker", told.say("Who"), told.say("Person or body whose figure it is."), below=True),
        *verdict_columns(told, told.say("What the ledgers make of it; of a target its deadline.")),
        Column("linked_by", "linked_by", told.say("Whether its source or its day ties it to the event."), shown=False),
    )
    made = tuple((*_kept(told, stated, [place for place, _ in kept]), *_words(told, stated)) for stated in rows)
    title = told.say("Stated here: {figures}", figures=_figures(told, len(rows)))
    sources = tuple(dict.fromkeys(stated.row.source for stated in rows))
    return Table(f"calendar_{event.id}", title, heads, made, filters={"event": event.id}, sources=sources)


def _kept(told: Telling, stated: Stated, places: Sequence[int]) -> list[Cell]:
    made = cells_with_doubt(told, stated.row)
    return [made[place] for place in places]


def _words(told: Telling, stated: Stated) -> tuple[Cell, ...]:
    """Who said it, what became of it, and what ties it to the event."""
    source, target = told.data.sources[stated.row.source], stated.target
    name = told.source(source)
    where: Cell = Link(name, source.address) if source.address else name
    how = (told.say("reported later; belongs here by its day"),) if stated.same_day else ()
    speaker = told.text(target.set_by if target else source.speaker)
    if target and target.kind is TargetKind.POTENTIAL:
        verdicts = [told.say("a level called possible, {deadline}", deadline=told.deadline(target))]
    elif target:
        verdicts = [told.say("a target, {deadline}", deadline=told.deadline(target))]
    else:
        verdicts = [told.verdict(stated.row, one) for one in judged(told.data, stated.row)]
    return (Stack((speaker, where, *how)), *verdict_cells(verdicts), "day" if stated.same_day else "source")


PAGE = Page(
    "calendar",
    60,
    "said",
    lambda told: told.say("Calendar"),
    lambda told: told.say("Who met, when and where?"),
    parameters,
    view,
)
