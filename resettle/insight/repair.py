"""The cheapest repair: for targets that are not met, the least more of capacities and money that meets them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.quotable import LEVER_NAMES, listed, money, people
from resettle.insight.trial import tried

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from resettle.inputs.scenario import Scenario
    from resettle.insight.trial import Estimates, Trial

LEVERS = ("build", "purchase", "tenure", "clearance", "staff", "supply", "funding")
"""Levers of capacities and money that may be raised, in the order in which it is tried to do without them."""
MOST = 10.0
"""How many times as much of anything a repair may ask for."""
MET = "met as it is"
REPAIRED = "repaired"
OUT_OF_REACH = "out of reach"
NO_PLAN = "no plan"
_SHORT = 0.5
_CLOSE = 0.005
_LARGEST_FACTOR = 1000.0


@dataclass(frozen=True)
class Repair:
    """What it would take to meet every target and pin of a scenario.

    Attributes
    ----------
    levers : lever (of ``scale``), times (how many times as much of it as the scenario has): only those that are
        needed, none of which could be smaller, by half a per cent, with the others as they are
    ended : ``met as it is``, ``repaired``, ``out of reach`` (even with ten times of everything) or ``no plan``
    short : by how much the targets (persons) and pins (households) are missed as things are
    short_at_most : by how much even with ten times of everything; 0 where that is enough
    usd_before, usd : least spending as things are, and with the repair (without a repair the same)
    why : why there is no plan; blank where there is one
    """

    levers: pd.DataFrame
    ended: str
    short: float
    short_at_most: float
    usd_before: float
    usd: float
    why: str


def cheapest_repair(estimates: Estimates, scenario: Scenario) -> Repair:
    """The levers that the targets (17) cannot do without, and the least that each must be raised.

    Plans are asked for in the mode ``least_cost``, which comes short of a target only where nothing else is left, and
    says what meeting it costs at least. Levers that are not needed are left alone, tried one after the other; the
    rest are raised together as little as is enough, then each is lowered by itself as far as the targets allow. What
    is possible with some capacities is possible with more of them, so halving finds the least of each. It is a
    repair than which nothing smaller is one; another set of levers may be another.

    Needs some 10 estimates and 10 for each lever that is left; quickest where the estimates start from a scenario
    in the mode ``least_cost``.
    """
    search = _Search(estimates, scenario)
    first = search.at({})
    if first.plan is None:
        nothing = float("nan")
        return Repair(_levers({}), NO_PLAN, nothing, nothing, nothing, nothing, first.why)
    short, usd = first.plan.summary.short, first.plan.summary.cost_usd
    if search.meets({}):
        return Repair(_levers({}), MET, short, 0.0, usd, usd, "")
    everything = dict.fromkeys(LEVERS, MOST)
    if not search.meets(everything):
        most = search.at(everything)
        at_most = short if most.plan is None else most.plan.summary.short
        return Repair(_levers({}), OUT_OF_REACH, short, at_most, usd, usd, most.why)
    found = search.needed(everything)
    found = dict.fromkeys(found, search.least({}, list(found), MOST))
    for lever in list(found):
        found[lever] = search.least(found, [lever], found[lever])
    repaired = search.at(found).plan
    return Repair(_levers(found), REPAIRED, short, 0.0, usd, repaired.summary.cost_usd if repaired else usd, "")


def quotable_repair(repair: Repair) -> str:
    """What it would take, in a sentence or two with their numbers."""
    if repair.ended == NO_PLAN:
        return f"This scenario has no plan: {repair.why}"
    if repair.ended == MET:
        return f"Every target can be met with what there is, for {money(repair.usd)} at least."
    if repair.ended == OUT_OF_REACH:
        return (
            f"The targets are missed by {people(repair.short)}, and with {MOST:g} times of every capacity and all "
            f"money still by {people(repair.short_at_most)}: what people have chosen, places or standards hold them."
        )
    levers = listed(
        [f"{row['times']:.2f} times the {LEVER_NAMES[row['lever']]}" for _, row in repair.levers.iterrows()]
    )
    return (
        f"The targets, missed by {people(repair.short)} as things are, are met with {levers}; "
        f"the plan then spends {money(repair.usd)} at least, instead of {money(repair.usd_before)}."
    )


class _Search:
    """Plans at least cost with some levers raised, each asked for once."""

    def __init__(self, estimates: Estimates, scenario: Scenario) -> None:
        self._estimates, self._scenario = estimates, scenario.model_copy(update={"mode": "least_cost"})
        self._found: dict[tuple[tuple[str, float], ...], Trial] = {}

    def at(self, times: Mapping[str, float]) -> Trial:
        """The plan with these levers so many times what the scenario has."""
        key = tuple(sorted(times.items()))
        if key not in self._found:
            own = self._scenario.scale
            raised = {lever: min(getattr(own, lever) * factor, _LARGEST_FACTOR) for lever, factor in times.items()}
            scale = own.model_copy(update=raised)
            self._found[key] = tried(self._estimates, self._scenario.model_copy(update={"scale": scale}))
        return self._found[key]

    def meets(self, times: Mapping[str, float]) -> bool:
        """Whether nothing is missed: half a person or household is rounding."""
        plan = self.at(times).plan
        return plan is not None and plan.summary.short <= _SHORT

    def needed(self, times: Mapping[str, float]) -> dict[str, float]:
        """The levers without which the targets are missed, tried one after the other."""
        left = dict(times)
        for lever in times:
            without = {name: factor for name, factor in left.items() if name != lever}
            left = without if self.meets(without) else left
        return left

    def least(self, others: Mapping[str, float], levers: Sequence[str], enough: float) -> float:
        """The least factor from 1 of some levers that meets every target, to half a per cent; ``enough`` does."""
        low, high = 1.0, enough
        while high / low > 1.0 + _CLOSE:
            middle = (low * high) ** 0.5
            met = self.meets({**others, **dict.fromkeys(levers, middle)})
            low, high = (low, middle) if met else (middle, high)
        return high


def _levers(times: Mapping[str, float]) -> pd.DataFrame:
    rows = pd.DataFrame(list(times.items()), columns=["lever", "times"])
    return rows.sort_values("times", ascending=False, kind="stable", ignore_index=True)
