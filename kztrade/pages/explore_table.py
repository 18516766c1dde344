"""What the Explore page shows as rows: each figure under the name of its panel, and as what it was recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kztrade import ledgers
from kztrade.answers.explore import FLOW, Explored
from kztrade.figures import figure_table, indicator_of
from kztrade.model import Metric
from kztrade.panels import figure_words, title
from kztrade.points import of_statistics
from kztrade.table import Amount, Cell, Coded, Column, Table
from kztrade.words import Telling
from kztrade.words.doubt import marked


def explored_table(
    told: Telling, rows: Sequence[Explored], name: str, caption: str, filters: Mapping[str, str]
) -> Table:
    """Figures as `figure_table` has them, in the words of the panels.

    Args:
        told: The data and the language.
        rows: What was chosen and made of it.
        name: Stem of the file name.
        caption: What the rows are.
        filters: What the reader chose.
    """
    table = figure_table(told, [(one.row, one.shown) for one in rows], name, caption, filters)
    order = sorted(range(len(table.columns)), key=lambda place: table.columns[place].id != "indicator")
    heads = tuple(_head(told, table.columns[place]) for place in order)
    made = tuple(
        tuple(_cell(told, table.columns[place].id, cells[place], one) for place in order)
        for one, cells in zip(rows, table.rows, strict=True)
    )
    return replace(table, columns=heads, rows=made)


def _head(told: Telling, column: Column) -> Column:
    """The head of a column, in this table's words."""
    titles = {"indicator": told.say("Figure"), "status": told.say("Recorded as")}
    return replace(column, title=titles.get(column.id, column.title), below=column.id in ("period", "source"))


def _cell(told: Telling, name: str, cell: Cell, one: Explored) -> Cell:
    if name == "indicator" and isinstance(cell, Coded):
        return replace(cell, name=_figure(told, one, cell.name))
    if name == "value" and isinstance(cell, Amount):
        return replace(cell, text=figure_words(told, one))
    return _recorded(told, one) if name == "status" else cell


def _figure(told: Telling, one: Explored, usual: str) -> str:
    """As its panel calls it, where that says no less than the codebook's name."""
    total = indicator_of(one.row) in FLOW and not ledgers.outside(told.data, one.row) and one.row.scope == "total"
    return title(told, one.row) if total else usual


def _recorded(told: Telling, one: Explored) -> str:
    """As exports, as imports, as both together, or as was said; with its doubt."""
    code, row = indicator_of(one.row), one.row
    if code in FLOW:
        recorded = told.indicator(code, inside=True)
    elif code == "turnover" and isinstance(row, Metric):
        recorded = told.say("exports + imports")
    else:
        recorded = told.say("published") if of_statistics(told.data, row) else told.say("stated")
    return marked(told, one.shown, recorded)
