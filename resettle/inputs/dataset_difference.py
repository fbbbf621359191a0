"""What is different between two datasets: rows added, removed and changed, table by table, cell by cell."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from resettle.inputs.raw import SETTINGS
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.writing import text_frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resettle.inputs.columns import Table
    from resettle.inputs.dataset import Dataset

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
COLUMNS = ["table", "change", "row", "column", "before", "after"]
BLANK = "(blank)"
Row = dict[str, str]
Key = tuple[str, ...]
Entry = tuple[str, str, str, str, str, str]


def dataset_difference(before: Dataset, after: Dataset) -> pd.DataFrame:
    """Every difference, in the order of the tables.

    Returns
    -------
    pandas.DataFrame
        table (``dataset`` for the settings), change (``added``, ``removed``: a whole row; ``changed``: a cell), row
        (its key, or in a table without one what stands beside its figures), column, before, after: all as text, as in
        a file. Of a whole row, ``before`` or ``after`` holds its filled cells.
    """
    entries = list(_settings(before, after))
    for name, table in INPUT_TABLES.items():
        old, new = _records(table, before), _records(table, after)
        if not table.keys:
            old, new = _not_in_both(old, new)
        entries += _table(name, _by_key(table, old), _by_key(table, new))
    return pd.DataFrame(entries, columns=COLUMNS, dtype="str")


def counted(difference: pd.DataFrame) -> pd.DataFrame:
    """Rows added, removed and changed by table: table, added, removed, changed; only tables with a difference."""
    rows = difference.drop_duplicates(["table", "change", "row"]) if len(difference) else difference
    counts = rows.groupby(["table", "change"], sort=False).size().unstack(fill_value=0)
    order = [table for table in (SETTINGS, *INPUT_TABLES) if table in counts.index]
    return (
        counts.reindex(index=order, columns=[ADDED, REMOVED, CHANGED], fill_value=0)
        .rename_axis(index="table", columns=None)
        .reset_index()
    )


def _settings(before: Dataset, after: Dataset) -> Iterator[Entry]:
    old, new = before.settings.model_dump(), after.settings.model_dump()
    for field in old:
        if old[field] != new[field]:
            yield SETTINGS, CHANGED, field, "value", str(old[field]), str(new[field])


def _table(name: str, old: dict[Key, Row], new: dict[Key, Row]) -> Iterator[Entry]:
    for key in {**old, **new}:
        label = " · ".join(part or BLANK for part in key)
        if key not in new:
            yield name, REMOVED, label, "", _filled(old[key]), ""
        elif key not in old:
            yield name, ADDED, label, "", "", _filled(new[key])
        else:
            for column, cell in old[key].items():
                if cell != new[key][column]:
                    yield name, CHANGED, label, column, cell, new[key][column]


def _filled(row: Row) -> str:
    return ", ".join(f"{column} {cell}" for column, cell in row.items() if cell)


def _records(table: Table, dataset: Dataset) -> list[Row]:
    texts = text_frame(table, dataset[table.name])
    return [dict(zip(texts.columns, row, strict=True)) for row in texts.itertuples(index=False)]


def _not_in_both(old: list[Row], new: list[Row]) -> tuple[list[Row], list[Row]]:
    """Rows of a table that adds up, without those that stand in both, as often as they do."""
    seen = [Counter(tuple(row.values()) for row in rows) for rows in (old, new)]
    common = seen[0] & seen[1]
    return _less(old, common.copy()), _less(new, common)


def _less(rows: list[Row], common: Counter[Key]) -> list[Row]:
    left = []
    for row in rows:
        cells = tuple(row.values())
        if common[cells]:
            common[cells] -= 1
        else:
            left.append(row)
    return left


def _by_key(table: Table, records: list[Row]) -> dict[Key, Row]:
    """Rows by their key; in a table without one, by what stands beside its figures, and a number where that repeats."""
    names = table.keys or [column.name for column in table.columns if column.kind != "number"]
    rows: dict[Key, Row] = {}
    repeats: Counter[Key] = Counter()
    for row in records:
        key = tuple(row[name] for name in names)
        repeats[key] += 1
        rows[key if repeats[key] == 1 else (*key, f"{repeats[key]}")] = row
    return rows
