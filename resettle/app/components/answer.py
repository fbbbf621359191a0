"""The answer to the session's scenario: the estimate at once, the exact plan after it, the old figures until then."""

from __future__ import annotations

import time
from concurrent.futures import wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import state
from resettle.app.components.progress import said, show_failed, watch
from resettle.app.plans import ESTIMATE, PLAN
from resettle.app.words import what_if as words

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from resettle.app.runs import PlanRun
    from resettle.inputs.scenario import Scenario
    from resettle.insight.overview import Overview

PATIENCE_SECONDS = 20.0
"""An estimate is waited for so long before the page goes on without it and looks again later."""
LOOK_SECONDS = 0.1
"""How often a wait looks up: a lever that is moved meanwhile is heard then."""
QUIET_SECONDS = 3.0
"""An estimate that has stood for so long without a change is followed by the exact plan."""
_ANSWERS, _FOLLOWS = "resettle.answers", "resettle.follows"


@dataclass(frozen=True)
class Answers:
    """Estimates that a session was answered with last.

    Attributes
    ----------
    asked : dataset and scenario of ``latest``, as digests
    latest : the answer
    earlier : the answer before the last change; None where there was none
    since : when ``latest`` was shown first (monotonic seconds)
    """

    asked: tuple[str, str]
    latest: Overview
    earlier: Overview | None
    since: float


@dataclass(frozen=True)
class Answer:
    """What is shown: levels of ``seen``, differences of ``estimate`` to the other two.

    Attributes
    ----------
    seen : the scenario's closest plan with whole facilities where one is known, else its estimate
    seen_baseline : the baseline's, of the same quality as ``seen``; None where there is none yet
    estimate, baseline, earlier : of the scenario, of the baseline and of the scenario before the last change, always
        estimates
    """

    seen: Overview
    seen_baseline: Overview | None
    estimate: Overview
    baseline: Overview
    earlier: Overview | None


def find_answer() -> Answer | None:
    """Wait a little for the estimates; None while they are not there, with their progress on the page."""
    pair = _estimates()
    if pair is None:
        return None
    answers = _remember(pair[0])
    st.caption(words.COMPARED)
    plan, usual = (state.closest_plan(asked) for asked in asked_scenarios())
    shown = (pair[0], pair[1]) if plan is None else (plan, usual)
    return Answer(*shown, answers.latest, pair[1], answers.earlier)


def quiet_seconds() -> float:
    """For how long the session's estimate has stood without a change."""
    answers = cast("Answers | None", st.session_state.get(_ANSWERS))
    return 0.0 if answers is None or answers.asked != _asked_digests() else time.monotonic() - answers.since


def follows() -> bool:
    """Whether the exact plan follows the estimate by itself: the session's choice, and no estimate is all it asks."""
    return bool(st.session_state.setdefault(_FOLLOWS, True)) and state.scenario().whole_facilities


def set_follows(*, on: bool) -> None:
    """Let the exact plan follow by itself, or not; one under way that nobody else waits for ends."""
    st.session_state[_FOLLOWS] = on
    if not on:
        for run in exact_runs():
            if run is not None and not run.done:
                state.store().leave(run, state.session())
                state.forget_run(run)


def exact_runs() -> list[PlanRun | None]:
    """Runs of the exact plan of the scenario and of the baseline, where the session has asked for them."""
    return [state.known_run(asked, PLAN) for asked in asked_scenarios()]


def ask_exact() -> None:
    """Ask for the exact plan of the scenario, and the baseline's to compare it with."""
    for asked in asked_scenarios():
        state.run_of(asked, PLAN)


def asked_scenarios() -> tuple[Scenario, Scenario]:
    """The session's scenario and the baseline."""
    return state.scenario(), state.opened().baseline


def _asked_digests() -> tuple[str, str]:
    return state.opened().dataset.digest, state.scenario().digest


def _estimates() -> tuple[Overview, Overview] | None:
    runs = [state.run_of(asked, ESTIMATE) for asked in asked_scenarios()]
    place = st.empty()
    give_up = time.monotonic() + PATIENCE_SECONDS
    for run in runs:
        _wait(run, give_up, place)
    place.empty()
    for run in runs:
        if not run.done:
            watch(run)
            return None
        if run.found is None:
            show_failed(run)
            return None
    now, before = (run.found for run in runs)
    return None if now is None or before is None else (now, before)


def _wait(run: PlanRun, give_up: float, place: DeltaGenerator) -> None:
    """Wait for a run in the page's own thread: quicker than looking again later, and a new lever ends the wait."""
    while not run.done and time.monotonic() < give_up:
        run.looked_at[state.session()] = time.monotonic()
        wait([run.future], timeout=LOOK_SECONDS)
        if not run.done:
            place.caption(f":material/hourglass_top: {said(run)}")


def _remember(estimate: Overview) -> Answers:
    """Keep the answer, and the one before it for as long as the dataset is the same."""
    known = cast("Answers | None", st.session_state.get(_ANSWERS))
    asked = _asked_digests()
    if known is None or known.asked != asked:
        earlier = known.latest if known is not None and known.asked[0] == asked[0] else None
        known = Answers(asked, estimate, earlier, time.monotonic())
        st.session_state[_ANSWERS] = known
    return known
