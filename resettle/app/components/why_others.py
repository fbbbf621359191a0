"""Other plans that are nearly as good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.components.study import answer_to
from resettle.app.components.why_asked import said, tabled
from resettle.app.questions import find_alternatives
from resettle.app.words import why as words
from resettle.charts.alternatives import alternatives_chart
from resettle.insight.alternatives import BEST, quotable_alternatives
from resettle.insight.quotable import per_cent

if TYPE_CHECKING:
    from resettle.app.components.why_asked import Asked


def draw(asked: Asked) -> None:
    """The question's section."""
    st.markdown(words.OTHERS_INTRO)
    found = answer_to("alternatives", asked.scenario, find_alternatives, takes=words.OTHERS_LONG)
    if found is None:
        return
    said(quotable_alternatives(found))
    others = found.plans[found.plans["plan"] != BEST]
    if others.empty:
        return
    charted(
        words.OTHERS_FINDING.format(
            share=per_cent(float(others["moved_share"].max())), given_up=per_cent(float(others["given_up"].max()))
        ),
        lambda: alternatives_chart(found.by_place, asked.programmes),
        *for_people("alternatives_by_place", found.by_place),
        caption=words.OTHERS_CAPTION,
        key="why.others",
    )
    wide = found.by_programme.pivot_table(index="plan", columns="title", values="persons", sort=False).reset_index()
    plans = found.plans.merge(wide, on="plan")
    tabled(words.OTHERS_PLANS, "alternatives", plans, caption=words.OTHERS_PLANS_CAPTION, key="why.others.plans")
