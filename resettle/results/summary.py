"""What a plan says of itself: its tables and the figures of plan.json."""

from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from resettle.results.bottlenecks import bottlenecks
from resettle.results.outcome import relative_gap
from resettle.results.plan import Summary, digest_of_tables
from resettle.results.readout import read_tables
from resettle.results.shortfall import shortfall_of
from resettle.results.worst_cover import worst_cover

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.dataset import Dataset
    from resettle.model.formulation import Model
    from resettle.results.matrix import Matrix
    from resettle.results.progress import Clock
    from resettle.results.solve import Solved


def summarise(
    model: Model, matrix: Matrix, solved: Solved, clock: Clock, dataset: Dataset
) -> tuple[dict[str, pd.DataFrame], Summary]:
    """Tables of the plan and its summary (not yet verified)."""
    tables = read_tables(model, solved.values, whole=solved.request.whole)
    digests = {"dataset": dataset.digest, "scenario": model.given.scenario.digest, "plan": digest_of_tables(tables)}
    tables["bottlenecks"] = bottlenecks(model, matrix, solved.values, solved.prices)
    digests["bottlenecks"] = digest_of_tables({"bottlenecks": tables["bottlenecks"]})
    persons = _persons(model, tables["placements"])
    planned = float(tables["unrounded"]["households"].sum())
    missed = shortfall_of(tables["shortfalls"])
    summary = Summary(
        status=solved.status,
        quality="plan" if solved.request.whole else "estimate",
        mode=model.given.scenario.mode,
        objective=solved.objective,
        bound=solved.bound,
        gap=relative_gap(solved.objective, solved.bound),
        gap_requested=solved.request.gap,
        z=solved.fairest.z if solved.fairest else None,
        worst_cover_required=solved.fairest.required if solved.fairest else None,
        worst_cover_reached=worst_cover(model, tables["placements"]) if solved.fairest else None,
        person_years=_person_years(model, tables["placements"]),
        cost_usd=float(tables["spending"]["usd"].sum()),
        persons=persons,
        persons_settled=sum(sum(by_solution.values()) for by_solution in persons.values()),
        short=missed.priced,
        short_persons=missed.persons,
        short_households=missed.households,
        households_rounded_away=max(0.0, planned - float(tables["placements"]["households"].sum())),
        seconds=clock.seconds,
        digests=digests,
        versions=versions(),
        solver=solved.request.solver,
        model=_size(matrix),
        verification={},
    )
    return tables, summary


def versions() -> dict[str, str]:
    """Versions of resettle and of what decides between equally good plans."""
    named = {name: _version(name) for name in ("resettle", "pulp", "highspy", "pandas", "numpy")}
    return {**named, "python": platform.python_version()}


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed as a package"


def _persons(model: Model, placed: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Persons settled by programme and solution; every programme and solution is named, also with nobody."""
    cohorts = model.given.data["cohorts"].set_index("cohort")["programme"]
    programmes = placed["cohort"].map(cohorts)
    settled = placed.groupby([programmes.rename("programme"), "solution"])["persons"].sum()
    return {
        programme: {
            solution: float(settled.get((programme, solution), 0.0)) for solution in ("return", "integrate", "relocate")
        }
        for programme in model.given.data["programmes"]["programme"]
    }


def _person_years(model: Model, placed: pd.DataFrame) -> float:
    """Weighted person-years of the whole households placed: Σ weight·preference·h(c)·(|T| − t + 1)."""
    member_of = model.given.choices.members[["cohort", "solution", "class_"]]
    classes = model.given.choices.classes[["class_", "weight", "preference", "persons_per_household"]]
    there = placed.merge(member_of, on=["cohort", "solution"]).merge(classes, on="class_")
    years = model.given.last - there["year"] + 1
    worth = there["weight"] * there["preference"] * there["persons_per_household"] * years
    return float((worth * there["households"]).sum())


def _size(matrix: Matrix) -> dict[str, int]:
    return {
        "rows": matrix.rows,
        "columns": matrix.columns,
        "nonzeros": len(matrix.value),
        "whole_numbers": int(matrix.whole.sum()),
    }
