"""The best plan of a scenario so far, the estimate first; what is still being made is shown with its progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import state
from resettle.app.components.progress import show_failed, watch
from resettle.app.guard import guarded_change
from resettle.app.plans import ESTIMATE, PLAN
from resettle.app.runs import FINER_GAP, FIRST_GAP
from resettle.app.words import overview as words

if TYPE_CHECKING:
    from resettle.inputs.scenario import Scenario
    from resettle.insight.overview import Overview


def best_of_baseline() -> Overview | None:
    """The baseline's best plan so far; whole facilities are planned by themselves once the estimate is there."""
    baseline = state.opened().baseline
    estimate = _estimate(baseline)
    if estimate is None:
        return None
    plan = state.run_of(baseline, PLAN, FIRST_GAP)
    finer = state.known_run(baseline, PLAN, FINER_GAP)
    for run in (plan, finer):
        if run is not None and not run.done:
            watch(run)
        elif run is not None and run.found is None:
            show_failed(run)
    if plan.found is not None and finer is None and plan.found.plan.summary.gap > FINER_GAP:
        label = words.SEARCH_ON.format(goal=FINER_GAP)
        st.button(label, key="finer", help=words.SEARCH_ON_HELP, on_click=_search_on)
    return state.closest_plan(baseline) or estimate


def best_known(asked: Scenario) -> Overview | None:
    """The level of a scenario: its closest plan with whole facilities where one is known, else its estimate.

    Every page asks here, so that one scenario has the same figures everywhere.
    """
    return state.closest_plan(asked) or _estimate(asked)


def _estimate(asked: Scenario) -> Overview | None:
    run = state.run_of(asked, ESTIMATE)
    if not run.done:
        watch(run)
        return None
    if run.found is None:
        show_failed(run)
    return run.found


@guarded_change
def _search_on() -> None:
    state.run_of(state.opened().baseline, PLAN, FINER_GAP)
