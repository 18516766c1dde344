"""How rows, sources, areas and ledgers are called."""

from dataclasses import replace

import pytest

from kztrade import metrics, store
from kztrade.codes import Dating, ObsStatus, Role, Unit
from kztrade.interval import Interval, Quantity
from kztrade.ledgers import Books
from kztrade.model import Data, Ledger
from kztrade.period import read_period
from kztrade.words import NBSP, Format, Telling

ROWS = """
    exports KAZ KGZ 2022 exact 700e6 source=bns-2024 unit=USD
    imports KAZ KGZ 2022 exact 300e6 source=bns-2024 unit=USD
    exports KGZ KAZ 2022 exact 400e6 source=nsc unit=USD
    exports KAZ KGZ 2021 exact 600e6 source=imf-dots unit=USD
    exports KGZ KAZ 2021 exact 200e6 source=imf-dots unit=USD
    turnover KAZ KGZ 2021 at_least 1e9 source=astanatv-2023-09-23 passage=5
    turnover KAZ KGZ 2022 about 1.3e9 source=paper
"""


@pytest.fixture
def told(dataset) -> Telling:
    return Telling(dataset(ROWS, "turnover KAZ KGZ 2017-12 2e9 2030", published={"paper": "2023-09"}), Format())


def with_areas(data: Data, language: str, **names: str) -> Data:
    area = data.areas["KGZ"]
    more = {**area.names, **{(language, form): text for form, text in names.items()}}
    return replace(data, areas={**data.areas, "KGZ": replace(area, names=more)})


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


# Areas and ledgers


def test_an_area_has_a_name_in_every_form_that_a_sentence_needs(told) -> None:
    data = with_areas(told.data, "ru", name="Кыргызстан", of="Кыргызстана")
    russian = Telling(data, Format("ru"))
    assert [russian.area("KGZ", form) for form in ("name", "of", "in")] == ["Кыргызстан", "Кыргызстана", "Кыргызстан"]
    assert russian.area("KAZ", "of") == "Kazakhstan"
    assert russian.area("XXX") == "XXX"


def test_a_ledger_is_called_by_its_role_and_side(told) -> None:
    books = [Books("bns", "KAZ"), Books("nsc", "KGZ"), Books("imf-dots", "KAZ"), Books("imf-dots", "KGZ")]
    assert [told.ledger(one) for one in books] == [
        "Kazakh statistics",
        "Kyrgyz statistics",
        "IMF, Kazakh side",
        "IMF, Kyrgyz side",
    ]


def test_a_third_party_with_one_side_goes_by_its_name_alone(dataset) -> None:
    data = dataset("exports KAZ KGZ 2021 exact 600e6 source=imf-dots unit=USD")
    assert Telling(data, Format()).ledger(Books("imf-dots", "KAZ")) == "IMF"


def test_a_publisher_nobody_knew_is_called_by_what_the_data_say_of_it(told) -> None:
    data = replace(told.data, ledgers={**told.data.ledgers, "wto": Ledger("wto", Role.OTHER, "WTO")})
    assert Telling(data, Format()).ledger(Books("wto", "KAZ")) == "WTO"


# Sources


@pytest.mark.parametrize(
    ("dating", "day", "line"),
    [
        (Dating.STATED, "2023-09-23", "The paper, 23 Sep 2023"),
        (Dating.INFERRED, "2023-09", "The paper, about Sep 2023"),
        (Dating.UNKNOWN, None, "The paper, undated"),
    ],
)
def test_a_source_has_its_day_and_an_inferred_one_keeps_its_about(told, dating, day, line) -> None:
    source = replace(told.data.sources["paper"], dating=dating, published=read_period(day) if day else None)
    data = replace(told.data, sources={**told.data.sources, "paper": source})
    again = Telling(data, Format())
    assert again.source("paper") == again.source(source) == line
    assert line == f"The paper, {again.published('paper')}"


def test_undated_editions_of_statistics_are_told_apart(told) -> None:
    assert told.source("bns-2024") == "The bns-2024, edition bns-2024"


@pytest.mark.parametrize(
    ("period", "text"),
    [("2022", "in 2022"), ("2023-09", "in Sep 2023"), ("2023-09-23", "on 23 Sep 2023"), ("2005/2007", "in 2005–2007")],
)
def test_a_day_takes_another_word_than_a_month(told, period: str, text: str) -> None:
    assert told.when(read_period(period)) == text


# Figures


def test_according_to_whom_a_figure_is(told) -> None:
    rows = {(row.source, row.indicator): row for row in told.data.observations}
    assert told.who(rows["bns-2024", "exports"]) == "Kazakh statistics"
    assert told.who(rows["astanatv-2023-09-23", "turnover"]) == "Article, passage 5"
    assert told.who(rows["paper", "turnover"]) == "A minister"


def test_a_gap_is_told_of_both_ledgers(observations, dataset) -> None:
    exports, imports = observations(
        """
        exports KAZ KGZ 2022 exact 700e6 source=bns unit=USD
        imports KGZ KAZ 2022 exact 800e6 source=nsc unit=USD
        """
    )
    data = dataset(
        """
        exports KAZ KGZ 2022 exact 700e6 source=bns unit=USD
        imports KGZ KAZ 2022 exact 800e6 source=nsc unit=USD
        """
    )
    told = Telling(data, Format())
    gap = metrics.mirror_gap(exports, imports)
    assert told.who(gap) == "Kazakh statistics and Kyrgyz statistics"
    assert told.status(gap) == "derived"
    assert told.ends(gap) != ""


@pytest.mark.parametrize(
    ("status", "stated", "derived"),
    [
        (ObsStatus.NORMAL, "published", "derived"),
        (ObsStatus.PROVISIONAL, "provisional", "derived, provisional"),
        (ObsStatus.LOW_RELIABILITY, "suspect", "derived, suspect"),
    ],
)
def test_a_ledgers_turnover_is_derived_everywhere_and_hands_on_its_doubt(told, status, stated, derived) -> None:
    exports, imports = (row for row in told.data.observations if row.source == "bns-2024")
    turnover = metrics.turnover(replace(exports, obs_status=status), imports)
    assert told.status(replace(exports, obs_status=status)) == stated
    assert told.status(turnover) == derived
    assert told.who(turnover) == "Kazakh statistics"


def test_a_statement_is_told_in_its_own_digits_and_a_statistic_in_four(observation, told) -> None:
    statement = observation("turnover KAZ KGZ 2022 exact 770.215e6 source=paper")
    statistic = observation("exports KAZ KGZ 2022 exact 770.215e6 source=bns unit=USD")
    data = replace(told.data, sources={**told.data.sources, "bns": told.data.sources["bns-2024"]})
    again = Telling(data, Format())
    assert plain(again.said(statement)) == "$770.215 m"
    assert plain(again.said(statistic)) == "$770.2 m"
    assert again.ends(statistic) == "as printed"


def test_what_is_said_begins_with_its_hedge_and_holds_the_figure_by_itself(told) -> None:
    for row in told.data.observations:
        assert told.said(row).endswith(told.figure(row))
        assert told.amount(row).text == told.said(row)


def test_a_bound_is_told_by_the_end_that_its_hedge_leaves_known(told) -> None:
    level = next(row for row in told.data.observations if row.source == "bns-2024" and row.indicator == "exports")
    turnover = metrics.turnover(level, replace(level, indicator="imports"))
    quantity = Quantity(Interval(1.2e9, 1.1e9, float("inf")), Interval(1.2e9, 1.0e9, float("inf")))
    assert plain(told.said(replace(turnover, quantity=quantity))) in ("at least $1.1 bn", "about $1.2 bn")


def test_a_figure_that_cannot_be_told_is_told_as_such(told) -> None:
    exports, imports = (row for row in told.data.observations if row.source == "bns-2024")
    nothing = replace(metrics.turnover(exports, imports), quantity=None)
    assert (told.said(nothing), told.figure(nothing), told.ends(nothing)) == ("cannot be told", "cannot be told", "")


# Names


def test_a_target_and_a_potential_are_called_after_their_indicator(told) -> None:
    assert told.indicator("turnover_target") == "Target for turnover"
    assert told.indicator("turnover_potential", inside=True) == "level called possible for turnover"
    assert told.indicator("nobody_knows") == "nobody_knows"


def test_what_an_indicator_is_called_is_data_and_no_letter_of_it_is_changed(told) -> None:
    known = replace(told.data.indicators["turnover"], code="x", name="ÄBC head", inside="Äbc inside", short="Ä")
    again = Telling(replace(told.data, indicators={"x": known}), Format())
    assert (again.indicator("x"), again.indicator("x", inside=True), again.short_indicator("x")) == (
        "ÄBC head",
        "Äbc inside",
        "Ä",
    )
    assert again.indicator("x_target") == "Target for Äbc inside"
    unshortened = replace(told.data, indicators={"x": replace(known, short="")})
    assert Telling(unshortened, Format()).short_indicator("x") == "ÄBC head"


def test_inside_a_sentence_every_name_is_the_heading_but_for_its_first_letter() -> None:
    for indicator in store.shipped_data().indicators.values():
        assert indicator.inside[1:] == indicator.name[1:]
        assert indicator.inside[0] == indicator.name[0].lower() or indicator.name.startswith(("Kazakh ", "Kyrgyz "))


def test_every_metric_has_a_name() -> None:
    told = Telling(store.shipped_data(), Format())
    functions = set(metrics.__all__) - {"cut_off_interval", "moving_start", "printed_interval", "rating"}
    named = {name for name in functions if name.islower() and not name.endswith(("_check", "verdict"))}
    assert {name for name in named if told.metric(name) == name} == set()


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_has_a_name_for_a_sentence_and_one_for_an_axis(told, unit) -> None:
    assert told.unit(unit) != ""
    assert told.measure(unit)[0].isupper()
