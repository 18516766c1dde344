"""Tables on a screen and in a pipe: columns under their names, a row a line."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import typer

from kztrade.table import Table, shown_columns, words

if TYPE_CHECKING:
    from kztrade.words import Telling


def table_lines(table: Table) -> str:
    """The shown columns of a table under their names, as wide as what they hold, the same on a screen and in a pipe."""
    columns = shown_columns(table)
    head = [column.title for _, column in columns]
    return _padded([head, *([words(row[place]) for place, _ in columns] for row in table.rows)])


def _padded(rows: Iterable[Sequence[str]]) -> str:
    lines = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join(line.rstrip() for line in padded)


def printable(cell: str) -> str:
    """A text on one line, without signs that command a terminal."""
    # a pipe to grep wants plain blanks too
    return "".join(sign if sign.isprintable() else " " for sign in cell)


def print_json(told: "Telling", table: Table) -> None:
    """Print the rows of a table as files hold them, as a JSON list."""
    from kztrade.files.json_table import json_text
    from kztrade.files.plain import plain_table

    typer.echo(json_text(plain_table(told, table).records()), nl=False)


def print_notes(table: Table, aside: bool = False) -> None:
    """Print what else a reader must know; aside, on the error stream, where the output is for programs."""
    for note in table.notes:
        typer.echo(printable(note), err=aside)


def print_table(table: Table, last: str) -> None:
    """Print a table, a line that sums it up, and its notes; the notes alone where there is no row to show."""
    if table.rows or not table.notes:
        typer.echo(f"{table_lines(table)}\n\n{last}")
    print_notes(table)
