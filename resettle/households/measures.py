"""How well a placement keeps people together and meets wishes, and what it loses of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.households.check_registry import parts
from resettle.inputs.scenario import apply
from resettle.results.verification.evidence import Evidence

if TYPE_CHECKING:
    from resettle.households.placing import Placed
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan


PROMISES = {
    "kept": "kept",
    "asked": "changed, as the household asked",
    "not asked": "changed, though it did not ask",
}
"""What became of a promise, by key of ``promises.changes``."""


def measures(plan: Plan, registry: Registry, placed: Placed) -> pd.DataFrame:
    """measure, value, of: counts and what they are counted of.

    Kin and neighbours: pairs both of whom are placed. Neighbours: a household with the next of its community in the
    order of their ids. Person-years: persons placed times the years settled, as they are and as the plan's objective
    weighs them, against the plan's, which reckons with mean sizes. Promises: those of an earlier placing.
    """
    households = registry.households.set_index("household")
    there = placed.placed.set_index("household")[["place", "year"]]
    kin = parts(households, "kin")
    rows = [*_pairs("kin", kin["row"].to_numpy(dtype=object), kin["part"].to_numpy(dtype=object), there)]
    order = registry.households[registry.households["community"] != ""].sort_values(["community", "household"])
    community, ids = order["community"].to_numpy(dtype=object), order["household"].to_numpy(dtype=object)
    same = community[1:] == community[:-1] if len(ids) else np.zeros(0, dtype=bool)
    rows += _pairs("neighbours", ids[:-1][same], ids[1:][same], there)
    wishes = parts(households, "wishes")
    wishing = wishes[wishes["row"].isin(there.index)]
    met = wishing[
        there["place"].reindex(wishing["row"]).to_numpy(dtype=object) == wishing["part"].to_numpy(dtype=object)
    ]
    count = float(wishing["row"].nunique())
    rows.append(("wishes: a place that it named", float(met["row"].nunique()), count))
    rows.append(("wishes: the place that it named first", float((met["order"] == 0).sum()), count))
    rows.append(("households placed", float(len(there)), float(plan["placements"]["households"].sum())))
    rows += _person_years(plan, placed)
    if len(placed.changes):
        counts = placed.changes["change"].value_counts()
        promised = float(len(placed.changes))
        rows += [(f"promises: {PROMISES[key]}", float(counts.get(key, 0)), promised) for key in PROMISES]
    return pd.DataFrame(rows, columns=["measure", "value", "of"])


def _person_years(plan: Plan, placed: Placed) -> list[tuple[str, float, float]]:
    """Person-years, and the plan's own objective PY = Σ weight·preference·persons·(|T| − t + 1), against the plan's."""
    evidence = Evidence(plan.dataset, apply(plan.dataset, plan.scenario), plan.scenario, plan)
    members, classes = evidence.choices.members, evidence.choices.classes
    worth = members["preference"] * classes["weight"].reindex(members["class_"]).to_numpy()
    by_choice = pd.Series(worth.to_numpy(), index=pd.MultiIndex.from_frame(members[["cohort", "solution"]]))
    last, planned = plan.years[-1], evidence.placed
    totals = []
    for frame, persons in ((placed.placed, "persons"), (planned, "by_mean")):
        settled = frame[persons] * (last - frame["year"] + 1)
        weight = by_choice.reindex(pd.MultiIndex.from_frame(frame[["cohort", "solution"]])).to_numpy()
        totals.append((float(settled.sum()), float((settled * weight).sum())))
    (years, weighted), (planned_years, planned_weighted) = totals
    return [
        ("person-years", years, planned_years),
        ("person-years, weighted as the plan weighs them", weighted, planned_weighted),
    ]


def _pairs(kind: str, one: np.ndarray, other: np.ndarray, there: pd.DataFrame) -> list[tuple[str, float, float]]:
    both = pd.Index(one).isin(there.index) & pd.Index(other).isin(there.index)
    first, second = there.reindex(one[both]), there.reindex(other[both])
    place = first["place"].to_numpy(dtype=object) == second["place"].to_numpy(dtype=object)
    year = np.abs(first["year"].to_numpy() - second["year"].to_numpy())
    count = float(both.sum())
    return [
        (f"{kind}: the same place", float(place.sum()), count),
        (f"{kind}: the same place within a year", float((place & (year <= 1)).sum()), count),
        (f"{kind}: the same place in the same year", float((place & (year == 0)).sum()), count),
    ]
