"""The first look at a plan, as tidy frames: those of the first screen at once, the others when they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from resettle.inputs.scenario import apply
from resettle.insight import chosen, flows, geography, homes, land, limits, money, origins, people, services, works
from resettle.insight.placed import people_placed
from resettle.results.verification.evidence import Evidence

if TYPE_CHECKING:
    import pandas as pd

    from resettle.results.plan import Plan


@dataclass(frozen=True, eq=False)
class Overview:
    """A plan and its frames; each is described at the function of its name, and computed once, when first asked for.

    Attributes
    ----------
    plan : the plan that is looked at
    """

    plan: Plan

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes with the frames that are there; evidence is found again from the plan."""
        frames = {name: frame for name, frame in vars(self).items() if name not in ("plan", "evidence")}
        return _rebuilt, (self.plan, frames)

    @cached_property
    def evidence(self) -> Evidence:
        """Inputs and plan, and the stocks that follow from both."""
        plan = self.plan
        return Evidence(plan.dataset, apply(plan.dataset, plan.scenario), plan.scenario, plan)

    # People

    @cached_property
    def people_placed(self) -> pd.DataFrame:
        """Placements with their cohorts' columns."""
        return people_placed(self.evidence)

    @cached_property
    def people_choosing(self) -> pd.DataFrame:
        """Who has chosen a solution that opens, by year."""
        return chosen.people_choosing(self.evidence)

    @cached_property
    def settled_by_year(self) -> pd.DataFrame:
        """Persons settled by programme, solution and year."""
        return people.settled_by_year(self.evidence, self.people_placed)

    @cached_property
    def settled_at_end(self) -> pd.DataFrame:
        """Persons settled by the last year."""
        return people.settled_at_end(self.settled_by_year)

    @cached_property
    def chosen_by_year(self) -> pd.DataFrame:
        """Persons who have chosen by each year."""
        return chosen.chosen_by_year(self.people_choosing, list(self.evidence.given["programmes"]["programme"]))

    @cached_property
    def flows(self) -> pd.DataFrame:
        """Persons from present places to destinations."""
        return flows.flows(self.evidence, self.people_placed)

    @cached_property
    def coverage_by_origin(self) -> pd.DataFrame:
        """How far each community of origin is served."""
        return origins.coverage_by_origin(self.evidence, self.people_placed, self.people_choosing)

    # What holds the plan, and money

    @cached_property
    def limits(self) -> pd.DataFrame:
        """Families of limits that hold the plan."""
        return limits.limits(self.plan)

    @cached_property
    def money_by_funder(self) -> pd.DataFrame:
        """What each funder has, pays and leaves unused."""
        return money.money_by_funder(self.evidence)

    @cached_property
    def spending_by_year(self) -> pd.DataFrame:
        """US$ by programme, head and year."""
        return money.spending_by_year(self.evidence)

    @cached_property
    def payments(self) -> pd.DataFrame:
        """Who pays what, where and when."""
        return money.payments(self.evidence)

    @cached_property
    def funders_by_head(self) -> pd.DataFrame:
        """US$ by funder and head, with what is unused."""
        return money.funders_by_head(self.payments, self.money_by_funder)

    @cached_property
    def still_needed(self) -> pd.DataFrame:
        """What the people left out would cost."""
        return money.still_needed(self.people_choosing, self.settled_at_end, self.payments)

    # Homes, services, land, works

    @cached_property
    def homes_by_rooms(self) -> pd.DataFrame:
        """Homes ready by the last year with so many rooms or more."""
        return homes.homes_by_rooms(self.evidence)

    @cached_property
    def households_by_rooms(self) -> pd.DataFrame:
        """Households that need so many rooms or more."""
        return homes.households_by_rooms(self.evidence)

    @cached_property
    def services_against_norm(self) -> pd.DataFrame:
        """What is needed and what there is of each service."""
        return services.services_against_norm(self.evidence)

    @cached_property
    def land_by_place(self) -> pd.DataFrame:
        """Land ready, cleared and used."""
        return land.land_by_place(self.evidence)

    @cached_property
    def clearance_by_year(self) -> pd.DataFrame:
        """Hectares cleared against what can be cleared."""
        return land.clearance_by_year(self.evidence)

    @cached_property
    def works(self) -> pd.DataFrame:
        """What becomes ready where and when."""
        return works.works(self.evidence)

    # The map

    @cached_property
    def places_on_map(self) -> pd.DataFrame:
        """Places with who has settled there by the last year."""
        return geography.places_on_map(self.evidence)

    @cached_property
    def nodes_on_map(self) -> pd.DataFrame:
        """Where the ends of links are drawn."""
        return geography.nodes_on_map(self.evidence)

    @cached_property
    def links_on_map(self) -> pd.DataFrame:
        """Links with what they carry in all years."""
        return geography.links_on_map(self.evidence, self.nodes_on_map)

    def map_of(self, year: int) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Places with who has settled there by the end of a year, and links with what they carry in it."""
        return (
            geography.places_on_map(self.evidence, year),
            geography.links_on_map(self.evidence, self.nodes_on_map, year),
        )


def _rebuilt(plan: Plan, frames: dict[str, object]) -> Overview:
    seen = Overview(plan)
    vars(seen).update(frames)
    return seen


def overview(plan: Plan) -> Overview:
    """The first look at a plan, from its tables and inputs alone; what its row of figures needs is computed now."""
    seen = Overview(plan)
    _ = (seen.settled_at_end, seen.money_by_funder, seen.limits)
    return seen
