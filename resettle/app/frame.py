"""What stands around every page: tables only, the link to it, unsaved work, and one sentence on what this is."""

from __future__ import annotations

import streamlit as st

from resettle.app import links, state
from resettle.app.components.address import keep_address
from resettle.app.components.linked import show_link, show_link_troubles
from resettle.app.components.names_apart import keep_names_apart
from resettle.app.components.own_data import show_own_data
from resettle.app.components.pictures import choose_format
from resettle.app.components.reachable import reach_wide_tables
from resettle.app.components.unsaved import show_unsaved
from resettle.app.guard import guarded, guarded_change
from resettle.app.widgets import is_news, widget_of
from resettle.app.words import general as words
from resettle.errors import DataError

_LIGHT_KEY = "frame.light"
WHERE_CHANGED = "what_if"
"""The page on which assumptions change: what is said of unsaved ones has its line there before there are any."""


@guarded
def draw_frame(page: str) -> None:
    """Draw it: in the sidebar, and what must be seen above the page, which is named as in its address.

    What comes and goes has a place of its own: the page below is not made anew for it.
    """
    drawn = widget_of(_LIGHT_KEY, state.is_light())
    with st.sidebar:
        st.toggle(
            words.LIGHT, drawn.first, key=drawn.key, help=words.LIGHT_HELP, on_change=_set_light, args=(drawn.key,)
        )
        choose_format()
        with_link = st.container()
        st.caption(words.SIDEBAR_NOTE)
        reach_wide_tables()
        keep_names_apart()
    try:
        state.opened()
    except DataError:
        return  # the page tells it
    links.arrive()
    with with_link:
        show_link()
        keep_address()
    own_data, troubles, unsaved = st.container(), st.container(), st.container()
    with own_data:
        show_own_data()
    with troubles:
        show_link_troubles()
    with unsaved:
        show_unsaved(always=page == WHERE_CHANGED)


@guarded_change
def _set_light(key: str) -> None:
    if is_news(key):
        state.set_light(light=bool(st.session_state[key]))
