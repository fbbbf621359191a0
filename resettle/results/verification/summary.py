"""Whether what a plan says of itself is what its tables say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.results.verification.finding import compare
from resettle.results.verification.money import moving_usd_of_pairs
from resettle.results.verification.rounding import lost

if TYPE_CHECKING:
    import numpy as np

    from resettle.results.verification.choices import Choices
    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison

USD_PER_PERSON_YEAR_IN_LEAST_COST = 100.0
USD_PER_SHORT_IN_LEAST_COST = 10_000_000.0
TIMES_THE_PRICE_OF_FALLING_SHORT = 100.0
"""With ``targets_first``."""


def check_summary(evidence: Evidence) -> list[Comparison]:
    """Persons, cost, person-years, shortfall, objective and digests as in the tables, but for rounding."""
    said = evidence.plan.summary
    placed = evidence.plan.tables["placements"]["persons"].sum()
    away = pd.Series({"households rounded away": said.households_rounded_away})
    return [
        _persons(evidence),
        _one("persons settled", said.persons_settled, placed, "persons"),
        _one("cost of the plan", said.cost_usd, _cost(evidence), "US$"),
        _one("person-years", said.person_years, _person_years(evidence), "person-years"),
        *_short(evidence),
        compare("", away, "at most", float(len(evidence.choices.pairs)), unit="households"),
        compare("", away, "at least", 0.0, unit="households"),
        _objective(evidence),
        _digests(evidence),
    ]


def _short(evidence: Evidence) -> list[Comparison]:
    """What is short, in persons of targets and safeguards and households of pins; older plans say only the sum."""
    said, shortfalls = evidence.plan.summary, evidence.plan.tables["shortfalls"]
    of_pins = shortfalls["target"].str.startswith("pin ").to_numpy(dtype=bool)
    persons, households = shortfalls.loc[~of_pins, "persons"].sum(), shortfalls.loc[of_pins, "persons"].sum()
    found = [_one("short", said.short, persons + households, "persons and households")]
    if said.short_persons is not None:
        found.append(_one("short of targets", said.short_persons, persons, "persons"))
    if said.short_households is not None:
        found.append(_one("short of pins", said.short_households, households, "households"))
    return found


def _one(words: str, said: float, found: float, unit: str, slack: float = 0.0) -> Comparison:
    return compare("said", pd.Series({words: said}), "equal to", float(found), unit=unit, slack=slack)


def _persons(evidence: Evidence) -> Comparison:
    """Persons by programme and solution."""
    said = {
        (programme, solution): persons
        for programme, by_solution in evidence.plan.summary.persons.items()
        for solution, persons in by_solution.items()
    }
    placed = evidence.plan.tables["placements"]
    programme = placed["cohort"].map(evidence.given["cohorts"].set_index("cohort")["programme"])
    found = placed.groupby([programme.rename("programme"), "solution"])["persons"].sum()
    index = pd.MultiIndex.from_tuples(sorted({*said, *found.index}), names=["programme", "solution"])
    there = pd.Series(said, index=index, dtype=float).fillna(0.0)
    return compare("persons settled", there, "equal to", found.reindex(index).fillna(0.0), unit="persons")


def _digests(evidence: Evidence) -> Comparison:
    """The inputs that the plan names by digest are those it is checked against."""
    inputs = {"dataset": evidence.loaded.digest, "scenario": evidence.scenario.digest}
    said = evidence.plan.summary.digests
    others = pd.Series({f"another {name}": float(said.get(name) != digest) for name, digest in inputs.items()})
    return compare("made from", others, "at most", 0.0, unit="inputs")


def _cost(evidence: Evidence) -> float:
    return float(evidence.plan.tables["spending"]["usd"].sum())


def _running(evidence: Evidence) -> float:
    spending = evidence.plan.tables["spending"]
    return float(spending.loc[spending["sector"] == "running", "usd"].sum())


def _person_years(evidence: Evidence) -> float:
    """PY = Σ weight·preference·h·(|T| − t + 1)·x over the placements."""
    worth = _worth(evidence.choices).reindex(evidence.settling.index.get_level_values("class_")).to_numpy()
    return float(((evidence.settling * evidence.years_left).sum(axis=1).to_numpy() * worth).sum())


def _worth(choices: Choices) -> pd.Series:
    """weight·preference·h of each class: what a year of one household is worth."""
    classes = choices.classes
    return classes["weight"] * classes["preference"] * classes["mean_size"]


def _objective(evidence: Evidence) -> Comparison:
    """The objective is of the programme before rounding: the tables' own may differ by what was rounded away."""
    said, scenario = evidence.plan.summary, evidence.scenario
    person_years, cost = _person_years(evidence), _cost(evidence)
    years, moving, running = _lost_to_rounding(evidence)
    if scenario.mode == "least_cost":
        per_year, per_short = USD_PER_PERSON_YEAR_IN_LEAST_COST, USD_PER_SHORT_IN_LEAST_COST
        found = cost - _running(evidence) - per_year * person_years + per_short * said.short
        slack, unit = moving + per_year * years, "US$"
    else:
        price = scenario.usd_per_person_year
        per_short = len(evidence.years) * (TIMES_THE_PRICE_OF_FALLING_SHORT if scenario.targets_first else 1.0)
        found = person_years - cost / price - per_short * said.short
        slack, unit = years + (moving + running) / price, "person-years"
    return _one("objective", said.objective, found, unit, slack)


def _lost_to_rounding(evidence: Evidence) -> tuple[float, float, float]:
    """The most person-years, US$ of moving and US$ of running that rounding can have taken."""
    given, pairs = evidence.given, evidence.choices.pairs.assign(everyone=0)
    worths = evidence.of_inputs(
        _worths,
        evidence.choices,
        evidence.years,
        moving_usd_of_pairs(evidence),
        given["services"],
        given["service_needs"],
    )
    person_years, moving, running = (
        float(lost(evidence, pairs.assign(worth=worth), ["everyone"]).sum()) for worth in worths
    )
    return person_years, moving, running


def _worths(
    choices: Choices, years: pd.Index, moving: pd.Series, services: pd.DataFrame, service_needs: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Person-years, US$ of moving and US$ of running that a household of each class and place adds at most."""
    pairs, classes = choices.pairs, choices.classes.reindex(choices.pairs["class_"])
    left = (years[-1] - pairs["first"] + 1).to_numpy(dtype=float)
    keys = pd.MultiIndex.from_frame(pairs[["class_", "place"]])
    running = classes["profile"].map(_running_usd_per_person(services, service_needs)).astype(float).fillna(0.0)
    return (
        _worth(choices).reindex(pairs["class_"]).to_numpy() * left,
        moving.reindex(keys).fillna(0.0).to_numpy(),
        (running * classes["mean_size"]).to_numpy(dtype=float) * left,
    )


def _running_usd_per_person(services: pd.DataFrame, service_needs: pd.DataFrame) -> pd.Series:
    """US$ a year of all services for one person of each profile."""
    needs = service_needs.merge(services[["service", "running_usd_per_unit_year"]], on="service")
    return (needs["units_per_person"] * needs["running_usd_per_unit_year"].fillna(0.0)).groupby(needs["profile"]).sum()
