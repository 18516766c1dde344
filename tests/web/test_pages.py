"""Pages as Streamlit draws them, without a browser: whatever the address, one headline and no traceback."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kztrade import store
from kztrade.pages import pages
from kztrade.parameters import Choice, Choices, Flag, Parameter, Span, Whole
from kztrade.words import Format, Telling

ROOT = Path(__file__).parents[2]
PATIENCE = 300
"""Seconds that a page may take on a very busy computer; a limit, not a measure."""

JUNK = ["", " ", "-1", "1e999", "nan", "ё" * 50, "<b>", "%00", "../..", "a.b.c", "2030-2018", "x" * 10_000]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No copy of an original."""
    monkeypatch.setenv("KZTRADE_DATA_HOME", str(tmp_path / "home"))


def draw(page_id: str, query: Mapping[str, str] = {}) -> AppTest:
    """Run one page with a query, as its address would."""

    def script(page_id: str) -> None:
        from kztrade import store
        from kztrade.pages import pages
        from kztrade.web import frame
        from kztrade.words import Format, Telling

        told = Telling(store.shipped_data(), Format())
        page = next(page for page in pages() if page.id == page_id)
        frame.show_page(page, told, {})

    at = AppTest.from_function(script, default_timeout=PATIENCE, args=(page_id,))
    for name, text in query.items():
        at.query_params[name] = text
    return at.run()


def html(at: AppTest) -> str:
    """All HTML of a page, with plain spaces."""
    return " ".join("".join(element.proto.body for element in at.get("html")).replace("\xa0", " ").split())


def parameters(page_id: str) -> list[Parameter]:
    told = Telling(store.shipped_data(), Format())
    page = next(page for page in pages() if page.id == page_id)
    return list(page.parameters(told, datetime.now(UTC).date()))


def other_value(parameter: Parameter) -> object:
    """A value that the parameter can take and does not take by itself."""
    match parameter:
        case Choice():
            return next(code for option in reversed(parameter.options) if (code := option.code) != parameter.default)
        case Choices():
            codes = tuple(option.code for option in parameter.options)
            return next(chosen for chosen in (codes, codes[:1]) if chosen != tuple(parameter.default))
        case Whole():
            return parameter.low if parameter.default != parameter.low else parameter.high
        case Span():
            last = parameter.default[1]
            return (last, last) if parameter.default[0] != last else (parameter.low, last)
        case Flag():
            return not parameter.default
    raise AssertionError(parameter)


IDS = [page.id for page in pages()]


@pytest.mark.parametrize("page_id", IDS)
def test_every_page_says_one_headline_and_nothing_of_its_link(page_id) -> None:
    at = draw(page_id)
    assert not at.exception
    assert html(at).count("<h1>") == 1
    assert "could not be read" not in html(at)


@pytest.mark.parametrize("page_id", IDS)
def test_every_parameter_of_a_page_can_stand_in_a_link(page_id) -> None:
    for parameter in parameters(page_id):
        value = other_value(parameter)
        at = draw(page_id, {parameter.name: parameter.write(value), "fbclid": "x", "utm_source": "mail"})
        assert not at.exception, parameter.name
        assert html(at).count("<h1>") == 1, parameter.name
        assert "could not be read" not in html(at), parameter.name


@pytest.mark.parametrize("page_id", IDS)
def test_no_text_in_any_filter_brings_a_page_down(page_id) -> None:
    found = [parameter.name for parameter in parameters(page_id)] or ["nonsense"]
    for place, junk in enumerate(JUNK):
        at = draw(page_id, {found[(place + shift) % len(found)]: junk for shift in range(2)})
        assert not at.exception, junk
        assert html(at).count("<h1>") == 1, junk
        assert "Traceback" not in html(at)


def test_markup_in_the_address_stays_text() -> None:
    name = parameters(IDS[0])[0].name
    shown = html(draw(IDS[0], {name: "<img src=x onerror=alert(1)>"}))
    assert "<img" not in shown
    assert "&lt;img src=x" in shown


def test_the_dashboard_opens_on_the_first_page_with_the_data_version() -> None:
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE).run()
    assert not at.exception
    assert html(at).count("<h1>") == 1
    assert store.shipped_data().short_version in html(at)


@pytest.mark.parametrize("broken", [True, False], ids=["broken", "missing"])
def test_data_that_cannot_be_read_are_a_sentence_with_a_hint(broken, tmp_path, monkeypatch) -> None:
    if broken:
        (tmp_path / "observations.csv").write_text("indicator,reporter\nturnover,KAZ\n")
    folder = tmp_path if broken else tmp_path / "nowhere"
    monkeypatch.setattr(store, "shipped_data", lambda: store.read_data(folder))
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE).run()
    assert not at.exception
    assert "Hint: " in html(at)
    assert "Traceback" not in html(at)
    assert "<h1>" not in html(at)
