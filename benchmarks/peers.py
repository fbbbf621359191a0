"""The peers that need no package of their own: highspy alone (the floor), and PuLP as its manual shows it."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import highspy
import numpy as np
import pulp

from benchmarks.timing import Stopwatch

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.known import KnownProgramme
    from benchmarks.timing import Seconds

MOST_DIFFERENT = 1e-6
"""Relative difference of two objectives that are called the same."""


@dataclass(frozen=True)
class PeerRun:
    """Seconds by stage (build, hand_over, solve, read_out) and the objective (None: not solved in time)."""

    seconds: Seconds
    objective: float | None


def floor(known: KnownProgramme, options: dict[str, object], *, time_limit: float | None = None) -> PeerRun:
    """The matrix in one ``passModel``, solved, its values read: nothing in Python can be quicker."""
    watch, matrix = Stopwatch(), known.matrix
    with watch.lap("build"):
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = matrix.columns, matrix.rows
        model.col_cost_, model.col_lower_, model.col_upper_ = matrix.cost, matrix.lower, matrix.upper
        model.row_lower_, model.row_upper_ = matrix.row_lower, matrix.row_upper
        model.sense_ = highspy.ObjSense.kMaximize if matrix.maximise else highspy.ObjSense.kMinimize
        model.offset_ = matrix.offset
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_ = matrix.start, matrix.index
        model.a_matrix_.value_ = matrix.value
    with watch.lap("hand_over"):
        highs = highspy.Highs()
        for name, value in options.items():
            highs.setOptionValue(name, value)
        if time_limit is not None:
            highs.setOptionValue("time_limit", time_limit)
        highs.passModel(model)
    with watch.lap("solve"):
        highs.run()
    with watch.lap("read_out"):
        values = np.asarray(highs.getSolution().col_value, dtype=float)
    solved = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return PeerRun(watch.seconds, matrix.objective(values) if solved else None)


def plain_pulp(known: KnownProgramme, *, solved: bool = True) -> PeerRun:
    """``LpVariable.dicts`` by symbol, ``lpSum`` by row, CBC by file."""
    watch, rows = Stopwatch(), _rows(known)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # PuLP 3.3 announces version 4
        with watch.lap("build"):
            problem, columns = _plain_problem(known, rows)
        objective = _solve_with_cbc(problem, columns, known, watch) if solved else None
    return PeerRun(watch.seconds, objective)


def assert_same(objectives: dict[str, float]) -> None:
    """Raise AssertionError where two ways did not find the same best."""
    values = np.array(list(objectives.values()))
    if np.ptp(values) > MOST_DIFFERENT * max(1.0, float(np.abs(values).max())):
        message = f"the objectives differ: {objectives}"
        raise AssertionError(message)


Row = tuple[list[tuple[int, float]], str, float, str]


def _rows(known: KnownProgramme) -> list[Row]:
    """Terms, sense, limit and name of each row as plain Python, made before the time counts."""
    matrix = known.matrix
    index, value, start = matrix.index.tolist(), matrix.value.tolist(), matrix.start.tolist()
    named = zip(known.senses.tolist(), known.limits.tolist(), known.equations.tolist(), strict=True)
    return [
        (list(zip(index[first:last], value[first:last], strict=True)), sense, limit, f"{equation}_{number}")
        for number, (first, last, (sense, limit, equation)) in enumerate(zip(start[:-1], start[1:], named, strict=True))
    ]


def _plain_problem(known: KnownProgramme, rows: list[Row]) -> tuple[pulp.LpProblem, dict[int, pulp.LpVariable]]:
    matrix = known.matrix
    problem = pulp.LpProblem("known", pulp.LpMaximize if matrix.maximise else pulp.LpMinimize)
    columns: dict[int, pulp.LpVariable] = {}
    for symbol in dict.fromkeys(known.symbols.tolist()):
        alike = np.flatnonzero(known.symbols == symbol)
        for upper in dict.fromkeys(matrix.upper[alike].tolist()):
            chosen = alike[matrix.upper[alike] == upper].tolist()
            bound = None if np.isinf(upper) else upper
            columns |= pulp.LpVariable.dicts(symbol, chosen, float(matrix.lower[chosen[0]]), bound)
    priced = np.flatnonzero(matrix.cost)
    prices = zip(priced.tolist(), matrix.cost[priced].tolist(), strict=True)
    problem += pulp.lpSum(price * columns[column] for column, price in prices) + matrix.offset
    for terms, sense, limit, name in rows:
        left = pulp.lpSum(coefficient * columns[column] for column, coefficient in terms)
        if sense == "<=":
            problem += left <= limit, name
        elif sense == ">=":
            problem += left >= limit, name
        else:
            problem += left == limit, name
    return problem, columns


def _solve_with_cbc(
    problem: pulp.LpProblem, columns: dict[int, pulp.LpVariable], known: KnownProgramme, watch: Stopwatch
) -> float:
    """Solve by file; what PuLP spends on writing and reading the files is told apart from CBC's own time."""
    solver = pulp.PULP_CBC_CMD(mip=False, msg=False, threads=1)
    problem.writeMPS = _timed(problem.writeMPS, "hand_over", watch)
    solver.readsol_MPS = _timed(solver.readsol_MPS, "read_out", watch)
    whole = Stopwatch()
    with whole.lap("all"):
        problem.solve(solver)
    watch.add("solve", whole.seconds["all"] - watch.seconds["hand_over"] - watch.seconds["read_out"])
    with watch.lap("read_out"):
        values = np.array([columns[position].varValue or 0.0 for position in range(known.matrix.columns)])
    if problem.status != pulp.LpStatusOptimal:
        message = f"CBC ended with {pulp.LpStatus[problem.status]}"
        raise AssertionError(message)
    return known.matrix.objective(values)


def _timed(function: Callable[..., object], stage: str, watch: Stopwatch) -> Callable[..., object]:
    def timed(*arguments: object, **named: object) -> object:
        with watch.lap(stage):
            return function(*arguments, **named)

    return timed
