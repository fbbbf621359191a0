"""Widgets bound to the session's scenario: the value goes in before drawing and comes back in ``on_change``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import state
from resettle.app.guard import guarded_change
from resettle.app.plans import ESTIMATE
from resettle.app.typed import as_typed, figure
from resettle.app.words import levers as words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from resettle.inputs.columns import Column
    from resettle.inputs.scenario import Scenario

Change = "Callable[[Scenario, Any], Scenario]"
"""The scenario with a widget's new value."""


def bind(key: str, value: object) -> None:
    """Give a widget the value that the session holds."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


@guarded_change
def take(key: str, change: Callable[[Scenario, Any], Scenario]) -> None:
    """Write a widget's new value into the session's scenario; refused values leave it as it was."""
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
    """A slider in per cent; a value outside its span (from a scenario file) widens it, and is never rounded."""
    low, high, step = span
    bind(key, value)
    st.slider(
        label,
        min(low, value),
        max(high, value),
        step=step,
        key=key,
        format="%g %%",
        help=note,
        on_change=take,
        args=(key, change),
    )


def quick_choices(label: str, value: float, key: str, change: Callable[[Scenario, Any], Scenario]) -> None:
    """Half, as assumed, double: one click each; none is marked where the lever stands elsewhere."""
    bind(key, value if value in words.QUICK else None)
    st.segmented_control(
        words.QUICK_LABEL.format(title=label),
        list(words.QUICK),
        format_func=words.QUICK.__getitem__,
        key=key,
        label_visibility="collapsed",
        on_change=_take_quick,
        args=(key, change),
    )


def _take_quick(key: str, change: Callable[[Scenario, Any], Scenario]) -> None:
    """A choice that is clicked again is no choice: the lever stays where it is."""
    if st.session_state[key] is not None:
        take(key, change)


def opening_slider(
    label: str,
    value: int | str,
    options: Sequence[int | str],
    key: str,
    change: Callable[[Scenario, Any], Scenario],
    note: str,
) -> None:
    """A slider over years and ``never``."""
    bind(key, value)
    st.select_slider(label, list(options), key=key, help=note, on_change=take, args=(key, change))


def figure_box(
    label: str, value: float, column: Column, key: str, change: Callable[[Scenario, Any], Scenario], note: str
) -> None:
    """A box for a figure that is typed, read by the dataset's own rules; what is refused changes nothing."""
    bind(key, as_typed(value))
    st.text_input(label, key=key, help=note, max_chars=40, on_change=_take_figure, args=(key, label, column, change))


@guarded_change
def _take_figure(key: str, label: str, column: Column, change: Callable[[Scenario, Any], Scenario]) -> None:
    use(change(state.scenario(), figure(st.session_state[key], column, label)))
