"""One file a page: what it can be asked, its answer, and its view. No Streamlit, no browser, no clock.

A module of this folder is a page when it has a `PAGE`; nothing else names the pages.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from kztrade.errors import KztradeError
from kztrade.parameters import Chosen, Parameter
from kztrade.table import Column, Link, Table
from kztrade.view import Next, Opening, Rows, View
from kztrade.words import Telling


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page is asked.

    Attributes:
        chosen: Its parameters with the reader's values.
        today: The day of the visit.
        originals: By source id, the text of originals that this reader may see; a source without one shows its digest.
        troubles: By source id, why a kept copy that this reader might see is of no use.
    """

    chosen: Chosen
    today: date
    originals: Mapping[str, str] = field(default_factory=dict)
    troubles: Mapping[str, KztradeError] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A page before anybody asked it anything.

    Attributes:
        id: Its name in the address and on the command line.
        group: What it stands under in the navigation: one of `GROUPS`.
        title: Its name in the navigation, for the teller's language.
        question: What it answers, as a short question.
        parameters: What it can be asked, on a day.
        view: What it says to a visit.
        place: Where it stands in the navigation; the first is the home page.
    """

    id: str
    place: int
    group: str
    title: Callable[[Telling], str]
    question: Callable[[Telling], str]
    parameters: Callable[[Telling, date], Sequence[Parameter]]
    view: Callable[[Telling, Visit], View]


GROUPS: Mapping[str, Callable[[Telling], str]] = {
    "trade": lambda told: told.say("Trade"),
    "said": lambda told: told.say("What was said"),
    "data": lambda told: told.say("Data"),
}
"""What pages stand under in the navigation, in its order, with their names."""


@cache
def pages() -> tuple[Page, ...]:
    """Every page, in the order of the navigation."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    found = [module.PAGE for module in modules if hasattr(module, "PAGE")]
    return tuple(sorted(found, key=lambda page: page.place))


def following(told: Telling, *names: str) -> tuple[Next, ...]:
    """The questions of some pages, by their ids, as where to go on."""
    known = {page.id: page for page in pages()}
    return tuple(Next(known[name].question(told), name, known[name].title(told)) for name in names)


def lost(told: Telling, asked: str) -> View:
    """What stands at an address that no page has: the nearest pages, and all of them.

    Args:
        told: The data and the language.
        asked: The part of the address that no page answers to.
    """
    names = {page.id: page for page in pages()} | {page.title(told).casefold(): page for page in pages()}
    nearest = get_close_matches(asked.casefold(), names, n=1, cutoff=0.5)
    given = {"asked": asked, "nearest": names[nearest[0]].title(told) if nearest else ""}
    headline = (
        told.say("There is no page “{asked}”; the nearest is {nearest}", **given)
        if nearest
        else told.say("There is no page “{asked}”", **given)
    )
    dek = told.say("The address may be mistyped, or the link older than this version.")
    columns = (Column("page", told.say("Page")), Column("question", told.say("Question")))
    rows = tuple((Link(page.title(told), page.id), page.question(told)) for page in pages())
    firsts = {[one.group for one in pages()].index(group): name(told) for group, name in GROUPS.items()}
    table = Table("pages", told.say("All pages"), columns, rows, groups=firsts)
    opening = Opening(told.say("Page not found"), headline, dek)
    return View("lost", told.say("Page not found"), opening, (Rows(table, headed=True, few=len(rows)),))
