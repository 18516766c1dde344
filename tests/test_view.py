"""A page as a value: its parts in reading order, those inside others too."""

from kztrade.marks import Chart
from kztrade.table import Table
from kztrade.view import Beside, Folded, Note, Opening, Picture, Prose, Rows, View

FIRST, SECOND, THIRD = (Table(name, name, (), ()) for name in ("first", "second", "third"))


def chart(name: str) -> Chart:
    return Chart(name, name, "", "", "", (), {}, FIRST)


def view(*parts) -> View:
    return View("page", "Page", Opening("", "", ""), parts)


def test_parts_inside_others_follow_what_holds_them_left_before_right() -> None:
    beside = Beside((Prose("a"), Folded("fold", (Prose("b"),))), (Prose("c"),))
    found = view(Prose("0"), beside, Note("d")).flat()
    assert [getattr(part, "text", getattr(part, "first", type(part).__name__)) for part in found] == [
        *("0", "Beside", "a", "Folded", "b", "c", "d"),
    ]


def test_charts_and_tables_are_found_wherever_they_stand() -> None:
    made = view(
        Rows(FIRST),
        Folded("fold", (Beside((Picture(chart("one")), Rows(SECOND)), (Picture(chart("two")),)),)),
        Rows(THIRD),
    )
    assert [one.id for one in made.charts()] == ["one", "two"]
    assert [one.id for one in made.tables()] == ["first", "second", "third"]


def test_a_page_without_parts_has_neither() -> None:
    assert (view().charts(), view().tables(), view().flat()) == ([], [], [])
