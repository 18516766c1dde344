"""The engine that finds room for words: pure geometry in pixels, x to the right and y down, as on a screen.

A label is tried at its sides, near its mark and then farther, in one line and then in two; the first place that meets
nothing is taken. One that must be shown takes the place that meets least; another is left to hover and table.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kztrade.charts.geometry import Box, Segment, distance, struck
from kztrade.charts.text import Block

FAR = 26.0
"""A label farther from its mark than this many pixels is tied to it by a thin line."""

GAP = 6.0
"""From the edge of a mark to its words."""

REACH = (0.0, 8.0, 18.0, 30.0, 46.0)
"""How much farther a label may stand, tried in this order."""

ASIDE = (0.0, -7.0, 7.0, -14.0, 14.0, -22.0, 22.0)
"""How far a label beside its mark may stand higher or lower."""

ALONG = (0.0, 0.25, -0.25, 0.46, -0.46)
"""Which part of its width a label above or below its mark may stand aside."""

MET_LABEL, MET_MARK, MET_LINE = 1000.0, 60.0, 12.0
"""What it costs a label that must be shown to lie on another, on a mark, on a line; a pixel of distance costs 0.2."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A label that wants a place.

    Attributes:
        blocks: Its words set in different ways, the best first; at least one.
        radius: Of the mark it belongs to.
        rule: The stroke that it names, for `start` and `end`.
        lift: How much lower it is tried first, beside its mark; `placed` sets it for labels that end side by side.
    """

    x: float
    y: float
    blocks: Sequence[Block]
    sides: Sequence[str]
    radius: float = 0.0
    must: bool = True
    rule: Segment | None = None
    lift: float = 0.0


class Placed(NamedTuple):
    """Where a label stands.

    Attributes:
        struck: Whether a line runs through it, so that its letters want a halo.
    """

    box: Box
    block: Block
    struck: bool


@dataclass(slots=True)
class Surroundings:
    """What a label must keep clear of.

    Attributes:
        region: Where labels may stand.
        marks: Points, bars and the numbers of an axis.
        lines: Courses, rules, whiskers and arrows.
        labels: Those placed already.
    """

    region: Box
    marks: list[Box] = field(default_factory=list)
    lines: list[Segment] = field(default_factory=list)
    labels: list[Box] = field(default_factory=list)


def placed(spots: Sequence[Spot], around: Surroundings) -> list[Placed | None]:
    """A place for each label, in the order given; `None` for one that is left out.

    No two places overlap and all lie in the region, unless the region has no room for a label that must be shown.
    """
    found: list[Placed | None] = [None] * len(spots)
    lifted = _lifted(spots, around.region)
    for index in sorted(range(len(spots)), key=lambda index: not spots[index].must):
        spot = lifted[index]
        place = _place(spot, around)
        if place:
            found[index] = place
            around.labels.append(place.box)
            around.lines += filter(None, [tie(spot, place.box)])
    return found


def _lifted(spots: Sequence[Spot], region: Box) -> list[Spot]:
    """Labels that want to stand beside marks at one place across, pushed apart evenly before any is placed."""
    found = list(spots)
    ends: dict[tuple[str, int], list[int]] = {}
    for index, spot in enumerate(spots):
        if spot.sides[:1] in (("right",), ("left",)):
            ends.setdefault((spot.sides[0], round(spot.x)), []).append(index)
    for group in ends.values():
        group.sort(key=lambda index: spots[index].y)
        for index, lift in zip(group, _apart([spots[index] for index in group], region), strict=True):
            found[index] = replace(spots[index], lift=lift)
    return found


def _apart(group: Sequence[Spot], region: Box) -> list[float]:
    """How far each of some labels, from top to bottom, moves so that none meets the next."""
    tall = [spot.blocks[0].height for spot in group]
    at = [spot.y for spot in group]
    for _ in range(len(group) * 4):
        for upper in range(len(group) - 1):
            lack = (tall[upper] + tall[upper + 1]) / 2 - (at[upper + 1] - at[upper])
            if lack > 0:
                at[upper] -= lack / 2 + 0.01
                at[upper + 1] += lack / 2 + 0.01
        at = [
            min(max(y, region.top + height / 2), region.bottom - height / 2) for y, height in zip(at, tall, strict=True)
        ]
    return [round(y - spot.y, 2) for y, spot in zip(at, group, strict=True)]


def tie(spot: Spot, box: Box) -> Segment | None:
    """The line that ties a label to its mark if it stands far from it."""
    if spot.rule is not None or distance(box, spot.x, spot.y) - spot.radius <= FAR:
        return None
    x = min(max(spot.x, box.left), box.right)
    return Segment(spot.x, spot.y, x, box.bottom if box.bottom < spot.y else min(max(spot.y, box.top), box.bottom))


def _place(spot: Spot, around: Surroundings) -> Placed | None:
    tried: list[tuple[Box, Block]] = []
    for box, block in _candidates(spot, around.region):
        if not around.region.holds(box):
            continue
        if not _meets(box, around) and not _tied_across(spot, box, around):
            return Placed(box, block, False)
        tried.append((box, block))
    return _least(spot, tried, around) if spot.must else None


def _tied_across(spot: Spot, box: Box, around: Surroundings) -> bool:
    """Whether a label would need a tie that runs through other words; one that need not be shown gets none."""
    line = tie(spot, box)
    return line is not None and (not spot.must or any(struck(label, line) for label in around.labels))


def _meets(box: Box, around: Surroundings) -> bool:
    """Whether a place meets anything."""
    return (
        any(map(box.meets, around.labels))
        or any(map(box.meets, around.marks))
        or any(struck(box, line) for line in around.lines)
    )


def _least(spot: Spot, tried: list[tuple[Box, Block]], around: Surroundings) -> Placed:
    """The place that meets least; all over the region where every place nearby lies on other words or on a mark."""

    def cost(place: tuple[Box, Block]) -> float:
        return _cost(place[0], spot, around)

    best = min(tried, key=cost, default=None)
    if best is None or cost(best) >= MET_MARK:
        best = min([*tried, *_everywhere(spot, around.region)], key=cost)
    return Placed(*best, any(struck(best[0], line) for line in around.lines))


def _cost(box: Box, spot: Spot, around: Surroundings) -> float:
    labels = sum(map(box.meets, around.labels))
    marks = sum(map(box.meets, around.marks))
    lines = sum(struck(box, line) for line in around.lines)
    return MET_LABEL * labels + MET_MARK * marks + MET_LINE * lines + 0.2 * distance(box, spot.x, spot.y)


def _everywhere(spot: Spot, region: Box) -> Iterator[tuple[Box, Block]]:
    """Places all over the region, its edges among them; a label that is too large begins at the upper left corner."""
    for block in spot.blocks:
        for top in _walk(region.top, region.bottom - block.height, 9.0):
            for left in _walk(region.left, region.right - block.width, 18.0):
                yield _box(left, top, block), block


def _walk(first: float, last: float, step: float) -> Iterable[float]:
    count = max(0, int((last - first) / step))
    return [*(first + step * place for place in range(count + 1)), *([last] if last > first else [])]


def _candidates(spot: Spot, region: Box) -> Iterator[tuple[Box, Block]]:
    for reach in REACH:
        for side in spot.sides:
            for block in spot.blocks:
                if side in ("start", "end"):
                    yield from ((box, block) for box in _named(spot, side, block, reach, region))
                else:
                    yield from ((box, block) for box in _beside(spot, side, block, spot.radius + GAP + reach))


def _beside(spot: Spot, side: str, block: Block, gap: float) -> Iterator[Box]:
    if side in ("right", "left"):
        left = spot.x + gap if side == "right" else spot.x - gap - block.width
        steps = ASIDE if spot.must else ASIDE[:3]  # farther down it might be taken for another mark's
        yield from (_box(left, spot.y - block.height / 2 + spot.lift + aside, block) for aside in steps)
        return
    gap -= 2  # lines of text have their own room above and below
    top = spot.y + gap if side == "below" else spot.y - gap - block.height
    yield from (_box(spot.x - block.width * (0.5 + part), top, block) for part in ALONG)


def _named(spot: Spot, side: str, block: Block, reach: float, region: Box) -> Iterator[Box]:
    """Places of the name of a rule: along a level at one of its ends; at the head or foot of an upright one."""
    rule = spot.rule or Segment(region.left, spot.y, region.right, spot.y)
    if rule.y0 == rule.y1:
        for above in (rule.y0 - 3 - block.height, rule.y0 + 3):
            edge = rule.x0 + 2 + reach * 4 if side == "start" else rule.x1 - 2 - block.width - reach * 4
            yield _box(edge, above, block)
        return
    if side == "end":
        top = min(rule.y0, rule.y1) - 2 - block.height
        centre = min(max(spot.x - block.width / 2, region.left), region.right - block.width)
        for lift in range(4):
            yield from (
                _box(left, top - lift * block.height, block)
                for left in (centre, spot.x - block.width * 0.2, spot.x - block.width * 0.8)
            )
        return
    top = max(rule.y0, rule.y1) - 4 - block.height - reach
    yield from (_box(left, top, block) for left in (spot.x + GAP, spot.x - GAP - block.width))


def _box(left: float, top: float, block: Block) -> Box:
    return Box(left, top, left + block.width, top + block.height)
