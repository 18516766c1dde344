"""A page that is made up: it has one of every part that a view can have, and a parameter of every type."""

from collections.abc import Sequence
from datetime import date

from kztrade.codes import Unit
from kztrade.interval import Interval, Quantity
from kztrade.marks import COMMON, Axis, Chart, Dots, Ink, Label, Line, Panel, Point, Shape
from kztrade.pages import Page, Visit
from kztrade.parameters import Choice, Choices, Flag, Option, Parameter, Span, Whole
from kztrade.table import Amount, Coded, Column, Dated, Link, Stack, Table
from kztrade.view import (
    Beside,
    Card,
    Controls,
    Files,
    Folded,
    Note,
    Opening,
    Passage,
    Passages,
    Picture,
    Prose,
    Rows,
    Run,
    Section,
    Upload,
    View,
)
from kztrade.words import Telling

INKS = {
    **COMMON,
    "KAZ": Ink("#0072B2", "#0072B2", "#00659E", "#5CB3E6"),
    "KGZ": Ink("#D55E00", "#D55E00", "#AD4C00", "#F28C45", Shape.SQUARE, sign="■"),
}
FIGURES = ("turnover/2021", "turnover/2022")
MARKUP = "<img src=x onerror=alert(1)> & $2 bn and $1 bn"


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """One of every type, and a rare one."""
    few = [Option("a", "First"), Option("b", "Second")]
    many = [Option(f"m{number}", f"Option number {number} of many") for number in range(12)]
    return [
        Choice("few", "Few", "a", options=few, tied={"b": {"rate": 7}}),
        Choice("many", "Many", "m0", options=many),
        Choices("pills", "Pills", ("a", "b"), options=few),
        Choices("list", "List", ("m0", "m1"), options=many),
        Whole("rate", "Growth a year", 19, low=0, high=30, unit="%"),
        Span("years", "Years", (2018, 2025), low=1991, high=2026),
        Flag("clean", "Leave out suspect values", False),
        Choices("kind", "Kind", (), rare=True, options=few),
        Choice("scope", "Scope", "a", rare=True, options=few),
        Choice("figure", "Figure", "", options=[Option(name, name) for name in ("", *FIGURES)]),
    ]


def view(told: Telling, visit: Visit) -> View:
    """Every part."""
    chosen = visit.chosen
    marked = (chosen["figure"],) if chosen["figure"] else ()
    table = rows_of(marked)
    return View(
        "made-up",
        "Made up",
        Opening("Made up: kicker", f"Few is {chosen['few']} and the rate is {chosen['rate']}", f"A dek. {MARKUP}"),
        (
            Note("Something is the case.", "Then do [this](made-up?few=b)."),
            Beside(
                (Picture(chart(table, marked), "figure"), Controls(("few", "rate")), Prose("At **19%** a year.")),
                (passages(marked),),
            ),
            Controls(("many", "pills", "list", "years", "clean", "kind", "scope")),
            Rows(table, marked, "figure"),
            Files(chart(table, marked), table, package=True),
            Section("A section", "Below it.", anchor="sec"),
            Prose(f"## A heading\n\nProse with `code`, [a link](https://example.org) and {MARKUP}\n\n    a block"),
            Folded(
                "Folded away", (Prose("Inside the fold."), Upload("astanatv-2023-09-23", "Add the text", "A help."))
            ),
            Upload("astanatv-2023-09-23", "Add the article as a text file", ""),
        ),
        (
            Card("Turnover in 2022", "at least $1.19 bn", "Derived", "$1.19 bn"),
            Card("Of the target", "at least 59.5%", "No deadline", "59.5%"),
            Card("Still missing", "at most $0.81 bn", "Target less floor", "$0.81 bn"),
            Card("All large", "$1 bn", MARKUP),
        ),
        INKS,
    )


def passages(marked: tuple[str, ...]) -> Passages:
    """Two passages, one with two figures."""
    runs = (
        Run("The aim of "),
        Run("$1 billion", FIGURES[0], "total"),
        Run(" was met, then "),
        Run("19%", FIGURES[1], "KAZ"),
        Run(f". {MARKUP}"),
    )
    return Passages(
        "Where the figures come from",
        "Choose a figure.",
        (Passage(5, "Passage 5", "en", runs), Passage(6, "Passage 6", "kk", (Run("Тағы бір абзац."),))),
        marked,
        "2022: at least $1 bn × 1.19.",
        "figure",
    )


def rows_of(marked: tuple[str, ...]) -> Table:
    """Six rows, of which five are shown; a cell of every type."""
    columns = (
        Column("period", "Period"),
        Column("source", "According to"),
        Column("value", "Value", number=True),
        Column("interval", "Interval", number=True, wide=True),
        Column("note", "Note", wide=True),
        Column("unit", "Unit", shown=False),
    )
    known = Interval(1e9, 1e9, float("inf"))
    quantity = Quantity(known, known)
    rows = tuple(
        (
            Dated(None, str(year)),
            Coded("bns", "Kazakh statistics" if year % 2 else MARKUP, "KAZ" if year % 2 else "KGZ"),
            Amount(quantity, Unit.USD, "at least $1 bn"),
            Stack(("$1 bn", "or more")),
            Link("Ledgers", "made-up?few=b") if year % 2 else Link("outside", "https://example.org"),
            "USD",
        )
        for year in range(2021, 2027)
    )
    keys = (*FIGURES, "", "", "", "")
    return Table("made_up", "Rows that are made up", columns, rows, keys, rest="One more row is in the files.", most=5)


def chart(table: Table, marked: tuple[str, ...]) -> Chart:
    """A line and two points that can be chosen."""
    places = tuple(Point(2018 + step, 0.9 + step / 10, who="Kazakh statistics", what="$1 bn") for step in range(6))
    dots = tuple(
        Point(
            2021 + place,
            1.0 + place / 5,
            low=0.9,
            high=float("inf"),
            figure=name,
            chosen=name in marked,
            who=name,
            what="$1 bn",
        )
        for place, name in enumerate(FIGURES)
    )
    panel = Panel(
        Axis(2017.5, 2024.5, years=True),
        Axis(0, 2.1, ticks=((0, "0"), (1, "1.0"), (2, "$2 bn")), grid=True),
        (Line(places, "KAZ"), Dots(dots, "total"), Label(2023, 1.4, "**Kazakh statistics**", "KAZ")),
    )
    return Chart(
        "made-up",
        "Turnover that is made up",
        "Billion US dollars.",
        "Source: nobody. Data version 0.",
        "A chart that is made up.",
        (panel,),
        INKS,
        table,
        width=0.65,
    )


PAGE = Page(
    "made-up", 1, "trade", lambda told: told.say("Made up"), lambda told: told.say("Is it made up?"), parameters, view
)


def other(told: Telling, visit: Visit) -> View:
    """A page with hardly anything."""
    link = Prose("[Back with b](made-up?few=b), [to the section](made-up#sec).")
    return View(
        "other", "Other", Opening("Other", f"The number is {visit.chosen['number']}", ""), (link, Controls(("number",)))
    )


OTHER = Page(
    "other",
    2,
    "data",
    lambda told: told.say("Other"),
    lambda told: told.say("Is there another?"),
    lambda told, today: [Whole("number", "Number", 1, low=0, high=9)],
    other,
)
