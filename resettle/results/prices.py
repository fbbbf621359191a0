"""Shadow prices with whole-number decisions held: the one place where a solver's duals get their sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from resettle.model.formulation import Model
    from resettle.results.matrix import Matrix


@dataclass(frozen=True)
class Prices:
    """Per row and unit of its limit: objective (positive = more is better), persons settled, weighted person-years."""

    objective: np.ndarray
    persons: np.ndarray
    person_years: np.ndarray


class Priced(Protocol):
    """A linear solve that has ended, whole or reduced."""

    @property
    def matrix(self) -> Matrix:
        """What was solved."""

    def prices(self) -> np.ndarray:
        """∂objective/∂limit of each row."""

    def sensitivity(self, weights: np.ndarray) -> np.ndarray:
        """∂(weights·values)/∂limit of each row."""


def read_prices(model: Model, highs: Priced) -> Prices:
    """What one more unit of each limit is worth, after a linear solve with every whole number held.

    After a whole-number solve HiGHS's duals are zero and CBC's belong to some linear programme, hence the held
    re-solve before this. Duals are not unique where the plan is degenerate: a price is then one of several valid.
    """
    sign = 1.0 if highs.matrix.maximise else -1.0
    persons, _ = people_weights(model, highs.matrix.columns)
    person_years = weighted_person_years(model, highs.matrix.columns)
    return Prices(sign * highs.prices(), highs.sensitivity(persons), highs.sensitivity(person_years))


def no_prices(rows: int) -> Prices:
    """Prices of a plan that has none (its linear rest could not be re-solved)."""
    unknown = np.full(rows, np.nan)
    return Prices(unknown, unknown, unknown)


def people_weights(model: Model, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights of the columns (0a) that make persons settled by the end, and person-years; an entry a column."""
    moved = model.decisions.moved
    sizes = model.given.choices.classes.set_index("class_")["persons_per_household"]
    size = moved["class_"].map(sizes).to_numpy(dtype=float)
    person_years = np.zeros(columns)
    person_years[moved["variable"].to_numpy()] = size
    at_end = moved["year"].to_numpy() == model.given.last
    persons = np.zeros(columns)
    persons[moved["variable"].to_numpy()[at_end]] = size[at_end]
    return persons, person_years


def weighted_person_years(model: Model, columns: int) -> np.ndarray:
    """Weights of the columns (0a) that make person-years as a plan's summary counts them: by need and preference."""
    moved = model.decisions.moved
    classes = model.given.choices.classes.set_index("class_")
    worth = classes["weight"] * classes["preference"] * classes["persons_per_household"]
    weights = np.zeros(columns)
    weights[moved["variable"].to_numpy()] = moved["class_"].map(worth).to_numpy(dtype=float)
    return weights
