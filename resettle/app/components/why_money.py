"""How far money goes: the frontier of cost and coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.components.study import answer_to
from resettle.app.components.why_asked import said
from resettle.app.questions import find_frontier
from resettle.app.words import why as words
from resettle.charts.frontier import frontier_chart
from resettle.insight.frontier import Frontier, quotable_frontier, years_per_million
from resettle.insight.quotable import money

if TYPE_CHECKING:
    from resettle.app.components.why_asked import Asked


def draw(asked: Asked) -> None:
    """The question's section."""
    st.markdown(words.MONEY_INTRO)
    found = answer_to("frontier", asked.scenario, find_frontier, takes=words.MONEY_LONG)
    if found is None:
        return
    said(quotable_frontier(found))
    charted(
        _finding(found),
        lambda: frontier_chart(found.points, found.by_programme),
        *for_people("frontier", found.points),
        caption=words.MONEY_CAPTION,
        key="why.frontier",
    )


def _finding(found: Frontier) -> str:
    good = found.points[found.points["why"] == ""]
    knee = found.knee
    if knee is None or good.empty:
        return words.MONEY_STRAIGHT
    last = good[good["enough"]].iloc[0] if good["enough"].any() else good.iloc[-1]
    return words.MONEY_FINDING.format(
        before=years_per_million(good.iloc[0], knee),
        usd=money(float(knee["usd_available"])),
        beyond=years_per_million(knee, last),
    )
