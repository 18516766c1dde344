"""What stands around every page in a real browser: where a reader is, tables that open, words that explain themselves."""

import re

import pytest
from playwright.sync_api import expect

from kztrade.store import shipped_data


@pytest.mark.parametrize(("asked", "nearest"), [("tragets", "Targets"), ("exploer", "Explore")])
def test_an_address_that_no_page_has_says_which_is_nearest_and_leads_on(visit, asked: str, nearest: str) -> None:
    page = visit.open(f"/{asked}")
    expect(page.locator("h1")).to_have_text(f"There is no page “{asked}”; the nearest is {nearest}")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator(".kz-rows").get_by_role("link", name=nearest, exact=True).click()
    expect(page).to_have_url(f"{visit.origin}/{nearest.lower()}")
    expect(page).to_have_title(f"{nearest} · kztrade")
    expect(page.locator(".kz-nav .wide [aria-current=page]")).to_have_text(nearest)


def test_a_table_shows_ten_rows_until_all_are_asked_for(visit) -> None:
    page = visit.open("/explore?indicator=turnover&ledger=nsc&years=2018-2023")
    every = page.get_by_role("button", name=re.compile("^Show all"))
    rows = page.locator(".kz-table tbody tr:visible")
    expect(rows).to_have_count(7)  # six years, and seven months of 2023
    expect(every).to_have_count(0)
    visit.open("/ledgers")
    expect(rows).to_have_count(10)
    every.click()
    expect(rows).to_have_count(31)  # 1993 to 2023
    visit.open("/method")
    sources = page.locator(".kz-rows", has=page.locator("caption", has_text="Sources"))
    expect(sources.locator("tbody tr:visible")).to_have_count(3)
    sources.get_by_role("button", name=re.compile("^Show all")).click()
    expect(sources.locator("tbody tr:visible")).to_have_count(len(shipped_data().sources))


def test_a_search_finds_rows_that_were_not_shown_and_says_where_there_are_none(visit) -> None:
    page = visit.open("/method")
    box = page.locator(".kz-rows", has=page.locator("caption", has_text="Sources"))
    field = box.get_by_role("searchbox")
    field.fill("ASTANATV forum")
    expect(box.locator("tbody tr:visible")).to_have_count(1)
    field.fill("nothing of the kind")
    expect(box.get_by_role("status")).to_have_text("Nothing found.")
    field.fill("")
    expect(box.locator("tbody tr:visible")).to_have_count(3)


def test_a_dotted_word_opens_what_it_means_by_mouse_and_by_keyboard(visit) -> None:
    page = visit.open("/method")
    meaning = page.locator("#kz-term-interval")
    expect(meaning).to_be_hidden()
    page.locator("a.kz-term[href='#kz-term-interval']").first.click()
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    page.locator("a.kz-term[href='#kz-term-interval']").first.focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()


def test_a_figure_is_marked_wherever_it_stands_while_one_is_pointed_at(visit) -> None:
    page = visit.open("/source")
    page.locator(".kz-passages [data-figure='turnover_growth/2022']").hover()
    expect(page.locator("[data-figure='turnover_growth/2022'].linked")).to_have_count(2)  # in the passage, in the table


def test_on_a_phone_all_pages_wait_behind_the_name_of_the_present_one(visit) -> None:
    page = visit.open("/ledgers")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".kz-nav .wide")).to_be_hidden()
    page.locator(".kz-nav summary").click()
    page.locator(".kz-nav .panel").get_by_role("link", name=re.compile("^Calendar")).click()
    expect(page).to_have_url(f"{visit.origin}/calendar")
    expect(page.locator(".kz-nav .panel")).to_be_hidden()
