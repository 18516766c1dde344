"""Tables, charts, views and everything as files. One file a format; a module's `FORMATS` says what it writes.

Nothing here reads a file or a clock, so the same input gives the same bytes.
"""

from kztrade.files.about import alone
from kztrade.files.browser import has_browser
from kztrade.files.export import Chosen, exported
from kztrade.files.letters import SANS, fonts_css
from kztrade.files.registry import Format, Kind, extension, file_name, formats

__all__ = [
    "SANS",
    "Chosen",
    "Format",
    "Kind",
    "alone",
    "exported",
    "extension",
    "file_name",
    "fonts_css",
    "formats",
    "has_browser",
]
