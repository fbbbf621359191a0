"""What the aim decides of a figure and what it does not: its least and most among plans as good as the best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from resettle.model.objective import person_years
from resettle.results.near_optimal import NEAR_OPTIMAL_PART, NearOptimal
from resettle.results.progress import Clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from resettle.model.formulation import Model
    from resettle.results.near_optimal import NearOptimalRange
    from resettle.results.plan import Plan
    from resettle.results.start import Optimum

PERSONS, PROGRAMME, PLACE, YEAR = "persons", "programme_persons", "place_persons", "year_persons"
"""Persons settled by the last year: in all, of one programme, at one place; and settled by the end of one year."""
PERSON_YEARS, COST = "person_years", "cost_usd"
"""Weighted person-years, and US$ spent, over the horizon."""


class Figure(NamedTuple):
    """A figure of a plan: its kind, and the programme, place or year it is of (blank for the whole plan)."""

    kind: str
    key: str = ""


@dataclass(frozen=True)
class FigureRange:
    """A figure as an estimate shows it, and the least and most of it among plans that are as good, in its unit.

    ``value`` is of whole households. The range takes in the households that rounding leaves out of the estimate.
    """

    value: float
    least: float
    most: float


def headline_figures(plan: Plan) -> list[Figure]:
    """Persons settled in all and by programme, weighted person-years, spending."""
    programmes = [Figure(PROGRAMME, programme) for programme in plan.summary.persons]
    return [Figure(PERSON_YEARS), Figure(PERSONS), *programmes, Figure(COST)]


def figure_value(plan: Plan, figure: Figure) -> float:
    """The figure as the plan's tables and summary have it, in whole households."""
    summary, placed = plan.summary, plan["placements"]
    if figure.kind == PERSON_YEARS:
        return summary.person_years
    if figure.kind == COST:
        return summary.cost_usd
    if figure.kind == PROGRAMME:
        return float(sum(summary.persons[figure.key].values()))
    if figure.kind == PLACE:
        return float(placed.loc[placed["place"] == figure.key, "persons"].sum())
    if figure.kind == YEAR:
        return float(placed.loc[placed["year"] <= int(figure.key), "persons"].sum())
    return summary.persons_settled


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
    time_limit
        Seconds for each end of each range.
    """
    values = optimum.values_with_ties_broken(model, Clock(None, time_limit))
    near, found = NearOptimal(optimum.highs, optimum.best, part), {}
    try:
        for figure in figures:
            weights = figure_weights(model, figure, optimum.matrix.columns)
            ends = near.range_of(optimum.weights(weights), time_limit=time_limit)
            if ends is not None:
                found[figure] = _with_rounding(ends, figure_value(plan, figure), float(weights @ values))
    finally:
        near.restore()
    return found


def _with_rounding(ends: NearOptimalRange, shown: float, in_fractions: float) -> FigureRange:
    """The range of whole households: what rounding takes from this plan, it may take from the others too."""
    rounded = in_fractions - shown
    least, most = ends.least - max(0.0, rounded), ends.most + max(0.0, -rounded)
    return FigureRange(shown, min(least, shown), max(most, shown))


def as_record(ranges: Mapping[Figure, FigureRange]) -> list[dict[str, object]]:
    """Ranges as rows for ``--json``: figure, of, value, least, most."""
    return [
        {"figure": figure.kind, "of": figure.key, "value": one.value, "least": one.least, "most": one.most}
        for figure, one in ranges.items()
    ]
