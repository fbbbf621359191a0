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

SHORT, LOST, USD, LARGEST, SUM = "short", "lost", "usd", "largest", "sum"
"""What raises are made small by, one after the other."""
USD_PER_MILLION = 1e6


@dataclass(frozen=True)
class Layout:
    """Where the columns and rows stand.

    After the programme's own columns: the raises, their largest, what overruns each pin of at most so many, and
    how many people fewer than safeguarded there are of each programme, place and group.

    After its own rows: the totals of what is missed, of money and of people fewer, then each raise ≤ the largest, then
    the safeguards.

    Attributes
    ----------
    columns, rows : of the programme itself
    count : number of raises
    wanted : its targets and pins
    usd : money that doubling each family adds
    safeguards : persons that each of the programme's own columns adds to each safeguard
    """

    columns: int
    rows: int
    count: int
    wanted: Wanted
    usd: np.ndarray
    safeguards: sparse.csr_array

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
    def lost(self) -> np.ndarray:
        """Columns of people fewer than safeguarded."""
        first = self.columns + self.count + 1 + len(self.wanted.ceilings)
        return np.arange(first, first + self.safeguards.shape[0])

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
    def total_lost(self) -> int:
        """Row of the total of people fewer than safeguarded; somebody counts in a programme, a place and groups."""
        return self.rows + 2

    @property
    def width(self) -> int:
        """Columns in all."""
        return int(self.columns + self.count + 1 + len(self.wanted.ceilings) + self.safeguards.shape[0])

    def weights(self, aim: str) -> np.ndarray:
        """Weights of the columns under an aim."""
        cost = np.zeros(self.width)
        if aim == SHORT:
            cost[self.misses] = 1.0
        elif aim == USD:
            cost[self.raises] = self.usd / USD_PER_MILLION
        elif aim == LOST:
            cost[self.lost] = 1.0
        elif aim == LARGEST:
            cost[self.largest] = 1.0
        else:
            cost[self.raises] = 1.0
        return cost

    def extended(self, base: Matrix, added: Sequence[np.ndarray], least: np.ndarray) -> Matrix:
        """The programme with these columns and rows.

        ``added`` is what doubling each family adds to the limits, ``least`` the persons of each safeguard.
        """
        raised = sparse.csr_array(-np.array(added).T) if added else sparse.csr_array((self.rows, 0))
        ceilings = self.wanted.ceilings
        ones = (-np.ones(len(ceilings)), (ceilings, np.arange(len(ceilings))))
        overrun = sparse.csr_array(ones, shape=(self.rows, len(ceilings)))
        own = sparse.csr_array((base.value, base.index, base.start), shape=(self.rows, self.columns))
        rows = sparse.csr_array(
            sparse.vstack(
                [
                    sparse.hstack([own, raised, _nothing(self.rows, 1), overrun, _nothing(self.rows, len(least))]),
                    sparse.csr_array(np.array([self.weights(aim) for aim in (SHORT, USD, LOST)])),
                    self._below_largest(),
                    self._safeguarded(),
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
            row_lower=np.r_[base.row_lower, np.full(3 + self.count, -np.inf), least],
            row_upper=np.r_[base.row_upper, np.full(3, np.inf), np.zeros(self.count), np.full(len(least), np.inf)],
            maximise=False,
            offset=0.0,
        )

    def _below_largest(self) -> sparse.csr_array:
        each = np.arange(self.count)
        at = np.r_[self.raises, np.repeat(self.largest, self.count)]
        value = np.r_[np.ones(self.count), -np.ones(self.count)]
        return sparse.csr_array((value, (np.r_[each, each], at)), shape=(self.count, self.width))

    def _safeguarded(self) -> sparse.csr_array:
        count = self.safeguards.shape[0]
        between = _nothing(count, self.width - self.columns - count)
        return sparse.csr_array(sparse.hstack([self.safeguards, between, sparse.eye_array(count)], format="csr"))


def _nothing(rows: int, columns: int) -> sparse.csr_array:
    return sparse.csr_array((rows, columns))
