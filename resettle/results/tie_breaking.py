"""Of all plans that are equally good, the one that settles the most persons by the last year.

Without a second aim the solver's path decides between equals: heads by the last year then differ by hundreds between
two solves of the same programme (docs/decisions/ties-and-near-optimal-ranges.md).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from resettle.results.near_optimal import NearOptimal
from resettle.results.outcome import Termination

if TYPE_CHECKING:
    from resettle.model.formulation import Model
    from resettle.results.highs import Highs
    from resettle.results.outcome import Outcome
    from resettle.results.progress import Clock

TIES_WITHIN = 1e-7
"""Part of the best objective that the second aim may give up: smaller than what objectives are promised to (1e-6)."""


def with_ties_broken(model: Model, highs: Highs, best: float, clock: Clock) -> Outcome | None:
    """The estimate that ``highs`` has just solved, its ties broken; None where the first optimum stands."""
    return break_ties(highs, best, settled_persons(model, highs.matrix.columns), time_limit=clock.left)


def break_ties(highs: Highs, best: float, persons: np.ndarray, *, time_limit: float | None = None) -> Outcome | None:
    """The optimum with the most persons settled, among all that are as good to a part of 1e-7 of the objective.

    Parameters
    ----------
    highs
        A linear programme that was just solved to its optimum; it is given back as it was, at the same basis. Read
        its prices before: they are those of the first aim.
    best
        The optimum's objective.
    persons
        Persons settled by the last year that a unit of each column stands for (``settled_persons``).

    Returns
    -------
    The outcome in the programme's own objective, bounded by the optimum; None where the solver finds no better one in
    the time given: then the first optimum stands.
    """
    near = NearOptimal(highs, best, TIES_WITHIN)
    try:
        found = near.towards(persons, time_limit=time_limit)
    finally:
        near.restore()
    if found.termination is not Termination.OPTIMAL or found.values is None:
        return None
    objective = float(highs.cost @ found.values) + highs.matrix.offset
    as_good = abs(objective - best) <= 2 * TIES_WITHIN * max(1.0, abs(best))
    return replace(found, objective=objective, bound=best) if as_good else None


def settled_persons(model: Model, columns: int) -> np.ndarray:
    """Persons settled by the last year that a unit of each column stands for: h(c) of every x[c,d,t]."""
    people = model.decisions.settle
    weights = np.zeros(columns)
    weights[people["variable"].to_numpy(dtype=np.int64)] = people["persons_per_household"].to_numpy(dtype=float)
    return weights
