"""A language that nobody speaks: every message in brackets and 40 % longer, so that a word said elsewhere stands bare."""

import ast
import csv
import re
from collections.abc import Iterator
from configparser import ConfigParser
from dataclasses import replace
from math import ceil
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from kztrade.model import Data
from kztrade.words.extract import Found, messages

CHECKOUT = Path(__file__).parents[2]
PLACE = re.compile(r"\{[^{}]*\}")
LONGER = 0.4
WORD = 12
"""Letters of a made-up word; a text of one endless word is a language that nobody could print."""


def bracketed(text: str) -> str:
    """A message in the language nobody speaks; its named places are kept.

    >>> bracketed("at least {figure}")
    '⟦at least {figure} xoxo⟧'
    """
    letters = len(PLACE.sub("", text).strip())
    more = "xo" * ceil(letters * LONGER / 2)
    words = [more[place : place + WORD] for place in range(0, len(more), WORD)]
    return f"⟦{text} {' '.join(words)}⟧"


def bare(text: str) -> str:
    """What of a text stands in no brackets."""
    inner = re.compile(r"⟦[^⟦⟧]*⟧")
    while inner.search(text):
        text = inner.sub("", text)
    return text


def all_messages() -> Iterator[Found]:
    """Every message of the package and of the data files."""
    for file in sorted((CHECKOUT / "kztrade").rglob("*.py")):
        yield from messages(ast.parse(file.read_text("utf-8")))
    config = ConfigParser()
    config.read(CHECKOUT / "babel.cfg", "utf-8")
    for section in config.sections():
        method, _, place = section.partition(": ")
        if method == "rows":
            with (CHECKOUT / place).open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            columns = config[section]["columns"].split()
            yield from (Found(0, None, row[name]) for row in rows for name in columns if row[name])


def write_catalogue(folder: Path, language: str = "en") -> Path:
    """Write the catalogue of the made-up language under a folder, by default in the place of English.

    `Format(folder=str(folder))` speaks it; so does every process whose `KZTRADE_LOCALES` names the folder.
    """
    catalogue = Catalog(locale=language, domain="kztrade")
    for found in all_messages():
        match found:
            case Found(kind="ngettext", text=(one, many)):
                catalogue.add((one, many), (bracketed(one), bracketed(many)))
            case Found(kind="pgettext", text=(context, text)):
                catalogue.add(text, bracketed(text), context=context)
            case Found(text=str(text)):
                catalogue.add(text, bracketed(text))
    place = folder / language / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "kztrade.mo").open("wb") as file:
        write_mo(file, catalogue)
    return folder


def pseudo_data(data: Data) -> Data:
    """Data whose areas bear names in brackets: names are data and not messages."""
    areas = {
        code: replace(area, names={key: f"⟦{name}⟧" for key, name in area.names.items()})
        for code, area in data.areas.items()
    }
    return replace(data, areas=areas)
