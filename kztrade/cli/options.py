"""What several commands take: the filters of a selection, the page, the place to write to."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kztrade.codes import Kind, Scope

if TYPE_CHECKING:
    from kztrade.selection import Selection

Json = Annotated[bool, typer.Option("--json", help="Print a JSON list instead of a table.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="Id of a source.")]
Folder = Annotated[
    Path | None, typer.Option("--folder", metavar="PATH", help="Folder of the data files, if not the installed ones.")
]

Indicators = Annotated[
    list[str] | None,
    typer.Option(
        "--indicator", metavar="CODE", help="Indicator, such as turnover. May be repeated.", show_default=False
    ),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="|".join(Kind), help="Kind of indicator. May be repeated.", show_default=False),
]
First = Annotated[int | None, typer.Option("--from", metavar="YEAR", help="First year, by the end of the period.")]
Last = Annotated[int | None, typer.Option("--to", metavar="YEAR", help="Last year.")]
Sources = Annotated[
    list[str] | None,
    typer.Option(
        "--source",
        metavar="ID",
        help="Source, or ledger for all its editions. May be repeated.",
        show_default=False,
    ),
]
Reporters = Annotated[
    list[str] | None,
    typer.Option("--reporter", metavar="AREA", help="Whose authority says so. May be repeated.", show_default=False),
]
Partners = Annotated[
    list[str] | None,
    typer.Option(
        "--partner",
        metavar="AREA",
        help="The other side, or all countries (W00) or another group. May be repeated.",
        show_default=False,
    ),
]
Scopes = Annotated[
    list[str] | None,
    typer.Option("--scope", metavar="|".join(Scope), help="Part of the total. May be repeated.", show_default=False),
]
Published = Annotated[
    str, typer.Option(metavar="PERIOD", help="When the source was published, such as 2023.", show_default=False)
]

Filters = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME=VALUE]...", help="What the page is asked, as in its address.", show_default=False),
]


def selection(
    indicators: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
    first: int | None = None,
    last: int | None = None,
    sources: Sequence[str] | None = None,
    reporters: Sequence[str] | None = None,
    scopes: Sequence[str] | None = None,
    published: str = "",
    partners: Sequence[str] | None = None,
) -> "Selection":
    """The filters that were given."""
    from kztrade.selection import Selection

    return Selection(
        tuple(indicators or ()),
        tuple(kinds or ()),
        first,
        last,
        tuple(sources or ()),
        tuple(reporters or ()),
        tuple(scopes or ()),
        published,
        tuple(partners or ()),
    )
