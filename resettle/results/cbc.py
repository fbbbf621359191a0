"""CBC through PuLP, the second solver: for a second opinion on the same problem."""

from __future__ import annotations

import time
import warnings
from typing import TYPE_CHECKING

import numpy as np
import pulp

from resettle.errors import SolveError
from resettle.results.outcome import Outcome, Termination

if TYPE_CHECKING:
    from resettle.model.lp import Program
    from resettle.results.matrix import Matrix

FEASIBILITY = 1e-5
ROUNDED_AT = 5e-8
"""Part of a value that is lost in CBC's text files (eight digits)."""
_ENDINGS = {
    pulp.LpSolutionOptimal: Termination.OPTIMAL,
    pulp.LpSolutionIntegerFeasible: Termination.TIME_LIMIT,
    pulp.LpSolutionInfeasible: Termination.INFEASIBLE,
    pulp.LpSolutionUnbounded: Termination.UNBOUNDED,
}


def solve_with_cbc(program: Program, matrix: Matrix, *, whole: bool, gap: float, time_limit: float | None) -> Outcome:
    """Solve with CBC; the values are believed only after the check of their bounds and rows.

    CBC's text files round at the eighth digit, which is allowed for, and it says nothing of its bound: a solve
    that ended by itself is bound by its gap, one that ran out of time has none that can be shown.
    """
    began = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        solver = pulp.PULP_CBC_CMD(mip=whole, msg=False, gapRel=gap, timeLimit=time_limit, threads=1)
    if not solver.available():
        message = "CBC is not available: PuLP's wheel for this system has none. Use --solver highs."
        raise SolveError(message)
    program.problem.solve(solver)
    seconds = time.perf_counter() - began
    ending = _ENDINGS.get(program.problem.sol_status, Termination.FAILED)
    values = np.array([column.varValue or 0.0 for column in program.columns])
    if whole:
        values = np.where(matrix.whole, np.round(values), values)
    ends_well = ending in (Termination.OPTIMAL, Termination.TIME_LIMIT)
    if not ends_well or matrix.largest_violation(values, rounded_at=ROUNDED_AT) > FEASIBILITY:
        return Outcome(ending.without_solution(), None, None, None, seconds)
    objective = matrix.objective(values)
    slack = abs(objective) * gap if whole else 0.0
    bound = objective + slack if matrix.maximise else objective - slack
    if ending is Termination.TIME_LIMIT:
        bound = np.inf if matrix.maximise else -np.inf
    return Outcome(ending, objective, float(bound), values, seconds)
