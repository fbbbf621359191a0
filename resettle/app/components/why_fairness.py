"""The price of fairness."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.components.study import answer_to
from resettle.app.components.why_asked import said
from resettle.app.questions import find_fairness_price
from resettle.app.words import why as words
from resettle.charts.fairness import evenness_chart, fairness_chart
from resettle.insight.fairness_price import FAIREST, FairnessPrice, quotable_price
from resettle.insight.quotable import more_or_fewer

if TYPE_CHECKING:
    from resettle.app.components.why_asked import Asked


def draw(asked: Asked) -> None:
    """The question's section."""
    st.markdown(words.FAIRNESS_INTRO)
    found = answer_to("fairness", asked.scenario, find_fairness_price, takes=words.FAIRNESS_LONG)
    if found is None:
        return
    said(quotable_price(found))
    if found.by_programme.empty:
        return
    charted(
        _finding(found),
        lambda: fairness_chart(found.steps, found.by_programme),
        *for_people("fairness", found.steps),
        caption=words.FAIRNESS_CAPTION,
        key="why.fairness",
    )
    _evenness(found)


def _finding(found: FairnessPrice) -> str:
    fairest = found.steps[(found.steps["step"] == FAIREST) & (found.steps["why"] == "")]
    if fairest.empty:
        return words.FAIRNESS_NO_FAIREST
    return words.FAIRNESS_FINDING.format(more=more_or_fewer(float(fairest["persons_more"].iloc[0])))


def _evenness(found: FairnessPrice) -> None:
    even = found.equity
    drawn = even[(even["kind"] == "origin") & (even["measure"] == "cover")]
    steps = found.steps[found.steps["step"].isin(drawn["step"])].set_index("step")["floor"]
    told = even.assign(kind=even["kind"].map(words.GROUP_KINDS), measure=even["measure"].map(words.GROUP_MEASURES))
    charted(
        words.EVEN_FINDING,
        lambda: evenness_chart(drawn, steps),
        *for_people("equity", told),
        caption=words.EVEN_CAPTION,
        key="why.equity",
    )
