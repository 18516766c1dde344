"""Names of rows: left of a plot, or on a narrow page over their row. What follows a line feed is an aside."""

from itertools import pairwise
from typing import NamedTuple

from kztrade.charts.text import Block, filled
from kztrade.marks import Axis

SHARE = 0.34
"""How much of a panel's width names may take beside the plot."""

ASIDE = 13
"""Size of the letters of an aside."""

APART = 10.0
"""Pixels between two names under each other."""

UNDER = 16.0
"""Pixels that the middle of a row is under its name on a narrow page, and that its marks reach below that."""


class Name(NamedTuple):
    """A name as it is set.

    Attributes:
        beside: Whether the aside stands in the line of the name: on a narrow page, where it has room there.
    """

    name: Block
    aside: Block
    beside: bool

    @property
    def height(self) -> float:
        """Room that it takes."""
        return self.name.height + (0.0 if self.beside or not self.aside.markup else self.aside.height)


class Look(NamedTuple):
    """How names are set in a panel: the width of the panel, the size of letters, and whether the page is narrow."""

    cell: float
    size: int
    narrow: bool

    @property
    def most(self) -> float:
        """Width that a name may have."""
        return self.cell * (1.0 if self.narrow else SHARE)


def set_name(text: str, look: Look) -> Name:
    """A name with its aside, each in as many lines as it needs."""
    name, _, aside = text.partition("\n")
    first, second = filled(name, look.most, look.size), filled(aside, look.most, ASIDE)
    return Name(first, second, look.narrow and first.lines == 1 and first.width + 8 + second.width <= look.most)


def room_beside(axis: Axis, look: Look) -> float:
    """Width that names take beside the plot; none on a narrow page."""
    if not axis.names or look.narrow:
        return 0.0
    every = [set_name(text, look) for _, text in axis.ticks]
    return max((max(name.name.width, name.aside.width) for name in every), default=-16.0) + 16


def least_height(axis: Axis, look: Look) -> float:
    """Height of a plot whose names do not meet."""
    rows = sorted((place, set_name(text, look).height) for place, text in axis.ticks if axis.names)
    if not rows:
        return 0.0
    if look.narrow:
        needs = [(upper - lower, tall + UNDER * 2) for (lower, tall), (upper, _) in pairwise(rows)]
    else:
        needs = [(upper - lower, (one + other) / 2 + APART) for (lower, one), (upper, other) in pairwise(rows)]
    unit = max((need / step for step, need in needs), default=0.0)
    return unit * abs(axis.high - axis.low) + (rows[-1][1] if look.narrow else 0.0)


def end(axis: Axis, look: Look, height: float) -> float:
    """Where an axis must end for the names of a narrow page to stand over their rows."""
    if not look.narrow or axis.low >= axis.high:
        return axis.high
    rooms = [(place, min(0.5, (set_name(text, look).height + UNDER) / height)) for place, text in axis.ticks]
    return max([axis.high, *(axis.low + (place - axis.low) / (1 - room) for place, room in rooms)])
