"""What an error says, in English and to whoever says it in another language."""

from string import Formatter

import pytest

from kztrade.errors import DataError, Fault, FilterError, KztradeError, UsageError
from kztrade.message import Message


def test_an_error_is_a_template_with_its_values() -> None:
    error = FilterError("There is no year {year}.", "Take {first} or later.", year=1899, first=1900)
    assert (error.message, error.hint) == ("There is no year 1899.", "Take 1900 or later.")
    assert (error.sentence.text, error.advice.text) == ("There is no year {year}.", "Take {first} or later.")
    assert error.sentence.named["year"] == 1899
    assert str(error) == "There is no year 1899.\nHint: Take 1900 or later."


def test_a_message_with_its_values_is_taken_as_it_is() -> None:
    said = Message("No {what}.", what=Message("year {year}", year=1899))
    error = UsageError(said, Message("Take {year}.", year=1900))
    assert error.sentence is said
    assert str(error) == "No year 1899.\nHint: Take 1900."


def test_an_error_without_a_hint_says_none() -> None:
    error = KztradeError("It is so.")
    assert (str(error), error.hint, bool(error.advice)) == ("It is so.", "", False)


@pytest.mark.parametrize("typed", ["{", "}", "{year}", "{0}", "{}", "%s"])
def test_what_a_reader_typed_is_quoted_and_never_read_as_a_place(typed: str) -> None:
    assert FilterError("There is no source {value!r}.", value=typed).message == f"There is no source {typed!r}."


def test_a_fault_puts_the_cursor_on_its_cell() -> None:
    found, expected = Message("{cell!r}", cell="x"), Message("one of {codes}", codes="a, b")
    assert str(Fault("data/a.csv", 4, "unit", found, expected)) == "data/a.csv:4: unit: found 'x', expected one of a, b"
    assert str(Fault("data/a.csv", 4, "", found, expected)) == "data/a.csv:4: found 'x', expected one of a, b"
    assert str(Fault("data/a.csv", 0, "", found, expected)) == "data/a.csv: found 'x', expected one of a, b"


def test_a_fault_can_be_said_in_any_language() -> None:
    fault = Fault("data/a.csv", 4, "unit", Message("an empty cell"), Message("a value"))
    places = {name for _, name, _, _ in Formatter().parse(fault.sentence.text) if name}
    assert places <= set(fault.sentence.named)
    assert fault.sentence.named["found"] == Message("an empty cell")


def test_a_data_error_lists_every_fault_before_its_hint() -> None:
    faults = [Fault("data/a.csv", line, "", Message("this"), Message("that")) for line in (2, 3)]
    error = DataError("{count} faults.", "Mend {count} lines.", faults, count=2)
    assert str(error).splitlines() == [
        "2 faults.",
        "  data/a.csv:2: found this, expected that",
        "  data/a.csv:3: found this, expected that",
        "Hint: Mend 2 lines.",
    ]
