"""Rows that a scenario adds to tables of the dataset: read like a row of a file, and none that is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.inputs.columns import BLANK
from resettle.inputs.parsing import parse_table
from resettle.inputs.problems import Finding, nearest, quoted
from resettle.inputs.raw import RawTable
from resettle.inputs.refusal import Refusal
from resettle.inputs.schema import INPUT_TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.inputs.columns import Column, Table
    from resettle.inputs.scenario import Add

SOURCE = "scenario"
"""Source of the rows that a scenario adds, which are assumptions."""
_CHANGE_IT = "The row is there already: use [[change]] with set, times or plus."


def is_addable(table: Table) -> bool:
    """Whether a scenario may add rows: where they say more of what the dataset knows, and declare nothing new."""
    declares = any(column.key and column.kind == "text" and not _is_known(column) for column in table.columns)
    return table.provenance != "absent" and (table.name == "supplies" or not declares)


def naming_columns(table: Table) -> list[Column]:
    """Columns that tell a table's rows apart: its key; of a table without one, all but its amounts."""
    keys = [column for column in table.columns if column.key]
    return keys or [column for column in table.columns if column.kind != "number"]


def with_row(tables: Mapping[str, pd.DataFrame], add: Add) -> pd.DataFrame | Refusal:
    """The table with the row at its end, or why the row does not fit.

    Every column that may not be blank has a value; every value is read by the rules of the dataset's own files.
    """
    table = INPUT_TABLES.get(add.table)
    addable = [name for name, known in INPUT_TABLES.items() if is_addable(known)]
    if table is None or add.table not in addable:
        expected = f"a table that takes rows of a scenario: {', '.join(addable)}"
        return Refusal(("table",), Finding(quoted(add.table), expected, nearest(add.table, addable)))
    known = [column.name for column in table.columns]
    for name in add.row:
        if name not in known:
            return Refusal(("row", name), Finding(quoted(name), f"a column of {add.table}", nearest(name, known)))
    row = _read(table, add)
    if isinstance(row, Refusal):
        return row
    frame = tables[add.table]
    naming = [column.name for column in naming_columns(table)]
    if any(_same(frame[naming], row[naming].iloc[0])):
        said = ", ".join(f"{name} = {add.row.get(name, BLANK)}" for name in naming)
        return Refusal(("row",), Finding(said, f"a row that {add.table} does not have yet", _CHANGE_IT))
    return pd.concat([frame, row.astype(frame.dtypes)], ignore_index=True)


def with_source(sources: pd.DataFrame) -> pd.DataFrame:
    """The sources, and the scenario among them."""
    if (sources["source"] == SOURCE).any():
        return sources
    row = {"source": SOURCE, "title": "Assumption of the scenario"}
    added = pd.DataFrame([row]).reindex(columns=sources.columns, fill_value="").astype(sources.dtypes)
    return pd.concat([sources, added], ignore_index=True)


def _is_known(column: Column) -> bool:
    return bool(column.refers_to or column.choices)


def _read(table: Table, add: Add) -> pd.DataFrame | Refusal:
    """The row in the table's types, read as a line of its file."""
    cells = {name: "" if value == BLANK else str(value) for name, value in add.row.items()}
    cells |= {"source": SOURCE, "confidence": "assumption", "note": "Added by the scenario."}
    header = [column.name for column in table.all_columns]
    raw = RawTable(table.name, table.name, header, [[cells.get(name, "") for name in header]], [0])
    frame, problems = parse_table(table, raw)
    if problems:
        first = problems[0]
        found = first.found if first.column in add.row else f"no {first.column}"
        return Refusal(("row", first.column), Finding(found, first.expected, first.hint))
    return frame


def _same(frame: pd.DataFrame, row: pd.Series) -> pd.Series:
    """Whether each row has the same in every column; blanks are the same."""
    same = pd.Series(data=True, index=frame.index)
    for name, value in row.items():
        same &= frame[name].isna() if pd.isna(value) else frame[name] == value
    return same
