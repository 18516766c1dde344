"""An upload belongs to its session; a copy on disk to whoever put it there; a proxy's visitors see neither."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import SERVE, Visit, serving

SOURCE = "astanatv-2023-09-23"
PRIVATE = "Nobody but its owner may read this line."


def upload(page: Page, content: bytes) -> None:
    """Add a file as the original."""
    page.locator('input[type="file"]').set_input_files(
        {"name": "article.txt", "mimeType": "text/plain", "buffer": content}
    )


@pytest.mark.usefixtures("forget_originals")
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The original is empty"),
        (b"<!doctype html><html><body><p>Not a text.</p></body></html>", "The original is a web page (HTML)"),
        (b"\x00\x01\x02 binary \x00\xff", "The original is not text"),
        (b"A village fair.\n\nThere were 7 cows and 12 sheep.\n", "No recorded paragraph of"),
    ],
    ids=["empty", "web page", "binary", "another text"],
)
def test_an_upload_that_is_not_the_article_is_refused_and_the_uploader_stays(visit, content, sentence) -> None:
    page = visit.open("/source?text=original")
    upload(page, content)
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.locator('input[type="file"]')).to_have_count(1)
    expect(page.get_by_text("Traceback")).to_have_count(0)
    expect(page.locator(".stException")).to_have_count(0)


def test_the_readers_own_copy_has_every_figure_marked_in_this_session_alone(
    visit, window, server, article, forget_originals, data_home
) -> None:
    page = visit.open("/source?text=original")
    upload(page, article.read_bytes())
    expect(page.get_by_role("button", name="Remove this copy")).to_be_visible()
    expect(page.locator(".kz-passages a")).to_have_count(13)
    assert not list((data_home / "originals").glob("*"))
    other = Visit(window.new_page(), server)
    other.open("/source?text=original")
    expect(other.page.locator(".kz-passages p[lang=kk]")).to_have_count(0)
    expect(other.page.get_by_role("button", name="Remove this copy")).to_have_count(0)
    other.page.close()
    visit.settle()
    page.get_by_role("button", name="Remove this copy").click()
    expect(page.locator('input[type="file"]')).to_have_count(1)
    assert visit.complaints == []


def test_at_this_computer_a_copy_can_be_kept_and_taken_away_again(visit, article, forget_originals, data_home) -> None:
    page = visit.open("/source?text=original")
    page.get_by_text("Keep it on this computer").click()
    visit.settle()
    upload(page, article.read_bytes())
    expect(page.get_by_text("Your copy is kept on this computer.")).to_be_visible()
    assert [path.stem for path in (data_home / "originals").glob("*.json")] == [SOURCE]
    visit.settle()
    page.get_by_role("button", name="Remove this copy").click()
    expect(page.get_by_text("Your copy is kept on this computer.")).to_have_count(0)
    expect(page.locator('input[type="file"]')).to_have_count(1)
    assert not list((data_home / "originals").glob("*.json"))


@pytest.fixture
def kept(data_home: Path, article: Path, forget_originals) -> Path:
    """A copy that the operator keeps, with a line of the operator's own."""
    path = data_home / "originals" / f"{SOURCE}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    fields = {
        "source": SOURCE,
        "origin": "file",
        "added": "2026-01-01T00:00:00+00:00",
        "text": article.read_text("utf-8"),
    }
    path.write_text(json.dumps(fields), "utf-8")
    return path


@contextlib.contextmanager
def forwarded(browser: Browser) -> Iterator[BrowserContext]:
    """A window whose requests come with the header of a proxy."""
    context = browser.new_context(extra_http_headers={"X-Forwarded-For": "203.0.113.7"})
    yield context
    context.close()


def original_lines(page: Page) -> int:
    """How many passages of the source stand on a page in its own language."""
    return page.locator(".kz-passages p[lang=kk]").count()


def test_a_visitor_of_a_proxy_sees_and_removes_nothing_that_is_kept(browser, server, kept, visit) -> None:
    with forwarded(browser) as window:
        remote = Visit(window.new_page(), server)
        remote.open("/source?text=original")
        assert original_lines(remote.page) == 0
        expect(remote.page.get_by_text("Keep it on this computer")).to_have_count(0)
        expect(remote.page.get_by_role("button", name="Remove this copy")).to_have_count(0)
    visit.open("/source?text=original")
    assert original_lines(visit.page) > 0
    expect(visit.page.get_by_role("button", name="Remove this copy")).to_have_count(0)  # another session's
    assert kept.exists()


def test_the_operator_may_show_what_is_kept_to_everybody(browser, kept, data_home, tmp_path) -> None:
    program = SERVE.replace("port=port", "port=port, show_originals=True")
    with serving(data_home, tmp_path, program) as origin, forwarded(browser) as window:
        remote = Visit(window.new_page(), origin)
        remote.open("/source?text=original")
        assert original_lines(remote.page) > 0
        expect(remote.page.get_by_role("button", name="Remove this copy")).to_have_count(0)
