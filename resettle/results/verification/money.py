"""Money: (13) spending, (14) budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.results.verification.finding import compare, none_of
from resettle.results.verification.memory import once_per_plan
from resettle.results.verification.yearly import by_year, figures_of, latest, standing, times, total

if TYPE_CHECKING:
    from resettle.inputs.dataset import Settings
    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison

EARTH_RADIUS_KM = 6371.0088
TRANSPORT = "transport"


def check_spending(evidence: Evidence) -> list[Comparison]:
    """(13) Spent is what commissioning, moving and running cost, by sector, place and year; funders keep to earmarks.

    Transport is paid for each programme and year, at no place.
    """
    table = evidence.plan.tables["spending"]
    carried = table["sector"] == TRANSPORT
    at_place = by_year(table[~carried], ["sector", "place"], "usd", evidence.years)
    transport = by_year(table[carried], ["programme"], "usd", evidence.years)
    costs, carriage = costs_at_places(evidence), costs_of_transport(evidence)
    paid, cost = at_place.align(costs, join="outer", fill_value=0.0)
    paid_carriage, cost_of_carriage = transport.align(carriage, join="outer", fill_value=0.0)
    keys = ["funder", "sector", "programme", "place", "year"]
    return [
        compare("spent", paid, "equal to", cost, unit="US$"),
        compare("spent on transport", paid_carriage, "equal to", cost_of_carriage, unit="US$"),
        none_of("spent against the funder's earmarks", table, ~_allowed(evidence), keys, amount="usd", unit="US$"),
    ]


def check_budget(evidence: Evidence) -> list[Comparison]:
    """(14) drawn[k,t] ≤ what the funder has given by then; where money lapses, this year's only."""
    funders = evidence.given["funders"].set_index("funder")["carries_over"].astype(bool)
    spent = total(evidence.spending, ["funder"])
    funding = evidence.of_inputs(_funding, evidence.given["funding"], evidence.years)
    amount = funding.reindex(spent.index).fillna(0.0)
    keeps = funders.reindex(spent.index).fillna(value=False).astype(bool)
    drawn, available = standing(spent), standing(amount)
    return [
        compare("drawn by the end of the year", drawn[keeps], "at most", available[keeps], unit="US$"),
        compare("drawn in the year", spent[~keeps], "at most", amount[~keeps], unit="US$"),
    ]


def _funding(funding: pd.DataFrame, years: pd.Index) -> pd.DataFrame:
    return latest(funding, ["funder"], "usd", years)


@once_per_plan
def costs_at_places(evidence: Evidence) -> pd.DataFrame:
    """What the plan costs by sector and place in each year, US$; transport apart."""
    given = evidence.given
    homes = evidence.building
    unit_cost = given["housing"].set_index(["place", "option"])["unit_cost_usd"]
    services = given["services"].set_index("service")
    sites = given["places"].set_index("place")["site_cost_usd"]
    clear = given["land"].set_index("place")["clear_usd_per_ha"]
    pairs = evidence.settling.index.to_frame(index=False)
    capital = times(evidence.commissioning, services["capex_usd_per_module"], "service")
    capital.index = capital.index.set_names("sector", level="service")
    parts = {
        "clearance": times(evidence.clearing, clear),
        "housing": total(times(homes, unit_cost), ["place"]),
        "site_works": times(evidence.opening_sites, sites),
        "moving": total(times(evidence.settling, moving_usd(evidence, pairs)), ["place"]),
        "running": total(times(evidence.in_use, services["running_usd_per_unit_year"], "service"), ["place"]),
    }
    named = pd.concat(parts, names=["sector"])
    return pd.concat([named, capital.reorder_levels(["sector", "place"])])


@once_per_plan
def costs_of_transport(evidence: Evidence) -> pd.DataFrame:
    """What carrying and buying material costs each programme in each year, US$."""
    given, tables = evidence.given, evidence.plan.tables
    links = given["links"].set_index("link")["usd_per_tonne"].fillna(0.0)
    supplies = given["supplies"].set_index("node")["usd_per_tonne"].fillna(0.0)
    columns = ["programme", "year", "usd"]
    shipments, supplied = tables["shipments"], tables["supplied"]
    carried = shipments.assign(usd=shipments["tonnes"] * figures_of(shipments["link"], links))
    taken = supplied.assign(usd=supplied["tonnes"] * figures_of(supplied["node"], supplies))
    both = pd.concat([carried[columns], taken[columns]], ignore_index=True)
    return by_year(both.assign(usd=both["usd"].fillna(0.0)), ["programme"], "usd", evidence.years)


def moving_usd(evidence: Evidence, pairs: pd.DataFrame) -> pd.Series:
    """US$ to move a household of each class to each place (rows class_, place): the members' mean."""
    given, members = evidence.given, evidence.choices.members
    each = evidence.of_inputs(_usd_per_move, given["places"], given["travel"], given.settings)
    return _mean_usd(pairs, evidence.of_inputs(_homes_of_classes, members), each)


@once_per_plan
def moving_usd_of_pairs(evidence: Evidence) -> pd.Series:
    """The same for every class and place that it may settle in."""
    given, choices = evidence.given, evidence.choices
    each = evidence.of_inputs(_usd_per_move, given["places"], given["travel"], given.settings)
    return evidence.of_inputs(_mean_usd, choices.pairs, evidence.of_inputs(_homes_of_classes, choices.members), each)


def _homes_of_classes(members: pd.DataFrame) -> pd.DataFrame:
    return members.groupby(["class_", "current_place"])["households"].sum().reset_index()


def _mean_usd(pairs: pd.DataFrame, homes: pd.DataFrame, each: pd.Series) -> pd.Series:
    trips = pairs[["class_", "place"]].merge(homes, on="class_")
    asked = pd.MultiIndex.from_frame(trips[["current_place", "place"]])
    trips["usd"] = each.reindex(asked).to_numpy(dtype=float) * trips["households"]
    sums = trips.groupby(["class_", "place"])[["usd", "households"]].sum()
    return (sums["usd"] / sums["households"]).fillna(0.0)


def _usd_per_move(places: pd.DataFrame, travel: pd.DataFrame, settings: Settings) -> pd.Series:
    """US$ a household from each place to each: as given, else a sum and so much a great-circle kilometre."""
    places = places.set_index("place")
    latitude = np.radians(places["latitude"].to_numpy(dtype=float))
    longitude = np.radians(places["longitude"].to_numpy(dtype=float))
    across = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
    along = np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
    chord = across + np.cos(latitude)[:, None] * np.cos(latitude)[None, :] * along
    km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    usd = settings.usd_per_household_move + km * settings.usd_per_household_km
    np.fill_diagonal(usd, 0.0)
    index = pd.MultiIndex.from_product([places.index, places.index], names=["from_place", "to_place"])
    costs = pd.Series(usd.ravel(), index=index)
    known = travel.set_index(["from_place", "to_place"])["usd_per_household"].dropna()
    costs.loc[known.index] = known.to_numpy()
    return costs


def _allowed(evidence: Evidence) -> np.ndarray:
    """Whether each row of spending is within its funder's earmarks; a funder without any may pay for anything."""
    table, earmarks = evidence.plan.tables["spending"], evidence.given["earmarks"]
    rows = table[["funder", "programme", "sector", "place"]].reset_index(drop=True)
    rows["row"] = rows.index
    asked = rows.merge(earmarks[["funder", "programme", "sector", "place"]], on="funder", suffixes=("", "_only"))
    fits = np.full(len(asked), fill_value=True)
    for key in ("programme", "sector", "place"):
        # A blank is any; transport is at no place, so an earmark that names one never pays it.
        fits &= ((asked[f"{key}_only"] == "") | (asked[f"{key}_only"] == asked[key])).to_numpy()
    free = ~rows["funder"].isin(earmarks["funder"])
    return (free | rows["row"].isin(asked.loc[fits, "row"])).to_numpy(dtype=bool)
