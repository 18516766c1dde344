"""The view in the address: every filter is a query parameter, so a link, a reload and the back button keep it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import streamlit as st

LONGEST = 2000
"""A parameter longer than this is junk, not a filter."""
SHOWN = 40

VERSION = "v"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One filter of a page.

    Attributes:
        name: Its name in the address.
        default: Its value when the address is silent.
        read: Text to value; raises `ValueError` for nonsense.
        write: Value to text.
    """

    name: str
    default: Any
    read: Callable[[str], Any]
    write: Callable[[Any], str]


def choice(name: str, options: Sequence[Any], default: Any) -> Parameter:
    """One of some options, written as text."""
    written = {str(option): option for option in options}

    def read(text: str) -> Any:
        if text not in written:
            raise ValueError(text)
        return written[text]

    return Parameter(name, default, read, str)


def choices(name: str, options: Sequence[str], default: Sequence[str]) -> Parameter:
    """Any number of options, joined by dots."""

    def read(text: str) -> list[str]:
        found = list(dict.fromkeys(part for part in text.split(".") if part))
        if not set(found) <= set(options):
            raise ValueError(text)
        return found

    return Parameter(name, list(default), read, ".".join)


def whole(name: str, low: int, high: int, default: int) -> Parameter:
    """A whole number in a range."""

    def read(text: str) -> int:
        number = int(text)
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return Parameter(name, default, read, str)


def years(name: str, low: int, high: int, default: tuple[int, int]) -> Parameter:
    """A first and a last year, `2018-2023`."""

    def read(text: str) -> tuple[int, int]:
        first, _, last = text.partition("-")
        span = (int(first), int(last))
        if not low <= span[0] <= span[1] <= high:
            raise ValueError(text)
        return span

    return Parameter(name, default, read, lambda span: f"{span[0]}-{span[1]}")


def flag(name: str) -> Parameter:
    """A switch, off when the address is silent."""

    def read(text: str) -> bool:
        if text not in ("0", "1"):
            raise ValueError(text)
        return text == "1"

    return Parameter(name, False, read, lambda value: "1" if value else "0")


class Address:
    """Keeps a page's widgets and the address in step.

    A query that the page did not write itself (a link, a reload, back or forward) sets the widgets; a widget that the
    reader moved rewrites the query. Nonsense falls back to the default view and is named in `faults`.

    A widget takes both its `key(name)` and, as its default, its `value(name)`: a run that follows the first at once, as
    when the browser tells how wide it is, would otherwise draw widgets that forgot what the session knows.

    Args:
        page: The page's name.
        parameters: Its filters.
        version: The data version, part of every permalink.
    """

    def __init__(self, page: str, parameters: Sequence[Parameter], version: str) -> None:
        self._page = page
        self._parameters = {parameter.name: parameter for parameter in parameters}
        self._version = version
        query = {name: st.query_params.get_all(name)[-1] for name in st.query_params}
        if self._moved():
            self._memory["faults"] = []  # the reader went on from what the link could not say
        elif self._memory.get("query") != query:
            values, faults = self._read(query)
            self._memory.update(query=query, values=values, faults=faults, made_with=query.get(VERSION, version))
            for name, value in values.items():
                st.session_state[self.key(name)] = value
        for name, value in self._memory["values"].items():
            st.session_state.setdefault(self.key(name), value)

    @property
    def _memory(self) -> dict[str, Any]:
        memory: dict[str, Any] = st.session_state.setdefault(f"{self._page}:address", {})
        return memory

    @property
    def faults(self) -> list[str]:
        """What could not be read in the link, shortened."""
        return list(self._memory["faults"])

    @property
    def outdated(self) -> str:
        """The data version that the link was made with, if it is another than today's."""
        made_with = str(self._memory["made_with"])
        return "" if made_with == self._version else made_with[:SHOWN]

    def _moved(self) -> bool:
        """Whether the reader moved a widget since the last run.

        Who is quick moves the next one before the browser learned the address of the last; that older address is then
        no wish to go back.
        """
        kept = self._memory.get("values", {})
        return any(st.session_state.get(self.key(name), value) != value for name, value in kept.items())

    def key(self, name: str) -> str:
        """The session key of a filter's widget."""
        return f"{self._page}:{name}"

    def value(self, name: str) -> Any:
        """A filter's present value."""
        return st.session_state.get(self.key(name), self._memory["values"][name])

    def changed(self, *names: str) -> list[str]:
        """Those of some filters that are not as in the usual view."""
        return [name for name in names if self.value(name) != self._parameters[name].default]

    def set(self, name: str, value: Any) -> None:
        """Give a filter another value; in callbacks, before its widget is drawn."""
        st.session_state[self.key(name)] = value

    def hold(self, *names: str) -> None:
        """Keep filters whose widgets are not drawn in this run; a value is forgotten with its widget otherwise."""
        for name in names:
            self.set(name, self.value(name))

    def keep(self) -> str:
        """Write the present view into the address.

        Returns:
            The query of a permalink: all filters, defaults too, and the data version, so that it keeps its meaning.
        """
        values = {name: self.value(name) for name in self._parameters}
        texts = {name: parameter.write(values[name]) for name, parameter in self._parameters.items()}
        plain = all(texts[name] == parameter.write(parameter.default) for name, parameter in self._parameters.items())
        query = {} if plain else texts
        if query != {name: text for name, text in self._memory["query"].items() if name != VERSION}:
            if not self._memory["faults"] or self._memory["values"] != values:
                self._memory.update(faults=[])
            self._memory.update(query=query, made_with=self._version)
            st.query_params.from_dict(query)
        self._memory["values"] = values
        return urlencode({**texts, VERSION: self._version})

    def _read(self, query: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
        faults = [_shown(name, text) for name, text in query.items() if name not in {*self._parameters, VERSION}]
        values = {}
        for name, parameter in self._parameters.items():
            values[name] = parameter.default
            text = query.get(name)
            if text is None:
                continue
            try:
                if len(text) > LONGEST:
                    raise ValueError(text)
                values[name] = parameter.read(text)
            except ValueError:
                faults.append(_shown(name, text))
        return values, faults


def _shown(name: str, text: str) -> str:
    whole = f"{name} {text}".strip()
    return whole if len(whole) <= SHOWN else whole[: SHOWN - 1] + "…"
