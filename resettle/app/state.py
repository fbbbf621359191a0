"""What a session knows: the dataset that all share, its own scenario, and the plans it looks at.

The scenario lives in one key that no widget owns: Streamlit forgets a widget's value when its page is left.
"""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app.plans import ESTIMATE, PlanStore
from resettle.app.runs import FIRST_GAP, PlanRun, key_of
from resettle.errors import ScenarioError
from resettle.inputs.dataset import Dataset, load_dataset
from resettle.inputs.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA_VARIABLE = "RESETTLE_DATA"
SHIPPED = Path(__file__).parents[2] / "data"
BASELINE = "baseline"
"""File name, without its ending, of the scenario that everything is compared with."""
MOST_UNDONE = 50
MOST_RUNS = 16
_SCENARIO, _PAST, _RUNS, _SESSION, _LIGHT = (
    f"resettle.{name}" for name in ("scenario", "past", "runs", "session", "light")
)


@dataclass(frozen=True)
class Opened:
    """What all sessions share.

    Attributes
    ----------
    dataset : as loaded
    baseline : the scenario that everything is compared with
    scenarios : scenarios that ship beside the dataset, by file name
    refused : scenario files that cannot be read, and why
    """

    dataset: Dataset
    baseline: Scenario
    scenarios: Mapping[str, Scenario]
    refused: Mapping[str, ScenarioError]


def data_path() -> Path:
    """The dataset that the app plans with: the one that ships, or the one that RESETTLE_DATA names."""
    return Path(os.environ.get(DATA_VARIABLE) or SHIPPED / "default")


@st.cache_resource(show_spinner=False)
def _opened(path: str) -> Opened:
    dataset = load_dataset(path)
    scenarios: dict[str, Scenario] = {}
    refused: dict[str, ScenarioError] = {}
    for file in sorted((Path(path).parent / "scenarios").glob("*.toml")):
        try:
            scenarios[file.stem] = Scenario.load(file)
        except ScenarioError as trouble:
            refused[file.stem] = trouble
    baseline = scenarios.pop(BASELINE, Scenario())
    return Opened(dataset, baseline, MappingProxyType(scenarios), MappingProxyType(refused))


@st.cache_resource(show_spinner=False)
def store() -> PlanStore:
    """The plans of all sessions."""
    return PlanStore()


def opened() -> Opened:
    """The dataset and its scenarios; raises DataError with every problem of the data."""
    return _opened(str(data_path()))


def session() -> str:
    """A number for this session, drawn by chance."""
    return cast("str", st.session_state.setdefault(_SESSION, uuid.uuid4().hex))


def scenario() -> Scenario:
    """The session's scenario; the baseline until something is changed."""
    return cast("Scenario", st.session_state.setdefault(_SCENARIO, opened().baseline))


def set_scenario(changed: Scenario) -> None:
    """Take another scenario; the one before can be had back. Plans of the old one are no longer waited for."""
    before = scenario()
    if changed == before:
        return
    past = cast("list[Scenario]", st.session_state.setdefault(_PAST, []))
    past.append(before)
    del past[:-MOST_UNDONE]
    st.session_state[_SCENARIO] = changed
    if changed.digest != before.digest:
        _stop_waiting(before)


def undo() -> None:
    """The scenario before the last change."""
    past = cast("list[Scenario]", st.session_state.get(_PAST, []))
    if past:
        before = scenario()
        st.session_state[_SCENARIO] = past.pop()
        _stop_waiting(before)


def can_undo() -> bool:
    """Whether there is a change to take back."""
    return bool(st.session_state.get(_PAST))


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
