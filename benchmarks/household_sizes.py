"""The dataset that ships for more or fewer people: households and everything that could limit them, times a factor."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.dataset import Dataset

LIMITS = {
    "capacities": ("amount",),
    "build_capacity": ("homes",),
    "funding": ("usd",),
    "housing": ("units_per_year", "units_total", "unresolved_claims"),
    "vacant_homes": ("homes", "unresolved_claims"),
    "land": ("ready_ha", "contaminated_ha", "clear_ha_per_year"),
    "service_spare": ("units",),
    "links": ("tonnes_per_year",),
    "supplies": ("tonnes_per_year",),
    "places": ("min_households", "max_households"),
}
"""Columns that grow with the people."""


def scaled(dataset: Dataset, households: int) -> Dataset:
    """The dataset for about so many households; cohorts of less than half a household are left out."""
    factor = households / float(dataset["cohorts"]["households"].sum())
    tables = dict(dataset.tables)
    for name, columns in LIMITS.items():
        grown = {column: tables[name][column] * factor for column in columns if column in tables[name]}
        tables[name] = tables[name].assign(
            **{
                column: np.floor(values) if tables[name][column].dtype.kind in "iu" else values
                for column, values in grown.items()
            }
        )
    tables["cohorts"] = _cohorts(dataset, factor)
    return replace(dataset, tables=MappingProxyType(tables))


def _cohorts(dataset: Dataset, factor: float) -> pd.DataFrame:
    """Whole households, and persons as many as their size class can have."""
    cohorts = dataset["cohorts"]
    classes = dataset["size_classes"].set_index("size_class")
    count = np.floor(cohorts["households"].to_numpy(dtype=float) * factor + 0.5)
    least = cohorts["size_class"].map(classes["persons_min"]).to_numpy(dtype=float) * count
    most = cohorts["size_class"].map(classes["persons_max"]).to_numpy(dtype=float) * count
    persons = np.clip(np.round(cohorts["persons"].to_numpy(dtype=float) * factor), least, most)
    return cohorts.assign(households=count, persons=persons)[count > 0].reset_index(drop=True)
