"""Single figures as grids: change cells, see before and after, use them or drop them; what is changed so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from resettle.app import state
from resettle.app.components.bound import use
from resettle.app.components.changes import changes_so_far
from resettle.app.components.folded import folded
from resettle.app.components.group_change import group_change
from resettle.app.components.one_figure_asked import one_figure_asked
from resettle.app.components.redrawn import whole_page_if_changed
from resettle.app.grid import Edit, LaidOut, before_and_after, edits_of, grids, heading, laid_out, with_edits
from resettle.app.guard import guarded, guarded_change, show_kept_trouble, show_problems
from resettle.app.lever_texts import confidence, sources
from resettle.app.plain import plain, plain_table
from resettle.app.words import grids as words
from resettle.errors import ScenarioError
from resettle.insight.levers import origin_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.app.grid import Grid

_ROUND, _TABLE = "resettle.grid.round", "grid.table"
"""Session keys: used and dropped edits, so that a grid starts afresh after each; the table."""


@st.fragment
@guarded
def detail_grids() -> None:
    """Choose a table and change its figures; built only while it is open."""
    whole_page_if_changed()
    box = folded(words.DETAIL, "grid.open", icon=":material/table_edit:")
    if box is None:
        return
    with box:
        show_kept_trouble()
        st.markdown(words.DETAIL_INTRO)
        with st.container(border=True):
            one_figure_asked()
        all_of_them = grids(state.opened().dataset)
        ordered = sorted(all_of_them, key=lambda name: list(words.TITLES).index(name))
        name = st.selectbox(words.TABLE, ordered, format_func=words.title, key=_TABLE)
        _grid(all_of_them[name])
        group_change(all_of_them[name])
        changes_so_far()


@guarded
def _grid(grid: Grid) -> None:
    dataset = state.opened().dataset
    laid = laid_out(dataset, state.scenario(), grid)
    name = grid.table.name
    key = f"grid.{name}.{st.session_state.get(_ROUND, 0)}"
    st.data_editor(
        laid.shown,
        hide_index=True,
        disabled=[column for column in laid.shown.columns if column not in laid.figures],
        column_config=_columns(laid),
        key=key,
        alt=words.title(name),
        placeholder="",
    )
    _notes(laid)
    held = st.session_state.get(key) or {}
    edited = cast("Mapping[int, Mapping[str, object]]", held.get("edited_rows", {}))
    edits = edits_of(dataset, state.scenario(), laid, edited)
    if edits:
        _review(edits)


def _columns(laid: LaidOut) -> dict[str, Any]:
    """Cells are texts: what is typed is what is checked. Headings with units, help with the meaning of a blank."""
    said = {column.name: column for column in laid.grid.figures}
    columns: dict[str, Any] = {}
    for name in laid.figures:
        column = laid.grid.figures[0] if laid.grid.by_year else said[name]
        note = f"{column.meaning}. {words.BLANK_MEANS}: {column.blank or words.NEVER_BLANK}."
        title = name if laid.grid.by_year else heading(column)
        columns[name] = st.column_config.TextColumn(title, help=note, alignment="right")
    return columns


def _notes(laid: LaidOut) -> None:
    """What a blank means here, what a dash means, and where the table's figures come from."""
    figures = laid.grid.figures
    meanings = ", ".join(f"{heading(column)}: {column.blank}" for column in figures if column.blank)
    if meanings:
        st.caption(plain(words.BLANK_NOTE.format(meanings=meanings)))
    if laid.grid.by_year:
        st.caption(words.BY_YEAR)
    dataset, name = state.opened().dataset, laid.grid.table.name
    origin = origin_of(dataset, (name,))
    if origin.confidence:
        st.caption(
            words.SOURCE.format(count=len(dataset[name]), confidence=confidence(origin), sources=plain(sources(origin)))
        )


def _review(edits: list[Edit]) -> None:
    """Before and after, what is wrong, and the buttons."""
    st.table(plain_table(before_and_after(edits)))
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
    use(with_edits(state.opened().dataset, state.scenario(), edits))
    _drop()


@guarded_change
def _drop() -> None:
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
