"""Solve a built model: one stage, or two for ``fairest``; then hold the whole numbers and read prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from resettle.errors import SolveError
from resettle.model.objective import worst_cover
from resettle.results.cbc import solve_with_cbc
from resettle.results.highs import Highs
from resettle.results.outcome import Outcome, Termination, relative_gap
from resettle.results.prices import Prices, no_prices, read_prices
from resettle.results.search import search

if TYPE_CHECKING:
    from resettle.model.formulation import Model
    from resettle.results.matrix import Matrix
    from resettle.results.progress import Clock

Z_HELD_TO = 1e-6
"""How much of the best worst cover the second stage of ``fairest`` may give up."""
SOLVERS = ("highs", "cbc")


@dataclass(frozen=True)
class Request:
    """Whole facilities or fractions, the gap that is good enough, and which solver."""

    whole: bool
    gap: float
    solver: str


@dataclass(frozen=True)
class Solved:
    """Values in the programme's order with objective, bound, z (fairest) and the price of every row."""

    request: Request
    status: str
    objective: float
    bound: float
    z: float | None
    values: np.ndarray
    prices: Prices


def solve(model: Model, matrix: Matrix, request: Request, clock: Clock) -> Solved:
    """Solve the model as requested.

    Raises
    ------
    SolveError
        No solver of that name, no plan exists, or none was found in time.
    """
    if request.solver not in SOLVERS:
        message = f"there is no solver {request.solver!r}: choose one of {', '.join(SOLVERS)}"
        raise SolveError(message)
    with clock.stage("solve"):
        highs = Highs(matrix)
        z = _hold_worst_cover(model, matrix, highs, request, clock) if len(model.decisions.worst) else None
        found = _solve_stage(model, matrix, highs, request, clock)
        values = _believed(found)
    with clock.stage("prices"):
        prices, refined = _prices(model, highs, values, clock, fresh=request.solver != "highs")
    best = found if refined is None else refined
    if best.objective is None or best.values is None or found.bound is None:
        raise _no_plan(found)
    objective, bound = best.objective, _bound_beyond(found.bound, best.objective, maximise=matrix.maximise)
    status = _status(found.termination, relative_gap(objective, bound), request, clock)
    return Solved(request, status, objective, bound, z, best.values, prices)


def _solve_stage(model: Model, matrix: Matrix, highs: Highs, request: Request, clock: Clock) -> Outcome:
    if request.solver == "cbc":
        gap, whole = request.gap, request.whole
        return solve_with_cbc(model.program, matrix, whole=whole, gap=gap, time_limit=clock.left)
    if request.whole:
        return search(highs, model.decisions, clock, gap=request.gap)
    return highs.solve_linear(time_limit=clock.left)


def _hold_worst_cover(model: Model, matrix: Matrix, highs: Highs, request: Request, clock: Clock) -> float:
    """First stage of fairest: the best worst cover z, then held as a lower bound."""
    program, worst = model.program, model.decisions.worst["variable"].to_numpy(dtype=np.int64)
    main = program.problem.objective
    program.set_objective(worst_cover(model.decisions, model.given))
    cost = np.zeros(matrix.columns)
    cost[worst] = program.problem.objective[program.columns[int(worst[0])]]
    highs.set_cost(cost)
    first = _solve_stage(model, matrix.with_cost(cost), highs, request, clock)
    z = float(_believed(first)[worst[0]])
    program.problem.setObjective(main)
    program.columns[int(worst[0])].lowBound = max(0.0, z - Z_HELD_TO)
    highs.set_cost(matrix.cost)
    highs.hold(worst, np.array([max(0.0, z - Z_HELD_TO)]), np.array([np.inf]))
    return z


def _prices(
    model: Model, highs: Highs, values: np.ndarray, clock: Clock, *, fresh: bool
) -> tuple[Prices, Outcome | None]:
    """Prices, and the plan re-solved with its whole numbers held: exact whole numbers, the rest at its best.

    A linear programme just solved needs neither; ``fresh`` says that HiGHS has not solved it yet.
    """
    held = np.flatnonzero(highs.matrix.whole)
    if not len(held) and not fresh:
        return read_prices(model, highs), None
    whole = np.round(values[held])
    highs.hold(held, whole, whole)
    refined = highs.solve_linear()
    clock.tell()
    if not refined.found:
        return no_prices(highs.matrix.rows), None
    return read_prices(model, highs), refined


def _believed(outcome: Outcome) -> np.ndarray:
    if outcome.values is None:
        raise _no_plan(outcome)
    return outcome.values


def _no_plan(outcome: Outcome) -> SolveError:
    reasons = {
        Termination.INFEASIBLE: "no plan can meet all limits at once: look at pins and smallest communities",
        Termination.TIME_LIMIT: "no plan was found in the time given: allow more with --time-limit, or use --estimate",
        Termination.INTERRUPTED: "stopped before a plan was found",
    }
    return SolveError(reasons.get(outcome.termination, f"the solver gave no usable answer ({outcome.termination})"))


def _bound_beyond(bound: float, objective: float, *, maximise: bool) -> float:
    """A bound is never on the wrong side of the objective it bounds (both carry the solver's tolerance)."""
    return max(bound, objective) if maximise else min(bound, objective)


def _status(ending: Termination, gap: float, request: Request, clock: Clock) -> str:
    if not request.whole or gap <= 1e-6:
        return "optimal" if ending is Termination.OPTIMAL else "time_limit"
    if gap <= request.gap * (1 + 1e-6):
        return "within_gap"
    return "stopped" if clock.stopped else "time_limit"
