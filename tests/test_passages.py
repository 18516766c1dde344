"""Passages with their figures marked: in our words, or in a copy that a reader brought."""

from dataclasses import replace

import pytest

from kztrade.evidence import fingerprint, numerals
from kztrade.figures import TOTAL, figure_id
from kztrade.paragraphs import Digest, Mark, Passage
from kztrade.passages import digest_passages, indicator_series, original_passages, passages
from kztrade.store import shipped_data
from kztrade.words import Format, Telling

ARTICLE = "astanatv-2023-09-23"
LINES = {
    1: "Сауда көлемі 1 млрд доллардан асты, ал өсім 19 пайыз болды.",
    2: "Инвестиция $200 млн-ға жуық болды, бірлескен кәсіпорын 3500.",
}


@pytest.fixture(scope="module")
def shipped() -> Telling:
    return Telling(shipped_data(), Format())


@pytest.fixture
def told(dataset) -> Telling:
    """A report of two paragraphs with four figures."""
    data = dataset(
        f"""
        turnover        KAZ KGZ 2021 over   1e9   source={ARTICLE} passage=1 token="1 млрд"
        turnover_growth KAZ KGZ 2022 exact  19    source={ARTICLE} passage=1 token="19 пайыз"
        investment      KAZ KGZ 2022 almost 200e6 source={ARTICLE} passage=2 token="$200 млн"
        joint_ventures  KAZ KGZ 2023 exact  3500  source={ARTICLE} passage=2 token="3500"
        """
    )
    recorded = tuple(Passage(ARTICLE, number, fingerprint(line), numerals(line)) for number, line in LINES.items())
    digest = Digest(ARTICLE, "en", {1: ("Trade passed ", Mark("$1 bn", "turnover", "2021"), "."), 2: ("Money came.",)})
    return Telling(replace(data, passages=recorded, digests={(ARTICLE, "en"): digest}), Format())


COPY = "\n".join(LINES.values())


def marked(found) -> list[tuple[str, str]]:
    return [(run.text, run.figure) for passage in found for run in passage.runs if run.figure]


def test_a_copy_is_told_whole_with_each_figure_at_its_exact_characters(told: Telling) -> None:
    found = original_passages(told, ARTICLE, COPY)
    assert ["".join(run.text for run in passage.runs) for passage in found] == list(LINES.values())
    assert marked(found) == [
        ("1 млрд", "turnover/2021"),
        ("19 пайыз", "turnover_growth/2022"),
        ("$200 млн", "investment/2022"),
        ("3500", "joint_ventures/2023"),
    ]
    assert all(passage.original for passage in found)


def test_a_digest_stands_where_no_copy_was_brought_or_nothing_of_it_fits(told: Telling) -> None:
    ours = digest_passages(told, ARTICLE)
    assert marked(ours) == [("$1 bn", "turnover/2021")]
    assert passages(told, ARTICLE, {}) == ours
    assert passages(told, ARTICLE, {ARTICLE: "Something else."}) == ours
    assert not any(passage.original for passage in ours)


def test_a_copy_stands_before_the_digest_and_only_the_wanted_passages_are_told(told: Telling) -> None:
    found = passages(told, ARTICLE, {ARTICLE: COPY}, only=(2,))
    assert [(passage.number, passage.original) for passage in found] == [(2, True)]


def test_half_a_copy_shows_the_half_that_fits(told: Telling) -> None:
    found = original_passages(told, ARTICLE, f"{LINES[2]}\nSomething else that nobody recorded.")
    assert "investment/2022" in {figure for _, figure in marked(found)}


def test_figures_that_lie_on_one_another_lose_no_character(told: Telling) -> None:
    rows = [
        replace(row, token="00 млн" if row.indicator == "joint_ventures" else row.token) for row in told.data.figures()
    ]
    crossed = Telling(replace(told.data, observations=tuple(rows)), Format())
    found = original_passages(crossed, ARTICLE, COPY)
    assert ["".join(run.text for run in passage.runs) for passage in found] == list(LINES.values())


def test_a_digest_in_the_readers_language_comes_before_the_english_one(told: Telling) -> None:
    russian = Digest(ARTICLE, "ru", {1: ("Торговля выросла.",)})
    data = replace(told.data, digests={**told.data.digests, (ARTICLE, "ru"): russian})
    found = digest_passages(Telling(data, Format(locale="ru")), ARTICLE)
    assert [(passage.language, passage.runs[0].text) for passage in found] == [("ru", "Торговля выросла.")]
    english = digest_passages(Telling(data, Format(locale="kk")), ARTICLE)
    assert {passage.language for passage in english} == {"en"}


def test_a_source_without_a_digest_has_no_passages(told: Telling) -> None:
    assert digest_passages(told, "nobody") == ()


# The shipped article


def test_every_shipped_figure_of_the_article_is_marked_in_its_digest_in_its_own_passage(shipped: Telling) -> None:
    places = {
        run.figure: passage.number
        for passage in digest_passages(shipped, ARTICLE)
        for run in passage.runs
        if run.figure
    }
    rows = [row for row in shipped.data.figures() if row.source == ARTICLE]
    assert {figure_id(row): row.passage for row in rows} == places


@pytest.mark.parametrize(
    ("indicator", "series"),
    [
        ("turnover_target", "target"),
        ("turnover", TOTAL),
        ("investment", "KAZ"),
        ("joint_ventures", TOTAL),  # a count of firms is nobody's money
        ("nothing_of_the_kind", TOTAL),
    ],
)
def test_a_figure_bears_the_colour_of_whose_money_it_is(shipped: Telling, indicator: str, series: str) -> None:
    assert indicator_series(shipped.data, indicator) == series
