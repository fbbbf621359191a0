"""Widgets bound to the session's scenario: the value goes in before drawing and comes back in ``on_change``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import state
from resettle.app.guard import guarded_change

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

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
    state.set_scenario(change(state.scenario(), st.session_state[key]))


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
