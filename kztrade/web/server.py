"""The ASGI application around the pages, and how it is started."""

import gzip
import socket
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

# Two first visitors at once can meet a half-imported NumPy inside pandas: it is whole before a session starts.
import numpy  # noqa: F401
import pandas  # noqa: F401
import plotly
import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kztrade.errors import PlaceError
from kztrade.web import copies

PACKAGE = Path(__file__).parents[1]
SCRIPT = PACKAGE / "dashboard.py" if (PACKAGE / "dashboard.py").exists() else PACKAGE.parent / "dashboard.py"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
ROUTE = "assets/plotly.min.js"
KEPT = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}

SOON = ("BidiComponent", "Html", "Multiselect", "Slider", "ButtonGroup")
"""Parts of Streamlit's page that it would ask for one after the other, once it meets what they draw."""


def preload() -> str:
    """A `Link` header that lets the browser load those parts and Plotly at once.

    The addresses are relative to the page, so that they hold wherever a proxy has put it.
    """
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    files = (next(iter(sorted(folder.glob(f"{part}.*.js"))), None) for part in SOON)
    parts = [f"<static/js/{file.name}>; rel=modulepreload" for file in files if file]
    return ", ".join([*parts, f"<{ROUTE}?v={plotly.__version__}>; rel=preload; as=script"])


class Preload:
    """Adds the header to the page itself, and to nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._link = preload().encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; the answer that is HTML gets the header."""

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", []))
                if any(name == b"content-type" and value.startswith(b"text/html") for name, value in headers):
                    message = {**message, "headers": [*headers, (b"link", self._link)]}
            await send(message)

        await self._app(scope, receive, told if scope["type"] == "http" else send)


@cache
def _packed() -> bytes:
    return gzip.compress(PLOTLY.read_bytes(), compresslevel=9, mtime=0)


def answer_plotly(request: Request) -> Response:
    """Plotly, packed once; its address tells its version, so a browser may keep it for good."""
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return FileResponse(PLOTLY, media_type="text/javascript", headers=KEPT)
    return Response(_packed(), media_type="text/javascript", headers={**KEPT, "Content-Encoding": "gzip"})


def application(base_path: str = "") -> st.App:
    """The dashboard as an ASGI application.

    Args:
        base_path: The path under which it stands, such as `trade`; empty for none.
    """
    prefix = f"/{base_path.strip('/')}" if base_path.strip("/") else ""
    routes = [Route(f"{prefix}/{ROUTE}", answer_plotly)]
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
            "The dashboard cannot listen on {host}:{port}: {reason}.",
            "Choose another port, such as `kztrade serve --port {other}`, and a host of this computer.",
            host=host,
            port=str(port),
            reason=str(error.strerror or error),
            other=str(port % 65535 + 1),
        ) from None


def serve(
    host: str = "localhost",
    port: int = 8501,
    *,
    base_path: str = "",
    show_originals: bool | None = None,
    options: Mapping[str, object] | None = None,
) -> None:
    """Serve the dashboard until it is stopped.

    Args:
        host: Address of this computer to listen on.
        port: Port to listen on.
        base_path: The path under which a proxy offers it; empty for none.
        show_originals: Whether every visitor sees the originals that are kept on this computer; `None` shows them to
            visitors at this computer alone.
        options: Further options of Streamlit.

    Raises:
        PlaceError: As `require_free`.
    """
    require_free(host, port)
    copies.POLICY.host, copies.POLICY.show_originals = host, show_originals
    # Streamlit looks for .streamlit/config.toml beside the program that was started: name the dashboard.
    sys.argv = [str(SCRIPT)]
    config = {
        "server.address": host,
        "server.port": port,
        "server.baseUrlPath": base_path.strip("/"),
        # Whoever starts it opens the browser, if there is a screen: see `kztrade serve --open`.
        "server.headless": True,
        # Files that are served do not change; whoever writes code starts `streamlit run dashboard.py`.
        "server.fileWatcherType": "none",
    }
    application(base_path).run(config={**config, **(options or {})})
