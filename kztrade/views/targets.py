"""Targets: every announced level, who set it, when, and what became of it in each ledger."""

import pandas as pd
import streamlit as st

from kztrade import answers, telling
from kztrade.answers import TargetStory
from kztrade.codes import Area
from kztrade.format import BN
from kztrade.metrics import Fate, Level
from kztrade.pictures import deadline, fate_text, rating_name, targets_picture
from kztrade.views import page
from kztrade.views.address import Address, choice
from kztrade.views.page import Column, Here, Html, Shown


def show(here: Here) -> None:
    """Draw the page."""
    stories = answers.target_stories(here.data, here.year)
    levels = {f"{story.first.value / BN:g}bn" for story in stories if story.first.indicator == "turnover"}
    address = Address("targets", [choice("level", ["", *sorted(levels)], "")], here.data.short_version)
    trade = [story for story in stories if story.first.indicator == "turnover"]
    page.head(here.say("Targets"), *_opening(here, trade))
    page.link_notes(here, address)
    options = ["", *sorted(levels)]
    names = {"": here.say("All"), **{level: here.words.money(float(level[:-2]) * BN) for level in levels}}
    st.segmented_control(
        here.say("Level"),
        options,
        format_func=names.__getitem__,
        default=address.value("level"),
        key=address.key("level"),
        required=True,
        wrap=True,
    )
    level = address.value("level")
    chosen = [story for story in trade if not level or f"{story.first.value / BN:g}bn" == level]
    drawn = targets_picture(here, chosen, here.year, here.theme, here.phone)
    page.draw(drawn, "targets-chart")
    listed = chosen if level else stories
    shown = _table(here, listed)
    page.downloads(here, address.keep(), shown, drawn)
    _implied(here)
    _announcements(here, listed)
    page.section(here.say("The rule"), anchor="rule")
    page.text(
        here.say(
            "A target is met in the first year, from its announcement on, whose interval in a ledger lies wholly at or "
            "above it: in time, or late. A deadline that a known year has reached without it is missed; one still to come "
            "is open and needs a compound growth from the ledger’s last year. A ledger that starts after the announcement, "
            "ends before it counts, leaves out the deadline’s year, or whose digits hold the target cannot rate it. "
            "Announcements of one level and deadline within three years of each other are one target. Each ledger rates alone."
        )
    )


def _opening(here: Here, stories: list[TargetStory]) -> tuple[str, str]:
    words = here.words
    undated = sum(story.first.deadline is None for story in stories)
    goal = next(story for story in reversed(stories) if story.first.deadline)
    rates = [
        here.say(
            "{rate} a year by {name}",
            rate=words.amount(rating.needed.value, rating.needed.unit),
            name=rating_name(here, rating),
        )
        for rating in goal.ratings
        if rating.fate is Fate.OPEN and rating.source != "said" and rating.needed and rating.needed.value
    ]
    headline = here.say(
        "Officials set {count} targets for trade since {year}; {undated} of them had no deadline",
        count=words.count(len(stories)),
        year=min(story.first.set_on.year for story in stories),
        undated=words.count(undated),
    )
    dek = here.say(
        "The one to come, {goal} {deadline}, needs growth of {rates}. Whether a target was met depends on whose ledger is "
        "asked, so each verdict names it.",
        goal=words.money(goal.first.value, long=True),
        deadline=deadline(here, goal),
        rates=here.say(" or ").join(rates) or here.say("an unknown rate"),
    )
    return headline, dek


def _table(here: Here, stories: list[TargetStory]) -> Shown:
    words = here.words
    columns = [
        Column(here.say("Target")),
        Column(here.say("Set")),
        Column(here.say("What became of it")),
    ]
    rows, records = [], []
    for story in stories:
        first, rest = story.first, story.announcements[1:]
        name = telling.indicator_name(here, first.indicator)
        repeated = ""
        if rest:
            latest = max(rest, key=lambda target: target.set_on)
            repeated = here.say(
                "Announced {count} times, last {day}",
                count=words.count(len(story.announcements)),
                day=words.period(latest.set_on),
            )
        source = here.data.sources[first.source]
        where = page.link(source.publisher, source.address) if source.address else page.markup(source.publisher)
        fates = "".join(
            f'<span class="sub"><b>{page.markup(rating_name(here, rating))}</b>: '
            f"{page.markup(fate_text(here, rating))}</span>"
            for rating in story.ratings
        )
        rows.append(
            [
                Html(
                    f"<b>{page.markup(words.money(first.value))}</b> {page.markup(deadline(here, story))}"
                    f'<span class="sub">{page.markup(telling.short(name))}</span>'
                ),
                Html(
                    f"<span>{page.markup(words.period(first.set_on))}</span>"
                    f'<span class="sub">{page.markup(first.set_by)} ({where})</span>'
                    f'<span class="sub">{page.markup(repeated)}</span>'
                ),
                Html(fates),
            ]
        )
        records += telling.target_records(story)
    if here.phone:  # who set it stands under the target, so that the verdicts have room
        columns = [columns[0], columns[2]]
        rows = [[Html(f"{row[0]}{row[1]}"), row[2]] for row in rows]
    page.table(columns, rows, here.say("What became of each"))
    frame = pd.DataFrame(records).astype({"year": "Int16"})
    return Shown(
        "targets",
        here.say("Targets and what became of them"),
        frame,
        {"value": "USD", "growth_needed": "percent"},
        sources=list(dict.fromkeys(target.source for story in stories for target in story.announcements)),
    )


def _announcements(here: Here, stories: list[TargetStory]) -> None:
    """Everyone who announced a target, with day, level, deadline and publication."""
    words = here.words
    rows = []
    for story in stories:
        for target in story.announcements:
            address = here.data.sources[target.source].address
            name = telling.source_name(here, target.source)
            where = page.link(name, address) if address else page.markup(here.say("{name}, no address", name=name))
            level = Html(f"<b>{page.markup(words.money(target.value))}</b> {page.markup(deadline(here, story))}")
            who = Html(f'{page.markup(target.set_by)}<span class="sub">{page.markup(target.note)}</span>')
            rows.append([words.period(target.set_on), level, who, Html(where)])
    titles = [here.say("Announced"), here.say("Target"), here.say("By whom"), here.say("Published")]
    if here.phone:  # the publication stands under who announced it, so that the names have room
        titles = titles[:3]
        rows = [[day, level, Html(f'{who}<span class="sub">{where}</span>')] for day, level, who, where in rows]
    page.section(
        here.say("Every announcement"),
        here.say(
            "{count} announcements of the targets above, in the order of the table.", count=words.number(len(rows))
        ),
        anchor="announcements",
    )
    page.table([Column(title) for title in titles], rows)


def _implied(here: Here) -> None:
    """What the article's figures imply for the years after, beside what was reported."""
    answer = answers.target_answer(here.data, answers.article_target(here.data), here.year + 1, 19.0)
    page.section(
        here.say("What the article implied, and what was reported"),
        here.say(
            "Turnover, $ bn. The article’s floor for 2022 carried on at the 19% it gives; statistics, then statements."
        ),
    )
    rows = []
    for step in answer.path:
        cells = [str(step.period), telling.said(here, step)]
        for side in (Area.KAZ, Area.KGZ):
            found = [
                point.row
                for point in answer.points
                if point.group in ("statistics", "said")
                and point.row.period == step.period
                and point.row.reporter is side
            ]
            cells.append("; ".join(f"{telling.said(here, row)} ({_how(here, row)})" for row in found) or "–")
        rows.append(cells)
    page.table(
        [
            Column(here.say("Year")),
            Column(here.say("Implied at +19% a year"), number=True),
            Column(here.say("Kazakhstan")),
            Column(here.say("Kyrgyzstan")),
        ],
        rows,
    )


def _how(here: Here, row: Level) -> str:
    return telling.status(here, row) if row.source in ("bns", "nsc") else here.say("said")
