"""One place: who comes, in which homes, and what limits it or keeps everybody away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.insight.bottleneck_map import bottleneck_map
from resettle.insight.chosen import choosing_a_place
from resettle.insight.limits import said_years
from resettle.insight.people import SOLUTIONS
from resettle.insight.tidy import by_key_and_year, named, titles
from resettle.results.verification.yearly import add, adding_up, total

if TYPE_CHECKING:
    from resettle.results.plan import Plan
    from resettle.results.verification.evidence import Evidence

NEVER_OPEN, NOBODY_CHOSE, NO_SITE, NO_CAPACITY = "never open", "nobody chose", "no site", "no capacity"
"""Why nobody settles at a place."""


@dataclass(frozen=True)
class Absence:
    """Why nobody settles at a place.

    Attributes
    ----------
    reason : one of ``NEVER_OPEN``, ``NOBODY_CHOSE``, ``NO_SITE``, ``NO_CAPACITY``
    opens_year : first year in which the place is open, infinite for never, NaN from the start
    chosen : persons whose own choice leads there by the last year
    min_households : smallest community, 0 where none is asked
    """

    reason: str
    opens_year: float
    chosen: float
    min_households: float


def arrivals(evidence: Evidence, placed: pd.DataFrame, place: str) -> pd.DataFrame:
    """Persons who settle at a place over the horizon by community of origin, present place and solution.

    Columns: origin, origin_name, current_place, from_name, solution, persons; the largest first.
    """
    there = placed[placed["place"] == place]
    tidy = there.groupby(["origin", "current_place", "solution"], sort=False)["persons"].sum().reset_index()
    names = titles(evidence.given, "places")
    tidy.insert(1, "origin_name", named(tidy["origin"], names))
    tidy.insert(3, "from_name", named(tidy["current_place"], names))
    return tidy.sort_values("persons", ascending=False, kind="stable", ignore_index=True)


def settled_by_solution(placed: pd.DataFrame, place: str) -> dict[str, float]:
    """Persons settled at a place over the horizon by what they chose; every solution is named, also with nobody."""
    there = placed[placed["place"] == place].groupby("solution")["persons"].sum()
    return {solution: float(there.get(solution, 0.0)) for solution in SOLUTIONS}


def homes_at_place(evidence: Evidence, place: str) -> pd.DataFrame:
    """Homes of a place with so many rooms or more, and households settled there that need so many, by year.

    Columns: rooms, year, homes, households; a row for every number of rooms that a size class needs.
    """
    options = evidence.given["housing_options"].set_index("option")["rooms"]
    built = evidence.homes[evidence.homes.index.get_level_values("place") == place]
    built = built.groupby(options.reindex(built.index.get_level_values("option")).to_numpy()).sum()
    vacant = evidence.given["vacant_homes"]
    free = (vacant["homes"].fillna(0.0) - vacant["unresolved_claims"].fillna(0.0)).clip(lower=0.0)
    empty = adding_up(vacant.assign(free=free), ["place", "rooms"], "free", evidence.years)
    empty = empty[empty.index.get_level_values("place") == place].droplevel("place")
    settled = evidence.settled[evidence.settled.index.get_level_values("place") == place]
    households = total(settled, ["rooms"])
    thresholds = sorted({int(rooms) for rooms in evidence.given["size_classes"]["rooms"]})
    homes = _or_more(add(_numbered(built), _numbered(empty)), thresholds, evidence.years)
    tidy = by_key_and_year(homes, "homes")
    need = _or_more(_numbered(households), thresholds, evidence.years)
    tidy["households"] = by_key_and_year(need, "households")["households"]
    return tidy


def limits_at_place(plan: Plan, place: str) -> pd.DataFrame:
    """What is used up at a place, with the years, and what 10 % more of it alone would win.

    Columns: key, label, years, person_years, persons (won by 10 % more in every year, at the margin, in the whole
    plan); what is worth most first. What the plan makes itself (homes, services, land) is listed too: here the
    question is what people find, not who can change it.
    """
    rows = bottleneck_map(plan)
    rows = rows[rows["place"] == place]
    keys = ["key", "label"]
    table = rows.groupby(keys, sort=False)[["person_years", "persons"]].sum().reset_index()
    dated = rows[["key", "year"]].dropna().drop_duplicates()
    used = {key: said_years(int(year) for year in years) for key, years in dated.groupby("key")["year"]}
    table["years"] = [used.get(key, said_years([])) for key in table["key"]]
    # what rounds to nought is nought, and has no sign
    for name in ("person_years", "persons"):
        table[name] = table[name].where(table[name].abs() >= 0.5, 0.0)
    table = table.sort_values("person_years", ascending=False, kind="stable", ignore_index=True)
    return table[["key", "label", "years", "person_years", "persons"]]


def why_nobody(evidence: Evidence, choosing: pd.DataFrame, place: str) -> Absence | None:
    """Why nobody settles at a place over the horizon; nothing where somebody does.

    In this order: it does not open within the horizon; no choice leads there (to return or integrate; who relocates
    may settle anywhere); its site is not opened; else other places win more with what limits the programme.
    """
    placed = evidence.plan["placements"]
    if float(placed.loc[placed["place"] == place, "households"].sum()) > 0:
        return None
    places = evidence.given["places"]
    (row,) = places[places["place"] == place].to_dict("records")
    opens = float(row["opens_year"])
    at_end = choosing_a_place(choosing, place)
    chosen = float(at_end.loc[at_end["year"] == int(evidence.years[-1]), "persons"].sum())
    relocating = choosing.iloc[:, -1].groupby(level=["programme", "solution"]).sum()
    might = float(relocating.get((row["programme"], "relocate"), 0.0))
    site = float(np.nan_to_num(row["site_cost_usd"]))
    smallest = float(np.nan_to_num(row["min_households"]))
    sites = evidence.plan["sites"]
    opened = float(sites.loc[sites["place"] == place, "opened"].sum())
    if opens > float(evidence.years[-1]):
        reason = NEVER_OPEN
    elif chosen + might <= 0:
        reason = NOBODY_CHOSE
    elif (site > 0 or smallest > 0) and opened <= 0:
        reason = NO_SITE
    else:
        reason = NO_CAPACITY
    return Absence(reason, opens, chosen, smallest)


def _numbered(by_rooms: pd.DataFrame) -> pd.DataFrame:
    return by_rooms.set_axis(pd.Index(by_rooms.index.astype(float), name="rooms"))


def _or_more(by_rooms: pd.DataFrame, thresholds: list[int], years: pd.Index) -> pd.DataFrame:
    rooms = by_rooms.index.to_numpy(dtype=float)
    sums = [by_rooms[rooms >= threshold].sum().reindex(years).fillna(0.0) for threshold in thresholds]
    return pd.DataFrame(np.array(sums), index=pd.Index(thresholds, name="rooms"), columns=years)
