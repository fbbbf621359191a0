"""The story of a plan: apply the scenario, build, hand over, solve, read out, verify."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.errors import PlanError
from resettle.inputs.scenario import Scenario
from resettle.model.formulation import build
from resettle.model.instance import make_instance
from resettle.results.matrix import matrix_of
from resettle.results.plan import Plan, read_only
from resettle.results.progress import Clock
from resettle.results.solve import Request, solve
from resettle.results.summary import summarise
from resettle.results.verify import verify

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.model.formulation import Model
    from resettle.results.matrix import Matrix
    from resettle.results.progress import Listener
    from resettle.results.solve import Solved


def make_plan(
    dataset: Dataset,
    scenario: Scenario | None = None,
    *,
    estimate: bool | None = None,
    gap: float = 0.01,
    time_limit: float | None = None,
    solver: str = "highs",
    progress: Listener | None = None,
) -> Plan:
    """Plan who settles where and when, and what that takes; the same inputs give the same plan.

    Parameters
    ----------
    dataset
        As loaded; the scenario is applied to a copy.
    scenario
        What differs from the dataset; none plans the dataset as it is.
    estimate
        True: facilities in fractions, a linear programme. False: whole facilities. None: as the scenario says.
    gap
        Relative distance from the proven bound at which a plan with whole facilities is good enough.
    time_limit
        Seconds for solving; the best plan found by then is returned with its gap.
    solver
        ``highs`` or ``cbc``.
    progress
        Called with each ``Progress``; returning False stops with the best plan found.

    Raises
    ------
    ScenarioError
        The scenario does not fit the dataset.
    SolveError
        There is no plan, or none was found in time.
    PlanError
        The plan failed the checker; it says which equation and where.
    """
    scenario = scenario or Scenario()
    whole = scenario.whole_facilities if estimate is None else not estimate
    clock = Clock(progress, time_limit)
    with clock.stage("aggregate"):
        given = make_instance(dataset, scenario)
    with clock.stage("build"):
        model = build(given, whole=whole)
    with clock.stage("hand_over"):
        matrix = matrix_of(model.program)
    solved = solve(model, matrix, Request(whole, gap if whole else 0.0, solver), clock)
    return finished(dataset, model, matrix, solved, clock)


def finished(dataset: Dataset, model: Model, matrix: Matrix, solved: Solved, clock: Clock) -> Plan:
    """The solved model as a plan of the dataset, checked; raises PlanError."""
    scenario = model.given.scenario
    with clock.stage("read_out"):
        tables, summary = summarise(model, matrix, solved, clock, dataset)
    plan = Plan(dataset, scenario, summary, read_only(tables))
    with clock.stage("verify"):
        verdict = verify(dataset, scenario, plan)
    if not verdict.clean:
        message = f"the plan failed its check and is not returned:\n{verdict.summary()}"
        raise PlanError(message)
    return plan.with_verification(verdict.as_dict(), clock.seconds)
