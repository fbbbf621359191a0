"""Frames with one row for each key and one column for each year of the horizon."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence


def by_year(table: pd.DataFrame, keys: Sequence[str], value: str, years: pd.Index) -> pd.DataFrame:
    """Sum of `value` for each key (rows) and year (columns); 0 where the table says nothing.

    Rows of years outside the horizon are left out here: ``check_tables`` reports them.
    """
    inside = table[table["year"].isin(years)]
    names = inside.groupby(list(keys), sort=False)
    place = inside["year"].to_numpy(dtype=np.int64) - int(years[0])
    row = names.ngroup().to_numpy()
    index = _index(inside, keys, row)
    sums = np.zeros((len(index), len(years)))
    np.add.at(sums, (row, place), inside[value].to_numpy(dtype=float))
    return pd.DataFrame(sums, index=index, columns=years)


def latest(table: pd.DataFrame, keys: Sequence[str], value: str, years: pd.Index) -> pd.DataFrame:
    """The value of the latest row up to each year; NaN (missing) before the first one.

    The rule for a year that a yearly table leaves out. The rows' year stands in `year`.
    """
    in_order = table.sort_values("year", kind="stable")
    row = in_order.groupby(list(keys), sort=False).ngroup().to_numpy()
    index = _index(in_order, keys, row)
    begins = in_order["year"].to_numpy(dtype=float)
    values = np.full((len(index), len(years)), np.nan)
    amounts = in_order[value].to_numpy(dtype=float)
    for column, year in enumerate(years):
        known = begins <= year
        # Rows come in the order of their years: the last one written stands.
        values[row[known], column] = amounts[known]
    return pd.DataFrame(values, index=index, columns=years)


def adding_up(table: pd.DataFrame, keys: Sequence[str], value: str, years: pd.Index) -> pd.DataFrame:
    """Sum of all rows that count by each year; a blank `from_year` counts from the start."""
    row = table.groupby(list(keys), sort=False).ngroup().to_numpy()
    index = _index(table, keys, row)
    begins = table["from_year"].fillna(-np.inf).to_numpy(dtype=float)
    sums = np.zeros((len(index), len(years)))
    counts = begins[:, None] <= years.to_numpy(dtype=float)[None, :]
    np.add.at(sums, row, counts * table[value].fillna(0.0).to_numpy(dtype=float)[:, None])
    return pd.DataFrame(sums, index=index, columns=years)


def every_year(figures: pd.Series, years: pd.Index) -> pd.DataFrame:
    """The same figure in each year."""
    values = np.repeat(figures.to_numpy(dtype=float)[:, None], len(years), axis=1)
    return pd.DataFrame(values, index=figures.index, columns=years)


def later(flows: pd.DataFrame, lead_years: pd.Series) -> pd.DataFrame:
    """What is ready in each year: this frame's flows, each row moved on by its lead (same index)."""
    leads = lead_years.fillna(0).to_numpy(dtype=np.int64)
    moved = np.zeros(flows.shape)
    amounts = flows.to_numpy()
    horizon = flows.shape[1]
    for lead in np.unique(leads):
        if lead < horizon:
            rows = leads == lead
            moved[rows, lead:] = amounts[rows, : horizon - lead]
    return pd.DataFrame(moved, index=flows.index, columns=flows.columns)


def standing(flows: pd.DataFrame) -> pd.DataFrame:
    """Stocks: what has come in by the end of each year."""
    return flows.cumsum(axis=1)


def times(flows: pd.DataFrame, per_row: pd.Series, level: str | None = None) -> pd.DataFrame:
    """Each row times its own figure, looked up by one level of the index; a missing figure is 0."""
    key = flows.index if level is None else flows.index.get_level_values(level)
    factor = per_row.reindex(key).fillna(0.0).to_numpy(dtype=float)
    return flows.mul(factor, axis=0)


def figures_of(names: pd.Series, figures: pd.Series) -> pd.Series:
    """The figure of each name, in the rows of the names; NaN where there is none (also for no rows at all)."""
    values = figures.reindex(names).to_numpy(dtype=float)
    return pd.Series(values, index=names.index)


def add(first: pd.DataFrame, *others: pd.DataFrame) -> pd.DataFrame:
    """Sum of frames over the union of their rows; a row that one of them lacks counts 0 there."""
    total = first
    for other in others:
        total = total.add(other, fill_value=0.0)
    return total


def total(frame: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Sum over all levels of the index but `keys`."""
    return frame.groupby(level=list(keys) if len(keys) > 1 else keys[0], sort=False).sum()


def _index(table: pd.DataFrame, keys: Sequence[str], row: np.ndarray) -> pd.Index:
    """The keys in the order of their group numbers."""
    first = np.unique(row, return_index=True)[1]
    found = table.iloc[first]
    index: pd.Index = found.set_index(list(keys)).index
    return index
