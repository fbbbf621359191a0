"""A run under way: how far it is, a button to stop it, and the page drawn anew when it has ended."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import state
from resettle.app.guard import guarded, guarded_change, show_trouble
from resettle.app.plans import ESTIMATE, PLAN
from resettle.app.words import general as words

if TYPE_CHECKING:
    from resettle.app.runs import PlanRun

SECONDS_BETWEEN_LOOKS = 0.5


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
@guarded
def watch(run: PlanRun) -> None:
    """Show a run's progress until it ends; then the whole page is drawn anew."""
    if run.done:
        st.rerun()
    show_progress(run)


def show_progress(run: PlanRun) -> None:
    """How far a run is, and a button to stop it; this session counts as waiting for it."""
    run.looked_at[state.session()] = time.monotonic()
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/hourglass_top: {said(run)}")
        st.button(
            words.STOP,
            key=f"stop.{run.key.quality}.{run.key.gap}.{run.key.scenario[:8]}",
            help=words.STOP_HELP if run.key.quality == PLAN else words.STOP_ESTIMATE_HELP,
            on_click=_stop,
            args=(run,),
        )


def said(run: PlanRun) -> str:
    """How far a run is, in words."""
    stage = (
        words.WAITING.format(ahead=ahead_text(state.store().ahead_of(run)))
        if run.latest is None
        else words.STAGES.get(run.latest.stage, run.latest.stage)
    )
    sentence = words.WORKING_ESTIMATE if run.key.quality == ESTIMATE else words.WORKING_PLAN
    text = sentence.format(stage=stage, seconds=run.seconds)
    if run.latest is not None and run.latest.gap is not None:
        text += words.WORKING_GAP.format(gap=run.latest.gap, goal=run.key.gap)
    return text


def ahead_text(ahead: int) -> str:
    """How many others have their turn before, in words."""
    if ahead <= 0:
        return words.AHEAD_NONE
    return words.AHEAD_ONE if ahead == 1 else words.AHEAD_MORE.format(number=ahead)


def show_failed(run: PlanRun) -> None:
    """Why a run ended without a plan, and a button to ask again."""
    if run.trouble is None:
        st.info(words.STOPPED, icon=":material/info:")
    else:
        show_trouble(run.trouble)
    st.button(
        words.TRY_AGAIN,
        key=f"again.{run.key.quality}.{run.key.scenario[:8]}",
        on_click=guarded_change(state.forget_run),
        args=(run,),
    )


@guarded_change
def _stop(run: PlanRun) -> None:
    if not state.store().stop(run, state.session()):
        st.toast(words.STOP_SHARED)
