"""A browser on this computer that opens the dashboard as soon as it answers."""

import os
import socket
import sys
import time
import webbrowser
from contextlib import suppress
from threading import Thread

PAUSE = 0.1
"""Seconds between two knocks."""


def has_screen() -> bool:
    """Whether a browser can show itself; without a screen, Python would open one inside the terminal."""
    return sys.platform != "linux" or bool({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys())


def address(host: str, port: int, base_path: str = "") -> str:
    """Where a browser on this computer finds the dashboard.

    >>> address("0.0.0.0", 8501), address("::1", 80, "/trade/")
    ('http://localhost:8501/', 'http://[::1]:80/trade/')
    """
    name = "localhost" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104
    path = base_path.strip("/")
    return f"http://{name}:{port}/{path}{'/' if path else ''}"


def open_soon(host: str, port: int, base_path: str = "") -> None:
    """Open the dashboard, beside what runs, once the server answers."""
    Thread(target=_open, args=(host, port, base_path), daemon=True).start()


def _open(host: str, port: int, base_path: str) -> None:
    while not _answers(host, port):
        time.sleep(PAUSE)
    webbrowser.open(address(host, port, base_path))


def _answers(host: str, port: int) -> bool:
    with suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False
