"""The targets, safeguards and pins of a model (17), by name: which rows and which shortfalls are each one's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from resettle.results.shortfall import in_households, owner

if TYPE_CHECKING:
    from collections.abc import Collection

    from resettle.model.formulation import Model

_EQUATIONS = ("eq17_target", "eq17_safeguard", "eq17_pin")


@dataclass(frozen=True)
class Wanted:
    """What somebody wants of a plan: each target, each pin with all its bounds.

    Attributes
    ----------
    names : targets as the dataset or scenario names them; ``pin 1``, ``pin 2`` … in the scenario's order
    short, short_of : columns of the shortfalls, and the position of each one's owner in ``names``
    rows, row_of : rows of (17), likewise
    ceilings, ceiling_of : those of the rows that ask for at most so many, likewise
    in_households : whether each of ``names`` counts households: pins do
    """

    names: tuple[str, ...]
    short: np.ndarray
    short_of: np.ndarray
    rows: np.ndarray
    row_of: np.ndarray
    ceilings: np.ndarray
    ceiling_of: np.ndarray
    in_households: np.ndarray

    @classmethod
    def of(cls, model: Model) -> Wanted:
        """Read off the model; a bound that counts nobody and asks for nothing has no row."""
        rows, ceilings, first = [], [], 0
        pins: set[str] = set()
        for block in model.program.rows:
            if block.equation in _EQUATIONS:
                found = [(first + at, owner(str(name))) for at, name in enumerate(block.keys["name"])]
                pins |= {owner(str(name)) for name in block.keys["name"] if in_households(str(name))}
                rows += found
                ceilings += found if block.sense == "<=" else []
            first += len(block.keys)
        shortfalls = model.decisions.short
        short = [
            (int(column), owner(str(name)))
            for column, name in zip(shortfalls["variable"], shortfalls["name"], strict=True)
        ]
        pins |= {owner(str(name)) for name in shortfalls["name"] if in_households(str(name))}
        names = tuple(dict.fromkeys(name for _, name in (*short, *rows)))
        counted = np.array([name in pins for name in names], dtype=bool)
        return cls(names, *_split(short, names), *_split(rows, names), *_split(ceilings, names), counted)

    def limits(
        self, bounds: tuple[np.ndarray, np.ndarray], chosen: Collection[str] | None
    ) -> tuple[np.ndarray, np.ndarray]:
        """Limits of ``rows``; those of what is not chosen are without limit."""
        lower, upper = bounds[0][self.rows].copy(), bounds[1][self.rows].copy()
        if chosen is not None:
            idle = ~self.among(self.row_of, chosen)
            lower[idle], upper[idle] = -np.inf, np.inf
        return lower, upper

    def among(self, owners: np.ndarray, chosen: Collection[str]) -> np.ndarray:
        """Whether each owner is one of those chosen."""
        return np.isin(owners, [number for number, name in enumerate(self.names) if name in chosen])


def _split(pairs: list[tuple[int, str]], names: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    positions = np.array([position for position, _ in pairs], dtype=np.int64)
    return positions, np.array([names.index(name) for _, name in pairs], dtype=np.int64)
