"""What stops the plan next, as one limit after the other is lifted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.components.study import answer_to
from resettle.app.components.why_asked import said, tabled
from resettle.app.questions import find_ladder
from resettle.app.words import why as words
from resettle.charts.ladder import ladder_chart
from resettle.insight.ladder import quotable_ladder

if TYPE_CHECKING:
    from resettle.app.components.why_asked import Asked


def draw(asked: Asked) -> None:
    """The question's section."""
    st.markdown(words.NEXT_INTRO)
    named = {"": words.NEXT_ALL, **asked.programmes}
    programme = str(
        st.selectbox(
            words.NEXT_WHOSE, list(named), format_func=named.__getitem__, key="why.next", persist_state="session"
        )
    )
    work = partial(find_ladder, programme=programme)
    found = answer_to("ladder", asked.scenario, work, takes=words.NEXT_LONG, detail=programme)
    if found is None:
        return
    said(quotable_ladder(found))
    good = found.steps[found.steps["why"] == ""]
    if good.empty:
        return
    charted(
        words.NEXT_FINDING.format(
            first=float(good["persons"].iloc[0]),
            last=float(good["persons"].iloc[-1]),
            count=good["label"].nunique() - 1,
        ),
        lambda: ladder_chart(found.steps, found.by_programme, words.NEXT_AS_IT_IS),
        *for_people("ladder", found.steps),
        caption=words.NEXT_CAPTION,
        key="why.ladder",
    )
    if len(found.idle):
        tabled(words.IDLE, "idle", found.idle, caption=words.IDLE_CAPTION, key="why.idle")
