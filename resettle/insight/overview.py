"""Everything that the first look at a plan shows, as tidy frames, computed once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resettle.inputs.scenario import apply
from resettle.insight.geography import links_on_map, nodes_on_map, places_on_map
from resettle.insight.homes import homes_by_rooms, households_by_rooms
from resettle.insight.limits import limits
from resettle.insight.money import money_by_funder, spending_by_year
from resettle.insight.people import chosen_by_year, settled_at_end, settled_by_year
from resettle.insight.services import services_against_norm
from resettle.results.verification.evidence import Evidence

if TYPE_CHECKING:
    import pandas as pd

    from resettle.results.plan import Plan


@dataclass(frozen=True)
class Overview:
    """A plan and its first look; each frame is described at the function of the same name."""

    plan: Plan
    settled_by_year: pd.DataFrame
    settled_at_end: pd.DataFrame
    chosen_by_year: pd.DataFrame
    spending_by_year: pd.DataFrame
    money_by_funder: pd.DataFrame
    homes_by_rooms: pd.DataFrame
    households_by_rooms: pd.DataFrame
    services_against_norm: pd.DataFrame
    limits: pd.DataFrame
    places_on_map: pd.DataFrame
    nodes_on_map: pd.DataFrame
    links_on_map: pd.DataFrame


def overview(plan: Plan) -> Overview:
    """The first look at a plan, from its tables and inputs alone."""
    evidence = Evidence(plan.dataset, apply(plan.dataset, plan.scenario), plan.scenario, plan)
    settled = settled_by_year(evidence)
    return Overview(
        plan=plan,
        settled_by_year=settled,
        settled_at_end=settled_at_end(settled),
        chosen_by_year=chosen_by_year(evidence),
        spending_by_year=spending_by_year(evidence),
        money_by_funder=money_by_funder(evidence),
        homes_by_rooms=homes_by_rooms(evidence),
        households_by_rooms=households_by_rooms(evidence),
        services_against_norm=services_against_norm(evidence),
        limits=limits(plan),
        places_on_map=places_on_map(evidence),
        nodes_on_map=nodes_on_map(evidence),
        links_on_map=links_on_map(evidence),
    )
