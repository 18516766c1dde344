"""A page's parameters as widgets, each by its type; those that are rarely used are folded away."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from kztrade.markup import small_html
from kztrade.parameters import Choice, Choices, Flag, Option, Parameter, Span, Whole
from kztrade.web.address import Address
from kztrade.words import Telling
from kztrade.words import frame as words

FEW = 6
"""So many options stand side by side; more of them are a list."""

NARROW, WIDE, LINE = 320, 560, 34
"""Width of a widget in pixels, and of a list with a name longer than so many letters."""

LETTERS = 72
"""So many letters of options stand side by side at most."""


def draw_controls(told: Telling, address: Address, names: Sequence[str]) -> None:
    """The widgets of some parameters; the rare ones behind their names until they are wanted."""
    parameters = [address.parameter(name) for name in names]
    usual = [parameter for parameter in parameters if not parameter.rare]
    rare = [parameter for parameter in parameters if parameter.rare]
    if usual:
        _row(address, usual)
    if rare:
        _draw_rare(told, address, rare)


def _row(address: Address, parameters: Sequence[Parameter]) -> None:
    name = "-".join(parameter.name for parameter in parameters)
    with st.container(key=f"kz-controls-{name}", horizontal=True, gap="medium"):
        for parameter in parameters:
            _widget(address, parameter)


def _draw_rare(told: Telling, address: Address, rare: Sequence[Parameter]) -> None:
    """What is folded away is neither made nor sent; a link that uses it opens it."""
    key = address.key(f"more-{rare[0].name}")
    used = address.changed([parameter.name for parameter in rare])
    if address.fresh and used:
        st.session_state[key] = True
    st.session_state.setdefault(key, False)
    folded = st.expander(words.more_filters(told, [p.label for p in rare]), key=key, on_change="rerun")
    if folded.open:
        with folded:
            _row(address, rare)
    elif used:
        st.html(small_html(words.filters_in_use(told, [address.parameter(name).label for name in used])))


def few(options: Sequence[Option]) -> bool:
    """Whether options can stand side by side."""
    return len(options) <= FEW and sum(len(option.name) for option in options) <= LETTERS


def _widget(address: Address, parameter: Parameter) -> None:
    for kind, draw in WIDGETS.items():
        if isinstance(parameter, kind):
            shared = {"key": address.key(parameter.name), "on_change": address.tie, "args": (parameter.name,)}
            draw(parameter, address.value(parameter.name), shared)
            address.drawn.add(parameter.name)


def _choice(parameter: Choice, value: str, shared: dict[str, Any]) -> None:
    names = {option.code: option.name for option in parameter.options}
    codes, name = list(names), names.__getitem__
    if few(parameter.options):
        st.segmented_control(
            parameter.label, codes, format_func=name, default=value, required=True, wrap=True, **shared
        )
    else:
        width = WIDE if max(len(option.name) for option in parameter.options) > LINE else NARROW
        st.selectbox(parameter.label, codes, format_func=name, index=codes.index(value), width=width, **shared)


def _choices(parameter: Choices, value: Sequence[str], shared: dict[str, Any]) -> None:
    names = {option.code: option.name for option in parameter.options}
    codes, name, chosen = list(names), names.__getitem__, list(value)
    if few(parameter.options):
        st.pills(parameter.label, codes, selection_mode="multi", format_func=name, default=chosen, wrap=True, **shared)
    else:
        st.multiselect(parameter.label, codes, format_func=name, default=chosen, **shared)


def _whole(parameter: Whole, value: int, shared: dict[str, Any]) -> None:
    unit = parameter.unit.replace("%", "%%")
    st.slider(parameter.label, parameter.low, parameter.high, value=value, format=f"%d{unit}", width=NARROW, **shared)


def _span(parameter: Span, value: tuple[int, int], shared: dict[str, Any]) -> None:
    st.slider(parameter.label, parameter.low, parameter.high, value=value, format="%d", width=NARROW, **shared)


def _flag(parameter: Flag, value: bool, shared: dict[str, Any]) -> None:
    st.toggle(parameter.label, value=value, **shared)


WIDGETS: dict[type[Parameter], Callable[..., None]] = {
    Choice: _choice,
    Choices: _choices,
    Whole: _whole,
    Span: _span,
    Flag: _flag,
}
"""How a parameter of each type is drawn."""
