"""Colours, type and the anatomy that all charts share. Colour pairs were measured against both page colours.

A chart is made once, in light colours. Each role has a light colour of its own, so that a dark picture is the same one
with every colour exchanged; the browser exchanges them by the same list.
"""

from collections.abc import Mapping
from typing import Any

from kztrade.marks import COMMON, Chart, Dash, Ink, Shape

Json = dict[str, Any]

SERIF = '"Source Serif", "Source Serif 4", Georgia, serif'
FONT = '"Source Sans", "Source Sans 3", "Noto Sans", sans-serif'
SERIF = '"Source Serif", "Source Serif 4", Georgia, serif'
CONFIG: Json = {"displayModeBar": False, "responsive": False, "doubleClick": False, "scrollZoom": False}

DASHES = {Dash.SOLID: "solid", Dash.DASHED: "6px,3px", Dash.DOTTED: "2px,4px"}
LONG_DASH = "8px,4px"
SYMBOLS = {
    Shape.CIRCLE: "circle",
    Shape.SQUARE: "square",
    Shape.DIAMOND: "diamond",
    Shape.TICK: "line-ns-open",
    Shape.UP: "triangle-up",
    Shape.DOWN: "triangle-down",
}

CLEAR = "rgba(0,0,0,0)"
PAGE, INK, INK2, GRID, AXIS = "#FFFFFF", "#1D2228", "#5E6066", "#E7E4DD", "#9A9890"
HOVER = "#FEFEFE"  # not the page's white: on a dark page it is another colour
CHOSEN, DISC, GROUND = "#A67C00", "#F8E3A0", "#FBEFC4"
HALO = f"0 0 2px {PAGE}, 0 0 3px {PAGE}, 0 0 4px {PAGE}"
"""Around letters that a line runs through, as a shadow in CSS: the line is seen up to them."""
DARK = {
    PAGE: "#15171A",
    HALO: HALO.replace(PAGE, "#15171A"),
    INK: "#E9E6E0",
    INK2: "#A7A9AE",
    GRID: "#2B2E33",
    AXIS: "#6B6F76",
    HOVER: "#1F2226",
    CHOSEN: "#E9C84A",
    DISC: "#5E5120",
    GROUND: "#3F3714",
}

LARGE = 26
"""Size of the letters of a figure that a panel is about."""

WORDS = frozenset({"text", "hovertext", "customdata", "ticktext", "meta"})
"""Properties that hold words, in which no colour is looked for."""


class Palette:
    """The colours of one chart by role, light; `dark` says what each is on a dark page."""

    def __init__(self, chart: Chart) -> None:
        self.dark: dict[str, str] = dict(DARK)
        self._inks = {**COMMON, **chart.inks}
        self._roles: dict[tuple[str, str], str] = {}

    def ink(self, series: str) -> Ink:
        """How a series looks; muted where nobody says."""
        return self._inks.get(series, _MUTED)

    def mark(self, series: str) -> str:
        """Colour of lines and points."""
        ink = self.ink(series)
        return self._role(series, "mark", ink.light, ink.dark)

    def word(self, series: str) -> str:
        """Colour of words about a series; plain ink where they are about none."""
        if not series:
            return INK
        ink = self.ink(series)
        return self._role(series, "word", ink.word_light, ink.word_dark)

    def tint(self, series: str) -> str:
        """Colour of an area: light enough for words and lines to stand on."""
        ink = self.ink(series)
        return self._role(series, "tint", mixed(ink.light, PAGE, 0.14), mixed(ink.dark, DARK[PAGE], 0.3))

    def span(self, series: str) -> str:
        """Colour of a broad bar under its point."""
        ink = self.ink(series)
        return self._role(series, "span", mixed(ink.light, PAGE, 0.3), mixed(ink.dark, DARK[PAGE], 0.55))

    def _role(self, series: str, role: str, light: str, dark: str) -> str:
        if (series, role) not in self._roles:
            self._roles[series, role] = self._own(light.upper(), dark.upper())
        return self._roles[series, role]

    def _own(self, light: str, dark: str) -> str:
        """The light colour, or the next that no other role has: the eye sees no difference, the exchange does."""
        while self.dark.setdefault(light, dark) != dark:
            value = int(light[1:], 16)
            light = f"#{value - 1 if value & 0xFF > 0x80 else value + 1:06X}"
        return light


_MUTED = Ink(INK2, DARK[INK2], INK2, DARK[INK2])


def mixed(colour: str, ground: str, part: float) -> str:
    """A colour laid thinly on a ground.

    >>> mixed("#000000", "#FFFFFF", 0.2)
    '#CCCCCC'
    """
    channels = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(over * part + under * (1 - part)):02X}" for over, under in channels)


def recoloured(spec: Any, colours: Mapping[str, str]) -> Any:
    """A copy of a figure with colours exchanged; words are left as they are.

    >>> recoloured({"line": {"color": "#FFFFFF"}, "text": "#FFFFFF"}, {"#FFFFFF": "#000000"})
    {'line': {'color': '#000000'}, 'text': '#FFFFFF'}
    """
    if isinstance(spec, dict):
        return {key: value if key in WORDS else recoloured(value, colours) for key, value in spec.items()}
    if isinstance(spec, list):
        return [recoloured(value, colours) for value in spec] if spec and not _plain(spec[0]) else spec
    return colours.get(spec, spec) if isinstance(spec, str) else spec


def _plain(value: object) -> bool:
    return value is None or isinstance(value, int | float)


def annotation(markup: str, x: float, y: float, colour: str, size: int, align: str) -> Json:
    """Words at a place of the whole picture, held by one edge; `LARGE` ones in the letters of headlines."""
    return {
        "text": markup,
        "xref": "paper",
        "yref": "paper",
        "x": x,
        "y": y,
        "xanchor": align,
        "yanchor": "middle",
        "align": align,
        "borderpad": 0,
        "font": {"color": colour, "size": size, **({"family": SERIF} if size >= LARGE else {})},
    }


def layout(height: float, size: int) -> Json:
    """The layout every chart starts from."""
    return {
        "template": {},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "height": round(height),
        "font": {"family": FONT, "size": size, "color": INK2},
        "margin": {"l": 4, "r": 4, "t": 0, "b": 0, "pad": 0},
        "hovermode": "closest",
        "dragmode": False,
        "bargap": 0.35,
        "transition": {"duration": 0},
        "hoverlabel": {
            "bgcolor": HOVER,
            "bordercolor": AXIS,
            "align": "left",
            "font": {"size": 14, "color": INK, "family": FONT},
        },
    }
