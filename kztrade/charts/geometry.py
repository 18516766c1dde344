"""Boxes and strokes in pixels, x to the right and y down, as on a screen."""

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether they share an area.

        >>> Box(0, 0, 2, 2).meets(Box(1, 1, 3, 3)), Box(0, 0, 2, 2).meets(Box(2, 0, 3, 2))
        (True, False)
        """
        return self[0] < other[2] and other[0] < self[2] and self[1] < other[3] and other[1] < self[3]

    def holds(self, other: "Box") -> bool:
        """Whether the other lies inside, but for a rounding."""
        return (
            self[0] <= other[0] + 0.01
            and self[1] <= other[1] + 0.01
            and self[2] >= other[2] - 0.01
            and self[3] >= other[3] - 0.01
        )


class Segment(NamedTuple):
    """A straight stroke."""

    x0: float
    y0: float
    x1: float
    y1: float


def distance(box: Box, x: float, y: float) -> float:
    """From a place to the nearest edge of a box, 0 inside it.

    >>> distance(Box(0, 0, 2, 2), 5, 6)
    5.0
    """
    across = max(box.left - x, 0.0, x - box.right)
    down = max(box.top - y, 0.0, y - box.bottom)
    return float((across * across + down * down) ** 0.5)


def struck(box: Box, line: Segment) -> bool:
    """Whether a stroke runs through a box.

    >>> struck(Box(0, 0, 2, 2), Segment(-1, -1, 3, 3)), struck(Box(0, 0, 2, 2), Segment(-1, 1, 1, 4))
    (True, False)
    """
    left, top, right, bottom = box
    x0, y0, x1, y1 = line
    if (x0 <= left and x1 <= left) or (x0 >= right and x1 >= right):
        return False
    if (y0 <= top and y1 <= top) or (y0 >= bottom and y1 >= bottom):
        return False
    # All four corners on one side of the endless line: it passes by.
    dx, dy = x1 - x0, y1 - y0
    sides = [dx * (y - y0) - dy * (x - x0) for x in (left, right) for y in (top, bottom)]
    return min(sides) < 0 < max(sides)
