"""A real server on loopback and a real Chromium, one of each for all browser tests of a worker."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Locator,
    Page,
    Playwright,
    Response,
    expect,
    sync_playwright,
)

ROOT = Path(__file__).parents[2]
PATIENCE = 120_000
"""Milliseconds that anything on a page may take on a slow and busy computer. A limit, not a measure."""

SERVE = "from kztrade.web.server import serve; serve(host='127.0.0.1', port=port)"

PROBES = ("/_stcore/health", "/_stcore/host-config")
"""What Streamlit looks for beside a page on a direct visit, before it looks in the right place: a 404 each."""

CHROMIUM = "/usr/bin/chromium"


@dataclass
class Visit:
    """A tab, and what it asked for and complained of since it was opened."""

    page: Page
    origin: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        """Go to an address and wait until the page is drawn to its foot."""
        self.page.goto(f"{self.origin}{path}", wait_until="commit")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the script has run, the foot stands and clicks are heard."""
        expect(self.page.locator(".kz-foot")).to_be_visible()
        expect(self.page.locator(".stMain[data-kz-ear]")).to_be_attached()
        expect(self.page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")

    @property
    def chart(self) -> Locator:
        """The chart of the page."""
        return self.page.locator(".js-plotly-plot")

    def table(self) -> list[list[str]]:
        """Cells of the first table of figures."""
        rows: list[list[str]] = self.page.locator(".kz-table").first.evaluate(
            "table => [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.innerText.trim()))"
        )
        return rows

    def figure(self, script: str, argument: Any = None) -> Any:
        """Ask the drawn figure; `plot` is Plotly's own element. While it is redrawn there may be two for a moment."""
        expect(self.chart).to_have_count(1)
        return self.chart.evaluate(f"(plot, argument) => {script}", argument)

    def complain(self, text: str) -> None:
        """Note what a reader would find in the console."""
        self.complaints.append(text)

    def answered(self, response: Response) -> None:
        """Note what the server did not have, but for Streamlit's own probes."""
        if response.status >= 400 and not response.url.endswith(PROBES):
            self.complaints.append(f"{response.status} {response.url}")


@pytest.fixture(scope="session")
def data_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def server(data_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a dashboard that keeps what readers add in a folder of its own."""
    with serving(data_home, tmp_path_factory.mktemp("server")) as origin:
        yield origin


@contextlib.contextmanager
def serving(data_home: Path, folder: Path, program: str = SERVE) -> Iterator[str]:
    """A server of its own on loopback, until it is no longer wanted.

    Args:
        data_home: Where it keeps what readers add.
        folder: Where it logs.
        program: Python that serves on `port`.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "log.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", f"port = {port}\n{program}"],
            env={**os.environ, "KZTRADE_DATA_HOME": str(data_home)},
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        origin = f"http://127.0.0.1:{port}"
        try:
            _wait_for(process, origin, log)
            yield origin
        finally:
            process.terminate()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(process: "subprocess.Popen[bytes]", origin: str, log: Path) -> None:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"The server ended with {process.returncode}:\n{log.read_text()}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", urlsplit(origin).port or 0), 1):
            return
        time.sleep(0.1)
    pytest.fail(f"The server did not answer:\n{log.read_text()}")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = launch(playwright)
    yield started
    started.close()


def launch(playwright: Playwright, *args: str) -> Browser:
    """A Chromium or Chrome; without one the tests that want it are skipped."""
    program = os.environ.get("KZTRADE_CHROMIUM") or CHROMIUM
    if not Path(program).exists():
        pytest.skip(f"no Chromium or Chrome at {program}; name one in KZTRADE_CHROMIUM")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return playwright.chromium.launch(
        executable_path=program,
        timeout=PATIENCE,
        args=["--disable-dev-shm-usage", *(["--no-sandbox"] if root else []), *args],
    )


@pytest.fixture
def large(playwright: Playwright, server: str) -> Iterator[Visit]:
    """A tab of a reader whose browser shows letters twice as large as usual."""
    browser = launch(playwright, "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26")
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    yield Visit(page, server)
    browser.close()


@pytest.fixture(scope="session")
def window(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """One cache for all tabs; every tab is a session of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", timezone_id="UTC")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def visit(window: BrowserContext, server: str) -> Iterator[Visit]:
    """A new tab on the dashboard."""
    page = window.new_page()
    made = Visit(page, server)
    page.on("request", lambda request: made.requests.append(request.url))
    page.on("response", made.answered)
    page.on("pageerror", lambda error: made.complain(f"uncaught: {error}"))
    # a 404 is told here without its address; the answer itself is looked at above
    page.on(
        "console",
        lambda message: (
            made.complain(message.text) if message.type == "error" and "status of 404" not in message.text else None
        ),
    )
    yield made
    with contextlib.suppress(Error):
        page.close()


@pytest.fixture
def article() -> Path:
    """The reader's copy of the article, which is not ours to publish."""
    path = os.environ.get("KZTRADE_ARTICLE", "")
    if not path:
        pytest.skip("KZTRADE_ARTICLE names no copy of the article")
    return Path(path)


@pytest.fixture
def forget_originals(data_home: Path) -> Iterator[Callable[[], None]]:
    """Take away what a test added, before and after it."""

    def forget() -> None:
        for path in (data_home / "originals").glob("*"):
            path.unlink()

    forget()
    yield forget
    forget()
