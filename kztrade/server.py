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
from starlette.middleware import Middleware
from starlette.responses import FileResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kztrade.errors import PlaceError

PACKAGE = Path(__file__).parent
SCRIPT = PACKAGE / "dashboard.py" if (PACKAGE / "dashboard.py").exists() else PACKAGE.parent / "dashboard.py"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
HEADERS = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}


SOON = ("PlotlyChart", "BidiComponent", "Html", "Multiselect", "Slider", "ButtonGroup")
"""Parts of Streamlit's page that it would ask for one after the other, once it meets what they draw."""


def _preload() -> str:
    """A `Link` header that lets the browser load those parts at once, by the names that this Streamlit gives them."""
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    files = (next(iter(sorted(folder.glob(f"{part}.*.js"))), None) for part in SOON)
    return ", ".join(f"</static/js/{file.name}>; rel=modulepreload" for file in files if file)


class Preload:
    """Adds the header to the page itself, and to nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._link = _preload().encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; the answer that is HTML gets the header."""

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", []))
                if any(name == b"content-type" and value.startswith(b"text/html") for name, value in headers):
                    message = {**message, "headers": [*headers, (b"link", self._link)]}
            await send(message)

        await self._app(scope, receive, told if scope["type"] == "http" else send)


async def _plotly(request: object) -> FileResponse:
    """Plotly for pictures, should Streamlit ever stop to share its own copy with the page."""
    return FileResponse(PLOTLY, media_type="text/javascript", headers=HEADERS)


def application() -> st.App:
    """The dashboard as an ASGI application."""
    routes = [Route("/assets/plotly.min.js", _plotly)]
    return st.App(SCRIPT, routes=routes, middleware=[Middleware(Preload)])


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
