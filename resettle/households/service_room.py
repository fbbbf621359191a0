"""What services have left at each place while households exchange theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from resettle.households.fitting import TOLERANCE

if TYPE_CHECKING:
    import pandas as pd

    from resettle.households.fitting import ServiceUse


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
        years = put["year"].to_numpy(dtype=np.int64)
        for place, at in put.groupby("place").indices.items():
            units = use.units(put["row"].to_numpy(dtype=np.int64)[at])
            flows = np.zeros((len(self._years), units.shape[1]))
            np.add.at(flows, np.searchsorted(self._years, years[at]), units)
            self._stock[str(place)] = flows.cumsum(axis=0)

    def exchanged(self, one: int, one_at: tuple[str, int], other: int, other_at: tuple[str, int]) -> bool:
        """Whether two may take each other's place and year and overrun no service; if so, they are counted there."""
        more = np.asarray(self._use.units(np.array([other])) - self._use.units(np.array([one])))[0]
        if not more.any():
            return True
        change: dict[str, np.ndarray] = {}
        for (place, year), units in ((one_at, more), (other_at, -more)):
            added = np.where((self._years >= year)[:, None], units[None, :], 0.0)
            change[place] = change.get(place, 0.0) + added
        for place, added in change.items():
            there, now = self._limit(place), self._stock[place] + added
            if ((added > 0) & (now > there + TOLERANCE * np.maximum(1.0, there))).any():
                return False
        for place, added in change.items():
            self._stock[place] = self._stock[place] + added
        return True

    def _limit(self, place: str) -> np.ndarray:
        if place not in self._there:
            self._there[place] = np.array([self._use.there(place, int(year)) for year in self._years])
        return self._there[place]
