"""Parts of a page that are drawn on their own, and when the whole page is drawn instead."""

from __future__ import annotations

import streamlit as st

from resettle.app import kept, state

_DRAWN = "resettle.drawn"
"""Session key: dataset, scenario and its title that the page was drawn for last, and whether it was unsaved."""


def page_is_drawn() -> None:
    """Remember for which assumptions the whole page is drawn; called at its beginning."""
    st.session_state[_DRAWN] = _present()


def whole_page_if_changed() -> None:
    """At the beginning of a part drawn on its own: where its lever changed the assumptions, all is drawn instead.

    Opening a group, or typing what is not used yet, draws that part alone.
    """
    if st.session_state.get(_DRAWN) != _present():
        st.rerun()


def _present() -> tuple[str, str, str, bool]:
    """What the page around the parts depends on; above all of them stands whether work is unsaved."""
    scenario = state.scenario()
    return state.opened().dataset.digest, scenario.digest, scenario.title, kept.is_unsaved()
