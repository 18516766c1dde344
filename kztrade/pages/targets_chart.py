"""The charts of targets: the rows of the picture for files, and the offices' figures against every level."""

from collections.abc import Sequence
from dataclasses import dataclass

from kztrade import ledgers
from kztrade.answers.targets import TargetStory
from kztrade.answers.trade import turnover_by_year
from kztrade.figures import figure_table, sources_of
from kztrade.ledgers import Books
from kztrade.marks import Axis, Chart, Dash, Dots, Label, Line, Mark, Panel, Point, Rule, inks, steps
from kztrade.metrics import Level
from kztrade.pages.target_chart import goal
from kztrade.pages.targets_picture import TargetsPicture
from kztrade.pages.targets_tables import fates_table
from kztrade.points import point, runs
from kztrade.table import Stretch
from kztrade.words import BN, Telling
from kztrade.words.captions import drawn_from, sides_points
from kztrade.words.doubt import marked, provisional

ROOM = 5
"""Years beside the scale that the words of the last marks may need."""

LANE = 0.24
"""How far a lane lies from the middle of its row, in parts of the row's height."""

BEFORE = 7
"""The offices' figures are drawn from so many years before the first target."""


@dataclass(frozen=True, slots=True)
class TimeChart:
    """The rows of a picture as a chart with names and verdicts in it: what a file shows."""

    picture: TargetsPicture

    def chart(self) -> Chart:
        """The chart and the rows behind it."""
        told, stories, scale = self.picture.told, self.picture.stories, self.picture.scale()
        known, count = self.picture.known(), len(stories)
        names = tuple((float(-place), self._name(story)) for place, story in enumerate(stories))
        marks = [mark for place, story in enumerate(stories) for mark in self._row(story, float(-place))]
        rows = [known[books][-1] for books in self.picture.offices if known.get(books)]
        behind = [source for row in rows for source in sources_of(told.data, row)]
        announced = [target.source for story in stories for target in story.announcements]
        sources = tuple(dict.fromkeys([*behind, *announced]))
        return Chart(
            "targets",
            self.picture.title,
            self._reading(rows),
            drawn_from(told, sources),
            told.plural("One target for trade.", "{count} targets for trade, by level and deadline.", count),
            (
                Panel(
                    Axis(scale.low - 0.5, scale.high + ROOM, tuple((tick - 0.5, name) for tick, name in scale.ticks)),
                    Axis(-count + 0.4, 0.6, names, names=True),
                    tuple(marks),
                ),
            ),
            inks(ledgers.sides(told.data)),
            fates_table(told, stories),
            height=80 + 84 * count,
            height_narrow=80 + 96 * count,
            sources=sources,
        )

    def _reading(self, rows: Sequence[Level]) -> str:
        """How the marks are to be read, and which of the offices' last figures are provisional."""
        told = self.picture.told
        text = told.say(
            "Pink: from the first announcement to the deadline, a stroke for each announcement; dotted: no deadline. "
            "Full: reached; hollow: not reached, or cannot be rated. {sides}",
            sides=sides_points(told),
        )
        return " ".join(filter(None, [text, provisional(told, rows)]))

    def _name(self, story: TargetStory) -> str:
        told = self.picture.told
        level = told.words.money(story.first.value)
        return told.say("{level}\n{deadline}", level=level, deadline=self.picture.deadline(story))

    def _row(self, story: TargetStory, y: float) -> list[Mark]:
        """The marks of a row; a chart has its years at their numbers, not in cells."""
        told, found = self.picture.told, list[Mark]()
        for one in self.picture.course(story):
            if isinstance(one, Stretch):
                dash = Dash.DOTTED if one.arrow else Dash.SOLID
                found.append(
                    Rule(
                        *(y, "target"),
                        first=one.low - 0.5,
                        last=one.high - 0.5,
                        dash=dash,
                        open=one.arrow,
                        ends=True,
                        who=told.text(story.first.set_by),
                        what=goal(told, story.first),
                    )
                )
            else:
                found.append(Dots((Point(one.at - 0.5, y, size=0.7),), "target"))
        for rating, spot in zip(story.offices, self.picture.verdicts(story), strict=False):
            who = told.ledger(Books(rating.ledger, rating.reporter))
            place = Point(
                spot.at - 0.5, y - spot.lane * LANE, hollow=spot.look != "full", who=who, what=told.fate(rating)
            )
            words = told.fate_lines(rating)[0]
            found += [
                Dots((place,), rating.reporter),
                Label(place.x, place.y, words, rating.reporter, ("right", "left")),
            ]
        return found


def levels_chart(told: Telling, stories: Sequence[TargetStory]) -> Chart:
    """Turnover in each office's figures against the levels of some targets."""
    first = min(story.first.set_on.year for story in stories) - BEFORE
    lines = {
        books: [row for row in turnover_by_year(told.data, books) if row.period.year >= first]
        for books in ledgers.offices(told.data)
    }
    rows = [row for known in lines.values() for row in known]
    last = max([row.period.year for row in rows] or [first])
    newest = sorted(rows, key=lambda row: row.period, reverse=True)
    levels = sorted({story.first.value for story in stories}, reverse=True)
    top = max([*levels, *(row.value or 0.0 for row in rows)]) / BN * 1.12
    ticks = tuple((t, told.words.number(t, 1, 1 if t else 0)) for t in steps(0, top, 4) if t <= top)
    marks = (*_levels(told, stories, first), *_lines(told, lines))
    name = f"targets_turnover_{first}-{last}"
    reading = told.say(
        "Exports plus imports a year, billion US dollars. Dashed: a target, and when it was first named."
    )
    suspect = told.say("Hollow: suspect.") if any(row.obs_status.suspect for row in rows) else ""
    return Chart(
        name,
        told.plural(
            "Turnover against one target",
            "Turnover against the {number} targets",
            len(levels),
            number=told.words.count(len(levels)),
        ),
        " ".join(filter(None, [reading, suspect, provisional(told, rows)])),
        drawn_from(told, dict.fromkeys(source for row in rows for source in sources_of(told.data, row))),
        told.plural(
            "Turnover since {year} and one level.",
            "Turnover since {year} and {count} levels.",
            len(levels),
            year=str(first),
        ),
        (Panel(Axis(first - 0.4, last + 3.5, years=True), Axis(0, top, ticks, grid=True), marks),),
        inks(ledgers.sides(told.data)),
        figure_table(told, [(row, row) for row in newest], name, told.say("Values of the lines")),
        height=300,
        height_narrow=300,
    )


def _levels(told: Telling, stories: Sequence[TargetStory], first: int) -> list[Mark]:
    """Each level once, with the year in which it was first named."""
    named: dict[float, TargetStory] = {}
    for story in sorted(stories, key=lambda story: story.first.set_on):
        named.setdefault(story.first.value, story)
    found: list[Mark] = []
    for value, story in named.items():
        level, year = told.words.money(value), str(story.first.set_on.year)
        found.append(
            Rule(
                value / BN,
                "target",
                weight=1.5,
                who=told.text(story.first.set_by),
                what=told.say("{level}, first named in {year}", level=level, year=year),
            )
        )
        found.append(
            Label(
                float(first),
                value / BN,
                told.say("**{level}**, {year}", level=level, year=year),
                "target",
                ("start", "above"),
            )
        )
    return found


def _lines(told: Telling, lines: dict[Books, list[Level]]) -> list[Mark]:
    found: list[Mark] = []
    for books, rows in lines.items():
        places = [point(told, row, BN, who=told.ledger(books), solid=True) for row in rows]
        found += [Line(run, books.reporter, 2.5) for run in runs(places)]
        if places:
            text = told.say("**{ledger}** {figure}", ledger=told.ledger(books), figure=marked(told, rows[-1]))
            found.append(Label(places[-1].x, places[-1].y, text, books.reporter))
    return found
