"""A page as a value: what it says, shows and draws. Browser, HTML, API, file, command line and print each draw it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kztrade.marks import Chart, Ink
from kztrade.table import Table


@dataclass(frozen=True, slots=True)
class Opening:
    """The page's question, its answer as a sentence with the number and its hedge in it, and whose figures these are.

    Attributes:
        dek: CommonMark without HTML in one line; a link to `term:ledger` opens what the word means.
    """

    kicker: str
    headline: str
    dek: str


@dataclass(frozen=True, slots=True)
class Card:
    """One figure: label, value with hedge and unit, how it came about.

    Attributes:
        value: Hedge, number and unit in one message.
        number: The part of `value` that is set large; all of it where empty.
    """

    label: str
    value: str
    how: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A quiet notice: what is the case, then what to do."""

    first: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading inside a page; below it a line of CommonMark without HTML."""

    title: str
    below: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a long page has, as links to its sections."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph or more, as CommonMark without HTML."""

    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a passage; with a figure it is one that a reader can choose."""

    text: str
    figure: str = ""
    series: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a source: in our words, or from the reader's own copy.

    Attributes:
        language: ISO 639-1 code of its words.
        original: Whether these are the source's own words.
    """

    number: int
    label: str
    language: str
    runs: tuple[Run, ...]
    original: bool = False


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages with their figures marked.

    Attributes:
        chosen: Ids of the figures to mark.
        arithmetic: One sentence about the chosen figure, CommonMark without HTML in one line.
        parameter: The parameter of the page that a chosen figure sets; empty where nothing can be chosen.
        other: The same passages in another text, which stand level with these.
    """

    title: str
    below: str
    passages: tuple[Passage, ...]
    chosen: tuple[str, ...] = ()
    arithmetic: str = ""
    parameter: str = ""
    other: "Passages | None" = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart on the page.

    Attributes:
        parameter: The parameter that a chosen mark sets to its figure; empty where nothing can be chosen.
    """

    chart: Chart
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A figure as a sentence that a reader can take along: hedge, speaker, day and source in it.

    Attributes:
        text: The sentence; on a live page the address of the view is copied with it.
        below: What else there is to know of the figure, CommonMark without HTML in one line.
    """

    text: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A table on the page.

    Attributes:
        chosen: Keys of the rows to mark.
        parameter: The parameter that a chosen row sets to its key; empty where nothing can be chosen.
        headed: Whether a heading right above says the table's title already: it is then told to screen readers alone.
        few: How many rows a live page shows until a reader wants all.
        find: Whether a live page offers to search the rows.
        opened: Stands under the chosen row.
        reading: How its marks are to be read, CommonMark without HTML in one line, where the table is a picture.
        source: Whose figures they are, where the table is a picture.
        named: Id of the column whose cells choose their row; the first one where empty.
        noted: Whether the page says the table's notes elsewhere.
    """

    table: Table
    chosen: tuple[str, ...] = ()
    parameter: str = ""
    headed: bool = False
    few: int = 10
    find: bool = False
    opened: Quotation | None = None
    reading: str = ""
    source: str = ""
    named: str = ""
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Controls:
    """Where the page's parameters of these names are offered, in one row.

    Attributes:
        answers: What follows from each of them, in their order, CommonMark without HTML in one line: each then stands
            over its answer, in columns.
        below: What all of them together leave, CommonMark without HTML in one line.
    """

    names: tuple[str, ...]
    answers: tuple[str, ...] = ()
    below: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """Where what was shown so far is offered as files: one picture, one table, or everything we hold."""

    chart: Chart | None = None
    table: Table | None = None
    package: bool = False


@dataclass(frozen=True, slots=True)
class Upload:
    """Where a reader may bring an own copy of a source's original."""

    source: str
    label: str
    help: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Two columns on a wide page, under each other on a narrow one; `share` is the first one's part of the width."""

    left: tuple["Part", ...]
    right: tuple["Part", ...]
    share: float = 0.65


@dataclass(frozen=True, slots=True)
class Folded:
    """Parts behind their title until a reader opens it; `below` says in a few words what is inside."""

    title: str
    parts: tuple["Part", ...]
    below: str = ""


Part = (
    Note
    | Section
    | Contents
    | Prose
    | Quotation
    | Passages
    | Picture
    | Rows
    | Controls
    | Files
    | Upload
    | Beside
    | Folded
)
"""What a page is made of below its opening."""


@dataclass(frozen=True, slots=True)
class Next:
    """A question that another page answers."""

    question: str
    page: str
    title: str


@dataclass(frozen=True, slots=True)
class View:
    """A page, for one choice of its parameters.

    Attributes:
        parts: In reading order.
        cards: At most four figures under the opening.
        inks: How each series looks that a table or passage names.
        next: Where a reader may go on.
        address: Where this view of the page is found again; a file can tell it.
    """

    page: str
    title: str
    opening: Opening
    parts: tuple[Part, ...]
    cards: tuple[Card, ...] = ()
    inks: Mapping[str, Ink] = field(default_factory=dict)
    next: tuple[Next, ...] = ()
    address: str = ""

    def flat(self) -> list[Part]:
        """All parts in reading order, those inside others too."""
        return _flat(self.parts)

    def open(self) -> list[Part]:
        """All parts in reading order that are seen without unfolding anything."""
        return _flat(self.parts, folded=False)

    def sources(self) -> list[str]:
        """Ids of the sources behind the charts and tables that are seen without unfolding anything."""
        parts = self.open()
        charts = [part.chart for part in parts if isinstance(part, Picture)]
        drawn = [chart.sources or chart.table.sources for chart in charts]
        listed = [part.table.sources for part in parts if isinstance(part, Rows)]
        return list(dict.fromkeys(source for sources in (*drawn, *listed) for source in sources))

    def charts(self) -> list[Chart]:
        """Every chart of the page, in reading order; also one that files alone hold, where a table is its picture."""
        found = (part.chart for part in self.flat() if isinstance(part, Picture | Files))
        return list({chart.id: chart for chart in found if chart}.values())

    def tables(self) -> list[Table]:
        """Every table of the page, in reading order."""
        return [part.table for part in self.flat() if isinstance(part, Rows)]


def _flat(parts: tuple[Part, ...], folded: bool = True) -> list[Part]:
    found: list[Part] = []
    for part in parts:
        found.append(part)
        if isinstance(part, Beside):
            found += _flat((*part.left, *part.right), folded)
        if isinstance(part, Folded) and folded:
            found += _flat(part.parts)
    return found
