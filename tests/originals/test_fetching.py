"""How a page is fetched, from a real server on this computer."""

import gzip
import itertools
import socket
import ssl
import threading
import tracemalloc
from collections.abc import Iterator

import pytest
import trustme

from kztrade.errors import FetchError, ShapeError
from kztrade.evidence import body
from kztrade.originals import LIMIT, fetch_original, usable_text
from tests.originals.orchard import BY_HAND, DATA, ID, PAGE, PARAGRAPHS, RETRY, RUSSIAN, TEXT, recorded, source, told
from tests.originals.publisher import HOST, Clock, Fetch, Server, chunked, redirect, reply


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", f"No address is recorded for {ID}."),
        ("https://[", "The address 'https://[' cannot be read."),
        ("nothing", "The address 'nothing' cannot be read."),
        (
            "http://bagh.example/1",
            "The address 'http://bagh.example/1' is not https, so nobody vouches for what it sends.",
        ),
        (
            "ftp://bagh.example/1",
            "The address 'ftp://bagh.example/1' is not https, so nobody vouches for what it sends.",
        ),
        ("file:///etc/passwd", "The address 'file:///etc/passwd' cannot be read."),
    ],
)
def test_an_address_that_is_not_https_is_never_asked(
    address: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("it was asked"))
    with pytest.raises(FetchError) as error:
        fetch_original(source(address=address))
    assert told(error) == (message, BY_HAND)


def test_a_host_without_address_is_told_with_a_retry(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(FetchError) as error:
        fetch_original(source())
    assert told(error) == ("The download from bagh.example failed: Name or service not known.", RETRY)


# What comes


def test_the_article_is_taken_out_of_its_page_a_paragraph_a_line(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = reply()
    fetched = fetch()
    assert list(body(fetched.text, recorded(ID, *PARAGRAPHS)).values()) == list(PARAGRAPHS)
    assert usable_text(DATA, ID, fetched.text.encode()) == fetched.text
    assert "Жарнама" not in fetched.text
    assert fetched.url == f"https://{HOST}:{server.port}/1"


def test_a_request_says_who_asks_and_nothing_else_of_the_reader(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = reply()
    fetch()
    lines = server.requests[0].split("\r\n")
    assert lines[0] == "GET /1 HTTP/1.1"
    assert {line.partition(":")[0].lower() for line in lines[1:] if line} == {
        "host",
        "user-agent",
        "accept",
        "accept-encoding",
    }


def test_plain_text_is_taken_as_it_is(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = reply(TEXT, kind="text/plain; charset=UTF-8")
    assert fetch().text == TEXT


MARKUP = f"<html><head>{{}}</head><body><article><p>{RUSSIAN}</p></article></body></html>"


@pytest.mark.parametrize(
    ("kind", "meta", "encoding"),
    [
        ("text/html; charset=windows-1251", "", "cp1251"),
        ('TEXT/HTML;Charset="KOI8-R"', "", "koi8-r"),
        ("text/html", '<meta charset="windows-1251">', "cp1251"),
        ("text/html", "<meta http-equiv=Content-Type content='text/html; charset=cp1251'>", "cp1251"),
        ("text/html; charset=utf-8", "<meta charset=windows-1251>", "utf-8"),
        ("text/html; charset=windows-1251", "", "utf-8-sig"),
        ("text/html", "", "utf-8"),
    ],
)
def test_the_character_set_is_that_of_the_mark_the_header_or_the_page(
    kind: str, meta: str, encoding: str, server: Server, fetch: Fetch
) -> None:
    server.replies["/1"] = reply(MARKUP.format(meta).encode(encoding), kind=kind)
    assert fetch().text.strip() == RUSSIAN


NO_ARTICLE = "No text of an article was found in the page."


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        ("text/html; charset=x-unknown", MARKUP, "The page is written in 'x-unknown', which cannot be read here."),
        ("text/html; charset=idna", MARKUP, "The page is written in 'idna', which cannot be read here."),
        ("text/html; charset=hex", MARKUP, "The page is written in 'hex', which cannot be read here."),
        ("text/html", MARKUP.encode("cp1251"), "The page is not written in the character set it declares."),
        ("text/plain", b"\xff\xfe", "The page is not written in the character set it declares."),
        ("application/pdf", MARKUP, "The publisher sent 'application/pdf', not a page of text."),
        ("", MARKUP, "The publisher sent '', not a page of text."),
        ("text/html", "", NO_ARTICLE),
        ("text/html", "<html><body><script>1</script></body></html>", NO_ARTICLE),
        ("text/plain", " \n", NO_ARTICLE),
    ],
)
def test_what_is_not_a_page_of_text_is_refused(
    kind: str, content: bytes | str, message: str, server: Server, fetch: Fetch, caplog: pytest.LogCaptureFixture
) -> None:
    server.replies["/1"] = reply(content, kind=kind)
    with pytest.raises(ShapeError) as error:
        fetch()
    assert told(error) == (message, BY_HAND)
    assert [record.name for record in caplog.records if record.levelname != "DEBUG"] == []


@pytest.mark.parametrize(
    ("status", "hint"),
    [
        ("404 Not Found", BY_HAND),
        ("204 No Content", BY_HAND),
        ("304 Not Modified", BY_HAND),
        ("429 Too Many Requests", RETRY),
        ("503 Service Unavailable", RETRY),
    ],
)
def test_another_status_is_told_and_asked_again_only_where_that_helps(
    status: str, hint: str, server: Server, fetch: Fetch
) -> None:
    server.replies["/1"] = reply(PAGE, "Retry-After: 1", status=status)
    with pytest.raises(FetchError) as error:
        fetch()
    assert told(error) == (f"The publisher answered with status {status[:3]} instead of the page.", hint)
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_a_redirect_on_the_same_host_is_followed(status: str, server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = redirect("../2?x=1#top", status)
    server.replies["/2?x=1"] = redirect(f"https://{HOST.upper()}:{server.port}/3")
    server.replies["/3"] = reply()
    assert fetch().url.lower() == f"https://{HOST}:{server.port}/3"


@pytest.mark.parametrize(
    ("location", "complaint"),
    [
        ("http://{host}/2", "is not https, so nobody vouches for what it sends."),
        ("https://evil.example/2", "is not on {host}, the host of the source."),
        ("https://{host}.evil.example/2", "is not on {host}, the host of the source."),
        ("https://evil.example@{host}/2", "is not on {host}, the host of the source."),
        ("https://{host}@evil.example/2", "is not on {host}, the host of the source."),
        ("https://{host}\\@evil.example/2", "is not on {host}, the host of the source."),
        ("https://localhost/", "is not on {host}, the host of the source."),
        ("https://[", "cannot be read."),
    ],
)
def test_a_redirect_away_from_https_or_the_host_is_refused(
    location: str, complaint: str, server: Server, fetch: Fetch
) -> None:
    name = f"{HOST}:{server.port}"
    address = location.format(host=name)
    server.replies["/1"] = redirect(address)
    with pytest.raises(FetchError) as error:
        fetch()
    assert told(error) == (f"The address {address!r} {complaint.format(host=name)}", BY_HAND)
    assert len(server.requests) == 1


def test_a_long_address_is_not_repeated_whole(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = redirect(f"https://e/{'x' * 5000}")
    with pytest.raises(FetchError) as error:
        fetch()
    assert len(told(error)[0]) < 300


def test_redirects_in_a_circle_end_after_the_fifth(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = redirect("/2")
    server.replies["/2"] = redirect("/1")
    with pytest.raises(FetchError) as error:
        fetch()
    assert told(error) == (f"https://{HOST}:{server.port}/1 redirects more than 5 times.", BY_HAND)
    assert len(server.requests) == 6


def test_a_server_that_is_away_is_told_with_a_retry(server: Server, fetch: Fetch) -> None:
    server.close()
    with pytest.raises(FetchError) as error:
        fetch()
    assert told(error) == (f"The download from {HOST}:{server.port} failed: Connection refused.", RETRY)


@pytest.mark.parametrize("fault", ["another name", "unknown authority"])
def test_a_certificate_of_another_name_or_authority_is_refused(
    fault: str, authority: trustme.CA, trusted: None
) -> None:
    server = Server(authority, "other.example") if fault == "another name" else Server(trustme.CA())
    with pytest.raises(FetchError, match=r"^The download from localhost:\d+ failed: .*(certificate|hostname)"):
        fetch_original(source(address=f"https://{HOST}:{server.port}/1"))
    server.close()
    assert server.requests == []


TOO_LARGE = ("The page is larger than 2 MB.", BY_HAND)


def test_a_body_that_grows_too_large_is_given_up(server: Server, fetch: Fetch) -> None:
    sent = []

    def endless() -> Iterator[bytes]:
        while True:
            sent.append(1)
            yield b"<p>" * 10_000

    server.replies["/1"] = chunked(endless())
    with pytest.raises(ShapeError) as error:
        fetch()
    assert told(error) == TOO_LARGE
    assert len(sent) < 1000


def test_the_largest_body_is_read_whole(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = reply("а" * (LIMIT // 2), kind="text/plain")
    assert len(fetch().text) == LIMIT // 2


def test_a_packed_page_is_unpacked(server: Server, fetch: Fetch) -> None:
    server.replies["/1"] = reply(gzip.compress(PAGE.encode()), "Content-Encoding: gzip")
    assert PARAGRAPHS[3] in fetch().text


def test_a_small_body_that_unpacks_to_a_huge_one_is_given_up_early(server: Server, fetch: Fetch) -> None:
    bomb = gzip.compress(bytes(200_000_000))
    assert len(bomb) < LIMIT
    server.replies["/1"] = reply(bomb, "Content-Encoding: gzip")
    tracemalloc.start()
    with pytest.raises(ShapeError) as error:
        fetch()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told(error) == TOO_LARGE
    assert peak < 20_000_000


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "Remote end closed connection without response"),
        (b"SSH-2.0\x1b[31m\r\n", "SSH-2.0 [31m"),
        (reply(PAGE)[:-100], "IncompleteRead"),
        (reply(b"not gzip", "Content-Encoding: gzip"), "incorrect header check"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "IncompleteRead"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "got more than 100 headers"),
    ],
)
def test_a_reply_that_breaks_off_or_is_no_http_is_told_with_a_retry(
    raw: bytes, reason: str, server: Server, fetch: Fetch
) -> None:
    server.replies["/1"] = raw
    with pytest.raises(FetchError) as error:
        fetch()
    message, hint = told(error)
    assert message.startswith(f"The download from {HOST}:{server.port} failed: ")
    assert reason in message
    assert hint == RETRY


def late(error: pytest.ExceptionInfo[FetchError], server: Server) -> bool:
    return told(error) == (f"{HOST}:{server.port} did not send the page within 20 seconds.", RETRY)


def test_a_body_that_drips_past_the_deadline_is_given_up(server: Server, fetch: Fetch) -> None:
    clock = Clock()

    def drip() -> Iterator[bytes]:
        for _ in range(100):
            clock.seconds += 1
            yield b"x"

    server.replies["/1"] = chunked(drip())
    with pytest.raises(FetchError) as error:
        fetch(clock=clock)
    assert late(error, server)


def test_the_deadline_is_one_for_all_hops(server: Server, fetch: Fetch) -> None:
    clock = Clock()

    def slow(connection: ssl.SSLSocket) -> None:
        clock.seconds += 9
        connection.sendall(redirect("/1"))

    server.replies["/1"] = slow
    with pytest.raises(FetchError) as error:
        fetch(clock=clock)
    assert late(error, server)
    assert len(server.requests) == 3


def test_a_server_that_says_nothing_is_left_when_the_deadline_comes(server: Server, fetch: Fetch) -> None:
    left = threading.Event()
    server.replies["/1"] = lambda _: left.wait(300) and None
    seconds = itertools.chain([0.0], itertools.repeat(19.5))  # half a second is left to wait in
    with pytest.raises(FetchError) as error:
        fetch(clock=lambda: next(seconds))
    left.set()
    assert late(error, server)
