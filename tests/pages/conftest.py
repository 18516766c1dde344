"""The shipped data told in English, and every page seen once for every option, without a network."""

import copy
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, NoReturn

import pytest

from kztrade.model import Data
from kztrade.pages import pages
from kztrade.view import View
from kztrade.words import Telling
from tests.pages.seen import TODAY, Seen, one_choice_each, shipped, view_of


@pytest.fixture(scope="session")
def told() -> Telling:
    return shipped()


@pytest.fixture(scope="session")
def untouched(told: Telling) -> Data:
    """The data as they were before any page was asked."""
    return copy.deepcopy(told.data)


@pytest.fixture(scope="session")
def everything(told: Telling, untouched: Data, no_network: Callable[[], AbstractContextManager[None]]) -> list[Seen]:
    """Every page for every option of every parameter, made without a network."""
    with no_network():
        return [one for page in pages() for one in one_choice_each(told, page, TODAY)]


@pytest.fixture(scope="session")
def no_network() -> Callable[[], AbstractContextManager[None]]:
    """While it holds no socket opens."""
    return _offline


@contextmanager
def _offline() -> Iterator[None]:

    def refuse(*args: object, **more: object) -> NoReturn:
        raise AssertionError("a page opened a socket")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield


@pytest.fixture(scope="session")
def ask(told: Telling) -> Callable[..., View]:
    """The view of a page: `ask("target", by=2027)`."""

    def asked(name: str, **chosen: Any) -> View:
        return view_of(told, name, **chosen)

    return asked
