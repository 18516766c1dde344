"""A page's parameters as widgets, each by its type; those that are rarely used are folded away."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from kztrade.markup import answer_html, small_html
from kztrade.parameters import Choice, Choices, Flag, Option, Parameter, Span, Whole
from kztrade.view import Controls
from kztrade.web.address import Address
from kztrade.words import Telling
from kztrade.words import frame as words

FEW = 6
"""So many options stand side by side; more of them are a list."""

NARROW, WIDE, LINE = 320, 560, 34
"""Width of a widget in pixels, and of a list with a name longer than so many letters."""

LETTERS = 72
"""So many letters of options stand side by side at most."""


def draw_controls(told: Telling, address: Address, part: Controls) -> None:
    """The widgets of some parameters in one row, the rare ones behind a button; or each over its answer."""
    parameters = [address.parameter(name) for name in part.names]
    if part.answers:
        _draw_answered(address, parameters, part.answers)
        return
    usual = [parameter for parameter in parameters if not parameter.rare]
    rare = [parameter for parameter in parameters if parameter.rare]
    with st.container(key=_row_key(parameters), horizontal=True, gap="medium", vertical_alignment="bottom"):
        for parameter in usual:
            _widget(address, parameter)
        if rare:
            _draw_more(told, address, rare)
    _say_more(told, address, rare)


def _row_key(parameters: Sequence[Parameter]) -> str:
    return f"kz-controls-{'-'.join(parameter.name for parameter in parameters)}"


def _draw_answered(address: Address, parameters: Sequence[Parameter], answers: Sequence[str]) -> None:
    with st.container(key=f"{_row_key(parameters)}-answered"):
        columns = st.columns(len(parameters), gap="medium")
    for column, parameter, answer in zip(columns, parameters, answers, strict=True):
        with column:
            _widget(address, parameter, width="stretch")
            st.html(answer_html(answer))


def _draw_more(told: Telling, address: Address, rare: Sequence[Parameter]) -> None:
    """What is folded away is neither made nor sent. Its name tells its state, but a new name would close it."""
    key = address.key(f"more-{rare[0].name}")
    if not st.session_state.get(key):
        used = address.changed([parameter.name for parameter in rare])
        st.session_state[f"{key}-name"] = words.more_filters(told, len(used))
    folded = st.popover(st.session_state[f"{key}-name"], key=key, on_change="rerun")
    if folded.open:
        with folded:
            for parameter in rare:
                _widget(address, parameter)


def _say_more(told: Telling, address: Address, rare: Sequence[Parameter]) -> None:
    """Which of the filters that are folded away are not as usual, and a way back."""
    used = address.changed([parameter.name for parameter in rare])
    if not used:
        return

    def clear() -> None:
        for name in used:
            address.set(name, address.parameter(name).write(address.parameter(name).default))

    with st.container(key=f"{_row_key(rare)}-used", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(
            small_html(words.filters_in_use(told, [address.parameter(name).label for name in used])), width="content"
        )
        st.button(
            words.clear(told, len(used)), on_click=clear, type="tertiary", key=f"{address.key(rare[0].name)}-clear"
        )


def few(options: Sequence[Option]) -> bool:
    """Whether options can stand side by side."""
    return len(options) <= FEW and sum(len(option.name) for option in options) <= LETTERS


def _widget(address: Address, parameter: Parameter, **room: Any) -> None:
    for kind, draw in WIDGETS.items():
        if isinstance(parameter, kind):
            shared = {"key": address.key(parameter.name), "on_change": address.tie, "args": (parameter.name,), **room}
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
        shared = {"width": width, **shared}
        st.selectbox(parameter.label, codes, format_func=name, index=codes.index(value), **shared)


def _choices(parameter: Choices, value: Sequence[str], shared: dict[str, Any]) -> None:
    names = {option.code: option.name for option in parameter.options}
    codes, name, chosen = list(names), names.__getitem__, list(value)
    if few(parameter.options):
        st.pills(parameter.label, codes, selection_mode="multi", format_func=name, default=chosen, wrap=True, **shared)
    else:
        st.multiselect(parameter.label, codes, format_func=name, default=chosen, **shared)


def _whole(parameter: Whole, value: int, shared: dict[str, Any]) -> None:
    unit = parameter.unit.replace("%", "%%")
    form, shared = f"%d{unit}", {"width": NARROW, **shared}
    st.slider(parameter.label, parameter.low, parameter.high, value=value, format=form, **shared)


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
