"""Downloading the page of a source: the only network call of the project, made when a reader asks for it.

The address is shipped data, so what is asked of a download is little: https, the recorded host, an end.
"""

import codecs
import logging
import re
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, NewConnectionError, TimeoutError

from kztrade import __version__
from kztrade.errors import FetchError, ShapeError
from kztrade.message import Message
from kztrade.model import Source
from kztrade.originals.reading import LIMIT

SECONDS = 20.0
"""What a download may take, all redirects included; looked at whenever some of it has come."""

REDIRECTS = 5

_CHUNK = 65_536
_HEADERS = {"User-Agent": f"kztrade/{__version__}", "Accept": "text/html, text/plain", "Accept-Encoding": "gzip"}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The text of a page, a paragraph a line, and the address that gave it after all redirects."""

    text: str
    url: str


def fetch_original(source: Source, *, clock: Callable[[], float] = time.monotonic) -> Fetched:
    """Download the page of a source and take its text out. Nothing is written.

    Only https, only the host of the source's address, also where it redirects to; at most 2 MB after decompression and
    20 seconds. No proxy, cookie or netrc is used.

    Args:
        source: The source, with its address.
        clock: Seconds that only grow.

    Raises:
        FetchError: The address is refused, or the publisher did not answer with the page in time.
        ShapeError: What came is too large, not a page, or holds no text.
    """
    advice = _Advice(
        Message(
            "Save the article's text from a browser and use `kztrade original add {source} FILE`.", source=source.id
        ),
        Message(
            "Try again later. Save the article's text from a browser and use `kztrade original add {source} FILE`.",
            source=source.id,
        ),
    )
    if not source.address:
        raise FetchError("No address is recorded for {source}.", advice.by_hand, source=source.id)
    host = _host(source.address)
    try:
        return _fetched(source.address, host, clock, advice)
    except HTTPError as error:
        if isinstance(error, TimeoutError) and not isinstance(error, NewConnectionError):
            raise FetchError(
                "{host} did not send the page within {count} seconds.", advice.later, host=host, count=int(SECONDS)
            ) from None
        raise FetchError(
            "The download from {host} failed: {reason}.", advice.later, host=host, reason=_reason(error)
        ) from None


@dataclass(frozen=True, slots=True)
class _Advice:
    """What a reader can do where a download fails, now or later."""

    by_hand: Message
    later: Message


def _fetched(first: str, host: str, clock: Callable[[], float], advice: _Advice) -> Fetched:
    address, deadline = first, clock() + SECONDS
    with urllib3.PoolManager(ssl_context=ssl.create_default_context(), headers=_HEADERS) as pool:
        for _ in range(1 + REDIRECTS):
            _check_address(address, host, advice.by_hand)
            timeout = urllib3.Timeout(total=_remaining(deadline, clock))
            response = pool.request(
                "GET", address, redirect=False, retries=False, preload_content=False, timeout=timeout
            )
            location = response.get_redirect_location()
            if not location:
                content = _content(response, lambda: _remaining(deadline, clock), advice)
                return Fetched(_page_text(content, response.headers.get("Content-Type", ""), advice.by_hand), address)
            response.close()
            address = _joined(address, location)
    raise FetchError("{address} redirects more than {count} times.", advice.by_hand, address=first, count=REDIRECTS)


def _remaining(deadline: float, clock: Callable[[], float]) -> float:
    seconds = deadline - clock()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def _host(address: str) -> str:
    """Host of an address and its port where that is not 443; empty where there is none to be read."""
    try:
        return urlsplit(address).netloc.lower().removesuffix(":443")
    except ValueError:
        return ""


def _joined(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError:  # no address at all; refused when it is looked at
        return location


def _check_address(address: str, host: str, hint: Message) -> None:
    shown = address if len(address) <= 200 else f"{address[:200]}…"
    if not host or not _host(address):
        raise FetchError("The address {address!r} cannot be read.", hint, address=shown)
    if not address.lower().startswith("https://"):
        raise FetchError(
            "The address {address!r} is not https, so nobody vouches for what it sends.", hint, address=shown
        )
    if _host(address) != host:
        raise FetchError(
            "The address {address!r} is not on {host}, the host of the source.", hint, address=shown, host=host
        )


def _content(response: urllib3.BaseHTTPResponse, remaining: Callable[[], float], advice: _Advice) -> bytes:
    if response.status != 200:
        passing = response.status == 429 or response.status >= 500
        hint = advice.later if passing else advice.by_hand
        raise FetchError(
            "The publisher answered with status {status} instead of the page.", hint, status=str(response.status)
        )
    content = bytearray()
    while chunk := response.read1(_CHUNK):
        content += chunk
        if len(content) > LIMIT:
            raise ShapeError("The page is larger than 2 MB.", advice.by_hand)
        remaining()
    return bytes(content)


def _page_text(content: bytes, declared: str, hint: Message) -> str:
    kind = declared.partition(";")[0].strip().lower()
    if kind not in ("text/html", "text/plain"):
        raise ShapeError("The publisher sent {kind!r}, not a page of text.", hint, kind=kind[:60])
    page = _decoded(content, declared, hint)
    text = _article(page) if kind == "text/html" else page
    if not text.strip():
        raise ShapeError("No text of an article was found in the page.", hint)
    if "\ufffd" in text:
        raise ShapeError("The page is not written in the character set it declares.", hint)
    return text


def _decoded(content: bytes, declared: str, hint: Message) -> str:
    """Text by byte order mark, header or `meta`, in this order; UTF-8 when none says."""
    found = _CHARSET.search(declared + content[:4096].decode("latin-1"))
    label = found[1] if found and not content.startswith(codecs.BOM_UTF8) else "utf-8"
    try:
        return content.decode(label, "replace").removeprefix("\ufeff")
    except (LookupError, UnicodeError):
        raise ShapeError(
            "The page is written in {charset!r}, which cannot be read here.", hint, charset=label
        ) from None


def _article(page: str) -> str:
    """The article in a page, a paragraph a line."""
    import trafilatura  # takes half a second, and few commands need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read, the caller says in a sentence
    return trafilatura.extract(page, include_comments=False) or ""


def _reason(error: BaseException) -> str:
    """What went wrong in the words of the innermost error, on one line and without a full stop."""
    while inner := next((part for part in (*error.args, error.__cause__) if isinstance(part, BaseException)), None):
        error = inner
    words = getattr(error, "verify_message", "") or getattr(error, "strerror", "") or str(error) or type(error).__name__
    # a server's own words may be among them
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words[:200]).split()).rstrip(".")
