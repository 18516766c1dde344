"""Parts of a view as HTML. Every text is escaped.

On a live page whatever a reader can choose is a button, and links to our own pages lead there. In a file nothing can be
chosen, and only links to other sites are links.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt

from kztrade.marks import Ink
from kztrade.table import Cell, Coded, Column, Link, Stack, shown_columns, words
from kztrade.view import Card, Note, Opening, Passage, Passages, Prose, Rows, Run, Section

Inks = Mapping[str, Ink]

FEW = 4
"""Columns that a phone has room for; a table with more is read by pushing it sideways."""


def _link_open(self: Any, tokens: Any, place: int, options: Any, env: Any) -> str:
    """A link to a page of ours leads nowhere from a file: its words stay."""
    if not outside(str(tokens[place].attrs.get("href", ""))):
        tokens[place].attrs.pop("href", None)
    return str(self.renderToken(tokens, place, options, env))


def _image(self: Any, tokens: Any, place: int, options: Any, env: Any) -> str:
    """Nothing is loaded from elsewhere: the words of a picture stand for it."""
    return escape(tokens[place].content)


def _commonmark(live: bool) -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False})
    made.add_render_rule("image", _image)
    if not live:
        made.add_render_rule("link_open", _link_open)
    return made


COMMONMARK = {live: _commonmark(live) for live in (True, False)}
"""What renders CommonMark on a live page, and elsewhere."""


def outside(address: str) -> bool:
    """Whether an address is one of another site."""
    return address.startswith(("https://", "http://"))


def opening_html(opening: Opening) -> str:
    """The page's question, its answer as the one first heading, and whose figures these are."""
    return (
        f'<div class="kz-head"><div class="kz-kicker">{escape(opening.kicker)}</div>'
        f"<h1>{escape(opening.headline)}</h1>"
        f'<p class="kz-dek">{escape(opening.dek)}</p></div>'
    )


def cards_html(cards: Sequence[Card]) -> str:
    """Figures beside each other; what surrounds the number is set small."""
    return f'<div class="kz-cards">{"".join(map(_card, cards))}</div>' if cards else ""


def _card(card: Card) -> str:
    before, number, after = card.value.partition(card.number) if card.number else ("", card.value, "")
    hedges = [
        f'<span class="hedge">{escape(part)}</span>' if part.strip() else escape(part) for part in (before, after)
    ]
    return (
        f'<div class="kz-card"><div class="label">{escape(card.label)}</div>'
        f'<div class="value">{hedges[0]}{escape(number)}{hedges[1]}</div>'
        f'<div class="how">{escape(card.how)}</div></div>'
    )


def note_html(note: Note, live: bool = True) -> str:
    """A quiet notice."""
    return (
        f'<div class="kz-note" role="note"><b>{escape(note.first)}</b> {COMMONMARK[live].renderInline(note.rest)}</div>'
    )


def section_html(section: Section) -> str:
    """A heading inside a page."""
    identity = f' id="{escape(section.anchor)}"' if section.anchor else ""
    return f'<h2 class="kz-section"{identity}>{escape(section.title)}</h2>{small_html(section.below)}'


def title_html(title: str, below: str = "") -> str:
    """What a chart or a passage shows, and how to read it."""
    return f'<h2 class="kz-title">{escape(title)}</h2>{small_html(below)}'


def source_html(text: str) -> str:
    """The source line under a chart."""
    return f'<p class="kz-source">{escape(text)}</p>'


def small_html(text: str) -> str:
    """A line in small letters; nothing where there is no text."""
    return f'<p class="kz-sub">{escape(text)}</p>' if text else ""


def what_html(text: str) -> str:
    """What the buttons beside it bring."""
    return f'<span class="kz-what">{escape(text)}</span>'


def copy_html(label: str, done: str, query: str) -> str:
    """A button that copies a link to the view: see `browser/page.js`."""
    return (
        f'<button type="button" class="kz-copy" data-link="{escape(query)}" data-done="{escape(done)}">'
        f"{escape(label)}</button>"
    )


def prose_html(prose: Prose, live: bool = True) -> str:
    """A paragraph or more."""
    return f'<div class="kz-text">{COMMONMARK[live].render(prose.text)}</div>'


# Passages


def passages_html(part: Passages, live: bool = True) -> str:
    """Passages with their figures marked, as buttons where they can be chosen, and the arithmetic of the chosen one."""
    arithmetic = f'<div class="sum">{escape(part.arithmetic)}</div>' if part.arithmetic else ""
    body = "".join(_passage(passage, part, live) for passage in part.passages)
    return f'{title_html(part.title, part.below)}<div class="kz-passages">{body}{arithmetic}</div>'


def _passage(passage: Passage, part: Passages, live: bool) -> str:
    chosen = " chosen" if any(run.figure and run.figure in part.chosen for run in passage.runs) else ""
    runs = "".join(_run(run, part, live) for run in passage.runs)
    return (
        f'<div class="passage{chosen}" data-passage="{passage.number}"><div class="number">{escape(passage.label)}</div>'
        f'<p lang="{escape(passage.language)}">{runs}</p></div>'
    )


def _run(run: Run, part: Passages, live: bool) -> str:
    if not run.figure:
        return escape(run.text)
    chosen = run.figure in part.chosen
    series = f' data-series="{escape(run.series)}"' if run.series else ""
    if live and part.parameter:
        return button(run.text, part.parameter, run.figure, chosen, series)
    tag = "mark" if chosen else "b"
    return f'<{tag} data-figure="{escape(run.figure)}"{series}>{escape(run.text)}</{tag}>'


def button(text: str, parameter: str, value: str, chosen: bool, more: str = "") -> str:
    """A button that gives a parameter of the page a value: see `browser/page.js`."""
    return (
        f'<button type="button" data-parameter="{escape(parameter)}" data-figure="{escape(value)}"{more} '
        f'aria-pressed="{str(chosen).lower()}">{escape(text)}</button>'
    )


# Tables


def table_html(part: Rows, inks: Inks, live: bool = True) -> str:
    """The columns and rows of a table that a page shows, its title unseen where a heading says it.

    Args:
        part: The table, what is chosen in it, and what a chosen row sets.
        inks: How each series looks.
        live: Whether the names of rows that can be chosen are buttons.
    """
    table = part.table
    columns = shown_columns(table)
    heads = "".join(
        f'<th scope="col"{_style(column, index)}>{escape(column.title)}</th>'
        for index, (_, column) in enumerate(columns)
    )
    shown = range(min(len(table.rows), table.most))
    rows = "".join(_row(part, place, columns, inks, live) for place in shown)
    under = "".join(map(small_html, (table.rest, *table.notes)))
    caption = ' class="kz-unseen"' if part.headed else ""
    many = " many" if len(columns) > FEW else ""
    return (
        f'<div class="kz-scroll" role="region" aria-label="{escape(table.title)}" tabindex="0">'
        f'<table class="kz-table{many}"><caption{caption}>{escape(table.title)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{under}"
    )


def _style(column: Column, index: int) -> str:
    number = column.number or column.unit is not None
    names = [name for name, on in (("n", number), ("wide", column.wide), ("first", index == 0)) if on]
    return f' class="{" ".join(names)}"' if names else ""


def _row(part: Rows, place: int, columns: Sequence[tuple[int, Column]], inks: Inks, live: bool) -> str:
    table = part.table
    key = table.keys[place] if table.keys else ""
    chosen = bool(key) and key in part.chosen
    cells = []
    for index, (at, column) in enumerate(columns):
        content = cell_html(table.rows[place][at], inks, live)
        if live and index == 0 and key and part.parameter:
            content = button(words(table.rows[place][at]), part.parameter, key, chosen)
        cells.append(f"<td{_style(column, index)}>{content}</td>")
    mark = ' class="chosen"' if chosen else ""
    return f"<tr{mark}>{''.join(cells)}</tr>"


def cell_html(cell: Cell, inks: Inks, live: bool = True) -> str:
    """A cell as one line, with its sign or link; or as lines."""
    match cell:
        case Coded():
            return f"{sign_html(cell.series, inks)}{escape(cell.name)}"
        case Link():
            return link_html(cell, live)
        case Stack() if cell.lines:
            first, *others = (cell_html(line, inks, live) for line in cell.lines)
            return first + "".join(f'<span class="sub">{line}</span>' for line in others if line)
    return escape(words(cell))


def sign_html(series: str, inks: Inks) -> str:
    """The sign of a series in its colour: never colour alone."""
    ink = inks.get(series)
    if ink is None:
        return ""
    colour = f"color: light-dark({ink.word_light}, {ink.word_dark})"
    return f'<span class="kz-shape" aria-hidden="true" style="{escape(colour)}">{escape(ink.sign)}</span>'


def link_html(link: Link, live: bool = True) -> str:
    """A link to another site, which opens beside the page, or to a page of ours."""
    if not link.address or not (live or outside(link.address)):
        return escape(link.name)
    beside = ' rel="noopener" target="_blank"' if outside(link.address) else ""
    return f'<a href="{escape(link.address)}"{beside}>{escape(link.name)}</a>'


def inks_css(inks: Inks) -> str:
    """A style sheet that underlines the figures of a passage in the colour of their series."""
    rules = (
        f'[data-series="{escape(name)}"] {{ --kz-mark: light-dark({ink.light}, {ink.dark}); }}'
        for name, ink in inks.items()
    )
    return f"<style>{' '.join(rules)}</style>"


def room_css(key: str, wide: float, narrow: float) -> str:
    """A style sheet that keeps room for a chart before it is drawn, by the key of its box and both heights."""
    return f"<style>.st-key-{key} {{ --kz-wide: {wide:.0f}px; --kz-narrow: {narrow:.0f}px; }}</style>"
