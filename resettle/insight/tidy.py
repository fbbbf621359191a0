"""From a plan's rows to tidy frames that have a row for every key and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.results.verification.yearly import by_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.inputs.dataset import Dataset


def over_years(
    rows: pd.DataFrame, keys: Sequence[str], value: str, years: pd.Index, every: pd.Index, *, so_far: bool = False
) -> pd.DataFrame:
    """Sums by key and year, 0 where there are no rows: the keys, year, the value (``so_far``: its running total)."""
    sums = by_year(rows, keys, value, years)
    values = np.zeros((len(every), len(years)))
    at = every.get_indexer(sums.index)
    values[at[at >= 0]] = sums.to_numpy()[at >= 0]
    values = values.cumsum(axis=1) if so_far else values
    return by_key_and_year(pd.DataFrame(values, index=every, columns=years), value)


def by_key_and_year(wide: pd.DataFrame, value: str) -> pd.DataFrame:
    """A frame with a row for each key and a column for each year, as rows of key, year and value."""
    index = wide.index
    levels = range(index.nlevels)
    columns = {str(index.names[at]): np.tile(index.get_level_values(at).to_numpy(), wide.shape[1]) for at in levels}
    columns["year"] = np.repeat(np.asarray(wide.columns, dtype=np.int64), len(index))
    columns[value] = wide.to_numpy(dtype=float).ravel(order="F")
    return pd.DataFrame(columns)


def titles(dataset: Dataset, table: str) -> pd.Series:
    """Names for people by the table's key."""
    frame = dataset[table]
    return pd.Series(frame.iloc[:, 1].to_numpy(), index=frame.iloc[:, 0].to_numpy(), dtype="str")


def short_titles(dataset: Dataset) -> pd.Series:
    """Names of programmes for cards, legends and tables, by key: the short one, or the title where there is none."""
    short = pd.Series(dataset["programmes"].set_index("programme")["short_title"], dtype="str")
    return short.where(short != "", titles(dataset, "programmes"))


def named(keys: pd.Series, names: pd.Series) -> pd.Series:
    """Names of places by key; a community of origin that is no place of the plan is called by its key, in words."""
    plain = keys.astype(str).str.replace("_", " ").str.title()
    return keys.map(names).where(keys.isin(names.index), plain)
