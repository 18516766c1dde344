"""The reader's own copies of originals: added from a file or an upload, or fetched, and kept outside the project.

A copy is a text `<id>.<start of its SHA-256>.txt` and a sidecar `<id>.json` that says where it came from. Replacing
the sidecar is the one step that decides which text counts, so a write that fails leaves the earlier copy whole.

`fetch_original` is the only network call of the project. It trusts nothing it is told on the way: see there.
"""

import codecs
import hashlib
import ipaddress
import json
import logging
import os
import re
import socket
import ssl
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urljoin

import platformdirs
import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from kztrade import __version__
from kztrade.errors import FetchError, FilterError, KztradeError, PlaceError, ShapeError, UsageError
from kztrade.model import Source

HOME = "KZTRADE_DATA_HOME"
"""The environment variable that names another home for the reader's data than the system's usual one."""

LIMIT = 2_000_000
"""Bytes of the largest original taken: an article has some thousands."""

SECONDS = 20.0
"""What a download may take, all redirects included."""

REDIRECTS = 5

_CONNECT_SECONDS = 5.0  # an address that does not answer must leave time for the next one
_CHUNK = 65_536
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_TAG = re.compile(
    r"<(?:!doctype|\?xml)\s|</?(?:html|head|body|div|p|br|a|ul|li|span|script|table)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=[^>]{0,60}>", re.IGNORECASE)
_UNICAST = ipaddress.IPv6Network("2000::/3")

# Python's names of what Kazakh and Russian pages are written in; its other codecs are no business of a publisher
_CHARSETS = {"utf-8", "cp1251", "kz1048", "koi8-r", "iso8859-5", "iso8859-1", "cp1252", "ascii"}
_CODINGS = {"", "identity", "gzip", "x-gzip", "deflate"}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Original:
    """A kept copy of an original and where it came from.

    Attributes:
        source: The source's id.
        sha256: SHA-256 of the kept text.
        added: When it was added, in UTC.
        origin: `file`, `upload` or the address it was fetched from.
    """

    source: str
    sha256: str
    added: datetime
    origin: str

    @property
    def file(self) -> str:
        """Name of the file that holds the text."""
        return f"{self.source}.{self.sha256[:16]}.txt"


@dataclass(frozen=True, slots=True)
class Fetched:
    """The text of a page, a paragraph a line, and the address that gave it after all redirects."""

    text: str
    url: str


def folder() -> Path:
    """Where originals are kept: in the user's data folder, or in the one that `KZTRADE_DATA_HOME` names."""
    if home := os.environ.get(HOME):
        return Path(home).expanduser() / "originals"
    return platformdirs.user_data_path("kztrade", appauthor=False) / "originals"


def original_text(raw: bytes, source_id: str = "ID") -> str:
    """The text that the bytes of an original hold, without byte order mark and with plain line feeds.

    Args:
        raw: Content of a file or an upload.
        source_id: The source it is meant for; named in hints.

    Raises:
        ShapeError: Nothing but blanks, more than 2 MB, not UTF-8 text, or a web page.
    """
    hint = "Save the article's text as a plain UTF-8 text file and add that."
    if len(raw) > LIMIT:
        raise ShapeError("The original is larger than 2 MB, so it is not the text of one article.", hint)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"The original is not UTF-8 text: byte {error.start + 1} is {raw[error.start]:#04x}."
        raise ShapeError(message, hint) from None
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        code = f"U+{ord(control[0]):04X}"
        raise ShapeError(f"The original is binary, not text: line {line} holds the control character {code}.", hint)
    if not text.strip():
        raise ShapeError("The original is empty.", hint)
    if _TAG.search(text):
        raise ShapeError(
            "The original is a web page (HTML), not text.",
            f"Save the article's text as a text file, or let `kztrade original fetch {source_id}` take it out.",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_original_file(path: Path) -> bytes:
    """The content of a file that may be an original; one that is too large is not read.

    Raises:
        UsageError: No such file, or a folder.
        PlaceError: This computer does not let it be read.
        ShapeError: More than 2 MB.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UsageError(f"{path} is a folder, not a file.", "Name the text file itself.")
        if size > LIMIT:
            message = f"The file {path} has {size / 1e6:.1f} MB; an original has 2 MB at most."
            raise ShapeError(message, "Save the article's text alone as a plain UTF-8 text file and add that.")
        with path.open("rb") as file:
            return file.read(LIMIT + 1)  # a device or a pipe tells no size
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f"There is no file {path}.", "Check the name and the folder you are in.") from None
    except OSError as error:
        message = f"The file {path} cannot be read: {error.strerror}."
        raise PlaceError(message, "Check that it is yours to read.") from None


def add_original(
    source_id: str,
    raw: bytes,
    known: Mapping[str, Source],
    folder: Path | None = None,
    *,
    now: datetime,
    origin: str = "file",
) -> Original:
    """Keep a copy of an original; it takes the place of an earlier one.

    Args:
        source_id: An id of sources.csv.
        raw: Content of a file or an upload, or the text of a fetched page.
        known: Sources by id.
        folder: Where copies are kept; `folder()` unless given.
        now: When it is added, aware of its time zone.
        origin: `file`, `upload` or the address it was fetched from.

    Raises:
        FilterError: No source has that id.
        ShapeError: The bytes are not the text of an article.
        PlaceError: The folder cannot be written; an earlier copy is as it was.
    """
    if source_id not in known:
        close = get_close_matches(source_id[:100], known, cutoff=0.5)
        hint = f"Did you mean {' or '.join(close)}?" if close else f"Known sources: {', '.join(sorted(known))}."
        raise FilterError(f"No source is called {source_id[:100]!r}.", hint)
    content = original_text(raw, source_id).encode()
    place = _place(folder)
    added = now.astimezone(UTC).replace(microsecond=0)
    original = Original(source_id, hashlib.sha256(content).hexdigest(), added, origin)
    before = None
    with suppress(ShapeError):
        before = _recorded(source_id, place)
    try:
        place.mkdir(parents=True, exist_ok=True)
        _write(place / original.file, content)
        _write(place / f"{source_id}.json", _sidecar(original))
    except OSError as error:
        raise PlaceError(f"The original cannot be kept in {place}: {error.strerror}.", _place_hint()) from None
    finally:
        _drop_unnamed(place, original, before)
    return original


def read_original(source_id: str, folder: Path | None = None) -> str | None:
    """The text of the kept copy, `None` when there is none.

    Raises:
        ShapeError: The copy is not what was added: lost, or changed by another hand.
        PlaceError: This computer does not let it be read.
    """
    place = _place(folder)
    original = _recorded(source_id, place)
    if original is None:
        return None
    content = b""
    with suppress(OSError):
        content = (place / original.file).read_bytes()
    if hashlib.sha256(content).hexdigest() != original.sha256:
        raise ShapeError(f"The kept copy of {source_id} is not the text that was added.", _again(source_id))
    return content.decode()


def list_originals(folder: Path | None = None) -> tuple[Original, ...]:
    """The kept copies, sorted by source.

    Raises:
        ShapeError: What is recorded of a copy cannot be read.
        PlaceError: This computer does not let the folder be read.
    """
    place = _place(folder)
    names = sorted(path.stem for path in place.glob("*.json"))
    return tuple(original for name in names if (original := _recorded(name, place)))


def remove_original(source_id: str, folder: Path | None = None) -> bool:
    """Remove the kept copy.

    Returns:
        Whether there was one.

    Raises:
        PlaceError: The folder cannot be written.
    """
    place = _place(folder)
    if not _ID.fullmatch(source_id):
        return False
    try:
        # the last are what a write left that was cut off by force
        names = [f"{source_id}.json", f"{source_id}.*.txt", f".{source_id}.*"]
        paths = [path for name in names for path in place.glob(name) if path.is_file()]
        for path in paths:
            path.unlink(missing_ok=True)
    except OSError as error:
        message = f"The copy of {source_id} cannot be removed from {place}: {error.strerror}."
        raise PlaceError(message, _place_hint()) from None
    return bool(paths)


def _place(chosen: Path | None) -> Path:
    return chosen or folder()


def _place_hint() -> str:
    return f"Make the folder writable, or set {HOME} to one that is."


def _again(source_id: str) -> str:
    return f"Add it again with `kztrade original add {source_id} FILE`."


def _recorded(source_id: str, place: Path) -> Original | None:
    if not _ID.fullmatch(source_id):
        return None
    try:
        fields = json.loads((place / f"{source_id}.json").read_bytes())
        original = Original(source_id, fields["sha256"], datetime.fromisoformat(fields["added"]), str(fields["origin"]))
        if not _SHA256.fullmatch(original.sha256):
            raise ValueError
        return original
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise PlaceError(f"The originals in {place} cannot be read: {error.strerror}.", _place_hint()) from None
    except (ValueError, KeyError, TypeError):
        raise ShapeError(f"What is recorded of the copy of {source_id} cannot be read.", _again(source_id)) from None


def _drop_unnamed(place: Path, original: Original, before: Original | None) -> None:
    """Remove the one of two texts that the sidecar does not name, whichever the writing came to."""
    with suppress(OSError, KztradeError):
        kept = _recorded(original.source, place)
        for copy in (original, before):
            if copy and (kept is None or copy.file != kept.file):
                (place / copy.file).unlink(missing_ok=True)


def _sidecar(original: Original) -> bytes:
    fields = {
        "source": original.source,
        "sha256": original.sha256,
        "added": original.added.isoformat(),
        "origin": original.origin,
    }
    return f"{json.dumps(fields, ensure_ascii=False, indent=2)}\n".encode()


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
        _sync(path.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sync(place: Path) -> None:
    with suppress(OSError):  # Windows and some network folders cannot; the file itself is safe by now
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def source_hosts(sources: Iterable[Source]) -> frozenset[str]:
    """The hosts that may be asked: those of the https addresses of sources, with the port where it is not 443."""
    hosts = set()
    for source in sources:
        with suppress(LocationParseError):
            url = urllib3.util.parse_url(source.address)
            if url.scheme == "https" and url.host:
                hosts.add(_host(url))
    return frozenset(hosts)


def is_public(address: Address) -> bool:
    """Whether an address is one of the open Internet, and not one that leads to another by translation.

    >>> is_public(ipaddress.ip_address("10.0.0.1")), is_public(ipaddress.ip_address("1.1.1.1"))
    (False, True)
    """
    if not address.is_global or address.is_multicast:
        return False
    # mapped, NAT64 and 6to4 addresses carry an IPv4 address of anybody's choice
    return isinstance(address, ipaddress.IPv4Address) or (address in _UNICAST and address.sixtofour is None)


def resolved(host: str, port: int) -> list[str]:
    """The addresses that this computer's resolver gives, in its order."""
    return list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def fetch_original(
    source: Source,
    hosts: frozenset[str],
    *,
    resolve: Resolver = resolved,
    is_allowed: Callable[[Address], bool] = is_public,
    ca_certs: str | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Fetched:
    """Download the page of a source and take its text out.

    Only https, only hosts of sources, only public addresses. The connection goes to an address that was checked, not
    to the name again, and every redirect is checked like the first address. No proxy, cookie or netrc is used. At most
    2 MB after decompression and 20 seconds in all; the resolver's time counts, but cannot be cut short.

    Args:
        source: The source, with its address.
        hosts: Hosts that may be asked, from `source_hosts`.
        resolve: Gives the addresses of a host and port.
        is_allowed: Tells whether an address may be connected to.
        ca_certs: File of the authorities to trust; those of this computer unless given.
        clock: Seconds that only grow.

    Raises:
        FetchError: The address is refused, or the publisher did not answer with the page in time.
        ShapeError: What came is too large, not a page, or holds no text.
    """
    deadline = clock() + SECONDS

    def remaining() -> float:
        seconds = deadline - clock()
        if seconds <= 0:
            raise TimeoutError
        return seconds

    by_hand = f"Save the article's text from a browser and use `kztrade original add {source.id} FILE`."
    retry = f"Try again later. {by_hand}"
    if not source.address:
        raise FetchError(f"No address is recorded for {source.id}.", by_hand)
    context = _context(ca_certs, remaining)
    address = source.address
    try:
        for _ in range(1 + REDIRECTS):
            url = _checked_url(address, hosts, by_hand)
            checked = _checked_addresses(url, resolve, is_allowed, by_hand, retry)
            with _response(url, checked, context, remaining) as response:
                location = response.get_redirect_location()
                if not location:
                    return Fetched(_page_text(response, source.id, by_hand, retry), url.url)
                address = location
                with suppress(ValueError):  # an address that cannot be read is refused in the next round
                    address = urljoin(url.url, location)
        raise FetchError(f"{source.address} redirects more than {REDIRECTS} times.", by_hand)
    except (TimeoutError, ReadTimeoutError):
        raise FetchError(f"{url.host} did not send the page within {SECONDS:.0f} seconds.", retry) from None
    except SSLError as error:
        hint = f"Check this computer's date and its trusted certificates. {by_hand}"
        raise FetchError(f"No secure connection to {url.host}: {_reason(error)}.", hint) from None
    except HTTPError as error:
        raise FetchError(f"The download from {url.host} failed: {_reason(error)}.", retry) from None


def _context(ca_certs: str | None, remaining: Callable[[], float]) -> ssl.SSLContext:
    class Socket(ssl.SSLSocket):
        # a timeout covers one read; a page that drips in, headers too, would pass any number of them
        def do_handshake(self, block: bool = False) -> None:
            self.settimeout(remaining())
            super().do_handshake(block)

        def recv_into(self, *args: object, **kwargs: object) -> int:
            self.settimeout(remaining())
            return super().recv_into(*args, **kwargs)  # type: ignore[arg-type]

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.sslsocket_class = Socket
    if ca_certs:
        context.load_verify_locations(ca_certs)
    else:
        context.load_default_certs()
    return context


def _host(url: urllib3.util.Url) -> str:
    return url.host or "" if url.port in (None, 443) else f"{url.host}:{url.port}"


def _checked_url(address: str, hosts: frozenset[str], hint: str) -> urllib3.util.Url:
    shown = address if len(address) <= 200 else f"{address[:200]}…"
    try:
        url = urllib3.util.parse_url(address)
    except LocationParseError:
        raise FetchError(f"The address {shown!r} cannot be read.", hint) from None
    if url.scheme != "https":
        raise FetchError(f"The address {shown!r} is not https, so nobody vouches for what it sends.", hint)
    if url.auth or _host(url) not in hosts:
        raise FetchError(f"The address {shown!r} is not on a host of the recorded sources.", hint)
    return url


def _checked_addresses(
    url: urllib3.util.Url, resolve: Resolver, is_allowed: Callable[[Address], bool], by_hand: str, retry: str
) -> list[str]:
    host = url.host or ""
    try:
        found = list(resolve(host, url.port or 443))
    except (OSError, UnicodeError):
        found = []
    if not found:
        raise FetchError(f"No address of {host} could be found.", retry)
    for address in found:
        if not is_allowed(ipaddress.ip_address(address)):
            raise FetchError(f"{host} leads to {address}, which is not an address of the open Internet.", by_hand)
    return found


@contextmanager
def _response(
    url: urllib3.util.Url, addresses: Sequence[str], context: ssl.SSLContext, remaining: Callable[[], float]
) -> Iterator[urllib3.BaseHTTPResponse]:
    """Ask the first of the addresses that lets itself be connected to."""
    headers = {
        "Host": _host(url),
        "User-Agent": f"kztrade/{__version__}",
        "Accept": "text/html, text/plain",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    for address in addresses:
        with urllib3.HTTPSConnectionPool(
            address, url.port or 443, ssl_context=context, server_hostname=url.host, assert_hostname=url.host
        ) as pool:
            timeout = urllib3.Timeout(connect=min(_CONNECT_SECONDS, remaining()), read=remaining())
            try:
                response = pool.urlopen(
                    "GET",
                    url.request_uri,
                    headers=headers,
                    retries=False,
                    redirect=False,
                    timeout=timeout,
                    preload_content=False,
                )
            except (NewConnectionError, ConnectTimeoutError):
                if address == addresses[-1]:
                    raise
                continue
            try:
                yield response
            finally:
                response.close()
            return


def _page_text(response: urllib3.BaseHTTPResponse, source_id: str, by_hand: str, retry: str) -> str:
    if response.status != 200:
        passing = response.status == 429 or response.status >= 500
        message = f"The publisher answered with status {response.status} instead of the page."
        raise FetchError(message, retry if passing else by_hand)
    kind, _, parameters = response.headers.get("Content-Type", "").partition(";")
    kind = kind.strip().lower()
    if kind not in ("text/html", "text/plain"):
        raise ShapeError(f"The publisher sent {kind[:60]!r}, not a page of text.", by_hand)
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    if coding not in _CODINGS:
        raise ShapeError(f"The page is packed as {coding[:60]!r}, which was not asked for.", by_hand)
    text = _decoded(_content(response, by_hand), parameters, by_hand)
    if kind == "text/html":
        text = _extracted(text)
    if not text.strip():
        raise ShapeError("No text of an article was found in the page.", by_hand)
    if "\ufffd" in text:
        raise ShapeError("The page is not written in the character set it declares.", by_hand)
    return original_text(text.encode(), source_id)


def _content(response: urllib3.BaseHTTPResponse, hint: str) -> bytes:
    too_large = ShapeError("The page is larger than 2 MB.", hint)
    declared = response.headers.get("Content-Length", "")
    if re.fullmatch(r"\d+", declared) and (len(declared) > 15 or int(declared) > LIMIT):
        raise too_large
    content = bytearray()
    while chunk := response.read1(_CHUNK):
        content += chunk
        if len(content) > LIMIT:
            raise too_large
    return bytes(content)


def _decoded(content: bytes, parameters: str, hint: str) -> str:
    """Text by byte order mark, header or `meta`, in this order; UTF-8 when none says."""
    meta = _META.search(content[:4096])
    declared = _CHARSET.search(parameters) or (_CHARSET.search(meta[0].decode("ascii", "replace")) if meta else None)
    label = declared[1] if declared and not content.startswith(codecs.BOM_UTF8) else "utf-8"
    try:
        name = codecs.lookup(label).name
    except LookupError:
        name = ""
    if name not in _CHARSETS:
        raise ShapeError(f"The page is written in {label!r}, which cannot be read here.", hint)
    return content.decode(name, "replace").removeprefix("\ufeff")


def _extracted(page: str) -> str:
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
