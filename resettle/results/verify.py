"""Every numbered equation recomputed from a plan's own tables and the inputs; shares no code with the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from resettle.inputs.scenario import apply
from resettle.results.verification.apportionment import check_rounding
from resettle.results.verification.ending import VERDICT, check_ending, check_verdict
from resettle.results.verification.evidence import Evidence
from resettle.results.verification.fairness import check_fairest, check_floors, check_programme_floor
from resettle.results.verification.homes import check_building, check_rooms, check_tenure
from resettle.results.verification.land import check_clearance, check_land
from resettle.results.verification.money import check_budget, check_spending
from resettle.results.verification.people import check_choice, check_opening, check_supply, check_viable
from resettle.results.verification.prices import check_prices
from resettle.results.verification.services import check_staff, check_standard
from resettle.results.verification.summary import check_summary
from resettle.results.verification.supply import check_balance, check_link
from resettle.results.verification.tables import check_tables, check_whole
from resettle.results.verification.targets import check_targets
from resettle.results.verification.verdict import Check, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.results.plan import Plan
    from resettle.results.verification.finding import Comparison

__all__ = ["CHECKS", "Check", "Rule", "Verdict", "verify"]


class Rule(NamedTuple):
    """One equation: its key, what it asks in a planner's words, and the function that recomputes it."""

    equation: str
    sentence: str
    function: Callable[[Evidence], list[Comparison]]


CHECKS = (
    Rule("tables", "known names and years, no amount below 0, nothing ready after the horizon", check_tables),
    Rule("rounding", "whole households are the programme's rounded down, shared in proportion", check_rounding),
    Rule("whole", "households are whole, and in a plan facilities and openings too", check_whole),
    Rule("eq01", "no cohort settles more households than it has", check_supply),
    Rule("eq02", "nobody is placed against what they have stated by that year", check_choice),
    Rule("eq03", "nobody settles before the place and the solution open, nor more than it takes", check_opening),
    Rule("eq04", "a place that is opened reaches its smallest community", check_viable),
    Rule("eq05", "every household has a home with rooms enough", check_rooms),
    Rule("eq05b", "secured present homes house only those who integrate", check_tenure),
    Rule("eq06", "no more homes than builders, certificates and each option allow", check_building),
    Rule("eq07", "homes and facilities stand on land that is ready or cleared", check_land),
    Rule("eq08", "no more is cleared than is contaminated and teams can clear", check_clearance),
    Rule("eq09", "every service meets its standard in every place and year", check_standard),
    Rule("eq10", "no more staff than the programme has", check_staff),
    Rule("eq11", "all material that is built with has arrived", check_balance),
    Rule("eq12", "no link or supply beyond its tonnes, none before its corridor opens", check_link),
    Rule("eq13", "what is spent is what it costs, each funder within its earmarks", check_spending),
    Rule("eq14", "no funder gives more than it has", check_budget),
    Rule("eq15", "no community, household size or need profile falls below its floor", check_floors),
    Rule("eq16", "no programme falls below its floor", check_programme_floor),
    Rule("eq17", "targets and pins are met, or short by what the plan says", check_targets),
    Rule("fairest", "every origin community is covered as far as the plan states", check_fairest),
    Rule("summary", "the plan's totals are its tables' totals", check_summary),
    Rule("ending", "status, gap, bound, quality and mode agree with one another and with the tables", check_ending),
    Rule("bottlenecks", "every price is of a limit that there is, used as stated, and of the right sign", check_prices),
)
"""Every check, in the order of the formulation."""
SAYS_SO = "the plan says of its check what this one finds"


def verify(dataset: Dataset, scenario: Scenario, plan: Plan) -> Verdict:
    """Recompute every equation from the plan's tables.

    Parameters
    ----------
    dataset : as loaded, before the scenario
    scenario : what was asked
    plan : only its tables and its summary are read

    Returns
    -------
    Verdict
        One finding for each equation; `clean` where all hold within their tolerance.
    """
    evidence = Evidence(dataset, apply(dataset, scenario), scenario, plan)
    findings = [judge(rule.equation, rule.sentence, rule.function(evidence)) for rule in CHECKS]
    return Verdict((*findings, judge(VERDICT, SAYS_SO, check_verdict(evidence, findings))))
