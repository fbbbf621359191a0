"""Who has chosen what by when, and where that choice can lead: the choice classes of the formulation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from resettle.results.verification.yearly import latest

SOLUTIONS = ("return", "integrate", "relocate")
ALIKE = ("programme", "solution", "size_class", "profile", "stated", "origin_matters", "home_matters")
SHARE_DIGITS = 12
"""Shares alike to this many digits are the same choice."""


@dataclass(frozen=True)
class Choices:
    """Choice classes, from the inputs alone.

    Attributes
    ----------
    members : one row for each cohort and solution: cohort, solution, class_, programme, origin,
        current_place, size_class, profile, households, persons
    classes : by class_: programme, solution, size_class, profile, words, rooms, weight, preference,
        households, persons, mean_size (h(c), persons a household)
    chosen : by cohort, solution and year, households that have chosen it by then
    willing : by class_ and year, households that have chosen this by then
    pairs : class_, place, first (year): where and from when a class may settle
    """

    members: pd.DataFrame
    classes: pd.DataFrame
    chosen: pd.DataFrame
    willing: pd.DataFrame
    pairs: pd.DataFrame


def read_choices(
    cohorts: pd.DataFrame,
    willingness: pd.DataFrame,
    places: pd.DataFrame,
    solutions: pd.DataFrame,
    size_classes: pd.DataFrame,
    profiles: pd.DataFrame,
    years: pd.Index,
) -> Choices:
    """Classes of cohorts alike in programme, solution, size, profile, willingness and, where it matters, place."""
    members, shares = _members(cohorts, willingness, years)
    chosen = shares.mul(members["households"].to_numpy(), axis=0)
    willing = chosen.groupby(members["class_"]).sum()
    chosen = chosen.set_axis(pd.MultiIndex.from_frame(members[["cohort", "solution"]]))
    classes = _classes(members, size_classes, profiles)
    pairs = _pairs(places, solutions, classes, willing, years)
    return Choices(members, classes, chosen, willing, pairs)


def _members(cohorts: pd.DataFrame, willingness: pd.DataFrame, years: pd.Index) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Every cohort with every solution, the class they fall in, and the share willing by each year."""
    columns = ["cohort", "programme", "origin", "current_place", "size_class", "profile", "households", "persons"]
    solutions = pd.DataFrame({"solution": list(SOLUTIONS)})
    members = cohorts[columns].merge(solutions, how="cross")
    shares, preference = _stated(willingness, members, years)
    alike = np.round(np.column_stack([shares.to_numpy(), preference.to_numpy()]), SHARE_DIGITS)
    members["stated"] = np.unique(alike, axis=0, return_inverse=True)[1].ravel()
    members["preference"] = preference.to_numpy()
    members["origin_matters"] = members["origin"].where(members["solution"] == "return", "")
    members["home_matters"] = members["current_place"].where(members["solution"] == "integrate", "")
    members["class_"] = members.groupby(list(ALIKE), sort=False).ngroup()
    return members, shares


def _stated(willingness: pd.DataFrame, members: pd.DataFrame, years: pd.Index) -> tuple[pd.DataFrame, pd.Series]:
    """Share willing by year and preference, in the members' rows; rows with an origin go before blank ones."""
    willingness = willingness.rename(columns={"from_year": "year"})
    keys = ["programme", "origin", "solution"]
    paths = latest(willingness, keys, "share", years)
    preferences = willingness.sort_values("year", kind="stable").groupby(keys, sort=False)["preference"].last()
    own = pd.MultiIndex.from_frame(members[keys]).isin(paths.index)
    asked = pd.MultiIndex.from_frame(members[keys].assign(origin=members["origin"].where(own, "")))
    shares = paths.reindex(asked).fillna(0.0).reset_index(drop=True)
    return shares, preferences.reindex(asked).fillna(1.0).reset_index(drop=True)


def _classes(members: pd.DataFrame, size_classes: pd.DataFrame, profiles: pd.DataFrame) -> pd.DataFrame:
    grouped = members.groupby("class_")
    classes = grouped[[*ALIKE, "preference"]].first().join(grouped[["households", "persons"]].sum())
    classes["mean_size"] = (classes["persons"] / classes["households"]).fillna(0.0)
    classes["rooms"] = classes["size_class"].map(size_classes.set_index("size_class")["rooms"])
    classes["weight"] = classes["profile"].map(profiles.set_index("profile")["priority_weight"])
    words = classes["programme"] + " " + classes["solution"]
    for place, said in (("origin_matters", " to "), ("home_matters", " in ")):
        words = words + np.where(classes[place] != "", said + classes[place], "")
    classes["words"] = words + ", " + classes["size_class"] + ", " + classes["profile"]
    return classes


def _pairs(
    places: pd.DataFrame, solutions: pd.DataFrame, classes: pd.DataFrame, willing: pd.DataFrame, years: pd.Index
) -> pd.DataFrame:
    """The places a class may settle in, from the first year in which some of it is willing and both are open."""
    wanted = classes.reset_index()[["class_", "programme", "solution", "origin_matters", "home_matters"]]
    relocating = wanted[wanted["solution"] == "relocate"].merge(places[["place", "programme"]], on="programme")
    named = wanted[wanted["solution"] != "relocate"]
    named = named.assign(place=named["origin_matters"].where(named["solution"] == "return", named["home_matters"]))
    pairs = pd.concat([named, relocating], ignore_index=True)
    pairs = pairs[pairs["place"].isin(places["place"])]
    pairs = pairs.assign(opens=opening(places, solutions, pairs))
    ready = (willing.reindex(pairs["class_"]).to_numpy() > 0) & (
        pairs["opens"].to_numpy()[:, None] <= years.to_numpy(dtype=float)[None, :]
    )
    pairs["first"] = years.to_numpy()[ready.argmax(axis=1)]
    return pairs[pd.Series(ready.any(axis=1), index=pairs.index)][["class_", "place", "first"]].reset_index(drop=True)


def opening(places: pd.DataFrame, solutions: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    """The year from which rows with place, programme (of the people) and solution are open; -inf from the start."""
    place_opens = places.set_index("place")["opens_year"].fillna(-np.inf)
    solution_opens = solutions.set_index(["programme", "solution"])["opens_year"].fillna(-np.inf)
    asked = pd.MultiIndex.from_frame(rows[["programme", "solution"]])
    of_place = place_opens.reindex(rows["place"]).fillna(-np.inf).to_numpy(dtype=float)
    of_solution = solution_opens.reindex(asked).fillna(-np.inf).to_numpy(dtype=float)
    return np.asarray(np.maximum(of_place, of_solution))
