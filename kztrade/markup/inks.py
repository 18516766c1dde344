"""How series look, as HTML and CSS."""

from collections.abc import Mapping
from html import escape

from kztrade.marks import Ink

Inks = Mapping[str, Ink]


def mark(series: str, inks: Inks) -> str:
    """The colour of a series' marks as a CSS property that marks take their colour from; empty for a plain one."""
    ink = inks.get(series)
    return escape(f"--kz-mark:light-dark({ink.light}, {ink.dark})") if ink else ""


def word(series: str, inks: Inks) -> str:
    """The colour of a series' words in CSS."""
    ink = inks.get(series)
    return escape(f"color: light-dark({ink.word_light}, {ink.word_dark})") if ink else ""


INSIDE = {"unknown": "?", "missed": "✕"}
"""What stands inside a mark, by its look."""


def look_classes(series: str, look: str, inks: Inks) -> str:
    """The classes of a mark: its look, and the shape of its series."""
    ink = inks.get(series)
    return escape(f"spot {look} {ink.shape if ink else 'circle'}")


def look_html(look: str, series: str = "", inks: Inks | None = None) -> str:
    """A mark of a plot inside a text, in the colour of a series or of the text."""
    inks = inks or {}
    return (
        f'<span class="kz-look" aria-hidden="true"><i class="{look_classes(series, look, inks)}" '
        f'style="{mark(series, inks)}">{INSIDE.get(look, "")}</i></span>'
    )


def sign_html(series: str, inks: Inks, look: str = "") -> str:
    """The sign of a series in its colour, or a mark of it as plots have them: never colour alone."""
    ink = inks.get(series)
    if ink is None:
        return ""
    if look:
        return look_html(look, series, inks)
    return f'<span class="kz-shape" aria-hidden="true" style="{word(series, inks)}">{escape(ink.sign)}</span>'


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
