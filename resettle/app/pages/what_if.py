"""What if: levers on one side, what follows on the other, every figure with its difference to the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import state
from resettle.app.components import sections
from resettle.app.components.assumptions import choose_scenario, show_changes
from resettle.app.components.compared import show_comparison
from resettle.app.components.corridors import corridor_section
from resettle.app.components.detail import detail_grids
from resettle.app.components.figures import show_figures
from resettle.app.components.lever_panel import lever_panel
from resettle.app.components.progress import show_failed, watch
from resettle.app.components.status import show_status
from resettle.app.guard import guarded, show_kept_trouble
from resettle.app.plans import ESTIMATE, PLAN
from resettle.app.words import general as shared
from resettle.app.words import what_if as words
from resettle.insight.provenance import confidence_by_table

if TYPE_CHECKING:
    from resettle.inputs.scenario import Scenario
    from resettle.insight.overview import Overview

# Session key of what was shown last: it stays on screen until the next estimate is ready.
_SHOWN = state.SHOWN


@guarded
def draw() -> None:
    """The page."""
    st.title(shared.WHAT_IF)
    st.markdown(words.INTRO)
    show_kept_trouble()
    left, right = st.columns([1, 2], gap="medium")
    with left:
        st.header(words.ASSUMPTIONS)
        choose_scenario()
        lever_panel()
        show_changes()
    with right:
        st.header(words.RESULTS)
        ready = _results()
    detail_grids()
    _beside()
    if ready:
        corridor_section(confidence_by_table(state.opened().dataset))


@guarded
def _results() -> bool:
    """Figures and charts; returns whether the scenario's own estimate is there."""
    pair = _pair()
    held = cast("tuple[Overview, Overview] | None", st.session_state.get(_SHOWN))
    if pair is None and held is not None:
        st.caption(words.WORKING_OLD)
    shown = pair or held
    if shown is None:
        return False
    st.session_state[_SHOWN] = shown
    seen, before = shown
    show_status(seen.plan)
    show_figures(seen, before)
    sections.limits_section(seen)
    by_table = confidence_by_table(state.opened().dataset)
    sections.people_section(seen, by_table, before)
    sections.money_section(seen, by_table)
    return pair is not None


@guarded
def _beside() -> None:
    held = cast("tuple[Overview, Overview] | None", st.session_state.get(_SHOWN))
    if held is not None:
        show_comparison(*held)


def _pair() -> tuple[Overview, Overview] | None:
    """The scenario's best plan and the baseline's of the same quality, once there are both."""
    estimates = _estimates()
    if estimates is None:
        return None
    plans = [state.known_run(asked, PLAN) for asked in _asked()]
    for plan in plans:
        if plan is not None and not plan.done:
            watch(plan)
            break
        if plan is not None and plan.found is None:
            show_failed(plan)
    if plans[0] is None:
        st.button(words.EXACT, help=words.EXACT_HELP, icon=":material/verified:", on_click=_make_plans)
    now, before = (None if plan is None else plan.found for plan in plans)
    if now is not None and before is not None:
        st.caption(words.EXACT_COMPARED)
        return now, before
    st.caption(words.ESTIMATE_COMPARED if now is None else words.EXACT_BASELINE)
    return estimates


def _estimates() -> tuple[Overview, Overview] | None:
    """The estimates of the scenario and of the baseline, once there are both."""
    found = []
    for asked in _asked():
        run = state.run_of(asked, ESTIMATE)
        if not run.done:
            watch(run)
            return None
        if run.found is None:
            show_failed(run)
            return None
        found.append(run.found)
    return found[0], found[1]


def _asked() -> tuple[Scenario, Scenario]:
    return state.scenario(), state.opened().baseline


def _make_plans() -> None:
    """Ask for the plan of the scenario, and the baseline's to compare it with."""
    for asked in _asked():
        state.run_of(asked, PLAN)


if __name__ == "__main__":
    draw()
