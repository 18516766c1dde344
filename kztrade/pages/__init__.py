"""One file a page: what it can be asked, its answer, and its view. No Streamlit, no browser, no clock.

A module of this folder is a page when it has a `PAGE`; nothing else names the pages.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from kztrade.errors import KztradeError
from kztrade.parameters import Chosen, Parameter
from kztrade.view import View
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
        title: Its name in the navigation, for the teller's language.
        question: What it answers, as a sentence.
        parameters: What it can be asked, on a day.
        view: What it says to a visit.
        place: Where it stands in the navigation; the first is the home page.
    """

    id: str
    place: int
    title: Callable[[Telling], str]
    question: Callable[[Telling], str]
    parameters: Callable[[Telling, date], Sequence[Parameter]]
    view: Callable[[Telling, Visit], View]


@cache
def pages() -> tuple[Page, ...]:
    """Every page, in the order of the navigation."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return tuple(sorted((module.PAGE for module in modules if hasattr(module, "PAGE")), key=lambda page: page.place))
