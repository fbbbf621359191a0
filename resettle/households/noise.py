"""Noise for counts that everyone may see: the cell-key method, with no count below a threshold ever shown.

Each household has a record key, a number that only the holder's secret gives. The sum of the keys of the households in
a cell, modulo 2^64, is the cell's key, and picks the noise from a table for the cell's count. So the same households
get the same noise wherever they are counted, and it cannot be averaged away; where one household comes or goes the
noise is another, and a difference of two counts tells little of it. Fraser and Wooton (2005), "A proposed method for
confidentialising tabular output to protect against differencing"; the noise is that of most entropy with mean 0 and
given variance, with no result from 1 to the threshold less one (Giessing 2016).
"""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy import optimize

THRESHOLD = 10
"""k: no count from 1 to 9 is shown, as in all that donors get."""
VARIANCE = 30.0
"""Of the noise; at least k²/4 = 25, the least that noise of mean 0 can have which shows no count from 1 to k − 1."""
_ALONE = 17.0
"""For a single household, whose noise of mean 0 has a variance between 9 and 25."""
MOST = 25
"""No noise is larger."""
_LARGEST = float(2**64)


@cache
def noise_of(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Noises that a true count may get, in rising order, and the probability of each; 0 gets none.

    p(v) ∝ exp(a·v + b·v²) on −count ≤ v ≤ ``MOST``, without those that would show 1 to k − 1; a and b are such that the
    mean is 0 and the variance ``VARIANCE``: the minimum of the dual, log Σ exp(a·v + b·(v² − VARIANCE)).
    """
    variance = _ALONE if count == 1 else VARIANCE
    if count == 0:
        return np.zeros(1), np.ones(1)
    if count > MOST + THRESHOLD:
        return noise_of(MOST + THRESHOLD)
    values = np.arange(-min(count, MOST), MOST + 1, dtype=float)
    shown = count + values
    values = values[(shown == 0) | (shown >= THRESHOLD)]
    moments = np.column_stack([values / MOST, (values**2 - variance) / MOST**2])
    found = optimize.minimize(_dual, np.zeros(2), args=(moments,), jac=True, method="BFGS", options={"gtol": 1e-10})
    weights = np.exp(moments @ found.x - (moments @ found.x).max())
    return values, weights / weights.sum()


def _dual(multipliers: np.ndarray, moments: np.ndarray) -> tuple[float, np.ndarray]:
    terms = moments @ multipliers
    most = float(terms.max())
    weights = np.exp(terms - most)
    total = float(weights.sum())
    return most + float(np.log(total)), moments.T @ weights / total


def with_noise(counts: np.ndarray, keys: np.ndarray) -> np.ndarray:
    """Counts as they are shown: 0, or ``THRESHOLD`` and more.

    Parameters
    ----------
    counts : true counts of cells
    keys : the cells' keys, unsigned 64 bits: sums of the record keys, modulo 2^64
    """
    chance = keys.astype(np.float64) / _LARGEST
    shown = np.zeros(len(counts), dtype=np.int64)
    capped = np.minimum(counts, MOST + THRESHOLD)
    for count in np.unique(capped[capped > 0]):
        here = np.flatnonzero(capped == count)
        values, probability = noise_of(int(count))
        at = np.searchsorted(np.cumsum(probability)[:-1], chance[here], side="right")
        shown[here] = counts[here] + values[at].astype(np.int64)
    return shown
