"""The language nobody speaks reaches every word of this room."""

import dataclasses
import re

import pytest

from kztrade import store
from kztrade.codes import Bound, Kind, Qualifier, Scope, Unit
from kztrade.errors import FilterError
from kztrade.interval import Interval
from kztrade.words import Format, Telling
from tests.words.pseudo import bare, bracketed, pseudo_data


@pytest.mark.parametrize("text", ["about", "{low} to {high}", "A sentence of {count} figures, {year}."])
def test_a_made_up_message_is_40_percent_longer_and_keeps_its_places(text: str) -> None:
    assert len(bracketed(text)) >= 1.4 * len(re.sub(r"\{.*?\}", "", text)) + 2
    assert re.findall(r"\{.*?\}", bracketed(text)) == re.findall(r"\{.*?\}", text)


def test_what_stands_in_no_brackets_is_bare() -> None:
    assert bare("⟦a ⟦b⟧ c⟧ d ⟦e⟧") == " d "


def letters(text: str) -> str:
    return re.sub(r"[^a-zA-Zа-яА-Я]", "", bare(text))


def test_numbers_and_names_are_said_in_the_language_nobody_speaks(pseudo_language: Format) -> None:
    told = Telling(pseudo_data(store.shipped_data()), pseudo_language)
    said = [
        *(told.words.hedged(2e9, hedge, unit) for hedge in (*Qualifier, *Bound) for unit in Unit),
        *(told.words.interval(Interval(1.5, 1, 2), unit) for unit in Unit),
        *(told.scope(scope) for scope in Scope),
        *(told.covered(scope) for scope in Scope),
        *(told.kind(kind) for kind in Kind),
        *(told.measure(unit) for unit in Unit),
        *(told.unit(unit) for unit in Unit),
        *(told.indicator(code) for code in told.data.indicators),
        *(told.status(row) for row in told.data.figures()),
        *(told.who(row) for row in told.data.figures()),
        *(told.area(code, form) for code in told.data.areas for form in ("name", "of", "in", "adjective")),
        *told.words.error(FilterError("There is no indicator {value!r}.", value="7")),
    ]
    assert [text for text in said if letters(text)] == []


def test_a_folder_named_in_the_environment_speaks_for_every_teller(pseudo_language, monkeypatch) -> None:
    monkeypatch.setenv("KZTRADE_LOCALES", pseudo_language.folder)
    assert Format() == pseudo_language
    assert Format().say("derived") == bracketed("derived")


def test_a_language_without_a_catalogue_speaks_english_with_its_own_numbers(pseudo_language: Format) -> None:
    russian = dataclasses.replace(pseudo_language, locale="ru")
    assert russian.interval(Interval(1.5, 1.5, 2.5), Unit.RATIO).replace("\u00a0", " ") == "1,5 times to 2,5 times"
