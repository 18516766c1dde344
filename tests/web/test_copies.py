"""A copy of an original is private: who may see it, and who may take it away."""

import pytest

from kztrade.web.copies import is_local, is_loopback

HERE = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]", "LOCALHOST", "a.localhost"])
def test_these_addresses_are_this_computer(host) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["", "0.0.0.0", "::", "192.168.1.2", "example.org", "localhost.example.org", "1.27.0.0"]
)
def test_these_addresses_are_not_this_computer_alone(host) -> None:
    assert not is_loopback(host)


def test_a_visitor_who_asks_this_computer_itself_is_local() -> None:
    assert is_local("127.0.0.1", HERE)


@pytest.mark.parametrize(
    "header", ["Forwarded", "X-Forwarded-For", "x-forwarded-host", "X-Forwarded-Prefix", "Via", "X-Real-IP"]
)
def test_behind_a_proxy_nobody_is_local(header) -> None:
    assert not is_local("127.0.0.1", {**HERE, header: "127.0.0.1"})


def test_a_proxy_that_says_nothing_is_known_by_the_address_in_the_browser() -> None:
    assert not is_local("127.0.0.1", {"Host": "localhost:8501", "Origin": "https://trade.example.org"})
    assert not is_local("127.0.0.1", {"Host": "trade.example.org"})


@pytest.mark.parametrize("host", ["0.0.0.0", "", "192.168.1.2"])
def test_a_server_that_others_can_reach_has_no_local_visitors(host) -> None:
    assert not is_local(host, HERE)
