"""A question that takes several plans: a button to ask it, its progress, its answer."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import streamlit as st

from resettle.app import state
from resettle.app.components.progress import SECONDS_BETWEEN_LOOKS, ahead_text
from resettle.app.guard import guarded, guarded_change, show_trouble
from resettle.app.studies import StudyStore
from resettle.app.words import general
from resettle.app.words import why as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.app.studies import StudyRun
    from resettle.app.study import Study
    from resettle.inputs.scenario import Scenario


@st.cache_resource(show_spinner=False)
def studies() -> StudyStore:
    """The studies of all sessions."""
    return StudyStore()


def answer_to(
    question: str, scenario: Scenario, work: Callable[[Study], Any], *, takes: str, detail: str = ""
) -> Any | None:
    """The answer, where it is there; else a button to ask for it, or how far it is.

    Parameters
    ----------
    question, detail : what is asked; ``detail`` must tell apart whatever else ``work`` depends on
    scenario : of the session's dataset
    work : works the answer out, in the background; must not touch the session
    takes : how long it takes, in words
    """
    dataset = state.opened().dataset
    run = studies().known(dataset, scenario, question, detail)
    if run is None or run.future.cancelled():
        if run is not None and not run.stop.is_set():
            st.info(words.LEFT, icon=":material/info:")
        st.button(
            words.ASK,
            key=f"ask.{question}.{detail}",
            type="primary",
            icon=":material/calculate:",
            on_click=_ask,
            args=(scenario, question, work, detail),
        )
        st.caption(takes)
        return None
    if not run.done:
        watch_study(run)
        return None
    if run.trouble is not None:
        show_trouble(run.trouble)
        st.button(
            words.ASK_AGAIN, key=f"ask.{question}.{detail}", on_click=guarded_change(studies().forget), args=(run,)
        )
        return None
    took = words.TOOK_PLANS if run.plans and not run.of else words.TOOK
    st.caption(took.format(plans=run.plans, seconds=run.took_seconds))
    return run.found


@guarded_change
def _ask(scenario: Scenario, question: str, work: Callable[[Study], Any], detail: str) -> None:
    studies().ask(state.opened().dataset, scenario, question, work, state.session(), detail)


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
@guarded
def watch_study(run: StudyRun) -> None:
    """Show how far it is until it ends; then the whole page is drawn anew."""
    if run.done:
        st.rerun()
    run.looked_at[state.session()] = time.monotonic()
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/hourglass_top: {_said(run)}")
        st.button(words.STOP, key=f"stop.{run.key.question}", help=words.STOP_HELP, on_click=_stop, args=(run,))


def _said(run: StudyRun) -> str:
    """How far it is, in words."""
    if run.started_at is None:
        return words.WAITING.format(seconds=run.seconds, ahead=ahead_text(studies().ahead_of(run)))
    said = words.WORKING_OF if run.of else words.WORKING_PLANS if run.plans else words.WORKING
    stage = general.STAGES.get(run.stage, words.COMPARING) if run.stage else words.BEGINNING
    return said.format(plans=run.plans, of=run.of, stage=stage, seconds=run.seconds)


@guarded_change
def _stop(run: StudyRun) -> None:
    if not studies().stop(run, state.session()):
        st.toast(words.STOP_SHARED)
