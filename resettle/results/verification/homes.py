"""Homes: (5) rooms, (5b) tenure, (6) building."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.results.verification.finding import as_solved, compare
from resettle.results.verification.memory import once_per_plan
from resettle.results.verification.yearly import add, adding_up, every_year, latest, total

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison

BUILDERS = ("build", "rehabilitate")


def check_rooms(evidence: Evidence) -> list[Comparison]:
    """(5) settled[d,≥r,t] ≤ vacant[d,≥r,t] + homes[d,≥r,t]: a home with rooms enough for every household."""
    return [*rooms_limits(evidence), *as_solved(rooms_limits(evidence.unrounded))]


@once_per_plan
def rooms_limits(evidence: Evidence) -> list[Comparison]:
    """Households that need r rooms or more, by place, against the homes there are for them."""
    thresholds = _thresholds(evidence)
    households = pd.concat(_from_rooms(_by_rooms(evidence.settled), thresholds), names=["rooms_from"])
    there = add(_vacant(evidence), _homes_by_rooms(evidence))
    ready = pd.concat(_from_rooms(there, thresholds), names=["rooms_from"])
    limit = ready.reindex(households.index).fillna(0.0)
    return [compare("households settled that need", households, "at most", limit, unit="homes")]


def check_tenure(evidence: Evidence) -> list[Comparison]:
    """(5b) A home of kind tenure houses only a household that integrates where it lives.

    integrating[d,≥r',t] + arriving[d,≥r,t] ≤ tenure homes[d,≥r',t] + other homes[d,≥r,t] + vacant[d,≥r,t]
    for r' > r (where they are equal it is (5)) and r' = ∞.
    """
    return [*tenure_limits(evidence).values(), *as_solved([*tenure_limits(evidence.unrounded).values()])]


@once_per_plan
def tenure_limits(evidence: Evidence) -> dict[tuple[float, float], Comparison]:
    """The two sides of (5b) by place, by r and r'."""
    thresholds, places = _thresholds(evidence), _places_with_tenure(evidence)
    integrates = evidence.settled.index.get_level_values("integrating").to_numpy(dtype=bool)
    rooms = [*thresholds, np.inf]
    integrating = _at(_from_rooms(_by_rooms(evidence.settled[integrates]), rooms), places)
    arriving = _at(_from_rooms(_by_rooms(evidence.settled[~integrates]), thresholds), places)
    tenure = _at(_from_rooms(_homes_by_rooms(evidence, tenure=True), rooms), places)
    others = _at(_from_rooms(add(_vacant(evidence), _homes_by_rooms(evidence, tenure=False)), thresholds), places)
    comparisons = {}
    for arrives, integrates_from in combinations(rooms, 2):
        found = integrating[integrates_from] + arriving[arrives]
        limit = tenure[integrates_from] + others[arrives]
        words = f"households arriving that need {arrives:g} rooms or more, and integrating that need "
        words += "any number" if integrates_from == np.inf else f"{integrates_from:g} or more"
        comparisons[arrives, integrates_from] = compare(words, found, "at most", limit, unit="homes")
    return comparisons


def check_building(evidence: Evidence) -> list[Comparison]:
    """(6) What builders, certificates and tenures allow in a year, and each option's own limits."""
    building, given, years = evidence.building, evidence.given, evidence.years
    kinds = given["housing_options"].set_index("option")["kind"].reindex(building.index.get_level_values("option"))
    built = total(building[kinds.isin(BUILDERS).to_numpy()], ["place"])
    builders = evidence.of_inputs(_builders, given["build_capacity"], years)
    comparisons = [compare("homes built or rehabilitated", built, "at most", builders, unit="homes")]
    for resource, of_kind in (("build", BUILDERS), ("purchase", ("purchase",)), ("tenure", ("tenure",))):
        by_place = total(building[kinds.isin(of_kind).to_numpy()], ["place"])
        found = evidence.of_programme(by_place)
        limit = capacity(evidence, resource)
        comparisons.append(compare(f"homes of kind {resource}", found, "at most", limit, unit="homes"))
    offered = given["housing"].set_index(["place", "option"])
    a_year = every_year(offered["units_per_year"], years)
    in_all = offered["units_total"] - offered["unresolved_claims"].fillna(0.0)
    comparisons.append(compare("homes in a year", building, "at most", a_year, unit="homes"))
    comparisons.append(compare("homes over the horizon", building.sum(axis=1), "at most", in_all, unit="homes"))
    return comparisons


def capacity(evidence: Evidence, resource: str) -> pd.DataFrame:
    """What each programme can do of a resource in each year; NaN where nothing limits it."""
    capacities = evidence.of_inputs(_capacities, evidence.given["capacities"], evidence.years)
    return capacities[capacities.index.get_level_values("resource") == resource].droplevel("resource")


def _capacities(capacities: pd.DataFrame, years: pd.Index) -> pd.DataFrame:
    return latest(capacities, ["programme", "resource"], "amount", years)


def _thresholds(evidence: Evidence) -> list[float]:
    return sorted({float(rooms) for rooms in evidence.given["size_classes"]["rooms"]})


def _by_rooms(settled: pd.DataFrame) -> pd.DataFrame:
    return total(settled, ["place", "rooms"])


def _vacant(evidence: Evidence) -> pd.DataFrame:
    """Vacant homes net of unresolved claims, by place and rooms."""
    return evidence.of_inputs(_free, evidence.given["vacant_homes"], evidence.years)


def _free(vacant: pd.DataFrame, years: pd.Index) -> pd.DataFrame:
    free = (vacant["homes"].fillna(0.0) - vacant["unresolved_claims"].fillna(0.0)).clip(lower=0.0)
    rows = vacant.assign(free=free, rooms=vacant["rooms"].astype(float))
    return adding_up(rows, ["place", "rooms"], "free", years)


def _homes_by_rooms(evidence: Evidence, *, tenure: bool | None = None) -> pd.DataFrame:
    """Homes ready by place and rooms: all, only those of kind tenure, or all others."""
    options = evidence.given["housing_options"].set_index("option")
    homes = evidence.homes
    named = options.reindex(homes.index.get_level_values("option"))
    chosen = np.full(len(homes), fill_value=True)
    if tenure is not None:
        chosen = (named["kind"] == "tenure").to_numpy() == tenure
    keys = [homes.index.get_level_values("place"), pd.Index(named["rooms"].to_numpy(dtype=float))]
    index = pd.MultiIndex.from_arrays(keys, names=["place", "rooms"])
    return total(homes.set_axis(index)[chosen], ["place", "rooms"])


def _from_rooms(by_rooms: pd.DataFrame, thresholds: list[float]) -> dict[float, pd.DataFrame]:
    """Sums over r rooms or more, by place, for each threshold r."""
    rooms = by_rooms.index.get_level_values("rooms").to_numpy(dtype=float)
    return {threshold: total(by_rooms[rooms >= threshold], ["place"]) for threshold in thresholds}


def _at(sums: dict[float, pd.DataFrame], places: pd.Index) -> dict[float, pd.DataFrame]:
    """The rows of all of these places."""
    return {threshold: frame.reindex(places).fillna(0.0) for threshold, frame in sums.items()}


def _places_with_tenure(evidence: Evidence) -> pd.Index:
    housing, options = evidence.given["housing"], evidence.given["housing_options"]
    secured = housing["option"].isin(options.loc[options["kind"] == "tenure", "option"])
    places: pd.Index = pd.Index(housing.loc[secured, "place"].unique(), name="place")
    return places


def _builders(build_capacity: pd.DataFrame, years: pd.Index) -> pd.DataFrame:
    return latest(build_capacity, ["place"], "homes", years)
