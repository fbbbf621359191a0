"""What the aim decides of a figure and what it does not: its least and most among plans as good as the best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from resettle.model.objective import person_years
from resettle.results.figures import COST, PERSON_YEARS, PLACE, PROGRAMME, YEAR, Figure, FigureRange, figure_value
from resettle.results.near_optimal import NEAR_OPTIMAL_PART, NearOptimal

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from resettle.model.formulation import Model
    from resettle.results.plan import Plan
    from resettle.results.progress import Clock
    from resettle.results.start import Optimum


def figure_weights(model: Model, figure: Figure, columns: int) -> np.ndarray:
    """What a unit of each of so many columns adds to the figure, in the figure's unit.

    Columns beyond the model's own (grants, raises) have no weight.
    """
    weights, people = np.zeros(columns), model.decisions.settle
    if figure.kind == PERSON_YEARS:
        worth = person_years(model.decisions)
        weights[worth["variable"].to_numpy(dtype=np.int64)] = worth["coefficient"].to_numpy(dtype=float)
        return weights
    if figure.kind == COST:
        weights[model.decisions.spend["variable"].to_numpy(dtype=np.int64)] = 1e6
        return weights
    counted = _counted(people, figure)
    persons = people["persons_per_household"].to_numpy(dtype=float)
    weights[people["variable"].to_numpy(dtype=np.int64)] = np.where(counted, persons, 0.0)
    return weights


def _counted(people: pd.DataFrame, figure: Figure) -> np.ndarray:
    """Which decisions x count for a figure of persons."""
    if figure.kind == YEAR:
        return (people["year"] <= int(figure.key)).to_numpy()
    column = {PROGRAMME: "programme", PLACE: "place"}.get(figure.kind)
    return np.ones(len(people), dtype=bool) if column is None else (people[column] == figure.key).to_numpy()


def find_ranges(
    plan: Plan,
    model: Model,
    optimum: Optimum,
    figures: Iterable[Figure],
    *,
    clock: Clock,
    part: float = NEAR_OPTIMAL_PART,
    time_limit: float | None = None,
) -> dict[Figure, FigureRange]:
    """Ranges of an estimate's figures; a figure whose ends the solver does not find in time is left out.

    Parameters
    ----------
    plan, model, optimum
        The estimate, its programme, and that programme at its optimum, which is given back as it was.
    part
        Part of the objective that a plan may give up and be as good.
    clock
        Hears of each figure; what its listener raises ends the search.
    time_limit
        Seconds for each end of each range.
    """
    values = optimum.values_with_ties_broken(model, clock)
    near, found = NearOptimal(optimum.highs, optimum.best, part), {}
    try:
        for figure in figures:
            if not clock.tell():
                break
            weights = figure_weights(model, figure, optimum.matrix.columns)
            ends = near.range_of(optimum.weights(weights), time_limit=time_limit)
            if ends is not None:
                shown = figure_value(plan, figure)
                found[figure] = FigureRange(shown, ends.least, ends.most, float(weights @ values) - shown)
    finally:
        near.restore()
    return found
