"""(5) and (5b) held against the households that are placed, with the rooms that each needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from resettle.inputs.scenario import apply
from resettle.results.verification.evidence import Evidence
from resettle.results.verification.homes import check_rooms, check_tenure

if TYPE_CHECKING:
    import pandas as pd

    from resettle.results.plan import Plan


def rooms_lacking(plan: Plan, placed: pd.DataFrame) -> list[tuple[object, ...]]:
    """Where more households have settled by a year than homes with rooms enough are there: rule, where, found, limit.

    ``placed``: cohort (and so size class and rooms), solution, place, year of each household. The plan's own counts
    are not looked at: what is counted are the households.
    """
    keys = ["cohort", "solution", "place", "year"]
    counted = placed.groupby(keys).agg(households=("household", "size"), persons=("persons", "sum")).reset_index()
    if counted.empty:
        return []
    as_placed = replace(plan, tables={**plan.tables, "placements": counted})
    evidence = Evidence(plan.dataset, apply(plan.dataset, plan.scenario), plan.scenario, as_placed)
    rows: list[tuple[object, ...]] = []
    for rule, comparisons in (("rooms (5)", check_rooms(evidence)), ("rooms (5b)", check_tenure(evidence))):
        for one in comparisons:
            for at in np.flatnonzero(one.miss > one.tolerance):
                rows.append((rule, one.where(int(at)), float(one.found[at]), f"at most {one.limit[at]:.6g} homes"))
    return rows
