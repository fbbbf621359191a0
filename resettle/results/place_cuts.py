"""Rows that say of each place what its whole facilities can be worth at the prices of what places share.

Most of the programme falls apart into places, which share money, builders, staff and carriage. At the linear optimum
these have prices; a place's own programme with whole facilities, at these prices, is small enough to be solved, and
no whole plan makes more of the place than its optimum z (or the bound on it): worth·x ≤ z. The linear optimum makes
more of it, by what its fractions save: the row cuts it off. (Fenchel cuts, Boyd 1994; the bound is that of Lagrangian
relaxation, Geoffrion 1974.)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from resettle.results.highs import Highs

if TYPE_CHECKING:
    from resettle.results.best import Best
    from resettle.results.matrix import Matrix
    from resettle.results.parts import Parts

NODES = 100
"""A place that is not solved in so many nodes has its bound then: deeper costs more than it wins."""
CLOSE = 1e-4
"""All places together are solved to this part of the objective."""
FRACTION = 1e-6
_SAFE = 1e-6
_SMALL = 1e-9
"""HiGHS leaves out coefficients below this; what they could add is below ``_SAFE`` of the limit."""


@dataclass(frozen=True)
class Worth:
    """What columns are worth at the prices of shared rows, and the most that each place can be worth.

    Attributes
    ----------
    parts : the programme by places
    worth : objective less what a column uses of shared rows at their prices
    reached : worth of each place at the linear optimum
    most : the most that a whole plan makes of each place, or a bound on it
    maximise : sense of the objective
    """

    parts: Parts
    worth: np.ndarray
    reached: np.ndarray
    most: np.ndarray
    maximise: bool

    @property
    def over(self) -> np.ndarray:
        """By how much the linear optimum makes more of each place than a whole plan can."""
        over: np.ndarray = self.reached - self.most
        return over if self.maximise else -over

    def to_win(self, values: np.ndarray) -> np.ndarray:
        """By how much each place of a plan is short of its most."""
        short: np.ndarray = self.most - _by_place(self.parts, self.worth, values)
        return short if self.maximise else -short

    def cuts(self, matrix: Matrix, least: float) -> Matrix | None:
        """worth·x ≤ most (≥, minimised), a row for each place that is over by more than ``least``."""
        chosen = np.flatnonzero(self.over > least)
        if not len(chosen):
            return None
        sign = 1.0 if self.maximise else -1.0
        starts, index, value, limits = [0], [], [], []
        for place in chosen.tolist():
            columns = self.parts.columns_of(place)
            worth, most = sign * self.worth[columns], sign * self.most[place]
            scale = np.abs(worth).max()
            kept = np.abs(worth) > _SMALL * scale
            index.append(columns[kept])
            value.append(worth[kept] / scale)
            limits.append((most + _SAFE * (1.0 + abs(most))) / scale)
            starts.append(starts[-1] + int(kept.sum()))
        return replace(
            matrix,
            start=np.array(starts, dtype=np.int32),
            index=np.concatenate(index).astype(np.int32),
            value=np.concatenate(value),
            row_lower=np.full(len(limits), -np.inf),
            row_upper=np.array(limits),
        )


def worth_of_places(highs: Highs, parts: Parts, values: np.ndarray, best: Best) -> Worth:
    """Solve each place of the linear optimum ``values`` alone that has fractions; the others are at their most."""
    worth = parts.worth_of_columns(highs.prices(), highs.cost)
    reached = _by_place(parts, worth, values)
    most = reached.copy()
    close = least_cut(parts, best.bound)
    for place in parts.places:
        columns, alone = parts.alone(place, worth)
        whole = values[columns][alone.whole]
        if not np.any(np.abs(whole - np.round(whole)) > FRACTION) or not best.tell():
            continue
        alone = replace(alone, lower=highs.lower[columns], upper=highs.upper[columns])
        solved = Highs(alone).solve_whole(
            gap=0.0, absolute_gap=close, nodes=NODES, time_limit=best.left, report=lambda *_: best.tell()
        )
        if solved.bound is not None and np.isfinite(solved.bound):
            nearer = min if alone.maximise else max
            most[place] = nearer(most[place], solved.bound)
    return Worth(parts, worth, reached, most, highs.matrix.maximise)


def least_cut(parts: Parts, objective: float) -> float:
    """What a place's bound may be off, and a cut must win."""
    return CLOSE * abs(objective) / max(1, len(parts.places))


def _by_place(parts: Parts, worth: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Sum of worth·x over the columns of each place."""
    own = parts.place_of_column >= 0
    return np.bincount(parts.place_of_column[own], (worth * values)[own], minlength=len(parts.places))
