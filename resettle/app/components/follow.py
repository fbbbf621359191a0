"""The exact plan after the estimate: by itself once the levers rest, with its progress, stopped by a button."""

from __future__ import annotations

import streamlit as st

from resettle.app import state
from resettle.app.components.answer import QUIET_SECONDS, ask_exact, exact_runs, follows, quiet_seconds, set_follows
from resettle.app.components.progress import show_failed, show_progress
from resettle.app.guard import guarded, guarded_change
from resettle.app.widgets import is_news, widget_of
from resettle.app.words import what_if as words

_KEY = "follow.switch"
SECONDS_BETWEEN_LOOKS = 1.0


def follow_exactly() -> None:
    """A switch, and what becomes of the exact plan; looks by itself only while there is something to wait for."""
    on = state.scenario().whole_facilities
    drawn = widget_of(_KEY, follows())
    st.toggle(
        words.FOLLOW,
        drawn.first,
        key=drawn.key,
        help=words.FOLLOW_HELP,
        on_change=_switch,
        args=(drawn.key,),
        disabled=not on,
    )
    if not on:
        st.caption(words.FOLLOW_WHOLE_OFF)
        return
    runs = exact_runs()
    if all(run is not None and run.found is not None for run in runs):
        return
    under_way = any(run is not None and not run.done for run in runs)
    if under_way or (follows() and None in runs and not any(run is not None and run.done for run in runs[:1])):
        st.fragment(_look, run_every=SECONDS_BETWEEN_LOOKS)()
        return
    _look()


@guarded
def _look() -> None:
    """Ask when the levers have rested; then show how far it is, and draw the page anew when it has ended."""
    runs = exact_runs()
    if runs[0] is None and follows():
        if quiet_seconds() < QUIET_SECONDS:
            st.caption(words.FOLLOW_SOON)
            return
        ask_exact()
        runs = exact_runs()
    if runs[0] is None:
        st.button(words.EXACT, help=words.EXACT_HELP, icon=":material/verified:", on_click=guarded_change(ask_exact))
        return
    waiting = [run for run in runs if run is not None and not run.done]
    drawn = st.session_state.get(_DRAWN)
    st.session_state[_DRAWN] = len(waiting)
    if drawn is not None and len(waiting) < drawn:
        st.session_state[_DRAWN] = None
        st.rerun()
    if waiting:
        show_progress(waiting[0])
        return
    for run in runs:
        if run is not None and run.found is None:
            show_failed(run)


_DRAWN = "resettle.follow.waiting"
"""Session key: how many exact plans were waited for when this was drawn last."""


@guarded_change
def _switch(key: str) -> None:
    if is_news(key):
        set_follows(on=bool(st.session_state[key]))
