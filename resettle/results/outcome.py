"""What a solver said, in our words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


class Termination(StrEnum):
    """Why a solver stopped."""

    OPTIMAL = "optimal"
    TIME_LIMIT = "time_limit"
    NODE_LIMIT = "node_limit"
    INTERRUPTED = "interrupted"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    FAILED = "failed"

    def without_solution(self) -> Termination:
        """The same ending when no values came with it: optimal is then a claim without evidence."""
        return Termination.FAILED if self is Termination.OPTIMAL else self


@dataclass(frozen=True)
class Outcome:
    """Ending, objective, best bound and values of a solve; the latter three are None where there is no solution.

    ``values`` has one entry a column, in the programme's order; they were checked against every bound and row.
    """

    termination: Termination
    objective: float | None
    bound: float | None
    values: np.ndarray | None
    seconds: float

    @property
    def found(self) -> bool:
        """Whether there is a solution."""
        return self.values is not None


PROVEN = 1e-6
"""The gap up to which an objective is as good as its bound."""


def relative_gap(objective: float, bound: float) -> float:
    """Distance of the bound from the objective, relative to the objective."""
    return abs(bound - objective) / max(1e-9, abs(objective))
