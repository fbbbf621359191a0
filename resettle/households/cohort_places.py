"""The places that a plan has for a cohort, who has them, and who waits for them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.households.contested import refused_places
from resettle.households.promises import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RELOCATE = "relocate"
PLACES = ["cohort", "solution", "place", "year", "households"]


class People:
    """What decides who is placed before whom: columns of the registry, by row.

    Attributes
    ----------
    pool, pool_of : of each row and of each cohort, who shares places; pool_of is empty within cohorts
    order : rank of each row in the order of the draw: who keeps a promise first, then by standing, position and id
    drawn : rank of each row by draw, position and id, whatever was promised
    """

    def __init__(self, households: pd.DataFrame, *, across: bool) -> None:
        standing = households["standing"].to_numpy(dtype=np.int64)
        ids = households["household"].to_numpy(dtype=object).astype(str)
        position = households["position"].to_numpy(dtype=float)
        self.order = np.empty(len(ids), dtype=np.int64)
        self.order[np.lexsort((ids, position, standing))] = np.arange(len(ids))
        self.promised = standing == KEPT
        self.drawn = np.empty(len(ids), dtype=np.int64)
        self.drawn[np.lexsort((ids, position, households["round"].to_numpy(dtype=np.int64)))] = np.arange(len(ids))
        self.cohort = households["cohort"].to_numpy(dtype=object)
        self.solution = households["solution"].to_numpy(dtype=object)
        self.from_year = households["from_year"].fillna(0).to_numpy(dtype=np.int64)
        self.persons = households["persons"].to_numpy(dtype=np.int64)
        self.refused: Mapping[int, frozenset[str]] = refused_places(households)
        self.pool, self.pool_of = self.cohort, dict[str, str]()
        if across:
            kind = (households["programme"] + "\x1f" + households["size_class"]).to_numpy(dtype=object)
            self.pool = np.where(self.solution == RELOCATE, kind, self.cohort)
            self.pool_of = dict(zip(self.cohort.tolist(), kind.tolist(), strict=True))

    def keys(self) -> np.ndarray:
        """Of each row, a text for the households that share places with it."""
        return np.asarray(self.pool + "\x1f" + self.solution)


@dataclass
class CohortPlaces:
    """Places of one cohort and solution; of all cohorts of a pool, where places are exchanged across cohorts.

    Attributes
    ----------
    place, year, room : of each slot; room: how many it takes, without those who keep a promise there
    members : rows of who is placed at each slot and may be moved; promised: of who keeps a promise there
    waiting : rows of who waits, in the order of the draw
    quota : how many more of a cohort may settle in a year; of one cohort alone the slots say it
    """

    place: list[str]
    year: list[int]
    room: list[int]
    members: list[set[int]]
    waiting: list[int]
    quota: dict[tuple[str, int], int] = field(default_factory=dict)
    many: bool = False
    promised: list[set[int]] = field(default_factory=list)
    _accepted: dict[tuple[object, ...], tuple[int, ...]] = field(default_factory=dict)

    def accepted(self, people: People, row: int) -> tuple[int, ...]:
        """Slots that a household may have by its own word: not refused, and from when its choice holds."""
        refused, begin = people.refused.get(row, frozenset()), people.from_year[row]
        cohort = people.cohort[row] if self.many else ""
        key = (refused, begin, cohort)
        if key not in self._accepted:
            self._accepted[key] = tuple(
                at
                for at, (place, year) in enumerate(zip(self.place, self.year, strict=True))
                if year >= begin and place not in refused and (not self.many or (cohort, year) in self.quota)
            )
        return self._accepted[key]

    def in_time(self, people: People, row: int) -> tuple[int, ...]:
        """Slots of its cohort from when its choice holds, refused or not."""
        cohort, begin = people.cohort[row], people.from_year[row]
        years = enumerate(self.year)
        return tuple(at for at, year in years if year >= begin and (not self.many or (cohort, year) in self.quota))

    def is_open(self, slot: int) -> bool:
        """Whether a slot takes one more."""
        return len(self.members[slot]) < self.room[slot]

    def has_quota(self, cohort: str, year: int) -> bool:
        """Whether one more of a cohort may settle in a year."""
        return not self.many or self.quota.get((cohort, year), 0) > 0

    def count(self, cohort: str, year: int, more: int) -> None:
        """Count one more of a cohort in a year, or one fewer."""
        if self.many:
            self.quota[cohort, year] -= more


def cohort_places(
    people: People, slots: pd.DataFrame, put: pd.DataFrame, *, every: bool = False
) -> Iterator[CohortPlaces]:
    """Cohorts where somebody waits beside an open place or before somebody who is placed, in the order of their keys.

    Parameters
    ----------
    slots : ``PLACES``, all of the plan's
    put : row, place, year, slot of everybody who is placed
    every : all cohorts in which anybody waits
    """
    row = put["row"].to_numpy(dtype=np.int64)
    key_of_slot = _shared_keys(slots["cohort"], slots["solution"], people.pool_of)
    names = pd.Index(pd.unique(key_of_slot)).sort_values()
    of_slot, of_row = names.get_indexer(key_of_slot), names.get_indexer(people.keys())
    of_put = names.get_indexer(
        _shared_keys(put["slot"], pd.Series(people.solution[row], index=put.index), people.pool_of)
    )
    in_any = len(names)
    waits = of_row >= 0
    waits[row] = False
    waiting = np.flatnonzero(waits)
    room = np.bincount(of_slot, slots["households"], in_any) - np.bincount(of_put, minlength=in_any)
    first, last = np.full(in_any, len(waits)), np.full(in_any, -1)
    np.minimum.at(first, of_row[waiting], people.order[waiting])
    free = ~people.promised[row]
    np.maximum.at(last, of_put[free], people.order[row[free]])
    wanted = np.flatnonzero((first < len(waits)) & ((room > 0) | (first < last) | every))
    by_slot, by_put, by_wait = (_by_group(of) for of in (of_slot, of_put, of_row[waiting]))
    none = np.zeros(0, dtype=np.int64)
    of_slots = [slots[name].to_numpy(dtype=object) for name in ("cohort", "place", "year", "households")]
    there = [row.astype(object), put["place"].to_numpy(dtype=object), put["year"].to_numpy(dtype=object)]
    for group in wanted.tolist():
        waits_here = waiting[by_wait[group]]
        yield _places(
            people,
            list(zip(*(values[by_slot[group]].tolist() for values in of_slots), strict=True)),
            list(zip(*(values[by_put.get(group, none)].tolist() for values in there), strict=True)),
            waits_here[np.argsort(people.order[waits_here])].tolist(),
        )


def _shared_keys(cohort: pd.Series, solution: pd.Series, pool_of: Mapping[str, str]) -> np.ndarray:
    """Of each slot, a text for the households that share it."""
    shared = cohort.map(pool_of).where(solution == RELOCATE).fillna(cohort) if pool_of else cohort
    return np.asarray((shared + "\x1f" + solution).to_numpy(dtype=object))


def _by_group(of: np.ndarray) -> dict[int, np.ndarray]:
    in_order = np.argsort(of, kind="stable")
    names, begins = np.unique(of[in_order], return_index=True)
    return dict(zip(names.tolist(), np.split(in_order, begins[1:]), strict=True)) if len(names) else {}


def _places(
    people: People,
    slots: list[tuple[str, str, int, float]],
    put: list[tuple[int, str, int]],
    waiting: list[int],
) -> CohortPlaces:
    """Of slots (cohort, place, year, households), who is placed (row, place, year), and who waits."""
    totals: dict[tuple[int, str], int] = defaultdict(int)
    quota: dict[tuple[str, int], int] = defaultdict(int)
    for cohort, place, year, count in slots:
        totals[year, place] += int(count)
        quota[cohort, year] += int(count)
    number = {key: at for at, key in enumerate(sorted(totals))}
    room = [totals[key] for key in number]
    members, promised = [set[int]() for _ in number], [set[int]() for _ in number]
    for row, place, year in put:
        if (people.cohort[row], year) in quota:
            quota[people.cohort[row], year] -= 1
        if people.promised[row]:
            room[number[year, place]] -= 1
            promised[number[year, place]].add(row)
        else:
            members[number[year, place]].add(row)
    many = len({cohort for cohort, *_ in slots}) > 1
    names, years = [str(place) for _, place in number], [int(year) for year, _ in number]
    return CohortPlaces(names, years, room, members, waiting, dict(quota), many, promised)
