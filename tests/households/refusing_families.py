"""Some five hundred families, twenty places, three kinds of services, and refusals that leave few places to some.

Every figure is made up by a fixed seed. Families come from two origins, so there are some thirty cohorts by
composition. What makes the case hard: a family that refuses most places competes for the few that it takes with
families that would take any.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.refugee_case import refugee_case
from resettle import make_plan
from resettle.households.aggregate import with_registry
from resettle.households.synthetic import synthesise

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.households.registry import Registry
    from resettle.inputs.dataset import Dataset
    from resettle.results.plan import Plan

FAMILIES = 500
SERVICES = ("school", "clinic", "child_care")
ALL_BUT_FEW, SOME = 0.45, 0.35
"""Shares of families that refuse all but one to four places, and that refuse half of them; the rest refuse none."""


def refusing_families(
    folder: Path, seed: int, *, families: int = FAMILIES, room: float = 1.0, later: float = 0.0
) -> tuple[Plan, Registry]:
    """A plan for the families' cohorts, and the registry.

    ``room`` multiplies what services have to spare; of the homes the part ``later`` stands empty a year later only.
    """
    dataset = _with_rooms(refugee_case(folder / f"case-{seed}", families, seed), room, later)
    random = np.random.default_rng(seed)
    made = synthesise(dataset, seed)
    places = sorted(set(dataset["places"]["place"]) - {"camp"})
    refuses = [";".join(_refused(places, random)) for _ in range(len(made.households))]
    registry = replace(made, households=made.households.assign(refuses=refuses))
    return make_plan(with_registry(dataset, registry)), registry


def _refused(places: list[str], random: np.random.Generator) -> list[str]:
    kind = random.random()
    if kind < ALL_BUT_FEW:
        taken = set(random.choice(places, int(random.integers(1, 5)), replace=False))
        return [place for place in places if place not in taken]
    if kind < ALL_BUT_FEW + SOME:
        return sorted(random.choice(places, len(places) // 2, replace=False))
    return []


def _with_rooms(dataset: Dataset, room: float, later: float) -> Dataset:
    tables = dict(dataset.tables)
    for name in ("services", "service_needs", "service_spare"):
        tables[name] = tables[name][tables[name]["service"].isin(SERVICES)].reset_index(drop=True)
    spare = tables["service_spare"]
    tables["service_spare"] = spare.assign(units=np.ceil(spare["units"] * room))
    # two origins: every second household of each cohort comes from the other one
    cohorts = tables["cohorts"]
    parts = []
    for origin, share in (("camp", 0.5), ("old_town", 0.5)):
        count = np.floor(cohorts["households"] * share) if origin == "camp" else np.ceil(cohorts["households"] * share)
        persons = np.round(cohorts["persons"] * count / cohorts["households"])
        parts.append(
            cohorts.assign(origin=origin, cohort=cohorts["cohort"] + f"-{origin}", households=count, persons=persons)
        )
    import pandas as pd

    both = pd.concat(parts, ignore_index=True)
    tables["cohorts"] = both[both["households"] > 0].reset_index(drop=True)
    return replace(dataset, tables=MappingProxyType(tables))
