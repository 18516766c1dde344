"""Who may see an original: a session what it brought; what is kept on disk only who the operator lets.

A text that somebody saved for himself must not become everybody's by starting a server.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

from kztrade.model import Data
from kztrade.originals import keep_original, list_originals, remove_original, usable_text

FORWARDED = ("forwarded", "via", "x-real-ip", "cf-connecting-ip")
"""Headers by which a proxy tells that it asks for somebody else; so does every `X-Forwarded-…`."""


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
    """Whether a visitor sits at this computer: the server listens here alone, and no proxy stands between.

    A proxy that forwards without saying so is known by the address that the browser was given.

    Args:
        host: The address that the server listens on.
        headers: Of the visitor's request.
    """
    told = {name.lower(): value for name, value in headers.items()}
    if any(name in FORWARDED or name.startswith("x-forwarded") for name in told):
        return False
    asked = [urlsplit(f"//{told['host']}")] if "host" in told else []
    asked += [urlsplit(told["origin"])] if "origin" in told else []
    return is_loopback(host) and all(is_loopback(part.hostname or "") for part in asked)


def at_this_computer() -> bool:
    """Whether the present visitor does; only such a one may keep a copy on disk."""
    return is_local(POLICY.host, dict(st.context.headers.items()))


def sees_kept() -> bool:
    """Whether the present visitor may see what is kept on disk."""
    return at_this_computer() if POLICY.show_originals is None else POLICY.show_originals


def originals(data: Data) -> dict[str, str]:
    """By source, the texts that the present visitor may see: an own upload before a kept copy."""
    kept = list_originals(data) if sees_kept() else ()
    return {original.source: original.text for original in kept if original.text} | _uploads()


def _uploads() -> dict[str, str]:
    uploads: dict[str, str] = st.session_state.setdefault("originals", {})
    return uploads


def _kept_by_session() -> set[str]:
    kept: set[str] = st.session_state.setdefault("originals-kept", set())
    return kept


def brought(source: str) -> bool:
    """Whether this session brought the copy of a source: what it may remove."""
    return source in _uploads() or source in _kept_by_session()


def kept(source: str) -> bool:
    """Whether this session put the copy of a source on disk."""
    return source in _kept_by_session()


def bring(data: Data, source: str, raw: bytes, keep: bool) -> None:
    """Take an upload: for this session alone, or on this disk where the visitor sits at this computer and asks for it.

    Raises:
        ShapeError: That is not the text of the source.
        PlaceError: The disk takes nothing.
    """
    text = usable_text(data, source, raw)
    if keep and at_this_computer():
        keep_original(source, text, origin="upload")
        _kept_by_session().add(source)
    else:
        _uploads()[source] = text


def remove(source: str) -> None:
    """Forget what this session brought, and nothing else.

    Raises:
        PlaceError: The disk does not let it go.
    """
    _uploads().pop(source, None)
    if source in _kept_by_session() and at_this_computer():
        remove_original(source)
        _kept_by_session().discard(source)
