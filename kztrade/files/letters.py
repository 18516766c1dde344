"""The page's own fonts, for files that must look like it where nobody has them: see `fonts/OFL.txt`."""

from base64 import b64encode
from functools import cache
from importlib.resources import files

SANS = (("Source Sans", 400, "sans"), ("Source Sans", 600, "sans_bold"))
SERIF = (("Source Serif", 600, "serif_bold"),)
"""Fonts by their name in style sheets, their weight, and their file."""


@cache
def fonts_css(*fonts: tuple[str, int, str]) -> str:
    """Rules of CSS that bear the fonts in themselves; without any named, all of them."""
    return "".join(_face(*font) for font in fonts or SANS + SERIF)


def _face(name: str, weight: int, stem: str) -> str:
    font = (files(__package__) / "fonts" / f"{stem}.woff2").read_bytes()
    source = f"url(data:font/woff2;base64,{b64encode(font).decode()}) format('woff2')"
    return f"@font-face{{font-family:'{name}';font-weight:{weight};src:{source}}}"
