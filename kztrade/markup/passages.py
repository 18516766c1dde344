"""Passages as HTML, their figures marked."""

from html import escape

from kztrade.markup.text import button, title_html
from kztrade.view import Passage, Passages, Run


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
