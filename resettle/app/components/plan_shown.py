"""Which plan a page is about: the baseline's, or the one under the session's own assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import state
from resettle.app.components.best import best_known, best_of_baseline
from resettle.app.words import places as words

if TYPE_CHECKING:
    from resettle.insight.overview import Overview


def plan_shown(page: str) -> Overview | None:
    """The plan as far as it is there; where there are assumptions of the session's own, a choice between the two."""
    baseline, own = state.opened().baseline, state.scenario()
    if own.digest == baseline.digest:
        return best_of_baseline()
    shown = st.segmented_control(
        words.PLAN_SHOWN,
        list(words.PLANS_SHOWN),
        format_func=words.PLANS_SHOWN.__getitem__,
        default="scenario",
        required=True,
        key=f"{page}.plan",
        persist_state="session",
    )
    return best_of_baseline() if shown == "baseline" else best_known(own)
