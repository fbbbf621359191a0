"""What a session works out about its households in a worker process: known to this session alone, gone with it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import streamlit as st

from resettle.app import state
from resettle.app.lanes import BESIDE, pool
from resettle.app.runs import Run
from resettle.app.turns import Turns
from resettle.workers.worker import Call, EndedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_RUNS = "resettle.households.runs"


class Step(NamedTuple):
    """What is worked out, and about what: an answer about something else is of no use any more."""

    name: str
    about: str


@dataclass
class HouseholdRun(Run[Step, Any]):
    """A step with single households under way, or done."""


@st.cache_resource(show_spinner=False)
def line() -> Turns:
    """Sessions take turns; nothing but whose turn it is is shared."""
    return Turns("households", 1)


def begin(step: Step, function: Callable[..., Any], *given: object, shared: Mapping[str, object]) -> HouseholdRun:
    """Begin a step; one of the same name that is under way ends."""
    leave(step.name)
    run = HouseholdRun(step)
    run.looked_at[state.session()] = time.monotonic()
    call = Call(function, given, shared, run.hear, run.wish)
    line().join(run, partial(_work, run, call))
    _runs()[step.name] = run
    return run


def run_of(name: str) -> HouseholdRun | None:
    """The step of that name, under way or done, until it is taken."""
    return _runs().get(name)


def take(run: HouseholdRun) -> None:
    """Let go of a step whose answer is kept elsewhere now, or of no use."""
    if _runs().get(run.key.name) is run:
        del _runs()[run.key.name]


def leave(name: str) -> None:
    """End a step."""
    run = _runs().pop(name, None)
    if run is not None:
        stop(run)


def leave_all() -> None:
    """End every step."""
    for name in list(_runs()):
        leave(name)


def stop(run: HouseholdRun) -> None:
    """End it without an answer."""
    run.stop.set()
    if line().leave(run):
        run.future.cancel()


def _runs() -> dict[str, HouseholdRun]:
    return cast("dict[str, HouseholdRun]", st.session_state.setdefault(_RUNS, {}))


def _work(run: HouseholdRun, call: Call) -> None:
    """In a thread that waits for a worker; what goes wrong belongs to who waits."""
    run.started_at = time.monotonic()
    try:
        found = pool().call(BESIDE, call)
    except EndedError:
        run.future.cancel()
    except Exception as trouble:
        run.future.set_exception(trouble)
    else:
        run.future.set_result(found)
