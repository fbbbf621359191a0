"""A scenario applied to a dataset: changes in their order, then levers, openings, targets and horizon."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.errors import ScenarioError
from resettle.inputs.parsing import NEVER, range_problems
from resettle.inputs.people_rules import rows_for
from resettle.inputs.problems import error, nearest
from resettle.inputs.schema import INPUT_TABLES, STAFF_PREFIX

if TYPE_CHECKING:
    from resettle.errors import Problem
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Change, Scenario

Tables = dict[str, pd.DataFrame]


def apply(dataset: Dataset, scenario: Scenario) -> Dataset:
    """A copy of the dataset as the scenario wants it; the dataset itself stays as it is.

    Raises
    ------
    ScenarioError
        With every table, column, key or name that is not in the dataset, and every figure that leaves its range.
    """
    from resettle.inputs.check import check
    from resettle.inputs.dataset import Dataset as Made

    tables = dict(dataset.tables)
    problems: list[Problem] = []
    for number, change in enumerate(scenario.change, start=1):
        problems += _change(tables, change, f"change {number}")
    settings = dataset.settings
    if scenario.horizon is not None:
        first, last = scenario.horizon
        settings = settings.model_copy(update={"first_year": first, "last_year": last})
    problems += _opens(tables, scenario)
    problems += _unknown_names(dataset, scenario)
    if problems:
        raise ScenarioError(problems, "the scenario does not fit the dataset:")
    _scale(tables, scenario, range(settings.first_year, settings.last_year + 1))
    _targets(tables, scenario)
    applied = Made(settings, MappingProxyType(tables), dataset.name)
    if scenario.change or scenario.horizon is not None:
        errors = [problem for problem in check(applied) if problem.severity == "error"]
        if errors:
            raise ScenarioError(errors, "with the scenario's changes the dataset has errors:")
    return applied


def _change(tables: Tables, change: Change, where: str) -> list[Problem]:
    if change.table not in INPUT_TABLES:
        return [error("scenario", None, where, change.table, "a table", nearest(change.table, INPUT_TABLES))]
    table, frame = INPUT_TABLES[change.table], tables[change.table]
    column = table.column(change.column)
    figures = [known.name for known in table.columns if known.is_figure]
    if column is None or not column.is_figure:
        found = f"{change.table}.{change.column}"
        return [error("scenario", None, where, found, "a column of figures", nearest(change.column, figures))]
    chosen, problems = _chosen(frame, change, where)
    if problems:
        return problems
    value = np.inf if change.set == NEVER and column.kind == "opening" else change.set
    if isinstance(value, str):
        return [error("scenario", None, where, value, "a figure")]
    old = frame.loc[chosen, change.column].astype(float)
    new = old * change.times if change.times is not None else old + (change.plus or 0.0)
    if value is not None:
        new = old * 0.0 + float(value) if old.notna().all() else pd.Series(float(value), index=old.index)
    name = f"{where}: {change.table}.{change.column}"
    whole = column if column.name != "households" else None
    outside = range_problems(column, new, "scenario") if whole else []
    if outside:
        return [error("scenario", None, name, one.found, one.expected) for one in outside[:5]]
    values = frame[change.column].astype(float).where(~chosen, new)
    tables[change.table] = frame.assign(**{change.column: values.astype(frame[change.column].dtype)})
    return []


def _chosen(frame: pd.DataFrame, change: Change, where: str) -> tuple[pd.Series, list[Problem]]:
    """Rows that a change means, or why there are none."""
    chosen = pd.Series(data=True, index=frame.index)
    for key, value in change.where.items():
        if key not in frame.columns:
            return chosen, [
                error("scenario", None, f"{where}: where.{key}", key, "a column", nearest(key, frame.columns))
            ]
        column = frame[key]
        same = column == (str(value) if pd.api.types.is_string_dtype(column) else value)
        if not same.any():
            hint = nearest(str(value), column.astype(str).unique())
            return chosen, [error("scenario", None, f"{where}: where.{key}", value, f"a value of {key}", hint)]
        chosen &= same
    if not chosen.any():
        return chosen, [error("scenario", None, where, str(dict(change.where)), "at least one row that has all of it")]
    return chosen, []


def _opens(tables: Tables, scenario: Scenario) -> list[Problem]:
    problems = []
    for table, key, openings in (
        ("corridors", "corridor", scenario.opens.corridor),
        ("places", "place", scenario.opens.place),
    ):
        for name, year in openings.items():
            frame = tables[table]
            chosen = frame[key] == name
            if not chosen.any():
                problems.append(error("scenario", None, f"opens.{key}", name, f"a {key}", nearest(name, frame[key])))
            tables[table] = frame.assign(opens_year=frame["opens_year"].mask(chosen, _year(year)))
    programmes = tables["programmes"]["programme"]
    for programme, solutions in scenario.opens.solution.items():
        if programme not in set(programmes):
            hint = nearest(programme, programmes)
            problems.append(error("scenario", None, "opens.solution", programme, "a programme", hint))
        for solution, year in solutions.items():
            tables["solutions"] = _opened(tables["solutions"], programme, solution, _year(year))
    return problems


def _opened(solutions: pd.DataFrame, programme: str, solution: str, year: float) -> pd.DataFrame:
    chosen = (solutions["programme"] == programme) & (solutions["solution"] == solution)
    if chosen.any():
        return solutions.assign(opens_year=solutions["opens_year"].mask(chosen, year))
    blank = dict.fromkeys(("source", "confidence", "note"), "")
    row = pd.DataFrame([{"programme": programme, "solution": solution, "opens_year": year, **blank}])
    return row if solutions.empty else pd.concat([solutions, row], ignore_index=True)


def _year(year: int | str) -> float:
    return np.inf if year == NEVER else float(year)


def _unknown_names(dataset: Dataset, scenario: Scenario) -> list[Problem]:
    """Names in standards, targets and pins that the dataset does not know."""
    valid = {name: set(dataset[f"{name}s"][name]) for name in ("programme", "place", "service")}
    named = []
    if isinstance(scenario.standard, dict):
        named += [("standard", "service", service) for service in scenario.standard]
    for number, target in enumerate(scenario.target, start=1):
        if target.scope != "all":
            named.append((f"target {number}: name", target.scope, target.name))
        elif target.name:
            named.append((f"target {number}: name (scope all takes none)", "place", target.name))
    for number, pin in enumerate(scenario.pin, start=1):
        named += [
            (f"pin {number}: {key}", key, getattr(pin, key)) for key in ("programme", "place") if getattr(pin, key)
        ]
    return [
        error("scenario", None, where, name, f"a {kind}", nearest(name, valid[kind]))
        for where, kind, name in named
        if name not in valid[kind]
    ]


def _scale(tables: Tables, scenario: Scenario, years: range) -> None:
    scale = scenario.scale
    resource = tables["capacities"]["resource"]
    factor = resource.map(
        {"build": scale.build, "purchase": scale.purchase, "tenure": scale.tenure, "clearance": scale.clearance}
    )
    factor = factor.mask(resource.str.startswith(STAFF_PREFIX), scale.staff).astype(float)
    _multiply(tables, "capacities", "amount", factor)
    for table, column, by in (
        ("build_capacity", "homes", scale.build),
        ("land", "clear_ha_per_year", scale.clearance),
        ("funding", "usd", scale.funding),
        ("vacant_homes", "homes", scale.vacant),
        ("service_spare", "units", scale.spare),
        ("housing", "unit_cost_usd", scale.unit_cost),
        ("links", "tonnes_per_year", scale.supply),
        ("supplies", "tonnes_per_year", scale.supply),
    ):
        if by != 1.0:
            _multiply(tables, table, column, by)
    if scale.willingness != 1.0:
        tables["willingness"] = _scaled_willingness(tables, scale.willingness, years)


def _multiply(tables: Tables, table: str, column: str, factor: float | pd.Series) -> None:
    tables[table] = tables[table].assign(**{column: tables[table][column] * factor})


def _scaled_willingness(tables: Tables, factor: float, years: range) -> pd.DataFrame:
    """Shares times the factor; where the largest yearly sum of all solutions is then above 1, divided by it."""
    willingness = tables["willingness"]
    communities = tables["cohorts"][["programme", "origin"]].drop_duplicates()
    parts = []
    for programme, origin in communities.itertuples(index=False):
        rows = rows_for(willingness, programme, origin)
        rows = rows.assign(origin=origin, share=rows["share"] * factor)
        largest = max((_sum_in(rows, year) for year in years), default=0.0)
        parts.append(rows.assign(share=rows["share"] / max(1.0, largest)))
    return pd.concat(parts, ignore_index=True)


def _sum_in(rows: pd.DataFrame, year: int) -> float:
    held = rows[rows["from_year"] <= year].sort_values("from_year")
    return float(held.groupby("solution")["share"].last().sum())


def _targets(tables: Tables, scenario: Scenario) -> None:
    if not scenario.target:
        return
    blank = dict.fromkeys(("source", "confidence", "note"), "")
    added = pd.DataFrame(
        [
            {"target": f"scenario {number}", **target.model_dump(), **blank}
            for number, target in enumerate(scenario.target, start=1)
        ]
    )
    present = tables["targets"]
    tables["targets"] = added if present.empty else pd.concat([present, added], ignore_index=True)
