"""A maximum matching of households with places in the order of the draw, by augmenting paths.

The sets of households that can all have a place at once are the independent sets of a matroid (the transversal matroid;
Edmonds and Fulkerson 1965). So whoever is matched in turn, and never unmatched again, is the greedy basis: as many as
can be placed at all, and nobody is left out whom a rearrangement could place without leaving out one before it.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

Slots = tuple[int, ...]
"""Numbers of slots that a household accepts, those it is offered first in front."""


class SlotMatching:
    """Households, numbered in the order of the draw, and the slot that each has now.

    Parameters
    ----------
    capacity : how many households each slot takes
    """

    def __init__(self, capacity: Sequence[int]) -> None:
        self._capacity = list(capacity)
        self._members: list[dict[Slots, list[int]]] = [{} for _ in self._capacity]
        self._count = [0] * len(self._capacity)
        self._tight: set[int] = set()
        self.slot: dict[int, int] = {}
        self._accepts: dict[int, Slots] = {}

    def match(self, household: int, accepts: Slots) -> bool:
        """Whether there is a slot for it, when others that are matched may change theirs; if so, it is matched."""
        path = self._augmenting_path(accepts)
        if path is None:
            return False
        for begin, end in zip(path[-2::-1], path[:0:-1], strict=True):
            self._move(self._mover(begin, end), end)
        self.put(household, accepts, path[0])
        return True

    def put(self, household: int, accepts: Slots, slot: int) -> None:
        """Match it with a slot that has room."""
        self._accepts[household] = accepts
        self.slot[household] = slot
        self._members[slot].setdefault(accepts, []).append(household)
        self._count[slot] += 1

    def remove(self, household: int) -> None:
        """Unmatch it."""
        slot, accepts = self.slot.pop(household), self._accepts.pop(household)
        members = self._members[slot][accepts]
        members.remove(household)
        if not members:
            del self._members[slot][accepts]
        self._count[slot] -= 1
        self._tight.clear()

    def has_room(self, slot: int) -> bool:
        """Whether the slot takes one more as it is."""
        return self._count[slot] < self._capacity[slot]

    def _augmenting_path(self, accepts: Slots) -> list[int] | None:
        """Slots from one that it accepts to one with room, each left by somebody who accepts the next."""
        if all(slot in self._tight for slot in accepts):
            return None
        before: dict[int, int] = dict.fromkeys(accepts, -1)
        queue = deque(accepts)
        while queue:
            slot = queue.popleft()
            if self.has_room(slot):
                path = [slot]
                while before[path[-1]] >= 0:
                    path.append(before[path[-1]])
                return path[::-1]
            for others in self._members[slot]:
                for following in others:
                    if following not in before:
                        before[following] = slot
                        queue.append(following)
        self._tight.update(before)  # these slots are full of households that accept no others, and stay so
        return None

    def _mover(self, begin: int, end: int) -> int:
        """The last in order at a slot who accepts another one."""
        return max(max(members) for accepts, members in self._members[begin].items() if end in accepts)

    def _move(self, household: int, slot: int) -> None:
        accepts, tight = self._accepts[household], set(self._tight)
        self.remove(household)
        self._tight = tight
        self.put(household, accepts, slot)


def matched_in_order(accepts: Sequence[Slots], capacity: Sequence[int], year: Sequence[int]) -> np.ndarray:
    """The slot of each household, -1 for none; households in the order of the draw.

    Who has one is the greedy basis. Of all matchings of these the years are the first in that order: the first has the
    earliest year that it can have while all of them are placed, then the second, and so on.
    """
    matching = SlotMatching(capacity)
    for household, slots in enumerate(accepts):
        if slots:
            matching.match(household, slots)
    _bring_forward(matching, accepts, year)
    return np.array([matching.slot.get(household, -1) for household in range(len(accepts))], dtype=np.int64)


def _bring_forward(matching: SlotMatching, accepts: Sequence[Slots], year: Sequence[int]) -> None:
    """Each in order to the earliest year that it can have, in which it stays while later ones are brought forward."""
    failed: set[tuple[Slots, int]] = set()
    for household in sorted(matching.slot):
        slot = matching.slot[household]
        matching.remove(household)
        for now in sorted({year[one] for one in accepts[household] if year[one] < year[slot]}):
            this_year = tuple(one for one in accepts[household] if year[one] == now)
            if (this_year, slot) in failed:
                continue
            if matching.match(household, this_year):
                failed.clear()
                break
            failed.add((this_year, slot))
        else:
            matching.put(household, tuple(one for one in accepts[household] if year[one] == year[slot]), slot)
