"""The JavaScript that draws a bundle: which figure at which width, in which colours, on paper, and whom it tells of clicks.

Run by Node on a page that is made up; without Node these tests are skipped.
"""

import json
import shutil
import subprocess
from typing import Any

import pytest

from kztrade import charts
from tests.charts.samples import CHARTS

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="Node is not installed")

PAGE = """
const heard = {};
const media = {};
globalThis.matchMedia = (query) => (media[query] ??= {
  matches: false, acts: [],
  addEventListener(_, act) { this.acts.push(act); },
  removeEventListener(_, act) { this.acts = this.acts.filter((one) => one !== act); },
});
globalThis.addEventListener = (name, act) => { (heard[name] ??= []).push(act); };
globalThis.removeEventListener = (name, act) => { heard[name] = heard[name].filter((one) => one !== act); };
globalThis.requestAnimationFrame = (act) => act();
let resize;
globalThis.ResizeObserver = class { constructor(act) { resize = act; } observe() {} disconnect() { resize = () => {}; } };
globalThis.document = {
  fonts: { ready: { then() {} } },
  createElement: () => ({ style: {}, setAttribute() {}, remove() {} }),
};
const node = {
  clientWidth: 1112, style: {}, dataset: {}, attributes: {}, acts: {},
  setAttribute(name, value) { this.attributes[name] = value; },
  addEventListener() {}, removeEventListener() {}, after() {},
  on(name, act) { this.acts[name] = act; },
  querySelectorAll: () => [],
  getBoundingClientRect: () => ({ left: 0, top: 0 }), _fullData: [], _fullLayout: {},
};
const drawn = [];
globalThis.Plotly = {
  react(_, data, layout) { drawn.push({ data, layout }); },
  purge() { drawn.push("purged"); },
};
const last = () => drawn[drawn.length - 1];
const paper = (now) => (heard[now ? "beforeprint" : "afterprint"] ?? []).forEach((act) => act());
const out = [];
"""


def run(steps: str, name: str = "ledgers") -> list[Any]:
    """What the steps put out, on a page with one chart."""
    bundle = json.dumps(charts.bundle(CHARTS[name]))
    script = f"{charts.script()}\n{PAGE}\nconst bundle = {bundle};\n{steps}\nconsole.log(JSON.stringify(out));"
    done = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


def test_the_widest_figure_that_fits_is_drawn_as_wide_as_its_place() -> None:
    found = run(
        """
        kzDraw(node, bundle);
        for (const width of [1112, 1010, 990, 700, 600, 390, 320, 310, 280]) {
          node.clientWidth = width;
          resize();
          out.push([last().layout.width, last().layout.height]);
        }
        """
    )
    heights = {
        name: charts.bundle(CHARTS["ledgers"])[name]["layout"]["height"]
        for name in ("wide", "middle", "narrow", "small")
    }
    names = ["wide", "wide", "middle", "middle", "narrow", "narrow", "narrow", "small", "small"]
    widths = [1112, 1010, 990, 700, 600, 390, 320, 310, 280]
    assert found == [[width, heights[name]] for width, name in zip(widths, names, strict=True)]


def test_nothing_is_drawn_without_room_or_anew_without_need() -> None:
    assert run(
        """
        node.clientWidth = 0;
        kzDraw(node, bundle);
        out.push(drawn.length);
        node.clientWidth = 390;
        resize(); resize();
        out.push(drawn.length);
        """
    ) == [0, 1]


def test_the_browser_exchanges_colours_as_python_does() -> None:
    found = run("kzDraw(node, bundle, { dark: () => true }); out.push(last());")
    dark = json.loads(json.dumps(charts.figure(CHARTS["ledgers"], "dark", False)))
    assert found[0]["data"] == dark["data"]
    assert {key: found[0]["layout"][key] for key in dark["layout"] if key != "width"} == dark["layout"]


def test_a_narrow_figure_is_made_whole() -> None:
    found = run("node.clientWidth = 350; kzDraw(node, bundle); out.push(last().data);", "target")
    assert found[0] == json.loads(json.dumps(charts.figure(CHARTS["target"], "light", True)["data"]))


def test_paper_is_light_and_a_sheet_wide_and_the_page_comes_back() -> None:
    assert run(
        """
        kzDraw(node, bundle, { dark: () => true });
        const look = () => out.push([last().layout.width, last().layout.hoverlabel.bgcolor]);
        look(); paper(true); look(); paper(false); look();
        """
    ) == [[1112, "#1F2226"], [680, "#FEFEFE"], [1112, "#1F2226"]]


def test_the_readers_system_decides_where_the_page_says_nothing() -> None:
    assert run(
        """
        kzDraw(node, bundle);
        out.push(last().layout.hoverlabel.bgcolor);
        const night = media["(prefers-color-scheme: dark)"];
        night.matches = true;
        night.acts.forEach((act) => act());
        out.push(last().layout.hoverlabel.bgcolor);
        """
    ) == ["#FEFEFE", "#1F2226"]


def test_a_click_tells_the_id_of_its_figure_and_one_beside_all_figures_nothing() -> None:
    assert run(
        """
        kzDraw(node, bundle, { choose: (figure) => out.push(figure) });
        node.acts.plotly_click({ points: [{ customdata: "" }, { customdata: "turnover/2021" }] });
        node.acts.plotly_click({ points: [{}] });
        """
    ) == ["turnover/2021"]


def test_another_chart_takes_the_place_and_a_removed_one_is_never_drawn_again() -> None:
    assert run(
        """
        const drawing = kzDraw(node, bundle);
        drawing.update({ ...bundle, alt: "another" });
        out.push(drawn.length, node.attributes["aria-label"], node.attributes.role);
        drawing.remove();
        const before = drawn.length;
        resize(); paper(true); paper(false); drawing.draw();
        out.push(last(), drawn.length - before, Object.values(heard).flat().length);
        """
    ) == [2, "another", "img", "purged", 0, 0]


def test_the_bundle_is_left_as_it_was_though_the_library_writes_into_what_it_is_given() -> None:
    assert run(
        """
        const before = JSON.stringify(bundle);
        Plotly.react = (_, data, layout) => { data[0].x.push(1); layout.annotations.length = 0; };
        kzDraw(node, bundle);
        out.push(JSON.stringify(bundle) === before);
        """
    ) == [True]
