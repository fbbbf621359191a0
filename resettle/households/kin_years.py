"""Kin brought together for years of their own: who would wait moves later, and an equal of it comes forward."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from resettle.households.check_registry import parts
from resettle.households.columns import parted
from resettle.households.promises import KEPT
from resettle.households.service_room import ServiceRoom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resettle.households.fitting import ServiceUse

AT = ("place", "year", "slot")
_KEY = tuple[str, str, int, str, int]


def brought_together(households: pd.DataFrame, put: pd.DataFrame, most_years: int, use: ServiceUse) -> pd.DataFrame:
    """``put`` (row, place, year, slot) with kin at one place in one year where the earlier of two may wait for it.

    The earlier of two kin goes to the other's place and year, at most ``most_years`` later (of two in one year either
    may move), and an equal of the same cohort and solution takes its place: of as many persons where there is one, else
    of nearly as many where services allow it; the first in order there whose choice holds by then, who refuses not the
    place, wishes it no less, and has no kin where it is. Who keeps an earlier promise is not moved. So every count of
    the plan stays as it is. What is traded are the years of the family that waits against those of the one that comes
    forward; the person-years of both together change by the difference of their sizes.
    """
    return _Together(households, put, use).after(most_years)


class _Together:
    def __init__(self, households: pd.DataFrame, put: pd.DataFrame, use: ServiceUse) -> None:
        self._put = put
        self._at = dict(zip(put["row"].tolist(), zip(*(put[name].tolist() for name in AT), strict=True), strict=True))
        names = ["cohort", "solution", "persons", "wishes", "refuses", "position"]
        self._own: dict[str, list[Any]] = {name: households[name].tolist() for name in names}
        self._from = households["from_year"].fillna(0).to_numpy(dtype=np.int64)
        self._promised = (households["standing"] == KEPT).to_numpy(dtype=bool)
        self._links = list(_links(households))
        self._room = ServiceRoom(use, put)
        self._kin: dict[int, set[int]] = {}
        for one, other in self._links:
            self._kin.setdefault(one, set()).add(other)
            self._kin.setdefault(other, set()).add(one)
        self._there: dict[_KEY, list[int]] = {}
        for row in sorted(self._at, key=lambda row: (self._own["position"][row], row)):
            self._there.setdefault(self._key(row, *self._at[row][:2]), []).append(row)
        self._sizes: dict[tuple[str, str], list[int]] = {}
        for cohort, solution, persons in sorted({key[:3] for key in self._there}):
            self._sizes.setdefault((cohort, solution), []).append(persons)

    def after(self, most_years: int) -> pd.DataFrame:
        split = [pair for pair in self._links if pair[0] in self._at and pair[1] in self._at]
        for one, other in sorted(split, key=lambda pair: (self._own["position"][pair[0]], pair)):
            if self._at[one][:2] == self._at[other][:2]:
                continue
            earlier, later = sorted((one, other), key=lambda row: (self._at[row][1], self._own["position"][row], row))
            waits = self._at[later][1] - self._at[earlier][1]
            if waits <= most_years and not self._joins(earlier, later) and not waits:
                self._joins(later, earlier)
        rows = self._put["row"].tolist()
        columns = zip(*(self._at[row] for row in rows), strict=True)
        return self._put.assign(**dict(zip(AT, map(list, columns), strict=False)))

    def _joins(self, one: int, kin: int) -> bool:
        """Whether one could go where its kin is, which it then has."""
        place, year, _ = self._at[kin]
        if self._promised[one] or self._has_kin(one) or self._refuses(one, place) or self._from[one] > year:
            return False
        for partner in self._partners(one, kin):
            if self._room.exchanged(one, self._at[one][:2], partner, self._at[partner][:2]):
                self._exchange(one, partner)
                return True
        return False

    def _partners(self, one: int, kin: int) -> Iterator[int]:
        """Who could come forward, of as many persons first, one of each number of persons."""
        place, year, _ = self._at[kin]
        own_place, own_year, _ = self._at[one]
        cohort, solution, persons = self._own["cohort"][one], self._own["solution"][one], self._own["persons"][one]
        for size in sorted(self._sizes[cohort, solution], key=lambda size: (abs(size - persons), size)):
            for row in self._there.get((cohort, solution, size, place, year), ()):
                if row == kin or self._promised[row]:
                    continue
                able = self._from[row] <= own_year and not self._refuses(row, own_place)
                if able and not self._has_kin(row) and self._wish(row, own_place) >= self._wish(row, place):
                    yield row
                    break

    def _exchange(self, one: int, other: int) -> None:
        for row in (one, other):
            self._there[self._key(row, *self._at[row][:2])].remove(row)
        self._at[one], self._at[other] = self._at[other], self._at[one]
        for row in (one, other):
            queue = self._there.setdefault(self._key(row, *self._at[row][:2]), [])
            queue.append(row)
            queue.sort(key=lambda row: (self._own["position"][row], row))

    def _has_kin(self, row: int) -> bool:
        return any(self._at[other][:2] == self._at[row][:2] for other in self._kin.get(row, ()) if other in self._at)

    def _refuses(self, row: int, place: str) -> bool:
        return place in parted(self._own["refuses"][row])

    def _wish(self, row: int, place: str) -> int:
        wishes = parted(self._own["wishes"][row])
        return -wishes.index(place) if place in wishes else -len(wishes) - 1

    def _key(self, row: int, place: str, year: int) -> _KEY:
        own = self._own
        return (str(own["cohort"][row]), str(own["solution"][row]), int(own["persons"][row]), place, year)


def _links(households: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """Pairs of rows that one names the other kin, each once."""
    kin = parts(households.reset_index(drop=True), "kin")
    row = pd.Series(np.arange(len(households)), index=households["household"].to_numpy(dtype=object))
    other = row.reindex(kin["part"]).to_numpy(dtype=float)
    known = ~np.isnan(other)
    pairs = np.column_stack([kin["row"].to_numpy(dtype=np.int64)[known], other[known].astype(np.int64)])
    for one, two in np.unique(np.sort(pairs, axis=1), axis=0):
        yield int(one), int(two)
