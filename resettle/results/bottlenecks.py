"""What limits the plan: every limit, how much of it is used, and what one more unit of it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from resettle.model.formulation import Model
    from resettle.results.matrix import Matrix
    from resettle.results.prices import Prices

_NAMED = ("programme", "place", "service", "year")
_ITEMS = ("funder", "link", "node", "option", "class_", "least_rooms", "stay_rooms", "kind", "group", "name")
_COLUMNS = ["constraint", *_NAMED, "item", "limit", "used", "shadow_price", "persons_per_unit", "person_years_per_unit"]
_TIGHT = 1e-6


def bottlenecks(model: Model, matrix: Matrix, values: np.ndarray, prices: Prices) -> pd.DataFrame:
    """Limits that are used up or have a price.

    ``used`` is what the row's positive terms take, ``limit`` the right-hand side and what its negative terms add
    (homes built add to the homes that stand). Prices are per unit of the limit, positive where more of it makes the
    plan better, with whole-number decisions held.
    """
    ledger = model.program.ledger.iloc[: matrix.rows]
    products = matrix.value * values[matrix.index]
    row = np.repeat(np.arange(matrix.rows), np.diff(matrix.start))
    taken = np.bincount(row, weights=np.maximum(products, 0.0), minlength=matrix.rows)
    added = np.bincount(row, weights=np.maximum(-products, 0.0), minlength=matrix.rows)
    at_least = (ledger["sense"] == ">=").to_numpy()
    limit = ledger["limit"].to_numpy(dtype=float)
    frame = pd.DataFrame(
        {
            "constraint": ledger["equation"],
            **{name: _text_or_blank(ledger, name) for name in _NAMED[:3]},
            "year": ledger["year"].astype("Int64") if "year" in ledger else pd.NA,
            "item": _items(ledger),
            "limit": np.where(at_least, limit, limit + added),
            "used": np.where(at_least, taken - added, taken),
            "shadow_price": prices.objective,
            "persons_per_unit": prices.persons,
            "person_years_per_unit": prices.person_years,
        }
    )
    size = np.maximum(1.0, frame["limit"].abs())
    tight = (frame["limit"] - frame["used"]).abs() <= _TIGHT * size
    limits = ~frame["constraint"].str.startswith("eq00") & (ledger["sense"] != "==")
    keep = limits & ((tight & (frame["used"] > 0)) | (frame["shadow_price"].abs() > _TIGHT))
    return frame.loc[keep, _COLUMNS].reset_index(drop=True)


def _text_or_blank(ledger: pd.DataFrame, name: str) -> pd.Series:
    if name not in ledger:
        return pd.Series("", index=ledger.index)
    return ledger[name].fillna("").astype(str)


def _items(ledger: pd.DataFrame) -> pd.Series:
    """The keys that have no column of their own, in words: ``option house3``."""
    text = pd.Series("", index=ledger.index)
    for name in _ITEMS:
        if name in ledger:
            present = ledger[name].notna()
            value = ledger.loc[present, name].astype(str).str.removesuffix(".0")
            label = name.removesuffix("_").replace("_", " ")
            text.loc[present] = (text.loc[present] + " " + label + " " + value).str.strip()
    return text
