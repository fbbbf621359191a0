"""One named table of variables per symbol of the formulation: the flows that are decided and the stocks they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from resettle.model.network import Network
from resettle.model.pins import pin_rows, target_rows
from resettle.model.purses import Purses, make_purses
from resettle.model.years import cross_years

if TYPE_CHECKING:
    from resettle.model.instance import Instance
    from resettle.model.lp import Program


@dataclass(frozen=True)
class Decisions:
    """Variables on tidy keys; each table ends in ``variable``, the position in the programme.

    Attributes
    ----------
    settle : x[c,d,t], households (class_, place, year, and what the class is)
    build : b[d,a,t], homes commissioned
    commission : m[d,s,t], facilities commissioned; units for a service without modules
    open_place : o[d,t]
    clear : q[d,t], hectares
    carry, draw : f[l,p,t] and u[n,p,t], tonnes
    spend : y[k,i,d,t], millions of US$, heads with the same payers together (purse, funder, year)
    short : v, persons (targets) or households (pins)
    moved : (0a), households by class_, year
    settled : (0b), households by place, rooms, stay, year
    persons : (0c), persons by place, profile, stay, year
    homes : (0d), homes ready by place, option, year
    facilities : (0e), facilities ready by place, service, year
    land_used, cleared : (0f), hectares by place, year
    in_use : (0g), units by place, service, year
    drawn : (0h), millions of US$ by funder, year
    covered : (0i), persons covered by group (kind, programme, group), and the group's persons
    worst : z of the mode fairest, empty in the others
    """

    settle: pd.DataFrame
    build: pd.DataFrame
    commission: pd.DataFrame
    open_place: pd.DataFrame
    clear: pd.DataFrame
    carry: pd.DataFrame
    draw: pd.DataFrame
    spend: pd.DataFrame
    short: pd.DataFrame
    moved: pd.DataFrame
    settled: pd.DataFrame
    persons: pd.DataFrame
    homes: pd.DataFrame
    facilities: pd.DataFrame
    land_used: pd.DataFrame
    cleared: pd.DataFrame
    in_use: pd.DataFrame
    drawn: pd.DataFrame
    covered: pd.DataFrame
    worst: pd.DataFrame
    network: Network
    purses: Purses


def make_decisions(program: Program, given: Instance, *, whole: bool) -> Decisions:
    """Create every variable; facilities and openings are whole numbers when ``whole``."""
    network = Network(given)
    flows = _flows(program, given, network, whole=whole)
    stocks = _stocks(program, given)
    purses = make_purses(given, network)
    spend = program.variables("spend", cross_years(purses.payers, given.years))
    funders = given.data["funders"][["funder"]].sort_values("funder")
    drawn = program.variables("drawn", cross_years(funders, given.years)[["funder", "year"]])
    fairest = pd.DataFrame({"group": ["worst"]} if given.scenario.mode == "fairest" else {"group": []})
    return Decisions(
        **flows,
        **stocks,
        spend=spend,
        drawn=drawn,
        covered=_covered(program, given),
        worst=program.variables("worst", fairest, upper=1.0),
        network=network,
        purses=purses,
    )


def _flows(program: Program, given: Instance, network: Network, *, whole: bool) -> dict[str, pd.DataFrame]:
    commission = given.commission.assign(variable=-1)
    for modular in (True, False):
        chosen = commission["in_modules"] == modular
        keys = commission.loc[chosen, ["place", "service", "year"]]
        made = program.variables("commission", keys, whole=whole and modular)
        commission.loc[chosen, "variable"] = made["variable"].to_numpy()
    short = pd.concat([target_rows(given), pin_rows(given)], ignore_index=True)
    short = short[short["elastic"]][["name"]].drop_duplicates()
    return {
        "settle": _with(given.people, program.variables("settle", given.settle)),
        "build": _with(given.build, program.variables("build", given.build[["place", "option", "year"]])),
        "commission": commission,
        "open_place": _with(
            given.open_place,
            program.variables("open_place", given.open_place[["place", "year"]], upper=1.0, whole=whole),
        ),
        "clear": _with(given.clear, program.variables("clear", given.clear[["place", "year"]])),
        "carry": _with(network.carry, program.variables("carry", network.carry[["link", "programme", "year"]]))
        if network.present
        else network.carry.iloc[:0].assign(variable=0),
        "draw": _with(network.draw, program.variables("draw", network.draw[["node", "programme", "year"]]))
        if network.present
        else network.draw.iloc[:0].assign(variable=0),
        "short": program.variables("short", short),
    }


def _stocks(program: Program, given: Instance) -> dict[str, pd.DataFrame]:
    people = given.people
    homes = given.build[["place", "option", "kind", "rooms"]].drop_duplicates()
    facilities = given.commission[["place", "service", "module_units"]].drop_duplicates()
    land = given.land[["place"]]
    served = given.places[["place"]].merge(given.services[["service"]], how="cross")
    keys = {
        "moved": people[["class_"]].drop_duplicates(),
        "settled": people[["place", "rooms", "stay"]].drop_duplicates(),
        "persons": people[["place", "profile", "stay"]].drop_duplicates(),
        "homes": homes,
        "facilities": facilities,
        "land_used": land,
        "cleared": land[land["place"].isin(given.clear["place"])],
        "in_use": served,
    }
    made = {}
    for symbol, frame in keys.items():
        spread = cross_years(frame.sort_values(list(frame.columns)), given.years)
        made[symbol] = program.variables(symbol, spread)
    return made


def cover_groups(given: Instance) -> pd.DataFrame:
    """Groups of (15), (16) with their members' persons: kind, programme, group, persons.

    Kinds are ``all``, ``programme``, ``origin``, ``size`` and ``profile``; only cohorts with a place to go count.
    """
    going = given.choices.members[given.choices.members["class_"].isin(given.settle["class_"])]
    cohorts = going.drop_duplicates("cohort")
    parts = [cohorts.assign(kind="all", group="", programme=""), cohorts.assign(kind="programme", group="")]
    parts += [cohorts.assign(kind=kind, group=cohorts[column]) for kind, column in GROUP_COLUMNS.items()]
    groups = pd.concat(parts, ignore_index=True)
    return groups.groupby(["kind", "programme", "group"])["persons"].sum().reset_index()


GROUP_COLUMNS = {"origin": "origin", "size": "size_class", "profile": "profile"}


def _covered(program: Program, given: Instance) -> pd.DataFrame:
    """Only the groups that a floor or the mode looks at: each is a long row."""
    groups = cover_groups(given)
    groups = groups[groups["kind"].isin(_kinds_looked_at(given))]
    return _with(groups, program.variables("covered", groups[["kind", "programme", "group"]]))


def _kinds_looked_at(given: Instance) -> set[str]:
    floors = given.scenario.floors
    kinds = {kind for kind in GROUP_COLUMNS if getattr(floors, kind) > 0}
    if given.scenario.mode == "fairest":
        kinds.add("origin")
    if kinds or floors.programme > 0:
        kinds.add("programme")
    return kinds | ({"all"} if floors.programme > 0 else set())


def _with(frame: pd.DataFrame, made: pd.DataFrame) -> pd.DataFrame:
    return frame.reset_index(drop=True).assign(variable=made["variable"].to_numpy())
