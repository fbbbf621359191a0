"""Places exchanged across cohorts among those who have one, so that more wishes are met and nobody loses a place."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from resettle.households.cohort_places import RELOCATE
from resettle.households.promises import KEPT
from resettle.households.service_room import ServiceRoom

if TYPE_CHECKING:
    import pandas as pd

    from resettle.households.dealing import Dealing
    from resettle.households.fitting import ServiceUse


def exchanged_across(households: pd.DataFrame, put: pd.DataFrame, use: ServiceUse, dealing: Dealing) -> pd.DataFrame:
    """``put`` (row, place, year, slot) with places of those who relocate dealt anew, year by year, across cohorts.

    Who keeps a promise stays. Nobody who has a place is left without one, and nobody changes the year.
    """
    row = put["row"].to_numpy(dtype=np.int64)
    place, year = put["place"].to_numpy(dtype=object).copy(), put["year"].to_numpy(dtype=np.int64)
    moves = (households["solution"].to_numpy(dtype=object)[row] == RELOCATE).astype(bool)
    moves &= households["standing"].to_numpy(dtype=np.int64)[row] != KEPT
    room = ServiceRoom(use, put)
    for now in np.unique(year[moves]):
        here = np.flatnonzero(moves & (year == now))
        place[here] = dealing.exchanged(int(now), row[here], place[here], room)
    return put.assign(place=place)


def with_slots(households: pd.DataFrame, slots: pd.DataFrame, put: pd.DataFrame) -> pd.DataFrame:
    """``put`` with the cohort whose place each has: its own where it can, else one of its programme and size class.

    Who keeps a promise has the place that was promised. ``slots``: all of the plan's.
    """
    keys = ["cohort", "solution", "place", "year"]
    left: Counter[tuple[str, str, str, int]] = Counter()
    for name, way, where, when, count in slots[[*keys, "households"]].itertuples(index=False, name=None):
        left[name, way, where, when] += int(count)
    row = put["row"].to_numpy(dtype=np.int64)
    own = households.iloc[row]
    slot = put["slot"].to_numpy(dtype=object).copy()
    kept = (own["standing"] == KEPT).to_numpy(dtype=bool)
    solution, place, year = own["solution"].tolist(), put["place"].tolist(), put["year"].tolist()
    for at in np.flatnonzero(kept):
        left[slot[at], solution[at], place[at], year[at]] -= 1
    cohort = own["cohort"].tolist()
    in_order = np.lexsort((own["household"].to_numpy(dtype=object).astype(str), own["position"].to_numpy()))
    others = []
    for at in in_order[~kept[in_order]].tolist():
        key = (cohort[at], solution[at], place[at], year[at])
        if left[key] > 0:
            left[key] -= 1
            slot[at] = cohort[at]
        else:
            others.append(at)
    kind = (households["programme"] + "\x1f" + households["size_class"]).to_numpy(dtype=object)
    kind_of = dict(zip(households["cohort"], kind, strict=True))
    offered: dict[tuple[str, str, str, int], list[str]] = {}
    for (name, way, where, when), count in sorted(left.items()):
        if name in kind_of:
            offered.setdefault((kind_of[name], way, where, when), []).extend([name] * count)
    for at in others:
        slot[at] = offered[kind_of[cohort[at]], solution[at], place[at], year[at]].pop(0)
    return put.assign(slot=slot)
