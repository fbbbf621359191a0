"""Where an estimate of one scenario ended, for those of others that ask almost the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resettle.results.highs import Highs
from resettle.results.outcome import Termination
from resettle.results.prices import read_prices
from resettle.results.reduction import ReducedPrices, Reduction
from resettle.results.solve import Request, Solved

if TYPE_CHECKING:
    from resettle.model.formulation import Model
    from resettle.model.kept import KeptModel
    from resettle.results.highs import HighsBasis
    from resettle.results.matrix import Matrix
    from resettle.results.progress import Clock

ESTIMATE = Request(whole=False, gap=0.0, solver="highs")
MOST_ITERATIONS = 9_000
"""A scenario further away than so many simplex iterations is solved from nothing, which on the dataset that ships
takes as long as some ten thousand of them."""


@dataclass(frozen=True)
class Start:
    """A model that is kept, its matrix, and the last basis of its reduced programme."""

    kept: KeptModel
    matrix: Matrix
    basis: HighsBasis

    @classmethod
    def of(cls, kept: KeptModel, matrix: Matrix) -> Start | None:
        """Solve the reduced programme; None where there is none, or no optimum, or an aim of two stages."""
        if kept.model.given.scenario.mode == "fairest":
            return None
        reduction = Reduction.of(kept.model, matrix)
        if reduction is None:
            return None
        highs = Highs(reduction.inner)
        outcome = highs.solve_linear(cold=True)
        return cls(kept, matrix, highs.basis) if outcome.termination is Termination.OPTIMAL else None

    def solve(self, model: Model, matrix: Matrix, clock: Clock) -> Solved | None:
        """The optimum of a revised model, when a few iterations from here lead to it, else None."""
        with clock.stage("solve"):
            reduction = Reduction.of(model, matrix)
            if reduction is None:
                return None
            highs = Highs(reduction.inner)
            if not highs.start_from(self.basis):
                return None
            outcome = highs.solve_linear(time_limit=clock.left, iterations=MOST_ITERATIONS)
            if outcome.termination is not Termination.OPTIMAL or outcome.values is None:
                return None
            values = reduction.values(outcome.values)
        with clock.stage("prices"):
            prices = read_prices(model, ReducedPrices(reduction, highs))
        objective = matrix.objective(values)
        return Solved(ESTIMATE, "optimal", objective, objective, None, values, prices)
