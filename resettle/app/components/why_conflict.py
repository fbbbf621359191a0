"""Which targets and pins stand against one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.study import answer_to
from resettle.app.components.why_asked import said, tabled
from resettle.app.questions import find_conflict
from resettle.app.words import why as words
from resettle.insight.conflict import quotable_conflict

if TYPE_CHECKING:
    from resettle.app.components.why_asked import Asked


def draw(asked: Asked) -> None:
    """The question's section."""
    st.markdown(words.CONFLICT_INTRO)
    if not asked.asks_something:
        st.markdown(words.ASKS_NOTHING)
        return
    found = answer_to("conflict", asked.scenario, find_conflict, takes=words.CONFLICT_LONG)
    if found is None:
        return
    said(quotable_conflict(found))
    if len(found.members):
        tabled(
            words.CONFLICT_TABLE, "conflict", found.members, caption=words.CONFLICT_CAPTION, key="why.conflict.members"
        )
