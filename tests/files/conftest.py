"""A small data set with figures, a target and texts that a spreadsheet or browser would obey; and a view of every part."""

import pytest

from kztrade.codes import (
    AreaKind,
    Dash,
    Dating,
    EventKind,
    Kind,
    ObsStatus,
    Qualifier,
    Role,
    Scope,
    Shape,
    SourceKind,
    TargetKind,
    Unit,
)
from kztrade.files import Chosen
from kztrade.interval import Interval, Quantity
from kztrade.marks import Axis, Chart, Dots, Ink, Panel, Point
from kztrade.model import Area, Data, Event, Indicator, Ledger, Observation, Source, Target
from kztrade.period import read_period
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
from kztrade.words import Format, Telling

VERSION = "3f9c1e07" + "0" * 56
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>&\x1b[31m"


def source(name: str, **changes: object) -> Source:
    facts: dict[str, object] = {
        "publisher": "Akipress",
        "title": "Trade & growth",
        "address": "",
        "published": None,
        "dating": Dating.UNKNOWN,
        "language": "ru",
        "speaker": "Akipress",
        "kind": SourceKind.STATEMENT,
        "event": "",
        "valuation": "",
        "licence": "Figures are facts",
    }
    return Source(id=name, **{**facts, **changes})


def observation(indicator: str, period: str, of: str, value: float, **changes: object) -> Observation:
    facts: dict[str, object] = {
        "reporter": "KAZ",
        "partner": "KGZ",
        "scope": Scope.TOTAL,
        "low": value,
        "high": value,
        "unit": Unit.USD,
        "qualifier": Qualifier.EXACT,
        "hedge": "",
        "obs_status": ObsStatus.NORMAL,
    }
    return Observation(indicator=indicator, period=read_period(period), source=of, value=value, **{**facts, **changes})


FLOOR = observation(
    "turnover",
    "2021",
    "speech",
    1e9,
    high=float("inf"),
    qualifier=Qualifier.AT_LEAST,
    hedge="кемінде",
    passage=5,
    token="$1 млрд",
    note='A floor, "not a level".',
)
FALL = observation("turnover_growth", "2022", "yearbook", -2.5, low=-2.55, high=-2.45, unit=Unit.PERCENT)
FAR = observation("turnover", "2020", "unused", 7e8, partner="EAEU")
GOAL = Target(
    *("turnover", "KAZ", "KGZ", read_period("2023-09-23"), "speech", TargetKind.TARGET, 2e9, Unit.USD, None),
    "The Prime Minister",
)
SOURCES = [
    source(
        "speech",
        publisher="AstanaTV",
        title="Documents signed",
        address="https://example.org/news/1?a=1&b=2",
        published=read_period("2023-09-23"),
        dating=Dating.STATED,
        speaker="A. Smailov, Prime Minister",
        kind=SourceKind.ARTICLE,
        event="forum",
    ),
    source("unused"),
    source("yearbook", kind=SourceKind.STATISTICS, ledger="office"),
]
AREAS = [
    Area("EAEU", AreaKind.GROUP, names={("en", "name"): "EAEU"}),
    Area(
        *("KAZ", AreaKind.COUNTRY, 1, "#0072B2", "#0072B2", "#00659E", "#5CB3E6", Shape.CIRCLE, Dash.SOLID, "●"),
        names={("en", "name"): "Kazakhstan", ("en", "adjective"): "Kazakh"},
    ),
    Area(
        *("KGZ", AreaKind.COUNTRY, 2, "#D55E00", "#D55E00", "#AD4C00", "#F28C45", Shape.SQUARE, Dash.DASHED, "■"),
        names={("en", "name"): "Kyrgyzstan", ("en", "adjective"): "Kyrgyz"},
    ),
]
EVENTS = [
    Event("council", EventKind.COUNCIL, read_period("2024-02"), "Council", "Astana", ""),
    Event("forum", EventKind.FORUM, read_period("2023-09-23"), "Forum of regions", "Taraz", ""),
]
INDICATORS = [
    Indicator("exports", Unit.USD, Kind.FLOW, "from reporter", "Exports", "Goods sent to the partner.", "exports"),
    Indicator("turnover", Unit.USD, Kind.FLOW, "both", "Turnover", "Exports plus imports.", "turnover"),
    Indicator("turnover_growth", Unit.PERCENT, Kind.RATE, "both", "Growth", "On the year before.", "growth"),
]
LEDGERS = [Ledger("office", Role.OFFICE, "Office"), Ledger("other", Role.OTHER, "Other")]
DATA = Data(
    VERSION,
    {area.code: area for area in AREAS},
    {ledger.id: ledger for ledger in LEDGERS},
    {indicator.code: indicator for indicator in INDICATORS},
    {one.id: one for one in SOURCES},
    {event.id: event for event in EVENTS},
    (FAR, FLOOR, FALL),
    (GOAL,),
)
INKS = {
    "total": Ink("#009E73", "#009E73", "#00735A", "#35C79C"),
    "KAZ": Ink("#0072B2", "#0072B2", "#00659E", "#5CB3E6"),
}


@pytest.fixture(scope="session")
def told() -> Telling:
    """The data in English."""
    return Telling(DATA, Format())


@pytest.fixture(scope="session")
def chosen() -> Chosen:
    """A floor, a fall, and a target, with the filter that chose them."""
    return Chosen((FLOOR, FALL, GOAL.observation()), {"Years": "2021–2023"})


@pytest.fixture(scope="session")
def table() -> Table:
    """A cell of every type, and a column of every use."""
    floor = Interval(1e9, 1e9, float("inf"))
    columns = (
        Column("period", "Period", "The period that the figure is of."),
        Column("source", "According to", "Who published it."),
        Column("value", "Value", "The figure in base units.", number=True),
        Column("gap", "Gap", "Against the other side.", Unit.PERCENT),
        Column("words", "In words", saved=False),
        Column("count", "count", "How many.", shown=False),
        Column("suspect", "suspect", "Whether it is in doubt.", shown=False),
        Column("speaker", "Speaker", "Who said it."),
        Column("address", "address", "Where.", shown=False),
    )
    rows = (
        (
            Dated(read_period("2021"), "in 2021"),
            Coded("speech", "AstanaTV", "KAZ"),
            Amount(Quantity(floor, floor), Unit.USD, "at least $1 bn"),
            -9.5,
            "words alone",
            3,
            True,
            Stack(("A. Smailov", EVIL)),
            "https://example.org/news/1?a=1&b=2",
        ),
        (
            Dated(None, "undated"),
            Coded("yearbook", "Yearbook"),
            Amount(None, Unit.USD, "cannot be told"),
            None,
            None,
            None,
            False,
            Stack((Link("=1+1", "javascript:alert(3)"), Link("there", "https://example.org/?a=1&b=2"))),
            None,
        ),
    )
    return Table(
        *("figures_2021", f"Figures {EVIL}", columns, rows, ("turnover/2021", "")),
        filters={"Years": "2021–2023"},
        notes=("One side.",),
        sources=("speech", "yearbook"),
    )


@pytest.fixture(scope="session")
def chart(table: Table) -> Chart:
    """One point, and texts that a browser would obey."""
    dots = Dots((Point(2021, 1, 1, float("inf"), "turnover/2021", who=EVIL, what="at least $1 bn"),), "KAZ")
    panel = Panel(Axis(2020, 2022, years=True), Axis(0, 2, ((0, "0"), (2, "2"))), (dots,))
    return Chart(
        *(
            "turnover_2021",
            f"Turnover {EVIL}",
            "Billion US dollars.",
            f"Source: AstanaTV. {EVIL}",
            f"One point. {EVIL}",
        ),
        (panel,),
        INKS,
        table,
        notes=("A note below.",),
    )


@pytest.fixture(scope="session")
def view(table: Table, chart: Chart) -> View:
    """One of every part."""
    runs = (Run("The aim of "), Run("$1 billion", "turnover/2021", "KAZ"), Run(f" was met. {EVIL}"))
    passages = Passages(
        *("Where figures come from", "In our words.", (Passage(5, "Passage 5", "kk", runs),), ("turnover/2021",)),
        *("$1 bn × 1.19", "figure"),
    )
    return View(
        "made-up",
        f"Made up {EVIL}",
        Opening("Kicker?", f"Trade is at least $1 bn {EVIL}", "So says the article."),
        (
            Note("No figure.", f"See [the page](explore?show=index) or [the site](https://example.org). {EVIL}"),
            Beside((Picture(chart, "figure"), Controls(("rate",))), (passages,)),
            Section("A section", "Below it.", "sec"),
            Prose(f"At **19%** a year. ![a picture](https://example.org/spy.png) [run](javascript:alert(4)) {EVIL}"),
            Rows(table, ("turnover/2021", "gone/1999"), "figure"),
            Files(chart, table, True),
            Folded("More", (Prose("Inside."), Upload("speech", "Add the text", "Help."))),
        ),
        (Card("Turnover", "at least $1.19 bn", f"Derived {EVIL}", "$1.19 bn"),),
        INKS,
    )
