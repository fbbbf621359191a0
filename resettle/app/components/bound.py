"""Widgets bound to the session's scenario: each shows what the scenario has, and a person's value changes it.

A value that the scenario takes from elsewhere (Undo, another widget) comes with a widget of a new version, so that
what an earlier one still reports is known for an echo (``resettle.app.widgets``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import state
from resettle.app.guard import guarded_change
from resettle.app.plain import plain
from resettle.app.plans import ESTIMATE
from resettle.app.typed import as_typed, figure, per_cent_typed, year_typed
from resettle.app.widgets import is_news, widget_of
from resettle.app.words import levers as words
from resettle.inputs.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from resettle.inputs.scenario import Scenario

Change = "Callable[[Scenario, Any], Scenario]"
"""The scenario with a widget's new value."""
TYPED_WIDTH = 84
"""Pixels of the box beside a slider: five digits and what stands around them."""


def bind(key: str, value: object) -> None:
    """Give a field of a form, which changes nothing by itself, the value that the session holds."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


@guarded_change
def take(key: str, change: Callable[[Scenario, Any], Scenario]) -> None:
    """Write a widget's new value into the session's scenario; refused values leave it as it was, echoes too."""
    if is_news(key):
        use(change(state.scenario(), st.session_state[key]))


def use(scenario: Scenario) -> None:
    """Take a scenario, and ask for its estimate at once: it is made while the page is drawn."""
    state.set_scenario(scenario)
    state.run_of(scenario, ESTIMATE)


def per_cent_slider(
    label: str,
    value: float,
    span: tuple[float, float, float],
    key: str,
    change: Callable[[Scenario, Any], Scenario],
    note: str,
) -> None:
    """A slider in per cent and a box to type in; a value outside the span (from a file) widens it, never rounded."""
    low, high, step = span
    low, high = min(low, value), max(high, value)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        drawn = widget_of(key, value)
        st.slider(
            label,
            low,
            high,
            drawn.first,
            step,
            key=drawn.key,
            format="%g %%",
            help=note,
            on_change=take,
            args=(drawn.key, change),
        )
        column = Column("per_cent", "number", label, "%", minimum=low, maximum=high)
        _typed_box(label, f"{as_typed(value)} %", key, lambda text: per_cent_typed(text, column, label), change)


def quick_choices(label: str, value: float, key: str, change: Callable[[Scenario, Any], Scenario]) -> None:
    """Half, as assumed, double: one click each; none is marked where the lever stands elsewhere."""
    drawn = widget_of(key, value if value in words.QUICK else None)
    st.segmented_control(
        words.QUICK_LABEL.format(title=label),
        list(words.QUICK),
        format_func=words.QUICK.__getitem__,
        default=drawn.first,
        required=True,
        key=drawn.key,
        label_visibility="collapsed",
        on_change=take,
        args=(drawn.key, change),
    )


def opening_slider(
    label: str,
    value: int | str,
    options: Sequence[int | str],
    key: str,
    change: Callable[[Scenario, Any], Scenario],
    note: str,
) -> None:
    """A slider over years and ``never``, and a box to type in."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        drawn = widget_of(key, value)
        st.select_slider(
            plain(label),
            list(options),
            drawn.first if drawn.first in options else value,
            key=drawn.key,
            help=note,
            on_change=take,
            args=(drawn.key, change),
        )
        _typed_box(label, str(value), key, lambda text: year_typed(text, options, label), change)


def switch(
    label: str, value: bool, key: str, change: Callable[[Scenario, Any], Scenario], note: str | None = None
) -> None:
    """A switch."""
    drawn = widget_of(key, value)
    st.toggle(label, drawn.first, key=drawn.key, help=note, on_change=take, args=(drawn.key, change))


def radio_choice(
    label: str,
    value: str,
    named: dict[str, str],
    key: str,
    change: Callable[[Scenario, Any], Scenario],
    note: str,
    *,
    horizontal: bool = False,
) -> None:
    """One of a few values, all in view; ``named`` has what each is called."""
    drawn = widget_of(key, value)
    st.radio(
        label,
        list(named),
        list(named).index(drawn.first),
        format_func=named.__getitem__,
        key=drawn.key,
        horizontal=horizontal,
        help=note,
        on_change=take,
        args=(drawn.key, change),
    )


def figure_box(
    label: str, value: float, column: Column, key: str, change: Callable[[Scenario, Any], Scenario], note: str
) -> None:
    """A box for a figure that is typed, read by the dataset's own rules; what is refused changes nothing."""
    drawn = widget_of(key, as_typed(value))
    st.text_input(
        label,
        drawn.first,
        key=drawn.key,
        help=note,
        max_chars=40,
        on_change=_take_typed,
        args=(drawn.key, lambda text: figure(text, column, label), change),
    )


def _typed_box(
    label: str, shown: str, key: str, read: Callable[[str], Any], change: Callable[[Scenario, Any], Scenario]
) -> None:
    """The box beside a slider: what is typed in it moves the slider, which moves what stands in it."""
    drawn = widget_of(f"typed.{key}", shown)
    st.text_input(
        words.TYPED.format(title=label),
        drawn.first,
        key=drawn.key,
        label_visibility="collapsed",
        width=TYPED_WIDTH,
        max_chars=40,
        on_change=_take_typed,
        args=(drawn.key, read, change),
    )


@guarded_change
def _take_typed(key: str, read: Callable[[str], Any], change: Callable[[Scenario, Any], Scenario]) -> None:
    if is_news(key):
        use(change(state.scenario(), read(st.session_state[key])))
