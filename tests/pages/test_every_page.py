"""What holds of every page, whatever is asked of it."""

import math
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrade.codes import MONEY, Qualifier, Unit
from kztrade.interval import Interval, Quantity
from kztrade.marks import Point
from kztrade.model import Data
from kztrade.pages import Page, pages
from kztrade.parameters import Choices, Parameter, defaults, read_query, write_query
from kztrade.table import Amount, Table
from kztrade.view import Controls, Note, Passages, Picture, Prose, Quotation, Rows, Section, View
from kztrade.words import Telling
from kztrade.words.terms import terms
from tests.pages.seen import (
    LATER,
    TODAY,
    Seen,
    amounts_in,
    choices,
    drawn_figures,
    page_of,
    plain,
    said,
    seen,
    shipped,
    tables,
)
from tests.words.test_bounds import claimed, holds

BOOKS = ["target", "ledgers", "investment", "statements", "targets", "calendar", "explore", "source", "method"]


def test_the_pages_stand_in_the_order_of_the_navigation_the_target_first() -> None:
    assert [page.id for page in pages()] == BOOKS


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.id)
def test_a_page_names_itself_and_asks_a_question(told: Telling, page) -> None:
    assert page.title(told)
    assert len(page.question(told)) > 20


# Whatever is asked


def test_every_page_answers_every_option_and_leaves_the_data_as_they_were(
    everything: list[Seen], told: Telling, untouched: Data
) -> None:
    assert {one.page.id for one in everything} == set(BOOKS)
    assert told.data == untouched


@pytest.mark.parametrize("today", [date(2023, 9, 24), date(2026, 1, 1), LATER, date(2060, 12, 31)])
def test_every_page_answers_on_any_day(told: Telling, today: date) -> None:
    for page in pages():
        assert seen(told, page, today).view.opening.headline


@cache
def parameters_of(page: Page, today: date) -> Sequence[Parameter]:
    return page.parameters(shipped(), today)


def values(parameter: Parameter) -> st.SearchStrategy[Any]:
    if isinstance(parameter, Choices):
        return st.lists(st.sampled_from([o.code for o in parameter.options]), unique=True, max_size=4).map(tuple)
    return st.sampled_from([parameter.default, *choices(parameter)])


@given(st.sampled_from(pages()), st.sampled_from([TODAY, LATER]), st.data())
@settings(max_examples=30)
def test_every_page_answers_any_options_together(page: Page, today: date, data: st.DataObject) -> None:
    chosen = data.draw(st.fixed_dictionaries({p.name: values(p) for p in parameters_of(page, today)}))
    assert faults([seen(shipped(), page, today, **chosen)]) == []


def test_pages_need_no_streamlit_no_plotly_and_no_pandas() -> None:
    script = """
import sys, datetime
from kztrade.pages import Visit, pages
from kztrade.parameters import defaults
from kztrade.store import shipped_data
from kztrade.words import Format, Telling
told, today = Telling(shipped_data(), Format()), datetime.date(2026, 11, 25)
for page in pages():
    page.view(told, Visit(defaults(page.parameters(told, today)), today))
found = {"streamlit", "plotly", "pandas"} & set(sys.modules)
assert not found, found
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# What is asked


def test_every_default_is_an_option_and_survives_an_address(told: Telling) -> None:
    for page in pages():
        for today in (TODAY, LATER):
            parameters = page.parameters(told, today)
            usual = defaults(parameters)
            assert read_query(parameters, write_query(parameters, usual)) == (usual, []), page.id


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("target", {"rate": "19.5"}),
        ("target", {"rate": "41"}),
        ("target", {"by": "2022"}),
        ("target", {"target": "2bn-1999"}),
        ("explore", {"years": "2023-2018"}),
        ("explore", {"years": "1900-2023"}),
        ("explore", {"partner": "KAZ.Mars"}),
        ("ledgers", {"clean": "yes"}),
        ("statements", {"period": "2023-13"}),
        ("calendar", {"event": "never"}),
        ("source", {"text": "translation"}),
    ],
)
def test_what_cannot_be_read_is_named_and_the_usual_choice_stands_in_its_place(told: Telling, name: str, query) -> None:
    parameters = parameters_of(page_of(name), TODAY)
    assert read_query(parameters, query) == (defaults(parameters), list(query))


@given(st.sampled_from(pages()), st.data(), st.text(max_size=30))
def test_any_text_in_a_filter_is_one_of_its_choices_or_named(page: Page, data: st.DataObject, text: str) -> None:
    parameters = parameters_of(page, TODAY)
    if not parameters:
        return
    parameter = data.draw(st.sampled_from(parameters))
    text = data.draw(
        st.sampled_from([text, parameter.write(parameter.default), f"{text}{parameter.write(parameter.default)}"])
    )
    found, unread = read_query(parameters, {parameter.name: text})
    assert unread == [parameter.name] or parameter.read(parameter.write(found[parameter.name])) == found[parameter.name]


def test_every_option_has_a_name_and_a_code_of_its_own(told: Telling) -> None:
    for page in pages():
        for parameter in page.parameters(told, TODAY):
            options = getattr(parameter, "options", ())
            assert parameter.label
            assert len({option.code for option in options}) == len(options)
            assert all(option.name for option in options if option.code)


def test_every_tied_value_is_one_that_its_parameter_takes(told: Telling) -> None:
    for page in pages():
        parameters = {parameter.name: parameter for parameter in page.parameters(told, TODAY)}
        for parameter in parameters.values():
            for value, others in (parameter.tied or {}).items():
                assert value in choices(parameter)
                for name, tied in others.items():
                    assert parameters[name].read(parameters[name].write(tied)) == tied


# What is answered


def faults(every: list[Seen]) -> list[str]:
    """Everything that must not be, with where it was seen."""
    return [
        f"{one}: {fault}" for one in every for fault in [*_figures(one), *_charts(one), *_tables(one), *_texts(one)]
    ]


def _figures(one: Seen) -> Iterator[str]:
    """What can be chosen in a part is an option of the parameter that it sets."""
    options = {p.name: {option.code for option in getattr(p, "options", ())} for p in one.parameters}
    for part in one.view.flat():
        if isinstance(part, Controls):
            yield from (f"no parameter {name}" for name in part.names if name not in options)
        if not isinstance(part, Picture | Rows | Passages) or not part.parameter:
            continue
        offered: set[str] = set()
        match part:
            case Picture():
                offered = drawn_figures(part.chart)
            case Rows():
                offered = {*part.table.keys, *part.chosen}
            case Passages():
                offered = {run.figure for passage in part.passages for run in passage.runs} | {*part.chosen}
        yield from (f"{figure} cannot be chosen" for figure in offered - options[part.parameter] - {""})


def _charts(one: Seen) -> Iterator[str]:
    """A chart has its table, says what it shows, whose figures they are and which data; no mark lies nowhere."""
    data = one.told.data
    publishers = {source.publisher for source in data.sources.values()}
    for chart in one.view.charts():
        if not (chart.title and chart.subtitle and chart.alt and chart.table.rows):
            yield f"{chart.id} is not told"
        if data.short_version not in chart.source or not any(name in chart.source for name in publishers):
            yield f"{chart.id} has the source line {chart.source}"
        for panel in chart.panels:
            points = [
                place for mark in panel.marks for place in getattr(mark, "points", ()) if isinstance(place, Point)
            ]
            if not points and not panel.marks:
                yield f"{chart.id} has an empty panel"
            if any(not panel.y.low <= place.y <= panel.y.high for place in points):
                yield f"{chart.id} has a point off its axis"


def _tables(one: Seen) -> Iterator[str]:
    data = one.told.data
    for table in tables(one.view):
        if unknown := set(table.sources) - set(data.sources):
            yield f"{table.id} names sources that are not held: {unknown}"
        if len({column.id for column in table.columns}) != len(table.columns):
            yield f"{table.id} has two columns of one id"
        for column in table.columns:
            found = [amount for cell in table.column(column.id) for amount in amounts_in(cell)]
            yield from (f"{table.id}: {text}" for amount in found if (text := untrue(amount, column.title)))
        yield from (f"{table.id}: {text}" for text in _intervals(table))


WITH_ROUNDING = ", with rounding"


def _intervals(table: Table) -> Iterator[str]:
    """Intervals that do not hold what is known, or that contradict the figure in their row."""
    if not {"value", "interval"} <= {column.id for column in table.columns}:
        return
    titles = {column.id: plain(column.title) for column in table.columns}
    for value, cell in zip(table.column("value"), table.column("interval"), strict=True):
        interval = plain(str(cell))
        for amount in amounts_in(value):
            if amount.quantity and interval not in ("", "as printed", "from figures as printed"):
                text = in_unit(interval.removesuffix(WITH_ROUNDING), amount.unit, titles["interval"])
                amount = replace(amount, text=in_unit(plain(amount.text), amount.unit, titles["value"]))
                if not holds(text, amount.quantity.interval):
                    yield f"{interval} for {amount.quantity.interval}"
                if contradicts(amount, text, interval.endswith(WITH_ROUNDING)):
                    yield f"{interval} beside {amount.text}"


def contradicts(amount: Amount, interval: str, rounding: bool) -> bool:
    """Whether what is read of a figure and of the interval beside it cannot both be so.

    A hedge claims all of the interval, a plain figure some of it. Only where it is said that the interval has rounding
    in it may it go beyond the hedge: what the hedge claims lies in it then. There are no half years: a year never does.
    """
    text = plain(amount.text)
    (said_low, said_high), (low, high) = claimed(text), claimed(interval)
    inside = said_low <= low and high <= said_high
    if rounding:
        assert amount.quantity is not None
        return amount.unit is Unit.YEAR or not holds(interval, amount.quantity.hedge)
    if amount.quantity is not None and amount.quantity.qualifier in (Qualifier.EXACT, Qualifier.ABOUT):
        return max(said_low, low) > min(said_high, high)
    return not inside


@pytest.mark.parametrize(
    ("text", "hedge", "interval", "unit", "shown", "expected"),
    [
        ("2025 or sooner", (2025, -math.inf, 2025), (2025, -math.inf, 2026), Unit.YEAR, "2026 or sooner", True),
        ("2026 or sooner", (2026, -math.inf, 2026), (2026, -math.inf, 2026), Unit.YEAR, "2026 or sooner", False),
        ("below $80 m", (80e6, 76e6, 80e6), (80e6, 74.5e6, 81.6e6), Unit.USD, "$74.5 m to $81.6 m", True),
        (
            *("below $80 m", (80e6, 76e6, 80e6), (80e6, 74.5e6, 81.6e6), Unit.USD),
            *("$74.5 m to $81.6 m, with rounding", False),
        ),
        (
            "at least $1.19 bn",
            (1.19e9, 1.19e9, math.inf),
            (1.19e9, 1.185e9, math.inf),
            Unit.USD,
            "$1.185 bn or more",
            True,
        ),
        ("18.7%", (18.7, 18.7, 18.7), (18.7, 18.65, 18.75), Unit.PERCENT, "18.65% to 18.75%", False),
        ("18.7%", (18.7, 18.7, 18.7), (18.7, 18.65, 18.75), Unit.PERCENT, "18.8% to 18.9%", True),
    ],
)
def test_the_reader_of_these_tests_sees_a_contradiction(text, hedge, interval, unit, shown, expected) -> None:
    amount = Amount(Quantity(Interval(*hedge), Interval(*interval)), unit, text)
    rounding = shown.endswith(WITH_ROUNDING)
    assert contradicts(amount, shown.removesuffix(WITH_ROUNDING), rounding) is expected


def _texts(one: Seen) -> Iterator[str]:
    """No place of a message is left open, nothing that is missing is said as if it were a figure."""
    text = re.sub(r"```.*?```", "", said(one.view), flags=re.DOTALL)  # BibTeX has braces of its own
    yield from (f"says {found}" for found in re.findall(r"\{\w+\}|\b(?:None(?! crosses)|nan|inf|unknown rate)\b", text))
    if one.view.opening.headline.endswith("."):
        yield "has a headline with a full stop"


def in_unit(text: str, unit: Unit, title: str) -> str:
    """Figures as their column says them: where every row has one scale of dollars, it stands in the title alone."""
    if unit not in MONEY or "$" in text or "tenge" in text:
        return text
    return re.sub(r"\d[\d,.]*", rf"$\g<0> {'bn' if title.endswith('$ bn') else 'm'}", text)


def untrue(amount: Amount, title: str) -> str:
    """What a figure's text says that is not so."""
    if amount.quantity is None:
        return ""
    text = in_unit(plain(amount.text).replace("+", ""), amount.unit, plain(title))
    return "" if holds(text, amount.quantity.hedge) else f"{amount.text} for {amount.quantity.hedge}"


def test_nothing_is_amiss_on_any_page_for_any_option(everything: list[Seen]) -> None:
    assert faults(everything) == []


def test_a_view_says_which_page_it_is_and_at_most_four_figures_above_it(everything: list[Seen]) -> None:
    for one in everything:
        assert one.view.page == one.page.id
        assert len(one.view.cards) <= 4, one


def test_every_table_of_figures_names_its_sources(everything: list[Seen]) -> None:
    bare = {table.id for one in everything for table in tables(one.view) if table.rows and not table.sources}
    assert bare <= {"codebook", "columns", "interval_rule"}  # these hold no figures


def test_a_large_number_is_a_part_of_what_its_card_says(everything: list[Seen]) -> None:
    cards = [card for one in everything for card in one.view.cards]
    assert all(card.number in card.value for card in cards)


# Words that explain themselves


def test_every_dotted_word_has_a_meaning_and_every_meaning_a_word_that_opens_it(
    everything: list[Seen], told: Telling
) -> None:
    texts = [text for one in everything for text in commonmark(one.view)]
    used = {name for text in texts for name in re.findall(r"\(term:([^)]*)\)", text)}
    assert used == {name for name, _, _ in terms(told.words)}


def commonmark(view: View) -> Iterator[str]:
    """Every text of a page that is read as CommonMark."""
    yield view.opening.dek
    for part in view.flat():
        match part:
            case Note():
                yield part.rest
            case Section() | Quotation():
                yield part.below
            case Prose():
                yield part.text
            case Rows():
                yield part.reading
            case Controls():
                yield from part.answers
