"""Better whole plans near one that is known: a few places at a time are planned anew, the others stay as they are.

A few places, with the money, builders and carriage that the rest leaves to them, are a small programme. Which places
have most to win is told by the prices: what a place could be worth at its best, less what it is worth in the plan.
Each neighbourhood is limited by nodes, never by the clock, so that the same plan comes out on every machine.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from resettle.results.highs import FEASIBILITY, Highs
from resettle.results.outcome import Outcome, Termination
from resettle.results.parts import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resettle.results.best import Best
    from resettle.results.parts import Parts
    from resettle.results.place_cuts import Worth

NODES = 50
"""Of one neighbourhood."""
TOGETHER = 4
"""Places planned anew at once: they trade money and builders among themselves."""
CLOSE = 1e-5
"""A neighbourhood is solved to this part of the whole objective."""


def improve(highs: Highs, parts: Parts, worth: Worth, best: Best) -> bool:
    """Go through the places once, those with most to win first; whether the plan became better."""
    if best.plan is None or best.plan.values is None:
        return False
    before, values = best.objective, best.plan.values
    for places in _neighbourhoods(worth, values):
        if not best.goes_on:
            break
        values = _planned_anew(highs, parts, places, values, best)
    return best.objective != before


def _neighbourhoods(worth: Worth, values: np.ndarray) -> Iterator[np.ndarray]:
    """Groups of places by what they have to win."""
    order = np.argsort(-worth.to_win(values), kind="stable")
    for first in range(0, len(order), TOGETHER):
        yield order[first : first + TOGETHER]


def _planned_anew(highs: Highs, parts: Parts, places: np.ndarray, values: np.ndarray, best: Best) -> np.ndarray:
    """Offer the plan with these places planned anew; the better plan of the two."""
    columns = np.flatnonzero(np.isin(parts.place_of_column, [SHARED, *places.tolist()]))
    inner = parts.free(columns, values, highs.cost)
    inner = replace(inner, lower=highs.lower[columns], upper=highs.upper[columns])
    found = Highs(inner).solve_whole(
        gap=CLOSE, nodes=NODES, time_limit=best.left, start=values[columns], report=lambda *_: best.tell()
    )
    if found.values is None:
        return values
    tried = values.copy()
    tried[columns] = found.values
    if not highs.matrix.is_whole(tried) or highs.matrix.largest_violation(tried) > FEASIBILITY:
        return values
    objective = float(highs.cost @ tried + highs.matrix.offset)
    better = best.offer(Outcome(Termination.OPTIMAL, objective, None, tried, found.seconds))
    return tried if better else values
