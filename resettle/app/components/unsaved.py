"""On every page: that the session's assumptions would be lost if it ended now."""

from __future__ import annotations

import streamlit as st

from resettle.app import kept, state
from resettle.app.guard import guarded
from resettle.app.words import scenarios as words
from resettle.insight.assumed import side_by_side

WHAT_IF = "resettle/app/pages/what_if.py"


@guarded
def show_unsaved(*, always: bool = False) -> None:
    """One line, while it is so; ``always`` keeps its place where there is nothing to save."""
    if not kept.is_unsaved():
        if always:
            with st.container(horizontal=True, vertical_alignment="center", key="saved"):
                st.badge(words.NOTHING_UNSAVED, icon=":material/check:", color="gray")
        return
    points = len(side_by_side([state.opened().baseline, state.scenario()]))
    count = words.UNSAVED_POINT if points == 1 else words.UNSAVED_POINTS.format(count=points)
    with st.container(horizontal=True, vertical_alignment="center", key="unsaved"):
        st.badge(words.UNSAVED, icon=":material/edit_note:", color="orange")
        st.markdown(words.UNSAVED_WHAT.format(count=count), width="content")
        st.page_link(WHAT_IF, label=words.UNSAVED_WHERE, icon=":material/save:")
