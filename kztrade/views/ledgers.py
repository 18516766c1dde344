"""Ledgers: the same trade as each side records it, for thirty years, and the gap between them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from kztrade import answers, telling
from kztrade.answers import Ledger, Mirror
from kztrade.codes import Unit
from kztrade.format import M
from kztrade.pictures import FLOWS, ledgers_frame, ledgers_picture, mirror_pairs
from kztrade.pictures.ledgers import ledger_rows
from kztrade.views import page
from kztrade.views.address import Address, choice, choices, flag
from kztrade.views.page import Column, Here, Shown

FEW_YEARS = 6


def show(here: Here) -> None:
    """Draw the page."""
    ledgers = {f"{source}-{reporter}": (source, reporter) for source, reporter in answers.ledgers(here.data)}
    usual = [name for name, ledger in ledgers.items() if ledger in answers.home_ledgers(here.data)]
    usual += [name for name, ledger in ledgers.items() if name.endswith("KAZ") and name not in usual]
    address = Address(
        "ledgers",
        [
            choice("flow", FLOWS, FLOWS[0]),
            choices("ledger", list(ledgers), usual),
            flag("clean"),
            flag("all"),
        ],
        here.data.short_version,
    )
    flow, clean = address.value("flow"), address.value("clean")
    chosen = [ledgers[name] for name in ledgers if name in address.value("ledger")]
    gaps = mirror_pairs(here, flow, chosen, clean)
    view = _View(here, address, flow, gaps)
    page.head(here.say("Two ledgers of the same trade"), view.headline(), view.dek())
    page.link_notes(here, address)
    view.controls(ledgers)
    frame = ledgers_frame(here, flow, chosen, clean)
    if frame.empty:
        page.note(here.say("No ledger chosen."), here.say("Choose at least one above to see its figures."))
        address.keep()
        return
    drawn = ledgers_picture(here, flow, frame, gaps, here.theme, here.phone)
    page.draw(drawn, "ledgers-chart")
    shown = view.table(frame, chosen)
    page.downloads(here, address.keep(), shown, drawn)


@dataclass(frozen=True, slots=True)
class _View:
    here: Here
    address: Address
    flow: str
    gaps: Sequence[tuple[Mirror, bool]]

    def headline(self) -> str:
        """The last year's two figures of the two national offices, of the flow, turnover or balance that is shown."""
        here, words = self.here, self.here.words
        if self.flow not in ("turnover", "balance"):
            last = [both for both in answers.national_mirrors(here.data) if both.exporter.reporter == self.flow[:3]][-1]
            return here.say(
                "In {year} {exporter} recorded {first} of exports to {importer}; {importer} recorded {second} arriving",
                year=last.gap.period,
                exporter=words.side(last.exporter.reporter),
                importer=words.side(last.importer.reporter),
                first=_millions(here, last.exporter.value),
                second=_millions(here, last.importer.value),
            )
        first, second = (
            {row.period: row.value or 0.0 for row in ledger_rows(here, self.flow, ledger)}
            for ledger in answers.home_ledgers(here.data)
        )
        year = max(first.keys() & second.keys())
        if self.flow == "balance":
            return here.say(
                "In {year} Kazakhstan recorded a balance of {first} with Kyrgyzstan, Kyrgyzstan {second} with Kazakhstan",
                year=year,
                first=_millions(here, first[year], sign=True),
                second=_millions(here, second[year], sign=True),
            )
        return here.say(
            "In {year} Kazakhstan recorded {first} of trade with Kyrgyzstan, Kyrgyzstan {second} with Kazakhstan",
            year=year,
            first=_millions(here, first[year]),
            second=_millions(here, second[year]),
        )

    def dek(self) -> str:
        """How wide the gap is, and where it stood."""
        here, words = self.here, self.here.words
        national = [mirror.gap for mirror, main in self.gaps if main]
        if len(national) < 2:
            return here.say(
                "Each line is one publisher’s figures for one side. No sum, growth rate or line crosses publishers."
            )
        last, before = national[-1], national[-2]
        widest = max(national, key=lambda gap: abs(gap.value or 0.0))
        text = here.say("The gap is {gap}", gap=words.amount(last.value or 0.0, Unit.PERCENT, sign=True))
        if widest is last:
            text += here.say(
                ", the widest of the {count} years for which both offices publish", count=words.count(len(national))
            )
        return text + here.say(
            ". In {year} it was {gap}. A gap is not an error: valuation, transit and what one side does not see open it.",
            year=before.period,
            gap=words.amount(before.value or 0.0, Unit.PERCENT, sign=True),
        )

    def controls(self, ledgers: dict[str, Ledger]) -> None:
        """Flow, ledgers, and whether suspect values are shown."""
        here, key = self.here, self.address.key
        flows = {
            "KAZ>KGZ": here.say("Kazakhstan → Kyrgyzstan"),
            "KGZ>KAZ": here.say("Kyrgyzstan → Kazakhstan"),
            "turnover": here.say("Turnover"),
            "balance": here.say("Balance"),
        }
        st.segmented_control(
            here.say("Flow"),
            FLOWS,
            format_func=flows.__getitem__,
            default=self.address.value("flow"),
            key=key("flow"),
            required=True,
            wrap=True,
        )
        left, right = st.columns([1.6, 1], gap="medium", vertical_alignment="bottom")
        with left:
            st.pills(
                here.say("Ledgers"),
                list(ledgers),
                selection_mode="multi",
                format_func=lambda name: telling.ledger_name(here, *ledgers[name]),
                default=self.address.value("ledger"),
                key=key("ledger"),
                wrap=True,
            )
        with right:
            st.toggle(here.say("Leave out suspect values"), value=self.address.value("clean"), key=key("clean"))

    def table(self, frame: pd.DataFrame, chosen: Sequence[Ledger]) -> Shown:
        """Year by year, a column a ledger, and the gap; below a turnover its change on the year before."""
        here, words = self.here, self.here.words
        whole = frame.pivot_table(index="year", columns="ledger", values="value", sort=False).sort_index(
            ascending=False
        )
        doubtful = frame[frame["suspect"]]
        notes = {
            (str(ledger), int(year)): str(note)
            for ledger, year, note in zip(doubtful["ledger"], doubtful["year"], doubtful["note"], strict=True)
        }
        changes = {
            (str(ledger), int(year)): str(change)
            for ledger, year, change in zip(frame["ledger"], frame["year"], frame["change"], strict=True)
        }
        names = {f"{source} {side}": telling.ledger_name(here, source, str(side)) for source, side in chosen}
        gaps = {mirror.gap.period.year: (mirror, main) for mirror, main in self.gaps}
        national = [ledger for ledger in whole.columns if frame.loc[frame["ledger"] == ledger, "main"].iloc[0]]
        everything, turnover = self.address.value("all"), self.flow == "turnover"
        short = not everything and len(national) > 1
        shown = whole[whole[national].notna().all(axis=1)].head(FEW_YEARS) if short else whole
        columns = [Column(here.say("Year"))]
        # where gaps with a context ledger are shown, a phone shows that ledger too
        columns += [
            Column(names[ledger], number=True, wide=short and ledger not in national) for ledger in whole.columns
        ]
        if gaps:
            columns.append(Column(here.say("Difference"), number=True, wide=True))
            columns.append(Column(here.say("Mirror gap"), number=True))
        rows = []
        for year, values in shown.iterrows():
            row = [str(year)]
            for ledger in whole.columns:
                value = values[ledger]
                text = "–" if pd.isna(value) else words.number(value / M, 1, 1)
                place = (str(ledger), int(str(year)))
                below = [here.say("suspect")] if notes.get(place) else []
                if turnover and changes.get(place):
                    below.append(changes[place])
                row.append(_cell(text, *below))
            if gaps:
                mirror, main = gaps.get(int(str(year)), (None, False))
                if mirror is None:
                    row += ["–", "–"]
                else:
                    difference = (mirror.exporter.value - mirror.importer.value) / M
                    gap = words.number(mirror.gap.value or 0.0, 1, 1, sign=True)
                    row.append(words.number(difference, 1, 1, sign=True))
                    row.append(_cell(f"{gap}%", *([] if main else [here.say("IMF")])))
            rows.append(row)
        caption = (
            here.say("The last {count} years, $ million", count=words.count(len(rows)))
            if not everything
            else here.say("All years, $ million")
        )
        if turnover:
            caption = here.say("{years}; below each, its change on the year before", years=caption)
        page.table(columns, rows, caption)
        st.toggle(here.say("Show all years"), value=self.address.value("all"), key=self.address.key("all"))
        for (ledger, year), note in sorted(notes.items(), key=lambda item: item[0][1]):
            page.text(f"{names[ledger]}, {year}: {note}", "kz-source")
        kept = frame[["year", "source", "reporter", "value", "obs_status", "note"]].assign(
            indicator=self.flow, unit="USD", growth_percent=frame["growth"].astype(float)
        )
        kept["mirror_gap_percent"] = [gaps[year][0].gap.value if year in gaps else None for year in kept["year"]]
        return Shown(
            f"ledgers_{self.flow.replace('>', '-').lower()}_{frame['year'].min()}-{frame['year'].max()}",
            here.say("The same trade in two ledgers"),
            kept,
            {"value": "USD", "growth_percent": "percent", "mirror_gap_percent": "percent"},
            {"flow": self.flow},
        )


def _millions(here: Here, value: float, sign: bool = False) -> str:
    """Whole millions, for a headline."""
    whole = round(value / M)
    return ("+" if sign and whole > 0 else "") + here.words.money(whole * M, scale=M, digits=6, long=True)


def _cell(text: str, *below: str) -> str:
    """A value with quiet lines below it, where there are any."""
    return page.Html(page.markup(text) + "".join(f'<span class="sub">{page.markup(line)}</span>' for line in below))
