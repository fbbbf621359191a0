"""Funders with earmarks beyond those that a dataset has."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from resettle.inputs.dataset import Dataset

if TYPE_CHECKING:
    import numpy as np

PART_OF_MONEY = 0.2
"""What the added funders bring together, as a part of what the others have in the first year."""
MOST_SECTORS = 3
MOST_PLACES = 4


def more_funders(dataset: Dataset, pieces: pd.DataFrame, funders: int, random: np.random.Generator) -> Dataset:
    """The dataset with so many funders in all: every second one that is added is for a few settlements only."""
    tables = dict(dataset.tables)
    missing = max(0, funders - len(tables["funders"]))
    if not missing:
        return dataset
    names = [f"funder_{number:02d}" for number in range(1, missing + 1)]
    sourced = {"source": tables["funders"]["source"].iloc[0], "confidence": "assumption"}
    titled = [
        {"funder": name, "title": f"Funder {name[-2:]}", "carries_over": bool(number % 2), **sourced}
        for number, name in enumerate(names)
    ]
    first = dataset.settings.first_year
    known = tables["funding"]
    total = known[known["year"] == known["year"].min()]["usd"].sum() * PART_OF_MONEY
    parts = random.lognormal(0.0, 0.5, missing)
    paid = [
        {"funder": name, "year": first, "usd": round(total * part / parts.sum()), **sourced}
        for name, part in zip(names, parts, strict=True)
    ]
    earmarked = [
        {"funder": name, **rule, **sourced}
        for number, name in enumerate(names)
        for rule in _rules(dataset, pieces, random, places_only=bool(number % 2))
    ]
    for table, rows in (("funders", titled), ("funding", paid), ("earmarks", earmarked)):
        tables[table] = _with_rows(tables[table], rows)
    return Dataset(dataset.settings, MappingProxyType(tables), dataset.name)


def _rules(
    dataset: Dataset, pieces: pd.DataFrame, random: np.random.Generator, *, places_only: bool
) -> list[dict[str, str]]:
    sectors = ["housing", *sorted(dataset["services"]["service"])]
    chosen = random.choice(sectors, size=int(random.integers(1, MOST_SECTORS + 1)), replace=False)
    programmes = dataset["places"].set_index("place")["programme"]
    if not places_only:
        programme = str(random.choice(sorted(dataset["programmes"]["programme"])))
        return [{"programme": programme, "sector": str(sector), "place": ""} for sector in chosen]
    few = random.choice(pieces["settlement"].tolist(), size=min(MOST_PLACES, len(pieces)), replace=False)
    return [
        {"programme": str(programmes[place]), "sector": str(sector), "place": str(place)}
        for place in few
        for sector in chosen
    ]


def _with_rows(frame: pd.DataFrame, rows: list[dict[str, object]]) -> pd.DataFrame:
    added = pd.DataFrame(rows).reindex(columns=frame.columns, fill_value="").astype(frame.dtypes)
    return pd.concat([frame, added], ignore_index=True)
