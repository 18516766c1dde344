"""What is drawn, as values: panels with axes and typed marks in the units of the data. `charts/` makes pictures of them.

Marks say what there is to see, never where its words go: one engine places labels.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kztrade.codes import Dash as Dash
from kztrade.codes import Shape as Shape
from kztrade.table import Coded, Table

if TYPE_CHECKING:
    from kztrade.model import Area


@dataclass(frozen=True, slots=True)
class Ink:
    """How everything of one series looks, in both themes.

    Attributes:
        light: Colour of marks on a light page, `#0072B2`.
        dark: The same on a dark page.
        word_light: Colour of words on a light page: at least 4.5 to 1 against it.
        word_dark: The same on a dark page.
        sign: Stands before the series' name in a text: `●`, `■`.
    """

    light: str
    dark: str
    word_light: str
    word_dark: str
    shape: Shape = Shape.CIRCLE
    dash: Dash = Dash.SOLID
    sign: str = "●"


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a panel.

    Attributes:
        x: In the unit of the axis: a year (2022.0 is the year 2022 itself), an amount, or the number of a row.
        y: The same for the other axis.
        low: Lower end of what is known of the amount, `-inf` where open, `None` where no interval is drawn.
        high: Upper end, `inf` where open: drawn as an arrow. Both closed: a whisker.
        figure: Id of the figure it stands for; empty where it cannot be chosen.
        hollow: Derived or suspect.
        chosen: Marked as the reader's choice.
        size: Diameter against the usual one.
        who: First line of the hover: according to whom, and when.
        what: Second line: the figure with hedge and unit.
    """

    x: float
    y: float
    low: float | None = None
    high: float | None = None
    figure: str = ""
    hollow: bool = False
    chosen: bool = False
    size: float = 1.0
    who: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Points joined in their order; a gap in the data is a new line.

    Attributes:
        arrow: Whether it leads from its first point to its last.
    """

    points: tuple[Point, ...]
    series: str
    weight: float = 1.5
    dash: Dash | None = None
    markers: bool = True
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Dots:
    """Points that nothing joins.

    Attributes:
        along: Along which axis the interval of a point runs: `y`, or `x` in charts of rows.
    """

    points: tuple[Point, ...]
    series: str
    along: str = "y"
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from zero."""

    points: tuple[Point, ...]
    series: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line across a panel or part of it: a target, a published value.

    Attributes:
        at: Where it stands on the axis `across` is not.
        across: The axis along which it runs: `x` for a level, `y` for an upright line.
        first: Where it begins; `None` at the edge.
        last: Where it ends; `None` at the edge.
        open: Whether its end is open: a deadline that nobody set.
        ends: Whether its ends are marked: announced here, due there.
    """

    at: float
    series: str
    across: str = "x"
    first: float | None = None
    last: float | None = None
    weight: float = 2.0
    dash: Dash = Dash.DASHED
    open: bool = False
    ends: bool = False
    figure: str = ""
    who: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """The room between two courses: what is open, or a gap."""

    x: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    series: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words that belong to a place; the engine finds room for them near it.

    Attributes:
        text: One line; a part between `**` is bold. The engine may break it at blanks.
        sides: Where it may stand, best first: `right`, `left`, `above`, `below`; the place of a rule's name may also
            be `start` or `end`.
        must: Whether it is shown even where nothing is free; others may be left to hover and table.
        brief: What stands there on a narrow page, if not `text`.
        chosen: Marked as the reader's choice.
    """

    x: float
    y: float
    text: str
    series: str = ""
    sides: tuple[str, ...] = ("right", "above", "below", "left")
    must: bool = True
    brief: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """A line of words under a number, in the colour of a series or of none."""

    text: str
    series: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """Figures that make no picture, told in words: the first one large, the others under it.

    Attributes:
        points: The figures it stands for.
        text: The first of them with hedge and unit.
        large: The part of `text` that is set large.
        below: Lines under it.
    """

    points: tuple[Point, ...]
    series: str
    text: str
    large: str
    below: tuple[Aside, ...] = ()


Mark = Line | Dots | Bars | Rule | Band | Label | Number


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of a panel.

    Attributes:
        low: Where it begins, in its own unit.
        high: Where it ends.
        ticks: Places with their words; an empty tuple has the engine choose whole years (`years`) or draw none.
        title: Unit in words, empty where the chart's subtitle says it.
        years: Whether the numbers are years.
        grid: Whether faint lines run from its ticks across the panel.
        names: Whether the ticks are names of rows, which want room beside the panel.
        top: Whether its words stand above the plot.
        quiet: Whether it has no words: another panel says them.
    """

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...] = ()
    title: str = ""
    years: bool = False
    grid: bool = False
    names: bool = False
    top: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One plot: its marks share both axes, and with them unit and kind.

    Attributes:
        share: Its height against `Chart.height`.
        large: The figure that it is about, set over its title; what stands between `**` is set large.
        series: Whose colour that has.
    """

    x: Axis
    y: Axis
    marks: tuple[Mark, ...]
    title: str = ""
    subtitle: str = ""
    share: float = 1.0
    large: str = ""
    series: str = ""

    @property
    def bare(self) -> bool:
        """Whether it holds numbers alone and has no axes to be seen."""
        return bool(self.marks) and all(isinstance(mark, Number) for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture as a value, with all that must travel with it.

    Attributes:
        id: Stem of its file name, without data version.
        title: What it shows.
        subtitle: Unit, and how to read the marks.
        source: Whose figures, and the data version.
        alt: What a reader who cannot see it must know.
        panels: Plots in reading order.
        inks: How each series looks, by its name.
        table: The rows behind the marks.
        sources: Ids of the sources behind the marks, the most important first, where they are more than the table's.
        columns: Panels in a row on a wide page; one on a narrow one.
        height: Of one panel in pixels on a wide page.
        height_narrow: The same on a narrow page.
        width: Share of the wide page it stands on: 1, or less beside a rail.
        heads: Pixels beside the plots for the titles of panels, where the page is wide enough; 0 has them above.
        key: Series that no words in the picture name, with their names.
    """

    id: str
    title: str
    subtitle: str
    source: str
    alt: str
    panels: tuple[Panel, ...]
    inks: Mapping[str, Ink]
    table: Table
    columns: int = 1
    height: int = 430
    height_narrow: int = 400
    width: float = 1.0
    heads: int = 0
    key: tuple[Coded, ...] = ()
    notes: tuple[str, ...] = field(default=())
    sources: tuple[str, ...] = ()


COMMON: Mapping[str, Ink] = {
    "total": Ink("#009E73", "#009E73", "#00735A", "#35C79C"),
    "target": Ink("#CC79A7", "#CC79A7", "#A0457A", "#DF9DC2", Shape.TICK, Dash.DASHED, "–"),
    "joint": Ink("#009E73", "#009E73", "#00735A", "#35C79C", Shape.DIAMOND, Dash.DOTTED, "◆"),
    "path": Ink("#009E73", "#009E73", "#00735A", "#35C79C", Shape.DIAMOND, Dash.DOTTED, "◆"),
    "others": Ink("#6B6E75", "#A7A9AE", "#5E6066", "#A7A9AE", Shape.DIAMOND, sign="◇"),
    "chosen": Ink("#A67C00", "#E9C84A", "#765800", "#E9C84A"),
}
"""How series look that belong to neither side: figures told without one, announced levels, what both sides
say together, a reader's what-if, what newsrooms say themselves, and a reader's choice."""


def inks(sides: "Iterable[Area]") -> dict[str, Ink]:
    """How every series looks: the two sides by their codes, and `COMMON`."""
    own = {
        side.code: Ink(side.light, side.dark, side.word_light, side.word_dark, side.shape, side.dash, side.sign)
        for side in sides
    }
    return {**COMMON, **own}


def steps(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Round, evenly spaced places from at or below `low` to at or above `high`, about `most` of them.

    Raises:
        ValueError: If `high` is below `low` or either is not finite.

    >>> steps(0, 1.3)
    (0.0, 0.5, 1.0, 1.5)
    >>> steps(-413, 606)
    (-500.0, -250.0, 0.0, 250.0, 500.0, 750.0)
    """
    if not (math.isfinite(low) and math.isfinite(high) and low <= high):
        raise ValueError(f"no steps from {low} to {high}")
    raw = ((high - low) or abs(high) or 1.0) / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10, 20) if power * factor >= raw * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(step * count, 12) + 0.0 for count in range(first, max(last, first + 1) + 1))


def decimals(places: Iterable[float]) -> int:
    """Decimals that all numbers of an axis need so that none is cut.

    >>> decimals((0.0, 0.25, 0.5))
    2
    """
    return max((len(f"{place:.9f}".rstrip("0").partition(".")[2]) for place in places), default=0)


def amounts(values: Iterable[float], say: Callable[[float, int, bool], str], most: int = 5, room: float = 1.06) -> Axis:
    """An axis of amounts: from zero, below it only where a value is, with faint lines and round numbers.

    Args:
        values: All that must be seen, in the unit of the axis; open ends and gaps may be among them.
        say: A number in words, from its value, the decimals of the whole axis, and whether it is the highest, which
            alone says the unit.
        most: About how many steps.
        room: What the axis spans against its steps, so that a mark at the top is not cut.
    """
    known = [value for value in values if math.isfinite(value)]
    low, high = min([0.0, *known]), max([0.0, *known])
    found = steps(low, high if high > low else 1.0, most)
    digits = decimals(found)
    ticks = tuple((place, say(place, digits if place else 0, place == found[-1])) for place in found)
    return Axis(min(low, found[0] * room), max(high, found[-1] * room), ticks, grid=True)
