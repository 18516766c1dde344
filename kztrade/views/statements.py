"""Statements: what officials said of a year, and whether it agrees with the statistics; and with each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from kztrade import answers, telling
from kztrade.answers import Judged
from kztrade.codes import Area, Dating, Scope, Unit
from kztrade.metrics import Check, Level, Outcome
from kztrade.model import Observation
from kztrade.period import Period, read_period
from kztrade.pictures import level_text, statements_picture, verdict_text
from kztrade.views import page
from kztrade.views.address import Address, choice
from kztrade.views.page import Column, Here, Html, Shown

QUICK = ("2022", "2023-01/2023-07", "2023", "2024", "2025")
"""Periods offered at a click, where the indicator has them; all others are in the list."""


def show(here: Here) -> None:
    """Draw the page."""
    data = here.data
    indicators = answers.statement_indicators(data)
    everything = sorted({row.period.text for row in data.observations})
    address = Address(
        "statements",
        [choice("indicator", indicators, "turnover"), choice("period", ["", *everything], "2022")],
        data.short_version,
    )
    indicator = address.value("indicator")
    periods = answers.statement_periods(data, indicator)
    if address.value("period") not in [period.text for period in periods]:
        address.set("period", periods[0].text)
    period = read_period(address.value("period"))
    judged = answers.statements(data, indicator, period)
    levels = answers.side_levels(data, indicator, judged[0].row.reporter, period)
    view = _View(here, address, judged, levels, period)
    page.head(here.say("What officials said"), view.headline(), view.dek())
    page.link_notes(here, address)
    view.controls(indicators, periods)
    drawn = statements_picture(here, judged, levels, here.theme, here.phone)
    if drawn:
        page.draw(drawn, "statements-chart")
    if not levels:
        page.note(
            here.say("No statistic to compare."),
            here.say("Neither office publishes this period in the data we hold. The statements are shown as made."),
        )
    shown = view.table()
    page.downloads(here, address.keep(), shown, drawn)
    view.consistency()


@dataclass(frozen=True, slots=True)
class _View:
    here: Here
    address: Address
    judged: Sequence[Judged]
    levels: Sequence[Level]
    period: Period

    def headline(self) -> str:
        """How many different figures were given, and how far apart they lie."""
        here, words = self.here, self.here.words
        period = words.period(self.period)
        total = [item.row for item in self.judged if item.row.scope is Scope.TOTAL]
        name = lowered(telling.indicator_name(here, self.judged[0].row.indicator))
        told = {"indicator": name, "period": period}
        if not total:
            return here.say("No statement on {indicator} in {period} speaks of the two countries as a whole", **told)
        values = sorted({row.value for row in total})
        if len(values) == 1:
            figure = self._figure(total, values[0])
            if len(total) == 1:
                return here.say("One source says {value} for {indicator} in {period}", value=figure, **told)
            return here.say("For {indicator} in {period} every source says {value}", value=figure, **told)
        return here.say(
            "{count} figures were stated for {indicator} in {period}, from {low} to {high}",
            count=words.count(len(values)).capitalize(),
            low=self._figure(total, values[0]),
            high=self._figure(total, values[-1]),
            **told,
        )

    def _figure(self, rows: Sequence[Observation], value: float) -> str:
        """A figure with its hedge; where speakers differ in it, with every hedge that was heard."""
        here, words = self.here, self.here.words
        same = [row for row in rows if row.value == value]
        hedges = sorted({words.hedge(row.qualifier) for row in same})
        if len(hedges) == 1:
            return telling.said(here, same[0], long=True)
        figure = words.amount(value, same[0].unit, long=True, digits=telling.digits(here, same[0]))
        heard = here.say(" or ").join(f"“{hedge}”" for hedge in hedges if hedge)
        return here.say("{figure} (some say {hedges})", figure=figure, hedges=heard)

    def dek(self) -> str:
        """What the statistics say."""
        here = self.here
        if all(item.row.scope is not Scope.TOTAL for item in self.judged):
            parts = [
                here.say(
                    "{value} covers {scope}",
                    value=telling.said(here, item.row),
                    scope=telling.covered(here, item.row.scope),
                )
                for item in self.judged[:3]
            ]
            rest = here.say(" It is no bilateral total and is set against none.")
            return "; ".join(parts) + "." + rest
        if not self.levels:
            return here.say("Every value is shown with all that its words and digits leave open.")
        parts = [
            here.say(
                "{name}: {value}",
                name=telling.ledger_name(here, level.source, str(level.reporter)),
                value=level_text(here, level),
            )
            for level in self.levels
        ]
        return "; ".join(parts) + ". " + here.say("Whether a statement agrees is decided from the intervals alone.")

    def controls(self, indicators: Sequence[str], periods: Sequence[Period]) -> None:
        """Which indicator, which period."""
        here, address = self.here, self.address
        names = {code: telling.indicator_name(here, code) for code in indicators}
        left, right = st.columns([1, 1.6], gap="medium", vertical_alignment="bottom")
        with left:
            st.selectbox(
                here.say("Indicator"),
                indicators,
                format_func=names.__getitem__,
                index=indicators.index(address.value("indicator")),
                key=address.key("indicator"),
            )
        options = [period.text for period in periods]
        words = {period.text: here.words.period(period) for period in periods}
        with right:
            if len(options) <= len(QUICK):
                st.segmented_control(
                    here.say("In"),
                    options,
                    format_func=words.__getitem__,
                    default=address.value("period"),
                    key=address.key("period"),
                    required=True,
                    wrap=True,
                )
            else:
                st.selectbox(
                    here.say("In"),
                    options,
                    format_func=words.__getitem__,
                    index=options.index(address.value("period")),
                    key=address.key("period"),
                )

    def table(self) -> Shown:
        """Every statement with its link and its verdict."""
        here, words = self.here, self.here.words
        columns = [
            Column(here.say("Published"), wide=True),
            Column(here.say("Who")),
            Column(here.say("Said"), number=True),
            Column(here.say("Read as"), number=True, wide=True),
            Column(here.say("Verdict")),
        ]
        rows = []
        for item in self.judged:
            row, source = item.row, here.data.sources[item.row.source]
            day = words.period(source.published) if source.published else here.say("undated")
            if source.dating is Dating.INFERRED:
                day = here.say("about {day}", day=day)
            where = (
                page.link(source.publisher, source.address)
                if source.address
                else Html(f"{page.markup(source.publisher)}, {page.markup(here.say('address not known'))}")
            )
            note = f'<span class="sub">{page.markup(here.say(row.note))}</span>' if row.note else ""
            who = page.side(telling.series_of(row) if row.reporter is not Area.OTHER else "", source.speaker)
            rows.append(
                [
                    day,
                    Html(f'{who}<span class="sub">{where}</span>'),
                    telling.said(here, row),
                    words.interval(row.low, row.high, row.unit),
                    Html(f"{page.markup(verdict_text(here, item))}{note}"),
                ]
            )
        if here.phone:  # what was said stands under its speaker, so that the verdict has room
            columns = [columns[1], columns[4]]
            rows = [[Html(f"<b>{page.markup(row[2])}</b><br>{row[1]}"), row[4]] for row in rows]
        page.table(columns, rows, here.say("Does it agree with the statistics?"))
        frame = pd.DataFrame([telling.statement_record(here, item, verdict_text(here, item)) for item in self.judged])
        first = self.judged[0].row
        return Shown(
            f"statements_{first.indicator}_{first.period.text.replace('/', '_')}",
            here.say("Statements and verdicts"),
            frame,
            filters={"indicator": first.indicator, "period": first.period.text},
        )

    def consistency(self) -> None:
        """Do the stated figures fit each other? Every test with its arithmetic."""
        here = self.here
        page.section(
            here.say("Do the figures fit each other?"),
            here.say("Tests on what one source states, and on claims that follow each other. Intervals decide."),
            "consistency",
        )
        checks = answers.checks(here.data)
        outcomes = {
            Outcome.PASSES: here.say("passes"),
            Outcome.FAILS: here.say("fails"),
            Outcome.CANNOT_TELL: here.say("cannot tell"),
            Outcome.NOT_COMPARABLE: here.say("not comparable"),
        }
        columns = [
            Column(here.say("Test")),
            Column(here.say("Arithmetic")),
            Column(here.say("Result")),
            Column(here.say("Source"), wide=True),
        ]
        rows = [
            [
                self._test(check),
                self._arithmetic(check),
                outcomes[check.outcome],
                "; ".join(dict.fromkeys(telling.source_name(here, row.source) for row in check.rows)),
            ]
            for check in checks
        ]
        page.table(columns, rows)
        for claims in answers.moving_claims(here.data):
            page.text(self._moving(claims), "kz-answer")

    def _test(self, check: Check) -> str:
        here, last = self.here, check.rows[-1]
        period = here.words.period(last.period)
        names = {
            "sum": here.say("Exports + imports = turnover, {period}", period=period),
            "growth": here.say("Base × growth = level, {period}", period=period),
            "cumulative": here.say("A sum never falls and covers its flows, to {period}", period=period),
            "count": here.say("A count against the one before, {period}", period=period),
        }
        return names[check.test]

    def _arithmetic(self, check: Check) -> str:
        here = self.here
        figures = [telling.said(here, row) for row in check.rows]
        if check.test == "sum" and check.computed:
            return here.say(
                "{exports} + {imports} = {sum} against {stated}",
                exports=figures[0],
                imports=figures[1],
                sum=here.words.amount(check.computed.value, Unit.USD, digits=5),
                stated=figures[2],
            )
        if check.test == "growth" and check.computed:
            return here.say(
                "{base} × (1 + {rate}) = {level} against {stated}",
                base=figures[0],
                rate=figures[1],
                level=here.words.amount(check.computed.value, Unit.USD),
                stated=figures[2],
            )
        if check.test == "cumulative":
            return self._cumulative(check, figures)
        return self._count(check, figures)

    def _cumulative(self, check: Check, figures: Sequence[str]) -> str:
        here, words = self.here, self.here.words
        earlier, later = check.rows[0], check.rows[-1]
        floor = " + ".join(
            f"{figure} ({words.period(row.period)})" for figure, row in zip(figures[:-1], check.rows[:-1], strict=True)
        )
        text = here.say(
            "{floor} ≤ {later} ({period})?", floor=floor, later=figures[-1], period=words.period(later.period)
        )
        if check.outcome is Outcome.CANNOT_TELL:
            return f"{text} {here.say('The hedges leave it open.')}"
        return text if earlier.period.start == later.period.start else f"{text} {here.say('Other start.')}"

    def _count(self, check: Check, figures: Sequence[str]) -> str:
        here, words = self.here, self.here.words
        pairs = [
            f"{figure} {lowered(telling.short(telling.indicator_name(here, row.indicator)))} ({words.period(row.period)})"
            for figure, row in zip(figures, check.rows, strict=True)
        ]
        text = here.say("{first}, then {second}", first=pairs[0], second=pairs[1])
        if check.outcome is Outcome.NOT_COMPARABLE:
            return f"{text}. {here.say('Two kinds of count: neither a rise nor a fall.')}"
        return text

    def _moving(self, claims: Sequence[Observation]) -> Html:
        here, words = self.here, self.here.words
        parts = []
        for row in claims:
            source = here.data.sources[row.source]
            day = words.period(source.published) if source.published else here.say("undated")
            since = (
                here.say("since {year}", year=row.period.start.year)
                if row.period.is_span
                else here.say("no start named")
            )
            parts.append(f"{day} ({telling.said(here, row)}, {since})")
        return Html(
            here.say(
                "<b>One claim with a moving start:</b> {value} invested was said in {claims}. Sums since different years are no "
                "series; nothing follows from their order.",
                value=page.markup(words.amount(claims[0].value, Unit.USD)),
                claims=page.markup("; ".join(parts)),
            )
        )


def lowered(name: str) -> str:
    """A name inside a sentence; countries keep their capitals."""
    return name if name.startswith(("Kazakh", "Kyrgyz")) else name[:1].lower() + name[1:]
