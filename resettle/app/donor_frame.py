"""What stands around the donor's page where it stands alone: tables only, what this is, and the link's scenario."""

from __future__ import annotations

import streamlit as st

from resettle.app import links, state
from resettle.app.components.linked import show_link_troubles
from resettle.app.components.reachable import reach_wide_tables
from resettle.app.guard import guarded, guarded_change
from resettle.app.words import general as words
from resettle.errors import DataError
from resettle.report import words as said

_LIGHT_KEY = "donor.light"


@guarded
def draw_donor_frame() -> None:
    """Draw it in the sidebar; no lever, no link to another page."""
    st.session_state[_LIGHT_KEY] = state.is_light()
    with st.sidebar:
        st.toggle(words.LIGHT, key=_LIGHT_KEY, help=words.LIGHT_HELP, on_change=_set_light)
        st.caption(said.BANNER)
        reach_wide_tables()
    try:
        state.opened()
    except DataError:
        return  # the page tells it
    links.arrive()
    show_link_troubles()


@guarded_change
def _set_light() -> None:
    state.set_light(light=bool(st.session_state[_LIGHT_KEY]))
