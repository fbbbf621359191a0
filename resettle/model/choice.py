"""Choice classes: cohorts that a solution cannot tell apart are planned together (docs/formulation.md, Sets)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.model.years import yearly

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

EARTH_RADIUS_KM = 6371.0088
SHARE_DIGITS = 12
"""Shares alike to this many digits are the same choice."""
_ALIKE = ["programme", "solution", "size_class", "profile", "willing_key", "origin_key", "present_key"]


@dataclass(frozen=True)
class ChoiceClasses:
    """Cohorts by stated solution.

    Attributes
    ----------
    classes : class_, programme, solution, size_class, rooms, profile, weight, preference, households (all members'),
        persons_per_household, origin ("" but for return), present ("" but for integrate)
    members : class_, cohort, programme, origin, current_place, size_class, profile, households, persons,
        household_part, person_part (the member's part of its class)
    willing : class_, year, willing (households that have chosen this solution by that year)
    """

    classes: pd.DataFrame
    members: pd.DataFrame
    willing: pd.DataFrame


def choice_classes(data: Dataset) -> ChoiceClasses:
    """Group the cohorts into choice classes, one for each solution they may have stated."""
    shares = _shares_by_origin(data)
    members = data["cohorts"].drop(columns=["source", "confidence", "note"], errors="ignore")
    members = members[members["households"] > 0].merge(shares, on=["programme", "origin"], how="inner")
    places = set(data["places"]["place"])
    members = members[(members["solution"] != "return") | members["origin"].isin(places)]
    members = members.assign(
        origin_key=members["origin"].where(members["solution"] == "return", ""),
        present_key=members["current_place"].where(members["solution"] == "integrate", ""),
    ).sort_values([*_ALIKE, "cohort"], ignore_index=True)
    number = members.groupby(_ALIKE, sort=True).ngroup()
    members["class_"] = number.map("c{:05d}".format).astype(str)
    total = members.groupby("class_")[["households", "persons"]].transform("sum")
    members["household_part"] = members["households"] / total["households"]
    members["person_part"] = members["persons"] / total["persons"]
    classes = _classes(members, data)
    return ChoiceClasses(classes, members, _willing(classes, shares, data.years))


def moving_costs(data: Dataset, members: pd.DataFrame, offered: pd.DataFrame) -> pd.DataFrame:
    """US$ a household to move, for each class and place offered: the members' mean (class_, place, usd)."""
    pairs = offered[["class_", "place"]].drop_duplicates()
    trips = pairs.merge(members[["class_", "current_place", "household_part"]], on="class_")
    routes = trips[["current_place", "place"]].drop_duplicates(ignore_index=True)
    routes["usd"] = _route_costs(data, routes)
    trips = trips.merge(routes, on=["current_place", "place"])
    trips["usd"] *= trips["household_part"]
    return trips.groupby(["class_", "place"])["usd"].sum().reset_index()


def _shares_by_origin(data: Dataset) -> pd.DataFrame:
    """Shares of each solution by programme and origin, a column a year; rows with an origin replace the blank ones."""
    willingness = data["willingness"]
    communities = data["cohorts"][["programme", "origin"]].drop_duplicates()
    own = communities.merge(willingness, on=["programme", "origin"])
    general = communities.merge(willingness[willingness["origin"] == ""].drop(columns="origin"), on="programme")
    replaced = pd.MultiIndex.from_frame(own[["programme", "origin", "solution"]])
    general = general[~pd.MultiIndex.from_frame(general[["programme", "origin", "solution"]]).isin(replaced)]
    rows = pd.concat([own, general], ignore_index=True)
    keys = ["programme", "origin", "solution"]
    preference = rows.groupby(keys)["preference"].first().reset_index()
    spread = yearly(rows, keys, "share", data.years, year="from_year")
    wide = spread.pivot(index=keys, columns="year", values="share").reindex(columns=list(data.years)).fillna(0.0)
    merged = preference.merge(wide.reset_index(), on=keys)
    figures = merged[["preference", *data.years]].astype(float).itertuples(index=False, name=None)
    merged["willing_key"] = [repr(tuple(round(figure, SHARE_DIGITS) for figure in row)) for row in figures]
    return merged.loc[(merged[list(data.years)] > 0).any(axis=1)]


def _classes(members: pd.DataFrame, data: Dataset) -> pd.DataFrame:
    described = {name: (name, "first") for name in ("programme", "solution", "size_class", "profile", "preference")}
    classes = members.groupby("class_", as_index=False).agg(
        **described,
        willing_key=("willing_key", "first"),
        origin=("origin_key", "first"),
        present=("present_key", "first"),
        households=("households", "sum"),
        persons=("persons", "sum"),
    )
    classes["persons_per_household"] = classes["persons"] / classes["households"]
    classes = classes.merge(data["size_classes"][["size_class", "rooms"]], on="size_class")
    weights = data["profiles"][["profile", "priority_weight"]].rename(columns={"priority_weight": "weight"})
    return classes.merge(weights, on="profile").sort_values("class_", ignore_index=True)


def _willing(classes: pd.DataFrame, shares: pd.DataFrame, years: range) -> pd.DataFrame:
    by_key = shares.drop_duplicates("willing_key").set_index("willing_key")[list(years)]
    wide = classes[["class_"]].join(by_key.loc[classes["willing_key"]].reset_index(drop=True))
    wide[list(years)] = wide[list(years)].mul(classes["households"], axis=0)
    return wide.melt("class_", var_name="year", value_name="willing").astype({"year": "int64"})


def _route_costs(data: Dataset, routes: pd.DataFrame) -> np.ndarray:
    """US$ a household: the travel table, else a fixed part and so much a great-circle km; nothing on the spot."""
    points = data["places"].set_index("place")[["latitude", "longitude"]]
    start, end = points.loc[routes["current_place"]], points.loc[routes["place"]]
    km = great_circle_km(start.to_numpy(), end.to_numpy())
    computed = data.settings.usd_per_household_move + km * data.settings.usd_per_household_km
    computed = np.where(routes["current_place"] == routes["place"], 0.0, computed)
    given = data["travel"].rename(columns={"from_place": "current_place", "to_place": "place"})
    listed = routes.merge(given, on=["current_place", "place"], how="left")["usd_per_household"].to_numpy(dtype=float)
    return np.where(np.isnan(listed), computed, listed)


def great_circle_km(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Great-circle distances in km between rows of (latitude, longitude) in degrees (haversine formula)."""
    first, second = np.radians(start.astype(float)), np.radians(end.astype(float))
    half = np.sin((second - first) / 2.0) ** 2
    chord = half[:, 0] + np.cos(first[:, 0]) * np.cos(second[:, 0]) * half[:, 1]
    return np.asarray(2.0 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(chord)))
