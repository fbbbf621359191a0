"""Who fills the plan's places: year by year, in the order of the draw, as many as the plan says and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import optimize

from resettle.households.check_registry import parts
from resettle.households.draw import chance
from resettle.households.promises import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

WISH_WEIGHTS = (4.0, 3.0, 2.0)
"""Of the first, second and third wish; a wish further down counts one."""
TOGETHER = 5e-4
"""What it counts to stay where neighbours and kin stand together: of all in a stretch together less than one wish."""
_NEVER = 1e6
_MOST_AT_ONCE = 1500
_TIE = 1e-7


def filled(households: pd.DataFrame, slots: pd.DataFrame, seed: str) -> pd.DataFrame:
    """Place and year of each household that is placed: row (of ``households``), place, year.

    Parameters
    ----------
    households : with cohort, solution, from_year, position, standing, wishes, refuses; those without a choice, or who
        keep an earlier promise, are left alone
    slots : cohort, solution, place, year, households (how many), programme
    seed : of the draw
    """
    waits_now = (households["solution"] != "") & (households["standing"] != KEPT)
    queue = np.flatnonzero(waits_now.to_numpy(dtype=bool))
    keys = pd.concat([households.iloc[queue][["cohort", "solution"]], slots[["cohort", "solution"]]])
    group = keys.groupby(["cohort", "solution"], sort=True).ngroup().to_numpy()
    of, of_slots = group[: len(queue)], group[len(queue) :]
    waits = _Waiting(households, queue, of)
    parts_filled = []
    for year in sorted(slots["year"].unique()):
        now = slots["year"].to_numpy() == year
        open_now = _in_common_order(slots[now].assign(group=of_slots[now]), seed)
        parts_filled += list(_filled_in(int(year), open_now, waits, households, seed))
    columns = ["row", "place", "year"]
    return pd.concat(parts_filled, ignore_index=True) if parts_filled else pd.DataFrame(columns=columns)


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
    year: int, slots: pd.DataFrame, waits: _Waiting, households: pd.DataFrame, seed: str
) -> Iterator[pd.DataFrame]:
    """Fill the slots of one year. Who is left with a place that it refuses waits, and the next in order comes up."""
    offered: dict[int, frozenset[str]] = {}
    for group, place in zip(slots["group"], slots["place"], strict=True):
        offered[int(group)] = offered.get(int(group), frozenset()) | {str(place)}
    ready = waits.ready(year, offered)
    while True:
        taken, in_order = _next_in_order(ready, slots, waits)
        places = _exchanged(year, waits, taken, in_order, households, seed)
        left = taken[places == ""]
        if not len(left):
            break
        ready = np.setdiff1d(ready, left)
    waits.waits[taken] = False
    yield pd.DataFrame({"row": waits.row[taken], "place": places, "year": year})


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


def _exchanged(
    year: int, waits: _Waiting, taken: np.ndarray, place: np.ndarray, households: pd.DataFrame, seed: str
) -> np.ndarray:
    """Exchange places among equals of a cohort so that refusals are kept and wishes met, without changing any count.

    An assignment problem for each cohort and solution with several places in which somebody wishes or refuses. Where a
    refusal cannot be kept the household stays waiting (its place is "").
    """
    place = place.copy()
    rows, group = waits.row[taken], waits.group[taken]
    wishes = households["wishes"].to_numpy(dtype=object)[rows]
    speaks = (wishes != "") | waits.refuses[taken]
    for number in np.unique(group[speaks]):
        here = np.flatnonzero(group == number)
        if len(set(place[here])) < 2:
            continue
        for begin in range(0, len(here), _MOST_AT_ONCE):
            part = here[begin : begin + _MOST_AT_ONCE]
            place[part] = _assigned(place[part], rows[part], wishes[part], waits, households, f"{year}", seed)
    for at in np.flatnonzero(waits.refuses[taken]):
        if place[at] in waits.refused[int(rows[at])]:
            place[at] = ""
    return place


def _assigned(
    place: np.ndarray,
    rows: np.ndarray,
    wishes: np.ndarray,
    waits: _Waiting,
    households: pd.DataFrame,
    year: str,
    seed: str,
) -> np.ndarray:
    """The places of a stretch dealt anew: wishes and refusals first, then as they stood; ties by the draw."""
    places = np.array(sorted(set(place)), dtype=object)
    worth = np.where(place[:, None] == places[None, :], TOGETHER, 0.0)
    ids = households["household"].to_numpy(dtype=object)[rows]
    for at, name in enumerate(places):
        worth[:, at] += _TIE * chance(seed, f"wish {year} {name}", ids)
    number = {name: at for at, name in enumerate(places)}
    for line, (row, wished) in enumerate(zip(rows, wishes, strict=True)):
        for rank, name in enumerate(str(wished).split(";") if wished else ()):
            if name in number:
                worth[line, number[name]] += WISH_WEIGHTS[rank] if rank < len(WISH_WEIGHTS) else 1.0
        for name in waits.refused.get(int(row), ()):
            if name in number:
                worth[line, number[name]] -= _NEVER
    column = np.searchsorted(places, np.sort(place))
    _, taken = optimize.linear_sum_assignment(worth[:, column], maximize=True)
    return np.asarray(places[column[taken]])
