"""The scenario as a whole: where it starts from, undo and redo, saving, what is different, download, open a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import kept, state
from resettle.app.assumed_words import changes_table
from resettle.app.guard import guarded_change, show_trouble
from resettle.app.plain import plain, plain_table
from resettle.app.widgets import is_news, widget_of
from resettle.app.words import scenarios as words
from resettle.app.words import what_if
from resettle.errors import Problem, ScenarioError
from resettle.inputs.scenario import Scenario
from resettle.inputs.scenario_text import LARGEST_SCENARIO_BYTES
from resettle.inputs.text_files import decoded, too_large

if TYPE_CHECKING:
    import pandas as pd

_CHOICE, _FILE = "assumptions.choice", "assumptions.file"
_OWN, _SAVED = "", "saved/"


def choose_scenario() -> None:
    """A box with the scenarios that ship and those saved; undo, redo and back."""
    opened = state.opened()
    titles = {state.BASELINE: opened.baseline.title or words.BASELINE}
    titles |= {stem: scenario.title or stem for stem, scenario in opened.scenarios.items()}
    titles |= {f"{_SAVED}{name}": words.SAVED_AS.format(name=name) for name in kept.shelf().saved}
    current = _current()
    options = [*titles] if current != _OWN else [_OWN, *titles]
    drawn = widget_of(_CHOICE, current)
    st.selectbox(
        words.START_FROM,
        options,
        options.index(drawn.first) if drawn.first in options else 0,
        format_func=lambda key: titles.get(key, words.OWN),
        key=drawn.key,
        help=words.START_HELP,
        on_change=_choose,
        args=(drawn.key,),
    )
    steps()
    for trouble in opened.refused.values():
        show_trouble(trouble)


def show_description() -> None:
    """What a scenario that was opened assumes, in its own words."""
    described = state.scenario().description.strip()
    if described and _current() not in (_OWN, state.BASELINE):
        st.caption(plain(described))


def steps() -> None:
    """Buttons to undo, to redo and to go back to the baseline."""
    unchanged = state.scenario().digest == state.opened().baseline.digest
    with st.container(horizontal=True):
        for label, icon, change, disabled, note in (
            (words.UNDO, ":material/undo:", _undo, not state.can_undo(), words.UNDO_HELP),
            (words.REDO, ":material/redo:", _redo, not state.can_redo(), words.REDO_HELP),
            (words.RESET, ":material/restart_alt:", _reset, unchanged, None),
        ):
            st.button(label, icon=icon, on_click=change, disabled=disabled, help=note, key=f"steps.{label}")


def what_changed() -> pd.DataFrame:
    """Assumptions in which the session's scenario differs from the baseline, in words."""
    return changes_table(state.opened().dataset, state.opened().baseline, state.scenario())


def show_changes() -> None:
    """What is different from the baseline; download and upload."""
    table = what_changed()
    if table.empty:
        st.caption(what_if.UNCHANGED)
    else:
        with st.expander(what_if.CHANGED.format(count=len(table))):
            st.table(plain_table(table), hide_index=True)
    with st.expander(words.FILE, icon=":material/upload_file:"):
        scenario = state.scenario()
        st.download_button(
            words.FILE_DOWNLOAD,
            scenario.dump_toml(),
            file_name=f"{file_name(scenario.title)}.toml",
            mime="application/toml",
            help=words.FILE_DOWNLOAD_HELP,
            on_click="ignore",
        )
        st.file_uploader(
            words.FILE,
            type=["toml", "json"],
            key=_FILE,
            help=words.FILE_HELP,
            on_change=_open_file,
            max_upload_size=LARGEST_SCENARIO_BYTES // 2**20,
        )


def file_name(title: str) -> str:
    """A file's name from a title."""
    return re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:60] or "scenario"


def read_file(data: bytes, name: str) -> Scenario:
    """A scenario from an uploaded file; raises ScenarioError with every problem."""
    if len(data) > LARGEST_SCENARIO_BYTES:
        raise ScenarioError([too_large(name, len(data), LARGEST_SCENARIO_BYTES)])
    text = decoded(data, name)
    if isinstance(text, Problem):
        raise ScenarioError([text])
    return Scenario.parse(text, name)


def _current() -> str:
    """What the box stands at: a scenario that asks the same, saved under this title, shipped, or saved otherwise."""
    scenario = state.scenario()
    saved, shipped = kept.same_as_saved(scenario), kept.same_as_shipped(scenario)
    if saved and (saved == scenario.title or not shipped):
        return f"{_SAVED}{saved}"
    return shipped or _OWN


@guarded_change
def _choose(widget: str) -> None:
    if not is_news(widget):
        return
    key = st.session_state[widget]
    if key.startswith(_SAVED):
        kept.open_saved(key.removeprefix(_SAVED))
    elif key == state.BASELINE:
        state.set_scenario(state.opened().baseline)
    elif key in state.opened().scenarios:
        state.set_scenario(state.opened().scenarios[key])


@guarded_change
def _undo() -> None:
    state.undo()


@guarded_change
def _redo() -> None:
    state.redo()


@guarded_change
def _reset() -> None:
    state.set_scenario(state.opened().baseline)


@guarded_change
def _open_file() -> None:
    uploaded = st.session_state[_FILE]
    if uploaded is not None:
        kept.open_scenario(read_file(uploaded.getvalue(), uploaded.name))
