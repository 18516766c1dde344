"""Passages as HTML, their figures marked; two texts of them stand level with each other."""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from kztrade.markup.text import title_html
from kztrade.view import Passage, Passages, Run


def passages_html(part: Passages, live: bool = True) -> str:
    """Passages with their figures marked, as links where they can be chosen, and the arithmetic of the chosen one."""
    arithmetic = f'<div class="sum">{escape(part.arithmetic)}</div>' if part.arithmetic else ""
    title = title_html(part.title, part.below)
    if part.other:
        other = {passage.number: passage for passage in part.other.passages}
        rows = "".join(_pair(passage, other, part, live) for passage in part.passages)
        second = title_html(part.other.title, part.other.below)
        return f'<div class="kz-passages two"><div>{title}</div><div>{second}</div>{rows}{arithmetic}</div>'
    body = "".join(_passage(passage, part, live) for passage in part.passages)
    return f'{title}<div class="kz-passages">{body}{arithmetic}</div>'


def _pair(passage: Passage, other: Mapping[int, Passage], part: Passages, live: bool) -> str:
    """One passage in both texts; an empty place where the other one lacks it."""
    beside = other.get(passage.number)
    return _passage(passage, part, live) + (_passage(beside, part, live) if beside else "<div></div>")


def _passage(passage: Passage, part: Passages, live: bool) -> str:
    chosen = " chosen" if any(run.figure and run.figure in part.chosen for run in passage.runs) else ""
    return (
        f'<div class="passage{chosen}" data-passage="{passage.number}"><div class="number">{escape(passage.label)}</div>'
        f'<p lang="{escape(passage.language)}">{_runs(passage.runs, part, live)}</p></div>'
    )


def _runs(runs: Sequence[Run], part: Passages, live: bool) -> str:
    return "".join(_run(run, part, live) for run in runs)


def _run(run: Run, part: Passages, live: bool) -> str:
    """A figure as a link and no button: a button would tear it from the syllable that follows."""
    if not run.figure:
        return escape(run.text)
    chosen = run.figure in part.chosen
    series = f' data-series="{escape(run.series)}"' if run.series else ""
    figure = f'data-figure="{escape(run.figure)}"{series}'
    if live and part.parameter:
        address = f"?{urlencode({part.parameter: run.figure})}"
        now = ' aria-current="true"' if chosen else ""
        return f'<a href="{escape(address)}" data-parameter="{escape(part.parameter)}" {figure}{now}>{escape(run.text)}</a>'
    tag = "mark" if chosen else "b"
    return f"<{tag} {figure}>{escape(run.text)}</{tag}>"
