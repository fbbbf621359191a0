"""Why this household there, or why not yet: the plan's numbers for its equals, and its place in the draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.errors import ResettleError
from resettle.households.change_sentences import sentences
from resettle.households.changing import changes_of_waiting
from resettle.households.reasons import REASONS, SERVICES, SERVICES_LESS
from resettle.households.trying import is_placed_by

if TYPE_CHECKING:
    import pandas as pd

    from resettle.households.placing import Asked, Placed
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan


def explained(plan: Plan, registry: Registry, placed: Placed, household: str, asked: Asked | None = None) -> str:
    """The answer for one household, a sentence a line; raises ResettleError where it is not in the registry.

    With ``asked``, as everybody was placed, changes that could bring it a place are tried by placing again; what is
    not tried is only said to be possible.
    """
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
    else:
        lines = [f"Household {household} is not placed yet: {REASONS[str(waits['reason'].iloc[0])]}."]
        lines += _services(plan, waits.iloc[0])
    if own["solution"] == "":
        return "\n".join([*lines, *_could_bring(plan, registry, placed, household, asked)])
    equals = registry.households
    equals = equals[(equals["cohort"] == own["cohort"]) & (equals["solution"] == own["solution"])]
    slots = plan["placements"]
    slots = slots[(slots["cohort"] == own["cohort"]) & (slots["solution"] == own["solution"])]
    weight = plan.dataset["profiles"].set_index("profile")["priority_weight"].get(own["profile"], 1.0)
    lines += [
        f"It chose to {own['solution']}; {len(equals):,} households of its cohort did, and the plan has places for "
        f"{int(slots['households'].sum()):,} of them by {plan.years[-1]}. Its needs weigh {weight:g} in the plan.",
        *_in_draw(placed, household),
        *_by_year(plan, slots),
        *(
            _where_the_order_turns(placed, household)
            if len(there)
            else _could_bring(plan, registry, placed, household, asked)
        ),
    ]
    return "\n".join(lines)


def _in_draw(placed: Placed, household: str) -> list[str]:
    row = placed.draw[placed.draw["household"] == household].iloc[0]
    number = round(float(row["position"]) * int(row["equals"]) + 0.5)
    late = f" It came after the first draw and was drawn in draw {row['round']}." if int(row["round"]) > 1 else ""
    return [
        f"In the draw its ticket {row['ticket']} stands {number:,} of {int(row['equals']):,} in its group: those of "
        "households alike in choice, year, need and number of persons, and blank ones that hide how many they are. "
        f"Every place in that order was as likely for it as for each of them.{late}"
    ]


def _services(plan: Plan, row: pd.Series) -> list[str]:
    """Which services have too little left, where that is why it waits."""
    if str(row["reason"]) not in (SERVICES, SERVICES_LESS) or not row["services"]:
        return []
    places, titles = (plan.dataset[table].set_index(key)[name] for table, key, name in _NAMES)
    short = [tuple(part.rsplit(":", 1)) for part in str(row["services"]).split(";")]
    named = "; ".join(f"{titles.get(service, service)} in {places.get(place, place)}" for place, service in short)
    return [f"Too little is left of: {named}."]


_NAMES = (("places", "place", "name"), ("services", "service", "title"))


def _could_bring(plan: Plan, registry: Registry, placed: Placed, household: str, asked: Asked | None) -> list[str]:
    """What could bring a waiting household a place."""
    across = asked.across if asked is not None else bool((placed.placed["slot"] != placed.placed["cohort"]).any())
    changes = changes_of_waiting(plan, registry, placed, across=across, only=household)[household]
    tried = [None if asked is None else is_placed_by(plan, registry, asked, household, change) for change in changes]
    size = registry.households.set_index("household").loc[household, "size_class"]
    return sentences(plan, str(size), list(zip(changes, tried, strict=True)))


def _where_the_order_turns(placed: Placed, household: str) -> list[str]:
    """Where the order turns among the equals of a household that is placed."""
    row = placed.placed[placed.placed["household"] == household].iloc[0]
    group = placed.draw.set_index("household")["group"]
    same = placed.placed[(group.reindex(placed.placed["household"]) == group[household]).to_numpy(dtype=bool)]
    later = same[same["year"] > row["year"]]["position"]
    if later.empty:
        last = float(same["position"].max())
        return [
            f"What would change it: a later place in the order. The last placed of its equals stands at {last:.1%}."
        ]
    return [
        f"What would change it: a later place in the order. Those placed after {row['year']} begin at "
        f"{float(later.min()):.1%} of it."
    ]


def _by_year(plan: Plan, slots: pd.DataFrame) -> list[str]:
    if slots.empty:
        return []
    names = plan.dataset["places"].set_index("place")["name"]
    told = [
        f"{row['households']:,} in {names.get(row['place'], row['place'])} in {row['year']}"
        for row in slots.sort_values(["year", "place"]).to_dict("records")
    ]
    return [f"The plan's places for its cohort: {'; '.join(told)}."]
