"""A page's parameters as widgets, each by its type; those that are rarely used are folded away."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from kztrade.markup import answer_html, below_html, label_html, small_html
from kztrade.parameters import Choice, Choices, Flag, Option, Parameter, Span, Whole
from kztrade.view import Controls
from kztrade.web.address import Address
from kztrade.words import Telling
from kztrade.words import frame as words

FEW = 6
"""So many options stand side by side; more of them are a list."""

NARROW, WIDE, LINE = 320, 560, 34
"""Width of a widget in pixels, and of a list with a name longer than so many letters."""

SEARCHED = 12
"""More options than this can be searched."""

LETTERS = 72
"""So many letters of options stand side by side at most."""


def draw_controls(told: Telling, address: Address, part: Controls) -> None:
    """The widgets of some parameters in one row, the rare ones behind a button; or each over its answer."""
    parameters = [address.parameter(name) for name in part.names]
    if part.answers:
        _draw_answered(told, address, parameters, part.answers)
        return
    usual = [parameter for parameter in parameters if not parameter.rare]
    rare = [parameter for parameter in parameters if parameter.rare]
    with st.container(key=_row_key(parameters), horizontal=True, gap="medium", vertical_alignment="bottom"):
        for parameter in usual:
            _widget(told, address, parameter)
        if rare:
            _draw_more(told, address, rare)
    _say_below(told, address, part.below, rare)


def _row_key(parameters: Sequence[Parameter]) -> str:
    return f"kz-controls-{'-'.join(parameter.name for parameter in parameters)}"


def _draw_answered(told: Telling, address: Address, parameters: Sequence[Parameter], answers: Sequence[str]) -> None:
    with st.container(key=f"{_row_key(parameters)}-answered"):
        columns = st.columns(len(parameters), gap="medium")
    for column, parameter, answer in zip(columns, parameters, answers, strict=True):
        with column:
            _widget(told, address, parameter)
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
                _widget(told, address, parameter)


def _say_below(told: Telling, address: Address, below: str, rare: Sequence[Parameter]) -> None:
    """What the filters leave, or which of those that are folded away are not as usual; and a way back."""
    used = address.changed([parameter.name for parameter in rare])
    if not (below or used):
        return

    def clear() -> None:
        for name in used:
            address.set(name, address.parameter(name).write(address.parameter(name).default))

    names = [address.parameter(name).label for name in used]
    said = below_html(below) if below else small_html(words.filters_in_use(told, names))
    with st.container(key="kz-controls-below", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(said, width="content")
        if used:
            key = f"{address.key(used[0])}-clear"
            st.button(words.clear(told, len(used)), on_click=clear, type="tertiary", key=key)


def few(options: Sequence[Option]) -> bool:
    """Whether options can stand side by side."""
    return len(options) <= FEW and sum(len(option.name) for option in options) <= LETTERS


def _widget(told: Telling, address: Address, parameter: Parameter) -> None:
    for kind, draw in WIDGETS.items():
        if isinstance(parameter, kind):
            draw(told, address, parameter)


def _shared(address: Address, parameter: Parameter) -> dict[str, Any]:
    """What every widget takes that holds the value of a parameter."""
    address.drawn.add(parameter.name)
    return {"key": address.key(parameter.name), "on_change": address.tie, "args": (parameter.name,)}


def _choice(told: Telling, address: Address, parameter: Choice) -> None:
    shared, value = _shared(address, parameter), address.value(parameter.name)
    names = {option.code: option.name for option in parameter.options}
    codes, name = list(names), names.__getitem__
    if few(parameter.options) and not parameter.listed:
        st.segmented_control(
            parameter.label, codes, format_func=name, default=value, required=True, wrap=True, **shared
        )
    else:
        width = WIDE if max(len(option.name) for option in parameter.options) > LINE else NARROW
        shared = {"width": width, **shared}
        st.selectbox(parameter.label, codes, format_func=name, index=codes.index(value), **shared)


def _choices(told: Telling, address: Address, parameter: Choices) -> None:
    """In a row a button that tells what is chosen; where it is folded away already, the options themselves."""
    if not parameter.rare:
        _draw_chooser(told, address, parameter)
        return
    shared, chosen = _shared(address, parameter), list(address.value(parameter.name))
    names = {option.code: option.name for option in parameter.options}
    codes, name = list(names), names.__getitem__
    if few(parameter.options):
        st.pills(parameter.label, codes, selection_mode="multi", format_func=name, default=chosen, wrap=True, **shared)
    else:
        st.multiselect(parameter.label, codes, format_func=name, default=chosen, **shared)


def _draw_chooser(told: Telling, address: Address, parameter: Choices) -> None:
    """A button whose words are what is chosen. They change once it is closed: new ones would close it."""
    key = address.key(f"{parameter.name}-offer")
    value = address.value(parameter.name)
    if not st.session_state.get(key):
        st.session_state[f"{key}-name"] = _said(told, parameter, value)
    state = "changed" if address.changed([parameter.name]) else "usual"
    with st.container(key=f"kz-chooser-{parameter.name}-{state}", gap=None, width=NARROW):
        st.html(label_html(parameter.label))
        folded = st.popover(st.session_state[f"{key}-name"], key=key, on_change="rerun", width="stretch")
    if folded.open:
        with folded:
            _offer(told, address, parameter)


def _said(told: Telling, parameter: Choices, value: Sequence[str]) -> str:
    """What is chosen, by its own name if it has one."""
    names = [option.name for option in parameter.options if option.code in value]
    return parameter.named.get(frozenset(value)) or words.chosen(told, names)


def _offer(told: Telling, address: Address, parameter: Choices) -> None:
    """All options under their headings, and a search where they are many."""
    value, key = address.value(parameter.name), address.key(parameter.name)
    offered = [option for option in parameter.options if option.offered or option.code in value]
    found = offered
    if len(offered) > SEARCHED:
        label, nothing = words.find(told)
        wanted = st.text_input(label, key=f"{key}-wanted", label_visibility="collapsed", placeholder=label)
        found = [option for option in offered if (wanted or "").casefold() in option.name.casefold()]
        if not found:
            st.html(small_html(nothing))
    names = {option.code: option.name for option in found}
    for place, group in enumerate(dict.fromkeys(option.group for option in offered)):
        codes = [option.code for option in found if option.group == group]
        if not codes:
            continue
        part = f"{key}-group-{place}"
        # What is chosen is kept apart: options that a search leaves out would lose theirs.
        st.session_state[part] = [code for code in codes if code in value]
        st.pills(
            group or parameter.label,
            codes,
            selection_mode="multi",
            format_func=names.__getitem__,
            wrap=True,
            key=part,
            label_visibility="visible" if group else "collapsed",
            on_change=_pick,
            args=(address, parameter, codes, part),
        )
    _ways_back(told, address, parameter)


def _pick(address: Address, parameter: Choices, codes: Sequence[str], part: str) -> None:
    """What was picked among some of the options, with what was chosen among the others."""
    picked, before = st.session_state[part], address.value(parameter.name)
    chosen = [
        option.code
        for option in parameter.options
        if (option.code in picked if option.code in codes else option.code in before)
    ]
    address.set(parameter.name, parameter.write(chosen))


def _ways_back(told: Telling, address: Address, parameter: Choices) -> None:
    """Buttons that choose as usual, and nothing."""
    usual, none = words.usual_choice(told)
    with st.container(horizontal=True, gap="small", key=f"kz-back-{parameter.name}"):
        for name, value in ((usual, parameter.default), (none, ())):
            st.button(
                name,
                on_click=address.set,
                args=(parameter.name, parameter.write(value)),
                type="tertiary",
                key=f"{address.key(parameter.name)}-back-{name}",
                disabled=set(address.value(parameter.name)) == set(value),
            )


def _whole(told: Telling, address: Address, parameter: Whole) -> None:
    _slider(address, parameter, f"%d{parameter.unit.replace('%', '%%')}")


def _span(told: Telling, address: Address, parameter: Span) -> None:
    _slider(address, parameter, "%d")


def _slider(address: Address, parameter: Whole | Span, shown: str) -> None:
    value = address.value(parameter.name)
    shared = _shared(address, parameter)
    st.slider(parameter.label, parameter.low, parameter.high, value=value, format=shown, width=NARROW, **shared)


def _flag(told: Telling, address: Address, parameter: Flag) -> None:
    st.toggle(parameter.label, value=address.value(parameter.name), **_shared(address, parameter))


WIDGETS: dict[type[Parameter], Callable[..., None]] = {
    Choice: _choice,
    Choices: _choices,
    Whole: _whole,
    Span: _span,
    Flag: _flag,
}
"""How a parameter of each type is drawn."""
