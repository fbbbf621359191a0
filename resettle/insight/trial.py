"""A scenario that is tried: its estimate, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from resettle.errors import ResettleError

if TYPE_CHECKING:
    from resettle.inputs.scenario import Scenario
    from resettle.results.plan import Plan


class Estimates(Protocol):
    """Whoever answers scenarios of one dataset: an ``Estimator``, or one that remembers what it was asked."""

    def estimate(self, scenario: Scenario, /) -> Plan:
        """A verified estimate; raises ResettleError where there is none."""


@dataclass(frozen=True)
class Trial:
    """What came of a scenario.

    Attributes
    ----------
    scenario : what was asked
    plan : its estimate; None where there is none
    why : why there is none, for people; blank where there is one
    """

    scenario: Scenario
    plan: Plan | None
    why: str = ""


def tried(estimates: Estimates, scenario: Scenario) -> Trial:
    """The scenario's estimate; one without a plan is an answer too, since others of the same question may have one."""
    try:
        return Trial(scenario, estimates.estimate(scenario))
    except ResettleError as trouble:
        return Trial(scenario, None, str(trouble))


def betterness(plan: Plan) -> float:
    """The objective as something of which more is better; for ``least_cost``, which is minimised, its negative."""
    return -plan.summary.objective if plan.summary.mode == "least_cost" else plan.summary.objective


def persons_of(plan: Plan, programme: str) -> float:
    """Persons settled of one programme by the last year."""
    return float(sum(plan.summary.persons.get(programme, {}).values()))
