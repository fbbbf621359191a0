"""Bottlenecks: each row names a limit that there is, with what is used of it, and a price that it may have.

Prices come of the solver's duals. Without the model it cannot be said that a price is right, only what no right price
can be: of the wrong sign, more than nothing where the limit is not used up (complementary slackness), or more than
the penalty of a shortfall. That the table is the one that was written, its digest says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.results.verification.finding import RELATIVE, SOLVED, compare_rows, loosened, none_of
from resettle.results.verification.limits import limits_of
from resettle.results.verification.summary import price_of_falling_short
from resettle.results.verification.targets import AT_LEAST, AT_MOST, EXACTLY

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison, Sense
    from resettle.results.verification.limits import Limit

KEYS = ("constraint", "programme", "place", "service", "year", "item")
PRICES = ("shadow_price", "persons_per_unit", "person_years_per_unit")
PINS = "eq17_pin"


def check_prices(evidence: Evidence) -> list[Comparison]:
    """Every row of the bottlenecks against the limit that it names."""
    table = evidence.plan.tables["bottlenecks"].reset_index(drop=True)
    limits = limits_of(evidence)
    kind = _kinds(table)
    known = kind.isin(limits)
    comparisons = [
        none_of("limits that there are none of", table, ~known, KEYS),
        none_of("limits with more than one row", table, _again(table, kind), KEYS),
        none_of("limits of which one price is missing and another not", table, _in_part(table), KEYS),
    ]
    for name, rows in table[known].groupby(kind[known], sort=True):
        comparisons += _of_kind(evidence, limits[str(name)], rows.reset_index(drop=True))
    return comparisons


def _kinds(table: pd.DataFrame) -> pd.Series:
    """Names of the kinds of limits: those of pins by their bound; an exact pin's row is of the side that it lies on."""
    names, item = table["constraint"].astype("str"), table["item"].fillna("").astype("str")
    lower = item.str.endswith(AT_LEAST) | (item.str.endswith(EXACTLY) & ~(table["shadow_price"] > 0))
    pins = names == PINS
    return names.mask(pins & lower, f"{PINS} {AT_LEAST}").mask(pins & ~lower, f"{PINS} {AT_MOST}")


def _again(table: pd.DataFrame, kind: pd.Series) -> np.ndarray:
    """Rows with the same keys as another; an exact pin has two, for its two sides."""
    exact = (table["constraint"] == PINS) & table["item"].fillna("").str.endswith(EXACTLY)
    twice = table.duplicated(list(KEYS)) & ~exact
    thrice = exact & (table.groupby(list(KEYS), dropna=False).cumcount() > 1)
    return (twice | thrice).to_numpy(dtype=bool)


def _in_part(table: pd.DataFrame) -> np.ndarray:
    missing = table[list(PRICES)].isna()
    return (missing.any(axis=1) & ~missing.all(axis=1)).to_numpy(dtype=bool)


def _of_kind(evidence: Evidence, limit: Limit, table: pd.DataFrame) -> list[Comparison]:
    """Limits of one kind: that they are there, limit and use as found, price of its sign and only where used up."""
    found = limit.of(table, evidence)
    there = found["there"].to_numpy(dtype=bool)
    rows, found = table[there].reset_index(drop=True), found[there].reset_index(drop=True)
    used, most = rows["used"].to_numpy(dtype=float), rows["limit"].to_numpy(dtype=float)
    price = rows["shadow_price"].fillna(0.0).to_numpy(dtype=float)
    known = found["limit"].fillna(pd.Series(most)).to_numpy(dtype=float)
    within: Sense = "at most" if limit.sense == "<=" else "at least"
    sign: Sense = "at least" if limit.sense == "<=" else "at most"
    compared = [
        none_of("limits that there are none of", table, ~there, KEYS),
        _stated("limit stated", rows, most, "equal to" if limit.given == "exact" else "at least", known),
        _stated("used as stated", rows, used, "equal to" if limit.used == "exact" else "at least", found["found"]),
        _stated("used as stated", rows, used, within, most),
        _not_used_up(evidence, rows, price, used - most),
        compare_rows("price", rows, KEYS, price, sign, 0.0, unit="objective a unit"),
    ]
    if limit.penalised:
        least = compare_rows(
            "price", rows, KEYS, price, "at least", -price_of_falling_short(evidence), unit="objective a unit"
        )
        compared.append(least)
    return compared


def _stated(
    what: str, rows: pd.DataFrame, found: np.ndarray, sense: Sense, limit: np.ndarray | pd.Series
) -> Comparison:
    figures = np.asarray(limit, dtype=float)
    return loosened(compare_rows(what, rows, KEYS, found, sense, figures, unit="units of the limit"))


def _not_used_up(evidence: Evidence, rows: pd.DataFrame, price: np.ndarray, left: np.ndarray) -> Comparison:
    """What is left of a limit, at its price: nothing, since more of a limit that is not used up is worth nothing."""
    worth = np.abs(price * left)
    one = compare_rows(
        "left unused of the limit, at its price", rows, KEYS, worth, "at most", 0.0, unit="of the objective"
    )
    size = np.maximum(np.abs(rows["limit"].to_numpy(dtype=float)), np.abs(rows["used"].to_numpy(dtype=float)))
    solved = np.abs(price) * (SOLVED + RELATIVE * size) + RELATIVE * abs(evidence.plan.summary.objective)
    return replace(one, tolerance=np.maximum(one.tolerance, solved))
