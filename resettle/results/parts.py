"""Parts of a matrix: what is left of it when some columns are held, and what belongs to one place alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from resettle.results.matrix import Matrix

SHARED = -1


@dataclass(frozen=True)
class Parts:
    """A programme that falls apart into places but for rows and columns that places share.

    Attributes
    ----------
    matrix : the whole programme
    rows : sparse, its rows
    place_of_column, place_of_row : number of the place, or ``SHARED``
    """

    matrix: Matrix
    rows: sparse.csr_array
    place_of_column: np.ndarray
    place_of_row: np.ndarray

    @classmethod
    def of(cls, matrix: Matrix, place_of_column: np.ndarray) -> Parts:
        """A row is a place's own where all its columns are."""
        rows = sparse.csr_array((matrix.value, matrix.index, matrix.start), shape=(matrix.rows, matrix.columns))
        filled = np.diff(matrix.start) > 0
        place_of_row = np.full(matrix.rows, SHARED)
        if filled.any():
            starts = matrix.start[:-1][filled]
            places = place_of_column[matrix.index]
            low, high = np.minimum.reduceat(places, starts), np.maximum.reduceat(places, starts)
            place_of_row[filled] = np.where(low == high, low, SHARED)
        return cls(matrix, rows, place_of_column, place_of_row)

    @property
    def places(self) -> range:
        """Numbers of the places."""
        return range(int(self.place_of_column.max(initial=SHARED)) + 1)

    def worth_of_columns(self, prices: np.ndarray, cost: np.ndarray) -> np.ndarray:
        """The objective less what the columns use of shared rows at their prices."""
        shared = np.where(self.place_of_row == SHARED, prices[: self.matrix.rows], 0.0)
        return np.asarray(cost - self.rows.T @ shared)

    def columns_of(self, place: int) -> np.ndarray:
        """The columns of a place."""
        return np.flatnonzero(self.place_of_column == place)

    def alone(self, place: int, worth: np.ndarray) -> tuple[np.ndarray, Matrix]:
        """The columns of a place and the programme of its own rows, under another objective."""
        columns = self.columns_of(place)
        own = np.flatnonzero(self.place_of_row == place)
        low, high = self.matrix.row_lower[own], self.matrix.row_upper[own]
        return columns, self._matrix(own, columns, low, high, worth[columns], 0.0)

    def free(self, columns: np.ndarray, values: np.ndarray, cost: np.ndarray) -> Matrix:
        """The programme of some columns, the others held at their values."""
        held = values.copy()
        held[columns] = 0.0
        touched = np.flatnonzero(np.diff(self.rows[:, columns].indptr))
        used = self.rows[touched] @ held
        low, high = self.matrix.row_lower[touched] - used, self.matrix.row_upper[touched] - used
        return self._matrix(touched, columns, low, high, cost[columns], float(cost @ held) + self.matrix.offset)

    def _matrix(
        self, rows: np.ndarray, columns: np.ndarray, low: np.ndarray, high: np.ndarray, cost: np.ndarray, offset: float
    ) -> Matrix:
        inner = sparse.csr_array(self.rows[rows][:, columns])
        inner.sort_indices()
        return replace(
            self.matrix,
            cost=cost,
            lower=self.matrix.lower[columns],
            upper=self.matrix.upper[columns],
            whole=self.matrix.whole[columns],
            start=inner.indptr.astype(np.int32),
            index=inner.indices.astype(np.int32),
            value=inner.data,
            row_lower=low,
            row_upper=high,
            offset=offset,
        )
