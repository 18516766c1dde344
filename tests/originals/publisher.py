"""A publisher on this computer: a real https server that answers each path as told."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import trustme

from kztrade.originals import Fetched
from tests.originals.orchard import PAGE

HOST = "localhost"

Reply = Callable[[ssl.SSLSocket], None]
Fetch = Callable[..., Fetched]


class Server:
    """An https server on the loopback address that answers each path as told, with bytes as they are."""

    def __init__(self, authority: trustme.CA, name: str = HOST) -> None:
        self.replies: dict[str, bytes | Reply] = {}
        self.requests: list[str] = []
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert(name).configure_cert(self._context)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):  # closed
            while True:
                self._answer(self._listener.accept()[0])

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(300)
        with connection, suppress(OSError), self._context.wrap_socket(connection, server_side=True) as secure:
            request = b""
            while b"\r\n\r\n" not in request:
                request += secure.recv(65536)
            self.requests.append(request.decode("latin-1"))
            reply = self.replies[request.split()[1].decode()]
            if callable(reply):
                reply(secure)
            else:
                secure.sendall(reply)
            secure.unwrap()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


def reply(content: bytes | str = PAGE, *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    raw = content.encode() if isinstance(content, str) else content
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(raw)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + raw


def redirect(location: str, status: str = "302 Found") -> bytes:
    return reply("", f"Location: {location}", status=status)


def chunked(chunks: Iterator[bytes], *headers: str) -> Reply:
    """A reply of unknown length that stops when the other side goes away."""

    def send(connection: ssl.SSLSocket) -> None:
        lines = ["HTTP/1.1 200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked", *headers]
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        for chunk in chunks:
            connection.sendall(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
        connection.sendall(b"0\r\n\r\n")

    return send


class Clock:
    """Seconds that move when told, so that no test waits."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds
