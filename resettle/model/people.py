"""People: (2) choice, (3) opening, (4) viable community. (1) supply is a property of the data, see (2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.model.lp import minus, term
from resettle.model.years import cross_years

if TYPE_CHECKING:
    import pandas as pd

    from resettle.model.decisions import Decisions
    from resettle.model.instance import Instance
    from resettle.model.lp import Program


def supply(program: Program, x: Decisions, given: Instance) -> None:
    """(1) supply: over all its solutions, no cohort settles more households than it has.

    A cohort's part of what its classes settle is its part of their willing households, so the shares, which the
    check holds to a sum of 1, hold it; a row is needed only where that sum exceeds 1, which the check refuses.
    """


def choice(program: Program, x: Decisions, given: Instance) -> None:
    """(2) choice: moved[c,t] ≤ willing[c,t], in households. Nobody is placed against the stated shares."""
    willing = given.choices.willing.rename(columns={"willing": "limit"})
    program.require("eq02_choice", [term(x.moved)], "<=", willing[willing["class_"].isin(x.moved["class_"])])


def opening(program: Program, x: Decisions, given: Instance) -> None:
    """(3) opening: settled[d,t] ≤ N[d,t]·Σ_{τ ≤ t−lead} o[d,τ], Σ_t o[d,t] ≤ 1; without o, at most max_households."""
    staged = given.places.loc[given.places["staged"], "place"]
    most = given.most_settled
    here = most[most["place"].isin(staged)]
    room = opened_by(x.open_place, given).merge(here, on=["place", "year"])
    crowd = term(x.settled[x.settled["place"].isin(staged)])
    program.require("eq03_opening", [crowd, minus(term(room, "limit"))], "<=", here.assign(limit=0.0))
    once = here[["place"]].drop_duplicates().assign(limit=1.0)
    program.require("eq03_once", [term(x.open_place)], "<=", once)
    others = x.settled[~x.settled["place"].isin(staged)]
    caps = others[["place", "year"]].drop_duplicates().merge(given.capacity_of_places, on="place")
    program.require("eq03_size", [term(others)], "<=", caps.rename(columns={"cap": "limit"}))


def viable_community(program: Program, x: Decisions, given: Instance) -> None:
    """(4) viable community: settled[d,|T|] ≥ min_households[d]·Σ_t o[d,t]."""
    smallest = x.open_place[x.open_place["min_households"] > 0]
    crowd = x.settled[(x.settled["year"] == given.last) & x.settled["place"].isin(smallest["place"])]
    limits = smallest[["place"]].drop_duplicates().assign(limit=0.0)
    program.require("eq04_viable", [term(crowd), minus(term(smallest, "min_households"))], ">=", limits)


def opened_by(openings: pd.DataFrame, given: Instance) -> pd.DataFrame:
    """Every opening that stands in a year: place, year, variable for each year from its readiness on."""
    spread = cross_years(openings[["place", "ready", "variable"]], given.years)
    return spread[spread["ready"] <= spread["year"]]
