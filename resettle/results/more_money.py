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
from resettle.results.bottlenecks import bottlenecks
from resettle.results.gain_ranges import NO_GAIN, FigureRanges, Gain, gain_of, may_differ
from resettle.results.highs import Highs
from resettle.results.money_figures import CANDIDATES, figures_of
from resettle.results.outcome import Termination
from resettle.results.prices import Prices
from resettle.results.progress import Clock
from resettle.results.row_moves import of_last_stage
from resettle.results.solve import no_plan
from resettle.results.tie_breaking import break_ties, settled_persons

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """What the best plan has more with more money than without it, each difference with its near-optimal range.

    Attributes
    ----------
    objective : gained, positive = better; the one figure that equally good plans do not differ in
    figures : kind (a constant of ``money_figures``), key (programme, place, sector; blank: in all), found, least, most,
        is_known (whether the difference exceeds its noise). ``least`` and ``most`` are NaN where plans that are as
        good were found to differ by more
    bottlenecks : limits of the plan with the money, as ``resettle.results.bottlenecks`` has them, without the prices
        of persons and person-years
    """

    objective: float
    figures: pd.DataFrame
    bottlenecks: pd.DataFrame

    def gain(self, kind: str, key: str = "") -> Gain:
        """One figure's difference."""
        rows = self.figures[(self.figures["kind"] == kind) & (self.figures["key"] == key)]
        return Gain(*rows[["found", "least", "most"]].iloc[0]) if len(rows) else NO_GAIN


class MoreMoney:
    """The linear programme of an estimate, kept with its last basis, to be solved again with more money.

    A grant is a column g ≥ 0 for each sector, place and year that it may pay for, on the side of (13) that money pays:
    Σ_k y + g = cost, and g ≤ that head's own cost. The sum of all g is at most the money. So it is there from the first
    year and stays until it is used, whoever gives it: more from a funder is more for what its earmarks allow.

    Every answer starts from the same basis, so that it does not depend on what was asked before, and ties between
    plans that are equally good are broken as an estimate's are. For ``fairest``, the second stage with the worst cover
    required.

    Attributes
    ----------
    heads : programme, sector, place ("" for transport) of everything that may cost money
    funders : keys of the funders
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
        self._matrix = of_last_stage(self._model, clock)
        self._costs = _Costs.of(self._model, self._matrix)
        self._first, self._rows = self._matrix.columns, self._matrix.rows
        with clock.stage("solve"):
            self._highs = Highs(_with_grants(self._matrix, self._costs, self._costs.prices(self._model)))
            self._allow(None, 0.0)
            outcome = self._highs.solve_linear(cold=True)
        if outcome.termination is not Termination.OPTIMAL or outcome.values is None or outcome.objective is None:
            raise no_plan(outcome)
        self._basis, self.objective = self._highs.basis, outcome.objective
        self._sign = 1.0 if self._matrix.maximise else -1.0
        self._reduced = self._highs.reduced_costs()
        self._persons = settled_persons(self._model, self._first + len(self._costs.heads))
        self._figures = figures_of(self._model, self._costs.heads, self._costs.terms, len(self._persons))
        self._values = self._ties_broken(outcome.values, self.objective)
        self._before = FigureRanges(self._figures.weights, self._values)
        self._known: dict[tuple[Grant, float], Bought | None] = {}
        self.heads: pd.DataFrame = self._costs.heads[HEAD].drop_duplicates().reset_index(drop=True)
        self.funders: list[str] = [str(funder) for funder in self.data["funders"]["funder"]]

    def predicted(self, grant: Grant) -> float:
        """What a first million adds to the objective at most, by the prices of the estimate (concavity)."""
        heads = self._of(grant)
        return max(0.0, float((self._sign * self._reduced[self._first + heads]).max(initial=0.0)))

    def gained(self, grant: Grant, usd: float) -> float | None:
        """What so much more money adds to the objective; None where the solver finds no optimum."""
        found = self._solved(grant, usd)
        return None if found is None else self._sign * (found[1] - self.objective)

    def given(self, grant: Grant, usd: float) -> Bought | None:
        """What the best plan has more with so much more money; None where the solver finds no optimum.

        Asked again, the answer is at hand.
        """
        if (grant, usd) not in self._known:
            self._known[grant, usd] = self._given(grant, usd)
        return self._known[grant, usd]

    def _given(self, grant: Grant, usd: float) -> Bought | None:
        self._work_out_before(self._figures.in_all)
        solved = self._solved(grant, usd)
        if solved is None:
            return None
        values, objective = solved
        bottlenecks = self._bottlenecks(values)
        values = self._ties_broken(values, objective)
        after = FigureRanges(self._figures.weights, values)
        found = self._figures.weights @ (values - self._values)
        after.work_out(self._highs, objective, self._figures.in_all)
        candidates: list[int] = []
        for kinds, most in CANDIDATES:
            more = self._figures.candidates(kinds, found, may_differ(self._before, after))[:most]
            after.work_out(self._highs, objective, more)
            candidates += more
        self._work_out_before(candidates)
        gains = [gain_of(number, float(found[number]), self._before, after) for number in range(len(found))]
        table = self._figures.keys.assign(
            found=[one.found for one in gains],
            least=[one.least for one in gains],
            most=[one.most for one in gains],
            is_known=[one.is_known for one in gains],
        )
        return Bought(self._sign * (objective - self.objective), table, bottlenecks)

    def _solved(self, grant: Grant, usd: float) -> tuple[np.ndarray, float] | None:
        """Values and objective of the best plan with the money."""
        self._allow(self._of(grant), usd / USD_PER_MILLION)
        self._highs.start_from(self._basis)
        outcome = self._highs.solve_linear(primal=True)
        if outcome.termination is not Termination.OPTIMAL or outcome.values is None or outcome.objective is None:
            return None
        return outcome.values, outcome.objective

    def _work_out_before(self, chosen: Sequence[int]) -> None:
        """Work out ranges of figures of the estimate without the money."""
        self._allow(None, 0.0)
        self._highs.start_from(self._basis)
        if self._highs.solve_linear(primal=True).termination is Termination.OPTIMAL:
            self._before.work_out(self._highs, self.objective, chosen)

    def _ties_broken(self, values: np.ndarray, objective: float) -> np.ndarray:
        """Of all plans as good as the one just found, the one with most persons; these values where none is better."""
        found = break_ties(self._highs, objective, self._persons)
        return values if found is None or found.values is None else found.values

    def _bottlenecks(self, values: np.ndarray) -> pd.DataFrame:
        prices = self._sign * self._highs.prices()[: self._rows]
        unknown = np.full(self._rows, np.nan)
        return bottlenecks(self._model, self._matrix, values[: self._first], Prices(prices, unknown, unknown))

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
        """Heads and years that a grant may pay for; none where a funder's earmarks allow nothing that costs money."""
        heads = self._costs.heads
        if grant.kind == UNTIED:
            return np.arange(len(heads))
        if grant.kind == FUNDER:
            if grant.key not in self.funders:
                message = f"there is no funder {grant.key!r}"
                raise ResettleError(message)
            payers = self._model.decisions.purses.payers
            return np.flatnonzero(heads["purse"].isin(payers.loc[payers["funder"] == grant.key, "purse"]))
        allowed = (heads[grant.kind] == grant.key).to_numpy()
        if not allowed.any():
            message = f"there is no {grant.kind} {grant.key!r} that costs money"
            raise ResettleError(message)
        return np.flatnonzero(allowed)


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
