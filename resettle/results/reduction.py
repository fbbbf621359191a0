"""A programme without the stocks that equalities define: fewer rows and columns, the same optimum.

The definitions (0a), (0d), (0e), (0g) make a stock of last year's stock and this year's flows. With these put in for
it, there are two thirds of the rows, and a simplex iteration costs half. Interior point is slower for it, since the
rows are longer, so only solves from a basis are reduced.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from resettle.model.formulation import Model
    from resettle.results.highs import Highs
    from resettle.results.matrix import Matrix

DEFINED = {
    "eq00a_moved": "moved",
    "eq00d_homes": "homes",
    "eq00e_facilities": "facilities",
    "eq00g_in_use": "in_use",
}
"""Equations whose rows define a variable each, and the variables. Settled (0b) and persons (0c) stay: many rows read
them, which would be several times as long."""


@dataclass(frozen=True)
class Reduction:
    """Stocks as linear combinations of the other columns.

    Attributes
    ----------
    matrix : the whole programme
    inner : the programme that is left
    rows, columns : what is left of the whole's rows and columns
    defined, stocks : the rows and columns that are put in, pair by pair
    before : sparse, stocks by stocks: what a stock takes from others (N, where stocks = N·stocks + flows)
    made : sparse, stocks by ``columns``: stocks as combinations of what is left
    """

    matrix: Matrix
    inner: Matrix
    rows: np.ndarray
    columns: np.ndarray
    defined: np.ndarray
    stocks: np.ndarray
    before: sparse.csr_array
    made: sparse.csr_array

    @classmethod
    def of(cls, model: Model, matrix: Matrix) -> Reduction | None:
        """Put in for every stock; None where a stock may be negative or bounded, which the flows alone don't say."""
        defined, stocks = _definitions(model)
        columns = np.setdiff1d(np.arange(matrix.columns), stocks)
        whole = _sparse(matrix)
        by_definition = whole[defined]
        before = sparse.csr_array(sparse.eye_array(len(stocks)) - by_definition[:, stocks])
        before.eliminate_zeros()
        made = _summed(before, sparse.csr_array(-by_definition[:, columns]))
        plain = (matrix.row_lower[defined] == 0) & (matrix.row_upper[defined] == 0)
        free = (matrix.lower[stocks] == 0) & np.isinf(matrix.upper[stocks]) & ~matrix.whole[stocks]
        flows = matrix.lower[columns][made.indices] >= 0
        if made.min() < 0 or not (plain.all() and free.all() and flows.all()):
            return None
        rows = np.setdiff1d(np.arange(matrix.rows), defined)
        inner = _without(matrix, whole, rows, columns, stocks, made)
        return cls(matrix, inner, rows, columns, defined, stocks, before, made)

    def values(self, inner: np.ndarray) -> np.ndarray:
        """Values of every column, from those that are left."""
        values = np.empty(self.matrix.columns)
        values[self.columns] = inner
        values[self.stocks] = self.made @ inner
        return values

    def put_in(self, weights: np.ndarray) -> np.ndarray:
        """What weights of all columns are as weights of those that are left."""
        return np.asarray(weights[self.columns] + self.made.T @ weights[self.stocks])

    def row_prices(self, inner: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Prices of every row, from those of the rows that are left: a stock's column has no reduced cost."""
        prices = np.empty(self.matrix.rows)
        prices[self.rows] = inner
        used = _sparse(self.matrix)[self.rows][:, self.stocks]
        left = weights[self.stocks] - used.T @ inner
        total = left.copy()
        while left.any():
            left = self.before.T @ left
            total += left
        prices[self.defined] = total
        return prices


@dataclass(frozen=True)
class ReducedPrices:
    """Prices of the whole programme's rows from a solve of the reduced one."""

    reduction: Reduction
    highs: Highs

    @property
    def matrix(self) -> Matrix:
        """The whole programme."""
        return self.reduction.matrix

    def prices(self) -> np.ndarray:
        """∂objective/∂limit of each row."""
        return self.reduction.row_prices(self.highs.prices(), self.matrix.cost)

    def sensitivity(self, weights: np.ndarray) -> np.ndarray:
        """∂(weights·values)/∂limit of each row at the present basis."""
        inner = self.highs.sensitivity(self.reduction.put_in(weights))
        return self.reduction.row_prices(inner, weights)


def _definitions(model: Model) -> tuple[np.ndarray, np.ndarray]:
    """Rows that define, and the columns they define: both in the order of the stocks' keys."""
    rows, columns, first = [], [], 0
    for block in model.program.rows:
        if block.equation in DEFINED:
            stock = getattr(model.decisions, DEFINED[block.equation])["variable"].to_numpy(dtype=np.int64)
            rows.append(np.arange(first, first + len(block.keys)))
            columns.append(stock)
        first += len(block.keys)
    return np.concatenate(rows), np.concatenate(columns)


def _summed(before: sparse.csr_array, flows: sparse.csr_array) -> sparse.csr_array:
    """(I − N)⁻¹·flows: N leads a year back, so that the sum of its powers ends with the horizon."""
    total = step = flows
    while step.nnz:
        step = sparse.csr_array(before @ step)
        step.eliminate_zeros()
        total = sparse.csr_array(total + step)
    return total


def _without(
    matrix: Matrix,
    whole: sparse.csr_array,
    rows: np.ndarray,
    columns: np.ndarray,
    stocks: np.ndarray,
    made: sparse.csr_array,
) -> Matrix:
    kept = whole[rows]
    inner = sparse.csr_array(kept[:, columns] + kept[:, stocks] @ made)
    inner.data[np.abs(inner.data) < _ROUNDING] = 0.0
    inner.eliminate_zeros()
    inner.sort_indices()
    return replace(
        matrix,
        cost=np.asarray(matrix.cost[columns] + made.T @ matrix.cost[stocks]),
        lower=matrix.lower[columns],
        upper=matrix.upper[columns],
        whole=matrix.whole[columns],
        start=inner.indptr.astype(np.int32),
        index=inner.indices.astype(np.int32),
        value=inner.data,
        row_lower=matrix.row_lower[rows],
        row_upper=matrix.row_upper[rows],
    )


def _sparse(matrix: Matrix) -> sparse.csr_array:
    return sparse.csr_array((matrix.value, matrix.index, matrix.start), shape=(matrix.rows, matrix.columns))


_ROUNDING = 1e-13
"""Coefficients that cancel leave so little."""
