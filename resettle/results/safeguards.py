"""What a plan gives each programme, place and group, as rows that hold other plans to no less (17)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

from resettle.inputs.scenario import Safeguard
from resettle.model.pins import SAFEGUARD_KEYS
from resettle.model.safeguards import safeguard_terms
from resettle.results.readout import class_households

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.model.formulation import Model

KEYS = [*SAFEGUARD_KEYS, "year"]


@dataclass(frozen=True)
class Safeguards:
    """Persons settled by the end of a year, of whom a plan has at least so many.

    Programmes have a row for the end of every year, so that nobody is settled later on the whole either; places and
    groups (communities of origin, size classes, profiles) one for the last year.

    Attributes
    ----------
    rows : kind (``programme``, ``place``, ``origin``, ``size``, ``profile``), programme, name (key of the programme,
        place or group), year, persons (at least); only rows that ask for anybody
    weights : persons that each column of the model adds to each of ``rows``
    """

    rows: pd.DataFrame
    weights: sparse.csr_array

    @classmethod
    def of(cls, model: Model, columns: int, placed: pd.DataFrame | None) -> Safeguards:
        """Rows that hold a model of so many columns to the placements of a plan of the same dataset and horizon.

        Running totals of whole households are rounded down, so the programme's own values from which the placements
        were read keep every row. Without placements there are no rows.
        """
        if placed is None:
            return cls(pd.DataFrame(columns=[*KEYS, "persons"]), sparse.csr_array((0, columns)))
        terms = safeguard_terms(model.decisions, model.given)
        terms = terms[(terms["kind"] == "programme") | (terms["year"] == model.given.last)]
        number, keys = pd.factorize(pd.MultiIndex.from_frame(terms[KEYS]))
        weights = sparse.csr_array(
            sparse.coo_array((terms["persons"], (number, terms["variable"])), shape=(len(keys), columns))
        )
        rows = pd.DataFrame(list(keys), columns=KEYS)
        rows["persons"] = weights @ _stocks(model, columns, placed)
        asking = np.flatnonzero(rows["persons"].to_numpy() > _NOBODY)
        return cls(rows.iloc[asking].reset_index(drop=True), weights[asking])

    def as_fields(self, fewer: Mapping[int, float] | None = None) -> tuple[Safeguard, ...]:
        """The same as fields of a scenario, in millionths of a person, less what some of the rows give up.

        Coarser, a row could be kept and the household that it stands for be lost to rounding all the same.
        """
        less = np.zeros(len(self.rows))
        less[list(fewer or {})] = list((fewer or {}).values())
        return tuple(
            Safeguard(
                kind=row["kind"],
                programme=str(row["programme"]),
                name=str(row["name"]),
                year=int(row["year"]),
                persons=max(0.0, math.floor(_PARTS * (row["persons"] - given_up)) / _PARTS),
            )
            for row, given_up in zip(self.rows.to_dict("records"), less, strict=True)
        )


_NOBODY = 1e-6
_PARTS = 1e6


def _stocks(model: Model, columns: int, placed: pd.DataFrame) -> np.ndarray:
    """Values of the stocks (0a) and (0c) of a plan's placements, by the model's columns."""
    there = class_households(model, placed)
    there["stay"] = np.where(there["solution"] == "integrate", "integrating", "arriving")
    there["households"] = there["households"].astype(float)
    there["persons"] = there["households"] * there["persons_per_household"]
    values = np.zeros(columns)
    for stock, keys, amount in (
        (model.decisions.moved, ["class_"], "households"),
        (model.decisions.persons, ["place", "profile", "stay"], "persons"),
    ):
        wide = there.pivot_table(index=keys, columns="year", values=amount, aggfunc="sum", fill_value=0.0)
        so_far = wide.reindex(columns=list(model.given.years), fill_value=0.0).cumsum(axis="columns")
        by_year = so_far.reset_index().melt(keys, var_name="year", value_name="amount").astype({"year": "int64"})
        found = stock.merge(by_year, on=[*keys, "year"])
        values[found["variable"].to_numpy(dtype=np.int64)] = found["amount"]
    return values
