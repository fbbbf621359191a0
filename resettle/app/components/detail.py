"""Single figures as grids: change cells, see before and after, use them or drop them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import state
from resettle.app.grid import GRIDS, Edit, before_and_after, edits_of, laid_out, with_edits
from resettle.app.guard import guarded, guarded_change, show_problems
from resettle.app.words import what_if as words
from resettle.errors import ScenarioError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from resettle.app.grid import Grid

_ROUND = "resettle.grid.round"
"""Session key: counts used and dropped edits, so that a grid starts afresh after each."""


def detail_grids() -> None:
    """A tab for each table that can be edited cell by cell."""
    with st.expander(words.DETAIL, icon=":material/table_edit:"):
        st.markdown(words.DETAIL_INTRO)
        for tab, name in zip(st.tabs(list(words.GRID_TITLES.values())), words.GRID_TITLES, strict=True):
            with tab:
                _grid(name)


@guarded
def _grid(name: str) -> None:
    grid = GRIDS[name]
    shown = laid_out(state.opened().dataset, state.scenario(), grid)
    key = f"grid.{name}.{st.session_state.get(_ROUND, 0)}"
    figures = [str(column) for column in shown.columns if column != words.GRID_NAME]
    columns = {
        figure: st.column_config.NumberColumn(words.GRID_COLUMNS.get(figure, figure), format="localized")
        for figure in figures
    }
    st.data_editor(
        shown, hide_index=True, disabled=[words.GRID_NAME], column_config=columns, key=key, alt=words.GRID_TITLES[name]
    )
    if grid.by_year:
        st.caption(words.GRID_YEARS)
    edits = _edits(grid, shown, key)
    if edits:
        _review(edits)


def _edits(grid: Grid, shown: pd.DataFrame, key: str) -> list[Edit]:
    held = st.session_state.get(key) or {}
    edited = cast("Mapping[int, Mapping[str, object]]", held.get("edited_rows", {}))
    return edits_of(grid, shown, edited)


def _review(edits: list[Edit]) -> None:
    """Before and after, what is wrong, and the buttons."""
    st.table(before_and_after(edits).style.format({words.EDIT_BEFORE: "{:,.6g}"}))
    problems = [edit.problem for edit in edits if edit.problem is not None]
    if not problems:
        try:
            with_edits(state.opened().dataset, state.scenario(), edits)
        except ScenarioError as trouble:
            problems = list(trouble.problems)
    if problems:
        show_problems(problems)
    label = words.USE_ONE_EDIT if len(edits) == 1 else words.USE_EDITS.format(count=len(edits))
    with st.container(horizontal=True):
        st.button(label, type="primary", disabled=bool(problems), on_click=_use, args=(edits,))
        st.button(words.DROP_EDITS, on_click=_drop)


@guarded_change
def _use(edits: list[Edit]) -> None:
    state.set_scenario(with_edits(state.opened().dataset, state.scenario(), edits))
    _drop()


def _drop() -> None:
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
