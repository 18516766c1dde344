"""Passages as HTML, their figures marked; two texts of them stand level with each other."""

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from urllib.parse import urlencode

from kztrade.markup.text import inline_html, title_html
from kztrade.view import Passage, Passages, Run


def passages_html(part: Passages, live: bool = True) -> str:
    """Passages with their figures marked, as links where they can be chosen, and the arithmetic of the chosen one."""
    choose = partial(_choice, part) if live and part.parameter else None
    arithmetic = f'<div class="sum">{inline_html(part.arithmetic, live, choose)}</div>' if part.arithmetic else ""
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
    series = f' data-series="{escape(run.series)}"' if run.series else ""
    if live and part.parameter:
        offered = " ".join(f'{name}="{escape(value)}"' for name, value in _choice(part, run.figure).items())
        return f"<a {offered}{series}>{escape(run.text)}</a>"
    tag = "mark" if run.figure in part.chosen else "b"
    return f'<{tag} data-figure="{escape(run.figure)}"{series}>{escape(run.text)}</{tag}>'


def _choice(part: Passages, figure: str) -> dict[str, str]:
    """What makes a link choose a figure: see `browser/page.js`."""
    now = {"aria-current": "true"} if figure in part.chosen else {}
    address = f"?{urlencode({part.parameter: figure})}"
    return {"href": address, "data-parameter": part.parameter, "data-figure": figure, **now}
