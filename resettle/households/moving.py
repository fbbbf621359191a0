"""Households that ask to be with another one: moved to a free place, or in exchange with an equal where that is let."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from resettle.households.columns import parted
from resettle.households.requests import NOT_PLACE, WITH, WITHDRAW

if TYPE_CHECKING:
    from collections.abc import Iterable

KEPT = ("row", "place", "year", "slot")
THERE = "granted: it is there already"
MOVED = "granted: a place was free"
EXCHANGED = "granted: an equal was given its place in exchange"
DONE = {WITHDRAW: "granted: it has no choice now and is placed nowhere", NOT_PLACE: "granted: it is never placed there"}
WAITS = "not yet: one of the two has no place; they are kin now, whose places are kept together where the order allows"
NOBODY = "not granted: the plan has no place for its cohort there by a choice that holds"
TAKEN = "not granted: places for its cohort there are promised to others; {count} of them could exchange"
_Slot = tuple[str, str, str, int]


class Moving:
    """Promises as they are moved, one request after the other in the order of the draw.

    Parameters
    ----------
    households : with cohort, solution, from_year, persons, refuses, position, household; rows as in ``kept``
    slots : the plan's places
    kept : row, place, year, slot: promises that hold
    exchange : whether one equal who has not asked may be moved for a request
    """

    def __init__(self, households: pd.DataFrame, slots: pd.DataFrame, kept: pd.DataFrame, *, exchange: bool) -> None:
        self._exchange = exchange
        self._at = {
            int(row): (str(place), int(year), str(slot))
            for row, place, year, slot in zip(*(kept[name] for name in KEPT), strict=True)
        }
        room = slots.groupby(["cohort", "solution", "place", "year"])["households"].sum()
        self._room: dict[Any, int] = dict(zip(room.index.tolist(), room.tolist(), strict=True))
        names = ["household", "cohort", "solution", "persons", "refuses", "position"]
        self._own: dict[str, list[Any]] = {name: households[name].tolist() for name in names}
        self._from = households["from_year"].fillna(0).to_numpy(dtype=np.int64)
        self._row = {household: row for row, household in enumerate(self._own["household"])}
        self._there: dict[_Slot, set[int]] = {}
        self._taken: Counter[_Slot] = Counter()
        for row in self._at:
            self._enter(row)

    def answers(self, requests: pd.DataFrame) -> pd.DataFrame:
        """The requests with what was answered; ``kept`` is as it stands then."""
        asked = requests.assign(answer=requests["request"].map(DONE).fillna(""))
        wanting = [int(at) for at in np.flatnonzero((asked["request"] == WITH).to_numpy())]
        askers = {self._row[household] for household in asked["household"]}
        position = {at: self._own["position"][self._row[asked["household"].iloc[at]]] for at in wanting}
        answers = asked["answer"].tolist()
        for at in sorted(wanting, key=lambda at: (position[at], at)):
            one, other = (self._row[str(asked[name].iloc[at])] for name in ("household", "value"))
            answers[at] = self._answer(one, other, askers)
        return asked.assign(answer=answers)

    @property
    def kept(self) -> pd.DataFrame:
        """Row, place, year, slot as they are now."""
        rows = sorted(self._at)
        told = pd.DataFrame([(row, *self._at[row]) for row in rows], columns=list(KEPT))
        return told.astype({"row": "int64", "year": "int64"})

    def _answer(self, one: int, other: int, askers: set[int]) -> str:
        if one not in self._at or other not in self._at:
            return WAITS
        place, year, _ = self._at[other]
        if self._at[one][:2] == (place, year):
            return THERE
        for when in self._years(one, place, year):
            slot = self._slot(one, place, when)
            if self._taken[slot] < self._room[slot]:
                self._put(one, (place, when, slot[0]))
                return MOVED
        able = self._partners(one, place, year, askers | {other})
        if not self._able(one, place, year) or self._slot(one, place, year) not in self._room:
            return NOBODY
        if not able or not self._exchange:
            return TAKEN.format(count=len(able))
        partner = able[0]
        came_from, goes_to = self._at[one], self._at[partner]
        self._put(one, goes_to)
        self._put(partner, came_from)
        return EXCHANGED

    def _years(self, one: int, place: str, year: int) -> Iterable[int]:
        """Years with a place of its cohort there: the other's first, then later ones, and none before both."""
        least = min(year, self._at[one][1])
        years = sorted({slot[3] for slot in self._room if slot[:3] == self._slot(one, place, 0)[:3]})
        able = [when for when in years if when >= least and self._able(one, place, when)]
        return sorted(able, key=lambda when: (abs(when - year), when))

    def _partners(self, one: int, place: str, year: int, askers: set[int]) -> list[int]:
        """Equals at the other's place who could take its own: as many persons first, then whom it brings forward."""
        mine, earlier = self._own["persons"][one], self._at[one][1] < year
        able = [
            row
            for row in self._there.get(self._slot(one, place, year), ())
            if row not in askers and self._able(row, *self._at[one][:2])
        ]
        turn = 1 if earlier else -1
        return sorted(able, key=lambda row: (self._own["persons"][row] != mine, turn * self._own["position"][row], row))

    def _able(self, row: int, place: str, year: int) -> bool:
        return bool(self._from[row] <= year) and place not in parted(self._own["refuses"][row])

    def _slot(self, row: int, place: str, year: int) -> tuple[str, str, str, int]:
        return (str(self._own["cohort"][row]), str(self._own["solution"][row]), place, year)

    def _put(self, row: int, at: tuple[str, int, str]) -> None:
        place, year, slot = self._at[row]
        self._there[self._slot(row, place, year)].discard(row)
        self._taken[(slot, self._own["solution"][row], place, year)] -= 1
        self._at[row] = at
        self._enter(row)

    def _enter(self, row: int) -> None:
        place, year, slot = self._at[row]
        self._there.setdefault(self._slot(row, place, year), set()).add(row)
        self._taken[(slot, self._own["solution"][row], place, year)] += 1
