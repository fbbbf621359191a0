"""Noise for counts that everyone may see: the cell-key method, with no count below a threshold ever shown.

Noise is sticky: the key of a cell is a keyed hash of what the cell counts and of its true count, so the same count of
the same cell has the same noise in every release, whoever is drawn, and neither a redraw nor another plan gives noise
to average. Cells of several tables that hold the same households share one key. Where one household comes or goes the
count is another and so is the noise: a difference of two releases tells little of it.

The method is that of Fraser and Wooton (2005), "A proposed method for confidentialising tabular output to protect
against differencing", with a key of the cell's name and count in place of the sum of its records' keys, which a redraw
would change. The noise is that of most entropy with mean 0 and given variance, with no result from 1 to the threshold
less one (Giessing 2016).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from scipy import optimize

from resettle.households.secret import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

THRESHOLD = 10
"""k: no count from 1 to 9 is shown, as in all that donors get."""
VARIANCE = 30.0
"""Of the noise; at least k²/4 = 25, the least that noise of mean 0 can have which shows no count from 1 to k − 1."""
_ALONE = 17.0
"""For a single household, whose noise of mean 0 has a variance between 9 and 25."""
MOST = 25
"""No noise is larger."""
_LARGEST = float(2**64)
_BETWEEN = "\x1f"


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
    keys : the cells' keys, unsigned 64 bits (``cell_keys``)
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


def cell_keys(secret: str, names: Iterable[str], counts: np.ndarray) -> np.ndarray:
    """The keys of cells, unsigned 64 bits: keyed hashes of what each counts and of its true count."""
    return numbers(secret, "cell", (f"{name}{_BETWEEN}{count}" for name, count in zip(names, counts, strict=True)))
