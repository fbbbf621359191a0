"""Where a linear solve ended, for the next one that asks almost the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from resettle.results.outcome import Termination

if TYPE_CHECKING:
    from resettle.results.highs import Highs, HighsBasis
    from resettle.results.matrix import Matrix
    from resettle.results.outcome import Outcome

MOST_ITERATIONS = 2_500
"""A scenario further away than so many simplex iterations is solved from nothing, which on the dataset that ships
takes as long as some five thousand of them."""


@dataclass(frozen=True)
class Start:
    """A solved programme and its last basis."""

    matrix: Matrix
    basis: HighsBasis

    @classmethod
    def after(cls, highs: Highs) -> Start:
        """Where HiGHS has just ended."""
        return cls(highs.matrix, highs.basis)

    def fits(self, matrix: Matrix) -> bool:
        """Whether another programme has the same non-zeros in the same rows and columns (of whatever value)."""
        mine = self.matrix
        alike = (mine.rows, mine.columns, mine.maximise) == (matrix.rows, matrix.columns, matrix.maximise)
        return alike and np.array_equal(mine.start, matrix.start) and np.array_equal(mine.index, matrix.index)

    def solve(self, highs: Highs, time_limit: float | None) -> Outcome | None:
        """The optimum, when a few iterations from here lead to it, else None."""
        if not self.fits(highs.matrix) or not highs.start_from(self.basis):
            return None
        outcome = highs.solve_linear(time_limit=time_limit, iterations=MOST_ITERATIONS)
        return outcome if outcome.termination is Termination.OPTIMAL else None
