"""Charts as pictures: PNG, SVG and PDF, drawn by a Chromium on this computer."""

from collections.abc import Callable
from typing import Any

from kztrade import charts
from kztrade.errors import PlaceError
from kztrade.files import browser
from kztrade.files.about import alone
from kztrade.files.letters import SANS, fonts_css
from kztrade.files.plain import printable
from kztrade.files.registry import Format, Kind
from kztrade.marks import Chart
from kztrade.words import Telling


def image_bytes(chart: Chart, extension: str) -> bytes:
    """A chart as a picture that stands alone, with title, subtitle and source inside.

    Raises:
        PlaceError: No Chrome or Chromium is here, or it does not start.
    """
    import kaleido  # only those who want the file wait for it
    from kaleido.errors import BrowserClosedError, BrowserFailedError, ChromeNotFoundError

    options = {"format": extension, "scale": 2 if extension == "png" else 1}
    started = {
        "path": browser.chosen() or None,
        "page_generator": _Page(kaleido.PageGenerator(mathjax=False).generate_index()),
        "proxy_server": browser.NOBODY,
    }
    try:
        content: bytes = kaleido.calc_fig_sync(_drawable(charts.picture(chart)), opts=options, kopts=started)
    except ChromeNotFoundError:
        raise PlaceError(
            "No Chrome or Chromium was found to draw {format}; HTML needs none.", browser.HINT, format=extension.upper()
        ) from None
    except (BrowserFailedError, BrowserClosedError, OSError):
        raise PlaceError(
            "A Chrome or Chromium was found, yet it did not draw the chart; HTML needs none.",
            "Check that it starts, install another one (on Debian and Ubuntu: apt-get install chromium), or set "
            "KZTRADE_CHROMIUM to the path of one.",
        ) from None
    return content


class _Page:
    """The page that a picture is drawn on: Kaleido's, with our font. Nothing on it comes from another host."""

    def __init__(self, page: str) -> None:
        self._page = page

    def generate_index(self) -> str:
        """The page as HTML."""
        more = (
            f'<style id="kz-fonts">'
            f"{fonts_css(*SANS)}</style>\n<script>{charts.image_script()}\n{_WITH_FONT}</script>\n</head>"
        )
        return self._page.replace("</head>", more, 1)


_WITH_FONT = """
const { toImage } = Plotly;
const fonts = document.querySelector("#kz-fonts").textContent;
const value = (figure, options) => kzImage(toImage, figure, { ...options, fonts });
window.Plotly = Object.create(Plotly, { toImage: { value } });
"""


def _drawable(spec: Any) -> Any:
    """The same figure with texts that XML can hold."""
    if isinstance(spec, dict):
        return {key: _drawable(value) for key, value in spec.items()}
    if isinstance(spec, list | tuple):
        return [_drawable(value) for value in spec]
    return printable(spec) if isinstance(spec, str) else spec


def _writer(extension: str) -> Callable[[Telling, Chart], bytes]:
    return lambda told, chart: image_bytes(alone(told, chart), extension)


FORMATS = tuple(
    Format(extension, extension.upper(), mime, Kind.CHART, _writer(extension), browser=True, place=place)
    for extension, mime, place in (
        ("png", "image/png", 10),
        ("svg", "image/svg+xml", 20),
        ("pdf", "application/pdf", 30),
    )
)
