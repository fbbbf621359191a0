"""Build and solve in one call, for tests that ask what the best is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from resettle.inputs.scenario import Scenario
from resettle.model.formulation import Model, build
from resettle.model.instance import make_instance
from resettle.results.cbc import solve_with_cbc
from resettle.results.matrix import Matrix, matrix_of
from resettle.results.progress import Clock
from resettle.results.solve import Request, Solved, solve

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from resettle.inputs.dataset import Dataset
    from resettle.results.outcome import Outcome


class Best(NamedTuple):
    """A solved model."""

    model: Model
    matrix: Matrix
    solved: Solved

    @property
    def objective(self) -> float:
        """Value of the objective."""
        return self.solved.objective

    def table(self, name: str) -> pd.DataFrame:
        """A decision's rows that are not zero, with their ``value``."""
        frame: pd.DataFrame = getattr(self.model.decisions, name)
        values = self.solved.values[frame["variable"].to_numpy(dtype=np.int64)]
        return frame.assign(value=values)[np.abs(values) > 1e-7]

    def total(self, name: str, **where: object) -> float:
        """Sum of a decision's values over the rows with these keys."""
        frame = self.table(name)
        for key, value in where.items():
            frame = frame[frame[key] == value]
        return float(frame["value"].sum())


def best(
    dataset: Dataset,
    scenario: Scenario | None = None,
    *,
    whole: bool = False,
    solver: str = "highs",
    gap: float = 1e-9,
    without: Collection[str] = (),
    time_limit: float | None = None,
) -> Best:
    """The best plan of a dataset under a scenario, with whole facilities or (the default) fractions."""
    model = build(make_instance(dataset, scenario or Scenario()), whole=whole, without=without)
    matrix = matrix_of(model.program)
    solved = solve(model, matrix, Request(whole=whole, gap=gap, solver=solver), Clock(None, time_limit))
    return Best(model, matrix, solved)


def second_opinion(
    dataset: Dataset, scenario: Scenario | None = None, *, whole: bool = False, gap: float = 1e-9
) -> Outcome:
    """What CBC itself says, before anything is re-solved with HiGHS for prices."""
    model = build(make_instance(dataset, scenario or Scenario()), whole=whole)
    matrix = matrix_of(model.program)
    return solve_with_cbc(model.program, matrix, whole=whole, gap=gap, time_limit=None)
