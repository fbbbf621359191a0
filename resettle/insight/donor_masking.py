"""Counts of people as a donor sees them: small ones masked, and no masked one to be worked out from the others.

Counts by year are rounded to the nearest ten; under ten they are masked. Every sum, share and cost per person is worked
out from the counts as shown, never from those behind them, so it holds nothing about a masked count. Where people
settle in addition is told by place; places with a small difference are told together, and where even their sum would
give one away, not at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALLEST = 10
"""Smallest count that is shown, and what counts are rounded to."""
NOBODY = 1e-6
"""What arithmetic leaves of nobody."""
_TOGETHER = 0.5
"""Part of the most that small differences could add up to, above which their sum is not shown."""


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


def difference_text(shown: float, hidden: int) -> str:
    """A difference for people: ``+410``, ``−20``, ``± 0``, ``fewer than 10``."""
    if not shown:
        return f"fewer than {SMALLEST * hidden}" if hidden else "± 0"
    return f"{'+' if shown > 0 else '−'}{abs(shown):,.0f}"


def masked_differences(differences: pd.DataFrame, group: str, other: str) -> pd.DataFrame:
    """Differences of counts by place, those of fewer than ten told together as one row of their group.

    Parameters
    ----------
    differences : group, name, persons (with its sign); a row for every place, also without a difference
    group : column of the groups, which are told apart
    other : name of the row in which a group's small differences are told

    Returns
    -------
    group, name, persons (whole), hidden. The other places' sum is left out (persons 0, hidden as many as there are
    places) where it comes near the most that it can be: each of them would then be known to be just under ten.
    """
    parts = []
    for key, rows in differences.groupby(group, sort=False):
        small = rows["persons"].abs() < SMALLEST
        named = rows.loc[~small, [group, "name", "persons"]].assign(hidden=0)
        parts.append(named.assign(persons=named["persons"].round()))
        if small.any():
            shown, hidden = _together(rows.loc[small, "persons"])
            parts.append(pd.DataFrame({group: [key], "name": [other], "persons": [shown], "hidden": [hidden]}))
    if not parts:
        return pd.DataFrame(columns=[group, "name", "persons", "hidden"])
    return pd.concat(parts, ignore_index=True)


def _together(small: pd.Series) -> tuple[float, int]:
    """What is shown of the sum of small differences, and how many are masked."""
    total, most = float(small.sum()), SMALLEST * len(small)
    if (small.abs() <= NOBODY).all():
        return 0.0, 0
    if abs(total) < SMALLEST:
        return 0.0, 1
    if abs(total) > _TOGETHER * most:
        return 0.0, len(small)
    return float(round(total)), 0
