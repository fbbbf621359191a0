"""Who comes from each settlement, and cohorts registered more finely."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.inputs.dataset import Dataset

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTS_EACH = 2
"""Places where the people of one settlement live now."""


def settlement_cohorts(
    base: Dataset, pieces: pd.DataFrame, cohorts_each: int, random: np.random.Generator
) -> pd.DataFrame:
    """Cohorts of every settlement, a handful each; communities of origin that are no place stay as they are."""
    cohorts = base["cohorts"]
    split = cohorts["origin"].isin(pieces["district"])
    made = [cohorts[~split]]
    for (_, origin), group in cohorts[split].groupby(["programme", "origin"], sort=True):
        for piece in pieces[pieces["district"] == origin].itertuples():
            made.append(_of_settlement(group, str(piece.settlement), float(piece.part), cohorts_each, random))
    together = pd.concat(made, ignore_index=True)
    return _sized(together, base["size_classes"])[list(cohorts.columns)].astype(cohorts.dtypes)


def _of_settlement(
    group: pd.DataFrame, settlement: str, part: float, cohorts_each: int, random: np.random.Generator
) -> pd.DataFrame:
    """Drawn from the district's cohorts in proportion to their households."""
    hosts = _drawn(group, ["current_place"], HOSTS_EACH, random)
    kinds = _drawn(group, ["size_class", "profile"], max(1, cohorts_each // HOSTS_EACH), random)
    chosen = hosts.merge(kinds, how="cross", suffixes=("_host", "_kind"))
    weight = chosen["households_host"] * chosen["households_kind"]
    households = (group["households"].sum() * part * weight / weight.sum()).round().clip(lower=1)
    keys = ["current_place", "size_class", "profile"]
    name = chosen[keys].agg("-".join, axis=1)
    first = group.iloc[0]
    return chosen[keys].assign(
        cohort=f"{first['programme']}-{settlement}-" + name,
        programme=first["programme"],
        origin=settlement,
        households=households,
        persons=np.nan,
        source=first["source"],
        confidence="assumption",
        note="",
    )


def _drawn(group: pd.DataFrame, keys: list[str], count: int, random: np.random.Generator) -> pd.DataFrame:
    totals = group.groupby(keys, sort=True)["households"].sum()
    totals = totals[totals > 0]
    chances = (totals / totals.sum()).to_numpy()
    picked = random.choice(len(totals), size=min(count, len(totals)), replace=False, p=chances)
    return totals.iloc[np.sort(picked)].reset_index()


def _sized(cohorts: pd.DataFrame, size_classes: pd.DataFrame) -> pd.DataFrame:
    """Persons of the cohorts that were made: households of the middle size of their class, or of its smallest."""
    classes = size_classes.set_index("size_class")
    smallest = cohorts["size_class"].map(classes["persons_min"]).astype(float)
    largest = cohorts["size_class"].map(classes["persons_max"]).astype(float)
    mean = np.minimum((smallest + largest) / 2, smallest + 1)
    return cohorts.assign(persons=cohorts["persons"].fillna((cohorts["households"] * mean).round()))


def registered_finer(dataset: Dataset, parts: int) -> Dataset:
    """Every cohort as so many cohorts of the same keys (fewer where it has fewer households), its people split."""
    split = pd.concat(_in_parts(dataset["cohorts"], parts), ignore_index=True)
    tables = {**dataset.tables, "cohorts": split}
    return Dataset(dataset.settings, MappingProxyType(tables), dataset.name)


def _in_parts(cohorts: pd.DataFrame, parts: int) -> Iterator[pd.DataFrame]:
    each, more = cohorts["households"] // parts, cohorts["households"] % parts
    per_household = (cohorts["persons"] / cohorts["households"]).fillna(0.0)
    for number in range(parts):
        households = each + (number < more)
        finer = cohorts.assign(
            cohort=cohorts["cohort"] + f"-{number:02d}",
            households=households.astype(cohorts["households"].dtype),
            persons=households * per_household,
        )
        yield finer[households > 0]
