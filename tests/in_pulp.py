"""A programme as PuLP holds it, read expression by expression: what the arrays handed to a solver must equal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pulp

from resettle.results.matrix import Matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.model.lp import Program


def matrix_in_pulp(program: Program) -> Matrix:
    """The matrix of the PuLP problem, columns in the programme's order."""
    problem, columns = program.problem, program.columns
    position = {column: number for number, column in enumerate(columns)}
    constraints = problem.constraints()
    limit = np.array([-row.constant for row in constraints], dtype=float)
    sense = np.array([row.sense for row in constraints], dtype=int)
    cost = np.zeros(len(columns))
    for key, coefficient in problem.objective.items():
        cost[position[key]] = coefficient
    return Matrix(
        cost=cost,
        lower=_bounds([column.lowBound for column in columns], -np.inf),
        upper=_bounds([column.upBound for column in columns], np.inf),
        whole=np.array([column.cat == pulp.LpInteger for column in columns], dtype=bool),
        start=np.r_[0, np.cumsum([len(row) for row in constraints])].astype(np.int32),
        index=np.array([position[key] for row in constraints for key in row], dtype=np.int32),
        value=np.array([number for row in constraints for number in row.values()], dtype=float),
        row_lower=np.where(sense == pulp.LpConstraintLE, -np.inf, limit),
        row_upper=np.where(sense == pulp.LpConstraintGE, np.inf, limit),
        offset=float(problem.objective.constant),
        maximise=problem.sense == pulp.LpMaximize,
    )


def assert_same(first: Matrix, second: Matrix) -> None:
    """The same to the last bit, in the same types."""
    for name in ("cost", "lower", "upper", "whole", "start", "index", "value", "row_lower", "row_upper"):
        one, other = getattr(first, name), getattr(second, name)
        assert one.dtype == other.dtype, name
        assert np.array_equal(one, other), name
    assert (first.offset, first.maximise) == (second.offset, second.maximise)


def _bounds(found: Sequence[float | None], missing: float) -> np.ndarray:
    return np.array([missing if bound is None else bound for bound in found], dtype=float)
