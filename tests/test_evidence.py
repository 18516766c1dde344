"""Where a figure stands in a text, and what is said when it no longer does."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade import store
from kztrade.codes import ObsStatus, Qualifier, Scope, Unit
from kztrade.evidence import Finding, body, check, fingerprint, normalised, numerals, paragraphs, spans, standing
from kztrade.model import Observation
from kztrade.paragraphs import Passage
from kztrade.period import read_period

ORCHARD = (
    "Ауыл шетіне жаңа бақ егілді, оған барлық көрші шақырылды.",
    "Бағбан 2029 жылы мұнда $4 млн-ға жуық ақша кеткенін, ал 2030 жылы өнім 17%-ға өскенін айтты.",
    '"Келесі мақсат – $9 млн табыс", – деді ол.',
    "2011 жылдан бері суға $1,5 млн жұмсалса, былтыр $300 мың кетті.",
    "Бақта 4,5 мың алма бар, тағы 300-ге жуық көшет келді.",
    "Қоршау 800 км, оның бойында төрт ауылы тұр.",
)
"""Passages 1 to 6 of an article that nobody wrote."""

MENU = ("Басты бет", "Орысша нұсқасы", "Бақта не болып жатыр", "5 сәуір 2031")


def text(*lines: str) -> str:
    return "\n\n".join(lines)


def recorded(*lines: str) -> list[Passage]:
    return [Passage("orchard", n, fingerprint(line), numerals(line)) for n, line in enumerate(lines, 1)]


def figure(row: str) -> Observation:
    """An observation from `indicator period passage token`; only these matter here."""
    indicator, period, passage, token = row.split(" ", 3)
    return Observation(
        indicator,
        "KAZ",
        "KGZ",
        read_period(period),
        "orchard",
        Scope.TOTAL,
        1.0,
        1.0,
        1.0,
        Unit.USD,
        Qualifier.EXACT,
        "",
        ObsStatus.NORMAL,
        int(passage),
        token,
    )


FIGURES = [
    figure(row)
    for row in (
        "villages 2031 6 төрт ауылы",
        "fence 2031 6 800 км",
        "cost 2029 2 $4 млн",
        "growth 2030 2 17%",
        "goal 2031 3 $9 млн",
        "water 2011/2031 4 $1,5 млн",
        "water_last 2030 4 $300 мың",
        "trees 2031 5 4,5 мың",
        "trees_new 2031 5 300",
    )
]


def findings(*lines: str) -> dict[str, Finding]:
    return {finding.key.indicator: finding for finding in check(FIGURES, recorded(*ORCHARD), text(*lines))}


def failed(*lines: str) -> dict[str, str]:
    """What stands instead, by indicator, of the figures that were not found."""
    return {name: str(finding.instead) for name, finding in findings(*lines).items() if not finding.found}


def orchard(**changes: str) -> list[str]:
    """The article with words replaced, by passage: `p2="17%>16%"`."""
    lines = list(ORCHARD)
    for passage, change in changes.items():
        old, new = change.split(">")
        number = int(passage[1:]) - 1
        assert old in lines[number]
        lines[number] = lines[number].replace(old, new)
    return lines


@pytest.mark.parametrize(
    "paragraph",
    [
        "1200 алма",
        "2000 алма",
        "200,5 алма",
        "200.5 алма",
        "1,200 алма",
        "200 000 алма",
        "200\u00a0000 алма",
        "1 200 алма",
        "1\u202f200 алма",
        "10 000 200 алма",
        "-200 алма",
        "−200 алма",
        "100–200 алма",
        "№A200 алма",
    ],
)
def test_a_token_is_not_found_inside_a_longer_number_or_word(paragraph: str) -> None:
    assert spans("200", paragraph) == []


@pytest.mark.parametrize(
    ("token", "paragraph", "found"),
    [
        ("200", "200", [(0, 3)]),
        ("200", "тағы 200-ге жуық", [(5, 8)]),
        ("200", "(200), 200.", [(1, 4), (7, 10)]),
        ("200", "2022 200 алма", [(5, 8)]),
        ("2022", "2022 200 алма", [(0, 4)]),
        ("19%", "19% 200 алма", [(0, 3)]),
        ("19%", "өсім—19%-ға", [(5, 8)]),
        ("$2 млрд", "көлемін $2 млрд-қа", [(8, 15)]),
        ("$2 млрд", "$2\u00a0млрд, $2  млрд, $2\u202fмлрд", [(0, 7), (9, 17), (19, 26)]),
        ("$2 млрд", "$12 млрд, $2 млн, $2,5 млрд", []),
        ("2,5 есе", "2,5 есеге көп", [(0, 7)]),
        ("екі облысы", "елдің екі облысымен", [(6, 16)]),
        ("екі облысы", "елдің жекі облысы", []),
        ("$1,3 млрд", "$1х3 млрд", []),
    ],
)
def test_a_token_is_found_with_its_suffix_and_any_kind_of_blank(
    token: str, paragraph: str, found: list[tuple[int, int]]
) -> None:
    assert spans(token, paragraph) == found


@pytest.mark.parametrize("printed", ["−19 %", "-19 %", "–19\u00a0%", "‑19\u202f%"])
@pytest.mark.parametrize("token", ["−19 %", "-19 %"])
def test_a_decline_is_found_with_any_sign_for_minus(token: str, printed: str) -> None:
    assert spans(token, f"өсім ({printed}-ға) төмендеді") == [(6, 11)]


@pytest.mark.parametrize("paragraph", ["19 %", "10−19 %", "−119 %", "1−19 %", "−19,5 %", "өсім—19 %"])
def test_a_decline_is_not_found_in_a_rise_a_range_or_a_longer_number(paragraph: str) -> None:
    assert spans("−19 %", paragraph) == []


UNSEEN = ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"]
TOKENS = ["200", "19%", "−19 %", "$1,3 млрд", "4,5 мың", "төрт ауылы", "2,5 есе", "1 200 км", "й"]


@st.composite
def strewn(draw: st.DrawFn, text: str) -> str:
    """A text with unseen characters anywhere between its own."""
    places = draw(st.lists(st.tuples(st.integers(1, max(1, len(text) - 1)), st.sampled_from(UNSEEN)), max_size=6))
    letters = list(text)
    for place, unseen in places if len(text) > 1 else []:
        letters[place] = unseen + letters[place]
    return "".join(letters)


@given(st.data(), st.sampled_from(TOKENS))
def test_unseen_characters_in_a_token_do_not_hide_it_and_the_span_holds_them(data: st.DataObject, token: str) -> None:
    before, inside, after = (data.draw(strewn(part)) for part in ("Бағбан, 2031 жылы (", token, "-ге жуық) деді."))
    start = len(before)
    assert spans(token, before + inside + after) == [(start, start + len(inside))]


@given(st.data(), st.sampled_from(["1200", "1 200", "2000", "200,5", "200 000", "−200", "A200"]))
def test_unseen_characters_do_not_break_a_longer_number_into_tokens(data: st.DataObject, number: str) -> None:
    assert spans("200", "бар: " + data.draw(strewn(number)) + " алма") == []


@given(strewn(text(*ORCHARD)), st.sampled_from(UNSEEN))
def test_unseen_characters_anywhere_leave_every_figure_found_and_nothing_reworded(strewn: str, unseen: str) -> None:
    found = findings(*MENU, unseen * 2, unseen + strewn)
    assert [finding for finding in found.values() if not finding.found or finding.reworded] == []


def test_a_changed_figure_is_told_without_the_unseen_characters_in_it() -> None:
    assert failed(*orchard(p2="17%>1\u00ad6\u200b%")) == {"growth": "16%"}
    assert failed(*orchard(p4="2011>20\u2060\u00ad12")) == {"water": "2012 where 2011 stood"}


def test_an_empty_token_stands_nowhere() -> None:
    assert spans("", "200") == spans("\u200b", "200") == []


def test_numerals_are_read_in_order_with_their_decimals() -> None:
    assert numerals("2005 жылдан $1,3 млрд, 2.5 есе, 19%-ға.") == ("2005", "1,3", "2.5", "19")


@pytest.mark.parametrize(
    "paragraph",
    [
        "«Бақ» – 2\u00a0млн, ол сай.",
        "“Бақ” - 2 млн,  ол сай.",
        '\t"Бақ" — 2\u202fмлн, ол сай.\r',
        '\ufeff"Б\u00adақ" - 2\u200b млн\u2060, о\u200cл са\u200dй.',
        unicodedata.normalize("NFD", '"Бақ" − 2 млн, ол сай.'),
    ],
)
def test_typesetting_does_not_change_a_fingerprint(paragraph: str) -> None:
    assert normalised(paragraph) == '"Бақ" - 2 млн, ол сай.'
    assert fingerprint(paragraph) == fingerprint('"Бақ" - 2 млн, ол сай.')


@pytest.mark.parametrize("paragraph", ['"Бақ" - 3 млн, ол сай.', '"бақ" - 2 млн, ол сай.', '"Бақ" - 2 млн ол сай.'])
def test_another_digit_letter_or_comma_changes_a_fingerprint(paragraph: str) -> None:
    assert fingerprint(paragraph) != fingerprint('"Бақ" - 2 млн, ол сай.')


def test_paragraphs_are_the_lines_that_hold_words_in_one_unicode_form() -> None:
    assert paragraphs("\n  бір \r\n\u00a0\n" + unicodedata.normalize("NFD", "екінші й") + "\n") == ["бір", "екінші й"]


def test_every_figure_is_found_in_the_article_itself() -> None:
    assert failed(*ORCHARD) == {}
    assert not any(finding.reworded for finding in findings(*ORCHARD).values())


def test_findings_come_in_the_order_of_the_text() -> None:
    order = [finding.key.indicator for finding in check(FIGURES, recorded(*ORCHARD), text(*ORCHARD))]
    assert order == ["cost", "growth", "goal", "water", "water_last", "trees", "trees_new", "fence", "villages"]


def test_menu_title_advertisements_and_other_news_around_the_body_do_no_harm() -> None:
    lines = [*MENU, *ORCHARD[:2], "Жарнама: 50% жеңілдік", *ORCHARD[2:], "Басқа жаңалық: 300 қой", "© 2031"]
    assert failed(*lines) == {}
    assert list(body(text(*lines), recorded(*ORCHARD)).values()) == list(ORCHARD)


def test_a_first_paragraph_that_changed_is_not_taken_for_the_menu_before_it() -> None:
    lines = orchard(p1="жаңа>үлкен")
    assert body(text(*MENU, *lines), recorded(*ORCHARD))[1] == lines[0]


def test_a_last_paragraph_that_changed_is_not_taken_for_the_news_after_it() -> None:
    lines = orchard(p6="800>900")
    assert failed(*lines, "Басқа жаңалық: 800 км жол", "© 2031") == {"fence": "900 км"}


def test_a_changed_digit_fails_that_figure_alone_and_shows_what_stands_there() -> None:
    assert failed(*orchard(p2="17%>16%")) == {"growth": "16%"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"p2": "$4>$5"}, {"cost": "$5 млн"}),
        ({"p3": "$9 млн>$9 млрд"}, {"goal": "$9 млрд"}),
        ({"p2": "17%>-17%"}, {"growth": "-17%"}),
        ({"p5": "тағы 300>тағы 1 300"}, {"trees_new": "1 300"}),
        ({"p6": "төрт>бес"}, {"villages": "бес ауылы"}),
        ({"p6": "800 км>ұзын"}, {"fence": "Қоршау ұзын, оның бойында төрт ауылы тұр.…"}),
        ({"p3": "$9 млн>мол"}, {"goal": '"Келесі мақсат – мол табыс", – деді ол.…'}),
    ],
)
def test_what_stands_instead_is_the_figure_most_like_the_token(
    change: dict[str, str], expected: dict[str, str]
) -> None:
    assert failed(*orchard(**change)) == expected


def test_a_changed_year_fails_the_figure_of_that_year_though_its_token_stands() -> None:
    assert failed(*orchard(p4="2011>2012")) == {"water": "2012 where 2011 stood"}
    assert failed(*orchard(p2="2029 жылы >")) == {"cost": "no number where 2029 stood"}


def test_a_reworded_paragraph_is_told_though_its_figures_are_found() -> None:
    found = findings(*orchard(p5="алма бар>алма өсті"))
    assert all(finding.found for finding in found.values())
    assert {name for name, finding in found.items() if finding.reworded} == {"trees", "trees_new"}


def test_a_missing_paragraph_fails_its_figures_alone() -> None:
    assert failed(*ORCHARD[:2], *ORCHARD[3:]) == {"goal": "no such paragraph"}


def test_a_text_that_is_cut_off_fails_the_figures_of_the_rest() -> None:
    assert set(failed(*ORCHARD[:4])) == {"trees", "trees_new", "fence", "villages"}


def test_of_swapped_paragraphs_one_is_out_of_place() -> None:
    swapped = [*ORCHARD[:3], ORCHARD[4], ORCHARD[3], ORCHARD[5]]
    assert set(failed(*swapped)) in ({"water", "water_last"}, {"trees", "trees_new"})
    assert set(failed(*swapped).values()) == {"no such paragraph"}


def test_a_paragraph_told_twice_does_no_harm() -> None:
    assert failed(*ORCHARD[:3], *ORCHARD[2:]) == {}
    assert failed(*ORCHARD, *ORCHARD[1:3]) == {}


def test_neighbours_that_changed_are_told_apart_by_their_numerals() -> None:
    lines = orchard(p4="жұмсалса>кетсе", p5="бар>өсті")
    assert failed(*lines[:3], "Жарнама", *lines[3:]) == {}
    assert failed(*lines[:4], *lines[5:]) == dict.fromkeys(["trees", "trees_new"], "no such paragraph")
    assert failed(*lines[:3], *lines[4:]) == dict.fromkeys(["water", "water_last"], "no such paragraph")


def test_a_line_for_every_changed_neighbour_leaves_none_missing() -> None:
    changed = [line.replace("а", "е") for line in ("бақ", "бағбан", "алма")]
    passages = recorded("басы", "бақ", "бағбан", "алма", "соңы")
    found = body(text("басы", *changed, "жарнама", "соңы"), passages)
    assert list(found.values()) == ["басы", *changed, "соңы"]


def test_at_the_end_a_missing_paragraph_is_not_given_the_next_ones_text() -> None:
    changed = orchard(p6="тұр>бар")
    found = body(text(*ORCHARD[:4], changed[5]), recorded(*ORCHARD))
    assert (found[5], found[6]) == (None, changed[5])


@pytest.mark.parametrize("other", ["", " \n\n ", "Мүлде басқа мақала, онда $4 млн да, 17% да бар.", text(*MENU)])
def test_in_another_article_or_an_empty_text_nothing_is_found(other: str) -> None:
    assert set(failed(other).values()) == {"no such paragraph"}
    assert len(failed(other)) == len(FIGURES)


def test_a_text_in_the_other_unicode_form_is_the_same_text() -> None:
    passages = recorded("Сай бойы", "Он бай үй бар")
    row = figure("homes 2031 2 бай үй")
    (finding,) = check([row], passages, unicodedata.normalize("NFD", "Сай бойы\nОн бай үй бар"))
    assert finding.found
    assert not finding.reworded


def test_a_figure_without_a_passage_is_not_looked_for() -> None:
    assert check([], recorded(*ORCHARD), text(*ORCHARD)) == []


def test_recorded_paragraphs_stand_in_a_text_word_for_word_or_not_at_all() -> None:
    lines = [*MENU, *orchard(p2="17%>16%"), ORCHARD[0]]
    assert standing(text(*lines), recorded(*ORCHARD)) == 5
    assert standing(text(*MENU), recorded(*ORCHARD)) == 0
    assert standing("", recorded(*ORCHARD)) == 0


ARTICLE = os.environ.get("KZTRADE_ARTICLE", "")


@pytest.mark.skipif(not ARTICLE, reason="KZTRADE_ARTICLE names no copy of the article")
class TestTheRealArticle:
    @pytest.fixture
    def article(self) -> str:
        return Path(ARTICLE).read_text("utf-8-sig")

    def failed(self, content: str) -> dict[str, str]:
        data = store.read_data(verify=False)
        rows = [row for row in data.figures() if row.source == "astanatv-2023-09-23"]
        passages = [passage for passage in data.passages if passage.source == "astanatv-2023-09-23"]
        result = check(rows, passages, content)
        assert len(result) == 13
        return {finding.key.indicator: str(finding.instead) for finding in result if not finding.found}

    def test_all_thirteen_figures_are_found(self, article: str) -> None:
        assert self.failed(article) == {}

    def test_a_changed_rate_fails_alone(self, article: str) -> None:
        assert self.failed(article.replace("19%", "18%")) == {"turnover_growth": "18%"}

    def test_a_changed_year_fails_the_sum_since_that_year(self, article: str) -> None:
        assert self.failed(article.replace("2005", "2006")) == {"investment_cumulative": "2006 where 2005 stood"}

    def test_without_its_paragraph_the_target_is_missing(self, article: str) -> None:
        lines = [line for line in article.splitlines() if "$2 млрд" not in line]
        assert self.failed("\n".join(lines)) == {"turnover_target": "no such paragraph"}
