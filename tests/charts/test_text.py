"""Words in a picture: their width, where they break, and that nothing in them is taken for markup."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from kztrade.charts.text import broken, filled, said, width, words


@given(st.text(alphabet="<>&$ab/'\" \n"))
def test_no_text_becomes_markup_or_a_formula(text) -> None:
    shown = said(text)
    assert set(re.findall(r"<[^>]*>", shown)) <= {"<br>"}
    assert "$" not in shown
    assert unescape(shown.replace("<br>", "\n")) == text


@given(st.text(alphabet="abcж 1.", max_size=60), st.floats(30, 400))
def test_a_long_line_is_broken_between_words_only(text, most) -> None:
    block = filled(text, most, 14)
    lines = block.markup.split("<br>")
    assert " ".join(lines).split() == text.split()
    for line in lines:
        assert width(line, 14) <= most or " " not in line


def test_the_widths_of_known_words_are_those_of_the_font_or_a_little_more() -> None:
    # Advances of Source Sans in thousandths of its size: a 504, t 338, l 255, e 496, s 419, blank 200
    assert 1.0 <= width("at least", 1000) / (504 + 338 + 200 + 255 + 496 + 504 + 419 + 338) <= 1.12
    # к 500, ы 773, р 555, г 421, з 463: Cyrillic
    assert width("кыргыз", 1000) >= 500 + 773 + 555 + 421 + 773 + 463


def test_bold_is_wider() -> None:
    one, other = broken("**total**", 1, 14), broken("total", 1, 14)
    assert one
    assert other
    assert one.width > other.width
    assert one.markup == "<b>total</b>"


def test_a_no_break_space_never_parts_a_number_from_its_unit() -> None:
    assert len(words("$1.19\xa0bn in 2022")) == 3
    block = broken("at least $1.19\xa0bn", 2, 14)
    assert block
    assert block.markup == "at least<br>&#36;1.19\xa0bn"


def test_bold_words_stay_bold_across_a_break() -> None:
    block = filled("**Kazakh statistics** 1.69", 60, 14)
    assert block.markup == "<b>Kazakh</b><br><b>statistics</b><br>1.69"
