"""What a page can be asked: every value survives an address, junk stands for none, a link's tail is passed over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade.parameters import (
    LONGEST,
    Choice,
    Choices,
    Flag,
    Option,
    Span,
    Whole,
    defaults,
    read_query,
    write_query,
)

OPTIONS = [Option("", "Any"), Option("turnover", "Turnover"), Option("KAZ>KGZ", "Out"), Option("2005/2023-09", "Span")]
CODES = [option.code for option in OPTIONS]
PARAMETERS = [
    Choice("flow", "Flow", "", options=OPTIONS),
    Choices("indicator", "Indicators", ("turnover",), options=OPTIONS[1:]),
    Whole("rate", "Growth", 19, low=0, high=30, unit="%"),
    Span("years", "Years", (2018, 2025), low=1991, high=2026),
    Flag("clean", "Clean", False),
]
JUNK = ["", " ", "0.5", "-1", "1e999", "nan", "ё" * 50, "<b>", "%00", "../..", "a.b.c", "2030-2018", "x" * 10_000, "٣"]

values = st.fixed_dictionaries(
    {
        "flow": st.sampled_from(CODES),
        "indicator": st.lists(st.sampled_from(CODES[1:]), unique=True).map(tuple),
        "rate": st.integers(0, 30),
        "years": st.tuples(st.integers(1991, 2026), st.integers(1991, 2026)).map(lambda pair: tuple(sorted(pair))),
        "clean": st.booleans(),
    }
)


@given(values)
def test_every_choice_survives_an_address(chosen) -> None:
    assert read_query(PARAMETERS, write_query(PARAMETERS, chosen)) == (chosen, [])


@given(values, st.sampled_from([".", ",", ")", "»", "”", "!?", " .", "'."]))
def test_what_a_messenger_hangs_on_a_link_is_passed_over(chosen, tail: str) -> None:
    query = write_query(PARAMETERS, chosen)
    for name in ("rate", "years", "clean"):
        assert read_query(PARAMETERS, query | {name: query[name] + tail}) == (chosen, [])


@pytest.mark.parametrize("name", ["flow", "indicator", "rate", "years", "clean"])
@pytest.mark.parametrize("junk", JUNK, ids=lambda text: text[:12])
def test_junk_is_named_once_and_the_usual_choice_stands_in_its_place(name: str, junk: str) -> None:
    found, faults = read_query(PARAMETERS, {name: junk})
    usual = defaults(PARAMETERS)
    if faults:
        assert (found, faults) == (usual, [name])
    else:
        (parameter,) = (p for p in PARAMETERS if p.name == name)
        assert found == usual | {name: parameter.read(parameter.write(found[name]))}


@given(st.dictionaries(st.sampled_from(["flow", "indicator", "rate", "years", "clean"]), st.text(max_size=40)))
def test_no_text_raises_and_every_value_is_one_that_can_be_chosen(query: dict[str, str]) -> None:
    found, faults = read_query(PARAMETERS, query)
    assert set(faults) <= set(query)
    assert read_query(PARAMETERS, write_query(PARAMETERS, found)) == (found, [])


def test_names_that_are_nobodys_are_passed_over_in_silence() -> None:
    assert read_query(PARAMETERS, {"fbclid": "xyz", "utm_source": "a", "rate": "7"}) == (
        defaults(PARAMETERS) | {"rate": 7},
        [],
    )


@pytest.mark.parametrize("text", ["31", "-1", "19.5", "", "nineteen"])
def test_a_number_outside_its_range_is_none(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        PARAMETERS[2].read(text)


@pytest.mark.parametrize("text", ["1990-2020", "2018-2027", "2020-2018", "2018", "2018-2020-2022", "-"])
def test_years_outside_their_range_or_running_backwards_are_none(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        PARAMETERS[3].read(text)


def test_options_are_read_once_each_in_the_order_given_and_all_or_none() -> None:
    parameter = PARAMETERS[1]
    assert parameter.read("KAZ>KGZ.turnover.KAZ>KGZ") == ("KAZ>KGZ", "turnover")
    with pytest.raises(ValueError):  # noqa: PT011
        parameter.read("turnover.nothing")


def test_a_text_that_is_too_long_is_no_filter_even_if_it_could_be_read() -> None:
    text = ".".join(["turnover"] * LONGEST)
    assert len(text) > LONGEST
    assert read_query(PARAMETERS, {"indicator": text}) == (defaults(PARAMETERS), ["indicator"])
