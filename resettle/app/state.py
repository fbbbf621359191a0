"""What a session knows: the dataset that all share or its own, its scenario, and the plans it looks at.

The scenario lives in one key that no widget owns: Streamlit forgets a widget's value when its page is left.
"""

from __future__ import annotations

import os
import uuid
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from resettle.app.attendance import ATTENDANCE
from resettle.app.history import History
from resettle.app.opened import BASELINE, Opened, check_names, open_dataset, with_dataset
from resettle.app.plans import ESTIMATE, PLAN, PlanStore
from resettle.app.range_runs import RangeRun, RangeStore
from resettle.app.runs import FINER_GAP, FIRST_GAP, PlanRun, key_of
from resettle.errors import Problem, ScenarioError
from resettle.inputs.scenario import Scenario, apply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.inputs.dataset import Dataset
    from resettle.insight.overview import Overview
    from resettle.results.figures import Figure

__all__ = ["BASELINE", "DATA_VARIABLE", "Opened"]

DATA_VARIABLE = "RESETTLE_DATA"
SHIPPED = Path(__file__).parents[2] / "data"
MOST_RUNS = 16
SCENARIO = "resettle.scenario"
"""Session key of the present scenario."""
SHOWN = "resettle.shown"
"""Session key of the figures that stay on screen until the next ones are ready; none from another dataset."""
_OWN, _HISTORY, _RUNS, _RANGES, _SESSION, _LIGHT = (
    f"resettle.{name}" for name in ("own", "history", "runs", "ranges", "session", "light")
)


def data_path() -> Path:
    """The dataset that the app plans with: the one that ships, or the one that RESETTLE_DATA names."""
    return Path(os.environ.get(DATA_VARIABLE) or SHIPPED / "default")


@st.cache_resource(show_spinner=False)
def _opened(path: str) -> Opened:
    return open_dataset(path)


@st.cache_resource(show_spinner=False)
def store() -> PlanStore:
    """The plans of all sessions."""
    return PlanStore()


@st.cache_resource(show_spinner=False)
def ranges() -> RangeStore:
    """The near-optimal ranges of all sessions' estimates."""
    return RangeStore()


def opened() -> Opened:
    """The session's dataset and its scenarios; raises DataError with every problem of the data."""
    own = cast("Opened | None", st.session_state.get(_OWN))
    return own if own is not None else _opened(str(data_path()))


def shipped() -> Opened:
    """The dataset that all sessions begin with, and its scenarios."""
    return _opened(str(data_path()))


def is_own_dataset() -> bool:
    """Whether this session plans with a dataset of its own."""
    return st.session_state.get(_OWN) is not None


def own_digest() -> str:
    """Digest of the dataset that only this session plans with; blank where it is the one that all share."""
    own = cast("Opened | None", st.session_state.get(_OWN))
    shared = "" if own is None else shipped().dataset.digest
    return "" if own is None or own.dataset.digest == shared else own.dataset.digest


def use_dataset(dataset: Dataset) -> tuple[Problem, ...]:
    """Let this session, and no other, plan with a dataset of its own (already loaded and checked).

    The session's scenario is checked against it. Where it does not fit, the session goes to the baseline, and the
    reasons are returned to be shown; Undo and a saved scenario still have it.
    """
    return _use(with_dataset(_opened(str(data_path())), dataset))


def use_shipped() -> tuple[Problem, ...]:
    """Let this session plan with the dataset that ships again; returns why its scenario does not fit, if so."""
    return _use(None)


def _use(own: Opened | None) -> tuple[Problem, ...]:
    was_usual = scenario().digest == opened().baseline.digest
    _leave_runs()
    st.session_state[_OWN] = own
    st.session_state.pop(SHOWN, None)
    if was_usual:
        set_scenario(opened().baseline)
        return ()
    try:
        apply(opened().dataset, scenario())
    except ScenarioError as trouble:
        set_scenario(opened().baseline)
        return trouble.problems
    return ()


def session() -> str:
    """A number for this session, drawn by chance; whether its window is open is known from then on."""
    known = cast("str | None", st.session_state.get(_SESSION))
    if known is None:
        known = uuid.uuid4().hex
        st.session_state[_SESSION] = known
        context = get_script_run_ctx(suppress_warning=True)
        if context is not None:
            ATTENDANCE.note(known, partial(_is_connected, context.session_id))
    return known


def _is_connected(session_id: str) -> bool:
    """Whether a session of Streamlit's has its connection; without its server nothing is known, and it has."""
    return not runtime.exists() or bool(runtime.get_instance().is_active_session(session_id))


def scenario() -> Scenario:
    """The session's scenario; the baseline until something is changed."""
    return _history().present


def set_scenario(changed: Scenario) -> None:
    """Take another scenario; the one before can be had back. Plans of the old one are no longer waited for."""
    _go(_history().then(changed))


def begin_with(first: Scenario) -> None:
    """Begin the session with a scenario; there is nothing before it to undo."""
    st.session_state[SCENARIO] = first


def rename(title: str, description: str) -> None:
    """Other words for the same assumptions; no step of its own for undo."""
    renamed = scenario().model_copy(update={"title": title, "description": description})
    _go(_history().instead(renamed))


def undo() -> None:
    """The scenario before the last change."""
    _go(_fitting(_history().undone()))


def redo() -> None:
    """The scenario that was undone last."""
    _go(_fitting(_history().redone()))


def can_undo() -> bool:
    """Whether there is a change to take back."""
    return bool(_history().past)


def can_redo() -> bool:
    """Whether there is a change to have back."""
    return bool(_history().future)


def _history() -> History:
    """Steps of the session; the present one is the session key ``SCENARIO``."""
    present = cast("Scenario", st.session_state.setdefault(SCENARIO, opened().baseline))
    known = cast("History | None", st.session_state.get(_HISTORY))
    return History(present) if known is None else known.instead(present)


def _go(history: History) -> None:
    before = scenario()
    st.session_state[_HISTORY], st.session_state[SCENARIO] = history, history.present
    if history.present.digest != before.digest:
        _stop_waiting(before)


def _fitting(history: History) -> History:
    """The step, where it fits the session's dataset (it may be from before another one); raises ScenarioError."""
    check_names(opened().dataset, history.present)
    return history


def run_of(asked: Scenario, quality: str = ESTIMATE, gap: float = FIRST_GAP, *, aside: bool = False) -> PlanRun:
    """The run of a scenario's plan, asked for now (``aside`` of the main question) unless this session has one."""
    runs = cast("dict[object, PlanRun]", st.session_state.setdefault(_RUNS, {}))
    key = key_of(opened().dataset, asked, quality, gap)
    run = runs.pop(key, None)
    if run is None or run.future.cancelled():
        run = store().ask(opened().dataset, asked, quality, session(), gap, baseline=opened().baseline, aside=aside)
    runs[key] = run
    for old in list(runs)[:-MOST_RUNS]:
        del runs[old]
    return run


def known_run(asked: Scenario, quality: str, gap: float = FIRST_GAP) -> PlanRun | None:
    """The run that this session has asked for, if it has."""
    runs = cast("dict[object, PlanRun]", st.session_state.get(_RUNS, {}))
    return runs.get(key_of(opened().dataset, asked, quality, gap))


def closest_plan(asked: Scenario) -> Overview | None:
    """The scenario's plan with whole facilities that is nearest to the best possible, where one is known.

    Any session's; one that this session stopped before its end is known to this session alone.
    """
    runs = [known_run(asked, PLAN, gap) for gap in (FINER_GAP, FIRST_GAP)]
    found = [store().closest(opened().dataset, asked), *(None if run is None else run.found for run in runs)]
    return min((one for one in found if one is not None), key=lambda one: one.plan.summary.gap, default=None)


def ranges_of(estimate: Overview, figures: Sequence[Figure] | None = None) -> RangeRun:
    """The run of an estimate's near-optimal ranges, asked for now unless it is known."""
    held = cast("dict[object, RangeRun]", st.session_state.setdefault(_RANGES, {}))
    run = ranges().ask(estimate.plan, session(), opened().baseline, figures)
    held[run.key] = run
    for old in list(held)[:-MOST_RUNS]:
        del held[old]
    return run


def forget_run(run: PlanRun) -> None:
    """Drop a run that ended without a plan, so that it can be asked for again."""
    st.session_state.get(_RUNS, {}).pop(run.key, None)
    store().forget(run)


def is_light() -> bool:
    """Whether this session wants tables without charts."""
    return bool(st.session_state.setdefault(_LIGHT, False))


def set_light(*, light: bool) -> None:
    """Tables only, or charts too."""
    st.session_state[_LIGHT] = light


def _stop_waiting(before: Scenario) -> None:
    """Leave the runs that nobody in this session looks at any more; the baseline's go on."""
    left = before.digest if before.digest != opened().baseline.digest else None
    for key, run in list(st.session_state.get(_RUNS, {}).items()):
        if (run.aside or key.scenario == left) and not run.done:
            store().leave(run, session())
            del st.session_state[_RUNS][key]
    _leave_ranges(kept=opened().baseline)


def _leave_ranges(kept: Scenario | None = None) -> None:
    """Leave the ranges that are still worked out, but for those of one scenario."""
    held = cast("dict[object, RangeRun]", st.session_state.get(_RANGES, {}))
    for key, run in list(held.items()):
        if not run.done and (kept is None or run.key.scenario != kept.digest):
            ranges().leave(run, session())
            del held[key]


def _leave_runs() -> None:
    """Leave every run: another dataset comes."""
    _leave_ranges()
    for run in cast("dict[object, PlanRun]", st.session_state.pop(_RUNS, {})).values():
        if not run.done:
            store().leave(run, session())
