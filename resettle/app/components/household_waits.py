"""A step with households under way: its stage, its seconds and a button to stop it; its answer when it is there."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import streamlit as st

from resettle.app import state
from resettle.app.components.progress import SECONDS_BETWEEN_LOOKS, ahead_text
from resettle.app.guard import guarded, guarded_change, show_trouble
from resettle.app.household_runs import line, run_of, stop, take
from resettle.app.plain import plain
from resettle.app.words import general as shared
from resettle.app.words import households as words
from resettle.errors import ResettleError

if TYPE_CHECKING:
    from resettle.app.household_runs import HouseholdRun, Step


def answer_of(step: Step, *, quiet: bool = False) -> Any | None:
    """The answer of a step that has ended, once; else how far it is, or why there is none (``quiet``: as a remark)."""
    run = run_of(step.name)
    if run is None:
        return None
    if not run.done:
        watch_step(run)
        return None
    if run.key != step:
        take(run)
        return None
    if run.found is None:
        _show_failed(run, quiet=quiet)
        return None
    take(run)
    return run.found


def _show_failed(run: HouseholdRun, *, quiet: bool) -> None:
    if run.trouble is None:
        st.info(words.STEP_STOPPED, icon=":material/info:")
    elif quiet and isinstance(run.trouble, ResettleError):
        st.info(plain(str(run.trouble)), icon=":material/info:")
    else:
        show_trouble(run.trouble)


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
@guarded
def watch_step(run: HouseholdRun) -> None:
    """Show how far it is until it ends; then the whole page is drawn anew."""
    if run.done:
        st.rerun()
    run.looked_at[state.session()] = time.monotonic()
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/hourglass_top: {_said(run)}")
        st.button(
            shared.STOP,
            key=f"households.stop.{run.key.name}",
            help=words.STEP_STOP_HELP,
            on_click=guarded_change(stop),
            args=(run,),
        )


def _said(run: HouseholdRun) -> str:
    if run.started_at is None:
        stage = shared.WAITING.format(ahead=ahead_text(line().ahead_of(run)))
    else:
        stage = words.STAGES.get(run.stage) or shared.STAGES.get(run.stage, words.STARTING)
    return words.STEP_WORKING.format(step=words.STEPS[run.key.name], stage=stage, seconds=run.seconds)
