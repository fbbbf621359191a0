"""Homes: (5) rooms, (5b) tenure, (6) building. A larger home may take a smaller household, never the reverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.model.lp import minus, term

if TYPE_CHECKING:
    from resettle.model.decisions import Decisions
    from resettle.model.instance import Instance
    from resettle.model.lp import Program

BUILT = ("build", "rehabilitate")
_THRESHOLD = ["place", "least_rooms", "year"]


def rooms(program: Program, x: Decisions, given: Instance) -> None:
    """(5) rooms: settled[d,≥r,t] ≤ vacant[d,≥r,t] + homes[d,≥r,t] for each number of rooms r that somebody needs."""
    thresholds = _thresholds(x, given)
    crowd = _at_least(term(x.settled), thresholds)
    ready = _at_least(term(x.homes), thresholds)
    limits = _vacant_at_least(given, thresholds)
    program.require("eq05_rooms", [crowd, minus(ready)], "<=", limits)


def tenure(program: Program, x: Decisions, given: Instance) -> None:
    """(5b) tenure: a home of kind tenure houses only who integrates where it lives.

    For each r' ≥ r (r' may be ∞):

    integrating[d,≥r',t] + arriving[d,≥r,t] ≤ tenure homes[d,≥r',t] + other homes[d,≥r,t] + vacant[d,≥r,t].
    Where nobody may arrive, (5) says the same, and there are no rows.
    """
    thresholds = _thresholds(x, given)
    secured = x.homes.loc[x.homes["kind"] == "tenure", "place"]
    arrived = x.settled.loc[x.settled["stay"] == "arriving", "place"]
    thresholds = thresholds[thresholds["place"].isin(secured) & thresholds["place"].isin(arrived)]
    stay_rooms = thresholds.rename(columns={"least_rooms": "stay_rooms"})
    never = stay_rooms[["place"]].drop_duplicates().assign(stay_rooms=np.inf)
    pairs = thresholds.merge(pd.concat([stay_rooms, never]), on="place")
    pairs = pairs[pairs["stay_rooms"] >= pairs["least_rooms"]]
    integrating = _from(term(x.settled[x.settled["stay"] == "integrating"]), pairs, "stay_rooms")
    arriving = _from(term(x.settled[x.settled["stay"] == "arriving"]), pairs, "least_rooms")
    own = _from(term(x.homes[x.homes["kind"] == "tenure"]), pairs, "stay_rooms")
    other = _from(term(x.homes[x.homes["kind"] != "tenure"]), pairs, "least_rooms")
    limits = pairs.merge(_vacant_at_least(given, thresholds), on=["place", "least_rooms"])
    program.require("eq05b_tenure", [integrating, arriving, minus(own), minus(other)], "<=", limits)


def building(program: Program, x: Decisions, given: Instance) -> None:
    """(6) building: builders of place and programme, certificates, tenure, limits of an option, in homes."""
    built = term(x.build[x.build["kind"].isin(BUILT)])
    local = given.build_capacity
    local = local[local["place"].isin(built["place"])]
    program.require("eq06_build_place", [_within(built, local, ["place", "year"])], "<=", local)
    for resource, kinds in (("build", BUILT), ("purchase", ("purchase",)), ("tenure", ("tenure",))):
        made = term(x.build[x.build["kind"].isin(kinds)])
        limits = given.capacity(resource)
        used = _within(made, limits, ["programme", "year"])
        program.require(f"eq06_{resource}_programme", [used], "<=", limits)
    offers = given.offers[["place", "option", "units_per_year", "units_net"]]
    yearly = x.build[["place", "option", "year"]].merge(offers, on=["place", "option"])
    total = yearly[["place", "option", "units_net"]].drop_duplicates().rename(columns={"units_net": "limit"})
    yearly = yearly.drop(columns="units_net").rename(columns={"units_per_year": "limit"})
    program.require("eq06_option_year", [term(x.build)], "<=", yearly)
    program.require("eq06_option_total", [term(x.build)], "<=", total)


def _thresholds(x: Decisions, given: Instance) -> pd.DataFrame:
    """place, least_rooms: the numbers of rooms that somebody who may settle there needs."""
    return x.settled[["place", "rooms"]].drop_duplicates().rename(columns={"rooms": "least_rooms"})


def _at_least(part: pd.DataFrame, thresholds: pd.DataFrame) -> pd.DataFrame:
    return _from(part, thresholds, "least_rooms")


def _from(part: pd.DataFrame, thresholds: pd.DataFrame, column: str) -> pd.DataFrame:
    """Repeat each term for every threshold that its rooms reach."""
    spread = part.merge(thresholds, on="place")
    return spread[spread["rooms"] >= spread[column]]


def _vacant_at_least(given: Instance, thresholds: pd.DataFrame) -> pd.DataFrame:
    """place, least_rooms, year, limit: vacant homes with at least so many rooms, net of unresolved claims."""
    rows = thresholds.merge(pd.DataFrame({"year": list(given.years)}), how="cross")
    vacant = given.vacant.merge(thresholds, on="place")
    vacant = vacant[vacant["rooms"] >= vacant["least_rooms"]].groupby(_THRESHOLD)["homes"].sum().reset_index()
    rows = rows.merge(vacant, on=_THRESHOLD, how="left")
    return rows.assign(limit=rows["homes"].fillna(0.0))[[*_THRESHOLD, "limit"]]


def _within(part: pd.DataFrame, limits: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Terms for which there is a limit; what is missing in a capacity table does not limit."""
    return part.merge(limits[keys], on=keys)
