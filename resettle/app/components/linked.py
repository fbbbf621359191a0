"""The link to the page on screen, and what was wrong with the link that the session began with."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import links
from resettle.app.guard import guarded, guarded_change, show_trouble
from resettle.app.plain import plain
from resettle.app.words import scenarios as words
from resettle.errors import ResettleError, WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Sequence


@guarded
def show_link() -> None:
    """A box with the link, to be copied."""
    with st.popover(words.LINK, icon=":material/link:", help=words.LINK_HELP):
        st.markdown(f"**{words.LINK_TITLE}**")
        try:
            st.code(links.address(), language=None, wrap_lines=True)
        except WorkspaceError as trouble:
            st.warning(str(trouble), icon=":material/link_off:")
        st.caption(words.LINK_HELP)


@guarded
def show_link_troubles() -> None:
    """What could not be used of the link, until somebody closes it."""
    troubles = cast("Sequence[ResettleError | str]", st.session_state.get(links.TROUBLES, ()))
    if not troubles:
        return
    with st.container(border=True):
        for trouble in troubles:
            if isinstance(trouble, str):
                st.warning(plain(trouble), icon=":material/link_off:")
            else:
                show_trouble(trouble)
        st.button(words.LINK_CLOSE, key="link.close", on_click=_close)


@guarded_change
def _close() -> None:
    st.session_state[links.TROUBLES] = []
