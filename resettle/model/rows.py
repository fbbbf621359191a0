"""What a programme is made of, as arrays: columns of one symbol, rows of one equation, the objective."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

Sense = Literal["<=", ">=", "=="]


@dataclass(frozen=True)
class Columns:
    """Variables of one symbol: their keys, bounds, and whether they are whole numbers."""

    symbol: str
    keys: pd.DataFrame
    lower: float | None
    upper: float | None
    whole: bool

    def same_as(self, other: Columns) -> bool:
        """Whether these are the same variables."""
        mine = (self.symbol, self.lower, self.upper, self.whole)
        if mine != (other.symbol, other.lower, other.upper, other.whole):
            return False
        return self.keys is other.keys or self.keys.equals(other.keys)


@dataclass(frozen=True)
class Rows:
    """Rows that were required together: ``keys`` (with ``limit``) a row each, their non-zeros compressed by row."""

    equation: str
    sense: Sense
    keys: pd.DataFrame
    start: np.ndarray
    variable: np.ndarray
    coefficient: np.ndarray

    @classmethod
    def of(cls, equation: str, sense: Sense, entries: Entries, keys: pd.DataFrame) -> Rows:
        """Compress sorted entries; each of ``keys`` has some."""
        first = np.flatnonzero(np.r_[True, entries.row[1:] != entries.row[:-1]])
        start = np.r_[first, len(entries.row)]
        return cls(equation, sense, keys, start, entries.variable, entries.coefficient)

    @property
    def limit(self) -> np.ndarray:
        """The limit of each row."""
        return self.keys["limit"].to_numpy(dtype=float)


@dataclass(frozen=True)
class Objective:
    """Coefficients of the columns that count."""

    variable: np.ndarray
    coefficient: np.ndarray


@dataclass(frozen=True)
class Entries:
    """Non-zeros of rows, sorted by row and variable, each pair once."""

    row: np.ndarray
    variable: np.ndarray
    coefficient: np.ndarray

    @classmethod
    def summed(cls, row: np.ndarray, variable: np.ndarray, coefficient: np.ndarray, bound: np.ndarray) -> Entries:
        """Sort the entries of bound rows and add up those of the same row and variable."""
        kept = np.flatnonzero(bound[row])
        order = kept[np.lexsort((variable[kept], row[kept]))]
        row, variable, coefficient = row[order], variable[order], coefficient[order]
        if not len(row):
            return cls(row, variable, coefficient)
        first = np.flatnonzero(np.r_[True, (row[1:] != row[:-1]) | (variable[1:] != variable[:-1])])
        return cls(row[first], variable[first], np.add.reduceat(coefficient, first))
