"""A message, its plural, its context, and what stands in its places."""

from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from kztrade.errors import DataError, Fault, FilterError
from kztrade.message import Message
from kztrade.period import read_period
from kztrade.words import Format
from kztrade.words.frame import trouble

EN = Format()


@pytest.fixture
def russian(tmp_path: Path) -> Format:
    """Russian with four translated messages."""
    catalogue = Catalog(locale="ru")
    catalogue.add(("{count} figure", "{count} figures"), ("{count} число", "{count} числа", "{count} чисел"))
    catalogue.add("Set", "Названа", context="column")
    catalogue.add("by {day}", "до {day}")
    catalogue.add("There is no {thing}.", "Нет такого: {thing}.")
    catalogue.add("an indicator", "показатель")
    place = tmp_path / "ru" / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "kztrade.mo").open("wb") as file:
        write_mo(file, catalogue)
    return Format("ru", str(tmp_path))


def test_a_message_without_translation_stands_as_written_with_its_values() -> None:
    assert EN.say("{a} of {b} figures", a=3, b=14) == "3 of 14 figures"


def test_braces_in_a_message_without_values_are_left_alone() -> None:
    assert EN.say("${number} of it") == "${number} of it"


def test_an_empty_text_stays_empty() -> None:
    assert EN.say("") == EN.translation("") == EN.tell(Message("")) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (read_period("2023-09-23"), "23 Sep 2023"),
        (date(2023, 9, 23), "23 Sep 2023"),
        (Message("{a} and {b}", a="one", b=Message("two")), "one and two"),
        (2022, "2022"),
        (1.5, "1.5"),
        (-1234.25, "−1,234.25"),
        (["a", "b", "c"], "a, b and c"),
        ((read_period("2021"), read_period("2022-01")), "2021 and Jan 2022"),
        (None, "None"),
    ],
)
def test_a_value_is_said_in_words_where_it_stands_in_a_message(value: object, text: str) -> None:
    assert EN.say("<{value}>", value=value) == f"<{text}>"


def test_a_message_may_quote_what_a_reader_typed() -> None:
    assert EN.say("{name!r}", name="x\n") == r"'x\n'"


@pytest.mark.parametrize(
    ("count", "text"), [(1, "1 число"), (3, "3 числа"), (5, "5 чисел"), (21, "21 число"), (1234, "1\u00a0234 числа")]
)
def test_a_plural_takes_the_form_of_the_language_and_its_digits(russian: Format, count: int, text: str) -> None:
    assert russian.plural("{count} figure", "{count} figures", count) == text


def test_a_count_in_a_plural_can_be_told_in_words() -> None:
    assert EN.plural("{count} figure", "{count} figures", 6, count=EN.count(6, first=True)) == "Six figures"


def test_a_context_tells_two_messages_of_one_wording_apart(russian: Format) -> None:
    assert russian.context("column", "Set") == "Названа"
    assert russian.context("of a target", "Set") == russian.say("Set") == "Set"


def test_a_message_from_below_is_said_with_all_that_stands_in_it(russian: Format) -> None:
    assert russian.tell(Message("by {day}", day=read_period("2023"))) == "до 2023"
    assert russian.error(FilterError("There is no {thing}.", thing=Message("an indicator"))) == (
        "Нет такого: показатель.",
        "",
    )


@pytest.mark.parametrize(
    ("items", "joined", "text"),
    [
        ([], "and", ""),
        (["a"], "and", "a"),
        (["a", "b"], "or", "a or b"),
        (["a", "b", "c"], "and", "a, b and c"),
    ],
)
def test_things_in_a_row_are_joined_by_a_word(items: list[str], joined: str, text: str) -> None:
    assert EN.listed(items, joined) == text


def test_an_error_that_quotes_a_brace_is_told_as_it_is() -> None:
    assert EN.error(FilterError("There is no indicator {value!r}.", "Choose {codes}.", value="{x}", codes="a")) == (
        "There is no indicator '{x}'.",
        "Choose a.",
    )


def test_faults_of_the_data_are_told_in_the_readers_language_without_any_data(pseudo_language: Format) -> None:
    fault = Fault("data/x.csv", 3, "unit", Message("{cell!r}", cell="m"), Message("a value"))
    sentence, rest = trouble(pseudo_language, DataError("The data have {count} faults.", faults=[fault] * 7, count=7))
    assert sentence.startswith("⟦") or "The data have 7 faults." in sentence
    assert "⟦a value " in rest
    assert "⟦And 2 more." in rest
