"""A Chromium on this computer, which draws and prints what Python cannot."""

import os
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kztrade.errors import PlaceError

HINT = "Install one (on Debian and Ubuntu: apt-get install chromium) or set KZTRADE_CHROMIUM to the path of one."
NOBODY = "127.0.0.1:9"
"""A proxy where nobody answers: a browser must not call home from here."""

PATIENCE = 90
"""Seconds that a browser may take to print a page."""


def chosen() -> str:
    """The browser that this computer's owner names; empty where none is named."""
    return os.environ.get("KZTRADE_CHROMIUM", "")


@cache
def _found(named: str) -> str:
    from choreographer.browsers import Chromium  # only those who want the file wait for it

    path = named or Chromium.find_browser(skip_local=False) or ""
    return path if os.access(path, os.X_OK) else ""


def has_browser() -> bool:
    """Whether a Chrome or Chromium is here."""
    return bool(_found(chosen()))


def printed(document: bytes) -> bytes:
    """An HTML document as PDF, on the paper that its own style asks for.

    Raises:
        PlaceError: No Chrome or Chromium is here, or it does not start.
    """
    path = _found(chosen())
    if not path:
        raise PlaceError("No Chrome or Chromium was found to draw {format}; HTML needs none.", HINT, format="PDF")
    # Chromium from a snap sees nothing outside its user's home.
    with TemporaryDirectory(dir=Path.home() if "/snap/" in path else None, ignore_cleanup_errors=True) as folder:
        source, made = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_bytes(document)
        try:
            subprocess.run(_command(path, source, made), capture_output=True, timeout=PATIENCE, check=True)  # noqa: S603
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError):
            raise PlaceError(
                "A Chrome or Chromium was found, yet it did not print the page; HTML needs none.",
                "Check that it starts, install another one (on Debian and Ubuntu: apt-get install chromium), or set "
                "KZTRADE_CHROMIUM to the path of one.",
            ) from None


def _command(path: str, source: Path, made: Path) -> list[str]:
    return [
        path,
        "--headless",
        "--no-sandbox",  # as where Kaleido starts it: the document is our own and loads nothing
        "--disable-gpu",
        f"--proxy-server={NOBODY}",
        f"--user-data-dir={source.parent / 'profile'}",
        "--no-pdf-header-footer",
        "--virtual-time-budget=10000",  # until the scripts have drawn
        f"--print-to-pdf={made}",
        source.as_uri(),
    ]
