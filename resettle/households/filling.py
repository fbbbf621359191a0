"""Who fills the plan's places: year by year, in the order of the draw, as many as the plan says and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.households.check_registry import parts
from resettle.households.dealing import slots_taken
from resettle.households.draw import chance
from resettle.households.promises import KEPT

if TYPE_CHECKING:
    from resettle.households.dealing import Dealing

RELOCATE = "relocate"


def filled(
    households: pd.DataFrame, slots: pd.DataFrame, kept: pd.DataFrame, dealing: Dealing
) -> tuple[pd.DataFrame, np.ndarray]:
    """Who is placed (row of ``households``, place, year, slot: the cohort whose place it takes), and who is short.

    Short are the rows of those whose turn came, and for whom services of no place were enough.

    Parameters
    ----------
    households : with cohort, solution, from_year, position, standing, wishes, refuses; those without a choice, or who
        keep an earlier promise, are left alone
    slots : cohort, solution, place, year, households (how many), programme
    kept : row, place, year of those who keep a promise: they use services, too
    dealing : of the draw
    """
    waits_now = (households["solution"] != "") & (households["standing"] != KEPT)
    queue = np.flatnonzero(waits_now.to_numpy(dtype=bool))
    keys = pd.concat([households.iloc[queue][["cohort", "solution"]], slots[["cohort", "solution"]]])
    group = keys.groupby(["cohort", "solution"], sort=True).ngroup().to_numpy()
    of, of_slots = group[: len(queue)], group[len(queue) :]
    waits = _Waiting(households, queue, of)
    parts_filled = []
    for year in sorted({*slots["year"], *kept["year"]}):
        stays = kept[(kept["year"] == year).to_numpy(dtype=bool)]
        dealing.settled(stays["row"].to_numpy(dtype=np.int64), stays["place"].to_numpy(dtype=object))
        now = slots["year"].to_numpy() == year
        open_now = _in_common_order(slots[now].assign(group=of_slots[now]), dealing.seed)
        if len(open_now):
            parts_filled.append(_filled_in(int(year), open_now, waits, households, dealing))
    empty = pd.DataFrame(columns=["row", "place", "year", "slot"])
    put = pd.concat(parts_filled, ignore_index=True) if parts_filled else empty
    return put, waits.row[waits.short & waits.waits]


class _Waiting:
    """Households that have chosen and are not placed, in the order of the draw inside each cohort and solution."""

    def __init__(self, households: pd.DataFrame, queue: np.ndarray, group: np.ndarray) -> None:
        position = households["position"].to_numpy()[queue]
        ids = households["household"].to_numpy(dtype=object)[queue]
        standing = households["standing"].to_numpy(dtype=np.int64)[queue]
        in_order = np.lexsort((ids.astype(str), position, standing, group))
        self.row, self.group = queue[in_order], group[in_order]
        self.from_year = households["from_year"].fillna(0).to_numpy(dtype=np.int64)[self.row]
        self.waits = np.ones(len(self.row), dtype=bool)
        refusing = parts(households.reset_index(drop=True), "refuses")
        self.refused: dict[int, frozenset[str]] = {}
        for row, place in zip(refusing["row"], refusing["part"], strict=True):
            self.refused[int(row)] = self.refused.get(int(row), frozenset()) | {str(place)}
        self.refuses = np.isin(self.row, np.array(list(self.refused), dtype=np.int64))
        self.relocates = (households["solution"].to_numpy(dtype=object)[self.row] == RELOCATE).astype(bool)
        self.short = np.zeros(len(self.row), dtype=bool)

    def ready(self, year: int, offered: dict[int, frozenset[str]]) -> np.ndarray:
        """Positions in the queue of who may be placed now: the choice holds, and some place offered is not refused."""
        able = self.waits & (self.from_year <= year)
        for at in np.flatnonzero(able & self.refuses):
            if offered.get(int(self.group[at]), frozenset()) <= self.refused[int(self.row[at])]:
                able[at] = False
        return np.flatnonzero(able)


def _in_common_order(slots: pd.DataFrame, seed: str) -> pd.DataFrame:
    """The slots of a year by group, places in an order that all cohorts of a programme share: blocks stay together."""
    keys = slots["programme"] + "\x1f" + slots["year"].astype("str") + "\x1f" + slots["place"]
    return slots.assign(turn=chance(seed, "place", keys)).sort_values(["group", "turn", "place"], kind="stable")


def _filled_in(
    year: int, slots: pd.DataFrame, waits: _Waiting, households: pd.DataFrame, dealing: Dealing
) -> pd.DataFrame:
    """Fill the slots of one year. Who is left with a place that it refuses waits, and the next in order comes up.

    Who is left since services of no place are enough for it waits too, and its slot stays open this year.
    """
    offered: dict[int, frozenset[str]] = {}
    for group, place in zip(slots["group"], slots["place"], strict=True):
        offered[int(group)] = offered.get(int(group), frozenset()) | {str(place)}
    ready = waits.ready(year, offered)
    while True:
        taken, before = _next_in_order(ready, slots, waits)
        place = before.copy()
        moves = waits.relocates[taken]
        if moves.any():
            place[moves] = dealing.dealt(year, waits.row[taken][moves], before[moves])
        refusing = taken[(place == "") & waits.refuses[taken]]
        if not len(refusing):
            break
        ready = np.setdiff1d(ready, refusing)
    there = place != ""
    waits.waits[taken[there]] = False
    waits.short[taken[~there]] = True
    rows = waits.row[taken][there]
    dealing.settled(rows, place[there])
    slot = households["cohort"].to_numpy(dtype=object)[waits.row[taken]]
    if dealing.across and moves.any():
        told = {"pool": dealing.pool[waits.row[taken]], "place": place, "before": before, "cohort": slot}
        slot[moves] = slots_taken(pd.DataFrame(told)[moves])
    return pd.DataFrame({"row": rows, "place": place[there], "year": year, "slot": slot[there]})


def _next_in_order(ready: np.ndarray, slots: pd.DataFrame, waits: _Waiting) -> tuple[np.ndarray, np.ndarray]:
    """The first in each queue, as many as there are slots, and the place of each: stretches of the order."""
    group = waits.group[ready]
    room = slots.groupby("group", sort=True)["households"].sum()
    most = room.reindex(group).fillna(0).to_numpy(dtype=np.int64)
    lengths = np.bincount(group, minlength=int(group.max(initial=0)) + 1)
    turn = np.arange(len(group)) - (np.cumsum(lengths) - lengths)[group]
    first = turn < most
    taken, turn = ready[first], turn[first]
    begins = room.cumsum().shift(fill_value=0)
    base = begins.reindex(waits.group[taken]).to_numpy(dtype=np.int64)
    ends = np.cumsum(slots["households"].to_numpy(dtype=np.int64))
    at = np.searchsorted(ends, base + turn, side="right")
    return taken, slots["place"].to_numpy(dtype=object)[at]
