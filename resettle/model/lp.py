"""Variables and rows of a linear programme from tidy tables: the only module that builds with PuLP.

A *term* is a tidy table with key columns, ``variable`` (a position in the programme) and ``coefficient``;
a sum is what rows of a term have in common: the keys of the row that is required.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pulp

from resettle.errors import ResettleError
from resettle.model.rows import Columns, Entries, Objective, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from resettle.model.rows import Sense

_SENSES = {"<=": pulp.LpConstraintLE, ">=": pulp.LpConstraintGE, "==": pulp.LpConstraintEQ}


class ModelError(ResettleError):
    """The model was put together wrongly; names the equation and the keys (a defect of ours, not of the data)."""


class Program:
    """Variables and rows as arrays, the ledger that says which stands for what, and the same as a PuLP problem.

    Attributes
    ----------
    created, rows, objective
        What was made and required so far; the ``variable`` of a term is a position among all that was created.
    """

    def __init__(self, title: str, *, maximise: bool) -> None:
        self.title, self.maximise = title, maximise
        self.created: list[Columns] = []
        self.rows: list[Rows] = []
        self.objective: Objective | None = None
        self._in_pulp: _InPulp | None = None

    @property
    def problem(self) -> pulp.LpProblem:
        """The programme as it stands as a PuLP problem, readable and exportable by any PuLP user.

        It is written when it is asked for, and again after a change. Columns are named ``c0000123_settle`` in order of
        creation, so that PuLP's ordering by name is the order of creation, rows ``eq09_standard_0000123``.
        """
        return self._written.problem

    @property
    def columns(self) -> list[pulp.LpVariable]:
        """The PuLP problem's variables in order of creation."""
        return self._written.columns

    @property
    def _written(self) -> _InPulp:
        if self._in_pulp is None:
            with without_garbage_collection():
                self._in_pulp = _InPulp.of(self)
        return self._in_pulp

    @property
    def ledger(self) -> pd.DataFrame:
        """Every row in order: equation, its keys (blank where an equation has no such key), sense, limit."""
        return self.ledger_of(np.ones(sum(len(rows.keys) for rows in self.rows), dtype=bool))

    def ledger_of(self, chosen: np.ndarray) -> pd.DataFrame:
        """The ledger of the rows that are chosen: true or false for each, the last ones may be left out."""
        told, known = [], 0
        for rows in self.rows:
            wanted = chosen[known : known + len(rows.keys)]
            known += len(rows.keys)
            if wanted.any():
                told.append(rows.keys[wanted].assign(equation=rows.equation, sense=rows.sense))
        return pd.concat(told, ignore_index=True) if told else pd.DataFrame({"equation": [], "sense": [], "limit": []})

    def variables(
        self,
        symbol: str,
        keys: pd.DataFrame,
        *,
        upper: float | None = None,
        lower: float | None = 0.0,
        whole: bool = False,
    ) -> pd.DataFrame:
        """Create a variable for each row of ``keys`` and return the keys with their ``variable``."""
        if keys.duplicated().any():
            raise ModelError(f"{symbol}: the index has duplicates, e.g. {_first(keys[keys.duplicated()])}")
        positions = self._create(Columns(symbol, keys.reset_index(drop=True), lower, upper, whole))
        return keys.reset_index(drop=True).assign(variable=positions)

    def require(
        self,
        equation: str,
        terms: Sequence[pd.DataFrame],
        sense: Sense,
        limits: pd.DataFrame,
    ) -> None:
        """Add one row for each row of ``limits`` (key columns and ``limit``).

        A limit of plus infinity under ``<=`` is no limit and adds no row. A limit without terms is dropped where
        nothing satisfies it and refused where it can't be met; a left-hand side without a limit, a duplicate key
        and a coefficient that is not finite are refused.
        """
        keys = [column for column in limits.columns if column != "limit"]
        left = pd.concat([part[[*keys, "variable", "coefficient"]] for part in terms], ignore_index=True)
        self._refuse_bad_numbers(equation, keys, left, limits)
        row_of = _positions(left, limits, keys)
        if (row_of < 0).any():
            raise ModelError(f"{equation}: no limit for {_first(left.loc[row_of < 0, keys])}")
        limit = limits["limit"].to_numpy(dtype=float)
        bound = np.isfinite(limit)
        entries = Entries.summed(row_of, left["variable"].to_numpy(), left["coefficient"].to_numpy(dtype=float), bound)
        present = np.zeros(len(limits), dtype=bool)
        present[entries.row] = True
        self._refuse_unmet_empty_rows(equation, limits, sense, bound & ~present)
        if len(entries.row):
            self._add(Rows.of(equation, sense, entries, limits[present].reset_index(drop=True)))

    def set_objective(self, terms: Sequence[pd.DataFrame]) -> Objective:
        """Make the sum of ``coefficient`` x ``variable`` over all terms the objective."""
        total = pd.concat([part[["variable", "coefficient"]] for part in terms], ignore_index=True)
        if not np.isfinite(total["coefficient"].to_numpy(dtype=float)).all():
            raise ModelError("objective: a coefficient is not finite")
        total = total.groupby("variable", sort=True)["coefficient"].sum().reset_index()
        made = Objective(total["variable"].to_numpy(dtype=np.int64), total["coefficient"].to_numpy(dtype=float))
        self.aim(made)
        return made

    def aim(self, objective: Objective | None) -> None:
        """Make this the objective."""
        self.objective, self._in_pulp = objective, None

    def hold_above(self, symbol: str, lower: float) -> None:
        """Give the variables of a symbol another lower bound."""
        self._in_pulp = None
        self.created = [replace(one, lower=lower) if one.symbol == symbol else one for one in self.created]

    def _create(self, columns: Columns) -> np.ndarray:
        """Make the columns and return their positions."""
        self._in_pulp = None
        start = sum(len(known.keys) for known in self.created)
        self.created.append(columns)
        return np.arange(start, start + len(columns.keys), dtype=np.int64)

    def _add(self, rows: Rows) -> None:
        self._in_pulp = None
        self.rows.append(rows)

    @staticmethod
    def _refuse_bad_numbers(equation: str, keys: list[str], left: pd.DataFrame, limits: pd.DataFrame) -> None:
        bad = ~np.isfinite(left["coefficient"].to_numpy(dtype=float))
        if bad.any():
            raise ModelError(f"{equation}: a coefficient is not finite at {_first(left.loc[bad, keys])}")
        if limits["limit"].isna().any():
            raise ModelError(f"{equation}: a limit is missing at {_first(limits.loc[limits['limit'].isna(), keys])}")
        twice = limits.duplicated(keys) if keys else limits.index.to_series() > limits.index.min()
        if twice.any():
            raise ModelError(f"{equation}: two limits for {_first(limits.loc[twice, keys])}")

    @staticmethod
    def _refuse_unmet_empty_rows(equation: str, limits: pd.DataFrame, sense: Sense, empty: np.ndarray) -> None:
        limit = limits["limit"].to_numpy(dtype=float)
        unmet = {"<=": limit < 0, ">=": limit > 0, "==": limit != 0}[sense] & empty
        if unmet.any():
            raise ModelError(f"{equation}: nothing can meet the limit at {_first(limits[unmet])}")


class RevisedProgram(Program):
    """Other rows over the columns of a program that was built before."""

    def __init__(self, first: Program) -> None:
        super().__init__(first.title, maximise=first.maximise)
        self.created = list(first.created)

    def take(self, rows: list[Rows]) -> None:
        """Take rows as they were."""
        self.rows.extend(rows)

    def _create(self, columns: Columns) -> np.ndarray:
        start = 0
        for known in self.created:
            end = start + len(known.keys)
            if known.same_as(columns):
                return np.arange(start, end, dtype=np.int64)
            start = end
        raise OtherColumnsError(columns.symbol)


class OtherColumnsError(ModelError):
    """Rows asked for columns that the first program does not have: it can't be revised, only built anew."""


@dataclass(frozen=True)
class _InPulp:
    """A programme written in PuLP."""

    problem: pulp.LpProblem
    columns: list[pulp.LpVariable]

    @classmethod
    def of(cls, program: Program) -> _InPulp:
        """Write every column, row and the objective."""
        problem = pulp.LpProblem(program.title, pulp.LpMaximize if program.maximise else pulp.LpMinimize)
        written = cls(problem, [])
        for columns in program.created:
            written._create(columns)
        known = 0
        for rows in program.rows:
            written._add(rows, known)
            known += len(rows.keys)
        if program.objective is not None:
            problem.setObjective(written._sum(program.objective.variable, program.objective.coefficient))
        return written

    def _create(self, columns: Columns) -> None:
        start = len(self.columns)
        category = pulp.LpInteger if columns.whole else pulp.LpContinuous
        names = [f"c{position:07d}_{columns.symbol}" for position in range(start, start + len(columns.keys))]
        add = self.problem.add_variable
        self.columns.extend([add(name, columns.lower, columns.upper, category) for name in names])

    def _add(self, rows: Rows, known: int) -> None:
        code = _SENSES[rows.sense]
        bounds = zip(rows.start[:-1].tolist(), rows.start[1:].tolist(), rows.limit.tolist(), strict=True)
        for number, (start, end, limit) in enumerate(bounds, start=known):
            expression = self._sum(rows.variable[start:end], rows.coefficient[start:end])
            name = f"{rows.equation}_{number:07d}"
            self.problem.addConstraint(pulp.LpConstraint(expression, code, name, limit))

    def _sum(self, variable: np.ndarray, coefficient: np.ndarray) -> pulp.LpAffineExpression:
        chosen = [self.columns[position] for position in variable.tolist()]
        return pulp.LpAffineExpression(dict(zip(chosen, coefficient.tolist(), strict=True)))


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Suspend Python's cycle collector: a model is a million long-lived objects, and it would scan them in vain."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def term(frame: pd.DataFrame, coefficient: float | str | pd.Series = 1.0, **renamed: str) -> pd.DataFrame:
    """A term from a table with a ``variable``: the coefficient is a number, a column's name or a series.

    ``renamed`` gives key columns new names (``year="ready_year"`` takes the key ``year`` from ``ready_year``).
    """
    factor = frame[coefficient] if isinstance(coefficient, str) else coefficient
    made = frame.assign(coefficient=factor)
    for new, old in renamed.items():
        made[new] = frame[old]
    return made


def minus(part: pd.DataFrame) -> pd.DataFrame:
    """The same term on the other side of the inequality."""
    return part.assign(coefficient=-part["coefficient"])


def _positions(left: pd.DataFrame, limits: pd.DataFrame, keys: list[str]) -> np.ndarray:
    """The position among ``limits`` of the keys of each row; -1 where they are not there."""
    if not keys:
        return np.zeros(len(left), dtype=np.int64)
    number = np.zeros(len(limits) + len(left), dtype=np.int64)
    for key in keys:
        codes, found = pd.factorize(pd.concat([limits[key], left[key]], ignore_index=True))
        number = pd.factorize(number * (len(found) + 1) + codes)[0]
    return pd.Index(number[: len(limits)]).get_indexer(pd.Index(number[len(limits) :]))


def _first(frame: pd.DataFrame) -> str:
    return str(frame.iloc[0].to_dict())
