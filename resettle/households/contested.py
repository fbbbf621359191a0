"""Cohorts some of whose households refuse some of the places: who is placed, and in which year, by a matching."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from resettle.households.augmenting import SlotMatching, matched_in_order
from resettle.households.columns import parted as parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd


def contested_turns(
    slots: pd.DataFrame, from_year: np.ndarray, refused: Sequence[frozenset[str]]
) -> tuple[np.ndarray, np.ndarray]:
    """Year and place of each household of a cohort, 0 and "" for none.

    Parameters
    ----------
    slots : place, year, households (how many) of the cohort, places in the order in which a year is filled
    from_year : of each household, in the order of the draw
    refused : places that each refuses
    """
    year = slots["year"].to_numpy(dtype=np.int64)
    place = slots["place"].to_numpy(dtype=object)
    capacity = slots["households"].to_numpy(dtype=np.int64)
    in_time = np.argsort(year, kind="stable").tolist()
    known: dict[tuple[int, frozenset[str]], tuple[int, ...]] = {}
    accepts = []
    for begin, names in zip(from_year.tolist(), refused, strict=True):
        if (begin, names) not in known:
            known[begin, names] = tuple(at for at in in_time if year[at] >= begin and place[at] not in names)
        accepts.append(known[begin, names])
    slot = matched_in_order(accepts, capacity.tolist(), year.tolist())
    when = np.where(slot >= 0, year[slot], 0)
    where = np.full(len(slot), "", dtype=object)
    for now in np.unique(when[when > 0]):
        here = np.flatnonzero(when == now)
        open_now = np.flatnonzero(year == now)
        where[here] = _in_stretches(place[open_now], capacity[open_now], [refused[at] for at in here.tolist()])
    return when, where


def _in_stretches(place: np.ndarray, capacity: np.ndarray, refused: Sequence[frozenset[str]]) -> np.ndarray:
    """Places filled in stretches of the order, so that blocks stay together, but for whom would get a refused one."""
    matching = SlotMatching(capacity.tolist())
    stretch = np.searchsorted(np.cumsum(capacity), np.arange(len(refused)), side="right")
    accepts = [tuple(at for at, name in enumerate(place) if name not in names) for names in refused]
    others = []
    for household, slot in enumerate(stretch.tolist()):
        if place[slot] in refused[household]:
            others.append(household)
        else:
            matching.put(household, accepts[household], slot)
    for household in others:
        matching.match(household, accepts[household])
    return place[[matching.slot[household] for household in range(len(refused))]]


def refused_places(households: pd.DataFrame) -> Mapping[int, frozenset[str]]:
    """Places that each household refuses, by its row; those that refuse none are left out."""
    texts = households["refuses"].to_numpy(dtype=object)
    return {int(row): frozenset(parts_of(texts[row])) for row in np.flatnonzero(texts != "")}
