"""Frames with one row for each key and one column for each year of the horizon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence


def by_year(table: pd.DataFrame, keys: Sequence[str], value: str, years: pd.Index) -> pd.DataFrame:
    """Sum of `value` for each key (rows) and year (columns); 0 where the table says nothing.

    Rows of years outside the horizon are left out here: ``check_tables`` reports them.
    """
    inside = table[table["year"].isin(years)]
    row, index = _numbered(inside, keys)
    cell = row * len(years) + inside["year"].to_numpy(dtype=np.int64) - int(years[0])
    sums = np.bincount(cell, inside[value].to_numpy(dtype=float), len(index) * len(years))
    return pd.DataFrame(sums.reshape(len(index), len(years)), index=index, columns=years)


def latest(table: pd.DataFrame, keys: Sequence[str], value: str, years: pd.Index) -> pd.DataFrame:
    """The value of the latest row up to each year; NaN (missing) before the first one.

    The rule for a year that a yearly table leaves out. The rows' year stands in `year`.
    """
    in_order = table.sort_values("year", kind="stable")
    row, index = _numbered(in_order, keys)
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
    row, index = _numbered(table, keys)
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
    if level is None:
        factor = per_row.reindex(flows.index).fillna(0.0).to_numpy(dtype=float)
    else:
        codes, listed = _level(flows.index, level)
        factor = np.append(per_row.reindex(listed).fillna(0.0).to_numpy(dtype=float), 0.0)[codes]
    return pd.DataFrame(flows.to_numpy() * factor[:, None], index=flows.index, columns=flows.columns)


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
    """Sum over all levels of the index but `keys`; a figure that is missing counts 0, lest it hide the others."""
    row, index = _distinct([_level(frame.index, key) for key in keys], keys)
    columns = frame.shape[1]
    cells = row[:, None] * columns + np.arange(columns)[None, :]
    figures = frame.fillna(0.0).to_numpy(dtype=float)
    sums = np.bincount(cells.ravel(), figures.ravel(), len(index) * columns)
    return pd.DataFrame(sums.reshape(len(index), columns), index=index, columns=frame.columns)


def _level(index: pd.Index, name: str) -> tuple[np.ndarray, pd.Index]:
    """One level of an index: the position of each row's value in a list, and the list."""
    if isinstance(index, pd.MultiIndex):
        at = index.names.index(name)
        return np.asarray(index.codes[at]), index.levels[at]
    return pd.factorize(index)


def _numbered(table: pd.DataFrame, keys: Sequence[str]) -> tuple[np.ndarray, pd.Index]:
    """A number for the key of each row, from 0 in the order of their first rows, and the keys in that order."""
    return _distinct([pd.factorize(pd.Index(table[key])) for key in keys], keys)


def _distinct(coded: Sequence[tuple[np.ndarray, pd.Index]], names: Sequence[str]) -> tuple[np.ndarray, pd.Index]:
    """The same of keys that stand as positions in lists, -1 for none."""
    together = coded[0][0].astype(np.int64)
    for codes, listed in coded[1:]:
        together = together * (len(listed) + 1) + codes + 1
    row, found = pd.factorize(together)
    first = np.zeros(len(found), dtype=np.int64)
    first[row[::-1]] = np.arange(len(row))[::-1]
    if len(names) == 1:
        codes, listed = coded[0]
        return row, listed.take(codes[first], allow_fill=True, fill_value=np.nan).rename(names[0])
    levels: Any = [listed for _, listed in coded]
    positions: Any = [codes[first] for codes, _ in coded]
    return row, pd.MultiIndex(levels=levels, codes=positions, names=list(names), verify_integrity=False)
