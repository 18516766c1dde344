"""Who may see an original: a session what it brought; what is kept on disk only who the operator lets.

A text that somebody saved for himself must not become everybody's by starting a server.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

from kztrade.errors import KztradeError, PlaceError
from kztrade.model import Data
from kztrade.originals import (
    Original,
    keep_original,
    list_originals,
    read_original,
    remove_original,
    usable_text,
)

OF_A_BROWSER = re.compile(
    "accept|accept-encoding|accept-language|authorization|cache-control|connection|cookie|dnt|host|origin|pragma|priority"
    "|referer|save-data|sec-[a-z-]+|te|upgrade|upgrade-insecure-requests|user-agent"
)
"""Headers that a browser sends of itself when it opens a page's connection. Whatever else a request carries, somebody on
the way may have added: a proxy has many names for whom it asks for."""


@dataclass(slots=True)
class Policy:
    """What the operator said when the server was started.

    Attributes:
        host: The address that the server listens on; empty for all.
        show_originals: Whether everybody sees the originals on disk; `None` shows them on this computer alone.
    """

    host: str = ""
    show_originals: bool | None = None


POLICY = Policy()
"""Set by whoever serves, before the first visit; as it stands, nobody sees what is on disk."""


def is_loopback(host: str) -> bool:
    """Whether a name or an address means this computer alone."""
    name = host.strip("[]").lower()
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def is_local(host: str, headers: Mapping[str, str]) -> bool:
    """Whether a visitor sits at this computer: the server listens here alone, and nothing hints at a proxy between.

    A proxy that adds no header is known by the address that the browser was given. Whoever cannot be told is remote.

    Args:
        host: The address that the server listens on.
        headers: Of the visitor's request.
    """
    told = {name.lower(): value for name, value in headers.items()}
    if not all(map(OF_A_BROWSER.fullmatch, told)):
        return False
    asked = [f"//{told.get('host', '')}", *([told["origin"]] if "origin" in told else [])]
    return is_loopback(host) and all(is_loopback(_host(address)) for address in asked)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def at_this_computer() -> bool:
    """Whether the present visitor does; only such a one may keep a copy on disk."""
    return is_local(POLICY.host, dict(st.context.headers.items()))


def sees_kept() -> bool:
    """Whether the present visitor may see what is kept on disk."""
    return at_this_computer() if POLICY.show_originals is None else POLICY.show_originals


def visible(data: Data) -> tuple[dict[str, str], dict[str, KztradeError]]:
    """By source, the texts that the present visitor may see, and what is wrong with kept copies.

    An own upload stands before a kept copy; what is wrong is told at this computer alone.
    """
    copies = list_originals(data) if sees_kept() else ()
    texts = {copy.source: copy.text for copy in copies if not copy.trouble} | _uploads()
    troubles = {copy.source: copy.trouble for copy in copies if copy.trouble and copy.source not in texts}
    return texts, troubles if at_this_computer() else {}


def _uploads() -> dict[str, str]:
    uploads: dict[str, str] = st.session_state.setdefault("originals", {})
    return uploads


def _kept_by_session() -> dict[str, Original]:
    kept: dict[str, Original] = st.session_state.setdefault("originals-kept", {})
    return kept


def brought(data: Data, source: str) -> bool:
    """Whether this session brought the copy of a source: what it may remove."""
    return source in _uploads() or kept(data, source)


def kept(data: Data, source: str) -> bool:
    """Whether the copy of a source on disk is the one that this session put there."""
    mine = _kept_by_session().get(source)
    return mine is not None and read_original(data, source) == mine


def bring(data: Data, source: str, raw: bytes, keep: bool) -> None:
    """Take an upload: for this session alone, or on this disk where the visitor sits at this computer and asks for it.

    Raises:
        ShapeError: That is not the text of the source.
        PlaceError: The disk takes nothing, or it has a copy that this session did not bring.
    """
    text = usable_text(data, source, raw)
    if not (keep and at_this_computer()):
        _uploads()[source] = text
        return
    if read_original(data, source) and not kept(data, source):
        raise PlaceError(
            "This computer keeps a copy of {source} already, which this session did not bring, so it stays.",
            "Add yours without keeping it, or run `kztrade original remove {source}` first.",
            source=source,
        )
    _kept_by_session()[source] = keep_original(source, text, origin="upload")


def remove(data: Data, source: str) -> None:
    """Forget what this session brought, and nothing else.

    Raises:
        PlaceError: The disk does not let it go.
    """
    _uploads().pop(source, None)
    if at_this_computer() and kept(data, source):
        remove_original(source)
    _kept_by_session().pop(source, None)
