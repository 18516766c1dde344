"""What a page is asked on the command line: `name=value`, as in its address."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kztrade.errors import FilterError, UsageError
from kztrade.parameters import Choice, Choices, Flag, Parameter, Span, Whole, defaults, write_query
from kztrade.selection import LONGEST, choices

if TYPE_CHECKING:
    from kztrade.pages import Page
    from kztrade.view import View
    from kztrade.words import Telling


def page_of(name: str) -> "Page":
    """The page of a name.

    Raises:
        FilterError: There is none.
    """
    from kztrade.pages import pages

    found = {page.id: page for page in pages()}
    if name not in found:
        raise FilterError("There is no page {name!r}.", choices(name, list(found)), name=name[:LONGEST])
    return found[name]


def view_of(told: "Telling", page: "Page", words: Sequence[str], today: date) -> "View":
    """A page as it answers what it is asked; of originals it shows the digests, so that its file may be given away.

    Raises:
        UsageError: A word is no question that the page knows.
    """
    from kztrade.pages import Visit

    parameters = page.parameters(told, today)
    values = chosen(parameters, words)
    query = urlencode({**write_query(parameters, values), "v": told.data.short_version})
    return replace(page.view(told, Visit(values, today)), address=f"{page.id}?{query}")


def chosen(parameters: Sequence[Parameter], words: Sequence[str]) -> dict[str, Any]:
    """Every parameter with the value that the words give it, one that is tied to such a value, or its default.

    Raises:
        UsageError: A word is not `name=value`.
        FilterError: There is no such parameter, or it takes no such value.
    """
    known = {parameter.name: parameter for parameter in parameters}
    given: dict[str, Any] = {}
    for word in words:
        name, text = _parted(word)
        if name not in known:
            raise _unknown(name, list(known))
        given[name] = _read(known[name], text)
    tied: dict[str, Any] = {}
    for name, value in given.items():
        tied |= (known[name].tied or {}).get(known[name].write(value), {})
    return {**defaults(parameters), **tied, **given}


def _parted(word: str) -> tuple[str, str]:
    name, sign, text = word.partition("=")
    if not sign:
        raise UsageError("{word!r} asks for nothing.", "Write it as name=value.", word=word[:LONGEST])
    return name, text


def _unknown(name: str, known: Sequence[str]) -> FilterError:
    if not known:
        return FilterError("The page cannot be asked for {name!r}.", "It answers as it is.", name=name[:LONGEST])
    return FilterError("The page cannot be asked for {name!r}.", choices(name, known), name=name[:LONGEST])


def _read(parameter: Parameter, text: str) -> Any:
    try:
        return parameter.read(text)
    except ValueError:
        raise _refused(parameter, text) from None


def _refused(parameter: Parameter, text: str) -> FilterError:
    """That a parameter does not take a value, with those that it takes."""
    given = {"name": parameter.name, "value": text[:LONGEST]}
    match parameter:
        case Choice(options=options) | Choices(options=options):
            codes = [option.code for option in options if option.code]
            parts = text.split(".") if isinstance(parameter, Choices) else [text]
            wrong = next((part for part in parts if part not in codes), text)
            given["value"] = wrong[:LONGEST]
            return FilterError("{name} cannot be {value!r}.", choices(wrong, codes), **given)
        case Whole(low=low, high=high):
            return FilterError(
                "{name} cannot be {value!r}.",
                "Give a whole number from {low} to {high}.",
                low=str(low),
                high=str(high),
                **given,
            )
        case Span(low=low, high=high):
            return FilterError(
                "{name} cannot be {value!r}.",
                "Give a first and a last year with a hyphen between, from {low}-{high}.",
                low=str(low),
                high=str(high),
                **given,
            )
        case Flag():
            return FilterError("{name} cannot be {value!r}.", "Give 1 for yes or 0 for no.", **given)
    return FilterError("{name} cannot be {value!r}.", "Give what stands in the page's address.", **given)
