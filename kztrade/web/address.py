"""The view in the address: every filter is a query parameter, so a link, a reload and the back button keep it."""

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from kztrade.parameters import Parameter, defaults, read_query, write_query

SHOWN = 40
"""So much of a text that could not be read is told."""

VERSION = "v"
"""The name under which a link tells with which data it was made."""


# Between addresses and values: pure


@dataclass(frozen=True, slots=True)
class Reading:
    """What an address asks for.

    Attributes:
        values: Every parameter, with its default where the address is silent or cannot be read.
        faults: Of ours, what could not be read: name and text, shortened.
        made_with: Data version of the link, empty where it tells none.
    """

    values: dict[str, Any]
    faults: tuple[str, ...] = ()
    made_with: str = ""


def reading(parameters: Sequence[Parameter], query: Mapping[str, str]) -> Reading:
    """What a query asks of a page. What is nobody's here is passed over in silence."""
    values, faults = read_query(parameters, query)
    return Reading(values, tuple(_shown(name, query[name]) for name in faults), query.get(VERSION, ""))


def _shown(name: str, text: str) -> str:
    whole = f"{name} {text}".strip()
    return whole if len(whole) <= SHOWN else whole[: SHOWN - 1] + "…"


def own_part(parameters: Sequence[Parameter], query: Mapping[str, str]) -> dict[str, str]:
    """The part of a query that names parameters of the page."""
    return {parameter.name: query[parameter.name] for parameter in parameters if parameter.name in query}


def query_of(parameters: Sequence[Parameter], values: Mapping[str, Any]) -> dict[str, str]:
    """The query that stands in the address for values: all of them, or none where all are as usual."""
    return {} if values == defaults(parameters) else write_query(parameters, values)


def permalink(parameters: Sequence[Parameter], values: Mapping[str, Any], version: str) -> str:
    """The query of a link that keeps its meaning: all parameters, as usual or not, and the data version."""
    return urlencode({**write_query(parameters, values), VERSION: version})


# Between values and widgets


@dataclass(slots=True)
class Memory:
    """What a session remembers of a page.

    Attributes:
        query: The address as the page read or wrote it last.
        values: What the page showed last.
        meaning: What `query` stands for.
    """

    query: dict[str, str] | None = None
    values: dict[str, Any] = field(default_factory=dict)
    meaning: dict[str, Any] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    made_with: str = ""


class Address:
    """Keeps a page's widgets and the address in step.

    A query that the page did not write itself (a link, a reload, back or forward) sets the widgets; a widget that the
    reader moved rewrites the query. Who comes back to a page from another one, without a wish in the address, finds it
    as it was left.

    A widget takes both its `key(name)` and, as its default, its `value(name)`: Streamlit forgets the state of a widget
    with the page or the fold it stands on, and a run that is stopped halfway must not draw widgets that forgot.

    Args:
        page: The page's name.
        parameters: Its filters.
        version: The data version, part of every permalink.
        arrived: Whether the reader comes from another page.
    """

    def __init__(self, page: str, parameters: Sequence[Parameter], version: str, arrived: bool = False) -> None:
        self._page = page
        self._parameters = {parameter.name: parameter for parameter in parameters}
        self._version = version
        self.fresh = False
        """Whether values were just read from an address and not from widgets."""
        self.drawn: set[str] = set()
        """Filters whose widgets were drawn in this run."""
        self._follow({name: st.query_params.get_all(name)[-1] for name in st.query_params}, arrived)
        for name, value in self._memory.values.items():
            self._state.setdefault(self.key(name), value)

    def _follow(self, query: dict[str, str], arrived: bool) -> None:
        memory = self._memory
        back = arrived and memory.query is not None and not own_part(self._all, query)
        if not back and self._moved():
            memory.faults = ()  # the reader went on from what the link could not say
        elif back or memory.query != query:
            wish = reading(self._all, query)
            kept = reading(self._all, write_query(self._all, memory.values)) if back else wish
            memory.query, memory.values, memory.meaning = query, kept.values, wish.values
            memory.faults, memory.made_with = wish.faults, wish.made_with
            self.fresh = True
            for name, value in kept.values.items():
                self._state[self.key(name)] = value

    @property
    def _all(self) -> list[Parameter]:
        return list(self._parameters.values())

    @property
    def _state(self) -> MutableMapping[Any, Any]:
        state: MutableMapping[Any, Any] = st.session_state
        return state

    @property
    def _memory(self) -> Memory:
        memory: Memory = st.session_state.setdefault(f"{self._page}:address", Memory())
        return memory

    @property
    def faults(self) -> tuple[str, ...]:
        """What could not be read in the link, shortened."""
        return self._memory.faults

    @property
    def outdated(self) -> str:
        """The data version that the link was made with, if it is another than today's."""
        return "" if self._memory.made_with in ("", self._version) else self._memory.made_with[:SHOWN]

    def _moved(self) -> bool:
        """Whether the reader moved a widget since the last run.

        Who is quick moves the next one before the browser learned the address of the last; that older address is then
        no wish to go back.
        """
        return any(self.value(name) != value for name, value in self._memory.values.items())

    def key(self, name: str) -> str:
        """The session key of a filter's widget."""
        return f"{self._page}:{name}"

    def value(self, name: str) -> Any:
        """A filter's present value."""
        kept = self._memory.values
        value = self._state.get(self.key(name), kept.get(name, self._parameters[name].default))
        return tuple(value) if isinstance(value, list) else value

    @property
    def values(self) -> dict[str, Any]:
        """Every filter's present value."""
        return {name: self.value(name) for name in self._parameters}

    def parameter(self, name: str) -> Parameter:
        """A filter of the page."""
        return self._parameters[name]

    def changed(self, names: Sequence[str]) -> list[str]:
        """Those of some filters that are not as in the usual view."""
        return [name for name in names if self.value(name) != self._parameters[name].default]

    def set(self, name: str, text: str) -> None:
        """Give a filter the value that a text stands for, and those tied to it theirs; in callbacks only.

        What the filter cannot take is passed over: it comes from a browser.
        """
        try:
            self._state[self.key(name)] = self._parameters[name].read(text)
        except (KeyError, ValueError):
            return
        self.tie(name)

    def tie(self, name: str) -> None:
        """Give the filters that are tied to one their values; in callbacks only."""
        parameter = self._parameters[name]
        for other, value in (parameter.tied or {}).get(parameter.write(self.value(name)), {}).items():
            self._state[self.key(other)] = value

    def keep(self) -> None:
        """Write the present view into the address, if the address means another; after all widgets are drawn.

        A link is left as it came until the reader moves something: an address rewritten on arrival would be one more
        step that leads back to where it is rewritten.
        """
        memory, values = self._memory, self.values
        memory.values = values
        for name in values.keys() - self.drawn:  # Streamlit forgets a value with its widget otherwise
            self._state[self.key(name)] = values[name]
        if values == memory.meaning:
            return
        memory.query, memory.meaning = query_of(self._all, values), values
        memory.faults, memory.made_with = (), self._version
        st.query_params.from_dict(memory.query)

    @property
    def permalink(self) -> str:
        """The query of a link to the present view."""
        return permalink(self._all, self.values, self._version)
