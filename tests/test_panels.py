"""Small multiples: unlike things never share an axis, and every figure is in one panel."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from kztrade.answers.article import article
from kztrade.answers.explore import Explored, exploration
from kztrade.codes import FROM_REPORTER, TO_REPORTER
from kztrade.ledgers import books
from kztrade.marks import Dash, Dots, Label, Line, Number
from kztrade.model import Data
from kztrade.panels import FEW, MOST, figure_words, measure, panels
from kztrade.selection import Selection
from kztrade.store import shipped_data
from kztrade.words import Format, Telling
from kztrade.words.doubt import marked

ROWS = """
    turnover KAZ KGZ 2022            exact 1.3e9   source=minister
    turnover KGZ KAZ 2022            exact 1.2e9   source=cabinet
    turnover KAZ KGZ 2023-01/2023-07 exact 755.4e6 source=ministry
    turnover KGZ EAEU 2022           exact 2.4e9   source=cabinet
    turnover KAZ KGZ 2022            exact 299e6   source=farms scope=agriculture
    turnover_growth KAZ KGZ 2022     exact 19      source=ministry
    exports  KAZ KGZ 2021 exact 674755155 source=bns
    exports  KAZ KGZ 2022 exact 792951726 source=bns
    exports  KAZ KGZ 2020 exact 581012345 source=bns
    exports  KAZ KGZ 2018 exact 656912345 source=bns
    imports  KGZ KAZ 2022 exact 770215582 source=nsc
    imports  KGZ KAZ 2021 exact 661839422 source=nsc
    exports  KGZ KAZ 2022 exact 410888086 source=nsc
    exports  KAZ KGZ 2019 exact 604e6     source=imf-dots
    exports  KAZ KGZ 2020 exact 562e6     source=imf-dots
    imports  KGZ KAZ 2020 exact 545e6     source=imf-dots
    joint_ventures KAZ KGZ 2023-09-23 exact 3500 source=minister
    investment KAZ KGZ 2022 almost 200e6 source=minister
    investment_cumulative KAZ KGZ 2005/2023 about 1.3e9 source=minister
"""


@pytest.fixture(scope="module")
def told(dataset: Callable[..., Data]) -> Telling:
    data = dataset(ROWS)
    ways = {"exports": FROM_REPORTER, "imports": TO_REPORTER}
    turned = {name: replace(data.indicators[name], direction=way) for name, way in ways.items()}
    return Telling(replace(data, indicators=data.indicators | turned), Format())


@pytest.fixture(scope="module")
def explored(told: Telling) -> list[Explored]:
    return [Explored(row, row) for row in told.data.observations]


def points(panel):
    return [(mark, place) for mark in panel.marks for place in getattr(mark, "points", ())]


def test_every_figure_is_in_one_panel(told: Telling, explored: list[Explored]) -> None:
    assert sum(len(points(panel)) for panel in panels(told, explored)) == len(explored)


def test_what_shares_a_panel_shares_unit_kind_scope_partner_and_length_of_period(told, explored) -> None:
    groups: dict[object, list[Explored]] = {}
    for one in explored:
        groups.setdefault(measure(told, one.row), []).append(one)
    indicators = told.data.indicators
    for rows in groups.values():
        unlike = {
            (one.row.unit, indicators[one.row.indicator].kind, one.row.scope, one.row.partner == "EAEU") for one in rows
        }
        assert len(unlike) == 1
        flows = [one for one in rows if indicators[one.row.indicator].kind == "flow"]
        assert len({one.row.period.is_year for one in flows}) <= 1


def test_exports_of_one_side_and_imports_of_the_other_are_one_flow(told, explored) -> None:
    titles = [panel.title for panel in panels(told, explored)]
    assert titles.count("Kazakhstan → Kyrgyzstan") == 1
    assert titles.count("Kyrgyzstan → Kazakhstan") == 1
    (panel,) = (panel for panel in panels(told, explored) if panel.title == "Kazakhstan → Kyrgyzstan")
    assert {mark.series for mark in panel.marks if isinstance(mark, Line)} == {"KAZ", "KGZ"}


def test_panels_stand_in_the_usual_order_whole_years_of_all_trade_first(told, explored) -> None:
    titles = [(panel.title, panel.subtitle) for panel in panels(told, explored)]
    assert titles[0][0] == "turnover"
    assert "part of a year" not in titles[0][1]
    assert any("part of a year" in subtitle for _, subtitle in titles[1:])
    assert titles[-1][1] != titles[0][1]


def test_no_two_panels_bear_the_same_words(told, explored) -> None:
    words = [(panel.title, panel.subtitle) for panel in panels(told, explored)]
    assert len(set(words)) == len(words)


def test_a_line_joins_one_ledgers_years_and_no_gap(told, explored) -> None:
    for panel in panels(told, explored):
        for mark in panel.marks:
            if isinstance(mark, Line):
                assert len({place.who.rpartition(",")[0] for place in mark.points}) == 1
                assert all(b.x - a.x == 1 for a, b in pairwise(mark.points))


def test_statements_are_points_that_nothing_joins(told, explored) -> None:
    for panel in panels(told, explored):
        for mark, place in points(panel):
            if place.who.startswith("A minister"):
                assert isinstance(mark, Dots)


def test_a_third_partys_line_is_told_apart_by_dots_and_its_own_name(told, explored) -> None:
    (panel,) = (panel for panel in panels(told, explored) if panel.title == "Kazakhstan → Kyrgyzstan")
    lines = {mark.points[0].who.partition(",")[0]: mark for mark in panel.marks if isinstance(mark, Line)}
    assert (lines["IMF"].dash, lines["IMF"].markers) == (Dash.DOTTED, False)
    assert (lines["Kazakh statistics"].dash, lines["Kazakh statistics"].markers) == (None, True)
    assert {"IMF, Kazakh side", "IMF, Kyrgyz side"} <= {mark.text for mark in panel.marks if isinstance(mark, Label)}


def test_no_unit_is_joined_to_its_kind_as_if_both_were_counted(told, explored) -> None:
    for panel in panels(told, explored):
        assert ", " in panel.subtitle
        assert " and " not in panel.subtitle
    subtitles = {panel.title: panel.subtitle for panel in panels(told, explored)}
    assert subtitles["Kazakhstan → Kyrgyzstan"] == "$ bn, goods"
    assert any(subtitle.endswith(": farm trade alone") for _, subtitle in titled(panels(told, explored)))
    assert any(subtitle.endswith(", part of a year") for _, subtitle in titled(panels(told, explored)))


def titled(made) -> list[tuple[str, str]]:
    return [(panel.title, panel.subtitle) for panel in made]


@pytest.mark.parametrize("transform", ["growth", "index", "share"])
def test_a_label_says_a_figure_that_is_no_money_as_the_table_does(transform: str) -> None:
    told = Telling(shipped_data(), Format())
    found = exploration(told.data, Selection(), transform, article(told.data).target)
    said = {marked(told, one.shown, figure_words(told, one)) for one in found.rows} | {
        told.ledger(one) for one in books(told.data)
    }
    labels = [
        mark.text
        for panel in panels(told, found.rows, transform, found.base)
        for mark in panel.marks
        if isinstance(mark, Label)
    ]
    assert labels
    assert set(labels) <= said


def test_all_panels_span_the_same_years_and_hold_their_points(told, explored) -> None:
    made = panels(told, explored)
    assert len({(panel.x.low, panel.x.high) for panel in made}) == 1
    for panel in made:
        for _, place in points(panel):
            assert panel.x.low < place.x < panel.x.high
            assert panel.y.low <= place.y <= panel.y.high


def test_only_the_chosen_figure_is_marked_and_only_a_stated_one_can_be_chosen(told, explored) -> None:
    made = panels(told, explored, chosen="investment/2022")
    chosen = [place.figure for panel in made for _, place in points(panel) if place.chosen]
    assert chosen == ["investment/2022"]


@pytest.mark.parametrize("count", [FEW, FEW + 1])
def test_more_than_a_few_statements_are_told_by_hover_and_table(dataset: Callable[..., Data], count: int) -> None:
    lines = "\n".join(f"turnover KAZ KGZ 2022 exact {1 + n / 10}e9 source=paper{n}" for n in range(count))
    told = Telling(dataset(lines), Format())
    (panel,) = panels(told, [Explored(row, row) for row in told.data.observations])
    labels = [mark for mark in panel.marks if isinstance(mark, Label)]
    assert len(labels) == (FEW if count == FEW else 0)


def test_there_are_never_more_panels_than_fit(dataset: Callable[..., Data]) -> None:
    lines = "\n".join(
        f"turnover KGZ KAZ 2022 exact 1e9 source=paper scope={scope}" for scope in ("total", "agriculture")
    )
    more = "\n".join(f"thing_{n} KAZ KGZ 2022 exact {n + 1} source=paper" for n in range(20))
    told = Telling(dataset(f"{lines}\n{more}"), Format())
    made = panels(told, [Explored(row, row) for row in told.data.observations])
    assert len(made) == MOST
    assert made[0].title == "turnover"


def test_one_zero_alone_has_an_axis(dataset: Callable[..., Data]) -> None:
    told = Telling(dataset("exports KAZ KGZ 2022 exact 0 source=bns"), Format())
    (panel,) = panels(told, [Explored(row, row) for row in told.data.observations])
    assert panel.y.low <= 0 < panel.y.high


# Figures that make no picture


def numbers(panel) -> list[Number]:
    return [mark for mark in panel.marks if isinstance(mark, Number)]


def test_a_lone_figure_is_a_number_with_hedge_time_and_speaker_and_no_axis(told, explored) -> None:
    made = {panel.title: panel for panel in panels(told, explored, numbers=True)}
    (mark,) = numbers(made["investment"])
    assert (mark.text.replace("\xa0", " "), mark.large.replace("\xa0", " ")) == ("almost $200 m", "$200 m")
    assert [aside.text.replace("\xa0", " ") for aside in mark.below] == ["2022, $190 m to $200 m", "A minister"]
    assert made["investment"].bare
    assert not made["investment"].y.ticks


def test_what_makes_a_picture_comes_before_what_is_told_in_numbers(told, explored) -> None:
    bare = [panel.bare for panel in panels(told, explored, numbers=True)]
    assert bare == sorted(bare)
    assert {True, False} == set(bare)


def test_numbers_and_pictures_hold_every_figure_once(told, explored) -> None:
    assert sum(len(points(panel)) for panel in panels(told, explored, numbers=True)) == len(explored)


def test_two_figures_of_parts_of_a_year_stand_under_each_other_the_latest_large(dataset: Callable[..., Data]) -> None:
    told = Telling(
        dataset(
            """
            turnover KGZ KAZ 2023-01/2023-07 exact 782.7e6 source=nsc
            turnover KGZ KAZ 2024-01/2024-07 exact 637.2e6 source=nsc
            """
        ),
        Format(),
    )
    (panel,) = panels(told, [Explored(row, row) for row in told.data.observations], numbers=True)
    (mark,) = numbers(panel)
    assert mark.text.replace("\xa0", " ") == "$637.2 m"
    assert mark.below[-1].text.replace("\xa0", " ") == "Jan–Jul 2023: $782.7 m, Kyrgyz statistics"


@pytest.mark.parametrize(("small", "alike"), [(200e6, True), (199e6, False)])
def test_pictures_of_one_unit_share_a_scale_where_the_smallest_reaches_a_fifth(
    told: Telling, dataset: Callable[..., Data], small: float, alike: bool
) -> None:
    rows = "\n".join(
        f"exports {pair} {year} exact {value} source={source}"
        for year in (2021, 2022)
        for pair, value, source in (("KAZ KGZ", 1e9, "bns"), ("KGZ KAZ", small, "nsc"))
    )
    data = dataset(rows)
    turned = replace(data.indicators["exports"], direction=FROM_REPORTER)
    other = Telling(replace(data, indicators=data.indicators | {"exports": turned}), Format())
    made = panels(other, [Explored(row, row) for row in other.data.observations], numbers=True)
    assert (made[0].y == made[1].y) == alike
