"""What answers a click or a key: figures in passages, points of a chart, rows of a table."""

import re
from typing import Any

from playwright.sync_api import expect

from kztrade.store import shipped_data
from tests.browser.reading import BASE, DISCS, GOAL, RATE, answer, choose, figure


def marked(visit: Any) -> list[list[float]]:
    """Where points lie on discs, once one does."""
    script = (
        f"() => {{ const plot = document.querySelector('.js-plotly-plot'); return plot?.data && ({DISCS}).length }}"
    )
    visit.page.wait_for_function(script)
    found: list[list[float]] = visit.figure(DISCS)
    return found


def click_point(visit: Any, x: float, y: float) -> None:
    """A real click at the pixel where Plotly draws a point of its first axes."""
    expect(visit.chart.locator(".main-svg").first).to_be_visible()
    visit.chart.scroll_into_view_if_needed()
    left, top = visit.figure(
        """{
            const { xaxis, yaxis } = plot._fullLayout;
            const box = plot.getBoundingClientRect();
            return [box.left + xaxis._offset + xaxis.d2p(argument[0]), box.top + yaxis._offset + yaxis.d2p(argument[1])];
        }""",
        [x, y],
    )
    visit.page.mouse.move(left, top)
    visit.page.mouse.click(left, top)


def test_a_figure_chosen_in_a_passage_marks_its_point_and_stands_in_the_address(visit) -> None:
    page = visit.open("/")
    figure(page, BASE).click()
    expect(figure(page, BASE)).to_have_attribute("aria-current", "true")
    expect(figure(page, RATE)).not_to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile("figure=turnover%2F2021"))
    assert marked(visit) == [[2021, 1]]


def test_a_figure_is_chosen_by_the_keyboard_and_keeps_its_focus(visit) -> None:
    page = visit.open("/")
    figure(page, BASE).focus()
    page.keyboard.press("Enter")
    expect(figure(page, BASE)).to_have_attribute("aria-current", "true")
    expect(figure(page, BASE)).to_be_focused()


def test_a_click_on_the_point_of_2021_marks_its_passage(visit) -> None:
    page = visit.open("/")
    click_point(visit, 2021, 1.0)
    expect(figure(page, BASE)).to_have_attribute("aria-current", "true")
    expect(page.locator(".passage.chosen")).to_have_count(1)
    expect(page.locator(".passage.chosen")).to_have_attribute("data-passage", "5")


def test_a_click_on_the_derived_point_of_2022_marks_both_its_inputs(visit) -> None:
    page = visit.open("/")
    click_point(visit, 2022, 1.19)
    expect(figure(page, BASE)).to_have_attribute("aria-current", "true")
    expect(figure(page, RATE)).to_have_attribute("aria-current", "true")
    expect(figure(page, GOAL)).not_to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile("figure=implied_level%2F2022"))


def test_choosing_in_text_and_chart_and_table_marks_each_time(visit) -> None:
    page = visit.open("/")
    figure(page, BASE).click()
    expect(figure(page, BASE)).to_have_attribute("aria-current", "true")
    visit.settle()
    click_point(visit, 2022, 1.19)
    expect(figure(page, RATE)).to_have_attribute("aria-current", "true")
    visit.settle()
    page.locator(f'.kz-table button[data-figure="{BASE}"]').click()
    expect(figure(page, RATE)).not_to_have_attribute("aria-current", "true")
    expect(figure(page, BASE)).to_have_attribute("aria-current", "true")
    expect(page.locator(".kz-table tr.chosen")).to_have_count(1)


def test_the_derived_point_is_chosen_by_the_keyboard_under_the_passages(visit) -> None:
    page = visit.open("/?rate=12")
    figure(page, "implied_level/2022").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("rate=12.*figure=implied_level%2F2022"))
    expect(figure(page, "implied_level/2022")).to_have_attribute("aria-current", "true")
    assert sorted(marked(visit)) == [[2021, 1], [2022, 1.19]]


def test_what_hover_names_first_is_what_a_click_chooses(visit) -> None:
    page = visit.open("/")
    # the offices' figures of 2022, 1.247 and 1.181 billion, lie on the spot of the article's 1.19
    for y in (1.247, 1.19, 1.181):
        click_point(visit, 2022, y)
        name = visit.chart.locator(".hoverlayer text").first
        expect(name).to_contain_text("Article, derived")
    expect(page).to_have_url(re.compile("figure=implied_level%2F2022"))


def test_a_slider_changes_the_answer_and_the_address(visit) -> None:
    page = visit.open("/")
    slider = page.get_by_role("slider", name="If trade grows by")
    slider.focus()
    for _ in range(9):
        slider.press("ArrowLeft")
    # 1.19 × 1.1⁵ = 1.917, × 1.1⁶ = 2.108
    expect(answer(page, "If trade grows by")).to_contain_text("2028")
    expect(page).to_have_url(re.compile("rate=10"))


def test_a_target_with_a_deadline_brings_its_year_along(visit) -> None:
    page = visit.open("/")
    choose(page, "Target", "$3 bn by 2030")
    expect(page).to_have_url(re.compile("by=2030"))
    # 1.19 ÷ 3 = 39.66…, rounded downwards
    expect(page.locator("h1")).to_contain_text(re.compile(r"39\.6\d?%\s+of the way to\s+\$3\s+billion"))


def test_an_event_chosen_on_the_calendar_shows_what_was_stated_there(visit) -> None:
    page = visit.open("/calendar")
    expect(visit.chart.locator(".main-svg").first).to_be_visible()
    name, x, y = visit.figure(
        """{
            const trace = plot.data.find(trace => trace.customdata?.filter(Boolean).length > 1);
            return [trace.customdata[0], trace.x[0], trace.y[0]];
        }"""
    )
    click_point(visit, x, y)
    expect(page).to_have_url(re.compile(f"event={name}"))
    expect(page.locator("h2.kz-section").first).to_have_text(shipped_data().events[name].name)


def test_a_link_inside_a_page_opens_the_other_one_without_loading_anew(visit) -> None:
    page = visit.open("/source")
    page.evaluate("window.kept = true")
    page.locator(".kz-table a").first.click()
    expect(page).not_to_have_url(re.compile("/source"))
    visit.settle()
    assert page.evaluate("window.kept") is True
    assert visit.complaints == []


def test_a_link_to_a_section_shows_it(visit) -> None:
    page = visit.open("/")
    page.get_by_role("link", name="How to cite").click()
    expect(page).to_have_url(re.compile("/method"))
    expect(page.locator("#cite")).to_be_in_viewport()
