"""Fairness and targets: (15) floors of groups, (16) of programmes, (17) targets and pins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.model.lp import minus, term
from resettle.model.pins import pin_rows, safeguard_rows, target_rows
from resettle.model.safeguards import safeguard_terms

if TYPE_CHECKING:
    import pandas as pd

    from resettle.model.decisions import Decisions
    from resettle.model.instance import Instance
    from resettle.model.lp import Program

_GROUP = ["kind", "programme", "group"]


def floors(program: Program, x: Decisions, given: Instance) -> None:
    """(15) floors: cover[k] ≥ φ[kind]·cover[p] for each group k of programme p of kind origin, size class or profile.

    In the mode fairest also cover[o] ≥ z for every origin community of every programme.
    """
    floor = given.scenario.floors
    heights = {kind: getattr(floor, kind) for kind in ("origin", "size", "profile")}
    held = x.covered[x.covered["kind"].map(heights).fillna(0.0) > 0]
    whole = x.covered.loc[x.covered["kind"] == "programme", ["programme", "variable", "persons"]]
    due = held[[*_GROUP, "persons"]].merge(whole, on="programme", suffixes=("", "_whole"))
    due = term(due, due["kind"].map(heights).astype(float) * due["persons"] / due["persons_whole"])
    program.require("eq15_floor", [term(held), minus(due)], ">=", held[_GROUP].assign(limit=0.0))
    if len(x.worst):
        communities = x.covered[x.covered["kind"] == "origin"]
        worst = term(communities.assign(variable=x.worst["variable"].iloc[0]), "persons")
        limits = communities[_GROUP].assign(limit=0.0)
        program.require("eq15_worst", [term(communities), minus(worst)], ">=", limits)


def programme_floor(program: Program, x: Decisions, given: Instance) -> None:
    """(16) programme floor: cover[p] ≥ ψ·cover[all]."""
    height = given.scenario.floors.programme
    if height <= 0 or x.covered.empty:
        return
    held = x.covered[x.covered["kind"] == "programme"]
    whole = x.covered[x.covered["kind"] == "all"].iloc[0]
    due = term(held.assign(variable=whole["variable"]), height * held["persons"] / whole["persons"])
    program.require("eq16_programme_floor", [term(held), minus(due)], ">=", held[_GROUP].assign(limit=0.0))


def targets_and_pins(program: Program, x: Decisions, given: Instance) -> None:
    """(17) targets and pins: settled by the end of a year + v ≥ target; a pin bounds households the same way."""
    for equation, rows in (("eq17_target", target_rows(given)), ("eq17_pin", pin_rows(given))):
        for sense in ("<=", ">="):
            bounded = rows[rows["sense"] == sense]
            if len(bounded):
                short = term(x.short[x.short["name"].isin(bounded.loc[bounded["elastic"], "name"])])
                limits = bounded[["name", "limit"]]
                program.require(equation, [_counted(bounded, x), short], sense, limits)
    _safeguards(program, x, given)


def _safeguards(program: Program, x: Decisions, given: Instance) -> None:
    """(17) of safeguards: settled of a programme, place or group by the end of a year + v ≥ so many persons."""
    rows = safeguard_rows(given)
    if rows.empty:
        return
    named = rows.rename(columns={"row": "name", "name": "of"})
    counted = safeguard_terms(x, given).rename(columns={"name": "of"})
    counted = counted.merge(named.drop(columns="limit"), on=["kind", "programme", "of", "year"])
    short = term(x.short[x.short["name"].isin(named["name"])])
    limits = named[["name", "limit"]]
    program.require("eq17_safeguard", [term(counted, "persons"), short], ">=", limits)


def _counted(rows: pd.DataFrame, x: Decisions) -> pd.DataFrame:
    """Terms of x for each target or pin: those it names, in its years, in persons or households."""
    pairs = rows.merge(x.settle, how="cross", suffixes=("_rule", ""))
    counts = pairs["year"].between(pairs["first"], pairs["final"])
    for key in ("programme", "solution", "place"):
        counts &= (pairs[f"{key}_rule"] == "") | (pairs[f"{key}_rule"] == pairs[key])
    pairs = pairs[counts]
    in_persons = pairs["measure"] == "persons"
    return term(pairs, pairs["persons_per_household"].where(in_persons, 1.0))
