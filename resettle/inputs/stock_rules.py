"""Rules about homes, capacities, years and targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.problems import nearest

if TYPE_CHECKING:
    from resettle.inputs.inspection import Inspection


def claims_within_totals(looked_at: Inspection) -> None:
    """Homes with open claims are part of a stated total (Pinheiro Principles: they are planned for nobody)."""
    for table, total in (("housing", "units_total"), ("vacant_homes", "homes")):
        frame = looked_at.tables[table]
        claims, homes = frame["unresolved_claims"].fillna(0.0), frame[total]
        for row in frame.index[(claims > 0) & homes.isna()]:
            looked_at.error(table, row, "unresolved_claims", f"{claims[row]:g}", f"{total} where there are claims")
        for row in frame.index[claims > homes]:
            looked_at.error(table, row, "unresolved_claims", f"{claims[row]:g}", f"at most {total}, {homes[row]:g}")


def option_fits_capacity(looked_at: Inspection) -> None:
    """A home that needs land or material in a place that clearance never reaches is still legal; lead times fit."""
    settings = looked_at.settings
    years = settings.last_year - settings.first_year
    options = looked_at.tables["housing_options"]
    for row in options.index[options["lead_years"] > years]:
        found = f"{options.loc[row, 'lead_years']} years"
        looked_at.warn("housing_options", row, "lead_years", found, f"at most {years}, or it is never ready in time")


def years_begin_in_time(looked_at: Inspection) -> None:
    """A yearly table says something from the first year on; before its first row it counts as missing."""
    first = looked_at.settings.first_year
    keys = {"capacities": ["programme", "resource"], "build_capacity": ["place"], "funding": ["funder"]}
    meaning = {"capacities": "no limit", "build_capacity": "no limit", "funding": "no money"}
    for table, names in keys.items():
        begins = looked_at.tables[table].groupby(names)["year"].min()
        for key, year in begins[begins > first].items():
            name = ", ".join(key) if isinstance(key, tuple) else str(key)
            hint = f"Before {year} there is {meaning[table]}."
            looked_at.warn(table, None, "year", f"{name} from {year} on", f"a row for {first}", hint)


def target_names(looked_at: Inspection) -> None:
    """A target's name is a programme or a place, as its scope says."""
    targets = looked_at.tables["targets"]
    for scope, table in (("programme", "programmes"), ("place", "places")):
        valid = set(looked_at.tables[table].iloc[:, 0])
        chosen = targets[(targets["scope"] == scope) & ~targets["name"].isin(valid)]
        for row, value in chosen["name"].items():
            looked_at.error("targets", row, "name", value, f"a name in {table}", nearest(value, valid))
    named = targets[(targets["scope"] == "all") & (targets["name"] != "")]
    for row, value in named["name"].items():
        looked_at.error("targets", row, "name", value, "a blank, since the scope is all")


def community_sizes(looked_at: Inspection) -> None:
    """A place's smallest community is not above the most it takes."""
    places = looked_at.tables["places"]
    for row in places.index[places["min_households"] > places["max_households"]]:
        most = f"at most max_households, {places.loc[row, 'max_households']:g}"
        looked_at.error("places", row, "min_households", f"{places.loc[row, 'min_households']:g}", most)
