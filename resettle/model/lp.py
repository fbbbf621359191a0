"""Variables and rows of a linear programme from tidy tables: the only module that builds with PuLP.

A *term* is a tidy table with key columns, ``variable`` (a position in the programme) and ``coefficient``;
a sum is what rows of a term have in common: the keys of the row that is required.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
import pulp

from resettle.errors import ResettleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Sense = Literal["<=", ">=", "=="]
_SENSES = {"<=": pulp.LpConstraintLE, ">=": pulp.LpConstraintGE, "==": pulp.LpConstraintEQ}


class ModelError(ResettleError):
    """The model was put together wrongly; names the equation and the keys (a defect of ours, not of the data)."""


class Program:
    """A PuLP problem and the ledger that says which row and column stands for what.

    Attributes
    ----------
    problem : pulp.LpProblem
        Readable and exportable by any PuLP user; columns are named ``c0000123_settle`` in order of creation,
        so that PuLP's ordering by name is the order of creation, rows ``eq09_standard_0000123``.
    columns : list of pulp.LpVariable
        In order of creation; the ``variable`` of a term is a position in this list.
    created, rows, objective
        What was made and required, as arrays, in the order of the problem's variables and constraints.
    """

    def __init__(self, title: str, *, maximise: bool) -> None:
        self.title, self.maximise = title, maximise
        self.whole: list[int] = []
        self.created: list[Columns] = []
        self.rows: list[Rows] = []
        self.objective: Objective | None = None
        self._row_count = 0

    @cached_property
    def problem(self) -> pulp.LpProblem:
        """The PuLP problem, filled as columns and rows come."""
        return pulp.LpProblem(self.title, pulp.LpMaximize if self.maximise else pulp.LpMinimize)

    @cached_property
    def columns(self) -> list[pulp.LpVariable]:
        """The problem's variables in order of creation."""
        return []

    @property
    def ledger(self) -> pd.DataFrame:
        """Every row in order: equation, its keys (blank where an equation has no such key), sense, limit."""
        told = [rows.keys.assign(equation=rows.equation, sense=rows.sense) for rows in self.rows]
        return pd.concat(told, ignore_index=True) if told else pd.DataFrame()

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
        entries = _Entries.summed(row_of, left["variable"].to_numpy(), left["coefficient"].to_numpy(dtype=float), bound)
        present = np.zeros(len(limits), dtype=bool)
        present[entries.row] = True
        self._refuse_unmet_empty_rows(equation, limits, sense, bound & ~present)
        if len(entries.row):
            self._add(Rows.of(equation, sense, entries, limits[present].reset_index(drop=True)))

    def set_objective(self, terms: Sequence[pd.DataFrame]) -> None:
        """Make the sum of ``coefficient`` x ``variable`` over all terms the objective."""
        total = pd.concat([part[["variable", "coefficient"]] for part in terms], ignore_index=True)
        if not np.isfinite(total["coefficient"].to_numpy(dtype=float)).all():
            raise ModelError("objective: a coefficient is not finite")
        total = total.groupby("variable", sort=True)["coefficient"].sum().reset_index()
        self._aim(Objective(total["variable"].to_numpy(dtype=np.int64), total["coefficient"].to_numpy(dtype=float)))

    def _create(self, columns: Columns) -> np.ndarray:
        """Make the columns and return their positions."""
        start = len(self.columns)
        category = pulp.LpInteger if columns.whole else pulp.LpContinuous
        positions = np.arange(start, start + len(columns.keys), dtype=np.int64)
        add = self.problem.add_variable
        names = [f"c{position:07d}_{columns.symbol}" for position in positions.tolist()]
        self.columns.extend([add(name, columns.lower, columns.upper, category) for name in names])
        self.created.append(columns)
        if columns.whole:
            self.whole.extend(positions.tolist())
        return positions

    def _add(self, rows: Rows) -> None:
        """Put the rows into the problem and the ledger."""
        variables = [self.columns[position] for position in rows.variable.tolist()]
        coefficients, starts = rows.coefficient.tolist(), rows.start.tolist()
        code = _SENSES[rows.sense]
        add = self.problem.addConstraint
        names = range(self._row_count, self._row_count + len(rows.keys))
        limits = rows.keys["limit"].to_numpy(dtype=float).tolist()
        for number, start, end, limit in zip(names, starts[:-1], starts[1:], limits, strict=True):
            pairs = dict(zip(variables[start:end], coefficients[start:end], strict=True))
            expression = pulp.LpAffineExpression(pairs)
            add(pulp.LpConstraint(expression, code, f"{rows.equation}_{number:07d}", limit))
        self._row_count += len(rows.keys)
        self.rows.append(rows)

    def _aim(self, objective: Objective) -> None:
        chosen = [self.columns[position] for position in objective.variable.tolist()]
        terms = dict(zip(chosen, objective.coefficient.tolist(), strict=True))
        self.problem.setObjective(pulp.LpAffineExpression(terms))
        self.objective = objective

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


@dataclass(frozen=True)
class Columns:
    """Variables of one symbol: their keys, bounds, and whether they are whole numbers."""

    symbol: str
    keys: pd.DataFrame
    lower: float | None
    upper: float | None
    whole: bool

    def same_as(self, other: Columns) -> bool:
        """Whether these are the same variables."""
        mine = (self.symbol, self.lower, self.upper, self.whole)
        return mine == (other.symbol, other.lower, other.upper, other.whole) and self.keys.equals(other.keys)


@dataclass(frozen=True)
class Rows:
    """Rows that were required together: ``keys`` (with ``limit``) a row each, their non-zeros compressed by row."""

    equation: str
    sense: Sense
    keys: pd.DataFrame
    start: np.ndarray
    variable: np.ndarray
    coefficient: np.ndarray

    @classmethod
    def of(cls, equation: str, sense: Sense, entries: _Entries, keys: pd.DataFrame) -> Rows:
        """Compress sorted entries; each of ``keys`` has some."""
        first = np.flatnonzero(np.r_[True, entries.row[1:] != entries.row[:-1]])
        start = np.r_[first, len(entries.row)]
        return cls(equation, sense, keys, start, entries.variable, entries.coefficient)


@dataclass(frozen=True)
class Objective:
    """Coefficients of the columns that count."""

    variable: np.ndarray
    coefficient: np.ndarray


class RevisedProgram(Program):
    """Other rows over the columns of a program that was built before; its PuLP problem is made when it is asked for."""

    def __init__(self, first: Program) -> None:
        super().__init__(first.title, maximise=first.maximise)
        self.whole, self.created = first.whole, first.created

    @cached_property
    def _written(self) -> Program:
        """The same in PuLP."""
        program = Program(self.title, maximise=self.maximise)
        for columns in self.created:
            program._create(columns)
        for rows in self.rows:
            program._add(rows)
        if self.objective is not None:
            program._aim(self.objective)
        return program

    @cached_property
    def problem(self) -> pulp.LpProblem:
        """The PuLP problem."""
        return self._written.problem

    @cached_property
    def columns(self) -> list[pulp.LpVariable]:
        """The problem's variables in order of creation."""
        return self._written.columns

    def take(self, rows: list[Rows]) -> None:
        """Take rows as they were."""
        self.rows.extend(rows)

    def aim_as(self, first: Program) -> None:
        """Take the first program's objective."""
        self.objective = first.objective

    def _create(self, columns: Columns) -> np.ndarray:
        start = 0
        for known in self.created:
            end = start + len(known.keys)
            if known.same_as(columns):
                return np.arange(start, end, dtype=np.int64)
            start = end
        raise OtherColumnsError(columns.symbol)

    def _add(self, rows: Rows) -> None:
        self.rows.append(rows)

    def _aim(self, objective: Objective) -> None:
        self.objective = objective


class OtherColumnsError(ModelError):
    """Rows asked for columns that the first program does not have: it can't be revised, only built anew."""


@dataclass(frozen=True)
class _Entries:
    """Non-zeros of rows, sorted by row and variable, each pair once."""

    row: np.ndarray
    variable: np.ndarray
    coefficient: np.ndarray

    @classmethod
    def summed(cls, row: np.ndarray, variable: np.ndarray, coefficient: np.ndarray, bound: np.ndarray) -> _Entries:
        """Sort the entries of bound rows and add up those of the same row and variable."""
        kept = np.flatnonzero(bound[row])
        order = kept[np.lexsort((variable[kept], row[kept]))]
        row, variable, coefficient = row[order], variable[order], coefficient[order]
        if not len(row):
            return cls(row, variable, coefficient)
        first = np.flatnonzero(np.r_[True, (row[1:] != row[:-1]) | (variable[1:] != variable[:-1])])
        return cls(row[first], variable[first], np.add.reduceat(coefficient, first))


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
    if not keys:
        return np.zeros(len(left), dtype=np.int64)
    numbered = limits[keys].assign(row=np.arange(len(limits)))
    found = left[keys].merge(numbered, on=keys, how="left")["row"]
    return found.fillna(-1).to_numpy(dtype=np.int64)


def _first(frame: pd.DataFrame) -> str:
    return str(frame.iloc[0].to_dict())
