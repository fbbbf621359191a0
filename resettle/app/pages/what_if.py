"""What if: levers on one side, what follows on the other, every figure with its difference to the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import state
from resettle.app.components import sections
from resettle.app.components.answer import Answer, find_answer
from resettle.app.components.assumptions import choose_scenario, show_changes
from resettle.app.components.before_change import show_last_change
from resettle.app.components.compared import show_comparison
from resettle.app.components.corridors import corridor_section
from resettle.app.components.detail import detail_grids, grids_are_old
from resettle.app.components.figures import show_figures
from resettle.app.components.folded import folded
from resettle.app.components.follow import follow_exactly
from resettle.app.components.lever_panel import lever_panel
from resettle.app.components.status import show_status
from resettle.app.guard import guarded, show_kept_trouble
from resettle.app.words import general as shared
from resettle.app.words import what_if as words
from resettle.insight.provenance import confidence_by_table

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.dataset import Dataset


@guarded
def draw() -> None:
    """The page: the desk is drawn last, since it waits for its estimate, but stands above the grids."""
    st.title(shared.WHAT_IF)
    st.markdown(words.INTRO)
    place = st.container()
    detail_grids()
    with place:
        _desk()


@st.fragment
@guarded
def _desk() -> None:
    """Levers and what follows from them; a lever moved draws this part of the page anew, and no other."""
    show_kept_trouble()
    left, right = st.columns([1, 2], gap="medium")
    with left:
        st.header(words.ASSUMPTIONS)
        choose_scenario()
        lever_panel()
        show_changes()
    with right:
        st.header(words.RESULTS)
        answer = _results()
    if answer is not None:
        show_comparison(answer)
        if box := folded(words.CORRIDOR_WORTH, "worth.open", icon=":material/route:"):
            with box:
                corridor_section(_confidence())
    if grids_are_old():
        st.rerun()


@guarded
def _results() -> Answer | None:
    """Figures and charts; the answer, where it is that of the present scenario."""
    answer = find_answer()
    held = cast("Answer | None", st.session_state.get(state.SHOWN))
    shown = answer or held
    if shown is None:
        return None
    if answer is None:
        st.caption(words.WORKING_OLD)
    st.session_state[state.SHOWN] = shown
    show_status(shown.seen.plan)
    show_figures(shown.seen, shown.baseline)
    show_last_change(shown.estimate, shown.earlier)
    if answer is not None:
        follow_exactly()
    sections.limits_section(shown.seen)
    sections.people_section(shown.seen, _confidence(), shown.baseline)
    sections.money_section(shown.seen, _confidence())
    return answer


def _confidence() -> pd.DataFrame:
    """Rows by table and confidence of the session's dataset."""
    dataset = state.opened().dataset
    return _by_table(dataset.digest, dataset)


@st.cache_resource(show_spinner=False, max_entries=8)
def _by_table(digest: str, _dataset: Dataset) -> pd.DataFrame:
    return confidence_by_table(_dataset)


if __name__ == "__main__":
    draw()
