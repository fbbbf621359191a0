"""One limit moved by a step and the kept linear programme solved again: what a shadow price only predicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from resettle.model.formulation import build
from resettle.model.instance import make_instance
from resettle.results.bottlenecks import bottlenecks_with_keys
from resettle.results.highs import Highs
from resettle.results.matrix import matrix_of
from resettle.results.outcome import Termination
from resettle.results.prices import people_weights, read_prices, weighted_person_years
from resettle.results.progress import Clock
from resettle.results.solve import no_plan, solve
from resettle.results.start import ESTIMATE, Optimum
from resettle.results.tie_breaking import with_ties_broken

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.model.formulation import Model
    from resettle.results.matrix import Matrix
    from resettle.results.progress import Listener


class Gained(NamedTuple):
    """What a moved limit adds: to the objective (positive = better), persons settled by the end, person-years."""

    objective: float
    persons: float
    person_years: float


class RowMoves:
    """The linear programme of an estimate, kept with its last basis, to be solved again with one limit moved.

    Every move starts from the same basis, so that its answer does not depend on what was moved before. Nothing else
    moves: a capacity of several years, or money that is kept, has a row for each year, and each is moved by itself.
    For ``fairest``, the second stage with the worst cover required, which is what its prices are of.

    Attributes
    ----------
    limits : every limit that is used up or has a price, as ``bottlenecks`` tells it, with ``row`` and its keys
    classes : choice classes, as ``resettle.model.choice.ChoiceClasses`` has them
    given : the dataset after the scenario
    objective : the optimum's objective
    """

    def __init__(self, dataset: Dataset, scenario: Scenario, progress: Listener | None = None) -> None:
        """Build and solve the estimate; raises ScenarioError or SolveError where there is none."""
        clock = Clock(progress, None)
        with clock.stage("aggregate"):
            instance = make_instance(dataset, scenario)
        with clock.stage("build"):
            model = build(instance, whole=False)
        matrix = of_last_stage(model, clock)
        self._highs = Highs(matrix)
        with clock.stage("solve"):
            outcome = self._highs.solve_linear(cold=True)
        if outcome.termination is not Termination.OPTIMAL or outcome.values is None or outcome.objective is None:
            raise no_plan(outcome)
        with clock.stage("prices"):
            prices = read_prices(model, self._highs)
        self._basis = self._highs.basis
        # The limits are used as in the estimate that is shown, whose ties are broken; gains start from the basis.
        shown = with_ties_broken(model, self._highs, outcome.objective, clock) or outcome
        self._limits = matrix.row_lower, matrix.row_upper
        persons, _ = people_weights(model, matrix.columns)
        self._weights = persons, weighted_person_years(model, matrix.columns)
        self._sign = 1.0 if matrix.maximise else -1.0
        self._found = self._measured(outcome.objective, outcome.values)
        self.objective = outcome.objective
        values = outcome.values if shown.values is None else shown.values
        self.limits: pd.DataFrame = bottlenecks_with_keys(model, matrix, values, prices)
        self.classes, self.given = instance.choices.classes, instance.data

    def moved(self, row: int, step: float) -> Gained | None:
        """What the best plan gains when the limit of one row is ``step`` higher (lower where it is below 0).

        None where no plan can meet the moved limit. The optimum is concave in every limit, so the gain in the
        objective is at most the price times the step, and equal to it as far as the basis holds.
        """
        rows = np.array([row])
        lower, upper = (bounds[rows] for bounds in self._limits)
        self._highs.hold_rows(rows, lower + step, upper + step)
        self._highs.start_from(self._basis)
        outcome = self._highs.solve_linear()
        self._highs.hold_rows(rows, lower, upper)
        if outcome.termination is not Termination.OPTIMAL or outcome.values is None or outcome.objective is None:
            return None
        now = self._measured(outcome.objective, outcome.values)
        return Gained(*(after - before for after, before in zip(now, self._found, strict=True)))

    def _measured(self, objective: float, values: np.ndarray) -> Gained:
        persons, person_years = (float(weights @ values) for weights in self._weights)
        return Gained(self._sign * objective, persons, person_years)


def of_last_stage(model: Model, clock: Clock) -> Matrix:
    """The programme whose optimum the estimate is: for ``fairest`` with the worst cover required."""
    with clock.stage("hand_over"):
        matrix = matrix_of(model.program)
    if not len(model.decisions.worst):
        return matrix
    solve(model, matrix, ESTIMATE, clock)
    return matrix_of(model.program)


def optimum_of_last_stage(model: Model, clock: Clock) -> Optimum:
    """The estimate's programme solved from nothing, with the solver where it ended; raises SolveError."""
    matrix = of_last_stage(model, clock)
    highs = Highs(matrix)
    with clock.stage("solve"):
        outcome = highs.solve_linear(time_limit=clock.left, cold=True)
    if outcome.termination is not Termination.OPTIMAL or outcome.values is None:
        raise no_plan(outcome)
    return Optimum(matrix, highs, outcome.values)
