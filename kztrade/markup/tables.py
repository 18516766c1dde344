"""Tables as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from kztrade.markup.inks import Inks, sign_html, word
from kztrade.markup.plots import axis_html, plot_html
from kztrade.markup.text import button, link_html, quotation_html, reading_html, small_html, source_html, title_html
from kztrade.table import Amount, Cell, Coded, Column, Link, Plot, Stack, Table, shown_columns, words
from kztrade.view import Rows

FEW = 4
"""Columns that a phone has room for; a table with more is read by pushing it sideways."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What a live page offers with a table, in words; what is empty is not offered.

    Attributes:
        every: The button that shows all rows.
        find: The label of the field that searches them.
        none: What is said where nothing is found.
        copy: The button that copies a quotation, `copied` when it is done, `query` of the address that goes with it.
    """

    every: str = ""
    find: str = ""
    none: str = ""
    copy: str = ""
    copied: str = ""
    query: str = ""


def table_html(part: Rows, inks: Inks, live: bool = True, offers: Offers | None = None) -> str:
    """The columns and rows of a table that a page shows, its title unseen where a heading says it.

    Args:
        part: The table, what is chosen in it, and what a chosen row sets.
        inks: How each series looks.
        live: Whether the names of rows that can be chosen are buttons.
        offers: What a live page offers with it; without, all rows are in sight.
    """
    table, offers = part.table, offers or Offers()
    columns = shown_columns(table)
    heads = "".join(_head(column, index, inks) for index, (_, column) in enumerate(columns))
    shown = range(min(len(table.rows), table.most))
    rows = "".join(
        _group(table, place, len(columns), inks, live) + _row(part, place, inks, live, offers) for place in shown
    )
    notes = () if part.noted else table.notes
    under = "".join(map(small_html, (table.rest, *notes))) + (source_html(part.source) if part.source else "")
    caption = ' class="kz-unseen"' if part.headed or part.reading else ""
    title = title_html(table.title) + reading_html(part.reading, live) if part.reading else ""
    every = f'<button type="button" class="kz-every">{escape(offers.every)}</button>' if offers.every else ""
    return (
        f'<div class="kz-rows{" few" if offers.every else ""}">{title}{_finder(offers)}'
        f'<div class="kz-scroll" role="region" aria-label="{escape(table.title)}" tabindex="0">'
        f'<table class="kz-table{_manners(columns)}"><caption{caption}>{escape(table.title)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{every}{under}</div>"
    )


def _manners(columns: Sequence[tuple[int, Column]]) -> str:
    """Whether a table is too wide for a phone, has columns that go under the others there, and plots."""
    found = [column for _, column in columns]
    beside = sum(not column.below and not column.wide for column in found)
    manners = {
        "many": beside > FEW,
        "stacked": any(column.below for column in found),
        "plotted": any(column.scale for column in found),
    }
    return "".join(f" {name}" for name, on in manners.items() if on)


def _finder(offers: Offers) -> str:
    if not offers.find:
        return ""
    return (
        f'<label class="kz-find">{escape(offers.find)} <input type="search" data-none="{escape(offers.none)}"></label>'
        '<p class="kz-sub" role="status"></p>'
    )


def _head(column: Column, index: int, inks: Inks) -> str:
    axis = axis_html(column.scale, inks) if column.scale else ""
    lines = column.scale is not None and bool(column.scale.ticks or column.scale.rules)
    title = f'<span class="kz-unseen">{escape(column.title)}</span>' if lines else escape(column.title)
    ink = f' style="{word(column.series, inks)}"' if column.series else ""
    return f'<th scope="col"{_style(column, index)}{ink}>{sign_html(column.series, inks)}{title}{axis}</th>'


def _group(table: Table, place: int, width: int, inks: Inks, live: bool) -> str:
    """The heading that stands before a row, if one does."""
    if place not in table.groups:
        return ""
    return f'<tr class="group"><th scope="rowgroup" colspan="{width}">{cell_html(table.groups[place], inks, live)}</th></tr>'


def _style(column: Column, index: int, again: bool = False) -> str:
    number = column.number or column.unit is not None
    on = {
        "n": number,
        "wide": column.wide,
        "first": index == 0,
        "below": column.below,
        "plot": column.scale is not None,
        "once": column.once,
        "again": again,
    }
    names = [name for name, is_on in on.items() if is_on]
    return f' class="{" ".join(names)}"' if names else ""


def _row(part: Rows, place: int, inks: Inks, live: bool, offers: Offers) -> str:
    table, columns = part.table, shown_columns(part.table)
    key = table.keys[place] if table.keys else ""
    chosen = bool(key) and key in part.chosen
    cells = []
    for index, (at, column) in enumerate(columns):
        cell = table.rows[place][at]
        content = _content(cell, column, inks, live)
        if live and key and part.parameter and (column.id == part.named if part.named else index == 0):
            content = _choosable(cell, inks, part.parameter, key, chosen)
        again = column.once and place > 0 and words(cell) == words(table.rows[place - 1][at])
        cells.append(f"<td{_style(column, index, again)}>{content}</td>")
    on = {"chosen": chosen, "rest": place >= part.few and not chosen, "alike": _alike(part, place)}
    names = " ".join(name for name, is_on in on.items() if is_on)
    marked = f' class="{names}"' if names else ""
    made = f"<tr{marked}>{''.join(cells)}</tr>"
    if not (chosen and part.opened):
        return made
    more = quotation_html(part.opened, live, offers.copy, offers.copied, offers.query)
    return f'{made}<tr class="opened"><td colspan="{len(columns)}">{more}</td></tr>'


def _alike(part: Rows, place: int) -> bool:
    """Whether the next row has the same marks, which then stand for both where a phone has them under the names."""
    table, later = part.table, place + 1
    if later >= len(table.rows) or later in table.groups:
        return False
    if table.keys and part.chosen and {table.keys[place], table.keys[later]} & {*part.chosen}:
        return False
    under = [at for at, column in shown_columns(table) if column.scale or column.below]
    return bool(under) and all(table.rows[place][at] == table.rows[later][at] for at in under)


def _content(cell: Cell, column: Column, inks: Inks, live: bool) -> str:
    """What stands in a cell of a column: marks, a large value, or words."""
    if isinstance(cell, Plot) and column.scale:
        return plot_html(cell, column.scale, inks)
    if column.once and isinstance(cell, Coded):
        return f'<span style="{word(cell.series, inks)}">{escape(cell.name)}</span>'
    return cell_html(cell, inks, live)


def _choosable(cell: Cell, inks: Inks, parameter: str, key: str, chosen: bool) -> str:
    """The name of a row as a button, its sign before it and its lesser lines below."""
    first, *others = cell.lines if isinstance(cell, Stack) else (cell,)
    sign = sign_html(first.series, inks) if isinstance(first, Coded) else ""
    below = "".join(f'<span class="sub">{cell_html(line, inks)}</span>' for line in others if line)
    return f"{sign}{button(words(first), parameter, key, chosen)}{below}"


def cell_html(cell: Cell, inks: Inks, live: bool = True) -> str:
    """A cell as one line, with its sign or link; or as lines."""
    match cell:
        case Amount() if cell.series:
            return f'<b style="{word(cell.series, inks)}">{escape(cell.text)}</b>'
        case Coded():
            return f"{sign_html(cell.series, inks, cell.look)}{escape(cell.name)}"
        case Link():
            return link_html(cell, live)
        case Stack() if cell.lines:
            first, *others = (cell_html(line, inks, live) for line in cell.lines)
            return first + "".join(f'<span class="sub">{line}</span>' for line in others if line)
    return escape(words(cell))
