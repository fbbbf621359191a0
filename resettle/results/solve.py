"""Solve a built model: one stage, or two for ``fairest``; then hold the whole numbers and read prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from resettle.errors import SolveError
from resettle.model.lp import without_garbage_collection
from resettle.model.objective import worst_cover
from resettle.model.tight_rows import tighten
from resettle.results.cbc import solve_with_cbc
from resettle.results.highs import Highs
from resettle.results.matrix import matrix_of
from resettle.results.outcome import PROVEN, Outcome, Termination, relative_gap
from resettle.results.prices import Prices, no_prices, read_prices
from resettle.results.search import round_only, search
from resettle.results.tie_breaking import with_ties_broken

if TYPE_CHECKING:
    from resettle.model.formulation import Model
    from resettle.results.matrix import Matrix
    from resettle.results.progress import Clock

SOLVERS = ("highs", "cbc")


@dataclass(frozen=True)
class Request:
    """Whole facilities or fractions, the gap that is good enough, and which solver."""

    whole: bool
    gap: float
    solver: str


@dataclass(frozen=True)
class Fairest:
    """The first stage of fairest: the best worst cover z, the plan that reaches it, and what the second stage keeps.

    ``within`` is the part of z that may be given up: kept to the last millionth, an error of 1e-7 in z once cost a
    fifth of the person-years.
    """

    z: float
    values: np.ndarray
    within: float

    @property
    def required(self) -> float:
        """The cover that every origin community reaches in the second stage, (1 − within)·z."""
        return max(0.0, (1.0 - self.within) * self.z)


@dataclass(frozen=True)
class Solved:
    """Values in the programme's order with objective, bound, the first stage of fairest and the price of every row."""

    request: Request
    status: str
    objective: float
    bound: float
    fairest: Fairest | None
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
    with clock.stage("tighten"):
        searched = _tightened(model, matrix) if request.whole else matrix
    with clock.stage("solve"):
        highs = Highs(searched)
        fairest = _hold_worst_cover(model, highs, request, clock) if len(model.decisions.worst) else None
        found = _solve_stage(model, highs, searched, request, clock, known=fairest)
        values = _believed(found)
    with clock.stage("prices"):
        known = highs if searched is matrix and request.solver == "highs" else None
        complete = found.termination is Termination.OPTIMAL
        prices, refined = _prices(model, matrix, values, known, fairest, clock, complete=complete)
    best = found if refined is None else refined
    if best.objective is None or best.values is None or found.bound is None:
        raise no_plan(found)
    objective, bound = best.objective, bound_beyond(found.bound, best.objective, maximise=matrix.maximise)
    status = _status(found.termination, relative_gap(objective, bound), request, clock)
    return Solved(request, status, objective, bound, fairest, best.values, prices)


def _tightened(model: Model, matrix: Matrix) -> Matrix:
    """The matrix with the search's tight rows at its end."""
    if not matrix.whole.any():
        return matrix
    with without_garbage_collection():
        tighten(model.program, model.decisions, model.given)
    return matrix_of(model.program)


def _solve_stage(
    model: Model, highs: Highs, matrix: Matrix, request: Request, clock: Clock, *, known: Fairest | None = None
) -> Outcome:
    if request.solver == "cbc":
        gap, whole = request.gap, request.whole
        return solve_with_cbc(model.program, matrix, whole=whole, gap=gap, time_limit=clock.left)
    if request.whole:
        return search(highs, model, clock, gap=request.gap, known=known.values if known else None)
    return highs.solve_linear(time_limit=clock.left, cold=True)


def _hold_worst_cover(model: Model, highs: Highs, request: Request, clock: Clock) -> Fairest:
    """First stage of fairest: the best worst cover z, of which the part required is then a lower bound.

    With whole facilities z is the best that rounding finds: to prove it would take longer than the plan.
    """
    program, worst = model.program, model.decisions.worst["variable"].to_numpy(dtype=np.int64)
    main = program.objective
    cost = np.zeros(highs.matrix.columns)
    cost[worst] = program.set_objective(worst_cover(model.decisions, model.given)).coefficient
    highs.set_cost(cost)
    if request.solver == "highs" and request.whole:
        first = round_only(highs, model.decisions, clock)
    else:
        first = _solve_stage(model, highs, highs.matrix.with_cost(cost), request, clock)
    values = _believed(first)
    fairest = Fairest(float(values[worst[0]]), values, model.given.scenario.fairest_within)
    program.aim(main)
    program.hold_above("worst", fairest.required)
    highs.set_cost(highs.matrix.cost)
    highs.hold(worst, np.array([fairest.required]), np.array([np.inf]))
    return fairest


def _prices(
    model: Model,
    matrix: Matrix,
    values: np.ndarray,
    solved: Highs | None,
    fairest: Fairest | None,
    clock: Clock,
    *,
    complete: bool,
) -> tuple[Prices, Outcome | None]:
    """Prices, and the plan re-solved: with its whole numbers held, the rest at its best; an estimate with ties broken.

    Without the search's tight rows, which would take prices from the limits they stand for. A linear programme that
    HiGHS has just solved needs no second solve for its prices, which are those of the first aim.
    """
    held = np.flatnonzero(matrix.whole)
    if solved is not None and not len(held):
        if not complete:
            return no_prices(matrix.rows), None
        return read_prices(model, solved), with_ties_broken(model, solved, matrix.objective(values), clock)
    highs = Highs(matrix)
    if fairest is not None:
        worst = model.decisions.worst["variable"].to_numpy(dtype=np.int64)
        highs.hold(worst, np.array([fairest.required]), np.array([np.inf]))
    whole = np.round(values[held])
    highs.hold(held, whole, whole)
    refined = highs.solve_linear()
    if refined.termination is not Termination.OPTIMAL:
        return no_prices(matrix.rows), None
    prices = read_prices(model, highs)
    if len(held) or refined.objective is None:
        return prices, refined
    return prices, with_ties_broken(model, highs, refined.objective, clock)


def _believed(outcome: Outcome) -> np.ndarray:
    if outcome.values is None:
        raise no_plan(outcome)
    return outcome.values


def no_plan(outcome: Outcome) -> SolveError:
    """Why an outcome is no plan, for people."""
    reasons = {
        Termination.INFEASIBLE: "no plan can meet all limits at once: look at pins and smallest communities",
        Termination.TIME_LIMIT: "no plan was found in the time given: allow more with --time-limit, or use --estimate",
        Termination.INTERRUPTED: "stopped before a plan was found",
    }
    return SolveError(reasons.get(outcome.termination, f"the solver gave no usable answer ({outcome.termination})"))


def bound_beyond(bound: float, objective: float, *, maximise: bool) -> float:
    """A bound is never on the wrong side of the objective it bounds (both carry the solver's tolerance)."""
    return max(bound, objective) if maximise else min(bound, objective)


def _status(ending: Termination, gap: float, request: Request, clock: Clock) -> str:
    if not request.whole:
        return "optimal" if ending is Termination.OPTIMAL else "time_limit"
    if gap <= PROVEN:
        return "optimal"
    if gap <= request.gap * (1 + 1e-6):
        return "within_gap"
    return "stopped" if clock.stopped else "time_limit"
