"""The engine that places labels, in pixels: nothing overlaps, nothing leaves, what is free is preferred."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade.charts.geometry import Box, Segment, distance, struck
from kztrade.charts.labels import FAR, Spot, Surroundings, placed, tie
from kztrade.charts.text import broken

REGION = Box(0, 0, 600, 300)
SIDES = ("right", "above", "below", "left")
TEXTS = ["1.69", "at least $1.19 bn", "Kyrgyz statistics 1.31", "Қырғызстан: 1,3 млрд", "said: about $1.7 bn in all"]


def spot(x: float, y: float, text: str = "1.69", sides: tuple[str, ...] = SIDES, must: bool = True) -> Spot:
    """A label at a mark of 5 pixels."""
    blocks = [block for count in (1, 2) if (block := broken(text, count, 14))]
    return Spot(x, y, blocks, sides, 5, must)


spots = st.lists(
    st.builds(
        spot,
        st.floats(0, 600),
        st.floats(0, 300),
        st.sampled_from(TEXTS),
        st.permutations(SIDES).map(tuple),
        st.booleans(),
    ),
    max_size=8,
)
segments = st.lists(
    st.builds(Segment, st.floats(0, 600), st.floats(0, 300), st.floats(0, 600), st.floats(0, 300)), max_size=6
)


@given(spots, segments)
def test_no_two_labels_overlap_and_none_leaves_the_panel(asked, lines) -> None:
    marks = [Box(one.x - 5, one.y - 5, one.x + 5, one.y + 5) for one in asked]
    found = placed(asked, Surroundings(REGION, marks, list(lines)))
    boxes = [place.box for place in found if place]
    assert all(REGION.holds(box) for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


@given(spots, segments)
def test_a_label_that_must_be_shown_is_and_another_only_where_it_meets_nothing(asked, lines) -> None:
    marks = [Box(one.x - 5, one.y - 5, one.x + 5, one.y + 5) for one in asked]
    for one, place in zip(asked, placed(asked, Surroundings(REGION, marks, list(lines))), strict=True):
        assert place or not one.must
        if place and not one.must:
            assert not any(map(place.box.meets, marks))
            assert not any(struck(place.box, line) for line in lines)
            assert distance(place.box, one.x, one.y) - one.radius <= FAR


@given(spots)
def test_a_label_keeps_its_words(asked) -> None:
    for one, place in zip(asked, placed(asked, Surroundings(REGION)), strict=True):
        assert place is None or place.block in one.blocks


@pytest.mark.parametrize("side", SIDES)
def test_with_room_all_around_a_label_stands_at_its_first_side(side) -> None:
    others = tuple(other for other in SIDES if other != side)
    (place,) = placed([spot(300, 150, sides=(side, *others))], Surroundings(REGION))
    assert place
    left, top, right, bottom = place.box
    stands = {"right": left >= 305, "left": right <= 295, "above": bottom <= 145, "below": top >= 155}
    assert [name for name, there in stands.items() if there] == [side]


def test_a_label_at_the_edge_takes_the_next_side() -> None:
    (place,) = placed([spot(598, 150, sides=("right", "left"))], Surroundings(REGION))
    assert place
    assert place.box.right < 598


def test_a_label_breaks_in_two_where_one_line_has_no_room() -> None:
    one, two = (broken("Kyrgyz statistics 1.31", count, 14) for count in (1, 2))
    assert one
    assert two
    room = Box(0, 0, 100 + (one.width + two.width) / 2, 300)
    (place,) = placed([spot(85, 150, "Kyrgyz statistics 1.31", ("right",))], Surroundings(room))
    assert place
    assert place.block == two


def test_two_labels_that_end_side_by_side_are_pushed_apart_evenly() -> None:
    upper, lower = placed([spot(500, 150), spot(500, 156)], Surroundings(REGION))
    assert upper
    assert lower
    middles = [(place.box.top + place.box.bottom) / 2 for place in (upper, lower)]
    assert sum(middles) / 2 == pytest.approx(153, abs=0.1)
    assert middles[1] - middles[0] == pytest.approx(14 * 1.3, abs=0.1)


def test_what_must_be_shown_comes_before_what_need_not() -> None:
    tight = Box(0, 0, 60, 20)
    first, second = placed(
        [spot(5, 10, sides=("right",), must=False), spot(5, 10, sides=("right",))], Surroundings(tight)
    )
    assert (first, bool(second)) == (None, True)


def test_a_label_larger_than_its_panel_is_shown_all_the_same() -> None:
    (place,) = placed([spot(5, 5, "Kyrgyz statistics 1.31")], Surroundings(Box(0, 0, 20, 10)))
    assert place
    assert place.box[:2] == (0, 0)


def test_a_label_far_from_its_mark_is_tied_to_it() -> None:
    mark = spot(100, 100)
    assert tie(mark, Box(110, 90, 150, 110)) is None
    assert tie(mark, Box(80, 20, 120, 40)) == Segment(100, 100, 100, 40)


@given(st.floats(-5, 5), st.floats(-5, 5), st.floats(-5, 5), st.floats(-5, 5))
def test_a_stroke_through_the_middle_of_a_box_strikes_it_and_one_beside_it_does_not(x, y, dx, dy) -> None:
    box = Box(x - 1, y - 1, x + 1, y + 1)
    if abs(dx) + abs(dy) > 0.01:
        assert struck(box, Segment(x - dx, y - dy, x + dx, y + dy))
    assert not struck(box, Segment(x + 1, y - 9, x + 1 + abs(dx), y + 9))
