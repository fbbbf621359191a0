"""Iterative proportional fitting, and tilting a mix to a known mean."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Cell = tuple[str, ...]


def fit(
    seed: Mapping[Cell, float],
    margins: Sequence[Mapping[str, float]],
    tolerance: float = 1e-10,
    rounds: int = 2_000,
) -> dict[Cell, float]:
    """Scale the seed until every margin of every dimension is met (each margin adds to the same total).

    A cell that is zero, or absent, stays so: it says that the combination does not occur.
    """
    cells = {cell: value for cell, value in seed.items() if value > 0}
    for _ in range(rounds):
        worst = 0.0
        for dimension, margin in enumerate(margins):
            sums = dict.fromkeys(margin, 0.0)
            for cell, value in cells.items():
                sums[cell[dimension]] += value
            factors = {key: margin[key] / sums[key] for key in margin}
            worst = max(worst, *(abs(factor - 1) for factor in factors.values()))
            cells = {cell: value * factors[cell[dimension]] for cell, value in cells.items()}
        if worst < tolerance:
            return cells
    message = f"the margins were not met after {rounds} rounds (worst factor off by {worst:.2g})"
    raise ValueError(message)


def tilt(mix: Mapping[str, float], sizes: Mapping[str, float], mean: float) -> dict[str, float]:
    """Return the mix nearest to the given one (in relative entropy) whose mean size is as asked.

    Shares are multiplied by exp(slope x size); the slope is found by halving.
    """

    def tilted(slope: float) -> dict[str, float]:
        parts = {key: share * math.exp(slope * sizes[key]) for key, share in mix.items()}
        total = math.fsum(parts.values())
        return {key: part / total for key, part in parts.items()}

    low, high = -5.0, 5.0
    for _ in range(100):
        middle = (low + high) / 2
        found = tilted(middle)
        if math.fsum(found[key] * sizes[key] for key in mix) < mean:
            low = middle
        else:
            high = middle
    return tilted((low + high) / 2)
