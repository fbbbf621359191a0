"""What if: levers on one side, what follows on the other, every figure with its difference to the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import state
from resettle.app.components import sections
from resettle.app.components.answer import Answer, find_answer
from resettle.app.components.assumptions import choose_scenario, show_changes
from resettle.app.components.before_change import show_last_change
from resettle.app.components.certain import find_differences, watch_ranges
from resettle.app.components.compared import show_comparison
from resettle.app.components.corridors import corridor_section
from resettle.app.components.detail import detail_grids
from resettle.app.components.figures import short_difference, show_figures
from resettle.app.components.folded import folded
from resettle.app.components.follow import follow_exactly
from resettle.app.components.lever_panel import lever_panel
from resettle.app.components.redrawn import page_is_drawn, whole_page_if_changed
from resettle.app.components.status import show_status
from resettle.app.guard import guarded, show_kept_trouble
from resettle.app.words import general as shared
from resettle.app.words import what_if as words
from resettle.insight.certainty_words import DIFFERENCES
from resettle.insight.provenance import confidence_by_table

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.dataset import Dataset


@guarded
def draw() -> None:
    """The page; what follows is drawn last, since it waits for its estimate."""
    page_is_drawn()
    st.title(shared.WHAT_IF)
    st.markdown(words.INTRO)
    show_kept_trouble()
    left, right = st.columns([1, 2], gap="medium")
    beneath = st.container()
    with left:
        _levers()
    detail_grids()
    with right:
        _results()
    with beneath:
        _more()


@st.fragment
@guarded
def _levers() -> None:
    """Assumptions. Opening a group draws this part alone; a lever moved draws the page."""
    whole_page_if_changed()
    st.header(words.ASSUMPTIONS)
    show_kept_trouble()
    choose_scenario()
    lever_panel()
    show_changes()


@st.fragment
@guarded
def _results() -> None:
    """Figures first, then charts; the answer before stays until there is the present one."""
    whole_page_if_changed()
    st.header(words.RESULTS)
    answer = find_answer()
    shown = answer or cast("Answer | None", st.session_state.get(state.SHOWN))
    if shown is None:
        return
    if answer is None:
        st.caption(words.WORKING_OLD)
    st.session_state[state.SHOWN] = shown
    show_status(shown.seen.plan)
    show_figures(
        shown.seen,
        find_differences(shown.estimate, shown.baseline),
        fallen_short=short_difference(shown.estimate, shown.baseline),
    )
    st.caption(DIFFERENCES)
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
    dataset = state.opened().dataset
    return _by_table(dataset.digest, dataset)


@st.cache_resource(show_spinner=False, max_entries=8)
def _by_table(digest: str, _dataset: Dataset) -> pd.DataFrame:
    return confidence_by_table(_dataset)


if __name__ == "__main__":
    draw()
