"""The view in the address: what a link asks for, what a reader moved, and what survives a visit elsewhere."""

from types import SimpleNamespace
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade.parameters import Choice, Choices, Flag, Option, Span, Whole
from kztrade.web import address as module
from kztrade.web.address import Address, own_part, permalink, query_of, reading

OPTIONS = [Option(code, code.upper()) for code in ("a", "b", "c>d")]
PARAMETERS = [
    Choice("side", "Side", "a", options=OPTIONS, tied={"b": {"rate": 7, "on": True}}),
    Choices("some", "Some", ("a", "b"), options=OPTIONS),
    Whole("rate", "Rate", 19, low=0, high=30),
    Span("years", "Years", (2018, 2025), low=1991, high=2026),
    Flag("on", "On", False),
]
USUAL = {"side": "a", "some": ("a", "b"), "rate": 19, "years": (2018, 2025), "on": False}


class Query(dict[str, str]):
    """Streamlit's view of the address, with the number of times that it was written."""

    written = 0

    def get_all(self, name: str) -> list[str]:
        return [self[name]]

    def from_dict(self, query: dict[str, str]) -> None:
        self.clear()
        self.update(query)
        self.written += 1


class Session:
    """A reader's tab: goes to addresses, moves widgets, looks at pages."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.query = Query()
        self.state: dict[str, object] = {}
        self.page = ""
        monkeypatch.setattr(module, "st", SimpleNamespace(session_state=self.state, query_params=self.query))

    def look(self, page: str = "one", query: dict[str, str] | None = None) -> Address:
        """Run a page as the browser asks for it: with a query, or with the address as it stands."""
        if query is not None:
            self.query.clear()
            self.query.update(query)
        found = Address(page, PARAMETERS, "today", page != self.page)
        self.page = page
        shown = found.values
        found.keep()
        assert found.values == shown
        return found

    def move(self, name: str, value: object, page: str = "one") -> None:
        """A widget tells its new value."""
        self.state[f"{page}:{name}"] = value

    def forget_widgets(self, page: str = "one") -> None:
        """Streamlit drops the state of widgets that are no longer drawn."""
        for name in USUAL:
            self.state.pop(f"{page}:{name}", None)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    return Session(monkeypatch)


codes = [option.code for option in OPTIONS]
values = st.fixed_dictionaries(
    {
        "side": st.sampled_from(codes),
        "some": st.lists(st.sampled_from(codes), unique=True).map(tuple),
        "rate": st.integers(0, 30),
        "years": st.tuples(st.integers(1991, 2026), st.integers(1991, 2026)).map(lambda pair: tuple(sorted(pair))),
        "on": st.booleans(),
    }
)


@given(values)
def test_a_permalink_reads_back_as_the_values_it_was_made_of(chosen) -> None:
    query = dict(parse_qsl(permalink(PARAMETERS, chosen, "v1"), keep_blank_values=True))
    found = reading(PARAMETERS, query)
    assert (found.values, found.faults, found.made_with) == (chosen, (), "v1")
    assert set(query) == {*USUAL, "v"}


@given(values)
def test_the_address_of_the_usual_view_is_plain_and_every_other_is_whole(chosen) -> None:
    assert set(query_of(PARAMETERS, chosen)) == (set() if chosen == USUAL else set(USUAL))


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=12)))
def test_any_query_gives_values_that_every_parameter_can_take(query) -> None:
    found = reading(PARAMETERS, query)
    for parameter in PARAMETERS:
        assert parameter.read(parameter.write(found.values[parameter.name])) == found.values[parameter.name]


@pytest.mark.parametrize("name", ["fbclid", "utm_source", "gclid", "nonsense", "ref", "x" * 10_000])
def test_what_is_nobodys_here_is_passed_over_in_silence(name) -> None:
    assert reading(PARAMETERS, {name: "1"}).faults == ()


@pytest.mark.parametrize("text", ["12.", "12)", "12,", "12»", "12.)"])
def test_a_mark_at_the_end_of_a_link_does_not_belong_to_it(text) -> None:
    found = reading(PARAMETERS, {"rate": text})
    assert (found.values["rate"], found.faults) == (12, ())


@pytest.mark.parametrize(
    ("name", "text"),
    [("rate", "31"), ("rate", "1e3"), ("years", "2023-2018"), ("side", "<b>"), ("on", "yes"), ("some", "a.x")],
)
def test_what_we_name_and_cannot_read_is_told_and_the_usual_value_stands(name, text) -> None:
    found = reading(PARAMETERS, {name: text})
    assert found.values == USUAL
    assert found.faults == (f"{name} {text}",)


def test_a_long_text_that_cannot_be_read_is_told_in_forty_letters() -> None:
    (fault,) = reading(PARAMETERS, {"rate": "9" * 10_000}).faults
    assert fault == f"rate {'9' * 34}…"


def test_only_what_the_page_knows_is_its_own_part_of_a_query() -> None:
    assert own_part(PARAMETERS, {"rate": "1", "fbclid": "x", "v": "1"}) == {"rate": "1"}


def test_a_link_sets_the_widgets_and_is_left_as_it_came(session) -> None:
    found = session.look(query={"rate": "12", "utm_source": "mail"})
    assert found.values == {**USUAL, "rate": 12}
    assert session.query == {"rate": "12", "utm_source": "mail"}
    assert session.query.written == 0


def test_a_widget_that_moves_writes_the_whole_view(session) -> None:
    session.look(query={})
    session.move("rate", 12)
    assert session.look().values["rate"] == 12
    assert session.query == {"side": "a", "some": "a.b", "rate": "12", "years": "2018-2025", "on": "0"}
    session.look()
    assert session.query.written == 1


def test_a_list_that_a_widget_gives_is_the_tuple_that_the_page_is_asked_with(session) -> None:
    session.look(query={})
    session.move("some", ["a", "b"])
    assert session.look().values["some"] == ("a", "b")
    assert session.query.written == 0


def test_back_to_the_plain_address_is_back_to_the_usual_view(session) -> None:
    session.look(query={})
    session.move("rate", 12)
    session.look()
    assert session.look(query={}).values == USUAL
    assert session.query == {}


def test_who_is_quick_is_not_led_back_by_the_address_before_the_last(session) -> None:
    session.look(query={})
    session.move("rate", 12)
    session.look()
    session.move("on", True)
    found = session.look(query={})  # the browser has not heard of rate=12 yet
    assert (found.value("rate"), found.value("on")) == (12, True)
    assert session.query["rate"] == "12"


def test_filters_survive_a_visit_to_another_page(session) -> None:
    session.look(query={})
    session.move("rate", 12)
    session.look()
    session.forget_widgets()
    session.look("two", {})
    found = session.look("one", {})
    assert found.values == {**USUAL, "rate": 12}
    assert session.query["rate"] == "12"


def test_a_link_to_a_page_that_was_left_with_filters_is_followed(session) -> None:
    session.look(query={"rate": "12"})
    session.look("two", {})
    assert session.look("one", {"rate": "3"}).values == {**USUAL, "rate": 3}


def test_what_is_left_is_kept_for_each_page_alone(session) -> None:
    session.look("one", {"rate": "12"})
    session.look("two", {"rate": "3"})
    assert session.look("one", {}).value("rate") == 12
    assert session.look("two", {}).value("rate") == 3


def test_a_widget_that_is_not_drawn_keeps_its_value(session) -> None:
    session.look(query={"side": "b"})
    session.forget_widgets()
    assert session.look().value("side") == "b"


def test_a_note_on_a_link_goes_when_the_reader_goes_on(session) -> None:
    assert session.look(query={"rate": "x"}).faults == ("rate x",)
    assert session.look().faults == ("rate x",)
    session.move("rate", 3)
    assert session.look().faults == ()


def test_a_link_made_with_other_data_says_so_until_the_reader_goes_on(session) -> None:
    assert session.look(query={"v": "old"}).outdated == "old"
    session.move("rate", 3)
    assert session.look().outdated == ""
    assert session.look("two", {"v": "today"}).outdated == ""


def test_a_parameter_takes_those_with_it_that_are_tied_to_it(session) -> None:
    found = session.look(query={})
    found.set("side", "b")
    assert session.look().values == {**USUAL, "side": "b", "rate": 7, "on": True}


def test_what_a_browser_sends_and_no_parameter_takes_is_passed_over(session) -> None:
    found = session.look(query={})
    found.set("side", "nobody")
    found.set("nobody", "a")
    assert session.look().values == USUAL


def test_only_an_address_makes_the_values_fresh(session) -> None:
    assert session.look(query={"rate": "3"}).fresh
    session.move("rate", 4)
    assert not session.look().fresh
