"""Counts of people as a donor sees them: small ones masked, and no masked one to be worked out from the others.

Counts, and differences between counts, are rounded to the nearest ten; under ten they are masked. Every sum, share and
cost per person is worked out from the counts as shown, never from those behind them, so it holds nothing about a masked
count. Person-years would give few people away (18 of two years are nine people): they are masked up to what ten people
make (``donor_next.smallest_years``).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

SMALLEST = 10
"""Smallest count that is shown, and what counts are rounded to."""
NOBODY = 1e-6
"""What arithmetic leaves of nobody."""


def masked(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """The frame with a column of counts as shown: the nearest ten, and 0 where masked.

    A further column ``hidden`` is 1 where a count is masked. Both columns may be summed: a sum shows what is shown of
    its parts, and ``hidden`` says how many of them are masked. Nobody at all is 0 and not hidden.
    """
    counts = frame[column].to_numpy(dtype=float)
    size = np.abs(counts)
    rounded = np.sign(counts) * np.floor(size / SMALLEST + 0.5) * SMALLEST
    small = size < SMALLEST
    hidden = (small & (size > NOBODY)).astype("int64")
    return frame.assign(**{column: np.where(small, 0.0, rounded), "hidden": hidden})


def shown_sums(frame: pd.DataFrame, keys: Sequence[str], column: str) -> pd.DataFrame:
    """Sums by key of what is shown, and how many parts of each are masked: the keys, the column, ``hidden``."""
    return frame.groupby(list(keys), as_index=False, sort=False)[[column, "hidden"]].sum()


def count_text(shown: float, hidden: int) -> str:
    """A count for people: ``1,230``, ``fewer than 10``, or for a sum of masked parts ``fewer than 30``."""
    return f"fewer than {SMALLEST * hidden}" if hidden and not shown else f"{shown:,.0f}"


def nearest_ten(count: float) -> float:
    """The nearest multiple of ten, halves away from 0; 0 where fewer than ten."""
    size = abs(count)
    return 0.0 if size < SMALLEST else math.copysign(math.floor(size / SMALLEST + 0.5) * SMALLEST, count)
