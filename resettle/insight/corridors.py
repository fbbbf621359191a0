"""What a corridor is worth: the same scenario with it and without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resettle.results.plan import Plan


@dataclass(frozen=True)
class CorridorWorth:
    """Differences, the plan with the corridor less the plan without it.

    Attributes
    ----------
    persons : settled by the last year
    by_programme : the same by programme
    person_years : weighted person-years
    usd : spending
    tonnes : carried on the corridor's links, all years, in the plan with it
    """

    persons: float
    by_programme: dict[str, float]
    person_years: float
    usd: float
    tonnes: float


def corridor_worth(with_it: Plan, without_it: Plan, corridor: str) -> CorridorWorth:
    """What differs between two plans of which only one has the corridor."""
    after, before = with_it.summary, without_it.summary
    by_programme = {
        programme: sum(solutions.values()) - sum(before.persons.get(programme, {}).values())
        for programme, solutions in after.persons.items()
    }
    return CorridorWorth(
        persons=after.persons_settled - before.persons_settled,
        by_programme=by_programme,
        person_years=after.person_years - before.person_years,
        usd=after.cost_usd - before.cost_usd,
        tonnes=tonnes_on(with_it, corridor),
    )


def tonnes_on(plan: Plan, corridor: str) -> float:
    """Tonnes that a plan carries on a corridor's links, all years."""
    links = plan.dataset["links"]
    of_corridor = links.loc[links["corridor"] == corridor, "link"]
    shipments = plan["shipments"]
    return float(shipments.loc[shipments["link"].isin(of_corridor), "tonnes"].sum())
