"""Pages without a browser: they run for any address, their first line is the answer, and a fault is a sentence."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kztrade import answers, store
from kztrade.views.frame import PAGES

ROOT = Path(__file__).parents[1]
PATIENCE = 300
"""Seconds that a page may take on a busy computer."""

HEADLINES = {
    "": "In 2022 trade reached at least $1.19 billion, at least 59.5% of the way to $2 billion",
    "explore": "Kazakhstan recorded $1.69 billion of trade with Kyrgyzstan in 2023, Kyrgyzstan $1.31 billion",
    "ledgers": "In 2023 Kazakhstan recorded $1,147 million of exports to Kyrgyzstan; Kyrgyzstan recorded $862 million "
    "arriving",
    "statements": "Four figures were stated for turnover in 2022, from about $1.1 billion to $1.3 billion (some say “about”)",
    "investment": "Kazakh firms have put about $1.3 billion into Kyrgyzstan since 2005, almost $200 million of it in 2022",
    "source": "All 13 figures come from six passages of one article",
}

JUNK = ["", " ", "0", "-1", "1e999", "nan", "ё" * 50, "<b>", "%00", "../..", "a.b.c", "2030-2018", "x" * 10_000]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No copy of an original."""
    monkeypatch.setenv("KZTRADE_DATA_HOME", str(tmp_path / "home"))


def draw(path: str, query: Mapping[str, str] = {}) -> AppTest:
    """Run one page with a query, as its address would."""

    def script(path: str) -> None:
        from datetime import UTC, datetime

        from kztrade import store
        from kztrade.format import Format
        from kztrade.views import frame, page

        entry = next(entry for entry in frame.PAGES if entry.path == path)
        here = page.look_around(store.shipped_data(), Format(), datetime.now(UTC).year)
        frame._show(entry, here)
        page.footer(here)

    at = AppTest.from_function(script, default_timeout=PATIENCE, args=(path,))
    for name, text in query.items():
        at.query_params[name] = text
    return at.run()


def html(at: AppTest) -> str:
    """All HTML of a page, with plain spaces."""
    return " ".join("".join(element.proto.body for element in at.get("html")).replace("\xa0", " ").split())


def headline(at: AppTest) -> str:
    found = re.findall(r"<h1>(.*?)</h1>", html(at))
    assert len(found) == 1
    return str(found[0])


def test_the_dashboard_opens_on_the_target() -> None:
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE).run()
    assert not at.exception
    assert headline(at) == HEADLINES[""]
    assert store.shipped_data().short_version in html(at)


@pytest.mark.parametrize("path", [entry.path for entry in PAGES], ids=lambda path: path or "target")
def test_every_page_says_one_headline_and_its_data_version(path) -> None:
    at = draw(path)
    assert not at.exception
    assert headline(at) == HEADLINES.get(path, headline(at))
    assert not headline(at).endswith(".")
    assert "Data version" in html(at)
    assert "kz-note" not in html(at) or path == "investment"  # its note says what is not divided


@pytest.mark.parametrize("path", [entry.path for entry in PAGES], ids=lambda path: path or "target")
def test_no_text_in_any_filter_brings_a_page_down(path) -> None:
    names = {
        "": ("target", "mode", "rate", "by", "behind", "figure", "v"),
        "explore": ("indicator", "years", "show", "ledger", "kind", "reporter", "scope", "published", "source"),
        "ledgers": ("flow", "ledger", "clean", "all"),
        "statements": ("indicator", "period"),
        "targets": ("level",),
        "investment": ("figure",),
        "calendar": ("event",),
        "source": ("text", "figure"),
    }.get(path, ("nonsense",))
    for place, junk in enumerate(JUNK):
        at = draw(path, {names[(place + shift) % len(names)]: junk for shift in range(2)})
        assert not at.exception, junk
        assert len(headline(at)) > 20, junk
        assert "Traceback" not in html(at)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("", {"rate": "19.5"}),
        ("", {"rate": "31"}),
        ("", {"by": "2022"}),
        ("explore", {"years": "2023-2018"}),
        ("explore", {"years": "1990-2023"}),
        ("ledgers", {"clean": "yes"}),
        ("statements", {"period": "2023-13"}),
        ("calendar", {"event": "never"}),
    ],
)
def test_what_cannot_be_read_is_named_and_the_usual_view_is_shown(path, query) -> None:
    usual, at = draw(path), draw(path, query)
    ((name, text),) = query.items()
    assert f"Part of this link could not be read ({name} {text}).</b> The usual choice stands in its place." in html(at)
    assert headline(at) == headline(usual)


def test_markup_in_the_address_stays_text() -> None:
    shown = html(draw("explore", {"show": "<img src=x onerror=alert(1)>"}))
    assert "<img" not in shown
    assert "&lt;img src=x" in shown


@pytest.mark.parametrize(
    ("rate", "answer"),
    [
        # 1.19 × 1.3² = 2.011; × 1.06⁸ = 1.897, ⁹ = 2.010; × 1.01⁵² = 1.996, ⁵³ = 2.016
        ("30", "trade reaches $2 billion in <b>2024</b>, or sooner."),
        ("6", "trade reaches $2 billion in <b>2031</b>, or sooner."),
        ("1", "trade reaches $2 billion in <b>2075</b>, or sooner."),
        ("0", "With no growth the target is not reached."),
    ],
)
def test_the_year_reached_follows_from_the_readers_growth(rate, answer) -> None:
    assert answer in html(draw("", {"rate": rate}))


@pytest.mark.parametrize(("by", "rate"), [("2025", "18.9%"), ("2027", "10.9%"), ("2030", "6.7%")])
def test_the_growth_needed_follows_from_the_readers_deadline(by, rate) -> None:
    at = draw("", {"mode": "deadline", "by": by})
    assert f"in <b>{by}</b>, trade must grow by <b>{rate}</b> a year from the 2022 floor, or less." in html(at)


def test_a_target_already_passed_is_not_still_to_be_reached() -> None:
    at = draw("", {"target": "1bn"})
    assert headline(at) == "In 2022 trade reached at least $1.19 billion, past the $1 billion that was the aim"
    assert "Beyond the target" in html(at)


@pytest.mark.parametrize("query", [{"indicator": ""}, {"ledger": ""}, {"years": "1991-1991", "ledger": "bns"}])
def test_a_choice_without_figures_is_a_note_and_no_chart(query) -> None:
    at = draw("explore", query)
    assert not at.exception
    assert "kz-note" in html(at)
    assert not at.get("plotly_chart")


def test_every_indicator_and_period_of_the_statements_can_be_opened() -> None:
    data = store.shipped_data()
    for indicator in answers.statement_indicators(data):
        period = answers.statement_periods(data, indicator)[-1]
        at = draw("statements", {"indicator": indicator, "period": period.text})
        assert not at.exception, indicator
        assert "could not be read" not in html(at), indicator


def test_a_headline_never_takes_another_scope_for_the_two_countries() -> None:
    at = draw("statements", {"indicator": "turnover", "period": "2020"})  # $2.4 bn is Kyrgyz trade with all of the EAEU
    assert headline(at) == "No statement on turnover in 2020 speaks of the two countries as a whole"
    assert "$2.4 bn covers all of the EAEU. It is no bilateral total and is set against none." in html(at)
    assert "not comparable (scope: all of the EAEU)" in html(at)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"indicator": "turnover_growth", "period": "2022"}, "every source says 19% (some say “almost”)"),
        ({"indicator": "turnover", "period": "2022"}, "to $1.3 billion (some say “about”)"),
    ],
)
def test_a_headline_keeps_every_hedge_that_was_heard(query, said) -> None:
    assert said in headline(draw("statements", query))


@pytest.mark.parametrize(("event", "count"), [("council-3-2012", "one figure"), ("forum-taraz-2023", r"\d+ figures")])
def test_an_event_says_how_many_figures_were_stated_there(event, count) -> None:
    assert re.search(rf"<caption>Stated here: {count}</caption>", html(draw("calendar", {"event": event})))


def test_a_verdict_by_a_suspect_statistic_says_so() -> None:
    page = html(draw("statements", {"indicator": "turnover_growth", "period": "2011"}))
    assert "Kyrgyz statistics: −15.8%, suspect" in page
    assert "for Kyrgyz statistics (−15.8%, suspect)" in page


def test_data_that_cannot_be_read_are_a_sentence_with_a_hint(folder: Path, monkeypatch) -> None:
    (folder / "observations.csv").write_text("indicator,reporter\nturnover,KAZ\n")
    monkeypatch.setattr(store, "shipped_data", lambda: store.read_data(folder))
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE).run()
    assert not at.exception
    assert "data/observations.csv:1: " in html(at)
    assert "Hint: " in html(at)
    assert "Traceback" not in html(at)
    assert "<h1>" not in html(at)


def test_a_missing_data_folder_is_a_sentence_with_a_hint(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(store, "shipped_data", lambda: store.read_data(tmp_path / "nowhere"))
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE).run()
    assert not at.exception
    assert "Hint: " in html(at)
    assert "Traceback" not in html(at)
