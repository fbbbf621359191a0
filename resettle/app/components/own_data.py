"""On every page: that this session plans with data of its own, and the way back."""

from __future__ import annotations

import streamlit as st

from resettle.app import state
from resettle.app.guard import guarded, guarded_change
from resettle.app.plain import plain
from resettle.app.words import data as words


@guarded
def show_own_data() -> None:
    """One line, while it is so."""
    if not state.is_own_dataset():
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="own_data"):
        name = plain(state.opened().dataset.settings.title)
        st.markdown(f":material/upload_file: {words.NOTE.format(name=name)}", width="stretch")
        st.button(words.BACK, key="own_data.back", icon=":material/undo:", on_click=_back)


@guarded_change
def _back() -> None:
    st.session_state[NOT_FITTING] = state.use_shipped()


NOT_FITTING = "resettle.data.not_fitting"
"""Session key of why the session's scenario does not fit the data that it has turned to; the page Data tells it."""
