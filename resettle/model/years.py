"""Yearly figures over the horizon: the latest earlier year holds, dated rows add up (rules of docs/data.md)."""

from __future__ import annotations

import numpy as np
import pandas as pd


def yearly(table: pd.DataFrame, keys: list[str], value: str, years: range, *, year: str = "year") -> pd.DataFrame:
    """Spread a yearly table over the horizon: a year left out takes the latest earlier year given.

    Returns ``keys``, ``year`` and ``value`` for the years from the first one given on; a blank value means no
    limit and becomes infinity.
    """
    if table.empty:
        return pd.DataFrame({**{key: pd.Series(dtype=str) for key in keys}, "year": [], value: []})
    wide = table.assign(**{value: table[value].fillna(np.inf)}).pivot(index=keys, columns=year, values=value)
    wide = wide.reindex(columns=sorted({*wide.columns, *years})).ffill(axis="columns")[list(years)]
    tall = wide.reset_index().melt(keys, var_name="year", value_name=value)
    return tall.dropna(subset=[value]).astype({"year": "int64"}).sort_values([*keys, "year"], ignore_index=True)


def standing(table: pd.DataFrame, keys: list[str], value: str, years: range) -> pd.DataFrame:
    """Sum the rows that stand in each year: those without ``from_year``, and those from that year on.

    Returns ``keys``, ``year`` and ``value``; years in which nothing stands are left out.
    """
    dated = table[[*keys, value]].assign(first=table["from_year"].fillna(-np.inf))
    spread = cross_years(dated, years)
    spread = spread[spread["first"] <= spread["year"]]
    return spread.groupby([*keys, "year"])[value].sum().reset_index()


def cross_years(frame: pd.DataFrame, years: range) -> pd.DataFrame:
    """Every row of ``frame`` in every year."""
    # as a cross join gives it, without the work of joining
    spread = frame.iloc[np.repeat(np.arange(len(frame)), len(years))].reset_index(drop=True)
    spread["year"] = np.tile(np.asarray(years, dtype=np.int64), len(frame))
    return spread


def look_up(frame: pd.DataFrame, table: pd.DataFrame, value: str, missing: float) -> pd.Series:
    """Value of ``table`` for each row of ``frame``, joined on the columns they share; ``missing`` where none."""
    keys = [column for column in table.columns if column != value and column in frame.columns]
    found = frame[keys].merge(table[[*keys, value]], on=keys, how="left")[value]
    return pd.Series(found.fillna(missing).to_numpy(dtype=float), index=frame.index)
