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
    keep, limit, used = _told(model, matrix, values, prices)
    ledger = model.program.ledger_of(keep)
    frame = pd.DataFrame(
        {
            "constraint": ledger["equation"].astype("str"),
            **{name: _text_or_blank(ledger, name) for name in _NAMED[:3]},
            "year": ledger["year"].astype("Int64") if "year" in ledger else pd.array([pd.NA] * len(ledger), "Int64"),
            "item": _items(ledger),
            "limit": limit[keep],
            "used": used[keep],
            "shadow_price": prices.objective[keep],
            "persons_per_unit": prices.persons[keep],
            "person_years_per_unit": prices.person_years[keep],
        }
    )
    return frame[_COLUMNS]


def bottlenecks_with_keys(model: Model, matrix: Matrix, values: np.ndarray, prices: Prices) -> pd.DataFrame:
    """The same with ``row`` (its position in the programme) and the keys that ``item`` puts in words, NaN where none.

    Further columns: row, funder, link, node, option, class_, least_rooms, stay_rooms, kind, group, name.
    """
    keep, _, _ = _told(model, matrix, values, prices)
    keys = model.program.ledger_of(keep).reindex(columns=list(_ITEMS))
    told = bottlenecks(model, matrix, values, prices).join(keys)
    told.insert(0, "row", np.flatnonzero(keep))
    return told


def _told(
    model: Model, matrix: Matrix, values: np.ndarray, prices: Prices
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For every row, whether it is told of, what there is, and what of it is used."""
    products = matrix.value * values[matrix.index]
    row = np.repeat(np.arange(matrix.rows), np.diff(matrix.start))
    taken = np.bincount(row, weights=np.maximum(products, 0.0), minlength=matrix.rows)
    added = np.bincount(row, weights=np.maximum(-products, 0.0), minlength=matrix.rows)
    at_least = np.isinf(matrix.row_upper)
    limit = np.where(at_least, matrix.row_lower, matrix.row_upper + added)
    used = np.where(at_least, taken - added, taken)
    tight = np.abs(limit - used) <= _TIGHT * np.maximum(1.0, np.abs(limit))
    limits = _is_limit(model, matrix)
    keep = limits & ((tight & (used > 0)) | (np.abs(prices.objective) > _TIGHT))
    return keep, limit, used


def _is_limit(model: Model, matrix: Matrix) -> np.ndarray:
    """Whether each row is an inequality and none of a definition's."""
    blocks = model.program.rows
    told = [not block.equation.startswith("eq00") and block.sense != "==" for block in blocks]
    return np.repeat(told, [len(block.keys) for block in blocks])[: matrix.rows]


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
