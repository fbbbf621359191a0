"""How much more of which limits meets every target and pin: one linear programme with the raises as columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from resettle.errors import SolveError
from resettle.model.instance import make_instance
from resettle.model.kept import KeptModel
from resettle.results.highs import Highs
from resettle.results.matrix import matrix_of
from resettle.results.outcome import Termination
from resettle.results.progress import Clock
from resettle.results.raises_layout import LARGEST, LOST, SHORT, SUM, USD, USD_PER_MILLION, Layout
from resettle.results.safeguards import Safeguards
from resettle.results.shortfall import Shortfall
from resettle.results.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Change, Scenario
    from resettle.results.matrix import Matrix
    from resettle.results.plan import Plan
    from resettle.results.progress import Listener

__all__ = ["LARGEST", "LOST", "NO_SHORTER", "SHORT", "SUM", "USD", "Raised", "Raises"]

NO_SHORTER = 0.01
"""Persons (and households of pins) by which a later aim may come shorter than the earlier one found possible."""
MORE_MONEY = 0.01
"""Part by which a later aim may take more money than the earlier one found possible: the last thousandth of the money
can cost many times the capacities."""
_KEPT = 1e-6
_AIM_AT = 100.0
_DECIMALS = 3


@dataclass(frozen=True)
class Raised:
    """An answer of ``Raises``.

    Attributes
    ----------
    times : how many times as much of each family that is raised, rounded up to a thousandth
    short : what is still missed, in persons (of targets) and households (of pins)
    usd : money that the raised families of money add over the horizon
    fewer : people fewer than safeguarded, by the position of the safeguard; only where there are
    """

    times: dict[str, float]
    short: Shortfall
    usd: float
    fewer: dict[int, float] = field(default_factory=dict)


class Raises:
    """The estimate's linear programme with a column for each family of limits that may be raised.

    A column u ≥ 0 makes the limits of its family 1 + u times as large: a row a·x ≤ b becomes a·x − d·u ≤ b, where d is
    what doubling the family adds to b, read off the model of the scenario with exactly that change. A family whose
    doubling changes anything but limits has no column. What is asked for is lexicographic: each aim in turn is made
    as small as can be and then kept, to a part in a million.

    With a plan of the same scenario as a reference, each programme (by the end of every year), place and group (by the
    end of the last) has at least as many people settled as that plan gives it (``resettle.results.safeguards``); an
    answer may leave these safeguards out where it is asked to.

    Every aim is solved cold, so that its answer does not depend on what was asked before.

    Attributes
    ----------
    families : those that have a column
    left_out : those that have none: there is nothing to raise, or more than limits would change
    wanted : the scenario's targets, safeguards and pins
    safeguards : what the plan given as a reference has; none without one
    most : how many times as much of anything may be asked for
    """

    def __init__(
        self,
        dataset: Dataset,
        scenario: Scenario,
        changes: Mapping[str, Sequence[Change]],
        most: float,
        progress: Listener | None = None,
        reference: Plan | None = None,
    ) -> None:
        """Build the programme; ``changes`` are what doubles each family. Raises ScenarioError."""
        self._clock, self.most = Clock(progress, None), most
        with self._clock.stage("aggregate"):
            given = make_instance(dataset, scenario)
        with self._clock.stage("build"):
            kept = KeptModel.build(given, whole=False)
            base = matrix_of(kept.model.program)
            doubled = {family: _added(base, kept, dataset, scenario, more) for family, more in changes.items() if more}
        found = {family: added for family, added in doubled.items() if added is not None and added.any()}
        self.families = tuple(found)
        self.left_out = tuple(family for family in changes if family not in found)
        self.wanted = Wanted.of(kept.model)
        self._usd = _usd_added(kept, found)
        placed = None if reference is None else reference["placements"]
        self.safeguards = Safeguards.of(kept.model, base.columns, placed)
        self._laid = Layout(base.columns, base.rows, len(found), self.wanted, self._usd, self.safeguards.weights)
        least = self.safeguards.rows["persons"].to_numpy(dtype=float)
        self._highs = Highs(self._laid.extended(base, list(found.values()), least))
        self._limits = base.row_lower, base.row_upper

    def usd_of(self, family: str) -> float:
        """Money over the horizon that doubling a family adds; 0 where it is none of money."""
        return float(self._usd[self.families.index(family)]) if family in self.families else 0.0

    def least(
        self,
        aims: Sequence[str],
        allowed: Collection[str] | None = None,
        *,
        short: float | None = None,
        safe: bool = True,
    ) -> Raised | None:
        """The raises that make each aim in turn as small as it can be; None where the solver finds none.

        Parameters
        ----------
        aims : of ``short``, ``lost`` (people fewer than safeguarded), ``usd``, ``largest`` (of the raises) and ``sum``
            (of the raises, each as a part)
        allowed : families that may be raised; all of them where it is left out
        short : shortfall (persons and households) that is accepted from the start
        safe : whether the safeguards hold
        """
        self._begin(self.families if allowed is None else allowed, safe=safe)
        if short is not None:
            self._hold_total(self._laid.total_short, short + NO_SHORTER)
        values = None
        for aim in aims:
            values = self._solved(aim)
            if values is None:
                return None
            self._keep(aim, values)
        if values is not None and USD in aims:
            values = self._with_money_rounded(values, aims[-1])
        return None if values is None else self._read(values)

    def short_with(self, times: Mapping[str, float], *, safe: bool = True) -> Shortfall:
        """The least that is missed with so many times as much of these families, and none of the others raised.

        Raises SolveError where the solver finds no optimum.
        """
        self._begin((), safe=safe)
        self._raise_to(times)
        return self._shortest()

    def short_with_less(self, times: Mapping[str, float], part: float, *, safe: bool = True) -> dict[str, Shortfall]:
        """The same with a part less of each of the families in turn, though never less than there is."""
        self.short_with(times, safe=safe)
        basis, found = self._highs.basis, {}
        for family, factor in times.items():
            self._raise_to({family: max(1.0, factor * (1.0 - part))})
            self._highs.start_from(basis)
            found[family] = self._shortest(cold=False)
            self._raise_to({family: factor})
        return found

    def missed(
        self, wanted: Collection[str], hard: Collection[str], allowed: Collection[str] = ()
    ) -> dict[str, float] | None:
        """By how much each of the targets and pins is missed where all together are missed least.

        Pins that ask for at most so many may be overrun here too. Those that are ``hard`` are met; None where they
        cannot be, whatever is missed of the others. What is not ``wanted`` is as if it were not there.
        """
        self._begin(allowed, wanted, hard, safe=False)
        values = self._solved(SHORT)
        if values is None:
            return None
        missed = np.bincount(self._laid.misses_of, values[self._laid.misses], len(self.wanted.names))
        return {name: float(missed[number]) for number, name in enumerate(self.wanted.names) if name in wanted}

    def _begin(
        self,
        allowed: Collection[str],
        wanted: Collection[str] | None = None,
        hard: Collection[str] | None = None,
        *,
        safe: bool,
    ) -> None:
        """Take back what the question before held, and hold what this one gives."""
        laid, highs = self._laid, self._highs
        most = np.array([self.most - 1.0 if family in allowed else 0.0 for family in self.families])
        highs.hold(laid.raises, np.zeros(len(most)), most)
        highs.hold(laid.largest, np.zeros(1), np.full(1, np.inf))
        if hard is None:
            over = np.zeros(len(laid.over))
            free = np.full(len(self.wanted.short), np.inf)
        else:
            over = np.where(self.wanted.among(self.wanted.ceiling_of, hard), 0.0, np.inf)
            free = np.where(self.wanted.among(self.wanted.short_of, hard), 0.0, np.inf)
        highs.hold(laid.over, np.zeros(len(over)), over)
        highs.hold(self.wanted.short, np.zeros(len(free)), free)
        lost = np.full(len(laid.lost), 0.0 if safe else np.inf)
        highs.hold(laid.lost, np.zeros(len(lost)), lost)
        for total in (laid.total_short, laid.total_usd, laid.total_lost):
            self._hold_total(total, np.inf)
        if len(self.wanted.rows):
            highs.hold_rows(self.wanted.rows, *self.wanted.limits(self._limits, wanted))

    def _with_money_rounded(self, values: np.ndarray, aim: str) -> np.ndarray | None:
        """The last aim again with the money as it will be told: what rounding adds of it spares capacities."""
        money = np.flatnonzero(self._usd > 0)
        columns = self._laid.raises[money]
        rounded = _rounded_up(1.0 + values[columns]) - 1.0
        self._highs.hold(columns, rounded, rounded)
        self._hold_total(self._laid.total_usd, np.inf)
        return self._solved(aim)

    def _hold_total(self, row: int, most: float) -> None:
        self._highs.hold_rows(np.array([row]), np.array([-np.inf]), np.array([most]))

    def _raise_to(self, times: Mapping[str, float]) -> None:
        columns = [self._laid.raises[self.families.index(family)] for family in times]
        fixed = np.array([factor - 1.0 for factor in times.values()], dtype=float)
        self._highs.hold(np.array(columns, dtype=np.int64), fixed, fixed)

    def _shortest(self, *, cold: bool = True) -> Shortfall:
        values = self._solved(SHORT, cold=cold)
        if values is None:
            message = "the solver found no least shortfall"
            raise SolveError(message)
        return self._missed(values)

    def _missed(self, values: np.ndarray) -> Shortfall:
        missed, pins = values[self._laid.misses], self.wanted.in_households[self._laid.misses_of]
        return Shortfall(float(missed[~pins].sum()), float(missed[pins].sum()))

    def _solved(self, aim: str, *, cold: bool = True) -> np.ndarray | None:
        cost = self._laid.weights(aim)
        scale = np.abs(cost).max(initial=0.0)
        self._highs.set_cost(cost * (_AIM_AT / scale) if scale else cost)
        with self._clock.stage("solve"):
            outcome = self._highs.solve_linear(cold=cold)
        return outcome.values if outcome.termination is Termination.OPTIMAL else None

    def _keep(self, aim: str, values: np.ndarray) -> None:
        found = float(self._laid.weights(aim) @ values)
        held = found * (1 + _KEPT) + _KEPT
        if aim == LARGEST:
            self._highs.hold(self._laid.largest, np.zeros(1), np.array([held]))
        elif aim == SHORT:
            self._hold_total(self._laid.total_short, found + NO_SHORTER)
        elif aim == LOST:
            self._hold_total(self._laid.total_lost, held)
        elif aim == USD:
            self._hold_total(self._laid.total_usd, found * (1 + MORE_MONEY) + _KEPT)

    def _read(self, values: np.ndarray) -> Raised:
        times = _rounded_up(1.0 + values[self._laid.raises])
        found = {family: float(factor) for family, factor in zip(self.families, times, strict=True) if factor > 1.0}
        usd = sum((factor - 1.0) * self.usd_of(family) for family, factor in found.items())
        fewer = {number: float(lost) for number, lost in enumerate(values[self._laid.lost]) if lost > _KEPT}
        return Raised(found, self._missed(values), usd, fewer)


def _rounded_up(times: np.ndarray) -> np.ndarray:
    parts = 10.0**_DECIMALS
    return np.asarray(np.ceil((times - _KEPT) * parts) / parts)


def _added(
    base: Matrix, kept: KeptModel, dataset: Dataset, scenario: Scenario, changes: Sequence[Change]
) -> np.ndarray | None:
    """What the changes add to each row's limit; None where they change anything else."""
    changed = scenario.model_copy(update={"change": (*scenario.change, *changes)})
    model = kept.revised(make_instance(dataset, changed, kept.model.given))
    if model is None:
        return None
    other = matrix_of(model.program)
    same = other.rows == base.rows and all(
        np.array_equal(getattr(base, part), getattr(other, part)) for part in ("start", "index", "value", "cost")
    )
    bounded = np.isfinite(base.row_upper)
    if not same or not np.array_equal(bounded, np.isfinite(other.row_upper)):
        return None
    below = np.isfinite(base.row_lower) & (base.row_lower != other.row_lower)
    if below.any():
        return None
    added = np.zeros(base.rows)
    added[bounded] = other.row_upper[bounded] - base.row_upper[bounded]
    return added


def _usd_added(kept: KeptModel, added: Mapping[str, np.ndarray]) -> np.ndarray:
    """Money that doubling each family adds over the horizon, from the rows of (14)."""
    ledger = kept.model.program.ledger
    rows = np.flatnonzero((ledger["equation"] == "eq14_budget").to_numpy())
    funders = kept.model.given.data["funders"].set_index("funder")["carries_over"]
    keeps = ledger["funder"].iloc[rows].map(funders).to_numpy(dtype=bool) if len(rows) else np.zeros(0, dtype=bool)
    found = [
        max(float(more[rows][keeps].max(initial=0.0)), 0.0) + float(more[rows][~keeps].sum()) for more in added.values()
    ]
    return np.array(found) * USD_PER_MILLION
