"""Why this household there, or why not yet: the plan's numbers for its equals, and its place in the draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.errors import ResettleError
from resettle.households.placing import IN_ORDER, REASONS

if TYPE_CHECKING:
    import pandas as pd

    from resettle.households.placing import Placed
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan


def explained(plan: Plan, registry: Registry, placed: Placed, household: str) -> str:
    """The answer for one household, a sentence a line; raises ResettleError where it is not in the registry."""
    rows = registry.households[registry.households["household"] == household]
    if rows.empty:
        message = "the registry has no household of this id. Look for a space, or a zero that was left out."
        raise ResettleError(message)
    own = rows.iloc[0]
    there = placed.placed[placed.placed["household"] == household]
    waits = placed.waiting[placed.waiting["household"] == household]
    places = plan.dataset["places"].set_index("place")["name"]
    if len(there):
        row = there.iloc[0]
        lines = [f"Household {household} is placed in {places.get(row['place'], row['place'])} in {row['year']}."]
        position = float(row["position"])
    else:
        reason = str(waits["reason"].iloc[0])
        lines = [f"Household {household} is not placed yet: {REASONS[reason]}."]
        position = float(waits["position"].iloc[0])
    if own["solution"] == "":
        return "\n".join([*lines, "Once it states a choice, it stands in the next draw as all others do."])
    equals = registry.households
    equals = equals[(equals["cohort"] == own["cohort"]) & (equals["solution"] == own["solution"])]
    slots = plan["placements"]
    slots = slots[(slots["cohort"] == own["cohort"]) & (slots["solution"] == own["solution"])]
    weight = plan.dataset["profiles"].set_index("profile")["priority_weight"].get(own["profile"], 1.0)
    choice = f"It chose to {own['solution']}"
    lines += [
        f"{choice}; {len(equals):,} households of its cohort did, and the plan has places for "
        f"{int(slots['households'].sum()):,} of them by {plan.years[-1]}. Its needs weigh {weight:g} in the plan.",
        f"In the draw it stands at {100 * position:.1f} % of the order of those who are alike in choice, year, need "
        "and number of persons. Every place in that order was as likely for it as for each of them.",
        *_by_year(plan, slots),
    ]
    if len(waits) and str(waits["reason"].iloc[0]) == IN_ORDER:
        lines.append("More homes, services or money for its cohort would bring it up, in this order.")
    return "\n".join(lines)


def _by_year(plan: Plan, slots: pd.DataFrame) -> list[str]:
    if slots.empty:
        return []
    names = plan.dataset["places"].set_index("place")["name"]
    told = [
        f"{row['households']:,} in {names.get(row['place'], row['place'])} in {row['year']}"
        for row in slots.sort_values(["year", "place"]).to_dict("records")
    ]
    return [f"The plan's places for its cohort: {'; '.join(told)}."]
