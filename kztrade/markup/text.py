"""Texts of a view as HTML: opening, cards, notes, headings, prose, links and buttons."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt

from kztrade.marks import Chart
from kztrade.markup.inks import look_html, sign_html, word
from kztrade.table import Link
from kztrade.view import Card, Note, Opening, Prose, Quotation, Section

MARK = "mark:"
"""How the address of an image begins that is a mark of a plot, by its look: `![●](mark:full)`."""

TERM, TERM_CLASS = "term:", "kz-term"
"""How a link begins that opens what a word means, and what such a word is in HTML."""

FIGURE = "figure:"
"""How a link begins that chooses a figure, where the text around it offers that."""


def _link_open(self: Any, tokens: Any, place: int, options: Any, env: Any) -> str:
    """A link opens a meaning, chooses a figure, or leads to a page: to one of ours only where something is live."""
    token, address = tokens[place], str(tokens[place].attrs.get("href", ""))
    if address.startswith(FIGURE):
        token.attrs = env["figure"](address.removeprefix(FIGURE)) if "figure" in env else {}
    elif address.startswith(TERM):
        token.attrs = {"class": TERM_CLASS, "href": f"#{_term_id(address.removeprefix(TERM))}"}
    elif not (env.get("live") or outside(address)):
        token.attrs.pop("href", None)
    return str(self.renderToken(tokens, place, options, env))


def _image(self: Any, tokens: Any, place: int, options: Any, env: Any) -> str:
    """Nothing is loaded from elsewhere: the words of a picture stand for it. A mark of a plot is drawn."""
    address = str(tokens[place].attrs.get("src", ""))
    if address.startswith(MARK):
        return look_html(address.removeprefix(MARK))
    return escape(tokens[place].content)


def _commonmark() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False})
    made.add_render_rule("image", _image)
    made.add_render_rule("link_open", _link_open)
    return made


COMMONMARK = _commonmark()
"""What reads CommonMark; renders it for a live page where its `env` says so."""


def inline_html(text: str, live: bool = True, figure: Callable[[str], dict[str, str]] | None = None) -> str:
    """A line of CommonMark.

    Args:
        text: What is to be read.
        live: Whether links to pages of ours lead there.
        figure: The attributes of a link that chooses a figure, by its id; without, no figure can be chosen.
    """
    return str(COMMONMARK.renderInline(text, {"live": live, **({"figure": figure} if figure else {})}))


def spoken(text: str) -> str:
    """A line of CommonMark as words alone."""
    found = COMMONMARK.parseInline(text)[0].children or []
    return "".join(" " if token.type == "softbreak" else token.content for token in found)


def _term_id(name: str) -> str:
    return f"kz-term-{name}"


def terms_html(terms: Sequence[tuple[str, str, str]]) -> str:
    """What some words mean, each unseen until its word is followed: name, word and sentence."""
    return "".join(
        f'<div class="kz-meaning" id="{escape(_term_id(name))}" popover><b>{escape(word)}</b> {escape(meaning)}</div>'
        for name, word, meaning in terms
    )


def outside(address: str) -> bool:
    """Whether an address is one of another site."""
    return address.startswith(("https://", "http://"))


def opening_html(opening: Opening, live: bool = True) -> str:
    """The page's question, its answer as the one first heading, and whose figures these are."""
    return (
        f'<div class="kz-head"><div class="kz-kicker">{escape(opening.kicker)}</div>'
        f"<h1>{escape(opening.headline)}</h1>"
        f'<p class="kz-dek">{inline_html(opening.dek, live)}</p></div>'
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
    return f'<div class="kz-note" role="note"><b>{escape(note.first)}</b> {inline_html(note.rest, live)}</div>'


def section_html(section: Section, live: bool = True) -> str:
    """A heading inside a page."""
    identity = f' id="{escape(section.anchor)}"' if section.anchor else ""
    below = f'<p class="kz-sub">{inline_html(section.below, live)}</p>' if section.below else ""
    return f'<h2 class="kz-section"{identity}>{escape(section.title)}</h2>{below}'


def title_html(title: str, below: str = "") -> str:
    """What a chart or a passage shows, and how to read it."""
    return f'<h2 class="kz-title">{escape(title)}</h2>{small_html(below)}'


def reading_html(text: str, live: bool = True) -> str:
    """How the marks of a table are to be read: a line of CommonMark."""
    return f'<p class="kz-sub">{inline_html(text, live)}</p>' if text else ""


def chart_title_html(chart: Chart) -> str:
    """What a chart shows, how to read it, and what its colours and signs stand for where no words in it say so."""
    if not chart.key:
        return title_html(chart.title, chart.subtitle)
    return title_html(chart.title) + key_html(chart, chart.subtitle)


def key_html(chart: Chart, below: str = "") -> str:
    """What the colours and signs of a chart stand for; nothing where words in it say so."""
    inks = chart.inks
    told = "".join(
        f'<b style="{word(one.series, inks)}">{sign_html(one.series, inks)}{escape(one.name)}</b>' for one in chart.key
    )
    return f'<p class="kz-sub kz-key">{told}<span>{escape(below)}</span></p>' if told else ""


def source_html(text: str) -> str:
    """The source line under a chart."""
    return f'<p class="kz-source">{escape(text)}</p>'


def paper_html(*lines: str) -> str:
    """Lines that stand on paper alone."""
    return f'<div class="kz-paper">{"".join(map(small_html, lines))}</div>'


def small_html(text: str) -> str:
    """A line in small letters; nothing where there is no text."""
    return f'<p class="kz-sub">{escape(text)}</p>' if text else ""


def below_html(text: str) -> str:
    """A line in small letters with stress in it: what filters leave."""
    return f'<p class="kz-sub">{inline_html(text)}</p>'


def label_html(text: str) -> str:
    """The name of a button whose own words are what is chosen."""
    return f'<p class="kz-label">{escape(text)}</p>'


def answer_html(text: str) -> str:
    """What follows from the choice above it, its number set large."""
    return f'<p class="kz-answer">{inline_html(text)}</p>'


def what_html(text: str) -> str:
    """What the buttons beside it bring."""
    return f'<span class="kz-what">{escape(text)}</span>'


def copy_html(label: str, done: str, query: str, before: str = "") -> str:
    """A button that copies a link to the view, with a text before it: see `browser/page.js`."""
    return (
        f'<button type="button" class="kz-copy" data-link="{escape(query)}" data-before="{escape(before)}" '
        f'data-done="{escape(done)}">{escape(label)}</button>'
    )


def prose_html(prose: Prose, live: bool = True) -> str:
    """A paragraph or more."""
    return f'<div class="kz-text">{COMMONMARK.render(prose.text, {"live": live})}</div>'


def quotation_html(part: Quotation, live: bool = True, copy: str = "", done: str = "", query: str = "") -> str:
    """A sentence to take along, and on a live page a button that copies it with the address of the view."""
    below = f'<p class="kz-sub">{inline_html(part.below, live)}</p>' if part.below else ""
    offer = copy_html(copy, done, query, f"{part.text} ") if live and copy else ""
    return f'<div class="kz-quotation"><p>{escape(part.text)} {offer}</p>{below}</div>'


def link_html(link: Link, live: bool = True) -> str:
    """A link to another site, which opens beside the page, or to a page of ours."""
    if not link.address or not (live or outside(link.address)):
        return escape(link.name)
    beside = ' rel="noopener" target="_blank"' if outside(link.address) else ""
    return f'<a href="{escape(link.address)}"{beside}>{escape(link.name)}</a>'


def button(text: str, parameter: str, value: str, chosen: bool, more: str = "") -> str:
    """A button that gives a parameter of the page a value: see `browser/page.js`."""
    return (
        f'<button type="button" data-parameter="{escape(parameter)}" data-figure="{escape(value)}"{more} '
        f'aria-pressed="{str(chosen).lower()}">{escape(text)}</button>'
    )
