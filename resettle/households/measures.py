"""How well a placement keeps people together and meets wishes, and what it loses of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.households.check_registry import parts

if TYPE_CHECKING:
    from resettle.households.placing import Placed
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan


def measures(plan: Plan, registry: Registry, placed: Placed) -> pd.DataFrame:
    """measure, value, of: counts and what they are counted of.

    Kin and neighbours: pairs both of whom are placed. Neighbours: a household with the next of its community in the
    order of their ids. Person-years: persons placed times the years settled, unweighted, against the plan's.
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
    last, slots = plan.years[-1], plan["placements"]
    rows.append(("households placed", float(len(there)), float(slots["households"].sum())))
    years = float((placed.placed["persons"] * (last - placed.placed["year"] + 1)).sum())
    rows.append(("person-years", years, float((slots["persons"] * (last - slots["year"] + 1)).sum())))
    return pd.DataFrame(rows, columns=["measure", "value", "of"])


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
