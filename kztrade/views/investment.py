"""Investment and joint ventures: the article's five figures of passages 7 and 8, flow, stock and count apart."""

import pandas as pd
import streamlit as st

from kztrade import answers, metrics, telling
from kztrade.codes import Unit
from kztrade.errors import UnitError
from kztrade.model import Metric, Observation
from kztrade.pictures import explore_picture
from kztrade.views import page
from kztrade.views.address import Address, choice
from kztrade.views.page import Column, Here, Shown

NAMES = ("investment_cumulative", "investment", "investment_ratio", "joint_ventures", "joint_ventures_new")


def show(here: Here) -> None:
    """Draw the page."""
    rows = answers.article(here.data)
    figures = {telling.figure_id(rows[name]): name for name in NAMES}
    address = Address("investment", [choice("figure", ["", *figures], "")], here.data.short_version)
    derived = answers.investment_metrics(rows)
    before, share, ventures = derived
    words = here.words
    page.head(
        here.say("Investment and joint ventures"),
        here.say(
            "Kazakh firms have put {sum} into Kyrgyzstan since 2005, {year} of it in 2022",
            sum=telling.said(here, rows["investment_cumulative"], long=True),
            year=telling.said(here, rows["investment"], long=True),
        ),
        here.say(
            "That is what the Kazakh prime minister said in September 2023. A sum since a start, a year’s flow and a "
            "count of firms are three kinds of figure and never share an axis."
        ),
    )
    page.link_notes(here, address)
    page.cards(
        [
            _card(here, here.say("Share of 2022 in the sum"), share, here.say("Almost $200 m of about $1.3 bn")),
            _card(here, here.say("The year before"), before, here.say("Almost $200 m ÷ 2.5")),
            _card(
                here, here.say("Joint ventures in Kazakhstan"), rows["joint_ventures"], here.say("In September 2023")
            ),
            _card(here, here.say("Before the additions"), ventures, here.say("3,500 less almost 200")),
        ]
    )
    explored = _explored(rows, derived)
    chart, rail = st.columns([1.9, 1], gap="large")
    with chart:
        drawn = explore_picture(
            here,
            explored,
            indicators=["investment"],
            theme=here.theme,
            phone=here.phone,
            title=here.say("Investment and joint ventures"),
            columns=2,
            chosen=str(address.value("figure")),
        )
        page.draw(drawn, "investment-chart")
    with rail, st.container(key="rail"):
        _passages(here, address, rows, derived)
    shown = _table(here, explored, str(address.value("figure")))
    page.downloads(here, address.keep(), shown, drawn)
    page.note(here.say("Not divided."), _refusal(here, rows))
    page.text(
        here.say(
            "What others said on investment and on joint ventures, with whose words and when, is on the Statements page: "
            "choose the indicator there. {count} such figures are held.",
            count=words.number(len(_others(here))),
        )
    )


def _card(here: Here, label: str, row: Observation | Metric, how: str) -> tuple[str, str, str, str]:
    digits = 2 if row.unit is Unit.PERCENT else 4
    value = row.value or 0.0
    number = (
        here.words.significant(value, digits) + "%" if row.unit is Unit.PERCENT else here.words.amount(value, row.unit)
    )
    return label, here.words.hedge(row.qualifier), number, how


def _explored(rows: dict[str, Observation], derived: list[Metric]) -> list[answers.Explored]:
    """Stated and derived amounts; a derived one stands beside the figures of its kind."""
    before, _, ventures = derived
    stated = [rows[name] for name in NAMES]
    placed = {"investment": before, "joint_ventures": ventures}
    return [
        *(answers.Explored(row, row) for row in stated),
        *(answers.Explored(rows[name], metric) for name, metric in placed.items()),
    ]


def _passages(here: Here, address: Address, rows: dict[str, Observation], derived: list[Metric]) -> None:
    original = page.own_copy(answers.ARTICLE)
    whose = here.say("in your own copy") if original else here.say("in our words")
    page.chart_title(
        here.say("Where the figures come from"),
        here.say("AstanaTV, 23 September 2023, {whose}. Choose a figure.", whose=whose),
    )
    numbers = [7, 8]
    items = (
        telling.original_items(here, answers.ARTICLE, original, numbers)
        if original
        else telling.digest_items(here, here.data.digests[answers.ARTICLE, "en"], numbers)
    )
    figure = str(address.value("figure"))
    page.passages(
        "investment-passages",
        items,
        [figure] if figure else [],
        _sum(here, figure, rows, derived),
        lambda chosen: address.set("figure", chosen),
    )


def _sum(here: Here, figure: str, rows: dict[str, Observation], derived: list[Metric]) -> str:
    words, (before, share, ventures) = here.words, derived
    chosen = next((row for row in rows.values() if telling.figure_id(row) == figure), None)
    if chosen is not None and chosen.indicator == "investment_cumulative":
        return here.say(
            "{value}, read as {interval}. A sum since 2005, not the stock of direct investment: what was withdrawn is not told.",
            value=telling.said(here, chosen),
            interval=words.interval(chosen.low, chosen.high, chosen.unit),
        )
    if chosen is not None and chosen.indicator.startswith("joint_ventures"):
        return here.say(
            "{count} less {added} = {before}: before the additions. Closures are not told, so this is a reading.",
            count=telling.said(here, rows["joint_ventures"]),
            added=telling.said(here, rows["joint_ventures_new"]),
            before=telling.said(here, ventures),
        )
    return here.say(
        "2022: {flow} ÷ {ratio} = {before} for the period before, which the article does not name; read here as 2021. "
        "The year’s flow is {share} of the sum.",
        flow=telling.said(here, rows["investment"]),
        ratio=words.number(rows["investment_ratio"].value, 1),
        before=telling.said(here, before),
        share=words.hedge(share.qualifier) + f" {words.significant(share.value or 0.0, 2)}%",
    )


def _table(here: Here, explored: list[answers.Explored], chosen: str) -> Shown:
    words = here.words
    cells, records = [], []
    for item in explored:
        row, shown = item.row, item.shown
        name = telling.indicator_name(here, answers.indicator_of(row))
        cells.append(
            [
                words.period(shown.period),
                telling.short(name),
                telling.said(here, shown),
                telling.ends(here, shown),
                telling.kind_name(here, here.data.indicators[answers.indicator_of(row)].kind),
                telling.status(here, shown),
            ]
        )
        records.append({**telling.record(row, shown), "period": shown.period.text})
    marked = [
        index
        for index, item in enumerate(explored)
        if chosen and item.shown is item.row and telling.figure_id(item.row) == chosen
    ]
    page.table(
        [
            Column(here.say("Period")),
            Column(here.say("Indicator")),
            Column(here.say("Value"), number=True),
            Column(here.say("Interval"), number=True, wide=True),
            Column(here.say("Kind"), wide=True),
            Column(here.say("How we know")),
        ],
        cells,
        here.say("The figures in the chart"),
        marked,
    )
    return Shown(
        "investment_2021-2023", here.say("Investment and joint ventures, by the article"), pd.DataFrame(records)
    )


def _refusal(here: Here, rows: dict[str, Observation]) -> str:
    try:
        metrics.investment_per_venture(rows["investment_cumulative"], rows["joint_ventures"], here.data.indicators)
    except UnitError:
        return here.say(
            "The money went to Kyrgyzstan, the joint ventures work in Kazakhstan: one says nothing about the other, so no "
            "investment per venture is given."
        )
    raise AssertionError("money into one country must not be divided by firms in the other")


def _others(here: Here) -> list[Observation]:
    return [
        row
        for row in here.data.observations
        if row.source != answers.ARTICLE and row.indicator.startswith(("investment", "joint_ventures", "kyrgyz_ent"))
    ]
