"""What stands around every page: the switch for tables only, and one sentence on what this is."""

from __future__ import annotations

import streamlit as st

from resettle.app import state
from resettle.app.guard import guarded
from resettle.app.words import general as words

_LIGHT_KEY = "frame.light"


@guarded
def draw_frame() -> None:
    """Draw it in the sidebar."""
    st.session_state[_LIGHT_KEY] = state.is_light()
    with st.sidebar:
        st.toggle(words.LIGHT, key=_LIGHT_KEY, help=words.LIGHT_HELP, on_change=_set_light)
        st.caption(words.SIDEBAR_NOTE)


def _set_light() -> None:
    state.set_light(light=bool(st.session_state[_LIGHT_KEY]))
