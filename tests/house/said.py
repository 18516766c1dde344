"""What a value says to its readers: every text of a view, a parameter or a page that is no code and no address."""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from kztrade import store
from kztrade.model import Data
from kztrade.pages import Page, Visit, pages
from kztrade.parameters import Choice, Flag, Option, Parameter, defaults
from kztrade.table import Amount, Coded, Column, Dated, Link, Stack, Table
from kztrade.view import View
from kztrade.words import Format, Telling, periods, say
from tests.words.pseudo import bare, pseudo_data

TODAY = date(2026, 3, 1)

CODES = {
    "Aside": {"series"},
    "Axis": {"x", "y"},
    "Band": {"series"},
    "Bars": {"series"},
    "Chart": {"id", "inks", "sources"},
    "Coded": {"code", "series"},
    "Column": {"id", "unit"},
    "Controls": {"names"},
    "Dots": {"along", "series", "shape"},
    "Label": {"series", "sides"},
    "Line": {"series", "dash"},
    "Link": {"address"},
    "Number": {"series"},
    "Option": {"code"},
    "Panel": {"series"},
    "Passage": {"language", "runs"},
    "Passages": {"chosen", "parameter"},
    "Picture": {"parameter"},
    "Point": {"figure"},
    "Rows": {"chosen", "parameter", "named"},
    "Rule": {"across", "series", "dash", "figure"},
    "Section": {"anchor"},
    "Table": {"id", "keys", "sources"},
    "Upload": {"source"},
    "View": {"page", "inks"},
    "Next": {"page"},
}
"""Fields that hold codes, addresses, or (a passage's runs) a source's own words; whatever is new is taken for words."""

PARAMETER = {"name", "default", "tied"}

QUOTED = {"token", "printed", "hedge", "inputs", "address"}
"""Columns that hold what a source printed, keys of figures, or an address."""

NAMES = {"code", "column"}
"""Columns of codes that a page shows as they are: the codebook's."""

CODE = re.compile(r"[\w.:/>+-]+(, [\w.:/>+-]+)*")
"""Codes, in a column that no page shows or among the filters of a file, which go by their names in an address."""

NO_WORDS = re.compile(r"```.*?```|`[^`]*`|https?://\S+|\]\([^)]*\)", re.DOTALL)
"""Parts of prose that are for machines: code, addresses."""

Told = tuple[str, str]
"""Where a text stands, and the text."""


def said(thing: object, place: str = "") -> Iterator[Told]:
    """Every text in a value that a reader may meet, with its place."""
    match thing:
        case str():
            yield place, thing
        case Table():
            yield from _table(thing, f"{place} {thing.id}")
        case Option():
            # one that is chosen by pointing at a figure goes by its code, which no page shows
            yield from [] if thing.name == thing.code else [(f"{place} {thing.code}", thing.name)]
        case Parameter():
            yield from _fields(thing, place, PARAMETER)
        case Mapping():
            yield from (found for pair in thing.items() for part in pair for found in said(part, place))
        case list() | tuple():
            yield from (found for part in thing for found in said(part, place))
        case _ if dataclasses.is_dataclass(thing):
            yield from _fields(thing, place, CODES.get(type(thing).__name__, set()))


def _fields(thing: Any, place: str, codes: set[str]) -> Iterator[Told]:
    kind = type(thing).__name__
    for field in dataclasses.fields(thing):
        if field.name not in codes:
            yield from said(getattr(thing, field.name), f"{place} {kind}.{field.name}".strip())


def _table(table: Table, place: str) -> Iterator[Told]:
    yield from ((f"{place}.{part}", text) for part in ("title", "rest") for text in [getattr(table, part)])
    yield from said(table.notes, f"{place}.notes")
    texts = [text for pair in table.filters.items() for text in pair]
    yield from ((f"{place}.filters", text) for text in texts if not CODE.fullmatch(text))
    for number, column in enumerate(table.columns):
        where = f"{place}.{column.id}"
        yield where, column.meaning
        if column.shown:
            yield where, column.title
        for row in table.rows:
            yield from _cell(row[number], column, where)


def _cell(cell: object, column: Column, place: str) -> Iterator[Told]:
    match cell:
        case Amount() | Dated():
            yield place, cell.text
        case Coded() | Link():
            yield place, cell.name
        case Stack():
            yield from (found for line in cell.lines for found in _cell(line, column, place))
        case str() if column.id not in QUOTED | NAMES and (column.shown or not CODE.fullmatch(cell)):
            yield place, cell


def letters(text: str) -> str:
    """The letters of a text that stand in no brackets."""
    return "".join(letter for letter in bare(NO_WORDS.sub("", text)) if letter.isalpha())


def unspoken(told: Iterable[Told]) -> set[Told]:
    """What is said without having been translated."""
    return {(place, text) for place, text in told if letters(text)}


MOST = 12
"""So many options of a parameter are asked for, evenly among all."""


def visits(page: Page, told: Telling) -> Iterator[dict[str, Any]]:
    """What a page can be asked: its defaults, and by one parameter each many options, alone where many can be chosen."""
    parameters = page.parameters(told, TODAY)
    usual = defaults(parameters)
    yield usual
    for parameter in parameters:
        for value in _values(parameter):
            tied = (parameter.tied or {}).get(parameter.write(value), {})
            yield {**usual, **tied, parameter.name: value}


def _values(parameter: Parameter) -> list[Any]:
    codes = [option.code for option in getattr(parameter, "options", ())]
    if codes:
        some = codes[:: 1 + len(codes) // MOST]
        return list(some) if isinstance(parameter, Choice) else [(), *((code,) for code in some), tuple(codes)]
    return [not parameter.default] if isinstance(parameter, Flag) else []


def views(page: Page, told: Telling, each: bool = True) -> Iterator[View]:
    """What a page says to everything that it can be asked, or to nothing but its defaults."""
    for asked in visits(page, told):
        yield page.view(told, Visit(asked, TODAY))
        if not each:
            return


def pseudo_names(data: Data) -> Data:
    """Data whose proper names stand in brackets too: areas, and titles, which are quoted as they are."""
    sources = {source.id: dataclasses.replace(source, title=f"⟦{source.title}⟧") for source in data.sources.values()}
    return dataclasses.replace(pseudo_data(data), sources=sources)


def speak_pseudo(patch: pytest.MonkeyPatch, words: Format) -> Telling:
    """Whoever tells the shipped data in the language nobody speaks; what CLDR says of days and lists is bracketed too."""
    day, months = periods._date, periods._months
    patch.setattr(periods, "_date", lambda *given: f"⟦{day(*given)}⟧")
    patch.setattr(periods, "_months", lambda *given: f"⟦{months(*given)}⟧")
    patch.setattr(say, "format_list", lambda items, *rest: f"⟦{', '.join(items)}⟧")
    return Telling(pseudo_names(store.shipped_data()), words)


def every_page() -> list[Page]:
    """Every page of the package."""
    return list(pages())
