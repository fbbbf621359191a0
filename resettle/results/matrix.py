"""A programme as one matrix, so that a solver can take it in one call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.model.lp import Program


@dataclass(frozen=True)
class Matrix:
    """A linear programme, rows compressed, in the order in which rows were required and columns made.

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

    def first_rows(self, count: int) -> Matrix:
        """The same without the rows after the first ``count``."""
        end = int(self.start[count])
        return replace(
            self,
            start=self.start[: count + 1],
            index=self.index[:end],
            value=self.value[:end],
            row_lower=self.row_lower[:count],
            row_upper=self.row_upper[:count],
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


def matrix_of(program: Program) -> Matrix:
    """The arrays of a programme, put together for a solver; its PuLP problem reads the same."""
    created, rows, objective = program.created, program.rows, program.objective
    counts = [len(columns.keys) for columns in created]
    cost = np.zeros(sum(counts))
    if objective is not None:
        cost[objective.variable] = objective.coefficient
    limit = _joined([block.limit for block in rows], float)
    sense = np.repeat([block.sense for block in rows], [len(block.keys) for block in rows])
    lengths = _joined([np.diff(block.start) for block in rows], np.int64)
    return Matrix(
        cost=cost,
        lower=np.repeat([-np.inf if one.lower is None else one.lower for one in created], counts),
        upper=np.repeat([np.inf if one.upper is None else one.upper for one in created], counts),
        whole=np.repeat([one.whole for one in created], counts),
        start=np.r_[0, np.cumsum(lengths)].astype(np.int32),
        index=_joined([block.variable for block in rows], np.int32),
        value=_joined([block.coefficient for block in rows], float),
        row_lower=np.where(sense == "<=", -np.inf, limit),
        row_upper=np.where(sense == ">=", np.inf, limit),
        offset=0.0,
        maximise=program.maximise,
    )


def _joined(parts: Sequence[np.ndarray], kind: type) -> np.ndarray:
    return np.concatenate(parts).astype(kind) if parts else np.zeros(0, dtype=kind)
