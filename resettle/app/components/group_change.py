"""One column for many rows: set it, multiply it, add to it; what that makes of the sum is shown before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from resettle.app import state
from resettle.app.components.bound import use
from resettle.app.grid import heading
from resettle.app.group import read_change, with_group
from resettle.app.guard import guarded, guarded_change, show_problems
from resettle.app.words import grids as words
from resettle.errors import ScenarioError
from resettle.inputs.schema import INPUT_TABLES
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.app.grid import Grid
    from resettle.app.group import How
    from resettle.inputs.columns import Column
    from resettle.inputs.scenario import Change


MOST_CHOICES = 200
"""A column with more names than these is not offered for choosing rows."""


@guarded
def group_change(grid: Grid) -> None:
    """Column, rows, how, figure; then before and after, and a button."""
    name = grid.table.name
    st.markdown(f"**{words.GROUP}**")
    st.caption(words.GROUP_INTRO)
    said = {column.name: column for column in grid.figures}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        headings = {key: heading(column) for key, column in said.items()}
        chosen = _choice(words.GROUP_COLUMN, headings, f"group.{name}.column")
        where = _rows(grid)
        how = _choice(words.GROUP_HOW, words.HOWS, f"group.{name}.how")
        key = f"group.{name}.figure"
        text = st.text_input(words.GROUP_FIGURE, key=key, help=words.GROUP_FIGURE_HELP, max_chars=40)
    if not text.strip() and how != "set":
        st.caption(words.GROUP_NOTHING)
        return
    _preview(name, said[chosen], where, cast("How", how), text)


def _rows(grid: Grid) -> dict[str, Any]:
    """Values of the columns that say which rows are meant; a column that was not chosen says nothing."""
    dataset, name = state.opened().dataset, grid.table.name
    where: dict[str, Any] = {}
    for column in grid.table.columns:
        is_name = column.key or column.refers_to or column.choices
        values = sorted(dataset[name][column.name].dropna().unique().tolist()) if is_name else []
        if not 1 < len(values) <= MOST_CHOICES:
            continue
        named = titles(dataset, column.refers_to).to_dict() if column.refers_to in INPUT_TABLES else {}
        options = {None: words.GROUP_ALL} | {one: str(named.get(one, one) or column.blank) for one in values}
        label = words.GROUP_WHERE.format(name=heading(column).lower())
        value = _choice(label, options, f"group.{name}.{column.name}")
        if value is not None:
            where[column.name] = int(value) if column.kind in ("year", "whole") else value
    return where


def _choice(label: str, options: Mapping[Any, str], key: str) -> Any:
    return st.selectbox(label, list(options), format_func=lambda option: options[option], key=key)


def _preview(table: str, column: Column, where: dict[str, Any], how: How, text: str) -> None:
    try:
        change = read_change(table, column, where, how, text)
        group = with_group(state.opened().dataset, state.scenario(), change)
    except ScenarioError as trouble:
        show_problems(trouble.problems)
        return
    before, after = (f"{value:,.6g}" for value in (group.before, group.after))
    st.markdown(words.GROUP_PREVIEW.format(rows=group.rows, before=before, after=after))
    if group.blanks:
        st.caption(words.GROUP_PREVIEW_BLANKS.format(count=group.blanks))
    st.button(words.GROUP_USE, key=f"group.{table}.use", type="primary", on_click=_use, args=(change,))


@guarded_change
def _use(change: Change) -> None:
    use(with_group(state.opened().dataset, state.scenario(), change).scenario)
    st.session_state[f"group.{change.table}.figure"] = ""
