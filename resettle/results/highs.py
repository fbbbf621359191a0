"""HiGHS, given PuLP's matrix in one call and kept in memory for the next question."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import highspy
import numpy as np

from resettle.errors import SolveError
from resettle.results.ending import ENDING
from resettle.results.outcome import Outcome, Termination

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.results.matrix import Matrix

    Report = Callable[[float, float], bool]

FEASIBILITY = 1e-6
HighsBasis = highspy.HighsBasis
INTERIOR_POINT_FROM_COLUMNS = 5_000
"""Cold, a large programme is 4 times faster by interior point and crossover; from a basis the simplex is faster."""
_DUAL, _PRIMAL = 1, 4
_DEVEX = 1
"""From a basis, weights that need no start of their own are twice as fast here as steepest edge, which does."""
_ENDINGS = {
    highspy.HighsModelStatus.kOptimal: Termination.OPTIMAL,
    highspy.HighsModelStatus.kTimeLimit: Termination.TIME_LIMIT,
    highspy.HighsModelStatus.kInterrupt: Termination.INTERRUPTED,
    highspy.HighsModelStatus.kInfeasible: Termination.INFEASIBLE,
    highspy.HighsModelStatus.kUnboundedOrInfeasible: Termination.INFEASIBLE,
    highspy.HighsModelStatus.kUnbounded: Termination.UNBOUNDED,
    highspy.HighsModelStatus.kSolutionLimit: Termination.NODE_LIMIT,
}
_IMPRECISE = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kUnknown)
_WITH_SOLUTION = (Termination.OPTIMAL, Termination.TIME_LIMIT, Termination.INTERRUPTED, Termination.NODE_LIMIT)
"""Endings whose values are a plan, where they keep every bound and row."""


class Highs:
    """One HiGHS model: solve it, hold columns, change bounds, solve again from where it stands.

    Seed, thread count and tolerances are fixed, so that the same matrix gives the same answer. A solution is
    believed only after its bounds and rows were checked from the values (a time-limited linear solve calls itself
    optimal elsewhere).
    """

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.lower = matrix.lower.copy()
        self.upper = matrix.upper.copy()
        self._highs = highspy.Highs()
        self._set("output_flag", False)
        self._set("random_seed", 0)
        self._set("threads", 1)
        self._set("simplex_scale_strategy", 0)  # scaled, it once called optimal what left rows by 0.1 unscaled
        self._set("simplex_dual_edge_weight_strategy", _DEVEX)
        self._highs.passModel(_highs_model(matrix))
        self._whole = np.flatnonzero(matrix.whole).astype(np.int32)
        self._has_basis = False
        self._cost = matrix.cost

    def copy(self) -> Highs:
        """Another one of the same rows, bounds and objective, without a basis."""
        return Highs(replace(self.matrix, lower=self.lower.copy(), upper=self.upper.copy(), cost=self._cost))

    def hold(self, columns: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> None:
        """Change the bounds of some columns."""
        chosen = columns.astype(np.int32)
        self.lower[chosen], self.upper[chosen] = lower, upper
        self._highs.changeColsBounds(len(chosen), chosen, lower.astype(float), upper.astype(float))

    def release(self, columns: np.ndarray) -> None:
        """Give some columns the bounds they were built with."""
        self.hold(columns, self.matrix.lower[columns], self.matrix.upper[columns])

    def hold_rows(self, rows: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> None:
        """Change the limits of some rows; the basis stays."""
        chosen = rows.astype(np.int32)
        below, above = self.matrix.row_lower.copy(), self.matrix.row_upper.copy()
        below[chosen], above[chosen] = lower, upper
        self.matrix = replace(self.matrix, row_lower=below, row_upper=above)
        self._highs.changeRowsBounds(len(chosen), chosen, lower.astype(float), upper.astype(float))

    def add_rows(self, more: Matrix) -> None:
        """Add rows over the same columns at the end; the basis stays."""
        first, self.matrix = self.matrix, self.matrix.with_rows_of(more)
        low, high = more.row_lower, more.row_upper
        self._highs.addRows(more.rows, low, high, len(more.value), more.start[:-1], more.index, more.value)
        if self._highs.getNumRow() != first.rows + more.rows:
            message = f"HiGHS refused {more.rows} rows"
            raise SolveError(message)

    def drop_rows_from(self, first: int) -> None:
        """Take away every row from position ``first`` on, as ``add_rows`` added them; no basis is left."""
        rows = np.arange(first, self.matrix.rows, dtype=np.int32)
        self._highs.deleteRows(len(rows), rows)
        self.matrix = self.matrix.first_rows(first)
        if self._highs.getNumRow() != first:
            message = f"HiGHS did not take away {len(rows)} rows"
            raise SolveError(message)
        self._has_basis = False

    @property
    def cost(self) -> np.ndarray:
        """The objective's coefficients now."""
        return self._cost

    def set_cost(self, cost: np.ndarray) -> None:
        """Change the objective."""
        every = np.arange(self.matrix.columns, dtype=np.int32)
        self._highs.changeColsCost(len(every), every, cost)
        self._cost = cost

    def solve_linear(
        self,
        *,
        time_limit: float | None = None,
        cold: bool = False,
        iterations: int | None = None,
        primal: bool = False,
    ) -> Outcome:
        """Solve with every column continuous, from the last basis unless ``cold``; at most so many simplex iterations.

        An outcome that is not optimal says so; what is limited by iterations ends alike on every machine. ``primal``
        is for a basis that keeps every row and is no longer the best, since columns were let go: some iterations of
        the primal simplex, where the dual one would take thousands.
        """
        self._set("simplex_strategy", _PRIMAL if primal else _DUAL)
        self._make_whole(whole=False)
        if cold:
            self._highs.clearSolver()
            self._has_basis = False
        large = self.matrix.columns > INTERIOR_POINT_FROM_COLUMNS
        self._set("solver", "ipm" if large and not self._has_basis else "simplex")
        if iterations is not None:
            self._set("simplex_iteration_limit", iterations)
        outcome = self._run(time_limit)
        if not outcome.found and self._highs.getModelStatus() in _IMPRECISE:
            # After hundreds of pivots the values may have drifted off the rows by more than the solver sees, or a
            # crossover ended short of the corner; from the same basis, factorised afresh, they are exact.
            self.start_from(self.basis)
            self._set("solver", "simplex")
            again = self._run(time_limit)
            outcome = replace(again, seconds=outcome.seconds + again.seconds)
        if iterations is not None:
            self._set("simplex_iteration_limit", highspy.kHighsIInf)
        self._has_basis = outcome.found
        return outcome

    @property
    def basis(self) -> HighsBasis:
        """Where the last solve ended; only good for ``start_from``."""
        found: HighsBasis = self._highs.getBasis()
        return found

    def start_from(self, basis: HighsBasis) -> bool:
        """Start the next solve from the basis of a model of as many rows and columns; whether HiGHS could take it."""
        self._has_basis = self._highs.setBasis(basis) == highspy.HighsStatus.kOk
        return self._has_basis

    def solve_whole(
        self,
        *,
        gap: float,
        time_limit: float | None,
        start: np.ndarray | None = None,
        report: Report | None = None,
        absolute_gap: float = 1e-6,
        nodes: int | None = None,
    ) -> Outcome:
        """Solve with whole numbers to a gap, in at most so many nodes; ``report(best, bound)`` being False stops it."""
        self._make_whole(whole=True)
        self._set("mip_rel_gap", gap)
        self._set("mip_abs_gap", absolute_gap)
        self._set("mip_max_nodes", highspy.kHighsIInf if nodes is None else nodes)
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start.tolist()
            self._highs.setSolution(solution)
        watch = _Watch(report or _goes_on)
        self._highs.cbMipInterrupt.subscribe(watch)
        try:
            return self._run(time_limit)
        finally:
            self._highs.cbMipInterrupt.unsubscribe(watch)

    def prices(self) -> np.ndarray:
        """∂objective/∂limit of each row after a linear solve, whatever the sense."""
        return np.asarray(self._highs.getSolution().row_dual, dtype=float)

    def reduced_costs(self) -> np.ndarray:
        """∂objective/∂column of each column after a linear solve, whatever the sense; 0 for basic ones."""
        return np.asarray(self._highs.getSolution().col_dual, dtype=float)

    def sensitivity(self, weights: np.ndarray) -> np.ndarray:
        """∂(weights·values)/∂limit of each row at the present basis: B⁻ᵀ applied to the basic columns' weights."""
        status, basic = self._highs.getBasicVariables()
        if status != highspy.HighsStatus.kOk:
            return np.zeros(self.matrix.rows)
        basic = np.asarray(basic)
        right = np.where(basic >= 0, weights[np.maximum(basic, 0)], 0.0)
        status, solved = self._highs.getBasisTransposeSolve(right)
        return np.asarray(solved, dtype=float) if status == highspy.HighsStatus.kOk else np.zeros(self.matrix.rows)

    def _make_whole(self, *, whole: bool) -> None:
        kind = highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
        if len(self._whole):
            kinds = np.full(len(self._whole), int(kind), dtype=np.uint8)
            self._highs.changeColsIntegrality(len(self._whole), self._whole, kinds)

    def _run(self, time_limit: float | None) -> Outcome:
        began = time.perf_counter()
        limit = highspy.kHighsInf if time_limit is None else max(0.01, time_limit) + self._highs.getRunTime()
        self._set("time_limit", limit)
        with ENDING.under_way():
            status = self._highs.run()
        seconds = time.perf_counter() - began
        ending = _ENDINGS.get(self._highs.getModelStatus(), Termination.FAILED)
        if status == highspy.HighsStatus.kError and ending is not Termination.INFEASIBLE:
            ending = Termination.FAILED
        return self._outcome(ending, seconds)

    def _outcome(self, ending: Termination, seconds: float) -> Outcome:
        values = np.asarray(self._highs.getSolution().col_value, dtype=float)
        held = replace(self.matrix, lower=self.lower, upper=self.upper)
        feasible = len(values) == held.columns and held.largest_violation(values) <= FEASIBILITY
        if not feasible or ending not in _WITH_SOLUTION:
            return Outcome(ending.without_solution(), None, None, None, seconds)
        return Outcome(ending, float(self._cost @ values + held.offset), self._bound(ending), values, seconds)

    def _bound(self, ending: Termination) -> float:
        """What is proven: of a linear programme that was not solved to its end, nothing."""
        info = self._highs.getInfo()
        if self._is_mip():
            return float(info.mip_dual_bound)
        if ending is Termination.OPTIMAL:
            return float(info.objective_function_value)
        return np.inf if self.matrix.maximise else -np.inf

    def _is_mip(self) -> bool:
        return highspy.HighsVarType.kInteger in set(self._highs.getLp().integrality_)

    def _set(self, option: str, value: object) -> None:
        if self._highs.setOptionValue(option, value) != highspy.HighsStatus.kOk:
            message = f"HiGHS refused the option {option} = {value}"
            raise SolveError(message)


class _Watch:
    """Hands HiGHS's progress on and passes a stop back."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def __call__(self, event: highspy.HighsCallbackEvent) -> None:
        out = event.data_out
        if ENDING.has_begun() or not self.report(float(out.mip_primal_bound), float(out.mip_dual_bound)):
            event.interrupt()


def _goes_on(_best: float, _bound: float) -> bool:
    return True


def _highs_model(matrix: Matrix) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = matrix.columns, matrix.rows
    model.col_cost_, model.col_lower_, model.col_upper_ = matrix.cost, matrix.lower, matrix.upper
    model.row_lower_, model.row_upper_ = matrix.row_lower, matrix.row_upper
    model.sense_ = highspy.ObjSense.kMaximize if matrix.maximise else highspy.ObjSense.kMinimize
    model.offset_ = matrix.offset
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = matrix.start, matrix.index, matrix.value
    return model
