"""Plans that are nearly as good as the best: the programme kept, its objective held, another aim solved for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from resettle.model.formulation import build
from resettle.model.instance import make_instance
from resettle.results.highs import Highs
from resettle.results.make_plan import finished
from resettle.results.matrix import matrix_of
from resettle.results.near_optimal import objective_row
from resettle.results.outcome import PROVEN, Termination, relative_gap
from resettle.results.prices import no_prices
from resettle.results.progress import Clock
from resettle.results.solve import Solved, solve
from resettle.results.start import ESTIMATE

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.results.plan import Plan
    from resettle.results.progress import Listener

WITHIN = 0.02
"""Part of the best objective that a plan may give up, unless another is asked for."""
TIDY = 0.01
"""Part of the aim that keeps a plan from spending what nobody needs: what all that may be given up is worth in it."""
_AIM_AT = 100.0
"""Weight of the largest of an aim's weights: a solver tells prices apart by an absolute tolerance."""


@dataclass(frozen=True)
class Near:
    """A plan near the best, in the programme's fractions.

    Attributes
    ----------
    persons : persons that settle, an entry for each row of ``NearBest.settle``
    objective : of the scenario's own aim
    values : of the programme's columns
    """

    persons: np.ndarray
    objective: float
    values: np.ndarray


class NearBest:
    """The linear programme of an estimate with its objective held near the best, to be solved for other aims.

    Modelling to generate alternatives (Brill, Chang & Hopkins 1982, Management Science 28): one row, objective ≥
    (1 − within)·best (for ``least_cost`` cost ≤ (1 + within)·best; of a best below 0, by that part of its size), is
    added to all others, which stay. For ``fairest`` the worst cover required stays so.

    Every aim is solved from nothing, so that its answer does not depend on what was asked before.

    Attributes
    ----------
    best : the best plan, verified
    settle : who may settle where and when, a row for each decision x: place, year, programme (the cohorts'),
        solution, stay, size (persons a household)
    nearest : the best itself, as ``Near``
    within : part of the objective that may be given up
    """

    def __init__(
        self, dataset: Dataset, scenario: Scenario, within: float = WITHIN, progress: Listener | None = None
    ) -> None:
        """Build and solve the estimate; raises ScenarioError, SolveError or PlanError where there is none."""
        self._dataset, self._clock, self.within = dataset, Clock(progress, None), within
        with self._clock.stage("aggregate"):
            instance = make_instance(dataset, scenario)
        with self._clock.stage("build"):
            self._model = build(instance, whole=False)
        with self._clock.stage("hand_over"):
            matrix = matrix_of(self._model.program)
        solved = solve(self._model, matrix, ESTIMATE, self._clock)
        self.best = finished(dataset, self._model, matrix, solved, self._clock)
        self._solved, self._matrix = solved, matrix_of(self._model.program)
        people = self._model.decisions.settle
        self._columns = people["variable"].to_numpy(dtype=np.int64)
        columns = ["place", "year", "programme", "solution", "stay", "persons_per_household"]
        self.settle: pd.DataFrame = people[columns].rename(columns={"persons_per_household": "size"})
        self.nearest = self._near(solved.values)
        self._highs = Highs(self._matrix)
        self._highs.add_rows(objective_row(self._matrix, solved.objective, within))

    def towards(self, weights: np.ndarray, usd: float = 0.0) -> Near | None:
        """The plan near the best that makes Σ weights·persons − usd·(US$ spent) as large as possible.

        ``weights`` has an entry for each row of ``settle``. None where the solver finds no optimum.
        """
        cost = np.zeros(self._matrix.columns)
        cost[self._columns] = weights * self.settle["size"].to_numpy(dtype=float)
        cost[self._model.decisions.spend["variable"].to_numpy(dtype=np.int64)] -= usd * 1e6
        largest = np.abs(cost).max(initial=0.0)
        if largest == 0:
            return None
        sign = 1.0 if self._matrix.maximise else -1.0
        given_up = max(1e-9, self.within * abs(self._solved.objective))
        everybody = max(1.0, float(self.nearest.persons.sum()))
        tidy = TIDY * everybody * np.abs(weights).max(initial=0.0) / given_up
        self._highs.set_cost(sign * (cost + sign * tidy * self._matrix.cost) * _AIM_AT / largest)
        outcome = self._highs.solve_linear(cold=True)
        if outcome.termination is not Termination.OPTIMAL or outcome.values is None:
            return None
        return self._near(outcome.values)

    def plan(self, near: Near) -> Plan:
        """The plan in tables, whole households, recomputed by the checker; raises PlanError where it fails.

        It says how far its objective is from the best, which is its proven bound; prices belong to the best alone.
        """
        best = self._solved
        sign = -1.0 if self._matrix.maximise else 1.0
        worst = best.objective + sign * self.within * abs(best.objective)
        # A gap is relative to the plan's own objective, what may be given up to the best one's.
        request = replace(ESTIMATE, gap=max(self.within, relative_gap(worst, best.objective)))
        status = "optimal" if relative_gap(near.objective, best.objective) <= PROVEN else "within_gap"
        solved = Solved(
            request, status, near.objective, best.objective, best.fairest, near.values, no_prices(self._matrix.rows)
        )
        return finished(self._dataset, self._model, self._matrix, solved, Clock(None, None))

    def _near(self, values: np.ndarray) -> Near:
        persons = values[self._columns] * self.settle["size"].to_numpy(dtype=float)
        return Near(np.maximum(persons, 0.0), self._matrix.objective(values), values)
