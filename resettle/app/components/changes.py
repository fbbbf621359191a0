"""Figures that a scenario changes, and a way to take each back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from resettle.app import state
from resettle.app.components.bound import use
from resettle.app.grid import heading
from resettle.app.guard import guarded_change
from resettle.app.names import name_of
from resettle.app.one_figure import without_figure
from resettle.app.plain import plain_table
from resettle.app.words import grids as words
from resettle.inputs.additions import naming_columns
from resettle.inputs.schema import INPUT_TABLES

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Add, Change, Scenario

_WHICH = "grid.which"


def changes_so_far() -> None:
    """A table of what is changed, and a button that takes one of them back."""
    table = changes_table(state.opened().dataset, state.scenario())
    if table.empty:
        st.caption(words.CHANGES_NONE)
        return
    st.markdown(f"**{words.CHANGES.format(count=len(table))}**")
    st.table(plain_table(table))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox(words.REMOVE_WHICH, list(table.index), key=f"{_WHICH}.{len(table)}")
        st.button(words.REMOVE_BUTTON, key="grid.remove", on_click=_remove, args=(number - 1,))


def changes_table(dataset: Dataset, scenario: Scenario) -> pd.DataFrame:
    """Table, rows, column, change, of each row added and each figure changed; numbered from 1."""
    rows = [_added(dataset, one) for one in scenario.add]
    rows += [(words.title(one.table), where(dataset, one), _column(one), how(one)) for one in scenario.change]
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


def where(dataset: Dataset, change: Change) -> str:
    """Which rows a change means, in people's names for them."""
    table = INPUT_TABLES[change.table]
    columns = {name: table.column(name) for name in change.where}
    named = [
        str(change.where[name]) if column is None else name_of(dataset, column, change.where[name])
        for name, column in columns.items()
    ]
    return ", ".join(named) or words.ALL_ROWS


def _added(dataset: Dataset, add: Add) -> tuple[str, str, str, str]:
    table = INPUT_TABLES[add.table]
    columns = naming_columns(table)
    named = ", ".join(name_of(dataset, column, add.row.get(column.name, "")) for column in columns)
    naming = {column.name for column in columns}
    others = [
        (heading(column), add.row[column.name])
        for column in table.columns
        if column.name in add.row and column.name not in naming
    ]
    figures = ", ".join(
        words.ADDED_FIGURE.format(column=title, value=f"{value:,.15g}" if isinstance(value, int | float) else value)
        for title, value in others
    )
    return words.title(add.table), named, ", ".join(title for title, _ in others), words.ADDED.format(figures=figures)


def _column(change: Change) -> str:
    table = INPUT_TABLES.get(change.table)
    column = None if table is None else table.column(change.column)
    return change.column if column is None else heading(column)


@guarded_change
def _remove(number: int) -> None:
    use(without_figure(state.scenario(), number))
