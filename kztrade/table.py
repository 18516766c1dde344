"""Rows of typed cells under named columns: the only thing that is shown or saved as rows.

A page shows a table in words; a file holds the same rows under stable ids. What a cell is decides both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kztrade.codes import Unit
from kztrade.interval import Quantity
from kztrade.period import Period


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with its hedge and interval.

    In a file it becomes the columns `value`, `low`, `high` and `qualifier`, the last three with the column's id before
    them unless that is `value`.

    Attributes:
        text: The figure in words, hedge and unit with it.
        series: Whose colour the words have; empty for that of all text.
    """

    quantity: Quantity | None
    unit: Unit
    text: str
    series: str = ""


@dataclass(frozen=True, slots=True)
class Coded:
    """A code with its name: the file holds the code, the page shows the name.

    Attributes:
        series: Whose colour and sign stand before the name; empty for none. See `view.Ink`.
        look: How that sign looks where it stands for a mark in a plot: as of a `Spot`.
    """

    code: str
    name: str
    series: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A period: the file holds its text, the page its words."""

    period: Period | None
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads to an address: another site, or a page of ours (`explore?...`)."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Stack:
    """Lines under each other in one cell, the first one the main one, which is what a file holds."""

    lines: tuple["Cell", ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a scale: what the digits of a figure allow, or the time from an announcement to its deadline.

    Attributes:
        low: Where it begins; `-inf` at the edge.
        high: Where it ends; `inf` at the edge.
        look: `bar`, `line`, `dotted`, or `outline`.
        lane: -1 above the middle of its row, 0 on it, 1 below.
        arrow: Whether its end is open.
    """

    low: float
    high: float
    series: str
    look: str = "bar"
    lane: float = 0
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a scale.

    Attributes:
        look: `full`, `hollow`, `unknown` (hollow, with a question mark), `missed` (a cross), `stroke` (an upright line),
            `notch` (a small one) or `start`.
        lane: As of a `Stretch`; beyond 1 the row becomes higher and the mark smaller.
        name: Words beside it.
    """

    at: float
    series: str
    look: str = "full"
    lane: float = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """Marks of one row, on the scale of its column. Files hold none: what it shows stands in other columns.

    Attributes:
        text: The same in words, for whoever does not see it.
    """

    marks: tuple[Stretch | Spot, ...]
    text: str


Cell = str | int | float | bool | None | Amount | Coded | Dated | Link | Stack | Plot
"""What a table can hold. `None` is missing: an empty place on a page, an empty or null cell in a file."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A line through all rows of a scale, with its name: a published value, the end of what is known.

    Attributes:
        series: Whose colour it has; empty for a plain one.
    """

    at: float
    name: str
    series: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis of a column of plots.

    Attributes:
        ticks: Places with their words, faint lines through all rows.
    """

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...] = ()
    rules: tuple[Ruled, ...] = ()

    def share(self, at: float) -> float:
        """Where a value lies between both ends, from 0 to 1; what is beyond them at the nearer one."""
        return min(max((at - self.low) / (self.high - self.low), 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        id: Its name in files; stable, lower case.
        title: Its name for readers.
        meaning: What it says, as a sentence, for the codebook of a file.
        unit: Unit of all its numbers, empty where the rows differ or it holds none.
        shown: Whether a page shows it.
        saved: Whether files hold it.
        wide: Whether a narrow page leaves it out.
        below: Whether a narrow page has it under the others, in full width.
        scale: Of a column of plots.
        series: Whose colour and sign its head has; empty for none.
        once: Whether a value that repeats from row to row is seen once, large, over a stronger line.
    """

    id: str
    title: str
    meaning: str = ""
    unit: Unit | None = None
    shown: bool = True
    saved: bool = True
    wide: bool = False
    number: bool = False
    below: bool = False
    scale: Scale | None = None
    series: str = ""
    once: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with all that must travel with them.

    Attributes:
        id: Stem of the file name, without data version: `turnover_2018-2025`.
        title: What the rows are.
        columns: In their order on the page and in files.
        rows: One cell a column.
        keys: Id of the figure a row is about, where it is about one: what a reader chooses, what is marked.
        filters: What the reader chose, in words, by the name of the filter.
        notes: What else a reader must know, a sentence each.
        sources: Ids of the sources behind the rows.
        rest: A sentence on rows that are not shown on the page though files hold them, or empty.
        most: How many rows a page shows at most; files hold all.
        groups: Headings on the page, each with the place of the first row below it.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: tuple[str, ...] = ()
    filters: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    rest: str = ""
    most: int = 200
    groups: Mapping[int, Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        assert all(len(row) == len(self.columns) for row in self.rows), self.id
        assert not self.keys or len(self.keys) == len(self.rows), self.id

    def column(self, name: str) -> tuple[Cell, ...]:
        """The cells of one column, by its id."""
        place = [column.id for column in self.columns].index(name)
        return tuple(row[place] for row in self.rows)


def words(cell: Cell) -> str:
    """A cell as one line of words."""
    match cell:
        case Amount() | Dated():
            return cell.text
        case Coded() | Link():
            return cell.name
        case Plot():
            return cell.text
        case Stack():
            return " | ".join(filter(None, map(words, cell.lines)))  # a line may hold semicolons itself
    return "" if cell is None else str(cell)


def shown_columns(table: Table) -> Sequence[tuple[int, Column]]:
    """The columns that a page shows, with their places."""
    return [(place, column) for place, column in enumerate(table.columns) if column.shown]
