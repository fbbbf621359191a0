"""A scenario applied to a dataset: changes in their order, then levers, openings, targets and horizon."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.errors import Problem, ScenarioError
from resettle.inputs.additions import with_row, with_source
from resettle.inputs.changes import changed
from resettle.inputs.check import check
from resettle.inputs.columns import NEVER
from resettle.inputs.dataset import Dataset
from resettle.inputs.levers import scale_tables
from resettle.inputs.problems import Finding, nearest, quoted
from resettle.inputs.refusal import Refusal
from resettle.inputs.schema import INPUT_TABLES

if TYPE_CHECKING:
    from resettle.inputs.scenario import Scenario
    from resettle.inputs.scenario_text import FieldPath

Tables = dict[str, pd.DataFrame]


def apply(dataset: Dataset, scenario: Scenario) -> Dataset:
    """A copy of the dataset as the scenario wants it; the dataset itself stays as it is.

    Raises
    ------
    ScenarioError
        With every table, column, key or name that is not in the dataset, every figure that leaves its range, and
        every rule of the dataset that the changes break.
    """
    tables = dict(dataset.tables)
    settings = dataset.settings
    if scenario.horizon is not None:
        first, last = scenario.horizon
        settings = settings.model_copy(update={"first_year": first, "last_year": last})
    years = range(settings.first_year, settings.last_year + 1)
    problems = [
        *_additions(tables, scenario),
        *_changes(tables, scenario),
        *_openings(tables, scenario),
        *_names_and_years(dataset, scenario, years),
    ]
    if not problems:
        scale_tables(tables, scenario.scale, years)
        _add_targets(tables, scenario)
        applied = Dataset(settings, MappingProxyType(tables), dataset.name, dataset.warnings)
        problems = _broken_rules(applied, scenario) if scenario.add or scenario.change or scenario.horizon else []
    if problems:
        raise ScenarioError(problems, f"the scenario {scenario.read_from.file} does not fit the dataset:")
    return applied


def _additions(tables: Tables, scenario: Scenario) -> list[Problem]:
    """Add the rows; what does not fit is named."""
    problems = []
    for number, add in enumerate(scenario.add):
        result = with_row(tables, add)
        if isinstance(result, Refusal):
            name = f"add {number + 1}: {add.table}, {'.'.join(result.field)}"
            problems.append(scenario.read_from.problem(("add", number, *result.field), result.what, name))
        else:
            tables[add.table] = result
            tables["sources"] = with_source(tables["sources"])
    return problems


def _changes(tables: Tables, scenario: Scenario) -> list[Problem]:
    """Carry the changes out in their order; what does not fit is named."""
    problems = []
    for number, change in enumerate(scenario.change):
        result = changed(tables, change)
        if isinstance(result, Refusal):
            name = f"change {number + 1}: {change.table}.{change.column}, {'.'.join(result.field)}"
            problems.append(scenario.read_from.problem(("change", number, *result.field), result.what, name))
        else:
            tables[change.table] = result
    return problems


def _openings(tables: Tables, scenario: Scenario) -> list[Problem]:
    """Set the years of opening; names that there are not are named."""
    problems = []
    for kind, openings in (("corridor", scenario.opens.corridor), ("place", scenario.opens.place)):
        frame = tables[f"{kind}s"]
        for name, year in openings.items():
            chosen = frame[kind] == name
            if not chosen.any():
                what = Finding(quoted(name), f"a {kind}", nearest(name, frame[kind]))
                problems.append(scenario.read_from.problem(("opens", kind, name), what))
            frame = frame.assign(opens_year=frame["opens_year"].mask(chosen, _year(year)))
        tables[f"{kind}s"] = frame
    programmes = set(tables["programmes"]["programme"])
    for programme, solutions in scenario.opens.solution.items():
        if programme not in programmes:
            what = Finding(quoted(programme), "a programme", nearest(programme, programmes))
            problems.append(scenario.read_from.problem(("opens", "solution", programme), what))
        for solution, year in solutions.items():
            tables["solutions"] = _opened(tables["solutions"], programme, solution, _year(year))
    return problems


def _opened(solutions: pd.DataFrame, programme: str, solution: str, year: float) -> pd.DataFrame:
    chosen = (solutions["programme"] == programme) & (solutions["solution"] == solution)
    if chosen.any():
        return solutions.assign(opens_year=solutions["opens_year"].mask(chosen, year))
    return _with_rows(solutions, [{"programme": programme, "solution": solution, "opens_year": year}])


def _year(year: int | str) -> float:
    return np.inf if year == NEVER else float(year)


def _names_and_years(dataset: Dataset, scenario: Scenario, years: range) -> list[Problem]:
    """Names in standards, targets and pins that the dataset does not know, and years outside the horizon."""
    named: list[tuple[FieldPath, str, str]] = []
    if isinstance(scenario.standard, dict):
        named += [(("standard", service), "service", service) for service in scenario.standard]
    dated: list[tuple[FieldPath, int]] = []
    problems = []
    for number, target in enumerate(scenario.target):
        dated.append((("target", number, "year"), target.year))
        if target.scope != "all":
            named.append((("target", number, "name"), target.scope, target.name))
        elif target.name:
            what = Finding(quoted(target.name), "no name, since the scope is all")
            problems.append(scenario.read_from.problem(("target", number, "name"), what))
    for number, pin in enumerate(scenario.pin):
        dated += [(("pin", number, "year"), pin.year)] if pin.year is not None else []
        keys = {"programme": pin.programme, "place": pin.place}
        named += [(("pin", number, key), key, name) for key, name in keys.items() if name]
    dated += [(("safeguard", number, "year"), one.year) for number, one in enumerate(scenario.safeguard)]
    problems += _names_of_safeguards(dataset, scenario)
    valid = {kind: set(dataset[f"{kind}s"][kind]) for kind in ("programme", "place", "service")}
    problems += [
        scenario.read_from.problem(path, Finding(quoted(name), f"a {kind}", nearest(name, valid[kind])))
        for path, kind, name in named
        if name not in valid[kind]
    ]
    problems += [
        scenario.read_from.problem(path, Finding(f"{year}", f"a year of the horizon, {years[0]} to {years[-1]}"))
        for path, year in dated
        if year not in years
    ]
    return problems


def _names_of_safeguards(dataset: Dataset, scenario: Scenario) -> list[Problem]:
    """Safeguards of programmes, places and groups that the dataset does not know."""
    problems = []
    cohorts, places = dataset["cohorts"], dataset["places"]
    programmes = set(dataset["programmes"]["programme"])
    for number, one in enumerate(scenario.safeguard):
        if one.programme not in programmes:
            what = Finding(quoted(one.programme), "a programme", nearest(one.programme, programmes))
            problems.append(scenario.read_from.problem(("safeguard", number, "programme"), what))
            continue
        own = cohorts[cohorts["programme"] == one.programme]
        known = {
            "programme": {one.programme},
            "place": set(places.loc[places["programme"] == one.programme, "place"]),
            "origin": set(own["origin"]),
            "size": set(own["size_class"]),
            "profile": set(own["profile"]),
        }[one.kind]
        if one.name not in known:
            expected = f"{_KINDS_OF_SAFEGUARDS[one.kind]} of the programme {one.programme}"
            elsewhere = one.kind == "place" and one.name in set(places["place"])
            hint = "The place is another programme's." if elsewhere else nearest(one.name, known)
            what = Finding(quoted(one.name), expected, hint)
            problems.append(scenario.read_from.problem(("safeguard", number, "name"), what))
    return problems


_KINDS_OF_SAFEGUARDS = {
    "programme": "the key",
    "place": "a place",
    "origin": "a community of origin",
    "size": "a size class",
    "profile": "a profile",
}


def _add_targets(tables: Tables, scenario: Scenario) -> None:
    if scenario.target:
        rows: list[dict[str, object]] = [
            {"target": f"scenario {number}", **target.model_dump()}
            for number, target in enumerate(scenario.target, start=1)
        ]
        tables["targets"] = _with_rows(tables["targets"], rows)


def _with_rows(frame: pd.DataFrame, rows: list[dict[str, object]]) -> pd.DataFrame:
    """The frame with rows added, in its own types; columns they do not say are blank text."""
    added = pd.DataFrame(rows).reindex(columns=frame.columns, fill_value="").astype(frame.dtypes)
    return pd.concat([frame, added], ignore_index=True)


def _broken_rules(applied: Dataset, scenario: Scenario) -> list[Problem]:
    """Errors of the changed dataset, each with the changes of its table that brought it about."""
    return [_blamed(problem, scenario) for problem in check(applied) if problem.severity == "error"]


def _blamed(problem: Problem, scenario: Scenario) -> Problem:
    table = problem.file.removesuffix(".csv")
    if table not in INPUT_TABLES:
        return scenario.read_from.problem(("horizon",), Finding(problem.found, problem.expected, problem.hint))
    kind, blamed = _touching(table, problem, scenario)
    path: FieldPath = (kind, blamed[0]) if blamed else ("horizon",)
    numbers = ", ".join(str(number + 1) for number in blamed)
    column = f"{table}.{problem.column}" if problem.column else table
    where = f" This is row {problem.row} of {table}." if problem.row is not None else ""
    what = Finding(problem.found, problem.expected, f"{problem.hint}{where}".strip())
    return scenario.read_from.problem(path, what, f"{kind} {numbers}: {column}" if blamed else "horizon")


def _touching(table: str, problem: Problem, scenario: Scenario) -> tuple[str, list[int]]:
    """Changes of the column, of the table, rows added to it; else every change, or every row added."""
    changes = [number for number, change in enumerate(scenario.change) if change.table == table]
    exact = [number for number in changes if scenario.change[number].column in problem.column.split(", ")]
    added = [number for number, add in enumerate(scenario.add) if add.table == table]
    if exact or (changes and not added):
        return "change", exact or changes
    if added or not scenario.change:
        return "add", added or list(range(len(scenario.add)))
    return "change", list(range(len(scenario.change)))
