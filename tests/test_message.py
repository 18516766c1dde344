"""A sentence that is not said yet keeps its words and its values apart until somebody says it."""

import pytest

from kztrade.message import Message


def test_a_message_says_its_values_in_their_places_messages_in_turn() -> None:
    inner = Message("exports {year}", year=2022)
    assert str(Message("{what} ÷ {base}", what=inner, base="imports")) == "exports 2022 ÷ imports"


@pytest.mark.parametrize("text", ["a {brace}", "{", "}{", "100 %"])
def test_a_text_without_values_is_said_as_it_is(text: str) -> None:
    assert str(Message(text)) == text


def test_a_value_is_never_read_as_a_place() -> None:
    assert str(Message("no indicator {value}", value="{first}")) == "no indicator {first}"


def test_messages_are_one_if_words_and_values_are_and_can_be_keys() -> None:
    assert Message("{a}", a=1) == Message("{a}", a=1) != Message("{a}", a=2)
    assert len({Message("{a}", a=1), Message("{a}", a=1)}) == 1


def test_an_empty_message_is_no_message() -> None:
    assert not Message("")
    assert Message("x")


def test_a_place_may_be_called_text() -> None:
    assert str(Message("{text} and {self}", text="one", self="two")) == "one and two"
