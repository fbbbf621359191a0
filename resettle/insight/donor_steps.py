"""How finely person-years and money are shown to a donor, so that no count of few people follows from them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from resettle.inputs.apply import apply
from resettle.insight.donor_masking import SMALLEST, nearest, smallest_count
from resettle.results.gain_ranges import Gain

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from resettle.inputs.dataset import Dataset
    from resettle.results.plan import Plan

USD_SHOWN = 100_000.0
"""Money is shown to so many US$ where no people are masked."""
_SOMEBODY = 0.5
"""Smallest part of a person whose money could be seen."""
_NOISE = 0.01
"""Of a step: an end so near to a whole number of steps is that."""


def smallest_years(plan: Plan) -> float:
    """Step of person-years, below which they are masked: what ten people make if they weigh as much as any.

    Need and choice weigh as the plan's scenario has them. It is rounded up to 1, 2 or 5 with noughts.
    """
    data = apply(plan.dataset, plan.scenario)
    weight = float(data["profiles"]["priority_weight"].max()) * float(data["willingness"]["preference"].max())
    return _round_step(smallest_count(plan.dataset) * len(plan.years) * max(1.0, weight))


def usd_step(plan: Plan, *, is_masked: bool) -> float:
    """Step of money, US$: where people are masked, twice what the dearest homes of ten people cost, each living alone.

    Rounded to the nearest step, what homes of fewer than ten people cost is nothing then.
    """
    if not is_masked:
        return USD_SHOWN
    data = apply(plan.dataset, plan.scenario)
    homes = data["housing"]["unit_cost_usd"]
    dearest = float(homes.max()) if len(homes) else 0.0
    persons = max(1.0, float(data["size_classes"]["persons_min"].min()))
    return _round_step(max(USD_SHOWN, 2 * smallest_count(data) * dearest / persons))


def are_few(gains: Iterable[Gain], dataset: Dataset) -> bool:
    """Whether one of these differences of people is masked, so that money beside it would tell it."""
    return any(_SOMEBODY <= abs(gain.found) < smallest_count(dataset) for gain in gains)


def usd_gain(gain: Gain, step: float) -> Gain:
    """A difference of money to a step; as it is where that is the step to which all money is shown."""
    if step == USD_SHOWN:
        return gain
    return Gain(*(end if math.isnan(end) else nearest(end, step) for end in gain))


def shown_usd(usd: pd.Series, step: float = USD_SHOWN) -> pd.Series:
    """Money as shown: to a step."""
    return (usd / step).round() * step + 0.0


def coarse(gain: Gain, dataset: Dataset) -> Gain:
    """A difference of people as coarse as the dataset's counts are, its range outwards."""
    step = smallest_count(dataset)
    if step == SMALLEST or math.isnan(gain.least) or math.isnan(gain.most):
        return gain
    least, most = math.floor(gain.least / step + _NOISE) * step, math.ceil(gain.most / step - _NOISE) * step
    return Gain(nearest(gain.found, step), float(least), float(most))


def _round_step(size: float) -> float:
    """The least of 1, 2 and 5 with noughts that is no less."""
    ten = 10.0 ** math.floor(math.log10(size))
    return next(part * ten for part in (1.0, 2.0, 5.0, 10.0) if part * ten >= size - 1e-9 * size)
