"""A change tried: the placing again with it, and whether the household has a place then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from resettle.households.changing import HOMES, REFUSAL, SERVICE
from resettle.households.columns import SEPARATOR, parted
from resettle.households.placing import place_households
from resettle.households.requests import NOT_PLACE

if TYPE_CHECKING:
    from resettle.households.changing import Change
    from resettle.households.placing import Asked
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

MOST_HOUSEHOLDS = 40_000
"""Of a registry that is placed again for one household's sake: some two seconds a change."""


def is_placed_by(plan: Plan, registry: Registry, asked: Asked, household: str, change: Change) -> bool | None:
    """Whether the household has a place once the change is made and everybody is placed again; None: not tried.

    Not tried are changes that need another plan or draw, and any in a registry of more than ``MOST_HOUSEHOLDS``.
    """
    if change.kind not in (REFUSAL, HOMES, SERVICE) or len(registry.households) > MOST_HOUSEHOLDS:
        return None
    if change.kind == REFUSAL:
        registry, asked = _without_refusal(registry, asked, household, change.place)
    elif change.kind == HOMES:
        plan = _with_homes(plan, registry, household, change)
    else:
        plan = _with_services(plan, change)
    there = place_households(plan, registry, asked).placed["household"]
    return bool((there == household).any())


def _without_refusal(registry: Registry, asked: Asked, household: str, place: str) -> tuple[Registry, Asked]:
    own = registry.households
    one = (own["household"] == household).to_numpy(dtype=bool)
    left = SEPARATOR.join(name for name in parted(own.loc[one, "refuses"].iloc[0]) if name != place)
    registry = replace(registry, households=own.assign(refuses=own["refuses"].mask(one, left)))
    if asked.requests is None:
        return registry, asked
    rows = asked.requests
    taken_off = (rows["household"] == household) & (rows["request"] == NOT_PLACE) & (rows["value"] == place)
    return registry, replace(asked, requests=rows[~taken_off].reset_index(drop=True))


def _with_homes(plan: Plan, registry: Registry, household: str, change: Change) -> Plan:
    own = registry.households.set_index("household").loc[household]
    slots = plan["placements"]
    of = (slots["cohort"] == own["cohort"]) & (slots["solution"] == own["solution"])
    of &= (slots["place"] == change.place) & (slots["year"] == change.year)
    if not of.any():  # across cohorts it may be another cohort's place
        row = {"cohort": own["cohort"], "solution": own["solution"], "place": change.place, "year": change.year}
        slots = pd.concat([slots, pd.DataFrame([row | {"households": change.homes}])], ignore_index=True)
    else:
        slots = slots.assign(households=slots["households"] + of * change.homes)
    return replace(plan, tables={**plan.tables, "placements": slots})


def _with_services(plan: Plan, change: Change) -> Plan:
    spare = plan.dataset["service_spare"]
    rows = [
        {"service": service, "place": change.place, "units": units, "source": spare["source"].iloc[0]}
        for service, units in change.services
    ]
    more = pd.concat([spare, pd.DataFrame(rows).reindex(columns=spare.columns)], ignore_index=True)
    tables = {**plan.dataset.tables, "service_spare": more.astype(spare.dtypes.to_dict())}
    return replace(plan, dataset=replace(plan.dataset, tables=tables))
