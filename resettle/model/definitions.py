"""Definitions (0a)-(0i): stocks are last year's stock plus this year's flow, so that every equation sees one year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.model.decisions import GROUP_COLUMNS
from resettle.model.lp import minus, term

if TYPE_CHECKING:
    from resettle.model.decisions import Decisions
    from resettle.model.instance import Instance
    from resettle.model.lp import Program


def moved(program: Program, x: Decisions, given: Instance) -> None:
    """(0a) moved[c,t] += Σ_d x[c,d,t], in households."""
    _accumulate(program, "eq00a_moved", x.moved, ["class_"], [term(x.settle)], given)


def settled(program: Program, x: Decisions, given: Instance) -> None:
    """(0b) settled[d,r,e,t] += Σ_{c needs r} x[c,d,t], in households, who integrates kept apart from who arrives."""
    _accumulate(program, "eq00b_settled", x.settled, ["place", "rooms", "stay"], [term(x.settle)], given)


def persons(program: Program, x: Decisions, given: Instance) -> None:
    """(0c) persons[d,j,e,t] += Σ_{c of profile j} h(c)·x[c,d,t]."""
    flow = term(x.settle, "persons_per_household")
    _accumulate(program, "eq00c_persons", x.persons, ["place", "profile", "stay"], [flow], given)


def homes(program: Program, x: Decisions, given: Instance) -> None:
    """(0d) homes[d,a,t] += b[d,a,t−lead(a)]."""
    flow = term(x.build, year="ready")
    _accumulate(program, "eq00d_homes", x.homes, ["place", "option"], [flow], given)


def facilities(program: Program, x: Decisions, given: Instance) -> None:
    """(0e) facilities[d,s,t] += m[d,s,t−lead(s)]."""
    flow = term(x.commission, year="ready")
    _accumulate(program, "eq00e_facilities", x.facilities, ["place", "service"], [flow], given)


def land(program: Program, x: Decisions, given: Instance) -> None:
    """(0f) land_used[d,t] += Σ_a ha[a]·b[d,a,t] + Σ_s ha[s]·m[d,s,t]; cleared[d,t] += q[d,t−1], in hectares."""
    flows = [term(x.build, "land_ha"), term(x.commission, "land_ha")]
    _accumulate(program, "eq00f_land_used", x.land_used, ["place"], flows, given)
    ready = term(x.clear.assign(ready=x.clear["year"] + 1), year="ready")
    _accumulate(program, "eq00f_cleared", x.cleared, ["place"], [ready], given)


def in_use(program: Program, x: Decisions, given: Instance) -> None:
    """(0g) in_use[d,s,t] = Σ_j norm[s,j]·(persons arriving + integrate_share[s]·persons integrating), in units."""
    used = term(x.persons.merge(given.norms, on=["profile", "stay"]), "units")
    keys = x.in_use[["place", "service", "year"]]
    program.require("eq00g_in_use", [term(x.in_use), minus(used)], "==", keys.assign(limit=0.0))


def drawn(program: Program, x: Decisions, given: Instance) -> None:
    """(0h) drawn[k,t] += Σ_{i,d} y[k,i,d,t] in US$; this year's only for a funder whose money lapses."""
    funders = given.data["funders"]
    carrying = x.drawn[x.drawn["funder"].isin(funders.loc[funders["carries_over"], "funder"])]
    terms = [term(x.drawn), _last_year(carrying, given), minus(term(x.spend))]
    program.require("eq00h_drawn", terms, "==", x.drawn[["funder", "year"]].assign(limit=0.0))


def cover(program: Program, x: Decisions, given: Instance) -> None:
    """(0i) covered[k] = cover[k]·persons of group k: persons covered, weighted by how long.

    Who settles in t is in moved[c,τ] for every τ ≥ t, so Σ_t (|T|−t+1)/|T|·persons settled in t is
    Σ_t h(c)·moved[c,t]/|T|. In persons, not as a share, because a solver's tolerance is absolute.
    """
    if x.covered.empty:
        return
    years = len(given.years)
    sizes = given.choices.classes.set_index("class_")["persons_per_household"]
    parts = parts_of_groups(given).merge(x.covered[["kind", "programme", "group"]])
    covered = x.moved.merge(parts, on="class_")
    covered["persons"] = covered["person_part"] * covered["class_"].map(sizes) / years
    keys = ["kind", "programme", "group"]
    program.require(
        "eq00i_cover", [term(x.covered), minus(term(covered, "persons"))], "==", x.covered[keys].assign(limit=0.0)
    )


def parts_of_groups(given: Instance) -> pd.DataFrame:
    """class_, kind, programme, group, person_part: each group's part of a class's persons."""
    members = given.choices.members
    members = members[members["class_"].isin(given.settle["class_"])]
    spread = [members.assign(kind="all", group="", programme=""), members.assign(kind="programme", group="")]
    spread += [members.assign(kind=kind, group=members[column]) for kind, column in GROUP_COLUMNS.items()]
    keys = ["kind", "programme", "group"]
    return pd.concat(spread).groupby(["class_", *keys])["person_part"].sum().reset_index()


def _accumulate(
    program: Program, equation: str, stock: pd.DataFrame, keys: list[str], flows: list[pd.DataFrame], given: Instance
) -> None:
    known = stock[keys].drop_duplicates()
    kept = [minus(flow.merge(known, on=keys)) for flow in flows]
    terms = [term(stock), _last_year(stock, given), *kept]
    program.require(equation, terms, "==", stock[[*keys, "year"]].assign(limit=0.0))


def _last_year(stock: pd.DataFrame, given: Instance) -> pd.DataFrame:
    """The stock of a year before, on the other side."""
    earlier = stock[stock["year"] < given.last]
    return minus(term(earlier.assign(year=earlier["year"] + 1)))
