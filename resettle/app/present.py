"""Each time a session's page is drawn: the session is noted as there, and told once when an earlier one has ended."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from resettle.app import state
from resettle.app.server.minutes import idle_minutes
from resettle.app.server.session_ends import SESSIONS
from resettle.app.sessions import CONNECTION, PROTOCOL
from resettle.app.words import sessions as words

_TOLD = "resettle.told_of_end"


def note_session() -> None:
    """Note it, with the dataset of its own that it plans with."""
    context = get_script_run_ctx()
    if context is None:
        return
    headers = st.context.headers
    SESSIONS.note(context.session_id, headers.get(CONNECTION) or "", state.own_digest())
    if st.session_state.setdefault(_TOLD, False):
        return
    st.session_state[_TOLD] = True
    if SESSIONS.has_ended(headers.get(PROTOCOL) or ""):
        st.toast(words.ENDED.format(minutes=idle_minutes()), icon=":material/timer_off:", duration="infinite")
