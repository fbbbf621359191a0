"""A table's figures as a grid of texts, and what a person changed in it as changes of a scenario.

Cells are texts as they stand in a file, so that nothing between the keyboard and the check can round, clamp or drop
what was typed; every cell is read and judged by the dataset's own rules and shown as before and after.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from resettle.app.levers import with_changes
from resettle.app.single_figures import given
from resettle.app.typed import as_set
from resettle.app.words import grids as words
from resettle.errors import Problem
from resettle.inputs.changes import changed
from resettle.inputs.parsing import parse_table
from resettle.inputs.problems import Finding
from resettle.inputs.raw import RawTable
from resettle.inputs.refusal import Refusal
from resettle.inputs.scenario import Change, Scenario, apply
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.writing import text_frame
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from resettle.inputs.columns import Column, Table
    from resettle.inputs.dataset import Dataset

YEAR = "year"
ABSENT = "—"
"""Stands in a year of which the table has no row."""
Row = tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """How a table is laid out: what names its rows, and which of its figures can be changed.

    Attributes
    ----------
    table : as declared
    """

    table: Table

    @property
    def by_year(self) -> bool:
        """Whether the years of its one figure are its columns."""
        return YEAR in self.table.keys

    @cached_property
    def names(self) -> list[Column]:
        """Columns that tell rows apart: the key but for the year; of a table without one, all but its amounts."""
        columns = [column for column in self.table.columns if column.key]
        if not columns:
            columns = [column for column in self.table.columns if column.kind != "number"]
        return [column for column in columns if column.name != YEAR]

    @cached_property
    def figures(self) -> list[Column]:
        """Columns of figures that can be changed; where a place lies is no assumption."""
        named = {column.name for column in self.names} | {YEAR}
        return [
            column
            for column in self.table.columns
            if column.is_figure and column.name not in named and column.unit != "degrees"
        ]


@dataclass(frozen=True)
class LaidOut:
    """A grid as a scenario's changes leave it (before its levers).

    Attributes
    ----------
    grid : what is laid out
    keys : for each row of ``shown``, its values in the grid's naming columns, as texts
    shown : texts, row by row; first columns that name a row for people, then the figures or years
    figures : names of the columns that can be changed
    """

    grid: Grid
    keys: list[Row]
    shown: pd.DataFrame
    figures: list[str]

    def title(self, place: int) -> str:
        """A row as people call it."""
        names = [text for text in self.shown.iloc[place, : len(self.grid.names)] if text]
        return ", ".join(map(str, names)) or words.ALL_ROWS


@dataclass(frozen=True)
class Edit:
    """One cell that somebody changed: what it is called, before, after, the change it asks for or why it cannot."""

    row: str
    column: str
    before: str
    after: str
    change: Change | None
    problem: Problem | None = None


def grids(dataset: Dataset) -> dict[str, Grid]:
    """Every table that has figures to change, by name."""
    all_of_them = {name: Grid(table) for name, table in INPUT_TABLES.items()}
    return {name: grid for name, grid in all_of_them.items() if grid.figures and len(dataset[name])}


def laid_out(dataset: Dataset, scenario: Scenario, grid: Grid) -> LaidOut:
    """The grid of a table as the scenario's changes leave it."""
    texts = text_frame(grid.table, _given(dataset, scenario)[grid.table.name])
    keys = [tuple(row) for row in texts[[column.name for column in grid.names]].itertuples(index=False)]
    if grid.by_year:
        figures = texts.set_index([pd.Index(keys, tupleize_cols=False), YEAR])[grid.figures[0].name]
        wide = figures.unstack(YEAR, sort=False).reindex(columns=sorted(set(texts[YEAR]))).fillna(ABSENT)
        rows = list(wide.index)
        return LaidOut(grid, rows, _with_names(dataset, grid, rows, wide.reset_index(drop=True)), list(wide.columns))
    names = [column.name for column in grid.figures]
    return LaidOut(grid, keys, _with_names(dataset, grid, keys, texts[names]), names)


def edits_of(
    dataset: Dataset, scenario: Scenario, laid: LaidOut, edited_rows: Mapping[int, Mapping[str, object]]
) -> list[Edit]:
    """What was typed into a grid (row number to column to value), each with its change or why it cannot be one."""
    typed = [
        (int(place), column, "" if value is None else str(value))
        for place, cells in sorted(edited_rows.items())
        for column, value in cells.items()
        if column in laid.figures and int(place) < len(laid.keys)
    ]
    counted = Counter(laid.keys)
    texts = text_frame(laid.grid.table, _given(dataset, scenario)[laid.grid.table.name])
    return [
        _edit(laid, texts, place, column, text, counted)
        for place, column, text in typed
        if text != laid.shown.iloc[place][column]
    ]


def with_edits(dataset: Dataset, scenario: Scenario, edits: Sequence[Edit]) -> Scenario:
    """The scenario with these changes, checked against the dataset; raises ScenarioError with every problem.

    A figure that is changed again is said once, and one that is set back to what it would be is not said at all.
    """
    new = [edit.change for edit in edits if edit.change is not None]
    kept = [
        change for change in scenario.change if change.set is None or not any(same_cell(change, other) for other in new)
    ]
    tables = apply(dataset, Scenario(add=scenario.add, change=tuple(kept)))
    said = [change for change in new if not _stands_already(tables, change)]
    candidate = with_changes(scenario, [*kept, *said])
    apply(dataset, candidate)
    return candidate


def before_and_after(edits: Sequence[Edit]) -> pd.DataFrame:
    """Row, column, before, after, of every cell that was changed, as texts; a blank is named."""
    rows = [(edit.row, edit.column, *(text or words.BLANK for text in (edit.before, edit.after))) for edit in edits]
    return pd.DataFrame(rows, columns=[words.EDIT_ROW, words.EDIT_COLUMN, words.EDIT_BEFORE, words.EDIT_AFTER])


def same_cell(one: Change, other: Change) -> bool:
    """Whether two changes mean the same column of the same rows."""
    return (one.table, one.column, one.where) == (other.table, other.column, other.where)


def heading(column: Column) -> str:
    """A column as people call it, with its unit."""
    return words.COLUMNS.get(column.name, column.name.replace("_", " ").capitalize())


def _given(dataset: Dataset, scenario: Scenario) -> Dataset:
    """The dataset with the scenario's changes of single figures, before its levers."""
    return given(dataset, scenario)


def _with_names(dataset: Dataset, grid: Grid, keys: list[Row], figures: pd.DataFrame) -> pd.DataFrame:
    """The figures, and before them what names their rows for people."""
    shown = figures.reset_index(drop=True).rename_axis(columns=None)
    for number, column in reversed(list(enumerate(grid.names))):
        title = _titles(dataset, grid.table, column)
        names = [title.get(row[number], row[number]) or column.blank for row in keys]
        shown.insert(0, heading(column), pd.Series(names, dtype="str"))
    return shown


def _titles(dataset: Dataset, table: Table, column: Column) -> Mapping[str, str]:
    """Names for people of a column's keys: of the table that it refers to, or of its own."""
    refers_to = INPUT_TABLES.get(column.refers_to)
    own = refers_to or (table if table.keys == [column.name] else None)
    if own is None or own.columns[1].kind != "text" or own.columns[1].refers_to:
        return {}
    return {str(key): str(title) for key, title in titles(dataset, own.name).items()}


def _edit(laid: LaidOut, texts: pd.DataFrame, place: int, column: str, text: str, counted: Counter[Row]) -> Edit:
    grid, key = laid.grid, laid.keys[place]
    figure = grid.figures[0] if grid.by_year else next(one for one in grid.figures if one.name == column)
    title, named = laid.title(place), column if grid.by_year else heading(figure)
    before = str(laid.shown.iloc[place][column])
    where = dict(zip([named.name for named in grid.names], key, strict=True))
    where |= {YEAR: column} if grid.by_year else {}
    outcome: Change | Finding
    if before == ABSENT:
        outcome = Finding(words.NO_ROW.format(year=column), words.NO_ROW_EXPECTED, words.NO_ROW_HINT)
    elif not grid.by_year and counted[key] > 1:
        outcome = Finding(words.TWINS.format(count=counted[key]), words.TWINS_EXPECTED, words.TWINS_HINT)
    else:
        outcome = _read(grid.table, texts, where, figure, text)
    if isinstance(outcome, Change):
        return Edit(title, named, before, text, outcome)
    problem = Problem("error", words.title(grid.table.name), None, f"{title} · {named}", *outcome)
    return Edit(title, named, before, text, None, problem)


def _read(table: Table, texts: pd.DataFrame, where: Mapping[str, str], figure: Column, text: str) -> Change | Finding:
    """The change that a cell's text asks for, read with its row by the dataset's own rules."""
    row = texts[(texts[list(where)] == pd.Series(where)).all(axis=1)].iloc[0]
    cells = [text if name == figure.name else str(cell) for name, cell in row.items()]
    frame, problems = parse_table(table, RawTable(table.name, table.name, list(texts.columns), [cells], [0]))
    if problems:
        return Finding(problems[0].found, problems[0].expected, problems[0].hint)
    typed: dict[str, str | int | float] = {
        name: int(value) if value and _is_year(table, name) else value for name, value in where.items()
    }
    return Change(table=table.name, where=typed, column=figure.name, set=as_set(float(frame[figure.name].iloc[0])))


def _is_year(table: Table, name: str) -> bool:
    column = table.column(name)
    return column is not None and column.kind == "year"


def _stands_already(tables: Dataset, change: Change) -> bool:
    """Whether the figure is already what a change would set it to."""
    after = changed(tables.tables, change)
    return not isinstance(after, Refusal) and bool(after[change.column].equals(tables[change.table][change.column]))
