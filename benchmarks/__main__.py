"""Measure the dashboard against a bare Streamlit page with one chart of the same figures.

`python -m benchmarks [--runs 5] [--json]` starts both servers in turn, visits them in a fresh Chromium, and prints
medians and their ratios. Machines differ and are noisy, so only ratios within one run mean anything.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from kztrade.pages import pages

ROOT = Path(__file__).parents[1]
OURS = [sys.executable, "-c", "import sys; from kztrade.web.server import serve; serve('127.0.0.1', int(sys.argv[1]))"]
BARE = [
    *(sys.executable, "-m", "streamlit", "run", str(ROOT / "benchmarks" / "bare.py"), "--server.headless", "true"),
    *("--browser.gatherUsageStats", "false", "--server.address", "127.0.0.1", "--server.port"),
]
PATHS = {"ours": "explore", "bare": ""}
COMMANDS = {"ours": OURS, "bare": BARE}
DRAWN = "() => document.querySelector('.js-plotly-plot .main-svg .point, .js-plotly-plot .main-svg .js-line')"
LIMITS = {"page": 1.3, "store": 0.15, "python": 60.0}

WATCH = """() => {
    // While a chart is replaced, the old and the new one are both in the page: the last change is what counts.
    const points = () => [...document.querySelectorAll('.js-plotly-plot')]
        .map((plot) => plot.querySelectorAll('.main-svg .point').length).join();
    window.seen = {clicked: 0, changed: 0, points: points()};
    addEventListener('pointerdown', () => { seen.clicked = performance.now(); seen.changed = 0; }, {capture: true});
    const look = () => {
        const now = points();
        if (now !== seen.points) Object.assign(seen, {points: now, changed: performance.now()});
        requestAnimationFrame(look);
    };
    look();
}"""
REDRAWN = "() => seen.changed > seen.clicked && performance.now() - seen.changed > 600"
CLICKS = 3


@contextmanager
def serving(which: str) -> Iterator[tuple[str, float]]:
    """A server of one kind; yields its address and the moment at which it was started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = time.perf_counter()
    with subprocess.Popen(
        [*COMMANDS[which], str(port)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}/{PATHS[which]}", started
        finally:
            process.kill()


def _wait_for(address: str) -> None:
    for _ in range(3000):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(address)


@contextmanager
def visiting(browser: Browser) -> Iterator[Page]:
    """A browser that has seen nothing yet."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        yield context.new_page()
    finally:
        context.close()


def measure(browser: Browser, which: str) -> dict[str, float]:
    """One round of all measurements that need a server."""
    with serving(which) as (address, started):
        with visiting(browser) as page:
            page.goto(address, wait_until="commit")
            page.wait_for_function(DRAWN, timeout=60_000, polling="raf")
            cold = time.perf_counter() - started
        with visiting(browser) as page:
            wire = page.context.new_cdp_session(page)
            wire.send("Network.enable")
            sizes: list[float] = []
            wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
            begin = time.perf_counter()
            page.goto(address, wait_until="commit")
            page.wait_for_function(DRAWN, timeout=60_000, polling="raf")
            warm = time.perf_counter() - begin
            page.wait_for_timeout(1000)  # late requests count too
            size, requests = sum(sizes), float(len(sizes))
            redraw = _redraw(page)
    return {
        "cold start, s": cold,
        "warm start, s": warm,
        "megabytes": size / 1e6,
        "requests": requests,
        "redraw, ms": redraw,
    }


def _redraw(page: Page) -> float:
    """Milliseconds from the click that drops an indicator to the last change of the chart; median of a few clicks."""
    page.evaluate(WATCH)
    found = []
    for _ in range(CLICKS):
        page.get_by_test_id("stMultiSelect").first.locator("[data-tag] button").last.click()
        page.wait_for_function(REDRAWN)
        found.append(page.evaluate("seen.changed - seen.clicked"))
    return statistics.median(found)


def store_ratio() -> tuple[float, float]:
    """Seconds to read, check and type the whole store, and seconds that `import streamlit` takes, each in its own process."""
    programs = (
        "import pandas, pyarrow\nfrom kztrade import store\nbegin = time.perf_counter()\nstore.read_data()",
        "begin = time.perf_counter()\nimport streamlit",
    )
    found = []
    for program in programs:
        code = f"import time\n{program}\nprint(time.perf_counter() - begin)"
        ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
        found.append(float(ran.stdout))
    return found[0], found[1]


def _page_app(name: str) -> None:
    import time

    import streamlit as st

    from kztrade import store
    from kztrade.pages import pages
    from kztrade.web import frame
    from kztrade.words import Format, Telling

    page = next(page for page in pages() if page.id == name)
    begin = time.perf_counter()
    frame.show_page(page, Telling(store.shipped_data(), Format()), {})
    st.session_state["seconds"] = time.perf_counter() - begin


def view_part(name: str, runs: int) -> float:
    """Milliseconds that a page needs to become a value, at its defaults, the first time left out."""
    from datetime import date

    from kztrade import store
    from kztrade.pages import Visit, pages
    from kztrade.parameters import defaults
    from kztrade.words import Format, Telling

    told, today = Telling(store.shipped_data(), Format()), date(2026, 11, 25)
    page = next(page for page in pages() if page.id == name)
    found = []
    for _ in range(runs + 3):
        begin = time.perf_counter()
        page.view(told, Visit(defaults(page.parameters(told, today)), today))
        found.append((time.perf_counter() - begin) * 1000)
    return statistics.median(found[1:])


def python_part(name: str, runs: int) -> float:
    """Milliseconds of a page's script, the first run left out."""
    import logging

    from streamlit.testing.v1 import AppTest

    logging.getLogger("streamlit").setLevel(logging.ERROR)  # a page outside a server is what is wanted here
    app = AppTest.from_function(_page_app, kwargs={"name": name}, default_timeout=60)
    found = []
    for _ in range(runs + 3):
        app.run()
        found.append(app.session_state["seconds"] * 1000)
    return statistics.median(found[1:])


def median(rows: list[dict[str, float]], name: str) -> float:
    """Median of one measurement."""
    return statistics.median(row[name] for row in rows)


def main() -> None:
    """Measure, print, and leave the judgement to the reader."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="rounds; medians are printed (default: 5)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args()
    rounds: dict[str, list[dict[str, float]]] = {"ours": [], "bare": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("KZTRADE_CHROMIUM") or "/usr/bin/chromium",
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        for _ in range(asked.runs):
            for which, rows in rounds.items():
                rows.append(measure(browser, which))
        browser.close()
    stores = [store_ratio() for _ in range(asked.runs)]
    share = statistics.median(read / imported for read, imported in stores)
    names = [page.id for page in pages()]
    drawn = {name: (view_part(name, asked.runs), python_part(name, asked.runs)) for name in names}
    report = {
        name: {
            "ours": median(rounds["ours"], name),
            "bare": median(rounds["bare"], name),
            "ratio": median(rounds["ours"], name) / median(rounds["bare"], name),
        }
        for name in rounds["ours"][0]
    }
    if asked.json:
        print(json.dumps({"pages": report, "store": share, "python_ms": drawn}, indent=2))
        return
    _print(report, share, drawn, asked.runs)


def _print(report: dict[str, dict[str, float]], share: float, drawn: dict[str, tuple[float, float]], runs: int) -> None:
    mark: Callable[[bool], str] = lambda held: "held" if held else "OVER"  # noqa: E731
    print(f"medians of {runs} runs; explore page against a bare page with one chart of the same figures\n")
    print(f"{'':<16}{'ours':>9}{'bare':>9}{'ratio':>8}   limit {LIMITS['page']}")
    for name, row in report.items():
        print(
            f"{name:<16}{row['ours']:>9.2f}{row['bare']:>9.2f}{row['ratio']:>8.2f}   {mark(row['ratio'] <= LIMITS['page'])}"
        )
    print(f"\nstore read, checked and typed ÷ import streamlit: {share:.3f}   {mark(share <= LIMITS['store'])}")
    print(f"\nPython part of a page, ms, limit {LIMITS['python']:.0f}")
    for name, (view, spent) in drawn.items():
        print(f"{name:<16}{spent:>9.1f}   {mark(spent <= LIMITS['python'])}   of it the view {view:.1f}")


if __name__ == "__main__":
    main()
