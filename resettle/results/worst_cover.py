"""How far the whole households of a plan cover the worst-off community of origin, (0i)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.model.decisions import cover_groups
from resettle.model.definitions import parts_of_groups
from resettle.results.readout import class_households

if TYPE_CHECKING:
    import pandas as pd

    from resettle.model.formulation import Model


def worst_cover(model: Model, placed: pd.DataFrame) -> float:
    """The least cover of any origin community of any programme, a share; 1 where no community has a place to go.

    Parameters
    ----------
    placed : placements of cohorts, whole households
    """
    given = model.given
    there = class_households(model, placed)
    weight = (given.last - there["year"] + 1) / len(given.years)
    covered = (there["households"] * there["persons_per_household"] * weight).groupby(there["class_"]).sum()
    parts = parts_of_groups(given)
    parts["covered"] = parts["person_part"] * covered.reindex(parts["class_"]).fillna(0.0).to_numpy()
    groups = cover_groups(given)
    communities = groups[groups["kind"] == "origin"]
    sums = parts.groupby(["kind", "programme", "group"])["covered"].sum().reset_index()
    reached = communities.merge(sums, on=["kind", "programme", "group"])
    return float((reached["covered"] / reached["persons"]).min()) if len(reached) else 1.0
