"""linopy at its quickest: a variable for each symbol, rows by equation as padded arrays, HiGHS in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import linopy
import numpy as np
import xarray

from benchmarks.peers import PeerRun
from benchmarks.timing import Stopwatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.known import KnownProgramme

MOST_CELLS = 5_000_000
"""A family whose padded array would be larger is given in parts of rows about as long: linopy pads to the longest."""


def linopy_direct(
    known: KnownProgramme, options: dict[str, object], *, time_limit: float | None = None, solved: bool = True
) -> PeerRun:
    """Build, hand over by ``io_api="direct"``, solve with the same options, read the values of every symbol."""
    watch = Stopwatch()
    with watch.lap("build"):
        model, parts = _model(known)
    limited = options if time_limit is None else {**options, "time_limit": time_limit}
    with watch.lap("hand_over"):
        solver = linopy.solvers.Solver.from_name(
            "highs", model=model, io_api="direct", options=dict(limited), set_names=False
        )
    if not solved:
        return PeerRun(watch.seconds, None)
    with watch.lap("solve"):
        result = solver.solve()
    with watch.lap("read_out"):
        status, _ = model.assign_result(result)
        values = np.empty(known.matrix.columns)
        for symbol, columns in parts.items():
            values[columns] = model.variables[symbol].solution.to_numpy()
    return PeerRun(watch.seconds, known.matrix.objective(values) if status == "ok" else None)


def _model(known: KnownProgramme) -> tuple[linopy.Model, dict[str, np.ndarray]]:
    matrix, model = known.matrix, linopy.Model()
    labels = np.empty(matrix.columns, dtype=np.int64)
    parts = {symbol: np.flatnonzero(known.symbols == symbol) for symbol in dict.fromkeys(known.symbols.tolist())}
    for symbol, columns in parts.items():
        coords = {symbol: np.arange(len(columns))}
        lower, upper = (xarray.DataArray(bound[columns], coords) for bound in (matrix.lower, matrix.upper))
        labels[columns] = model.add_variables(lower=lower, upper=upper, name=symbol).labels.to_numpy()
    senses, limits = known.senses, known.limits
    for name, rows in _families(known, senses):
        coords = {name: np.arange(len(rows))}
        model.add_constraints(
            _expression(matrix.start, matrix.index, matrix.value, labels, rows, name, model),
            str(senses[rows[0]]),
            xarray.DataArray(limits[rows], coords),
            name=name,
        )
    priced = np.flatnonzero(matrix.cost)
    terms = xarray.Dataset({"coeffs": ("_term", matrix.cost[priced]), "vars": ("_term", labels[priced])})
    model.add_objective(linopy.LinearExpression(terms, model), sense="max" if matrix.maximise else "min")
    return model, parts


def _families(known: KnownProgramme, senses: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    """Rows of one equation and sense; a family that padding would blow up, in parts by length."""
    lengths = np.diff(known.matrix.start)
    keys = np.char.add(np.char.add(known.equations, " "), senses)
    for key in dict.fromkeys(keys.tolist()):
        rows = np.flatnonzero(keys == key)
        if len(rows) * lengths[rows].max() <= MOST_CELLS:
            yield key, rows
            continue
        scale = np.ceil(np.log2(lengths[rows])).astype(int)
        for power in np.unique(scale):
            yield f"{key} {power}", rows[scale == power]


def _expression(
    start: np.ndarray,
    index: np.ndarray,
    value: np.ndarray,
    labels: np.ndarray,
    rows: np.ndarray,
    name: str,
    model: linopy.Model,
) -> linopy.LinearExpression:
    lengths = start[rows + 1] - start[rows]
    steps = np.arange(lengths.max())
    filled = steps < lengths[:, None]
    entries = (start[rows][:, None] + steps)[filled]
    coefficients = np.full(filled.shape, np.nan)
    coefficients[filled] = value[entries]
    variables = np.full(filled.shape, -1, dtype=np.int64)
    variables[filled] = labels[index[entries]]
    dims = (name, "_term")
    terms = xarray.Dataset(
        {"coeffs": (dims, coefficients), "vars": (dims, variables)}, coords={name: np.arange(len(rows))}
    )
    return linopy.LinearExpression(terms, model)
