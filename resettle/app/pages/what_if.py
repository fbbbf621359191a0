"""What if: levers on one side, what follows on the other, every figure with its difference to the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import state
from resettle.app.components import sections
from resettle.app.components.answer import Answer, find_answer
from resettle.app.components.answer_line import AnswerLine, answer_line
from resettle.app.components.assumptions import choose_scenario, show_changes, show_description
from resettle.app.components.before_change import show_last_change
from resettle.app.components.certain import find_differences, watch_ranges
from resettle.app.components.compared import show_comparison
from resettle.app.components.corridors import corridor_section
from resettle.app.components.detail import detail_grids
from resettle.app.components.figures import show_figures
from resettle.app.components.folded import folded
from resettle.app.components.follow import follow_exactly
from resettle.app.components.lever_panel import lever_panel
from resettle.app.components.page_layout import LEVERS, levers_beside_results
from resettle.app.components.redrawn import page_is_drawn, whole_page_if_changed
from resettle.app.components.scenarios import scenario_bar
from resettle.app.components.status import show_status
from resettle.app.components.targets_shown import show_targets
from resettle.app.confidence import confidence_of
from resettle.app.guard import guarded, show_kept_trouble
from resettle.app.words import general as shared
from resettle.app.words import what_if as words
from resettle.insight.certainty_words import DIFFERENCES

if TYPE_CHECKING:
    import pandas as pd


@guarded
def draw() -> None:
    """The page. What follows is drawn last, since it waits for its estimate; a lever moved meanwhile is heard at once.

    Whatever comes and goes has a place of its own, so that nothing else is moved, or made anew, under a hand.
    """
    page_is_drawn()
    levers_beside_results()
    st.title(shared.WHAT_IF, anchor=False)
    st.markdown(words.INTRO)
    trouble = st.container()
    with trouble:
        show_kept_trouble()
    left, right = st.columns([1, 2], gap="medium")
    grids, beneath = st.container(), st.container()
    line = answer_line()
    with left, st.container(key=LEVERS):
        _levers()
    with grids:
        detail_grids()
    with right:
        _results(line)
    with beneath:
        _more()


def _levers() -> None:
    """Assumptions; drawn with the page and not on their own, so that a click ends a wait and is not kept by it."""
    st.header(words.ASSUMPTIONS, anchor=False)
    choose_scenario()
    lever_panel()
    show_changes()


@st.fragment
@guarded
def _results(line: AnswerLine) -> None:
    """Figures first, then charts; the answer before stays until there is the present one."""
    whole_page_if_changed()
    st.header(words.RESULTS, anchor=False)
    scenario_bar()
    show_description()
    answer = find_answer()
    shown = answer or cast("Answer | None", st.session_state.get(state.SHOWN))
    if shown is None:
        return
    if answer is None:
        st.caption(words.WORKING_OLD)
    st.session_state[state.SHOWN] = shown
    line.draw()
    show_status(shown.seen.plan)
    show_figures(
        shown.seen,
        find_differences(shown.estimate, shown.baseline),
        was_short=shown.baseline.plan.summary.short >= 0.5,
    )
    st.caption(DIFFERENCES)
    show_targets(shown.seen, key="what_if")
    show_last_change(shown.estimate, shown.earlier)
    if answer is not None:
        watch_ranges(*(one for one in (shown.baseline, shown.estimate, shown.earlier) if one is not None))
    if answer is not None:
        follow_exactly()
    sections.limits_section(shown.seen)
    sections.people_section(shown.seen, _confidence(), shown.seen_baseline)
    sections.money_section(shown.seen, _confidence())


@st.fragment
@guarded
def _more() -> None:
    """All figures in a table, and what a corridor is worth: built only while they are open."""
    whole_page_if_changed()
    shown = cast("Answer | None", st.session_state.get(state.SHOWN))
    if shown is None:
        return
    show_comparison(shown)
    if box := folded(words.CORRIDOR_WORTH, "worth.open", icon=":material/route:"):
        with box:
            corridor_section(_confidence())


def _confidence() -> pd.DataFrame:
    """Rows by table and confidence of the session's dataset."""
    return confidence_of(state.opened().dataset)


if __name__ == "__main__":
    draw()
