"""Tables that are printed: figures, metrics, statements, targets, mirrors."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kztrade.cli import speech
from kztrade.cli.lines import print_json, print_notes, print_table
from kztrade.cli.options import (
    First,
    Indicators,
    Json,
    Kinds,
    Last,
    Partners,
    Published,
    Reporters,
    Scopes,
    Sources,
    selection,
)

if TYPE_CHECKING:
    from kztrade.table import Table
    from kztrade.words import Telling


def figures(
    indicator: Indicators = None,
    kind: Kinds = None,
    first: First = None,
    last: Last = None,
    source: Sources = None,
    reporter: Reporters = None,
    partner: Partners = None,
    scope: Scopes = None,
    published: Published = "",
    as_json: Json = False,
) -> None:
    """Figures in words, or as files hold them."""
    from kztrade import listings
    from kztrade.words import commands

    told = speech.told()
    asked = selection(indicator, kind, first, last, source, reporter, scope, published, partner)
    table = listings.figures(told, asked)
    if as_json:
        print_json(told, listings.stored_figures(told, asked))
        print_notes(table, aside=True)
    else:
        print_table(table, commands.counted(told.words, len(table.rows), told.data.short_version))


def metrics(
    by: Annotated[int, typer.Option(metavar="YEAR", help="Year for the required growth.")] = 2027,
    growth: Annotated[float, typer.Option(metavar="PCT", help="Growth in percent a year for the path.")] = 19,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            metavar="ID",
            help="Ledger, or source of one, in place of the article. May be repeated.",
            show_default=False,
        ),
    ] = None,
    reporter: Reporters = None,
    first: First = None,
    last: Last = None,
    as_json: Json = False,
) -> None:
    """What follows from the figures, with what cannot be told and why."""
    from kztrade import listings

    told = speech.told()
    asked = selection(first=first, last=last, sources=source, reporters=reporter)
    _print(told, listings.metrics(told, asked, by, growth), as_json)


def statements(
    indicator: Annotated[
        str, typer.Option(metavar="CODE", help="Indicator, such as turnover.", show_default=False)
    ] = "",
    period: Annotated[
        str,
        typer.Option(metavar="PERIOD", help="Period spoken of, such as 2022 or 2023-01/2023-07.", show_default=False),
    ] = "",
    as_json: Json = False,
) -> None:
    """What was said, oldest first."""
    from kztrade import listings

    told = speech.told()
    _print(told, listings.said(told, indicator, period), as_json)


def targets(as_json: Json = False) -> None:
    """A row a target and ledger."""
    from kztrade import listings

    told = speech.told()
    _print(told, listings.fates(told, date.today()), as_json)


def mirror(as_json: Json = False) -> None:
    """A row a year, flow and pair of ledgers."""
    from kztrade import listings

    told = speech.told()
    _print(told, listings.mirrors(told), as_json)


def _print(told: "Telling", table: "Table", as_json: bool) -> None:
    from kztrade.words import commands

    if as_json:
        print_json(told, table)
    else:
        print_table(table, commands.counted_rows(told.words, len(table.rows), told.data.short_version))
