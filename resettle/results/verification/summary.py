"""Whether what a plan says of itself is what its tables say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.results.plan import digest_of_tables
from resettle.results.verification.finding import EXACT, RELATIVE, compare
from resettle.results.verification.money import costs_at_places
from resettle.results.verification.targets import asked_for

if TYPE_CHECKING:
    from resettle.results.verification.choices import Choices
    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison

BOTTLENECKS = "bottlenecks"
USD_PER_PERSON_YEAR_IN_LEAST_COST = 100.0
USD_PER_SHORT_IN_LEAST_COST = 10_000_000.0
TIMES_THE_PRICE_OF_FALLING_SHORT = 100.0
"""With ``targets_first``."""


def check_summary(evidence: Evidence) -> list[Comparison]:
    """Persons, cost, person-years, shortfall, objective, rounding and digests as in the tables."""
    said = evidence.plan.summary
    placed = evidence.plan.tables["placements"]
    shortfalls = evidence.plan.tables["shortfalls"]
    short = shortfalls["persons"].sum()
    households = shortfalls.loc[shortfalls["target"].str.startswith("pin "), "persons"].sum()
    away = evidence.plan.tables["unrounded"]["households"].sum() - placed["households"].sum()
    return [
        _persons(evidence),
        _one("persons settled", said.persons_settled, placed["persons"].sum(), "persons"),
        _one("cost of the plan", said.cost_usd, _cost(evidence), "US$"),
        _one("person-years", said.person_years, _person_years(evidence), "person-years"),
        _one("short", said.short, short, "persons and households"),
        _one("short of targets", said.short_persons, short - households, "persons"),
        _one("short of pins", said.short_households, households, "households"),
        _one("households rounded away", said.households_rounded_away, max(0.0, away), "households"),
        _objective(evidence),
        _digests(evidence),
    ]


def _one(words: str, said: float, found: float, unit: str) -> Comparison:
    return compare("stated", pd.Series({words: said}), "equal to", float(found), unit=unit, relative=EXACT)


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
    settled = found.reindex(index).fillna(0.0)
    return compare("persons settled", there, "equal to", settled, unit="persons", relative=EXACT)


def _digests(evidence: Evidence) -> Comparison:
    """The inputs that the plan names by digest are those it is checked against; its tables, those it was made with."""
    tables = evidence.plan.tables
    decided = {name: table for name, table in tables.items() if name != BOTTLENECKS}
    digests = {
        "dataset": evidence.loaded.digest,
        "scenario": evidence.scenario.digest,
        "plan": digest_of_tables(decided),
        BOTTLENECKS: digest_of_tables({BOTTLENECKS: tables[BOTTLENECKS]}),
    }
    said = evidence.plan.summary.digests
    names = [*digests, *(name for name in said if name not in digests)]
    others = pd.Series({f"another {name}": float(said.get(name) != digests.get(name)) for name in names})
    return compare("digests:", others, "at most", 0.0, unit="digests")


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
    """The objective is of the programme before rounding; spending differs from the tables' in moving and running.

    What targets and pins fall short by is the programme's own too: h(c) persons a household, in parts.
    """
    said, scenario, exact = evidence.plan.summary, evidence.scenario, evidence.unrounded
    person_years = _person_years(exact)
    asked = asked_for(exact, of_classes=True)
    short = float((asked["asked"] - asked["found"]).clip(lower=0.0).sum())
    more = (costs_at_places(exact).sum(axis=1) - costs_at_places(evidence).sum(axis=1)).groupby(level="sector").sum()
    cost = _cost(evidence) + float(more.sum())
    if scenario.mode == "least_cost":
        cost -= _running(evidence) + float(more.get("running", 0.0))
        years = USD_PER_PERSON_YEAR_IN_LEAST_COST * person_years
        found, size, unit = cost - years + price_of_falling_short(evidence) * short, cost + years, "US$"
    else:
        cost /= scenario.usd_per_person_year
        missed = price_of_falling_short(evidence) * short
        found, size, unit = person_years - cost - missed, person_years + cost, "person-years"
    stated = pd.Series({"objective": said.objective})
    return compare("stated", stated, "equal to", found, unit=unit, size=size, slack=RELATIVE * size)


def price_of_falling_short(evidence: Evidence) -> float:
    """M: what a person or household short of a target, a safeguard or a pin costs the objective."""
    if evidence.scenario.mode == "least_cost":
        return USD_PER_SHORT_IN_LEAST_COST
    return len(evidence.years) * (TIMES_THE_PRICE_OF_FALLING_SHORT if evidence.scenario.targets_first else 1.0)
