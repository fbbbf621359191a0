"""A programme whose coefficients are known: what every peer is given, so that all solve the same rows and columns."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

import numpy as np

from resettle.model.formulation import build
from resettle.model.instance import make_instance
from resettle.results.highs import INTERIOR_POINT_FROM_COLUMNS, Highs
from resettle.results.matrix import Matrix, matrix_of

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.model.formulation import Model

Sense = Literal["<=", ">=", "=="]
OPTIONS = (
    "output_flag",
    "random_seed",
    "threads",
    "simplex_scale_strategy",
    "simplex_dual_edge_weight_strategy",
)
"""HiGHS options that resettle sets; their values are read from its own solver, so that the peers' never differ."""


@dataclass(frozen=True)
class KnownProgramme:
    """A matrix, the equation of each row and the symbol of each column."""

    matrix: Matrix
    equations: np.ndarray
    symbols: np.ndarray

    @property
    def senses(self) -> np.ndarray:
        """Sense of each row."""
        matrix = self.matrix
        equal = matrix.row_lower == matrix.row_upper
        return np.where(equal, "==", np.where(np.isneginf(matrix.row_lower), "<=", ">="))

    @property
    def limits(self) -> np.ndarray:
        """Right-hand side of each row."""
        return np.where(np.isfinite(self.matrix.row_upper), self.matrix.row_upper, self.matrix.row_lower)

    def save(self, path: Path) -> None:
        """Write it to a file, for a measurement in a process of its own."""
        parts = {field.name: getattr(self.matrix, field.name) for field in fields(Matrix)}
        np.savez(path, equations=self.equations, symbols=self.symbols, **parts)

    @classmethod
    def load(cls, path: Path) -> KnownProgramme:
        """Read it back."""
        with np.load(path) as stored:
            parts = {field.name: stored[field.name] for field in fields(Matrix)}
            parts.update(offset=float(parts["offset"]), maximise=bool(parts["maximise"]))
            return cls(Matrix(**parts), stored["equations"], stored["symbols"])


def known_programme(dataset: Dataset, scenario: Scenario) -> KnownProgramme:
    """The programme of an estimate, with its coefficients."""
    model = build(make_instance(dataset, scenario), whole=False)
    return known_from(model, matrix_of(model.program))


def known_from(model: Model, matrix: Matrix) -> KnownProgramme:
    """The programme of a model that is built already."""
    equations = model.program.ledger["equation"].to_numpy(dtype=str)
    symbols = np.array([column.name.partition("_")[2] for column in model.program.columns])
    return KnownProgramme(matrix, equations, symbols)


def solver_options(matrix: Matrix) -> dict[str, object]:
    """The options with which resettle solves this matrix cold."""
    ours = Highs(matrix)._highs
    method = "ipm" if matrix.columns > INTERIOR_POINT_FROM_COLUMNS else "simplex"
    return {"solver": method, **{name: ours.getOptionValue(name)[1] for name in OPTIONS}}
