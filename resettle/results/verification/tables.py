"""Whether a plan's tables can be read as a plan at all: names, years, amounts, lead times, whole numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.results.verification.choices import SOLUTIONS
from resettle.results.verification.finding import compare_rows, none_of
from resettle.results.verification.yearly import figures_of

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison

AMOUNTS = {
    "placements": ("households", "persons"),
    "unrounded": ("households",),
    "homes": ("homes",),
    "facilities": ("modules", "units"),
    "clearance": ("hectares",),
    "sites": ("opened",),
    "shipments": ("tonnes",),
    "supplied": ("tonnes",),
    "spending": ("usd",),
    "shortfalls": ("persons",),
}
KEYS = {
    "placements": ("cohort", "place", "solution", "year"),
    "unrounded": ("cohort", "solution", "place", "year"),
    "homes": ("place", "option", "year"),
    "facilities": ("place", "service", "year"),
    "clearance": ("place", "year"),
    "sites": ("place", "year"),
    "shipments": ("link", "programme", "year"),
    "supplied": ("node", "programme", "year"),
    "spending": ("funder", "sector", "programme", "place", "year"),
    "shortfalls": ("target",),
}
NAMED_IN = {
    "cohort": "cohorts",
    "place": "places",
    "option": "housing_options",
    "service": "services",
    "link": "links",
    "node": "supplies",
    "funder": "funders",
    "programme": "programmes",
}
SECTORS = ("clearance", "housing", "site_works", "moving", "transport", "running")


def check_tables(evidence: Evidence) -> list[Comparison]:
    """Known names and years, amounts of 0 or more, nothing ready after the horizon, solutions that fit their place."""
    comparisons = []
    for name, amounts in AMOUNTS.items():
        table = evidence.plan.tables[name].fillna(dict.fromkeys(amounts, 0.0))
        unknown = ~_known(evidence, name, table)
        comparisons.append(none_of(f"{name} with unknown names or years", table, unknown, KEYS[name]))
        negative = (table[list(amounts)] < 0).any(axis=1)
        comparisons.append(none_of(f"{name} below 0", table, negative, KEYS[name]))
    return comparisons + _late(evidence) + _out_of_place(evidence) + _amounts(evidence)


def check_whole(evidence: Evidence) -> list[Comparison]:
    """Whole households always; whole facilities, and places opened or not, in a plan."""
    tables = evidence.plan.tables
    comparisons = [_fractions("households", tables["placements"], "placements", "households")]
    if evidence.plan.summary.quality == "plan":
        sizes = evidence.given["services"].set_index("service")["module_size"]
        facilities = tables["facilities"]
        sized = facilities[figures_of(facilities["service"], sizes) > 0]
        comparisons.append(_fractions("facilities", sized, "facilities", "modules"))
        comparisons.append(_fractions("places opened", tables["sites"], "sites", "opened"))
    return comparisons


def _known(evidence: Evidence, name: str, table: pd.DataFrame) -> pd.Series:
    """Whether every key of a row is in the inputs; the shortfalls' names are checked by (17)."""
    known = pd.Series(data=True, index=table.index)
    for key in KEYS[name]:
        if key in NAMED_IN:
            known &= table[key].isin(evidence.given[NAMED_IN[key]][key]) | _at_no_place(table, key)
        elif key == "solution":
            known &= table["solution"].isin(SOLUTIONS)
        elif key == "year":
            known &= table["year"].isin(evidence.years)
        elif key == "sector":
            known &= table["sector"].isin([*SECTORS, *evidence.given["services"]["service"]])
    return known


def _at_no_place(table: pd.DataFrame, key: str) -> pd.Series | bool:
    """Transport is paid at no place, and only transport."""
    if key != "place" or "sector" not in table:
        return False
    return (table["sector"] == "transport") & (table["place"] == "")


def _late(evidence: Evidence) -> list[Comparison]:
    """What is commissioned in a year from which it would be ready only after the horizon."""
    last = evidence.years[-1]
    tables, given = evidence.plan.tables, evidence.given
    leads = {
        "homes": figures_of(tables["homes"]["option"], given["housing_options"].set_index("option")["lead_years"]),
        "facilities": figures_of(tables["facilities"]["service"], given["services"].set_index("service")["lead_years"]),
        "sites": figures_of(tables["sites"]["place"], given["places"].set_index("place")["site_lead_years"]),
        "clearance": pd.Series(1.0, index=tables["clearance"].index),
    }
    words = "ready after the horizon"
    return [
        none_of(f"{name} {words}", tables[name], tables[name]["year"] + lead > last, KEYS[name])
        for name, lead in leads.items()
    ]


def _out_of_place(evidence: Evidence) -> list[Comparison]:
    """What stands where it cannot: solutions, options that are not offered, spending of another programme."""
    tables, given, programme_of = evidence.plan.tables, evidence.given, evidence.programme_of
    cohorts = given["cohorts"].set_index("cohort")
    placed = tables["placements"]
    where = {
        "return": placed["cohort"].map(cohorts["origin"]) == placed["place"],
        "integrate": placed["cohort"].map(cohorts["current_place"]) == placed["place"],
        "relocate": placed["cohort"].map(cohorts["programme"]) == placed["place"].map(programme_of),
    }
    fits = np.select([placed["solution"] == solution for solution in where], list(where.values()), default=False)
    offered = pd.MultiIndex.from_frame(given["housing"][["place", "option"]])
    homes = tables["homes"]
    asked = pd.MultiIndex.from_frame(homes[["place", "option"]])
    spent = tables["spending"]
    elsewhere = (spent["place"] != "") & (spent["place"].map(programme_of) != spent["programme"])
    return [
        none_of("placements where the solution does not lead", placed, ~fits.astype(bool), KEYS["placements"]),
        none_of("homes of an option that is not offered there", homes, ~asked.isin(offered), KEYS["homes"]),
        none_of("spending at another programme's place", spent, elsewhere, KEYS["spending"]),
    ]


def _amounts(evidence: Evidence) -> list[Comparison]:
    """Persons are households times the cohort's mean size; units are facilities times their size; no row twice."""
    tables, given = evidence.plan.tables, evidence.given
    cohorts = given["cohorts"].set_index("cohort")
    placed = tables["placements"]
    mean = (cohorts["persons"] / cohorts["households"]).reindex(placed["cohort"]).to_numpy()
    persons = placed["persons"].to_numpy(dtype=float)
    expected = placed["households"].to_numpy(dtype=float) * mean
    sizes = figures_of(tables["facilities"]["service"], given["services"].set_index("service")["module_size"])
    facilities = tables["facilities"]
    units = facilities["units"].to_numpy(dtype=float)
    # A service that is not built in facilities has as many of them as units.
    modules = (facilities["modules"] * sizes.where(sizes > 0, 1.0)).to_numpy(dtype=float)
    twice = [_twice(name, tables[name]) for name in AMOUNTS]
    return [
        compare_rows("persons placed", placed, KEYS["placements"], persons, "equal to", expected, unit="persons"),
        compare_rows("units", facilities, KEYS["facilities"], units, "equal to", modules, unit="units"),
        *twice,
    ]


def _twice(name: str, table: pd.DataFrame) -> Comparison:
    again = table.duplicated(list(KEYS[name]))
    return none_of(f"{name} with the same key twice", table, again, KEYS[name])


def _fractions(words: str, table: pd.DataFrame, name: str, amount: str) -> Comparison:
    away = (table[amount] - table[amount].round()).abs()
    return compare_rows(f"{words} in parts", table, KEYS[name], away.to_numpy(dtype=float), "at most", 0.0, unit=words)
