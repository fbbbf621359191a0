"""A programme of whole numbers that takes any solver longer than a test waits: a market split, known to be hard."""

from __future__ import annotations

import numpy as np

from resettle.results.matrix import Matrix

ROWS, COLUMNS = 6, 50


def slow_programme() -> Matrix:
    """Choose among fifty so that six sums are each half of all; the least that they are missed by."""
    chance = np.random.default_rng(7)
    weights = chance.integers(0, 100, (ROWS, COLUMNS)).astype(float)
    half = np.floor(weights.sum(axis=1) / 2)
    both = np.hstack([weights, np.eye(ROWS), -np.eye(ROWS)])
    width = both.shape[1]
    return Matrix(
        cost=np.concatenate([np.zeros(COLUMNS), np.ones(2 * ROWS)]),
        lower=np.zeros(width),
        upper=np.concatenate([np.ones(COLUMNS), np.full(2 * ROWS, np.inf)]),
        whole=np.concatenate([np.ones(COLUMNS, dtype=bool), np.zeros(2 * ROWS, dtype=bool)]),
        start=np.arange(0, ROWS * width + 1, width, dtype=np.int32),
        index=np.tile(np.arange(width, dtype=np.int32), ROWS),
        value=both.reshape(-1),
        row_lower=half,
        row_upper=half,
        offset=0.0,
        maximise=False,
    )
