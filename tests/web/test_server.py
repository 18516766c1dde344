"""What the server adds to Streamlit: a header on the page, Plotly packed, and a plain sentence for a taken port."""

import asyncio
import gzip
import re
import socket

import pytest
from starlette.requests import Request
from starlette.types import Message

from kztrade.errors import PlaceError
from kztrade.web import server


def request(**headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": raw})


def headers_of(kind: str) -> list[bytes]:
    """Names of the headers that an answer of a media type gets."""
    sent: list[Message] = []

    async def app(scope, receive, send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind.encode())]})

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(server.Preload(app)({"type": "http"}, None, send))
    return [name for name, _ in sent[0]["headers"]]


def test_only_a_page_gets_the_header_that_loads_ahead() -> None:
    assert headers_of("text/html; charset=utf-8") == [b"content-type", b"link"]
    assert headers_of("text/javascript") == [b"content-type"]


def test_what_is_loaded_ahead_exists_and_is_named_relative_to_the_page() -> None:
    found = re.findall(r"<([^>]*)>", server.preload())
    assert len(found) == len(server.SOON) + 1
    assert not [address for address in found if address.startswith("/") or "://" in address]


def test_plotly_is_packed_for_who_can_unpack_it() -> None:
    packed = server.answer_plotly(request(accept_encoding="gzip, br"))
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == server.PLOTLY.read_bytes()
    plain = server.answer_plotly(request())
    assert "content-encoding" not in plain.headers
    for answer in (packed, plain):
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(("base", "path"), [("", "/assets/plotly.min.js"), ("/a/b/", "/a/b/assets/plotly.min.js")])
def test_plotly_stands_under_the_path_of_the_dashboard(base, path) -> None:
    (route,) = server.application(base)._user_routes
    assert route.path == path


def test_a_taken_port_is_told_with_another_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PlaceError, match=f"cannot listen on 127.0.0.1:{port}") as told:
            server.require_free("127.0.0.1", port)
    assert f"--port {port % 65535 + 1}" in told.value.hint
