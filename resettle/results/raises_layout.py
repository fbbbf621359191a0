"""The columns and rows that ``Raises`` adds to a programme, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.results.matrix import Matrix
    from resettle.results.wanted import Wanted

SHORT, USD, LARGEST, SUM = "short", "usd", "largest", "sum"
"""What raises are made small by, one after the other."""
USD_PER_MILLION = 1e6


@dataclass(frozen=True)
class Layout:
    """After the programme's own columns: the raises, their largest, and what overruns each pin of at most so many.

    After its own rows: the totals of what is missed and of money, then each raise ≤ the largest.

    Attributes
    ----------
    columns, rows : of the programme itself
    count : number of raises
    wanted : its targets and pins
    usd : money that doubling each family adds
    """

    columns: int
    rows: int
    count: int
    wanted: Wanted
    usd: np.ndarray

    @property
    def raises(self) -> np.ndarray:
        """Columns of the raises."""
        return np.arange(self.columns, self.columns + self.count)

    @property
    def largest(self) -> np.ndarray:
        """Column of their largest."""
        return np.array([self.columns + self.count])

    @property
    def over(self) -> np.ndarray:
        """Columns of what overruns the pins of at most so many."""
        first = self.columns + self.count + 1
        return np.arange(first, first + len(self.wanted.ceilings))

    @property
    def misses(self) -> np.ndarray:
        """Columns of all that is missed or overrun."""
        return np.concatenate([self.wanted.short, self.over])

    @property
    def misses_of(self) -> np.ndarray:
        """Whose each of ``misses`` is."""
        return np.concatenate([self.wanted.short_of, self.wanted.ceiling_of])

    @property
    def total_short(self) -> int:
        """Row of the total of what is missed."""
        return self.rows

    @property
    def total_usd(self) -> int:
        """Row of the total of money, in millions of US$."""
        return self.rows + 1

    @property
    def width(self) -> int:
        """Columns in all."""
        return self.columns + self.count + 1 + len(self.wanted.ceilings)

    def weights(self, aim: str) -> np.ndarray:
        """Weights of the columns under an aim."""
        cost = np.zeros(self.width)
        if aim == SHORT:
            cost[self.misses] = 1.0
        elif aim == USD:
            cost[self.raises] = self.usd / USD_PER_MILLION
        elif aim == LARGEST:
            cost[self.largest] = 1.0
        else:
            cost[self.raises] = 1.0
        return cost

    def extended(self, base: Matrix, added: Sequence[np.ndarray]) -> Matrix:
        """The programme with these columns and rows; ``added`` is what doubling each family adds to the limits."""
        raised = sparse.csr_array(-np.array(added).T) if added else sparse.csr_array((self.rows, 0))
        ceilings = self.wanted.ceilings
        ones = (-np.ones(len(ceilings)), (ceilings, np.arange(len(ceilings))))
        overrun = sparse.csr_array(ones, shape=(self.rows, len(ceilings)))
        own = sparse.csr_array((base.value, base.index, base.start), shape=(self.rows, self.columns))
        rows = sparse.csr_array(
            sparse.vstack(
                [
                    sparse.hstack([own, raised, sparse.csr_array((self.rows, 1)), overrun]),
                    sparse.csr_array(np.array([self.weights(SHORT), self.weights(USD)])),
                    self._below_largest(),
                ],
                format="csr",
            )
        )
        rows.sort_indices()
        new = self.width - self.columns
        return replace(
            base,
            cost=np.zeros(self.width),
            lower=np.r_[base.lower, np.zeros(new)],
            upper=np.r_[base.upper, np.full(new, np.inf)],
            whole=np.r_[base.whole, np.zeros(new, dtype=bool)],
            start=rows.indptr.astype(np.int32),
            index=rows.indices.astype(np.int32),
            value=rows.data,
            row_lower=np.r_[base.row_lower, np.full(2 + self.count, -np.inf)],
            row_upper=np.r_[base.row_upper, np.full(2, np.inf), np.zeros(self.count)],
            maximise=False,
            offset=0.0,
        )

    def _below_largest(self) -> sparse.csr_array:
        each = np.arange(self.count)
        at = np.r_[self.raises, np.repeat(self.largest, self.count)]
        value = np.r_[np.ones(self.count), -np.ones(self.count)]
        return sparse.csr_array((value, (np.r_[each, each], at)), shape=(self.count, self.width))
