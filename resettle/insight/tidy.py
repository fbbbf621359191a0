"""From a plan's rows to tidy frames that have a row for every key and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.inputs.dataset import Dataset


def over_years(
    rows: pd.DataFrame, keys: Sequence[str], value: str, years: pd.Index, every: pd.Index, *, so_far: bool = False
) -> pd.DataFrame:
    """Sums by key and year, 0 where there are no rows: the keys, year, the value (``so_far``: its running total)."""
    sums = rows.groupby([*keys, "year"])[value].sum().unstack("year")
    wide = sums.reindex(index=every, columns=list(years)).fillna(0.0)
    wide = wide.cumsum(axis="columns") if so_far else wide
    return by_key_and_year(wide, value)


def by_key_and_year(wide: pd.DataFrame, value: str) -> pd.DataFrame:
    """A frame with a row for each key and a column for each year, as rows of key, year and value."""
    keys = [str(name) for name in wide.index.names]
    tidy = wide.reset_index().melt(keys, var_name="year", value_name=value)
    return tidy.astype({"year": "int64", value: "float64"})


def titles(dataset: Dataset, table: str) -> pd.Series:
    """Names for people by the table's key."""
    frame = dataset[table]
    return pd.Series(frame.iloc[:, 1].to_numpy(), index=frame.iloc[:, 0].to_numpy(), dtype="str")
