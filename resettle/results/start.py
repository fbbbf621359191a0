"""Where an estimate of one scenario ended, for those of others that ask almost the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resettle.results.highs import Highs
from resettle.results.outcome import Termination
from resettle.results.prices import read_prices
from resettle.results.reduction import ReducedPrices, Reduction
from resettle.results.solve import Request, Solved, bound_beyond
from resettle.results.tie_breaking import break_ties, settled_persons

if TYPE_CHECKING:
    import numpy as np

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
            optimum = self.optimum(model, matrix, clock)
        return optimum.solved(model, clock) if optimum else None

    def optimum(self, model: Model, matrix: Matrix, clock: Clock) -> Optimum | None:
        """The reduced programme of a revised model at its optimum, when a few iterations lead there, else None."""
        reduction = Reduction.of(model, matrix)
        if reduction is None:
            return None
        highs = Highs(reduction.inner)
        if not highs.start_from(self.basis):
            return None
        outcome = highs.solve_linear(time_limit=clock.left, iterations=MOST_ITERATIONS)
        if outcome.termination is not Termination.OPTIMAL or outcome.values is None:
            return None
        return Optimum(matrix, highs, outcome.values, reduction)


@dataclass(frozen=True)
class Optimum:
    """A linear programme that was solved.

    Attributes
    ----------
    matrix : the whole programme
    highs : where the solver stands, for the whole programme or for what its reduction leaves
    inner : values of what was solved
    reduction : what was put in for the stocks, None where the whole programme was solved
    """

    matrix: Matrix
    highs: Highs
    inner: np.ndarray
    reduction: Reduction | None = None

    @property
    def best(self) -> float:
        """The optimum's objective."""
        return self.matrix.objective(self.whole(self.inner))

    def solved(self, model: Model, clock: Clock) -> Solved:
        """The estimate with its prices, and with its ties broken."""
        matrix = self.matrix
        with clock.stage("prices"):
            prices = read_prices(model, ReducedPrices(self.reduction, self.highs) if self.reduction else self.highs)
            values = self.values_with_ties_broken(model, clock)
        objective = matrix.objective(values)
        bound = bound_beyond(self.best, objective, maximise=matrix.maximise)
        return Solved(ESTIMATE, "optimal", objective, bound, None, values, prices)

    def values_with_ties_broken(self, model: Model, clock: Clock) -> np.ndarray:
        """Values of the whole programme's columns: of the equally good ones, those with the most persons settled."""
        persons = self.weights(settled_persons(model, self.matrix.columns))
        settled = break_ties(self.highs, self.best, persons, time_limit=clock.left)
        return self.whole(self.inner if settled is None or settled.values is None else settled.values)

    def weights(self, weights: np.ndarray) -> np.ndarray:
        """Weights of the whole programme's columns as weights of what was solved."""
        return self.reduction.put_in(weights) if self.reduction else weights

    def whole(self, inner: np.ndarray) -> np.ndarray:
        """Values of the whole programme's columns."""
        return self.reduction.values(inner) if self.reduction else inner
