"""Rows of typed cells: they fit their columns, and every cell has words."""

import pytest

from kztrade.codes import Unit
from kztrade.interval import Quantity
from kztrade.period import read_period
from kztrade.table import Amount, Coded, Column, Dated, Link, Stack, Table, shown_columns, words

HEADS = (Column("year", "Year"), Column("code", "Code", shown=False), Column("value", "Value"))


@pytest.mark.parametrize("row", [("2022",), ("2022", "a", 1, 2), ()])
def test_a_row_that_does_not_fit_its_columns_is_refused(row) -> None:
    with pytest.raises(AssertionError):
        Table("t", "T", HEADS, (row,))


def test_keys_are_one_a_row_or_none() -> None:
    rows = (("2022", "a", 1), ("2023", "b", 2))
    assert Table("t", "T", HEADS, rows, ("x", "")).keys == ("x", "")
    with pytest.raises(AssertionError):
        Table("t", "T", HEADS, rows, ("x",))


def test_a_column_is_found_by_its_id() -> None:
    table = Table("t", "T", HEADS, (("2022", "a", 1), ("2023", "b", 2)))
    assert table.column("value") == (1, 2)
    with pytest.raises(ValueError):  # noqa: PT011
        table.column("Value")


def test_hidden_columns_keep_the_places_of_the_others() -> None:
    table = Table("t", "T", HEADS, ())
    assert [(place, column.id) for place, column in shown_columns(table)] == [(0, "year"), (2, "value")]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (None, ""),
        (0, "0"),
        (1.5, "1.5"),
        ("text", "text"),
        (Amount(Quantity.point(2e9), Unit.USD, "$2 bn"), "$2 bn"),
        (Dated(read_period("2023-09"), "Sep 2023"), "Sep 2023"),
        (Coded("bns", "Kazakh statistics", "KAZ"), "Kazakh statistics"),
        (Link("a report", "https://example.org"), "a report"),
        (Stack(("first", None, Coded("a", "second"), "")), "first | second"),
    ],
)
def test_every_cell_is_one_line_of_words(cell, said: str) -> None:
    assert words(cell) == said
