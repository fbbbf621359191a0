"""A PuLP problem as arrays: one pass over PuLP's expressions, so that a solver can take it in one call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pulp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.model.lp import Program


@dataclass(frozen=True)
class Matrix:
    """A linear programme, rows compressed, in the order of PuLP's constraints and of the columns given.

    Attributes
    ----------
    cost, lower, upper : float arrays, one entry a column
    whole : bool array, whether the column is a whole number
    start, index, value : compressed rows
    row_lower, row_upper : float arrays, one entry a row
    offset : constant of the objective
    maximise : sense of the objective
    """

    cost: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    whole: np.ndarray
    start: np.ndarray
    index: np.ndarray
    value: np.ndarray
    row_lower: np.ndarray
    row_upper: np.ndarray
    offset: float
    maximise: bool

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.cost)

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.row_lower)

    def with_cost(self, cost: np.ndarray) -> Matrix:
        """The same rows under another objective, to be made large."""
        return replace(self, cost=cost, offset=0.0, maximise=True)

    def with_rows_of(self, more: Matrix) -> Matrix:
        """The same with the rows of another matrix over the same columns at the end."""
        return replace(
            self,
            start=np.r_[self.start, self.start[-1] + more.start[1:]].astype(np.int32),
            index=np.r_[self.index, more.index],
            value=np.r_[self.value, more.value],
            row_lower=np.r_[self.row_lower, more.row_lower],
            row_upper=np.r_[self.row_upper, more.row_upper],
        )

    def activity(self, values: np.ndarray) -> np.ndarray:
        """Left-hand side of each row at the given column values."""
        products = np.append(self.value * values[self.index], 0.0)
        sums = np.add.reduceat(products, np.minimum(self.start[:-1], len(self.value)))
        return np.where(np.diff(self.start) > 0, sums, 0.0)

    def objective(self, values: np.ndarray) -> float:
        """Objective at the given column values."""
        return float(self.cost @ values + self.offset)

    def largest_violation(self, values: np.ndarray, *, rounded_at: float = 0.0) -> float:
        """How far the values leave the columns' and rows' bounds, relative to the size of each bound (at least 1).

        Values that were rounded at a part ``rounded_at`` of themselves may leave a row by that part of its terms.
        """
        activity = self.activity(values)
        blur = rounded_at * replace(self, value=np.abs(self.value)).activity(np.abs(values))
        worst = 0.0
        for found, low, high, blurred in (
            (values, self.lower, self.upper, rounded_at * np.abs(values)),
            (activity, self.row_lower, self.row_upper, blur),
        ):
            for excess, bound in ((low - found, low), (found - high, high)):
                size = np.maximum(1.0, np.where(np.isfinite(bound), np.abs(bound), 1.0))
                worst = max(worst, float(((excess - blurred) / size).max(initial=0.0)))
        return worst

    def is_whole(self, values: np.ndarray, tolerance: float = 1e-5) -> bool:
        """Whether every whole-number column is one."""
        chosen = values[self.whole]
        return bool(np.abs(chosen - np.round(chosen)).max(initial=0.0) <= tolerance)


def matrix_of(problem: pulp.LpProblem, columns: Sequence[pulp.LpVariable]) -> Matrix:
    """Read a PuLP problem into arrays; ``columns`` gives the order (every variable of the problem must be in it)."""
    position = {column: number for number, column in enumerate(columns)}
    constraints = problem.constraints()
    lengths = np.fromiter((len(row) for row in constraints), dtype=np.int64, count=len(constraints))
    total = int(lengths.sum())
    index = np.fromiter((position[key] for row in constraints for key in row), dtype=np.int32, count=total)
    value = np.fromiter((number for row in constraints for number in row.values()), dtype=float, count=total)
    limit = np.fromiter((-row.constant for row in constraints), dtype=float, count=len(constraints))
    sense = np.fromiter((row.sense for row in constraints), dtype=np.int8, count=len(constraints))
    cost = np.zeros(len(columns))
    for key, coefficient in problem.objective.items():
        cost[position[key]] = coefficient
    return Matrix(
        cost=cost,
        lower=_bounds(columns, "lowBound", -np.inf),
        upper=_bounds(columns, "upBound", np.inf),
        whole=np.fromiter((column.cat == pulp.LpInteger for column in columns), dtype=bool, count=len(columns)),
        start=np.r_[0, np.cumsum(lengths)].astype(np.int32),
        index=index,
        value=value,
        row_lower=np.where(sense == pulp.LpConstraintLE, -np.inf, limit),
        row_upper=np.where(sense == pulp.LpConstraintGE, np.inf, limit),
        offset=float(problem.objective.constant),
        maximise=problem.sense == pulp.LpMaximize,
    )


def revised_matrix(first: Matrix, program: Program) -> Matrix:
    """The rows and objective of a revised programme over the columns of the first: ``matrix_of`` without PuLP."""
    lengths = np.concatenate([np.diff(rows.start) for rows in program.rows])
    limit = np.concatenate([rows.keys["limit"].to_numpy(dtype=float) for rows in program.rows])
    sense = np.repeat([rows.sense for rows in program.rows], [len(rows.keys) for rows in program.rows])
    cost = np.zeros(first.columns)
    if program.objective is not None:
        cost[program.objective.variable] = program.objective.coefficient
    return replace(
        first,
        cost=cost,
        start=np.r_[0, np.cumsum(lengths)].astype(np.int32),
        index=np.concatenate([rows.variable for rows in program.rows]).astype(np.int32),
        value=np.concatenate([rows.coefficient for rows in program.rows]),
        row_lower=np.where(sense == "<=", -np.inf, limit),
        row_upper=np.where(sense == ">=", np.inf, limit),
    )


def _bounds(columns: Sequence[pulp.LpVariable], name: str, missing: float) -> np.ndarray:
    found = (getattr(column, name) for column in columns)
    return np.fromiter((missing if bound is None else bound for bound in found), dtype=float, count=len(columns))
