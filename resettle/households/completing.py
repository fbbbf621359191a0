"""Open places taken by those who wait, and nobody waits while one after it has a place that it could have.

The matching of ``augmenting`` knows no services. They are held against real persons afterwards, some households wait
for them, and their places are open for others. Here, in the order of the draw, each household that waits gets an open
place, or the place of somebody after it in its cohort, itself or through others of its cohort who change places, where
every service is enough. It ends since each step places one more, or one that stands before whom it takes the place of.
"""

from __future__ import annotations

import heapq
from collections import deque
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.households.cohort_places import CohortPlaces, People, cohort_places
from resettle.households.service_room import ServiceRoom

if TYPE_CHECKING:
    from resettle.households.fitting import ServiceUse

Path = list[int]
"""Slots, from the one that a household enters to the one that is open, or that somebody leaves."""


def completed(
    households: pd.DataFrame, slots: pd.DataFrame, put: pd.DataFrame, use: ServiceUse, *, across: bool = False
) -> pd.DataFrame:
    """``put`` (row, place, year, slot) where nobody waits whom a further step could place.

    Parameters
    ----------
    households : with cohort, programme, size_class, solution, from_year, persons, refuses, position, standing
    slots : cohort, solution, place, year, households: all of the plan's
    use : what households use of services, and what is there
    across : whether places of a programme, size class and year are exchanged across cohorts
    """
    people = People(households, across=across)
    room = ServiceRoom(use, put)
    cohorts = list(cohort_places(people, slots, put))
    changed = True
    while changed:
        changed = False
        for own in cohorts:
            changed |= _Completing(people, own, room).ended()
    return _put(people, slots, cohorts, put)


class _Completing:
    """One cohort's places."""

    def __init__(self, people: People, own: CohortPlaces, room: ServiceRoom) -> None:
        self._people, self._own, self._room = people, own, room
        self._ample: dict[int, bool] = {}
        everybody = [*own.waiting, *(one for members in own.members for one in members)]
        self._most = np.max([room.units(one) for one in everybody], axis=0)

    def ended(self) -> bool:
        """Whether anything changed; in the order of the draw, those who lose a place to one before them again."""
        own, order = self._own, self._people.order
        queue = [(int(order[row]), row) for row in own.waiting]
        heapq.heapify(queue)
        left, changed = [], False
        failed: set[tuple[object, ...]] = set()
        while queue:
            _, row = heapq.heappop(queue)
            accepts = own.accepted(self._people, row)
            alike = (accepts, self._people.cohort[row], self._room.units(row).tobytes())
            path, leaves = (None, None) if not accepts or alike in failed else self._way(row, accepts)
            if path is None:
                failed.add(alike)  # nor is there a way for one alike who stands after it
                left.append(row)
                continue
            self._follow(row, path, leaves)
            changed = True
            self._ample.clear()
            failed.clear()
            if leaves is not None:
                heapq.heappush(queue, (int(order[leaves]), leaves))
        own.waiting = left
        return changed

    def _way(self, row: int, accepts: tuple[int, ...]) -> tuple[Path | None, int | None]:
        """Slots to an open one; else to the last in order who stands after it and must leave for it."""
        for slot in accepts:
            if self._opens(row, slot, slot) and self._fits(row, slot):
                return [slot], None
        before = self._reached(row, accepts)
        for slot in before:
            if self._opens(row, _first(before, slot), slot):
                return _traced(before, slot), None
        ways = [(self._people.order[one], [slot], one) for slot in accepts for one in self._direct(row, slot)[:1]]
        for slot in before:
            begin = _first(before, slot)
            after = [one for one in self._after(row, slot) if self._yields(row, begin, one, slot)]
            ways += [(self._people.order[one], _traced(before, slot), one) for one in after[:1]]
        if not ways:
            return None, None
        _, path, leaves = max(ways, key=lambda way: (way[0], -len(way[1])))
        return path, leaves

    def _opens(self, row: int, begin: int, slot: int) -> bool:
        own = self._own
        return own.is_open(slot) and own.has_quota(self._people.cohort[row], own.year[begin])

    def _yields(self, row: int, begin: int, one: int, slot: int) -> bool:
        """Whether one's leaving lets another cohort's household into a year: it must be of the same cohort."""
        own, cohort = self._own, self._people.cohort
        same = cohort[row] == cohort[one] and own.year[begin] == own.year[slot]
        return not own.many or bool(same) or own.has_quota(cohort[row], own.year[begin])

    def _fits(self, row: int, slot: int) -> bool:
        return self._room.change([(row, self._own.place[slot], self._own.year[slot])], count=False)

    def _after(self, row: int, slot: int) -> list[int]:
        """Who stands after it and has this slot, the last first."""
        order = self._people.order
        return sorted((one for one in self._own.members[slot] if order[one] > order[row]), key=lambda one: -order[one])

    def _direct(self, row: int, slot: int) -> list[int]:
        """Who stands after it, and could leave it this very slot, the last first."""
        place, year = self._own.place[slot], self._own.year[slot]
        able = (one for one in self._after(row, slot) if self._yields(row, slot, one, slot))
        return [one for one in able if self._room.change([(row, place, year)], [(one, place, year)], count=False)][:1]

    def _reached(self, row: int, accepts: tuple[int, ...]) -> dict[int, int]:
        """Slots that it could have when others move on, by the slot before; services are ample in all of them."""
        own, people = self._own, self._people
        before = {slot: -1 for slot in accepts if self._is_ample(slot)}
        queue = deque(before)
        while queue:
            slot = queue.popleft()
            for one in sorted(own.members[slot], key=lambda one: people.order[one]):
                for end in own.accepted(people, one):
                    if end not in before and (not own.many or own.year[end] == own.year[slot]) and self._is_ample(end):
                        before[end] = slot
                        queue.append(end)
        return before

    def _is_ample(self, slot: int) -> bool:
        """Whether services have room for as many of the largest households of the cohort as could come by one path."""
        if slot not in self._ample:
            own = self._own
            most = own.place.count(own.place[slot]) * self._most
            left = self._room.left(own.place[slot], own.year[slot])
            self._ample[slot] = bool(((most <= 0) | (most <= left)).all())
        return self._ample[slot]

    def _follow(self, row: int, path: Path, leaves: int | None) -> None:
        """Move everybody along the path; the last of each slot who can."""
        own, people = self._own, self._people
        enter: list[tuple[int, str, int]] = []
        leave: list[tuple[int, str, int]] = []
        if leaves is not None:
            own.members[path[-1]].discard(leaves)
            own.count(people.cohort[leaves], own.year[path[-1]], -1)
            leave.append((leaves, own.place[path[-1]], own.year[path[-1]]))
        for begin, end in zip(path[-2::-1], path[:0:-1], strict=True):
            able = [one for one in own.members[begin] if end in own.accepted(people, one)]
            mover = max(able, key=lambda one: people.order[one])
            own.members[begin].discard(mover)
            own.members[end].add(mover)
            enter.append((mover, own.place[end], own.year[end]))
            leave.append((mover, own.place[begin], own.year[begin]))
        own.members[path[0]].add(row)
        own.count(people.cohort[row], own.year[path[0]], 1)
        enter.append((row, own.place[path[0]], own.year[path[0]]))
        if not self._room.change(enter, leave):
            message = "a household was placed where a service is not enough"
            raise RuntimeError(message)


def _first(before: dict[int, int], slot: int) -> int:
    return _traced(before, slot)[0]


def _traced(before: dict[int, int], slot: int) -> Path:
    path = [slot]
    while before[path[-1]] >= 0:
        path.append(before[path[-1]])
    return path[::-1]


def _put(people: People, slots: pd.DataFrame, cohorts: list[CohortPlaces], put: pd.DataFrame) -> pd.DataFrame:
    """The table as the cohorts have it now; those of other cohorts as they were."""
    if not cohorts:
        return put
    told = [
        (one, place, year)
        for own in cohorts
        for place, year, members in zip(own.place, own.year, own.members, strict=True)
        for one in members
    ]
    now = pd.DataFrame(told, columns=["row", "place", "year"]).astype({"row": "int64", "year": "int64"})
    now["slot"] = people.cohort[now["row"]]
    gone = [*now["row"].tolist(), *(one for own in cohorts for one in own.waiting)]
    rest = put[~put["row"].isin(gone).to_numpy(dtype=bool)]
    return pd.concat([rest, now], ignore_index=True).sort_values("row", ignore_index=True)
