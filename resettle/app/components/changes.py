"""Figures that a scenario changes, and a way to take each back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from resettle.app import state, wishes
from resettle.app.components.bound import use
from resettle.app.grid import heading
from resettle.app.guard import guarded_change
from resettle.app.plain import plain_table
from resettle.app.words import grids as words
from resettle.inputs.schema import INPUT_TABLES

if TYPE_CHECKING:
    from resettle.inputs.scenario import Change

_WHICH = "grid.which"


def changes_so_far() -> None:
    """A table of what is changed, and a button that takes one of them back."""
    changes = state.scenario().change
    if not changes:
        st.caption(words.CHANGES_NONE)
        return
    st.markdown(f"**{words.CHANGES.format(count=len(changes))}**")
    st.table(plain_table(changes_table(changes)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        numbers = list(range(1, len(changes) + 1))
        number = st.selectbox(words.REMOVE_WHICH, numbers, key=f"{_WHICH}.{len(changes)}")
        st.button(words.REMOVE_BUTTON, key="grid.remove", on_click=_remove, args=(number - 1,))


def changes_table(changes: tuple[Change, ...]) -> pd.DataFrame:
    """Table, rows, column, change, of each change; numbered from 1."""
    rows = [(words.title(one.table), _where(one), _column(one), how(one)) for one in changes]
    named = [words.CHANGE_TABLE, words.CHANGE_ROWS, words.CHANGE_COLUMN, words.CHANGE_HOW]
    return pd.DataFrame(rows, columns=named, index=range(1, len(rows) + 1))


def how(change: Change) -> str:
    """What a change does to a figure, in words."""
    if change.times is not None:
        return words.CHANGE_TIMES.format(value=f"{change.times:g}")
    if change.plus is not None:
        return words.CHANGE_PLUS.format(value=f"{change.plus:,g}")
    is_figure = isinstance(change.set, float)
    return words.CHANGE_SET.format(value=f"{change.set:,.15g}" if is_figure else change.set)


def _where(change: Change) -> str:
    return ", ".join(str(value) for value in change.where.values()) or words.ALL_ROWS


def _column(change: Change) -> str:
    table = INPUT_TABLES.get(change.table)
    column = None if table is None else table.column(change.column)
    return change.column if column is None else heading(column)


@guarded_change
def _remove(number: int) -> None:
    use(wishes.without_change(state.scenario(), number))
