"""A question about one figure: what, where, when and how much; before and after; a button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from resettle.app import state
from resettle.app.components.bound import use
from resettle.app.grid import heading
from resettle.app.guard import guarded, guarded_change, show_problems
from resettle.app.names import name_of
from resettle.app.one_figure import How, Question, ask, figures, needed, tables_to_ask
from resettle.app.plain import plain
from resettle.app.words import grids as words
from resettle.errors import ScenarioError
from resettle.inputs.additions import naming_columns
from resettle.inputs.columns import LAST_YEAR_POSSIBLE
from resettle.inputs.schema import INPUT_TABLES, RESOURCES, STAFF_PREFIX

if TYPE_CHECKING:
    from resettle.app.one_figure import Asked, Naming
    from resettle.inputs.columns import Column, Table

_KEY = "one"
MOST_ROOMS = 10
"""Rooms that are offered, where the dataset has no larger homes."""
_AMOUNT = f"{_KEY}.amount"


@guarded
def one_figure_asked() -> None:
    """Choose the row from lists, type the figure, read what it makes of it, use it."""
    st.markdown(f"**{words.ONE}**")
    st.caption(words.ONE_INTRO)
    tables = tables_to_ask()
    ordered = sorted(tables, key=lambda name: list(words.TITLES).index(name))
    first = ordered.index("vacant_homes")
    table = tables[st.selectbox(words.ONE_TABLE, ordered, first, format_func=words.title, key=f"{_KEY}.table")]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        naming: Naming = {column.name: _chosen(table, column) for column in naming_columns(table)}
        column = _figure(table)
        how = st.selectbox(words.GROUP_HOW, list(words.ONE_HOWS), format_func=words.ONE_HOWS.__getitem__, key="one.how")
        amount = st.text_input(heading(column), key=_AMOUNT, help=words.GROUP_FIGURE_HELP, max_chars=40)
        others = {
            other.name: st.text_input(heading(other), key=f"{_KEY}.{table.name}.{other.name}", max_chars=40)
            for other in needed(state.opened().dataset, state.scenario(), table, naming, column)
        }
    if not amount.strip():
        st.caption(words.GROUP_NOTHING)
        return
    _preview(Question(table, naming, column, cast("How", how), amount, others))


def _figure(table: Table) -> Column:
    columns = {column.name: column for column in figures(table)}
    if len(columns) == 1:
        return next(iter(columns.values()))
    key = f"{_KEY}.{table.name}.column"
    return columns[
        st.selectbox(words.GROUP_COLUMN, list(columns), format_func=lambda name: heading(columns[name]), key=key)
    ]


def _chosen(table: Table, column: Column) -> str | int:
    dataset = state.opened().dataset
    return cast(
        "str | int",
        st.selectbox(
            heading(column),
            _options(table, column),
            format_func=lambda value: plain(name_of(dataset, column, value)),
            key=f"{_KEY}.{table.name}.{column.name}",
        ),
    )


def _options(table: Table, column: Column) -> list[Any]:
    """Values that a naming column can have: those of the table it refers to, of the horizon, or few numbers."""
    dataset = state.opened().dataset
    blank = [] if column.required else [""]
    if column.choices:
        return list(column.choices)
    if column.kind == "year" or column.maximum == LAST_YEAR_POSSIBLE:
        return [*blank, *dataset.years]
    if column.name == "rooms":
        return list(range(1, max(MOST_ROOMS, int(dataset[table.name]["rooms"].max())) + 1))
    if column.refers_to == "resources":
        return [*RESOURCES, *(f"{STAFF_PREFIX}{service}" for service in dataset["services"]["service"])]
    if column.refers_to == "origins":
        return [*blank, *sorted({str(one) for one in dataset["cohorts"]["origin"]})]
    if column.refers_to in INPUT_TABLES:
        refers_to = INPUT_TABLES[column.refers_to]
        return [*blank, *(str(key) for key in dataset[refers_to.name][refers_to.columns[0].name])]
    known = {str(one) for one in dataset[table.name][column.name]}
    if column.name == "node":
        known |= {str(node) for end in ("from_node", "to_node") for node in dataset["links"][end]}
    return [*blank, *sorted(known - {""})]


def _preview(question: Question) -> None:
    try:
        asked = ask(state.opened().dataset, state.scenario(), question)
    except ScenarioError as trouble:
        show_problems(trouble.problems)
        return
    st.markdown(_sentence(question, asked))
    st.button(words.GROUP_USE, key=f"{_KEY}.use", type="primary", on_click=_use, args=(question,))


def _sentence(question: Question, asked: Asked) -> str:
    """The row, the figure before and after, whether a row is added, and what holds in the years after."""
    dataset = state.opened().dataset
    columns = naming_columns(question.table)
    row = ", ".join(name_of(dataset, column, question.naming[column.name]) for column in columns)
    sentence = words.ONE_PREVIEW.format(
        row=plain(row), column=plain(heading(question.column)), before=_said(asked.before), after=_said(asked.after)
    )
    parts = [sentence, words.ONE_ADDED if asked.is_added else ""]
    if asked.again_from is not None:
        parts.append(words.ONE_AGAIN.format(year=asked.again_from, before=_said(asked.before)))
    return " ".join(part for part in parts if part)


def _said(value: float) -> str:
    if value != value:
        return words.ONE_NONE
    return words.NEVER if value == float("inf") else f"{value:,.15g}"


@guarded_change
def _use(question: Question) -> None:
    use(ask(state.opened().dataset, state.scenario(), question).scenario)
    st.session_state[_AMOUNT] = ""
