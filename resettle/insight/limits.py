"""What limits a plan: its bottlenecks by the family of limit, and what ten per cent more of each would win."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resettle.inputs.dataset import Dataset
    from resettle.results.plan import Plan

MORE = 0.1
"""The step in which limits are compared: ten per cent more of each."""
MEASURES = ["person_years", "person_years_share", "persons", "persons_share", "usd_less"]
"""What ten per cent more would bring; see ``limits``."""


class Family(NamedTuple):
    """Limits that are one thing to a planner: what it is called, and what one of them is counted in."""

    key: str
    label: str
    unit: str


_NOTHING = 1e-6
CHOICE = "choice"
"""Key of what people have chosen: no lever of a planner's, so it is told apart from capacities."""
SUPPLIES, LINKS = "supplies", "links"
_TOLD_BY = ["constraint", "programme", "service", "item"]

_PLAIN = {
    "eq02_choice": Family(CHOICE, "what people have chosen", "households"),
    "eq03_size": Family("size", "the most that places take", "households"),
    "eq06_build_place": Family("place builders", "builders of single places", "homes"),
    "eq06_option_year": Family("offers a year", "homes of one kind to be had at a place in a year", "homes"),
    "eq06_option_total": Family("offers in all", "homes of one kind to be had at a place in all", "homes"),
    "eq08_contaminated": Family("contaminated", "land that can be cleared at all", "ha"),
    "eq08_place": Family("place clearance", "clearance of mines in single places", "ha"),
    "eq12_link": Family(LINKS, "roads and railways for building material", "t"),
    "eq12_supply": Family(SUPPLIES, "supplies of building material", "t"),
}
_BY_PROGRAMME = {
    "eq06_build_programme": ("builders", "homes"),
    "eq06_purchase_programme": ("purchase certificates", "homes"),
    "eq06_tenure_programme": ("securing tenure of present homes", "homes"),
    "eq08_programme": ("clearance of mines", "ha"),
}


def limits(plan: Plan) -> pd.DataFrame:
    """Families of limits that hold the plan, the one that holds it most first.

    Columns: key, label, unit, years (those in which it is used up or has a price), person_years, persons (gained by
    10 % more in every year, at the margin; persons may be negative where more of it settles people earlier rather than
    settling more), person_years_share, persons_share (of the plan's own person-years and persons settled, as the cards
    show them: weighted person-years, persons by the last year; 0 where the plan has none), usd_less (US$ by which
    10 % more would lower what ``least_cost`` counts as cost; missing for other modes).

    Ranked by one measure: person-years; for ``least_cost``, which is not about person-years, by usd_less. What people
    have chosen stands last, since it is no lever. Left out is what would not make the plan better by its own objective.

    Only what is given from outside counts: choices, capacities, offers, supplies, money. What the plan itself makes
    (rooms, units of services, cleared land) is limited by these in turn. By the duality of linear programmes the
    prices times the limits of all families add to the objective, so families can be compared whatever their unit.
    """
    rows = plan["bottlenecks"]
    told = _families(rows, plan.dataset)
    rows = rows.reset_index(drop=True).merge(told, on=_TOLD_BY, how="left")
    rows = rows[rows["key"].notna()].assign(
        better=MORE * rows["limit"] * rows["shadow_price"],
        person_years=MORE * rows["limit"] * rows["person_years_per_unit"],
        persons=MORE * rows["limit"] * rows["persons_per_unit"],
    )
    keys = ["key", "label", "unit"]
    table = rows.groupby(keys, sort=False)[["better", "person_years", "persons"]].sum().reset_index()
    pairs = rows[["key", "year"]].dropna().drop_duplicates()
    used: dict[str, list[int]] = {}
    for key, year in zip(pairs["key"].tolist(), pairs["year"].tolist(), strict=True):
        used.setdefault(key, []).append(int(year))
    table["years"] = [said_years(used.get(key, [])) for key in table["key"]]
    return _ranked(table, plan)


def _ranked(table: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The families that make the plan better, ranked by the measure of its aim, with their shares of what it has."""
    said = plan.summary
    scale = abs(said.objective) or 1.0
    table = table[table["better"] > _NOTHING * scale]
    by_cost = said.mode == "least_cost"
    table = table.assign(
        person_years_share=table["person_years"] / said.person_years if said.person_years else 0.0,
        persons_share=table["persons"] / said.persons_settled if said.persons_settled else 0.0,
        usd_less=table["better"] if by_cost else np.nan,
    )
    first = ["better", "person_years"] if by_cost else ["person_years", "better"]
    ordered = table.assign(chosen=table["key"] == CHOICE)
    ranked = ordered.sort_values(["chosen", *first], ascending=[True, False, False], kind="stable", ignore_index=True)
    return ranked[["key", "label", "unit", "years", *MEASURES]]


def _families(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """What tells the families apart, each once, with the family; limits that the plan makes itself are left out."""
    names = _names(dataset)
    found = []
    for constraint, programme, service, item in rows[_TOLD_BY].drop_duplicates().to_numpy(dtype=str).tolist():
        family = _family(constraint, programme, service, item, names)
        if family is not None:
            found.append((constraint, programme, service, item, *family))
    return pd.DataFrame(found, columns=[*_TOLD_BY, *Family._fields])


def _names(dataset: Dataset) -> dict[str, dict[str, str]]:
    tables = ("programmes", "funders", "services")
    return {table: {str(key): str(title) for key, title in titles(dataset, table).items()} for table in tables}


def _family(
    constraint: str, programme: str, service: str, item: str, names: dict[str, dict[str, str]]
) -> Family | None:
    if constraint in _PLAIN:
        return _PLAIN[constraint]
    programme = names["programmes"].get(programme, programme)
    if constraint in _BY_PROGRAMME:
        label, unit = _BY_PROGRAMME[constraint]
        return Family(f"{constraint} {programme}", f"{label} ({programme})", unit)
    if constraint == "eq14_budget":
        funder = item.removeprefix("funder ")
        return Family(f"money {funder}", f"money ({names['funders'].get(funder, funder)})", "million US$")
    if constraint == "eq10_staff":
        service = names["services"].get(service, service)
        return Family(f"staff {service} {programme}", f"staff of {service.lower()} ({programme})", "staff")
    return None


def of_programme(plan: Plan, programme: str) -> Plan:
    """The plan with only the bottlenecks of one programme and its places, and those that programmes share."""
    rows, places = plan["bottlenecks"], plan.dataset["places"]
    own = places.loc[places["programme"] == programme, "place"]
    mine = rows["programme"].isin(["", programme]) & (rows["place"].eq("") | rows["place"].isin(own))
    return replace(plan, tables={**plan.tables, "bottlenecks": rows[mine].reset_index(drop=True)})


def absent(plan: Plan) -> pd.DataFrame:
    """Families of limits of which there is nothing at all somewhere, where something would make the plan better.

    Columns: key, label, unit. Times any number they stay nothing, so ``limits``, which compares by ten per cent more,
    cannot tell of them. What people have chosen is left out.
    """
    rows = plan["bottlenecks"]
    rows = rows[(rows["limit"].abs() < _NOTHING) & (rows["shadow_price"] > _NOTHING)]
    found = _families(rows, plan.dataset)[list(Family._fields)].drop_duplicates("key")
    return capacities_of(found)


def all_families(dataset: Dataset) -> list[Family]:
    """Every family of limits that a dataset with these programmes, services and funders may have, binding or not."""
    names = _names(dataset)
    rules = [(constraint, "", "", "") for constraint in _PLAIN]
    rules += [(constraint, programme, "", "") for constraint in _BY_PROGRAMME for programme in names["programmes"]]
    rules += [("eq10_staff", programme, key, "") for programme in names["programmes"] for key in names["services"]]
    rules += [("eq14_budget", "", "", f"funder {funder}") for funder in names["funders"]]
    return [family for rule in rules if (family := _family(*rule, names)) is not None]


def said_years(years: Iterable[int]) -> str:
    """Years in words: ``2027``, ``2027–2030``, ``3 years from 2027 to 2033``; ``all years`` where none is named."""
    known = sorted(set(years))
    if not known:
        return "all years"
    first, last = known[0], known[-1]
    if first == last:
        return str(first)
    whole = len(known) == last - first + 1
    return f"{first}–{last}" if whole else f"{len(known)} years from {first} to {last}"


def capacities_of(table: pd.DataFrame) -> pd.DataFrame:
    """The families that somebody can change: all but people's own choices."""
    return table[table["key"] != CHOICE].reset_index(drop=True)
