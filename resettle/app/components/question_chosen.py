"""Which question the page Why answers: chosen on the page or by the link; kept for the session."""

from __future__ import annotations

from typing import cast

import streamlit as st

from resettle.app.guard import guarded_change
from resettle.app.plain import plain
from resettle.app.widgets import is_news, widget_of
from resettle.app.words import why as words

QUESTION = "resettle.question"
"""Session key of the question."""
IN_LINK = "question"
"""Its name in the query of the page's address."""
_BOX = "why.question"


def choose_question() -> str:
    """The pills with all questions; returns the key of the one that is chosen."""
    named = st.query_params.get(IN_LINK)
    if named is not None and named != st.session_state.get(QUESTION):
        # a link from another page names its question anew; a pill writes its own into the address at once
        if named in words.QUESTIONS:
            st.session_state[QUESTION] = named
        else:
            st.warning(words.UNKNOWN.format(found=plain(named[:80])), icon=":material/help:")
    chosen = cast("str", st.session_state.get(QUESTION) or next(iter(words.QUESTIONS)))
    drawn = widget_of(_BOX, chosen)
    st.pills(
        words.QUESTION,
        list(words.QUESTIONS),
        default=drawn.first,
        format_func=words.QUESTIONS.__getitem__,
        required=True,
        key=drawn.key,
        on_change=_take,
        args=(drawn.key,),
    )
    if st.query_params.get(IN_LINK) != chosen:
        st.query_params[IN_LINK] = chosen
    return chosen


@guarded_change
def _take(key: str) -> None:
    if is_news(key):
        st.session_state[QUESTION] = st.session_state[key]
        st.query_params[IN_LINK] = st.session_state[key]
