"""Make the small fonts that files bear in themselves, from those that Streamlit's page has.

Run `uv run --no-project --with "fonttools[woff]" scripts/fonts.py` where Streamlit is installed, after a new version of it.
They hold Latin and Cyrillic letters, punctuation and our signs, in one weight each: Chromium puts a variable font into a
PDF as pictures of letters. The licence reserves the name Source for the originals.
"""

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

MADE = Path(__file__).parents[1] / "kztrade" / "files" / "fonts"
LETTERS = (
    *(range(0x20, 0x7F), range(0xA0, 0x180), range(0x400, 0x460), range(0x490, 0x500)),  # Latin, Cyrillic
    *(range(0x2010, 0x2028), range(0x202F, 0x203B), range(0x20AC, 0x20BE), [0x2116]),  # punctuation, money, №
    *(range(0x2190, 0x2194), [0x2212, 0x2248], range(0x2260, 0x2266)),  # arrows, minus, ≈ ≤ ≥
    *([0x25A0, 0x25A1, 0x25B2, 0x25BC], range(0x25C6, 0x25D0)),  # ■ ▲ ▼ ◆ ●
)
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "calt", "liga", "tnum", "lnum"]
FONTS: dict[str, tuple[str, dict[str, Any]]] = {
    "sans": ("SourceSansVF-Upright.*.woff2", {"wght": 400}),
    "sans_bold": ("SourceSansVF-Upright.*.woff2", {"wght": 600}),
    "serif_bold": ("SourceSerifVariable-Roman.*.woff2", {"wght": 600, "opsz": 34}),
}


def made(source: Path, axes: dict[str, Any], name: str) -> bytes:
    """A font with our letters and weights alone, under a name of its own."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options(layout_features=FEATURES, hinting=False, name_IDs=[0, 1, 2, 3, 4, 6, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for part in LETTERS for code in part])
    subsetter.subset(font)
    font = instantiateVariableFont(_again(font), axes)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6):
            record.string = name.replace(" ", "" if record.nameID == 6 else " ")
    font.flavor = "woff2"
    return _bytes(font)


def _again(font: TTFont) -> TTFont:
    """The font read anew: what was taken out is then gone from every table."""
    font.flavor = None
    return TTFont(BytesIO(_bytes(font)), recalcTimestamp=False)


def _bytes(font: TTFont) -> bytes:
    stream = BytesIO()
    font.save(stream)
    return stream.getvalue()


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if folder is None:
        import streamlit

        folder = Path(streamlit.__file__).parent / "static" / "static" / "media"
    for stem, (pattern, axes) in FONTS.items():
        (source,) = folder.glob(pattern)
        (MADE / f"{stem}.woff2").write_bytes(made(source, axes, f"kztrade {stem.replace('_', ' ').title()}"))
