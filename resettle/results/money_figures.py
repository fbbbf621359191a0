"""The figures that more money may change, each as weights on a programme's columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

from resettle.model.money import USD_PER_MILLION
from resettle.model.objective import person_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.model.formulation import Model

PERSONS, PERSON_YEARS, USD, AT_PLACE, ON_SECTOR = "persons", "person_years", "usd", "persons at place", "usd on sector"
"""Kinds: persons settled by the last year, person-years (weighted by need) and US$ spent, in all and by programme;
persons settled at a place, US$ spent on a sector."""
SMALLEST = {PERSONS: 10.0, PERSON_YEARS: 10.0, USD: 1e5, AT_PLACE: 10.0, ON_SECTOR: 1e5}
"""Differences below are not looked into."""
CANDIDATES = (((PERSON_YEARS, PERSONS, USD), 12), ((AT_PLACE,), 4), ((ON_SECTOR,), 4))
"""Kinds whose near-optimal ranges are worked out for the largest differences, and for how many of them."""


@dataclass(frozen=True)
class Figures:
    """Figures of a plan.

    Attributes
    ----------
    keys : kind, key (programme, place or sector; blank: in all); a row each
    weights : sparse, figures by columns
    """

    keys: pd.DataFrame
    weights: sparse.csr_array

    @property
    def in_all(self) -> list[int]:
        """Positions of the figures in all."""
        return [int(number) for number in np.flatnonzero(self.keys["key"] == "")]

    def candidates(self, kinds: Sequence[str], found: np.ndarray, open_: np.ndarray) -> list[int]:
        """Positions of the figures of some kinds with differences that are not small nor ruled out, largest first."""
        kind = self.keys["kind"]
        size = np.abs(found) / kind.map(SMALLEST).to_numpy(dtype=float)
        chosen = np.flatnonzero(kind.isin(kinds) & (self.keys["key"] != "") & open_ & (size >= 1.0))
        return [int(number) for number in chosen[np.argsort(-size[chosen], kind="stable")]]


def figures_of(model: Model, heads: pd.DataFrame, costs: sparse.csr_array, columns: int) -> Figures:
    """The figures of an estimate as weights on its columns, and on further ones up to ``columns`` that have none.

    ``heads`` with programme and sector of what costs money, ``costs`` their millions of US$ by column of the estimate.
    """
    people = model.decisions.settle
    settled = people["persons_per_household"].to_numpy(dtype=float)
    years = person_years(model.decisions)
    further = sparse.csr_array((costs.shape[0], columns - costs.shape[1]))
    spent = sparse.csr_array(sparse.hstack([costs * USD_PER_MILLION, further], format="csr"))
    parts = [
        _sums(PERSONS, people["programme"], people["variable"], settled, columns),
        _sums(
            PERSON_YEARS, people["programme"], years["variable"], years["coefficient"].to_numpy(dtype=float), columns
        ),
        _sums(AT_PLACE, people["place"], people["variable"], settled, columns, in_all=False),
        _spent(USD, heads["programme"], spent),
        _spent(ON_SECTOR, heads["sector"], spent, in_all=False),
    ]
    keys = pd.concat([keys for keys, _ in parts], ignore_index=True)
    return Figures(keys, sparse.csr_array(sparse.vstack([weights for _, weights in parts], format="csr")))


def _sums(
    kind: str, keys: pd.Series, variables: pd.Series, sizes: np.ndarray, columns: int, *, in_all: bool = True
) -> tuple[pd.DataFrame, sparse.csr_array]:
    """A figure for each key, and one in all."""
    codes, names = pd.factorize(keys)
    at = (codes, variables.to_numpy(dtype=np.int64))
    each = sparse.csr_array((sizes, at), shape=(len(names), columns))
    return _with_all(kind, [str(name) for name in names], each, in_all=in_all)


def _spent(
    kind: str, keys: pd.Series, spent: sparse.csr_array, *, in_all: bool = True
) -> tuple[pd.DataFrame, sparse.csr_array]:
    codes, names = pd.factorize(keys)
    groups = sparse.csr_array((np.ones(len(codes)), (codes, np.arange(len(codes)))), shape=(len(names), len(codes)))
    return _with_all(kind, [str(name) for name in names], sparse.csr_array(groups @ spent), in_all=in_all)


def _with_all(
    kind: str, names: list[str], each: sparse.csr_array, *, in_all: bool
) -> tuple[pd.DataFrame, sparse.csr_array]:
    if in_all:
        names = ["", *names]
        each = sparse.csr_array(sparse.vstack([sparse.csr_array(each.sum(axis=0).reshape(1, -1)), each], format="csr"))
    return pd.DataFrame({"kind": kind, "key": names}), each
