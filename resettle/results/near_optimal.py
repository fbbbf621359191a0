"""Plans as good as the best to a stated part: one row holds the objective, other aims are solved for from the optimum.

Modelling to generate alternatives (Brill, Chang & Hopkins 1982, Management Science 28).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from resettle.results.matrix import Matrix
from resettle.results.outcome import Termination

if TYPE_CHECKING:
    from resettle.results.highs import Highs
    from resettle.results.outcome import Outcome

NEAR_OPTIMAL_PART = 1e-6
"""Part of the best objective that a plan may give up and count as good: what objectives are promised to."""
_AIM_AT = 100.0
"""Weight of the largest of an aim's weights: a solver tells prices apart by an absolute tolerance."""


class NearOptimalRange(NamedTuple):
    """The least and the most of a figure among all plans that are as good as the best, in the figure's unit."""

    least: float
    most: float


class NearOptimal:
    """A linear programme at its optimum, with a row that holds its objective near it, to be solved for other aims.

    Every aim starts from the optimum's basis, which keeps the row, so that the primal simplex goes on from it and an
    answer does not depend on what was asked before. ``restore`` takes the row away again.
    """

    def __init__(self, highs: Highs, best: float, part: float = NEAR_OPTIMAL_PART) -> None:
        """Hold the objective; ``highs`` has just been solved to ``best``, ``part`` of which may be given up."""
        self._highs, self._rows, self._cost = highs, highs.matrix.rows, highs.cost
        self._optimum = highs.basis
        highs.add_rows(objective_row(replace(highs.matrix, cost=highs.cost), best, part))
        self._start = highs.basis

    def towards(self, weights: np.ndarray, *, time_limit: float | None = None) -> Outcome:
        """The near-optimal plan with the most of Σ weights·columns; the outcome's objective is in a unit of its own."""
        largest = np.abs(weights).max(initial=0.0) or 1.0
        sign = 1.0 if self._highs.matrix.maximise else -1.0
        self._highs.set_cost(sign * weights * (_AIM_AT / largest))
        self._highs.start_from(self._start)
        return self._highs.solve_linear(primal=True, time_limit=time_limit)

    def range_of(self, weights: np.ndarray, *, time_limit: float | None = None) -> NearOptimalRange | None:
        """The least and the most of Σ weights·columns; None where the solver finds no optimum (in the time given)."""
        found = []
        for sign in (-1.0, 1.0):
            outcome = self.towards(sign * weights, time_limit=time_limit)
            if outcome.termination is not Termination.OPTIMAL or outcome.values is None:
                return None
            found.append(float(weights @ outcome.values))
        return NearOptimalRange(min(found), max(found))

    def restore(self) -> None:
        """Give the programme its rows, its aim and its optimum's basis back."""
        self._highs.drop_rows_from(self._rows)
        self._highs.set_cost(self._cost)
        self._highs.start_from(self._optimum)


def objective_row(matrix: Matrix, best: float, part: float) -> Matrix:
    """One row that lets the objective be worse than ``best`` by a part of its size, in units of its largest weight."""
    used = np.flatnonzero(matrix.cost)
    size = np.abs(matrix.cost).max(initial=0.0) or 1.0
    slack = part * abs(best)
    lowest = (best - slack - matrix.offset) / size if matrix.maximise else -np.inf
    highest = np.inf if matrix.maximise else (best + slack - matrix.offset) / size
    return Matrix(
        cost=matrix.cost,
        lower=matrix.lower,
        upper=matrix.upper,
        whole=matrix.whole,
        start=np.array([0, len(used)], dtype=np.int32),
        index=used.astype(np.int32),
        value=matrix.cost[used] / size,
        row_lower=np.array([lowest]),
        row_upper=np.array([highest]),
        offset=matrix.offset,
        maximise=matrix.maximise,
    )
