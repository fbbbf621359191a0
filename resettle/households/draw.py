"""The draw: an order among equals that anyone can work out again from a seed, and that no row order changes.

All chance is SHA-256 of the seed and a key, so it needs no generator's state. Blocks of neighbours and kin stand
together in a random order on a circle, which is turned by a random part; after that every place in the order is as
likely for one household as for another, however large its village is (a random order of blocks alone would not be: a
household of a large village would seldom stand at either end). Systematic sampling with a random start (Madow and
Madow 1944).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from resettle.households.check_registry import parts

if TYPE_CHECKING:
    from collections.abc import Iterable

EQUALS = ["cohort", "solution", "from_year", "persons"]
"""Households alike in these have equal chances; as many persons, so that every stretch of the order has all sizes."""
_LARGEST = float(2**64)


def seed_of(published: str, public: str = "") -> str:
    """The draw's seed: a word published in advance, and a text that nobody could know then (a lottery's numbers)."""
    return hashlib.sha256(f"{published}\x1f{public}".encode()).hexdigest()


def commitment(households: pd.DataFrame) -> str:
    """SHA-256 of all that the draw depends on, in an order of its own: to be published before the seed is known."""
    told = households[["household", *EQUALS, "programme", "origin", "community", "kin"]].astype(object)
    told = told.where(told.notna(), "").map(str)
    total = hashlib.sha256()
    for line in sorted(map("\x1f".join, told.itertuples(index=False, name=None))):
        total.update(line.encode() + b"\x1e")
    return total.hexdigest()


def chance(seed: str, purpose: str, keys: Iterable[str]) -> np.ndarray:
    """A number in [0, 1) for each key."""
    begun = hashlib.sha256(f"{seed}\x1f{purpose}\x1f".encode())
    found = []
    for key in keys:
        one = begun.copy()
        one.update(key.encode())
        found.append(one.digest()[:8])
    return np.frombuffer(b"".join(found), dtype=">u8").astype(np.float64) / _LARGEST


def drawn(households: pd.DataFrame, seed: str) -> pd.DataFrame:
    """The order of a registry: household, position (from 0 to 1 among its equals), equals (how many they are).

    A household that has stated no choice stands in no order: its position is NaN.
    """
    frame = households[["household", "programme", "origin", "community", "kin", *EQUALS]].reset_index(drop=True)
    order = pd.DataFrame({"household": frame["household"], "position": np.nan, "equals": 0})
    chosen = np.flatnonzero((frame["solution"] != "").to_numpy(dtype=bool))
    own = chance(seed, "household", frame["household"])
    cluster = _clusters(frame)
    block, first = _blocks(frame, cluster, own)
    group = frame.iloc[chosen].groupby(EQUALS, sort=False, dropna=False).ngroup().to_numpy()
    place = chance(seed, "block", block)
    in_order = np.lexsort((own[chosen], first[chosen], place[chosen], group))
    size = np.bincount(group)
    rank = np.empty(len(chosen), dtype=np.int64)
    rank[in_order] = np.arange(len(chosen)) - np.repeat(np.cumsum(size) - size, size)
    turn = chance(seed, "turn", frame["programme"] + "\x1f" + frame["origin"])[chosen]
    count = size[group]
    turned = (rank + np.floor(turn * count).astype(np.int64)) % count
    order.loc[chosen, "position"] = (turned + 0.5) / count
    order.loc[chosen, "equals"] = count
    return order


def _clusters(frame: pd.DataFrame) -> np.ndarray:
    """Number of the cluster of kin that each household belongs to; links out of the programme and origin count not."""
    links = parts(frame, "kin")
    number = pd.Series(np.arange(len(frame)), index=frame["household"].to_numpy(dtype=object))
    other = number.reindex(links["part"]).to_numpy(dtype=float)
    known = ~np.isnan(other)
    one, other = links["row"].to_numpy(dtype=np.int64)[known], other[known].astype(np.int64)
    home = pd.factorize(frame["programme"] + "\x1f" + frame["origin"])[0]
    inside = home[one] == home[other]
    one, other = one[inside], other[inside]
    graph = sparse.csr_array((np.ones(len(one)), (one, other)), shape=(len(frame), len(frame)))
    return np.asarray(connected_components(graph, directed=False)[1])


def _blocks(frame: pd.DataFrame, cluster: np.ndarray, own: np.ndarray) -> tuple[pd.Series, np.ndarray]:
    """The block that each household stands in: the community of its cluster's first; and that first one's chance."""
    in_order = np.lexsort((own, cluster))
    first = np.r_[True, cluster[in_order][1:] != cluster[in_order][:-1]] if len(in_order) else np.zeros(0, dtype=bool)
    leader = in_order[first][cluster]
    community = frame["community"].where(frame["community"] != "", "household " + frame["household"])
    key = frame["programme"] + "\x1f" + frame["origin"] + "\x1f" + community
    return key.iloc[leader].reset_index(drop=True), own[leader]
