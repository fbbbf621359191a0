"""Running totals of households by class and place, rounded down; a pin's ``at_most`` is kept exactly.

The rounded running totals' difference settles in a year. Over many classes and places it may be more than the
programme settles in that year, though never more so far: where a pin allows no more, the last households to come wait
for a year with room.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from resettle.model.choice import ChoiceClasses

SLIVER = 1e-5
"""What a solver may lack of a whole household."""
_EXACT = 1e-9
_PINNED = ("programme", "solution", "place")


@dataclass
class RunningTotals:
    """Pairs of class and place, in the order of class and place, with a column for each year.

    Attributes
    ----------
    class_, place : positions among the classes and in ``places``
    named : programme, solution and place of each pair, for pins
    flows : x, households that settle, in fractions
    exact : its running total
    settled : whole households that have settled so far
    """

    class_: np.ndarray
    place: np.ndarray
    places: pd.Index
    named: pd.DataFrame
    years: list[int]
    flows: np.ndarray
    exact: np.ndarray
    settled: np.ndarray

    @classmethod
    def of(cls, choices: ChoiceClasses, settle: pd.DataFrame, households: np.ndarray) -> RunningTotals:
        """The running totals of x, ``households`` by rows of ``settle`` (class_, place, year, solution)."""
        class_ = pd.Index(choices.classes["class_"]).get_indexer(pd.Index(settle["class_"]))
        place, places = pd.factorize(settle["place"], sort=True)
        years = list(range(int(settle["year"].min()), int(settle["year"].max()) + 1)) if len(settle) else []
        pair, first, row = np.unique(class_ * max(1, len(places)) + place, return_index=True, return_inverse=True)
        flows = np.zeros((len(pair), len(years)))
        np.add.at(flows, (row, settle["year"].to_numpy() - (years[0] if years else 0)), np.maximum(households, 0.0))
        named = settle.reindex(columns=list(_PINNED), fill_value="").iloc[first].reset_index(drop=True)
        settled = np.zeros(len(pair), dtype=np.int64)
        return cls(
            class_[first], place[first], pd.Index(places), named, years, flows, np.cumsum(flows, axis=1), settled
        )

    def wanted(self, year: int) -> np.ndarray:
        """Whole households of each pair that are due by a year and have not settled."""
        return np.asarray(np.floor(self.exact[:, year] + SLIVER).astype(np.int64) - self.settled)

    def settle(self, households: np.ndarray) -> None:
        """Settle whole households of each pair."""
        self.settled = self.settled + households

    def room(self, year: int, pins: pd.DataFrame | None) -> Room:
        """What the pins that count a year allow in it: those of the whole horizon, what is left of them."""
        if pins is None:
            return Room([], [])
        calendar = self.years[year]
        counting = (pins["sense"] == "<=") & (pins["first"] <= calendar) & (pins["final"] >= calendar)
        counted, most = [], []
        for pin in pins[counting].to_dict("records"):
            mine = np.ones(len(self.named), dtype=bool)
            for key in _PINNED:
                if pin[key]:
                    mine &= (self.named[key] == pin[key]).to_numpy(dtype=bool)
            before = 0 if pin["first"] == calendar else int(self.settled[mine].sum())
            counted.append(mine)
            most.append(max(0, int(np.floor(pin["limit"] + _EXACT)) - before))
        return Room(counted, most)


@dataclass(frozen=True)
class Room:
    """Pins of one year: the pairs that each counts, and the most households that it allows."""

    counted: list[np.ndarray]
    most: list[int]

    def within(self, wanted: np.ndarray, flows: np.ndarray) -> np.ndarray:
        """As many of the wanted households as every pin allows; those furthest beyond the programme's own wait."""
        seats = wanted.copy()
        for mine, most in zip(self.counted, self.most, strict=True):
            while (beyond := int(seats[mine].sum()) - most) > 0:
                there = np.flatnonzero(mine & (seats > 0))
                order = np.argsort(flows[there] - seats[there], kind="stable")
                seats[there[order[:beyond]]] -= 1
        if len(self.most) > 1:
            self._let_in(seats, wanted, flows)
        return seats

    def _let_in(self, seats: np.ndarray, wanted: np.ndarray, flows: np.ndarray) -> None:
        """Let in again whom one pin held back and no other would: where pins overlap, the first may be left unused."""
        waiting = np.flatnonzero(seats < wanted)
        for pair in waiting[np.argsort(seats[waiting] - flows[waiting], kind="stable")]:
            rooms = [
                most - int(seats[mine].sum()) for mine, most in zip(self.counted, self.most, strict=True) if mine[pair]
            ]
            seats[pair] += max(0, min([int(wanted[pair] - seats[pair]), *rooms]))
