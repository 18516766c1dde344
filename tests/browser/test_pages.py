"""What only a browser shows: every page, drawn; marks that answer clicks; the view in the address."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from kztrade.store import shipped_data

VERSION = shipped_data().short_version

CHARTED = ["/", "/explore", "/ledgers", "/statements", "/targets", "/investment", "/calendar"]
PAGES = [*CHARTED, "/source", "/method"]

INK = {"light": "#5E6066", "dark": "#A7A9AE"}
"""Colour of text in a figure, by theme."""

RUNS_OVER = """() => [document.documentElement, document.querySelector('.stMain')]
    .filter(box => box.scrollWidth > Math.min(innerWidth, box.clientWidth))
    .map(box => `${box.className || box.tagName}: ${box.scrollWidth} px in ${innerWidth}`)"""

REDRAWN = "ink => document.querySelector('.js-plotly-plot')?._fullLayout?.font.color.toUpperCase() === ink"

POINTS = """plot.data.filter(trace => Array.isArray(trace.hovertemplate))
    .reduce((sum, trace) => sum + trace.hovertemplate.filter(Boolean).length, 0)"""
"""How many figures a chart of small multiples shows: only they answer the mouse."""

RINGS = "plot.data.filter(trace => trace.marker?.size === 30).map(trace => [trace.x[0], trace.y[0]])"

BASE, RATE, GOAL = "turnover/2021", "turnover_growth/2022", "turnover_target/2023-09-23"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_whole_in_both_themes_and_widths_and_asks_no_other_host(visit, path) -> None:
    page = visit.open(path)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).not_to_be_empty()
    expect(page.locator(".kz-foot code")).to_have_text(VERSION)
    charted = path in CHARTED
    if charted:
        expect(visit.chart.locator(".main-svg").first).to_be_visible()
        expect(page.locator(".kz-source").first).to_contain_text(f"Data version {VERSION}")
    for theme, width in (("light", 1280), ("dark", 1280), ("dark", 390), ("light", 390)):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=theme)
        if charted:
            page.wait_for_function(REDRAWN, arg=INK[theme])
            page.wait_for_function("w => document.querySelector('.js-plotly-plot')._fullLayout.width <= w", arg=width)
        else:
            expect(page.locator(".stApp")).to_have_css("color-scheme", theme)
        visit.settle()
        page.wait_for_function(f"() => ({RUNS_OVER})().length === 0")
        assert page.evaluate(RUNS_OVER) == []
    expect(page.get_by_text("Traceback")).to_have_count(0)
    expect(page.locator(".stException, [data-testid=stAlert]")).to_have_count(0)
    expect(page.get_by_text("Page not found")).to_have_count(0)
    assert visit.complaints == []
    foreign = [url for url in visit.requests if not url.startswith((visit.origin, "data:", "blob:"))]
    assert foreign == []


def test_the_chart_takes_the_theme_of_the_system_when_it_changes(visit) -> None:
    page = visit.open("/")
    page.wait_for_function(REDRAWN, arg=INK["light"])
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(REDRAWN, arg=INK["dark"])
    # hollow points show the page through their hole
    assert "#15171A" in visit.figure("plot.data.flatMap(trace => trace.marker?.color ?? [])")
    page.emulate_media(color_scheme="light")
    page.wait_for_function(REDRAWN, arg=INK["light"])


def test_the_first_line_of_home_is_the_answer_with_its_hedges(visit) -> None:
    page = visit.open("/")
    expect(page.locator("h1")).to_contain_text("at least $1.19 billion")
    expect(page.locator("h1")).to_contain_text("at least 59.5%")
    cards = page.locator(".kz-card .value").all_inner_texts()
    assert [plain(card) for card in cards] == [
        "at least $1.19 bn",
        "at least 59.5%",
        "at most $0.81 bn",
        "at most 10.9%",
    ]


def test_a_figure_chosen_in_a_passage_rings_its_point_and_stands_in_the_address(visit) -> None:
    page = visit.open("/")
    figure(page, BASE).click()
    expect(figure(page, BASE)).to_have_attribute("aria-pressed", "true")
    expect(figure(page, RATE)).to_have_attribute("aria-pressed", "false")
    page.wait_for_function(
        f"() => {{ const plot = document.querySelector('.js-plotly-plot'); return ({RINGS}).length }}"
    )
    assert visit.figure(RINGS) == [[2021, 1]]
    expect(page).to_have_url(re.compile("figure=turnover%2F2021"))


def test_a_click_on_the_point_of_2021_marks_its_passage(visit) -> None:
    page = visit.open("/")
    click_point(visit, 2021, 1.0)
    expect(figure(page, BASE)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".passage.chosen")).to_have_count(1)
    expect(page.locator(".passage.chosen")).to_have_attribute("data-passage", "5")


def test_a_click_on_the_derived_point_of_2022_marks_both_its_inputs(visit) -> None:
    page = visit.open("/")
    click_point(visit, 2022, 1.19)
    expect(figure(page, BASE)).to_have_attribute("aria-pressed", "true")
    expect(figure(page, RATE)).to_have_attribute("aria-pressed", "true")
    expect(figure(page, GOAL)).to_have_attribute("aria-pressed", "false")
    expect(page).to_have_url(re.compile("figure=implied_level%2F2022"))


def test_choosing_in_text_and_chart_and_text_again_marks_each_time(visit) -> None:
    page = visit.open("/")
    figure(page, BASE).click()
    expect(figure(page, BASE)).to_have_attribute("aria-pressed", "true")
    visit.settle()
    click_point(visit, 2022, 1.19)
    expect(figure(page, RATE)).to_have_attribute("aria-pressed", "true")
    visit.settle()
    figure(page, BASE).click()
    expect(figure(page, RATE)).to_have_attribute("aria-pressed", "false")
    expect(figure(page, BASE)).to_have_attribute("aria-pressed", "true")


def test_the_readers_growth_and_deadline_change_the_sentence_under_the_chart(visit) -> None:
    page = visit.open("/")
    answer = page.locator(".kz-answer")
    expect(answer).to_have_text(
        words("At 19% a year from the 2022 floor, trade reaches $2 billion in 2025, or sooner.")
    )
    slider = page.get_by_role("slider")
    slider.focus()
    for _ in range(9):
        slider.press("ArrowLeft")
    # 1.19 × 1.1⁵ = 1.917, × 1.1⁶ = 2.108
    expect(answer).to_have_text(
        words("At 10% a year from the 2022 floor, trade reaches $2 billion in 2028, or sooner.")
    )
    expect(page).to_have_url(re.compile("rate=10"))
    option(page, "Target is met in").click()
    expect(answer).to_contain_text("in 2027, trade must grow by 10.9% a year from the 2022 floor, or less")
    slider = page.get_by_role("slider")
    slider.focus()
    for _ in range(3):
        slider.press("ArrowRight")
    expect(answer).to_contain_text("in 2030, trade must grow by 6.7% a year")
    expect(page.locator(".kz-card .value").last).to_have_text(words("at most 6.7%"))


def test_no_growth_never_reaches_the_target(visit) -> None:
    page = visit.open("/?rate=0")
    expect(page.locator(".kz-answer")).to_have_text("With no growth the target is not reached.")


def test_another_target_changes_headline_cards_and_line(visit) -> None:
    page = visit.open("/")
    option(page, "$3 bn").click()
    # 1.19 ÷ 3 = 39.7 %
    expect(page.locator("h1")).to_contain_text("at least 39.7% of the way to $3 billion")
    expect(page.locator(".kz-card .value").nth(2)).to_have_text(words("at most $1.81 bn"))
    page.wait_for_function("() => document.querySelector('.js-plotly-plot').data[0].y[0] === 3")


def test_reload_back_and_forward_keep_the_view(visit) -> None:
    page = visit.open("/")
    figure(page, BASE).click()
    expect(page).to_have_url(re.compile("figure=turnover%2F2021"))
    option(page, "Target is met in").click()
    expect(page).to_have_url(re.compile("mode=deadline"))
    expect(page.locator(".kz-answer")).to_contain_text("10.9% a year")
    page.reload()
    visit.settle()
    expect(page.locator(".kz-answer")).to_contain_text("10.9% a year")
    expect(figure(page, BASE)).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(page.locator(".kz-answer")).to_contain_text("At 19% a year")
    expect(figure(page, BASE)).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(figure(page, BASE)).to_have_attribute("aria-pressed", "false")
    page.go_forward()
    expect(figure(page, BASE)).to_have_attribute("aria-pressed", "true")
    page.go_forward()
    expect(page.locator(".kz-answer")).to_contain_text("10.9% a year")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("years=2023-2018", "years 2023-2018"),
        ("indicator=unheard_of", "indicator unheard_of"),
        ("show=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "show <script>alert(1)</script>"),
        ("nonsense=1", "nonsense 1"),
        ("years=" + "9" * 10_000, "years 999"),
        ("x" * 10_000, "xxx"),
    ],
    ids=["reversed years", "unknown code", "markup", "unknown filter", "10 kB value", "10 kB name"],
)
def test_nonsense_in_the_address_gives_the_usual_view_and_a_plain_note(visit, query, shown) -> None:
    page = visit.open(f"/explore?{query}")
    note = page.get_by_role("note").first
    expect(note).to_contain_text("Part of this link could not be read")
    expect(note).to_contain_text(shown)
    expect(note).to_contain_text("The usual choice stands in its place.")
    assert len(note.inner_text()) < 300
    expect(page.locator(".kz-table caption").first).to_contain_text("40 of ")
    expect(visit.chart).to_be_visible()
    assert visit.complaints == []


def test_a_link_with_filters_shows_exactly_those_rows(visit) -> None:
    page = visit.open("/explore?" + urlencode({"indicator": "turnover", "years": "2021-2023", "ledger": "bns.article"}))
    expect(visit.chart).to_be_visible()
    assert [(row[0], row[2].lstrip("●"), plain(row[3])) for row in visit.table()] == [
        ("2023", "Kazakh statistics", "$1.688 bn"),
        ("2022", "Kazakh statistics", "$1.247 bn"),
        ("2021", "Article, passage 5", "at least $1 bn"),
        ("2021", "Kazakh statistics", "$1.051 bn"),
    ]
    assert visit.figure(POINTS) == 4
    expect(page.get_by_role("note")).to_have_count(0)


def test_filters_change_chart_and_table_together(visit) -> None:
    page = visit.open("/explore?indicator=turnover.exports&ledger=bns.nsc")
    assert_rows(visit, 24)  # six years, two ledgers, two indicators
    option(page, "Kyrgyz statistics").click()
    assert_rows(visit, 12)
    page.get_by_role("button", name=re.compile("^(Remove|Clear) Exports|^Exports")).first.click()
    page.keyboard.press("Escape")
    assert_rows(visit, 6)
    slider = page.get_by_role("slider").first
    slider.focus()
    for _ in range(3):
        slider.press("ArrowRight")
    assert_rows(visit, 3)  # 2021, 2022, 2023
    expect(page).to_have_url(re.compile("years=2021-2025"))


def test_a_filter_that_is_folded_away_stays_in_use_and_is_told(visit) -> None:
    page = visit.open("/explore?indicator=turnover.joint_ventures&years=2021-2023&ledger=article")
    assert_rows(visit, 2)  # at least $1 bn, and 3,500 enterprises
    fold = page.get_by_text("More filters")
    fold.click()
    option(page, "Count").click()
    assert_rows(visit, 1)
    fold.click()
    expect(option(page, "Count")).to_have_count(0)
    expect(page.get_by_text("In use among them: Kind.")).to_be_visible()
    assert_rows(visit, 1)
    fold.click()
    expect(option(page, "Count")).to_be_visible()
    assert_rows(visit, 1)
    expect(page).to_have_url(re.compile("kind=count"))
    visit.open("/explore?" + page.url.partition("?")[2])
    expect(option(page, "Count")).to_be_visible()  # a link that uses a folded filter shows it


def test_no_indicator_is_a_note_and_not_an_empty_chart(visit) -> None:
    page = visit.open("/explore?indicator=")
    note = page.get_by_role("note")
    expect(note).to_have_text("No indicator chosen. Choose at least one above to see its figures.")
    expect(visit.chart).to_have_count(0)


def test_growth_of_kazakh_turnover_in_2022_is_18_7_percent(visit) -> None:
    page = visit.open("/explore?indicator=turnover&years=2022-2022&ledger=bns.nsc")
    option(page, "Change on year").click()
    # 1,246.9 ÷ 1,050.6 and 1,181.1 ÷ 1,044.2
    expect(page.locator(".kz-table tbody")).to_contain_text("18.7%")
    assert [(row[2][1:], row[3]) for row in visit.table()] == [
        ("Kazakh statistics", "18.7%"),
        ("Kyrgyz statistics", "13.1%"),
    ]
    expect(page).to_have_url(re.compile("show=growth"))


def test_copy_link_gives_the_whole_view_with_its_data_version(visit, window) -> None:
    page = visit.open("/?rate=12&figure=turnover/2021")
    expect(page.locator(".kz-answer")).to_contain_text("At 12% a year")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Link copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(visit.origin)
    assert parse_qs(urlsplit(link).query, keep_blank_values=True) == {
        "target": ["2bn"],
        "mode": ["growth"],
        "rate": ["12"],
        "by": ["2027"],
        "behind": ["KAZ.KGZ.said"],
        "figure": [BASE],
        "v": [VERSION],
    }
    page.goto("about:blank")
    visit.open(link.removeprefix(visit.origin))
    expect(page.locator(".kz-answer")).to_contain_text("At 12% a year")
    expect(figure(page, BASE)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("note")).to_have_count(0)


def test_a_link_made_with_other_data_says_so(visit) -> None:
    page = visit.open("/explore?indicator=turnover&v=00000000")
    expect(page.get_by_role("note")).to_have_text(
        "This link was made with data version 00000000. Figures may have been added or revised since."
    )


def test_both_ledgers_of_2023_and_their_gap_stand_in_the_table(visit) -> None:
    page = visit.open("/ledgers")
    expect(page.locator(".kz-table").first).to_be_visible()
    head = page.locator(".kz-table").first.locator("th").all_inner_texts()
    row = dict(zip(head, visit.table()[0], strict=True))
    assert row["Year"] == "2023"
    assert (row["Kazakh statistics"], row["Kyrgyz statistics"], row["Mirror gap"]) == ("1,147.2", "862.2", "+33.1%")
    expect(page.locator("h1")).to_contain_text("$1,147 million of exports")
    option(page, "Kyrgyzstan → Kazakhstan").click()
    # Kyrgyz exports 455.7 against Kazakh imports of 548.8 or so: 17 % less
    expect(page.locator(".kz-table").first.locator("tbody tr").first).to_contain_text("−17.0%")
    expect(page).to_have_url(re.compile("flow=KGZ%3EKAZ"))


def test_the_switch_takes_out_suspect_values_and_the_address_remembers(visit) -> None:
    page = visit.open("/ledgers?" + urlencode({"flow": "KAZ>KGZ"}))
    suspect = "plot.layout.annotations.filter(note => note.text === 'suspect').length"
    before = visit.figure(suspect)
    assert before > 0
    page.get_by_text("Leave out suspect values").click()
    expect(page).to_have_url(re.compile("clean=1"))
    page.wait_for_function(
        "() => !document.querySelector('.js-plotly-plot').layout.annotations.some(note => note.text === 'suspect')"
    )
    page.reload()
    visit.settle()
    expect(visit.chart).to_be_visible()
    assert visit.figure(suspect) == 0


@pytest.mark.parametrize(
    ("query", "speaker", "said", "verdict"),
    [
        (
            {"indicator": "turnover", "period": "2022"},
            "Government of Kazakhstan",
            "about $1.3 bn",
            "agrees with Kazakh statistics ($1.247 bn) only by the “about”; "
            "too high by $18.8 m or more for Kyrgyz statistics ($1.181 bn)",
        ),
        (
            {"indicator": "turnover", "period": "2022"},
            "A. Japarov, Chair of the Cabinet of Kyrgyzstan",
            "about $1.2 bn",
            "agrees after rounding with Kyrgyz statistics ($1.181 bn)",
        ),
        (
            {"indicator": "turnover_growth", "period": "2022"},
            "A. Smailov, Prime Minister of Kazakhstan",
            "19%",
            "agrees after rounding with Kazakh statistics (18.7%)",
        ),
    ],
    ids=["Kazakh government", "Kyrgyz head of cabinet", "the article"],
)
def test_a_statement_stands_beside_its_verdict(visit, query, speaker, said, verdict) -> None:
    page = visit.open(f"/statements?{urlencode(query)}")
    row = (
        page.locator(".kz-table").first.locator("tbody tr").filter(has_text=speaker).filter(has_text=words(said)).first
    )
    expect(row).to_contain_text(words(verdict))


def test_january_to_july_2023_stands_as_three_figures(visit) -> None:
    page = visit.open("/statements?indicator=turnover&period=2023-01/2023-07")
    expect(page.locator("h1")).to_contain_text("Three figures")
    cells = page.locator(".kz-table").first.locator("tbody tr td:nth-child(3)").all_inner_texts()
    assert {plain(cell) for cell in cells} == {"$757 m", "$755.4 m", "$759 m"}
    expect(page.get_by_role("note")).to_contain_text("No statistic to compare.")


def test_the_menu_leads_to_every_page(visit) -> None:
    page = visit.open("/")
    for title in ("Explore", "Ledgers", "Method", "Target"):
        page.get_by_role("link", name=title, exact=True).click()
        expect(page).to_have_url(re.compile(f"{visit.origin}/{'' if title == 'Target' else title.lower()}$"))
        visit.settle()
    expect(page.locator("h1")).to_contain_text("at least $1.19 billion")
    assert visit.complaints == []


def test_an_event_chosen_on_the_calendar_shows_what_was_stated_there(visit) -> None:
    page = visit.open("/calendar")
    point = "plot.data.findIndex(trace => trace.customdata?.length > 1)"
    name = visit.figure(f"plot.data[{point}].customdata[0]")
    x, y = visit.figure(f"[plot.data[{point}].x[0], plot.data[{point}].y[0]]")
    click_point(visit, x, y)
    expect(page).to_have_url(re.compile(f"event={name}"))
    expect(page.locator("h2.kz-section")).to_have_text(shipped_data().events[name].name)


@pytest.mark.usefixtures("forget_originals")
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The original is empty"),
        (
            b"<!doctype html><html><body><p>Not a text.</p></body></html>",
            "The original is a web page (HTML), not text.",
        ),
        (b"\xff\xfe\x00\x01 binary", "The original is not UTF-8 text"),
    ],
    ids=["empty", "web page", "binary"],
)
def test_an_upload_that_is_no_text_is_a_plain_sentence(visit, content, sentence) -> None:
    page = visit.open("/source?text=original")
    expect(page.get_by_text("You have no copy of the original yet.")).to_be_visible()
    upload(page, content)
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.get_by_text("Traceback")).to_have_count(0)
    expect(page.locator(".stException")).to_have_count(0)


def test_another_text_than_the_article_is_told_by_its_missing_figures(visit, forget_originals) -> None:
    page = visit.open("/source?text=original")
    upload(page, b"A village fair.\n\nThere were 7 cows and 12 sheep.\n")
    expect(page.get_by_text("0 of 13 figures found in this copy.")).to_be_visible()
    expect(page.locator(".stException")).to_have_count(0)
    page.get_by_role("button", name="Remove this copy").click()
    expect(page.get_by_text("You have no copy of the original yet.")).to_be_visible()


def test_the_readers_own_copy_has_every_figure_marked(visit, article: Path, forget_originals) -> None:
    page = visit.open("/source?text=original")
    upload(page, article.read_bytes())
    expect(page.get_by_text("13 of 13 figures found in this copy.")).to_be_visible()
    expect(page.locator(".kz-passages button")).to_have_count(13)
    page.locator(".kz-figures tr", has_text="Turnover").first.get_by_role("button").first.click()
    expect(page.locator(".kz-passages button[aria-pressed=true]")).to_have_count(1)
    visit.open("/")
    expect(page.get_by_text("in your own copy")).to_be_visible()
    assert visit.complaints == []


@pytest.mark.usefixtures("forget_originals")
def test_a_figure_chosen_in_the_list_is_marked_and_leads_to_its_chart(visit) -> None:
    page = visit.open("/source")
    expect(page.locator(".kz-passages button")).to_have_count(13)
    expect(page.locator(".kz-figures tbody tr")).to_have_count(13)
    row = page.locator(f'.kz-figures tr[data-figure="{BASE}"]')
    row.get_by_role("button").first.click()
    expect(figure(page, BASE)).to_have_attribute("aria-pressed", "true")
    expect(row).to_have_class("chosen")
    row.get_by_role("button", name="open").click()
    expect(page).to_have_url(re.compile(rf"{visit.origin}/(target)?\?.*figure=turnover%2F2021"))
    expect(visit.chart).to_be_visible()
    page.wait_for_function(
        f"() => {{ const plot = document.querySelector('.js-plotly-plot'); return ({RINGS}).length }}"
    )
    assert visit.figure(RINGS) == [[2021, 1]]


def test_a_figure_of_investment_opens_its_own_page(visit) -> None:
    page = visit.open("/source")
    page.locator('.kz-figures tr[data-figure="investment/2022"]').get_by_role("button", name="open").click()
    expect(page).to_have_url(re.compile("/investment\\?.*figure=investment%2F2022"))
    expect(figure(page, "investment/2022")).to_have_attribute("aria-pressed", "true")


def plain(text: str) -> str:
    """A text in one line, with plain spaces."""
    return " ".join(text.split())


def words(text: str) -> "re.Pattern[str]":
    """Matches a text whichever kind of space stands in it."""
    return re.compile(r"\s+".join(map(re.escape, text.split())))


def figure(page: Page, name: str) -> Locator:
    """A figure in a passage."""
    return page.locator(f'.kz-passages button[data-figure="{name}"]')


def option(page: Page, label: str) -> Locator:
    """One of the buttons of a segmented control or of pills."""
    return page.locator('[data-testid="stButtonGroup"]').get_by_text(label, exact=True)


def upload(page: Page, content: bytes) -> None:
    """Add a file as the original."""
    page.locator('input[type="file"]').set_input_files(
        {"name": "article.txt", "mimeType": "text/plain", "buffer": content}
    )


def assert_rows(visit: Any, count: int) -> None:
    """Chart, table and the words above it tell the same number of figures."""
    expect(visit.page.locator(".kz-table caption").first).to_contain_text(re.compile(f"^{count} of "))
    expect(visit.page.locator(".kz-table").first.locator("tbody tr")).to_have_count(count)
    visit.page.wait_for_function(
        f"count => {{ const plot = document.querySelector('.js-plotly-plot'); return plot && ({POINTS}) === count }}",
        arg=count,
    )


def click_point(visit: Any, x: object, y: float) -> None:
    """A real click at the pixel where Plotly draws a point of its first axes."""
    expect(visit.chart).to_have_count(1)
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


@pytest.mark.parametrize(
    ("flow", "headline"),
    [
        # 1,147.18 + 540.96 and 449.01 + 862.18; 1,147.18 − 540.96 and 449.01 − 862.18
        ("turnover", "In 2023 Kazakhstan recorded $1,688 million of trade with Kyrgyzstan, Kyrgyzstan $1,311 million "),
        (
            "balance",
            "In 2023 Kazakhstan recorded a balance of +$606 million with Kyrgyzstan, Kyrgyzstan −$413 million ",
        ),
    ],
)
def test_the_headline_of_the_ledgers_answers_what_is_shown(visit, flow, headline) -> None:
    page = visit.open(f"/ledgers?flow={flow}")
    assert plain(page.locator("h1").inner_text()) == f"{headline}with Kazakhstan"


def test_one_ledger_alone_keeps_the_headline_of_its_flow(visit) -> None:
    page = visit.open("/ledgers?" + urlencode({"flow": "KGZ>KAZ", "ledger": "nsc-KGZ"}))
    expect(page.locator("h1")).to_contain_text(words("Kyrgyzstan recorded $449 million of exports to Kazakhstan"))


def test_turnover_tells_its_change_on_the_year_before_inside_a_ledger(visit) -> None:
    page = visit.open("/ledgers?flow=turnover&all=1")
    head = page.locator(".kz-table th").all_inner_texts()
    rows = {row[0]: dict(zip(head, map(plain, row), strict=True)) for row in visit.table()}
    assert rows["2022"]["Kazakh statistics"] == "1,246.9 +18.7%"  # 1,246.877 ÷ 1,050.532 − 1
    assert rows["2018"]["Kazakh statistics"] == "900.5"  # the IMF has 2017, this ledger has not
    assert rows["2016"]["Kyrgyz statistics"] == "702.7 suspect"
    assert rows["2017"]["Kyrgyz statistics"] == "789.1"  # no change on a suspect value
    hovers = visit.figure("plot.data.flatMap(trace => trace.hovertemplate)")
    assert "Kazakh statistics, 2022<br><b>$1.247\u00a0bn, +18.7% on 2021</b><extra></extra>" in hovers


def test_marks_of_the_ledgers_have_no_outline_in_another_colour(visit) -> None:
    visit.page.emulate_media(color_scheme="dark")
    visit.open("/ledgers")
    visit.page.wait_for_function(REDRAWN, arg=INK["dark"])
    strokes = visit.figure(
        "[...new Set([...plot.querySelectorAll('.scatterlayer .point')].map(point => getComputedStyle(point).stroke))]"
    )
    assert sorted(strokes) == ["rgb(0, 114, 178)", "rgb(213, 94, 0)"]


def test_a_phone_shows_the_figures_behind_every_gap_of_the_ledgers(visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open("/ledgers?all=1")
    column = page.locator(".kz-table th", has_text="IMF, Kazakh side")
    expect(column).to_be_visible()
    assert page.evaluate(RUNS_OVER) == []
    page.get_by_text("Show all years").click()
    expect(column).to_be_hidden()  # the offices' own gaps need no other figures


def test_words_in_the_ledgers_chart_have_a_ground_of_their_own(visit) -> None:
    visit.open("/ledgers?" + urlencode({"ledger": "bns-KAZ.imf-dots-KAZ.imf-dots-KGZ.nsc-KGZ"}))
    grounds = "plot.layout.annotations.filter(note => /IMF, |suspect/.test(note.text)).map(note => note.bgcolor)"
    assert visit.figure(grounds) == ["#FFFFFF"] * 4  # two names and two suspect values
