"""Views as plain text: what the command line prints, tables as columns of letters."""

import textwrap
from collections.abc import Callable, Sequence
from itertools import zip_longest

from markdown_it.token import Token

from kztrade.files.plain import printable
from kztrade.files.registry import Format, Kind
from kztrade.marks import Chart
from kztrade.markup import COMMONMARK, spoken
from kztrade.table import Column, Stack, Table, shown_columns, words
from kztrade.view import Card, Folded, Note, Part, Passages, Picture, Prose, Quotation, Rows, Section, View
from kztrade.words import Telling
from kztrade.words.files import citation

WIDTH = 80
"""Letters in a line of prose; a table is as wide as what it holds."""

WIDEST = 44
"""Letters in a column of a table; a longer text goes on below."""


def view_text(told: Telling, view: View) -> str:
    """Opening, cards and all parts in reading order; of a chart its words, and its rows unless the page shows them."""
    shown = view.tables()
    blocks = [_lines(view.opening.kicker), _heading(view.opening.headline, "="), _lines(spoken(view.opening.dek))]
    blocks += [_cards(view.cards), *(_part(part, shown) for part in view.flat()), _lines(citation(told))]
    return printable("\n\n".join(filter(None, blocks))) + "\n"


def _plain(text: str) -> list[str]:
    """The paragraphs of a CommonMark text without its signs; what is code stays as it is."""
    tokens = COMMONMARK.parse(text)
    return [
        token.content.rstrip() if token.type == "fence" else "".join(_said(child) for child in token.children or ())
        for token in tokens
        if token.type in ("inline", "fence")
    ]


def _said(token: Token) -> str:
    return " " if token.type == "softbreak" else token.content


def _lines(text: str, indent: str = "") -> str:
    """A text in lines; its own line breaks stay."""
    wrapped = (
        textwrap.fill(
            line, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
        for line in text.splitlines()
    )
    return "\n".join(wrapped)


def _heading(text: str, rule: str) -> str:
    lines = _lines(text)
    return f"{lines}\n{rule * max(map(len, lines.splitlines()), default=0)}" if lines else ""


def _cards(cards: Sequence[Card]) -> str:
    return "\n".join(f"{card.label}: {card.value}\n{_lines(card.how, '    ')}".rstrip() for card in cards)


def _part(part: Part, shown: Sequence[Table]) -> str:
    match part:
        case Note():
            return _lines(" ".join(filter(None, [part.first, part.rest])), "| ")
        case Section():
            return "\n".join(filter(None, [_heading(part.title, "-"), _lines(spoken(part.below))]))
        case Folded():
            return _heading(part.title, "-")
        case Quotation():
            return _lines(part.text)
        case Prose():
            return "\n".join(map(_lines, _plain(part.text)))
        case Passages():
            return _passages(part)
        case Picture():
            return _chart(part.chart, shown)
        case Rows():
            return table_text(part.table)
    return ""


def _passages(part: Passages) -> str:
    told = [
        f"{passage.label}\n{_lines(''.join(run.text for run in passage.runs), '    ')}" for passage in part.passages
    ]
    return "\n\n".join(filter(None, [_heading(part.title, "-"), *told, _lines(spoken(part.arithmetic))]))


def _chart(chart: Chart, shown: Sequence[Table]) -> str:
    said = [_heading(chart.title, "-"), *map(_lines, (chart.subtitle, chart.alt, *chart.notes, chart.source))]
    rows = "" if chart.table in shown else f"\n{table_text(chart.table)}"
    return "\n".join(filter(None, [*said, rows]))


def table_text(table: Table) -> str:
    """The rows that a page shows in columns of letters: numbers stand at the right, a long text goes on below."""
    columns = shown_columns(table)
    cells = [[_cell(row[place]) for place, _ in columns] for row in table.rows[: table.most]]
    heads = [[column.title] for _, column in columns]
    widths = [
        max(len(line) for cell in (head, *(row[index] for row in cells)) for line in _wrapped(cell))
        for index, head in enumerate(heads)
    ]
    sides = [_side(column) for _, column in columns]
    rule = "  ".join("-" * width for width in widths)
    made = [*_row(heads, widths, sides), rule, *(line for row in cells for line in _row(row, widths, sides))]
    under = [*filter(None, [table.rest]), *table.notes]
    return "\n".join([_lines(table.title), "", *made, *([""] if under else []), *map(_lines, under)])


def _cell(cell: object) -> list[str]:
    """A cell's own lines."""
    lines = cell.lines if isinstance(cell, Stack) else (cell,)
    return [printable(line) for part in lines for line in words(part).splitlines() or [""]]  # type: ignore[arg-type]


def _side(column: Column) -> Callable[[str, int], str]:
    return str.rjust if column.number or column.unit is not None else str.ljust


def _wrapped(lines: Sequence[str]) -> list[str]:
    return [part for line in lines for part in textwrap.wrap(line, WIDEST) or [""]]


def _row(
    cells: Sequence[Sequence[str]], widths: Sequence[int], sides: Sequence[Callable[[str, int], str]]
) -> list[str]:
    made = zip_longest(*map(_wrapped, cells), fillvalue="")
    return [
        "  ".join(side(part, width) for part, width, side in zip(parts, widths, sides, strict=True)).rstrip()
        for parts in made
    ]


def _write(told: Telling, view: View) -> bytes:
    return view_text(told, view).encode("utf-8", "replace")


FORMATS = (Format("txt", "TXT", "text/plain", Kind.VIEW, _write, place=30),)
