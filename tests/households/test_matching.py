"""Matching with several capacities against a whole-number programme over everything, on random cases."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize, sparse

from resettle.households.matching import Matched, Pairs, matched


def case(seed: int, households: int = 24, places: int = 5, rows: int = 3) -> tuple[Pairs, np.ndarray, np.ndarray]:
    """Everybody may have most places; three services of each place hold some nine tenths of what all would use."""
    random = np.random.default_rng(seed)
    able = random.random((households, places)) < 0.8
    who, slot = np.nonzero(able)
    worth = 10.0 + random.integers(0, 5, len(who)) + random.random(len(who)) * 1e-3
    units = random.integers(0, 4, (households, rows)).astype(float)
    pair = np.repeat(np.arange(len(who)), rows)
    column = (slot[:, None] * rows + np.arange(rows)[None, :]).ravel()
    use = sparse.csr_array((units[who].ravel(), (pair, column)), shape=(len(who), places * rows))
    slots = np.full(places, float(households // places + 1))
    room = np.floor(random.dirichlet(np.full(places, 5.0))[:, None] * units.sum(axis=0)[None, :] * 0.9).ravel()
    return Pairs(who, slot, worth, use), slots, room


def exact(pairs: Pairs, slots: np.ndarray, room: np.ndarray) -> float:
    """The optimum by one whole-number programme."""
    count = len(pairs.worth)
    once = sparse.csr_array((np.ones(count), (pairs.household, np.arange(count))))
    each = sparse.csr_array((np.ones(count), (pairs.slot, np.arange(count))), shape=(len(slots), count))
    rows = sparse.vstack([once, each, pairs.use.T]).tocsr()
    most = np.r_[np.ones(once.shape[0]), slots, room]
    limits = [optimize.LinearConstraint(rows, -np.inf, most)]
    found = optimize.milp(-pairs.worth, integrality=np.ones(count), bounds=optimize.Bounds(0, 1), constraints=limits)
    return float(-found.fun)


def keeps_the_rules(found: Matched, pairs: Pairs, slots: np.ndarray, room: np.ndarray) -> bool:
    once = len(set(pairs.household[found.taken])) == len(found.taken)
    fits = (np.bincount(pairs.slot[found.taken], minlength=len(slots)) <= slots).all()
    used = np.asarray(pairs.use[found.taken].sum(axis=0)).ravel()
    return bool(once and fits and (used <= room + 1e-6).all())


@pytest.mark.parametrize("seed", range(12))
def test_the_optimum_and_within_every_capacity(seed: int) -> None:
    pairs, slots, room = case(seed)
    found = matched(pairs, slots, room)
    assert keeps_the_rules(found, pairs, slots, room)
    best = exact(pairs, slots, room)
    assert found.worth <= best + 1e-6
    assert found.worth >= best - 1e-3
    assert found.bound >= best - 1e-6


def test_without_services_it_is_the_assignment() -> None:
    """Each to one of as many slots: equal to the Hungarian method's optimum."""
    random = np.random.default_rng(4)
    worth = random.random((8, 8))
    who, slot = np.nonzero(worth > -1)
    pairs = Pairs(who, slot, worth.ravel(), sparse.csr_array((64, 1)))
    found = matched(pairs, np.ones(8), np.ones(1))
    lines, columns = optimize.linear_sum_assignment(worth, maximize=True)
    assert found.worth == pytest.approx(worth[lines, columns].sum())


def test_nobody_to_match() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert matched(Pairs(none, none, none.astype(float), sparse.csr_array((0, 1))), np.ones(1), np.ones(1)).worth == 0.0
