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

    Kin and neighbours: pairs both of whom are placed; of kin also how many the plan's counts let be together at all.
    Neighbours: a household with the next of its community in the order of their ids. Person-years: persons placed times
    the years settled, as they are and as the plan's objective weighs them, against the plan's, which reckons with mean
    sizes. Promises: those of an earlier placing.
    """
    households = registry.households.set_index("household")
    there = placed.placed.set_index("household")[["place", "year"]]
    kin = parts(households, "kin")
    one, other = kin["row"].to_numpy(dtype=object), kin["part"].to_numpy(dtype=object)
    rows = [*_pairs("kin", one, other, there), _could(plan, households, one, other, there)]
    order = registry.households[registry.households["community"] != ""].sort_values(["community", "household"])
    community, ids = order["community"].to_numpy(dtype=object), order["household"].to_numpy(dtype=object)
    same = community[1:] == community[:-1] if len(ids) else np.zeros(0, dtype=bool)
    rows += _pairs("neighbours", ids[:-1][same], ids[1:][same], there)
    wishes = parts(households, "wishes")
    wishing = wishes[_placed(wishes["row"].to_numpy(dtype=object), there)]
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


def _could(
    plan: Plan, households: pd.DataFrame, one: np.ndarray, other: np.ndarray, there: pd.DataFrame
) -> tuple[str, float, float]:
    """Pairs of kin both placed whose cohorts have some place and year in common by the plan's counts."""
    placed = _placed(one, there) & _placed(other, there)
    keys = ["cohort", "solution"]
    at: dict[tuple[object, object], set[tuple[object, object]]] = {}
    slots = plan["placements"][[*keys, "place", "year"]]
    for cohort, solution, place, year in slots.itertuples(index=False, name=None):
        at.setdefault((cohort, solution), set()).add((place, year))
    first, second = (list(map(tuple, households.loc[ids[placed], keys].to_numpy())) for ids in (one, other))
    known: dict[object, bool] = {}
    for pair in zip(first, second, strict=True):
        if pair not in known:
            known[pair] = not at.get(pair[0], set()).isdisjoint(at.get(pair[1], set()))
    count = sum(known[pair] for pair in zip(first, second, strict=True))
    return "kin: a place and year in common by the plan", float(count), float(placed.sum())


def _placed(ids: np.ndarray, there: pd.DataFrame) -> np.ndarray:
    return np.asarray(there.index.get_indexer(pd.Index(ids)) >= 0)


def _pairs(kind: str, one: np.ndarray, other: np.ndarray, there: pd.DataFrame) -> list[tuple[str, float, float]]:
    both = _placed(one, there) & _placed(other, there)
    first, second = there.reindex(one[both]), there.reindex(other[both])
    place = first["place"].to_numpy(dtype=object) == second["place"].to_numpy(dtype=object)
    year = np.abs(first["year"].to_numpy() - second["year"].to_numpy())
    count = float(both.sum())
    return [
        (f"{kind}: the same place", float(place.sum()), count),
        (f"{kind}: the same place within a year", float((place & (year <= 1)).sum()), count),
        (f"{kind}: the same place in the same year", float((place & (year == 0)).sum()), count),
    ]
