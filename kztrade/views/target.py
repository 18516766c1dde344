"""Target, the home page: where does trade stand against an announced level?"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from kztrade import answers, telling
from kztrade.answers import TargetAnswer
from kztrade.codes import Unit
from kztrade.format import BN
from kztrade.model import Target
from kztrade.pictures import factor, target_frame, target_picture
from kztrade.views import page
from kztrade.views.address import Address, choice, choices, whole
from kztrade.views.page import Column, Here, Shown

MODES = ("growth", "deadline")
GROUPS = ("article", "implied", "statistics", "said", "path")
"""The order of the figures of one year in the table."""
FIRST = 2023
"""The first year after the article's figures."""
BY = 2027
"""Where the slider of years stands for a target without a deadline ahead of the article's figures."""
NEAR = 0.03
"""Points closer than this share of the axis count as one under the finger; the article's own point wins."""


def show(here: Here) -> None:
    """Draw the page."""
    targets = answers.turnover_targets(here.data)
    default = answers.target_id(answers.article_target(here.data))
    linked = targets.get(st.query_params.get("target", ""), targets[default])
    last = here.year + 14
    address = Address(
        "target",
        [
            choice("target", list(targets), default),
            choice("mode", MODES, "growth"),
            whole("rate", 0, 30, 19),
            whole("by", FIRST, last, _by(linked) or BY),
            choices("behind", ["KAZ", "KGZ", "said"], ["KAZ", "KGZ", "said"]),
            choice("figure", _choosable(here), ""),
        ],
        here.data.short_version,
    )
    target = targets[address.value("target")]
    by = address.value("by")
    answer = answers.target_answer(here.data, target, by, float(address.value("rate")))
    if address.value("mode") == "deadline" and answer.required.value and answer.required.value > 0:
        answer = answers.target_answer(here.data, target, by, answer.required.value)
    view = _View(here, answer, address)
    frame = target_frame(here, answer, view.rate, address.value("behind"))
    page.head(*view.opening())
    page.link_notes(here, address)
    page.cards(view.cards())
    chart, rail = st.columns([1.9, 1], gap="large")
    with chart:
        drawn = target_picture(here, answer, frame, here.theme, here.phone, address.value("figure"))
        page.draw(drawn, "target-chart", view.choose_point)
        view.controls()
    with rail, st.container(key="rail"):
        view.passages()
    shown = view.table(frame)
    page.downloads(here, address.keep(), shown, drawn)


def _by(target: Target) -> int | None:
    """A target's own deadline, if it lies ahead of the article's figures."""
    return target.deadline.year if target.deadline and target.deadline.year >= FIRST else None


def _choosable(here: Here) -> list[str]:
    rows = answers.article(here.data)
    stated = [telling.figure_id(rows[name]) for name in ("turnover", "turnover_growth")]
    target = telling.figure_id(answers.article_target(here.data).observation())
    return ["", *stated, target, "implied_level/2022"]


@dataclass(frozen=True, slots=True)
class _View:
    here: Here
    answer: TargetAnswer
    address: Address

    def opening(self) -> tuple[str, str, str]:
        """Kicker, headline and dek."""
        here, answer, words = self.here, self.answer, self.here.words
        goal = words.money(answer.target.value, long=True)
        assert answer.progress.value is not None
        if answer.progress.value >= 100:
            end = here.say("past the {goal} that was the aim", goal=goal)
        else:
            end = here.say(
                "{share} of the way to {goal}",
                share=words.hedged(answer.progress.value, answer.progress.qualifier, Unit.PERCENT),
                goal=goal,
            )
        headline = here.say(
            "In {year} trade reached {level}, {end}",
            year=answer.level.period,
            level=telling.said(here, answer.level, long=True),
            end=end,
        )
        offices = [
            row
            for ledger in answers.home_ledgers(here.data)
            for row in answers.turnover_by_year(here.data, ledger)
            if row.period == answer.level.period
        ]
        dek = here.say("That is what the Kazakh prime minister’s figures of September 2023 imply.")
        if len(offices) == 2:
            dek += " " + here.say(
                "The two statistics offices put {year} at {first} and {second}.",
                year=answer.level.period,
                first=words.money(offices[0].value or 0, digits=3),
                second=words.money(offices[1].value or 0, digits=3),
            )
        return here.say("Target: {goal} of trade a year", goal=goal), headline, dek

    def cards(self) -> list[tuple[str, str, str, str]]:
        """Level, progress, gap, required growth; each with its hedge."""
        here, answer, words = self.here, self.answer, self.here.words
        level, progress, gap, required = answer.level, answer.progress, answer.gap, answer.required
        assert level.value is not None
        assert progress.value is not None
        assert gap.value is not None
        assert required.value is not None
        passed = gap.value <= 0
        return [
            (
                here.say("Turnover in {year}", year=level.period),
                words.hedge(level.qualifier),
                words.money(level.value),
                here.say(
                    "Derived: {base} × {factor}",
                    base=words.money(answer.base.value),
                    factor=factor(here, answer),
                ),
            ),
            (
                here.say("Of the {goal} target", goal=words.money(answer.target.value)),
                words.hedge(progress.qualifier),
                words.amount(progress.value, Unit.PERCENT),
                self._deadline(),
            ),
            (
                here.say("Beyond the target") if passed else here.say("Still missing"),
                words.hedge("at_least" if passed else gap.qualifier),
                words.money(abs(gap.value), scale=BN),
                here.say("Target less the {year} floor", year=level.period),
            ),
            (
                here.say("Needed to be there by {year}", year=required.period.year),
                "" if passed else words.hedge(required.qualifier),
                here.say("nothing more") if passed else words.amount(required.value, Unit.PERCENT),
                here.say("A year, from {year}", year=level.period),
            ),
        ]

    def _deadline(self) -> str:
        """Until when the target was to be met, as it was announced."""
        here, words, target = self.here, self.here.words, self.answer.target
        if target.deadline:
            deadline = words.period(target.deadline)
            if target.deadline.year < self.answer.base.period.year:
                return here.say("By {deadline}, before the article’s first figure", deadline=deadline)
            return here.say("By {deadline}", deadline=deadline)
        later = answers.later_deadline(here.data, target)
        if later and later.deadline:
            return here.say(
                "No deadline was set until {day}: by {deadline}",
                day=words.period(later.set_on),
                deadline=words.period(later.deadline),
            )
        return here.say("No deadline was set")

    def choose_target(self) -> None:
        """Another target brings its own deadline with it."""
        by = _by(answers.turnover_targets(self.here.data)[self.address.value("target")])
        if by:
            self.address.set("by", by)

    @property
    def chosen(self) -> list[str]:
        """The figures to mark: the chosen one, or the inputs of a derived one."""
        figure = str(self.address.value("figure"))
        if figure == telling.figure_id(self.answer.level):
            return telling.input_ids(self.answer.level)
        return [figure] if figure else []

    @property
    def rate(self) -> float:
        """Growth a year along the path: the reader's, or what the reader's deadline needs."""
        if self.address.value("mode") == "deadline":
            return self.answer.required.value or 0.0
        return float(self.address.value("rate"))

    def _rate(self) -> str:
        return self.here.words.amount(self.rate, Unit.PERCENT)

    def choose_point(self) -> None:
        """A click on the chart marks the passage; the article's point wins over a neighbour under the finger."""
        state = st.session_state.get("target-chart") or {}
        points = state.get("selection", {}).get("points") or []
        figure = ""
        for point in points[:1]:
            for drawn in self.answer.points:
                if drawn.group == "article" and drawn.row.quantity and drawn.row.period.year == point.get("x"):
                    reach = NEAR * self.answer.target.value / BN
                    if abs(drawn.row.quantity.value / BN - point.get("y", 0)) <= reach:
                        figure = telling.figure_id(drawn.row)
        self.address.set("figure", figure)

    def choose_figure(self, figure: str) -> None:
        """A click in a passage marks the point."""
        self.address.set("figure", figure if figure in _choosable(self.here) else "")

    def controls(self) -> None:
        """What if: the reader's growth, or the reader's deadline."""
        here, address = self.here, self.address
        modes = {"growth": here.say("Trade grows by"), "deadline": here.say("Target is met in")}
        left, right = st.columns([1, 1.2], gap="medium", vertical_alignment="bottom")
        with left:
            st.segmented_control(
                here.say("What if"),
                MODES,
                format_func=modes.__getitem__,
                default=address.value("mode"),
                key=address.key("mode"),
                required=True,
                wrap=True,
            )
        with right:
            if address.value("mode") == "deadline":
                st.slider(
                    here.say("Year"),
                    FIRST,
                    here.year + 14,
                    value=address.value("by"),
                    key=address.key("by"),
                    label_visibility="collapsed",
                )
            else:
                st.slider(
                    here.say("Growth a year, percent"),
                    0,
                    30,
                    format="%d%%",
                    value=address.value("rate"),
                    key=address.key("rate"),
                    label_visibility="collapsed",
                )
        page.text(self._what_if(), "kz-answer")
        targets = {name: self._goal(target) for name, target in answers.turnover_targets(here.data).items()}
        if len(targets) > 1:
            st.segmented_control(
                here.say("Target"),
                list(targets),
                format_func=targets.__getitem__,
                default=address.value("target"),
                key=address.key("target"),
                on_change=self.choose_target,
                required=True,
                wrap=True,
            )
        behind = {
            "KAZ": here.say("Kazakh statistics"),
            "KGZ": here.say("Kyrgyz statistics"),
            "said": here.say("Said later"),
        }
        st.pills(
            here.say("Behind the article’s points"),
            list(behind),
            selection_mode="multi",
            format_func=behind.__getitem__,
            default=address.value("behind"),
            key=address.key("behind"),
            wrap=True,
        )

    def _goal(self, target: Target) -> str:
        """A target on its button: its level, and its deadline if it has one."""
        goal = self.here.words.money(target.value)
        if not target.deadline:
            return goal
        return self.here.say("{goal} by {deadline}", goal=goal, deadline=self.here.words.period(target.deadline))

    def _what_if(self) -> page.Html:
        here, words, answer = self.here, self.here.words, self.answer
        goal, floor = words.money(answer.target.value, long=True), answer.level.period
        if (answer.progress.value or 0) >= 100:
            return page.Html(here.say("The {year} floor is already past {goal}.", year=floor, goal=goal))
        if self.address.value("mode") == "deadline":
            return page.Html(
                here.say(
                    "To reach {goal} in <b>{year}</b>, trade must grow by <b>{rate}</b> a year from the {floor} floor, "
                    "or less.",
                    goal=goal,
                    year=answer.required.period.year,
                    rate=self._rate(),
                    floor=floor,
                )
            )
        if answer.reached.value is None:
            if not self.address.value("rate"):
                return page.Html(here.say("With no growth the target is not reached."))
            return page.Html(here.say("At {rate} a year the target is not reached before 2100.", rate=self._rate()))
        text = here.say(
            "At <b>{rate}</b> a year from the {floor} floor, trade reaches {goal} in <b>{year}</b>, or sooner.",
            rate=self._rate(),
            floor=floor,
            goal=goal,
            year=f"{answer.reached.value:.0f}",
        )
        last = answer.path[-1].period.year
        if last < answer.reached.value:
            text += " " + here.say("The chart shows the way to {year}.", year=last)
        return page.Html(text)

    def passages(self) -> None:
        """The passages behind the chart, with the arithmetic of the chosen figure."""
        here = self.here
        original = page.own_copy(answers.ARTICLE)
        whose = here.say("in your own copy") if original else here.say("in our words")
        page.chart_title(
            here.say("Where the figures come from"),
            here.say("AstanaTV, 23 September 2023, {whose}. Choose a figure or a point.", whose=whose),
        )
        numbers = [5, 6]
        if original:
            items = telling.original_items(here, answers.ARTICLE, original, numbers)
        else:
            items = telling.digest_items(here, here.data.digests[answers.ARTICLE, "en"], numbers)
        page.passages("target-passages", items, self.chosen, self._sum(), self.choose_figure)

    def _sum(self) -> str:
        here, words, answer = self.here, self.here.words, self.answer
        figure = str(self.address.value("figure"))
        if figure == telling.figure_id(answer.base):
            return here.say(
                "{year}: {value}, as stated. The speaker said a goal was reached, so this is a floor, not a level.",
                year=answer.base.period,
                value=telling.said(here, answer.base),
            )
        if figure == telling.figure_id(answer.rate):
            return here.say(
                "{year}: {value} on the year before, as stated. Read as {interval}, for what rounding leaves open.",
                year=answer.rate.period,
                value=telling.said(here, answer.rate),
                interval=words.interval(answer.rate.low, answer.rate.high, answer.rate.unit),
            )
        if figure.startswith("turnover_target"):
            return here.say("A target is an intention, not a measurement: it is drawn as a line without an interval.")
        return here.say(
            "{year}: {base} × {factor} = {level}. Derived here from two figures in passage 5; the article states no "
            "level. If the {rate} is itself rounded, the floor is {floor}.",
            year=answer.level.period,
            base=telling.said(here, answer.base),
            factor=factor(here, answer),
            level=telling.said(here, answer.level),
            rate=words.amount(answer.rate.value, Unit.PERCENT),
            floor=words.money(answer.level.low or 0),
        )

    def table(self, frame: pd.DataFrame) -> Shown:
        """The figures of the chart, newest last."""
        here, words = self.here, self.here.words
        places = frame.assign(place=frame["group"].map(GROUPS.index)).sort_values(["year", "place", "series"])
        frame = places.reset_index(drop=True)
        rows = [
            [
                str(row["year"]),
                page.side(str(row["series"]) if row["group"] != "path" else "", str(row["name"])),
                self._billions(row),
                words.interval(row["low"], row["high"], Unit.USD)
                if row["group"] != "statistics"
                else here.say("as printed"),
                str(row["how"]),
            ]
            for row in frame.to_dict("records")
        ]
        chosen = self.address.value("figure")
        marked = [index for index, figure in enumerate(frame["figure"]) if figure and figure == chosen]
        columns = [
            Column(here.say("Year")),
            Column(here.say("According to")),
            Column(here.say("Turnover, $ bn"), number=True),
            Column(here.say("Interval"), number=True, wide=True),
            Column(here.say("How we know"), wide=True),
        ]
        page.table(columns, rows, here.say("The figures in the chart"), marked)
        kept = ["year", "name", "value", "low", "high", "qualifier", "obs_status", "derived", "how", "source"]
        return Shown(
            f"turnover_{frame['year'].min()}-{frame['year'].max()}",
            here.say("Turnover against the target"),
            frame[kept],
            {"value": "USD", "low": "USD", "high": "USD"},
            {"target": answers.target_id(self.answer.target)},
        )

    def _billions(self, row: Mapping[Hashable, object]) -> str:
        words = self.here.words
        value = float(str(row["value"])) / BN
        return f"{words.hedge(str(row['qualifier']))} {words.number(value, 3, 2)}".strip()
