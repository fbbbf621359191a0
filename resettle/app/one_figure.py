"""One figure of one row asked for: the row is changed where it is there, and added where it is not yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from resettle.app.levers import changed
from resettle.app.single_figures import given
from resettle.app.typed import as_set, figure
from resettle.app.words import grids as words
from resettle.errors import Problem, ScenarioError
from resettle.inputs.additions import is_addable, naming_columns
from resettle.inputs.scenario import Add, Change, Scenario, apply
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.writing import text_frame

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from resettle.inputs.columns import Column, Table
    from resettle.inputs.dataset import Dataset

How = Literal["plus", "set"]
Naming = dict[str, str | int]
"""Values of the columns that name a row; a blank is an empty text."""
YEAR = "year"


@dataclass(frozen=True)
class Question:
    """A figure that is asked for.

    Attributes
    ----------
    table, naming : the row
    column : the figure
    how, amount : set to, or plus, what was typed
    others : texts of the row's other figures, for a row that is not there
    """

    table: Table
    naming: Naming
    column: Column
    how: How
    amount: str
    others: Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """What becomes of it: the scenario with it, the figure before (NaN: none) and after, whether the row is added.

    ``again_from`` is the year from which it is as before again, where a row had to be added for that.
    """

    scenario: Scenario
    before: float
    after: float
    is_added: bool
    again_from: int | None


def tables_to_ask() -> dict[str, Table]:
    """Tables with figures that take rows of a scenario."""
    return {name: table for name, table in INPUT_TABLES.items() if is_addable(table) and figures(table)}


def figures(table: Table) -> list[Column]:
    """The figures of a table's rows."""
    naming = {column.name for column in naming_columns(table)}
    return [column for column in table.columns if column.is_figure and column.name not in naming]


def needed(dataset: Dataset, scenario: Scenario, table: Table, naming: Naming, column: Column) -> list[Column]:
    """Other figures that a row must have: none where it is there."""
    if _count(given(dataset, scenario), table, naming):
        return []
    return [other for other in figures(table) if other.required and other.name != column.name]


def ask(dataset: Dataset, scenario: Scenario, question: Question) -> Asked:
    """The scenario with the figure; raises ScenarioError with every problem.

    In a table by year the figure is for its year alone: where the next one has no row, it gets one, as it was.
    """
    table, naming, column = question.table, question.naming, question.column
    known = given(dataset, scenario)
    if _count(known, table, naming) > 1:
        raise _refused(question, words.TWINS.format(count=2), words.TWINS_EXPECTED, words.TWINS_HINT)
    before = _held(known, table, naming, column)
    after = _wanted(question, before)
    asked, is_added = _with_figure(dataset, scenario, question, naming, after), not _count(known, table, naming)
    again = None
    if YEAR in naming:
        next_year = int(naming[YEAR]) + 1
        following: Naming = {**naming, YEAR: next_year}
        last = max(dataset.years[-1], (scenario.horizon or (0, 0))[1])
        has_before = before == before or not column.required
        if next_year <= last and not _count(known, table, following) and has_before:
            asked = _with_figure(dataset, asked, question, following, before)
            again = next_year
    apply(dataset, asked)
    return Asked(asked, before, after, is_added, again)


def without_figure(scenario: Scenario, number: int) -> Scenario:
    """The scenario without one of its rows added or figures changed, counted from 0 in this order.

    With a row go the changes that mean nothing without it: those of this very row.
    """
    if number >= len(scenario.add):
        kept = [change for place, change in enumerate(scenario.change) if place != number - len(scenario.add)]
        return changed(scenario, change=[change.model_dump(exclude_none=True) for change in kept])
    gone = scenario.add[number]
    naming = {column.name: gone.row.get(column.name, "") for column in naming_columns(INPUT_TABLES[gone.table])}
    adds = [add.model_dump() for place, add in enumerate(scenario.add) if place != number]
    kept = [change for change in scenario.change if (change.table, change.where) != (gone.table, naming)]
    return changed(scenario, add=adds, change=[change.model_dump(exclude_none=True) for change in kept])


def _wanted(question: Question, before: float) -> float:
    """What the figure is to be."""
    typed = figure(question.amount, question.column, words.GROUP_FIGURE)
    if question.how == "set":
        return typed
    if before == before:
        return before + typed
    if any(column.key for column in question.table.columns):
        raise _refused(question, words.NOTHING_TO_ADD, words.NOTHING_TO_ADD_EXPECTED, words.NOTHING_TO_ADD_HINT)
    return typed


def _held(known: Dataset, table: Table, naming: Naming, column: Column) -> float:
    """The figure as it stands; by year, that of the latest earlier year where the year has no row; else NaN."""
    frame = known[table.name]
    rows = frame[_meant(known, table, {name: value for name, value in naming.items() if name != YEAR})]
    if YEAR in naming:
        rows = rows[rows[YEAR] <= int(naming[YEAR])].sort_values(YEAR)
    return float(rows[column.name].iloc[-1]) if len(rows) else float("nan")


def _with_figure(dataset: Dataset, scenario: Scenario, question: Question, naming: Naming, value: float) -> Scenario:
    """The scenario with the figure at ``value``: a row added, or one changed, last of all."""
    table, column = question.table, question.column
    adds = [*scenario.add]
    if not _count(given(dataset, scenario), table, naming):
        row = {name: one for name, one in naming.items() if one != ""}
        others = {name: text for name, text in question.others.items() if text.strip()}
        adds.append(Add(table=table.name, row={**row, **others, column.name: as_set(value)}))
    one = changed(scenario, add=[add.model_dump() for add in adds])
    if _held(given(dataset, one), table, naming, column) == value:
        return one
    change = Change(table=table.name, where=dict(naming), column=column.name, set=as_set(value))
    same = (table.name, column.name, naming)
    kept = [other for other in one.change if other.set is None or (other.table, other.column, other.where) != same]
    return changed(one, change=[other.model_dump(exclude_none=True) for other in (*kept, change)])


def _count(known: Dataset, table: Table, naming: Naming) -> int:
    return int(_meant(known, table, naming).sum())


def _meant(known: Dataset, table: Table, naming: Mapping[str, Any]) -> pd.Series:
    """Whether each row is the one that is named."""
    frame = known[table.name]
    texts = text_frame(table, frame)
    meant = texts[table.columns[0].name].notna()
    for name, value in naming.items():
        meant &= texts[name] == str(value)
    return meant.set_axis(frame.index)


def _refused(question: Question, found: str, expected: str, hint: str) -> ScenarioError:
    return ScenarioError([Problem("error", words.title(question.table.name), None, "", found, expected, hint)])
