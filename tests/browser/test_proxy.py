"""Behind a proxy that offers the dashboard under a path, every address is relative to it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SERVE, Visit, serving
from tests.browser.reading import DRAWN


@pytest.fixture(scope="module")
def under_path(tmp_path_factory) -> str:
    """A server that knows its path."""
    program = SERVE.replace("port=port", "port=port, base_path='/two/steps/'")
    with serving(tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("server"), program) as origin:
        yield origin


@pytest.mark.parametrize("path", ["", "ledgers"])
def test_everything_is_found_under_the_path_and_nothing_asked_outside(browser, under_path, path) -> None:
    context = browser.new_context()
    page = context.new_page()
    visit = Visit(page, under_path)
    page.on("request", lambda request: visit.requests.append(request.url))
    page.on("response", visit.answered)
    visit.open(f"/two/steps/{path}")
    page.wait_for_function(DRAWN)
    assert [url for url in visit.requests if not url.startswith((f"{under_path}/two/steps/", "data:", "blob:"))] == []
    assert visit.complaints == []
    page.get_by_role("link", name="How to cite").click()
    expect(page).to_have_url(re.compile("/two/steps/method"))
    context.close()


def test_the_header_that_loads_ahead_names_addresses_relative_to_the_page(window, server, under_path) -> None:
    for origin in (server, f"{under_path}/two/steps"):
        link = window.request.get(f"{origin}/").headers["link"]
        found = re.findall(r"<([^>]*)>", link)
        assert found
        for address in found:
            assert not address.startswith("/")
            assert "://" not in address
            assert window.request.get(f"{origin}/{address}").status == 200
