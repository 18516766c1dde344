"""The ASGI application around the pages, and how it is started."""

import socket
import sys
from collections.abc import Mapping
from pathlib import Path

# Two first visitors at once can meet a half-imported NumPy inside Plotly: it is whole before a session starts.
import numpy  # noqa: F401
import pandas  # noqa: F401
import plotly
import streamlit as st
from starlette.responses import FileResponse
from starlette.routing import Route

from kztrade.errors import PlaceError

PACKAGE = Path(__file__).parent
SCRIPT = PACKAGE / "dashboard.py" if (PACKAGE / "dashboard.py").exists() else PACKAGE.parent / "dashboard.py"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
HEADERS = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}


async def _plotly(request: object) -> FileResponse:
    """Plotly for pictures, should Streamlit ever stop to share its own copy with the page."""
    return FileResponse(PLOTLY, media_type="text/javascript", headers=HEADERS)


def application() -> st.App:
    """The dashboard as an ASGI application."""
    return st.App(SCRIPT, routes=[Route("/assets/plotly.min.js", _plotly)])


def require_free(host: str, port: int) -> None:
    """Make sure that nothing listens there yet.

    Raises:
        PlaceError: The port is taken, not allowed, or the host is no address of this computer.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise PlaceError(
            f"The dashboard cannot listen on {host}:{port}: {error.strerror or error}.",
            f"Choose another port, such as `kztrade serve --port {port % 65535 + 1}`, and a host of this computer.",
        ) from None


def serve(host: str = "localhost", port: int = 8501, options: Mapping[str, object] | None = None) -> None:
    """Serve the dashboard until it is stopped.

    Raises:
        PlaceError: As `require_free`.
    """
    require_free(host, port)
    # Streamlit looks for .streamlit/config.toml beside the program that was started: name the dashboard.
    sys.argv = [str(SCRIPT)]
    # Whoever starts it opens the browser, if there is a screen: see `kztrade serve --open`.
    config = {"server.address": host, "server.port": port, "server.headless": True}
    application().run(config={**config, **(options or {})})
