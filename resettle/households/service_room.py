"""What services have left at each place while households exchange theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from resettle.households.fitting import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from resettle.households.fitting import ServiceUse


_NOISE = 1e-9
"""Units that come of adding and taking away."""


class ServiceRoom:
    """Units in use at each place by year and service, against what is there.

    Parameters
    ----------
    use : what households use, and what is there
    put : row, place, year of everybody who is placed
    """

    def __init__(self, use: ServiceUse, put: pd.DataFrame) -> None:
        self._use, self._years = use, use.years
        self._stock: dict[str, np.ndarray] = {}
        self._there: dict[str, np.ndarray] = {}
        self._units: dict[int, np.ndarray] = {}
        years = put["year"].to_numpy(dtype=np.int64)
        for place, at in put.groupby("place").indices.items():
            units = use.units(put["row"].to_numpy(dtype=np.int64)[at])
            flows = np.zeros((len(self._years), units.shape[1]))
            np.add.at(flows, np.searchsorted(self._years, years[at]), units)
            self._stock[str(place)] = flows.cumsum(axis=0)

    def exchanged(self, one: int, one_at: tuple[str, int], other: int, other_at: tuple[str, int]) -> bool:
        """Whether two may take each other's place and year and overrun no service; if so, they are counted there."""
        if np.array_equal(self.units(one), self.units(other)):
            return True
        return self.change([(one, *other_at), (other, *one_at)], [(one, *one_at), (other, *other_at)])

    def change(
        self,
        enter: Sequence[tuple[int, str, int]],
        leave: Sequence[tuple[int, str, int]] = (),
        *,
        count: bool = True,
    ) -> bool:
        """Whether some may leave and enter places (row, place, year) and overrun no service; if so, they are counted.

        Without ``count`` it is only asked. A service that is overrun already may stay so, and not by more.
        """
        change: dict[str, np.ndarray] = {}
        for entries, sign in ((enter, 1.0), (leave, -1.0)):
            for row, place, year in entries:
                units = sign * self.units(row)
                flows = change.setdefault(place, np.zeros((len(self._years), len(units))))
                flows[int(np.searchsorted(self._years, year)) :] += units
        for place, added in change.items():
            limit, now = self._limit(place), self._of(place) + added
            if ((added > _NOISE) & (now > limit + TOLERANCE * np.maximum(1.0, limit))).any():
                return False
        if count:
            for place, added in change.items():
                self._stock[place] = self._of(place) + added
        return True

    def add(self, rows: np.ndarray, places: np.ndarray, year: int, sign: float = 1.0) -> None:
        """Count households of one year at their places, or take them away, whatever there is."""
        units, begin = sign * self._use.units(rows), int(np.searchsorted(self._years, year))
        for place in np.unique(places.astype(str)):
            flows = self._of(place).copy()
            flows[begin:] += units[places == place].sum(axis=0)
            self._stock[place] = flows

    def left(self, place: str, year: int) -> np.ndarray:
        """Units of each service that are left at a place in every year from one on; below 0 where it is overrun."""
        begin = int(np.searchsorted(self._years, year))
        return np.asarray((self._limit(place) - self._of(place))[begin:].min(axis=0))

    def short(self, row: int, place: str, year: int) -> dict[str, float]:
        """Units of each service that a household would lack at a place from a year on, by service; empty: none."""
        lacking = self.units(row) - self.left(place, year)
        allowed = TOLERANCE * np.maximum(1.0, self._limit(place).max(axis=0))
        named = zip(self._use.services, lacking.tolist(), (lacking > allowed) & (self.units(row) > 0), strict=True)
        return {service: units for service, units, lacks in named if lacks}

    def units(self, row: int) -> np.ndarray:
        """Units of each service that a household uses."""
        if row not in self._units:
            self._units[row] = self._use.units(np.array([row]))[0]
        return self._units[row]

    def _of(self, place: str) -> np.ndarray:
        if place not in self._stock:
            self._stock[place] = np.zeros((len(self._years), len(self._use.services)))
        return self._stock[place]

    def _limit(self, place: str) -> np.ndarray:
        if place not in self._there:
            self._there[place] = np.array([self._use.there(place, int(year)) for year in self._years])
        return self._there[place]
