"""Where a reader is and may go: all pages in their groups, and the questions that other pages answer."""

from collections.abc import Sequence
from html import escape

from kztrade.view import Contents, Next


def navigation_html(groups: Sequence[tuple[str, Sequence[Next]]], here: str, title: str, mark: str) -> str:
    """All pages in their groups: side by side on a wide page, behind the present one's name on a narrow one.

    Args:
        groups: Their names, each with its pages.
        here: Id of the present page; empty where it is none of them.
        title: What the list is called.
        mark: Address of the wordmark.
    """
    home = groups[0][1][0].page
    wide = "".join(_page_group(name, found, here) for name, found in groups)
    now = [(name, one.title) for name, found in groups for one in found if one.page == here]
    group, page = now[0] if now else ("", title)
    narrow = "".join(_page_panel(name, found, here) for name, found in groups)
    return (
        f'<nav class="kz-nav" aria-label="{escape(title)}"><a class="mark" href="{escape(home)}">'
        f'<img src="{escape(mark)}" alt="kztrade"></a><div class="wide">{wide}</div>'
        f'<details class="narrow"><summary><span>{escape(group)}</span><b>{escape(page)}</b></summary>'
        f'<div class="panel">{narrow}</div></details></nav>'
    )


def _here(one: Next, here: str) -> str:
    return ' aria-current="page"' if one.page == here else ""


def _page_group(name: str, found: Sequence[Next], here: str) -> str:
    now = " now" if any(one.page == here for one in found) else ""
    links = "".join(
        f'<li><a href="{escape(one.page)}" title="{escape(one.question)}"{_here(one, here)}>{escape(one.title)}</a></li>'
        for one in found
    )
    return f'<div class="group{now}"><span>{escape(name)}</span><ul>{links}</ul></div>'


def _page_panel(name: str, found: Sequence[Next], here: str) -> str:
    links = "".join(
        f'<li><a href="{escape(one.page)}"{_here(one, here)}><b>{escape(one.title)}</b>'
        f"<span>{escape(one.question)}</span></a></li>"
        for one in found
    )
    return f"<span>{escape(name)}</span><ul>{links}</ul>"


def next_html(questions: Sequence[Next], title: str) -> str:
    """Questions that other pages answer, as links."""
    links = "".join(
        f'<li><a href="{escape(one.page)}">{escape(one.question)}</a><span>{escape(one.title)}</span></li>'
        for one in questions
    )
    return (
        f'<nav class="kz-next" aria-label="{escape(title)}"><h2>{escape(title)}</h2><ul>{links}</ul></nav>'
        if links
        else ""
    )


def contents_html(part: Contents, page: str = "") -> str:
    """Links to the sections of a page; on a live one their address names the page, which is not the root of all."""
    links = "".join(
        f'<li><a href="{escape(page)}#{escape(section.anchor)}">{escape(section.title)}</a></li>'
        for section in part.sections
    )
    return f'<nav class="kz-contents" aria-label="{escape(part.title)}"><ul>{links}</ul></nav>'
