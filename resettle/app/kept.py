"""Saved scenarios as a session meets them: what is on the shelf, what was opened last, whether work is unsaved."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import state
from resettle.errors import ResettleError
from resettle.inputs.scenario import Scenario, apply
from resettle.workspace.folder import scenarios_folder
from resettle.workspace.store import Shelf, Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from resettle.workspace.saved import Saved

_KEPT, _VERSIONS = "resettle.kept", "resettle.versions"


@st.cache_resource(show_spinner=False)
def _workspace(folder: Path) -> Workspace:
    return Workspace(folder)


def workspace() -> Workspace:
    """The saved scenarios of this machine, the same for all sessions."""
    return _workspace(scenarios_folder())


def shelf() -> Shelf:
    """What is saved; empty where the folder cannot be looked into (saving says why)."""
    try:
        return workspace().shelf()
    except ResettleError:
        return Shelf({}, {})


def open_scenario(scenario: Scenario) -> None:
    """Let the session plan with a scenario that comes from elsewhere, once it fits; raises ScenarioError."""
    apply(state.opened().dataset, scenario)
    state.set_scenario(scenario)
    st.session_state[_KEPT] = scenario.digest


def arrive_with(scenario: Scenario) -> None:
    """Begin the session with a link's scenario, once it fits; there is nothing before it to undo."""
    apply(state.opened().dataset, scenario)
    state.begin_with(scenario)


def arrive_with_saved(name: str) -> None:
    """Begin the session with a saved scenario, once it fits, and note its version."""
    saved = workspace().open(name)
    arrive_with(saved.scenario)
    st.session_state[_KEPT] = saved.scenario.digest
    _note(saved)


def open_saved(name: str) -> None:
    """Open a saved scenario and note its version, so that nobody else's work is overwritten later."""
    saved = workspace().open(name)
    open_scenario(saved.scenario)
    _note(saved)


def save(name: str, description: str, tags: Sequence[str], *, replace: str | None = None) -> Saved:
    """Save the session's scenario; ``replace`` is the version that the person agreed to replace.

    Raises ChangedSinceError where the name is taken by something that this session has not seen.
    """
    asked = state.scenario().model_copy(update={"description": description.strip()})
    version = replace or _versions().get(name)
    saved = workspace().save(name, asked, tags, version)
    state.rename(saved.name, saved.scenario.description)
    _note(saved)
    st.session_state[_KEPT] = saved.scenario.digest
    return saved


def change_details(saved: Saved, name: str, description: str, tags: Sequence[str]) -> Saved:
    """Other words for a saved scenario; raises ChangedSinceError where it is no longer the one that was looked at."""
    known = _versions().get(saved.name) == saved.version
    moved = workspace().rename(saved.name, name, saved.version)
    asked = moved.scenario.model_copy(update={"description": description.strip()})
    changed = workspace().save(moved.name, asked, tags, moved.version)
    if known:
        _note(changed)
        if state.scenario().title == saved.name:
            state.rename(changed.name, changed.scenario.description)
    return changed


def opened_name() -> str:
    """Name of the saved scenario that the session's scenario came from; else blank."""
    title = state.scenario().title
    return title if title in _versions() else ""


def same_as_saved(scenario: Scenario) -> str:
    """Name of a saved scenario that asks the same, the one of the same title first; else blank."""
    names = [name for name, saved in shelf().saved.items() if saved.scenario.digest == scenario.digest]
    return scenario.title if scenario.title in names else next(iter(names), "")


def same_as_shipped(scenario: Scenario) -> str:
    """File name of the shipped scenario that asks the same (the baseline among them); else blank."""
    opened = state.opened()
    known = {state.BASELINE: opened.baseline, **opened.scenarios}
    return next((stem for stem, shipped in known.items() if shipped.digest == scenario.digest), "")


def is_unsaved() -> bool:
    """Whether the session's assumptions would be lost if it ended now."""
    scenario = state.scenario()
    if same_as_shipped(scenario) or st.session_state.get(_KEPT) == scenario.digest:
        return False
    return not same_as_saved(scenario)


def _versions() -> dict[str, str]:
    """Version of every saved scenario that this session opened or saved, by name."""
    return cast("dict[str, str]", st.session_state.setdefault(_VERSIONS, {}))


def _note(saved: Saved) -> None:
    _versions()[saved.name] = saved.version
