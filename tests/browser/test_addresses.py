"""The view in the address: links, reload, back and forward, and what is nobody's here."""

import os
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from kztrade.pages import pages
from kztrade.store import shipped_data
from tests.browser.reading import BASE, answer, choose, figure, option, words

VERSION = shipped_data().short_version
OPENS = int(os.environ.get("KZTRADE_OPENS") or 8)
"""How often the narrow window is opened; 200 when it is looked into."""


def test_reload_back_and_forward_keep_the_view(visit) -> None:
    page = visit.open("/")
    figure(page, BASE).click()
    expect(page).to_have_url(re.compile("figure=turnover%2F2021"))
    choose(page, "Target", "$3 bn by 2030")
    expect(page).to_have_url(re.compile("target=3bn-2030"))
    expect(page.locator("h1")).to_contain_text(words("of the way to $3 billion"))
    page.reload()
    visit.settle()
    expect(page.locator("h1")).to_contain_text(words("of the way to $3 billion"))
    expect(figure(page, BASE)).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(page.locator("h1")).to_contain_text(words("of the way to $2 billion"))
    expect(figure(page, BASE)).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(figure(page, BASE)).not_to_have_attribute("aria-current", "true")
    page.go_forward()
    expect(figure(page, BASE)).to_have_attribute("aria-current", "true")
    page.go_forward()
    expect(page.locator("h1")).to_contain_text(words("of the way to $3 billion"))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("years=2023-2018", "years 2023-2018"),
        ("indicator=unheard_of", "indicator unheard_of"),
        ("show=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "show <script>alert(1)</script>"),
        ("years=" + "9" * 10_000, "years 999"),
    ],
    ids=["reversed years", "unknown code", "markup", "10 kB value"],
)
def test_what_cannot_be_read_is_told_and_the_usual_view_is_shown(visit, query, shown) -> None:
    page = visit.open(f"/explore?{query}")
    note = page.get_by_role("note").first
    expect(note).to_contain_text("Part of this link could not be read")
    expect(note).to_contain_text(shown)
    expect(note).to_contain_text("The usual choice stands in its place.")
    assert len(note.inner_text()) < 300
    expect(visit.chart).to_be_visible()
    assert visit.complaints == []


@pytest.mark.parametrize("query", ["fbclid=IwAR0", "utm_source=mail&utm_medium=x", "nonsense=1", "x" * 10_000])
def test_what_is_nobodys_here_is_passed_over_and_never_traps_the_way_back(visit, query) -> None:
    page = visit.open("/ledgers")
    visit.open(f"/explore?{query}")
    expect(page.get_by_role("note")).to_have_count(0)
    page.go_back()
    expect(page).to_have_url(re.compile("/ledgers$"))


def test_a_full_stop_after_a_link_does_not_belong_to_it(visit) -> None:
    page = visit.open("/?rate=12.")
    expect(answer(page, "If trade grows by")).to_contain_text("2027")  # 1.185 × 1.12⁴ = 1.865, ⁵ = 2.088
    expect(page.get_by_role("note")).to_have_count(0)


def test_a_link_with_filters_shows_exactly_those_rows(visit) -> None:
    page = visit.open("/explore?" + urlencode({"indicator": "turnover", "years": "2021-2023", "ledger": "bns.article"}))
    expect(visit.chart).to_be_visible()
    assert [row[1] for row in visit.table()] == ["2023", "2022", "2021", "2021"]
    expect(page.get_by_role("note")).to_have_count(0)


def test_copy_link_gives_the_whole_view_with_its_data_version(visit) -> None:
    page = visit.open("/?rate=12&figure=turnover/2021")
    expect(answer(page, "If trade grows by")).to_contain_text("2027")  # 1.185 × 1.12⁴ = 1.865, ⁵ = 2.088
    page.get_by_role("button", name="Copy link").first.click()
    expect(page.get_by_text("Link copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(visit.origin)
    told = parse_qs(urlsplit(link).query, keep_blank_values=True)
    assert (told["rate"], told["figure"], told["v"]) == (["12"], [BASE], [VERSION])
    assert len(told) == 5  # all four parameters, defaults too
    page.goto("about:blank")
    visit.open(link.removeprefix(visit.origin))
    expect(answer(page, "If trade grows by")).to_contain_text("2027")  # 1.185 × 1.12⁴ = 1.865, ⁵ = 2.088
    expect(figure(page, BASE)).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("note")).to_have_count(0)


def test_a_link_made_with_other_data_says_so(visit) -> None:
    page = visit.open("/explore?indicator=turnover&v=00000000")
    expect(page.get_by_role("note")).to_have_text(
        "This link was made with data version 00000000. Figures may have been added or revised since."
    )


def test_the_menu_leads_to_every_page_and_home(visit) -> None:
    page = visit.open("/")
    titles = page.locator(".kz-nav .wide a").all_inner_texts()
    assert len(titles) == len(pages())
    for title, entry in [*zip(titles, pages(), strict=True)][::-1]:
        page.locator(".kz-nav .wide").get_by_role("link", name=title.strip(), exact=True).click()
        expect(page).to_have_url(f"{visit.origin}/{'' if entry is pages()[0] else entry.id}")
        visit.settle()
    assert visit.complaints == []


def test_filters_survive_a_visit_to_another_page(visit) -> None:
    page = visit.open("/ledgers")
    option(page, "Turnover").click()
    expect(page).to_have_url(re.compile("flow=turnover"))
    visit.settle()
    headline = page.locator("h1").inner_text()
    page.get_by_role("link", name="Targets", exact=True).click()
    expect(page).to_have_url(re.compile("/targets$"))
    visit.settle()
    page.get_by_role("link", name="Ledgers", exact=True).click()
    expect(page).to_have_url(re.compile("flow=turnover"))
    expect(page.locator("h1")).to_have_text(headline)


def test_a_link_opens_its_own_page_in_a_narrow_window_every_time(browser, server) -> None:
    """Python is asked for a page once; nothing that the browser tells later may bring another one."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, is_mobile=True, has_touch=True)
    query = urlencode({"indicator": "turnover", "years": "2021-2023", "ledger": "bns.article"})
    for _ in range(OPENS):
        page = context.new_page()
        page.goto(f"{server}/explore?{query}", wait_until="commit")
        expect(page.locator(".kz-foot")).to_be_visible()
        expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
        expect(page.locator(".kz-table").first.locator("tbody tr")).to_have_count(4)
        expect(page).to_have_url(f"{server}/explore?{query}")
        page.close()
    context.close()
