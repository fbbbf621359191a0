"""Comparing what a plan's tables say with what an equation allows, in the equation's own unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

RELATIVE = 1e-6
"""Part of a row's own size (its limit or its largest term) by which a figure may miss its limit."""
EXACT = 1e-9
"""The same of sums of a plan's own figures, which no solver comes between."""
LEAST = 1e-6
"""The smallest tolerance, in the equation's unit. A solver keeps rows to 1e-7 of its own scaled
figures, which is below both; tables leave out amounts below it."""
SOLVED = 1e-5
"""The smallest tolerance of a figure in parts, as the solver left it."""
CENT = 0.01
"""The smallest tolerance of an amount of money, US$."""

Sense = Literal["at most", "at least", "equal to"]
_NOWHERE, _NO_ROWS = pd.DataFrame(), np.zeros(0)


@dataclass(frozen=True)
class Comparison:
    """Rows of one equation, side by side: what was found, the limit, and what may lie between them.

    `miss` is how far each row is beyond its limit and what rounding to whole households explains (below 0: within
    it; -inf: it has none), `tolerance` how far computing may put it there. `places` and `years` name the rows.
    """

    what: str
    unit: str
    sense: Sense
    places: pd.Index | pd.DataFrame
    years: pd.Index | None
    found: np.ndarray
    limit: np.ndarray
    miss: np.ndarray
    tolerance: np.ndarray

    @property
    def rows(self) -> int:
        """Number of rows that had a limit."""
        return int(np.isfinite(self.limit).sum())

    @property
    def over(self) -> int:
        """Number of rows beyond their tolerance."""
        return int((self.miss > self.tolerance).sum())

    @property
    def worst(self) -> int:
        """Position of the row that is furthest beyond its tolerance, or comes closest to it."""
        return int(np.argmax(self.miss / self.tolerance))

    @property
    def strain(self) -> float:
        """How much of its tolerance the worst row takes."""
        return float(self.miss[self.worst] / self.tolerance[self.worst])

    def where(self, position: int) -> str:
        """The row in words: "homes in use, place aghdam, rooms 3 or more, 2029"."""
        columns = 1 if self.years is None else len(self.years)
        words = [self.what, *(_named(name, value) for name, value in self._key(position // columns))]
        if self.years is not None:
            words.append(str(self.years[position % columns]))
        return ", ".join(word for word in words if word)

    def _key(self, row: int) -> list[tuple[object, object]]:
        """Name and value of each part of a row's key."""
        if isinstance(self.places, pd.DataFrame):
            return [(name, self.places[name].iloc[row]) for name in self.places.columns]
        key = self.places[row]
        return list(zip(self.places.names, key if isinstance(key, tuple) else (key,), strict=True))


def compare(
    what: str,
    found: pd.DataFrame | pd.Series,
    sense: Sense,
    limit: pd.DataFrame | pd.Series | float,
    *,
    unit: str,
    slack: pd.DataFrame | pd.Series | float = 0.0,
    size: pd.DataFrame | pd.Series | float = 0.0,
    relative: float = RELATIVE,
) -> Comparison:
    """Found against limit, row by row. A limit of NaN, or a row without one, does not limit.

    Parameters
    ----------
    what : the quantity found, in words
    found, limit : frames by year, or series, alike in their rows' names; `limit` may be one figure
    slack : by how much rounding to whole households explains a miss, in `unit`
    size : the row's largest term, where it is larger than found and limit (a balance near 0)
    relative : part of that by which a row may miss its limit
    """
    years = found.columns if isinstance(found, pd.DataFrame) else None
    return _compared(
        what,
        found.index,
        years,
        found.to_numpy(dtype=float),
        sense,
        _like(found, limit, np.nan),
        unit=unit,
        explained=_like(found, slack, 0.0),
        size=_like(found, size, 0.0),
        relative=relative,
    )


def _compared(
    what: str,
    places: pd.Index | pd.DataFrame,
    years: pd.Index | None,
    seen: np.ndarray,
    sense: Sense,
    allowed: np.ndarray,
    *,
    unit: str,
    explained: np.ndarray | float = 0.0,
    size: np.ndarray | float = 0.0,
    relative: float = RELATIVE,
) -> Comparison:
    """Found against allowed, alike in shape, with the tolerance that each has."""
    miss = {"at most": seen - allowed, "at least": allowed - seen, "equal to": abs(seen - allowed)}
    scale = np.maximum(np.maximum(abs(seen), abs(allowed)), size)
    finite = np.isfinite(allowed)
    least = CENT if unit == "US$" else LEAST
    tolerance = np.maximum(least, relative * np.where(finite, scale, 0.0))
    return Comparison(
        what=what,
        unit=unit,
        sense=sense,
        places=places,
        years=years,
        found=seen.ravel(),
        limit=allowed.ravel(),
        miss=np.where(finite, miss[sense] - explained, -np.inf).ravel(),
        tolerance=tolerance.ravel(),
    )


def as_solved(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """The same of a programme's own figures, in parts: they are as good as a solver's tolerance, summed over years."""
    return [replace(loosened(one), what=f"before rounding: {one.what}") for one in comparisons]


def loosened(comparison: Comparison) -> Comparison:
    """The same with the tolerance of a figure that is as good as a solver left it."""
    return replace(comparison, tolerance=np.maximum(comparison.tolerance, SOLVED))


def compare_rows(
    what: str,
    table: pd.DataFrame,
    keys: Sequence[str],
    found: np.ndarray,
    sense: Sense,
    limit: np.ndarray | float,
    *,
    unit: str,
) -> Comparison:
    """Found against limit for each row of a plan's table, named by its keys."""
    seen = np.asarray(found, dtype=float)
    allowed = np.asarray(limit, dtype=float) if isinstance(limit, np.ndarray) else np.full(seen.shape, float(limit))
    return _compared(what, table[list(keys)], None, seen, sense, allowed, unit=unit)


def none_of(
    what: str,
    table: pd.DataFrame,
    wrong: np.ndarray | pd.Series,
    keys: Sequence[str],
    *,
    amount: str = "",
    unit: str = "rows",
) -> Comparison:
    """Rows of a plan's table that are wrong, of which there should be none: each counts its amount, or as one row."""
    chosen = np.asarray(wrong, dtype=bool)
    if not chosen.any():
        return _compared(what, _NOWHERE, None, _NO_ROWS, "at most", _NO_ROWS, unit=unit)
    rows = table[chosen]
    counted = rows[amount].to_numpy(dtype=float) if amount else np.ones(len(rows))
    return compare_rows(what, rows, keys, counted, "at most", 0.0, unit=unit)


def _like(found: pd.DataFrame | pd.Series, other: pd.DataFrame | pd.Series | float, missing: float) -> np.ndarray:
    """The other figures in the rows of the first; `missing` where there is none."""
    if isinstance(other, pd.DataFrame | pd.Series):
        aligned = other if other.index.equals(found.index) else other.reindex(found.index)
        return aligned.fillna(missing).to_numpy(dtype=float)
    return np.full(found.shape, float(other))


def _named(name: object, value: object) -> str:
    if value is pd.NA or value == "":
        return ""
    if name == "year":
        return str(value)
    if name == "rooms_from":
        return "any number of rooms" if value == np.inf else f"{value:g} rooms or more"
    return f"{str(name).replace('_', ' ')} {value}" if name else str(value)
