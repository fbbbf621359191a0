"""Households matched with places of several capacities: as many as can be placed, then the most of what they wish.

The assignment of refugee placement (Trapp, Teytelboym, Martinello, Andersson and Ahani 2021, Operations Research 69):
households are indivisible, a place takes so many of each group, and what households use of each service must fit. The
linear relaxation is solved first; all but a few households have one place in it, since only rows of services break the
whole numbers of an assignment. Those few are matched by a whole-number programme over what is left; where that leaves
a gap, and the case is of a size for it, by one over everything. No limit is one of time, so that a draw comes out the
same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from resettle.results.highs import Highs
from resettle.results.matrix import Matrix

_WHOLE = 1e-6
_NODES_TIMES_PAIRS, _GAP = 500_000, 1e-5
_MOST_PAIRS, _LEFT = 12_000, 0.5


@dataclass(frozen=True)
class Pairs:
    """What may be matched: a row for each household and place that it may have.

    Attributes
    ----------
    household : number of the household
    slot : number of the slot: a place, for one group
    worth : what the pair is worth
    use : pairs by rows of capacity, what the pair uses of each (sparse)
    """

    household: np.ndarray
    slot: np.ndarray
    worth: np.ndarray
    use: sparse.csr_array


@dataclass(frozen=True)
class Matched:
    """Pairs that are taken (their numbers), what they are worth, and the bound of the relaxation."""

    taken: np.ndarray
    worth: float
    bound: float


def matched(pairs: Pairs, slots: np.ndarray, room: np.ndarray) -> Matched:
    """The pairs to take: each household once at most, ``slots`` of each slot, ``room`` of each row of capacity."""
    if not len(pairs.household):
        return Matched(np.zeros(0, dtype=np.int64), 0.0, 0.0)
    binding = np.flatnonzero(np.asarray(pairs.use.sum(axis=0)).ravel() > room)
    case = _Case(pairs, pairs.use[:, binding].tocsr(), slots, room[binding])
    relaxed = case.relaxed()
    taken = case.rounded(relaxed)
    bound = float(pairs.worth @ relaxed)
    if bound - pairs.worth[taken].sum() > _LEFT and len(pairs.worth) <= _MOST_PAIRS:
        every = case.whole(np.arange(len(pairs.worth)), case.most, start=taken)
        taken = max(taken, every, key=lambda some: float(pairs.worth[some].sum()))
    return Matched(taken, float(pairs.worth[taken].sum()), bound)


class _Case:
    """The rows: each household once, each slot's households, each capacity that could be overrun."""

    def __init__(self, pairs: Pairs, use: sparse.csr_array, slots: np.ndarray, room: np.ndarray) -> None:
        self._pairs = pairs
        count = len(pairs.worth)
        ones, columns = np.ones(count), np.arange(count)
        number, self._household = np.unique(pairs.household, return_inverse=True)
        once = sparse.csr_array((ones, (self._household, columns)), shape=(len(number), count))
        each = sparse.csr_array((ones, (pairs.slot, columns)), shape=(len(slots), count))
        self._rows = sparse.vstack([once, each, use.T]).tocsr()
        self.most = np.r_[np.ones(len(number)), slots, room]

    def matrix(self, chosen: np.ndarray, most: np.ndarray) -> Matrix:
        """The programme over some pairs, every column a whole number when it is solved so."""
        rows = self._rows[:, chosen].tocsr()
        count = len(chosen)
        return Matrix(
            cost=self._pairs.worth[chosen],
            lower=np.zeros(count),
            upper=np.ones(count),
            whole=np.ones(count, dtype=bool),
            start=rows.indptr.astype(np.int32),
            index=rows.indices.astype(np.int32),
            value=rows.data,
            row_lower=np.full(len(most), -np.inf),
            row_upper=most,
            offset=0.0,
            maximise=True,
        )

    def relaxed(self) -> np.ndarray:
        """The linear relaxation; nobody, were HiGHS to find none."""
        values = Highs(self.matrix(np.arange(len(self._pairs.worth)), self.most)).solve_linear().values
        return np.zeros(len(self._pairs.worth)) if values is None else values

    def rounded(self, relaxed: np.ndarray) -> np.ndarray:
        """Whole pairs of the relaxation, and the households that it splits matched over what is left."""
        taken = np.flatnonzero(relaxed > 1.0 - _WHOLE)
        split = np.unique(self._household[(relaxed > _WHOLE) & (relaxed <= 1.0 - _WHOLE)])
        rest = np.flatnonzero(np.isin(self._household, split))
        if not len(rest):
            return taken
        left = np.maximum(self.most - np.asarray(self._rows[:, taken].sum(axis=1)).ravel(), 0.0)
        return np.sort(np.r_[taken, self.whole(rest, left)])

    def whole(self, chosen: np.ndarray, most: np.ndarray, start: np.ndarray | None = None) -> np.ndarray:
        """Pairs taken in whole numbers; none where none were found within the nodes."""
        begun = None if start is None else np.isin(chosen, start).astype(float)
        nodes = 1 + _NODES_TIMES_PAIRS // max(len(chosen), 1)
        outcome = Highs(self.matrix(chosen, most)).solve_whole(gap=_GAP, time_limit=None, start=begun, nodes=nodes)
        return chosen[:0] if outcome.values is None else chosen[outcome.values > 0.5]
