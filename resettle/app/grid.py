"""Single figures of a table as a grid, and what a person changed in it as changes of a scenario.

A grid never rounds or drops what was typed: every cell becomes a ``change`` that is checked with the dataset's own
rules, and is shown as before and after.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from resettle.app.levers import with_changes
from resettle.app.words import what_if as words
from resettle.errors import Problem
from resettle.inputs.scenario import Change, Scenario, apply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.inputs.dataset import Dataset


@dataclass(frozen=True)
class Grid:
    """How a table is laid out as a grid.

    Attributes
    ----------
    table : of the dataset
    key : its column that names the rows
    names : table with titles for the key's names (its second column)
    figures : columns of figures; where ``by_year``, the one figure whose years become columns
    by_year : whether columns are years
    """

    table: str
    key: str
    names: str
    figures: tuple[str, ...]
    by_year: bool


GRIDS = {
    "build_capacity": Grid("build_capacity", "place", "places", ("homes",), by_year=True),
    "funding": Grid("funding", "funder", "funders", ("usd",), by_year=True),
    "land": Grid("land", "place", "places", ("ready_ha", "contaminated_ha", "clear_ha_per_year"), by_year=False),
}
"""Tables that can be edited cell by cell."""


@dataclass(frozen=True)
class Edit:
    """One cell that somebody changed: what it is called, its figure before, and the change that it asks for."""

    row: str
    column: str
    before: float
    after: object
    change: Change | None
    problem: Problem | None


def laid_out(dataset: Dataset, scenario: Scenario, grid: Grid) -> pd.DataFrame:
    """The grid as the scenario's own changes leave it (before its levers): index the key, columns name and figures."""
    given = apply(dataset, Scenario(change=scenario.change))
    rows = given[grid.table]
    titles = dataset[grid.names].set_index(dataset[grid.names].columns[0]).iloc[:, 0]
    if grid.by_year:
        wide = rows.pivot_table(index=grid.key, columns="year", values=grid.figures[0], sort=False, dropna=False)
        wide = wide[sorted(wide.columns)].rename(columns=str)
    else:
        wide = rows.set_index(grid.key)[list(grid.figures)]
    wide = wide.rename_axis(columns=None)
    wide.insert(0, words.GRID_NAME, [str(titles.get(key, key)) for key in wide.index])
    return wide


def edits_of(grid: Grid, shown: pd.DataFrame, edited_rows: Mapping[int, Mapping[str, object]]) -> list[Edit]:
    """What was typed into a grid (row number to column to value), each with its change or why it cannot be one."""
    return [
        _edit(grid, shown, int(row), column, value)
        for row, cells in sorted(edited_rows.items())
        for column, value in cells.items()
    ]


def with_edits(dataset: Dataset, scenario: Scenario, edits: list[Edit]) -> Scenario:
    """The scenario with these changes, checked against the dataset; raises ScenarioError with every problem."""
    new = [edit.change for edit in edits if edit.change is not None]
    replaced = [
        change
        for change in scenario.change
        if change.set is None or not any(_same_cell(change, other) for other in new)
    ]
    candidate = with_changes(scenario, [*replaced, *new])
    apply(dataset, candidate)
    return candidate


def before_and_after(edits: list[Edit]) -> pd.DataFrame:
    """Row, column, before, after, of every cell that was changed."""
    rows = [(edit.row, edit.column, edit.before, str(edit.after)) for edit in edits]
    return pd.DataFrame(rows, columns=[words.EDIT_ROW, words.EDIT_COLUMN, words.EDIT_BEFORE, words.EDIT_AFTER])


def _edit(grid: Grid, shown: pd.DataFrame, row: int, column: str, value: object) -> Edit:
    key = str(shown.index[row])
    before = float(shown.iloc[row][column])
    name = str(shown.iloc[row][words.GRID_NAME])
    figure = grid.figures[0] if grid.by_year else column
    where: dict[str, str | int | float] = {grid.key: key}
    if grid.by_year:
        where["year"] = int(column)
    known = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not known:
        found = words.EDIT_BLANK if value is None else str(value)
        problem = Problem("error", grid.table, None, f"{name}, {column}", found, words.EDIT_EXPECTED, words.EDIT_HINT)
        return Edit(name, column, before, value, None, problem)
    if grid.by_year and math.isnan(before):
        found = words.EDIT_NO_ROW.format(year=column)
        problem = Problem("error", grid.table, None, f"{name}, {column}", found, words.EDIT_ROW_EXPECTED)
        return Edit(name, column, before, value, None, problem)
    change = Change(table=grid.table, where=where, column=figure, set=float(str(value)))
    return Edit(name, column, before, value, change, None)


def _same_cell(one: Change, other: Change) -> bool:
    return (one.table, one.column, one.where) == (other.table, other.column, other.where)
