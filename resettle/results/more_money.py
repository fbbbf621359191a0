"""More money given to a solved estimate: to a funder, for anything, for a sector or for a place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from resettle.errors import ResettleError
from resettle.model.formulation import build
from resettle.model.instance import make_instance
from resettle.model.money import USD_PER_MILLION, cost_terms
from resettle.model.objective import price_of_spending
from resettle.model.purses import HEAD
from resettle.results.highs import Highs
from resettle.results.outcome import Termination
from resettle.results.prices import people_weights
from resettle.results.progress import Clock
from resettle.results.row_moves import of_last_stage
from resettle.results.solve import no_plan

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.model.formulation import Model
    from resettle.results.matrix import Matrix
    from resettle.results.progress import Listener

UNTIED, FUNDER, SECTOR, PLACE = "untied", "funder", "sector", "place"
"""Kinds of grants: for anything; to a funder, for what it may pay; for one sector; for one place."""


class Grant(NamedTuple):
    """Whom or what more money is given for: its kind and the funder, sector or place (blank for untied money)."""

    kind: str
    key: str = ""


@dataclass(frozen=True)
class Bought:
    """What the best plan has more with more money than without it.

    Attributes
    ----------
    objective : gained, positive = better
    persons : settled by the end; may be fewer where money settles people earlier
    person_years : within the horizon, unweighted
    spent_usd : spent more in all. Who pays which part of it is not told: funders' money takes the place of each other's
        in many ways that are equally good
    by_sector : sector, programme, usd (spent more)
    by_place : place, persons (settled there more by the end)
    """

    objective: float
    persons: float
    person_years: float
    spent_usd: float
    by_sector: pd.DataFrame
    by_place: pd.DataFrame


class MoreMoney:
    """The linear programme of an estimate, kept with its last basis, to be solved again with more money.

    A grant that no funder of the data gives is a column g ≥ 0 for each sector, place and year that it may pay for, on
    the side of (13) that money pays: Σ_k y + g = cost, and g ≤ that head's own cost. The sum of all g is at most the
    money, which may be spent in any year. More for a funder raises its budget (14) from the first year on; where its
    money lapses, in the year in which it is worth most.

    Every answer starts from the same basis, so that it does not depend on what was asked before. For ``fairest``, the
    second stage with the worst cover required.

    Attributes
    ----------
    heads : programme, sector, place ("" for transport) of everything that may cost money
    funders : funder, year (in which its grant comes: the first, or the best where money lapses)
    objective : the optimum's
    data : the dataset after the scenario
    """

    def __init__(self, dataset: Dataset, scenario: Scenario, progress: Listener | None = None) -> None:
        """Build and solve the estimate; raises ScenarioError or SolveError where there is none."""
        clock = Clock(progress, None)
        with clock.stage("aggregate"):
            instance = make_instance(dataset, scenario)
        with clock.stage("build"):
            self._model, self.data = build(instance, whole=False), instance.data
        matrix = of_last_stage(self._model, clock)
        self._costs = _Costs.of(self._model, matrix)
        self._first, self._rows = matrix.columns, matrix.rows
        with clock.stage("solve"):
            self._highs = Highs(_with_grants(matrix, self._costs, self._costs.prices(self._model)))
            self._allow(None, 0.0)
            outcome = self._highs.solve_linear(cold=True)
        if outcome.termination is not Termination.OPTIMAL or outcome.values is None or outcome.objective is None:
            raise no_plan(outcome)
        self._matrix = self._highs.matrix
        self._basis = self._highs.basis
        self._sign = 1.0 if matrix.maximise else -1.0
        self._prices = self._sign * self._highs.prices()
        self._reduced = self._highs.reduced_costs()
        self._weights = people_weights(self._model, self._matrix.columns)
        self._values, self.objective = outcome.values, outcome.objective
        self.heads: pd.DataFrame = self._costs.heads[HEAD].drop_duplicates().reset_index(drop=True)
        self._budgets = _budget_rows(self._model, self._prices)
        self.funders: pd.DataFrame = self._budgets.drop_duplicates("funder")[["funder", "grant_year"]].rename(
            columns={"grant_year": "year"}
        )

    def predicted(self, grant: Grant) -> float:
        """What a first million adds to the objective at most, by the prices of the estimate (concavity)."""
        if grant.kind == FUNDER:
            return float(self._prices[self._budget_rows(grant.key)].sum())
        heads = self._of(grant)
        return max(0.0, float((self._sign * self._reduced[self._first + heads]).max(initial=0.0)))

    def given(self, grant: Grant, usd: float) -> Bought | None:
        """What the best plan has more with so much more money; None where the solver finds no optimum."""
        millions = usd / USD_PER_MILLION
        self._allow(None if grant.kind == FUNDER else self._of(grant), millions)
        rows = self._budget_rows(grant.key) if grant.kind == FUNDER else np.zeros(0, dtype=np.int64)
        before = self._matrix.row_lower[rows], self._matrix.row_upper[rows]
        if len(rows):
            self._highs.hold_rows(rows, before[0], before[1] + millions)
        self._highs.start_from(self._basis)
        outcome = self._highs.solve_linear(primal=grant.kind != FUNDER)
        if len(rows):
            self._highs.hold_rows(rows, *before)
        if outcome.termination is not Termination.OPTIMAL or outcome.values is None or outcome.objective is None:
            return None
        return self._bought(outcome.values, outcome.objective)

    def _allow(self, heads: np.ndarray | None, millions: float) -> None:
        """Let a grant pay for these heads, and no others, up to so many millions."""
        count = len(self._costs.heads)
        highest = np.zeros(count)
        if heads is not None:
            highest[heads] = np.inf
        self._highs.hold(np.arange(self._first, self._first + count), np.zeros(count), highest)
        total = np.array([self._rows + count])
        self._highs.hold_rows(total, np.array([-np.inf]), np.array([millions]))

    def _of(self, grant: Grant) -> np.ndarray:
        """Heads and years that a grant may pay for."""
        heads = self._costs.heads
        anything = np.ones(len(heads), dtype=bool)
        allowed = anything if grant.kind == UNTIED else (heads[grant.kind] == grant.key).to_numpy()
        if not allowed.any():
            message = f"there is no {grant.kind} {grant.key!r} that costs money"
            raise ResettleError(message)
        return np.flatnonzero(allowed)

    def _budget_rows(self, funder: str) -> np.ndarray:
        rows = self._budgets[(self._budgets["funder"] == funder) & (self._budgets["year"] >= self._budgets["from"])]
        if rows.empty:
            message = f"there is no funder {funder!r}"
            raise ResettleError(message)
        return rows["row"].to_numpy(dtype=np.int64)

    def _bought(self, values: np.ndarray, objective: float) -> Bought:
        more = values - self._values
        persons, person_years = (float(weights @ more) for weights in self._weights)
        by_sector = self._costs.by_sector(more[: self._first])
        return Bought(
            objective=self._sign * (objective - self.objective),
            persons=persons,
            person_years=person_years,
            spent_usd=float(by_sector["usd"].sum()),
            by_sector=by_sector,
            by_place=self._by_place(more),
        )

    def _by_place(self, more: np.ndarray) -> pd.DataFrame:
        people = self._model.decisions.settle
        persons = more[people["variable"].to_numpy(dtype=np.int64)] * people["persons_per_household"].to_numpy()
        table = pd.DataFrame({"place": people["place"].to_numpy(), "persons": persons})
        return table.groupby("place")["persons"].sum().reset_index()


@dataclass(frozen=True)
class _Costs:
    """What everything costs, by head and year.

    Attributes
    ----------
    heads : programme, sector, place, year, row (of (13)); a row each
    terms : sparse, heads by columns: millions of US$ a unit
    """

    heads: pd.DataFrame
    terms: sparse.csr_array

    @classmethod
    def of(cls, model: Model, matrix: Matrix) -> _Costs:
        parts = [part[[*HEAD, "year", "variable", "coefficient"]] for part in cost_terms(model.decisions, model.given)]
        costs = pd.concat([part for part in parts if len(part)], ignore_index=True)
        costs = costs[costs["coefficient"] != 0].merge(model.decisions.purses.heads, on=HEAD)
        keys = [*HEAD, "purse", "year"]
        heads = costs[keys].drop_duplicates().sort_values(keys, ignore_index=True)
        heads = heads.merge(_rows_of(model, "eq13_spending")[["purse", "year", "row"]], on=["purse", "year"])
        position = costs.merge(heads.reset_index(names="head"), on=keys)
        shape = (len(heads), matrix.columns)
        terms = (position["coefficient"] / USD_PER_MILLION, (position["head"], position["variable"]))
        return cls(heads, sparse.csr_array(terms, shape=shape))

    def prices(self, model: Model) -> np.ndarray:
        """What a million spent on each head costs the objective."""
        return price_of_spending(self.heads["sector"], model.given).to_numpy(dtype=float)

    def by_sector(self, more: np.ndarray) -> pd.DataFrame:
        """US$ spent more by sector and programme."""
        usd = (self.terms @ more) * USD_PER_MILLION
        return self.heads.assign(usd=usd).groupby(["sector", "programme"])["usd"].sum().reset_index()


def _rows_of(model: Model, equation: str) -> pd.DataFrame:
    """The rows of an equation with their keys and positions."""
    ledger = model.program.ledger
    return ledger[ledger["equation"] == equation].reset_index(names="row")


def _with_grants(matrix: Matrix, costs: _Costs, prices: np.ndarray) -> Matrix:
    """The programme with a column g for each head and year, a row g ≤ its cost for each, and the total of all g."""
    heads, count = costs.heads, len(costs.heads)
    each = np.arange(count)
    pays = sparse.csr_array((np.ones(count), (heads["row"].to_numpy(), each)), shape=(matrix.rows, count))
    own = sparse.csr_array((matrix.value, matrix.index, matrix.start), shape=(matrix.rows, matrix.columns))
    rows = sparse.csr_array(
        sparse.vstack(
            [
                sparse.hstack([own, pays]),
                sparse.hstack([-costs.terms, sparse.eye_array(count)]),
                sparse.hstack([sparse.csr_array((1, matrix.columns)), sparse.csr_array(np.ones((1, count)))]),
            ],
            format="csr",
        )
    )
    rows.sort_indices()
    return replace(
        matrix,
        cost=np.concatenate([matrix.cost, prices]),
        lower=np.concatenate([matrix.lower, np.zeros(count)]),
        upper=np.concatenate([matrix.upper, np.full(count, np.inf)]),
        whole=np.concatenate([matrix.whole, np.zeros(count, dtype=bool)]),
        start=rows.indptr.astype(np.int32),
        index=rows.indices.astype(np.int32),
        value=rows.data,
        row_lower=np.concatenate([matrix.row_lower, np.full(count + 1, -np.inf)]),
        row_upper=np.concatenate([matrix.row_upper, np.zeros(count + 1)]),
    )


def _budget_rows(model: Model, prices: np.ndarray) -> pd.DataFrame:
    """Rows of (14): funder, year, row, from (the first that a grant raises), grant_year (in which it comes)."""
    rows = _rows_of(model, "eq14_budget")[["funder", "year", "row"]]
    carries = model.given.data["funders"].set_index("funder")["carries_over"]
    rows = rows.assign(price=prices[rows["row"].to_numpy(dtype=np.int64)], carries=rows["funder"].map(carries))
    best = rows.sort_values(["price", "year"], ascending=[False, True]).drop_duplicates("funder")
    first = rows.groupby("funder")["year"].min()
    year = best.set_index("funder")["year"].where(~carries, first)
    rows["grant_year"] = rows["funder"].map(year).astype("int64")
    rows["from"] = rows["grant_year"]
    kept = rows["carries"].astype(bool) | (rows["year"] == rows["grant_year"])
    return rows[kept].drop(columns=["price", "carries"]).reset_index(drop=True)
