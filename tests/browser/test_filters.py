"""Filters of Explore in a real browser: chart and table together, and what is folded away."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.browser.reading import POINTS, option


def assert_rows(visit: Any, count: int) -> None:
    """Chart, table and the words above it tell the same number of figures."""
    title = "One figure, newest first" if count == 1 else f"{count} figures, newest first"
    expect(visit.page.locator(".kz-table caption").first).to_have_text(title)
    expect(visit.page.locator(".kz-table").first.locator("tbody tr")).to_have_count(count)
    visit.page.wait_for_function(
        f"count => {{ const plot = document.querySelector('.js-plotly-plot'); return plot?.data && ({POINTS}) === count }}",
        arg=count,
    )


def test_filters_change_chart_and_table_together(visit) -> None:
    page = visit.open("/explore?indicator=turnover.exports&ledger=bns.nsc&years=2018-2023")
    before = page.locator(".kz-table tbody tr").count()
    assert_rows(visit, before)
    page.get_by_role("button", name="Both offices").click()
    option(page, "Kyrgyz statistics").click()
    expect(page.locator(".kz-table tbody tr")).to_have_count(12)  # six years, two indicators
    assert_rows(visit, 12)
    page.keyboard.press("Escape")
    expect(option(page, "Kyrgyz statistics")).to_have_count(0)
    page.get_by_role("button", name=re.compile("Turnover")).click()
    option(page, "Exports").click()
    expect(page.locator(".kz-table tbody tr")).to_have_count(6)
    assert_rows(visit, 6)
    page.keyboard.press("Escape")
    expect(option(page, "Exports")).to_have_count(0)
    assert_rows(visit, 6)
    slider = page.get_by_role("slider").first
    slider.focus()
    for _ in range(3):
        slider.press("ArrowRight")
    assert_rows(visit, 3)  # 2021, 2022, 2023
    expect(page).to_have_url(re.compile("years=2021-2023"))


def test_a_chart_goes_from_numbers_to_panels_and_back(visit) -> None:
    page = visit.open("/explore?indicator=joint_ventures&years=2018-2023&ledger=article.bns")
    assert_rows(visit, 1)
    page.get_by_role("button", name="Joint ventures in Kazakhstan").first.click()
    for name, count in (
        ("Turnover", 8),  # six years of statistics, one of the article; the count of joint ventures
        ("Kazakhstan → Kyrgyzstan", 14),
        ("Joint ventures in Kazakhstan", 13),
        ("Turnover", 6),
        ("Joint ventures in Kazakhstan", 7),
        ("Kazakhstan → Kyrgyzstan", 1),
    ):
        option(page, name).click()
        assert_rows(visit, count)
    visit.open("/explore?indicator=turnover&years=2018-2023&ledger=article")
    assert_rows(visit, 1)  # one number; with the statistics one panel
    page.get_by_role("button", name="Article").first.click()
    option(page, "Kazakh statistics").click()
    assert_rows(visit, 7)
    option(page, "Kazakh statistics").click()
    assert_rows(visit, 1)
    assert visit.complaints == []


def test_a_filter_that_is_folded_away_stays_in_use_and_is_told(visit) -> None:
    page = visit.open("/explore?indicator=turnover.joint_ventures&years=2021-2023&ledger=article")
    assert_rows(visit, 2)  # at least $1 bn, and 3,500 enterprises
    fold = page.get_by_role("button", name=re.compile("^More"))
    fold.click()
    option(page, "a count").click()
    assert_rows(visit, 1)
    page.keyboard.press("Escape")
    expect(option(page, "a count")).to_have_count(0)
    expect(fold).to_contain_text("More · 1 filter")
    assert_rows(visit, 1)
    fold.click()
    expect(option(page, "a count")).to_be_visible()
    assert_rows(visit, 1)
    expect(page).to_have_url(re.compile("kind=count"))
    visit.open("/explore?" + page.url.partition("?")[2])
    expect(fold).to_contain_text("More · 1 filter")  # a link that uses a folded filter tells it
    page.get_by_role("button", name="Clear it").click()
    assert_rows(visit, 2)


def test_no_indicator_is_a_note_and_not_an_empty_chart(visit) -> None:
    page = visit.open("/explore?indicator=")
    expect(page.get_by_role("note")).to_contain_text("No indicator chosen.")
    expect(visit.chart).to_have_count(0)


def test_a_switch_stands_in_the_address_and_survives_a_reload(visit) -> None:
    page = visit.open("/ledgers")
    page.get_by_text("Hide suspect values").click()
    expect(page).to_have_url(re.compile("clean=1"))
    page.reload()
    visit.settle()
    expect(page.get_by_role("switch", name="Hide suspect values")).to_be_checked()


def test_old_links_to_switches_that_are_gone_are_followed_in_silence(visit) -> None:
    page = visit.open("/?mode=deadline&behind=said&rate=12")
    expect(page.get_by_role("slider", name="If trade grows by")).to_have_value("12")
    expect(page.get_by_role("note")).to_have_count(0)
