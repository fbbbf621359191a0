"""Lists for those who must have them: who comes to one place in one year, and what home each needs."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from resettle.households.placing import Placed
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

COLUMNS = ["household", "solution", "persons", "rooms", "profile", "current_place", "community"]


def lists_by_place(plan: Plan, registry: Registry, placed: Placed) -> Iterator[tuple[str, int, pd.DataFrame]]:
    """Place, year and its list (``COLUMNS``; rooms: the fewest its home may have), in the order of places and years.

    Each is for those who receive these households, and holds no more than they need.
    """
    rooms = plan.dataset["size_classes"].set_index("size_class")["rooms"]
    own = registry.households[["household", "size_class", "profile", "current_place", "community"]]
    told = placed.placed.merge(own, on="household").sort_values(["place", "year", "household"])
    told["rooms"] = told["size_class"].map(rooms)
    for _, rows in told.groupby(["place", "year"], sort=True):
        place, year = str(rows["place"].iloc[0]), int(rows["year"].iloc[0])
        yield place, year, rows[COLUMNS].reset_index(drop=True)


def file_of(place: str, year: int) -> str:
    """Name of a list's file, of plain letters and digits; a place of other signs has a code of its own behind them."""
    plain = re.sub(r"[^a-z0-9_-]", "_", place)[:60]
    code = "" if plain == place else f"-{hashlib.sha256(place.encode()).hexdigest()[:8]}"
    return f"{plain}{code}-{year}.csv"
