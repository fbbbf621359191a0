"""One named table of variables per symbol of the formulation: the flows that are decided and the stocks they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from resettle.model.pins import pin_rows, safeguard_rows, target_rows
from resettle.model.years import cross_years

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.model.instance import Instance
    from resettle.model.lp import Program
    from resettle.model.network import Network
    from resettle.model.purses import Purses

    Make = Callable[[Program, Instance, bool], pd.DataFrame]


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
    made = {symbol: make(program, given, whole) for symbol, make in SYMBOLS.items()}
    return Decisions(**made, network=given.network, purses=given.purses)


def _commission(program: Program, given: Instance, whole: bool) -> pd.DataFrame:
    commission = given.commission.assign(variable=-1)
    for modular in (True, False):
        chosen = commission["in_modules"] == modular
        keys = commission.loc[chosen, ["place", "service", "year"]]
        made = program.variables("commission", keys, whole=whole and modular)
        commission.loc[chosen, "variable"] = made["variable"].to_numpy()
    return commission


def _settle(program: Program, given: Instance, whole: bool) -> pd.DataFrame:
    return _with(given.people, program.variables("settle", given.settle))


def _build(program: Program, given: Instance, whole: bool) -> pd.DataFrame:
    return _with(given.build, program.variables("build", given.build[["place", "option", "year"]]))


def _open_place(program: Program, given: Instance, whole: bool) -> pd.DataFrame:
    keys = given.open_place[["place", "year"]]
    return _with(given.open_place, program.variables("open_place", keys, upper=1.0, whole=whole))


def _clear(program: Program, given: Instance, whole: bool) -> pd.DataFrame:
    return _with(given.clear, program.variables("clear", given.clear[["place", "year"]]))


def _carry(program: Program, given: Instance, whole: bool) -> pd.DataFrame:
    carry = given.network.carry
    if not given.network.present:
        return carry.iloc[:0].assign(variable=0)
    return _with(carry, program.variables("carry", carry[["link", "programme", "year"]]))


def _draw(program: Program, given: Instance, whole: bool) -> pd.DataFrame:
    draw = given.network.draw
    if not given.network.present:
        return draw.iloc[:0].assign(variable=0)
    return _with(draw, program.variables("draw", draw[["node", "programme", "year"]]))


def _short(program: Program, given: Instance, whole: bool) -> pd.DataFrame:
    asked = pd.concat([target_rows(given), pin_rows(given)], ignore_index=True)
    names = pd.concat([asked.loc[asked["elastic"], "name"], safeguard_rows(given)["row"]])
    return program.variables("short", names.drop_duplicates().to_frame("name").reset_index(drop=True))


def _spend(program: Program, given: Instance, whole: bool) -> pd.DataFrame:
    return program.variables("spend", cross_years(given.purses.payers, given.years))


def _drawn(program: Program, given: Instance, whole: bool) -> pd.DataFrame:
    funders = given.data["funders"][["funder"]].sort_values("funder")
    return program.variables("drawn", cross_years(funders, given.years)[["funder", "year"]])


def _covered(program: Program, given: Instance, whole: bool) -> pd.DataFrame:
    """Only the groups that a floor or the mode looks at: each is a long row."""
    groups = cover_groups(given)
    groups = groups[groups["kind"].isin(_kinds_looked_at(given))]
    return _with(groups, program.variables("covered", groups[["kind", "programme", "group"]]))


def _worst(program: Program, given: Instance, whole: bool) -> pd.DataFrame:
    fairest = pd.DataFrame({"group": ["worst"]} if given.scenario.mode == "fairest" else {"group": []})
    return program.variables("worst", fairest, upper=1.0)


def _stock(symbol: str, keys_of: Callable[[Instance], pd.DataFrame]) -> Make:
    """A stock for every year on the keys that an instance has."""

    def make(program: Program, given: Instance, whole: bool) -> pd.DataFrame:
        keys = keys_of(given)
        return program.variables(symbol, cross_years(keys.sort_values(list(keys.columns)), given.years))

    return make


def _of_people(*keys: str) -> Callable[[Instance], pd.DataFrame]:
    return lambda given: given.people[list(keys)].drop_duplicates()


def _homes(given: Instance) -> pd.DataFrame:
    return given.build[["place", "option", "kind", "rooms"]].drop_duplicates()


def _facilities(given: Instance) -> pd.DataFrame:
    return given.commission[["place", "service", "module_units"]].drop_duplicates()


def _land_used(given: Instance) -> pd.DataFrame:
    return given.land[["place"]]


def _cleared(given: Instance) -> pd.DataFrame:
    land = given.land[["place"]]
    return land[land["place"].isin(given.clear["place"])]


def _in_use(given: Instance) -> pd.DataFrame:
    return given.places[["place"]].merge(given.services[["service"]], how="cross")


SYMBOLS: dict[str, Make] = {
    "commission": _commission,
    "settle": _settle,
    "build": _build,
    "open_place": _open_place,
    "clear": _clear,
    "carry": _carry,
    "draw": _draw,
    "short": _short,
    "moved": _stock("moved", _of_people("class_")),
    "settled": _stock("settled", _of_people("place", "rooms", "stay")),
    "persons": _stock("persons", _of_people("place", "profile", "stay")),
    "homes": _stock("homes", _homes),
    "facilities": _stock("facilities", _facilities),
    "land_used": _stock("land_used", _land_used),
    "cleared": _stock("cleared", _cleared),
    "in_use": _stock("in_use", _in_use),
    "spend": _spend,
    "drawn": _drawn,
    "covered": _covered,
    "worst": _worst,
}
"""Every symbol and how its variables are made, in the order of the programme's columns."""


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
