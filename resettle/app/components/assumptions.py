"""The scenario as a whole: start from one that ships, undo, reset, what is different, download, open a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from resettle.app import state
from resettle.app.components.bound import bind
from resettle.app.guard import guarded_change, show_trouble
from resettle.app.words import levers as lever_words
from resettle.app.words import what_if as words
from resettle.inputs.scenario import Scenario, apply, difference

if TYPE_CHECKING:
    from collections.abc import Mapping

_CHOICE, _NAME, _FILE = "assumptions.choice", "assumptions.name", "assumptions.file"
_OWN = ""


def choose_scenario() -> None:
    """A box with the scenarios that ship, and buttons to undo and to go back."""
    opened = state.opened()
    titles = {state.BASELINE: opened.baseline.title or words.BASELINE}
    titles |= {stem: scenario.title or stem for stem, scenario in opened.scenarios.items()}
    current = shipped_as(state.scenario())
    options = [*titles] if current != _OWN else [_OWN, *titles]
    bind(_CHOICE, current)
    st.selectbox(
        words.SCENARIO,
        options,
        format_func=lambda stem: titles.get(stem, words.OWN),
        key=_CHOICE,
        help=words.SCENARIO_HELP,
        on_change=_choose,
    )
    with st.container(horizontal=True):
        st.button(words.UNDO, icon=":material/undo:", on_click=state.undo, disabled=not state.can_undo())
        unchanged = state.scenario().digest == opened.baseline.digest
        st.button(words.RESET, icon=":material/restart_alt:", on_click=_reset, disabled=unchanged)
    said = state.scenario().description.strip()
    if current not in (_OWN, state.BASELINE) and said:
        st.caption(said)
    for trouble in opened.refused.values():
        show_trouble(trouble)


def shipped_as(scenario: Scenario) -> str:
    """File name of the shipped scenario that asks the same, or blank."""
    known: Mapping[str, Scenario] = {state.BASELINE: state.opened().baseline, **state.opened().scenarios}
    return next((stem for stem, shipped in known.items() if shipped.digest == scenario.digest), _OWN)


def what_changed() -> pd.DataFrame:
    """Fields in which the session's scenario differs from the baseline, in words."""
    fields = difference(state.opened().baseline, state.scenario())
    fields = fields[~fields["field"].isin(("title", "description", "dataset"))]
    before = fields["before"].map(_said)
    return pd.DataFrame(
        {
            words.CHANGED_FIELD: fields["field"].map(field_in_words),
            words.CHANGED_BEFORE: before,
            words.CHANGED_AFTER: fields["after"].map(_said),
        }
    )


def field_in_words(field: str) -> str:
    """A scenario's field as the levers call it."""
    part, _, name = field.partition(".")
    if part == "scale" and name in lever_words.SCALE:
        return lever_words.SCALE[name][0]
    if part == "floors" and name in lever_words.FLOORS:
        return f"{lever_words.GROUPS['fairness']}: {lever_words.FLOORS[name][0]}"
    return field.replace(".", " · ").replace("_", " ")


def show_changes() -> None:
    """What is different from the baseline; download and upload."""
    table = what_changed()
    if table.empty:
        st.caption(words.UNCHANGED)
    else:
        with st.expander(words.CHANGED.format(count=len(table))):
            st.table(table)
    with st.expander(words.DOWNLOAD, icon=":material/download:"):
        scenario = state.scenario()
        bind(_NAME, scenario.title)
        st.text_input(words.NAME, key=_NAME, max_chars=120, on_change=_rename)
        st.download_button(
            words.DOWNLOAD,
            scenario.dump_toml(),
            file_name=f"{file_name(scenario.title)}.toml",
            mime="application/toml",
            help=words.DOWNLOAD_HELP,
            on_click="ignore",
        )
    with st.expander(words.FILE, icon=":material/upload_file:"):
        st.file_uploader(words.FILE, type=["toml", "json"], key=_FILE, help=words.FILE_HELP, on_change=_open_file)


def file_name(title: str) -> str:
    """A file's name from a title."""
    return re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:60] or "scenario"


def _said(value: object) -> str:
    if value is None or value != value:
        return words.NOTHING_SAID
    return f"{value:,g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


@guarded_change
def _choose() -> None:
    stem = st.session_state[_CHOICE]
    if stem == state.BASELINE:
        state.set_scenario(state.opened().baseline)
    elif stem in state.opened().scenarios:
        state.set_scenario(state.opened().scenarios[stem])


@guarded_change
def _reset() -> None:
    state.set_scenario(state.opened().baseline)


@guarded_change
def _rename() -> None:
    state.set_scenario(state.scenario().model_copy(update={"title": st.session_state[_NAME]}))


@guarded_change
def _open_file() -> None:
    uploaded = st.session_state[_FILE]
    if uploaded is None:
        return
    try:
        text = uploaded.getvalue().decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "�"
    scenario = Scenario.parse(text, uploaded.name)
    apply(state.opened().dataset, scenario)
    state.set_scenario(scenario)
