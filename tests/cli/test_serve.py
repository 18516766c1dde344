"""`kztrade serve`: what the server is told, and when a browser opens."""

import socket
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from kztrade.web import opening, server
from tests.cli.program import Run


@pytest.fixture
def port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def busy() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as holder:
        yield int(holder.getsockname()[1])


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], {"base_path": "", "show_originals": None}),
        (["--base-path", "/trade/"], {"base_path": "/trade/", "show_originals": None}),
        (["--show-originals"], {"base_path": "", "show_originals": True}),
        (["--hide-originals"], {"base_path": "", "show_originals": False}),
    ],
)
def test_serve_hands_on_what_it_was_told(
    run: Run, port: int, monkeypatch: pytest.MonkeyPatch, options: list[str], told: dict[str, Any]
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(server, "serve", lambda *places, **others: asked.append((places, others)))
    assert run("serve", "--host", "127.0.0.1", "--port", port, "--no-open", *options).code == 0
    assert asked == [(("127.0.0.1", port), told)]


@pytest.mark.parametrize("option", ["--open", "--no-open"])
def test_a_busy_port_ends_with_1_and_opens_no_browser(
    run: Run, busy: int, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(opening, "open_soon", lambda *places: opened.append(places))
    monkeypatch.setenv("DISPLAY", ":0")
    ended = run("serve", "--host", "127.0.0.1", "--port", busy, option)
    assert (ended.code, ended.out) == (1, "")
    assert f"127.0.0.1:{busy}" in ended.err
    assert "Hint: Choose another port" in ended.err
    assert opened == []


@pytest.mark.parametrize(
    ("option", "screen", "opens"), [("--open", True, 1), ("--open", False, 0), ("--no-open", True, 0)]
)
def test_a_browser_opens_where_it_is_wanted_and_there_is_a_screen(
    run: Run, port: int, monkeypatch: pytest.MonkeyPatch, option: str, screen: bool, opens: int
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(opening, "has_screen", lambda: screen)
    monkeypatch.setattr(opening, "open_soon", lambda *places: opened.append(places))
    monkeypatch.setattr(server, "serve", lambda *places, **others: None)
    assert run("serve", "--host", "127.0.0.1", "--port", port, "--base-path", "trade", option).code == 0
    assert opened == [("127.0.0.1", port, "trade")] * opens


def test_the_browser_opens_only_once_the_server_answers(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, knocked, seen = [], threading.Event(), threading.Event()
    monkeypatch.setattr(opening.time, "sleep", lambda seconds: knocked.set())  # between two knocks
    monkeypatch.setattr(opening.webbrowser, "open", lambda address: (opened.append(address), seen.set()))
    opening.open_soon("127.0.0.1", port, "trade")
    assert knocked.wait(300)
    assert opened == []
    with socket.create_server(("127.0.0.1", port)):
        assert seen.wait(300)
    assert opened == [f"http://127.0.0.1:{port}/trade/"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a screen")
def test_without_a_screen_no_browser_opens_in_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not opening.has_screen()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_port_that_cannot_be_ends_with_2(run: Run, port: str) -> None:
    ended = run("serve", "--port", port)
    assert (ended.code, ended.out) == (2, "")
    assert "--port" in ended.err
    assert "Hint: Give a whole number from 1 to 65535." in ended.err
