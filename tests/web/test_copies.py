"""A copy of an original is private: who may see it, and who may take it away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import store
from kztrade.errors import PlaceError
from kztrade.originals import folder, keep_original, read_original
from kztrade.web import copies
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


BROWSER = HERE | dict.fromkeys(
    [
        *(
            "Connection",
            "Pragma",
            "Cache-Control",
            "User-Agent",
            "Upgrade",
            "Accept-Encoding",
            "Accept-Language",
            "Cookie",
        ),
        *(
            "Sec-WebSocket-Version",
            "Sec-WebSocket-Key",
            "Sec-WebSocket-Extensions",
            "Sec-Fetch-Mode",
            "sec-ch-ua-mobile",
        ),
    ],
    "x",
)


def test_what_a_browser_sends_of_itself_makes_nobody_remote() -> None:
    assert is_local("127.0.0.1", BROWSER)


NAMED = [
    *("Forwarded", "X-Forwarded-For", "x-forwarded-host", "X-Forwarded-Prefix", "Via", "X-Real-IP", "True-Client-IP"),
    *(
        "X-Client-IP",
        "Client-IP",
        "X-Cluster-Client-IP",
        "X-Original-Forwarded-For",
        "X-Envoy-External-Address",
        "CF-Ray",
    ),
]
WORDS = st.sampled_from(
    ["x", "cf", "true", "my", "client-ip", "forwarded", "real-ip", "via", "amz-cf-id", "request-id"]
)


@given(
    st.sampled_from(NAMED) | st.lists(WORDS, min_size=1, max_size=3).map("-".join),
    st.sampled_from([str.lower, str.upper]),
)
def test_behind_a_proxy_nobody_is_local_whatever_header_it_adds(header, case) -> None:
    assert not is_local("127.0.0.1", {**BROWSER, case(header): "127.0.0.1"})


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=20), max_size=3))
def test_whoever_does_not_say_which_computer_was_asked_is_not_local(headers) -> None:
    assert not is_local("127.0.0.1", {name: text for name, text in headers.items() if name.lower() != "host"})


@given(st.text(max_size=30))
def test_no_address_that_a_visitor_sends_is_ever_raised(address) -> None:
    is_local("127.0.0.1", {"Host": address, "Origin": address})


def test_a_proxy_that_says_nothing_is_known_by_the_address_in_the_browser() -> None:
    assert not is_local("127.0.0.1", {"Host": "localhost:8501", "Origin": "https://trade.example.org"})
    assert not is_local("127.0.0.1", {"Host": "trade.example.org"})


@pytest.mark.parametrize("host", ["0.0.0.0", "", "192.168.1.2"])
def test_a_server_that_others_can_reach_has_no_local_visitors(host) -> None:
    assert not is_local(host, HERE)


SOURCE = "trend-2018-08"


@pytest.fixture
def session(tmp_path, monkeypatch) -> None:
    """A session of a visitor at this computer."""
    monkeypatch.setenv("KZTRADE_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(copies, "at_this_computer", lambda: True)
    monkeypatch.setattr(copies.st, "session_state", {})
    monkeypatch.setattr(copies.POLICY, "show_originals", None)


@pytest.mark.usefixtures("session")
def test_an_upload_never_replaces_a_copy_that_the_session_did_not_bring() -> None:
    data = store.shipped_data()
    theirs = keep_original(SOURCE, "The operator's.")
    with pytest.raises(PlaceError):
        copies.bring(data, SOURCE, b"Another text.", keep=True)
    copies.remove(data, SOURCE)
    assert read_original(data, SOURCE) == theirs
    assert not copies.brought(data, SOURCE)


@pytest.mark.usefixtures("session")
def test_a_session_removes_what_it_kept_and_not_what_came_after_it() -> None:
    data = store.shipped_data()
    copies.bring(data, SOURCE, b"A text.", keep=True)
    assert copies.kept(data, SOURCE)
    copies.remove(data, SOURCE)
    assert read_original(data, SOURCE) is None
    copies.bring(data, SOURCE, b"A text.", keep=True)
    theirs = keep_original(SOURCE, "The operator's.")
    copies.remove(data, SOURCE)
    assert read_original(data, SOURCE) == theirs


@pytest.mark.usefixtures("session")
def test_what_is_wrong_with_a_kept_copy_is_told_unless_an_upload_stands_for_it() -> None:
    data = store.shipped_data()
    keep_original(SOURCE, "x")
    (folder() / f"{SOURCE}.json").write_text("{")
    texts, troubles = copies.visible(data)
    assert (texts, list(troubles)) == ({}, [SOURCE])
    copies.bring(data, SOURCE, b"A text.", keep=False)
    assert copies.visible(data) == ({SOURCE: "A text."}, {})
