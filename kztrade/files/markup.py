"""Parts of a view as static HTML, which needs no script. Every text is escaped; only links to other sites are links."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt

from kztrade.files.document import ink_class
from kztrade.marks import Ink
from kztrade.table import Cell, Coded, Column, Link, Stack, Table, shown_columns, words
from kztrade.view import Card, Note, Opening, Passage, Passages, Prose, Run, Section

Inks = Mapping[str, Ink]

FEW = 4
"""Columns that a phone has room for; a table with more is read by pushing it sideways."""


def _link_open(self: Any, tokens: Any, place: int, options: Any, env: Any) -> str:
    """A link to a page of ours leads nowhere from a file: its words stay."""
    if not outside(str(tokens[place].attrs.get("href", ""))):
        tokens[place].attrs.pop("href", None)
    return str(self.renderToken(tokens, place, options, env))


def _image(self: Any, tokens: Any, place: int, options: Any, env: Any) -> str:
    """A file loads nothing: the words of a picture stand for it."""
    return escape(tokens[place].content)


def _commonmark() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False})
    rules: list[tuple[str, Callable[..., str]]] = [("link_open", _link_open), ("image", _image)]
    for name, rule in rules:
        made.add_render_rule(name, rule)
    return made


COMMONMARK = _commonmark()


def outside(address: str) -> bool:
    """Whether an address is one of another site."""
    return address.startswith(("https://", "http://"))


def paragraph(text: str, name: str = "small") -> str:
    """A line or paragraph, nothing where there is no text."""
    return f'<p class="{name}">{escape(text)}</p>' if text else ""


def opening_html(opening: Opening) -> str:
    """The page's question, its answer as the one first heading, and whose figures these are."""
    return f"<header>{paragraph(opening.kicker)}<h1>{escape(opening.headline)}</h1>{paragraph(opening.dek, 'dek')}</header>"


def cards_html(cards: Sequence[Card]) -> str:
    """Figures beside each other; what surrounds the number is set small."""
    return f'<div class="cards">{"".join(map(_card, cards))}</div>' if cards else ""


def _card(card: Card) -> str:
    before, number, after = card.value.partition(card.number) if card.number else ("", card.value, "")
    around = [f'<span class="hedge">{escape(part)}</span>' if part else "" for part in (before, after)]
    return (
        f'<div class="card"><div class="label">{escape(card.label)}</div>'
        f'<div class="value">{around[0]}{escape(number)}{around[1]}</div>{paragraph(card.how)}</div>'
    )


def note_html(note: Note) -> str:
    """A quiet notice."""
    rest = str(COMMONMARK.renderInline(note.rest))
    return f'<div class="note" role="note"><b>{escape(note.first)}</b> {rest}</div>'


def section_html(section: Section) -> str:
    """A heading inside a page."""
    identity = f' id="{escape(section.anchor)}"' if section.anchor else ""
    return f"<h2{identity}>{escape(section.title)}</h2>{paragraph(section.below)}"


def prose_html(prose: Prose) -> str:
    """A paragraph or more."""
    return f'<div class="text">{COMMONMARK.render(prose.text)}</div>'


def passages_html(part: Passages, inks: Inks) -> str:
    """Passages with their figures underlined, and the arithmetic of the chosen one."""
    body = "".join(_passage(passage, part, inks) for passage in part.passages)
    return (
        f"<h2>{escape(part.title)}</h2>{paragraph(part.below)}"
        f'<div class="passages">{body}{paragraph(part.arithmetic)}</div>'
    )


def _passage(passage: Passage, part: Passages, inks: Inks) -> str:
    chosen = " chosen" if any(run.figure and run.figure in part.chosen for run in passage.runs) else ""
    runs = "".join(_run(run, part, inks) for run in passage.runs)
    return (
        f'<div class="passage{chosen}">{paragraph(passage.label)}<p lang="{escape(passage.language)}">{runs}</p></div>'
    )


def _run(run: Run, part: Passages, inks: Inks) -> str:
    if not run.figure:
        return escape(run.text)
    tag = "mark" if run.figure in part.chosen else "b"
    name = ink_class(inks, run.series)
    return f"<{tag}{_named(name)}>{escape(run.text)}</{tag}>"


def _named(*names: str) -> str:
    kept = " ".join(filter(None, names))
    return f' class="{kept}"' if kept else ""


def table_html(table: Table, inks: Inks, chosen: Sequence[str] = (), headed: bool = False) -> str:
    """The columns and rows of a table that a page shows; its title unseen where a heading says it."""
    columns = shown_columns(table)
    heads = "".join(f'<th scope="col"{_named(_side(column))}>{escape(column.title)}</th>' for _, column in columns)
    marked = [bool(key) and key in chosen for key in table.keys] or [False] * len(table.rows)
    rows = "".join(
        f"<tr{_named('chosen' if mark else '')}>{_cells(row, columns, inks)}</tr>"
        for row, mark in zip(table.rows[: table.most], marked, strict=False)
    )
    notes = "".join(map(paragraph, (table.rest, *table.notes)))
    caption = f"<caption{_named('unseen' if headed else '')}>{escape(table.title)}</caption>"
    return (
        f'<div class="scroll" role="region" aria-label="{escape(table.title)}" tabindex="0">'
        f"<table{_named('many' if len(columns) > FEW else '')}>{caption}"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{notes}"
    )


def _cells(row: Sequence[Cell], columns: Sequence[tuple[int, Column]], inks: Inks) -> str:
    return "".join(f"<td{_named(_side(column))}>{_cell(row[place], inks)}</td>" for place, column in columns)


def _side(column: Column) -> str:
    return "n" if column.number or column.unit is not None else ""


def _cell(cell: Cell, inks: Inks) -> str:
    match cell:
        case Coded():
            return f"{_sign(cell.series, inks)}{escape(cell.name)}"
        case Link() if outside(cell.address):
            return f'<a href="{escape(cell.address)}" rel="noopener">{escape(cell.name)}</a>'
        case Stack() if cell.lines:
            first, *others = (_cell(line, inks) for line in cell.lines)
            return first + "".join(f'<span class="sub">{line}</span>' for line in others if line)
    return escape(words(cell))


def _sign(series: str, inks: Inks) -> str:
    """The sign of a series in its colour: never colour alone."""
    if series not in inks:
        return ""
    return f'<span class="sign {ink_class(inks, series)}" aria-hidden="true">{escape(inks[series].sign)}</span>'
