"""Why: what holds the plan, why not more, what more would bring, what fairness and pins cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import state
from resettle.app.components import (
    why_change,
    why_conflict,
    why_fairness,
    why_limits,
    why_million,
    why_money,
    why_more,
    why_next,
    why_not_here,
    why_others,
    why_pins,
    why_repair,
)
from resettle.app.components.plan_shown import plan_shown
from resettle.app.components.question_chosen import choose_question
from resettle.app.components.status import show_status
from resettle.app.components.why_asked import Asked
from resettle.app.guard import guarded, show_kept_trouble
from resettle.app.words import general as shared
from resettle.app.words import overview as first
from resettle.app.words import why as words

if TYPE_CHECKING:
    from collections.abc import Callable

# Sections by question, as the words name them. (A text on its own would be written on the page.)
SECTIONS: dict[str, Callable[[Asked], None]] = {
    "limits": why_limits.draw,
    "more": why_more.draw,
    "not": why_not_here.draw,
    "money": why_money.draw,
    "million": why_million.draw,
    "next": why_next.draw,
    "fairness": why_fairness.draw,
    "others": why_others.draw,
    "repair": why_repair.draw,
    "conflict": why_conflict.draw,
    "pins": why_pins.draw,
    "change": why_change.draw,
}


@guarded
def draw() -> None:
    """The page."""
    st.title(shared.WHY)
    st.markdown(words.INTRO)
    show_kept_trouble()
    question = choose_question()
    seen = plan_shown("why")
    if seen is None:
        st.markdown(first.FIRST_FIGURES)
        return
    show_status(seen.plan)
    st.header(words.QUESTIONS[question])
    baseline = state.opened().baseline
    own = seen.plan.scenario.digest != baseline.digest
    SECTIONS[question](Asked(seen, state.scenario() if own else baseline, baseline))


if __name__ == "__main__":
    draw()
