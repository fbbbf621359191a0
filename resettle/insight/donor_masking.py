"""Counts of people as a donor sees them: small ones masked, and no masked one to be worked out from the others.

Counts, and differences between counts, are rounded to the nearest ten; under ten they are masked. Every sum, share and
cost per person is worked out from the counts as shown, never from those behind them, so it holds nothing about a masked
count. What follows from counts is as coarse as they are: person-years are rounded to what ten people make, and money to
what ten people's homes cost wherever people are masked (``donor_steps``).

Of a plan made for a registry of single households everything is ten times as coarse. The tables for everyone count its
households with noise (``households.noise``), and persons to the nearest ten would undo that noise.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from resettle.inputs.dataset import Dataset

SMALLEST = 10
"""Smallest count that is shown, and what counts are rounded to."""
SMALLEST_OF_REGISTRY = 100
"""The same where cohorts are counted from a registry: ten households, were they of ten people each."""
REGISTRY = "registry"
"""Source of cohorts that are counted from a registry (``households.aggregate``)."""
NOBODY = 1e-6
"""What arithmetic leaves of nobody."""


def smallest_count(dataset: Dataset) -> int:
    """Smallest count of people that is shown of a dataset's plans, and what counts are rounded to."""
    return SMALLEST_OF_REGISTRY if (dataset["cohorts"]["source"] == REGISTRY).any() else SMALLEST


def masked(frame: pd.DataFrame, column: str, smallest: int = SMALLEST) -> pd.DataFrame:
    """The frame with a column of counts as shown: the nearest multiple of ``smallest``, and 0 where masked.

    A further column ``hidden`` says what is masked, in tens: 1 where it is fewer than ten. Both columns may be summed:
    a sum shows what is shown of its parts, and below what the masked ones are together. Nobody at all is 0 and not
    hidden.
    """
    counts = frame[column].to_numpy(dtype=float)
    size = np.abs(counts)
    rounded = np.sign(counts) * np.floor(size / smallest + 0.5) * smallest
    small = size < smallest
    hidden = (small & (size > NOBODY)).astype("int64") * (smallest // SMALLEST)
    return frame.assign(**{column: np.where(small, 0.0, rounded), "hidden": hidden})


def shown_sums(frame: pd.DataFrame, keys: Sequence[str], column: str) -> pd.DataFrame:
    """Sums by key of what is shown, and how many parts of each are masked: the keys, the column, ``hidden``."""
    return frame.groupby(list(keys), as_index=False, sort=False)[[column, "hidden"]].sum()


def count_text(shown: float, hidden: int) -> str:
    """A count for people: ``1,230``, ``fewer than 10``, or for a sum of masked parts ``fewer than 30``."""
    return f"fewer than {SMALLEST * hidden}" if hidden and not shown else f"{shown:,.0f}"


def nearest(count: float, step: float) -> float:
    """The nearest multiple of a step, halves away from 0."""
    return math.copysign(math.floor(abs(count) / step + 0.5) * step, count) if count else 0.0
