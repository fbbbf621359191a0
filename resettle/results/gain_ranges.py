"""What differs between the best plans of two programmes, and how surely: near-optimal ranges of both.

A best plan is rarely the only one. A difference between two best plans is a finding only where it is larger than what
plans that are as good (to ``NEAR_OPTIMAL_PART`` of the objective) differ by among themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from resettle.results.near_optimal import NearOptimal, NearOptimalRange
from resettle.results.outcome import Termination

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scipy import sparse

    from resettle.results.highs import Highs

_NOTHING = 1e-6
"""What arithmetic leaves of no difference."""


class Gain(NamedTuple):
    """A figure's difference between two best plans, in the figure's unit.

    Attributes
    ----------
    found : between the two plans themselves, whose ties are broken alike
    least, most : among all pairs of plans that are as good; NaN where that was not worked out
    """

    found: float
    least: float
    most: float

    @property
    def is_known(self) -> bool:
        """Whether it exceeds its noise: every pair of plans as good differs in the same direction."""
        return self.least > _NOTHING or self.most < -_NOTHING


NO_GAIN = Gain(0.0, 0.0, 0.0)


class FigureRanges:
    """Near-optimal ranges of the figures of one programme, worked out when asked for.

    Every plan that is found on the way is one more plan that is as good: ``least`` and ``most`` hold what they have of
    every figure, so that a difference can be ruled out without a solve of its own.

    Attributes
    ----------
    least, most : of every figure, among the plans found so far; never wider than the near-optimal range
    """

    def __init__(self, figures: sparse.csr_array, values: np.ndarray) -> None:
        self._figures = figures
        self.least = self.most = figures @ values
        self._ranges: dict[int, NearOptimalRange] = {}

    def work_out(self, highs: Highs, best: float, chosen: Iterable[int]) -> None:
        """Work out the ranges of some figures; ``highs`` stands at its optimum ``best``, and is given back so."""
        left = [one for one in chosen if one not in self._ranges]
        if not left:
            return
        near = NearOptimal(highs, best)
        try:
            for one in left:
                self._ranges[one] = self._range(near, one)
        finally:
            near.restore()

    def range_of(self, figure: int) -> NearOptimalRange:
        """The range, where it was worked out; else NaN."""
        return self._ranges.get(figure, NearOptimalRange(np.nan, np.nan))

    def _range(self, near: NearOptimal, figure: int) -> NearOptimalRange:
        weights = self._figures[[figure], :].toarray().ravel()
        for sign in (-1.0, 1.0):
            outcome = near.towards(sign * weights)
            if outcome.termination is not Termination.OPTIMAL or outcome.values is None:
                return NearOptimalRange(np.nan, np.nan)
            found = self._figures @ outcome.values
            self.least, self.most = np.minimum(self.least, found), np.maximum(self.most, found)
        return NearOptimalRange(float(self.least[figure]), float(self.most[figure]))


def may_differ(before: FigureRanges, after: FigureRanges) -> np.ndarray:
    """Figures whose differences are not ruled out by the plans found so far: a flag for each."""
    more, fewer = after.least > before.most + _NOTHING, after.most < before.least - _NOTHING
    return np.asarray(more | fewer)


def gain_of(figure: int, found: float, before: FigureRanges, after: FigureRanges) -> Gain:
    """The difference of one figure with its range."""
    was, now = before.range_of(figure), after.range_of(figure)
    return Gain(found, now.least - was.most, now.most - was.least)
