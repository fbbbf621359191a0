"""The places of a year dealt among those who relocate: refusals kept, services not overrun, wishes met."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

from resettle.households.columns import parted
from resettle.households.draw import chance
from resettle.households.fitting import TOLERANCE
from resettle.households.matching import Pairs, matched

if TYPE_CHECKING:
    from resettle.households.fitting import ServiceUse
    from resettle.households.service_room import ServiceRoom

WISH_WEIGHTS = (4.0, 3.0, 2.0)
"""Of the first, second and third wish; a wish further down counts one."""
PLACED = 100.0
"""To be placed at all: more than all wishes that could be met instead."""
TOGETHER = 5e-4
"""What it counts to stay where neighbours and kin stand together: of all in a stretch together less than one wish."""
_EARLIER, _TIE = 1e-4, 1e-5
MOST_AT_ONCE = 1500


class Dealing:
    """Places dealt year by year, against what services have left.

    Parameters
    ----------
    households : with household, cohort, programme, size_class, position, wishes, refuses
    use : what households use of services, and what is there
    across : whether places are exchanged among all of a size class and programme, or inside a cohort alone
    seed : of the draw, for ties
    """

    def __init__(self, households: pd.DataFrame, use: ServiceUse, seed: str, *, across: bool) -> None:
        self._use, self.seed, self.across = use, seed, across
        pool = households["programme"] + "\x1f" + households["size_class"] if across else households["cohort"]
        self.pool = pd.factorize(pool, sort=True)[0]
        self._ids = households["household"].to_numpy(dtype=object)
        self._position = households["position"].to_numpy(dtype=float)
        self._wishes = households["wishes"].to_numpy(dtype=object)
        self._refuses = households["refuses"].to_numpy(dtype=object)
        self._used: dict[str, np.ndarray] = {}

    def settled(self, rows: np.ndarray, places: np.ndarray) -> None:
        """Count what households use where they are placed."""
        units = self._use.units(rows)
        for place in np.unique(places):
            here = units[places == place].sum(axis=0)
            self._used[place] = self._used.get(place, np.zeros(units.shape[1])) + here

    def dealt(self, year: int, rows: np.ndarray, place: np.ndarray) -> np.ndarray:
        """The place of each row; "" where none can be had. As many of each pool at each place as ``place`` has.

        Stretches of the order are dealt one after the other where there are many, each against what the others use
        where they stand.
        """
        place = place.copy()
        pool = self.pool[rows]
        order = np.lexsort((self._ids[rows].astype(str), self._position[rows]))
        standing: dict[str, np.ndarray] = {name: units.copy() for name, units in self._used.items()}
        self._add(standing, rows, place, 1.0)
        for begin in range(0, len(order), MOST_AT_ONCE):
            part = order[begin : begin + MOST_AT_ONCE]
            self._add(standing, rows[part], place[part], -1.0)
            names = np.unique(place[part].astype(str)).astype(object)
            room = np.array([self._use.there(name, year) - standing.get(name, 0.0) for name in names])
            place[part] = self._stretch(year, rows[part], place[part], pool[part], (names, room))
            there = place[part] != ""
            self._add(standing, rows[part][there], place[part][there], 1.0)
        return place

    def exchanged(self, year: int, rows: np.ndarray, place: np.ndarray, room: ServiceRoom) -> np.ndarray:
        """Places exchanged among those who have one, as ``dealt``, and none of them is left without.

        ``room`` counts everybody of every year where they stand, and does so afterwards.
        """
        place = place.copy()
        pool = self.pool[rows]
        order = np.lexsort((self._ids[rows].astype(str), self._position[rows]))
        for begin in range(0, len(order), MOST_AT_ONCE):
            part = order[begin : begin + MOST_AT_ONCE]
            names = np.unique(place[part].astype(str)).astype(object)
            room.add(rows[part], place[part], year, -1.0)
            left = np.array([room.left(name, year) for name in names])
            now = self._stretch(year, rows[part], place[part], pool[part], (names, left))
            if (now != "").all():
                place[part] = now
            room.add(rows[part], place[part], year)
        return place

    def _add(self, standing: dict[str, np.ndarray], rows: np.ndarray, place: np.ndarray, sign: float) -> None:
        units = sign * self._use.units(rows)
        for name in np.unique(place.astype(str)):
            here = units[place == name].sum(axis=0)
            standing[name] = standing.get(name, np.zeros(units.shape[1])) + here

    def _stretch(
        self,
        year: int,
        rows: np.ndarray,
        place: np.ndarray,
        pool: np.ndarray,
        there: tuple[np.ndarray, np.ndarray],
    ) -> np.ndarray:
        """Places of a stretch; they stay as they are where nobody wishes or refuses and every service is enough.

        ``there`` are the names of the places, sorted, and what is left of each service at each.
        """
        names, room = there
        units = self._use.units(rows)
        at = np.searchsorted(names, place)
        used = np.zeros_like(room)
        np.add.at(used, at, units)
        speaks = (self._wishes[rows] != "") | (self._refuses[rows] != "")
        if not speaks.any() and (used <= room + TOLERANCE).all():
            return place
        slots = pd.DataFrame({"pool": pool, "at": at}).value_counts(sort=False).rename("count").reset_index()
        slots["slot"] = np.arange(len(slots))
        both = pd.DataFrame({"pool": pool, "who": np.arange(len(rows))}).merge(slots, on="pool")
        both = both.sort_values(["who", "slot"], ignore_index=True)
        worth = self._worth(year, rows, at, names)[both["who"], both["at"]]
        able = worth > 0.0
        both, worth = both[able], worth[able]
        who, slot = both["who"].to_numpy(), both["slot"].to_numpy()
        pairs = Pairs(who, slot, worth, _uses(units[who], both["at"].to_numpy(), len(names)))
        found = matched(pairs, slots["count"].to_numpy(dtype=float), np.maximum(room, 0.0).ravel()).taken
        told = np.full(len(rows), "", dtype=object)
        told[who[found]] = names[both["at"].to_numpy()[found]]
        return told

    def _worth(self, year: int, rows: np.ndarray, at: np.ndarray, names: np.ndarray) -> np.ndarray:
        """What each place is worth to each household; 0 where it is refused."""
        first = PLACED + _EARLIER * (1.0 - self._position[rows])
        worth = np.asarray(first[:, None] + TOGETHER * (at[:, None] == np.arange(len(names))[None, :]))
        number = {name: column for column, name in enumerate(names)}
        for column, name in enumerate(names):
            worth[:, column] += _TIE * chance(self.seed, f"wish {year} {name}", self._ids[rows])
        for line in np.flatnonzero((self._wishes[rows] != "") | (self._refuses[rows] != "")):
            for rank, name in enumerate(parted(self._wishes[rows[line]])):
                if name in number:
                    worth[line, number[name]] += WISH_WEIGHTS[rank] if rank < len(WISH_WEIGHTS) else 1.0
            for name in parted(self._refuses[rows[line]]):
                if name in number:
                    worth[line, number[name]] = 0.0
        return worth


def _uses(units: np.ndarray, at: np.ndarray, places: int) -> sparse.csr_array:
    """Pairs by places times services: what each pair uses of each service of its place."""
    pair, service = np.nonzero(units)
    column = at[pair] * units.shape[1] + service
    return sparse.csr_array((units[pair, service], (pair, column)), shape=(len(units), places * units.shape[1]))
