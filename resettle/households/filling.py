"""Who fills the plan's places: year by year, in the order of the draw, as many as the plan says and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.households.contested import contested_turns, refused_places
from resettle.households.draw import chance
from resettle.households.promises import KEPT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.households.dealing import Dealing

RELOCATE = "relocate"


def filled(households: pd.DataFrame, slots: pd.DataFrame, kept: pd.DataFrame, dealing: Dealing) -> pd.DataFrame:
    """Who is placed: row of ``households``, place, year, slot (the cohort whose place it takes).

    Whom services are not enough for is left out, and its place stays open; ``completing`` goes on from there.

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
    slots = _in_common_order(slots.assign(group=group[len(queue) :]), dealing.seed)
    waits = _Waiting(households, queue, group[: len(queue)], slots)
    parts_filled = []
    for year in sorted({*slots["year"], *kept["year"]}):
        stays = kept[(kept["year"] == year).to_numpy(dtype=bool)]
        dealing.settled(stays["row"].to_numpy(dtype=np.int64), stays["place"].to_numpy(dtype=object))
        open_now = slots[(slots["year"] == year).to_numpy(dtype=bool)]
        if len(open_now):
            parts_filled.append(_filled_in(int(year), open_now, waits, households, dealing))
    empty = pd.DataFrame(columns=["row", "place", "year", "slot"])
    return pd.concat(parts_filled, ignore_index=True) if parts_filled else empty


class _Waiting:
    """Households that have chosen and are not placed, in the order of the draw inside each cohort and solution.

    Those of a cohort where somebody refuses some of the places have their year and place from a matching (``planned``);
    elsewhere the first in order come first.
    """

    def __init__(self, households: pd.DataFrame, queue: np.ndarray, group: np.ndarray, slots: pd.DataFrame) -> None:
        position = households["position"].to_numpy()[queue]
        ids = households["household"].to_numpy(dtype=object)[queue]
        standing = households["standing"].to_numpy(dtype=np.int64)[queue]
        in_order = np.lexsort((ids.astype(str), position, standing, group))
        self.row, self.group = queue[in_order], group[in_order]
        self.from_year = households["from_year"].fillna(0).to_numpy(dtype=np.int64)[self.row]
        self.waits = np.ones(len(self.row), dtype=bool)
        self.relocates = (households["solution"].to_numpy(dtype=object)[self.row] == RELOCATE).astype(bool)
        self.matched = np.zeros(len(self.row), dtype=bool)
        self.year = np.zeros(len(self.row), dtype=np.int64)
        self.place = np.full(len(self.row), "", dtype=object)
        self._match(slots, refused_places(households.iloc[self.row].reset_index(drop=True)))

    def _match(self, slots: pd.DataFrame, refused: Mapping[int, frozenset[str]]) -> None:
        """Years and places of those of contested cohorts; who refuses every place of its cohort waits for none."""
        by_group = slots.groupby("group")["place"].agg(frozenset)
        offered = dict(zip(by_group.index.tolist(), by_group.tolist(), strict=True))
        contested = set()
        for at, names in refused.items():
            places = offered.get(int(self.group[at]), frozenset())
            if places <= names:
                self.waits[at] = False
            elif places & names:
                contested.add(int(self.group[at]))
        for group in sorted(contested):
            begin, end = np.searchsorted(self.group, [group, group + 1])
            at = begin + np.flatnonzero(self.waits[begin:end])
            refuses = [refused.get(int(one), frozenset()) & offered[group] for one in at]
            own = slots[(slots["group"] == group).to_numpy(dtype=bool)]
            self.year[at], self.place[at] = contested_turns(own, self.from_year[at], refuses)
            self.matched[at] = True

    def ready(self, year: int) -> np.ndarray:
        """Positions in the queue of who may be placed now where the first in order come first."""
        return np.flatnonzero(self.waits & (self.from_year <= year) & ~self.matched)

    def planned(self, year: int) -> np.ndarray:
        """Positions in the queue of who has this year from a matching."""
        return np.flatnonzero(self.matched & (self.year == year))


def _in_common_order(slots: pd.DataFrame, seed: str) -> pd.DataFrame:
    """The slots by group and year, places in an order that all cohorts of a programme share: blocks stay together."""
    keys = slots["programme"] + "\x1f" + slots["year"].astype("str") + "\x1f" + slots["place"]
    return slots.assign(turn=chance(seed, "place", keys)).sort_values(["group", "year", "turn", "place"], kind="stable")


def _filled_in(
    year: int, slots: pd.DataFrame, waits: _Waiting, households: pd.DataFrame, dealing: Dealing
) -> pd.DataFrame:
    """Fill the slots of one year. Who is left since services of no place are enough for it waits."""
    first, before = _next_in_order(waits.ready(year), slots, waits)
    planned = waits.planned(year)
    taken = np.r_[first, planned]
    in_turn = np.argsort(taken, kind="stable")
    taken, place = taken[in_turn], np.r_[before, waits.place[planned]][in_turn]
    moves = waits.relocates[taken]
    if moves.any():
        place[moves] = dealing.dealt(year, waits.row[taken][moves], place[moves])
    there = place != ""
    taken, place = taken[there], place[there]
    waits.waits[taken] = False
    rows = waits.row[taken]
    dealing.settled(rows, place)
    slot = households["cohort"].to_numpy(dtype=object)[rows]
    return pd.DataFrame({"row": rows, "place": place, "year": year, "slot": slot})


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
